"""Attention of every row over its seat's paged cache, 256 keys a program: what output.py merges into one vector a head."""

from __future__ import annotations

from dataclasses import dataclass

import torch
import triton
import triton.language as tl
from torch import Tensor

from inference.kernels.linear import add_up

SPLIT = 256  # keys of one program: fixed, so that a row's sums do not depend on who else is in the step


@dataclass(frozen=True)
class AttentionTiles:
    """The shape of a program's work. `products` = rows × heads of a group on the M side, at least 16 and a power of 2.

    Only `keys` (a block of the online softmax) takes part in the order of summation: choices with the same give the same
    numbers. Four warps on 64 products would compile to wgmma, whose order of summation may be another.
    """

    products: int = 16
    keys: int = 32
    warps: int = 2
    stages: int = 5  # the blocks' numbers and their keys are loaded one after the other: two blocks of keys under way

    def rows(self, heads: int, groups: int) -> int:
        """The most rows that a tile may have."""
        return self.products * groups // heads


def attention_tiles(heads: int, groups: int, *, prompt: bool) -> AttentionTiles:
    """Tiles for prompt chunks, or the narrowest that hold one row: a decode step's."""
    together = heads // groups
    products = max(32 if prompt else 16, triton.next_power_of_2(together))
    return AttentionTiles(products=products, warps=4 if products == 32 else 2)


def plain_attention(
    q: Tensor, keys: Tensor, values: Tensor, table: Tensor, seats: Tensor, positions: Tensor,
    tile_first: Tensor, tile_rows: Tensor, partial: Tensor, peak: Tensor, mass: Tensor,
    *, scale: float, tiles: AttentionTiles | None = None,
) -> None:  # fmt: skip
    """As launch_attention, row by row."""
    groups, page, width = keys.shape[1:]
    exact = torch.float64 if q.dtype == torch.float64 else torch.float32
    for first, rows in zip(tile_first.tolist(), tile_rows.tolist(), strict=True):
        for row in range(first, first + rows):
            position = int(positions[row])
            blocks = table[int(seats[row]), : position // page + 1].long()
            k, v = (
                each[blocks].transpose(0, 1).reshape(groups, -1, width)[:, : position + 1] for each in (keys, values)
            )
            query = q[row].view(groups, -1, width).to(exact)  # (G, H / G, E)
            for split, begin in enumerate(range(0, position + 1, SPLIT)):
                end = begin + SPLIT
                score = query @ k[:, begin:end].to(exact).mT * scale  # (G, H / G, keys)
                highest = score.amax(-1)
                weight = (score - highest[..., None]).exp()
                partial[split, row] = (weight.to(v.dtype).to(exact) @ v[:, begin:end].to(exact)).reshape(-1, width)
                peak[split, row] = highest.flatten()
                mass[split, row] = weight.sum(-1).flatten()


def launch_attention(
    q: Tensor, keys: Tensor, values: Tensor, table: Tensor, seats: Tensor, positions: Tensor,
    tile_first: Tensor, tile_rows: Tensor, partial: Tensor, peak: Tensor, mass: Tensor,
    *, scale: float, tiles: AttentionTiles,
) -> None:  # fmt: skip
    """For each row and head, per split c of its keys: peak (C, R, H) = max s, mass (C, R, H) = Σ exp(s - peak), and partial
    (C, R, H, E) = Σ exp(s - peak)·v, NOT divided by the mass; s = scale·q·k over the keys 256c … min(256c + 255, position).

    q (R, H, E) and one layer's keys and values (N, G, P, E) have one dtype, the three results are float32; table (S + 1, M);
    seats and positions (R,). Tile t is the rows tile_first[t] … + tile_rows[t] - 1 of one seat at consecutive positions, at
    most `tiles.rows(H, G)` of them, none for padding. Splits past a row's position // 256 are not written. Rows in no tile
    neither. C bounds the context; programs without keys end at once.
    """
    rows, heads, width = q.shape
    groups, page = keys.shape[1:3]
    assert width & (width - 1) == 0, f"head width {width} is no power of 2"
    assert tiles.rows(heads, groups) and (tiles.warps <= 2 or tiles.products < 64)
    assert SPLIT % tiles.keys == 0
    _attention[(len(tile_first), groups, len(partial))](
        q, keys, values, table, seats, positions, tile_first, tile_rows, partial, peak, mass,
        scale, rows, table.stride(0),
        HEADS=heads // groups, GROUPS=groups, WIDTH=width, PAGE=page, SPLIT=SPLIT,
        PRODUCTS=tiles.products, KEYS=tiles.keys, num_warps=tiles.warps, num_stages=tiles.stages,
        enable_fp_fusion=False,
    )  # fmt: skip


@triton.jit(do_not_specialize=["R"])
def _attention(
    q, keys, values, table, seats, positions, tile_first, tile_rows, partial, peak, mass, scale, R, table_row,
    HEADS: tl.constexpr, GROUPS: tl.constexpr, WIDTH: tl.constexpr, PAGE: tl.constexpr, SPLIT: tl.constexpr,
    PRODUCTS: tl.constexpr, KEYS: tl.constexpr,
):  # fmt: skip
    tile, group, split = tl.program_id(0), tl.program_id(1), tl.program_id(2)
    rows = tl.load(tile_rows + tile)
    if rows == 0:
        return
    first = tl.load(tile_first + tile)
    newest = tl.load(positions + first + rows - 1)
    start = split * SPLIT
    if start > newest:
        return
    seat = tl.load(seats + first).to(tl.int64)
    product = tl.arange(0, PRODUCTS)
    here = product < rows * HEADS
    row = first + product // HEADS
    head = (row * GROUPS + group) * HEADS + product % HEADS  # of all rows' heads
    position = tl.load(positions + row, mask=here, other=-1)
    wide = tl.arange(0, WIDTH)
    query = tl.load(q + head[:, None] * WIDTH + wide[None, :], mask=here[:, None], other=0.0)

    highest = tl.full([PRODUCTS], float("-inf"), tl.float32)
    total = tl.zeros([PRODUCTS, KEYS], tl.float32)  # a sum for every place in a block, added up at the end
    mixed = tl.zeros([PRODUCTS, WIDTH], tl.float32)
    end = tl.minimum(start + SPLIT, newest + 1)
    for begin in range(start, end, KEYS):
        key = begin + tl.arange(0, KEYS)
        known = key < end
        block = tl.load(table + seat * table_row + key // PAGE, mask=known, other=0).to(tl.int64)
        at = (((block * GROUPS + group) * PAGE + key % PAGE) * WIDTH)[:, None] + wide[None, :]
        k = tl.load(keys + at, mask=known[:, None], other=0.0)
        score = tl.dot(query, tl.trans(k), input_precision="ieee") * scale
        score = tl.where(key[None, :] <= position[:, None], score, float("-inf"))
        higher = tl.maximum(highest, tl.max(score, 1))
        origin = tl.where(higher == float("-inf"), 0.0, higher)  # a row without keys yet: exp(-inf), not of a NaN
        weight = tl.exp(score - origin[:, None])
        shrink = tl.exp(highest - origin)
        total = total * shrink[:, None] + weight
        v = tl.load(values + at, mask=known[:, None], other=0.0)
        mixed = tl.dot(weight.to(v.dtype), v, mixed * shrink[:, None], input_precision="ieee")
        highest = higher

    written = here & (position >= start)
    out = split.to(tl.int64) * R * GROUPS * HEADS + head
    tl.store(peak + out, highest, mask=written)
    tl.store(mass + out, add_up(total, KEYS), mask=written)
    tl.store(partial + out[:, None] * WIDTH + wide[None, :], mixed, mask=written[:, None])
