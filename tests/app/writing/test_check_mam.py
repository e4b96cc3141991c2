"""Rules for the embedded model alone."""

import pytest

from app.knowledge import load_knowledge
from app.paths import assets_dir
from app.viet.kinship import Pair
from app.writing.brief import Brief
from app.writing.check_mam import mam_findings

CHECKS = load_knowledge(assets_dir()).checks
MOTHER = Brief(occasion="tet", group="cha_me", pair=Pair("mẹ", "con"))


def codes(text: str, brief: Brief) -> set[str]:
    return {finding.code for finding in mam_findings(text, brief, CHECKS)}


def test_news_that_is_only_quoted_is_a_fault():
    brief = MOTHER.with_(details=("năm nay con không về được",))
    assert "ke_lai" in codes("Tết đến rồi. Còn chuyện năm nay con không về được, con nhớ chứ ạ.", brief)
    assert "ke_lai" not in codes("Tết này con không về được, con xin lỗi mẹ.", brief)


def test_a_memory_may_be_quoted():
    brief = MOTHER.with_(details=("mẹ hay giấu tiền trong hộp bánh",))
    assert "ke_lai" not in codes("Tết đến, chuyện mẹ hay giấu tiền trong hộp bánh, con luôn giữ trong lòng.", brief)


def test_a_quotation_that_is_no_sentence_is_a_fault():
    brief = MOTHER.with_(details=("mẹ hay giấu tiền trong hộp bánh",))
    assert "ke_lai" in codes("Chúc mừng năm mới mẹ. Còn chuyện mẹ hay giấu tiền trong hộp bánh.", brief)


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
    assert mam_findings("Chào chị.", Brief(kind="email", type="cam_on_dong_nghiep", pair=Pair("chị", "em")), CHECKS) == ()
