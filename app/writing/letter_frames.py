"""What stands around a note that a letter passes on word for word (chung.toml): bodies, closings, salutations.

A body is chosen by the first words of the note, so that no verb is said twice and no lead-in clashes with what follows.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from app.knowledge import read_toml
from app.viet.kinship import Pair
from app.viet.text import capitalize, fold
from app.writing.stand_ins import Known, points

HEAD = 4  # words of a note that a lead-in should not have said already
FORMAL = ("Kính gửi", "Thưa")
WORD = re.compile(r"[\w/]+|\|")  # a slot keeps its neighbours apart
SLOT = re.compile(r"\{\w+\}")
PARTICLE = re.compile(r"(?: (?:nhé|nha|nhá))?[.!?…]*$")  # not for the letter
SENTENCE = re.compile(r"(?<=[.?!] )\w")  # at the head of a further sentence

Words = Mapping[str, Any]  # what chung.toml says of one type, or of all types of a kind


@dataclass(frozen=True)
class Frames:
    """chung.toml."""

    kinds: Mapping[str, Mapping[str, Words]]
    shared: Mapping[str, Words]  # kind -> bodies for all its types
    salutations: Sequence[Words]
    peers: Sequence[str]  # how those call themselves who write "Chào …", never "Kính gửi …"
    solemn: Words
    unfit: re.Pattern[str]  # what no letter can pass on

    def passes_on(self, note: str) -> bool:
        """Whether the note, in full spelling, says what is to be told, not how or to whom to write."""
        return note.lower() != fold(note) and not self.unfit.search(note.lower())

    def salutation(self, pair: Pair, tone: str, rng: Random) -> str:
        """Line that greets whom the letter is for: solemn for a solemn tone, but never for a friend."""
        row = next(row for row in self.salutations if any(_begins(pair.goi, word) for word in row["dau"]))
        if pair.xung in self.peers and row is not self.salutations[-1]:
            row = self.salutations[0]
        solemn = [said for said in row["loi"] if said.startswith(FORMAL)]
        return rng.choice(solemn if solemn and tone == "trang_trong" else row["loi"])

    def body(self, kind: str, type: str, note: str, persons: Mapping[str, str], rng: Random) -> str:
        """Text with {told} for the note after a colon, or {note} or {Note} within a sentence."""
        own, shared = self.kinds[kind][type], self.shared[kind]
        bodies = _own(own, note, persons) or _own(shared, note, persons)
        if bodies:
            texts = self._fitting(bodies, note, persons)
            return rng.choice([text for text in texts if ":" not in note or ":" not in text] or texts)
        leads = self._fitting(own["dan"], note, persons)
        lead = rng.choice(_fresh(leads, " ".join(note.split()[:HEAD]), note))
        return lead if "note}" in lead.lower() else f"{lead}:{{told}}"

    def head(self, kind: str, type: str, note: str, persons: Mapping[str, str]) -> str:
        """The first words of the note by which a body of its own is chosen, or ""."""
        return _best(self.kinds[kind][type], note, persons)[0] or _best(self.shared[kind], note, persons)[0]

    def closing(self, kind: str, type: str, note: str, body: str, persons: Mapping[str, str], rng: Random) -> str:
        """A last sentence that repeats neither the note nor the body."""
        closings = self._fitting(self.kinds[kind][type]["ket"], note, persons)
        return rng.choice(_fresh(closings, "", f"{body} {note}"))

    def passings(
        self, kind: str, type: str, note: Known, persons: Mapping[str, str], later: Mapping[str, str]
    ) -> tuple[frozenset[str], frozenset[str]]:
        """Every body that passes the note on, and every closing, in words; `later` is how the two are named behind the salutation."""
        own, shared = self.kinds[kind][type], self.shared[kind]
        words = {**later, "note": note.whole[0].lower() + note.whole[1:], "Note": capitalize(note.whole)}
        bodies = self._fitting(_own(own, note.whole, persons) or _own(shared, note.whole, persons) or own["dan"], note.whole, persons)
        listed = "\n".join(f"– {capitalize(point)}" for point in points(note.whole))
        told = (f" {note.whole}.", f"\n{listed}") if len(points(note.whole)) > 2 else (f" {note.whole}.",)
        made = {
            form.format_map(words) for body in bodies
            for form in ([body] if "note}" in body.lower() else [f"{body}:{end}" for end in told])
        }  # fmt: skip
        return frozenset(made), frozenset(text.format_map(words) for text in self._fitting(own["ket"], note.whole, persons))

    def _fitting(self, rows: Iterable[str | Words], note: str, persons: Mapping[str, str]) -> list[str]:
        """The texts that this note and this recipient admit."""
        texts = [
            row if isinstance(row, str) else row["than"]
            for row in rows
            if isinstance(row, str) or not _has(note, row["tru"])
        ]
        if not any(_begins(persons["goi"], word) for word in self.solemn["to"]):
            return texts
        return [text for text in texts if not _has(text, self.solemn["never"])] or texts


def as_passed(note: str) -> str:
    """A note, in full spelling, as a letter passes it on: no particle or mark behind it, its sentences with capitals."""
    return SENTENCE.sub(lambda hit: hit[0].upper(), PARTICLE.sub("", note.strip()))


def letter_note(kind: str, type: str, note: str, persons: Mapping[str, str], frames: Frames) -> Known:
    """The note of a letter of which the model sees only how it begins, if a body of its own begins so."""
    head = frames.head(kind, type, note, persons)
    return Known(head, note[len(head) :].strip(), note)


@cache
def load_frames(folder: Path) -> Frames:
    """Reads chung.toml of the small world."""
    table = read_toml(folder / "chung.toml")
    kinds = {kind: table[kind] for kind in ("email", "bai_dang")}
    unfit = re.compile(rf"(?<!\w)(?:{'|'.join(table['bo'])})")
    return Frames(kinds, table["chung"], table["chao"], table["peers"], table["solemn"], unfit)


def _own(words: Words, note: str, persons: Mapping[str, str]) -> Sequence[str]:
    """The bodies for notes that begin as this one does."""
    return _best(words, note, persons)[1]


def _best(words: Words, note: str, persons: Mapping[str, str]) -> tuple[str, Sequence[str]]:
    """The longest beginning that a row knows, as the note has it, and the bodies of that row."""
    best, bodies = 0, ()
    for row in words.get("rieng", ()):
        long = max((len(head) for head in _filled(row["dau"], persons) if _begins(note, head)), default=0)
        if long > best and not _has(note, row.get("tru", ())):
            best, bodies = long, row["than"]
    return note[:best], bodies


def _fresh(texts: Sequence[str], head: str, said: str) -> list[str]:
    """The texts that say least again: words of the head, and pairs of words of all that is said."""
    costs = []
    for text in texts:
        again = len(_runs(text, 1) & _runs(head, 1)) + len(_runs(text, 2) & _runs(said, 2))
        costs.append(again + _unfit(text, head, said))
    return [text for text, cost in zip(texts, costs, strict=True) if cost == min(costs)]


def _unfit(text: str, head: str, said: str) -> int:
    """A colon before a note that has one; a note within a sentence that may begin with a name."""
    if "note}" not in text.lower():
        return bool(head) and ":" in said
    return 9 * ("{note}" in text and head[:1].isupper())


def _runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = WORD.findall(SLOT.sub("|", text).lower())
    return set(zip(*(words[at:] for at in range(length)), strict=False))


def _filled(heads: Iterable[str], persons: Mapping[str, str]) -> list[str]:
    return [head.format_map(persons).lower() for head in heads]


def _begins(text: str, head: str) -> bool:
    return not head or re.match(rf"{re.escape(head)}(?!\w)", text.lower()) is not None


def _has(note: str, words: Iterable[str]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", note.lower()) for word in words)
