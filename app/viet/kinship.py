"""Xưng hô: from "whom it is for" as typed, and who writes, to the pair of pronouns that the whole text keeps.

The words are all in assets/kinship.toml; this module owns none.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.viet.kinship_pairs import fits, fitting, mirror, plural, several, signature, slots, spoken
from app.viet.kinship_reading import Asked, Heard, hear
from app.viet.kinship_sender import read_sender
from app.viet.kinship_table import WORDS, Kin, KinshipTable, Pair, read_table, spelling
from app.viet.kinship_words import MOST_WORDS
from app.viet.text import capitalize, fold, nfc

__all__ = ["KinshipTable", "Pair", "Relation", "expand", "mirror", "read_kinship", "relate", "side_of"]

ELDERS = frozenset({"ong_ba", "co_chu_bac"})  # groups of people addressed as elders
ANY = "*"  # a sender's word that may only tell the gender: "con gái" to a lover
RARELY = 0.03  # how much less a rare row is drawn


@dataclass(frozen=True)
class Relation:
    """What was understood: the group, the pair, and the words of the salutation and of the signature."""

    group: str
    pair: Pair
    alternatives: tuple[Pair, ...]
    address: str  # "bà ngoại", "chị Lan"
    opening: str  # "Kính gửi bà ngoại"
    name: str  # the name found in the words typed, or ""
    known: bool  # False: the fallback was taken, and the person should be told
    understood: str  # the words that were understood, spelt out: "mẹ vợ" for "me vo"; "" when none were
    plural: Pair  # the same from several to several: "các bà – chúng cháu"
    signature: str  # before the sender's name: "Cháu"; "" where one signs with the bare name
    agreed: bool  # False: the sender named himself by a word that nobody says to this recipient


def read_kinship(data: Mapping[str, Any], names: Iterable[str] = ()) -> KinshipTable:
    """The table from the parsed TOML; KeyError or TypeError on a malformed row (a fault of ours).

    names: given names, which hurried people type in small letters ("chị lan").
    """
    table = read_table(data, names)
    return replace(table, fits=fitting(table))


def relate(
    to: str,
    sender: str = "",
    *,
    table: KinshipTable,
    region: str = "bac",
    name: str = "",
    gender: str = "",
    years: int | None = None,
    sender_gender: str = "",
    letter: bool = False,
    meant: str = "",
) -> Relation:
    """Understand `to` ("mẹ vợ", "sep Dung", "di ba") and `sender` ("con gái", "mẹ chồng", "chúng cháu", "").

    gender, sender_gender: "nam", "nu" or "" (not said); they choose anh or chị, bố or mẹ where the words do not.
    years: how much older the recipient is than the sender (negative: younger), None when not known.
    letter: it is for a letter, where offices are addressed otherwise than on cards.
    meant: the saying that unclear words stand for here ("cô giáo": then "cô Hương" is a teacher too).
    """
    usual = table.sayings[spelling(meant)][0].rows[region] if meant else table.fallback
    oneself = read_sender(sender, table, region, sender_gender)
    heard = hear(to, table, Asked(region, usual.group, next(iter(oneself.words), "")))
    words = oneself.words or (table.formal[:1] if heard.parent else ())
    row, say = _read_as(*((heard.row, heard.say) if heard.say else (usual, meant)), heard, gender, table, region)
    first = (row.letter if letter else None) or _by_age(row, table, years, gender or heard.gender) or row.of(region)
    offered = tuple(spoken(pair, table, region, oneself.gender, say) for pair in (first, *row.pairs()))
    pair, agreed = _of_sender(offered, words, table, strict=row.another)
    called = nfc(name).strip() or " ".join(filter(None, (heard.order, heard.name)))
    address = _address(say if row.said and say in (heard.say, meant) else pair.goi, called, row)
    whole = heard.both or " ".join(filter(None, (address, heard.rest)))
    opening = table.openings.get(address) or _role_opening(row, heard) or row.opening
    if whole.endswith("thân"):  # no "bạn thân thân mến"
        opening = opening.replace("thân mến", "thương mến")
    return Relation(
        group=_group(row, heard),
        pair=pair,
        alternatives=_alternatives((pair, *offered), table),
        address=address,
        opening=capitalize(opening.format(ai=whole, **slots(opening, table, region, oneself.gender))),
        name=nfc(name).strip() if row.plural else called,
        known=bool(heard.say),
        understood=_understood(heard),
        plural=plural(pair, table),
        signature=signature(pair.xung, table),
        agreed=agreed,
    )


def _read_as(row: Kin, say: str, heard: Heard, gender: str, table: KinshipTable, region: str) -> tuple[Kin, str]:
    """The row that gender or name turn it into: "sếp Hà (nữ)" is a "sếp nữ"."""
    other = row.by_gender.get(gender or heard.gender) or (row.by_name if heard.name else "")
    other = other or (heard.role.read.get(say, "") if heard.role else "")
    other = other or table.by_names.get(heard.name.split(" ")[0], {}).get(say, "")
    return (table.sayings[spelling(other)][0].rows[region], other) if other else (row, say)


def _understood(heard: Heard) -> str:
    order = "" if heard.order.lower() in heard.say.split() else heard.order
    role = heard.role.text if heard.role else ""
    behind = (role, order, heard.name) if not heard.name else (order, heard.name, f"({role})" if role else "")
    return heard.both or (" ".join(filter(None, (heard.say, *behind, heard.rest))) if heard.say else "")


def _group(row: Kin, heard: Heard) -> str:
    if not heard.role or heard.role.read:
        return row.group
    return heard.role.elders if row.group in ELDERS else heard.role.group


def _role_opening(row: Kin, heard: Heard) -> str:
    if not heard.role or heard.role.read or row.group == "ong_ba":
        return ""
    return heard.role.to_elders if row.group in ELDERS else heard.role.opening


def _by_age(row: Kin, table: KinshipTable, years: int | None, gender: str) -> Pair | None:
    """The pair that the difference of ages asks for, where the row leaves it to that."""
    if years is None or row.by_age is None or years < row.by_age:
        return None
    gender = gender or table.gender_of(row.pair.goi)
    return next((ages.pairs.get(gender, ages.pairs.get("")) for ages in table.ages if years >= ages.least), None)


def _of_sender(
    offered: tuple[Pair, ...], words: tuple[str, ...], table: KinshipTable, *, strict: bool
) -> tuple[Pair, bool]:
    """The pair with the self word that the sender asks for, when people say it so; else the first one offered.

    strict: only pairs that are offered: to a friend's child, whom one calls "con", one is not "mẹ".
    """
    if not words or offered[0].xung in words:
        return offered[0], True
    usual = several(offered[0].xung, table)  # a class is "chúng em" to one and "chúng mình" to another
    for word in ((usual,) if usual in words else ()) + words[:1]:
        wanted = replace(offered[0], xung=word)
        if wanted in offered or (fits(wanted, table) and not strict and ANY not in words):
            return wanted, True
    same = [pair for word in words for pair in offered if pair.xung == word]
    return (same[0], True) if same else (offered[0], ANY in words)


def _alternatives(pairs: tuple[Pair, ...], table: KinshipTable) -> tuple[Pair, ...]:
    """Each once, and the first of them from several who write."""
    together = replace(pairs[0], xung=several(pairs[0].xung, table))
    return tuple(dict.fromkeys((*pairs, *([together] if together in table.fits else ()))))


def _address(said: str, name: str, row: Kin) -> str:
    if name and row.named:
        return f"{said} {name}"
    return name if name and row.alone and not row.plural else said


def side_of(to: str, sender: str, table: KinshipTable) -> str:
    """Which relative beside one's own is meant: "vợ" for "mẹ vợ", "rể" for "anh rể", "" for one's own or others."""
    for words in (to, sender):
        asked = f" {' '.join(re.findall(WORDS, nfc(words).lower())[:MOST_WORDS])} ".replace(" vợ chồng ", " ")
        spell = fold if asked == fold(asked) else str
        for said, side in {**{side: side for side in table.sides}, **table.sides_of_senders}.items():
            if f" {spell(said)} " in spell(asked) and (words is to) == (said in table.sides):
                return side
    return ""


def expand(table: KinshipTable, group: str, *, rare: bool = True) -> tuple[tuple[Pair, float], ...]:
    """Every pair that a group allows, with weights: a row's own pair counts more than its alternatives.

    rare: with the rows that are rare, and the pairs that are seldom said.
    """
    weights: dict[Pair, float] = {}
    for row in table.rows:
        if row.group != group or row.body or (row.rare and not rare):
            continue
        share = RARELY if row.rare else 1.0
        regional = RARELY if row.rare_regions else share
        pairs = [(row.pair, 2.0 * share), *((pair, regional) for pair in row.by_region.values())]
        pairs += [*((pair, share) for pair in row.alternatives), *((pair, RARELY) for pair in row.seldom if rare)]
        for pair, weight in pairs:
            for region, gender in (("bac", "nam"), ("bac", "nu"), ("nam", "nam"), ("nam", "nu"), ("bac", "")):
                said = spoken(pair, table, region, gender)
                if (
                    "{say}" not in pair.goi and said.goi != said.xung and "mình" not in said.goi
                ):  # "mình" as "you" reads as "we"
                    weights[said] = weights.get(said, 0.0) + weight
    return tuple((pair, min(weight, 12.0)) for pair, weight in weights.items())
