"""Whole steps on the device: logits against transformers, a row's numbers whoever its neighbours are, what seats may ask."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from inference.nn.architecture import read_architecture
from inference.nn.checkpoint import load_weights
from inference.server.engine import NOTHING, Logprobs, Sampling
from inference.server.gpu_grammar import bits
from inference.server.gpu_runner import GpuRunner, Sizes
from inference.server.step import Fill, Step
from tests.inference.nn.folders import MODEL_TYPES, SIZES, write_random_folder

GREEDY = Sampling(temperature=0.0)
PROMPT = (5, 9, 33, 71, 2, 8, 64, 17, 40, 41, 3, 90, 11, 12, 13, 6, 77, 54, 20)  # more than a block
CONTEXT = 64


class Letters:
    """A vocabulary of 96 tokens: 26 Latin letters, 26 Greek ones, and ends."""

    size = SIZES["vocab_size"]
    end_tokens = frozenset({2})
    foreign = np.arange(40, 66)

    def piece(self, token: int) -> bytes:
        return chr(97 + token - 10).encode() if 10 <= token < 36 else chr(0x3B1 + token - 40).encode() if 40 <= token < 66 else b""


Open = Callable[..., tuple[GpuRunner, Any]]


@pytest.fixture
def open_runner(tmp_path: Path) -> Open:
    def open_one(kind: str = "llama", *, seats: int = 4, order: str = "one", fused: bool = False, **sizes: Any) -> tuple[GpuRunner, Any]:
        model = write_random_folder(tmp_path / kind, kind, **sizes)
        architecture = read_architecture(tmp_path / kind)
        weights = load_weights(tmp_path / kind, architecture)
        room = Sizes(seats=seats, context=CONTEXT)
        return GpuRunner(architecture, weights, Letters(), room, device="cpu", order=order, fused=fused), model

    return open_one


def sit(runner: GpuRunner, *seats: int, sampling: Sampling = GREEDY, seed: int = 1) -> None:
    for seat in seats:
        runner.sit(seat, sampling, 0, seed + seat, ())


def tables(*seats: int) -> dict[int, list[int]]:
    """Four blocks of its own for each seat, in no order."""
    return {seat: [1 + 4 * seat + at for at in (2, 0, 3, 1)] for seat in seats}


def run(runner: GpuRunner, step: Step) -> list[tuple[int, int, Logprobs | None]]:
    return runner.collect(runner.launch(step))


def prefill(runner: GpuRunner, seat: int, prompt: tuple[int, ...] = PROMPT) -> int:
    ((_, token, _),) = run(runner, Step(tables=tables(seat), fills=[Fill(seat, prompt, 0, (seat,))]))
    return token


@pytest.mark.parametrize("kind", MODEL_TYPES)
def test_logits_are_those_of_transformers_over_prompt_and_written_tokens(kind: str, open_runner: Open) -> None:
    runner, model = open_runner(kind)
    sit(runner, 0)
    text = [*PROMPT, prefill(runner, 0)]
    worst = 0.0
    for _ in range(6):
        with torch.no_grad():
            theirs = model(torch.tensor([text])).logits[0, -1]
        ((_, token, _),) = run(runner, Step(decode=[(0, len(text) - 1)]))
        worst = max(worst, float((runner.decoder.logits[0] - theirs).abs().max() / theirs.abs().max()))
        assert token == int(theirs.argmax())
        text.append(token)
    assert worst < 2e-5


@pytest.mark.parametrize("kind", MODEL_TYPES)
def test_the_first_token_needs_the_whole_prompt(kind: str, open_runner: Open) -> None:
    """The comparison above can fail: another prompt has other logits."""
    runner, model = open_runner(kind)
    sit(runner, 0)
    prefill(runner, 0, (6, *PROMPT[1:]))
    with torch.no_grad():
        theirs = model(torch.tensor([PROMPT])).logits[0, -1]
    assert float((runner.decoder.logits[0] - theirs).abs().max() / theirs.abs().max()) > 1e-3


def test_bfloat16_weights_are_computed_in_bfloat16_and_stay_near(open_runner: Open) -> None:
    runner, model = open_runner("qwen2", dtype=torch.bfloat16)
    assert runner.decoder.cache.keys.dtype == torch.bfloat16
    sit(runner, 0)
    prefill(runner, 0)
    with torch.no_grad():
        theirs = model.float()(torch.tensor([PROMPT])).logits[0, -1]
    assert float((runner.decoder.logits[0] - theirs).norm() / theirs.norm()) < 2**-6


def alone(open_runner: Open, kind: str, seat: int) -> torch.Tensor:
    runner, _ = open_runner(kind)
    sit(runner, seat)
    prefill(runner, seat)
    run(runner, Step(decode=[(seat, len(PROMPT))]))
    return runner.decoder.logits[0].clone()


@pytest.mark.parametrize("kind", MODEL_TYPES)
def test_a_row_is_bitwise_the_same_alone_among_others_and_in_any_chunks(kind: str, open_runner: Open) -> None:
    expected = alone(open_runner, kind, 2)
    runner, _ = open_runner(kind)
    sit(runner, 0, 1, 2, 3)
    first = Step(tables=tables(0, 1, 2, 3), fills=[Fill(0, (7, 7, 7), 0, (0,)), Fill(2, PROMPT[:5], 0, ()), Fill(1, (1,), 0, (1,))])
    run(runner, first)
    run(runner, Step(decode=[(0, 3), (1, 1)], fills=[Fill(2, PROMPT[5:18], 5, ()), Fill(3, PROMPT, 0, (3,))]))
    run(runner, Step(decode=[(0, 4), (1, 2), (3, len(PROMPT))], fills=[Fill(2, PROMPT[18:], 18, (2,))]))
    run(runner, Step(decode=[(0, 5), (1, 3), (2, len(PROMPT)), (3, len(PROMPT) + 1)]))
    assert torch.equal(runner.decoder.logits[2], expected)


def test_candidates_of_one_prompt_draw_each_by_its_own_seed_what_they_would_draw_alone(open_runner: Open) -> None:
    warm = Sampling(temperature=5.0)
    texts = {}
    for seat in range(4):
        runner, _ = open_runner()
        sit(runner, seat, sampling=warm)
        texts[seat] = prefill(runner, seat)
    runner, _ = open_runner()
    sit(runner, 0, 1, 2, 3, sampling=warm)
    drawn = run(runner, Step(tables=tables(0, 1, 2, 3), fills=[Fill(0, PROMPT, 0, (0, 1, 2, 3))]))
    assert {seat: token for seat, token, _ in drawn} == texts
    assert len(set(texts.values())) > 1


def test_a_copied_block_and_a_shared_one_continue_alike(open_runner: Open) -> None:
    runner, _ = open_runner()
    sit(runner, 0, 1)
    run(runner, Step(tables={0: [3, 4]}, fills=[Fill(0, PROMPT, 0, (0, 1))]))
    run(runner, Step(tables={1: [3, 9]}, copies=[(4, 9)], decode=[(0, len(PROMPT)), (1, len(PROMPT))]))
    assert torch.equal(runner.decoder.logits[0], runner.decoder.logits[1])


def test_logprobs_are_those_of_the_raw_logits(open_runner: Open) -> None:
    runner, _ = open_runner()
    asked = Sampling(temperature=2.0, logprobs=3, logit_bias=((9, 50.0),))
    sit(runner, 0, sampling=asked)
    sit(runner, 1)
    step = Step(tables=tables(0, 1), fills=[Fill(1, (4, 4), 0, (1,)), Fill(0, PROMPT, 0, (0,))])
    (_, _, none), (seat, token, logs) = run(runner, step)
    assert none is None and (seat, token) == (0, 9), "the bias decides the token"
    exact = torch.log_softmax(runner.decoder.logits[1].double(), -1)
    assert logs is not None and logs.chosen == pytest.approx(float(exact[9]), abs=1e-5)
    top = exact.topk(3)
    assert [t for t, _ in logs.top] == top.indices.tolist()
    assert [v for _, v in logs.top] == pytest.approx(top.values.tolist(), abs=1e-5)


def test_latin_only_and_masks_bind_what_is_drawn(open_runner: Open) -> None:
    runner, _ = open_runner()
    latin = Sampling(temperature=0.0, latin_only=True, logit_bias=((50, 100.0), (12, 90.0)))
    sit(runner, 0, sampling=latin)
    assert prefill(runner, 0) == 12, "50 is Greek"
    masked = Sampling(temperature=0.0, grammar='root ::= "x"')
    sit(runner, 1, sampling=masked)
    only = bits(np.arange(96) == 33).tobytes()
    nothing = bits(np.zeros(96, dtype=bool)).tobytes()
    assert run(runner, Step(tables=tables(1), fills=[Fill(1, PROMPT, 0, (1,))], masks={1: only}))[0][1] == 33
    assert run(runner, Step(decode=[(1, len(PROMPT))], masks={1: nothing}))[0][1] == NOTHING


def test_a_grammar_is_followed_to_its_end(open_runner: Open) -> None:
    runner, _ = open_runner()
    bound = Sampling(temperature=0.0, grammar='root ::= [a-c] [a-c] "z"')
    matcher = runner.matcher(bound)
    sit(runner, 0, sampling=bound)
    step, said = Step(tables=tables(0), fills=[Fill(0, PROMPT, 0, (0,))]), []
    for position in range(len(PROMPT), len(PROMPT) + 4):
        step.masks = {0: matcher.mask()}
        ((_, token, _),) = run(runner, step)
        said.append(token)
        if token != 2:
            matcher.accept(token)
        step = Step(decode=[(0, position)])
    letters = b"".join(Letters().piece(token) for token in said).decode()
    assert len(letters) == 3 and set(letters[:2]) <= set("abc") and letters[2] == "z" and said[3] == 2


def test_what_was_written_before_a_preemption_counts_for_penalties(open_runner: Open) -> None:
    runner, _ = open_runner()
    sit(runner, 0)
    favourite = prefill(runner, 0)
    runner.sit(1, Sampling(temperature=0.0, frequency_penalty=2.0), 0, 1, [favourite] * 200)
    assert prefill(runner, 1) != favourite


def test_a_cache_too_small_for_one_context_is_refused(tmp_path: Path) -> None:
    from inference.errors import InferenceError

    write_random_folder(tmp_path, "llama")
    architecture = read_architecture(tmp_path)
    weights = load_weights(tmp_path, architecture)
    with pytest.raises(InferenceError, match="bộ nhớ"):
        GpuRunner(architecture, weights, Letters(), Sizes(2, CONTEXT, cache_bytes=1000), device="cpu", order="one")


@pytest.mark.parametrize("order", ["one", "free"])
def test_what_is_rehearsed_at_the_start_runs_every_kernel_of_any_step_and_leaves_no_trace(order: str, open_runner: Open) -> None:
    runner, _ = open_runner(seats=2, order=order)
    variant, shapes = runner.decoder.variant, [(rows, 1) for rows in range(1, runner.batch_tokens + 1)]
    recorded = [(rows, 1) for rows in (1, 2)]
    rehearsed = runner._prompts(recorded)
    assert {variant(*shape) for shape in shapes} == {variant(*shape) for shape in (*recorded, *rehearsed)}
    assert 1 < len(rehearsed) < 10
    sit(runner, 0)
    first = prefill(runner, 0)
    for shape in (*rehearsed, (runner.batch_tokens, 1)):
        runner._rehearse(*shape)
    ((_, token, _),) = run(runner, Step(decode=[(0, len(PROMPT))]))
    other, _ = open_runner(seats=2, order=order)
    sit(other, 0)
    assert first == prefill(other, 0) and [token] == [drawn for _, drawn, _ in run(other, Step(decode=[(0, len(PROMPT))]))]


def test_the_room_beside_the_cache_is_known_before_it_is_taken(open_runner: Open) -> None:
    from inference.kernels.decoder import workspace_bytes

    runner, _ = open_runner()
    decoder = runner.decoder
    parts = [*vars(decoder).values(), *vars(decoder.state).values(), *vars(decoder._scratch).values()]
    taken = sum(part.nbytes for part in parts if isinstance(part, torch.Tensor))
    biases = decoder.state.bias_tokens.nbytes + decoder.state.bias_values.nbytes  # 8 KB a seat: nothing beside a real vocabulary
    said = workspace_bytes(decoder._a, seats=4, context=CONTEXT, rows=runner.batch_tokens)
    assert taken - biases <= said * 1.1 and said < 1.5 * taken


@pytest.mark.parametrize(("seats", "buckets"), [(1, [1]), (4, [1, 2, 4, 4]), (20, [1, 2, 4, 4, *[8] * 4, *[16] * 8, *[20] * 4])])
def test_decoding_rows_are_padded_to_the_least_recorded_step(seats: int, buckets: list[int], open_runner: Open) -> None:
    runner, _ = open_runner(seats=seats)
    assert [runner._bucket(rows) for rows in range(1, seats + 1)] == buckets
