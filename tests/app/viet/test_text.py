"""NFC, folding, syllables, sentences."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.viet.syllable import is_syllable, split_tone
from app.viet.text import capitalize, fold, nfc, sentences, words

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxy" + "áàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"


@given(st.text())
def test_nfc_twice_is_nfc_once(text):
    assert nfc(nfc(text)) == nfc(text)


@given(st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + " .,"))
def test_folding_is_ascii_idempotent_and_keeps_the_length(text):
    assert fold(text).isascii()
    assert fold(fold(text)) == fold(text)
    assert len(fold(text)) == len(nfc(text))


def test_folding_ignores_how_the_text_was_composed():
    assert fold(unicodedata.normalize("NFD", "Bà ngoại ở Đà Nẵng")) == "ba ngoai o da nang"


def test_sentences_end_at_marks_and_lines():
    assert sentences("Chúc bà khỏe. Bà vui nhé!\nCháu") == ["Chúc bà khỏe.", "Bà vui nhé!", "Cháu"]


def test_words_are_runs_of_letters():
    assert words("bà, 70 tuổi!") == ["bà", "tuổi"]


def test_capitalize_leaves_the_rest_alone():
    assert capitalize("ông Nội") == "Ông Nội"
    assert capitalize("") == ""


@pytest.mark.parametrize("run", "nghiêng khuya thuở quý gìn khỏe thủy uống ước yêu nghĩa quốc ngoằn xoong ưỡn quyển".split())
def test_syllables_are_known(run):
    assert is_syllable(run)


@pytest.mark.parametrize("run", "hello chuc3 bcd ngk struong cat xyz web jazz".split())
def test_other_runs_are_not(run):
    assert not is_syllable(run)


def test_a_stop_needs_a_sharp_or_heavy_tone():
    assert is_syllable("các") and is_syllable("mạch") and not is_syllable("càt")


def test_the_tone_comes_apart():
    assert split_tone("Nặng") == ("năng", "nặng")
