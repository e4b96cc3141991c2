"""The grammar: every note is told in a sentence of its kind, and everything else in hand-written clauses."""

import random

import pytest

from app.paths import assets_dir
from app.viet.kinship import Pair
from app.writing.brief import Brief
from app.writing.dataset import greetings
from app.writing.note_table import note_table
from app.writing.smallworld import greet
from app.writing.source import open_source
from app.writing.tell import tell

ODD = "quân Chiêm rút về lúc nửa đêm"
TABLE = note_table()
FRIEND = Brief(occasion="sinh_nhat", group="ban_be", pair=Pair("bạn", "mình"), length="vua")


@pytest.fixture(scope="module")
def source():
    return open_source(assets_dir())


def told(source, brief, count=300, notes=1):
    rng = random.Random(8)
    found = (tell(brief, brief.group, notes, TABLE, source.world.lists, rng) for _ in range(count))
    return [each for each in found if len(each) == notes]


def test_a_note_stands_word_for_word_in_its_sentence(source):
    for [each] in told(source, FRIEND):
        told_as = each.sentence.lower()
        assert each.note.said.lower() in told_as or each.note.clause.lower() in told_as
        assert each.note.kind == "loi" or each.note.who.lower() in each.sentence.lower()


def test_some_notes_are_told_as_they_stand_with_nobody_marked_off(source):
    notes = [each.note for [each] in told(source, FRIEND) if TABLE.kinds[each.note.kind].doer in ("nhan", "viet")]
    closed = [note for note in notes if not note.who]
    assert len(notes) / 5 < len(closed) < len(notes) / 2
    assert all("bạn" in note.said.split() or "mình" in note.said.split() for note in closed if note.kind != "giup")


def test_two_notes_are_of_two_kinds(source):
    assert all(len({each.note.kind for each in pair}) == 2 for pair in told(source, FRIEND, notes=2))


def test_a_condolence_holds_only_quiet_notes(source):
    quiet = set(TABLE.words["only"]["chia_buon"])
    brief = FRIEND.with_(occasion="chia_buon", tone="trang_trong")
    assert {each.note.kind for [each] in told(source, brief)} <= quiet


def test_nobody_is_at_table_in_a_text_that_excuses_the_writer(source):
    brief = Brief(occasion="tet", group="cha_me", pair=Pair("mẹ", "con"), length="vua")
    excuses = [pair for pair in told(source, brief, count=1500) if pair[0].note.kind == "vang"]
    texts = [greet(brief, source.world, random.Random(i), "cha_me", pair) for i, pair in enumerate(excuses * 5)]
    written = [text for text in texts if text]
    assert len(written) > 20 and not any("quây quần" in text or "sum họp" in text for text in written)


def test_the_greetings_to_learn_from_are_distinct_and_hold_their_names(source):
    rows = [row for row, _ in zip(greetings(source, random.Random(9)), range(120), strict=False)]
    assert len({row["answer"] for row in rows}) == 120
    for row in rows:
        name = next((line.removeprefix("Tên: ") for line in row["prompt"].splitlines() if line.startswith("Tên: ")), "")
        assert name in row["answer"]
