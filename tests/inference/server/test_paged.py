"""The paged scheduler over a device that keeps a real cache: what it writes, in which order, and what it shares."""

from inference.server.engine import Logprobs
from tests.inference.server.paged_device import END, PROMPT, Device, Played, expected, job, play


def decoded(device: Device) -> list[list[int]]:
    """The seats that decode in each step."""
    return [[seat for seat, _ in launched.step.decode] for launched in device.launched]


# ---- what is written


def test_a_candidate_writes_what_follows_from_its_text_alone() -> None:
    asked = job(n=3, max_tokens=20)
    played = play(Device(), asked)
    assert [played.said(1, index) for index in range(3)] == [expected(asked, index) for index in range(3)]
    assert len({tuple(played.written[1, index]) for index in range(3)}) == 3 and played.idle()


def test_a_text_ends_with_an_end_token_that_is_not_delivered() -> None:
    asked = next(
        each for seed in range(99) if (each := job(seed=seed, ignore_eos=False)) and expected(each)[1] == "stop"
    )
    played = play(Device(), asked)
    finish = played.ends[1, 0]
    assert played.said(1) == expected(asked) and END not in played.written.get((1, 0), [])
    assert finish.tokens == len(expected(asked)[0]) + 1 and finish.first_token_seconds > 0


def test_without_a_seed_candidates_differ() -> None:
    played = play(Device(), job(n=4, seed=None))
    assert len({tuple(played.written[1, index]) for index in range(4)}) == 4


def test_a_finish_tells_how_fast_and_what_was_cached() -> None:
    played = play(Device(), job(), job())
    first, second = played.ends[1, 0], played.ends[2, 0]
    assert (first.reason, first.tokens, first.cached_tokens) == ("length", 8, 0)
    assert first.tokens_per_second > 0
    played.scheduler.submit(job())
    played.play()
    assert played.ends[3, 0].cached_tokens == 12 and second.reason == "length"


def test_logprobs_come_with_their_tokens() -> None:
    events = []
    played = Played(Device())
    played.scheduler.listen(events.extend)
    played.scheduler.submit(job(max_tokens=3))
    while played.scheduler.turn():
        pass
    assert [event.logprobs for event in events] == [Logprobs(-1.0, ())] * 3
    assert [event.finish is not None for event in events] == [False, False, True]


# ---- steps


def test_running_candidates_get_a_token_in_every_step_while_a_long_prompt_comes_in() -> None:
    device = Device(batch_tokens=8, blocks=80)
    played = Played(device)
    played.scheduler.submit(job(PROMPT[:4], n=2, max_tokens=50))
    played.turn()
    played.scheduler.submit(job(tuple(range(60)), max_tokens=2))
    played.play()
    filling = [launched.step for launched in device.launched[1:] if launched.step.fills]
    assert len(filling) == 10 and all(len(step.decode) == 2 for step in filling)
    assert [len(step.fills[0].tokens) for step in filling] == [6] * 10


def test_prompts_share_a_step_in_the_order_of_submission() -> None:
    device = Device(batch_tokens=16)
    play(device, job(tuple(range(1, 11))), job(tuple(range(11, 21))), job(tuple(range(21, 24))))
    steps = [[(fill.start, fill.tokens, len(fill.draws)) for fill in each.step.fills] for each in device.launched[:2]]
    assert steps[0] == [(0, tuple(range(1, 11)), 1), (0, tuple(range(11, 17)), 0)]
    assert steps[1] == [(6, tuple(range(17, 21)), 1), (0, (21, 22, 23), 1)]


def test_the_next_step_is_launched_before_the_last_is_read() -> None:
    device = Device()
    play(device, job(max_tokens=5))
    order = [("launch", 1)]
    for step in range(2, 6):
        order += [("launch", step), ("collect", step - 1)]
    assert device.log == [*order, ("collect", 5)]


def test_an_end_token_costs_one_row_and_a_limit_none() -> None:
    stops = next(
        each
        for seed in range(999)
        if (each := job(seed=seed, ignore_eos=False, max_tokens=20)) and expected(each)[1] == "stop"
    )
    device = Device()
    play(device, stops)
    assert len(decoded(device)) == len(expected(stops)[0]) + 2  # the prompt, a row for each token, and one too many
    device = Device()
    play(device, job(max_tokens=20))
    assert len(decoded(device)) == 20


def test_a_seat_goes_on_with_another_while_its_last_row_is_under_way() -> None:
    jobs = [job((number, 3, 4), seed=number, ignore_eos=False, max_tokens=40) for number in range(1, 9)]
    played = play(Device(seats=1), *jobs)
    assert [played.said(number) for number in range(1, 9)] == [expected(each) for each in jobs]
    assert {played.said(number)[1] for number in range(1, 9)} == {"stop", "length"}


# ---- grammars


def test_with_a_grammar_each_step_is_read_before_the_next() -> None:
    device = Device()
    asked = job(grammar="numbers", max_tokens=6)
    played = play(device, asked)
    assert played.said(1) == expected(asked)
    assert device.log == [(what, step) for step in range(1, 7) for what in ("launch", "collect")]


def test_steps_overlap_again_when_the_last_grammar_is_gone() -> None:
    device = Device()
    jobs = job(grammar="numbers", max_tokens=3), job(PROMPT[:3], max_tokens=9)
    played = play(device, *jobs)
    assert [played.said(1), played.said(2)] == [expected(each) for each in jobs]
    assert device.log[:6] == [(what, step) for step in range(1, 4) for what in ("launch", "collect")]
    assert device.log[6:9] == [("launch", 4), ("launch", 5), ("collect", 4)]


def test_candidates_follow_their_own_places_in_a_grammar() -> None:
    asked = job(n=3, grammar="numbers", max_tokens=40, ignore_eos=False)
    played = play(Device(), asked)
    for index in range(3):
        said, reason = played.said(1, index)
        assert reason == "stop" and said == sorted(set(said)) and (said, reason) == expected(asked, index)


def test_where_nothing_may_follow_the_text_ends() -> None:
    asked = job(grammar="dead end", max_tokens=45)
    played = play(Device(blocks=80), asked)
    assert played.said(1) == expected(asked) and played.said(1)[1] == "stop"


# ---- sharing


def test_candidates_share_their_prompt() -> None:
    device = Device()
    played = play(device, job(n=3, max_tokens=2))
    assert played.scheduler.stats().prompt_tokens == len(PROMPT)
    assert len(device.launched[1].step.copies) == 2  # 14 tokens leave a block half full: the last one to write keeps it


def test_a_full_last_block_is_not_copied() -> None:
    device = Device()
    play(device, job(PROMPT[:12], n=3, max_tokens=9))
    assert not any(launched.step.copies for launched in device.launched)


def test_a_known_prompt_is_computed_from_its_last_block_on() -> None:
    device = Device()
    played = play(device, job(PROMPT[:12]))
    played.scheduler.submit(job(PROMPT[:12]))
    played.play()
    assert played.ends[2, 0].cached_tokens == 8
    assert [fill.tokens for launched in device.launched for fill in launched.step.fills] == [PROMPT[:12], PROMPT[8:12]]
    assert played.scheduler.stats().cached_tokens == 8


def test_the_next_prompt_of_a_conversation_finds_the_answer_too() -> None:
    first = job(max_tokens=11)
    played = play(Device(), first)
    played.scheduler.submit(again := job((*PROMPT, *played.written[1, 0], 7), max_tokens=4))
    played.play()
    assert played.ends[2, 0].cached_tokens == 24 and played.said(2) == expected(again)


def test_a_running_neighbours_prompt_is_shared() -> None:
    played = Played(Device())
    played.scheduler.submit(job(max_tokens=40))
    played.turn()
    played.scheduler.submit(other := job((*PROMPT[:9], 1, 2, 3)))
    played.play()
    assert played.ends[2, 0].cached_tokens == 8 and played.said(2) == expected(other)


def test_a_prompt_like_one_being_computed_waits_for_it() -> None:
    prompt = tuple(range(80))
    device = Device(batch_tokens=32, context=128, blocks=90)
    played = play(device, job((*prompt, 1)), job((*prompt, 2)))
    assert played.ends[1, 0].cached_tokens == 0 and played.ends[2, 0].cached_tokens == 80
    assert played.scheduler.stats().prompt_tokens == 82


def test_short_common_beginnings_are_not_waited_for() -> None:
    device = Device(batch_tokens=32)
    play(device, job((*PROMPT, 1)), job((*PROMPT, 2)))
    assert len(device.launched[0].step.fills) == 2
