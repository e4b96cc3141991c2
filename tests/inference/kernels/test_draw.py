"""The draw: kernel and reference against an oracle that sorts, and what a draw leaves behind."""

from dataclasses import replace

import pytest
import torch

from inference.kernels.draw import DrawScratch, launch_draw, plain_draw
from inference.kernels.seats import BIASES, COUNTED, NOTHING, PLAIN, SeatState
from tests.inference.kernels.draws import FILTERS, LARGE, POSITION, Seat, draw, oracle, some_logits

RUNS = pytest.mark.parametrize("run", [plain_draw, launch_draw])


@RUNS
@pytest.mark.parametrize("vocabulary", [37, 101, 1000])
def test_every_filter_draws_what_the_oracle_draws(run, vocabulary):
    seeds = range(vocabulary, vocabulary + (1 if run is launch_draw else 12))
    seats = {f"{name}, {seed}": replace(seat, seed=seed) for name, seat in FILTERS.items() for seed in seeds}
    logits = some_logits(len(seats), vocabulary)
    expected = {name: oracle(*each) for name, *each in zip(seats, logits, seats.values(), strict=True)}
    assert dict(zip(seats, draw(run, logits, list(seats.values())).tokens, strict=True)) == expected


@pytest.mark.parametrize("name", LARGE)
def test_vocabularies_larger_than_the_first_look(name):
    """20 000 tokens are 313 groups, of which the kernel first reads the 128 with the largest logits."""
    spread, seat = LARGE[name]
    logits = some_logits(1, 20000, spread, seed=len(name))
    assert draw(launch_draw, logits, [seat]).tokens == [oracle(logits[0], seat)]


@RUNS
def test_all_that_tie_at_a_threshold_survive(run):
    logits = torch.zeros(1, 101)
    logits[0, 40:60] = 2.0
    logits[0, 50] = 3.0
    for limit in (Seat(top_k=5), Seat(top_p=0.2)):
        seats = [replace(limit, temperature=5.0, seed=seed) for seed in range(5)]
        drawn = set(draw(run, logits, seats, rows=[0] * 5).tokens)
        assert drawn <= set(range(40, 60)) and len(drawn) > 1


@RUNS
def test_of_equal_logits_the_greedy_draw_takes_the_first(run):
    logits = torch.zeros(1, 1000)
    logits[0, [333, 700, 701]] = 1.0
    assert draw(run, logits, [Seat(temperature=0)]).tokens == [333]


@RUNS
def test_a_masked_seat_draws_only_what_is_allowed_and_nothing_if_nothing_is(run):
    logits = some_logits(3, 101, spread=0.1)
    allowed = [[100], [], [2, 99]]
    seats = [Seat(allowed=each, temperature=9.0, logprobs=True) for each in allowed]
    drawn = draw(run, logits, seats)
    assert drawn.tokens[:2] == [100, NOTHING] and drawn.tokens[2] in allowed[2]
    assert drawn.last_token.tolist() == [100, -9, drawn.tokens[2], -9]
    assert drawn.state.counts[0, 100] == 1 and drawn.state.counts[1].sum() == 0
    assert drawn.logprob[0] == pytest.approx(float(logits[0].log_softmax(0)[100]), abs=1e-5)
    assert drawn.logprob[1].isnan()


@RUNS
def test_tokens_without_a_number_are_never_drawn(run):
    logits = torch.full((3, 101), torch.nan)
    logits[1] = -torch.inf
    logits[2, [5, 70]] = torch.tensor([1.0, 1.5])
    seats = [Seat(top_k=50), Seat(min_p=0.5), Seat(top_p=0.999, min_p=1e-9)]
    drawn = draw(run, logits, seats)
    assert drawn.tokens[:2] == [NOTHING, NOTHING] and drawn.tokens[2] in (5, 70)
    assert draw(run, logits, [replace(seat, temperature=0.0) for seat in seats]).tokens == [NOTHING, NOTHING, 70]


@RUNS
def test_several_seats_draw_from_one_row_as_if_each_were_alone(run):
    logits = some_logits(2, 101)
    names = ["all", "everything", "masked", "penalties", "bias", "greedy", "none"]
    seats = [replace(FILTERS[name], seed=5) for name in names]
    together = draw(run, logits, seats, rows=[1] * len(seats))
    assert together.tokens == [draw(run, logits[1:], [seat]).tokens[0] for seat in seats]
    assert len(set(together.tokens)) > 2


@RUNS
def test_a_draw_is_counted_and_remembered(run):
    logits = some_logits(3, 37)
    seats = [Seat(top_k=4, written=[1, 1, 36], logprobs=True), Seat(temperature=0.0), Seat(top_k=1, written=[2])]
    heavy = replace(seats[2], written=[int(logits[2].argmax())] * (COUNTED + 5))
    drawn = draw(run, logits, [*seats[:2], heavy])
    for number, (seat, token) in enumerate(zip(seats[:2], drawn.tokens, strict=False)):
        counts = torch.bincount(torch.tensor([*seat.written, token]), minlength=37)
        assert torch.equal(drawn.state.counts[number].long(), counts)
    assert drawn.state.counts[2].max() == COUNTED  # int16 does not wrap
    assert drawn.last_token.tolist() == [*drawn.tokens, -9]
    assert float(drawn.logprob[0]) == pytest.approx(float(logits[0].log_softmax(0)[drawn.tokens[0]]), abs=1e-5)
    assert drawn.logprob[1:].isnan().all()


@RUNS
def test_plain_seats_take_the_heads_bests_of_their_own_row(run):
    logits = some_logits(2, 101)
    state = SeatState.make(2, 101)
    state.sit(0, temperature=0.7, seed=3, logprobs=True)
    state.sit(1, temperature=0.0)
    best_value = torch.tensor([[1.0, 4.0, 4.0, -torch.inf], [torch.nan, 0.5, -1.0, 0.5]])
    best_token = torch.tensor([[5, 40, 70, 99], [5, 44, 70, 99]], dtype=torch.int32)
    drawn, last_token, logprob = torch.zeros(3).int(), torch.zeros(3).int(), torch.zeros(3)
    best_value[1, 0] = -torch.inf
    rows, seats = torch.tensor([0, 1, 0]).int(), torch.tensor([0, 1, 2]).int()
    inputs = (logits, best_value, best_token, torch.tensor([0, 1]).int(), rows, seats, torch.full((3,), POSITION).int())
    run(*inputs, state, DrawScratch.make(3, 101), drawn, last_token, logprob)
    assert drawn.tolist() == [40, 44, int(logits[0].argmax())]  # the dummy seat, for whom row 0's bests are not
    assert float(logprob[0]) == pytest.approx(float(logits[0].log_softmax(0)[40]), abs=1e-5)


@RUNS
def test_filters_that_cut_nothing_draw_what_a_plain_seat_draws(run):
    logits = some_logits(4, 101, spread=1.0)
    plain = [Seat(temperature=1.3, seed=seed) for seed in range(4)]
    expected = draw(run, logits, plain).tokens
    for loose in ({"min_p": 1e-30}, {"bias": {0: 0.0}}, {"allowed": range(101)}, {"presence": 1.0}):
        assert draw(run, logits, [replace(seat, **loose) for seat in plain]).tokens == expected


def test_kinds_of_seats():
    def kind(**settings) -> int:
        state = SeatState.make(1, 50)
        state.sit(0, **settings)
        return int(state.kind[0])

    assert kind(temperature=0.0, top_k=3, top_p=0.5) == kind(temperature=2.0, top_k=50) == PLAIN
    for filtered in (
        {"top_k": 49},
        {"top_p": 0.9},
        {"min_p": 0.1},
        {"masked": True},
        {"bias": {1: 1.0}},
        {"presence": 0.1},
    ):
        assert not kind(temperature=1.0, **filtered) & PLAIN


def test_a_seat_biases_a_limited_number_of_tokens_and_starts_anew_for_its_next_candidate():
    state = SeatState.make(1, 2000)
    with pytest.raises(ValueError, match="1025"):
        state.sit(0, temperature=1.0, bias=dict.fromkeys(range(BIASES + 1), 1.0))
    state.sit(0, temperature=1.0, bias=dict.fromkeys(range(BIASES), 1.0), written=[7], seed=2**63 + 5)
    assert int(state.seed[0]) % 2**64 == 2**63 + 5
    state.sit(0, temperature=1.0)
    assert int(state.bias_count[0]) == 0 and not state.counts[0].any() and int(state.kind[0]) == PLAIN
