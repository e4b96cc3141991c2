"""The log of every connection that left this machine, as lines of JSON in the data folder."""

import json
import logging
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, fields
from pathlib import Path

from inference.network import Connection

log = logging.getLogger(__name__)
LARGEST = 2 << 20  # bytes; the older half goes then
NAMES = [each.name for each in fields(Connection)]


class Connections:
    """Written from any thread, read by the window."""

    def __init__(self, path: Path) -> None:
        self._path, self._lock = path, threading.Lock()

    def add(self, connection: Connection) -> None:
        """Write one down; a log that can not be written stops nothing."""
        line = json.dumps(asdict(connection), ensure_ascii=False) + "\n"
        with self._lock:
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                if self._path.exists() and self._path.stat().st_size > LARGEST:
                    kept = self._path.read_text("utf-8").splitlines(keepends=True)
                    self._path.write_text("".join(kept[len(kept) // 2 :]), "utf-8")
                with self._path.open("a", encoding="utf-8") as file:
                    file.write(line)
            except OSError as fault:
                log.warning("connections: %s", fault)

    def latest(self, most: int = 500) -> Sequence[Connection]:
        """The newest first; lines that are none are passed over."""
        try:
            lines = self._path.read_text("utf-8", errors="replace").splitlines()
        except OSError:
            return ()
        found = []
        for line in reversed(lines):
            with suppress(ValueError, TypeError, KeyError):
                values = json.loads(line)
                found.append(Connection(**{name: values[name] for name in NAMES}))
            if len(found) >= most:
                break
        return found
