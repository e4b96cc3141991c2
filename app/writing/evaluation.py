"""How well a model writes: `python -m app.writing.evaluation --model FILE.gguf`.

The briefs are assets/evaluation/briefs.jsonl, typed by hand by people who had not seen the training data; `--grammar N`
asks instead for N briefs of every group on the main days, drawn as the training data was. Every brief is answered by
one sample alone and by the composer as a person gets it (spare drafts, checks, rewriting). The library never counts.
What no checker sees, only a reader can say: `--texts` prints the words.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.knowledge import Knowledge
from app.paths import assets_dir, embedded_model, home_dir
from app.writing.brief import Brief, brief_to
from app.writing.check import check
from app.writing.compose import WRITING_TOKENS, TOKENS, Candidate, Desk, Finished, Ranked, compose, manner
from app.writing.dataset import greeting, random_brief
from app.writing.library import Library
from app.writing.note_table import note_table
from app.writing.notes import settled
from app.writing.prompt import load_prompts
from app.writing.smallworld import read_jsonl
from app.writing.source import Source, open_source
from inference.client import Client
from inference.local import LocalServer

MAIN_DAYS = ("tet", "sinh_nhat", "quoc_te_phu_nu", "nha_giao", "trung_thu", "dam_cuoi", "cam_on")
PAIR_CODES = {"xung_ho", "lac_ngoi", "thieu_xung_ho", "sai_chu_the"}
FACT_CODES = {"thieu_chi_tiet", "thieu_y", "bia_so", "bia_noi", "bia_ten", "trai_y"}
NAME_CODES = {"thieu_ten", "sai_ten", "thieu_ky"}


@dataclass
class Tally:
    """Shares of texts free of each kind of fault; `sure` counts those that show the person no fault at all."""

    texts: int = 0
    free: Counter[str] = field(default_factory=Counter)

    def add(self, codes: set[str]) -> None:
        self.texts += 1
        for name, faults in (("pair", PAIR_CODES), ("name", NAME_CODES), ("facts", FACT_CODES)):
            self.free[name] += not codes & faults
        self.free["sure"] += not codes

    def shares(self) -> dict[str, float]:
        return {name: round(self.free[name] / max(1, self.texts), 3) for name in ("pair", "name", "facts", "sure")}


def hand_written(path: Path, knowledge: Knowledge) -> Iterator[Brief]:
    """The briefs of a JSONL file whose keys are the options of `loihay write`."""
    for row in read_jsonl(path):
        to, role, details = row.pop("to", "") or "mọi người", row.pop("from", ""), tuple(row.pop("detail", ()))
        yield brief_to(knowledge, to, role, details=details, **row)[0]


def drawn(source: Source, rng: random.Random, each: int) -> Iterator[Brief]:
    """`each` briefs for every main day and group that the small world covers, about half with a detail."""
    for occasion in MAIN_DAYS:
        for group in source.knowledge.groups:
            if not source.world.covers(occasion, group):
                continue
            made = 0
            while made < each:
                found = greeting(random_brief(source, occasion, group, rng), group, source, rng, rng.choice((0, 1)))
                if found:
                    made += 1
                    yield found.brief


def measure(briefs: Iterable[Brief], client: Client, desk: Desk, seed: int, texts: bool) -> dict[str, object]:
    """Tallies of single samples and of the first candidate that a person sees, for cards and for letters."""
    tallies: dict[str, dict[str, Tally]] = {}
    model = client.models()[0]
    seen: list[str] = []
    begun = time.monotonic()
    for number, asked in enumerate(briefs):
        brief = settled(asked, note_table())
        kind = tallies.setdefault(
            "cards" if brief.kind == "thiep" else "letters", {"single": Tally(), "best": Tally(), "all": Tally()}
        )
        kind["single"].add(_faults(check(_single(brief, client, desk, model, seed + number), brief, desk.knowledge)))
        candidates = _composed(brief, client, desk, seed + number)
        for place, candidate in enumerate(candidates):
            kind["all"].add(_faults(candidate.findings))
            if not place:
                kind["best"].add(_faults(candidate.findings))
                seen.append(candidate.text)
        if texts:
            _show(number, brief, candidates)
        if number % 20 == 19:
            print(f"{number + 1} briefs, {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    return {
        "model": model,
        **{
            name: {"briefs": kind["best"].texts, **{part: tally.shares() for part, tally in kind.items()}}
            for name, kind in tallies.items()
        },
        "distinct": round(len(set(seen)) / max(1, len(seen)), 3),
        "seconds": round(time.monotonic() - begun, 1),
    }


def _faults(findings: Iterable[object]) -> set[str]:
    return {finding.code for finding in findings if finding.severity == "loi"}  # type: ignore[attr-defined]


def _single(brief: Brief, client: Client, desk: Desk, model: str, seed: int) -> str:
    ways = manner(model)
    tokens = TOKENS[brief.length] if brief.kind == "thiep" else WRITING_TOKENS
    messages = ways.messages(brief, desk.knowledge, desk.prompts)
    with client.chat(messages, max_tokens=tokens, seed=seed, **ways.sampling) as stream:
        return "".join(chunk.text for chunk in stream).strip()


def _composed(brief: Brief, client: Client, desk: Desk, seed: int) -> list[Candidate]:
    """The model's candidates as a person gets them, best first."""
    found: dict[int, Candidate] = {}
    order: Sequence[int] = ()
    for event in compose(brief, client, desk, seed=seed):
        match event:
            case Finished(slot, candidate):
                found[slot] = candidate
            case Ranked(slots):
                order = slots
    return [found[slot] for slot in order if found[slot].source == "model"]


def _show(number: int, brief: Brief, candidates: Sequence[Candidate]) -> None:
    what = f"{brief.occasion}, gửi {brief.to} {brief.name}" if brief.kind == "thiep" else f"{brief.type}, gửi {brief.to}"
    asked = "; ".join(brief.details) or brief.note
    print(f"\n{number + 1}. {what} ({brief.pair}) | {asked} | {brief.tone}, {brief.length}")
    for candidate in candidates:
        faults = ", ".join(sorted(_faults(candidate.findings)))
        print(f"  {candidate.logprob:.2f} {'[' + faults + '] ' if faults else ''}{candidate.text}")


def main(argv: list[str] | None = None) -> int:
    """Print the shares as JSON, after the texts if they are wanted."""
    parser = argparse.ArgumentParser(prog="python -m app.writing.evaluation", description=__doc__)
    parser.add_argument("--model", type=Path, default=embedded_model())
    parser.add_argument("--briefs", type=Path, default=assets_dir() / "evaluation" / "briefs.jsonl")
    parser.add_argument("--grammar", type=int, metavar="N", help="N drawn briefs for each day and group instead")
    parser.add_argument("--texts", action="store_true", help="print every text")
    parser.add_argument("--seed", type=int, default=20)
    given = parser.parse_args(argv)
    source = open_source(assets_dir())
    desk = Desk(source.knowledge, load_prompts(), Library(()))
    server = LocalServer(given.model, log=home_dir() / "logs" / "evaluation.log")
    briefs = (
        drawn(source, random.Random(given.seed), given.grammar)
        if given.grammar
        else hand_written(given.briefs, source.knowledge)
    )
    try:
        figures = measure(briefs, server.start(), desk, given.seed, given.texts)
    finally:
        server.stop()
    print(json.dumps(figures, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
