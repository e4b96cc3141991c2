"""What the two engines have in common: a chat template, and a scheduler that runs on a thread of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from inference.server.chat import ChatTemplate
from inference.server.engine import Deliver, Job, Stats
from inference.server.loop import Loop


class ScheduledEngine:
    """Implements `engine.Engine` but for its facts (name, context, sequences, vocabulary)."""

    def __init__(self, template: ChatTemplate, scheduler: Loop, check: Callable[[str], object]) -> None:
        """check: raises BadGrammar for a grammar that the device can not follow; between two tokens it would be too late."""
        self._template, self._scheduler, self._check = template, scheduler, check

    def render(self, messages: Sequence[dict[str, str]], options: Mapping[str, Any] | None = None) -> str:
        return self._template.render(messages, options)

    def start(self, deliver: Deliver) -> None:
        self._scheduler.start(deliver)

    def submit(self, job: Job) -> int:
        if job.sampling.grammar:
            self._check(job.sampling.grammar)
        return self._scheduler.submit(job)

    def cancel(self, job: int, index: int | None = None) -> None:
        self._scheduler.cancel(job, index)

    def stats(self) -> Stats:
        return self._scheduler.stats()

    def close(self) -> None:
        self._scheduler.close()
