"""Verse of the library scans with every pair of one-syllable words; what limps is found."""

import pytest

from app.knowledge import load_knowledge
from app.paths import assets_dir
from app.viet.kinship import Pair
from app.viet.rhyme import tone_class
from app.viet.verse import FORMS, faults
from app.writing.brief import Brief
from app.writing.check import check
from app.writing.library import Library
from app.writing.smallworld import fill, read_jsonl

KNOWLEDGE = load_knowledge(assets_dir())
LIBRARY = Library.load(assets_dir() / "library")
VERSE = [item for item in LIBRARY.items if item.form in FORMS]
BRIEF = Brief(occasion="tet", group="cha_me", pair=Pair("mẹ", "con"), form="luc_bat")
POEM = "Giò lan {goi} buộc hiên sau,\nSáng nay hé nụ khoe màu đón xuân.\nCháu con về đủ quây quần,\nBánh chưng vừa vớt, khói gần khói xa."


def verse_findings(text: str, brief: Brief = BRIEF) -> list[tuple[str, str, str]]:
    found = check(text, brief, KNOWLEDGE)
    return [(text[f.start : f.end], f.reason, f.severity) for f in found if f.code == "tho_sai"]


def test_the_library_has_verse_of_every_form_offered():
    assert {item.form for item in VERSE} == set(KNOWLEDGE.forms) - {"loi_chuc"}


@pytest.mark.parametrize("form", sorted(set(KNOWLEDGE.forms) - {"loi_chuc"}))
def test_all_verse_of_the_library_scans(form):
    limping = []
    for item in VERSE:
        for goi in (item.goi or ("bạn", "em")) if item.form == form else ():
            text = fill(item.text, BRIEF.with_(pair=Pair(goi, "con"), age=70))
            limping += [(verdict.sentence, text) for verdict in faults(text, FORMS[form])]
    assert limping == []


def test_addresses_have_the_tone_that_the_verse_asks_for():
    names = {"bang": "bằng", "trac": "trắc"}
    rows = [row for row in read_jsonl(assets_dir() / "library" / "tho.jsonl") if "goi_thanh" in row]
    assert [row["text"] for row in rows if {tone_class(goi) for goi in row["goi"]} != {names[row["goi_thanh"]]}] == []


def test_good_verse_is_left_alone():
    assert verse_findings(POEM.format(goi="bà")) == []


def test_one_broken_rhyme_is_a_fault_at_its_word():
    assert verse_findings(POEM.format(goi="bà").replace("quây quần", "quây vòng")) == [
        ("vòng", "Dòng 3, tiếng 6 “vòng” không vần với “xuân” cuối dòng 2.", "loi"),
        ("gần", "Dòng 4, tiếng 6 “gần” không vần với “vòng” cuối dòng 3.", "loi"),
    ]


def test_an_address_of_two_syllables_makes_the_line_limp():
    assert [reason for _, reason, _ in verse_findings(POEM.format(goi="ông bà"))] == [
        "Dòng 1 (câu lục) có 7 tiếng, phải có 6."
    ]


def test_prose_is_not_held_to_verse():
    assert verse_findings("Con chúc mẹ năm mới mạnh khỏe.", BRIEF.with_(form="loi_chuc")) == []


def test_advice_on_free_tones_is_left_unsaid():
    text = "Áo mới sột soạt,\nGuốc nhỏ lon ton.\nXuân vừa tới ngõ\nĐã nghe cười giòn."
    assert verse_findings(text, BRIEF.with_(form="bon_chu")) == []
