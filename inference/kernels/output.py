"""Attention's way out: the splits of the keys merged, the output projection, added to the residual stream."""

from __future__ import annotations

import torch
import triton
import triton.language as tl
from torch import Tensor

from inference.kernels.attention import SPLIT
from inference.kernels.linear import (
    Order,
    Tiles,
    add_up,
    choose_tiles,
    constants,
    grid,
    load_plain,
    parts,
    plain_product,
    product,
)  # fmt: skip

FUSED, FUSED_ROWS = 2, 16  # up to so many splits and rows are merged as they are read; more by a kernel of their own
MERGE_BLOCK = 16


def plain_merge(partial: Tensor, peak: Tensor, mass: Tensor, positions: Tensor, split: int = SPLIT) -> Tensor:
    """→ (R, H, E): the softmax over all keys from splits of `split` keys.

    partial (C, R, H, E): the sum of exp(s - peak) · v over a split's keys; peak (C, R, H): its highest score s;
    mass (C, R, H): the sum of exp(s - peak). A row at position p has p // split + 1 splits; the others hold anything.
    Split-KV decoding: Dao et al. 2023, "Flash-Decoding".
    """
    splits = torch.arange(len(partial), device=partial.device)
    there = (splits[:, None] <= positions[None, :] // split)[:, :, None]  # (C, R, 1)
    peak = torch.where(there, peak, -torch.inf)
    share = torch.exp(peak - peak.amax(0))
    mass = torch.where(there, share * mass, 0).sum(0)
    return torch.where(there[..., None], share[..., None] * partial, 0).sum(0) / mass[..., None]


def plain_output(
    partial: Tensor, peak: Tensor, mass: Tensor, positions: Tensor, weight: Tensor, bias: Tensor | None, x: Tensor,
    *, rowwise: bool, split: int = SPLIT,
) -> None:  # fmt: skip
    """x (R, D) += merge (R, H · E) · weight (D, H · E)ᵀ + bias (D,); the first four as plain_merge has them."""
    for part in parts(len(x), rowwise):
        splits = (piece[:, part].clone() for piece in (partial, peak, mass))
        merged = plain_merge(*splits, positions[part], split).flatten(1).to(weight.dtype)
        added = plain_product(merged, weight)
        x[part] += added if bias is None else added + bias.to(added.dtype)


def merged_as_read(splits: int, rows: int) -> bool:
    return splits <= FUSED and rows <= FUSED_ROWS


def output_tiles(order: Order, weight: Tensor, tokens: int) -> Tiles:
    return choose_tiles(order, weight.shape, tokens, weight.dtype)


def launch_output(
    partial: Tensor, peak: Tensor, mass: Tensor, positions: Tensor, weight: Tensor, bias: Tensor | None, x: Tensor,
    *, order: Order, tiles: Tiles, split: int = SPLIT,
) -> None:  # fmt: skip
    """As plain_output; every tensor contiguous, x, partial, peak and mass float32, positions int32, E a power of two.

    Above FUSED splits or FUSED_ROWS rows, the merged rows are written over partial[0]: the same numbers, computed once.
    """
    tensors = (partial, peak, mass, positions, weight, bias, x)
    assert all(tensor is None or tensor.is_contiguous() for tensor in tensors) and x.dtype == torch.float32
    splits, tokens, heads, head = partial.shape
    rows, width = weight.shape
    assert width == heads * head and FUSED == 2
    fused = merged_as_read(splits, tokens)
    if not fused:
        merge_kernel[(tokens, heads)](
            partial, peak, mass, positions, tokens,
            H=heads, E=head, SPLIT=split, BLOCK=MERGE_BLOCK, num_warps=2, enable_fp_fusion=False,
        )  # fmt: skip
    output_kernel[grid(tiles, rows, tokens)](
        partial, peak, mass, positions, weight, bias, x, tokens,
        D=rows, H=heads, E=head, SPLIT=split, SPLITS=splits if fused else 0,
        **constants(tiles, order, weight.dtype),
    )  # fmt: skip


@triton.jit(do_not_specialize=["R"])
def merge_kernel(
    partial, peak, mass, positions, R,
    H: tl.constexpr, E: tl.constexpr, SPLIT: tl.constexpr, BLOCK: tl.constexpr,
):  # fmt: skip
    """One head of one row, merged into partial[0]. Splits that are not there add exact zeros."""
    row = tl.program_id(0)
    there = tl.load(positions + row) // SPLIT + 1
    state = row * H + tl.program_id(1)
    each = tl.arange(0, BLOCK)
    highest = tl.load(peak + state)
    for begin in range(BLOCK * 0, there, BLOCK):
        split = begin + each
        peaks = tl.load(peak + split * (R * H) + state, mask=split < there, other=float("-inf"))
        highest = tl.maximum(highest, tl.max(peaks, axis=0))
    columns = tl.arange(0, E)
    total = tl.zeros((E,), tl.float32)
    masses = tl.zeros((1,), tl.float32)
    for begin in range(BLOCK * 0, there, BLOCK):
        split = begin + each
        inside = split < there
        place = split * (R * H) + state
        share = tl.exp(tl.load(peak + place, mask=inside, other=float("-inf")) - highest)
        weighed = share * tl.load(mass + place, mask=inside, other=0.0)
        masses += add_up(weighed[None, :], BLOCK)
        part = tl.load(partial + place.to(tl.int64)[:, None] * E + columns[None, :], mask=inside[:, None], other=0.0)
        total += add_up(tl.trans(share[:, None] * part), BLOCK)
    tl.store(partial + state.to(tl.int64) * E + columns, total / masses)


@triton.jit
def spread(each, SIZE: tl.constexpr):
    """(BLOCK_R, heads) → (BLOCK_R, SIZE): a head's number for each of its columns."""
    wide = tl.broadcast_to(each[:, :, None], (each.shape[0], each.shape[1], SIZE // each.shape[1]))
    return tl.reshape(wide, (each.shape[0], SIZE))


@triton.jit
def load_merged(
    source, shape: tl.constexpr, tokens, present, k, SIZE: tl.constexpr, dtype: tl.constexpr, MASKED: tl.constexpr
):
    """source: partial, peak, mass, positions, R; shape: H, E, SPLIT, SPLITS. The same sums as merge_kernel's."""
    partial, peak, mass, positions, R = source
    H: tl.constexpr = shape[0]
    E: tl.constexpr = shape[1]
    SPLITS: tl.constexpr = shape[3]
    HEADS: tl.constexpr = SIZE // E if SIZE > E else 1
    columns = k + tl.arange(0, SIZE)
    heads = k // E + tl.arange(0, HEADS)
    inside = present[:, None]
    known = present[:, None]
    if MASKED:
        inside = inside & (columns < H * E)[None, :]
        known = known & (heads < H)[None, :]
    place = tokens[:, None] * (H * E) + columns[None, :]
    state = tokens[:, None] * H + heads[None, :]
    total = tl.load(partial + place, mask=inside, other=0.0)
    masses = tl.load(mass + state, mask=known, other=1.0)
    if SPLITS == 2:
        second = tl.load(positions + tokens, mask=present, other=0)[:, None] >= shape[2]
        low = tl.load(peak + state, mask=known, other=0.0)
        high = tl.load(peak + R * H + state, mask=known & second, other=float("-inf"))
        highest = tl.maximum(low, high)
        low = tl.exp(low - highest)
        high = tl.exp(high - highest)
        masses = low * masses + high * tl.load(mass + R * H + state, mask=known & second, other=0.0)
        more = tl.load(partial + R * H * E + place, mask=inside & second, other=0.0)
        total = spread(low, SIZE) * total + spread(high, SIZE) * more
    total = total / spread(masses, SIZE)
    return total.to(dtype), total


@triton.jit(do_not_specialize=["R"])
def output_kernel(
    partial, peak, mass, positions, weight, bias, x, R,
    D: tl.constexpr, H: tl.constexpr, E: tl.constexpr, SPLIT: tl.constexpr, SPLITS: tl.constexpr,
    GEMV: tl.constexpr, BLOCK_O: tl.constexpr, BLOCK_R: tl.constexpr, DEPTH: tl.constexpr, HALF: tl.constexpr,
    STAGES: tl.constexpr,
):  # fmt: skip
    """SPLITS is 0 where partial[0] is merged already."""
    first = tl.program_id(0) * BLOCK_R
    columns = tl.program_id(1) * BLOCK_O + tl.arange(0, BLOCK_O)
    rows = tl.minimum(columns, D - 1) if D % BLOCK_O != 0 else columns
    if SPLITS == 0:
        values, _ = product(
            load_plain, (partial,), (H * E,), weight, rows, first, R, H * E, False,
            GEMV, BLOCK_O, BLOCK_R, DEPTH, HALF, STAGES,
        )  # fmt: skip
    else:
        values, _ = product(
            load_merged, (partial, peak, mass, positions, R), (H, E, SPLIT, SPLITS), weight, rows, first, R,
            H * E, False, GEMV, BLOCK_O, BLOCK_R, DEPTH, HALF, STAGES,
        )  # fmt: skip
    if bias is not None:
        values += tl.load(bias + rows).to(tl.float32)[None, :]
    tokens = first + tl.arange(0, BLOCK_R)
    inside = (tokens < R)[:, None] & (columns < D)[None, :]
    target = x + tokens[:, None] * D + columns[None, :]
    tl.store(target, tl.load(target, mask=inside, other=0.0) + values, mask=inside)
