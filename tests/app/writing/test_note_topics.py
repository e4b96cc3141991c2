"""What notes speak of: topics are found by words, have sentences for everybody, and reach the prompt by one switch."""

import csv
import random
import re
from collections import Counter
from pathlib import Path

import pytest

from app.knowledge import load_knowledge
from app.paths import assets_dir
from app.viet.kinship import Pair
from app.writing.brief import Brief, brief_to
from app.writing.note_order import in_order
from app.writing.note_table import note_table
from app.writing.notes import Note, read_notes
from app.writing.prompt import load_prompts, mam_content
from app.writing.source import open_source
from app.writing.tell import tell

KNOWLEDGE, TABLE = load_knowledge(assets_dir()), note_table()
CASES = Path(__file__).parents[2] / "data" / "note_topics.tsv"  # written before the words of the topics were tuned
TOPICS = [topic for kind in TABLE.kinds.values() for topic in kind.topics]
KINDS_RIGHT, TOPICS_RIGHT = 0.9, 0.88


def read(note: str, goi: str = "chị", xung: str = "em", **fields) -> tuple[Note, ...]:
    brief = Brief(**{"occasion": "sinh_nhat", "group": "anh_chi", **fields}, pair=Pair(goi, xung), details=(note,))
    return read_notes(brief, TABLE)


def test_most_hurried_notes_get_the_topic_that_people_give_them():
    with CASES.open(encoding="utf-8", newline="") as file:
        told = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    kinds = topics = 0
    for case in told:
        brief, _ = brief_to(KNOWLEDGE, case["to"], occasion=case["occasion"], details=(case["note"],))
        pair = Pair(case["goi"], case["xung"])
        found = [(note.kind, TABLE.topic(note.kind, note.said, pair.goi, pair.xung)) for note in read_notes(brief.with_(pair=pair), TABLE)]
        kinds += case["topic"].split(".")[0] in {kind for kind, _ in found}
        topics += case["topic"] in {topic.id if topic else kind for kind, topic in found}
    print(f"{len(told)} notes, kind {kinds / len(told):.1%}, topic {topics / len(told):.1%}")
    assert len(told) >= 150 and kinds / len(told) >= KINDS_RIGHT and topics / len(told) >= TOPICS_RIGHT


def test_every_topic_has_a_label_of_its_own():
    labels = Counter([*(topic.label for topic in TOPICS), *(kind.label for kind in TABLE.kinds.values())])
    assert not [label for label, count in labels.items() if count > 1]


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.id)
def test_a_topic_has_sentences_for_everybody_which_tell_the_note_once(topic):
    texts = [text for frame in topic.frames for text in frame.texts]
    assert topic.frames[0].to == ("*",) and len(texts) >= 2
    assert all(len(re.findall(r"\{v\}", text)) == 1 for text in texts)
    assert not [text for text in texts if "nhé ạ" in text or "  " in text or not text.endswith((".", "!", "?"))]


def test_the_clauses_of_a_topic_are_known_by_its_words():
    clauses = [(topic, clause) for topic in TOPICS for clause in topic.clauses]
    named = [(topic.id, TABLE.topic(topic.id.split(".")[0], _neutral(clause), "", "")) for topic, clause in clauses]
    wrong = [(id, found and found.id) for id, found in named if not found or found.id != id]
    assert len(wrong) <= 0.05 * len(clauses), wrong


def _neutral(clause: str) -> str:
    return clause.replace("{goi}", "GOI").replace("{xung}", "XUNG")


def test_a_prompt_says_what_a_note_speaks_of_and_who_does_it_but_not_what():
    details = ("chị bị lừa qua mạng", "tiệc chiều nay có lẩu")
    brief, _ = brief_to(KNOWLEDGE, "chị Lan", details=details, occasion="sinh_nhat")
    assert mam_content(brief, KNOWLEDGE, load_prompts()["mam"]).endswith("Chi tiết: mất tiền: chị #1; sự việc: #2")


def test_troubles_are_told_before_joys_and_requests_last():
    notes = [Note("dan", "", "a"), Note("tin_vui", "", "b"), Note("om", "", "c"), Note("thich", "", "d"), Note("giup", "", "e")]
    assert [note.said for note in in_order(notes, lambda note: note)] == ["e", "c", "d", "b", "a"]


def test_the_reader_of_a_card_has_not_died():
    for note in ("bà mất", "bà mới mất hồi tháng 3"):
        assert [(found.kind, found.who) for found in read(note, goi="mẹ", xung="con", group="cha_me")] == [("mat", "bà")]
    assert read("mẹ mới mất ví", goi="mẹ", xung="con", group="cha_me")[0].who == "mẹ"


def test_a_mere_name_is_remembered_and_not_reacted_to():
    note = read("tuyến 32", goi="chú", xung="cháu", group="co_chu_bac")[0]
    assert note.about == "nhắc tới" and note.who == ""


def test_a_house_is_said_to_be_somebodys():
    assert read("chị nhà ở Gò Vấp")[0].clause == "nhà chị ở Gò Vấp"


def test_nobody_tells_a_class_that_it_is_ill():
    source = open_source(assets_dir())
    brief = Brief(occasion="sinh_nhat", group="tap_the", pair=Pair("các bạn", "mình"), length="vua")
    rng = random.Random(3)
    told = [each.note.kind for _ in range(200) for each in tell(brief, "tap_the", 1, TABLE, source.world.lists, rng)]
    assert len(told) > 150 and not {"om", "kho", "mat"} & set(told)
