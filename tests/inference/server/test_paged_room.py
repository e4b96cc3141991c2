"""The paged scheduler over a device that keeps a real cache: who has to wait or make room, cancelling, failures."""

import queue

import pytest

from inference.server.blocks import chain
from inference.server.engine import Job, QueueFull
from inference.server.places import Places
from inference.server.sequences import Candidate, PagedRun, Text
from inference.server.step import Step
from tests.inference.server.paged_device import PROMPT, Device, Played, drawn, expected, job, play

# ---- room


def tight(**sampling: object) -> tuple[Device, list[Job]]:
    """Three candidates that each need most of the cache."""
    prompts = [tuple(range(number, number + 6)) for number in (1, 10, 20)]
    return Device(blocks=13, page=2), [job(prompt, max_tokens=12, **sampling) for prompt in prompts]


def preempted() -> tuple[Played, list[Job]]:
    """Three such candidates, at the moment when one of them has lost its blocks."""
    device, jobs = tight()
    played = Played(device)
    for each in jobs:
        played.scheduler.submit(each)
    while not played.scheduler._resting:
        played.turn()
    return played, jobs


@pytest.mark.parametrize("grammar", ["", "numbers"])
def test_who_loses_its_blocks_goes_on_with_the_same_text(grammar: str) -> None:
    device, jobs = tight(grammar=grammar)
    played = play(device, *jobs)
    assert played.scheduler.stats().preemptions > 0
    assert [played.said(number) for number in (1, 2, 3)] == [expected(each) for each in jobs]
    assert played.idle()


def test_who_loses_its_blocks_finds_them_again_but_for_the_one_that_was_needed() -> None:
    device = Device(blocks=11, page=2)
    first, second = job((1, 2, 3, 4), max_tokens=9), job((5, 6, 7, 8), max_tokens=12)
    played = play(device, first, second)
    (again,) = [fill for launched in device.launched[1:] for fill in launched.step.fills]
    assert played.scheduler.stats().preemptions == 1 and played.said(2) == expected(second)
    assert device.sat == [(), (), tuple(played.written[2, 0][:7])]
    assert again.start == 8 and [*again.tokens] == [*second.prompt, *played.written[2, 0]][8:11]


def test_only_cells_that_were_fed_are_found_again() -> None:
    """A candidate that stops when its last token was drawn but not fed leaves that token's cell empty."""
    places = Places(seats=2, blocks=10, page=2)
    run = PagedRun(job((1, 2, 3)), limit=9, submitted=0, keys=chain((1, 2, 3), 2))
    candidate = Candidate(run, 0, seed=1)
    text = Text(run, [candidate], (1, 2, 3), run.keys)
    places.place(text, [])
    places.filled(text, 3)
    places.fork(text)
    for token, cells in ((4, 3), (5, 4), (6, 5)):
        candidate.written.append(token)
        assert candidate.cells == cells
        if token < 6:
            assert candidate.cells < candidate.room or places.extend(candidate, Step())
            candidate.cells += 1
    places.leave(candidate)
    assert len(places.blocks.find(chain((1, 2, 3, 4, 5, 6), 2))) == 2


def test_the_oldest_never_waits() -> None:
    device, jobs = tight()
    played = play(device, *jobs)
    first = [
        place for place, launched in enumerate(device.launched) if any(seat == 0 for seat, _ in launched.step.decode)
    ]
    assert played.scheduler.stats().preemptions > 0 and first[:11] == list(range(first[0], first[0] + 11))
    assert [key for key in played.ends] == [(1, 0), (2, 0), (3, 0)]


def test_a_preempted_candidate_goes_before_those_that_wait() -> None:
    played, _ = preempted()
    late = played.scheduler.submit(job((30,), max_tokens=1))
    while played.scheduler._resting:
        assert late not in played.scheduler._runs
        played.turn()
    played.play()
    assert played.said(late) == expected(job((30,), max_tokens=1))


def test_a_prompt_half_computed_can_be_preempted() -> None:
    device = Device(blocks=12, page=2, batch_tokens=3, seats=3)
    played = Played(device)
    played.scheduler.submit(first := job((1, 2), max_tokens=16))
    played.turn()
    played.scheduler.submit(second := job(tuple(range(1, 17)), n=2, max_tokens=3))
    while not played.scheduler._resting:
        played.turn()
    assert played.scheduler._resting[0].tokens == second.prompt and len(played.scheduler._resting[0].candidates) == 2
    played.play()
    assert played.said(1) == expected(first) and [played.said(2, i) for i in (0, 1)] == [
        expected(second, i) for i in (0, 1)
    ]


def test_of_two_prompts_being_computed_the_younger_is_preempted() -> None:
    device = Device(blocks=12, page=2, batch_tokens=3, seats=3)
    played = Played(device)
    jobs = [job((1, 2), max_tokens=16), job(tuple(range(3, 15)), max_tokens=3), job((21, 22, 23), max_tokens=3)]
    played.scheduler.submit(jobs[0])
    played.turn()
    for each in jobs[1:]:
        played.scheduler.submit(each)
    while not played.scheduler._resting:
        played.turn()
    assert [text.run.number for text in played.scheduler._filling] == [2]
    assert [text.run.number for text in played.scheduler._resting] == [3]
    played.play()
    assert [played.said(number) for number in (1, 2, 3)] == [expected(each) for each in jobs]


def test_candidates_that_fit_only_one_by_one_still_all_write() -> None:
    asked = job(tuple(range(11)), n=4, max_tokens=13)
    played = play(Device(blocks=13, page=2), asked)
    assert [played.said(1, index) for index in range(4)] == [expected(asked, index) for index in range(4)]
    assert played.scheduler.stats().preemptions > 0


def test_a_text_as_long_as_the_whole_cache_ends_there() -> None:
    played = play(Device(blocks=6, page=4), job(PROMPT, max_tokens=40))
    assert played.said(1) == (expected(job(max_tokens=7))[0], "length")  # 20 cells, and the last token needs none


def test_a_prompt_longer_than_the_whole_cache_ends_at_once() -> None:
    played = play(Device(blocks=4), job(n=2), job(PROMPT[:5], max_tokens=2))
    assert [played.said(1, index) for index in (0, 1)] == [([], "length")] * 2
    assert played.said(2) == expected(job(PROMPT[:5], max_tokens=2))


def test_the_context_limits_a_text() -> None:
    played = play(Device(context=20), job(PROMPT, max_tokens=40))
    assert played.said(1) == expected(job(max_tokens=6))


def test_more_candidates_than_seats_wait_their_turn() -> None:
    jobs = [job(PROMPT[:number], n=2, max_tokens=5) for number in range(1, 11)]
    played = play(Device(seats=3), *jobs)
    for number, each in enumerate(jobs, 1):
        assert [played.said(number, index) for index in (0, 1)] == [expected(each, index) for index in (0, 1)]


def test_a_full_queue_says_so() -> None:
    played = Played(Device(), queue_limit=2)
    played.scheduler.submit(job())
    played.scheduler.submit(job())
    with pytest.raises(QueueFull):
        played.scheduler.submit(job())
    played.turn()
    assert played.scheduler.submit(job()) == 3


# ---- cancelling


def test_a_cancelled_candidates_blocks_are_free_after_the_turn() -> None:
    played = Played(Device())
    number = played.scheduler.submit(job(n=2, max_tokens=40))
    for _ in range(4):
        played.turn()
    assert played.scheduler.stats().cache_used > 4
    played.scheduler.cancel(number)
    played.turn()
    stats = played.scheduler.stats()
    assert (stats.cache_used, stats.sequences_active, stats.jobs_cancelled) == (0, 0, 1)
    assert played.ends[1, 0].reason == "cancelled" and played.ends[1, 0].tokens == len(played.written[1, 0])
    played.play()


def test_one_candidate_of_several_is_cancelled() -> None:
    played = Played(Device())
    asked = job(n=3, max_tokens=20)
    played.scheduler.submit(asked)
    for _ in range(5):
        played.turn()
    played.scheduler.cancel(1, 1)
    played.play()
    assert [played.ends[1, index].reason for index in range(3)] == ["length", "cancelled", "length"]
    assert [played.said(1, index) for index in (0, 2)] == [expected(asked, index) for index in (0, 2)]
    assert expected(asked, 1)[0][: len(played.written[1, 1])] == played.written[1, 1]


@pytest.mark.parametrize("index", [0, 1, None])
def test_a_prompt_half_computed_is_cancelled(index: int | None) -> None:
    """Also when it is the candidate at whose seat the prompt is computed."""
    played = Played(Device(batch_tokens=6))
    asked = job(n=2)
    played.scheduler.submit(asked)
    played.turn()
    played.scheduler.cancel(1, index)
    played.turn()
    if index is None:
        assert played.scheduler.stats().cache_used == 0
    played.play()
    for each in (0, 1):
        assert played.said(1, each) == (([], "cancelled") if index in (None, each) else expected(asked, each))


@pytest.mark.parametrize("index", [0, 1, None])
def test_a_waiting_job_is_cancelled(index: int | None) -> None:
    played = Played(Device(seats=2))
    played.scheduler.submit(job(n=2))
    played.scheduler.submit(asked := job(n=2))
    played.turn()
    played.scheduler.cancel(2, index)
    played.play()
    for each in (0, 1):
        assert played.said(2, each) == (([], "cancelled") if index in (None, each) else expected(asked, each))
    assert played.idle()


def test_a_preempted_candidate_is_cancelled() -> None:
    played, _ = preempted()
    number = played.scheduler._resting[0].run.number
    played.scheduler.cancel(number)
    played.turn()
    assert not played.scheduler._resting and played.ends[number, 0].reason == "cancelled"
    played.play()
    assert played.idle()


def test_unknown_and_ended_numbers_are_ignored() -> None:
    played = play(Device(), job())
    for number in (1, 99):
        played.scheduler.cancel(number)
        played.scheduler.cancel(number, 0)
    played.play()
    assert played.scheduler.stats().jobs_cancelled == 0


# ---- failures


@pytest.mark.parametrize("what", ["launch", "collect", "sit", "matcher"])
def test_after_a_failure_the_running_end_and_the_waiting_run(what: str, capfd: pytest.CaptureFixture[str]) -> None:
    device = Device(seats=2, batch_tokens=8)
    played = Played(device)
    asked = job(PROMPT[:7], n=2, grammar="numbers", max_tokens=30)
    played.scheduler.submit(asked)
    if what in ("launch", "collect"):
        for _ in range(3):
            played.turn()
    played.scheduler.submit(asked)
    device.broken = what
    played.play()
    assert "RuntimeError" in capfd.readouterr().err
    assert [played.ends[1, index].reason for index in (0, 1)] == ["error"] * 2
    assert [played.said(2, index) for index in (0, 1)] == [expected(asked, index) for index in (0, 1)]
    assert played.ends[2, 0].cached_tokens == 0 and played.idle()


def test_a_failure_ends_the_preempted_too() -> None:
    played, jobs = preempted()
    played.device.broken = "launch"
    played.play()
    assert {finish.reason for finish in played.ends.values()} == {"error"} and len(played.ends) == 3
    again = played.scheduler.submit(jobs[0])
    played.play()
    assert played.said(again) == expected(jobs[0]) and played.idle()


# ---- the thread, the numbers


def test_a_thread_takes_the_turns() -> None:
    device = Device(batch_tokens=16)
    played = Played(device)
    batches: queue.Queue = queue.Queue()
    played.scheduler.start(batches.put)
    asked = [job(PROMPT[: 3 + number], n=2, max_tokens=10) for number in range(4)]
    numbers = [played.scheduler.submit(each) for each in asked]
    while len(played.ends) < 8:
        played._hear(batches.get(timeout=60))
    assert played.scheduler.stats().alive
    played.scheduler.close()
    assert device.closed and not played.scheduler.stats().alive
    for number, each in zip(numbers, asked):
        assert [played.said(number, index) for index in (0, 1)] == [expected(each, index) for index in (0, 1)]


def test_the_numbers_add_up() -> None:
    played = Played(Device(blocks=40))
    assert played.scheduler.stats().last_step_at is None
    played.scheduler.submit(job(n=2))
    played.turn()
    stats = played.scheduler.stats()
    assert (stats.cache_total, stats.cache_used, stats.sequences_active, stats.sequences_max) == (39, 4, 2, 6)
    played.play()
    stats = played.scheduler.stats()
    assert (stats.generated_tokens, stats.jobs_finished, stats.steps, stats.preemptions) == (16, 1, 8, 0)
    assert stats.last_step_at is not None and stats.step_seconds == 0


def test_the_device_draws_from_all_that_its_table_holds() -> None:
    """The test's own device: another token anywhere, another position or seed gives another text."""
    assert len({drawn(seed, tokens) for seed in range(9) for tokens in [(1, 2, 3), (1, 2, 4), (0, 2, 3), (1, 2)]}) > 15
