"""The feed-forward layer's second half: down projection, added to the residual stream."""

from __future__ import annotations

import torch
import triton
import triton.language as tl
from torch import Tensor

from inference.kernels.linear import (
    Order,
    Tiles,
    choose_tiles,
    constants,
    grid,
    load_plain,
    parts,
    plain_product,
    product,
)  # fmt: skip


def plain_down(h: Tensor, weight: Tensor, x: Tensor, *, rowwise: bool) -> None:
    """x (R, D) += h (R, F) · weight (D, F)ᵀ."""
    for part in parts(len(x), rowwise):
        x[part] += plain_product(h[part].clone(), weight)


def down_tiles(order: Order, weight: Tensor, tokens: int) -> Tiles:
    return choose_tiles(order, weight.shape, tokens, weight.dtype)


def launch_down(h: Tensor, weight: Tensor, x: Tensor, *, order: Order, tiles: Tiles) -> None:
    """As plain_down; every tensor contiguous, x float32."""
    assert all(tensor.is_contiguous() for tensor in (h, weight, x)) and x.dtype == torch.float32
    rows, width = weight.shape
    down_kernel[grid(tiles, rows, len(x))](
        h, weight, x, len(x), D=rows, F=width, **constants(tiles, order, weight.dtype)
    )


@triton.jit(do_not_specialize=["R"])
def down_kernel(
    h, weight, x, R,
    D: tl.constexpr, F: tl.constexpr,
    GEMV: tl.constexpr, BLOCK_O: tl.constexpr, BLOCK_R: tl.constexpr, DEPTH: tl.constexpr, HALF: tl.constexpr,
    STAGES: tl.constexpr,
):  # fmt: skip
    first = tl.program_id(0) * BLOCK_R
    columns = tl.program_id(1) * BLOCK_O + tl.arange(0, BLOCK_O)
    rows = tl.minimum(columns, D - 1) if D % BLOCK_O != 0 else columns
    values, _ = product(
        load_plain, (h,), (F,), weight, rows, first, R, F, False, GEMV, BLOCK_O, BLOCK_R, DEPTH, HALF, STAGES
    )
    tokens = first + tl.arange(0, BLOCK_R)
    inside = (tokens < R)[:, None] & (columns < D)[None, :]
    target = x + tokens[:, None] * D + columns[None, :]
    tl.store(target, tl.load(target, mask=inside, other=0.0) + values, mask=inside)
