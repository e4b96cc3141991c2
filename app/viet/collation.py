"""The order of a Vietnamese dictionary: syllable by syllable, letters before tones, tones before case.

Two texts are compared by their syllables one after the other, each first by its letters (a ă â b c d đ e ê …),
then by its tone (ngang huyền hỏi ngã sắc nặng): ba, ba hoa, bà, bà con, bả. Only then do lower and upper case count,
last everything else (where the mark stands, spaces, signs). Numbers go by value, before letters.
CLDR's order differs: it looks at the letters of the whole text before any tone (ba, bà, bả, ba hoa, bà con).
"""

import re
import unicodedata

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
RANK = {letter: rank for rank, letter in enumerate(ALPHABET, 1)}
FOREIGN = 1000  # letters of other scripts, by code point after z
NUMBER = 0  # digits before letters
TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
PART = re.compile(r"\d+|[^\W\d_]+")

Part = tuple[tuple[int, ...], tuple[int, ...]]  # ranks of the letters; tones, other marks
Key = tuple[tuple[Part, ...], tuple[bool, ...], str]


def sort_key(text: str) -> Key:
    """A key for `sorted`; equal only for texts that are equal in NFC."""
    text = unicodedata.normalize("NFC", text)
    parts = tuple(_number(part) if part.isdecimal() else _letters(part) for part in PART.findall(text))
    return parts, tuple(letter.isupper() for letter in text), text


def _number(digits: str) -> Part:
    """By value: length without leading zeros, then the digits."""
    value = [int(digit) for digit in digits]
    while value and not value[0]:
        value.pop(0)
    return (NUMBER, len(value), *value), ()


def _letters(run: str) -> Part:
    ranks: list[int] = []
    marks: list[int] = []
    for letter in unicodedata.normalize("NFC", run.lower()):
        if letter in RANK:
            ranks.append(RANK[letter])
            continue
        pieces = unicodedata.normalize("NFD", letter)
        marks += [TONES.get(mark, ord(mark)) for mark in pieces[1:] if mark in TONES]
        bare = unicodedata.normalize("NFC", "".join(piece for piece in pieces if piece not in TONES))
        if bare not in RANK:
            marks += [ord(mark) for mark in pieces[1:] if mark not in TONES]
            bare = pieces[0]
        ranks.append(RANK.get(bare, FOREIGN + ord(bare)))
    return tuple(ranks), tuple(marks)
