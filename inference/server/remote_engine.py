"""The front's engine: speaks like one, and leaves the writing to replicas behind Ray Serve.

A job is one streamed call of `Replica.write`. Where its replica dies before the first token, it begins again on another one, for
nobody has read anything; afterwards its candidates end with "error" and the client is told. Ray replaces the replica.
"""

from __future__ import annotations

import asyncio
import itertools
import secrets
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from inference.server.engine import Deliver, Event, Finish, Job, QueueFull, Stats
from inference.server.language import Language

TRIES = 3  # replicas that may die under a job that has not begun
LOOK_EVERY = 1.0  # seconds between two looks at the replicas
LOST_AFTER = 10.0  # seconds without an answer of any replica
GAUGES = ("jobs_waiting", "sequences_active", "sequences_max", "cache_used", "cache_total")
SUMMED = (
    "prompt_tokens", "cached_tokens", "generated_tokens", "steps", "jobs_finished", "jobs_cancelled", "preemptions", *GAUGES,
)  # fmt: skip


class About(NamedTuple):
    """What a replica says of itself, once."""

    context: int
    sequences: int


@dataclass(slots=True, eq=False)
class _Run:
    number: int
    job: Job
    key: str = field(default_factory=lambda: secrets.token_hex(8))  # its name among all replicas
    submitted: float = field(default_factory=time.perf_counter)
    begun: bool = False
    written: dict[int, int] = field(default_factory=dict)  # tokens of each candidate that has not ended
    task: asyncio.Task[None] | None = None


class RemoteEngine:
    """Implements `engine.Engine`. Lives on the event loop of the HTTP server."""

    def __init__(self, handle: Any, language: Language, about: About, *, queue_limit: int) -> None:
        """handle: Ray Serve's, of the deployment of `ray_app.Replica`. queue_limit: jobs without a first token; as each replica's
        queue holds as many, none has to refuse."""
        self._handle, self._language, self._queue_limit = handle, language, queue_limit
        self.name, self.vocabulary = language.name, language.vocabulary
        self.context, self.sequences = about.context, about.sequences
        self._write = handle.options(method_name="write", stream=True)
        self._numbers = itertools.count(1)
        self._runs: dict[int, _Run] = {}
        self._seen: dict[str, Stats] = {}
        self._seen_at = time.monotonic()
        self._tasks: set[asyncio.Task[None]] = set()

    def render(self, messages: Sequence[dict[str, str]], options: Mapping[str, Any] | None = None) -> str:
        return self._language.render(messages, options)

    def start(self, deliver: Deliver) -> None:
        self._deliver = deliver
        self._seen_at = time.monotonic()
        self._keep(self._look())

    def submit(self, job: Job) -> int:
        if job.sampling.grammar:
            self._language.check(job.sampling.grammar)
        if sum(not run.begun for run in self._runs.values()) >= self._queue_limit:
            raise QueueFull
        run = _Run(next(self._numbers), job, written=dict.fromkeys(range(job.n), 0))
        self._runs[run.number] = run
        run.task = self._keep(self._follow(run))
        return run.number

    def cancel(self, job: int, index: int | None = None) -> None:
        run = self._runs.get(job)
        if run is None:
            return
        if index is None:
            assert run.task is not None
            run.task.cancel()
        elif index in run.written:
            self._keep(self._tell(run.key, index))

    def stats(self) -> Stats:
        """Sums over the replicas, as they were a moment ago. A single one that hangs is Serve's to replace."""
        now = [seen for seen in self._seen.values() if seen.sequences_max]
        sums = {name: sum(getattr(seen, name) for seen in self._seen.values()) for name in SUMMED}
        steps = [seen.last_step_at for seen in now if seen.last_step_at is not None]
        return Stats(
            **sums,
            step_seconds=min((seen.step_seconds for seen in now), default=0.0),
            alive=time.monotonic() - self._seen_at < LOST_AFTER,
            last_step_at=max(steps, default=None),
        )

    def close(self) -> None:
        """What runs ended with the loop."""
        self._runs.clear()

    # ---- tasks

    def _keep(self, work: Any) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _follow(self, run: _Run) -> None:
        try:
            for _ in range(TRIES):
                if await self._attempt(run) or run.begun:
                    break
            self._give_up(run)
        finally:
            self._runs.pop(run.number, None)

    async def _attempt(self, run: _Run) -> bool:
        """Streams the job from one replica. False if that was lost."""
        from ray.exceptions import RayError
        from ray.serve.exceptions import RayServeException

        response = self._write.remote(run.key, run.job)
        try:
            async for events in response:
                run.begun = True
                self._hear(run, events)
        except (RayError, RayServeException, QueueFull) as lost:
            print(f"replica lost: {type(lost).__name__}", file=sys.stderr, flush=True)
            return False
        finally:
            if run.written:  # cancelled, or the replica is gone
                response.cancel()
        return True

    def _hear(self, run: _Run, events: Sequence[Event]) -> None:
        for event in events:
            run.written[event.index] += event.token is not None
            if event.finish is not None:
                del run.written[event.index]
        self._deliver([event._replace(job=run.number) for event in events])

    def _give_up(self, run: _Run) -> None:
        """Ends the candidates that no replica will end."""
        waited = time.perf_counter() - run.submitted
        ends = {index: Finish("error", tokens, 0.0, waited, 0) for index, tokens in run.written.items()}
        if ends:
            self._deliver([Event(run.number, index, None, None, finish) for index, finish in ends.items()])

    async def _tell(self, key: str, index: int) -> None:
        """Ends one candidate. Serve does not say who writes it, so all replicas hear of it."""
        await self._ask_all("cancel", key, index)

    async def _look(self) -> None:
        """Asks all replicas how they are, again and again. The counts of those that are gone stay, their gauges go."""
        while True:
            found: dict[str, Stats] = dict(await self._ask_all("stats"))
            for name in self._seen.keys() - found.keys():
                self._seen[name] = replace(self._seen[name], step_seconds=0.0, **dict.fromkeys(GAUGES, 0))
            self._seen |= found
            if found:
                self._seen_at = time.monotonic()
            await asyncio.sleep(LOOK_EVERY)

    async def _ask_all(self, method: str, *arguments: Any) -> list[Any]:
        """The answers of the replicas that answer."""
        from ray.exceptions import RayError
        from ray.serve.exceptions import RayServeException

        asked = self._handle.broadcast(method, *arguments)
        try:
            answers = await asked.results_async(timeout_s=LOST_AFTER, return_exceptions=True)
        except (RayError, RayServeException, TimeoutError):
            return []
        return [answer for answer in answers if not isinstance(answer, Exception)]
