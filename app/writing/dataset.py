"""Writes the (brief → text) pairs that Mầm is fine-tuned on: `python -m app.writing.dataset OUT --count 120000`.

Greetings come from the small world's grammar, e-mails and posts from their own patterns and from the
hand-written corpus. One JSON object a line: {"prompt", "answer", "kind", "occasion", "group", "split"}.
"""

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.knowledge import Knowledge, load_knowledge
from app.paths import assets_dir
from app.viet.kinship import Pair, expand
from app.viet.text import capitalize, fold, nfc
from app.writing.brief import Brief
from app.writing.check import check, fails
from app.writing.prompt import NAMELESS_GROUPS, load_prompts, mam_content
from app.writing.smallworld import SmallWorld, greet, load_smallworld, read_jsonl
from app.writing.unseen import NUMBER, name, phrase, renumber

PRIORITY = {"tet": 5, "sinh_nhat": 5, "quoc_te_phu_nu": 3, "nha_giao": 4, "trung_thu": 3, "dam_cuoi": 3, "cam_on": 3}
DETAIL_SHARES = (0.32, 0.43, 0.2, 0.05)  # none, one, two, three notes
NAME_SHARE = 0.45
UNSEEN_NAMES = 0.35  # of the names
UNSEEN_WORDS = 0.15  # of the things in a letter: other digits, or words of no list
AGED = {"sinh_nhat": 0.3, "mung_tho": 0.6}
HELD_OUT = 0.01
AGES = {"ong_ba": (60, 100), "cha_me": (38, 90), "co_chu_bac": (30, 85), "con_chau": (1, 35), "em": (5, 40)}
ADULT = (18, 70)
SLOT = re.compile(r"\{(\w+)\}")
MUNG_THO = (60, 100)


@dataclass(frozen=True)
class Source:
    """Everything the pairs are made from."""

    knowledge: Knowledge
    world: SmallWorld
    names: tuple[str, ...]
    labels: Mapping[str, Any]
    pairs: Mapping[str, tuple[tuple[Pair, float], ...]]  # group -> pairs with weights


def open_source(assets: Path) -> Source:
    """Read the knowledge, the clauses and the names under `assets`."""
    knowledge = load_knowledge(assets)
    return Source(
        knowledge=knowledge,
        world=load_smallworld(assets / "smallworld"),
        names=knowledge.names,
        labels=load_prompts()["mam"],
        pairs={group: expand(knowledge.kinship, group) for group in knowledge.groups},
    )


def greetings(source: Source, rng: random.Random) -> Iterator[dict[str, str]]:
    """Endless distinct greetings, the important days more often."""
    days = [(o, g) for o in source.knowledge.occasions for g in source.knowledge.groups if source.world.covers(o, g)]
    weights = [_weight(source, occasion, group) for occasion, group in days]
    seen: set[str] = set()
    while True:
        occasion, group = rng.choices(days, weights)[0]
        made = greet(
            random_brief(source, occasion, group, rng),
            source.world,
            rng,
            details=rng.choices(range(4), DETAIL_SHARES)[0],
        )
        if made and made[1] not in seen and not fails(check(made[1], made[0], source.knowledge)):
            seen.add(made[1])
            brief, text = made
            yield _row(mam_content(brief, source.knowledge, source.labels), text, "thiep", occasion, group)


def _weight(source: Source, occasion: str, group: str) -> float:
    offered = source.knowledge.occasions[occasion].groups
    return PRIORITY.get(occasion, 1) * (1.0 if group in offered else 0.5)


def random_brief(source: Source, occasion: str, group: str, rng: random.Random) -> Brief:
    """A brief as people give them, without details yet."""
    gender = source.knowledge.occasions[occasion].gender
    pairs, weights = zip(
        *((pair, w) for pair, w in source.pairs[group] if source.knowledge.kinship.suits(pair.goi, gender)), strict=True
    )
    tones = [tone for tone in source.knowledge.tones if tone not in ("than_thien", "ngan_gon")]
    if source.knowledge.occasions[occasion].quiet:
        tones = ["am_ap", "trang_trong", "sau_sac"]
    elif group not in ("vo_chong", "nguoi_yeu"):
        tones.remove("lang_man")
    named = group not in NAMELESS_GROUPS and rng.random() < NAME_SHARE
    pair = rng.choices(pairs, weights)[0]
    return Brief(
        occasion=occasion,
        group=group,
        pair=pair,
        name=_name(source, rng) if named and _singular(pair.goi) else "",
        tone="am_ap" if rng.random() < 0.3 else rng.choice(tones),
        length=rng.choices(("ngan", "vua", "dai"), (0.3, 0.45, 0.25))[0],
        age=_age(occasion, group, rng) if rng.random() < AGED.get(occasion, 0) else None,
        year=rng.randrange(2026, 2046),
    )


def _name(source: Source, rng: random.Random) -> str:
    return name(source.world.syllables, source.names, rng) if rng.random() < UNSEEN_NAMES else rng.choice(source.names)


def _age(occasion: str, group: str, rng: random.Random) -> int:
    return rng.randint(*(MUNG_THO if occasion == "mung_tho" else AGES.get(group, ADULT)))


def _singular(goi: str) -> bool:
    return len(goi.split()) == 1 and goi not in ("quý", "sếp") or goi == "sếp"


def writings(source: Source, folder: Path, rng: random.Random, rounds: int) -> Iterator[dict[str, str]]:
    """E-mails and posts from their patterns, `rounds` fillings each."""
    for path in sorted(folder.glob("*.jsonl")):
        for row in read_jsonl(path):
            for _ in range(rounds if "kind" in row and "slot" not in row else 0):
                yield _writing(row, source, rng)


def _writing(row: Mapping[str, Any], source: Source, rng: random.Random) -> dict[str, str]:
    ten, ky = _name(source, rng), _name(source, rng)
    pattern, xung = rng.choice(row.get("pairs") or [["bạn", "mình"]])
    goi = pattern.replace("{ten}", ten)
    text = row["text"] if isinstance(row["text"], str) else rng.choice(row["text"])
    form = rng.choice(row["notes"])
    things = {slot: _letter_thing(source, slot, rng) for slot in SLOT.findall(form + text) if slot in source.world.lists}
    words = {**things, "ten": ten, "ky": ky, "goi": goi, "Goi": capitalize(goi), "xung": xung, "Xung": capitalize(xung)}
    note = form.format_map(words)
    brief = Brief(
        kind=row["kind"],
        type=row["type"],
        pair=Pair(goi, xung),
        sender=ky if "{ky}" in text else "",
        tone=_one(row.get("tone", "am_ap"), rng),
        length=_one(row.get("length", "vua"), rng),
        note=_hurried(note, rng) if all(thing in source.world.lists[slot] for slot, thing in things.items()) else note,
    )
    return _row(mam_content(brief, source.knowledge, source.labels), _written(text, words, pattern), row["kind"], row["type"], "")


def _hurried(note: str, rng: random.Random) -> str:
    """Now and then without diacritics or capitals, which the letter must have again."""
    dice = rng.random()
    return fold(note) if dice < 0.08 else note.lower() if dice < 0.2 else note


def _letter_thing(source: Source, slot: str, rng: random.Random) -> str:
    """A thing for a letter's slot; a capital at its head stays one."""
    thing = rng.choice(source.world.lists[slot])
    if rng.random() >= UNSEEN_WORDS:
        return thing
    if NUMBER.search(thing):
        return renumber(thing, rng)
    strange = phrase(source.world.syllables, rng)
    return capitalize(strange) if thing[0].isupper() else strange


def _written(text: str, words: Mapping[str, str], pattern: str) -> str:
    """The text filled in; after the salutation the address goes without the name ("chị", not "chị Hà")."""
    short = pattern.replace(" {ten}", "")
    later = {**words, "goi": short, "Goi": capitalize(short)}
    parts = text.split("\n\n")
    return "\n\n".join(part.format_map(words if i < 2 else later) for i, part in enumerate(parts))


def _one(value: str | list[str], rng: random.Random) -> str:
    return value if isinstance(value, str) else rng.choice(value)


def corpus_writings(source: Source, corpus: Path) -> Iterator[dict[str, str]]:
    """The hand-written e-mails and posts, as they are."""
    for row in read_jsonl(corpus):
        brief = Brief(
            kind=row["kind"], type=row["type"], pair=Pair("", ""), tone=row["tone"], length=row["length"], note=row["brief"]
        )
        yield _row(mam_content(brief, source.knowledge, source.labels), row["text"], row["kind"], row["type"], "")


def _row(prompt: str, answer: str, kind: str, occasion: str, group: str) -> dict[str, str]:
    return {"prompt": nfc(prompt), "answer": nfc(answer), "kind": kind, "occasion": occasion, "group": group}


def main(argv: list[str] | None = None) -> int:
    """Write OUT/train.jsonl and OUT/heldout.jsonl."""
    parser = argparse.ArgumentParser(prog="python -m app.writing.dataset", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=120_000, help="greetings")
    parser.add_argument("--rounds", type=int, default=60, help="fillings of each e-mail and post pattern")
    parser.add_argument("--corpus", type=Path, help="viet.jsonl, the hand-written e-mails and posts")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(argv)
    rng = random.Random(given.seed)
    source = open_source(assets_dir())
    stream = greetings(source, rng)
    rows = [next(stream) for _ in range(given.count)]
    rows += writings(source, assets_dir() / "smallworld", rng, given.rounds)
    if given.corpus:
        rows += [row for row in corpus_writings(source, given.corpus) for _ in range(4)]
    rng.shuffle(rows)
    given.out.mkdir(parents=True, exist_ok=True)
    held = max(1, int(len(rows) * HELD_OUT))
    for split, part in (("heldout", rows[:held]), ("train", rows[held:])):
        with (given.out / f"{split}.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(json.dumps({**row, "split": split}, ensure_ascii=False) + "\n" for row in part)
        print(f"{split}: {len(part)}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
