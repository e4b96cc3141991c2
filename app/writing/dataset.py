"""Writes the (brief → text) pairs that models are fine-tuned on: `python -m app.writing.dataset OUT --count 120000`.

train.jsonl and heldout.jsonl hold the first layer: greetings of the small world's grammar, e-mails and posts, rewritings;
literary.jsonl the second, with its own heldout. One JSON object a line: {"prompt", "answer", "kind", "occasion", "group",
"item", "split"}. The same seed writes the same files, with any number of processes.
"""

import argparse
import itertools
import json
import os
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import NamedTuple

from app.paths import assets_dir
from app.writing.brief import Brief
from app.writing.held_out import HeldOut, held_out
from app.writing.letters import corpus_writings, passed_on, patterns, writings
from app.writing.library import Library
from app.writing.literary import library_pairs
from app.writing.near import distinct
from app.writing.note_table import note_table
from app.writing.notes import Note
from app.writing.prompt import NAMELESS_GROUPS, mam_content, used_name
from app.writing.rewriting import Ask, rewritings
from app.writing.right import right
from app.writing.smallworld import greet
from app.writing.source import Row, Source, open_source, row
from app.writing.stand_ins import hidden, numbered, people, told
from app.writing.tell import tell

PRIORITY = {"tet": 5, "sinh_nhat": 5, "quoc_te_phu_nu": 3, "nha_giao": 4, "trung_thu": 3, "dam_cuoi": 3, "cam_on": 3}
DETAIL_SHARES = (0.27, 0.45, 0.21, 0.07)  # none, one, two, three notes
NAME_SHARE = 0.45
AGED = {"sinh_nhat": 0.3, "mung_tho": 0.6}
REWRITTEN = 0.06  # of the first layer
UNOFFERED = 0.15  # how likely a day is for people whom the program does not offer it for: a card on one's great-grandfather's wedding
CROWDED = 20  # tries for a short text with several details
RARE_SHARE = 300  # a topic that less than one in so many greetings tells of is rare
RARE_ROUNDS = 3  # of more greetings that tell of such
SHARD = 4000  # rows that one job makes
LITERARY_SHARDS = 8
LAYERS = {"first": ("train", "heldout"), "literary": ("literary", "literary_heldout")}
AGES = {"ong_ba": (60, 100), "cha_me": (38, 90), "co_chu_bac": (30, 85), "con_chau": (1, 35), "em": (5, 40)}
ADULT = (18, 70)
MUNG_THO = (60, 100)
CLERGY = frozenset({"cha", "sơ", "sư cô", "sư thầy", "ni cô", "soeur"})
WORLDLY = frozenset({"dam_cuoi", "ky_niem_ngay_cuoi", "sinh_em_be", "valentine"})  # no days of theirs


def asks(source: Source, rng: random.Random) -> Iterator[Ask]:
    """Endless briefs without details and who hears them, the important days more often."""
    heard = [*source.knowledge.groups, *source.knowledge.roles]
    days = [(o, g) for o in source.knowledge.occasions for g in heard if source.world.covers(o, g)]
    weights = [_weight(source, occasion, group) for occasion, group in days]
    while True:
        occasion, heard_as = rng.choices(days, weights)[0]
        yield random_brief(source, occasion, heard_as, rng), heard_as


def greetings(source: Source, rng: random.Random, rare: frozenset[str] = frozenset()) -> Iterator[Row]:
    """Endless distinct greetings, with the topics of `rare` where there can be any."""
    seen: set[str] = set()
    for brief, heard_as in asks(source, rng):
        details = rng.choices(range(4), DETAIL_SHARES)[0]
        tries = CROWDED if brief.length == "ngan" and details > 1 else 1
        made = next(filter(None, (greeting(brief, heard_as, source, rng, details, rare) for _ in range(tries))), None)
        if made and made.text not in seen and right(made.text, made.brief, source.knowledge):
            seen.add(made.text)
            prompt = mam_content(made.brief, source.knowledge, source.labels, made.notes)
            yield {**row(prompt, made.short, "thiep", brief.occasion, brief.group), "details": "; ".join(made.brief.details)}


class Greeting(NamedTuple):
    """A greeting, the brief whose details it tells, the details as they are read, and the greeting with stand-ins."""

    brief: Brief
    text: str
    notes: tuple[Note, ...]
    short: str


def greeting(
    brief: Brief, heard: str, source: Source, rng: random.Random, details: int, rare: frozenset[str] = frozenset()
) -> Greeting | None:
    """A greeting of the grammar for a group or role; None when the dice gave nothing right."""
    if brief.group == "thay_co" and brief.pair.goi in CLERGY and brief.occasion in WORLDLY:
        return None
    tales = tell(brief, heard, details, note_table(), source.world.lists, rng, rare)
    if len(tales) < details:
        return None
    brief = brief.with_(details=tuple(each.note.clause for each in tales))
    text = greet(brief, source.world, rng, heard, tales)
    notes = tuple(each.note for each in tales)
    if not text:
        return None
    stands = {**people(used_name(brief)), **numbered(notes)}
    short = hidden(text, stands)
    return Greeting(brief, text, notes, short) if short is not None and told(short, stands) == text else None


def _weight(source: Source, occasion: str, group: str) -> float:
    roles = source.knowledge.roles
    offered = source.knowledge.occasions[occasion].groups
    group = roles[group].group if group in roles else group
    return PRIORITY.get(occasion, 1) * (1.0 if group in offered else UNOFFERED)


def random_brief(source: Source, occasion: str, group: str, rng: random.Random) -> Brief:
    """A brief as people give them, without details yet; `group` may be a role."""
    gender = source.knowledge.occasions[occasion].gender
    pairs, weights = zip(
        *((pair, w) for pair, w in source.pairs[group] if source.knowledge.kinship.suits(pair.goi, gender)), strict=True
    )
    tones = [tone for tone in source.knowledge.tones if tone not in ("than_thien", "ngan_gon")]
    if source.knowledge.occasions[occasion].quiet:
        tones = ["am_ap", "trang_trong", "sau_sac"]
    elif group not in ("vo_chong", "nguoi_yeu"):
        tones.remove("lang_man")
    roles = source.knowledge.roles
    group = roles[group].group if group in roles else group
    named = group not in NAMELESS_GROUPS and rng.random() < NAME_SHARE
    pair = rng.choices(pairs, weights)[0]
    return Brief(
        occasion=occasion,
        group=group,
        pair=pair,
        name=source.given_name(rng, pair.goi) if named and _singular(pair.goi) else "",
        tone="am_ap" if rng.random() < 0.3 else rng.choice(tones),
        length=rng.choices(("ngan", "vua", "dai"), (0.3, 0.45, 0.25))[0],
        age=_age(occasion, group, rng) if rng.random() < AGED.get(occasion, 0) else None,
        year=rng.randrange(2026, 2046),
    )


def _age(occasion: str, group: str, rng: random.Random) -> int:
    return rng.randint(*(MUNG_THO if occasion == "mung_tho" else AGES.get(group, ADULT)))


def _singular(goi: str) -> bool:
    return len(goi.split()) == 1 and goi not in ("quý", "sếp") or goi == "sếp"


class Job(NamedTuple):
    """A part of the data that one process makes; what it makes depends on nothing else."""

    part: str  # one of PARTS
    count: int
    shard: int
    seed: int
    rare: frozenset[str] = frozenset()  # topics

    @property
    def rng(self) -> random.Random:
        return random.Random(f"{self.seed} {self.part} {self.shard}")


@cache
def _source() -> Source:
    return open_source(assets_dir())


def made(job: Job) -> list[Row]:
    """The rows of a job."""
    return list(PARTS[job.part](job, _source(), job.rng))


def _greetings(job: Job, source: Source, rng: random.Random) -> Iterable[Row]:
    return itertools.islice(greetings(source, rng), job.count)


def _rare(job: Job, source: Source, rng: random.Random) -> Iterable[Row]:
    """Those of the greetings that tell of a rare topic."""
    known = _topics()
    some = itertools.islice(greetings(source, rng, job.rare), job.count)
    return (each for each in some if any(known.get(label) in job.rare for label in labels(each)))


def labels(each: Row) -> list[str]:
    """What the notes of a greeting's request are marked as."""
    (line,) = [line for line in each["prompt"].splitlines() if line.startswith("Chi tiết: ")] or [""]
    return [note.partition(": ")[0] for note in line.removeprefix("Chi tiết: ").split("; ")]


@cache
def _topics() -> dict[str, str]:
    """Topics' ids by their labels."""
    return {topic.label: topic.id for kind in note_table().kinds.values() for topic in kind.topics}


def rare_topics(rows: Iterable[Row], least: int) -> dict[str, int]:
    """The topics that fewer than `least` greetings tell of, and how many are missing."""
    told = Counter(label for each in rows if each["kind"] == "thiep" for label in labels(each))
    return {id: least - told[label] for label, id in _topics().items() if told[label] < least}


def _rewritings(job: Job, source: Source, rng: random.Random) -> Iterable[Row]:
    return itertools.islice(rewritings(source, asks(source, rng), rng), job.count)


def _filled(job: Job, source: Source, rng: random.Random) -> Iterable[Row]:
    return writings(source, assets_dir() / "smallworld", rng, job.count)


def _passed_on(job: Job, source: Source, rng: random.Random) -> Iterable[Row]:
    corpus = corpus_path()
    letters = passed_on(source, assets_dir() / "smallworld", corpus, rng, job.count)
    return itertools.chain(letters, corpus_writings(source, corpus))


def _literary(job: Job, source: Source, rng: random.Random) -> Iterable[Row]:
    library = Library.load(assets_dir() / "library")
    return library_pairs(Library(library.items[job.shard :: job.count]), source, rng)


PARTS = {
    "greetings": _greetings, "rare": _rare, "rewritings": _rewritings, "filled": _filled, "passed_on": _passed_on, "literary": _literary,
}  # fmt: skip


def corpus_path() -> Path:
    """The hand-written e-mails and posts."""
    return assets_dir() / "library" / "viet.jsonl"


def jobs(part: str, count: int, seed: int) -> list[Job]:
    """`count` rows as jobs of at most SHARD rows."""
    sizes = [min(SHARD, count - start) for start in range(0, count, SHARD)]
    return [Job(part, size, shard, seed) for shard, size in enumerate(sizes)]


def split(rows: Iterable[Row], aside: HeldOut) -> tuple[list[Row], list[Row]]:
    """Rows to train on, and those of an item or with a detail that none of them has."""
    parts: tuple[list[Row], list[Row]] = [], []
    for each in rows:
        parts[aside.holds(each)].append(each)
    return parts


def write(folder: Path, name: str, rows: Sequence[Row]) -> None:
    """OUT/NAME.jsonl, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{name}.jsonl.part"
    with part.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({**each, "split": name}, ensure_ascii=False) + "\n" for each in rows)
    part.replace(folder / f"{name}.jsonl")
    print(f"{name}: {len(rows)}", file=sys.stderr, flush=True)


def layers(given: argparse.Namespace) -> Iterator[tuple[str, list[Row]]]:
    """The two layers as they are made, near-duplicates and all."""
    with ProcessPoolExecutor(given.processes) as pool:
        letters = [Job(part, n, 0, given.seed) for part, n in (("filled", given.rounds), ("passed_on", given.passed_on))]
        first = _gathered(pool.map(made, [*letters, *jobs("greetings", given.count, given.seed)]))
        for extra in range(RARE_ROUNDS):
            missing = rare_topics(first, given.count // RARE_SHARE)
            more = jobs("rare", sum(missing.values()), given.seed + extra)
            first += _gathered(pool.map(made, [job._replace(rare=frozenset(missing)) for job in more]))
        again = round(len(first) * given.rewritten / (1 - given.rewritten))
        yield "first", first + _gathered(pool.map(made, jobs("rewritings", again, given.seed)))
        if given.literary:
            shards = [Job("literary", LITERARY_SHARDS, shard, given.seed) for shard in range(LITERARY_SHARDS)]
            yield "literary", _gathered(pool.map(made, shards))


def _gathered(parts: Iterable[list[Row]]) -> list[Row]:
    rows: list[Row] = []
    for part in parts:
        rows += part
        print(f"{len(rows)} rows", file=sys.stderr, flush=True)
    return rows


def main(argv: list[str] | None = None) -> int:
    """Write OUT/train.jsonl, OUT/heldout.jsonl and OUT/literary.jsonl, OUT/literary_heldout.jsonl."""
    parser = argparse.ArgumentParser(prog="python -m app.writing.dataset", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=120_000, help="greetings")
    parser.add_argument("--rounds", type=int, default=60, help="fillings of each e-mail and post pattern")
    parser.add_argument("--passed-on", type=int, default=300, help="letters of each type that pass a note on")
    parser.add_argument("--rewritten", type=float, default=REWRITTEN, help="share of the rewritings in the first layer")
    parser.add_argument("--no-literary", dest="literary", action="store_false", help="leave out the second layer")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    given = parser.parse_args(argv)
    source = _source()
    aside = held_out(note_table(), source.world.lists, patterns(assets_dir() / "smallworld"), corpus_path())
    for layer, rows in layers(given):
        kept = list(distinct(rows))
        print(f"{layer}: {len(rows) - len(kept)} of {len(rows)} say nearly the same again", file=sys.stderr)
        random.Random(given.seed).shuffle(kept)
        for name, part in zip(LAYERS[layer], split(kept, aside), strict=True):
            write(given.out, name, part)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
