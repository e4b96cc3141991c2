"""Xưng hô: from "whom it is for" as typed to the pair of pronouns that the whole text keeps.

The table (assets/kinship.toml) lists ways to say who the recipient is; the longest one found in the
typed words wins. What is left over is a name or an order ("chị Lan", "dì Ba"). This module owns no
words of its own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.viet.text import capitalize, fold, nfc

WORDS = r"\w+"
MOST_WORDS = 40  # of what was typed are looked at


@dataclass(frozen=True)
class Pair:
    """How the recipient is called (goi) and how the sender calls himself or herself (xung)."""

    goi: str
    xung: str

    def __str__(self) -> str:
        return f"{self.goi} – {self.xung}"


@dataclass(frozen=True)
class Kin:
    """One row of the table: the sayings that mean this recipient, and what follows from them."""

    says: tuple[str, ...]
    group: str
    pair: Pair
    by_region: Mapping[str, Pair]
    alternatives: tuple[Pair, ...]
    opening: str  # "Kính gửi {ai}", "{ai} thương"
    plural: bool
    named: bool  # the address word takes the name: "chị Lan", "thầy Hùng"
    said: bool  # the salutation keeps the words typed: "bà ngoại", not "bà"
    letter: Pair | None  # in a letter: "quý công ty – tôi"; {say} is the saying that was found
    body: bool  # a shop, a company, an office: meant when it stands first, not in "chị Lan shop hoa"


@dataclass(frozen=True)
class KinshipTable:
    """All rows, and the words that say how the sender stands to the recipient."""

    rows: tuple[Kin, ...]
    senders: Mapping[str, str]  # how a sender is named -> the self word
    genders: Mapping[str, str]  # the same names -> "nam" or "nu", where they say it
    words: Mapping[str, Mapping[str, str]]  # slots of pairs: {cha_me} -> by "region.gender", "gender", ""
    orders: tuple[str, ...]  # of birth, after an address word: "dì ba", "chú út"
    order_names: tuple[str, ...]  # what a hurried order can not be told from: "nam" is rather Nam than năm
    sides: tuple[str, ...]  # words that make a relative another one: "mẹ vợ", "anh rể"
    sides_of_senders: Mapping[str, str]  # who writes to a plain "mẹ" and means a mother-in-law
    male: tuple[str, ...]
    female: tuple[str, ...]
    fallback: Kin
    sayings: Mapping[str, tuple[tuple[Kin, str], ...]]  # folded saying -> the rows that have it
    longest: int  # words in the longest saying

    def suits(self, goi: str, gender: str) -> bool:
        """Whether an address word can mean somebody of `gender` ("nam", "nu" or "" for anybody)."""
        return goi not in {"nam": self.female, "nu": self.male, "": ()}[gender]


@dataclass(frozen=True)
class Relation:
    """What was understood: the group, the pair, and the words of the salutation."""

    group: str
    pair: Pair
    alternatives: tuple[Pair, ...]
    address: str  # "bà ngoại", "chị Lan"
    opening: str  # "Kính gửi bà ngoại"
    name: str  # the name found in the words typed, or ""
    known: bool  # False: the fallback was taken, and the person should be told


def read_kinship(data: Mapping[str, Any]) -> KinshipTable:
    """The table from the parsed TOML; KeyError or TypeError on a malformed row (a fault of ours)."""
    rows = tuple(_row(row) for row in data["kin"])
    return KinshipTable(
        rows=rows,
        senders=data["senders"],
        genders=data["genders"],
        words=data["words"],
        orders=tuple(data["orders"]),
        order_names=tuple(data["order_names"]),
        sides=tuple(data["sides"]),
        sides_of_senders=data["sides_of_senders"],
        male=tuple(data["male"]),
        female=tuple(data["female"]),
        fallback=_row(data["fallback"]),
        sayings=_by_saying(rows),
        longest=max(len(say.split()) for row in rows for say in row.says),
    )


def _by_saying(rows: tuple[Kin, ...]) -> dict[str, tuple[tuple[Kin, str], ...]]:
    found: dict[str, tuple[tuple[Kin, str], ...]] = {}
    for row in rows:
        for say in row.says:
            found[fold(say)] = (*found.get(fold(say), ()), (row, say))
    return found


def _row(row: Mapping[str, Any]) -> Kin:
    return Kin(
        says=tuple(row["says"]),
        group=row["group"],
        pair=Pair(*row["pair"]),
        by_region={region: Pair(*row[region]) for region in ("bac", "trung", "nam") if region in row},
        alternatives=tuple(Pair(*pair) for pair in row.get("or", ())),
        opening=row.get("opening", "Gửi {ai}"),
        plural=row.get("plural", False),
        named=row.get("named", False),
        said=row.get("said", False),
        letter=Pair(*row["letter"]) if "letter" in row else None,
        body=row.get("body", False),
    )


def relate(
    to: str,
    sender: str = "",
    *,
    table: KinshipTable,
    region: str = "bac",
    name: str = "",
    sender_gender: str = "",
    letter: bool = False,
    meant: str = "",
) -> Relation:
    """Understand `to` ("mẹ vợ", "sep Dung", "di ba") and `sender` ("con gái", "chúng cháu", "").

    sender_gender: "nam", "nu" or "" (not said); it chooses bố or mẹ, anh or chị, ông or bà.
    letter: it is for a letter, where offices are addressed otherwise than on cards.
    meant: the saying that unclear words stand for here ("cô giáo": then "cô Hương" is a teacher too).
    """
    typed = " ".join(nfc(to).replace("/", " ").split())
    usual = table.sayings[fold(meant)][0][0] if meant else table.fallback
    row, heard, rest = _find(typed, table, usual.group) or (usual, "", typed)
    say = _saying(row, heard or meant)
    if row.named and say != row.pair.goi and say.rpartition(" ")[0] == row.pair.goi and say.split()[-1] in table.orders:
        rest = f"{heard.split()[-1]} {rest}"  # "cậu út": the order belongs to the address
    found = "" if row.plural else _name_in(rest, table, region == "nam", row.named and bool(heard))
    given = nfc(name).strip() or found
    choose = lambda pair: _spoken(pair, table, region, sender_gender or _gender_of(sender, table), say)  # noqa: E731
    pair = choose((row.letter if letter else None) or row.by_region.get(region, row.pair))
    alternatives = tuple(choose(other) for other in (row.pair, *row.by_region.values(), *row.alternatives))
    pair = _from_sender(pair, sender, alternatives, table)
    address = _address(say if row.said else pair.goi, given, row)
    return Relation(
        group=row.group,
        pair=pair,
        alternatives=tuple(dict.fromkeys((pair, *alternatives))),
        address=address,
        opening=capitalize(row.opening.format(ai=address)),
        name=given,
        known=bool(heard),
    )


def _saying(row: Kin, heard: str) -> str:
    """The row's own spelling of what was heard: "cong ty" is "công ty"."""
    same = [say for say in row.says if say == heard.lower()] or [say for say in row.says if fold(say) == fold(heard)]
    return same[0] if same else heard


def _find(typed: str, table: KinshipTable, group: str) -> tuple[Kin, str, str] | None:
    """The row of the longest saying inside `typed` (earliest if equal, then of `group`), the words heard, the words around.

    A body counts before people only where it stands first ("shop mẹ và bé"), else after them ("chị Lan shop hoa").
    """
    spans = [hit.span() for hit in re.finditer(WORDS, typed)][:MOST_WORDS]
    hurried = typed.lower() == fold(typed)  # typed without diacritics: "ba ngoai" may mean "bà ngoại"
    hits = []
    for first, (start, _) in enumerate(spans):
        for _, end in spans[first : first + table.longest]:
            heard = typed[start:end].lower()
            for row, say in table.sayings.get(fold(heard), ()):
                if heard == say or (hurried and not (row.body and " " not in say)):  # "quan" may be "quản lý"
                    hits.append(((len(say), -start, heard == say, row.group == group), row, start, end))
    if not hits:
        return None
    people = max((hit for hit in hits if not hit[1].body), key=lambda hit: hit[0], default=None)
    bodies = max((hit for hit in hits if hit[1].body), key=lambda hit: (hit[2] == 0, hit[0]), default=None)
    best = people or bodies
    if people and bodies and bodies[2] == 0 and not (people[2] == 0 and people[0] > bodies[0]):
        best = bodies
    _, row, start, end = best
    return row, typed[start:end], f"{typed[:start]} {typed[end:]}".strip()


def _name_in(rest: str, table: KinshipTable, southern: bool, ordered: bool) -> str:
    """Capitalised words at the end of what is left over: a given name.

    ordered: an order of birth may stand before it. In the South it serves as the name ("dì Ba", "chú Út");
    elsewhere "chú út" is plain "chú", unless the order was typed with a capital, as a name.
    """
    orders = {fold(order): order for order in table.orders} if ordered else {}
    names: list[str] = []
    for word in reversed(rest.replace(",", " ").split()):
        if word in table.order_names and ordered:
            return " ".join([capitalize(word), *names])
        order = word if word.lower() in orders.values() else orders.get(word, "") if word.islower() else ""
        if order:
            return " ".join([capitalize(order), *names] if southern or order[0].isupper() else names)
        if not word[:1].isupper():
            break
        names.insert(0, word)
    return " ".join(names)


def side_of(to: str, sender: str, table: KinshipTable) -> str:
    """Which relative beside one's own is meant: "vợ" for "mẹ vợ", "rể" for "anh rể", "" for one's own or others."""
    for words in (to, sender):
        asked = f" {' '.join(re.findall(WORDS, nfc(words).lower())[:MOST_WORDS])} ".replace(" vợ chồng ", " ")
        spell = fold if asked == fold(asked) else str
        for said, side in {**{side: side for side in table.sides}, **table.sides_of_senders}.items():
            if f" {spell(said)} " in spell(asked) and (words is to) == (said in table.sides):
                return side
    return ""


def _spoken(pair: Pair, table: KinshipTable, region: str, gender: str, say: str = "") -> Pair:
    """The pair with {cha_me}, {anh_chi}… put into words for this region and sender, and {say} as it was said."""
    words = {slot: row.get(f"{region}.{gender}", row.get(gender, row[""])) for slot, row in table.words.items()}
    words["say"] = say
    return Pair(pair.goi.format(**words), pair.xung.format(**words))


def _gender_of(sender: str, table: KinshipTable) -> str:
    """ "nam" or "nu" when the words that name the sender say it ("con gái", "ông nội"), else ""."""
    said = _sender_say(sender, table)
    return table.genders.get(said, "") if said else ""


def _sender_say(sender: str, table: KinshipTable) -> str | None:
    """The longest name of a sender inside the words, with diacritics first."""
    asked = f" {' '.join(re.findall(WORDS, nfc(sender).lower())[:MOST_WORDS])} "
    for form in (str, fold):
        found = [say for say in table.senders if f" {form(say)} " in form(asked)]
        if found:
            return max(found, key=len)
    return None


def _from_sender(pair: Pair, sender: str, alternatives: tuple[Pair, ...], table: KinshipTable) -> Pair:
    """The pair with the self word that `sender` asks for, when it names one."""
    said = _sender_say(sender, table)
    if said is None:
        return pair
    xung = table.senders[said]
    same = [other for other in (pair, *alternatives) if other.xung == xung]
    if same:
        return same[0]
    return pair if xung == "con" else replace(pair, xung=xung)  # "con gái" may only say the gender


def _address(said: str, name: str, row: Kin) -> str:
    if not name or row.plural:
        return said
    return f"{said} {name}" if row.named else name


def expand(table: KinshipTable, group: str) -> tuple[tuple[Pair, float], ...]:
    """Every pair that a group allows, with weights: a row's own pair counts more than its alternatives."""
    weights: dict[Pair, float] = {}
    for row in table.rows:
        if row.group != group or row.body:
            continue
        pairs = [(row.pair, 2.0), *((pair, 1.0) for pair in (*row.by_region.values(), *row.alternatives))]
        for pair, weight in pairs:
            for region, gender in (("bac", "nam"), ("bac", "nu"), ("nam", "nam"), ("nam", "nu"), ("bac", "")):
                said = _spoken(pair, table, region, gender)
                if said.goi != said.xung and "mình" not in said.goi:  # "mình" as "you" reads as "we"
                    weights[said] = weights.get(said, 0.0) + weight
    return tuple((pair, min(weight, 12.0)) for pair, weight in weights.items())
