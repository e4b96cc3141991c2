"""Adds verdicts up: shares by set, variety of many texts, targets met or missed, and the table that shows them."""

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.writing.evaluation.measures import MEASURES

WORD = re.compile(r"\w+")
WAYS = {"single": "một lần", "best": "tốt nhất/3"}
SETS = {
    "hard": "khó", "plain": "thường", "grammar": "văn phạm", "cards": "thiệp", "letters": "thư, bài đăng",
    "verse": "thơ", "luc_bat": "lục bát", "prose": "văn xuôi", "all": "tất cả",
}  # fmt: skip
LABELS = {
    "pair": "giữ cặp xưng hô", "name": "đúng tên", "details": "đủ chi tiết", "nothing_invented": "không bịa",
    "occasion": "đúng dịp", "length": "đúng độ dài", "no_repetition": "không lặp", "verse": "thơ đúng luật",
    "faultless": "không lỗi nào", "own_with": "không chép bài học, có chi tiết", "own_without": "không chép bài học, không chi tiết",
}  # fmt: skip


@dataclass
class Tally:
    """What was right and what was asked, by measure, over the answers of one set."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)

    def add(self, verdict: Mapping[str, bool | None], seconds: float) -> None:
        """One more answer."""
        self.seconds.append(seconds)
        for measure, right in verdict.items():
            if right is not None:
                self.asked[measure] += 1
                self.right[measure] += right

    def share(self, measure: str) -> float | None:
        """Of those asked; None where nothing was."""
        return self.right[measure] / self.asked[measure] if self.asked[measure] else None

    def figures(self) -> dict[str, Any]:
        """As the JSON has it: shares, how many texts stand behind each, and seconds."""
        shares = {measure: share for measure in MEASURES if (share := self.share(measure)) is not None}
        return {
            **{measure: round(share, 4) for measure, share in shares.items()},
            "of": {measure: self.asked[measure] for measure in shares},
            "seconds": round(statistics.fmean(self.seconds), 2),
            "seconds_longest": round(max(self.seconds), 2),
        }


Tallies = dict[str, dict[str, Tally]]  # set -> way -> tally


def tallies() -> Tallies:
    """None yet."""
    return defaultdict(lambda: {way: Tally() for way in WAYS})


def variety(texts: Iterable[tuple[str, bool]]) -> dict[str, float]:
    """distinct-1, -2, -3 (Li et al. 2016): different n-grams of syllables over all of them; and different whole texts.

    Each text comes with whether it is legible: one that is not brings nothing different, but counts.
    """
    seen: list[set[tuple[str, ...]]] = [set(), set(), set()]
    total = [0, 0, 0]
    whole: set[str] = set()
    count = 0
    for text, legible in texts:
        count += 1
        run = WORD.findall(text.lower())
        for n in (1, 2, 3):
            grams = list(zip(*(run[at:] for at in range(n)), strict=False))
            total[n - 1] += len(grams)
            seen[n - 1].update(grams if legible else ())
        if legible:
            whole.add(text)
    shares = {f"distinct_{n}": round(len(seen[n - 1]) / max(1, total[n - 1]), 4) for n in (1, 2, 3)}
    return {"outputs": count, **shares, "distinct_texts": round(len(whole) / max(1, count), 4)}


@dataclass(frozen=True)
class Outcome:
    """One target, and what was reached."""

    measure: str
    of: str
    least: float
    binding: bool
    got: float | None

    @property
    def met(self) -> bool:
        """What was not measured is not met."""
        return self.got is not None and self.got >= self.least


def outcomes(table: Mapping[str, Any], found: Tallies) -> list[Outcome]:
    """Every target of measures.toml against the best of three."""
    return [_outcome(row, found) for row in table["target"]]


def _outcome(row: Mapping[str, Any], found: Tallies) -> Outcome:
    got = found[row["of"]]["best"].share(row["measure"]) if row["of"] in found else None
    return Outcome(row["measure"], row["of"], row["least"], row.get("binding", False), got)


def as_table(found: Tallies, results: Sequence[Outcome], unanswered: Mapping[str, int]) -> str:
    """What a person reads: shares in per cent, then seconds, then the targets."""
    sets = [name for name in SETS if name in found]
    head = f"{'':36}" + "".join(f"{SETS[name]:>20}" for name in sets)
    asked = [len(found[name]["best"].seconds) for name in sets]
    under = f"{'(%: ' + ' | '.join(WAYS.values()) + ')':36}" + "".join(f"{f'{count} yêu cầu':>20}" for count in asked)
    rows = [
        f"{LABELS[measure]:36}" + "".join(f"{_cell(found[name], measure):>20}" for name in sets) for measure in MEASURES
    ]
    seconds = f"{'giây, trung bình':36}" + "".join(f"{_seconds(found[name]):>20}" for name in sets)
    silent = f"{'không viết lời nào':36}" + "".join(f"{unanswered.get(name, 0):>20}" for name in sets)
    return "\n".join([head, under, *rows, seconds, silent, "", *map(_line, results)])


def _cell(ways: Mapping[str, Tally], measure: str) -> str:
    shares = [ways[way].share(measure) for way in WAYS]
    return " | ".join("–" if share is None else f"{100 * share:.1f}" for share in shares)


def _seconds(ways: Mapping[str, Tally]) -> str:
    return " | ".join(f"{statistics.fmean(ways[way].seconds):.2f}" for way in WAYS)


def _line(result: Outcome) -> str:
    kind = "bắt buộc" if result.binding else "mong đạt"
    got = "chưa đo" if result.got is None else f"{100 * result.got:.1f} %, {'đạt' if result.met else 'CHƯA ĐẠT'}"
    return f"{kind}: {LABELS[result.measure]} ({SETS[result.of]}) ≥ {100 * result.least:g} %: {got}"
