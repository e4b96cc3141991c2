"""Every file under assets is read: ids, placeholders, NFC, and what one file says of another."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.cards.template import load_templates
from app.errors import UserError
from app.knowledge import load_knowledge, read_toml
from app.paths import assets_dir
from app.viet.kinship import Pair, relate
from app.viet.occasion_dates import next_date
from app.writing.brief import Brief
from app.writing.library import OWN, Library
from app.writing.note_table import BOTH, NOBODY, THIRD, note_table
from app.writing.smallworld import SLOT_PLANS, fill, load_smallworld, read_jsonl

ASSETS = assets_dir()
KNOWLEDGE = load_knowledge(ASSETS)
PLACEHOLDERS = {"goi", "Goi", "xung", "Xung", "ten", "nam", "con_giap", "nam_so", "tuoi"}
SLOTS = {slot for plans in SLOT_PLANS.values() for plan in plans for slot in plan}
CLAUSE_KEYS = {"slot", "occ", "to", "tone", "theme", "text", "goi", "ten", "tuoi"}
CARD_KEYS = {"kind", "occasion", "to", "goi", "goi_thanh", "tone", "length", "form", "details", "side", "text"}
WRITING_KEYS = {"kind", "type", "tone", "length", "brief", "text"}
ID = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")


def rows(folder: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of every *.jsonl of a folder, with its place for the message."""
    for path in sorted((ASSETS / folder).glob("*.jsonl")):
        for number, row in enumerate(read_jsonl(path), 1):
            yield f"{path.name}:{number}", row


def listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def strangers(row: dict[str, Any], key: str, known: set[str]) -> set[str]:
    return set(listed(row.get(key, []))) - known - {"*"}


def braces(text: str) -> set[str]:
    return set(re.findall(r"\{([^}]*)\}", text))


def clauses() -> list[tuple[str, dict[str, Any]]]:
    return [(place, row) for place, row in rows("smallworld") if "slot" in row]


def card_texts() -> list[tuple[str, dict[str, Any]]]:
    return [(place, row) for place, row in rows("library") if row.get("kind", "thiep") == "thiep"]


def test_every_text_file_is_utf8_and_composed() -> None:
    texts = [p for p in ASSETS.rglob("*") if p.suffix in (".toml", ".jsonl", ".json", ".md", ".txt", ".ts") and p.is_file()]
    assert len(texts) > 10
    assert [p.name for p in texts if not unicodedata.is_normalized("NFC", p.read_text(encoding="utf-8"))] == []


def test_ids_are_plain_words() -> None:
    tables = (KNOWLEDGE.occasions, KNOWLEDGE.groups, KNOWLEDGE.tones, KNOWLEDGE.lengths, KNOWLEDGE.forms)
    writing = (KNOWLEDGE.regions, KNOWLEDGE.kinds, KNOWLEDGE.email_types, KNOWLEDGE.post_types)
    assert [id for table in (*tables, *writing) for id in table if not ID.fullmatch(id)] == []


def test_all_occasions_and_groups_are_there() -> None:
    assert len(KNOWLEDGE.occasions) == 37
    assert len(KNOWLEDGE.groups) == 15
    assert set(KNOWLEDGE.kinds) == {"thiep", "email", "bai_dang"}


def test_labels_tell_choices_apart() -> None:
    for table in (KNOWLEDGE.occasions, KNOWLEDGE.email_types, KNOWLEDGE.post_types):
        labels = [row.label for row in table.values()]
        assert all(labels) and len(set(labels)) == len(labels)


def test_every_occasion_has_its_template_and_its_icon() -> None:
    templates = load_templates(ASSETS)
    missing = [
        (id, each.template, each.icon)
        for id, each in KNOWLEDGE.occasions.items()
        if each.template not in templates or not (ASSETS / "icons" / f"{each.icon}.svg").is_file()
    ]
    assert missing == []


def test_occasions_use_only_the_placeholders_of_titles() -> None:
    for occasion in KNOWLEDGE.occasions.values():
        assert occasion.title.strip() and not braces(occasion.title)
        assert braces(occasion.kicker) <= {"nam", "nam_so"}, occasion.id
        assert occasion.gender in ("", "nam", "nu"), occasion.id


def test_every_occasion_begins_with_a_design_that_suits_it() -> None:
    templates = load_templates(ASSETS)
    strange = [(id, each.template) for id, each in KNOWLEDGE.occasions.items() if id not in templates[each.template].occasions]
    assert not strange


def test_templates_speak_of_known_occasions() -> None:
    for template in load_templates(ASSETS).values():
        assert set(template.occasions) <= set(KNOWLEDGE.occasions), template.id
        assert set(template.formats) >= {"doc", "vuong"}, template.id


def test_fonts_are_there_with_their_licences() -> None:
    for face in read_toml(ASSETS / "fonts" / "fonts.toml")["face"]:
        file = ASSETS / "fonts" / face["file"]
        assert file.is_file(), face["file"]
        assert any(file.parent.glob("*OFL*")) or any(file.parent.glob("LICENSE*")), face["file"]


def test_clauses_use_only_known_groups_occasions_tones_and_slots() -> None:
    wrong = [
        place
        for place, row in clauses()
        if row["slot"] not in SLOTS
        or strangers(row, "occ", set(KNOWLEDGE.occasions))
        or strangers(row, "to", {*KNOWLEDGE.groups, *KNOWLEDGE.roles})
        or strangers(row, "tone", set(KNOWLEDGE.tones))
        or set(row) - CLAUSE_KEYS
    ]
    assert wrong == []


def test_clauses_use_only_known_placeholders() -> None:
    wrong = [
        (place, text)
        for place, row in clauses()
        for text in listed(row["text"])
        if braces(text) - PLACEHOLDERS
        or text.count("{") != text.count("}")
        or ("{ten}" in text and not row.get("ten"))
    ]
    assert wrong == []


def test_clauses_are_whole_sentences() -> None:
    wrong = [
        (place, text)
        for place, row in clauses()
        for text in listed(row["text"])
        if not text.endswith((".", "!", "?", "…")) or "  " in text or text != text.strip()
    ]
    assert wrong == []


def test_no_list_of_things_is_empty() -> None:
    assert all(load_smallworld(ASSETS / "smallworld").lists.values())


@pytest.mark.parametrize("kind", note_table().kinds.values(), ids=lambda kind: kind.id)
def test_notes_use_only_known_ids_and_placeholders(kind) -> None:
    lists = load_smallworld(ASSETS / "smallworld").lists
    for frame in kind.frames:
        assert not set(frame.to) - {"*", *KNOWLEDGE.groups, *KNOWLEDGE.roles} and not set(frame.occ) - {"*", *KNOWLEDGE.occasions}
        assert not set(frame.tone) - {"*", *KNOWLEDGE.tones}
        for text in frame.texts:
            assert "{v}" in text and braces(text) <= {"ai", "Ai", "v", "goi", "Goi", "xung", "Xung"}, text
            assert text.endswith((".", "!", "?", "…")) and "  " not in text, text
            assert kind.doer != NOBODY or not braces(text) & {"ai", "Ai"}, text
    assert set(kind.clauses) <= {"chung", "gia", "tre", "lon"} and (kind.clauses.get("chung") or set(kind.sources) <= set(note_table().kinds))
    assert bool(kind.clauses) != bool(kind.sources)
    for clauses in kind.clauses.values():
        for clause in clauses:
            assert braces(clause) <= {"goi", "xung", *lists} and not clause.endswith("."), clause
    assert bool(kind.who) == (kind.doer in (THIRD, BOTH)) or kind.id == "ben_nhau"


def test_there_are_clauses_enough_for_the_first_model() -> None:
    assert sum(len(listed(row["text"])) for _, row in clauses()) >= 1500


def test_library_items_use_only_known_ids() -> None:
    wrong = []
    for place, row in rows("library"):
        kind = row.get("kind", "thiep")
        known = CARD_KEYS if kind == "thiep" else WRITING_KEYS
        bad = strangers(row, "tone", set(KNOWLEDGE.tones)) | strangers(row, "length", set(KNOWLEDGE.lengths))
        bad |= strangers(row, "form", set(KNOWLEDGE.forms)) | (set(row) - known)
        if kind == "thiep":
            bad |= strangers(row, "occasion", set(KNOWLEDGE.occasions)) | strangers(row, "to", set(KNOWLEDGE.groups))
        else:
            bad |= strangers(row, "type", set(KNOWLEDGE.types(kind)))
        wrong += [(place, bad)] if bad else []
    assert wrong == []


def test_library_sides_are_relatives_that_can_be_said() -> None:
    sides = {OWN, *KNOWLEDGE.kinship.sides}
    assert [place for place, row in card_texts() if not set(row.get("side", ())) <= sides or row.get("side") == []] == []


def test_types_of_letters_name_senders_groups_and_recipients_that_are_known() -> None:
    table = KNOWLEDGE.kinship
    for type in (*KNOWLEDGE.email_types.values(), *KNOWLEDGE.post_types.values()):
        assert type.sender in {"", *table.senders}, type.id
        assert set(type.sender_to) <= set(KNOWLEDGE.groups), type.id
        assert not type.recipient or relate(type.recipient, table=table).known, type.id


def test_library_texts_can_all_be_filled() -> None:
    wrong = [(place, braces(row["text"])) for place, row in card_texts() if braces(row["text"]) - PLACEHOLDERS]
    assert wrong == []
    for place, row in card_texts():
        brief = Brief(occasion=row["occasion"], group=row["to"], pair=Pair("bà", "cháu"), name="Lan", age=70)
        assert "{" not in fill(row["text"], brief), place


def test_the_library_has_every_occasion() -> None:
    assert {item.occasion for item in Library.load(ASSETS / "library").items} >= set(KNOWLEDGE.occasions)


def test_e_mails_and_posts_have_types_with_labels_and_hints() -> None:
    for kind in ("email", "bai_dang"):
        types = KNOWLEDGE.types(kind)
        assert len(types) > 5
        assert [id for id, type in types.items() if not type.label or not type.hint] == []


def test_e_mails_carry_their_subject() -> None:
    wrong = [p for p, row in rows("library") if row.get("kind") == "email" and not re.match(r"Tiêu đề: .+\n\n", row["text"])]
    assert wrong == []


def test_every_kinship_row_can_be_said_and_belongs_to_a_group() -> None:
    table = KNOWLEDGE.kinship
    for row in table.rows:
        assert row.group in KNOWLEDGE.groups and row.says, row.says
        for say in row.says:
            relation = relate(say, table=table)
            assert relation.known, say
            assert "{" not in f"{relation.pair} {relation.opening} {relation.address}", say


def test_checks_speak_of_known_occasions() -> None:
    assert set(KNOWLEDGE.checks["occasions"]) <= set(KNOWLEDGE.occasions)


def test_given_names_are_capitalised() -> None:
    names = tomllib.loads((ASSETS / "names.toml").read_text(encoding="utf-8"))
    assert set(names) == {"nam", "nu"}
    assert [name for group in names.values() for name in group if not all(w[0].isupper() for w in name.split())] == []


@pytest.mark.parametrize("damage", ["[groups", "\udcff"])
def test_a_damaged_table_is_named(damage: str, tmp_path: Path) -> None:
    path = tmp_path / "occasions.toml"
    path.write_bytes(damage.encode("utf-8", "surrogateescape"))
    with pytest.raises(UserError) as fault:
        load_knowledge(tmp_path)
    assert "occasions.toml" in fault.value.what


def test_a_date_that_is_none_is_named_with_its_occasion(tmp_path: Path) -> None:
    for path in ASSETS.glob("*.toml"):
        text = path.read_text(encoding="utf-8").replace('lunar = "15/8"', 'lunar = "31/8"')
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as fault:
        load_knowledge(tmp_path)
    assert "trung_thu" in fault.value.what


def test_the_occasions_of_2027_fall_on_their_days() -> None:
    days = {id: next_date(each.date, date(2027, 1, 2)) for id, each in KNOWLEDGE.occasions.items() if each.date}
    assert len(days) == 19
    expected = {"tet": (2, 6), "vu_lan": (8, 16), "trung_thu": (9, 15), "ngay_cua_me": (5, 9), "ngay_cua_cha": (6, 20)}
    assert {id: days[id] for id in expected} == {id: date(2027, *day) for id, day in expected.items()}
    assert days["nam_moi_duong"] == date(2028, 1, 1)
