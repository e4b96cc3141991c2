"""How well the checker checks: `python -m app.writing.accuracy` prints the figures that stand in app/writing/README.md.

Recall: the share of damaged texts in which a finding of the expected kind is new. False alarms: the share of untouched
texts with a fault, the facts that nobody gave and missing details apart (a text of the library tells other people's).
`--labelled FILE` measures texts that a reader has labelled instead, `--show KIND` prints what was missed or marked.
"""

import argparse
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from app.knowledge import Knowledge
from app.paths import assets_dir
from app.writing.accuracy.damages import DAMAGES, Damage
from app.writing.accuracy.labelled import measure_labelled
from app.writing.accuracy.specimens import (
    GRAMMAR,
    LETTERS,
    LIBRARY,
    PATTERNS,
    Specimen,
    Stock,
    grammar_cards,
    hand_written_letters,
    library_cards,
    pattern_letters,
)  # fmt: skip
from app.writing.check import Finding, check
from app.writing.library import Library
from app.writing.source import open_source

APART = frozenset({"bia_so", "bia_ten", "bia_noi", "thieu_chi_tiet"})
REMARKED = frozenset({"chinh_ta", "do_dai"})  # of which one alone is a remark: a brand, a long card
SHOWN = 60


@dataclass
class Tally:
    """Of one kind of damage or origin: how many texts, and which were not as they should be."""

    texts: int = 0
    wrong: list[tuple[str, Specimen, tuple[Finding, ...]]] = field(default_factory=list)
    codes: Counter[str] = field(default_factory=Counter)

    @property
    def share(self) -> float:
        """Of the texts that were not as they should be."""
        return len(self.wrong) / max(1, self.texts)


def _codes(findings: Iterable[Finding]) -> Counter[str]:
    return Counter(found.code for found in findings if found.severity == "loi" or found.code in REMARKED)


def recall(specimens: Sequence[Specimen], stock: Stock, damage: Damage, most: int, rng: Random) -> Tally:
    """Damage up to `most` of the texts and see which damage goes unnoticed."""
    tally = Tally()
    knowledge = stock.source.knowledge
    for specimen in rng.sample(specimens, len(specimens)):
        made = damage.make(specimen, stock, rng)
        if tally.texts == most:
            break
        if made is None or made[1] == specimen.text and made[0] is specimen:
            continue
        asked, text = made
        told = specimen.brief if asked.brief.details == specimen.brief.details else specimen.brief.with_(details=())
        before = _codes(check(specimen.text, told, knowledge))
        after = check(text, asked.brief, knowledge)
        tally.texts += 1
        if not any(count > before[code] for code, count in _codes(after).items() if code in damage.codes):
            tally.wrong.append((text, asked, after))
    return tally


def false_alarms(specimens: Iterable[Specimen], knowledge: Knowledge) -> Tally:
    """Which untouched texts have a fault, the rules on facts nobody gave apart; `codes` counts all of them."""
    tally = Tally()
    for specimen in specimens:
        findings = check(specimen.text, specimen.brief, knowledge)
        faults = {found.code for found in findings if found.severity == "loi"}
        tally.texts += 1
        tally.codes.update(faults)
        if faults - APART:
            tally.wrong.append((specimen.text, specimen, findings))
    return tally


def texts_a_second(specimens: Sequence[Specimen], knowledge: Knowledge) -> float:
    """On one core, caches cold as they are for a new text."""
    begun = time.process_time()
    for specimen in specimens:
        check(specimen.text, specimen.brief, knowledge)
    return len(specimens) / (time.process_time() - begun)


def _show(tally: Tally) -> None:
    for text, specimen, findings in tally.wrong[:SHOWN]:
        brief = specimen.brief
        marks = "; ".join(f"{f.code} {f.reason}" for f in findings if f.severity == "loi")
        asked = "; ".join(brief.details) or brief.note
        what = f"{brief.occasion or brief.type} {brief.group} {brief.pair} {brief.name} | {asked}"
        print(f"  [{what}]\n    {text!r}\n    -> {marks or 'không thấy gì'}")


def main(argv: list[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m app.writing.accuracy", description=__doc__)
    parser.add_argument("--labelled", type=Path, nargs="?", const=assets_dir() / "evaluation" / "labelled.jsonl")
    parser.add_argument("--most", type=int, default=400, help="texts of each kind of damage")
    parser.add_argument("--grammar", type=int, default=1000, help="greetings of the grammar")
    parser.add_argument(
        "--show", action="append", default=[], metavar="KIND", help="print texts of this damage or origin"
    )
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args(argv)
    source = open_source(assets_dir())
    if given.labelled:
        print(measure_labelled(given.labelled, source.knowledge))
        return 0
    rng = Random(given.seed)
    corpus = assets_dir() / "library" / "viet.jsonl"
    cards = list(library_cards(Library.load(assets_dir() / "library"), source, rng))
    origins = {
        LIBRARY: cards,
        GRAMMAR: list(grammar_cards(source, rng, given.grammar)),
        LETTERS: list(hand_written_letters(corpus, source)),
        PATTERNS: list(pattern_letters(source, assets_dir() / "smallworld", rng, 1)),
    }
    every = [specimen for specimens in origins.values() for specimen in specimens]
    stock = Stock(source, tuple(specimen.brief.note for specimen in origins[LETTERS]))
    print("| Hư hỏng | Số bài | Tìm thấy |\n|---|---:|---:|")
    missed = total = 0
    for label, damage in DAMAGES.items():
        tally = recall(every, stock, damage, given.most, rng)
        missed, total = missed + len(tally.wrong), total + tally.texts
        print(f"| {label} | {tally.texts} | {1 - tally.share:.1%} |", flush=True)
        if label in given.show:
            _show(tally)
    print(f"| **tất cả** | {total} | **{1 - missed / max(1, total):.1%}** |")
    print("\n| Bài nguyên vẹn | Số bài | Báo nhầm | Theo mã |\n|---|---:|---:|---|")
    for origin, specimens in origins.items():
        tally = false_alarms(specimens, source.knowledge)
        codes = ", ".join(f"{code} {count}" for code, count in tally.codes.most_common())
        print(f"| {origin} | {tally.texts} | {tally.share:.1%} | {codes} |")
        if origin in given.show:
            _show(tally)
    print(f"\nTốc độ: {texts_a_second(cards, source.knowledge):.0f} lời chúc một giây trên một nhân.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
