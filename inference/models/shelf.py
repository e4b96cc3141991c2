"""The models folder: what a person added, by copy, by link or by download; named, thrown away and taken back, moved.

    models/shelf.json            the list; the files are the truth
    models/NAME/*.gguf           one model each; a .gguf that a person lays beside them is found, too
    models/.thung-rac/ID/        thrown away, for KEPT_DAYS
"""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from inference.errors import InferenceError, reason
from inference.models import shelf_index
from inference.models.copying import Copying, Tell, require_room, silent
from inference.models.inspect import About, inspect
from inference.models.shelf_index import Kept
from inference.server import gguf_file

TRASH, ENTRY, COPYING = ".thung-rac", "entry.json", ".dang-chep-"
KEPT_DAYS = 30


@dataclass(frozen=True)
class Thrown:
    """A model in the trash."""

    kept: Kept
    at: datetime


class Shelf:
    """One folder. Safe from several threads; long work (add, move_to) goes on one at a time, on the caller's thread."""

    def __init__(self, folder: Path, inspect: Callable[[Path], About] = inspect) -> None:
        """Reads the list, and looks at files that are not on it (a child process each)."""
        self.folder = folder.absolute()
        self._inspect = inspect
        self._lock, self._busy = threading.RLock(), threading.Lock()
        self._models: tuple[Kept, ...] = ()
        self.refresh()

    # ---- What there is

    @property
    def models(self) -> tuple[Kept, ...]:
        """The latest first."""
        return tuple(sorted(self._models, key=lambda kept: kept.added_at, reverse=True))

    def by_id(self, id: str) -> Kept:
        for kept in self._models:
            if kept.id == id:
                return kept
        raise InferenceError("Không còn mô hình này trong danh sách.")

    def paths(self, kept: Kept) -> tuple[Path, ...]:
        return tuple(Path(name) if kept.linked else self.folder / name for name in kept.files)

    def missing(self, kept: Kept) -> bool:
        return not all(path.is_file() for path in self.paths(kept))

    def path(self, id: str) -> Path:
        """The file to open. InferenceError if it is gone, or can not be used."""
        kept = self.by_id(id)
        path = self.paths(kept)[0]
        if self.missing(kept):
            hint = "Hãy nối lại ổ đĩa chứa nó, hoặc thêm lại mô hình." if kept.linked else "Hãy thêm lại mô hình."
            raise InferenceError(f"Không còn thấy tệp của “{kept.label}”: {path}.", hint)
        if kept.fault:
            raise InferenceError(kept.fault)
        return path

    def adapters(self, base: str) -> tuple[Kept, ...]:
        """Those tied to a model, and those that may be: made for its architecture and not tied to another one."""
        about = self.by_id(base).about
        fits = about and about.architecture
        return tuple(k for k in self.models if k.is_adapter and (k.base == base or not k.base and k.about and k.about.architecture == fits))

    def refresh(self) -> None:
        """Reads the list again, and takes in files that appeared."""
        with self._lock:
            listed = shelf_index.read(self.folder)
            models = list(listed or ())
            for files in shelf_index.found_in(self.folder, {name for kept in models for name in kept.files}):
                models.append(self._look(files, models))
            self._models = tuple(models)
            if len(models) > len(listed or ()):
                with suppress(InferenceError):  # a folder that can only be read is still of use
                    self._write(models)

    def _look(self, files: tuple[str, ...], others: Sequence[Kept]) -> Kept:
        """A model that was found in the folder; one that can not be used is shown with the reason."""
        first = self.folder / files[0]
        try:
            about, fault = self._inspect(first), ""
        except InferenceError as error:
            about, fault = None, str(error)
        return replace(self._named(about.name if about else "", first, others), files=files, about=about, fault=fault)

    def _named(self, label: str, first: Path, others: Sequence[Kept]) -> Kept:
        """A new row. The id is the name of its folder, so that it stays the same if the list is lost."""
        stem, own = gguf_file.name_of(first), first.parent.name if first.parent.parent == self.folder else ""
        there = {path.name for place in (self.folder, self._trash) for path in place.glob("*")} - {own}
        id = shelf_index.new_id(own or stem, {kept.id for kept in others} | there)
        return Kept(id, shelf_index.new_label(label or stem, {kept.label for kept in others}), (str(first),), added_at=_now())

    # ---- Adding

    def add(
        self, path: Path, *, link: bool = False, label: str = "", tell: Tell = silent, stop: threading.Event | None = None
    ) -> Kept:
        """Takes in a file from elsewhere: a copy of it, or where it lies. Stopped if asked to; then nothing has changed."""
        with self._alone():
            sources = tuple(each.absolute() for each in gguf_file.parts(path))
            if sources[0].is_relative_to(self.folder):
                return self._own(sources[0])
            about = self._inspect(sources[0])
            names = tuple(map(str, sources))
            already = next((kept for kept in self._models if link and kept.files == names), None)
            if already:
                return already
            kept = replace(self._named(label or about.name, sources[0], self._models), about=about)
            if link:
                return self._keep(replace(kept, files=names, linked=True))
            return self._keep(self._copied(kept, sources, about.size, tell, stop))

    def _own(self, path: Path) -> Kept:
        """A file that lies in the folder already."""
        self.refresh()
        for kept in self._models:
            if path in self.paths(kept):
                return kept
        raise InferenceError(f"Không dùng được “{path.name}” trong thư mục mô hình.", "Hãy để tệp ngay trong thư mục ấy, hoặc chọn tệp khác.")

    def _copied(self, kept: Kept, sources: Sequence[Path], size: int, tell: Tell, stop: threading.Event | None) -> Kept:
        require_room(self.folder, size)
        waiting = self.folder / f"{COPYING}{kept.id}"
        shutil.rmtree(waiting, ignore_errors=True)  # of a copy that a crash ended
        copying = Copying([(source, waiting / source.name) for source in sources], tell, stop)
        hashes = copying.run()
        with _disk(self.folder):
            os.replace(waiting, self.folder / kept.id)
        return replace(kept, files=tuple(f"{kept.id}/{source.name}" for source in sources), sha256=hashes)

    def place(self, name: str) -> Path:
        """A folder for a download named so ("qwen2.5-7b-q4_k_m"); the same one every time, so that it can go on."""
        return self.folder / shelf_index.new_id(name, ())

    def register(
        self, files: Sequence[Path], *, label: str = "", repository: str = "", commit: str = "", sha256: Sequence[str] = ()
    ) -> Kept:
        """Takes in what was downloaded into `place`. One that is there already is brought up to date."""
        with self._alone():
            about = self._inspect(files[0])
            names = tuple(file.absolute().relative_to(self.folder).as_posix() for file in files)
            known = next((kept for kept in self._models if set(kept.files) & set(names)), None)
            kept = known or self._named(label or about.name, files[0], self._models)
            came = {"repository": repository, "commit": commit, "sha256": tuple(sha256)}
            return self._keep(replace(kept, files=names, about=about, fault="", **came))

    # ---- Changing

    def rename(self, id: str, label: str) -> Kept:
        with self._lock:
            return self._keep(replace(self.by_id(id), label=shelf_index.new_label(label, {k.label for k in self._models if k.id != id})))

    def note(self, id: str, note: str) -> Kept:
        with self._lock:
            return self._keep(replace(self.by_id(id), note=shelf_index.tidy_note(note)))

    def tie(self, id: str, base: str) -> Kept:
        """Says which model an adapter is for; checked as the engine would. base "": none."""
        if base:
            gguf_file.check_adapter(self.path(id), self.path(base))
        with self._lock:
            return self._keep(replace(self.by_id(id), base=base))

    # ---- Throwing away

    @property
    def _trash(self) -> Path:
        return self.folder / TRASH

    def throw_away(self, id: str) -> Kept:
        """Into the trash; of one that is linked to only the link."""
        with self._alone(), self._lock, _disk(self.folder):
            kept = self.by_id(id)
            place = self._trash / id
            place.mkdir(parents=True, exist_ok=True)
            (place / ENTRY).write_text(json.dumps({"at": _now(), "kept": asdict(kept)}, ensure_ascii=False), "utf-8")
            try:
                self._carry_all([(path, place / path.name) for path in self._owned(kept)])
            except OSError:
                _forget(place)
                raise
            self._write([each for each in self._models if each.id != id])
            return kept

    def take_back(self, id: str) -> Kept:
        """Out of the trash, as it was."""
        with self._alone(), self._lock, _disk(self.folder):
            thrown = next((each for each in self.trash if each.kept.id == id), None)
            if thrown is None:
                raise InferenceError("Mô hình này không còn trong thùng rác.")
            kept = thrown.kept
            self._carry_all([(self._trash / id / path.name, path) for path in self._owned(kept)])
            shutil.rmtree(self._trash / id, ignore_errors=True)
            return self._keep(kept)

    @property
    def trash(self) -> tuple[Thrown, ...]:
        """The latest first."""
        found = [thrown for place in self._trash.glob("*") if (thrown := _thrown(place))]
        return tuple(sorted(found, key=lambda thrown: thrown.at, reverse=True))

    def empty_trash(self, days: int = KEPT_DAYS, now: datetime | None = None) -> int:
        """Deletes for good what was thrown away so many days ago (0: all); returns how many."""
        with self._alone():
            before = (now or datetime.now().astimezone()) - timedelta(days=days)
            old = [thrown for thrown in self.trash if days == 0 or thrown.at <= before]
            for thrown in old:
                shutil.rmtree(self._trash / thrown.kept.id, ignore_errors=True)
            return len(old)

    def _owned(self, kept: Kept) -> tuple[Path, ...]:
        return () if kept.linked else self.paths(kept)

    def _carry_all(self, pairs: Sequence[tuple[Path, Path]]) -> None:
        """All or none: a file that another program holds open can not be carried (Windows)."""
        try:
            for source, target in pairs:
                self._carry(source, target)
        except OSError:
            for source, target in pairs:
                with suppress(OSError):
                    self._carry(target, source)
            raise

    def _carry(self, source: Path, target: Path) -> None:
        """Within the folder; what is not there is passed over. The source's folder goes when it is empty."""
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_file() and not target.exists():
            os.replace(source, target)
        if source.parent != self.folder:
            with suppress(OSError):
                source.parent.rmdir()

    # ---- Moving the folder

    def move_to(
        self, folder: Path, *, switch: Callable[[Path], None] = lambda _folder: None, tell: Tell = silent, stop: threading.Event | None = None
    ) -> None:
        """All of it into another, empty folder: copied, checked, `switch` (which remembers the new place), the old deleted.

        Stopped or InferenceError leave everything where it was; so does whatever `switch` raises. No download may run.
        """
        with self._alone():
            target = folder.absolute()
            _require_empty(self.folder, target)
            files = [path for path in sorted(self.folder.rglob("*")) if self._moves(path)]
            copying = Copying([(path, target / path.relative_to(self.folder)) for path in files], tell, stop)
            if not _same_disk(self.folder, target):
                require_room(target, sum(path.stat().st_size for path in files))
            copying.check(copying.run(link=_same_disk(self.folder, target)))
            old = self.folder
            with self._lock:
                self._switch(target, switch, copying)
            _delete(files, old)

    def _moves(self, path: Path) -> bool:
        index = path.name in (shelf_index.INDEX, shelf_index.BEFORE) and path.parent == self.folder
        return path.is_file() and not index and not path.relative_to(self.folder).parts[0].startswith(COPYING)

    def _switch(self, target: Path, switch: Callable[[Path], None], copying: Copying) -> None:
        try:
            with _disk(target):
                shelf_index.write(target, self._models)
            switch(target)
        except BaseException:
            (target / shelf_index.INDEX).unlink(missing_ok=True)
            copying.undo()
            raise
        self.folder = target

    # ---- The list

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Long work, one at a time."""
        if not self._busy.acquire(blocking=False):
            raise InferenceError("Đang chép hoặc chuyển mô hình khác.", "Hãy đợi việc ấy xong.")
        try:
            yield
        finally:
            self._busy.release()

    def _keep(self, kept: Kept) -> Kept:
        with self._lock:
            self._write([*(each for each in self._models if each.id != kept.id), kept])
        return kept

    def _write(self, models: Sequence[Kept]) -> None:
        with _disk(self.folder):
            shelf_index.write(self.folder, models)
        self._models = tuple(models)


def _forget(place: Path) -> None:
    """Undoes what was thrown away only in part; what could not be carried back stays in the trash with its entry."""
    if [path.name for path in place.iterdir()] == [ENTRY]:
        (place / ENTRY).unlink()
        place.rmdir()


def _thrown(place: Path) -> Thrown | None:
    try:
        values = json.loads((place / ENTRY).read_text("utf-8"))
        kept, at = shelf_index.kept_of(values["kept"]), datetime.fromisoformat(values["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Thrown(kept, at) if kept and kept.id == place.name else None


def _delete(files: Sequence[Path], old: Path) -> None:
    """What can not be deleted stays, and does no harm."""
    for path in (*files, old / shelf_index.INDEX, old / shelf_index.BEFORE):
        with suppress(OSError):
            path.unlink(missing_ok=True)
    for each in sorted({path.parent for path in files} | {old / TRASH, old}, key=lambda path: -len(path.parts)):
        with suppress(OSError):
            each.rmdir()


def _require_empty(old: Path, new: Path) -> None:
    real, there = old.resolve(), new.resolve()
    if real == there or real in there.parents or there in real.parents:
        raise InferenceError("Thư mục mới phải nằm ngoài thư mục mô hình đang dùng.", "Hãy chọn thư mục khác.")
    if new.exists() and (not new.is_dir() or any(new.iterdir())):
        raise InferenceError(f"Thư mục “{new}” không trống.", "Hãy chọn một thư mục trống hoặc tạo thư mục mới.")


def _same_disk(old: Path, new: Path) -> bool:
    there = next(each for each in (new, *new.parents) if each.exists())
    return old.exists() and old.stat().st_dev == there.stat().st_dev


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="microseconds")


@contextmanager
def _disk(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise InferenceError(f"Không ghi được vào thư mục mô hình “{folder}”: {reason(fault)}.") from fault
