"""Text as hurried people type it: without diacritics, or with a few of the usual slips, to learn putting it right."""

import re
from collections.abc import Callable, Sequence
from random import Random

from app.viet.syllable import MARKS, is_syllable, split_tone, with_tone
from app.viet.text import capitalize, fold

WORD = re.compile(r"[^\W\d_]+")
CHAT = {
    "không": ("ko", "k", "kh"), "được": ("dc", "đc"), "với": ("vs",), "mình": ("mik",), "rồi": ("r", "rùi"), "gì": ("j",),
    "vậy": ("z",), "nhiều": ("nhìu",), "bây": ("bh",), "yêu": ("iu",), "quá": ("wa",), "người": ("ng",), "chúc": ("chuc", "chút"),
}  # fmt: skip
TELEX = {"sắc": "s", "huyền": "f", "hỏi": "r", "ngã": "x", "nặng": "j"}
ALIKE = (("tr", "ch"), ("s", "x"), ("gi", "d"), ("d", "gi"), ("ch", "tr"), ("x", "s"))  # initials that sound alike to many
SHARE = (0.06, 0.16)  # of the words that are mistyped


def bare(text: str) -> str:
    """The text without diacritics, its capitals kept."""
    return "".join(f.upper() if c.isupper() else f for c, f in zip(text, fold(text), strict=True))


def mistyped(text: str, rng: Random) -> str:
    """The text with some words mistyped (at least one), never a name, and now and then a careless sign."""
    hits = [hit for hit in WORD.finditer(text) if _open(text, hit)]
    count = max(1, round(len(hits) * rng.uniform(*SHARE)))
    places = {hit.start(): hit for hit in rng.sample(hits, min(count, len(hits)))}
    typed = WORD.sub(lambda hit: slip(hit[0], rng) if hit.start() in places else hit[0], text)
    return _careless(typed, rng)


def slip(word: str, rng: Random) -> str:
    """One word with one slip, or as it is where no slip is possible."""
    ways = list(rng.sample(SLIPS, len(SLIPS)))
    for way in (_chatted, *ways):
        wrong = way(word.lower(), rng)
        if wrong and wrong != word.lower():
            return capitalize(wrong) if word[0].isupper() else wrong
    return word


def _open(text: str, hit: re.Match[str]) -> bool:
    """A word that may be mistyped: a syllable, and no name in the midst of a sentence."""
    first = hit.start() == 0 or re.search(r"[.!?…]\s+$", text[: hit.start()]) is not None
    return (first or hit[0].islower()) and is_syllable(hit[0]) and len(hit[0]) > 1


def _chatted(word: str, rng: Random) -> str:
    return rng.choice(CHAT[word]) if word in CHAT else ""


def _no_tone(word: str, _rng: Random) -> str:
    return split_tone(word)[0]


def _plain(word: str, _rng: Random) -> str:
    return fold(word)


def _other_tone(word: str, _rng: Random) -> str:
    """Hỏi and ngã, which half the country says alike."""
    base, tone = split_tone(word)
    other = {"hỏi": "ngã", "ngã": "hỏi"}.get(tone, "")
    return with_tone(base, other) if other else ""


def _key_left(word: str, _rng: Random) -> str:
    """The key of the tone typed but not taken: "chúc" → "chucs"."""
    base, tone = split_tone(word)
    return base + TELEX[tone] if tone in MARKS else ""


def _initial(word: str, _rng: Random) -> str:
    for right, wrong in ALIKE:
        if word.startswith(right) and not word.startswith(("th", "kh", "sh")) and is_syllable(wrong + word[len(right) :]):
            return wrong + word[len(right) :]
    return ""


def _swapped(word: str, rng: Random) -> str:
    if len(word) < 3:
        return ""
    at = rng.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


SLIPS: Sequence[Callable[[str, Random], str]] = (
    _no_tone, _no_tone, _plain, _plain, _plain, _other_tone, _other_tone, _key_left, _initial, _initial, _swapped,
)  # fmt: skip


def _careless(text: str, rng: Random) -> str:
    """No capitals, no space behind a comma, no full stop at the end: each now and then."""
    if rng.random() < 0.25:
        text = re.sub(r"(^|[.!?…]\s+)(\w)", lambda hit: hit[1] + hit[2].lower(), text)
    if rng.random() < 0.2:
        text = re.sub(r", ", lambda hit: rng.choice((", ", ",", " ,")), text)
    return text.rstrip(".") if rng.random() < 0.2 else text
