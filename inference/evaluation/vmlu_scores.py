"""Scores of VMLU answers by subject, group and over all, as the leaderboard counts; the file that is handed in.

How the leaderboard averages is nowhere said; of the 29 rows in the README's tables (ZaloAI-Jaist/VMLU, and its copy in
thomasNguyen-196/VMLU of 2026) the mean over the 58 subjects, groups weighted 21 : 10 : 18 : 9, gives 26 to within
rounding (± 0.01), the mean over all questions 12, the mean over the four groups two. So "average" is the mean over
subjects, and a group's score the mean of its subjects; the mean over questions stands beside it.
"""

from __future__ import annotations

import csv
import os
import statistics
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inference.errors import InferenceError
from inference.evaluation.vmlu_files import Question, subjects

GROUPS = ("STEM", "Social Science", "Humanities", "Other")


@dataclass(frozen=True)
class Share:
    """Right answers among those asked."""

    right: int
    asked: int

    @property
    def percent(self) -> float:
        return 100 * self.right / self.asked


@dataclass(frozen=True)
class Scores:
    """Percentages. average: mean over subjects (the leaderboard's); micro: over questions; ways: how answers were read."""

    subjects: Mapping[int, Share]
    groups: Mapping[str, float]
    average: float
    micro: float
    count: int
    ways: Mapping[str, int]

    def numbers(self) -> dict[str, Any]:
        """As a result file has it."""
        return {
            "average": round(self.average, 2),
            "micro": round(self.micro, 2),
            "groups": {group: round(value, 2) for group, value in self.groups.items()},
            "subjects": {f"{number:02}": [share.right, share.asked] for number, share in self.subjects.items()},
            "count": self.count,
            "ways": dict(self.ways),
        }


def score(questions: Iterable[Question], letters: Mapping[str, str], ways: Mapping[str, str] | None = None) -> Scores | None:
    """letters, ways: by question id. Only what was asked counts; no letter is a wrong answer. None if nothing can be scored."""
    right, asked = Counter[int](), Counter[int]()
    counted = [question for question in questions if question.answer and question.id in letters]
    for question in counted:
        asked[question.subject] += 1
        right[question.subject] += letters[question.id] == question.answer
    if not counted:
        return None
    shares = {number: Share(right[number], asked[number]) for number in sorted(asked)}
    used = Counter((ways or {})[question.id] for question in counted) if ways else Counter[str]()
    mean = statistics.fmean(share.percent for share in shares.values())
    micro = Share(right.total(), asked.total()).percent
    return Scores(shares, _groups(shares), mean, micro, len(counted), dict(used))


def _groups(shares: Mapping[int, Share]) -> dict[str, float]:
    known = subjects()
    parts = {group: [share.percent for number, share in shares.items() if known[number].group == group] for group in GROUPS}
    return {group: statistics.fmean(part) for group, part in parts.items() if part}


def write_submission(path: Path, questions: Iterable[Question], letters: Mapping[str, str]) -> Path:
    """The official CSV: `id,answer`, UTF-8, one line a question in the file's order; an empty answer where no letter came."""
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file, lineterminator="\n")
            rows.writerow(("id", "answer"))
            rows.writerows((question.id, letters.get(question.id, "")) for question in questions)
        os.replace(part, path)
    except OSError as error:
        raise InferenceError(f"Không ghi được tệp nộp bài “{path.name}”.") from error
    return path
