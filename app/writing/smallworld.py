"""The small world: hand-written clauses, and the grammar that joins them into greetings a small model can master.

A greeting runs opening → thanks or a warm remark → details → wishes of different themes → closing. Every
clause says for whom, for what day and in what tone it is right; the grammar only picks and joins.
"""

import json
import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.knowledge import read_toml
from app.viet.canchi import year_animal, year_name
from app.viet.text import capitalize, sentences
from app.writing.brief import Brief
from app.writing.note_table import load_lists, note_table
from app.writing.prompt import used_name
from app.writing.tell import Told, clashes, polite_enough
from app.writing.unseen import Phrases, syllables_of

LENGTH_WORDS = {"ngan": (6, 32), "vua": (26, 70), "dai": (60, 135)}  # inclusive, in syllables
SLOT_PLANS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "ngan": (("ngan",), ("ngan",), ("mo_dau", "chuc"), ("chuc",), ("chuc", "ket")),
    "vua": (
        ("mo_dau", "chuc", "chuc", "ket"),
        ("mo_dau", "cam_on", "chuc", "ket"),
        ("mo_dau", "ky_niem", "chuc"),
        ("mo_dau", "chuc", "chuc"),
        ("ky_niem", "chuc", "ket"),
    ),
    "dai": (
        ("mo_dau", "cam_on", "ky_niem", "chuc", "chuc", "chuc", "ket"),
        ("mo_dau", "cam_on", "chuc", "chuc", "chuc", "ket"),
        ("mo_dau", "ky_niem", "chuc", "chuc", "chuc", "ket"),
    ),
}
NEIGHBOURS: Mapping[str, tuple[str, ...]] = {
    "am_ap": (), "trang_trong": ("sau_sac", "am_ap"), "vui_tuoi": ("am_ap",), "hai_huoc": ("vui_tuoi", "am_ap"),
    "lang_man": ("am_ap",), "sau_sac": ("trang_trong", "am_ap"), "tre_trung": ("vui_tuoi", "am_ap"),
    "than_thien": ("am_ap",), "ngan_gon": ("am_ap",),
}  # fmt: skip
FEW = 4
DETAIL_DROPS = {"ngan": ("ket", "mo_dau", "ngan"), "vua": ("chuc", "ky_niem", "cam_on"), "dai": ("ky_niem",)}


@dataclass(frozen=True)
class Clause:
    """One hand-written sentence and where it is right; "*" in occ, to or tone means everywhere."""

    slot: str
    occ: tuple[str, ...]
    to: tuple[str, ...]
    tone: tuple[str, ...]
    theme: str
    texts: tuple[str, ...]
    goi: tuple[str, ...] = ()
    ten: bool = False
    tuoi: bool = False

    def fits(self, brief: Brief) -> bool:
        """Right for this day, person and pair (the tone apart)."""
        return (
            _covers(self.occ, brief.occasion)
            and _covers(self.to, brief.group)
            and (not self.goi or brief.pair.goi in self.goi)
            and polite_enough(self.texts[0], brief)
            and (not self.ten or bool(used_name(brief)))
            and (not self.tuoi or brief.age is not None)
        )


@dataclass(frozen=True)
class SmallWorld:
    """All clauses by slot, and the lists of things that notes and letters speak of."""

    clauses: Mapping[str, tuple[Clause, ...]]
    lists: Mapping[str, tuple[str, ...]]
    syllables: tuple[str, ...]  # of all things
    phrases: Phrases | None = None  # notes of any sense, to learn copying from

    def choices(self, slot: str, brief: Brief) -> list[Clause]:
        """Clauses of a slot that fit the brief, in its tone; in a neighbouring tone where those are few."""
        fitting = [clause for clause in self.clauses.get(slot, ()) if clause.fits(brief)]
        tones = [brief.tone]
        toned: list[Clause] = []
        for tone in (brief.tone, *NEIGHBOURS[brief.tone]):
            tones.append(tone)
            toned = [clause for clause in fitting if any(_covers(clause.tone, near) for near in tones)]
            if len(toned) >= FEW:
                break
        return toned or fitting

    def wish(self, brief: Brief, own: bool) -> list[Clause]:
        """Wishes; `own` asks for those written for few days, so that the day is heard in them."""
        every = self.choices("chuc", brief)
        narrow = [clause for clause in every if len(clause.occ) <= 3 and "*" not in clause.occ]
        return narrow if own and narrow else every

    def covers(self, occasion: str, group: str) -> bool:
        """Whether there are enough clauses to greet this group on this day."""
        brief = Brief(occasion=occasion, group=group)
        need = {"mo_dau": 2, "chuc": 4}
        return all(
            sum(_covers(c.occ, brief.occasion) and _covers(c.to, brief.group) for c in self.clauses[slot]) >= least
            for slot, least in need.items()
        )


def load_smallworld(folder: Path) -> SmallWorld:
    """Read assets/smallworld: the clauses of cards (e-mails and posts are read by app.writing.letters)."""
    rows = [row for path in sorted(folder.glob("*.jsonl")) for row in read_jsonl(path) if "slot" in row]
    by_slot: dict[str, list[Clause]] = {}
    for row in rows:
        by_slot.setdefault(row["slot"], []).append(_clause(row))
    lists = load_lists(folder)
    syllables = syllables_of(thing for things_of_list in lists.values() for thing in things_of_list)
    return SmallWorld({slot: tuple(clauses) for slot, clauses in by_slot.items()}, lists, syllables)


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """One JSON object a line; blank lines are passed over."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _clause(row: Mapping[str, Any]) -> Clause:
    text = row["text"]
    return Clause(
        slot=row["slot"],
        occ=_listed(row.get("occ", "*")),
        to=_listed(row.get("to", "*")),
        tone=_listed(row.get("tone", "*")),
        theme=row.get("theme", ""),
        texts=(text,) if isinstance(text, str) else tuple(text),
        goi=tuple(row.get("goi", ())),
        ten=row.get("ten", False),
        tuoi=row.get("tuoi", False) or "{tuoi}" in str(text),
    )


def _listed(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _covers(listed: Iterable[str], id: str) -> bool:
    return any(entry in ("*", id) for entry in listed)


def greet(brief: Brief, world: SmallWorld, rng: random.Random, heard: str, told: Sequence[Told]) -> str | None:
    """One greeting for the brief in which the notes are told; None when the dice gave nothing right.

    `heard` is the group or role (app.writing.brief.listener) by which sentences are chosen.
    """
    asked = brief.with_(group=heard)
    plan = list(rng.choice(SLOT_PLANS[brief.length]))
    for drop in DETAIL_DROPS[brief.length][: len(told)]:
        if drop in plan and len(plan) > 1:
            plan.remove(drop)
    chosen: list[tuple[str, str]] = []  # (slot, template)
    themes: set[str] = set()
    for slot in plan:
        if slot == "ngan" and len(plan) > 1:
            continue  # complete in itself
        pool = world.wish(asked, own=len(themes) < 2) if slot == "chuc" else world.choices(slot, asked)
        options = [c for c in pool if slot != "chuc" or not c.theme or c.theme not in themes]
        if not options:
            continue
        clause = rng.choice(options)
        if slot == "chuc":
            themes.add(clause.theme)
        chosen.append((slot, rng.choice(clause.texts)))
    if not chosen:
        return None
    place = next((i for i, (slot, _) in enumerate(chosen) if slot in ("chuc", "ket")), len(chosen))
    parts = [text for _, text in chosen]
    if any(clashes(note.kind, fill(part, brief), brief, note_table()) for part in parts for note in (each.note for each in told)):
        return None
    parts[place:place] = [each.sentence for each in told]
    text = fill(" ".join(parts), brief)
    return text if _well_formed(text, brief) else None


def fill(template: str, brief: Brief) -> str:
    """The text with its placeholders put into words; the name enters at the first mention of the person."""
    name = used_name(brief)
    text = template
    if name and "{ten}" not in text:
        text = re.sub(r"\{(goi|Goi)\}", lambda hit: _named(hit[1], brief, name), text, count=1)
    goi, xung = brief.pair.goi, brief.pair.xung
    words = {
        "goi": goi, "Goi": capitalize(goi), "xung": xung, "Xung": capitalize(xung), "ten": name,
        "nam": year_name(brief.year), "con_giap": year_animal(brief.year), "nam_so": str(brief.year),
        "tuoi": str(brief.age or ""),
    }  # fmt: skip
    return re.sub(r"\{(\w+)\}", lambda hit: words[hit[1]], text)


def _named(placeholder: str, brief: Brief, name: str) -> str:
    if brief.group == "ban_be":
        return name
    return f"{{{placeholder}}} {name}"


def _well_formed(text: str, brief: Brief) -> bool:
    """Length in bounds, no two sentences alike in their first four words, the name there when given."""
    low, high = LENGTH_WORDS[brief.length]
    starts = [" ".join(sentence.lower().split()[:4]) for sentence in sentences(text)]
    name = used_name(brief)
    return (
        low <= len(text.split()) <= high
        and len(set(starts)) == len(starts)
        and (not name or name in text)
        and "  " not in text
    )
