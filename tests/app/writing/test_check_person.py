"""The checker on persons: of whom a detail tells, whose relative, by what name."""

import pytest

from app.knowledge import load_knowledge
from app.paths import assets_dir
from app.viet.kinship import Pair
from app.writing.brief import Brief
from app.writing.check import Finding, check

KNOWLEDGE = load_knowledge(assets_dir())
PARENTS = Brief(group="cha_me", pair=Pair("bố mẹ", "con"), length="ngan", details=("con ở Nhật không về được",))
TEACHER = Brief(
    occasion="nha_giao", group="thay_co", pair=Pair("cô", "em"), length="ngan", details=("con hay khóc khi đến lớp",)
)
UNCLE = Brief(group="co_chu_bac", pair=Pair("chú", "cháu"), name="Út", length="ngan")
FRIEND = Brief(occasion="chia_buon", group="ban_be", pair=Pair("bạn", "mình"), length="ngan", details=("mẹ bạn mất",))


def found(text: str, brief: Brief, code: str) -> list[Finding]:
    return [finding for finding in check(text, brief, KNOWLEDGE) if finding.code == code]


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("Bố mẹ ở Nhật không về được, con nhớ bố mẹ nhiều lắm.", PARENTS),
        ("Năm nay bố mẹ đang ở Nhật, con nhớ bố mẹ nhiều lắm.", PARENTS),
        ("Em quên ngày cưới, anh xin lỗi em.", Brief(pair=Pair("em", "anh"), details=("anh quên ngày cưới",))),
        ("Cô hay khóc khi đến lớp, em rất quý cô.", TEACHER),
    ],
)
def test_a_detail_told_of_the_wrong_person_is_found(text, brief):
    assert [f.severity for f in found(text, brief, "sai_chu_the")] == ["loi"]


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("Năm nay con ở Nhật không về được, bố mẹ ở nhà đừng buồn.", PARENTS),
        ("Dù ở Nhật không về được, con vẫn nhớ bố mẹ.", PARENTS),
        ("Cảm ơn cô đã dỗ dành mỗi khi con hay khóc khi đến lớp.", TEACHER),
        ("Con cháu bác ở xa, bác nhớ giữ sức khỏe.", Brief(pair=Pair("bác", "cháu"), details=("con ở xa",))),
    ],
)
def test_a_detail_told_of_the_right_person_is_not(text, brief):
    assert found(text, brief, "sai_chu_the") == []


def test_a_relative_of_the_recipient_is_named_as_his():
    assert [f.severity for f in found("Hay tin mẹ đã mất, mình xin chia buồn cùng bạn.", FRIEND, "cua_ai")] == ["nhac"]
    assert found("Hay tin mẹ bạn mất, mình xin chia buồn cùng bạn.", FRIEND, "cua_ai") == []
    assert found("Hay tin mẹ của bạn mất, mình xin chia buồn.", FRIEND, "cua_ai") == []


@pytest.mark.parametrize("wrong", ["chú Thỏ", "chú Sáu", "chú mạ"])
def test_a_word_in_the_place_of_the_name_is_put_right(wrong):
    (finding,) = found(f"Năm mới, cháu xin chúc Tết {wrong}.", UNCLE, "sai_ten")
    assert finding.repair == " Út"


@pytest.mark.parametrize("right", ["Tết này cháu chúc chú Út vui.", "Cháu chúc chú Tết thật vui, chú Út nhé."])
def test_the_right_name_and_the_name_of_the_day_are_no_wrong_names(right):
    assert found(right, UNCLE, "sai_ten") == []


def test_the_address_word_may_end_a_clause_before_the_name_is_put_in():
    (finding,) = [f for f in check("Cháu chúc Tết chú ạ. Cháu thương chú.", UNCLE, KNOWLEDGE) if f.repair]
    assert (finding.code, finding.repair) == ("thieu_ten", "chú Út")


def test_an_address_word_in_a_compound_of_another_is_found():
    sister = Brief(occasion="tot_nghiep", group="em", pair=Pair("em", "anh"), length="ngan")
    assert found("Em đường mới đang chờ, em cứ tự tin mà bước.", sister, "cau_hong")
    assert found("Con đường mới đang chờ, em cứ tự tin mà bước.", sister, "cau_hong") == []


VERSE = Brief(occasion="tet", group="em", pair=Pair("em", "anh"), name="Lan", form="bon_chu")


def test_verse_may_do_without_address_and_name():
    text = "Áo mới sột soạt,\nGuốc nhỏ lon ton.\nXuân vừa tới ngõ\nĐã nghe cười giòn."
    assert not {"thieu_ten", "thieu_xung_ho"} & {f.code for f in check(text, VERSE, KNOWLEDGE)}
    assert found("Chúc năm mới thật nhiều niềm vui.", VERSE.with_(form="loi_chuc"), "thieu_xung_ho")


@pytest.mark.parametrize("line", ["Ba mươi nấu bánh", "Má ai hồng theo", "Mẹ hay kể chuyện", "Ba lô đầy gió"])
def test_the_head_of_a_line_of_verse_addresses_nobody(line):
    assert found(f"Xuân về trên phố,\n{line},", VERSE, "xung_ho") == []


def test_a_wrong_address_after_its_verb_is_found_in_verse_too():
    assert found("Xuân về trên phố,\nMừng chị thêm vui,", VERSE, "xung_ho")
