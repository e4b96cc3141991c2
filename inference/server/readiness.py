"""Whether the server can take work now: its model loaded, its engine stepping."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inference.server.engine import Stats

HUNG_AFTER = 120.0  # seconds without a step though there is work: 512 prompt tokens of an 8 B model take about 30 on a laptop


class Pulse:
    """Watches the engine's count of steps. `observe` is called about once a second, and by whoever asks."""

    def __init__(self, hung_after: float = HUNG_AFTER, clock: Callable[[], float] = time.monotonic) -> None:
        self._hung_after, self._clock = hung_after, clock
        self._steps = 0
        self._since = clock()  # of the last sign of life: a step, or nothing to do

    def observe(self, stats: Stats) -> None:
        idle = not stats.jobs_waiting and not stats.sequences_active
        if idle or stats.steps != self._steps:
            self._steps, self._since = stats.steps, self._clock()

    def fault(self, stats: Stats) -> str:
        """Why the engine can not work, as a code; empty if it can."""
        self.observe(stats)
        if not stats.alive:
            return "engine_dead"
        if stats.step_seconds > self._hung_after or self._clock() - self._since > self._hung_after:
            return "engine_hung"
        return "" if stats.steps else "not_stepped"
