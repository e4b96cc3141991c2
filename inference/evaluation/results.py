"""What was measured, kept: one JSON file a result; listed, put side by side, and beside what others have published."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from inference.errors import InferenceError
from inference.models.entries import Entry, Score

KINDS = ("vmlu", "greetings", "speed")
ENDING = ".measure.json"


@dataclass(frozen=True)
class Result:
    """One measurement of one model on one machine.

    sha256, bytes: of the file ("" and 0 for a model on a server). when: ISO 8601, local. kind: one of KINDS. numbers: what
    came out, by the kind's own names; how: what it depends on (prompt, questions, ways of reading, seeds).
    """

    model: str
    sha256: str
    bytes: int
    machine: str
    when: str
    kind: str
    numbers: Mapping[str, Any]
    how: Mapping[str, Any] = field(default_factory=dict)

    @property
    def subject(self) -> tuple[str, str]:
        """What results must share to stand in one row: the model (by its file if there is one) and the machine."""
        return (self.sha256 or self.model, self.machine)


@dataclass(frozen=True)
class Row:
    """The newest of each kind for a model on a machine; None where it was not measured.

    vmlu: the leaderboard's average, groups: by its four groups, in per cent; greetings: texts without any fault as a person
    gets them (best of three), greetings_single: of single samples, 0 to 1; speeds in tokens a second; memory in bytes.
    """

    model: str
    sha256: str
    machine: str
    when: str  # of the newest
    vmlu: float | None = None
    vmlu_of: str = ""  # "valid", 744 questions …
    vmlu_count: int = 0
    groups: Mapping[str, float] = field(default_factory=dict)
    greetings: float | None = None
    greetings_single: float | None = None
    greetings_count: int = 0
    prompt_speed: float | None = None
    decode_speed: float | None = None
    first_token_ms: float | None = None
    peak_memory: int | None = None
    published: Score | None = None


def now() -> str:
    """The moment, as results have it."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def file_hash(path: Path) -> str:
    """SHA-256 of a model file."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InferenceError(f"Không đọc được tệp mô hình “{path.name}”.") from error


def save(folder: Path, result: Result) -> Path:
    """Writes it whole or not at all; never over another one."""
    assert result.kind in KINDS, result.kind
    stamp = re.sub(r"\D", "", result.when)[:14]
    stem = f"{result.kind}-{hashlib.sha256('|'.join(result.subject).encode()).hexdigest()[:8]}-{stamp}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path, number = folder / f"{stem}{ENDING}", 1
        while path.exists():
            path, number = folder / f"{stem}-{number}{ENDING}", number + 1
        part = path.with_name(f"{path.name}.part")
        part.write_text(json.dumps(asdict(result), ensure_ascii=False, indent=1), encoding="utf-8")
        os.replace(part, path)
    except OSError as error:
        raise InferenceError("Không ghi được kết quả đo.", f"Hãy xem thư mục “{folder.name}” có ghi được không.") from error
    return path


def listed(folder: Path) -> list[Result]:
    """All results of a folder, newest first; files that are none are passed over."""
    found = []
    for path in sorted(folder.glob(f"*{ENDING}")):
        with suppress(OSError, ValueError, TypeError):
            result = Result(**json.loads(path.read_text(encoding="utf-8")))
            if result.kind in KINDS and isinstance(result.numbers, dict):
                found.append(result)
    return sorted(found, key=lambda result: result.when, reverse=True)


def rows(results: Iterable[Result], entries: Iterable[Entry] = ()) -> list[Row]:
    """A row a model and machine, best VMLU first, then those without."""
    newest: dict[tuple[str, str], dict[str, Result]] = {}
    for result in sorted(results, key=lambda result: result.when):
        newest.setdefault(result.subject, {})[result.kind] = result
    catalogue = tuple(entries)
    made = [_row(kinds, catalogue) for kinds in newest.values()]
    return sorted(made, key=lambda row: (row.vmlu is None, -(row.vmlu or 0.0), row.model))


def _row(kinds: Mapping[str, Result], entries: Iterable[Entry]) -> Row:
    last = max(kinds.values(), key=lambda result: result.when)
    vmlu, greetings, speed = (kinds[kind].numbers if kind in kinds else {} for kind in KINDS)
    return Row(
        model=last.model,
        sha256=last.sha256,
        machine=last.machine,
        when=last.when,
        vmlu=vmlu.get("average"),
        vmlu_of=str(kinds["vmlu"].how.get("split", "")) if vmlu else "",
        vmlu_count=vmlu.get("count", 0),
        groups=vmlu.get("groups", {}),
        greetings=greetings.get("best"),
        greetings_single=greetings.get("single"),
        greetings_count=greetings.get("count", 0),
        prompt_speed=speed.get("prompt_speed"),
        decode_speed=speed.get("decode_speed"),
        first_token_ms=speed.get("first_token_ms"),
        peak_memory=speed.get("peak_memory"),
        published=published(last, entries),
    )


def published(result: Result, entries: Iterable[Entry]) -> Score | None:
    """The published VMLU of the catalogue's model that this is: by its file's hash, else by its name."""
    entry = entry_of(result, entries)
    return entry.vmlu if entry else None


def entry_of(result: Result, entries: Iterable[Entry]) -> Entry | None:
    """The model of the catalogue that was measured, if it is one of them."""
    known = tuple(entries)
    if result.sha256:
        for entry in known:
            if any(file.sha256 == result.sha256 for file in entry.files):
                return entry
    name = _plain(result.model)
    for entry in known:
        names = (entry.id, entry.label, entry.repository, entry.repository.partition("/")[2], *(f.file for f in entry.files))
        if name in map(_plain, names):
            return entry
    return None


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9/]+", "-", name.casefold().removesuffix(".gguf")).strip("-")
