"""Both schedulers tell the same of the same jobs: events and ends differ only in when they come and what was cached."""

from collections.abc import Sequence

import pytest

from inference.server.engine import NOTHING, Event, Job, Logprobs, Sampling
from inference.server.loop import Loop
from inference.server.paged import PagedScheduler
from inference.server.scheduler import Scheduler
from tests.inference.server.paged_device import END, Counting, Device, drawn, job


class Voice:
    """A slot's sampler."""

    def __init__(self, sampling: Sampling, index: int) -> None:
        assert sampling.seed is not None
        self.seed = sampling.seed + index
        self.matcher = Counting(sampling.grammar) if sampling.grammar else None

    def close(self) -> None: ...


class Slots:
    """Implements `scheduler.Runner`; draws what the paged device draws."""

    slots, context, batch_tokens, end_tokens = 6, 64, 16, frozenset({END})

    def __init__(self) -> None:
        self._held: list[list[int]] = [[] for _ in range(self.slots)]
        self._rows: list[tuple[int, ...]] = []

    def sampler(self, sampling: Sampling, index: int, _prompt: Sequence[int]) -> Voice:
        return Voice(sampling, index)

    def decode(self, tokens: list[int], positions: list[int], slots: list[int], _outputs: list[bool]) -> bool:
        self._rows = []
        for token, position, slot in zip(tokens, positions, slots):
            assert position == len(self._held[slot])
            self._held[slot].append(token)
            self._rows.append(tuple(self._held[slot]))
        return True

    def sample(self, draws: Sequence[tuple]) -> list[tuple[int, Logprobs | None]]:
        return [(self._say(self._rows[row], voice), Logprobs(-1.0, ())) for row, voice, _ in draws]

    def _say(self, tokens: tuple[int, ...], voice: Voice) -> int:
        token = drawn(voice.seed, tokens, voice.matcher.mask() if voice.matcher else None)
        if voice.matcher and token not in (END, NOTHING):
            voice.matcher.accept(token)
        return token

    def copy(self, source: int, target: int) -> None:
        self._held[target] = list(self._held[source])

    def trim(self, slot: int, length: int) -> bool:
        del self._held[slot][length:]
        return True

    def abort(self, wanted: bool) -> None: ...

    def close(self) -> None: ...


def told(scheduler: Loop, jobs: list[Job], cancel: list[tuple[int, int | None]]) -> dict[tuple[int, int], list[tuple]]:
    """Of each candidate: tokens, whether there are logprobs, and of its end the reason and the count.

    Cancels before the first turn; that every first token has come says `first_token_seconds`.
    """
    heard: list[Event] = []
    scheduler.listen(heard.extend)
    for each in jobs:
        scheduler.submit(each)
    for number, index in cancel:
        scheduler.cancel(number, index)
    while scheduler.turn():
        pass
    candidates: dict[tuple[int, int], list[tuple]] = {}
    for event in heard:
        end = event.finish and (event.finish.reason, event.finish.tokens, event.finish.first_token_seconds > 0)
        candidates.setdefault((event.job, event.index), []).append((event.token, event.logprobs, end))
    return candidates


WORK = {
    "to the limit": [job(n=2, max_tokens=9), job(max_tokens=1)],
    "to an end token": [job((number,), n=3, ignore_eos=False, max_tokens=60) for number in range(1, 5)],
    "a grammar": [job(grammar="numbers", n=3, max_tokens=40), job(grammar="numbers", ignore_eos=False, max_tokens=40)],
    "a dead end": [job(grammar="dead end", max_tokens=45), job(max_tokens=30)],
    "to the context": [job(max_tokens=999), job(tuple(range(1, 64)), n=2, max_tokens=5)],
}


@pytest.mark.parametrize("jobs", WORK.values(), ids=WORK)
def test_the_same_jobs_are_told_the_same_way(jobs: list[Job]) -> None:
    paged, slots = PagedScheduler(Device(blocks=120)), Scheduler(Slots())
    assert told(paged, jobs, []) == told(slots, jobs, [])
    ours, theirs = paged.stats(), slots.stats()
    assert (ours.generated_tokens, ours.jobs_finished) == (theirs.generated_tokens, theirs.jobs_finished)


def test_a_job_that_is_cancelled_in_the_queue_is_told_so() -> None:
    jobs = [job(n=2), job(n=3), job()]
    paged, slots = PagedScheduler(Device()), Scheduler(Slots())
    heard = told(paged, jobs, [(2, None)])
    assert heard == told(slots, jobs, [(2, None)])
    assert [heard[2, index] for index in range(3)] == [[(None, None, ("cancelled", 0, False))]] * 3
    assert paged.stats().jobs_cancelled == slots.stats().jobs_cancelled == 1
