"""Continuous batching over a paged cache, with the host one step behind the device. Knows no GPU.

Every step feeds all running candidates one token each; pieces of prompts fill what is left of it. The device feeds the
tokens it drew back to itself, so step t+1 is launched before the tokens of t are read: a candidate that ended in t has one row too
many in t+1, whose draw is ignored. Candidates with a grammar need their token on the host before the next mask: while one
runs, steps are read first.

A cancelled or ended candidate's blocks are let go at once, though a launched step may still write to them: whoever gets
them writes later. When blocks run out the youngest candidate loses its own and starts again from its text; as noise depends on seed
and position only, it goes on as if nothing had been.
"""

from __future__ import annotations

import random
import time
from collections import deque
from dataclasses import dataclass, replace
from typing import Any

from inference.server.blocks import chain
from inference.server.engine import NOTHING, Event, Job, Logprobs, Stats
from inference.server.log import fault
from inference.server.loop import Loop
from inference.server.places import Places
from inference.server.sequences import Candidate, PagedRun, Text
from inference.server.step import Fill, Matcher, Runner, Step

__all__ = ["Fill", "Matcher", "PagedScheduler", "Runner", "Step"]

WORTH_WAITING = 64  # tokens: a prompt this alike to one being computed waits and takes its blocks
SEEDS = 2**63


@dataclass(slots=True, eq=False)
class _Flight:
    """A step that was launched and not collected, and who draws in it, by seat."""

    ticket: Any
    draws: dict[int, Candidate]


class PagedScheduler(Loop[PagedRun]):
    """Runs jobs on a `Runner` in a thread of its own.

    Whoever decodes was submitted before whoever fills, then come those who rest, then those who wait: texts begin and end in order,
    and only the youngest of all is preempted.
    """

    def __init__(self, runner: Runner, *, queue_limit: int = 64) -> None:
        assert runner.batch_tokens >= runner.seats  # or prompts could wait for ever
        super().__init__(runner, queue_limit)
        self._runner = runner
        self._places = Places(runner.seats, runner.blocks, runner.page)
        self._runs: dict[int, PagedRun] = {}  # that have left the queue
        self._resting: deque[Text] = deque()  # preempted
        self._filling: list[Text] = []
        self._decoding: list[Candidate] = []  # replaced, never changed in place
        self._constrained = False  # whether any of these has a grammar
        self._flight: _Flight | None = None
        self._preemptions = 0

    # ---- any thread

    def submit(self, job: Job) -> int:
        runner, prompt = self._runner, len(job.prompt)
        assert 1 <= job.n <= runner.seats and 0 < prompt < runner.context
        cells = self._places.blocks.total * runner.page  # for one candidate alone; its last token needs none
        limit = min(job.max_tokens, runner.context - prompt, cells + 1 - prompt)
        run = PagedRun(job, limit, time.perf_counter(), keys=chain(job.prompt, runner.page))
        seed = job.sampling.seed
        for index in range(job.n):
            own = random.randrange(SEEDS) if seed is None else (seed + index) % SEEDS
            run.candidates.append(Candidate(run, index, own))
        text = Text(run, list(run.candidates), job.prompt, run.keys)
        for candidate in run.candidates:
            candidate.text = text
        return self._enqueue(run)

    def stats(self) -> Stats:
        most, blocks = self._runner.seats, self._places.blocks
        stats = self._stats(most - self._places.free_seats, most)
        return replace(
            stats,
            jobs_waiting=stats.jobs_waiting + len(self._resting),
            cache_used=blocks.used,
            cache_total=blocks.total,
            preemptions=self._preemptions,
        )

    # ---- the decoding thread

    def turn(self) -> bool:
        self._step_began = time.perf_counter()
        try:
            if self._commands:
                self._obey()
            self._step()
        except RuntimeError as error:  # of the device
            fault(error)
            self._fail()
        self._step_began = 0.0
        self._flush()
        return bool(
            self._flight or self._decoding or self._filling or self._resting or self._waiting or self._commands
        )  # fmt: skip

    def _fail(self) -> None:
        """What ran ends; what waits will start from an empty cache."""
        self._flight = None
        for run in list(self._runs.values()):
            for candidate in list(run.candidates):
                self._end(candidate, "error", len(candidate.written))
        self._places.blocks.forget()

    def _obey(self) -> None:
        """Carries out the cancellations asked for since the last turn."""
        while self._commands:
            number, index = self._commands.popleft()
            run = self._runs.get(number)
            if run is None:
                with self._lock:
                    run = next((run for run in self._waiting if run.number == number), None)
            if run is None:
                continue
            self._cancelled += index is None
            for candidate in list(run.candidates):
                if index in (None, candidate.index):
                    self._end(candidate, "cancelled", len(candidate.written))

    def _step(self) -> None:
        flight = self._flight
        if flight and (self._constrained or self._places.scarce(self._decoding)):
            self._flight = None
            self._collect(flight)
            flight = None
        step, draws = self._plan()
        self._flight = None
        if step.decode or step.fills:
            self._flight = _Flight(self._runner.launch(step), draws)
        if flight:
            self._collect(flight)

    def _plan(self) -> tuple[Step, dict[int, Candidate]]:
        step, draws = Step(), {}
        decode = step.decode
        for candidate in self._decoding:
            cells = candidate.cells
            if cells >= candidate.room and not self._extend(candidate, step):
                continue
            seat = candidate.seat
            decode.append((seat, cells))
            draws[seat] = candidate
            candidate.cells = cells + 1
            if candidate.matcher is not None:
                step.masks[seat] = candidate.matcher.mask()
        if self._waiting or self._resting:
            self._admit()
        if self._filling:
            self._fill(step, draws)
        return step, draws

    def _extend(self, candidate: Candidate, step: Step) -> bool:
        """Gives a candidate room for its next cell, at the cost of younger ones. False if it does not go on in this step."""
        if candidate.seat < 0 or candidate.cells >= candidate.run.most:  # just preempted, or all its draws are launched
            return False
        while not self._places.extend(candidate, step):
            self._preempt()
            if candidate.seat < 0:
                return False
        return True

    # ---- preemption

    def _preempt(self) -> None:
        """The youngest of all gives its blocks and seats back and will start again.

        Steps are planned from the oldest on, so it has no row in this one. Nor has it one under way: who might be
        preempted is known before (`Places.scarce`), for all its tokens must be.
        """
        assert self._flight is None
        self._preemptions += 1
        if self._filling:
            text = self._filling.pop()
            self._places.clear(text)
        else:
            candidate = self._decoding[-1]
            self._leave(candidate)
            run, tokens = candidate.run, candidate.tokens
            text = candidate.text = Text(run, [candidate], tokens, chain(tokens, self._runner.page, run.keys))
        self._resting.appendleft(text)

    # ---- prompts

    def _admit(self) -> None:
        """Starts the texts that wait, in order, while there are seats and blocks for the first."""
        places = self._places
        while (text := self._next()) and places.free_seats >= len(text.candidates):
            found = places.find(text)
            enough = max(WORTH_WAITING, len(found) * self._runner.page + 1)  # something to wait for is still to come
            if any(places.in_common(text, other) >= enough for other in self._filling):
                return
            if not places.fits(text, found, busy=bool(self._decoding or self._filling)):
                return
            self._begin(text, found)

    def _next(self) -> Text | None:
        if self._resting:
            return self._resting[0]
        while self._waiting:
            run = self._waiting[0]
            if run.limit > 0:
                return run.candidates[0].text
            for candidate in list(run.candidates):  # even alone its prompt would not fit into the cache
                self._end(candidate, "length", 0)
        return None

    def _begin(self, text: Text, found: list[int]) -> None:
        """Out of the queue, to seats and blocks."""
        run = text.run
        self._places.place(text, found)
        if self._resting:
            self._resting.popleft()
        else:
            with self._lock:
                self._waiting.popleft()
            self._runs[run.number] = run
            run.cached = text.filled
        self._filling.append(text)
        self._cached_tokens += text.filled
        for candidate in text.candidates:
            if run.job.sampling.grammar and candidate.matcher is None:
                candidate.matcher = self._runner.matcher(run.job.sampling)

    def _fill(self, step: Step, draws: dict[int, Candidate]) -> None:
        """Adds pieces of prompts to the step."""
        room = self._runner.batch_tokens - len(step.decode)
        for text in tuple(self._filling):
            if not room:
                return
            seat, start = text.candidates[0].seat, text.filled
            tokens = text.tokens[start : start + room]
            room -= len(tokens)
            if not text.told:
                step.tables[seat] = list(text.blocks)
                text.told = True
            self._places.filled(text, len(tokens))
            self._prompt_tokens += len(tokens)
            seats: tuple[int, ...] = ()
            if text.filled == len(text.tokens):
                seats = tuple(candidate.seat for candidate in text.candidates)
                draws.update(zip(seats, text.candidates))
                self._fork(text, step)
            step.fills.append(Fill(seat, tokens, start, seats))

    def _fork(self, text: Text, step: Step) -> None:
        """A whole text's candidates sit down to draw."""
        run = text.run
        for candidate in text.candidates:
            self._runner.sit(candidate.seat, run.job.sampling, candidate.index, candidate.seed, candidate.written)
            if candidate.matcher is not None:
                step.masks[candidate.seat] = candidate.matcher.mask()
        self._places.fork(text)
        self._filling.remove(text)
        self._decode([*self._decoding, *text.candidates])

    # ---- results

    def _collect(self, flight: _Flight) -> None:
        drawn = self._runner.collect(flight.ticket)
        self._steps += 1
        self._step_ended = time.monotonic()
        ends, draws, events = self._runner.end_tokens, flight.draws, self._events
        for seat, token, logprobs in drawn:
            candidate = draws[seat]
            if candidate.ended:
                continue
            run = candidate.run
            self._generated += 1
            count = len(candidate.written) + 1
            if count == 1:
                candidate.first_at = time.perf_counter()
            if token in ends and not run.job.sampling.ignore_eos or token == NOTHING:
                self._end(candidate, "stop", count)
            elif count >= run.limit:
                self._end(candidate, "length", count, token, logprobs)
            else:
                candidate.written.append(token)
                if candidate.matcher is not None and token not in ends:
                    candidate.matcher.accept(token)
                events.append(Event(run.number, candidate.index, token, logprobs, None))

    def _end(
        self, candidate: Candidate, reason: str, count: int, token: int | None = None, logprobs: Logprobs | None = None
    ) -> None:
        run = candidate.run
        self._over(run, candidate.index, reason, count, candidate.first_at, token, logprobs)
        candidate.ended = True
        if candidate.text is None:
            self._leave(candidate)
        else:
            self._withdraw(candidate, candidate.text)
        run.candidates.remove(candidate)
        if not run.candidates:
            self._runs.pop(run.number, None)
            self._finished += reason != "cancelled"

    def _leave(self, candidate: Candidate) -> None:
        """Decodes no more."""
        self._places.leave(candidate)
        self._decode([other for other in self._decoding if other is not candidate])

    def _withdraw(self, candidate: Candidate, text: Text) -> None:
        """Leaves a text that waits, rests or fills; the last one takes it away."""
        if len(text.candidates) > 1:
            self._places.stand(candidate)
            text.told &= candidate is not text.candidates[0]  # another seat goes on with the blocks
            text.candidates.remove(candidate)
            return
        self._places.clear(text)
        if text in self._filling:
            self._filling.remove(text)
        elif text in self._resting:
            self._resting.remove(text)
        else:
            with self._lock:
                self._waiting.remove(text.run)

    def _decode(self, candidates: list[Candidate]) -> None:
        self._decoding = candidates
        self._constrained = any(candidate.matcher is not None for candidate in candidates)
