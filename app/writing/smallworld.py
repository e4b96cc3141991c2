"""The small world: hand-written clauses, and the grammar that joins them into greetings a small model can master.

A greeting runs opening → thanks or a warm remark → details → wishes of different themes → closing. Every
clause says for whom, for what day and in what tone it is right; the grammar only picks and joins.
"""

import json
import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from app.viet.canchi import year_animal, year_name
from app.viet.text import capitalize, sentences
from app.writing.brief import Brief
from app.writing.note_table import load_lists, note_table
from app.writing.prompt import used_name
from app.writing.tell import Told, clashes, polite_enough
from app.writing.unseen import syllables_of

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
MORE = 1.12  # so much longer may a text be that tells several notes; the checker lets it pass
WISH = re.compile(r"(?:\{Xung\} )?(?:xin |kính )*(?:chúc(?! mừng)|mong|cầu|ước)\b", re.IGNORECASE)  # a short text that wishes
NOTE = "chi_tiet"  # the slot of a told note
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
    found: dict[tuple[str, str, str], tuple[Clause, ...]] = field(default_factory=dict, compare=False, repr=False)  # by `on`

    def choices(self, slot: str, brief: Brief) -> list[Clause]:
        """Clauses of a slot that fit the brief, in its tone; in a neighbouring tone where those are few."""
        fitting = [clause for clause in self.on(slot, brief.occasion, brief.group) if clause.fits(brief)]
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
        return self.count("mo_dau", occasion, group) >= 2 and self.count("chuc", occasion, group) >= 4

    def count(self, slot: str, occasion: str, group: str) -> int:
        """How many clauses of a slot are right for this group on this day."""
        return len(self.on(slot, occasion, group))

    def on(self, slot: str, occasion: str, group: str) -> tuple[Clause, ...]:
        """The clauses of a slot for this group on this day."""
        key = slot, occasion, group
        if key not in self.found:
            fits = (c for c in self.clauses.get(slot, ()) if _covers(c.occ, occasion) and _covers(c.to, group))
            self.found[key] = tuple(fits)
        return self.found[key]


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


class Part(NamedTuple):
    """One sentence of a greeting, its slots open; `tone` is where its clause is right, () of a told note."""

    slot: str
    template: str
    tone: tuple[str, ...] = ()


def greet(brief: Brief, world: SmallWorld, rng: random.Random, heard: str, told: Sequence[Told]) -> str | None:
    """One greeting for the brief in which the notes are told; None when the dice gave nothing right.

    `heard` is the group or role (app.writing.brief.listener) by which sentences are chosen.
    """
    return join(plan(brief, world, rng, heard, told), brief)


def plan(brief: Brief, world: SmallWorld, rng: random.Random, heard: str, told: Sequence[Told]) -> list[Part]:
    """The sentences of a greeting in their order; none where they would contradict each other."""
    asked = brief.with_(group=heard)
    slots = list(rng.choice(SLOT_PLANS[brief.length]))
    for drop in DETAIL_DROPS[brief.length][: len(told)]:
        if drop in slots and len(slots) > 1:
            slots.remove(drop)
    chosen: list[Part] = []
    themes: set[str] = set()
    for slot in slots:
        if slot == "ngan" and len(slots) > 1:
            continue  # complete in itself
        pool = world.wish(asked, own=len(themes) < 2) if slot == "chuc" else world.choices(slot, asked)
        options = [c for c in pool if slot != "chuc" or not c.theme or c.theme not in themes]
        if not options:
            continue
        clause = rng.choice(options)
        if slot == "chuc":
            themes.add(clause.theme)
        chosen.append(Part(slot, rng.choice(clause.texts), clause.tone))
    kinds = [each.note.kind for each in told]
    if any(clashes(kind, fill(part.template, brief), brief, note_table()) for part in chosen for kind in kinds):
        return []
    place = next((i for i, part in enumerate(chosen) if part.slot in ("chuc", "ket") or WISH.match(part.template)), len(chosen))
    notes = [Part(NOTE, each.sentence) for each in told]
    return [*chosen[:place], *notes, *chosen[place:]] if chosen else []


def join(parts: Sequence[Part], brief: Brief) -> str | None:
    """The greeting of these sentences, or None where it is none: nothing in it, too long, one sentence like another."""
    text = fill(" ".join(part.template for part in parts), brief)
    return text if parts and _well_formed(text, brief) else None


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
    high = round(high * MORE) if len(brief.details) > 1 else high
    starts = [" ".join(sentence.lower().split()[:4]) for sentence in sentences(text)]
    name = used_name(brief)
    return (
        low <= len(text.split()) <= high
        and len(set(starts)) == len(starts)
        and (not name or name in text)
        and "  " not in text
    )
