"""Brief → the fixed lines that Mầm reads; what every other model is told stands in app.writing.instructions."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from app.knowledge import Knowledge, read_toml
from app.paths import assets_dir
from app.viet.canchi import year_animal, year_name
from app.viet.text import capitalize
from app.writing.brief import Brief, called, listener
from app.writing.letter_frames import as_passed, letter_note, load_frames
from app.writing.note_order import in_order
from app.writing.note_table import note_table
from app.writing.notes import Note, read_notes
from app.writing.stand_ins import NAME, SENDER, Stands, hidden, numbered, people

NAMELESS_GROUPS = frozenset(
    {"ong_ba", "cha_me", "vo_chong", "nguoi_yeu", "khach_hang", "tap_the"}
)  # one does not call them by name
QUIET_TONES = frozenset({"am_ap", "trang_trong", "sau_sac"})
LETTER_TONES = frozenset({"than_thien", "ngan_gon"})
LOVERS = frozenset({"vo_chong", "nguoi_yeu"})
NUMBERED = re.compile(r"#(?=\d)(?!1$)")  # "đơn #0123" has no stand-in
FOR_ME = "(?:phỏng vấn|đón tiếp|tiếp đón|hướng dẫn|tư vấn|giúp đỡ|hỗ trợ)"
ASIDE = re.compile(r"(?<=\w), (?=(?:\w+ ){1,}\w+)(cảm ơn|cám ơn|xin lỗi|mong|xin cảm ơn|xin|nhờ)(?= )")
Prompts = Mapping[str, Any]


def load_prompts() -> Prompts:
    """assets/prompts/*.toml by name: {"mam": …, "lon": …}."""
    folder = assets_dir() / "prompts"
    return {path.stem: read_toml(path) for path in sorted(folder.glob("*.toml"))}


def used_name(brief: Brief) -> str:
    """The recipient's name where a text may use it, else ""."""
    return "" if brief.group in NAMELESS_GROUPS else brief.name


def fitting_tone(brief: Brief, knowledge: Knowledge) -> str:
    """The tone, or a warm one where it would hurt (a joke in a condolence) or mislead (romance for a boss)."""
    quiet = knowledge.occasions[brief.occasion].quiet and brief.tone not in QUIET_TONES
    romance = brief.tone == "lang_man" and brief.group not in LOVERS
    return "am_ap" if quiet or romance or brief.tone in LETTER_TONES else brief.tone


def mam_content(
    brief: Brief,
    knowledge: Knowledge,
    labels: Mapping[str, Mapping[str, str]],
    notes: Sequence[Note] | None = None,
    *,
    in_words: bool = False,
) -> str:
    """The lines Mầm was trained on (assets/prompts/mam.toml), empty fields left out; `notes` are a card's if they are read.

    in_words: names and notes are told, not behind stand-ins, as where a whole text is given or the text tells them freely.
    """
    if brief.kind == "thiep":
        notes = card_notes(brief) if notes is None else notes
        names, values = labels["thiep"], _card_values(brief, knowledge, notes, in_words)
    else:
        names, values = labels["viet"], _writing_values(brief, knowledge, in_words)
    lines = {name: " ".join(values[field].split()) for field, name in names.items()}  # a field is one line
    return "\n".join(f"{name}: {value}" for name, value in lines.items() if value)


def mam_messages(brief: Brief, knowledge: Knowledge, prompts: Prompts) -> list[dict[str, str]]:
    """One user message for the embedded model."""
    return [{"role": "user", "content": mam_content(brief, knowledge, prompts["mam"])}]


def card_notes(brief: Brief) -> list[Note]:
    """The notes of a card in the order in which they are told."""
    return in_order(read_notes(brief, note_table()), lambda note: note) if brief.kind == "thiep" and brief.details else []


def card_stands(brief: Brief) -> Stands:
    """What a card's prompt has stand-ins for."""
    return {**people(used_name(brief)), **numbered(card_notes(brief))}


def _card_values(brief: Brief, knowledge: Knowledge, notes: Sequence[Note], in_words: bool) -> dict[str, str]:
    heard = listener(brief, knowledge)
    marks = {} if in_words else {number: each.mark(number) for number, each in numbered(notes).items()}
    return {
        "occasion": knowledge.occasions[brief.occasion].label,
        "group": knowledge.roles[heard].label if heard in knowledge.roles else knowledge.groups[heard],
        "goi": brief.pair.goi,
        "xung": brief.pair.xung,
        "name": _behind(used_name(brief), NAME, in_words),
        "year": f"{year_name(brief.year)}, {year_animal(brief.year)}" if brief.occasion == "tet" else "",
        "age": str(brief.age or ""),
        "tone": knowledge.tones[fitting_tone(brief, knowledge)],
        "length": knowledge.lengths[brief.length],
        "details": "; ".join(f"{note.label(note_table())}: {marks.get(k, note.clause)}" for k, note in enumerate(notes, 1)),
    }


def _behind(name: str, number: int, in_words: bool) -> str:
    return name if in_words or not name else f"#{number}"


def _writing_values(brief: Brief, knowledge: Knowledge, in_words: bool) -> dict[str, str]:
    goi, name = called(brief)
    return {
        "kind": knowledge.kinds[brief.kind],
        "type": knowledge.types(brief.kind)[brief.type].label if brief.type else "",
        "goi": f"{goi} {_behind(name, NAME, in_words)}".strip() if brief.kind == "email" else "",
        "xung": brief.pair.xung if brief.kind == "email" else "",
        "sender": _behind(brief.sender, SENDER, in_words),
        "tone": knowledge.tones[brief.tone],
        "length": knowledge.lengths[brief.length],
        "note": brief.note if in_words else hidden(NUMBERED.sub("số ", brief.note), people(name, brief.sender)) or "",
    }


def _in_sentences(brief: Brief) -> str:
    """The note of an e-mail as a sentence has it: thanks behind a comma are one of their own, and say whom it was done for."""
    if brief.kind != "email" or not brief.pair.xung:
        return brief.note
    goi, xung = called(brief)[0], brief.pair.xung
    note = ASIDE.sub(rf". {capitalize(xung)} \1", brief.note)
    note = re.sub(rf"({re.escape(goi)} đã {FOR_ME}) (?!{re.escape(xung)}\b|cho\b)", rf"\1 {xung} ", note)  # "chị đã phỏng vấn em sáng nay"
    return re.sub(rf"(cảm ơn {re.escape(goi)}) (\d+ (?:năm|tháng|tuần))(?=$|[.,])", r"\1 vì \2 qua", note)


def letter_persons(brief: Brief) -> dict[str, str]:
    """The two people of a letter as its frames name them."""
    goi, name = called(brief)
    address, xung = f"{goi} {name}".strip(), brief.pair.xung
    return {"goi": address, "Goi": capitalize(address), "xung": xung, "Xung": capitalize(xung), "ten": name, "ky": brief.sender}


def letter_stands(brief: Brief, faithful: bool) -> tuple[Brief, Stands]:
    """A letter as Mầm is asked for it, and what it has stand-ins for.

    faithful: the note is passed on as it is, but where it says how or to whom to write.
    """
    frames, note = load_frames(assets_dir() / "smallworld"), as_passed(_in_sentences(brief))
    goi, name = called(brief)
    named = people(name, brief.sender)
    if not faithful or not note or not frames.passes_on(note):
        return brief, named
    known = letter_note(brief.kind, brief.type, note, letter_persons(brief), frames)
    known = known._replace(seen=hidden(known.seen, named) or "")
    return brief.with_(note=known.mark(1)), {**named, 1: known}
