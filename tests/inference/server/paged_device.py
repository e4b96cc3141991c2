"""A device without a model: it really keeps a paged cache, and what it draws depends on all that it finds there.

The next token is a hash of seed, position and every token that lies in the blocks of the seat's table, each of which must
carry its right position. So a wrong table, a block reused too early or a missing copy changes the text or fails.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from inference.server.engine import NOTHING, Event, Finish, Job, Logprobs, Sampling
from inference.server.paged import PagedScheduler, Step

WORDS = 40
END = 0
PROMPT = tuple(range(10, 24))
Cell = tuple[int, int]  # token, position


def drawn(seed: int, tokens: Sequence[int], mask: bytes | None = None) -> int:
    """What follows `tokens`: the allowed token with the smallest hash."""
    text = repr((seed, len(tokens), tokens)).encode()
    if mask is None:
        return zlib.crc32(text) % WORDS
    words = int.from_bytes(mask, "little")
    allowed = [token for token in range(WORDS) if words >> token & 1]
    return min(allowed, key=lambda token: zlib.crc32(text, token), default=NOTHING)


class Counting:
    """A grammar of numbers that go up by one to three, and after the `last` an end. "dead end" forbids everything there."""

    def __init__(self, grammar: str) -> None:
        self._dead = grammar == "dead end"
        self._at = 1

    def mask(self) -> bytes:
        following = range(self._at + 1, min(self._at + 4, WORDS))
        allowed = [*following] or ([] if self._dead else [END])
        return sum(1 << token for token in allowed).to_bytes(8, "little")

    def accept(self, token: int) -> None:
        assert self._at < token <= self._at + 3
        self._at = token


def expected(job: Job, index: int = 0) -> tuple[list[int], str]:
    """What a candidate writes and why it ends, if nothing but its own text matters. `max_tokens` must fit."""
    sampling = job.sampling
    assert sampling.seed is not None
    matcher = Counting(sampling.grammar) if sampling.grammar else None
    tokens, written = list(job.prompt), []
    while True:
        token = drawn(sampling.seed + index, tuple(tokens), matcher.mask() if matcher else None)
        if token == END and not sampling.ignore_eos or token == NOTHING:
            return written, "stop"
        written.append(token)
        tokens.append(token)
        if len(written) == job.max_tokens:
            return written, "length"
        if matcher and token != END:
            matcher.accept(token)


@dataclass
class Launched:
    step: Step
    draws: list[tuple[int, int, Logprobs | None]]
    collected: bool = False


@dataclass
class Device:
    """Implements `paged.Runner`. What happened is in `log` ("launch" and "collect" with the step's number) and `launched`."""

    seats: int = 6
    blocks: int = 40
    page: int = 4
    context: int = 64
    batch_tokens: int = 16
    end_tokens: frozenset[int] = frozenset({END})
    broken: str = ""  # what fails the next time it is called
    log: list[tuple[str, int]] = field(default_factory=list)
    launched: list[Launched] = field(default_factory=list)
    sat: list[tuple[int, ...]] = field(default_factory=list)  # what each who sat down had written before
    closed: bool = False

    def __post_init__(self) -> None:
        self._cells: list[list[Cell | None]] = [[None] * self.page for _ in range(self.blocks)]
        self._tables: dict[int, list[int]] = {}
        self._last: dict[int, int] = {}
        self._seeds: dict[int, int] = {}
        self._written: dict[int, tuple[int, ...]] = {}  # that `sit` was told, until the first draw

    def sit(self, seat: int, sampling: Sampling, index: int, seed: int, written: Sequence[int]) -> None:
        self._break("sit")
        assert 0 <= seat < self.seats and (sampling.seed is None or seed == sampling.seed + index)
        self._seeds[seat] = seed
        self._written[seat] = tuple(written)
        self.sat.append(tuple(written))
        self._last[seat] = -9  # not drawn yet

    def matcher(self, sampling: Sampling) -> Counting:
        self._break("matcher")
        return Counting(sampling.grammar)

    def launch(self, step: Step) -> Any:
        """Computes at once; the caller learns of it when it collects."""
        self._break("launch")
        self._check(step)
        for seat, table in step.tables.items():
            self._tables[seat] = list(table)
        for source, target in step.copies:
            self._cells[target] = list(self._cells[source])
        for seat, position in step.decode:
            self._write(seat, position, self._last[seat])
        for fill in step.fills:
            for position, token in enumerate(fill.tokens, fill.start):
                self._write(fill.seat, position, token)
        draws = [self._draw(seat, seat, position + 1, step) for seat, position in step.decode]
        for fill in step.fills:
            draws += [self._draw(seat, fill.seat, fill.start + len(fill.tokens), step) for seat in fill.draws]
        self.launched.append(Launched(step, draws))
        self.log.append(("launch", len(self.launched)))
        return len(self.launched)

    def collect(self, ticket: Any) -> list[tuple[int, int, Logprobs | None]]:
        self._break("collect")
        launched = self.launched[ticket - 1]
        assert not launched.collected
        launched.collected = True
        self.log.append(("collect", ticket))
        return launched.draws

    def close(self) -> None:
        self.closed = True

    def _break(self, what: str) -> None:
        if self.broken == what:
            self.broken = ""
            for cells in self._cells:
                cells[:] = [(-1, -1)] * self.page
            raise RuntimeError(f"{what} failed")

    def _check(self, step: Step) -> None:
        rows = len(step.decode) + sum(len(fill.tokens) for fill in step.fills)
        assert 0 < rows <= self.batch_tokens
        sources, targets = {source for source, _ in step.copies}, [target for _, target in step.copies]
        assert len(set(targets)) == len(targets) and not sources & set(targets)
        drawing = [seat for seat, _ in step.decode] + [seat for fill in step.fills for seat in fill.draws]
        assert len(set(drawing)) == len(drawing) and set(step.masks) <= set(drawing)

    def _write(self, seat: int, position: int, token: int) -> None:
        assert token != -9 and position < self.context
        block = self._tables[seat][position // self.page]
        assert 0 < block < self.blocks
        self._cells[block][position % self.page] = (token, position)

    def _draw(self, seat: int, table: int, length: int, step: Step) -> tuple[int, int, Logprobs | None]:
        """From the row of the last of `length` tokens in the table of seat `table`."""
        tokens = []
        for position in range(length):
            cell = self._cells[self._tables[table][position // self.page]][position % self.page]
            assert cell is not None and cell[1] == position
            tokens.append(cell[0])
        written = self._written.pop(seat, ())
        assert tuple(tokens[length - len(written) :]) == written
        token = drawn(self._seeds[seat], tuple(tokens), step.masks.get(seat))
        self._last[seat] = token
        return seat, token, Logprobs(-1.0, ())


class Played:
    """A scheduler over a device whose turns the test takes itself."""

    def __init__(self, device: Device, **options: int) -> None:
        self.device = device
        self.scheduler = PagedScheduler(device, **options)
        self.scheduler.listen(self._hear)
        self.written: dict[tuple[int, int], list[int]] = {}
        self.ends: dict[tuple[int, int], Finish] = {}

    def _hear(self, events: list[Event]) -> None:
        for event in events:
            key = event.job, event.index
            assert key not in self.ends, "nothing comes after the end"
            if event.token is not None:
                self.written.setdefault(key, []).append(event.token)
            if event.finish is not None:
                self.ends[key] = event.finish

    def turn(self) -> bool:
        more = self.scheduler.turn()
        self.check()
        return more

    def play(self, turns: int = 3000) -> None:
        """Until nothing is left to do."""
        while self.turn():
            turns -= 1
            assert turns, "it never ends"

    def said(self, job: int, index: int = 0) -> tuple[list[int], str]:
        return self.written.get((job, index), []), self.ends[job, index].reason

    def check(self) -> None:
        """Every block has exactly the holders that name it, and lies in one place."""
        scheduler = self.scheduler
        blocks = scheduler._places.blocks
        tables = [candidate.blocks for candidate in scheduler._decoding]
        tables += [text.blocks for text in [*scheduler._filling, *scheduler._resting]]
        assert not any(text.blocks for text in scheduler._resting)
        holders = [0] * self.device.blocks
        for table in tables:
            assert len(set(table)) == len(table)
            for block in table:
                holders[block] += 1
        assert blocks._holders == holders
        held = [block for block in range(self.device.blocks) if holders[block]]
        assert sorted([*held, *blocks._free, *blocks._kept]) == list(range(1, self.device.blocks))
        assert {blocks._known[key]: key for key in blocks._known} == blocks._keys
        assert set(blocks._kept) <= set(blocks._keys) and not set(blocks._free) & set(blocks._keys)
        ages = [(candidate.run.number, candidate.index) for candidate in scheduler._decoding]
        for text in [*scheduler._filling, *scheduler._resting]:
            ages += [(text.run.number, candidate.index) for candidate in text.candidates]
        assert ages == sorted(ages)
        seats = [candidate.seat for candidate in scheduler._decoding]
        seats += [candidate.seat for text in scheduler._filling for candidate in text.candidates]
        assert sorted([*seats, *scheduler._places._seats]) == list(range(self.device.seats))

    def idle(self) -> bool:
        stats = self.scheduler.stats()
        return not (stats.cache_used or stats.sequences_active or stats.jobs_waiting or self.scheduler._runs)


def play(device: Device, *jobs: Job) -> Played:
    played = Played(device)
    for job in jobs:
        played.scheduler.submit(job)
    played.play()
    return played


def job(prompt: tuple[int, ...] = PROMPT, n: int = 1, max_tokens: int = 8, **sampling: Any) -> Job:
    return Job(prompt, n, max_tokens, Sampling(**{"seed": 1, "ignore_eos": True, **sampling}))
