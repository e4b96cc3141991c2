"""Parts of a syllable, and which syllables rhyme."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.viet.rhyme import rhymes, sound, tone_class
from app.viet.syllable import syllables
from app.viet.text import words

ALL = tuple(syllables())
SYLLABLES = st.sampled_from(ALL)
COMMON = st.sampled_from(
    words("a là hoa nhà chờ đưa mưa ngơ quê về mê chi kia nhau đâu màu châu tay đây ngày người tài lời")
)


@given(SYLLABLES | COMMON, SYLLABLES | COMMON)
def test_rhyme_goes_both_ways(one, other):
    assert rhymes(one, other) == rhymes(other, one)


def test_every_syllable_rhymes_with_itself():
    assert [syllable for syllable in ALL if rhymes(syllable, syllable) != "full"] == []


def test_every_syllable_ends_in_one_of_the_codas():
    assert {heard.coda for syllable in ALL if (heard := sound(syllable))} == {"", *"iumnptc", "ng", "nh", "ch"}


@given(COMMON, COMMON, COMMON)
def test_full_rhyme_is_passed_on(one, other, third):
    if rhymes(one, other) == rhymes(other, third) == "full":
        assert rhymes(one, third) == "full"


@given(SYLLABLES, SYLLABLES)
def test_bang_never_rhymes_with_trac(one, other):
    if tone_class(one) != tone_class(other):
        assert rhymes(one, other) is None


@given(SYLLABLES, st.sampled_from(["NFC", "NFD"]), st.sampled_from([str.upper, str.lower, str.title]))
def test_case_and_composition_change_nothing(syllable, form, case):
    typed = unicodedata.normalize(form, case(syllable))
    assert sound(typed) == sound(syllable)
    assert tone_class(typed) == tone_class(syllable)


@pytest.mark.parametrize(
    ("syllable", "parts"),
    [
        ("nghiêng", ("ngh", False, "iê", "ng", "ngang")),
        ("hòa", ("h", True, "a", "", "huyền")),
        ("hoà", ("h", True, "a", "", "huyền")),
        ("khuya", ("kh", True, "iê", "", "ngang")),
        ("quý", ("q", True, "i", "", "sắc")),
        ("quyển", ("q", True, "iê", "n", "hỏi")),
        ("quốc", ("q", True, "ô", "c", "sắc")),
        ("giếng", ("gi", False, "iê", "ng", "sắc")),
        ("gì", ("gi", False, "i", "", "huyền")),
        ("gia", ("gi", False, "a", "", "ngang")),
        ("của", ("c", False, "uô", "", "hỏi")),
        ("người", ("ng", False, "ươ", "i", "huyền")),
        ("tay", ("t", False, "ă", "i", "ngang")),
        ("tai", ("t", False, "a", "i", "ngang")),
        ("khuỷu", ("kh", True, "i", "u", "hỏi")),
        ("ngoằn", ("ng", True, "ă", "n", "huyền")),
        ("xoong", ("x", False, "o", "ng", "ngang")),
        ("yêu", ("", False, "iê", "u", "ngang")),
        ("thuở", ("th", True, "ơ", "", "hỏi")),
    ],
)
def test_syllables_come_apart(syllable, parts):
    heard = sound(syllable)
    assert heard is not None
    assert (heard.onset, heard.medial, heard.nucleus, heard.coda, heard.tone) == parts


def test_what_is_no_syllable_has_no_sound_and_no_rhyme():
    assert sound("web") is None
    assert rhymes("web", "web") is None


@pytest.mark.parametrize(
    "pair",
    ["ta là", "hoa nhà", "tiên duyên", "yêu nhiều", "quê về", "giêng nghiêng", "chiếc việc", "khóc cóc", "quý ví"],
)
def test_full_rhymes(pair):
    assert rhymes(*pair.split()) == "full"


@pytest.mark.parametrize(
    "pair",
    [
        "chờ đưa",
        "người tài",
        "tường vàng",
        "lòng đồng",
        "tay mây",
        "minh thành",
        "hiền quen",
        "dâu nhau",
        "chi quê",
        "bèo điều",
        "năm đầm",
        "bế bé",
    ],
)
def test_near_rhymes(pair):
    assert rhymes(*pair.split()) == "near"


@pytest.mark.parametrize(
    "pair",
    ["ta người", "lan lang", "mai mua", "cầm cần", "hoa hóa", "nhau người", "trăng trong", "tiền tiêu", "mình mừng"],
)
def test_no_rhymes(pair):
    assert rhymes(*pair.split()) is None
