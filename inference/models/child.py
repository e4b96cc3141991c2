"""Asks a child process one question: what may crash, hang or never stop talking there becomes one sentence here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from inference.errors import InferenceError

LONGEST_ANSWER = 1 << 20  # bytes


def ask(command: Sequence[str], *, seconds: float, fault: InferenceError) -> dict[str, Any]:
    """The JSON object that `python COMMAND` prints. Raises what it says in {"error", "hint"}, or `fault` if it says nothing."""
    child = subprocess.Popen(
        [sys.executable, *command],
        env={**os.environ, "PYTHONPATH": _path(), "PYTHONUTF8": "1", "GGML_NO_BACKTRACE": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    timer = threading.Timer(seconds, child.kill)
    timer.daemon = True
    timer.start()
    try:
        assert child.stdout is not None
        said = child.stdout.read(LONGEST_ANSWER + 1)
        if len(said) > LONGEST_ANSWER:
            child.kill()
        code = child.wait()
    finally:
        timer.cancel()
        child.kill()  # quiet if it has ended
        child.wait()
        child.stdout.close()
    return _answer(said, code, fault)


def _answer(said: bytes, code: int, fault: InferenceError) -> dict[str, Any]:
    try:
        answer = json.loads(said) if len(said) <= LONGEST_ANSWER else None
    except (ValueError, RecursionError):
        answer = None
    if isinstance(answer, dict) and "error" in answer:
        raise InferenceError(str(answer["error"])[:500], str(answer.get("hint", ""))[:500])
    if code != 0 or not isinstance(answer, dict):
        raise fault
    return answer


def _path() -> str:
    root = str(Path(__file__).resolve().parents[2])
    return os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", "")]))


def limit_memory(most: int) -> None:
    """In the child: no more than `most` bytes of address space. Linux obeys; macOS and Windows have no such limit."""
    if sys.platform != "linux":
        return
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def say(answer: dict[str, Any]) -> None:
    """In the child: the one line."""
    print(json.dumps(answer, ensure_ascii=False), flush=True)
