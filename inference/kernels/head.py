"""The head: RMS norm and logits of the rows that are drawn from, and each vocabulary tile's best token with noise added."""

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
)
from inference.kernels.noise import gumbel, plain_gumbel
from inference.kernels.seats import PLAIN, SeatState


def head_tiles(order: Order, weight: Tensor, rows: int) -> Tiles:
    """Tiles for `rows` drawn rows; best_value and best_token have `best_width` columns for them. Low, as noise takes registers."""
    return choose_tiles(order, weight.shape, rows, weight.dtype, most=32)


def best_width(tiles: Tiles, vocabulary: int) -> int:
    return triton.cdiv(vocabulary, tiles.rows)


def plain_head(
    x: Tensor, norm: Tensor, eps: float, weight: Tensor, out_rows: Tensor, seat_of_row: Tensor, position_of_row: Tensor,
    state: SeatState, logits: Tensor, best_value: Tensor, best_token: Tensor, *, tiles: Tiles, rowwise: bool,
) -> None:  # fmt: skip
    """logits (O, V) = weight (V, D) · RMS norm of x[out_rows]; and of each tile of `tiles.rows` tokens, which of them has the
    largest logit + temperature · noise: best_value, best_token (O, tiles); of equals the first one, never one that is NaN.

    Row i's noise is that of seat seat_of_row[i] for a token that comes to stand at position_of_row[i]. Seats that are not
    plain count as greedy here: their draw reads the logits. Padding may name any row and the dummy seat.
    """
    for part in parts(len(out_rows), rowwise):
        logits[part] = plain_normed(x[out_rows[part].long()], norm, eps, weight)
    token = torch.arange(logits.shape[1], device=logits.device)
    for row, (seat, position) in enumerate(zip(seat_of_row.tolist(), position_of_row.tolist(), strict=True)):
        score = logits[row]
        temperature = float(state.temperature[seat])
        if int(state.kind[seat]) & PLAIN and temperature > 0:
            score = score + temperature * plain_gumbel(int(state.seed[seat]), token, position).to(score.dtype)
        score = torch.where(score.isnan(), -torch.inf, score)
        score = torch.nn.functional.pad(score, (0, -len(score) % tiles.rows), value=-torch.inf)
        best_value[row], at = score.view(-1, tiles.rows).max(1)
        best_token[row] = at + token[:: tiles.rows]


def launch_head(
    x: Tensor, norm: Tensor, eps: float, weight: Tensor, out_rows: Tensor, seat_of_row: Tensor, position_of_row: Tensor,
    state: SeatState, logits: Tensor, best_value: Tensor, best_token: Tensor, *, order: Order, tiles: Tiles,
) -> None:  # fmt: skip
    """As plain_head; every tensor contiguous, x, logits and best_value float32, best_token and the rows' three int32."""
    assert all(each.is_contiguous() for each in (x, norm, weight, logits, best_value, best_token))
    assert x.dtype == logits.dtype == best_value.dtype == torch.float32
    vocabulary, rows = len(weight), len(out_rows)
    assert best_value.shape == best_token.shape == (rows, best_width(tiles, vocabulary))
    head_kernel[grid(tiles, vocabulary, rows)](
        x, norm, weight, out_rows, seat_of_row, position_of_row, state.kind, state.temperature, state.seed,
        logits, best_value, best_token, rows,
        EPS=eps, D=weight.shape[1], V=vocabulary, **constants(tiles, order, weight.dtype),
    )  # fmt: skip


_PLAIN = tl.constexpr(PLAIN)
_NO_TOKEN = tl.constexpr(2**31 - 1)


@triton.jit
def load_drawn(
    source, shape: tl.constexpr, drawn, present, k, SIZE: tl.constexpr, dtype: tl.constexpr, MASKED: tl.constexpr
):
    """As load_normed, of the rows that are drawn from. source: x (R, D) float32, gain (D,), out_rows (O,); shape: D."""
    x, gain, out_rows = source
    rows = tl.load(out_rows + drawn, mask=present, other=0)
    return load_normed((x, gain), shape, rows, present, k, SIZE, dtype, MASKED)


@triton.jit(do_not_specialize=["O"])
def head_kernel(
    x, norm, weight, out_rows, seat_of_row, position_of_row, kind, temperature, seed, logits, best_value, best_token, O,
    EPS: tl.constexpr, D: tl.constexpr, V: tl.constexpr,
    GEMV: tl.constexpr, BLOCK_O: tl.constexpr, BLOCK_R: tl.constexpr, DEPTH: tl.constexpr, HALF: tl.constexpr, STAGES: tl.constexpr,
):  # fmt: skip
    begin = tl.program_id(0) * BLOCK_R
    tile = tl.program_id(1)
    token = tile * BLOCK_O + tl.arange(0, BLOCK_O)
    values, squares = product(
        load_drawn, (x, norm, out_rows), (D,), weight, tl.minimum(token, V - 1), begin, O,
        D, True, GEMV, BLOCK_O, BLOCK_R, DEPTH, HALF, STAGES,
    )  # fmt: skip
    at = begin + tl.arange(0, BLOCK_R)
    present = at < O
    values = values * tl.rsqrt(squares / D + EPS)[:, None]
    known = (token < V)[None, :]
    tl.store(logits + at.to(tl.int64)[:, None] * V + token[None, :], values, mask=present[:, None] & known)

    seat = tl.load(seat_of_row + at, mask=present, other=0)
    plain = (tl.load(kind + seat, mask=present, other=0) & _PLAIN) != 0
    warm = tl.where(plain, tl.load(temperature + seat, mask=present, other=0.0), 0.0)
    score = values
    if tl.max(warm, 0) > 0:
        position = tl.load(position_of_row + at, mask=present, other=0)
        key = tl.load(seed + seat, mask=present, other=0)
        score = tl.fma(warm[:, None], gumbel(key[:, None], token[None, :], position[:, None]), values)
    score = tl.where(known & (score > float("-inf")), score, float("-inf"))  # never a NaN
    best = tl.max(score, 1)
    first = tl.min(tl.where((score == best[:, None]) & known, token[None, :], _NO_TOKEN), 1)
    out = at * tl.cdiv(V, BLOCK_O) + tile
    tl.store(best_value + out, best, mask=present)
    tl.store(best_token + out, first, mask=present)
