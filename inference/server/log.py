"""What the server writes down of its work: a JSON line a request, and faults by kind and place. Never a word of a prompt or an answer."""

from __future__ import annotations

import json
import logging
import os
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from inference.errors import InferenceError, reason

LARGEST, KEPT = 10 << 20, 5  # bytes of a log file; how many older ones are kept
DEEPEST = 12  # frames of a fault

Write = Callable[[dict[str, Any]], None]


def writer(where: str | None) -> Write:
    """Writes records as lines to the file `where` (rotated), or to standard error ("-"), or nowhere (None). Raises InferenceError."""
    if where is None:
        return lambda _record: None
    try:
        handler = logging.StreamHandler(sys.stderr) if where == "-" else _Private(where, maxBytes=LARGEST, backupCount=KEPT)
    except OSError as error:
        raise InferenceError(f"Không ghi được nhật ký {Path(where).name}: {reason(error)}.", "Hãy chọn tệp khác bằng --log.") from error

    def write(record: dict[str, Any]) -> None:
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = json.dumps({"time": now, **record}, ensure_ascii=False)
        handler.handle(logging.makeLogRecord({"msg": line}))

    return write


class _Private(RotatingFileHandler):
    """Its files are for their owner's eyes only."""

    def __init__(self, filename: str, **rest: Any) -> None:
        super().__init__(filename, encoding="utf-8", **rest)

    def _open(self) -> TextIOWrapper:
        return open(self.baseFilename, "a", encoding="utf-8", opener=lambda path, flags: os.open(path, flags, 0o600))


def fault(error: BaseException, visit: str = "") -> None:
    """A line on standard error for something that should not happen: its kind and where. What an exception says may hold texts."""
    print(json.dumps({"fault": _kinds(error), "at": _places(error), "id": visit}), file=sys.stderr, flush=True)


def _kinds(error: BaseException) -> str:
    """The exception and what it came from."""
    names, seen = [], error
    while seen is not None and len(names) < 4:
        names.append(type(seen).__name__)
        seen = seen.__cause__ or seen.__context__
    return " < ".join(names)


def _places(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)[-DEEPEST:]
    return [f"{os.path.basename(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


class Faults(logging.Handler):
    """What libraries log, by the same rule: aiohttp quotes the bytes that it could not read."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.ERROR and record.exc_info:
            unforeseen(record.exc_info[1])


def library_logger() -> logging.Logger:
    """For aiohttp's server, in place of its own."""
    logger = logging.Logger("aiohttp.server", logging.ERROR)  # noqa: LOG001 — nobody else's settings shall reach it
    logger.addHandler(Faults())
    return logger


def on_loop_fault(_loop: object, context: dict[str, Any]) -> None:
    """An exception handler of the event loop."""
    unforeseen(context.get("exception"))


def unforeseen(error: BaseException | None) -> None:
    """A fault, unless it only says that a client went away."""
    if error is not None and not isinstance(error, (ConnectionError, TimeoutError)):
        fault(error)
