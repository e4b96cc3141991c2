"""Damage to letters: points lost, numbers and days exchanged, the frame broken."""

import re
from random import Random

from app.viet.text import fold
from app.writing.accuracy.specimens import LETTERS, Damaged, Specimen, Stock
from app.writing.accuracy.telling import clauses

NUMBER = re.compile(r"\d+")
WEEKDAY = re.compile(r"(thứ) (Hai|Ba|Tư|Năm|Sáu|Bảy)")
DAYS = ("Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy")


def dropped_point(specimen: Specimen, stock: Stock, rng: Random) -> Damaged | None:
    """The note asks for one thing more, of which the letter says nothing."""
    if specimen.brief.kind == "thiep":
        return None
    point = rng.choice(clauses())
    if len(point.split()) < 4 or len(set(fold(point).split()) & set(fold(specimen.text).split())) > 1:
        return None
    brief = specimen.brief.with_(note=f"{specimen.brief.note}, {point}")
    return Specimen(brief, specimen.text, "", specimen.origin), specimen.text


def shuffled_note(specimen: Specimen, stock: Stock, rng: Random) -> Damaged | None:
    """A letter that answers another person's note of the same type."""
    if specimen.origin != LETTERS:
        return None
    notes = [note for note in stock.notes if note != specimen.brief.note]
    return Specimen(specimen.brief.with_(note=rng.choice(notes)), specimen.text, "", LETTERS), specimen.text


def changed_number(specimen: Specimen, stock: Stock, rng: Random) -> Damaged | None:
    hits = list(NUMBER.finditer(specimen.text))
    if specimen.brief.kind == "thiep" or not hits:
        return None
    hit = rng.choice(hits)
    other = str(int(hit[0]) + rng.choice((1, 2, 3, 10)))
    given = NUMBER.findall(f"{specimen.brief.note} {specimen.text}")
    return None if other in given else (specimen, specimen.text[: hit.start()] + other + specimen.text[hit.end() :])


def changed_weekday(specimen: Specimen, stock: Stock, rng: Random) -> Damaged | None:
    hits = list(WEEKDAY.finditer(specimen.text))
    if specimen.brief.kind == "thiep" or not hits:
        return None
    hit = rng.choice(hits)
    other = rng.choice([day for day in DAYS if f"thứ {day}" not in specimen.text])
    return specimen, f"{specimen.text[: hit.start(2)]}{other}{specimen.text[hit.end(2) :]}"


def without_frame(specimen: Specimen, stock: Stock, rng: Random) -> Damaged | None:
    """No subject, or no signature."""
    if specimen.brief.kind != "email":
        return None
    if specimen.brief.sender and rng.random() < 0.5:
        return specimen, specimen.text.rpartition("\n")[0].rstrip()
    return specimen, specimen.text.partition("\n\n")[2]


def wrong_salutation(specimen: Specimen, stock: Stock, rng: Random) -> Damaged | None:
    goi = specimen.brief.pair.goi
    name = goi.split()[-1] if goi and goi.split()[-1][0].isupper() else ""
    other = rng.choice(stock.source.names)
    if specimen.brief.kind != "email" or not name or other == name:
        return None
    return specimen, specimen.text.replace(name, other)
