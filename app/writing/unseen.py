"""Words that no list holds: a model that meets them in training learns to copy what it is given, not to know it by heart."""

import lzma
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

NUMBER = re.compile(r"\d+")


class Phrases:
    """Clauses of any sense, of which one can ask for those that name nobody but the given persons."""

    def __init__(self, clauses: Iterable[str], address: Iterable[str]):
        """`address` are the words by which people name each other."""
        words = frozenset(address)
        self._by_persons: dict[frozenset[str], list[str]] = defaultdict(list)
        for clause in clauses:
            self._by_persons[words & frozenset(clause.lower().split())].append(clause)
        self._pools: dict[frozenset[str], list[str]] = {}

    def about(self, persons: Iterable[str]) -> Sequence[str]:
        """All clauses in which no address word stands but these."""
        key = frozenset(persons)
        if key not in self._pools:
            self._pools[key] = [c for named, clauses in self._by_persons.items() if named <= key for c in clauses]
        return self._pools[key]


def clauses_of(path: Path, most: int, rng: random.Random) -> Iterator[str]:
    """Clauses of 3 to 14 syllables from a .txt.xz file, about `most` of them, taken evenly."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        found = [clause for line in file for clause in re.split(r"[.,;:!?…–—()\"“”\n]+\s*", line) if _usable(clause)]
    for clause in rng.sample(found, min(most, len(found))):
        clause = " ".join(clause.split())
        named = clause.split()[1][0].isupper()  # "Nguyễn Du …" keeps its capital, "Đêm hôm nọ" does not
        yield clause if named else clause[0].lower() + clause[1:]


def _usable(clause: str) -> bool:
    words = clause.split()
    if not 3 <= len(words) <= 14 or words[0][0].isdigit():  # not the end of "10.000 cuốn"
        return False
    return re.fullmatch(r"[\w /%-]+", clause) is not None and words[-1].islower()


def syllables_of(things: Iterable[str]) -> tuple[str, ...]:
    """Every lower-case syllable of the things, sorted."""
    return tuple(sorted({run for thing in things for run in re.findall(r"[^\W\d_]+", thing) if run.islower()}))


def phrase(syllables: Sequence[str], rng: random.Random) -> str:
    """One to three syllables that hardly ever stand together."""
    return " ".join(rng.choices(syllables, k=rng.choice((1, 2, 2, 3))))


def name(syllables: Sequence[str], names: Sequence[str], rng: random.Random) -> str:
    """A pet name ("Tôm", "Ròm Nhí") or two given names in a row ("Thu Hà")."""
    if rng.random() < 0.4:
        return " ".join(rng.sample(names, 2))
    return " ".join(syllable.capitalize() for syllable in rng.choices(syllables, k=rng.choice((1, 1, 1, 2))))


def renumber(text: str, rng: random.Random) -> str:
    """Other digits of the same size: "650 nghìn" → "430 nghìn", "ngày 5/12" → "ngày 17/8"."""
    return NUMBER.sub(lambda hit: _like(hit[0], text[hit.start() - 1 : hit.start()], rng), text)


def _like(number: str, before: str, rng: random.Random) -> str:
    """Two digits may be a day, an hour or a month; of three and more the zeros at the end stay."""
    if len(number) <= 2:
        return str(rng.randint(1, 12 if before == "/" else 31))
    digits = len(number.rstrip("0"))
    zeros = len(number) - digits
    if not digits:  # the thousands of "1.000"
        return number
    return str(rng.randint(10 ** (digits - 1), 10**digits - 1)) + "0" * zeros
