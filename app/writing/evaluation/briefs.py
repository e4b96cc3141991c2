"""The requests that a model is measured on: typed by hand (assets/evaluation/briefs.jsonl), or drawn as the training data was."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.knowledge import Knowledge
from app.writing.brief import Brief, brief_to
from app.writing.dataset import greeting, random_brief
from app.writing.smallworld import read_jsonl
from app.writing.source import Source

MAIN_DAYS = ("tet", "sinh_nhat", "quoc_te_phu_nu", "nha_giao", "trung_thu", "dam_cuoi", "cam_on")
PROSE = "loi_chuc"


@dataclass(frozen=True)
class Asked:
    """One request, and the set that it stands in: "hard", "plain" or "verse"; "grammar" when drawn."""

    set: str
    brief: Brief

    @property
    def groups(self) -> tuple[str, ...]:
        """Every line of the table that this request counts in."""
        brief = self.brief
        if brief.kind == "thiep" and brief.form != PROSE:
            return (self.set, *(("luc_bat",) if brief.form == "luc_bat" else ()), "all")
        return (self.set, "cards" if brief.kind == "thiep" else "letters", "prose", "all")


def hand_written(path: Path, knowledge: Knowledge) -> Iterator[Asked]:
    """The requests of a JSONL file: keys are the options of `loihay write`, and "set"."""
    for row in read_jsonl(path):
        to, role, details = row.pop("to", "") or "mọi người", row.pop("from", ""), tuple(row.pop("detail", ()))
        set = row.pop("set", "hard")
        yield Asked(set, brief_to(knowledge, to, role, details=details, **row)[0])


def drawn(source: Source, rng: random.Random, each: int) -> Iterator[Asked]:
    """`each` requests for every main day and group that the small world covers, about half with a detail."""
    for occasion in MAIN_DAYS:
        for group in source.knowledge.groups:
            if not source.world.covers(occasion, group):
                continue
            made = 0
            while made < each:
                found = greeting(random_brief(source, occasion, group, rng), group, source, rng, rng.choice((0, 1)))
                if found:
                    made += 1
                    yield Asked("grammar", found.brief)
