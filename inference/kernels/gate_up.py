"""The feed-forward layer's first half: RMS norm, gate and up projections, SwiGLU."""

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
    load_normed,
    parts,
    plain_normed,
    product,
)  # fmt: skip


def plain_gate_up(x: Tensor, norm: Tensor, eps: float, weight: Tensor, h_out: Tensor, *, rowwise: bool) -> None:
    """h_out (R, F) = silu(gate) ∘ up of x (R, D); weight (2F, D): row 2i is gate i, row 2i + 1 up i.

    SwiGLU: Shazeer 2020, arXiv 2002.05202; silu(g) = g · sigmoid(g).
    """
    for part in parts(len(x), rowwise):
        gate, up = plain_normed(x[part].clone(), norm, eps, weight).unflatten(-1, (-1, 2)).unbind(-1)
        h_out[part] = gate * torch.sigmoid(gate) * up


def gate_up_tiles(order: Order, weight: Tensor, tokens: int) -> Tiles:
    return choose_tiles(order, weight.shape, tokens, weight.dtype, least=2)


def launch_gate_up(
    x: Tensor, norm: Tensor, eps: float, weight: Tensor, h_out: Tensor, *, order: Order, tiles: Tiles
) -> None:
    """As plain_gate_up; every tensor contiguous, x float32."""
    assert all(tensor.is_contiguous() for tensor in (x, norm, weight, h_out)) and x.dtype == torch.float32
    tokens, rows = len(x), len(weight)
    gate_up_kernel[grid(tiles, rows, tokens)](
        x, norm, weight, h_out, tokens,
        EPS=eps, D=weight.shape[1], F=rows // 2, **constants(tiles, order, weight.dtype),
    )  # fmt: skip


@triton.jit(do_not_specialize=["R"])
def gate_up_kernel(
    x, norm, weight, h_out, R,
    EPS: tl.constexpr, D: tl.constexpr, F: tl.constexpr,
    GEMV: tl.constexpr, BLOCK_O: tl.constexpr, BLOCK_R: tl.constexpr, DEPTH: tl.constexpr, HALF: tl.constexpr,
    STAGES: tl.constexpr,
):  # fmt: skip
    first = tl.program_id(0) * BLOCK_R
    rows = tl.program_id(1) * BLOCK_O + tl.arange(0, BLOCK_O)
    if 2 * F % BLOCK_O != 0:
        rows = tl.minimum(rows, 2 * F - 1)
    values, squares = product(
        load_normed, (x, norm), (D,), weight, rows, first, R, D, True, GEMV, BLOCK_O, BLOCK_R, DEPTH, HALF, STAGES
    )
    values = values * tl.rsqrt(squares / D + EPS)[:, None]
    gate, up = tl.split(tl.reshape(values, (BLOCK_R, BLOCK_O // 2, 2)))
    h = gate * tl.sigmoid(gate) * up
    tokens = first + tl.arange(0, BLOCK_R)
    columns = tl.program_id(1) * (BLOCK_O // 2) + tl.arange(0, BLOCK_O // 2)
    inside = (tokens < R)[:, None] & (columns < F)[None, :]
    tl.store(h_out + tokens[:, None] * F + columns[None, :], h.to(h_out.dtype.element_ty), mask=inside)
