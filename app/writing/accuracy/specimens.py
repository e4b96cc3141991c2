"""Texts that are right, with the briefs they answer: the library, the grammar's greetings, letters.

The checker is measured on them: untouched they must pass, and damaged (app.writing.accuracy.damages) they must not.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from app.knowledge import Knowledge
from app.viet.kinship import Pair
from app.writing.brief import Brief, write_out
from app.writing.dataset import greeting, random_brief
from app.writing.letters import filled, patterns
from app.writing.library import PROSE, Library, LibraryText, substitute
from app.writing.prompt import used_name
from app.writing.smallworld import read_jsonl
from app.writing.source import Source
from app.writing.stand_ins import people, told
from app.writing.tell import EQUALS

GOI, XUNG = "goiz", "xungz"  # no word has them: they show where the pair stands
LIBRARY, GRAMMAR, LETTERS, PATTERNS = "kho lời chúc", "văn phạm", "thư viết tay", "thư theo mẫu"
AGED = "{tuoi}"


@dataclass(frozen=True)
class Specimen:
    """A right text; `template` still has {goi}, {Goi}, {xung}, {Xung} and the name's {ten} where a card's text is made of one."""

    brief: Brief
    text: str
    template: str
    origin: str

    def told(self, pair: Pair) -> str:
        """The text with another pair in it, by one who does not know better."""
        return spoken(self.template, pair)


Damaged = tuple[Specimen, str]  # the brief's side, and the text as damaged


@dataclass(frozen=True)
class Stock:
    """What damage draws from."""

    source: Source
    notes: Sequence[str]  # of the hand-written letters


def spoken(template: str, pair: Pair) -> str:
    """The words of the pair put in."""
    goi, xung = pair.goi, pair.xung
    words = {"goi": goi, "Goi": goi[:1].upper() + goi[1:], "xung": xung, "Xung": xung[:1].upper() + xung[1:]}
    return re.sub(r"\{(goi|Goi|xung|Xung)\}", lambda hit: words[hit[1]], template)


def library_cards(library: Library, source: Source, rng: Random) -> Iterator[Specimen]:
    """Every greeting of the library, in prose and verse, to a person whom it fits."""
    for item in library.items:
        if item.kind == "thiep" and (pair := _fitting(item, source, rng)):
            brief = Brief(
                occasion=item.occasion, group=item.group, pair=pair, tone=item.tone, length=item.length, form=item.form,
                details=item.details, age=rng.randint(60, 99) if AGED in item.text else None,
                name=rng.choice(source.names) if "{ten}" in item.text else "", year=rng.randrange(2026, 2046),
            )  # fmt: skip
            text = substitute(item, brief)
            marked = substitute(item, brief.with_(pair=Pair(GOI, XUNG)))
            if text and spoken(_slots(marked), pair) == text:
                yield Specimen(brief, text, _slots(marked), LIBRARY)


def _fitting(item: LibraryText, source: Source, rng: Random) -> Pair | None:
    gender = source.knowledge.occasions[item.occasion].gender
    fits = [
        (pair, weight)
        for pair, weight in source.pairs[item.group]
        if (pair.goi in item.goi if item.goi else source.knowledge.kinship.suits(pair.goi, gender))
        and (item.form == PROSE or not ({" "} & set(pair.goi + pair.xung)))
    ]
    return rng.choices([pair for pair, _ in fits], [weight for _, weight in fits])[0] if fits else None


def _slots(marked: str) -> str:
    for word, slot in ((GOI, "goi"), (XUNG, "xung")):
        marked = marked.replace(word, f"{{{slot}}}").replace(word.capitalize(), f"{{{slot.capitalize()}}}")
    return marked


def grammar_cards(source: Source, rng: Random, count: int) -> Iterator[Specimen]:
    """Greetings as Mầm learns them, with up to two details."""
    days = [(o, g) for o in source.knowledge.occasions for g in source.knowledge.groups if source.world.covers(o, g)]
    made = 0
    while made < count:
        brief = random_brief(source, *rng.choice(days), rng)
        if brief.pair.xung in EQUALS:  # they leave out clauses of the polite
            continue
        marked = greeting(brief.with_(pair=Pair(GOI, XUNG)), brief.group, source, rng, rng.choice((0, 1, 1, 2)))
        if not marked:
            continue
        made += 1
        details = tuple(spoken(_slots(detail), brief.pair) for detail in marked.brief.details)
        template = _slots(marked.text)
        yield Specimen(brief.with_(details=details), spoken(template, brief.pair), template, GRAMMAR)


def hand_written_letters(path: Path, source: Source) -> Iterator[Specimen]:
    """The e-mails and posts of the library, each with the hurried note that it answers."""
    for row in read_jsonl(path):
        note = write_out(row["brief"], source.knowledge.short)
        brief = Brief(
            kind=row["kind"], type=row["type"], pair=Pair("", ""), tone=row["tone"], length=row["length"], note=note
        )
        yield Specimen(brief, row["text"], "", LETTERS)


def pattern_letters(source: Source, folder: Path, rng: Random, rounds: int) -> Iterator[Specimen]:
    """Letters of the small world's patterns."""
    for pattern in patterns(folder):
        for _ in range(rounds):
            row = filled(pattern, source, rng)
            names = people(source.given_name(rng), source.given_name(rng))
            yield Specimen(_asked(told(row["prompt"], names), source.knowledge, source), told(row["answer"], names), "", PATTERNS)


def _asked(prompt: str, knowledge: Knowledge, source: Source) -> Brief:
    """The brief behind the lines of a letter's prompt."""
    said = dict(line.split(": ", 1) for line in prompt.splitlines())
    labels = source.labels["viet"]
    value = {field: said.get(name, "") for field, name in labels.items()}
    kind = next(id for id, label in knowledge.kinds.items() if label == value["kind"])
    type = next((id for id, found in knowledge.types(kind).items() if found.label == value["type"]), "")
    pair = Pair(value["goi"], value["xung"])
    return Brief(kind=kind, type=type, pair=pair, sender=value["sender"], note=value["note"])


def calls_by_name(specimen: Specimen) -> bool:
    """Whether the text says the recipient's name."""
    name = used_name(specimen.brief)
    return bool(name) and name in specimen.text
