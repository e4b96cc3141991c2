"""The measure of the checker: right texts, damage that changes them, labelled texts, and a floor under the figures."""

import json
from random import Random

import pytest

from app.errors import UserError
from app.paths import assets_dir
from app.writing.accuracy.__main__ import false_alarms, main, recall
from app.writing.accuracy.damages import DAMAGES
from app.writing.accuracy.labelled import measure_labelled, read_labelled
from app.writing.accuracy.specimens import (
    Stock,
    grammar_cards,
    hand_written_letters,
    library_cards,
    pattern_letters,
)  # fmt: skip
from app.writing.library import Library
from app.writing.source import open_source

SOURCE = open_source(assets_dir())
CARDS = list(library_cards(Library.load(assets_dir() / "library"), SOURCE, Random(5)))
LETTERS = list(hand_written_letters(assets_dir() / "library" / "viet.jsonl", SOURCE))
STOCK = Stock(SOURCE, tuple(letter.brief.note for letter in LETTERS))
ROW = {"brief": {"occasion": "tet", "group": "ong_ba", "pair": ["bà", "cháu"], "length": "ngan"}, "faults": []}


def mixed() -> list:
    """Some of every origin."""
    grammar = list(grammar_cards(SOURCE, Random(5), 250))
    return [
        *Random(5).sample(CARDS, 900),
        *grammar,
        *LETTERS,
        *pattern_letters(SOURCE, assets_dir() / "smallworld", Random(5), 1),
    ]


EVERY = mixed()


def test_specimens_have_no_slots_left_and_show_where_the_pair_stands():
    assert len(CARDS) > 2600
    assert not any("{" in card.text or "xungz" in card.text.lower() for card in EVERY)
    assert all(card.told(card.brief.pair) == card.text for card in CARDS if card.brief.form == "loi_chuc")


def test_untouched_texts_pass():
    assert false_alarms(CARDS, SOURCE.knowledge).share <= 0.025
    assert false_alarms(LETTERS, SOURCE.knowledge).share <= 0.05


@pytest.mark.parametrize("label", DAMAGES)
def test_damage_is_found(label):
    tally = recall(EVERY, STOCK, DAMAGES[label], 40, Random(11))
    assert tally.texts >= 5
    assert 1 - tally.share >= 0.8


def written(path, *rows: dict) -> object:
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return path


def test_labelled_texts_are_read_and_compared(tmp_path):
    path = written(
        tmp_path / "labelled.jsonl",
        {**ROW, "text": "Cháu chúc bà năm mới mạnh khỏe, vui vẻ.", "label": "gui_duoc"},
        {**ROW, "text": "Em chúc chị năm mới vui.", "label": "khong", "faults": ["gọi sai người"]},
        {**ROW, "text": "Cháu chúc bà năm mới chạy nhanh như xe.", "label": "khong", "faults": ["vô lý"]},
    )
    assert [row.good for row in read_labelled(path)] == [True, False, False]
    report = measure_labelled(path, SOURCE.knowledge)
    assert "Bài không gửi được: 2, tìm thấy 50.0%." in report
    assert "Bài gửi được: 1, báo nhầm 0.0%." in report
    assert "Người đọc: vô lý" in report


@pytest.mark.parametrize("wrong", [{"label": "tốt"}, {"brief": {"ai": "bà", "pair": ["bà", "cháu"]}}])
def test_a_line_out_of_format_is_named(tmp_path, wrong):
    path = written(tmp_path / "labelled.jsonl", {**ROW, "text": "…", "label": "gui_duoc", **wrong})
    with pytest.raises(UserError, match="Dòng 1"):
        read_labelled(path)


def test_the_command_prints_both_tables(capsys):
    assert main(["--most", "2", "--grammar", "3"]) == 0
    out = capsys.readouterr().out
    assert "| đổi cặp xưng hô | 2 |" in out
    assert "| kho lời chúc |" in out
