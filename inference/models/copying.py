"""Copies files that may be gigabytes: says how far it is, can be stopped, and leaves nothing half done behind."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from inference.errors import InferenceError, reason
from inference.models.download import SPARE, Progress, Stopped, gigabytes
from inference.models.machine import disk_free

BLOCK = 4 << 20
Tell = Callable[[Progress], None]


def silent(_progress: Progress) -> None:
    """For those who do not want to hear."""


def require_room(folder: Path, need: int) -> None:
    """Raises InferenceError unless `need` bytes, and some to spare, are free where the folder is or will be."""
    free = disk_free(folder)
    if need + SPARE > free:
        raise InferenceError(
            f"Ổ đĩa không đủ chỗ: cần {gigabytes(need + SPARE)}, chỉ còn {gigabytes(free)}.",
            "Hãy xóa bớt tệp hoặc chọn thư mục ở ổ đĩa khác.",
        )


class Copying:
    """Some files on their way, in order. `run` may raise Stopped or InferenceError; then none of the copies is left."""

    def __init__(self, pairs: Sequence[tuple[Path, Path]], tell: Tell = silent, stop: threading.Event | None = None) -> None:
        """pairs: from where, to where; the targets do not exist yet. tell: hears of it on run's thread."""
        self._pairs, self._tell, self._stop = pairs, tell, stop or threading.Event()
        self._made: list[Path] = []
        self._folders: list[Path] = []
        self._done = self._total = 0
        self._begun = self._told = 0.0

    def run(self, *, link: bool = False) -> tuple[str, ...]:
        """Copies; returns each file's SHA-256, or "" where, on the same disk, a second name (hard link) was enough."""
        try:
            self._total = sum(source.stat().st_size for source, _ in self._pairs)
            self._begun = time.monotonic()
            return tuple(self._one(source, target, link) for source, target in self._pairs)
        except BaseException as fault:
            self.undo()
            if isinstance(fault, OSError):
                raise _fault(fault) from fault
            raise

    def check(self, hashes: Sequence[str]) -> None:
        """Reads every copy again. As `run`, if one is not what was read at the source."""
        self._done = 0
        try:
            for (_, target), expected in zip(self._pairs, hashes, strict=True):
                if expected and self._hash(target) != expected:
                    raise InferenceError(f"Bản chép của “{target.name}” bị sai lệch nên đã bỏ.", "Hãy thử lại hoặc chọn ổ đĩa khác.")
        except BaseException as fault:
            self.undo()
            if isinstance(fault, OSError):
                raise _fault(fault) from fault
            raise

    def undo(self) -> None:
        """Deletes the copies, and the folders made for them."""
        for path in self._made:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        for folder in reversed(self._folders):
            with suppress(OSError):
                folder.rmdir()

    def _one(self, source: Path, target: Path, link: bool) -> str:
        self._make(target.parent)
        assert not target.exists()
        if self._stop.is_set():
            raise Stopped
        self._made.append(target)
        if link:
            with suppress(OSError):
                os.link(source, target)
                self._count(source.stat().st_size, "chep")
                return ""
        return self._copy(source, target)

    def _make(self, folder: Path) -> None:
        missing = [each for each in (folder, *folder.parents) if not each.exists()]
        for each in reversed(missing):
            each.mkdir()
            self._folders.append(each)

    def _copy(self, source: Path, target: Path) -> str:
        digest, size = hashlib.sha256(), 0
        with source.open("rb") as read, target.open("xb") as written:
            expected = os.fstat(read.fileno()).st_size
            while block := read.read(BLOCK):
                if self._stop.is_set():
                    raise Stopped
                written.write(block)
                digest.update(block)
                size += len(block)
                self._count(len(block), "chep")
            written.flush()
            os.fsync(written.fileno())
        if size != expected:
            raise InferenceError(f"Tệp “{source.name}” thay đổi trong khi chép.", "Hãy đợi tệp ấy ghi xong rồi thử lại.")
        with suppress(OSError):
            shutil.copystat(source, target)
        return digest.hexdigest()

    def _hash(self, path: Path) -> str:
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                if self._stop.is_set():
                    raise Stopped
                digest.update(block)
                self._count(len(block), "kiem")
        return digest.hexdigest()

    def _count(self, count: int, stage: str) -> None:
        self._done += count
        now = time.monotonic()
        if now - self._told < 0.2 and self._done < self._total:
            return
        self._told = now
        speed = self._done / (now - self._begun) if now - self._begun > 0.5 and stage == "chep" else 0.0
        left = (self._total - self._done) / speed if speed else None
        self._tell(Progress(self._done, self._total, speed, left, stage))


def _fault(fault: OSError) -> InferenceError:
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return InferenceError("Ổ đĩa đã đầy nên việc chép dừng lại; chưa có gì thay đổi.", "Hãy xóa bớt tệp rồi thử lại.")
    name = Path(str(fault.filename)).name if fault.filename else ""
    return InferenceError(f"Không chép được tệp “{name}”: {reason(fault)}.", "Chưa có gì thay đổi.")
