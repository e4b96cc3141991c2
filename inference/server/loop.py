"""What both schedulers are to other threads: jobs and cancellations go in, one call with all events of a turn comes out."""

from __future__ import annotations

import threading
import time
from abc import ABC, abstractmethod
from collections import deque
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from inference.server.engine import Deliver, Event, Finish, Job, Logprobs, QueueFull, Stats


class Closable(Protocol):
    def close(self) -> None: ...


@dataclass(slots=True, eq=False)
class Run:
    """A job on its way. Each candidate writes at most `limit` tokens; `cached` prompt tokens were found in the cache."""

    job: Job
    limit: int
    submitted: float
    number: int = 0
    cached: int = 0


AnyRun = TypeVar("AnyRun", bound=Run)


class Loop(ABC, Generic[AnyRun]):
    """One thread that takes turns. A child has the `turn`, which says whether there is more to do."""

    def __init__(self, runner: Closable, queue_limit: int) -> None:
        self._device = runner
        self._queue_limit = queue_limit
        self._waiting: deque[AnyRun] = deque()
        self._commands: deque[tuple[int, int | None]] = deque()
        self._wake = threading.Event()
        self._lock = threading.Lock()
        self._numbers = 0
        self._closing = False
        self._step_began = 0.0
        self._step_ended: float | None = None
        self._prompt_tokens = self._cached_tokens = self._generated = self._steps = 0
        self._finished = self._cancelled = 0
        self._thread = threading.Thread(target=self._work, name="decode", daemon=True)
        self._deliver: Deliver | None = None
        self._events: list[Event] = []

    # ---- any thread

    def start(self, deliver: Deliver) -> None:
        self.listen(deliver)
        self._thread.start()

    def listen(self, deliver: Deliver) -> None:
        """What `start` does before it starts the thread: whoever takes the turns himself needs no thread."""
        self._deliver = deliver

    def cancel(self, job: int, index: int | None = None) -> None:
        self._commands.append((job, index))
        self._wake.set()

    def close(self) -> None:
        self._closing = True
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout=30)

    def _enqueue(self, run: AnyRun) -> int:
        with self._lock:
            if len(self._waiting) >= self._queue_limit:
                raise QueueFull
            self._numbers += 1
            run.number = self._numbers
            self._waiting.append(run)
        self._wake.set()
        return run.number

    def _stats(self, active: int, most: int) -> Stats:
        """`active` of `most` sequences are in use."""
        began = self._step_began
        return Stats(
            self._prompt_tokens, self._cached_tokens, self._generated, self._steps, self._finished, self._cancelled,
            len(self._waiting), active, most, time.perf_counter() - began if began else 0.0, self._thread.is_alive(),
            self._step_ended,
        )  # fmt: skip

    # ---- the decoding thread

    @abstractmethod
    def turn(self) -> bool:
        """Obeys, computes a step if there is one, and delivers what came of it. False if there is nothing to do."""

    def _work(self) -> None:
        while not self._closing:
            if not self.turn() and not self._closing:
                self._wake.wait()
                self._wake.clear()
        self._device.close()

    def _flush(self) -> None:
        if self._events:
            events, self._events = self._events, []
            assert self._deliver is not None
            self._deliver(events)

    def _over(
        self, run: Run, index: int, reason: str, count: int, first_at: float,
        token: int | None = None, logprobs: Logprobs | None = None,
    ) -> None:  # fmt: skip
        """Says that a candidate ended after `count` tokens, the first of them at `first_at`, `token` the last if it is said."""
        now = time.perf_counter()
        span = now - first_at if count > 1 else now - run.submitted
        speed = max(count - 1, 1) / span if count and span > 0 else 0.0
        finish = Finish(reason, count, speed, first_at - run.submitted if count else 0.0, run.cached)
        self._events.append(Event(run.number, index, token, logprobs, finish))
