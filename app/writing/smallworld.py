"""The small world: hand-written clauses, and the grammar that joins them into greetings a small model can master.

A greeting runs opening → thanks or a warm remark → details → wishes of different themes → closing. Every
clause says for whom, for what day and in what tone it is right; the grammar only picks and joins.
"""

import json
import random
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.knowledge import read_toml
from app.viet.canchi import year_animal, year_name
from app.viet.text import capitalize, fold, sentences
from app.writing.brief import Brief
from app.writing.prompt import used_name
from app.writing.unseen import Phrases, phrase, syllables_of

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
ANY = "*"  # as the thing of a clause: it takes any note, word for word
ANY_NOTES = 0.3  # share of the details
UNSEEN_THINGS, FOREIGN_THINGS = 0.12, 0.06  # shares of details
ALIKE = {"suc_khoe", "khoi_benh", "tinh_cam"}  # kinds of details of which one text takes one
EQUALS = ("tôi", "chúng tôi", "mình")  # who calls himself so does not say "ạ"
POLITE = re.compile(r"\b(ạ|dạ|học trò)\b", re.IGNORECASE)
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
    notes: tuple[str, ...] = ()  # chi_tiet: how a hurried person types it
    thing: str = ""  # chi_tiet: the list that {x} comes from

    def fits(self, brief: Brief) -> bool:
        """Right for this day, person and pair (the tone apart)."""
        return (
            _covers(self.occ, brief.occasion)
            and _covers(self.to, brief.group)
            and (not self.goi or brief.pair.goi in self.goi)
            and not (brief.pair.xung in EQUALS and POLITE.search(self.texts[0]))
            and (not self.ten or bool(used_name(brief)))
            and (not self.tuoi or brief.age is not None)
        )


@dataclass(frozen=True)
class SmallWorld:
    """All clauses by slot, and the lists of things that details speak of."""

    clauses: Mapping[str, tuple[Clause, ...]]
    lists: Mapping[str, tuple[str, ...]]
    things: tuple[str, ...]  # the lists that details of greetings draw from
    syllables: tuple[str, ...]  # of all things
    phrases: Phrases | None = None  # for the frames that take any note

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
    things = tuple(sorted({clause.thing for clause in by_slot["chi_tiet"] if clause.thing} - {ANY}))
    syllables = syllables_of(thing for things_of_list in lists.values() for thing in things_of_list)
    return SmallWorld({slot: tuple(clauses) for slot, clauses in by_slot.items()}, lists, things, syllables)


def load_lists(folder: Path) -> dict[str, tuple[str, ...]]:
    """Every list of things of lists.toml and lists_*.toml; no two files may name the same list."""
    lists: dict[str, tuple[str, ...]] = {}
    for path in sorted(folder.glob("lists*.toml")):
        for name, things in read_toml(path).items():
            assert name not in lists, f"{path.name}: the list {name} exists already"
            lists[name] = tuple(things)
    return lists


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
        theme=row.get("theme", row.get("kind", "")),
        texts=(text,) if isinstance(text, str) else tuple(text),
        goi=tuple(row.get("goi", ())),
        ten=row.get("ten", False),
        tuoi=row.get("tuoi", False) or "{tuoi}" in str(text),
        notes=tuple(row.get("notes", ())),
        thing=row.get("x", ""),
    )


def _listed(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _covers(listed: Iterable[str], id: str) -> bool:
    return any(entry in ("*", id) for entry in listed)


def greet(brief: Brief, world: SmallWorld, rng: random.Random, details: int = 0) -> tuple[Brief, str] | None:
    """One greeting for the brief with `details` woven-in notes; None when the dice gave nothing right.

    Returns the brief with the notes as a hurried person would type them, and the text.
    """
    plan = list(rng.choice(SLOT_PLANS[brief.length]))
    for drop in DETAIL_DROPS[brief.length][:details]:
        if drop in plan and len(plan) > 1:
            plan.remove(drop)
    chosen: list[tuple[str, str]] = []  # (slot, template)
    themes: set[str] = set()
    for slot in plan:
        if slot == "ngan" and len(plan) > 1:
            continue  # complete in itself
        pool = world.wish(brief, own=len(themes) < 2) if slot == "chuc" else world.choices(slot, brief)
        options = [c for c in pool if slot != "chuc" or not c.theme or c.theme not in themes]
        if not options:
            continue
        clause = rng.choice(options)
        if slot == "chuc":
            themes.add(clause.theme)
        chosen.append((slot, rng.choice(clause.texts)))
    woven = _weave(brief, world, rng, details)
    if len(woven) < details or not chosen:
        return None
    place = next((i for i, (slot, _) in enumerate(chosen) if slot in ("chuc", "ket")), len(chosen))
    parts = [text for _, text in chosen]
    parts[place:place] = [text for _, text in woven]
    full = brief.with_(details=tuple(note for note, _ in woven))
    text = fill(" ".join(parts), full)
    return (full, text) if _well_formed(text, full) else None


def _weave(brief: Brief, world: SmallWorld, rng: random.Random, count: int) -> list[tuple[str, str]]:
    """`count` (note, sentence) pairs of different kinds, with the same thing in both."""
    woven: list[tuple[str, str]] = []
    kinds: set[str] = set()
    options = [clause for clause in world.choices("chi_tiet", brief) if not _contradicts(clause.theme, brief)]
    general = [clause for clause in options if clause.thing == ANY and world.phrases]
    telling = [clause for clause in options if clause.thing != ANY]
    for _ in range(count * 3):
        pool = general if general and rng.random() < ANY_NOTES else telling
        if len(woven) == count or not pool:
            break
        clause = rng.choice(pool)
        if any(clause.theme == kind or {clause.theme, kind} <= ALIKE for kind in kinds):
            continue
        kinds.add(clause.theme)
        thing = _thing(clause, brief, world, rng)
        note = fill(rng.choice(clause.notes).replace("{x}", thing), brief)
        hurried = note if clause.thing == ANY else _hurried(note, rng)
        woven.append((hurried, rng.choice(clause.texts).replace("{x}", thing)))
    return woven


def _contradicts(theme: str, brief: Brief) -> bool:
    """A couple that lives together is not far apart; a given age is not told again as a detail."""
    together = brief.group == "vo_chong" and brief.occasion in ("tan_gia", "dam_cuoi", "ky_niem_ngay_cuoi")
    return (theme == "xa_cach" and together) or (theme == "tuoi" and brief.age is not None)


def _thing(clause: Clause, brief: Brief, world: SmallWorld, rng: random.Random) -> str:
    """A word for {x}: now and then of another list, or one that no list holds, so that copying is learnt."""
    if not clause.thing:
        return ""
    if clause.thing == ANY:
        assert world.phrases
        return rng.choice(world.phrases.about(f"{brief.pair.goi} {brief.pair.xung}".lower().split()))
    dice = rng.random()
    if dice < UNSEEN_THINGS:
        return phrase(world.syllables, rng)
    return rng.choice(world.lists[rng.choice(world.things) if dice < UNSEEN_THINGS + FOREIGN_THINGS else clause.thing])


def _hurried(note: str, rng: random.Random) -> str:
    """As people type: now and then without diacritics or capitals, which the greeting must have again."""
    dice = rng.random()
    if dice < 0.08:
        return fold(note)
    if dice < 0.18:
        return note.lower()
    return capitalize(note) if dice < 0.3 else note


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
