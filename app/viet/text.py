"""Text as Vietnamese has it: NFC, folding without diacritics, syllables and their share, sentences, case."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from app.viet.syllable import is_syllable

QUOTES = '"”’»)]'
EMOJI = r"[\u203C\u2049\u2600-\u27BF\uFE0F\u200D\U0001F1E6-\U0001FAFF]"
BREAK = re.compile(rf"(?<![.!?…])(?P<marks>[.!?…]++)(?P<quotes>[{re.escape(QUOTES)}]*+)(?:[^\S\n]*{EMOJI})*+\s+|\n+")
SHORT = re.compile(  # a point after these ends no sentence
    r"\b(?:TP|Tp|TX|Tx|TT|Tt|TS|Ts|ThS|Ths|PGS|GS|BS|Bs|KS|CN|NSND|NSƯT|LS|Nxb|NXB|ĐT|SĐT|Tel|[QPH]|[Ss]tt|[Tt]r|[Mm]rs?|Ms"
    r"|Dr|St|vs|v\.v|vd|VD)$|(?:^|\n)[ \t]*\d{1,2}$"
)
INITIAL = re.compile(r"(?:^|\b(?P<name>\w+)\.? )(?P<initial>[^\W\d_])$")  # Nguyễn V. An
WORD = re.compile(r"[^\W\d_]+")


def nfc(text: str) -> str:
    """The text composed (NFC), as every text is kept inside the program."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case without diacritics, đ as d, for matching what hurried people type. Same length as nfc(text)."""
    return "".join(_fold_letter(letter) for letter in nfc(text))


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0].lower()[:1] or letter
    return "d" if base in "đð" else base  # old fonts put the Icelandic ð for đ


def words(text: str) -> list[str]:
    """Runs of letters; in Vietnamese each is one syllable."""
    return WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences (and lines) of a text, without the space around them."""
    return [text[start:end] for start, end in sentence_spans(text)]


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Where sentences begin and end. Quotes, brackets and emoji after the last mark belong to the sentence.

    Lines end sentences (verse, lists). No end: a point after an abbreviation, a capital letter or a list's number;
    dots or a closed quote before a lower-case letter ("Bà ơi… cháu nhớ", "“Đi thôi!” bà nói").
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for end in [*_breaks(text), len(text)]:
        piece = text[start:end]
        if piece.strip():
            spans.append((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
        start = end
    return spans


def _breaks(text: str) -> Iterator[int]:
    for hit in BREAK.finditer(text):
        if "\n" in hit[0] or not _goes_on(text, hit):
            yield hit.end()


def _goes_on(text: str, hit: re.Match[str]) -> bool:
    """Whether the sentence goes on after marks that could have ended it."""
    lower = text[hit.end() : hit.end() + 1].islower()
    if lower and (hit["quotes"] or hit["marks"].endswith(("…", ".."))):
        return True
    if hit["marks"] != "." or hit["quotes"]:
        return False
    window = max(0, hit.start() - 24), hit.start()
    if SHORT.search(text, *window):
        return lower or not text.endswith("v.v", *window)
    name = INITIAL.search(text, *window)
    return name is not None and name["initial"].isupper() and (name["name"] or "A")[0].isupper()


def vietnamese_share(text: str) -> float:
    """Share of the runs of letters that are spelled as Vietnamese syllables, 0 to 1; 0 if there are no letters.

    A text typed without diacritics scores in between: "chuc mung" has one syllable of two.
    """
    runs = words(nfc(text))
    return sum(map(is_syllable, runs)) / len(runs) if runs else 0.0


def capitalize(text: str) -> str:
    """First letter upper case, the rest as it is."""
    return text[:1].upper() + text[1:]
