"""The engine over a real tiny model: batching, sharing, sampling, cancelling."""

import math

from inference.server.engine import Event, Job, QueueFull, Sampling

GREEDY = Sampling(temperature=0, ignore_eos=True)
PROMPT = tuple(range(40, 120))


def tokens(events: list[Event]) -> list[int]:
    return [event.token for event in events if event.token is not None]


def test_batched_greedy_equals_single_greedy(running) -> None:
    one = running(parallel=8)
    jobs = [Job(PROMPT[: 10 + 7 * number] + (number,), 1, 30, GREEDY) for number in range(6)]
    alone = [tokens(one.finish(job)[0][0]) for job in jobs]
    fresh = running(parallel=8)
    together = [tokens(result[0]) for result in fresh.finish(*jobs)]
    assert together == alone


def test_candidates_share_their_prompt(running) -> None:
    one = running(parallel=4)
    (result,) = one.finish(Job(PROMPT, 3, 5, GREEDY))
    assert one.engine.stats().prompt_tokens == len(PROMPT)
    assert tokens(result[0]) == tokens(result[1]) == tokens(result[2])


def test_the_next_request_reuses_the_last_prompt(running) -> None:
    one = running(parallel=4)
    one.finish(Job(PROMPT, 1, 5, GREEDY))
    (result,) = one.finish(Job(PROMPT[:60] + (7, 8, 9), 1, 5, GREEDY))
    assert one.engine.stats().cached_tokens == 60
    assert one.engine.stats().prompt_tokens == len(PROMPT) + 3
    fresh = running(parallel=4)
    assert tokens(result[0]) == tokens(fresh.finish(Job(PROMPT[:60] + (7, 8, 9), 1, 5, GREEDY))[0][0])


def test_a_seed_repeats_itself_and_another_does_not(running) -> None:
    one = running(parallel=4)
    drawn = [tokens(one.finish(Job(PROMPT, 1, 20, Sampling(seed=seed, ignore_eos=True)))[0][0]) for seed in (5, 5, 6)]
    assert drawn[0] == drawn[1] != drawn[2]


def test_candidates_of_one_seed_differ(running) -> None:
    (result,) = running(parallel=4).finish(Job(PROMPT, 3, 20, Sampling(seed=5, ignore_eos=True)))
    assert len({tuple(tokens(events)) for events in result.values()}) == 3


def test_top_k_one_is_greedy(running) -> None:
    one = running(parallel=4)
    greedy = tokens(one.finish(Job(PROMPT, 1, 20, GREEDY))[0][0])
    assert tokens(one.finish(Job(PROMPT, 1, 20, Sampling(top_k=1, ignore_eos=True)))[0][0]) == greedy


def test_penalties_forbid_repetition(running) -> None:
    strict = Sampling(temperature=0, presence_penalty=2, frequency_penalty=2, repetition_penalty=10, ignore_eos=True)
    drawn = tokens(running(parallel=4).finish(Job(PROMPT, 1, 60, strict))[0][0])
    assert len(set(drawn)) == len(drawn)


def test_logprobs_are_of_a_distribution(running) -> None:
    everything = Sampling(temperature=0, logprobs=400)
    (result,) = running(parallel=4).finish(Job(PROMPT, 1, 3, everything))
    logs = result[0][0].logprobs
    assert math.isclose(sum(math.exp(value) for _, value in logs.top), 1, rel_tol=1e-4)
    assert logs.chosen == logs.top[0][1] == max(value for _, value in logs.top)


def test_cancelling_frees_the_slots_and_the_engine_goes_on(running) -> None:
    one = running(parallel=4)
    number = one.engine.submit(Job(PROMPT, 4, 400, GREEDY))
    one.events.get(timeout=60)
    one.engine.cancel(number)
    (result,) = one.gather([number], [4])
    assert {events[-1].finish.reason for events in result.values()} == {"cancelled"}
    (after,) = one.finish(Job(PROMPT, 4, 3, GREEDY))
    assert [len(tokens(events)) for events in after.values()] == [3] * 4


def test_an_aborted_step_leaves_no_trace(running) -> None:
    one = running(parallel=4)
    expected = tokens(one.finish(Job(PROMPT, 1, 200, GREEDY))[0][0])
    number = one.engine.submit(Job(PROMPT, 1, 200, GREEDY))
    runner = one.engine._scheduler._runner
    seen: list[Event] = []
    while not (seen and seen[-1].finish):
        runner.abort(True)
        seen.append(one.events.get(timeout=60))
    assert seen[0].job == number and tokens(seen) == expected


def test_more_jobs_than_slots_wait_their_turn(running) -> None:
    results = running(parallel=4).finish(*[Job(PROMPT[:20] + (n,), 2, 10, GREEDY) for n in range(10)])
    assert all(len(tokens(result[index])) == 10 for result in results for index in (0, 1))


def test_a_full_queue_says_so(running) -> None:
    one = running(parallel=4)
    numbers = []
    try:
        for _ in range(200):
            numbers.append(one.engine.submit(Job(PROMPT, 4, 400, GREEDY)))
    except QueueFull:
        assert len(numbers) >= 64
    else:
        raise AssertionError("no end to the queue")


def test_the_measured_speed_comes_with_the_end(running) -> None:
    (result,) = running(parallel=4).finish(Job(PROMPT, 1, 20, GREEDY))
    finish = result[0][-1].finish
    assert finish.reason == "length" and finish.tokens == 20 and finish.tokens_per_second > 0


def test_a_prompt_longer_than_a_batch_is_computed_in_parts(running) -> None:
    one = running(parallel=2)
    prompt = tuple(number % 256 for number in range(500))
    (result,) = one.finish(Job(prompt, 2, 12, GREEDY))
    assert one.engine.stats().prompt_tokens == 500
    assert tokens(result[0]) == tokens(result[1]) and len(tokens(result[0])) == 12
