"""Who has read which words: a person and a text as keys that outlive a new spelling, a new year and another capital."""

import re
from hashlib import sha256

from app.viet.text import fold
from app.writing.brief import Brief

MARK = 16  # hexadecimal digits: among a million texts two alike are one chance in forty million


def person(brief: Brief) -> str:
    """The recipient by relation, name and pair; "" while nobody is named. "chị Lan" is "chị" with the name Lan."""
    name = fold(brief.name)
    relation = [word for word in _words(brief.to) if word not in name.split()]
    if not relation and not name:
        return ""
    return "|".join((" ".join(relation), name, fold(str(brief.pair))))


def mark(text: str) -> str:
    """The same for texts that differ only in case, spaces and punctuation; of a library text its template is marked."""
    return sha256(" ".join(_words(text)).encode()).hexdigest()[:MARK]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))
