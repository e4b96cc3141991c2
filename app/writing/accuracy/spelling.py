"""Damage to the writing: ends cut off, repetition, glued and doubled words, foreign ones, slips of the hand, limping verse."""

import re
from collections.abc import Callable
from random import Random

from app.viet.rhyme import rhymes, tone_class
from app.viet.syllable import is_syllable
from app.viet.text import sentence_spans
from app.writing.accuracy.specimens import Damaged, Specimen, Stock
from app.writing.library import PROSE

FOREIGN_SCRIPTS = ("健康", "幸福", "新年", "счастья", "любовь", "สุขสันต์", "행복", "しあわせ", "ευτυχία", "快乐")
FOREIGN_WORDS = (
    "happiness", "wonderful", "sincerely", "with", "wishes", "health", "always", "thank", "semoga", "bonheur", "felicidad",
    "together", "family", "grandmother", "strong", "blessing", "gracias", "keluarga", "forever", "everything",
)  # fmt: skip


def cut_end(specimen: Specimen, stock: Stock, rng: Random) -> Damaged | None:
    """The text stops in its last sentence or line."""
    start, _ = sentence_spans(specimen.text)[-1]
    words = list(re.finditer(r"\S+", specimen.text[start:]))
    if len(words) < 3 or specimen.brief.kind != "thiep":
        return None
    kept = specimen.text[: start + words[rng.randrange(1, len(words) - 1)].end()]
    return specimen, kept.rstrip(",;:")


def repeated_sentence(specimen: Specimen, stock: Stock, rng: Random) -> Damaged | None:
    spans = [(start, end) for start, end in sentence_spans(specimen.text) if len(specimen.text[start:end].split()) >= 4]
    if not spans or specimen.brief.form != PROSE:
        return None
    start, end = rng.choice(spans)
    return specimen, f"{specimen.text[:end]} {specimen.text[start:end]}{specimen.text[end:]}"


def glued_words(specimen: Specimen, stock: Stock, rng: Random) -> Damaged | None:
    places = [hit.start() for hit in re.finditer(r"(?<=[^\W\d_]) (?=[^\W\d_])", specimen.text)]
    at = rng.choice(places)
    return specimen, specimen.text[:at] + specimen.text[at + 1 :]


def doubled_word(specimen: Specimen, stock: Stock, rng: Random) -> Damaged | None:
    word = rng.choice(list(re.finditer(r"(?<!\w)[^\W\d_]+(?!\w)", specimen.text)))
    return specimen, f"{specimen.text[: word.end()]} {word[0].lower()}{specimen.text[word.end() :]}"


def inserted(words: Callable[[Random], str]) -> Callable[[Specimen, Stock, Random], Damaged | None]:
    def make(specimen: Specimen, stock: Stock, rng: Random) -> Damaged | None:
        at = rng.choice([hit.end() for hit in re.finditer(r"[^\W\d_](?= )", specimen.text)])
        return specimen, f"{specimen.text[:at]} {words(rng)}{specimen.text[at:]}"

    return make


def misspelt(specimen: Specimen, stock: Stock, rng: Random) -> Damaged | None:
    """A slip of the typing hand that leaves no syllable; one that leaves another syllable only a reader sees."""
    words = [hit for hit in re.finditer(r"(?<!\w)[^\W\d_]{3,}(?!\w)", specimen.text) if is_syllable(hit[0])]
    for _ in range(20):
        word = rng.choice(words)
        at = rng.randrange(len(word[0]) - 1)
        wrong = rng.choice((
            word[0][:at] + word[0][at + 1] + word[0][at] + word[0][at + 2 :],  # two letters change places
            word[0][:at] + word[0][at] + word[0][at:],  # one twice
            word[0] + rng.choice("sfrxjw"),  # the tone left on the keyboard
            word[0][: at + 1] + rng.choice("bcdghklmnpqrstvx") + word[0][at + 1 :],  # a neighbouring key
        ))  # fmt: skip
        if not is_syllable(wrong):
            return specimen, specimen.text[: word.start()] + wrong + specimen.text[word.end() :]
    return None


def broken_verse(how: str) -> Callable[[Specimen, Stock, Random], Damaged | None]:
    def make(specimen: Specimen, stock: Stock, rng: Random) -> Damaged | None:
        form = specimen.brief.form
        if (
            form == PROSE
            or (how == "vần" and form != "luc_bat")
            or (how == "thanh" and form not in ("luc_bat", "cau_doi"))
        ):
            return None
        lines = specimen.text.split("\n")
        at = rng.randrange(len(lines) - 1) if how == "vần" else rng.randrange(len(lines))
        words = lines[at].split()
        if how == "số tiếng":
            place = rng.randrange(1, len(words))
            words[place : place + 1] = (
                [] if rng.random() < 0.5 else [words[place], rng.choice(stock.source.world.syllables)]
            )
        else:
            place = len(words) - 1 if how == "vần" or form == "cau_doi" else rng.choice((1, 3, 5))
            bare, mark = re.match(r"([^\W\d_]+)(.*)", words[place]).groups()  # type: ignore[union-attr]
            same = how == "vần"
            fit = [
                s
                for s in stock.source.world.syllables
                if (tone_class(s) == tone_class(bare)) == same and not (same and rhymes(s, bare)) and is_syllable(s)
            ]
            words[place] = rng.choice(fit) + mark
        lines[at] = " ".join(words)
        return specimen, "\n".join(lines)

    return make
