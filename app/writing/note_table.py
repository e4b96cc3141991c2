"""The kinds of notes: what each is for, the sentences it becomes, and the words by which it is known."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from app.knowledge import read_toml
from app.paths import assets_dir
from app.viet.text import fold

RECIPIENT, WRITER, THIRD, BOTH, NOBODY = "nhan", "viet", "nguoi_than", "ca_hai", "khong"  # whose deed a note tells
SMOOTH = 0.1
LISTED = 6  # of a list's things, so many stand for all in the counts
SHORT = re.compile(r"(?<![\w@./])(?:ck|vk|ny|vc|mik|mk)(?![\w@])", re.IGNORECASE)
AUDIENCES = {  # whom a topic's sentences suit, by the name that its file gives them
    "moi": ("*",),
    "tren": ("ong_ba", "cha_me", "co_chu_bac"),
    "khach": ("thay_co", "sep", "khach_hang"),
    "ban": ("ban_be", "anh_chi", "dong_nghiep", "hang_xom"),
    "duoi": ("em", "con_chau"),
    "yeu": ("vo_chong", "nguoi_yeu"),
    "tap_the": ("tap_the",),
}
SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Frame:
    """Sentences that are right for any note of a kind; "*" in to, tone or occ means everywhere."""

    to: tuple[str, ...]
    tone: tuple[str, ...]
    occ: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """Persons and clauses of a kind that only fit each other, and the sentences that only fit them, if any."""

    to: tuple[str, ...]
    who: tuple[str, ...]
    clauses: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Topic:
    """What notes of a kind speak of, known by their words, and the sentences that follow from any such note."""

    id: str  # "kho.lua"
    label: str  # in the prompt
    words: re.Pattern[str]
    frames: tuple[Frame, ...]
    clauses: tuple[str, ...]


@dataclass(frozen=True)
class NoteKind:
    """What a note may be for."""

    id: str
    label: str  # in the prompt
    doer: str  # RECIPIENT, WRITER, THIRD, BOTH or NOBODY
    frames: tuple[Frame, ...]
    clauses: Mapping[str, tuple[str, ...]]  # by age: chung, gia, tre, lon
    who: tuple[str, ...]  # of third persons
    cases: tuple[Case, ...]
    sources: tuple[str, ...] = ()  # of a neutral kind: whose clauses it tells, told so that the doer does not matter
    rule: bool = False  # read by rules alone
    topics: tuple[Topic, ...] = ()  # the first whose words stand in a note is its topic

    def topic(self, said: str) -> Topic | None:
        """What is spoken of, with the two persons as GOI and XUNG; None where it is something else."""
        return next((topic for topic in self.topics if topic.words.search(said)), None)


@dataclass(frozen=True)
class NoteTable:
    """The kinds, the words by which notes are read, and the counts of the words of each kind."""

    kinds: Mapping[str, NoteKind]
    words: Mapping[str, Any]
    bayes: "Bayes"

    def topic(self, kind: str, said: str, goi: str, xung: str) -> Topic | None:
        """The topic of what is said in a note of a kind."""
        for word, neutral in ((goi, "GOI"), (xung, "XUNG")):
            said = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", neutral, said, flags=re.IGNORECASE)
        return self.kinds[kind].topic(said)


class Bayes:
    """Which kind a clause is likely of, by its words and pairs of words."""

    def __init__(self, examples: Mapping[str, Iterable[str]]):
        """`examples` are clauses by kind."""
        self._counts = {
            kind: Counter(f for clause in clauses for f in features(clause)) for kind, clauses in examples.items()
        }
        self._totals = {kind: sum(counts.values()) for kind, counts in self._counts.items()}
        self._known = set().union(*self._counts.values())
        self.kinds = tuple(self._counts)

    def begins(self, word: str, kinds: Iterable[str]) -> bool:
        """Whether clauses of these kinds begin with this word."""
        return sum(self._counts[kind][f"^{word}"] for kind in kinds) > 1

    def scores(self, clause: str, kinds: Iterable[str]) -> dict[str, float]:
        """Log likelihoods of a clause under the kinds."""
        seen = [feature for feature in features(clause) if feature in self._known]
        size = SMOOTH * len(self._known)
        return {
            kind: sum(math.log((self._counts[kind][f] + SMOOTH) / (self._totals[kind] + size)) for f in seen)
            for kind in kinds
            if kind in self._counts
        }


def features(clause: str) -> list[str]:
    """The words of a clause, its pairs of words and its first words, numbers as "#"."""
    words = ["#" if word[0].isdigit() else word for word in re.findall(r"\w+", clause.lower())]
    return [*words, *(f"{a} {b}" for a, b in pairwise(words)), *(f"^{word}" for word in words[:1])]


def read_note_table(
    kinds: Mapping[str, Mapping[str, Any]],
    words: Mapping[str, Any],
    lists: Mapping[str, Sequence[str]],
    topics: Mapping[str, Mapping[str, Any]] = {},
) -> NoteTable:
    """The table of assets/notes and assets/note_topics (by kind) and assets/note_words.toml; `lists` are the things that clauses name."""
    read = {id: _kind(id, row, topics.get(id, {})) for id, row in kinds.items()}
    told = {id: [c for clause in _clauses(kind) for c in _filled(clause, lists)] for id, kind in read.items() if not (kind.sources or kind.rule)}
    return NoteTable(read, words, Bayes(told))


def _kind(id: str, row: Mapping[str, Any], topics: Mapping[str, Any]) -> NoteKind:
    frames = tuple(
        Frame(*(_listed(frame.get(key, "*")) for key in ("to", "tone", "occ")), tuple(map(_slots, frame["text"])))
        for frame in row["frames"]
    )
    cases = tuple(_case(case) for case in row.get("rieng", {}).values())
    clauses = {age: tuple(found) for age, found in row.get("clauses", {}).items()}
    spoken = tuple(_topic(f"{id}.{key}", topic) for key, topic in topics.items())
    for key, topic in topics.items() if clauses else ():
        age = topic.get("age", "chung")
        clauses[age] = (*clauses.get(age, ()), *topic.get("clauses", ()))
    sources, rule = tuple(row.get("from", ())), row.get("rule", False)
    return NoteKind(id, row["label"], row["doer"], frames, clauses, tuple(row.get("who", ())), cases, sources, rule, spoken)


def _topic(id: str, row: Mapping[str, Any]) -> Topic:
    words = re.compile(rf"(?<!\w)(?:{row['words']})(?!\w)", re.IGNORECASE)
    frames = tuple(Frame(to, ("*",), ("*",), tuple(map(_slots, row[key]))) for key, to in AUDIENCES.items() if key in row)
    return Topic(id, row["label"], words, frames, tuple(row.get("clauses", ())))


def _slots(text: str) -> str:
    """{c} is who and what."""
    return text.replace("{C}", "{Ai} {v}").replace("{c}", "{ai} {v}")


def _case(row: Mapping[str, Any]) -> Case:
    return Case(_listed(row.get("to", "*")), *(tuple(row.get(key, ())) for key in ("who", "clauses", "text")))


def _listed(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _clauses(kind: NoteKind) -> Iterator[str]:
    for clauses in kind.clauses.values():
        yield from clauses
    for case in kind.cases:
        yield from case.clauses


def _filled(clause: str, lists: Mapping[str, Sequence[str]]) -> list[str]:
    """The clause with {goi} and {xung} as neutral words, and a few things of its list."""
    clause = clause.replace("{goi}", "GOI").replace("{xung}", "XUNG")
    name = next((hit[1] for hit in SLOT.finditer(clause)), "")
    if not name:
        return [clause]
    things = lists[name]
    return [SLOT.sub(thing, clause) for thing in things[:: max(1, len(things) // LISTED)]]


@cache
def note_table() -> NoteTable:
    """The table of assets/notes and assets/note_words.toml, read at its first use."""
    assets = assets_dir()
    kinds, topics = ({path.stem: read_toml(path) for path in sorted((assets / name).glob("*.toml"))} for name in ("notes", "note_topics"))
    return read_note_table(kinds, read_toml(assets / "note_words.toml"), load_lists(assets / "smallworld"), topics)


def load_lists(folder: Path) -> dict[str, tuple[str, ...]]:
    """Every list of things of lists.toml and lists_*.toml; no two files may name the same list."""
    lists: dict[str, tuple[str, ...]] = {}
    for path in sorted(folder.glob("lists*.toml")):
        for name, things in read_toml(path).items():
            assert name not in lists, f"{path.name}: the list {name} exists already"
            lists[name] = tuple(things)
    return lists


def at_length(detail: str) -> str:
    """The short forms that people have for each other, written out."""
    short = note_table().words["short"] if SHORT.search(detail) else {}
    return SHORT.sub(lambda hit: short.get(hit[0].lower(), hit[0]), detail)


def split_purpose(detail: str) -> tuple[str, str]:
    """A detail without the label before it, and the kind that the label names: "sức khỏe: bà mổ mắt"."""
    label, _, rest = detail.partition(":")
    kind = (
        ""
        if not rest
        else next((kind.id for kind in note_table().kinds.values() if fold(kind.label) == fold(label.strip())), "")
    )
    return (rest.strip(), kind) if kind and rest.strip() else (detail, "")
