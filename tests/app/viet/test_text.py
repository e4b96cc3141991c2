"""NFC, folding, syllables, sentences, the share of Vietnamese."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.viet.syllable import is_syllable, split_tone
from app.viet.text import capitalize, fold, nfc, sentence_spans, sentences, vietnamese_share, words

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
    assert fold("Ðào, Ðỏ") == "dao, do"  # U+00D0, which old fonts show as Đ


def test_sentences_end_at_marks_and_lines():
    assert sentences("Chúc bà khỏe. Bà vui nhé!\nCháu") == ["Chúc bà khỏe.", "Bà vui nhé!", "Cháu"]


WHOLE = [  # one sentence each
    "Cháu ở TP. Hồ Chí Minh với TS. Lan và PGS. TS. Nguyễn V. An.",
    "Giá 1.500.000 ₫, hẹn 8h30, 3.5 km nữa.",
    "Bà ơi… cháu nhớ bà... nhiều lắm.",
    "“Đi thôi!” bà nói với mẹ.",
    "Mua cá, thịt, v.v. và rau.",
    "Vui quá! 🎉🎂 ❤️",
    "Ở Q. 1, P. 5, TP.HCM nhé.",
    "2. Thuế: hạn nộp 20/10.",
    "Trời ơi?!!",
]
PARTED = [
    ("Giá 1.500.000 ₫. Hẹn 8h30. Nhé!", ["Giá 1.500.000 ₫.", "Hẹn 8h30.", "Nhé!"]),
    ("Vâng… Cháu về! (Thế nhé.) Ừ", ["Vâng…", "Cháu về!", "(Thế nhé.)", "Ừ"]),
    ("Bà nói: “Đi thôi!” Mẹ đáp: “Vâng.” Rồi đi.", ["Bà nói: “Đi thôi!”", "Mẹ đáp: “Vâng.”", "Rồi đi."]),
    ("Vui quá! 🎉 Cháu yêu bà.❤️ Hôn bà", ["Vui quá! 🎉", "Cháu yêu bà.❤️", "Hôn bà"]),
    ("Mua cá, v.v. Rồi về. chị nhé", ["Mua cá, v.v.", "Rồi về.", "chị nhé"]),
    ("Trăm năm trong cõi người ta,\nChữ tài chữ mệnh", ["Trăm năm trong cõi người ta,", "Chữ tài chữ mệnh"]),
    ("Nhà số 5. Năm 2027. Anh tên A. Tên B", ["Nhà số 5.", "Năm 2027.", "Anh tên A.", "Tên B"]),
    ("\n1. Một.\n\n2. Hai.\n", ["1. Một.", "2. Hai."]),
    ("", []),
    (" \n ", []),
]


@pytest.mark.parametrize("text", WHOLE)
def test_a_sentence_is_not_broken(text):
    assert sentences(text) == [text]


@pytest.mark.parametrize(("text", "parts"), PARTED)
def test_sentences_part(text, parts):
    assert sentences(text) == parts


PIECES = st.sampled_from(
    ["Bà", "ơi", "TP", "v.v", ".", "…", "!", "?", " ", "\n", "“", "”", ")", "🎉", "❤️", "8h30", "1.500", "A"]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_sentences_lose_nothing_but_space(text):
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences(text)
    assert all(part == part.strip() and "\n" not in part for part in sentences(text))


def test_the_share_of_vietnamese():
    assert vietnamese_share("Chúc mừng sinh nhật bà, 70 tuổi!") == 1
    assert vietnamese_share("Chúc mừng sinh nhật team") == 0.8
    assert vietnamese_share("Best wishes for your birthday") < 0.3
    assert vietnamese_share("2027 🎉") == 0
    assert vietnamese_share(unicodedata.normalize("NFD", "Chúc bà khỏe")) == 1


def test_words_are_runs_of_letters():
    assert words("bà, 70 tuổi!") == ["bà", "tuổi"]


def test_capitalize_leaves_the_rest_alone():
    assert capitalize("ông Nội") == "Ông Nội"
    assert capitalize("") == ""


@pytest.mark.parametrize(
    "run", "nghiêng khuya thuở quý gìn khỏe thủy uống ước yêu nghĩa quốc ngoằn xoong ưỡn quyển".split()
)
def test_syllables_are_known(run):
    assert is_syllable(run)


@pytest.mark.parametrize("run", "hello chuc3 bcd ngk struong cat xyz web jazz".split())
def test_other_runs_are_not(run):
    assert not is_syllable(run)


def test_a_stop_needs_a_sharp_or_heavy_tone():
    assert is_syllable("các") and is_syllable("mạch") and not is_syllable("càt")


def test_the_tone_comes_apart():
    assert split_tone("Nặng") == ("năng", "nặng")
