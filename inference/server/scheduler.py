"""Continuous batching: which tokens of which sequences share the next step. Knows no llama.cpp and no GPU.

Every running candidate feeds one token a step; new prompts join between steps, in chunks. A prompt's beginning that any
slot already holds (a running neighbour's or the last conversation's) is copied instead of computed, and the candidates of
one job fork from one computed prompt.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from inference.server.engine import NOTHING, Event, Job, Logprobs, Sampling, Stats
from inference.server.loop import Loop, Run

WORTH_WAITING = 64  # tokens: a prompt this alike to one being computed waits a step and copies


class Sampler(Protocol):
    """The state of one candidate's draw (random numbers, tokens seen)."""

    def close(self) -> None: ...


class Runner(Protocol):
    """The device: a cache of `slots` sequences of `context` tokens each, and one batched step."""

    slots: int
    context: int
    batch_tokens: int
    end_tokens: frozenset[int]

    def sampler(self, sampling: Sampling, index: int, prompt: Sequence[int]) -> Sampler: ...

    def decode(self, tokens: list[int], positions: list[int], slots: list[int], outputs: list[bool]) -> bool:
        """One step. False if `abort` stopped it. Raises RuntimeError if the device failed."""
        ...

    def sample(self, draws: Sequence[tuple]) -> list[tuple[int, Logprobs | None]]:
        """Draws a token for each (row of the last step, sampler, …)."""
        ...

    def copy(self, source: int, target: int) -> None: ...

    def trim(self, slot: int, length: int) -> bool:
        """Forgets all but the first `length` tokens. False if the cache can only be emptied (it then is)."""
        ...

    def abort(self, wanted: bool) -> None: ...

    def close(self) -> None: ...


@dataclass(slots=True, eq=False)
class _Candidate:
    run: _Run
    index: int
    slot: int
    sampler: Sampler
    token: int = -1  # drawn, not yet fed
    count: int = 0
    first_at: float = 0.0


@dataclass(slots=True, eq=False)
class _Run(Run):
    filled: int = 0  # prompt tokens in the leader's slot
    slots: list[int] = field(default_factory=list)
    candidates: list[_Candidate] = field(default_factory=list)


class Scheduler(Loop[_Run]):
    """Runs jobs on a `Runner` in a thread of its own."""

    def __init__(self, runner: Runner, *, queue_limit: int = 64) -> None:
        super().__init__(runner, queue_limit)
        self._runner = runner
        self._held: list[list[int]] = [[] for _ in range(runner.slots)]  # tokens in each slot's cache
        self._free = set(range(runner.slots))
        self._filling: list[_Run] = []
        self._decoding: list[_Candidate] = []
        self._layout_of: list[_Candidate] | None = None  # the candidates whose slots these are:
        self._slots: list[int] = []
        self._outputs: list[bool] = []
        self._draws: list[tuple[int, Sampler, _Candidate]] = []

    # ---- any thread

    def submit(self, job: Job) -> int:
        assert 1 <= job.n <= self._runner.slots and 0 < len(job.prompt) < self._runner.context
        limit = min(job.max_tokens, self._runner.context - len(job.prompt))
        return self._enqueue(_Run(job, limit, time.perf_counter()))

    def cancel(self, job: int, index: int | None = None) -> None:
        self._commands.append((job, index))
        # Aborting makes everyone in the step compute it again: worth it only for a lone job or a long prompt.
        if index is None and (any(run.number == job for run in tuple(self._filling)) or self._alone(job)):
            self._runner.abort(True)
        self._wake.set()

    def stats(self) -> Stats:
        return self._stats(self._runner.slots - len(self._free), self._runner.slots)

    def close(self) -> None:
        self._closing = True
        self._runner.abort(True)
        super().close()

    # ---- the decoding thread

    def turn(self) -> bool:
        self._runner.abort(False)
        if self._commands:
            self._obey()
        if self._waiting:
            self._admit()
        if self._decoding or self._filling:
            self._step_began = time.perf_counter()
            self._guarded_step()
            self._step_began = 0.0
            self._step_ended = time.monotonic()
        self._flush()
        return bool(self._decoding or self._filling or self._waiting or self._commands)

    def _guarded_step(self) -> None:
        try:
            self._step()
        except RuntimeError:  # the device refused the batch: its jobs end, the next ones start from an empty cache
            for run in self._running():
                self._end_run(run, "error")
            for slot in range(self._runner.slots):
                self._runner.trim(slot, 0)
                self._held[slot] = []

    def _running(self) -> list[_Run]:
        runs = {c.run.number: c.run for c in self._decoding}
        return [*runs.values(), *self._filling]

    def _alone(self, job: int) -> bool:
        return not self._filling and all(c.run.number == job for c in tuple(self._decoding))

    def _obey(self) -> None:
        """Carries out the cancellations asked for since the last step."""
        while self._commands:
            number, index = self._commands.popleft()
            with self._lock:
                waiting = [run for run in self._waiting if run.number == number]
                for run in waiting:
                    self._waiting.remove(run)
            self._cancelled += len(waiting)
            for run in waiting:
                for each in range(run.job.n):
                    self._over(run, each, "cancelled", 0, 0.0)
            for run in self._running():
                if run.number != number:
                    continue
                if index is None:
                    self._cancelled += 1
                    self._end_run(run, "cancelled")
                else:
                    for candidate in [c for c in run.candidates if c.index == index]:
                        self._end(candidate, "cancelled")

    def _admit(self) -> None:
        """Starts waiting jobs, in order, while there are slots for all candidates of the first."""
        while self._waiting and len(self._free) >= self._waiting[0].job.n:
            prompt = self._waiting[0].job.prompt
            if any(_common(run.job.prompt, prompt) >= WORTH_WAITING for run in self._filling):
                break
            with self._lock:
                run = self._waiting.popleft()
            self._place(run)
            self._filling.append(run)

    def _place(self, run: _Run) -> None:
        """Takes slots for `run` and brings the longest known beginning of its prompt into the first."""
        prompt = run.job.prompt
        shared, source = max((_common(held, prompt), -slot) for slot, held in enumerate(self._held))
        source = -source
        shared = min(shared, len(prompt) - 1)  # the last token is computed anyway: its logits are needed
        chosen = sorted(self._free)[: run.job.n]
        if source in self._free and source not in chosen:
            chosen[-1] = source
        if source in chosen:
            chosen.remove(source)
            chosen.insert(0, source)
        elif shared:
            self._runner.copy(source, chosen[0])
        self._free.difference_update(chosen)
        if not self._runner.trim(chosen[0], shared):
            shared = 0
        self._held[chosen[0]] = list(prompt[:shared])
        run.slots, run.filled, run.cached = chosen, shared, shared
        self._cached_tokens += shared

    def _step(self) -> None:
        """One batch. Between two tokens of an 8 M model lie 0.4 ms: what can be kept from step to step is kept."""
        if self._filling or self._layout_of is not self._decoding:
            self._lay_out()
        held, decoding, draws = self._held, self._decoding, self._draws
        tokens = [candidate.token for candidate in decoding]
        positions = [len(held[slot]) for slot in self._slots]
        fills = self._fill(tokens, positions, self._slots, self._outputs) if self._filling else ()
        if not self._runner.decode(tokens, positions, self._slots, self._outputs):
            self._go_back()
            return
        self._steps += 1
        for candidate in decoding:
            held[candidate.slot].append(candidate.token)
        for run, size, last_row in fills:
            draws = draws + self._filled(run, size, last_row)
        if draws:
            self._draw(draws)

    def _lay_out(self) -> None:
        """Which slot and sampler each row of the batch belongs to, until a candidate joins or leaves."""
        decoding = self._decoding
        self._slots, self._outputs = [candidate.slot for candidate in decoding], [True] * len(decoding)
        self._draws = [(row, candidate.sampler, candidate) for row, candidate in enumerate(decoding)]
        self._layout_of = None if self._filling else decoding

    def _go_back(self) -> None:
        """After an aborted step: what it may have left in the cache goes."""
        for slot in set(self._slots):
            if not self._runner.trim(slot, len(self._held[slot])):
                raise RuntimeError("the cache can not go back")

    def _fill(self, tokens: list[int], positions: list[int], slots: list[int], outputs: list[bool]) -> list[tuple]:
        """Adds chunks of new prompts to the batch; returns (run, tokens added, row of the last)."""
        fills = []
        for run in self._filling:
            room = self._runner.batch_tokens - len(tokens)
            chunk = run.job.prompt[run.filled : run.filled + room]
            if not chunk:
                break
            tokens += chunk
            positions += range(run.filled, run.filled + len(chunk))
            slots += [run.slots[0]] * len(chunk)
            outputs += [False] * len(chunk)
            outputs[-1] = run.filled + len(chunk) == len(run.job.prompt)
            fills.append((run, len(chunk), len(tokens) - 1))
        return fills

    def _filled(self, run: _Run, size: int, last_row: int) -> list[tuple[int, Sampler, _Candidate]]:
        """Notes a computed chunk; a finished prompt forks into its candidates, which all draw from its last row."""
        prompt = run.job.prompt
        leader = run.slots[0]
        self._held[leader] += prompt[run.filled : run.filled + size]
        run.filled += size
        self._prompt_tokens += size
        if run.filled < len(prompt):
            return []
        self._filling.remove(run)
        for slot in run.slots[1:]:
            self._runner.copy(leader, slot)
            self._held[slot] = list(prompt)
        for index, slot in enumerate(run.slots):
            sampler = self._runner.sampler(run.job.sampling, index, prompt)
            run.candidates.append(_Candidate(run, index, slot, sampler))
        self._decoding = sorted([*self._decoding, *run.candidates], key=lambda c: c.slot)
        return [(last_row, candidate.sampler, candidate) for candidate in run.candidates]

    def _draw(self, draws: list[tuple[int, Sampler, _Candidate]]) -> None:
        drawn = self._runner.sample(draws)
        ends = self._runner.end_tokens
        events = self._events
        self._generated += len(draws)
        for (_, _, candidate), (token, logprobs) in zip(draws, drawn):
            run = candidate.run
            candidate.token = token
            candidate.count += 1
            if candidate.count == 1:
                candidate.first_at = time.perf_counter()
            if token in ends and not run.job.sampling.ignore_eos or token == NOTHING:
                self._end(candidate, "stop")
            elif candidate.count >= run.limit:
                self._end(candidate, "length", token, logprobs)
            else:
                events.append(Event(run.number, candidate.index, token, logprobs, None))

    def _end(
        self, candidate: _Candidate, reason: str, token: int | None = None, logprobs: Logprobs | None = None
    ) -> None:
        run = candidate.run
        self._over(run, candidate.index, reason, candidate.count, candidate.first_at, token, logprobs)
        self._decoding = [c for c in self._decoding if c is not candidate]
        run.candidates.remove(candidate)
        candidate.sampler.close()
        self._free.add(candidate.slot)
        if not run.candidates and reason != "cancelled":
            self._finished += 1

    def _end_run(self, run: _Run, reason: str) -> None:
        if run in self._filling:
            self._filling.remove(run)
            self._free.update(run.slots)
            for index in range(run.job.n):
                self._over(run, index, reason, 0, 0.0)
        for candidate in list(run.candidates):
            self._end(candidate, reason)


def _common(held: Sequence[int], prompt: Sequence[int]) -> int:
    """How many tokens both begin with."""
    for position, (a, b) in enumerate(zip(held, prompt)):
        if a != b:
            return position
    return min(len(held), len(prompt))
