"""Brief → the fixed lines that Mầm reads; what every other model is told stands in app.writing.instructions."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.knowledge import Knowledge, read_toml
from app.paths import assets_dir
from app.viet.canchi import year_animal, year_name
from app.writing.brief import Brief, listener
from app.writing.note_order import in_order
from app.writing.note_table import note_table
from app.writing.notes import Note, read_notes

NAMELESS_GROUPS = frozenset(
    {"ong_ba", "cha_me", "vo_chong", "nguoi_yeu", "khach_hang", "tap_the"}
)  # one does not call them by name
QUIET_TONES = frozenset({"am_ap", "trang_trong", "sau_sac"})
LETTER_TONES = frozenset({"than_thien", "ngan_gon"})
LOVERS = frozenset({"vo_chong", "nguoi_yeu"})
TOPICS = "topics"  # in [thiep] of assets/prompts/mam.toml: whether the model was trained on topics; else it reads kinds
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
    brief: Brief, knowledge: Knowledge, labels: Mapping[str, Mapping[str, str]], notes: Sequence[Note] | None = None
) -> str:
    """The lines Mầm was trained on (assets/prompts/mam.toml), empty fields left out; details as they are read (`notes`)."""
    values = _card_values(brief, knowledge, notes, bool(labels["thiep"].get(TOPICS))) if brief.kind == "thiep" else _writing_values(brief, knowledge)
    names = labels["thiep" if brief.kind == "thiep" else "viet"]
    lines = {name: " ".join(values[field].split()) for field, name in names.items() if field != TOPICS}  # a field is one line
    return "\n".join(f"{name}: {value}" for name, value in lines.items() if value)


def with_topics(labels: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """The labels of a prompt that says what a note speaks of ("mất tiền: …"), as models learn it from now on."""
    return {**labels, "thiep": {**labels["thiep"], TOPICS: "1"}}


def _card_values(brief: Brief, knowledge: Knowledge, notes: Sequence[Note] | None, topics: bool) -> dict[str, str]:
    if notes is None:
        notes = read_notes(brief, note_table()) if brief.details else ()
        notes = in_order(notes, lambda note: note) if topics else notes
    heard = listener(brief, knowledge)
    return {
        "occasion": knowledge.occasions[brief.occasion].label,
        "group": knowledge.roles[heard].label if heard in knowledge.roles else knowledge.groups[heard],
        "goi": brief.pair.goi,
        "xung": brief.pair.xung,
        "name": used_name(brief),
        "year": f"{year_name(brief.year)}, {year_animal(brief.year)}" if brief.occasion == "tet" else "",
        "age": str(brief.age or ""),
        "tone": knowledge.tones[fitting_tone(brief, knowledge)],
        "length": knowledge.lengths[brief.length],
        "details": "; ".join(note.line(note_table(), topics) for note in notes),
    }


def _writing_values(brief: Brief, knowledge: Knowledge) -> dict[str, str]:
    return {
        "kind": knowledge.kinds[brief.kind],
        "type": knowledge.types(brief.kind)[brief.type].label if brief.type else "",
        "goi": f"{brief.pair.goi} {brief.name}".strip() if brief.kind == "email" else "",
        "xung": brief.pair.xung if brief.kind == "email" else "",
        "sender": brief.sender,
        "tone": knowledge.tones[brief.tone],
        "length": knowledge.lengths[brief.length],
        "note": brief.note,
    }


def mam_messages(brief: Brief, knowledge: Knowledge, prompts: Prompts) -> list[dict[str, str]]:
    """One user message for the embedded model."""
    return [{"role": "user", "content": mam_content(brief, knowledge, prompts["mam"])}]
