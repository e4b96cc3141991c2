"""Merge of the splits, output projection and residual: the kernels against float64 in both orders."""

from pathlib import Path
from types import ModuleType

import pytest
import torch
from torch import Tensor

from inference.kernels import output
from inference.kernels.linear import Order, Tiles
from tests.inference.kernels.bounds import FLOAT32, gamma, product_error, roundoff
from tests.inference.kernels.mutants import mutant
from tests.inference.kernels.poison import Poison, assert_within

SPLIT = 8
SMALL = {"dot": Tiles(16, 8, 32, 2, 2), "gemv": Tiles(8, 4, 64, 2, 4)}
Given = tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor | None, Tensor]
NAN = float("nan")


def inputs(rows: int, splits: int, heads: int, head: int, width: int, *, bias: bool = True) -> Given:
    """partial, peak, mass, positions, weight, bias, x: what lies beyond a row's own splits is NaN."""
    torch.manual_seed(rows + splits + head)
    positions = torch.randint(0, splits * SPLIT, (rows,), dtype=torch.int32)
    positions[0] = splits * SPLIT - 1
    partial = torch.randn(splits, rows, heads, head)
    peak, mass = torch.randn(splits, rows, heads) * 4, torch.rand(splits, rows, heads) * SPLIT + 1
    for row, position in enumerate(positions.tolist()):
        for tensor in (partial, peak, mass):
            tensor[position // SPLIT + 1 :, row] = NAN
    weight = torch.randn(width, heads * head)
    return partial, peak, mass, positions, weight, torch.randn(width) if bias else None, torch.randn(rows, width)


def merge_error(partial: Tensor, peak: Tensor, mass: Tensor, positions: Tensor) -> Tensor:
    """Of the merged rows (R, H · E): differences of scores, exp, products, sums of positive shares, a quotient."""
    there = (torch.arange(len(partial))[:, None] <= positions[None, :] // SPLIT)[:, :, None]
    distance = torch.where(there, peak - peak.nan_to_num(-torch.inf).amax(0), 0.0)
    share = torch.where(there, torch.exp(distance), 0.0)
    relative = gamma(len(partial) + 8) + FLOAT32 * distance.abs().amax(0)
    sizes = torch.where(there[..., None], share[..., None] * partial.abs(), 0.0).sum(0)
    sums = torch.where(there, share * mass, 0.0).sum(0)
    return (2.5 * relative[..., None] * sizes / sums[..., None]).flatten(1)


def check(module: ModuleType, order: Order, given: Given, tiles: Tiles | None = None) -> None:
    partial, peak, mass, positions, weight, bias, x = (
        tensor.double() if tensor is not None and tensor.is_floating_point() else tensor for tensor in given
    )
    expected = x.clone()
    output.plain_output(partial, peak, mass, positions, weight, bias, expected, rowwise=False, split=SPLIT)
    merged = output.plain_merge(partial, peak, mass, positions, SPLIT).flatten(1)
    error = merge_error(partial, peak, mass, positions)
    error = error + roundoff(given[4].dtype) * (merged.abs() + error)
    added = (expected - x).abs()
    bound = product_error(merged, weight, error) + FLOAT32 * 4 * (added + x.abs() + (0 if bias is None else bias.abs()))
    poison = Poison()
    held = [None if tensor is None else poison.hold(tensor, outside=SPLIT * 100) for tensor in given]
    tiles = tiles or module.output_tiles(order, held[4], len(x))
    module.launch_output(*held, order=order, tiles=tiles, split=SPLIT)
    fused = len(partial) <= module.FUSED and len(x) <= module.FUSED_ROWS
    poison.assert_only_changed(held[6], *([] if fused else held[:1]))
    assert torch.equal(held[0][1:].nan_to_num(), given[0][1:].nan_to_num()), "only the first split may be written over"
    assert_within(held[6], expected, bound)


@pytest.mark.parametrize("head", [16, 32, 64])
@pytest.mark.parametrize(("rows", "splits", "width"), [(1, 1, 80), (3, 2, 33), (17, 5, 80), (4, 18, 16)])
def test_dot_is_within_the_bound(rows: int, splits: int, width: int, head: int) -> None:
    check(output, "dot", inputs(rows, splits, 3, head, width, bias=head == 32))


@pytest.mark.parametrize(("rows", "splits", "head"), [(1, 1, 16), (3, 2, 32), (4, 5, 64)])
def test_gemv_is_within_the_bound(rows: int, splits: int, head: int) -> None:
    check(output, "gemv", inputs(rows, splits, 3, head, 33, bias=head == 32))


@pytest.mark.parametrize("order", ["dot", "gemv"])
def test_several_tiles_of_rows_and_tokens_fit_together(order: Order) -> None:
    check(output, order, inputs(11, 2, 5, 16, 41), SMALL[order])


def test_bfloat16_weights_are_summed_in_float32() -> None:
    *given, weight, bias, x = inputs(3, 2, 3, 32, 33)
    assert bias is not None
    check(output, "gemv", (*given, weight.bfloat16(), bias.bfloat16(), x))  # type: ignore[arg-type]


@pytest.mark.parametrize("order", ["dot", "gemv"])
def test_the_number_of_splits_that_others_have_changes_nothing(order: Order) -> None:
    """A row of one split: alone, beside a row of two, beside a row of five, which goes through a kernel of its own."""
    partial, peak, mass, positions, weight, bias, x = inputs(2, 5, 3, 32, 33)
    positions[1] = SPLIT - 1
    results = []
    for splits in (1, 2, 5):
        positions[0] = splits * SPLIT - 1
        parts = [tensor[:splits].clone() for tensor in (partial, peak, mass)]
        parts[0][1:, 1] = parts[1][1:, 1] = parts[2][1:, 1] = NAN
        out = x.clone()
        output.launch_output(*parts, positions, weight, bias, out, order=order, tiles=SMALL[order], split=SPLIT)
        results.append(out[1])
    assert torch.equal(results[0], results[1]) and torch.equal(results[0], results[2])


def test_two_splits_merge_alike_in_both_kernels() -> None:
    given = inputs(3, 2, 3, 32, 33)
    fused, apart = given[6].clone(), given[6].clone()
    output.launch_output(*given[:6], fused, order="dot", tiles=SMALL["dot"], split=SPLIT)
    longer = [torch.cat([tensor, torch.full_like(tensor[:1], NAN)]) for tensor in given[:3]]
    output.launch_output(*longer, *given[3:6], apart, order="dot", tiles=SMALL["dot"], split=SPLIT)
    assert torch.equal(fused, apart)


def test_the_reference_row_by_row_does_not_see_neighbours() -> None:
    given = inputs(9, 5, 3, 32, 80)
    together = given[6].clone()
    output.plain_output(*given[:6], together, rowwise=True, split=SPLIT)
    for row in range(9):
        own = slice(row, row + 1)
        alone = given[6][own].clone()
        parts = (tensor[:, own].clone() for tensor in given[:3])
        output.plain_output(*parts, given[3][own], given[4], given[5], alone, rowwise=True, split=SPLIT)
        assert torch.equal(together[own], alone)


FEW = {
    "no mass": {"total = total / spread(masses, SIZE)": "total = total / 1.0"},
    "no bias": {"    if bias is not None:\n        values += ": "    if bias is not None:\n        values -= "},
    "the residual is forgotten": {"tl.load(target, mask=inside, other=0.0) + values": "values"},
    "the second split is not scaled": {"spread(high, SIZE) * more": "more"},
    "a split that is not there is read": {"[:, None] >= shape[2]": "[:, None] >= 0"},
    "another row's positions": {"positions + tokens, mask=present": "positions + 0 * tokens, mask=present"},
    "the next head's mass": {"heads = k // E + ": "heads = k // E + 1 + "},
}
MANY = {
    "splits beyond the first block are left out": {"weighed = share *": "weighed = share * (split < BLOCK) *"},
    "a split that is not there is read": {"there = tl.load(positions + row) // SPLIT + 1": "there = 18"},
    "splits are not scaled": {"share[:, None] * part": "part"},
}  # fmt: skip


def planted(splits: int) -> Given:
    """The middle row has one split; the others' splits have their share each."""
    given = inputs(3, splits, 2, 16, 33)
    given[1].div_(8)
    given[3][1] = 0
    for tensor in given[:3]:
        tensor[1:, 1] = NAN
    return given


@pytest.mark.parametrize("splits", [2, 18])
def test_without_a_mistake_the_planted_case_is_right(splits: int) -> None:
    check(output, "dot", planted(splits), SMALL["dot"])


@pytest.mark.parametrize("mistake", FEW)
def test_a_mistake_is_found(mistake: str, tmp_path: Path) -> None:
    faulty = mutant(tmp_path, "output", FEW[mistake])
    with pytest.raises(AssertionError):
        check(faulty, "dot", planted(2), SMALL["dot"])


@pytest.mark.parametrize("mistake", MANY)
def test_a_mistake_among_many_splits_is_found(mistake: str, tmp_path: Path) -> None:
    faulty = mutant(tmp_path, "output", MANY[mistake])
    with pytest.raises(AssertionError):
        check(faulty, "dot", planted(18), SMALL["dot"])
