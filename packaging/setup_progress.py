"""Numbered steps with elapsed seconds, and commands whose output goes to a log and to one moving line."""

import os
import queue
import re
import shutil
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator, Mapping
from typing import IO

import setup_plan as plan

QUIET_SECONDS = 10.0  # without a terminal, a line at most this often
CUDA_HINT = (
    "pip đang tải bản torch cho card NVIDIA (vài GB). Muốn bản CPU nhỏ hơn: nhấn Ctrl+C, đặt biến PIP_EXTRA_INDEX_URL "
    "là kho gói CPU ghi trên trang cài đặt của PyTorch, rồi chạy lại."
)


class Stop(Exception):
    """The set-up can not go on; the text is the sentence a person reads."""


class Failed(Stop):
    """A command ended badly. `output` is the end of what it said."""

    def __init__(self, output: str) -> None:
        super().__init__(plan.reason(output))
        self.output = output


class Progress:
    """Says which step of how many is running, and keeps the log."""

    def __init__(self, steps: int, log: IO[str], screen: IO[str] | None = None) -> None:
        self.steps, self.log = steps, log
        self.screen = screen or sys.stdout
        self.terminal = self.screen.isatty()
        self.number, self.label = 0, ""
        self.begun = self.spoken = time.monotonic()
        self.hinted = False

    def step(self, label: str) -> None:
        self.number, self.label = self.number + 1, label
        self.begun = self.spoken = time.monotonic()
        self._write(f"[{self.number}/{self.steps}] {label} …", stays=True)
        self.log.write(f"\n=== {label}\n")

    def done(self, result: str = "xong") -> None:
        self._write(f"      {result} ({self.seconds():.0f} giây)", stays=True)

    def seconds(self) -> float:
        return time.monotonic() - self.begun

    def say(self, text: str) -> None:
        self._write(f"      {text}", stays=True)
        self.spoken = time.monotonic()

    def run(self, command: list[str], environment: Mapping[str, str], *, cwd: str | None = None) -> None:
        """Run to the end; raises Failed with the command's last lines."""
        self.log.write(f"\n$ {' '.join(command)}\n")
        self.log.flush()
        last: deque[str] = deque(maxlen=60)
        with subprocess.Popen(
            command, env=dict(environment), cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, encoding="utf-8", errors="replace",
        ) as process:  # fmt: skip
            try:
                last.extend(self._lines(process))
            except BaseException:
                process.terminate()
                raise
            finally:
                self._clear()
        if process.returncode:
            raise Failed("\n".join(last))

    def _lines(self, process: "subprocess.Popen[str]") -> Iterator[str]:
        """The command's lines as they come, with the moving line kept alive while there are none."""
        lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()

        def read() -> None:
            assert process.stdout is not None
            for line in process.stdout:
                lines.put(line.rstrip())
            lines.put(None)

        reader = threading.Thread(target=read, daemon=True)
        reader.start()
        shown, done = "", None
        while True:
            try:
                line = lines.get(timeout=1.0)
            except queue.Empty:
                self._move(shown, done)
                continue
            if line is None:
                return reader.join()
            self.log.write(line + "\n")
            self._hint(line)
            done = plan.percent(line) if plan.percent(line) is not None else done
            shown = shown if line.startswith("WARNING") else line.strip() or shown
            self._move(shown, done)
            yield line

    def _hint(self, line: str) -> None:
        if not self.hinted and re.match(r"\s*(Collecting|Downloading) nvidia[-_]", line):
            self.hinted = True
            self.say(CUDA_HINT)

    def _move(self, line: str, done: int | None) -> None:
        text = f"{self.seconds():.0f} giây · " + (f"{done} %" if done is not None else line)
        now = time.monotonic()
        if self.terminal or now - self.spoken >= QUIET_SECONDS:
            self.spoken = now
            self._write(f"      {text[:110]}", stays=not self.terminal)

    def _write(self, text: str, *, stays: bool) -> None:
        if self.terminal:
            width = shutil.get_terminal_size().columns - 1
            text = "\r\x1b[K" + (text if stays else text[:width])
        print(text, end="\n" if stays else "", file=self.screen, flush=True)

    def _clear(self) -> None:
        if self.terminal:
            print("\r\x1b[K", end="", file=self.screen, flush=True)
        self.log.flush()


def open_log(folder: str) -> IO[str]:
    """The set-up's log in `folder`, or nowhere if nothing can be written there."""
    try:
        os.makedirs(folder, exist_ok=True)
        return open(os.path.join(folder, "setup.log"), "w", encoding="utf-8", errors="replace")
    except OSError:
        return open(os.devnull, "w", encoding="utf-8")
