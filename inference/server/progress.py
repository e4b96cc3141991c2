"""Bars on stderr while a large model loads."""

from __future__ import annotations

import sys
from typing import Any, Self

STAGES = {"weights": ("Nạp trọng số", "B"), "graphs": ("Ghi các bước tính", "bước")}
QUICK = 1.0  # seconds: what is over sooner shows no bar


class Bars:
    """`bars(stage, done, total)` may be called from any thread, as often as one likes."""

    def __init__(self) -> None:
        self._bars: dict[str, Any] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage not in self._bars:
            from tqdm import tqdm

            words, unit = STAGES[stage]
            scale = unit == "B"
            self._bars[stage] = tqdm(
                total=total, desc=words, unit=unit, unit_scale=scale, unit_divisor=1024 if scale else 1000, delay=QUICK,
                file=sys.stderr, mininterval=0.2 if sys.stderr.isatty() else 5.0, ascii=None if sys.stderr.isatty() else " #",
            )  # fmt: skip
        bar = self._bars[stage]
        bar.update(done - bar.n)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for bar in self._bars.values():
            bar.close()
