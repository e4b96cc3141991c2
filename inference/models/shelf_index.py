"""The list of a person's models: one JSON file beside them, written whole, and made anew from the files if it is lost."""

from __future__ import annotations

import json
import os
import re
import tempfile
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path, PurePosixPath
from typing import Any

from inference.models.inspect import About, about_of
from inference.server import gguf_file

INDEX, BEFORE = "shelf.json", "shelf.json.truoc"  # and the one before, for a day when the disk is broken
VERSION = 1
LONGEST_LABEL, LONGEST_NOTE = 120, 4000


@dataclass(frozen=True)
class Kept:
    """One model or adapter of a person's.

    files: of all parts, in order; relative to the models folder with "/", or absolute where `linked`. base: id of the
    model that an adapter is laid over. about: what the inspection found; None if it could not be used, and `fault` why.
    """

    id: str
    label: str
    files: tuple[str, ...]
    linked: bool = False
    note: str = ""
    repository: str = ""
    commit: str = ""
    sha256: tuple[str, ...] = ()
    added_at: str = ""  # ISO 8601
    base: str = ""
    about: About | None = None
    fault: str = ""

    @property
    def is_adapter(self) -> bool:
        return self.about is not None and self.about.kind == "adapter"

    @property
    def size(self) -> int:
        return self.about.size if self.about else 0


def read(folder: Path) -> tuple[Kept, ...] | None:
    """What the list says, or the one before it; None if neither can be read. Rows that make no sense are left out."""
    for name in (INDEX, BEFORE):
        try:
            values = json.loads((folder / name).read_text("utf-8"))
            rows = values["models"]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            continue
        if isinstance(rows, list):
            found = {kept.id: kept for kept in map(kept_of, rows) if kept}
            return tuple(found.values())
    return None


def write(folder: Path, models: Iterable[Kept]) -> None:
    """Whole or not at all. OSError is the caller's."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"version": VERSION, "models": [asdict(kept) for kept in models]}, ensure_ascii=False, indent=1)
    index = folder / INDEX
    if index.exists():
        _replace(folder / BEFORE, index.read_bytes())
    _replace(index, text.encode())


def _replace(path: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".shelf-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def kept_of(row: Any) -> Kept | None:
    """The Kept of asdict(kept), or None."""
    if not isinstance(row, dict):
        return None
    known = {each.name: row[each.name] for each in fields(Kept) if each.name in row}
    texts = [known.get(name, "") for name in ("id", "label", "note", "repository", "commit", "added_at", "base", "fault")]
    lists = [known.get(name, []) for name in ("files", "sha256")]
    if not all(isinstance(text, str) for text in texts) or not all(_texts(each) for each in lists):
        return None
    known |= {"about": about_of(row.get("about")), "files": tuple(lists[0]), "sha256": tuple(lists[1])}
    known["linked"] = known.get("linked") is True
    right = texts[0] and texts[1] and lists[0] and all(_stays(name, known["linked"]) for name in lists[0])
    return Kept(**known) if right and re.fullmatch(r"[a-z0-9.-]{1,80}", texts[0]) else None


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) and each for each in value)


def _stays(name: str, linked: bool) -> bool:
    """Whether a file is where it may be: within the folder, unless it is linked to."""
    path = PurePosixPath(name)
    return linked or not (path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name)


def found_in(folder: Path, known: Collection[str]) -> list[tuple[str, ...]]:
    """Models in the folder, or one folder deep, that no file of `known` belongs to; split ones only when all parts are there."""
    paths = [path for pattern in ("*.gguf", "*/*.gguf") for path in sorted(folder.glob(pattern)) if path.is_file()]
    shown = [path for path in paths if not path.relative_to(folder).parts[0].startswith(".")]
    groups = dict.fromkeys(gguf_file.parts(path) for path in shown)
    names = [tuple(path.relative_to(folder).as_posix() for path in group) for group in groups if all(path.is_file() for path in group)]
    return [group for group in names if not set(group) & set(known)]


def new_id(label: str, taken: Collection[str]) -> str:
    """A name for files and programs: "qwen2.5-7b-q4"; another one is numbered."""
    apart = unicodedata.normalize("NFD", label.casefold().replace("đ", "d"))
    stem = re.sub(r"[^a-z0-9.]+", "-", "".join(each for each in apart if not unicodedata.combining(each)))
    stem = stem.strip("-.")[:60].strip("-.") or "mo-hinh"
    return _numbered(stem, taken, "-{}")


def new_label(label: str, taken: Collection[str]) -> str:
    """One line, told from the others."""
    line = unicodedata.normalize("NFC", " ".join("".join(c if c.isprintable() else " " for c in label).split()))
    return _numbered(line[:LONGEST_LABEL].strip() or "Mô hình", taken, " ({})")


def tidy_note(note: str) -> str:
    """Several lines, of a length that a list can carry."""
    return unicodedata.normalize("NFC", note).strip()[:LONGEST_NOTE]


def _numbered(name: str, taken: Collection[str], form: str) -> str:
    number = 1
    while (numbered := name + (form.format(number) if number > 1 else "")) in taken:
        number += 1
    return numbered
