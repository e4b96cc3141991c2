"""What the training pairs are made from: the knowledge, the grammar, the names, and phrases to copy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from app.knowledge import Knowledge, load_knowledge
from app.viet.kinship import Pair, expand
from app.viet.text import nfc
from app.writing.prompt import load_prompts
from app.writing.smallworld import SmallWorld, load_smallworld, read_jsonl
from app.writing.unseen import Phrases, name

LIBRARY_COPIES = 6  # of each note of the library, among the clauses of running text
UNSEEN_NAMES = 0.35  # share of the names that nobody bears


@dataclass(frozen=True)
class Source:
    """Everything the pairs are made from."""

    knowledge: Knowledge
    world: SmallWorld
    names: tuple[str, ...]
    labels: Mapping[str, Any]
    pairs: Mapping[str, tuple[tuple[Pair, float], ...]]  # group or role -> pairs with weights

    def given_name(self, rng: Random) -> str:
        """A name as people have it, or one to be copied."""
        return name(self.world.syllables, self.names, rng) if rng.random() < UNSEEN_NAMES else rng.choice(self.names)


def open_source(assets: Path, clauses: Sequence[str] = ()) -> Source:
    """Read everything under `assets`; `clauses` are notes of any sense beside those of the library."""
    knowledge = load_knowledge(assets)
    library = (row for path in sorted((assets / "library").glob("*.jsonl")) for row in read_jsonl(path))
    notes = [note for row in library for note in row.get("details", ())]
    phrases = Phrases([*notes * LIBRARY_COPIES, *clauses], knowledge.checks["address"])
    return Source(
        knowledge=knowledge,
        world=replace(load_smallworld(assets / "smallworld"), phrases=phrases),
        names=knowledge.names,
        labels=load_prompts()["mam"],
        pairs={**{group: _expanded(knowledge, group) for group in knowledge.groups}, **_role_pairs(knowledge)},
    )


def _expanded(knowledge: Knowledge, group: str) -> tuple[tuple[Pair, float], ...]:
    """The pairs of a group, but for those that only a role has."""
    others = {word for role in knowledge.roles.values() if role.group == group for word in (*role.self, *role.address)}
    return tuple((pair, w) for pair, w in expand(knowledge.kinship, group) if not {pair.goi, pair.xung} & others)


def _role_pairs(knowledge: Knowledge) -> dict[str, tuple[tuple[Pair, float], ...]]:
    return {id: tuple((Pair(*pair), 1.0) for pair in role.pairs) for id, role in knowledge.roles.items()}


def row(prompt: str, answer: str, kind: str, occasion: str, group: str) -> dict[str, str]:
    """One training pair as a line of JSONL holds it."""
    return {"prompt": nfc(prompt), "answer": nfc(answer), "kind": kind, "occasion": occasion, "group": group}
