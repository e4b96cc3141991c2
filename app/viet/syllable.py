"""Which letter runs are Vietnamese syllables, by a grammar and no word list; tones taken off and put on."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from app.viet.grammar import STOPS, mark_places, spellings

Style = Literal["old", "new"]  # of tone placement: hòa, khỏe, thúy, or hoà, khoẻ, thuý
TONES = {"\u0300": "huyền", "\u0301": "sắc", "\u0303": "ngã", "\u0309": "hỏi", "\u0323": "nặng"}
MARKS = {tone: mark for mark, tone in TONES.items()}
EVERY_TONE = ("ngang", "huyền", "hỏi", "ngã", "sắc", "nặng")
STOPPED_TONES = ("sắc", "nặng")  # the only ones before c, ch, p, t


def split_tone(syllable: str) -> tuple[str, str]:
    """The lower-case syllable without its tone mark, and the tone ("ngang" if none)."""
    tone = "ngang"
    kept: list[str] = []
    for letter in unicodedata.normalize("NFD", syllable.lower()):
        if letter in TONES:
            tone = TONES[letter]
        else:
            kept.append(letter)
    return unicodedata.normalize("NFC", "".join(kept)), tone


def with_tone(base: str, tone: str, style: Style = "old") -> str:
    """A toneless spelling of the grammar in any case, with its tone mark where the style puts it: "Hoa" -> "Hòa"."""
    if tone == "ngang":
        return base
    at = mark_places(base.lower())[style == "new"]
    return base[:at] + unicodedata.normalize("NFC", base[at] + MARKS[tone]) + base[at + 1 :]


@lru_cache(maxsize=8192)
def is_syllable(run: str) -> bool:
    """Whether a run of letters in any case is spelled as a Vietnamese syllable, its mark placed in either style."""
    base, tone = split_tone(run)
    if not is_spelled(base, tone):
        return False
    return unicodedata.normalize("NFC", run.lower()) in (with_tone(base, tone, "old"), with_tone(base, tone, "new"))


def is_spelled(base: str, tone: str) -> bool:
    """Whether the grammar makes this lower-case toneless spelling, and lets it have this tone."""
    parts = spellings().get(base)
    return parts is not None and (tone in STOPPED_TONES or not parts[1].endswith(STOPS))


def syllables() -> Iterator[str]:
    """Every syllable that the grammar makes, lower case, marks in the old style."""
    for base in spellings():
        yield from (with_tone(base, tone) for tone in EVERY_TONE if is_spelled(base, tone))
