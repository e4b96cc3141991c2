"""Old and new placement of tone marks."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.viet.syllable import is_syllable, split_tone, syllables
from app.viet.text import nfc
from app.viet.tone_marks import style_of, to_new, to_old

EVERY = sorted(syllables())


def test_old_to_new_and_back_is_the_same_on_every_syllable():
    for syllable in EVERY:
        new = to_new(syllable)
        assert to_old(new) == syllable
        assert to_new(new) == new
        assert split_tone(new) == split_tone(syllable)
        assert is_syllable(new)


def test_only_an_open_oa_oe_uy_changes():
    changed = {split_tone(syllable)[0] for syllable in EVERY if to_new(syllable) != syllable}
    assert changed and all(base.endswith(("oa", "oe", "uy")) and not base.startswith("q") for base in changed)


PAIRS = [
    ("hòa", "hoà"),
    ("thúy", "thuý"),
    ("khỏe", "khoẻ"),
    ("ủy", "uỷ"),
    ("họa", "hoạ"),
    ("TÒA", "TOÀ"),
    ("Xõa", "Xoã"),
]


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_the_styles_differ(old, new):
    assert to_new(old) == new and to_old(new) == old


SAME = """
quý quà quỹ quẻ già giúa gì giếng của mía lửa thuở huế toàn hoạch xoòng khuỷu ngoèo chuối Đặng
"""


@pytest.mark.parametrize("word", SAME.split())
def test_elsewhere_they_agree(word):
    assert to_new(word) == to_old(word) == word


@pytest.mark.parametrize(
    ("wrong", "right"), [("tòan", "toàn"), ("qúy", "quý"), ("gíup", "giúp"), ("thỏang", "thoảng"), ("đâý", "đấy")]
)
def test_a_mark_on_the_wrong_vowel_is_put_right(wrong, right):
    assert to_old(wrong) == to_new(wrong) == right


def test_what_is_no_syllable_stays():
    text = "Café ở Québec, María; 8h30: #HòaBình"
    assert to_new(text) == to_old(text) == text


def test_a_text_keeps_its_marks_and_case():
    assert to_new("Chúc bà KHỎE, thím Thúy vui; chị Hòa nhé!") == "Chúc bà KHOẺ, thím Thuý vui; chị Hoà nhé!"


@given(st.lists(st.sampled_from(EVERY), max_size=8), st.booleans())
def test_placing_is_idempotent_and_changes_no_letter(run, decomposed):
    text = unicodedata.normalize("NFD", " ".join(run)) if decomposed else " ".join(run)
    assert to_old(to_new(text)) == to_old(text) == nfc(text)
    assert len(to_new(text)) == len(nfc(text))


@given(st.text())
def test_any_text_can_be_placed(text):
    assert to_old(to_old(text)) == to_old(text)
    assert to_old(to_new(text)) == to_old(text)


def test_the_style_of_a_text_is_what_most_words_keep():
    assert style_of("hòa khỏe thuý") == "old"
    assert style_of("hoà khoẻ quý") == "new"
    assert style_of("bà quý toàn") is None
