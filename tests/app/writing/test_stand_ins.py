"""What a model never sees it can not miscopy: notes behind stand-ins, and put in again as the text flows."""

import random

import pytest

from app.writing.notes import Note
from app.writing.stand_ins import Known, Telling, hidden, numbered, people, told

FATHER = Note("om", "bố", "mới mổ mắt")
TIMED = Note("hen", "con", "tuần sau về thăm bố")
WHOLE = Note("su_viec", "", "giàn mướp sau nhà ra trái đầu")
LETTER = Known("xin", "nghỉ từ 15/9, về quê mở tiệm, bàn giao cho anh Nam", "xin nghỉ từ 15/9, về quê mở tiệm, bàn giao cho anh Nam")


@pytest.mark.parametrize(
    ("written", "known", "read"),
    [
        ("Bố #1, con mong bố mau khỏe.", [FATHER], "Bố mới mổ mắt, con mong bố mau khỏe."),
        ("Biết bố #1, con lo lắm.", [FATHER], "Biết bố mới mổ mắt, con lo lắm."),
        ("Con #1, bố chờ con nhé.", [TIMED], "Tuần sau con về thăm bố, bố chờ con nhé."),
        ("Mừng thọ bố. #1. Chúc bố vui.", [WHOLE], "Mừng thọ bố. Giàn mướp sau nhà ra trái đầu. Chúc bố vui."),
        ("Bố #1. Con #2, #3.", [FATHER, TIMED, WHOLE], "Bố mới mổ mắt. Tuần sau con về thăm bố, giàn mướp sau nhà ra trái đầu."),
        ("#1, con mong bố mau khỏe.", [FATHER], "Bố mới mổ mắt, con mong bố mau khỏe."),  # it forgot who
        ("Con xin lỗi bố vì #1.", [Note("loi", "con", "đã về trễ")], "Con xin lỗi bố vì đã về trễ."),
        ("Em xin #1.", {1: LETTER}, "Em xin nghỉ từ 15/9, về quê mở tiệm, bàn giao cho anh Nam."),
        ("Em xin thưa:\n#1\n\nEm cảm ơn.", {1: LETTER}, "Em xin thưa:\n– Xin nghỉ từ 15/9\n– Về quê mở tiệm\n– Bàn giao cho anh Nam\n\nEm cảm ơn."),
        ("Con có #7 điều.", [FATHER], "Con có #7 điều."),  # stands for nothing, and is found by the checks
        ("Chúc bố vui.", [], "Chúc bố vui."),
        ("Chúc chị #0 vui. #0 ơi, em nhớ chị. #9", people("Bích Thủy", "Tí"), "Chúc chị Bích Thủy vui. Bích Thủy ơi, em nhớ chị. Tí"),
    ],
)
def test_the_words_are_put_in(written, known, read):
    assert told(written, stands(known)) == read


def stands(known):
    return known if isinstance(known, dict) else numbered(known)


def test_it_flows_in_pieces_of_any_size():
    written = "Thưa bố. Bố #1, con lo lắm. Con #2, bố chờ con nhé. #3. Chào #0, con #"
    known = {**people("Lan"), **numbered([FATHER, TIMED, WHOLE])}
    for seed in range(60):
        rng, reader, read, at = random.Random(seed), Telling(known), "", 0
        while at < len(written):
            size = rng.choice((1, 1, 2, 3, 7))
            read += reader.feed(written[at : at + size]).text
            at += size
        assert read + reader.end() == told(written, known)


def test_only_half_a_stand_in_waits():
    reader = Telling(numbered([FATHER]))
    assert reader.feed("Chúc mừng b").text == "Chúc mừng "
    assert reader.feed("ác").text == "bác"
    assert reader.feed(", bố #").text == ", "
    assert reader.feed("1 rồi").text == "bố mới mổ mắt rồi"


@pytest.mark.parametrize(
    ("text", "known", "short"),
    [
        ("Bố mới mổ mắt, con lo lắm.", [FATHER], "Bố #1, con lo lắm."),
        ("28 Tết cô về, em chờ cô nhé.", [Note("hen", "cô", "28 Tết về")], "Cô #1, em chờ cô nhé."),
        ("Con lo cho bố.", [FATHER], None),
    ],
)
def test_notes_are_hidden_word_for_word_or_not_at_all(text, known, short):
    assert hidden(text, numbered(known)) == short


def test_hidden_and_told_are_each_others_opposite():
    known = {**people("Hiền"), **numbered([FATHER, TIMED, WHOLE])}
    text = "Mừng thọ bố Hiền. Bố mới mổ mắt, con lo lắm. Tuần sau con về thăm bố. Giàn mướp sau nhà ra trái đầu."
    assert told(hidden(text, known), known) == text
