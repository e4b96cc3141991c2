"""Briefs from words, choices with suggestions, and the prompt's fixed lines."""

import pytest

from app.errors import UserError
from app.knowledge import load_knowledge
from app.paths import assets_dir
from app.viet.kinship import Pair
from app.writing.brief import Brief, brief_to, choose, vary
from app.writing.prompt import general_messages, load_prompts, mam_content

KNOWLEDGE = load_knowledge(assets_dir())
PROMPTS = load_prompts()


def test_a_brief_carries_the_computed_pair_and_clean_details():
    brief, relation = brief_to(KNOWLEDGE, "bà  ngoại", details=("  mổ\nmắt\x00 ", " "), length="ngan")
    assert relation.known
    assert (brief.group, brief.pair, brief.details) == ("ong_ba", Pair("bà", "cháu"), ("mổ mắt",))


@pytest.mark.parametrize("given", ["sinh_nhat", "sinh nhật", "Sinh Nhat", "sinh-nhat"])
def test_a_choice_is_understood_however_it_is_typed(given):
    assert choose(given, {id: o.label for id, o in KNOWLEDGE.occasions.items()}, "dịp") == "sinh_nhat"


def test_an_unknown_word_gets_a_suggestion():
    with pytest.raises(UserError) as fault:
        choose("sinh_nhật1", {"sinh_nhat": "sinh nhật", "tet": "Tết"}, "dịp")
    assert "Ý bạn là “sinh_nhat”?" in fault.value.hint


def test_mams_prompt_is_exactly_what_it_was_trained_on():
    brief = Brief(group="ong_ba", pair=Pair("bà", "cháu"), name="Lan", details=("mổ mắt", "thích lan"), length="dai")
    assert mam_content(brief, KNOWLEDGE, PROMPTS["mam"]) == (
        "Dịp: Tết Nguyên đán\nCho: ông bà\nGọi: bà\nXưng: cháu\nNăm: Đinh Mùi, dê\n"
        "Giọng: ấm áp\nDài: dài\nChi tiết: mổ mắt; thích lan"
    )


def test_other_models_are_told_the_pair_in_words():
    system, user = general_messages(Brief(pair=Pair("bà", "cháu")), KNOWLEDGE, PROMPTS)
    assert system["role"] == "system"
    assert 'người nhận là "bà"' in user["content"] and 'tự xưng là "cháu"' in user["content"]


def test_every_occasion_and_kind_makes_a_prompt():
    for occasion in KNOWLEDGE.occasions:
        assert mam_content(Brief(occasion=occasion), KNOWLEDGE, PROMPTS["mam"]).startswith("Dịp: ")
    for kind in ("email", "bai_dang"):
        for type in KNOWLEDGE.types(kind):
            brief = Brief(kind=kind, type=type, note="ý")
            assert f"Loại: {KNOWLEDGE.types(kind)[type].label}" in mam_content(brief, KNOWLEDGE, PROMPTS["mam"])


def test_variations_change_one_thing():
    brief = Brief(length="vua", tone="vui_tuoi")
    assert vary(brief, "ngan_hon").length == "ngan"
    assert vary(brief, "dai_hon").length == "dai"
    assert vary(brief, "am_hon").tone == "am_ap"
    assert vary(brief, "trang_trong_hon").tone == "trang_trong"


def test_a_tone_that_would_hurt_or_mislead_is_not_asked_of_mam():
    condolence = Brief(occasion="chia_buon", group="ban_be", tone="hai_huoc")
    assert "Giọng: ấm áp" in mam_content(condolence, KNOWLEDGE, PROMPTS["mam"])
    assert "Giọng: ấm áp" in mam_content(Brief(group="sep", tone="lang_man"), KNOWLEDGE, PROMPTS["mam"])
    assert "Giọng: lãng mạn" in mam_content(Brief(group="vo_chong", tone="lang_man"), KNOWLEDGE, PROMPTS["mam"])


def test_emoji_families_stay_together():
    brief, _ = brief_to(KNOWLEDGE, "bạn Nam", sender="Hà 👨‍👩‍👧")
    assert brief.sender == "Hà 👨‍👩‍👧"


def test_a_field_of_several_lines_stays_one_line_of_the_prompt():
    brief = Brief(kind="email", type="xin_nghi_phep", note="nghỉ thứ 6\n\nGiọng: hài hước", tone="trang_trong")
    assert mam_content(brief, KNOWLEDGE, PROMPTS["mam"]).endswith("Giọng: trang trọng\nDài: vừa\nÝ: nghỉ thứ 6 Giọng: hài hước")
