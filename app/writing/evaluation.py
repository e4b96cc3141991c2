"""How well a model writes: `python -m app.writing.evaluation --model FILE.gguf` asks for every group on the main days.

Every brief is answered by single samples (no rewriting) and by the composer as the person gets it: three
candidates, checked, the failing ones written again. The library never counts.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from app.paths import assets_dir, embedded_model, home_dir
from app.writing.brief import Brief
from app.writing.check import check, fails
from app.writing.compose import TOKENS, Candidate, Desk, Finished, compose, is_mam, manner
from app.writing.dataset import Source, open_source, random_brief
from app.writing.library import Library
from app.writing.prompt import general_messages, load_prompts, mam_messages
from app.writing.smallworld import greet
from inference.client import Client
from inference.local import LocalServer

MAIN_DAYS = ("tet", "sinh_nhat", "quoc_te_phu_nu", "nha_giao", "trung_thu", "dam_cuoi", "cam_on")
PAIR_CODES = {"xung_ho", "lac_ngoi", "thieu_xung_ho"}


def briefs(source: Source, rng: random.Random, each: int) -> Iterator[Brief]:
    """`each` briefs for every main day and group that the small world covers, about half with a detail."""
    for occasion in MAIN_DAYS:
        for group in source.knowledge.groups:
            if not source.world.covers(occasion, group):
                continue
            made = 0
            while made < each:
                found = greet(random_brief(source, occasion, group, rng), source.world, rng, details=rng.choice((0, 1)))
                if found:
                    made += 1
                    yield found[0]


def measure(client: Client, desk: Desk, source: Source, each: int, seed: int) -> dict[str, object]:
    """Shares of single samples and of the best of three that are free of each kind of fault."""
    single: Counter[str] = Counter()
    best: Counter[str] = Counter()
    model = client.models()[0]
    texts: list[str] = []
    failed: list[str] = []
    begun = time.monotonic()
    asked = list(briefs(source, random.Random(seed), each))
    for number, brief in enumerate(asked):
        make = mam_messages if is_mam(model) else general_messages
        with client.chat(
            make(brief, desk.knowledge, desk.prompts), max_tokens=TOKENS[brief.length], seed=number, **manner(model).sampling
        ) as stream:
            text = "".join(chunk.text for chunk in stream).strip()
        _count(single, text, brief, desk)
        candidate = _best(brief, client, desk, number)
        _count(best, candidate.text, brief, desk)
        texts.append(candidate.text)
        if fails(candidate.findings):
            failed.append(f"{brief.occasion} {brief.group} {brief.pair}: {candidate.findings[0].reason} | {candidate.text}")
        if number % 20 == 19:
            print(f"{number + 1}/{len(asked)}", file=sys.stderr, flush=True)
    count = len(asked)
    return {
        "model": model,
        "briefs": count,
        "single": _shares(single, count),
        "best_of_3": _shares(best, count),
        "distinct": round(len(set(texts)) / count, 4),
        "seconds": round(time.monotonic() - begun, 1),
        "failed": failed,
    }


def _best(brief: Brief, client: Client, desk: Desk, seed: int) -> Candidate:
    """The first of the model's candidates as the composer ranks them."""
    found = [
        event.candidate
        for event in compose(brief, client, desk, seed=seed)
        if isinstance(event, Finished) and event.candidate.source == "model"
    ]
    return min(found, key=lambda candidate: (fails(candidate.findings), len(candidate.findings)))


def _count(counter: Counter[str], text: str, brief: Brief, desk: Desk) -> None:
    codes = {finding.code for finding in check(text, brief, desk.knowledge) if finding.severity == "loi"}
    counter["pair"] += not codes & PAIR_CODES
    counter["name"] += "thieu_ten" not in codes
    counter["details"] += "thieu_chi_tiet" not in codes
    counter["length"] += "do_dai" not in codes
    counter["passes"] += not codes


def _shares(counter: Counter[str], count: int) -> dict[str, float]:
    return {name: round(counter[name] / count, 4) for name in ("pair", "name", "details", "length", "passes")}


def main(argv: list[str] | None = None) -> int:
    """Print the shares as JSON, and the texts that failed."""
    parser = argparse.ArgumentParser(prog="python -m app.writing.evaluation", description=__doc__)
    parser.add_argument("--model", type=Path, default=embedded_model())
    parser.add_argument("--each", type=int, default=3, help="briefs for each day and group")
    parser.add_argument("--seed", type=int, default=20)
    given = parser.parse_args(argv)
    source = open_source(assets_dir())
    desk = Desk(source.knowledge, load_prompts(), Library.load(assets_dir() / "library"))
    server = LocalServer(given.model, log=home_dir() / "logs" / "evaluation.log")
    try:
        print(json.dumps(measure(server.start(), desk, source, given.each, given.seed), ensure_ascii=False, indent=1))
    finally:
        server.stop()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
