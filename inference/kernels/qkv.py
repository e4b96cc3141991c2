"""Attention's way in: RMS norm, q, k and v projections, norms of heads, rotary angles; k and v go into the cache."""

from __future__ import annotations

import torch
import triton
import triton.language as tl
from torch import Tensor

from inference.kernels.linear import (
    Order,
    Tiles,
    add_up,
    choose_tiles,
    constants,
    grid,
    load_normed,
    parts,
    plain_normed,
    product,
)  # fmt: skip


def plain_qkv(
    x: Tensor, norm: Tensor, eps: float, weight: Tensor, bias: Tensor | None,
    q_norm: Tensor | None, k_norm: Tensor | None, cos: Tensor, sin: Tensor, positions: Tensor, slots: Tensor,
    q_out: Tensor, keys: Tensor, values: Tensor,
    *, heads: int, kv_heads: int, rowwise: bool,
) -> None:  # fmt: skip
    """q_out (R, H, E) and keys, values (N, G, P, E) at slots (R,) = block · P + offset, of x (R, D).

    weight ((H + 2G) · E, D), bias alike or None, q_norm and k_norm (E,) or None: the rows of each q and k head are
    interleaved, so that 2i and 2i + 1 turn together (RoPE: Su et al. 2021, arXiv 2104.09864). cos, sin (context, E/2);
    positions (R,).
    """
    head, page = q_out.shape[2], keys.shape[2]
    for part in parts(len(x), rowwise):
        packed = plain_normed(x[part].clone(), norm, eps, weight)
        packed = packed if bias is None else packed + bias.to(packed.dtype)
        q, k, v = packed.unflatten(-1, (-1, head)).split([heads, kv_heads, kv_heads], dim=1)
        at = positions[part].long()
        q_out[part] = _turned(_normed(q, q_norm, eps), cos[at], sin[at]).to(q_out.dtype)
        block, offset = (slots[part] // page).long(), (slots[part] % page).long()
        keys[block, :, offset] = _turned(_normed(k, k_norm, eps), cos[at], sin[at]).to(keys.dtype)
        values[block, :, offset] = v.to(values.dtype)


def _normed(heads: Tensor, gain: Tensor | None, eps: float) -> Tensor:
    """RMS norm of each head (R, H, E), as Qwen3 has it."""
    if gain is None:
        return heads
    return heads * torch.rsqrt(heads.square().mean(-1, keepdim=True) + eps) * gain.to(heads.dtype)


def _turned(heads: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """(R, H, E) by the angles whose cos and sin (R, E/2) are given."""
    even, odd = heads.unflatten(-1, (-1, 2)).unbind(-1)
    cos, sin = (table[:, None].to(heads.dtype) for table in (cos, sin))
    return torch.stack((even * cos - odd * sin, odd * cos + even * sin), -1).flatten(-2)


def qkv_tiles(order: Order, weight: Tensor, tokens: int, *, head: int, normed: bool) -> Tiles:
    """normed: whether q_norm and k_norm are there; a tile is then a whole head."""
    return choose_tiles(order, weight.shape, tokens, weight.dtype, most=head, least=head if normed else 2)


def launch_qkv(
    x: Tensor, norm: Tensor, eps: float, weight: Tensor, bias: Tensor | None,
    q_norm: Tensor | None, k_norm: Tensor | None, cos: Tensor, sin: Tensor, positions: Tensor, slots: Tensor,
    q_out: Tensor, keys: Tensor, values: Tensor,
    *, heads: int, kv_heads: int, order: Order, tiles: Tiles,
) -> None:  # fmt: skip
    """As plain_qkv; every tensor contiguous, x, cos and sin float32, positions and slots int32, E a power of two."""
    tensors = (x, norm, weight, bias, q_norm, k_norm, cos, sin, positions, slots, q_out, keys, values)
    assert all(tensor is None or tensor.is_contiguous() for tensor in tensors) and x.dtype == torch.float32
    (rows, width), head = weight.shape, q_out.shape[2]
    assert rows == (heads + 2 * kv_heads) * head and head % tiles.rows == 0 and (q_norm is None) == (k_norm is None)
    assert q_norm is None or tiles.rows == head, "a head is normed by one program"
    qkv_kernel[grid(tiles, rows, len(x))](
        x, norm, weight, bias, q_norm, k_norm, cos, sin, positions, slots, q_out, keys, values, len(x),
        EPS=eps, D=width, H=heads, G=kv_heads, E=head, P=keys.shape[2], **constants(tiles, order, weight.dtype),
    )  # fmt: skip


@triton.jit
def turn(pairs, gain, cos, sin, at, inside, begin, EPS: tl.constexpr, E: tl.constexpr, BLOCK_O: tl.constexpr):
    """A tile (BLOCK_R, BLOCK_O) of a q or k head, from its row `begin` on: normed if there is a gain, and turned."""
    even, odd = tl.split(tl.reshape(pairs, (pairs.shape[0], BLOCK_O // 2, 2)))
    half = tl.arange(0, BLOCK_O // 2)
    if gain is not None:
        factor = tl.rsqrt(add_up(even * even + odd * odd, E // 2) / E + EPS)[:, None]
        even = even * factor * tl.load(gain + 2 * half).to(tl.float32)[None, :]
        odd = odd * factor * tl.load(gain + 2 * half + 1).to(tl.float32)[None, :]
    angle = at[:, None] * (E // 2) + (begin // 2 + half)[None, :]
    c = tl.load(cos + angle, mask=inside[:, None], other=0.0)
    s = tl.load(sin + angle, mask=inside[:, None], other=0.0)
    return tl.reshape(tl.join(even * c - odd * s, odd * c + even * s), (pairs.shape[0], BLOCK_O))


@triton.jit(do_not_specialize=["R"])
def qkv_kernel(
    x, norm, weight, bias, q_norm, k_norm, cos, sin, positions, slots, q_out, keys, values, R,
    EPS: tl.constexpr, D: tl.constexpr, H: tl.constexpr, G: tl.constexpr, E: tl.constexpr, P: tl.constexpr,
    GEMV: tl.constexpr, BLOCK_O: tl.constexpr, BLOCK_R: tl.constexpr, DEPTH: tl.constexpr, HALF: tl.constexpr,
    STAGES: tl.constexpr,
):  # fmt: skip
    first = tl.program_id(0) * BLOCK_R
    rows = tl.program_id(1) * BLOCK_O + tl.arange(0, BLOCK_O)
    total, squares = product(
        load_normed, (x, norm), (D,), weight, rows, first, R, D, True, GEMV, BLOCK_O, BLOCK_R, DEPTH, HALF, STAGES
    )
    total = total * tl.rsqrt(squares / D + EPS)[:, None]
    if bias is not None:
        total += tl.load(bias + rows).to(tl.float32)[None, :]
    tokens = first + tl.arange(0, BLOCK_R)
    present = tokens < R
    head = tl.program_id(1) * BLOCK_O // E  # of all heads: q, then k, then v
    begin = tl.program_id(1) * BLOCK_O % E
    at = tl.load(positions + tokens, mask=present, other=0)
    column = begin + tl.arange(0, BLOCK_O)
    if head < H:
        q = turn(total, q_norm, cos, sin, at, present, begin, EPS, E, BLOCK_O).to(q_out.dtype.element_ty)
        tl.store(q_out + (tokens[:, None] * H + head) * E + column[None, :], q, mask=present[:, None])
    else:
        slot = tl.load(slots + tokens, mask=present, other=0).to(tl.int64)
        place = ((slot // P * G + (head - H) % G) * P + slot % P)[:, None] * E + column[None, :]
        if head < H + G:
            k = turn(total, k_norm, cos, sin, at, present, begin, EPS, E, BLOCK_O).to(keys.dtype.element_ty)
            tl.store(keys + place, k, mask=present[:, None])
        else:
            tl.store(values + place, total.to(values.dtype.element_ty), mask=present[:, None])
