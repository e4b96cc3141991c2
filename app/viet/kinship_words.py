"""The words that name a person, as typed: short forms at length, hyphens, and who stands behind "của"."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.viet.kinship_table import NAMELIKE, KinshipTable
from app.viet.text import fold, nfc

MOST_WORDS = 40  # of what was typed are looked at
OWNED = "*"  # stands in a saying for somebody's name: "mẹ của Lan"


@dataclass(frozen=True)
class Word:
    """One word as typed, and how a saying spells it."""

    typed: str
    key: str
    owner: bool = False  # it stands behind "của"

    @property
    def capital(self) -> bool:
        return self.typed[:1].isupper()


def split(typed: str, table: KinshipTable) -> list[Word]:
    """The words, short forms at length, without "của", which marks an owner; his name is kept as such."""
    found = [part for hit in NAMELIKE.finditer(nfc(typed)) for part in _parted(hit[0], table)][:MOST_WORDS]
    words: list[Word] = []
    for at, word in enumerate(found):
        if _is_of(found, at, table):
            continue
        owner = at > 0 and _is_of(found, at - 1, table)
        named = owner and word[0].isupper() and fold(word) not in table.sayings
        long = word if named else table.short.get(word if len(word) == 1 else word.lower(), word)
        words += [Word(part, OWNED if named else fold(part), owner) for part in long.split()]
    return words


def _parted(word: str, table: KinshipTable) -> list[str]:
    """ "Phê-rô" is one name, "Lan-bạn thân" is not."""
    parts = word.split("-")
    return parts if any(fold(part) in table.sayings for part in parts[1:]) else [word]


def _is_of(words: Sequence[str], at: int, table: KinshipTable) -> bool:
    """Whether it is "của"; "cua hang" is a "cửa hàng"."""
    word = words[at].lower()
    return word == "của" or (word == "cua" and f"cua {fold(' '.join(words[at + 1 : at + 2]))}" not in table.sayings)
