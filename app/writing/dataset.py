"""Writes the (brief → text) pairs that Mầm is fine-tuned on: `python -m app.writing.dataset OUT --count 120000`.

Greetings come from the small world's grammar, e-mails and posts from app.writing.letters. One JSON object a line:
{"prompt", "answer", "kind", "occasion", "group", "split"}.
"""

import argparse
import itertools
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from app.paths import assets_dir
from app.writing.brief import Brief
from app.writing.check import check, fails
from app.writing.check_mam import serves_day
from app.writing.letters import corpus_writings, passed_on, writings
from app.writing.prompt import NAMELESS_GROUPS, mam_content
from app.writing.note_table import note_table
from app.writing.notes import Note
from app.writing.smallworld import greet
from app.writing.source import Source, open_source, row
from app.writing.tell import tell
from app.writing.unseen import clauses_of

PRIORITY = {"tet": 5, "sinh_nhat": 5, "quoc_te_phu_nu": 3, "nha_giao": 4, "trung_thu": 3, "dam_cuoi": 3, "cam_on": 3}
DETAIL_SHARES = (0.27, 0.45, 0.21, 0.07)  # none, one, two, three notes
NAME_SHARE = 0.45
AGED = {"sinh_nhat": 0.3, "mung_tho": 0.6}
HELD_OUT = 0.01
CLAUSES = 40_000  # taken from each file of running text
CORPUS_COPIES = 2  # of each hand-written letter
AGES = {"ong_ba": (60, 100), "cha_me": (38, 90), "co_chu_bac": (30, 85), "con_chau": (1, 35), "em": (5, 40)}
ADULT = (18, 70)
MUNG_THO = (60, 100)


def greetings(source: Source, rng: random.Random) -> Iterator[dict[str, str]]:
    """Endless distinct greetings, the important days more often."""
    heard = [*source.knowledge.groups, *source.knowledge.roles]
    days = [(o, g) for o in source.knowledge.occasions for g in heard if source.world.covers(o, g)]
    weights = [_weight(source, occasion, group) for occasion, group in days]
    seen: set[str] = set()
    while True:
        occasion, heard_as = rng.choices(days, weights)[0]
        brief = random_brief(source, occasion, heard_as, rng)
        made = greeting(brief, heard_as, source, rng, rng.choices(range(4), DETAIL_SHARES)[0])
        if not made or made.text in seen or not serves_day(made.text, made.brief, source.knowledge.checks):
            continue
        if not fails(check(made.text, made.brief, source.knowledge)):
            seen.add(made.text)
            prompt = mam_content(made.brief, source.knowledge, source.labels, made.typed)
            yield row(prompt, made.text, "thiep", occasion, brief.group)


class Greeting(NamedTuple):
    """A greeting, the brief whose details it tells, and the details as they are typed."""

    brief: Brief
    text: str
    typed: tuple[Note, ...]


def greeting(brief: Brief, heard: str, source: Source, rng: random.Random, details: int) -> Greeting | None:
    """A greeting of the grammar for a group or role; None when the dice gave nothing right."""
    told = tell(brief, heard, details, note_table(), source.world.lists, source.world.phrases, rng)
    if len(told) < details:
        return None
    brief = brief.with_(details=tuple(each.note.clause for each in told))
    text = greet(brief, source.world, rng, heard, told)
    return Greeting(brief, text, tuple(each.typed for each in told)) if text else None


def _weight(source: Source, occasion: str, group: str) -> float:
    roles = source.knowledge.roles
    offered = source.knowledge.occasions[occasion].groups
    group = roles[group].group if group in roles else group
    return PRIORITY.get(occasion, 1) * (1.0 if group in offered else 0.5)


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
        name=source.given_name(rng) if named and _singular(pair.goi) else "",
        tone="am_ap" if rng.random() < 0.3 else rng.choice(tones),
        length=rng.choices(("ngan", "vua", "dai"), (0.3, 0.45, 0.25))[0],
        age=_age(occasion, group, rng) if rng.random() < AGED.get(occasion, 0) else None,
        year=rng.randrange(2026, 2046),
    )


def _age(occasion: str, group: str, rng: random.Random) -> int:
    return rng.randint(*(MUNG_THO if occasion == "mung_tho" else AGES.get(group, ADULT)))


def _singular(goi: str) -> bool:
    return len(goi.split()) == 1 and goi not in ("quý", "sếp") or goi == "sếp"


def main(argv: list[str] | None = None) -> int:
    """Write OUT/train.jsonl and OUT/heldout.jsonl."""
    parser = argparse.ArgumentParser(prog="python -m app.writing.dataset", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=120_000, help="greetings")
    parser.add_argument("--rounds", type=int, default=60, help="fillings of each e-mail and post pattern")
    parser.add_argument("--passed-on", type=int, default=300, help="letters of each type that pass a note on")
    parser.add_argument("--corpus", type=Path, default=assets_dir() / "library" / "viet.jsonl")
    parser.add_argument("--clauses", type=Path, nargs="*", default=[], help=".txt.xz files whose clauses are notes to copy")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(argv)
    rng = random.Random(given.seed)
    clauses = [clause for path in given.clauses for clause in clauses_of(path, CLAUSES, rng)]
    source = open_source(assets_dir(), clauses)
    folder = assets_dir() / "smallworld"
    rows = [*writings(source, folder, rng, given.rounds), *passed_on(source, folder, given.corpus, rng, given.passed_on)]
    rows += [made for made in corpus_writings(source, given.corpus) for _ in range(CORPUS_COPIES)]
    print(f"{len(rows)} letters", file=sys.stderr, flush=True)
    for number, made in enumerate(itertools.islice(greetings(source, rng), given.count), 1):
        rows.append(made)
        if number % 5000 == 0:
            print(f"{number} greetings", file=sys.stderr, flush=True)
    rng.shuffle(rows)
    given.out.mkdir(parents=True, exist_ok=True)
    held = max(1, int(len(rows) * HELD_OUT))
    for split, part in (("heldout", rows[:held]), ("train", rows[held:])):
        with (given.out / f"{split}.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(json.dumps({**made, "split": split}, ensure_ascii=False) + "\n" for made in part)
        print(f"{split}: {len(part)}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
