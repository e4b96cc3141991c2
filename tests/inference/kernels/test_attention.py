"""Attention: the kernel against float64, whatever the tiles; nothing read that a row may not see."""

from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

import pytest
import torch
from torch import Tensor
from triton.runtime.interpreter import InterpreterBuilder, TensorHandle

from inference.kernels import attention
from inference.kernels.attention import SPLIT, AttentionTiles, attention_tiles, launch_attention, plain_attention
from tests.inference.kernels.bounds import gamma
from tests.inference.kernels.mutants import mutant
from tests.inference.kernels.poison import Poison

PAGE = 16


@dataclass(frozen=True)
class Case:
    q: Tensor  # (R, H, E)
    keys: Tensor  # (N, G, P, E)
    values: Tensor
    table: Tensor
    seats: Tensor
    positions: Tensor
    tile_first: Tensor
    tile_rows: Tensor

    @property
    def splits(self) -> int:
        return int(self.positions.max()) // SPLIT + 1


def case(tiles: list[tuple[int, int, int]], *, together: int = 2, groups: int = 2, width: int = 16) -> Case:
    """tiles: (seat, first position, rows). What no row may see is NaN: unused blocks, and the tail of each seat's last one."""
    torch.manual_seed(sum(tiles[0]) + width + together)
    seats = max(seat for seat, _, _ in tiles) + 1
    length = [max(first + rows for seat, first, rows in tiles if seat == at) for at in range(seats)]
    blocks = [-(-each // PAGE) for each in length]
    shape = (sum(blocks) + 5, groups, PAGE, width)
    keys, values = torch.full(shape, torch.nan), torch.full(shape, torch.nan)
    order = (torch.randperm(sum(blocks) + 3) + 1)[: sum(blocks)].split(blocks)
    table = torch.full((seats + 1, max(blocks) + 2), shape[0] - 1, dtype=torch.int32)
    for seat, own in enumerate(order):
        table[seat, : blocks[seat]] = own
        for cache in (keys, values):
            rows = torch.randn(blocks[seat] * PAGE, groups, width)
            rows[length[seat] :] = torch.nan
            cache[own] = rows.view(-1, PAGE, groups, width).transpose(1, 2)
    positions = torch.cat([torch.arange(first, first + rows) for _, first, rows in tiles])
    counts = torch.tensor([rows for _, _, rows in tiles])
    return Case(
        torch.randn(len(positions), groups * together, width), keys, values, table,
        torch.repeat_interleave(torch.tensor([seat for seat, _, _ in tiles]), counts).int(),
        positions.int(), (counts.cumsum(0) - counts).int(), counts.int(),
    )  # fmt: skip


def attend(
    run, case: Case, tiles: AttentionTiles | None = None, splits: int | None = None
) -> tuple[Tensor, Tensor, Tensor]:
    """partial, peak, mass; every tensor lies amid poison, and only these three change."""
    rows, heads, width = case.q.shape
    poison = Poison()
    given = [poison.hold(each) for each in (case.q, case.keys, case.values)]
    where = [poison.hold(each) for each in (case.table, case.seats, case.positions, case.tile_first, case.tile_rows)]
    shape = (splits or case.splits, rows, heads)
    partial, peak, mass = (
        poison.hold(torch.full(each, torch.nan, dtype=case.q.dtype)) for each in ((*shape, width), shape, shape)
    )
    run(*given, *where, partial, peak, mass, scale=width**-0.5, tiles=tiles)
    poison.assert_only_changed(partial, peak, mass)
    return partial, peak, mass


def double(case: Case) -> Case:
    return replace(case, q=case.q.double(), keys=case.keys.double(), values=case.values.double())


def merged(partial: Tensor, peak: Tensor, mass: Tensor) -> Tensor:
    weight = (peak - peak.nan_to_num(-torch.inf).amax(0)).exp().nan_to_num(0)
    return (partial.nan_to_num(0) * weight[..., None]).sum(0) / (mass.nan_to_num(0) * weight).sum(0)[..., None]


def alone(case: Case) -> Case:
    """The same rows, each a tile of its own."""
    rows = len(case.positions)
    return replace(case, tile_first=torch.arange(rows).int(), tile_rows=torch.ones(rows).int())


def compare(case: Case, got: tuple[Tensor, Tensor, Tensor]) -> None:
    """Within what float32 may lose, and written exactly where a row has keys.

    A score takes E + 1 roundings, exp and a sum of n another n + 4; the scores' own errors come in through exp. Both peaks are off
    likewise, which cancels between partial and mass only, so twice the scores' error.
    """
    partial, peak, mass = got
    exact_partial, exact_peak, exact_mass = attend(plain_attention, double(case), splits=len(partial))
    assert torch.equal(peak.isnan(), exact_peak.isnan()) and torch.equal(partial.isnan(), exact_partial.isnan())
    width = case.q.shape[-1]
    longest = case.keys.nan_to_num(0).double().abs().amax() * case.q.double().abs().sum(-1) * width**-0.5
    score = gamma(width + 2) * longest  # (R, H)
    loss = torch.expm1(2 * score) + gamma(SPLIT + 16)
    greatest = case.values.nan_to_num(0).double().abs().amax()
    assert ((peak - exact_peak).abs() <= score).logical_or(peak.isnan()).all()
    assert ((mass - exact_mass).abs() <= loss * exact_mass).logical_or(mass.isnan()).all()
    bound = (loss * exact_mass * greatest)[..., None]
    assert ((partial - exact_partial).abs() <= bound).logical_or(partial.isnan()).all()


def test_the_reference_is_softmax_attention():
    it = double(case([(0, 0, 3), (1, 255, 2), (2, 530, 1)], together=3))
    got = merged(*attend(plain_attention, it, splits=4))
    for row, (seat, position) in enumerate(zip(it.seats.tolist(), it.positions.tolist(), strict=True)):
        blocks = it.table[seat, : position // PAGE + 1].long()
        keys, values = (each[blocks].transpose(0, 1).flatten(1, 2)[:, : position + 1] for each in (it.keys, it.values))
        query = it.q[row].view(2, 3, -1)
        expected = torch.nn.functional.scaled_dot_product_attention(query, keys, values).flatten(0, 1)
        assert (got[row] - expected).abs().max() < 1e-12


def test_the_reference_rounds_only_weights_when_the_cache_is_bfloat16():
    it = case([(0, 0, 2), (1, 300, 1)])
    it = replace(it, q=it.q.bfloat16(), keys=it.keys.bfloat16(), values=it.values.bfloat16())
    rows, heads, width = it.q.shape
    shape = (2, rows, heads)
    outputs = [torch.full(each, torch.nan) for each in ((*shape, width), shape, shape)]
    where = (it.table, it.seats, it.positions, it.tile_first, it.tile_rows)
    plain_attention(it.q, it.keys, it.values, *where, *outputs, scale=width**-0.5)
    exact = attend(plain_attention, double(it))
    error = (outputs[0] - exact[0]).abs().nan_to_num(0)
    greatest = it.values.nan_to_num(0).double().abs().amax()
    assert (error <= 2.0**-8 * exact[2][..., None].nan_to_num(0) * greatest).all()
    assert error.max() > 1e-4
    for found, expected in zip(outputs[1:], exact[1:], strict=True):
        assert torch.allclose(found.double(), expected, rtol=1e-5, atol=1e-5, equal_nan=True)


@pytest.mark.parametrize(("together", "width"), [(1, 64), (2, 32), (3, 16), (4, 64), (7, 32)])
def test_decoding_rows(together, width):
    it = case([(0, 0, 1), (1, 37, 1), (2, 300, 1)], together=together, width=width)
    compare(it, attend(launch_attention, it, attention_tiles(2 * together, 2, prompt=False)))


@pytest.mark.parametrize("length", [1, 16, 17, 33, 255, 256, 257, 513])
def test_lengths_at_the_borders_of_pages_blocks_and_splits(length):
    it = case([(0, length - 1, 1)], groups=1)
    compare(it, attend(launch_attention, it, AttentionTiles(), splits=4))


@pytest.mark.parametrize(("together", "rows"), [(1, 32), (2, 16), (3, 10), (4, 8), (7, 4)])
def test_prompt_tiles(together, rows):
    """A whole prompt's first tile, one across a split's border, one not full, and a decoding row among them."""
    it = case([(0, 0, rows), (1, 250, rows), (2, 63, 1), (3, 254, 3)], together=together, groups=1)
    tiles = attention_tiles(together, 1, prompt=True)
    assert tiles.rows(together, 1) == rows
    compare(it, attend(launch_attention, it, tiles))


@pytest.fixture
def exact_order(monkeypatch):
    """numpy's matrix product sums in an order that depends on its shape; the tensor cores' does not."""

    def create_dot(self, a, b, d, *_):
        total = d.data.copy()
        for k in range(a.data.shape[1]):
            total += a.data[:, k : k + 1] * b.data[k : k + 1]
        return TensorHandle(total, d.dtype.scalar)

    monkeypatch.setattr(InterpreterBuilder, "create_dot", create_dot)


@pytest.mark.usefixtures("exact_order")
@pytest.mark.parametrize("together", [1, 4, 7])
def test_a_row_has_the_same_numbers_in_a_prompt_tile_as_alone(together):
    it = case([(0, 252, 4), (1, 256, 3), (2, 0, 2)], together=together)
    chunk = attend(launch_attention, it, attention_tiles(2 * together, 2, prompt=True))
    single = attend(launch_attention, alone(it), attention_tiles(2 * together, 2, prompt=False))
    for one, other in zip(chunk, single, strict=True):
        assert torch.equal(one.nan_to_num(-7), other.nan_to_num(-7))


def test_a_row_of_the_reference_has_the_same_numbers_among_others_as_alone():
    it = case([(0, 252, 4), (1, 256, 3), (2, 0, 2)])
    for one, other in zip(attend(plain_attention, it), attend(plain_attention, alone(it)), strict=True):
        assert torch.equal(one.nan_to_num(-7), other.nan_to_num(-7))


def test_padding_tiles_and_splits_past_the_context_change_nothing():
    it = case([(0, 30, 1), (1, 257, 1)])
    padded = replace(it, tile_first=torch.tensor([0, 0, 1, 9]).int(), tile_rows=torch.tensor([1, 0, 1, 0]).int())
    plain, kernel = (
        attend(launch_attention, it, AttentionTiles()),
        attend(launch_attention, padded, AttentionTiles(), splits=5),
    )
    for one, other in zip(plain, kernel, strict=True):
        assert torch.equal(one.nan_to_num(-7), other[:2].nan_to_num(-7))
        assert other[2:].isnan().all()


def test_very_large_and_very_small_scores_stay_finite():
    it = case([(0, 40, 1), (1, 270, 2)])
    it.q[0] *= 1e4
    it.q[1] *= 1e-4
    partial, peak, mass = attend(launch_attention, it, AttentionTiles())
    written = ~attend(plain_attention, it)[1].isnan()
    assert partial[written].isfinite().all() and (mass[written] >= 1).all() and peak[written].isfinite().all()
    compare(it, (partial, peak, mass))


def test_tiles_that_can_not_hold_a_row_or_would_compile_to_wgmma_are_refused():
    it = case([(0, 3, 1)], together=8, groups=4)
    for tiles in (AttentionTiles(products=4), AttentionTiles(products=64, warps=4), AttentionTiles(keys=512)):
        with pytest.raises(AssertionError):
            attend(launch_attention, it, tiles)
    assert attention_tiles(32, 1, prompt=False).products == 32
    assert attention_tiles(128, 1, prompt=True).warps == 2


WRONG = {
    "a row does not see itself": {"key[None, :] <= position[:, None]": "key[None, :] < position[:, None]"},
    "a row sees the next": {"key[None, :] <= position[:, None]": "key[None, :] <= position[:, None] + 1"},
    "old sums keep the old peak": {"mixed * shrink[:, None]": "mixed"},
    "the mass keeps the old peak": {"total * shrink[:, None] + weight": "total + weight"},
    "values that nobody wrote": {
        "v = tl.load(values + at, mask=known[:, None], other=0.0)": "v = tl.load(values + at)"
    },
    "splits without keys are written": {"written = here & (position >= start)": "written = here"},
    "one block for all": {"table_row + key // PAGE": "table_row + key // (2 * PAGE)"},
    "another seat": {"seat * table_row": "0 * seat * table_row"},
    "another group": {"(block * GROUPS + group)": "(block * GROUPS)"},
    "another head": {"(row * GROUPS + group) * HEADS": "(row * GROUPS) * HEADS"},
    "the tile's first row decides": {"tl.load(positions + first + rows - 1)": "tl.load(positions + first)"},
    "past the split": {"tl.minimum(start + SPLIT, newest + 1)": "newest + 1"},
    "no scale": {'input_precision="ieee") * scale': 'input_precision="ieee")'},
    "padding rows": {"here = product < rows * HEADS": "here = product < (rows + 1) * HEADS"},
}


def check(module: ModuleType) -> None:
    it = case([(0, 254, 4), (1, 30, 2), (2, 300, 1)], together=3)
    compare(it, attend(module.launch_attention, it, AttentionTiles(products=16, warps=1)))


def test_the_case_that_finds_mistakes_is_right_without() -> None:
    check(attention)


@pytest.mark.parametrize("mistake", WRONG)
def test_a_mistake_is_found(mistake: str, tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        check(mutant(tmp_path, "attention", WRONG[mistake]))
