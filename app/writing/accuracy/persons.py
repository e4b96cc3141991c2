"""Damage to who speaks to whom: other pairs, wrong gender or level of respect, names lost or exchanged."""

import re
from random import Random

from app.viet.kinship import Pair
from app.viet.text import sentence_spans
from app.writing.accuracy.specimens import Damaged, Specimen, Stock, calls_by_name, spoken
from app.writing.library import PROSE
from app.writing.prompt import used_name

GENDERS = {
    "ông": "bà",
    "bố": "mẹ",
    "ba": "má",
    "cha": "mẹ",
    "tía": "má",
    "anh": "chị",
    "chú": "cô",
    "cậu": "dì",
    "thầy": "cô",
}
EQUAL_PAIRS = (
    Pair("bạn", "mình"),
    Pair("cậu", "tớ"),
    Pair("em", "anh"),
    Pair("em", "chị"),
    Pair("cháu", "bác"),
    Pair("mày", "tao"),
)
EVERYBODY = frozenset({"mọi người", "cả nhà", "cả lớp", "chị em", "anh em"})  # to turn to them is no mistake
SLOT = re.compile(r"\{(?:goi|Goi|xung|Xung)\}")


def swapped_pair(specimen: Specimen, stock: Stock, rng: Random) -> Damaged | None:
    if len(SLOT.findall(specimen.template)) < 2:
        return None
    return specimen, specimen.told(_other_pair(specimen, stock, rng))


def mixed_pairs(specimen: Specimen, stock: Stock, rng: Random) -> Damaged | None:
    """From some sentence on, the text is of two other people."""
    parts = [specimen.template[start:end] for start, end in sentence_spans(specimen.template)]
    turns = [
        at
        for at in range(1, len(parts))
        if len(SLOT.findall(" ".join(parts[at:]))) >= 2 and SLOT.search(" ".join(parts[:at]))
    ]
    if not turns:
        return None
    turn = specimen.template.index(parts[rng.choice(turns)])
    pair = specimen.brief.pair
    return specimen, spoken(specimen.template[:turn], pair) + spoken(
        specimen.template[turn:], _other_pair(specimen, stock, rng)
    )


def wrong_gender(specimen: Specimen, stock: Stock, rng: Random) -> Damaged | None:
    goi, xung = specimen.brief.pair.goi, specimen.brief.pair.xung
    other = GENDERS.get(goi) or next((male for male, female in GENDERS.items() if female == goi), "")
    used = "{goi}" in specimen.template or "{Goi}" in specimen.template
    return (specimen, specimen.told(Pair(other, xung))) if other and other != xung and used else None


def wrong_level(specimen: Specimen, stock: Stock, rng: Random) -> Damaged | None:
    """An elder spoken to as an equal or as a child."""
    own = set(f"{specimen.brief.pair.goi} {specimen.brief.pair.xung}".split())
    pairs = [pair for pair in EQUAL_PAIRS if not own & {pair.goi, pair.xung}]
    return (specimen, specimen.told(rng.choice(pairs))) if pairs and len(SLOT.findall(specimen.template)) >= 2 else None


def dropped_address(specimen: Specimen, stock: Stock, rng: Random) -> Damaged | None:
    """Nobody is called; a whole group need not be."""
    addressed = re.search(r"\{[gG]oi\}", specimen.template) and specimen.brief.group != "tap_the"
    if not addressed or specimen.brief.form != PROSE or calls_by_name(specimen):
        return None
    bare = re.sub(r"\{Goi\} (\w)", lambda hit: hit[1].upper(), re.sub(r"\s*\{goi\}", "", specimen.template))
    return specimen, spoken(bare.strip(), specimen.brief.pair)


def dropped_name(specimen: Specimen, stock: Stock, rng: Random) -> Damaged | None:
    """The person has a name, the text does not say it."""
    nameless = not specimen.brief.name and specimen.brief.form == PROSE and specimen.brief.kind == "thiep"
    named = Specimen(
        specimen.brief.with_(name=rng.choice(stock.source.names)), specimen.text, specimen.template, specimen.origin
    )
    return (
        (named, specimen.text)
        if nameless and used_name(named.brief) and named.brief.name not in specimen.text
        else None
    )


def other_name(specimen: Specimen, stock: Stock, rng: Random) -> Damaged | None:
    name, other = specimen.brief.name, rng.choice(stock.source.names)
    if not calls_by_name(specimen) or other in name or name in other:
        return None
    return specimen, specimen.text.replace(name, other)


def _other_pair(specimen: Specimen, stock: Stock, rng: Random) -> Pair:
    """A pair of some other people, as many as these, without a word of theirs, drawn as often as people have it."""
    goi, xung = specimen.brief.pair.goi, specimen.brief.pair.xung
    own, several = set(f"{goi} {xung}".split()), " " in goi
    weights = {pair: weight for group in stock.source.pairs.values() for pair, weight in group}
    others = [
        pair
        for pair in weights
        if (" " in pair.goi) == several
        and pair.goi not in EVERYBODY
        and not own & {*pair.goi.split(), *pair.xung.split()}
    ]
    return rng.choices(others, [weights[pair] for pair in others])[0]
