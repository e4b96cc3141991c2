"""Words that no list holds: a model that meets them in training learns to copy what it is given, not to know it by heart."""

import random
import re
from collections.abc import Iterable, Sequence

NUMBER = re.compile(r"\d+")


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
