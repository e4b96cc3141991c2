"""The person's own pictures: a folder of them, each named by what it contains."""

import hashlib
import os
import re
import time
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from app.cards.intake import LONGEST, Taken
from app.files import PART, write_whole

DIGEST = re.compile(r"[0-9a-f]{64}")
STEPS = (512, 1024, 2048)  # pixels of the longer side at which pictures are held ready
FINER = 1.5  # times as many pixels as are shown: what is copied from a picture is shrunk, never enlarged
YOUNG = 24 * 3600.0  # seconds: an undo step, or another window, may still want what is younger


class Pictures:
    """A folder of pictures named by their digest. Without one (`folder` None) they live in memory."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._held: dict[str, bytes] = {}
        self._ready = lru_cache(maxsize=16)(self._image)
        self.size = lru_cache(maxsize=256)(self._size)

    def add(self, taken: Taken) -> str:
        """Keep a picture; returns its name. UserError when it can not be written."""
        self.put(taken.digest, taken.data)
        return taken.digest

    def put(self, digest: str, data: bytes) -> None:
        """The same for bytes that are known to be a picture of this name."""
        if self._folder is None:
            self._held[digest] = data
        elif self.data(digest) is None:
            write_whole(self._file(digest), data, make_folder=True)
        else:
            with suppress(OSError):
                os.utime(self._file(digest))  # wanted again: sweep() takes it for new
        self._ready.cache_clear()  # it may have been missing until now
        self.size.cache_clear()

    def data(self, digest: str) -> bytes | None:
        """The picture's file, or None when it is not here or not itself any more."""
        held = self._held.get(digest)
        if held is None and self._folder is not None and DIGEST.fullmatch(digest):
            try:
                held = self._file(digest).read_bytes()
            except OSError:
                return None
        return held if held is not None and hashlib.sha256(held).hexdigest() == digest else None

    def image(self, digest: str, longest: float) -> QImage | None:
        """The picture, no smaller than needed to be shown `longest` pixels long (in steps, so that few sizes are made)."""
        return self._ready(digest, next((step for step in STEPS if step >= longest * FINER), LONGEST))

    def sweep(self, used: Iterable[str], *, older: float = YOUNG) -> int:
        """Delete what no card shows and nobody brought in the last `older` seconds, and what a crash left; returns how many."""
        if self._folder is None or not self._folder.is_dir():
            return 0
        keep, gone, now = set(used), 0, time.time()
        for file in self._folder.iterdir():
            ours = DIGEST.fullmatch(file.name) or PART.fullmatch(file.name)
            with suppress(OSError):  # another window may sweep too
                if ours and file.name not in keep and now - file.stat().st_mtime > older:
                    file.unlink()
                    gone += 1
        return gone

    def _file(self, digest: str) -> Path:
        assert self._folder is not None and DIGEST.fullmatch(digest)
        return self._folder / digest

    def _size(self, digest: str) -> tuple[int, int] | None:
        """The picture's width and height in pixels."""
        data = self.data(digest)
        if data is None:
            return None
        buffer = QBuffer()
        buffer.setData(data)
        size = QImageReader(buffer, _kind(data).encode()).size()
        return (size.width(), size.height()) if size.isValid() else None

    def _image(self, digest: str, longest: int) -> QImage | None:
        data = self.data(digest)
        image = QImage.fromData(data, _kind(data)) if data else QImage()
        if image.isNull():
            return None
        if max(image.width(), image.height()) > longest:
            size = QSize(longest, longest)
            image = image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def named_in(bodies: Iterable[object]) -> set[str]:
    """Everything in drafts and cards that may name a picture: rather one too many than one too few."""
    return {name for body in bodies for name in DIGEST.findall(str(body))}


def _kind(data: bytes) -> str:
    """What reads it: what is kept is one of two kinds, and no other reader is asked."""
    return "png" if data.startswith(b"\x89PNG") else "jpg"
