"""Rules for the embedded model alone."""

import pytest

from app.knowledge import load_knowledge
from app.paths import assets_dir
from app.viet.kinship import Pair
from app.writing.brief import Brief
from app.writing.check_mam import mam_findings
from app.writing.note_table import note_table

CHECKS = load_knowledge(assets_dir()).checks
FRIEND = Brief(occasion="sinh_nhat", group="ban_be", pair=Pair("bạn", "mình"))
MOTHER = Brief(occasion="tet", group="cha_me", pair=Pair("mẹ", "con"))


def codes(text: str, brief: Brief) -> set[str]:
    return {finding.code for finding in mam_findings(text, brief, CHECKS)}


def test_nobody_sits_at_table_with_one_who_can_not_come():
    brief = MOTHER.with_(details=("năm nay con không về được vì trực bệnh viện",))
    excuse = "Năm nay con không về được vì trực bệnh viện, con xin lỗi mẹ."
    assert "nguoc_y" in codes(f"{excuse} Tết nào nhà mình cũng sum họp, con vui lắm.", brief)
    assert "nguoc_y" not in codes(f"{excuse} Con chúc mẹ một năm bình an.", brief)


def test_a_note_is_told_as_what_it_is_for():
    hobby = MOTHER.with_(details=("mẹ thích trồng lan",))
    frame = note_table().kinds["om"].frames[0].texts[0]
    words = {"ai": "mẹ", "Ai": "Mẹ", "goi": "mẹ", "Goi": "Mẹ", "xung": "con", "Xung": "Con", "v": "thích trồng lan"}
    told = frame.format(**words)
    assert "nguoc_y" in codes(f"Năm mới đến rồi. {told}", hobby), told
    assert "nguoc_y" not in codes("Năm mới đến rồi. Biết mẹ thích trồng lan, con mong mẹ luôn vui.", hobby)


def test_a_parent_is_no_pupil_and_a_son_in_law_no_child():
    parent = Brief(occasion="nha_giao", group="thay_co", pair=Pair("cô", "tôi"))
    assert "lac_vai" in codes("Tôi nhớ ơn cô đã chỉ dạy tôi từng điều.", parent)
    assert "lac_vai" not in codes("Em nhớ ơn cô đã chỉ dạy em từng điều.", parent.with_(pair=Pair("cô", "em")))
    assert "lac_vai" in codes("Tết đến, càng lớn con càng hiểu lòng mẹ.", MOTHER.with_(side="vợ"))


def test_health_is_wished_back_to_the_ill_only():
    brief = FRIEND.with_(details=("mới thất nghiệp",))
    assert "lac_canh" in codes("Tuổi mới, bạn thất nghiệp, mong bạn mau khỏe.", brief)
    assert "lac_canh" not in codes("Tuổi mới, bạn mổ mắt, mong bạn mau khỏe.", brief.with_(details=("mới mổ mắt",)))


def test_a_class_is_no_age():
    brief = Brief(occasion="sinh_nhat", group="con_chau", pair=Pair("con", "mẹ"), details=("con học lớp 5",))
    assert "bia_so" in codes("Con nay đã 5 tuổi.", brief)
    assert "bia_so" not in codes("Con nay đã 5 tuổi.", brief.with_(age=5))
    assert "bia_so" in codes("Tuổi 5 đã tới, chúc con vui.", brief)


@pytest.mark.parametrize(
    ("occasion", "plain", "served"),
    [
        ("cam_on", "Chúc bác luôn vui.", "Cháu cảm ơn bác nhiều lắm."),
        ("sinh_nhat", "Mong bạn luôn vui.", "Chúc bạn tuổi mới luôn vui."),
        ("dam_cuoi", "Mong bạn luôn vui.", "Chúc hai bạn trăm năm hạnh phúc."),
    ],
)
def test_a_card_says_what_it_is_for(occasion, plain, served):
    brief = Brief(occasion=occasion, group="ban_be", pair=Pair("bạn", "mình"))
    assert "thieu_dip" in codes(plain, brief) and "thieu_dip" not in codes(served, brief)


def test_letters_have_other_rules():
    assert (
        mam_findings("Chào chị.", Brief(kind="email", type="cam_on_dong_nghiep", pair=Pair("chị", "em")), CHECKS) == ()
    )


@pytest.mark.parametrize(
    ("detail", "bad", "good"),
    [
        (
            "thi lái xe B2 lần 3",
            "Tuổi mới, kỳ thi lái xe B2 lần này cứ tự tin nhé.",
            "Tuổi mới, thi lái xe B2 lần 3 cứ tự tin nhé.",
        ),
        ("sắp cưới vợ", "Tuổi mới, vợ sắp cưới vợ rồi.", "Tuổi mới, bạn sắp cưới vợ rồi."),
        ("bạn mới nghỉ việc mở quán", "Tuổi mới, bạn mới hết nghỉ việc mở quán.", "Tuổi mới, bạn mới nghỉ việc mở quán."),
        ("bạn gửi bánh tét lên", "Tuổi mới, bạn có bánh tét lên.", "Tuổi mới, bạn gửi bánh tét lên."),
    ],
)
def test_a_detail_is_told_faithfully(detail, bad, good):
    brief = FRIEND.with_(details=(detail,))
    assert codes(f"{bad} Chúc bạn vui.", brief) and not codes(f"{good} Chúc bạn vui.", brief)


def test_a_greeting_wishes_something_and_makes_nothing_up():
    assert "thieu_loi_chuc" in codes("Tuổi mới của bạn đến rồi.", FRIEND)
    assert "thieu_loi_chuc" not in codes("Tuổi mới, mong bạn luôn vui.", FRIEND)
    assert "bia_viec" in codes("Tuổi mới, mình gửi một bó hoa, chúc bạn vui.", FRIEND)
    assert "bia_viec" not in codes(
        "Tuổi mới, mình gửi một bó hoa, chúc bạn vui.", FRIEND.with_(details=("gửi bó hoa",))
    )
    assert "lac_canh" in codes("Tuổi mới, một lần nữa, mong bạn vui.", FRIEND)
    assert "lac_canh" not in codes("Tuổi mới, chúc bạn vui. Một lần nữa, mong bạn khỏe.", FRIEND)


@pytest.mark.parametrize(
    ("detail", "bad", "good", "code"),
    [
        (
            "năm nay trúng mùa sầu riêng",
            "Mừng vì mình năm nay trúng mùa sầu riêng.",
            "Mừng vì năm nay trúng mùa sầu riêng.",
            "sai_chu_the",
        ),
        (
            "bạn mới học xài zalo với cháu",
            "Bạn học mới xài zalo với cháu, mình thương.",
            "Bạn mới học xài zalo với cháu, mình thương.",
            "chen_chu",
        ),
        ("bạn mới mất việc", "Thật mừng vì bạn mới mất việc.", "Bạn mới mất việc, mình thương.", "nguoc_y"),
        ("bạn thi đậu", "Bạn thi đậu, mình không khỏi lo.", "Bạn thi đậu, mình mừng lắm.", "nguoc_y"),
    ],
)
def test_a_note_is_answered_as_it_deserves(detail, bad, good, code):
    brief = FRIEND.with_(details=(detail,))
    assert code in codes(f"{bad} Chúc bạn vui.", brief) and code not in codes(f"{good} Chúc bạn vui.", brief)


def test_a_doctor_is_not_called_an_uncle():
    brief = Brief(occasion="cam_on", group="dong_nghiep", pair=Pair("bác sĩ", "tôi"), name="Khoa")
    assert "sai_ten" in codes("Tôi cảm ơn bác Khoa.", brief) and "sai_ten" not in codes(
        "Tôi cảm ơn bác sĩ Khoa.", brief
    )


def test_mother_and_baby_are_wished_well_only_where_there_are_any():
    wish = "Cháu biết bà mới mổ mắt xong, nên lời chúc đầu tiên là dành cho cả mẹ lẫn bé."
    eyes = Brief(occasion="tet", group="ong_ba", pair=Pair("bà", "cháu"), details=("bà mới mổ mắt xong",))
    assert "nguoc_y" in codes(wish, eyes)
    born = FRIEND.with_(occasion="sinh_em_be")
    assert "nguoc_y" not in codes("Mình chúc cả mẹ lẫn bé thật khỏe.", born)
    waiting = FRIEND.with_(details=("bạn đang bầu 7 tháng",))
    assert "nguoc_y" not in codes("Bạn đang bầu 7 tháng, mình chúc cả mẹ lẫn bé thật khỏe.", waiting)
