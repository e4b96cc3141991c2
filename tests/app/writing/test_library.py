"""The library offers texts that can be sent as they are."""

import re

import pytest

from app.knowledge import load_knowledge
from app.paths import assets_dir
from app.viet.kinship import Pair
from app.writing.brief import Brief, brief_to
from app.writing.library import OWN, Library, LibraryText

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


def test_nearly_every_request_for_verse_that_the_library_holds_is_met():
    """For every day and group of the verse, with each pair for one person and for several, with and without a name."""
    held = {(item.form, item.occasion, item.group): item for item in LIBRARY.items if item.form != "loi_chuc"}
    met = []
    for (form, occasion, group), item in held.items():
        for xung in ("con", "chúng con"):
            pair = Pair((item.goi or ("bạn",))[0], xung)
            brief = Brief(occasion=occasion, group=group, pair=pair, name="Lan", form=form, age=70)
            met.append(bool(LIBRARY.best(brief, KNOWLEDGE)))
    assert sum(met) / len(met) >= 0.95


def test_verse_is_filled_without_breaking_its_lines():
    brief = Brief(occasion="tet", group="cha_me", pair=Pair("mẹ", "chúng con"), name="Lan", form="luc_bat")
    for seed in range(8):
        text = LIBRARY.best(brief, KNOWLEDGE, seed=seed)[0]
        assert "Lan" not in text
        assert "chúng con" not in text


def test_emails_match_by_type():
    type = next(item.type for item in LIBRARY.items if item.kind == "email")
    assert LIBRARY.best(Brief(kind="email", type=type), KNOWLEDGE)[0].startswith("Tiêu đề:")


def test_nothing_is_offered_for_a_pair_that_no_text_fits():
    brief = Brief(occasion="ngay_cua_me", group="khach_hang", pair=Pair("quý khách", "chúng tôi"))
    assert LIBRARY.best(brief, KNOWLEDGE) == []


IN_LAWS = re.compile(r"làm dâu|ở rể|con (dâu|rể)|(mẹ|má|bố|ba|cha) (vợ|chồng)")


def offered(to: str, occasion: str, **fields: object) -> list[LibraryText]:
    """The items behind the first texts offered."""
    brief, _ = brief_to(KNOWLEDGE, to, occasion=occasion, **fields)
    texts = LIBRARY.best(brief, KNOWLEDGE, count=200)
    starts = {text[:24] for text in texts}
    items = [item for item in LIBRARY.items if item.occasion == occasion and item.group == brief.group]
    filled = [(item, re.sub(r"{[gG]oi}", brief.pair.goi, re.sub(r"{[xX]ung}", brief.pair.xung, item.text))) for item in items]
    assert texts
    return [item for item, text in filled if text[:24].lower() in {start.lower() for start in starts}]


@pytest.mark.parametrize("occasion", ["sinh_nhat", "tet", "quoc_te_phu_nu"])
def test_ones_own_mother_gets_no_text_about_a_mother_in_law(occasion):
    assert all(item.side in ((), (OWN,)) for item in offered("mẹ", occasion))


@pytest.mark.parametrize(
    ("to", "side", "occasion"), [("mẹ vợ", "vợ", "sinh_nhat"), ("mẹ chồng", "chồng", "phu_nu_viet_nam")]
)
def test_a_mother_in_law_gets_no_text_about_ones_own(to, side, occasion):
    items = offered(to, occasion)
    assert all(not item.side or side in item.side for item in items)
    assert any(side in item.side for item in items)


def test_texts_about_in_laws_say_so():
    told = [item for item in LIBRARY.items if item.group == "cha_me" and not set(item.side) & {"vợ", "chồng"}]
    doubtful = [item.text for item in told if IN_LAWS.search(f"{item.text} {' '.join(item.details)}")]
    assert [text for text in doubtful if not text.startswith(("Má chồng thương con dâu", "Giường", "Tết đầu"))] == []


def test_texts_without_notes_name_no_place():
    """A town or a street in a text is a fact, and facts stand in `details`."""
    days = {"Tết", "Noel", "Giáng", "Sinh", "Mẹ", "Cha", "Vu", "Lan", "Việt", "Nam", "Valentine", "Quốc", "Phụ", "Giêng", "Gia"}
    days |= {"Nhà", "Doanh", "Mồng", "Một", "Sáu", "Cuội", "Hằng", "Ba", "Ngày", "Trung", "Quất", "Thầy", "Tháng", "CEO", "KPI", "Báo", "Cách"}
    named = []
    for item in LIBRARY.items:
        if item.kind == "thiep" and item.form == "loi_chuc" and not item.details:
            words = re.findall(r"(?<=[^\W\d_A-Z] )[^\W\d_]+", item.text)
            named += [(word, item.text) for word in words if word[0].isupper() and word not in days]
    assert named == []


def test_a_plain_text_comes_before_one_about_other_facts():
    for seed in range(6):
        texts = LIBRARY.best(brief_to(KNOWLEDGE, "mẹ", occasion="tet", length="dai")[0], KNOWLEDGE, count=4, seed=seed)
        assert not any("gửi rau, gửi trứng" in text for text in texts)


def test_a_shared_word_for_the_person_is_no_shared_fact():
    brief = Brief(occasion="tet", group="cha_me", pair=Pair("mẹ", "con"), details=("mẹ hay ngồi đầu hè",))
    assert not any("Mẹ chỉ việc ngồi ghế có đệm" in text for text in LIBRARY.best(brief, KNOWLEDGE, count=3))


def test_every_likely_recipient_of_an_occasion_has_a_plain_text():
    """Nobody is offered only texts about other people's facts."""
    plain = {(item.occasion, item.group) for item in LIBRARY.items if item.form == "loi_chuc" and not item.details}
    likely = {(id, group) for id, occasion in KNOWLEDGE.occasions.items() for group in occasion.groups}
    assert sorted(likely - plain) == []


def test_thanks_to_a_grandmother_invent_no_basket_of_eggs():
    brief = Brief(occasion="cam_on", group="ong_ba", pair=Pair("bà", "cháu"))
    assert not any("trứng" in LIBRARY.best(brief, KNOWLEDGE, seed=seed)[0] for seed in range(6))
