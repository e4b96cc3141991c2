"""Letters to learn from: what a note says stands in the letter, and nobody is called by a stranger's name."""

import random
import re

import pytest

from app.paths import assets_dir
from app.viet.text import fold
from app.writing.letters import corpus_writings, filled, passed_on, patterns, writings
from app.writing.source import open_source

SMALLWORLD = assets_dir() / "smallworld"
CORPUS = assets_dir() / "library" / "viet.jsonl"


@pytest.fixture(scope="module")
def source():
    return open_source(assets_dir(), ["quân Chiêm rút về", "mưa rơi trên mái tôn cũ"])


def field(row: dict[str, str], name: str) -> str:
    return re.search(rf"(?m)^{name}: (.*)$", row["prompt"])[1]


def test_a_passed_on_note_stands_in_the_letter_word_for_word(source):
    rows = list(passed_on(source, SMALLWORLD, CORPUS, random.Random(3), rounds=2))
    assert {row["kind"] for row in rows} == {"email", "bai_dang"}
    for row in rows:
        told = re.sub(r"\n– ", ", ", row["answer"])
        assert fold(field(row, "Ý").rstrip(".")) in fold(told), row


def test_points_become_a_list_and_short_notes_stay_a_sentence(source):
    rows = list(passed_on(source, SMALLWORLD, CORPUS, random.Random(4), rounds=3))
    listed = [row for row in rows if "\n– " in row["answer"]]
    assert listed and all(", " in field(row, "Ý") for row in listed)
    assert len(listed) < len(rows)


def test_every_pattern_can_be_filled_and_leaves_no_slot(source):
    for row in writings(source, SMALLWORLD, random.Random(5), rounds=1):
        assert not re.search(r"[{}]", row["prompt"] + row["answer"]), row


def test_an_email_has_a_subject_and_the_signature_of_its_sender(source):
    email = next(
        pattern for pattern in patterns(SMALLWORLD) if pattern["kind"] == "email" and "{ky}" in str(pattern["text"])
    )
    row = filled(email, source, random.Random(6))
    assert row["answer"].startswith("Tiêu đề: ")
    assert field(row, "Ký") in row["answer"]


def test_the_hand_written_letters_come_as_they_are(source):
    rows = list(corpus_writings(source, CORPUS))
    assert len(rows) > 300 and all(row["answer"] for row in rows)


def test_names_are_now_and_then_ones_that_nobody_bears(source):
    rng = random.Random(7)
    names = [source.given_name(rng) for _ in range(200)]
    strange = [name for name in names if name not in source.names]
    assert 30 < len(strange) < 110


def test_no_pattern_says_kinh_gui_to_a_friend():
    for pattern in patterns(SMALLWORLD):
        if pattern["kind"] == "email" and "Kính gửi {goi}" in str(pattern["text"]):
            assert not any(address.split()[0] == "bạn" for address, _ in pattern["pairs"]), pattern["notes"]
