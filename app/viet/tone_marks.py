"""Where tone marks stand: old style (hòa, khỏe, thúy), new style (hoà, khoẻ, thuý), and marks put right ("tòan")."""

import re
import unicodedata
from functools import lru_cache

from app.viet.syllable import Style, is_spelled, split_tone, with_tone

RUN = re.compile(r"[^\W\d_]+")


def to_old(text: str) -> str:
    """The text (NFC) with every syllable's mark in the old style; what is no syllable stays as it is."""
    return _placed(text, "old")


def to_new(text: str) -> str:
    """The text (NFC) with every syllable's mark in the new style; what is no syllable stays as it is."""
    return _placed(text, "new")


def style_of(text: str) -> Style | None:
    """The style that most of the telling syllables keep; None if there are none, or as many of each."""
    text = unicodedata.normalize("NFC", text)
    old, new = _changed(text, to_new(text)), _changed(text, to_old(text))
    return None if old == new else "old" if old > new else "new"


def _changed(text: str, other: str) -> int:
    return sum(a != b for a, b in zip(RUN.findall(text), RUN.findall(other), strict=True))


def _placed(text: str, style: Style) -> str:
    return RUN.sub(lambda hit: _syllable(hit[0], style), unicodedata.normalize("NFC", text))


@lru_cache(maxsize=8192)
def _syllable(run: str, style: Style) -> str:
    base, tone = split_tone(run)
    if tone == "ngang" or len(base) != len(run) or not is_spelled(base, tone):
        return run
    cased = "".join(letter.upper() if was.isupper() else letter for letter, was in zip(base, run, strict=True))
    return with_tone(cased, tone, style)
