"""The literary layer: every hand-written text of the library under every pronoun pair that it fits, for larger models.

A small model that learns from these writes word salad; they are a file of their own (`literary.jsonl`).
"""

import re
from collections.abc import Collection, Iterator
from random import Random

from app.viet.kinship import Pair
from app.writing.brief import Brief
from app.writing.check import fails
from app.writing.library import OWN, PROSE, Library, LibraryText, library_findings, substitute
from app.writing.prompt import NAMELESS_GROUPS, mam_content
from app.writing.source import Row, Source, item_id, row

AGED, NAMED, YEARLY = "{tuoi}", "{ten}", "tet"
NAME_SHARE = 0.3  # of the texts without room for a name that get one at the first mention
UNSPOKEN = frozenset({"tho_sai"})  # no verse with a fault, not even a small one
THIRD = frozenset({"con", "bạn"})  # also said of a cat, and of friends
NUMBER = r"(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|mốt|lăm|trăm|nghìn|ngàn|rưỡi)"
COUNTED = re.compile(rf"\b{NUMBER}(?: {NUMBER})+\b", re.IGNORECASE)  # "mười bốn người", but "năm năm" may be said of nothing


def library_pairs(library: Library, source: Source, rng: Random) -> Iterator[Row]:
    """Every (brief → text) of the library that the checker passes and that says nothing but what the brief gives."""
    for item in library.items:
        if item.kind == "thiep":
            for pair in pairs_of(item, source):
                yield from _row(item, pair, source, rng)


def pairs_of(item: LibraryText, source: Source) -> list[Pair]:
    """The pairs that the item's group, its day, its own limits and its details allow."""
    if not _own_family(item) or _counts(item):
        return []
    gender = source.knowledge.occasions[item.occasion].gender
    suits = source.knowledge.kinship.suits
    return [
        pair
        for pair, _ in source.pairs[item.group]
        if (pair.goi in item.goi if item.goi else suits(pair.goi, gender))
        and (item.form == PROSE or " " not in pair.goi + pair.xung)
        and _meant(item, pair, source.knowledge.checks["address"])
    ]


def _own_family(item: LibraryText) -> bool:
    """A text for a mother-in-law is for her alone, which no prompt says unless a detail does."""
    told = " ".join(item.details).split()
    return not item.side or OWN in item.side or any(side in told for side in item.side)


def _counts(item: LibraryText) -> bool:
    """A count that no detail gives: seventeen boxes, fourteen people."""
    told = any(letter.isdigit() for detail in item.details for letter in detail)
    return not told and COUNTED.search(item.text) is not None and item.form == PROSE


def _meant(item: LibraryText, pair: Pair, address: Collection[str]) -> bool:
    """Whether every person that a detail names is one of the pair, or a third person of whom the text speaks too."""
    there = {*item.text.lower().replace(",", " ").replace(".", " ").split(), *f"{pair.goi} {pair.xung}".split(), *THIRD}
    return all(word in there for detail in item.details for word in detail.lower().split() if word in address)


def _row(item: LibraryText, pair: Pair, source: Source, rng: Random) -> Iterator[Row]:
    brief = Brief(
        occasion=item.occasion, group=item.group, pair=pair, tone=item.tone, length=item.length, form=item.form,
        details=item.details, name=_name(item, pair, source, rng),
        age=rng.randint(60, 99) if AGED in item.text else None, year=rng.randrange(2026, 2046),
    )  # fmt: skip
    text = substitute(item, brief)
    if not text or not _sendable(text, brief, source):
        return
    prompt = mam_content(brief, source.knowledge, source.labels, in_words=True)
    if item.form != PROSE:
        prompt += f"\n{source.labels['van']['form']}: {source.knowledge.forms[item.form]}"
    made = row(prompt, text, "thiep", item.occasion, item.group, item_id(item.text))
    yield {**made, "form": item.form}


def _name(item: LibraryText, pair: Pair, source: Source, rng: Random) -> str:
    if item.group in NAMELESS_GROUPS or " " in pair.goi:
        return ""
    wanted = NAMED in item.text or (item.form == PROSE and rng.random() < NAME_SHARE)
    return source.given_name(rng, pair.goi) if wanted else ""


def _sendable(text: str, brief: Brief, source: Source) -> bool:
    found = library_findings(text, brief, source.knowledge)
    return not fails(found) and not any(finding.code in UNSPOKEN for finding in found)
