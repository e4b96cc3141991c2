"""Diacritics restored: how many are right, and what is left as it is."""

import lzma
import math
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.paths import assets_dir
from app.viet.text import fold, nfc
from app.writing.marks import Marks, load_marks
from app.writing.marks_table import bare, main, measure
from app.writing.marks_text import held_out, is_held_out, notes, own_texts

NOTES = Path(__file__).parents[2] / "data" / "notes.tsv"


@pytest.fixture(scope="module")
def marks() -> Marks:
    return load_marks(assets_dir() / "language" / "marks.npz")


def test_held_out_notes_are_restored(marks: Marks) -> None:
    cases = notes(NOTES)
    syllables, right, whole, _ = measure(marks, cases)
    assert len(cases) > 200
    assert right / syllables >= 0.955
    assert whole / len(cases) >= 0.80


def test_held_out_sentences_of_the_library_are_restored(marks: Marks) -> None:
    syllables, right, _, _ = measure(marks, held_out(assets_dir())[:300])
    assert right / syllables >= 0.88


@pytest.mark.parametrize(
    ("typed", "restored"),
    [
        ("ba moi mo mat xong", "bà mới mổ mắt xong"),
        ("chau hoc lop 11 roi", "cháu học lớp 11 rồi"),
        ("me hay nhin an, nhuong con", "mẹ hay nhịn ăn, nhường con"),
    ],
)
def test_a_note_gets_its_diacritics(marks: Marks, typed: str, restored: str) -> None:
    assert marks.restore(typed, ("bà", "cháu")).text == restored


def test_the_pronouns_of_the_request_win(marks: Marks) -> None:
    assert marks.restore("ba moi mo mat xong", ("bà", "cháu")).text.startswith("bà ")
    assert marks.restore("ba moi mo mat xong", ("ba", "con")).text.startswith("ba ")


def test_a_name_of_the_request_gets_its_diacritics(marks: Marks) -> None:
    assert marks.restore("Hanh moi mo mat xong", ("chị", "em", "chị Hạnh")).text == "Hạnh mới mổ mắt xong"


@pytest.mark.parametrize("name", ["Tin", "Bao Chau", "Nam", "HCV"])
def test_names_are_left(marks: Marks, name: str) -> None:
    assert f" {name} " in marks.restore(f"be nha con ten {name} hoc mau giao roi").text


@pytest.mark.parametrize("thing", ["q12", "3kg2", "lan@gmail.com", "29/2", "deadline", "video", "10tr", "sua.vn", "x-ray"])
def test_numbers_addresses_and_foreign_words_are_left(marks: Marks, thing: str) -> None:
    assert f" {thing} " in marks.restore(f"me moi mua {thing} hom qua cho con").text


@pytest.mark.parametrize("text", ["happy new year", "thank you so much", "merry christmas and happy new year"])
def test_a_foreign_text_is_left(marks: Marks, text: str) -> None:
    assert marks.restore(text).text == text


def test_a_text_with_diacritics_is_left(marks: Marks) -> None:
    text = "mẹ hay nhin an nhuong con"
    assert marks.restore(text) == marks.restore(text, ("mẹ", "con"))
    assert marks.restore(text).text == text
    assert marks.restore(text).margin == math.inf


def test_case_and_punctuation_are_kept(marks: Marks) -> None:
    assert marks.restore("Nam nay con khong ve duoc!!").text == "Năm nay con không về được!!"
    assert marks.restore("BA MOI MO MAT XONG", ("bà", "cháu")).text == "BÀ MỚI MỔ MẮT XONG"


def test_short_forms_are_left_but_heard(marks: Marks) -> None:
    assert marks.restore("toi ko ve dc r").text == "tôi ko về dc r"


def test_an_ambiguous_text_has_the_smaller_margin(marks: Marks) -> None:
    clear = marks.restore("chuc mung nam moi").margin
    assert 0 <= marks.restore("em moi mua ban", ()).margin < clear < math.inf


@pytest.mark.parametrize("text", ["", " ", "\n\t", "!!!", "123 456 789", "ba", "a" * 5000, "ba " * 5000, "…,;:", "\x00 \x00 \x00", "\u0301 \u0301 ba me con", "İ ba me con"])  # fmt: skip
def test_empty_and_hostile_texts_come_back(marks: Marks, text: str) -> None:
    assert fold(marks.restore(text, ("", " ", "bà", "👵", "123")).text) == fold(text)


@settings(deadline=None)
@given(text=st.text(alphabet="abcdeghiklmnoprstuvxyABCDĐđ 0123456789.,!?-@/\n\u0301ơ", max_size=60))
def test_only_diacritics_change(marks: Marks, text: str) -> None:
    restored = marks.restore(text).text
    assert fold(restored) == fold(text)
    assert [c.isupper() for c in restored] == [c.isupper() for c in nfc(text)]


@settings(deadline=None)
@given(text=st.text(max_size=40))
def test_any_text_keeps_its_letters(marks: Marks, text: str) -> None:
    assert fold(marks.restore(text, (text,)).text) == fold(text)


def test_what_is_restored_is_restored_once(marks: Marks) -> None:
    once = marks.restore("me hay nhin an nhuong con").text
    assert marks.restore(once).text == once


def test_the_table_is_small() -> None:
    assert (assets_dir() / "language" / "marks.npz").stat().st_size <= 1_300_000


def test_held_out_sentences_are_not_counted() -> None:
    counted = set(own_texts(assets_dir(), Random(0)))
    plain = [case.text for case in held_out(assets_dir()) if is_held_out(case.text)]
    assert len(plain) > 50
    assert [text for text in plain if text in counted] == []


def test_bare_keeps_capitals() -> None:
    assert bare("Đỗ Ngọc Ái") == "Do Ngoc Ai"


def test_a_table_is_made_of_a_text(tmp_path: Path) -> None:
    text, out = tmp_path / "text.txt.xz", tmp_path / "new" / "marks.npz"
    lines = ["Cô giáo có mèo đen.", "Cô hoà nhã, cô có mèo.", "Mẹ đi chợ mua 3 con cá."]
    with lzma.open(text, "wt", encoding="utf-8") as file:
        file.write("\n".join(lines * 9))
    main([str(out), "--text", str(text)])
    made = load_marks(out)
    assert made.restore("co co meo den").text == "cô có mèo đen"
    assert made.restore("me di cho mua 5 con ca").text == "mẹ đi chợ mua 5 con cá"
    assert made.restore("co giao hoa nha").text == "cô giáo hòa nhã"
    assert made.restore("zzz co meo").text == "zzz có mèo"
    assert [path.name for path in out.parent.iterdir()] == ["marks.npz"]
