"""Finding by a few letters: without diacritics, at the beginnings of words, dates in any spelling."""

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from app.viet.text import fold

DAY = re.compile(r"(\d{1,2})\s*(?:[-./]|thang)\s*(\d{1,2})(?!\d)")
WORD = re.compile(r"\d+/\d+|\w+")
LAST = 1000  # more than anything has phrases
NEAR = 0.6  # how alike a misspelt word must be


def spelled(text: str) -> list[str]:
    """The words as they are compared: "Mùng 8 tháng 3" is mung, 8/3, and so is "mung 8-3"."""
    return WORD.findall(DAY.sub(lambda day: f"{int(day[1])}/{int(day[2])}", fold(text)))


def words_of(phrases: Iterable[str]) -> frozenset[str]:
    """All their words, as they are compared."""
    return frozenset(word for phrase in phrases for word in spelled(phrase))


def finds(query: str, phrases: Iterable[str]) -> bool:
    """Whether each word of the query is one of the phrases' words, and the last at least the beginning of one."""
    return among(spelled(query), words_of(phrases))


def among(sought: Sequence[str], there: frozenset[str]) -> bool:
    """The same of a query as it is spelled, where the words_of the phrases are kept."""
    *whole, last = sought or [""]
    return there.issuperset(whole) and any(word.startswith(last) for word in there)


def best(query: str, found: Mapping[str, Sequence[str]]) -> str:
    """The id whose phrases, in their order, begin soonest with the query; the first where none does; "" of nothing."""
    wanted = " ".join(spelled(query))

    def rank(id: str) -> int:
        begins = [" ".join(spelled(phrase)).startswith(wanted) for phrase in found[id]]
        return begins.index(True) if True in begins else LAST

    return min(found, key=rank, default="")


def nearest(query: str, all: Mapping[str, Sequence[str]]) -> str:
    """The id of the phrase that is most like the query, or ""."""
    ids = {" ".join(spelled(phrase)): id for id, phrases in all.items() for phrase in phrases}
    close = get_close_matches(" ".join(spelled(query)), ids, n=1, cutoff=NEAR)
    return ids[close[0]] if close else ""
