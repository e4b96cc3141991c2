"""The order of a Vietnamese dictionary."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.viet.collation import ALPHABET, sort_key
from app.viet.syllable import split_tone, syllables
from app.viet.text import nfc

ORDERED = [
    list("aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghijklmnoôơpqrstuưvwxyz"),
    ["ba", "ba hoa", "bà", "bà con", "bả", "bã", "bá", "bạ", "bác"],
    ["An", "Ân", "Bảo", "Dung", "Dũng", "Đan", "Đông", "Em", "Hà Anh", "Hà Vy", "Hạ An"],
    ["hoa", "Hoa", "hòa", "hỏa", "hóa", "họa", "hoài"],
    ["Tết 2", "Tết 10", "Tết 2027", "Tết Ất Tỵ", "tết tây"],
    ["", "7", "12", "anh", "yêu", "zalo", "мир"],
    ["nghe", "nghề", "nghĩ", "ngoan", "ngô", "ngỡ"],
    ["trần", "trấn", "tru"],
    ["Lê Ba", "Lê Bà", "Lê Văn", "Lý An"],
]
TEXT = st.text(alphabet="aăâdđeoôơuưyàảãáạằấĐÀ AB12-hoàhòa\u0301\u0323", max_size=6) | st.text(max_size=6)


@pytest.mark.parametrize("ordered", ORDERED, ids=lambda ordered: ordered[1])
def test_the_order(ordered):
    shuffled = random.Random(7).sample(ordered, len(ordered))
    assert sorted(shuffled, key=sort_key) == ordered


def test_the_alphabet_is_the_one_taught():
    assert [letter for letter in ALPHABET if letter not in "fjwz"] == list("aăâbcdđeêghiklmnoôơpqrstuưvxy")


@given(TEXT, TEXT)
def test_keys_are_equal_only_for_equal_texts(one, other):
    assert (sort_key(one) == sort_key(other)) == (nfc(one) == nfc(other))


@given(TEXT, TEXT, TEXT)
def test_it_is_a_total_order(a, b, c):
    keys = sorted(map(sort_key, (a, b, c)))
    assert keys[0] <= keys[1] <= keys[2] and keys[0] <= keys[2]
    assert (sort_key(a) < sort_key(b)) + (sort_key(b) < sort_key(a)) + (sort_key(a) == sort_key(b)) == 1


@given(TEXT)
def test_composition_does_not_matter(text):
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(text)


def test_where_the_mark_stands_weighs_less_than_the_tone():
    assert sort_key("hoà") < sort_key("hỏa")
    assert sort_key("hòa") < sort_key("hoả")


def test_every_syllable_falls_with_its_letters_then_its_tone():
    keys = [sort_key(syllable) for syllable in syllables()]
    assert len(set(keys)) == len(keys)
    ordered = sorted(syllables(), key=sort_key)
    assert [base_of(syllable) for syllable in ordered] == sorted(map(base_of, syllables()), key=sort_key)


def base_of(syllable: str) -> str:
    return split_tone(syllable)[0]
