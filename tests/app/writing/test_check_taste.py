"""The checker on taste: what one does not say on a day, and stock phrases."""

import pytest

from app.knowledge import load_knowledge
from app.paths import assets_dir
from app.viet.kinship import Pair
from app.writing.brief import Brief
from app.writing.check import Finding, check

KNOWLEDGE = load_knowledge(assets_dir())
AUNT = Brief(occasion="tet", group="co_chu_bac", pair=Pair("cô", "cháu"))


def found(text: str, brief: Brief, code: str) -> list[Finding]:
    return [finding for finding in check(text, brief, KNOWLEDGE) if finding.code == code]


@pytest.mark.parametrize(
    ("text", "occasion"),
    [
        ("Cháu mong cô đừng buồn vì năm qua vỡ nợ.", "tet"),
        ("Cháu chúc cô sống đến lúc chết vẫn vui.", "sinh_nhat"),
        ("Cháu mong hai cô chú mãi bên nhau, ai rồi cũng chia tay.", "dam_cuoi"),
        ("Cháu chúc cô mở hàng, có trắng tay thì làm lại.", "khai_truong"),
        ("Cháu mừng cô, tuy tóc đã già nua.", "mung_tho"),
        ("Cháu nghe bệnh cô vô phương, cháu thương cô.", "khoi_benh"),
        ("Chúc cô thi tốt, thi rớt cũng vui.", "chuc_thi_tot"),
    ],
)
def test_what_is_not_said_on_a_day_is_found_on_that_day_only(text, occasion):
    assert [f.severity for f in found(text, AUNT.with_(occasion=occasion), "kieng")] == ["loi"]
    assert found(text, AUNT.with_(occasion="cam_on"), "kieng") == []


def test_a_detail_may_bring_it_and_a_denial_takes_its_sting():
    text = "Cháu biết năm qua cô thua lỗ, năm mới cháu mong cô gặp may."
    assert found(text, AUNT, "kieng")
    assert found(text, AUNT.with_(details=("năm ngoái buôn bán thua lỗ",)), "kieng") == []
    assert found("Cháu chúc cô năm mới chẳng lo ế ẩm.", AUNT, "kieng") == []


def test_every_taboo_names_occasions_that_exist():
    for name, taboo in KNOWLEDGE.checks["taboo"].items():
        assert set(taboo["occasions"]) <= set(KNOWLEDGE.occasions), name
        assert taboo["words"] and taboo["reason"], name


def test_a_stock_phrase_may_come_once():
    once = "Cháu chúc cô vạn sự như ý. Nhà cửa lúc nào cũng ấm."
    assert found(once, AUNT, "sao_rong") == []
    twice = found(once + " Mong cô khỏe, vạn sự như ý.", AUNT, "sao_rong")
    assert [f.severity for f in twice] == ["loi"]


def test_several_stock_phrases_are_a_remark():
    text = "Cháu chúc cô vạn sự như ý, an khang thịnh vượng, phát tài phát lộc."
    assert [f.severity for f in found(text, AUNT, "sao_rong")] == ["nhac"]


def test_a_poem_that_no_card_holds_is_found():
    poem = AUNT.with_(form="bon_chu")
    line = "Xuân về trên ngõ\n"
    assert found(line * 20, poem, "do_dai")
    assert found(line * 8, poem, "do_dai") == []
