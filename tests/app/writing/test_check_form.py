"""The checker on the writing itself: broken sentences and repetition are found, good Vietnamese is left alone."""

import pytest

from app.knowledge import load_knowledge
from app.paths import assets_dir
from app.viet.kinship import Pair
from app.writing.brief import Brief
from app.writing.check import check

KNOWLEDGE = load_knowledge(assets_dir())
FRIEND = Brief(occasion="cam_on", group="ban_be", pair=Pair("bạn", "mình"), length="ngan")
LETTER = Brief(kind="email", type="xin_nghi_phep", pair=Pair("", ""))


def codes(text: str, brief: Brief = FRIEND) -> set[str]:
    return {finding.code for finding in check(text, brief, KNOWLEDGE) if finding.severity == "loi"}


@pytest.mark.parametrize(
    "text",
    [
        "Mình cảm ơn bạn. mình quý bạn lắm.",
        "mình cảm ơn bạn nhiều lắm.",
        "Mình cảm ơn bạn.Mình quý bạn lắm.",
        "Mình cảm ơn bạn..",
        "Mình cảm ơn bạn,.",
        "Mình cảm ơn bạn ,quý bạn lắm.",
        "Mình cảm ơn bạn / / quý bạn lắm.",
        "Mình hẹn bạn đến ngày 11/. Cảm ơn bạn.",
        "Mình bảo “cảm ơn bạn.",
        "Mình quý bạn và. Cảm ơn bạn.",
        "Mình hẹn bạn vào thứ cuối nhé.",
        "Mình hẹn bạn trước ngày.",
    ],
)
def test_broken_sentences_are_found(text):
    assert "cau_hong" in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ờ… thì mình cảm ơn bạn, nhiều lắm!",
        "Bạn hỏi: “Ăn gì chưa?” rồi cười, mình nhớ mãi.",
        "Mình hẹn bạn vào thứ Sáu, ngày 11/3, lúc 9.30 nhé.",
        "Cảm ơn bạn đã lo bánh, kẹo, nước v.v. cho mình.",
        "Mình yêu bạn rất... rất nhiều.",
    ],
)
def test_careful_sentences_are_left_alone(text):
    assert "cau_hong" not in codes(text)


def test_a_line_that_begins_with_a_space_is_broken_and_a_list_is_not():
    assert "cau_hong" in codes("Tiêu đề: Xin nghỉ\n\nChào chị,\n\n Em xin nghỉ.", LETTER)
    assert "cau_hong" not in codes("Tiêu đề: Xin nghỉ\n\nChào chị,\n\nEm xin nghỉ:\n– vì ốm\n– vì mệt", LETTER)


def test_a_sentence_that_the_person_typed_so_is_passed_on():
    text = "Tiêu đề: Xin nghỉ\n\nChào chị,\n\nEm xin nghỉ. vợ em nằm viện."
    assert "cau_hong" in codes(text, LETTER)
    assert "cau_hong" not in codes(text, LETTER.with_(note="xin nghỉ. vợ em nằm viện"))


@pytest.mark.parametrize(
    "text",
    [
        "Mình xin xin cảm ơn bạn.",
        "Mình cảm ơn bạn hay cười khi hay cười khi gặp nhau.",
        "Mình quý bạn vì bạn rất tốt, vì bạn rất tốt.",
        "Bạn giúp mà không tính toán. Nhờ vậy, bạn giúp mà không tính toán.",
        "Mình cảm ơn bạn vì đã đến thăm. Mình cảm ơn bạn vì đã ở lại.",
    ],
)
def test_what_is_said_twice_is_found(text):
    assert "lap_lai" in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mình mãi mãi quý bạn, ngày ngày nhớ bạn.",
        "Cảm ơn bạn Anh, chúc bạn luôn luôn vui.",
        "Quen bạn từng cái từng cái cười, mình quý lắm.",
        "Mình cảm ơn bạn vì đã đến. Mình cảm ơn bạn vì quà.",
    ],
)
def test_true_doublings_are_left_alone(text):
    assert "lap_lai" not in codes(text)


def test_the_subject_may_say_what_the_first_sentence_says():
    text = "Tiêu đề: Xin nghỉ thứ Sáu vì đưa con đi khám\n\nChào chị,\n\nEm xin nghỉ thứ Sáu vì đưa con đi khám."
    assert "lap_lai" not in codes(text, LETTER)


def test_an_emoji_ends_a_text_and_borrowed_words_are_no_misspelling():
    assert not {"cut_cau", "chinh_ta"} & codes("Mình cảm ơn bạn, hết deadline đi cà phê full topping nhé 🎂")


def test_a_misspelling_with_marks_is_a_fault_and_one_plain_odd_word_a_remark():
    assert "chinh_ta" in codes("Mình cảm ơn bạnn thật nhiềuu.")
    assert "chinh_ta" not in codes("Mình cảm ơn bạn đã mua xe Vespa cho mình.")
    assert "chinh_ta" in codes("Mình cảm ơn bạn vì everything sincerely nhé.")


def test_letters_of_any_other_script_are_found():
    for word in ("健康", "счастья", "ευτυχία", "행복"):
        assert "chu_la" in codes(f"Mình cảm ơn bạn {word}.")


def test_a_short_sentence_said_again_at_once_is_found():
    assert "lap_lai" in codes("Mình quý bạn lắm. Cảm ơn. Mình vui. Mình vui.")


def test_a_title_may_follow_the_word_it_begins_with():
    brief = FRIEND.with_(group="tap_the", pair=Pair("quý phụ huynh", "chúng tôi"))
    assert "lap_lai" not in codes("Chúng tôi càng thêm quý quý phụ huynh.", brief)
    assert "lap_lai" in codes("Chúng tôi càng thêm quý quý các bạn.", brief)


def test_half_a_letter_is_no_letter():
    brief = Brief(occasion="tet", group="cha_me", pair=Pair("mẹ", "con"))
    assert "chu_la" in {f.code for f in check("Năm mới, con chúc\ufffdmẹ bình an.", brief, KNOWLEDGE)}
