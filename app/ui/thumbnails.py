"""Pictures of all designs: those on disk at once, the missing ones from a process of its own that paints behind the window."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage

from app.cards.thumbs import Thumbs

PATIENCE_MS = 1500  # after the window has come: it has better things to do first


class Thumbnails:
    """show(template, image) is called as each is ready."""

    def __init__(self, thumbs: Thumbs, folder: Path, titles: dict[str, str], bridge: Any) -> None:
        """folder: where thumbs keeps them; titles: what stands on each design's picture."""
        self._thumbs, self._folder, self._titles, self._bridge = thumbs, folder, titles, bridge
        self._stream: Any = None
        self._painter: subprocess.Popen[str] | None = None
        self._later = QTimer(singleShot=True, interval=PATIENCE_MS)

    def begin(self, order: Sequence[str], show: Callable[[str, QImage], None], failed: Callable[[Exception], None]) -> None:
        """Show what is there; what is missing is painted a while later, in the same order."""
        missing: list[str] = []
        self._later.timeout.connect(lambda: self._paint(missing, show, failed))

        def read(_cancel: Event) -> Iterator[tuple[str, QImage]]:
            for id in order:
                image = self._thumbs.known(id, self._titles[id])
                if image is None:
                    missing.append(id)
                else:
                    yield id, image

        self._stream = self._bridge.stream(read, lambda made: _each(made, show), self._later.start, failed)

    def _paint(self, ids: list[str], show: Callable[[str, QImage], None], failed: Callable[[Exception], None]) -> None:
        if not ids:
            return
        words = [sys.executable, "-m", "app.cards.thumbs", str(self._folder)]
        root = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", "")]))
        painter = self._painter = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8",
            env={**os.environ, "PYTHONPATH": path},
        )  # fmt: skip
        wanted = "".join(json.dumps({"id": id, "title": self._titles[id]}) + "\n" for id in ids)

        def follow(_cancel: Event) -> Iterator[tuple[str, QImage]]:
            assert painter.stdin and painter.stdout
            try:
                painter.stdin.write(wanted)
                painter.stdin.close()
            except OSError:  # it was stopped meanwhile
                return
            for line in painter.stdout:
                id = json.loads(line)["id"]
                image = self._thumbs.known(id, self._titles[id])
                if image is not None:
                    yield id, image

        self._stream = self._bridge.stream(follow, lambda made: _each(made, show), self._end, failed)

    def picture(self, id: str) -> QImage | None:
        """A design's picture, to stand in for its card until that is painted."""
        return self._thumbs.known(id, self._titles[id])

    def cancel(self) -> None:
        """Stop painting; safe before begin()."""
        self._later.stop()
        if self._stream:
            self._stream.cancel()
        self._end()

    def _end(self) -> None:
        painter, self._painter = self._painter, None
        if painter:
            painter.kill()
            painter.wait()
            for pipe in (painter.stdin, painter.stdout):
                if pipe:
                    pipe.close()


def _each(made: list[tuple[str, QImage]], show: Callable[[str, QImage], None]) -> None:
    for id, image in made:
        show(id, image)
