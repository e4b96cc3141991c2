"""Which rows are held out: those of a hand-written item, or of a detail word, that no training row has."""

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from app.writing.letters import Pattern
from app.writing.note_table import SLOT, NoteTable
from app.writing.smallworld import read_jsonl
from app.writing.source import Row, item_id

ITEMS = 30  # of a thousand patterns and texts
DETAILS = 15  # of a thousand things and clauses of notes
WORD = re.compile(r"\w+")
LEAST = {"thing": 2, "clause": 3}  # words; shorter ones say too little to be known again


class HeldOut:
    """The items by id and the runs of words that only held-out rows may have."""

    def __init__(self, runs: Iterable[Sequence[str]]):
        """`runs` are things and clauses as words in lower case, of two words at least."""
        self._runs: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
        for run in runs:
            self._runs[run[0], run[1]].append(tuple(run))

    def __len__(self) -> int:
        return sum(map(len, self._runs.values()))

    def holds(self, row: Row) -> bool:
        """Whether a row is one of those: by the item it is made of, or by what it says."""
        return bool(row["item"]) and chosen(row["item"], ITEMS) or self.tells("\n".join((row["prompt"], row["answer"], row.get("details", ""))))

    def tells(self, text: str) -> bool:
        """Whether a held-out thing or clause stands in the text."""
        said = WORD.findall(text.lower())
        return any(
            tuple(said[at : at + len(run)]) == run
            for at in range(len(said) - 1)
            for run in self._runs.get((said[at], said[at + 1]), ())
        )


def chosen(text: str, share: int) -> bool:
    """Whether a text is among `share` of a thousand, always the same."""
    return zlib.crc32(f"giữ lại {text}".encode()) % 1000 < share


def held_out(table: NoteTable, lists: Mapping[str, Sequence[str]], patterns: Sequence[Pattern], corpus: Path) -> HeldOut:
    """Chooses by hash among the things and clauses that stand nowhere else among our own words."""
    things = sorted({thing for listed in lists.values() for thing in listed})
    clauses = sorted({clause for kind in table.kinds.values() for clause in _clauses(kind)})
    letters = [form for pattern in patterns for form in _texts(pattern)]
    everything = "|".join(f" {' '.join(words(text))} " for text in (*things, *clauses, *letters))
    runs = [words(thing) for thing in things if chosen(thing, DETAILS)]
    picked = [run for run in runs if len(run) >= LEAST["thing"]]
    picked += [run for clause in clauses if chosen(clause, DETAILS) and (run := _fragment(clause))]
    alone = [run for run in picked if everything.count(f" {' '.join(run)} ") == 1]
    briefs = [words(letter["brief"]) for letter in read_jsonl(corpus) if _item_held_out(letter)]
    return HeldOut([*alone, *(run for run in briefs if len(run) >= LEAST["clause"])])


def _item_held_out(letter: Mapping[str, Any]) -> bool:
    return chosen(item_id(letter["text"]), ITEMS)


def words(text: str) -> list[str]:
    """The words in lower case; a slot keeps its neighbours apart."""
    return WORD.findall(SLOT.sub(" · ", text).lower())


def _fragment(clause: str) -> list[str]:
    """The longest run of a clause between its slots, or none if that is short."""
    longest = max((WORD.findall(part.lower()) for part in re.split(r"\{\w+\}", clause)), key=len)
    return longest if len(longest) >= LEAST["clause"] else []


def _clauses(kind: Any) -> Iterator[str]:
    for clauses in (*kind.clauses.values(), *(case.clauses for case in kind.cases)):
        yield from clauses


def _texts(pattern: Pattern) -> Iterator[str]:
    yield from ([pattern["text"]] if isinstance(pattern["text"], str) else pattern["text"])
    yield from pattern["notes"]
