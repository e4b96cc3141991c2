"""What a check yields, and how every rule looks for words in a text."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from app.viet.text import fold
from app.writing.brief import Brief

RUN = re.compile(r"\w+")


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong in text[start:end]."""

    code: str
    start: int
    end: int
    reason: str  # Vietnamese, one sentence
    severity: str  # "loi": write again; "nhac": worth a look
    repair: str | None = None  # put in place of text[start:end]


Checks = Mapping[str, Any]  # assets/checks.toml
Rule = Callable[[str, Brief, Checks], Iterator[Finding]]

folded = lru_cache(maxsize=1024)(fold)  # the same stop words and texts are folded again and again


@lru_cache(maxsize=1024)
def any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that finds any of the phrases as whole words, longest first, in any case."""
    longest = sorted(map(re.escape, phrases), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest)})(?!\w)", re.IGNORECASE)


def has_word(text: str, word: str) -> bool:
    """Whether the word (or phrase) stands in the text as it is."""
    return any_of((word,)).search(text) is not None


@dataclass(frozen=True)
class Said:
    """The syllables of a text, as written and without diacritics."""

    exact: frozenset[str]
    plain: frozenset[str]

    def has(self, word: str) -> bool:
        """A word typed with diacritics must be there with them; one typed without may be there with any."""
        return word in self.exact or (word.isascii() and word in self.plain)


@lru_cache(maxsize=64)
def said(text: str) -> Said:
    """The syllables of a text, for `Said.has`."""
    return Said(frozenset(RUN.findall(text.lower())), frozenset(RUN.findall(folded(text))))


@lru_cache(maxsize=16)
def plain_set(words: tuple[str, ...]) -> frozenset[str]:
    """The words without diacritics."""
    return frozenset(map(fold, words))
