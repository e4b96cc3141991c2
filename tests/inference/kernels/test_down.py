"""Down projection: the kernel against float64 in both orders."""

from pathlib import Path
from types import ModuleType

import pytest
import torch
from torch import Tensor

from inference.kernels import down
from inference.kernels.linear import Order, Tiles
from tests.inference.kernels.bounds import FLOAT32, product_error
from tests.inference.kernels.mutants import mutant
from tests.inference.kernels.poison import Poison, assert_within

SHAPES = [(1, 80, 96), (3, 33, 160), (17, 80, 96), (2, 64, 128)]  # R, D, F
SMALL = {"dot": Tiles(16, 8, 32, 2, 2), "gemv": Tiles(8, 4, 64, 2, 4)}


def inputs(rows: int, width: int, hidden: int) -> tuple[Tensor, Tensor, Tensor]:
    torch.manual_seed(rows + width)
    return torch.randn(rows, hidden), torch.randn(width, hidden), torch.randn(rows, width)


def check(module: ModuleType, order: Order, given: tuple[Tensor, Tensor, Tensor], tiles: Tiles | None = None) -> None:
    h, weight, x = (tensor.double() for tensor in given)
    expected = x.clone()
    module.plain_down(h, weight, expected, rowwise=False)
    bound = product_error(h, weight) + FLOAT32 * 2 * (expected.abs() + x.abs())
    poison = Poison()
    held = [poison.hold(tensor) for tensor in given]
    module.launch_down(*held, order=order, tiles=tiles or module.down_tiles(order, held[1], len(h)))
    poison.assert_only_changed(held[2])
    assert_within(held[2], expected, bound)


@pytest.mark.parametrize("shape", SHAPES)
def test_dot_is_within_the_bound(shape: tuple[int, int, int]) -> None:
    check(down, "dot", inputs(*shape))


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape[0] <= 4])
def test_gemv_is_within_the_bound(shape: tuple[int, int, int]) -> None:
    check(down, "gemv", inputs(*shape))


@pytest.mark.parametrize("order", ["dot", "gemv"])
def test_several_tiles_of_rows_and_tokens_fit_together(order: Order) -> None:
    check(down, order, inputs(11, 41, 96), SMALL[order])


def test_bfloat16_weights_are_summed_in_float32() -> None:
    h, weight, x = inputs(3, 80, 96)
    check(down, "gemv", (h.bfloat16(), weight.bfloat16(), x))


@pytest.mark.parametrize("order", ["dot", "gemv"])
def test_a_row_does_not_see_its_neighbours(order: Order) -> None:
    h, weight, x = inputs(3, 80, 96)
    together, alone = x.clone(), x[1:2].clone()
    down.launch_down(h, weight, together, order=order, tiles=SMALL[order])
    down.launch_down(h[1:2].clone(), weight, alone, order=order, tiles=SMALL[order])
    assert torch.equal(together[1:2], alone)


def test_the_reference_row_by_row_does_not_see_neighbours_either() -> None:
    h, weight, x = inputs(17, 80, 96)
    together = x.clone()
    down.plain_down(h, weight, together, rowwise=True)
    for row in range(len(x)):
        alone = x[row : row + 1].clone()
        down.plain_down(h[row : row + 1].clone(), weight, alone, rowwise=True)
        assert torch.equal(together[row : row + 1], alone)


WRONG = {
    "the last columns are left out": ("linear", {"tl.static_range(K // DEPTH * DEPTH, K,": "tl.static_range(K, K,"}),
    "the second chain is left out": ("linear", {"return tl.trans(even + odd)": "return tl.trans(even)"}),
    "the residual is forgotten": ("down", {"tl.load(target, mask=inside, other=0.0) + values": "values"}),
    "the next row's columns are read": ("linear", {"pointers, mask=(columns < K)": "pointers, mask=(columns >= 0)"}),
    "the next row is read": ("down", {"tl.minimum(columns, D - 1) if": "columns + 1 if"}),
    "a column too many is written": ("down", {"(columns < D)": "(columns <= D)"}),
}  # fmt: skip


PLANTED = inputs(3, 41, 80), Tiles(16, 8, 64, 2, 2)  # 80 columns: one turn of the loop, then 16


def test_without_a_mistake_the_planted_case_is_right() -> None:
    check(down, "dot", *PLANTED)


@pytest.mark.parametrize("mistake", WRONG)
def test_a_mistake_is_found(mistake: str, tmp_path: Path) -> None:
    within, wrong = WRONG[mistake]
    faulty = mutant(tmp_path, "down", wrong, within=within)
    with pytest.raises(AssertionError):
        check(faulty, "dot", *PLANTED)


def test_a_mistake_in_gemv_is_found(tmp_path: Path) -> None:
    wrong = mutant(tmp_path, "down", {"if END < K:": "if END > K:"}, within="linear")
    with pytest.raises(AssertionError):
        check(wrong, "gemv", inputs(3, 41, 80), SMALL["gemv"])
