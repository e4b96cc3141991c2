"""The head: logits against float64, each tile's best with the draw's own noise, and the draw that follows it."""

from pathlib import Path
from types import ModuleType

import pytest
import torch
from torch import Tensor

from inference.kernels import head
from inference.kernels.draw import DrawScratch, launch_draw
from inference.kernels.head import best_width, head_tiles, launch_head, plain_head
from inference.kernels.linear import GEMV_TOKENS, Tiles
from inference.kernels.noise import plain_gumbel
from inference.kernels.seats import SeatState
from tests.inference.kernels.bounds import normed_error
from tests.inference.kernels.mutants import mutant
from tests.inference.kernels.poison import Poison, assert_within

ROWS = 12  # of x, of which some are drawn from
POSITION = 500


def model(vocabulary: int, width: int = 48) -> tuple[Tensor, Tensor, float, Tensor]:
    """x, norm, eps, weight."""
    generator = torch.Generator().manual_seed(vocabulary + width)
    x = torch.randn(ROWS, width, generator=generator) * 3
    norm = torch.rand(width, generator=generator) + 0.5
    return x, norm, 1e-5, torch.randn(vocabulary, width, generator=generator) * 0.3


def seated(vocabulary: int) -> SeatState:
    """A greedy seat, a warm and a hot one, one that filters and one with the same temperature and seed as the warm one."""
    state = SeatState.make(5, vocabulary)
    state.sit(0, temperature=0.0)
    state.sit(1, temperature=0.8, seed=11)
    state.sit(2, temperature=2.5, seed=-3)
    state.sit(3, temperature=0.8, top_k=3, seed=11)
    state.sit(4, temperature=0.8, min_p=1e-30, seed=11)
    return state


def run(launch, inputs, rows: list[int], seats: list[int], tiles: Tiles, dtype=torch.float32, **how):
    """logits, best_value, best_token; every tensor lies amid poison, and only these three change."""
    x, norm, eps, weight = inputs
    vocabulary, count = len(weight), len(rows)
    wide = best_width(tiles, vocabulary)
    poison = Poison()
    outputs = [
        poison.hold(torch.full((count, vocabulary), torch.nan, dtype=dtype)),
        poison.hold(torch.full((count, wide), torch.nan, dtype=dtype)),
        poison.hold(torch.full((count, wide), -9, dtype=torch.int32), outside=-9),
    ]
    of_rows = torch.tensor([rows, seats, [POSITION + row for row in range(count)]]).int()
    given = (poison.hold(x), poison.hold(norm), eps, poison.hold(weight))
    launch(
        *given, *(poison.hold(each, outside=3) for each in of_rows), seated(vocabulary), *outputs, tiles=tiles, **how
    )
    poison.assert_only_changed(*outputs)
    return outputs


def check(module: ModuleType, inputs, rows: list[int], seats: list[int], tiles: Tiles, order: str) -> None:
    """Logits within the bound; bests are those of the logits found, with noise."""
    x, norm, eps, weight = (each.double() if isinstance(each, Tensor) else each for each in inputs)
    logits, best_value, best_token = run(module.launch_head, inputs, rows, seats, tiles, order=order)
    expected, *_ = run(plain_head, (x, norm, eps, weight), rows, seats, tiles, dtype=torch.float64, rowwise=True)
    normed = x[rows] * norm * torch.rsqrt(x[rows].square().mean(-1, keepdim=True) + eps)
    assert torch.allclose(expected, normed @ weight.T, rtol=0, atol=1e-10)
    assert_within(logits, expected, normed_error(x[rows], norm, eps, weight, inputs[3].dtype))
    state = seated(len(weight))
    for row, seat in enumerate(seats):
        temperature = float(state.temperature[seat]) * (seat in (1, 2))
        noise = plain_gumbel(int(state.seed[seat]), torch.arange(len(weight)), POSITION + row)
        scores = (logits[row] + temperature * noise).split(tiles.rows)
        for tile, score in enumerate(scores):
            assert float(best_value[row, tile]) == pytest.approx(float(score.max()), abs=1e-4)
            assert int(best_token[row, tile]) == tile * tiles.rows + int(score.argmax())


@pytest.mark.parametrize("vocabulary", [37, 101, 1000])
@pytest.mark.parametrize("order", ["dot", "gemv"])
def test_logits_and_bests(vocabulary, order):
    rows, seats = [7, 0, 3, 11, 3], [0, 1, 2, 3, 5]
    tiles = Tiles(128 if vocabulary == 1000 else 16, 4 if order == "gemv" else 8, 64, 2, 1)
    check(head, model(vocabulary), rows, seats, tiles, order)


@pytest.mark.parametrize("rows", [1, 3, 9])
def test_drawn_rows_in_one_tile_or_several(rows):
    check(
        head,
        model(101, width=32),
        list(range(rows))[::-1],
        [each % 3 for each in range(rows)],
        Tiles(32, 4, 64, 2, 1),
        "dot",
    )


def test_only_the_rows_that_are_drawn_from_are_read():
    x, *others = model(37)
    x[[1, 2, 4, 5]] = torch.nan
    check(head, (x, *others), [0, 3, 6], [1, 0, 2], Tiles(16, 4, 64, 2, 1), "dot")


def test_of_equal_logits_the_first_token_is_a_tiles_best():
    x, norm, eps, weight = model(64)
    weight[:] = weight[0]
    for run_it, how in ((launch_head, {"order": "dot"}), (plain_head, {"rowwise": True})):
        _, _, best_token = run(run_it, (x, norm, eps, weight), [2, 4], [0, 3], Tiles(32, 8, 64, 2, 1), **how)
        assert best_token.tolist() == [[0, 32]] * 2


def test_a_logit_without_a_number_is_no_best():
    x, norm, eps, weight = model(64)
    weight[[0, 40]] = torch.nan
    weight[48:] = torch.nan
    for run_it, how in ((launch_head, {"order": "dot"}), (plain_head, {"rowwise": True})):
        logits, best_value, best_token = run(run_it, (x, norm, eps, weight), [2], [0], Tiles(16, 8, 64, 2, 1), **how)
        known = torch.where(logits.isnan(), -torch.inf, logits)[0].split(16)
        assert best_value[0].tolist() == [float(each.max()) for each in known]
        assert best_token[0, :3].tolist() == [16 * tile + int(each.argmax()) for tile, each in enumerate(known[:3])]


def test_a_row_of_the_reference_does_not_depend_on_its_neighbours():
    inputs = model(101)
    together = run(plain_head, inputs, [5, 6, 7], [1, 2, 0], Tiles(16, 8, 64, 2, 1), rowwise=True)
    alone = run(plain_head, inputs, [5], [1], Tiles(16, 8, 64, 2, 1), rowwise=True)
    for one, other in zip(together, alone, strict=True):
        assert torch.equal(one[:1], other)


def test_a_seat_whose_filters_cut_nothing_draws_what_a_plain_seat_draws():
    """One takes the head's bests, the other reads the logits: the noise is the same, to the last bit."""
    inputs, tiles = model(101), Tiles(16, 16, 64, 2, 1)
    rows = list(range(ROWS))
    logits, *bests = run(launch_head, inputs, rows, [1] * ROWS, tiles, order="dot")
    state = seated(101)
    at = torch.arange(ROWS).int()
    tokens = {}
    for seat in (1, 4):
        drawn = torch.full((ROWS,), -9).int()
        seats = torch.full((ROWS,), seat).int()
        inputs = (logits, *bests, torch.ones(ROWS).int(), at, seats, at + POSITION, state, DrawScratch.make(ROWS, 101))
        launch_draw(*inputs, drawn, torch.zeros(6).int(), torch.zeros(ROWS))
        tokens[seat] = drawn.tolist()
    assert tokens[1] == tokens[4] and tokens[1] != logits.argmax(1).tolist()


WRONG = {
    "a token too many": {"known = (token < V)[None, :]": "known = (token <= V)[None, :]"},
    "a row too many": {"present = at < O": "present = at <= O"},
    "other rows": {"rows = tl.load(out_rows + drawn, mask=present, other=0)": "rows = drawn"},
    "no norm": {"values = values * tl.rsqrt(squares / D + EPS)[:, None]": ""},
    "the noise of another position": {"position[:, None]), values": "position[:, None] + 1), values"},
    "the noise of another seat": {"gumbel(key[:, None]": "gumbel(key[:, None] + 1"},
    "noise for all": {
        "tl.where(plain, tl.load(temperature + seat, mask=present, other=0.0), 0.0)": "tl.load(temperature + seat)"
    },
    "no noise": {"if tl.max(warm, 0) > 0:": "if tl.max(warm, 0) < 0:"},
    "another tile's best": {"tl.cdiv(V, BLOCK_O) + tile": "tl.cdiv(V, BLOCK_O)"},
    "tokens counted from the tile": {"token[None, :], _NO_TOKEN), 1)": "token[None, :] - tile, _NO_TOKEN), 1)"},
}


@pytest.mark.parametrize("mistake", WRONG)
def test_a_mistake_is_found(mistake: str, tmp_path: Path) -> None:
    given = (model(37, width=32), [7, 0, 3], [3, 1, 2], Tiles(16, 4, 32, 2, 1), "dot")
    check(head, *given)
    with pytest.raises(AssertionError):
        check(mutant(tmp_path, "head", WRONG[mistake]), *given)


@pytest.mark.parametrize("order", ["dot", "gemv"])
def test_real_tiles_are_allowed_ones(order):
    weight = torch.empty(1, 1, dtype=torch.bfloat16).expand(128256, 2048)
    for drawn in range(1, 257 if order == "dot" else GEMV_TOKENS + 1):
        tiles = head_tiles(order, weight, drawn)
        assert (best_width(tiles, 128256) - 1) * tiles.rows < 128256 <= best_width(tiles, 128256) * tiles.rows
        assert order == "gemv" or tiles.warps <= 2 or tiles.rows < 64
