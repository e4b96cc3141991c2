"""The library of hand-written texts: the best match for a brief, its pronouns put in. Never counted as the model's."""

import random
import re
from collections.abc import Collection, Container, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from app.knowledge import Knowledge
from app.viet.kinship import Pair
from app.viet.text import fold
from app.writing.brief import Brief
from app.writing.check import Finding, check, fails
from app.writing.prompt import used_name
from app.writing.smallworld import fill, read_jsonl
from app.writing.used import mark

SCORES = {"occasion": 100, "group": 40, "tone": 12, "length": 8, "type": 40}
DETAIL_SCORE = 30  # for each of the text's notes that the brief shares
CHANCE = 24  # near equals take turns
FOREIGN_DETAIL = -45  # for each of the text's notes that the brief does not give: it would invent a fact
OWN = "ruột"
ALIEN = -60  # for a text that is about other facts altogether: only when there is nothing plain
PROSE = "loi_chuc"
OTHERS = frozenset({"lac_ngoi", "lac_canh"})  # slips of a model; whoever wrote by hand for this day and group meant it


@dataclass(frozen=True)
class LibraryText:
    """One hand-written item of assets/library."""

    kind: str
    occasion: str
    type: str
    group: str
    goi: tuple[str, ...]
    tone: str
    length: str
    form: str
    details: tuple[str, ...]
    note: str
    text: str
    side: tuple[str, ...] = ()  # only for these relatives: "vợ" for a mother-in-law, "ruột" for one's own; () for all


@dataclass(frozen=True)
class Library:
    """All hand-written items."""

    items: tuple[LibraryText, ...]

    @staticmethod
    def load(folder: Path) -> "Library":
        """Read every *.jsonl under `folder`."""
        return Library(tuple(_item(row) for path in sorted(folder.glob("*.jsonl")) for row in read_jsonl(path)))

    def best(self, brief: Brief, knowledge: Knowledge, count: int = 1, seed: int = 0) -> list[str]:
        """The `count` best-matching texts that can be sent for this brief as they are (maybe none)."""
        return [text for _, text in self.matches(brief, knowledge, count, seed)]

    def matches(
        self, brief: Brief, knowledge: Knowledge, count: int = 1, seed: int = 0, used: Container[str] = ()
    ) -> list[tuple[LibraryText, str]]:
        """The same, each with its item; `used` are the marks of texts that the recipient was given already."""
        rng = random.Random(seed)
        persons = persons_said(knowledge)
        scored = ((_score(item, brief, persons), item) for item in self.items)
        ranked = sorted(((score + rng.random() * CHANCE, item) for score, item in scored if score), key=lambda pair: -pair[0])
        found: list[tuple[LibraryText, str]] = []
        for _, item in ranked:
            if len(found) == count:
                break
            text = substitute(item, brief)
            if not text or (used and (mark(item.text) in used or mark(text) in used)):
                continue
            if brief.kind != "thiep" or _sendable(text, brief, knowledge):
                found.append((item, text))
        return found


def _item(row: dict[str, object]) -> LibraryText:
    get = row.get
    return LibraryText(
        kind=str(get("kind", "thiep")),
        occasion=str(get("occasion", "")),
        type=str(get("type", "")),
        group=str(get("to", "")),
        goi=tuple(get("goi", ())),  # type: ignore[arg-type]
        tone=str(get("tone", "")),
        length=str(get("length", "")),
        form=str(get("form", "loi_chuc")),
        details=tuple(get("details", ())),  # type: ignore[arg-type]
        side=tuple(get("side", ())),  # type: ignore[arg-type]
        note=str(get("brief", "")),
        text=str(row["text"]),
    )


def persons_said(knowledge: Knowledge) -> frozenset[str]:
    """Words that only say who it is about: two notes about "mẹ" have nothing in common by that."""
    table = knowledge.kinship
    return frozenset(word for said in (*table.male, *table.female, *table.senders, *table.sides) for word in said.split())


def _score(item: LibraryText, brief: Brief, persons: frozenset[str]) -> int:
    """How well an item matches; 0 when it must not be offered."""
    if item.kind != brief.kind or item.form != brief.form:
        return 0
    score = SCORES["tone"] * (item.tone == brief.tone) + SCORES["length"] * (item.length == brief.length)
    if brief.kind != "thiep":
        shared = _overlap(fold(item.note), fold(brief.note))
        return 0 if item.type != brief.type else score + SCORES["type"] + int(60 * shared)
    if item.occasion != brief.occasion or item.group != brief.group:
        return 0
    if item.goi and brief.pair.goi not in item.goi:
        return 0
    if item.side and (brief.side or OWN) not in item.side:
        return 0
    shared = [known for _, known in told(item, brief, persons)]
    score += sum(DETAIL_SCORE if known else FOREIGN_DETAIL for known in shared)
    if shared and not any(shared):
        score += ALIEN
    return max(0, score + SCORES["occasion"] + SCORES["group"])


def told(item: LibraryText, brief: Brief, persons: Collection[str]) -> list[tuple[str, bool]]:
    """The facts that the text tells, each with whether the request gives it."""
    wanted = " ".join(brief.details)
    spell = fold if wanted == fold(wanted) else str.lower  # "đau" is not "đầu", unless typed without diacritics
    notes = [note for note in item.details if _telling(note.lower(), persons)]
    ignored = {*map(spell, persons)}
    return [(note, _overlap(spell(note), spell(wanted), ignored) >= 0.5) for note in notes]


def _overlap(note: str, other: str, ignored: Collection[str] = ()) -> float:
    """The share of a note's syllables, but for `ignored` ones, that the other text has too."""
    mine, theirs = _telling(note, ignored), set(re.findall(r"\w+", other))
    return len(mine & theirs) / len(mine) if mine else 0.0


def _telling(note: str, ignored: Collection[str]) -> set[str]:
    return set(re.findall(r"\w+", note)).difference(ignored)


def substitute(item: LibraryText, brief: Brief) -> str:
    """The text with the pair and the year put in, or "" when it needs something that the brief lacks."""
    if item.kind != "thiep":
        return item.text
    if "{ten}" in item.text and not used_name(brief):
        return ""
    if "{tuoi}" in item.text and brief.age is None:
        return ""
    template = item.text
    if brief.pair.xung.startswith("chúng "):  # several write already
        template = template.replace("chúng {xung}", "{xung}").replace("Chúng {xung}", "{Xung}")
    return fill(template, brief if item.form == PROSE else _in_verse(brief, item))


def _in_verse(brief: Brief, item: LibraryText) -> Brief:
    """A line keeps its count: no name where none was left room for, and "con" for "chúng con"."""
    goi, xung = brief.pair.goi, brief.pair.xung
    name = brief.name if "{ten}" in item.text else ""
    return brief.with_(name=name, pair=Pair(goi, xung.removeprefix("chúng ")))


def _sendable(text: str, brief: Brief, knowledge: Knowledge) -> bool:
    """The checker's word on it; a library text need not use the details, and may speak of third persons."""
    return not fails(library_findings(text, brief.with_(details=()), knowledge))


def telling(facts: Iterable[str]) -> tuple[Finding, ...]:
    """The remark on a text that tells what nobody asked for; () where it does not."""
    said = "; ".join(facts)
    reason = f"Bài này kể riêng: {said}. Hãy sửa nếu không đúng."
    return (Finding("ke_rieng", 0, 0, reason, "nhac"),) if said else ()


def library_findings(text: str, brief: Brief, knowledge: Knowledge) -> tuple[Finding, ...]:
    """What the checker says of a hand-written text, in which "anh" or "cô" may well be somebody else.

    It was not written for this brief's details: that one is missing is a remark and no fault.
    """
    found = (finding for finding in check(text, brief, knowledge) if finding.code not in OTHERS)
    return tuple(replace(finding, severity="nhac") if finding.code == "thieu_chi_tiet" else finding for finding in found)
