"""Numbers in words, read back by a small parser; Roman numerals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.viet.numbers import DIGITS, digits_in_words, fraction_in_words, number_in_words, roman_value
from app.viet.syllable import is_syllable

VALUES = {word: value for value, word in enumerate(DIGITS)} | {"mốt": 1, "tư": 4, "lăm": 5}
CLASSES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỉ": 10**9}


def read_back(words: str) -> int:
    """What somebody who hears the words writes down. Every class that is named is filled from its left."""
    total = since = count = 0  # whole billions; below a billion; the class that is being said
    digit = None
    for word in words.split():
        if word in VALUES:
            digit = VALUES[word]
            count += digit
        elif word == "trăm":
            assert digit is not None
            count += digit * 99
        elif word == "mươi":
            assert digit is not None
            count += digit * 9
        elif word == "mười":
            count += 10
        elif word == "tỉ":
            total = (total + since + count) * 10**9
            since = count = 0
        elif word in CLASSES:
            since, count = since + count * CLASSES[word], 0
        else:
            assert word in ("linh", "lẻ")
    return total + since + count


@given(st.integers(0, 999_999_999), st.sampled_from(["bac", "trung", "nam"]))
def test_what_is_said_is_what_was_written(value, region):
    assert read_back(number_in_words(value, region)) == value


@given(st.integers(0, 10**20), st.sampled_from(["bac", "nam"]))
def test_large_numbers_too(value, region):
    assert read_back(number_in_words(value, region)) == value


def test_every_number_below_ten_thousand_is_said_in_its_own_way():
    said = [number_in_words(value) for value in range(10_000)]
    assert len(set(said)) == len(said)
    assert all(is_syllable(word) for words in said for word in words.split())


SAID = [
    (0, "không"),
    (5, "năm"),
    (10, "mười"),
    (11, "mười một"),
    (14, "mười bốn"),
    (15, "mười lăm"),
    (20, "hai mươi"),
    (21, "hai mươi mốt"),
    (24, "hai mươi tư"),
    (55, "năm mươi lăm"),
    (101, "một trăm linh một"),
    (105, "một trăm linh năm"),
    (111, "một trăm mười một"),
    (115, "một trăm mười lăm"),
    (121, "một trăm hai mươi mốt"),
    (1000, "một nghìn"),
    (1001, "một nghìn không trăm linh một"),
    (1945, "một nghìn chín trăm bốn mươi lăm"),
    (2005, "hai nghìn không trăm linh năm"),
    (2027, "hai nghìn không trăm hai mươi bảy"),
    (10_000, "mười nghìn"),
    (1_500_000, "một triệu năm trăm nghìn"),
    (1_000_500, "một triệu không nghìn năm trăm"),
    (1_000_005, "một triệu không trăm linh năm"),
    (1_050_000_000, "một tỉ không trăm năm mươi triệu"),
    (10**12, "một nghìn tỉ"),
    (-3, "âm ba"),
]


@pytest.mark.parametrize(("value", "words"), SAID)
def test_examples(value, words):
    assert number_in_words(value) == words


def test_the_south_says_ngan_le_and_bon():
    assert number_in_words(1024, "nam") == "một ngàn không trăm hai mươi bốn"
    assert number_in_words(105, "nam") == "một trăm lẻ năm"


def test_digits_and_decimals():
    assert digits_in_words("0912 345") == "không chín một hai ba bốn năm"
    assert [fraction_in_words(run) for run in ("2", "25", "05", "141", "0")] == [
        "hai",
        "hai mươi lăm",
        "không năm",
        "một bốn một",
        "không",
    ]


def roman(value: int) -> str:
    numerals = {
        1000: "M",
        900: "CM",
        500: "D",
        400: "CD",
        100: "C",
        90: "XC",
        50: "L",
        40: "XL",
        10: "X",
        9: "IX",
        5: "V",
        4: "IV",
        1: "I",
    }
    said = ""
    for step, letters in numerals.items():
        said, value = said + letters * (value // step), value % step
    return said


def test_every_roman_numeral():
    assert [roman_value(roman(value)) for value in range(1, 4000)] == list(range(1, 4000))


@pytest.mark.parametrize("run", ["", "IIII", "VX", "IC", "xxi", "MMMM", "A", "IXI"])
def test_what_is_no_roman_numeral(run):
    assert roman_value(run) is None
