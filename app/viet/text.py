"""Text as Vietnamese has it: NFC, folding without diacritics, syllables, sentences, case."""

import re
import unicodedata

SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+|\n+")
WORD = re.compile(r"[^\W\d_]+")


def nfc(text: str) -> str:
    """The text composed (NFC), as every text is kept inside the program."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case without diacritics, đ as d, for matching what hurried people type. Same length as nfc(text)."""
    return "".join(_fold_letter(letter) for letter in nfc(text))


def _fold_letter(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0].lower()[:1] or letter
    return "d" if base == "đ" else base


def words(text: str) -> list[str]:
    """Runs of letters; in Vietnamese each is one syllable."""
    return WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences (and lines) of a text, without the space around them."""
    return [part.strip() for part in SENTENCE_END.split(text) if part.strip()]


def capitalize(text: str) -> str:
    """First letter upper case, the rest as it is."""
    return text[:1].upper() + text[1:]
