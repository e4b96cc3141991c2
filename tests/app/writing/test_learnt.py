"""What Mầm learnt, and what it only made up or took from another day."""

import pytest

from app.knowledge import load_knowledge
from app.paths import assets_dir
from app.viet.kinship import Pair
from app.writing.brief import Brief
from app.writing.learnt import learnt_for, plainly, strange, unlearnt
from app.writing.note_table import note_table
from app.writing.notes import read_notes

KNOWLEDGE = load_knowledge(assets_dir())
FRIEND = Brief(occasion="sinh_nhat", group="ban_be", pair=Pair("bạn", "mình"))
FATHER = Brief(occasion="mung_tho", group="cha_me", pair=Pair("bố", "chúng con"), tone="sau_sac", length="dai")


def test_a_note_in_a_sentence_of_its_own_topic_is_told_as_it_was_learnt():
    brief = FRIEND.with_(details=("bạn bị lừa mất tiền", "bạn thích trồng lan"))
    loss, orchids = "Bạn bị lừa mất tiền, mình mong bạn đừng tự trách mình.", "Bạn thích trồng lan"
    notes = read_notes(brief, note_table())
    own = next(text for text in learnt_for(notes[1], brief) if text.startswith(orchids.lower()))
    assert unlearnt(f"Mừng tuổi mới! {loss} {own.capitalize()}", brief) == 0
    assert unlearnt(f"Mừng tuổi mới! {loss} {orchids}, của đi thay người.", brief) == 1
    assert unlearnt("Bạn bị lừa mất tiền, chúc mừng bạn. Bạn thích trồng lan, thật đáng tiếc.", brief) == 2
    assert unlearnt("Mừng tuổi mới!", FRIEND) == 0


def test_a_sentence_for_another_person_is_not_one_that_was_learnt_for_this():
    brief = FATHER.with_(details=("cả nhà về đông đủ hôm chủ nhật",))
    [note] = read_notes(brief, note_table())
    assert not any("khi biết" in sentence for sentence in learnt_for(note, brief))
    assert learnt_for(note, brief)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Hôm nay, chúng con xin kính mừng thọ bố. Mong bố thảnh thơi như mây trời, an vui như trẻ nhỏ.", 0),
        ("Hôm nay, chúng con xin kính mừng thọ bố. Mong bố luôn là người dẫn đường tài giỏi.", 1),  # made up
        ("Hôm nay, chúng con xin kính mừng thọ bố. Chúc bố buôn may bán đắt.", 1),  # of another day
    ],
)
def test_sentences_are_held_to_the_day_and_the_person(text, wrong):
    assert strange(text, FATHER, KNOWLEDGE) == wrong


def test_what_a_note_says_is_not_said_beside_it():
    brief = FATHER.with_(details=("cả nhà về đông đủ hôm nay để mừng thọ",))
    told = "Con cháu hôm nay về đông đủ để mừng thọ bố."
    assert strange(told, FATHER, KNOWLEDGE) == 0 and strange(told, brief, KNOWLEDGE) == 1


def test_a_note_in_a_sentence_of_its_own_making_is_told_as_it_was_typed():
    brief = FATHER.with_(details=("bố mới khỏi đợt viêm phổi", "cả nhà về đông đủ hôm chủ nhật"))
    healed = learnt_for(read_notes(brief, note_table())[0], brief)[0]
    said = f"Mừng thọ bố. {healed[0].upper()}{healed[1:]} Chúng con xin được chung vui với bố khi biết cả nhà về đông đủ hôm chủ nhật. Mong bố vui."
    assert plainly(said, brief).endswith("Cả nhà về đông đủ hôm chủ nhật. Mong bố vui.") and healed in plainly(said, brief).lower()
    assert plainly("Mừng thọ bố. Mong bố vui.", brief) == "Mừng thọ bố. Mong bố vui."
