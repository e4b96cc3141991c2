"""How a syllable sounds to a poet: onset, medial glide, nucleus, coda and tone, and which syllables rhyme.

Full rhymes (vần chính) share nucleus and coda; near rhymes (vần thông) take their nuclei from one of the groups
below, which are read off what poets do: Truyện Kiều rhymes "chờ" with "đưa", "người" with "tài", "tường" with
"vàng". The medial glide never counts ("hoa" rhymes with "nhà"), and both must be bằng, or both trắc.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from app.viet.grammar import spellings
from app.viet.syllable import is_spelled, split_tone

ToneClass = Literal["bằng", "trắc"]
Rhyme = Literal["full", "near"]

LEVEL = ("ngang", "huyền")  # the tones that are bằng; all others are trắc
MEDIAL = re.compile(r"o[aăe]|u[âêyơ]")
LONG = {"ia": "iê", "ya": "iê", "yê": "iê", "ua": "uô", "ưa": "ươ", "oo": "o", "y": "i"}  # two spellings, one vowel
SHORT_GLIDES = {"ay": ("ă", "i"), "au": ("ă", "u")}  # written a, said ă
GLIDES = {"i": "i", "y": "i", "o": "u", "u": "u"}
CONSONANTS = "cghkmnpt"
NEAR: dict[str, tuple[str, ...]] = {  # coda: groups of nuclei
    "": ("a ơ", "e ê i iê", "o ô u uô", "ơ ư ươ", "ô ơ", "o ơ", "ươ uô"),
    "i": ("a o ô ơ u ư uô ươ", "ă â", "a ă"),
    "u": ("a ă", "ă â", "e ê i iê", "ư iê", "ư â", "ư ươ", "a e"),
    "m": ("a ă â ơ", "e ê i iê", "o ô ơ u uô ươ"),
    "n": ("a ă â ơ ươ", "e ê i iê", "o ô ơ u uô ươ"),
    "ng": ("a ă â ư ươ", "o ô u uô", "e ê i iê", "ươ uô"),
    "nh": ("a ê i",),
}
STOPS = {"p": "m", "t": "n", "c": "ng", "ch": "nh"}  # group as their nasals do


@dataclass(frozen=True, slots=True)
class Sound:
    """The parts of one syllable; spelling variants of one sound are made one ("ia" and "iê", "i" and "y")."""

    onset: str
    medial: bool
    nucleus: str
    coda: str  # "", "i", "u" (glides) or consonants
    tone: str  # ngang, huyền, sắc, hỏi, ngã, nặng

    @property
    def tone_class(self) -> ToneClass:
        """bằng (ngang, huyền) or trắc."""
        return "bằng" if self.tone in LEVEL else "trắc"


@lru_cache(maxsize=8192)
def sound(syllable: str) -> Sound | None:
    """The parts of a syllable in any case and composition; None if the grammar does not make it."""
    base, tone = split_tone(syllable)
    if not is_spelled(base, tone):
        return None
    onset, rhyme = spellings()[base]
    medial = onset == "q" or MEDIAL.match(rhyme) is not None
    return Sound(onset, medial, *_nucleus(rhyme[1:] if medial else rhyme), tone)


def _nucleus(rhyme: str) -> tuple[str, str]:
    """Nucleus and coda of a rhyme without its medial."""
    if rhyme in SHORT_GLIDES:
        return SHORT_GLIDES[rhyme]
    vowels = rhyme.rstrip(CONSONANTS)
    coda = rhyme.removeprefix(vowels).replace("k", "c")  # Đắk Lắk
    if not coda and len(rhyme) > 1 and rhyme[-1] in GLIDES:
        vowels, coda = rhyme[:-1], GLIDES[rhyme[-1]]
    return LONG.get(vowels, vowels), coda


@lru_cache(maxsize=8192)
def tone_class(syllable: str) -> ToneClass:
    """bằng or trắc by the tone mark, whatever the letters."""
    return "bằng" if split_tone(syllable)[1] in LEVEL else "trắc"


@lru_cache(maxsize=8192)
def rhymes(one: str, other: str) -> Rhyme | None:
    """How two syllables rhyme; None if they do not, or if either is no syllable."""
    a, b = sound(one), sound(other)
    if a is None or b is None or a.tone_class != b.tone_class:
        return None
    if (a.nucleus, a.coda) == (b.nucleus, b.coda):
        return "full"
    return "near" if a.coda == b.coda and frozenset((a.nucleus, b.nucleus)) in NEAR_PAIRS[a.coda] else None


def _pairs(groups: tuple[str, ...]) -> frozenset[frozenset[str]]:
    return frozenset(frozenset((a, b)) for group in groups for a in group.split() for b in group.split())


NEAR_PAIRS = {coda: _pairs(groups) for coda, groups in NEAR.items()}
NEAR_PAIRS |= {stop: NEAR_PAIRS[nasal] for stop, nasal in STOPS.items()}
