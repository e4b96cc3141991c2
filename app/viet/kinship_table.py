"""The table of xưng hô: frozen rows read from assets/kinship.toml, and every saying looked up by its folded words."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.viet.text import capitalize, fold

REGIONS = ("bac", "trung", "nam")
FLAGS = ("plural", "named", "alone", "said", "bare", "whole", "another", "rare", "rare_regions", "body")
WORDS = re.compile(r"\w+")
NAMELIKE = re.compile(r"\w+(?:-\w+)*")  # "Phê-rô" is one name


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
    seldom: tuple[Pair, ...]  # right too, but hardly ever drawn when training texts are made
    opening: str  # "Kính gửi {ai}", "{ai} thương"
    plural: bool
    named: bool  # the address word takes the name: "chị Lan", "thầy Hùng"
    alone: bool  # the name stands for the address word: "Lan thân mến" to a friend
    said: bool  # the salutation keeps the words typed: "bà ngoại", not "bà"
    bare: bool  # a plain address word, which a role may follow: "bác bảo vệ"
    whole: bool  # so many people that the words behind belong to them: "anh em phòng thiết kế"
    another: bool  # the name behind is somebody else's: "mẹ bé Bin"
    rare: bool  # hardly ever drawn when training texts are made
    rare_regions: bool  # nor are the pairs of its regions
    letter: Pair | None  # in a letter: "quý công ty – tôi"; {say} is the saying that was found
    body: bool  # a shop, a company, an office: meant when it stands first, not in "chị Lan shop hoa"
    by_gender: Mapping[str, str]  # what it is to be read as once the gender is known: "sếp" is "sếp nữ"
    by_name: str  # likewise once a name follows: "cha Giuse" is a priest
    by_age: int | None  # the pair follows from the ages where the recipient is so many years older at least

    def of(self, region: str) -> Pair:
        """The row's own pair in a region."""
        return self.by_region.get(region, self.pair)

    def pairs(self) -> tuple[Pair, ...]:
        """All pairs of the row, in the order they are offered."""
        return (self.pair, *self.by_region.values(), *self.alternatives, *self.seldom)


@dataclass(frozen=True)
class Saying:
    """One way to say whom: "mẹ vợ" itself, or "chị gái mẹ", which is "bác" in the North and "dì" in the South."""

    text: str
    rows: Mapping[str, Kin]  # by region
    shown: Mapping[str, str]  # the row's own saying, by region
    another: bool  # the name behind it is somebody else's: "vợ anh Nam"
    ordered: bool  # it ends with an order of birth: "cậu út"


@dataclass(frozen=True)
class Role:
    """What an address word may be followed by: "bảo vệ" in "bác bảo vệ"; it tells where people know each other."""

    text: str
    group: str
    elders: str  # the group of people addressed as bác, cô, chú, ông, bà
    opening: str  # "" leaves that to the address word
    to_elders: str  # likewise
    read: Mapping[str, str]  # address word -> the saying to read it as: "cô … chủ nhiệm" is a "cô giáo"


@dataclass(frozen=True)
class Ages:
    """The pair that so many years of difference ask for, by the recipient's gender ("" where nothing follows)."""

    least: int  # years that the recipient is older, at least
    pairs: Mapping[str, Pair]


@dataclass(frozen=True)
class KinshipTable:
    """All rows, and the words that say how the sender stands to the recipient."""

    rows: tuple[Kin, ...]
    senders: Mapping[str, str]  # how a sender is named -> the self word, or those that fit: "anh|em"
    genders: Mapping[str, str]  # words that tell the gender of who is so named
    words: Mapping[str, Mapping[str, str]]  # slots of pairs: {cha_me} -> by "region.gender", "region.", "gender", ""
    orders: tuple[str, ...]  # of birth, after an address word: "dì ba", "chú út"
    order_names: tuple[str, ...]  # what a hurried order can not be told from: "nam" is rather Nam than năm
    sides: tuple[str, ...]  # words that make a relative another one: "mẹ vợ", "anh rể"
    sides_of_senders: Mapping[str, str]  # who writes to a plain "mẹ" and means a mother-in-law
    male: tuple[str, ...]
    female: tuple[str, ...]
    fallback: Kin
    sayings: Mapping[str, tuple[Saying, ...]]  # folded saying -> all that are spelt so
    roles: Mapping[str, Role]  # by folded words
    ages: tuple[Ages, ...]  # the oldest first
    short: Mapping[str, str]  # "vk" is "vợ"
    leads: frozenset[str]  # capitalised words before a recipient that are no name: "Gửi"
    stops: frozenset[str]  # behind which a name is that of a place or of somebody else: "lớp", "con"
    names: Mapping[str, str]  # given names by their small letters, and without diacritics where only one is so spelt
    openings: Mapping[str, str]  # for address words that no row's opening suits
    plurals: Mapping[str, Mapping[str, str]]  # "goi" and "xung": one -> several
    turned: Mapping[str, Mapping[str, tuple[str, ...]]]  # "goi": self word -> how its owner is called; "xung": back
    formal: tuple[str, ...]  # self words of people who keep a distance: "tôi"
    by_names: Mapping[str, Mapping[str, str]]  # "Thích" -> what an address word is to be read as: "thầy" is "sư thầy"
    teaching: frozenset[str]  # behind a teacher, and then
    children: frozenset[str]  # one of these: a parent writes
    unsigned: frozenset[str]  # self words that do not stand before a name in a signature: "mình"
    longest: int  # words in the longest saying
    fits: frozenset[Pair] = frozenset()  # every pair that two people can say

    def suits(self, goi: str, gender: str) -> bool:
        """Whether an address word can mean somebody of `gender` ("nam", "nu" or "" for anybody)."""
        return goi not in {"nam": self.female, "nu": self.male, "": ()}[gender]

    def gender_of(self, word: str) -> str:
        """ "nam" or "nu" where a word for one person tells it, else "" ("ông bà" are both)."""
        if " " in word:
            return ""
        return "nam" if word in self.male else "nu" if word in self.female else ""


def read_table(data: Mapping[str, Any], names: Iterable[str]) -> KinshipTable:
    """The table from the parsed TOML, without what follows from it; `names` are given names as they are written."""
    rows = tuple(_row(row) for row in data["kin"])
    lists = {key: tuple(data[key]) for key in ("orders", "order_names", "sides", "male", "female")}
    sayings = _sayings(rows, data["means"], data["orders"])
    roles = [role for row in data["role"] for role in _roles(row)]
    return KinshipTable(
        **lists,
        rows=rows,
        senders=data["senders"],
        genders=data["genders"],
        words=data["words"],
        sides_of_senders=data["sides_of_senders"],
        fallback=_row(data["fallback"]),
        sayings=sayings,
        longest=max(key.count(" ") + 1 for key in sayings),
        roles={fold(role.text): role for role in roles},
        ages=tuple(_ages(row) for row in data["ages"]),
        short=data["short"],
        leads=frozenset(data["leads"]),
        stops=frozenset(data["stops"]),
        names=_names(names),
        openings=data["openings"],
        plurals=data["plurals"],
        turned={side: {word: tuple(others) for word, others in row.items()} for side, row in data["turned"].items()},
        formal=tuple(data["formal"]),
        by_names=data["by_names"],
        teaching=frozenset(data["teaching"]),
        children=frozenset(data["children"]),
        unsigned=frozenset(data["unsigned"]),
    )


def _names(names: Iterable[str]) -> dict[str, str]:
    names = tuple(dict.fromkeys(names))
    folded = Counter(map(fold, names))
    hurried = {fold(name): name if folded[fold(name)] == 1 else capitalize(fold(name)) for name in names}
    return {**hurried, **{name.lower(): name for name in names}}


def spelling(say: str) -> str:
    """The key of a saying: folded words with one space, without "của", which may be left out."""
    return " ".join(fold(word) for word in re.findall(r"[\w*]+", say) if word != "của")


def _sayings(
    rows: tuple[Kin, ...], means: Iterable[Mapping[str, Any]], orders: Iterable[str]
) -> dict[str, tuple[Saying, ...]]:
    own = [_own(say, row, say.split()[-1] in orders) for row in rows for say in row.says]
    first = {saying.text: saying for saying in reversed(own)}
    found: dict[str, tuple[Saying, ...]] = {}
    for saying in (*own, *(meant for row in means for meant in _meant(row, first))):
        found[spelling(saying.text)] = (*found.get(spelling(saying.text), ()), saying)
    return found


def _own(say: str, row: Kin, ordered: bool) -> Saying:
    return Saying(say, dict.fromkeys(REGIONS, row), dict.fromkeys(REGIONS, say), row.another, ordered)


def _meant(row: Mapping[str, Any], own: Mapping[str, Saying]) -> Iterable[Saying]:
    """is = "thím", or ["bác", "o", "cô ruột"] for Bắc, Trung, Nam."""
    shown = dict(zip(REGIONS, [row["is"]] * 3 if isinstance(row["is"], str) else row["is"], strict=True))
    rows = {region: own[say].rows[region] for region, say in shown.items()}
    return (Saying(say, rows, shown, row.get("another", False), False) for say in row["says"])


def _row(row: Mapping[str, Any]) -> Kin:
    get = row.get
    return Kin(
        says=tuple(row["says"]),
        group=row["group"],
        pair=Pair(*row["pair"]),
        by_region={region: Pair(*row[region]) for region in REGIONS if region in row},
        alternatives=tuple(Pair(*pair) for pair in get("or", ())),
        seldom=tuple(Pair(*pair) for pair in get("seldom", ())),
        opening=get("opening", "Gửi {ai}"),
        letter=Pair(*row["letter"]) if "letter" in row else None,
        by_gender=get("by_gender", {}),
        by_name=get("by_name", ""),
        by_age=get("by_age"),
        **{flag: get(flag, False) for flag in FLAGS},
    )


def _roles(row: Mapping[str, Any]) -> list[Role]:
    group, opening = row["group"], row.get("opening", "")
    rest = (row.get("elders", group), opening, row.get("to_elders", opening), row.get("read", {}))
    return [Role(word, group, *rest) for word in row["words"]]


def _ages(row: Mapping[str, Any]) -> Ages:
    return Ages(row["least"], {gender: Pair(*row[gender]) for gender in ("nam", "nu", "") if gender in row})
