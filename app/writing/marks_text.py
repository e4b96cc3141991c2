"""Everyday text of our own, as sentences with the slots filled: what the table of marks is counted from and measured on."""

import csv
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from app.knowledge import read_toml
from app.viet.text import capitalize, fold, nfc, sentences
from app.writing.note_table import load_lists
from app.writing.smallworld import read_jsonl

SLOT = re.compile(r"\{(\w+)\}")
HELD_OUT = 12  # one of so many sentences of the library is kept out of the counts
ROUNDS = 2  # a text with slots is filled so often
SPOKEN = (
    "bà-cháu ông-cháu bà-con ông-con mẹ-con bố-con má-con ba-con bác-cháu cô-cháu chú-cháu dì-con cậu-con cô-em thầy-em anh-em "
    "chị-em em-anh em-chị con-mẹ con-bố cháu-bà cháu-bác bạn-mình cậu-tớ ông-tôi bà-tôi mày-tao sếp-em anh-tôi chị-tôi cụ-cháu "
    "thím-cháu"
)  # pairs of pronouns that the slots are filled with


@dataclass(frozen=True)
class Case:
    """A text with its marks, and the words of the request that go with it."""

    text: str
    prefer: tuple[str, ...]


class Filler:
    """Fills the slots of the assets' texts, a different thing each time."""

    def __init__(self, assets: Path, rng: Random):
        self._lists, self._rng = load_lists(assets / "smallworld"), rng
        names = read_toml(assets / "names.toml")
        self._names = [*names["nam"], *names["nu"]]
        self._pairs = [pair.split("-") for pair in SPOKEN.split()]

    def filled(self, text: str, own: dict[str, str] | None = None) -> Case:
        """One filling; a slot that nothing fills ends the sentence."""
        goi, xung = self._rng.choice(self._pairs)
        words = {"goi": goi, "xung": xung, "Goi": capitalize(goi), "Xung": capitalize(xung), "ai": goi, "Ai": capitalize(goi)}
        words |= {"ten": self._rng.choice(self._names), "ky": self._rng.choice(self._names), **(own or {})}
        for _ in range(3):  # a list's thing may have slots itself
            text = SLOT.sub(lambda hit: self._thing(hit[1], words), text)
        return Case(nfc(text), (goi, xung))

    def _thing(self, slot: str, words: dict[str, str]) -> str:
        if slot in words:
            return words[slot]
        things = self._lists.get(slot) or self._lists.get(slot.rstrip("0123456789"))
        return self._rng.choice(things) if things else "…"


def own_texts(assets: Path, rng: Random) -> Iterator[str]:
    """Everything that the assets say, but for the sentences that are held out."""
    filler = Filler(assets, rng)
    for text in _templates(assets, rng):
        for _ in range(ROUNDS if "{" in text else 1):
            yield filler.filled(text).text
    for sentence in _library(assets):
        if not is_held_out(sentence):
            yield filler.filled(sentence).text


def held_out(assets: Path, most: int = 1000) -> list[Case]:
    """Sentences of the library that no table was counted from."""
    filler = Filler(assets, Random(1))
    found = sorted({sentence for sentence in _library(assets) if is_held_out(sentence) and len(sentence.split()) >= 4})
    return [filler.filled(sentence) for sentence in Random(2).sample(found, min(most, len(found)))]


def notes(path: Path) -> list[Case]:
    """The notes with marks of tests/data/notes.tsv, with the words of their requests."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [Case(nfc(row["note"]), (row["goi"], row["xung"], row["to"])) for row in rows if fold(row["note"]) != row["note"].lower()]


def is_held_out(sentence: str) -> bool:
    """Whether a sentence of the library is kept out of the counts."""
    return zlib.crc32(sentence.encode()) % HELD_OUT == 0


def _templates(assets: Path, rng: Random) -> Iterator[str]:
    for path in sorted((assets / "notes").glob("*.toml")):
        yield from _of_kind(read_toml(path), rng)
    for things in load_lists(assets / "smallworld").values():
        yield from things
    for path in sorted((assets / "smallworld").glob("*.jsonl")):
        for row in read_jsonl(path):
            yield from _strings([row.get("text", ""), row.get("notes", [])])
    for path in sorted((assets / "library").glob("*.jsonl")):
        for row in read_jsonl(path):
            yield from _strings([row.get("details", []), row.get("brief", "")])


def _of_kind(kind: dict[str, Any], rng: Random) -> Iterator[str]:
    """The clauses of a kind, alone and behind a person, and its frames about one of them."""
    clauses = list(_strings(kind.get("clauses", {})))
    if not clauses:  # a neutral kind tells those of the others
        return
    persons = list(kind.get("who", ())) or ["{goi}", "{xung}"]
    yield from clauses
    yield from (f"{rng.choice(persons)} {clause}" for clause in clauses)
    for case in kind.get("rieng", {}).values():
        yield from _strings([case.get("clauses", []), case.get("who", []), case.get("text", [])])
    yield from persons
    for text in _strings([frame["text"] for frame in kind["frames"]]):
        yield text.replace("{v}", rng.choice(clauses))


def _library(assets: Path) -> Iterator[str]:
    for path in sorted((assets / "library").glob("*.jsonl")):
        for row in read_jsonl(path):
            yield from sentences(row["text"])


def _strings(value: Any) -> Iterator[str]:
    """Every text in a nest of lists and tables."""
    if isinstance(value, str):
        yield value
    else:
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)
