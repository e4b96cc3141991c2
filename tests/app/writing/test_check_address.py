"""The checker on address: slips of the pair are found, somebody else is left alone."""

import pytest

from app.knowledge import load_knowledge
from app.paths import assets_dir
from app.viet.kinship import Pair
from app.writing.brief import Brief
from app.writing.check import check

KNOWLEDGE = load_knowledge(assets_dir())
GRANDMOTHER = Brief(group="ong_ba", pair=Pair("bà", "cháu"))
SISTER = Brief(occasion="sinh_nhat", group="anh_chi", pair=Pair("chị", "em"))
WIFE = Brief(occasion="sinh_nhat", group="vo_chong", pair=Pair("em", "anh"))
BOSS = Brief(group="sep", pair=Pair("sếp", "em"))
ADDRESS = {"xung_ho", "lac_ngoi", "thieu_xung_ho"}


def marked(text: str, brief: Brief) -> list[str]:
    """The words that are found to be out of the pair."""
    found = check(text, brief, KNOWLEDGE)
    return [text[f.start : f.end] for f in found if f.code in ADDRESS]


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("Sáng nay bác bảo vệ khen áo bà, cháu vui lắm.", GRANDMOTHER),
        ("Cháu nhớ con hẻm nhà bà và ông trăng trên mái.", GRANDMOTHER),
        ("Chị Khoa bên nhà gửi bà quả bưởi, cháu xin chúc bà khỏe.", GRANDMOTHER),
        ("Mỗi bác góp một tay, từng chú một việc, cháu thấy bà vui.", GRANDMOTHER),
        ("Bà hay bảo: “Chị đi đâu cũng nhớ ăn cơm”, cháu nhớ mãi.", GRANDMOTHER),
        ("Bố mẹ và các cháu đều mong bà khỏe.", GRANDMOTHER),
        ("Con ngủ rồi, anh mới dám viết cho em mấy dòng này.", WIFE),
        ("Em nhớ hôm anh về muộn, chị vẫn để phần cơm.", SISTER),
        ("Ba mươi năm qua bà vẫn thế, cháu thương bà.", GRANDMOTHER),
    ],
)
def test_somebody_else_is_no_slip(text, brief):
    assert marked(text, brief) == []


@pytest.mark.parametrize(
    ("text", "brief", "word"),
    [
        ("Cháu chúc chị năm mới vui, bà nhé.", GRANDMOTHER, "chị"),
        ("Cháu thương bà. Dì cứ nghỉ cho khỏe.", GRANDMOTHER, "Dì"),
        ("Bác ơi, cháu nhớ bà lắm.", GRANDMOTHER, "Bác"),
        ("Em cảm ơn sếp. Kính chúc ông khỏe mạnh.", BOSS, "ông"),
        ("Em cảm ơn sếp. Kính chúc cô chú khỏe mạnh.", BOSS, "cô chú"),
    ],
)
def test_a_stranger_in_the_readers_place_is_found(text, brief, word):
    assert word in marked(text, brief)


def test_a_text_that_goes_over_to_two_other_people_is_found():
    text = "Anh mừng em thêm tuổi. Ngày nào con cũng thấy lòng ấm vì có mẹ. Mẹ cứ vui, con lo hết."
    assert {"con", "mẹ"} <= set(marked(text, WIFE))


def test_one_family_word_of_that_sort_is_told_of_the_child():
    assert marked("Anh mừng em thêm tuổi. Con vẽ cả nhà mình lên tường đấy.", WIFE) == []


def test_the_other_gender_in_the_readers_place_is_found():
    text = "Anh lau cả hành lang sáng bóng, em thấy thương."
    assert marked(text, SISTER.with_(form="bon_chu")) == ["Anh"]


def test_prose_calls_its_reader_and_a_word_like_it_does_not_count():
    child = Brief(occasion="sinh_nhat", group="con_chau", pair=Pair("con", "mẹ"))
    assert [f.code for f in check("Mẹ nhớ con đường làng ngày ấy.", child, KNOWLEDGE) if f.code in ADDRESS] == [
        "thieu_xung_ho"
    ]
    assert marked("Mẹ nhớ con nhiều.", child) == []


def test_words_to_a_whole_group_need_not_call_it():
    group = Brief(occasion="ngay_gia_dinh", group="tap_the", pair=Pair("mọi người", "mình"))
    assert marked("Mình chúc tối nay nhà nào cũng đủ bát, đủ đũa.", group) == []
