"""Fetches files that may be gigabytes: goes on where it was cut off, says how far it is, and believes only the hash."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from inference.errors import InferenceError
from inference.models.hub import Hub, RemoteFile, Repository, Weights, refused
from inference.network import faults

if TYPE_CHECKING:
    import httpx2

BLOCK = 1 << 20
SPARE = 256 << 20  # bytes that stay free on the disk
TRIES = 6  # in a row without a new byte, before it is given up for now
LONGEST_WAIT = 60.0  # seconds between two of them
WINDOW = 4.0  # seconds over which the speed is measured
CUT = InferenceError("Mạng bị ngắt nên việc tải tạm dừng; phần đã tải được giữ lại.", "Hãy kiểm tra mạng rồi bấm tải tiếp.")


@dataclass(frozen=True)
class Progress:
    """How far a download is. seconds_left is None while the speed is not known."""

    done: int
    total: int
    bytes_per_second: float
    seconds_left: float | None
    stage: str = "tai"  # or 'kiem' while what is there is checked, 'cho' while the line is waited for


class Stopped(Exception):
    """The person paused or cancelled; what was fetched stays for later."""


class Download:
    """One model on its way into a folder. run() works on a thread of its own and may be called again to go on."""

    def __init__(
        self,
        hub: Hub,
        repository: Repository,
        weights: Weights,
        folder: Path,
        tell: Callable[[Progress], None] = lambda _progress: None,
        *,
        label: str = "",
        wait: Callable[[float], bool] | None = None,
    ) -> None:
        """tell: hears of progress a few times a second, on run()'s thread; label: what a person calls it; wait(seconds): sleeps, True to stop early."""
        self._hub, self._repository, self._weights, self.folder, self._tell = hub, repository, weights, folder, tell
        self._label, self._stop = label, threading.Event()
        self._wait = wait or self._stop.wait
        self._marks: list[tuple[float, int]] = []
        self._stage = ""
        self._before = 0  # bytes of the files that are whole

    def stop(self) -> None:
        """Ask run() to end; from any thread."""
        self._stop.set()

    def run(self) -> tuple[Path, ...]:
        """Fetch and check every file; returns them. Stopped when asked to; InferenceError in one sentence otherwise."""
        self._stop.clear()
        self._marks = []
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._check_room()
            paths, self._before = [], 0
            with self._hub.network.client("tải mô hình") as client:
                for file in self._weights.files:
                    paths.append(self._fetch(client, file))
                    self._before += file.bytes
        except OSError as fault:
            raise _disk(fault, self.folder) from fault
        return tuple(paths)

    def _path(self, file: RemoteFile) -> Path:
        return self.folder / Path(file.name).name

    def _part(self, file: RemoteFile) -> Path:
        return self.folder / f"{Path(file.name).name}.part"

    def _note(self, file: RemoteFile) -> Path:
        """What the part is a part of: another file of the same name must not be mixed in."""
        return self.folder / f"{Path(file.name).name}.part.json"

    def _check_room(self) -> None:
        there = sum(_size(self._path(file)) or _size(self._part(file)) for file in self._weights.files)
        need, free = self._weights.bytes - there + SPARE, shutil.disk_usage(self.folder).free
        if need > free:
            raise InferenceError(
                f"Ổ đĩa không đủ chỗ: cần thêm {gigabytes(need)}, chỉ còn {gigabytes(free)}.",
                "Hãy xóa bớt tệp, chọn bản nhỏ hơn hoặc đổi thư mục mô hình.",
            )

    def _fetch(self, client: httpx2.Client, file: RemoteFile) -> Path:
        path = self._path(file)
        if path.exists() and self._holds(path, file):
            return path
        digest, done = self._begun(file)
        failures = 0
        while done < file.bytes or not self._part(file).exists():
            before = done
            try:
                digest, done = self._stream(client, file, digest, done)
            except _Again as again:
                digest, done = again.digest, again.done
                failures = failures + 1 if done <= before else 1
                if failures >= TRIES:
                    raise CUT from again
                self._tell(Progress(self._before + done, self._weights.bytes, 0.0, None, "cho"))
                if self._wait(min(LONGEST_WAIT, again.after or 2.0 ** (failures - 1))):
                    raise Stopped from None
        if file.sha256 and digest.hexdigest() != file.sha256 or done != file.bytes:
            self._part(file).unlink(missing_ok=True)
            self._note(file).unlink(missing_ok=True)
            raise InferenceError(f"Tệp “{path.name}” tải về bị sai lệch nên đã bỏ.", "Hãy tải lại; nếu vẫn sai, hãy thử kho khác.")
        os.replace(self._part(file), path)
        self._note(file).unlink(missing_ok=True)
        return path

    def _holds(self, path: Path, file: RemoteFile) -> bool:
        """Whether a file that is already there is the one that is wanted."""
        if _size(path) != file.bytes:
            return False
        return not file.sha256 or self._hashed(path, file.bytes).hexdigest() == file.sha256

    def _begun(self, file: RemoteFile) -> tuple[Any, int]:
        """The hash and length of what is there of a file, if it is of this very one."""
        part, note = self._part(file), self._note(file)
        wanted = {"repository": self._repository.id, "commit": self._repository.commit, "name": file.name, "sha256": file.sha256}
        with suppress(OSError, ValueError, KeyError, TypeError):
            known = json.loads(note.read_text("utf-8"))
            if {name: known[name] for name in wanted} == wanted and 0 < _size(part) <= file.bytes:
                return self._hashed(part, file.bytes), _size(part)
        part.unlink(missing_ok=True)
        note.write_text(json.dumps({**wanted, "label": self._label, "total": self._weights.bytes}), "utf-8")
        return hashlib.sha256(), 0

    def _hashed(self, path: Path, total: int) -> Any:
        digest, done = hashlib.sha256(), 0
        with path.open("rb") as stream:
            while block := stream.read(BLOCK):
                if self._stop.is_set():
                    raise Stopped
                digest.update(block)
                done += len(block)
                self._say(done, stage="kiem")
        return digest

    def _stream(self, client: httpx2.Client, file: RemoteFile, digest: Any, done: int) -> tuple[Any, int]:
        """Fetch from byte `done` on; returns the hash and where it ends. Raises _Again when it is worth trying once more."""
        headers = dict(self._hub.headers) | {"Accept-Encoding": "identity"}
        if done:
            headers["Range"] = f"bytes={done}-"
        url = self._hub.url(self._repository.id, self._repository.commit, file.name)
        try:
            with faults(urlsplit(url).hostname or self._hub.host), client.stream("GET", url, headers=headers) as response:
                if done and response.status_code == 416:
                    raise _Again(*self._anew(file), 0.0)
                if done and response.status_code == 200:  # no ranges here: from the start
                    digest, done = self._anew(file)
                elif response.status_code not in (200, 206):
                    self._refuse(response, digest, done)
                return digest, self._write(response, file, digest, done)
        except InferenceError as fault:
            if isinstance(fault.__cause__, (OSError, _http_error())):
                raise _Again(digest, _size(self._part(file)), 0.0) from fault
            raise

    def _write(self, response: httpx2.Response, file: RemoteFile, digest: Any, done: int) -> int:
        with self._part(file).open("ab") as out:
            for block in response.iter_raw():  # as it comes: what was gathered for a larger block would be lost with the line
                if self._stop.is_set():
                    raise Stopped
                if done + len(block) > file.bytes:
                    raise InferenceError(f"Máy chủ gửi thừa dữ liệu cho “{file.name}”.", "Hãy thử lại hoặc chọn kho khác.")
                out.write(block)
                digest.update(block)
                done += len(block)
                self._say(done)
        return done

    def _anew(self, file: RemoteFile) -> tuple[Any, int]:
        self._part(file).unlink(missing_ok=True)
        return hashlib.sha256(), 0

    def _refuse(self, response: httpx2.Response, digest: Any, done: int) -> None:
        """An answer that is no file: worth another try after a while, or not."""
        if response.status_code in (429, 500, 502, 503, 504):
            after = response.headers.get("Retry-After", "")
            raise _Again(digest, done, float(after) if after.isdigit() else 2.0)
        raise refused(response.status_code, self._repository.id, has_token=bool(self._hub.headers))

    def _say(self, done: int, stage: str = "tai") -> None:
        now, total = time.monotonic(), self._weights.bytes
        if stage != self._stage:  # what is read from the disk says nothing of the line
            self._stage, self._marks = stage, []
        if self._marks and now - self._marks[-1][0] < 0.2 and self._before + done < total:
            return
        self._marks = [mark for mark in self._marks if now - mark[0] < WINDOW] + [(now, self._before + done)]
        spent, gone = now - self._marks[0][0], self._before + done - self._marks[0][1]
        speed = gone / spent if spent > 0.5 else 0.0
        left = (total - self._before - done) / speed if speed > 0 else None
        self._tell(Progress(self._before + done, total, speed, left, stage))


class _Again(Exception):
    """Try once more, from what is there."""

    def __init__(self, digest: Any, done: int, after: float) -> None:
        super().__init__()
        self.digest, self.done, self.after = digest, done, after


def _http_error() -> type[Exception]:
    import httpx2

    return httpx2.HTTPError


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def gigabytes(count: float) -> str:
    """"4,7 GB", "310 MB"."""
    if count < 1e9:
        return f"{max(1, round(count / 1e6))} MB"
    return f"{count / 1e9:.1f} GB".replace(".", ",")


def rate(bytes_per_second: float) -> str:
    """"12 MB/s", "0,4 MB/s"."""
    if bytes_per_second >= 9.95e6:
        return f"{gigabytes(bytes_per_second)}/s"
    return f"{max(0.1, bytes_per_second / 1e6):.1f} MB/s".replace(".", ",")


def _disk(fault: OSError, folder: Path) -> InferenceError:
    import errno

    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return InferenceError("Ổ đĩa đã đầy nên việc tải dừng lại; phần đã tải được giữ.", "Hãy xóa bớt tệp rồi bấm tải tiếp.")
    return InferenceError(f"Không ghi được vào thư mục “{folder}”.", "Hãy chọn thư mục mô hình khác.")
