"""The grammar: notes of any sense are told word for word, and everything else is told in hand-written clauses."""

import random
from dataclasses import replace

import pytest

from app.paths import assets_dir
from app.viet.kinship import Pair
from app.writing.brief import Brief
from app.writing.dataset import greetings
from app.writing.smallworld import ANY, greet
from app.writing.source import open_source
from app.writing.unseen import Phrases

ODD = "quân Chiêm rút về lúc nửa đêm"


@pytest.fixture(scope="module")
def source():
    return open_source(assets_dir())


def made(source, brief, phrases, count=400):
    world = replace(source.world, phrases=phrases)
    rng = random.Random(8)
    found = (greet(brief, world, rng, details=1) for _ in range(count))
    return [each for each in found if each]


def test_a_note_of_any_sense_is_told_word_for_word(source):
    brief = Brief(group="ban_be", pair=Pair("bạn", "mình"), length="vua")
    told = [(full, text) for full, text in made(source, brief, Phrases([ODD], [])) if full.details == (ODD,)]
    assert len(told) > 20 and all(ODD in text for _, text in told)


def test_a_note_about_other_persons_is_no_note_for_this_pair(source):
    brief = Brief(group="ong_ba", pair=Pair("bà", "cháu"), length="vua")
    phrases = Phrases(["bà bán rau ngoài chợ", "anh hay đến muộn"], source.knowledge.checks["address"])
    notes = {full.details[0] for full, _ in made(source, brief, phrases)}
    assert "bà bán rau ngoài chợ" in notes and "anh hay đến muộn" not in notes


def test_without_phrases_only_hand_written_details_are_woven_in(source):
    brief = Brief(group="ban_be", pair=Pair("bạn", "mình"), length="vua")
    frames = [text for clause in source.world.clauses["chi_tiet"] if clause.thing == ANY for text in clause.texts]
    assert any(text.startswith("Nhắc chuyện {x}") for text in frames)
    assert not any("Nhắc chuyện" in text for _, text in made(source, brief, None))


def test_the_greetings_to_learn_from_are_distinct_and_hold_their_names(source):
    rows = [row for row, _ in zip(greetings(source, random.Random(9)), range(120), strict=False)]
    assert len({row["answer"] for row in rows}) == 120
    for row in rows:
        name = next((line.removeprefix("Tên: ") for line in row["prompt"].splitlines() if line.startswith("Tên: ")), "")
        assert name in row["answer"]
