"""E-mails and posts to learn from: patterns filled in, notes of any sense passed on, and the hand-written corpus."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

from app.viet.kinship import Pair
from app.viet.text import capitalize, fold
from app.writing.brief import Brief, write_out
from app.writing.letter_frames import Frames, as_passed, letter_note, load_frames
from app.writing.prompt import mam_content
from app.writing.smallworld import read_jsonl
from app.writing.source import Row, Source, item_id, row
from app.writing.stand_ins import NAME, SENDER, points
from app.writing.unseen import NUMBER, phrase, renumber

UNSEEN_WORDS = 0.15  # share of the things that have other digits, or are words of no list
SLOT = re.compile(r"\{(\w+)\}")
LISTED = 0.6  # share of the notes with several points that become a list
OFFICES = ("quý công ty", "quý cửa hàng", "cửa hàng")  # any other office can stand there
ANY_TONE = ("am_ap", "trang_trong", "than_thien", "ngan_gon", "vui_tuoi")
ANY_LENGTH = ("ngan", "vua", "dai")

Pattern = Mapping[str, Any]  # a line of assets/smallworld with a "type"


def patterns(folder: Path) -> list[Pattern]:
    """The letter patterns of every JSONL file of the small world."""
    return [found for path in sorted(folder.glob("*.jsonl")) for found in read_jsonl(path) if "slot" not in found]


def writings(source: Source, folder: Path, rng: Random, rounds: int) -> Iterator[Row]:
    """Every pattern filled in `rounds` times."""
    for pattern in patterns(folder):
        for _ in range(rounds):
            yield filled(pattern, source, rng)


def passed_on(source: Source, folder: Path, corpus: Path, rng: Random, rounds: int) -> Iterator[Row]:
    """Letters that pass any note on word for word (chung.toml), about `rounds` of each type.

    The notes are those of the type's patterns and of its hand-written posts.
    """
    own = patterns(folder)
    written = read_jsonl(corpus)
    frames = load_frames(folder)
    for kind, types in frames.kinds.items():
        for type in types:
            like = [pattern for pattern in own if pattern["type"] == type]
            told = kind != "email"  # those of e-mails name another recipient or sender
            notes = [letter["brief"] for letter in written if letter["type"] == type and told]
            for _ in range(rounds):
                made = _passed_on(kind, frames, rng.choice(like), notes, source, rng)
                if made:
                    yield made


def corpus_writings(source: Source, corpus: Path) -> Iterator[Row]:
    """The hand-written e-mails and posts, as they are."""
    for letter in read_jsonl(corpus):
        brief = Brief(
            kind=letter["kind"], type=letter["type"], pair=Pair("", ""), tone=letter["tone"], length=letter["length"],
            note=letter["brief"],
        )  # fmt: skip
        prompt = mam_content(brief, source.knowledge, source.labels, in_words=True)
        yield row(prompt, letter["text"], brief.kind, brief.type, "", item_id(letter["text"]))


def filled(pattern: Pattern, source: Source, rng: Random) -> Row:
    """One filling of a pattern: the note as a hurried person types it, and the letter."""
    text = pattern["text"] if isinstance(pattern["text"], str) else rng.choice(pattern["text"])
    form = rng.choice(pattern["notes"])
    things = _things(form + text, source, rng)
    address, words = _persons(pattern, things, source, rng)
    note = form.format_map(words)
    known = all(thing in source.world.lists[slot] for slot, thing in things.items())
    brief = Brief(
        kind=pattern["kind"], type=pattern["type"], pair=Pair(words["goi"], words["xung"]),
        sender=words["ky"] if "{ky}" in text else "", tone=_one(pattern.get("tone", "am_ap"), rng),
        length=_one(pattern.get("length", "vua"), rng), note=_hurried(note, rng) if known else note,
    )  # fmt: skip
    return _row(brief, _written(text, words, address), source, pattern_id(pattern))


def _passed_on(
    kind: str, frames: Frames, pattern: Pattern, notes: Sequence[str], source: Source, rng: Random
) -> Row | None:
    address, persons = _persons(pattern, {}, source, rng)
    note = _any_note(pattern, notes, persons, source, rng)
    if not frames.passes_on(note):
        return None
    note = as_passed(write_out(note, source.knowledge.short))
    mark = letter_note(kind, pattern["type"], note, persons, frames).mark(1)
    tone = rng.choice(ANY_TONE)
    brief = Brief(
        kind=kind, type=pattern["type"], pair=Pair(persons["goi"], persons["xung"]),
        sender=persons["ky"] if kind == "email" else "", tone=tone, length=rng.choice(ANY_LENGTH), note=mark,
    )  # fmt: skip
    body = frames.body(kind, brief.type, note, persons, rng)
    text = f"{body}\n\n{frames.closing(kind, brief.type, note, body, persons, rng)}"
    if kind == "email":
        greeting = frames.salutation(brief.pair, tone, rng)
        text = f"Tiêu đề: {frames.kinds[kind][brief.type]['de']}\n\n{greeting},\n\n{text}\n\n{{ky}}"
    listed = len(points(note)) > 2 and rng.random() < LISTED
    words = {**persons, "told": "\n#1" if listed else f" {mark}.", "note": mark[0].lower() + mark[1:], "Note": capitalize(mark)}
    return {**_row(brief, _written(text, words, address), source, pattern_id(pattern)), "details": note}


def _any_note(
    pattern: Pattern, notes: Sequence[str], persons: Mapping[str, str], source: Source, rng: Random
) -> str:
    """A note of a pattern or of a post written by hand."""
    if notes and rng.random() < 0.5:
        return rng.choice(notes)
    form = rng.choice(pattern["notes"])
    return form.format_map({**persons, **_things(form, source, rng)})


def _persons(pattern: Pattern, things: Mapping[str, str], source: Source, rng: Random) -> tuple[str, dict[str, str]]:
    """The pair's pattern ("chị {ten}") and the words for every slot."""
    address, xung = rng.choice(pattern.get("pairs") or [["bạn", "mình"]])
    if address in OFFICES and rng.random() < 0.5:
        address = rng.choice(source.world.lists["co_quan"])
    ten, ky = f"#{NAME}", f"#{SENDER}"
    goi = address.replace("{ten}", ten)
    own = {"ten": ten, "ky": ky, "goi": goi, "Goi": capitalize(goi), "xung": xung, "Xung": capitalize(xung)}
    return address, {**things, **own}


def _things(text: str, source: Source, rng: Random) -> dict[str, str]:
    return {slot: _thing(slot, source, rng) for slot in SLOT.findall(text) if slot in source.world.lists}


def _thing(slot: str, source: Source, rng: Random) -> str:
    """A thing for a slot, now and then one to be copied; a capital at its head stays one."""
    thing = rng.choice(source.world.lists[slot])
    if rng.random() >= UNSEEN_WORDS:
        return thing
    if NUMBER.search(thing):
        return renumber(thing, rng)
    strange = phrase(source.world.syllables, rng)
    return capitalize(strange) if thing[0].isupper() else strange


def _hurried(note: str, rng: Random) -> str:
    """Now and then without diacritics or capitals, which the letter must have again."""
    dice = rng.random()
    return fold(note) if dice < 0.08 else note.lower() if dice < 0.2 else note


def _written(text: str, words: Mapping[str, str], address: str) -> str:
    """The text filled in; after the salutation the address goes without the name ("chị", not "chị Hà")."""
    short = address.replace(" {ten}", "")
    later = {**words, "goi": short, "Goi": capitalize(short)}
    parts = text.split("\n\n")
    return "\n\n".join(part.format_map(words if i < 2 else later) for i, part in enumerate(parts))


def _one(value: str | list[str], rng: Random) -> str:
    return value if isinstance(value, str) else rng.choice(value)


def pattern_id(pattern: Pattern) -> str:
    """The item that every letter of the pattern is made of."""
    return item_id(str(pattern["text"]))


def _row(brief: Brief, text: str, source: Source, item: str) -> Row:
    return row(mam_content(brief, source.knowledge, source.labels), text, brief.kind, brief.type, "", item)
