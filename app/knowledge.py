"""Loads assets/*.toml once, checks it, and hands frozen tables to everything else."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import UserError
from app.viet.kinship import KinshipTable, expand, read_kinship
from app.viet.occasion_dates import Rule, read_rule


@dataclass(frozen=True)
class Occasion:
    """One day or event that words are written for."""

    id: str
    label: str  # in running text and in the prompt: "Tết Nguyên đán"
    title: str  # set large on the card; "\n" where the line may turn
    kicker: str  # the small line beside the title; may hold {nam} {nam_so}
    icon: str
    template: str
    groups: tuple[str, ...]  # offered first
    gender: str  # "nam" or "nu" when it is only for people of that gender
    quiet: bool  # no festive tone (condolence)
    date: Rule | None  # of those that have a day of the year
    search: tuple[str, ...]  # other words by which people look for it


@dataclass(frozen=True)
class Role:
    """People of a group who are written to as no other of it: the teacher of one's child, one's doctor."""

    label: str  # in the prompt
    group: str
    address: tuple[str, ...]  # known by these address words, …
    self: tuple[str, ...]  # … by these self words in its group, …
    to: tuple[str, ...]  # … or by these words for the recipient
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class WritingType:
    """A type of e-mail or post."""

    id: str
    label: str
    hint: str
    sender: str = ""  # who writes it, where nobody says so: "phụ huynh"
    sender_to: tuple[str, ...] = ()  # that sender only to these groups; () means to all
    recipient: str = ""  # the saying that unclear words stand for: "cô giáo"


@dataclass(frozen=True)
class ShortForms:
    """What hurried people write short, and what it is at length."""

    words: Mapping[str, str]
    days: Mapping[str, str]
    places: frozenset[str]  # words after which a day or a "k" is not one


@dataclass(frozen=True)
class Knowledge:
    """All the tables, by id; mappings keep the order of the file."""

    occasions: Mapping[str, Occasion]
    groups: Mapping[str, str]
    roles: Mapping[str, Role]
    tones: Mapping[str, str]
    lengths: Mapping[str, str]
    forms: Mapping[str, str]
    regions: Mapping[str, str]
    kinds: Mapping[str, str]
    email_types: Mapping[str, WritingType]
    post_types: Mapping[str, WritingType]
    kinship: KinshipTable
    short: ShortForms
    names: tuple[str, ...]  # given names, as people call each other
    checks: Mapping[str, Any]  # assets/checks.toml, read by app.writing.check

    def types(self, kind: str) -> Mapping[str, WritingType]:
        """The writing types of kind "email" or "bai_dang"."""
        return self.email_types if kind == "email" else self.post_types


def load_knowledge(assets: Path) -> Knowledge:
    """Read every table under `assets`; UserError names a file that is missing or malformed."""
    choices = read_toml(assets / "occasions.toml")
    writing = read_toml(assets / "writing.toml")
    names = tuple(name for group in read_toml(assets / "names.toml").values() for name in group)
    kinship = read_kinship(read_toml(assets / "kinship.toml"), names)
    return Knowledge(
        occasions={id: _occasion(id, row, choices) for id, row in choices["occasions"].items()},
        roles={id: _role(row) for id, row in choices["roles"].items()},
        **{name: choices[name] for name in ("groups", "tones", "lengths", "forms", "regions", "kinds")},
        email_types=_types(writing["email_types"]),
        post_types=_types(writing["post_types"]),
        kinship=kinship,
        short=_short(writing["short"]),
        names=names,
        checks={
            **read_toml(assets / "checks.toml"),
            "spoken": spoken_words(kinship, choices["groups"]),
            "parents": choices["roles"]["phu_huynh"]["self"],
            "quiet": [id for id, row in choices["occasions"].items() if row.get("quiet")],
        },
    )


def spoken_words(kinship: KinshipTable, groups: Iterable[str]) -> tuple[str, ...]:
    """Every word by which people call each other, but for rare single ones: "ôn" is rather to go over one's lessons."""
    pairs = [pair for group in groups for pair, _ in expand(kinship, group)]
    common = {word for group in groups for pair, _ in expand(kinship, group, rare=False) for word in (pair.goi, pair.xung)}
    words = {word for pair in pairs for word in (pair.goi, pair.xung) if " " in word or word in common}
    return tuple(sorted(filter(None, words)))


def read_toml(path: Path) -> dict[str, Any]:
    """One TOML file as a dict; UserError when it cannot be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise UserError(
            f"Không đọc được tệp dữ liệu {path.name}: {fault}.",
            "Hãy cài lại chương trình để có bản đầy đủ.",
        ) from fault


def _occasion(id: str, row: Mapping[str, Any], choices: Mapping[str, Any]) -> Occasion:
    groups = tuple(row.get("to", ()))
    unknown = set(groups) - set(choices["groups"])
    if unknown:
        raise UserError(f"Dịp {id} trong occasions.toml nhắc nhóm lạ: {', '.join(sorted(unknown))}.")
    try:
        rule = read_rule(row["date"]) if "date" in row else None
    except ValueError as fault:
        raise UserError(f"Dịp {id} trong occasions.toml: {fault}") from fault
    return Occasion(
        id=id,
        label=row["label"],
        title=row["title"],
        kicker=row.get("kicker", ""),
        icon=row["icon"],
        template=row["template"],
        groups=groups,
        gender=row.get("gender", ""),
        quiet=row.get("quiet", False),
        date=rule,
        search=tuple(row.get("search", ())),
    )


def _role(row: Mapping[str, Any]) -> Role:
    known = {key: tuple(row.get(key, ())) for key in ("address", "self", "to")}
    return Role(row["label"], row["group"], **known, pairs=tuple((goi, xung) for goi, xung in row["pairs"]))


def _types(rows: Mapping[str, Mapping[str, Any]]) -> dict[str, WritingType]:
    return {id: _type(id, row) for id, row in rows.items()}


def _type(id: str, row: Mapping[str, Any]) -> WritingType:
    get = row.get
    return WritingType(id, row["label"], get("hint", ""), get("from", ""), tuple(get("from_to", ())), get("to", ""))


def _short(row: Mapping[str, Any]) -> ShortForms:
    return ShortForms(words=row["words"], days=row["days"], places=frozenset(row["places"]))
