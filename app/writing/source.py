"""What the training pairs are made from: the knowledge, the grammar and the names."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from app.knowledge import Knowledge, load_knowledge, read_toml
from app.viet.kinship import Pair, expand
from app.viet.text import nfc
from app.writing.prompt import load_prompts
from app.writing.smallworld import SmallWorld, load_smallworld
from app.writing.unseen import name

UNSEEN_NAMES = 0.35  # share of the names that nobody bears
RANKS = 0.08  # share of those whom the South calls by their place among the brothers and sisters
RANKED = frozenset({"anh", "chị", "cô", "chú", "bác", "cậu", "dì", "mợ", "thím"})
ORDER = ("Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Út")

Row = dict[str, str]


@dataclass(frozen=True)
class Source:
    """Everything the pairs are made from."""

    knowledge: Knowledge
    world: SmallWorld
    names: tuple[str, ...]
    named: Mapping[str, tuple[str, ...]]  # the same by gender, "" for all
    labels: Mapping[str, Any]
    pairs: Mapping[str, tuple[tuple[Pair, float], ...]]  # group or role -> pairs with weights

    def given_name(self, rng: Random, goi: str = "") -> str:
        """A name that one called `goi` may have ("chú Tư" in the South), or one to be copied."""
        dice = rng.random()
        if dice < UNSEEN_NAMES:
            return name(self.world.syllables, self.names, rng)
        if goi in RANKED and dice > 1 - RANKS:
            return rng.choice(ORDER)
        return rng.choice(self.named[self.knowledge.kinship.gender_of(goi)])


def open_source(assets: Path) -> Source:
    """Read everything under `assets`."""
    knowledge = load_knowledge(assets)
    return Source(
        knowledge=knowledge,
        world=load_smallworld(assets / "smallworld"),
        names=knowledge.names,
        named={**read_toml(assets / "names.toml"), "": knowledge.names},
        labels=load_prompts()["mam"],
        pairs={**{group: _expanded(knowledge, group) for group in knowledge.groups}, **_role_pairs(knowledge)},
    )


def _expanded(knowledge: Knowledge, group: str) -> tuple[tuple[Pair, float], ...]:
    """The pairs of a group, but for those that only a role has."""
    others = {word for role in knowledge.roles.values() if role.group == group for word in (*role.self, *role.address)}
    return tuple((pair, w) for pair, w in expand(knowledge.kinship, group) if not {pair.goi, pair.xung} & others)


def _role_pairs(knowledge: Knowledge) -> dict[str, tuple[tuple[Pair, float], ...]]:
    return {id: tuple((Pair(*pair), 1.0) for pair in role.pairs) for id, role in knowledge.roles.items()}


def row(prompt: str, answer: str, kind: str, occasion: str, group: str, item: str = "") -> Row:
    """One training pair as a line of JSONL holds it; `item` names the hand-written text that it is made of."""
    pair = {"prompt": nfc(prompt), "answer": nfc(answer)}
    return {**pair, "kind": kind, "occasion": occasion, "group": group, "item": item}


def item_id(text: str) -> str:
    """A short name for a hand-written text, the same as long as the text is."""
    return f"{zlib.crc32(text.encode()):08x}"
