"""Downloads that ended before their time: what lies of them in the models folder, to go on with or to delete."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from inference.server import gguf_file


@dataclass(frozen=True)
class Begun:
    """A download that can go on. file: the one that was on its way, of the repository at that commit."""

    folder: Path
    repository: str
    commit: str
    file: str
    label: str
    done: int
    total: int  # 0: not known

    def discard(self, kept: Collection[Path] = ()) -> None:
        """Delete what was fetched, the whole parts of a split model too; not the files of a model that is in use (kept)."""
        for whole in gguf_file.parts(self.folder / Path(self.file).name):
            for path in (whole, _part(whole), whole.with_name(f"{whole.name}.part.json")):
                if path not in kept:
                    path.unlink(missing_ok=True)
        with suppress(OSError):
            self.folder.rmdir()


def begun_in(folder: Path) -> Sequence[Begun]:
    """Those in the folders of the models folder, the latest first."""
    found = [begun for note in folder.glob("*/*.part.json") if (begun := _read(note))]
    return sorted(found, key=lambda begun: _time(begun.folder / Path(begun.file).name), reverse=True)


def _read(note: Path) -> Begun | None:
    with suppress(OSError, ValueError, KeyError, TypeError):
        known = json.loads(note.read_text("utf-8"))
        texts = [str(known[name]) for name in ("repository", "commit", "name")]
        group = gguf_file.parts(note.parent / Path(texts[2]).name)
        done = sum(_size(_part(each)) or _size(each) for each in group)
        return Begun(note.parent, *texts, str(known.get("label") or Path(texts[2]).stem), done, int(known.get("total", 0)))
    return None


def _part(path: Path) -> Path:
    return path.with_name(f"{path.name}.part")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _time(path: Path) -> float:
    try:
        return _part(path).stat().st_mtime
    except OSError:
        return 0.0
