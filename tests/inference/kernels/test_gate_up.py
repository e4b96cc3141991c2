"""Norm, gate, up and SwiGLU: the kernel against float64 in both orders."""

from pathlib import Path
from types import ModuleType

import pytest
import torch
from torch import Tensor

from inference.kernels import gate_up
from inference.kernels.linear import Order, Tiles
from tests.inference.kernels.bounds import normed_error, silu_product_error, stored_error
from tests.inference.kernels.mutants import mutant
from tests.inference.kernels.poison import Poison, assert_within

SHAPES = [(1, 80, 96), (3, 48, 41), (17, 80, 96), (2, 128, 64)]  # R, D, F
EPS = 0.25  # large, so that a kernel without it is found out
SMALL = {"dot": Tiles(16, 8, 32, 2, 2), "gemv": Tiles(8, 4, 64, 2, 4)}


def inputs(rows: int, width: int, hidden: int) -> tuple[Tensor, Tensor, Tensor]:
    """x, norm, weight: a scale of its own for every row."""
    torch.manual_seed(rows + width)
    scale = torch.logspace(-1, 1, rows)[:, None]
    return torch.randn(rows, width) * scale, torch.rand(width) + 0.5, torch.randn(2 * hidden, width) / width**0.5


def check(module: ModuleType, order: Order, given: tuple[Tensor, Tensor, Tensor], tiles: Tiles | None = None) -> None:
    x, norm, weight = (tensor.double() for tensor in given)
    dtype = given[2].dtype
    expected = torch.empty(len(x), len(weight) // 2, dtype=torch.float64)
    gate_up.plain_gate_up(x, norm, EPS, weight, expected, rowwise=False)
    values = x * torch.rsqrt(x.square().mean(-1, keepdim=True) + EPS) * norm @ weight.mT
    errors = normed_error(x, norm, EPS, weight, dtype)
    bound = silu_product_error(values[:, ::2], values[:, 1::2], errors[:, ::2], errors[:, 1::2])
    poison = Poison()
    held = [poison.hold(tensor) for tensor in given]
    h = poison.hold(torch.full(expected.shape, torch.nan, dtype=dtype))
    tiles = tiles or module.gate_up_tiles(order, held[2], len(x))
    module.launch_gate_up(held[0], held[1], EPS, held[2], h, order=order, tiles=tiles)
    poison.assert_only_changed(h)
    assert_within(h, expected, stored_error(expected, bound, dtype))


@pytest.mark.parametrize("shape", SHAPES)
def test_dot_is_within_the_bound(shape: tuple[int, int, int]) -> None:
    check(gate_up, "dot", inputs(*shape))


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape[0] <= 4])
def test_gemv_is_within_the_bound(shape: tuple[int, int, int]) -> None:
    check(gate_up, "gemv", inputs(*shape))


@pytest.mark.parametrize("order", ["dot", "gemv"])
def test_several_tiles_of_rows_and_tokens_fit_together(order: Order) -> None:
    check(gate_up, order, inputs(11, 96, 21), SMALL[order])


def test_bfloat16_is_rounded_where_the_reference_rounds_it() -> None:
    x, norm, weight = inputs(3, 80, 32)
    check(gate_up, "gemv", (x, norm.bfloat16(), weight.bfloat16()))


@pytest.mark.parametrize("order", ["dot", "gemv"])
def test_a_row_does_not_see_its_neighbours(order: Order) -> None:
    x, norm, weight = inputs(3, 80, 24)
    together, alone = torch.empty(3, 24), torch.empty(1, 24)
    gate_up.launch_gate_up(x, norm, EPS, weight, together, order=order, tiles=SMALL[order])
    gate_up.launch_gate_up(x[1:2].clone(), norm, EPS, weight, alone, order=order, tiles=SMALL[order])
    assert torch.equal(together[1:2], alone)


def test_the_reference_row_by_row_does_not_see_neighbours_either() -> None:
    x, norm, weight = inputs(17, 80, 41)
    together = torch.empty(17, 41)
    gate_up.plain_gate_up(x, norm, EPS, weight, together, rowwise=True)
    for row in range(len(x)):
        alone = torch.empty(1, 41)
        gate_up.plain_gate_up(x[row : row + 1].clone(), norm, EPS, weight, alone, rowwise=True)
        assert torch.equal(together[row : row + 1], alone)


WRONG = {
    "no eps": ("gate_up", {"squares / D + EPS": "squares / D + 1e-30"}),
    "no norm": ("gate_up", {"values * tl.rsqrt(squares / D + EPS)[:, None]": "values"}),
    "no gain": ("linear", {"(values * gains[None, :].to(tl.float32)).to(dtype)": "values.to(dtype)"}),
    "half of the squares": ("linear", {"tl.fma(right, right, tl.fma(left, left, squares))": "left * left + squares"}),
    "gate and up exchanged": ("gate_up", {"gate, up = tl.split": "up, gate = tl.split"}),
    "no silu": ("gate_up", {"gate * tl.sigmoid(gate) * up": "gate * up"}),
    "the last columns are left out": ("linear", {"tl.static_range(K // DEPTH * DEPTH, K,": "tl.static_range(K, K,"}),
    "gains beyond the row are read": ("linear", {"gain + columns, mask=columns < width": "gain + columns, mask=columns >= 0"}),
    "tokens beyond the step are written": ("gate_up", {"(tokens < R)[:, None] & ": "(tokens <= R)[:, None] & "}),
    "a column too many is written": ("gate_up", {"(columns < F)": "(columns <= F)"}),
}  # fmt: skip


PLANTED = inputs(3, 80, 12), Tiles(16, 8, 64, 2, 2)


def test_without_a_mistake_the_planted_case_is_right() -> None:
    check(gate_up, "dot", *PLANTED)


@pytest.mark.parametrize("mistake", WRONG)
def test_a_mistake_is_found(mistake: str, tmp_path: Path) -> None:
    within, wrong = WRONG[mistake]
    faulty = mutant(tmp_path, "gate_up", wrong, within=within)
    with pytest.raises(AssertionError):
        check(faulty, "dot", *PLANTED)


def test_a_mistake_in_gemv_is_found(tmp_path: Path) -> None:
    wrong = mutant(tmp_path, "gate_up", {"squares[i] + x * x": "squares[i] + x"}, within="linear")
    with pytest.raises(AssertionError):
        check(wrong, "gemv", inputs(3, 80, 12), SMALL["gemv"])
