"""The library offers texts that can be sent as they are."""

from app.knowledge import load_knowledge
from app.paths import assets_dir
from app.viet.kinship import Pair
from app.writing.brief import Brief
from app.writing.library import Library

KNOWLEDGE = load_knowledge(assets_dir())
LIBRARY = Library.load(assets_dir() / "library")


def test_all_hand_written_items_are_there():
    assert len(LIBRARY.items) > 3000


def test_the_pair_is_put_in():
    brief = Brief(occasion="tet", group="ong_ba", pair=Pair("bà", "cháu"))
    text = LIBRARY.best(brief, KNOWLEDGE)[0]
    assert "{" not in text
    assert "bà" in text.lower()


def test_a_detail_that_the_library_knows_comes_first():
    brief = Brief(occasion="tet", group="cha_me", pair=Pair("mẹ", "con"), details=("mẹ hay đi lễ chùa đầu năm",))
    assert "chùa" in LIBRARY.best(brief, KNOWLEDGE)[0]


def test_the_same_text_is_not_offered_for_every_seed():
    brief = Brief(occasion="sinh_nhat", group="ban_be", pair=Pair("bạn", "mình"))
    assert len({LIBRARY.best(brief, KNOWLEDGE, seed=seed)[0] for seed in range(12)}) > 1


def test_verse_is_offered_when_verse_is_asked_for():
    brief = Brief(occasion="tet", group="cha_me", pair=Pair("mẹ", "con"), form="luc_bat")
    assert "\n" in LIBRARY.best(brief, KNOWLEDGE)[0]


def test_emails_match_by_type():
    type = next(item.type for item in LIBRARY.items if item.kind == "email")
    assert LIBRARY.best(Brief(kind="email", type=type), KNOWLEDGE)[0].startswith("Tiêu đề:")


def test_nothing_is_offered_for_a_pair_that_no_text_fits():
    brief = Brief(occasion="ngay_cua_me", group="khach_hang", pair=Pair("quý khách", "chúng tôi"))
    assert LIBRARY.best(brief, KNOWLEDGE) == []
