"""The model on this machine: the server in a child process, started, watched, restarted once and stopped."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Self

from inference.client import Client
from inference.errors import InferenceError

LARGEST_LOG = 1 << 20  # bytes; the file before it is kept as .1
LONGEST_START = 120.0  # seconds
LONGEST_STOP = 12.0


class LocalServer:
    """Owns the child. `start` may be called again after `stop`, or after the child died twice."""

    def __init__(
        self,
        model: Path,
        *,
        log: Path,
        context: int | None = None,
        threads: int | None = None,
        parallel: int | None = None,
        lora: Path | None = None,
        on_exit: Callable[[InferenceError], None] | None = None,
    ) -> None:
        """`lora`: an adapter over the model. `on_exit` is called, from a thread of its own, each time the child dies by itself."""
        self._model, self._log = model, log
        options: dict[str, object] = {"--context": context, "--threads": threads, "--parallel": parallel}
        options["--lora"] = lora.absolute() if lora else None
        self._options = [part for name, value in options.items() if value is not None for part in (name, str(value))]
        self.on_exit = on_exit
        self._child: subprocess.Popen[str] | None = None
        self._client: Client | None = None
        self._ready = threading.Event()
        self._lock = threading.Lock()
        self._stopping = False
        self._restarts = 0
        self._death: InferenceError | None = None
        self._log_begins = 0

    @property
    def pid(self) -> int | None:
        return self._child.pid if self._child else None

    @property
    def client(self) -> Client:
        assert self._client is not None, "start() first"
        return self._client

    @property
    def address(self) -> tuple[str, dict[str, str]]:
        """Base URL and headers, for programs that speak HTTP themselves."""
        return self.client.address

    def start(self) -> Client:
        """Waits until the model answers. Raises InferenceError with the child's own words."""
        self.stop()
        self._stopping, self._restarts, self._death = False, 0, None
        base_url, key = self._launch()
        self._client = Client(base_url, key, before=self._wait_until_ready, explain=self._explain)
        self._ready.set()
        return self._client

    def stop(self) -> None:
        """Ends the child, letting it finish nothing; quiet if there is none."""
        with self._lock:
            self._stopping = True
            child, self._child = self._child, None
        self._ready.clear()
        if child is not None:
            _end(child)
        if self._client is not None:
            self._client.close()
            self._client = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _launch(self) -> tuple[str, str]:
        key = secrets.token_urlsafe(32)
        child = self._spawn(key)
        line = _first_line(child)
        answer = _parse(line)
        if "port" not in answer:
            _end(child)
            if "error" in answer:
                raise InferenceError(str(answer["error"]), str(answer.get("hint", "")))
            raise InferenceError("Mô hình không khởi động được.", self._last_words() or "Hãy xem nhật ký.")
        with self._lock:
            stopped = self._stopping
            if not stopped:
                self._child = child
        if stopped:
            _end(child)
            raise InferenceError("Mô hình đã được tắt khi đang khởi động.")
        threading.Thread(target=self._watch, args=(child,), name="watch", daemon=True).start()
        return f"http://127.0.0.1:{answer['port']}", key

    def _spawn(self, key: str) -> subprocess.Popen[str]:
        root = str(Path(__file__).resolve().parent.parent)
        path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", "")]))
        secret = {
            "LOIHAY_KEY": key,
            "LOIHAY_CHILD": "1",
            "GGML_NO_BACKTRACE": "1",
            "PYTHONPATH": path,
            "PYTHONUTF8": "1",
        }
        command = [sys.executable, "-m", "inference.server", "--model", str(self._model.absolute()), *self._options]
        self._log.parent.mkdir(parents=True, exist_ok=True)
        if self._log.exists() and self._log.stat().st_size > LARGEST_LOG:
            os.replace(self._log, self._log.with_name(self._log.name + ".1"))
        with self._log.open("ab") as log:
            self._log_begins = log.tell()
            return subprocess.Popen(
                command,
                env={**os.environ, **secret},
                stdin=subprocess.PIPE,  # never written to: its end tells the child that we are gone
                stdout=subprocess.PIPE,
                stderr=log,
                encoding="utf-8",
                start_new_session=True,  # Ctrl-C in the terminal is for us; we end the child
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )

    def _watch(self, child: subprocess.Popen[str]) -> None:
        """Waits for the child's end; one that was not asked for is reported, and followed by one restart."""
        code = child.wait()
        with self._lock:
            if self._stopping or self._child is not child:
                return
            self._child = None
            self._ready.clear()
            self._restarts += 1
            again = self._restarts == 1
            death = self._death = self._obituary(code)
        _close_pipes(child)
        if again:
            self._restart()
        else:
            self._ready.set()  # nobody may wait for a model that will not come back
        if self.on_exit is not None:
            self.on_exit(death)

    def _restart(self) -> None:
        try:
            base_url, key = self._launch()
            client = self._client
            if client is not None:
                client.redirect(base_url, key)
        except InferenceError as error:
            self._death = error
        finally:
            self._ready.set()

    def _wait_until_ready(self) -> None:
        """Holds a request back while the child starts again."""
        if not self._ready.wait(LONGEST_START) or self._child is None:
            raise self._death or InferenceError("Mô hình đã tắt.")
        self._death = None  # the new child answers for itself

    def _explain(self) -> InferenceError | None:
        """Why a connection broke: the child's death, if it comes to light within the moment it takes to notice."""
        child = self._child
        if child is not None and not self._stopping:
            with suppress(subprocess.TimeoutExpired):
                return self._obituary(child.wait(0.5))
        return self._death

    def _obituary(self, code: int) -> InferenceError:
        reason = f"tín hiệu {-code}" if code < 0 else f"mã {code}"
        words = self._last_words()
        return InferenceError(
            "Mô hình đã dừng đột ngột khi đang chạy.", f"Hãy thử viết lại. ({reason}{': ' + words if words else ''})"
        )

    def _last_words(self) -> str:
        """The last line the child wrote to its log, shortened."""
        try:
            with self._log.open("rb") as log:
                log.seek(self._log_begins)
                lines = log.read(LARGEST_LOG).decode("utf-8", "replace").split("\n")
        except OSError:
            return ""
        return next((line.strip()[:300] for line in reversed(lines) if line.strip()), "")


def _first_line(child: subprocess.Popen[str]) -> str:
    """The child's first line, or nothing if it ends or takes too long."""
    assert child.stdout is not None
    timer = threading.Timer(LONGEST_START, child.kill)
    timer.daemon = True
    timer.start()
    try:
        return child.stdout.readline()
    finally:
        timer.cancel()


def _parse(line: str) -> dict[str, object]:
    try:
        value = json.loads(line)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _end(child: subprocess.Popen[str]) -> None:
    child.terminate()
    try:
        child.wait(LONGEST_STOP)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    _close_pipes(child)


def _close_pipes(child: subprocess.Popen[str]) -> None:
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
