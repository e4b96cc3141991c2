"""What the linear kernels share: a matrix product in two orders, loaders of activations, tile sizes, the plain product.

A weight matrix W (O, K) lies row after row as in Hugging Face's checkpoints, and a kernel computes W·aᵀ for a tile of
W's rows and a tile of tokens. `dot` is the one order: whatever the tile, an element is the sum of two chains that walk
K in the same steps, so that a token's result does not depend on how many others share the step. `gemv` is the free
order, for few tokens.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import torch
import triton
import triton.language as tl
from torch import Tensor

Order = Literal["dot", "gemv"]

GEMV_TOKENS = 4  # the most that the free order takes: of more, a program would read more activations than weights
MULTIPROCESSORS = 132  # of an H100 or H200: fewer programs leave some of them idle


@dataclass(frozen=True)
class Tiles:
    """Sizes of one program; in the order `dot` none of them changes a result."""

    rows: int  # of W
    tokens: int
    depth: int  # columns of W that one turn of the loop reads
    stages: int  # turns whose loads are under way at once
    warps: int

    def __post_init__(self) -> None:
        sizes = (self.rows, self.tokens, self.depth, self.warps)
        assert all(size & (size - 1) == 0 for size in sizes), "Triton's blocks are powers of two"


def half_step(dtype: torch.dtype) -> int:
    """Columns of W that a chain of the order `dot` takes in turn: what the order is, so never a matter of tuning."""
    return 64 if dtype.itemsize == 2 else 16


def choose_tiles(
    order: Order, shape: tuple[int, int], tokens: int, dtype: torch.dtype, *, most: int = 64, least: int = 1
) -> Tiles:
    """Tiles for a matrix of `shape` and a step of `tokens` tokens.

    least, most: bounds of a tile's height (one of q or k lies within a head, or is one where heads are normed).
    High tiles read the activations less often: they come from the L2 cache, whose bandwidth is little more than the
    memory's, so a tile is four times as high as it has tokens, if enough programs remain. Two warps, as four may
    compile to wgmma, whose order of summation may be another.
    """
    rows, width = shape
    if order == "gemv":
        assert tokens <= GEMV_TOKENS
        height = min(most, max(least, 8))
        deepest = 512 if tokens == 1 and height <= 8 else 256 if height <= 8 else 64
        return Tiles(height, triton.next_power_of_2(tokens), _depth(width, deepest, 64), 4, 4 if height <= 32 else 8)
    wide = min(32, max(8, triton.next_power_of_2(tokens)))
    fair = rows * triton.cdiv(tokens, wide) // MULTIPROCESSORS
    height = min(4 * wide, 64, max(16, 1 << fair.bit_length() >> 1)) if tokens > 4 else 16
    height = min(most, max(least, height))
    step = 2 * half_step(dtype)
    if dtype.itemsize == 4:
        return Tiles(height, 16, _depth(width, 64, step), 3, 2)
    if height > 64:
        return Tiles(height, min(wide, 16), step, 3, 2)
    deepest = 2 * step if height * wide <= 256 else step
    return Tiles(height, wide, _depth(width, deepest, step), 4 if wide < 32 else 3, 2)


def _depth(width: int, most: int, least: int) -> int:
    """The largest that divides the width: what remains is not read ahead."""
    while most > least and width % most:
        most //= 2
    return most


def grid(tiles: Tiles, rows: int, tokens: int) -> tuple[int, int]:
    """Token tiles first: programs that start together read the same rows of W."""
    return triton.cdiv(tokens, tiles.tokens), triton.cdiv(rows, tiles.rows)


def constants(tiles: Tiles, order: Order, dtype: torch.dtype) -> dict[str, int | bool]:
    """What every linear kernel is compiled for. In the one order a·b + c is two roundings: ptxas may fuse or not."""
    if order == "gemv":
        half = tiles.depth
    else:
        half = half_step(dtype)
        assert tiles.depth % (2 * half) == 0
        assert tiles.warps <= 2 or tiles.rows < 64, "four warps on 64 rows compile to wgmma"
    return {
        "GEMV": order == "gemv", "BLOCK_O": tiles.rows, "BLOCK_R": tiles.tokens, "DEPTH": tiles.depth, "HALF": half,
        "STAGES": tiles.stages, "num_warps": tiles.warps, "num_stages": tiles.stages,
        "enable_fp_fusion": order == "gemv",
    }  # fmt: skip


def interpreted() -> bool:
    """Whether Triton's kernels run in its interpreter, on tensors of the CPU: for tests, far too slow to serve."""
    return bool(triton.knobs.runtime.interpret)


# The plain product.


def parts(rows: int, rowwise: bool) -> Iterator[slice]:
    """One slice of all rows, or one of each: then nothing that is computed of a row can depend on its neighbours."""
    yield from (slice(row, row + 1) for row in range(rows)) if rowwise else [slice(0, rows)]


def accumulator(dtype: torch.dtype) -> torch.dtype:
    """What products of a dtype are summed in: float32, float64 for float64."""
    return torch.promote_types(dtype, torch.float32)


def plain_product(a: Tensor, weight: Tensor, *, rowwise: bool = False) -> Tensor:
    """a (R, K) · weightᵀ (K, O) → (R, O), summed and given back in float32 (float64 for float64).

    rowwise: each row by itself, from a copy of its own: libraries choose their code by shape and by alignment.
    """
    if rowwise:
        return torch.cat([plain_product(a[part].clone(), weight) for part in parts(len(a), True)])
    dtype = accumulator(weight.dtype)
    if weight.is_cuda and weight.dtype != dtype:
        return torch.mm(a, weight.t(), out_dtype=dtype)
    return torch.mm(a.to(dtype), weight.to(dtype).t())


def plain_normed(x: Tensor, norm: Tensor, eps: float, weight: Tensor) -> Tensor:
    """x (R, D) → (R, O): rsqrt(mean(x²) + eps) · (weight · (x∘norm)), the norm's factor taken out of the product."""
    wide = accumulator(x.dtype)
    gained = (x.to(wide) * norm.to(wide)).to(weight.dtype)
    factor = torch.rsqrt(x.to(wide).square().mean(-1, keepdim=True) + eps)
    return plain_product(gained, weight) * factor


# The product in Triton. A loader gives a tile (BLOCK_R, SIZE) of activations from column k on, in W's dtype, and before
# the norm's gain. A norm's gain is best given in float32: two bytes a thread are too few to be copied ahead.


@triton.constexpr_function
def halvings(size):
    return size.bit_length() - 1


@triton.jit
def add_up(values, SIZE: tl.constexpr):
    """(N, SIZE) → (N,): neighbours added pair by pair, so that the order of summation is the same in every layout."""
    for i in tl.static_range(halvings(SIZE)):
        left, right = tl.split(tl.reshape(values, (values.shape[0], SIZE // 2 // 2**i, 2)))
        values = left + right
    return tl.reshape(values, (values.shape[0],))


@triton.jit
def load_normed(
    source, shape: tl.constexpr, tokens, present, k, SIZE: tl.constexpr, dtype: tl.constexpr, MASKED: tl.constexpr
):
    """source: x (R, D) float32, gain (D,); shape: D."""
    x, gain = source
    width: tl.constexpr = shape[0]
    columns = k + tl.arange(0, SIZE)
    inside = present[:, None]
    if MASKED:
        inside = inside & (columns < width)[None, :]
        gains = tl.load(gain + columns, mask=columns < width, other=0.0)
    else:
        gains = tl.load(gain + columns)
    values = tl.load(x + tokens[:, None] * width + columns[None, :], mask=inside, other=0.0)
    return (values * gains[None, :].to(tl.float32)).to(dtype), values


@triton.jit
def load_plain(
    source, shape: tl.constexpr, tokens, present, k, SIZE: tl.constexpr, dtype: tl.constexpr, MASKED: tl.constexpr
):
    """source: a (R, K); shape: K."""
    a = source[0]
    width: tl.constexpr = shape[0]
    columns = k + tl.arange(0, SIZE)
    inside = present[:, None]
    if MASKED:
        inside = inside & (columns < width)[None, :]
    values = tl.load(a + tokens[:, None] * width + columns[None, :], mask=inside, other=0.0)
    return values.to(dtype), values


@triton.jit
def load_weight(weight, rows, columns, K: tl.constexpr, MASKED: tl.constexpr):
    """A tile of W. `rows` are inside the matrix already."""
    pointers = weight + rows[:, None] * K + columns[None, :]
    if MASKED:
        return tl.load(pointers, mask=(columns < K)[None, :], other=0.0)
    return tl.load(pointers)


@triton.jit
def dot_step(
    load, source, shape: tl.constexpr, weight, rows, tokens, present, k, total, squares,
    K: tl.constexpr, NORM: tl.constexpr, HALF: tl.constexpr, MASKED: tl.constexpr,
):  # fmt: skip
    """One chain's next HALF columns, from k on."""
    columns = k + tl.arange(0, HALF)
    w = load_weight(weight, rows, columns, K, MASKED)
    a, x = load(source, shape, tokens, present, k, HALF, w.dtype, MASKED)
    if NORM:
        left, right = tl.split(tl.reshape(x, (x.shape[0], HALF // 2, 2)))
        squares = tl.fma(right, right, tl.fma(left, left, squares))
    return tl.dot(w, tl.trans(a), total, input_precision="ieee"), squares


@triton.jit
def dot_product(
    load, source, shape: tl.constexpr, weight, rows, first, R, K: tl.constexpr, NORM: tl.constexpr,
    BLOCK_O: tl.constexpr, BLOCK_R: tl.constexpr, DEPTH: tl.constexpr, HALF: tl.constexpr, STAGES: tl.constexpr,
):  # fmt: skip
    """As product. Two chains, as each waits for its own last product."""
    tokens = first + tl.arange(0, BLOCK_R)
    present = tokens < R
    even = tl.zeros((BLOCK_O, BLOCK_R), tl.float32)
    odd = tl.zeros((BLOCK_O, BLOCK_R), tl.float32)
    squares = tl.zeros((BLOCK_R, HALF // 2), tl.float32)
    for k in tl.range(0, K // DEPTH * DEPTH, DEPTH, num_stages=STAGES):
        for i in tl.static_range(0, DEPTH, 2 * HALF):
            even, squares = dot_step(
                load, source, shape, weight, rows, tokens, present, k + i, even, squares, K, NORM, HALF, False
            )
            odd, squares = dot_step(
                load, source, shape, weight, rows, tokens, present, k + i + HALF, odd, squares, K, NORM, HALF, False
            )
    for k in tl.static_range(K // DEPTH * DEPTH, K, 2 * HALF):
        even, squares = dot_step(
            load, source, shape, weight, rows, tokens, present, k, even, squares, K, NORM, HALF, True
        )
        odd, squares = dot_step(
            load, source, shape, weight, rows, tokens, present, k + HALF, odd, squares, K, NORM, HALF, True
        )
    return tl.trans(even + odd), add_up(squares, HALF // 2)


@triton.jit
def gemv_step(
    load, source, shape: tl.constexpr, weight, rows, tokens, present, k, totals, squares,
    K: tl.constexpr, NORM: tl.constexpr, DEPTH: tl.constexpr, MASKED: tl.constexpr,
):  # fmt: skip
    """Columns from k on, each token of the tuples by itself: a tile of three dimensions would lose its layout."""
    columns = k + tl.arange(0, DEPTH)
    w = load_weight(weight, rows, columns, K, MASKED)
    wide = w.to(tl.float32)
    new_totals = ()
    new_squares = ()
    for i in tl.static_range(len(tokens)):
        a, x = load(source, shape, tokens[i], present[i], k, DEPTH, w.dtype, MASKED)
        new_totals = new_totals + (totals[i] + wide * a.to(tl.float32),)
        new_squares = new_squares + ((squares[i] + x * x) if NORM else squares[i],)
    return new_totals, new_squares


@triton.jit
def gemv_product(
    load, source, shape: tl.constexpr, weight, rows, first, R, K: tl.constexpr, NORM: tl.constexpr,
    BLOCK_O: tl.constexpr, BLOCK_R: tl.constexpr, DEPTH: tl.constexpr, STAGES: tl.constexpr,
):  # fmt: skip
    """As dot_product, on the CUDA cores, of the tokens from `first` on."""
    tokens = ()
    present = ()
    totals = ()
    squares = ()
    for i in tl.static_range(BLOCK_R):
        token = first + i + tl.arange(0, 1)
        tokens = tokens + (token,)
        present = present + (token < R,)
        totals = totals + (tl.zeros((BLOCK_O, DEPTH), tl.float32),)
        squares = squares + (tl.zeros((1, DEPTH if NORM else 1), tl.float32),)
    END: tl.constexpr = K // DEPTH * DEPTH
    for k in tl.range(0, END, DEPTH, num_stages=STAGES):
        totals, squares = gemv_step(
            load, source, shape, weight, rows, tokens, present, k, totals, squares, K, NORM, DEPTH, False
        )
    if END < K:
        totals, squares = gemv_step(
            load, source, shape, weight, rows, tokens, present, END, totals, squares, K, NORM, DEPTH, True
        )
    each = tl.arange(0, BLOCK_R)
    total = tl.zeros((BLOCK_R, BLOCK_O), tl.float32)
    square = tl.zeros((BLOCK_R,), tl.float32)
    for i in tl.static_range(BLOCK_R):
        total = tl.where((each == i)[:, None], tl.sum(totals[i], axis=1)[None, :], total)
        square = tl.where(each == i, tl.sum(squares[i], axis=1), square)
    return total, square


@triton.jit
def product(
    load, source, shape: tl.constexpr, weight, rows, first, R, K: tl.constexpr, NORM: tl.constexpr, GEMV: tl.constexpr,
    BLOCK_O: tl.constexpr, BLOCK_R: tl.constexpr, DEPTH: tl.constexpr, HALF: tl.constexpr, STAGES: tl.constexpr,
):  # fmt: skip
    """W's `rows` · the activations of BLOCK_R tokens from `first` on → (BLOCK_R, BLOCK_O), sums of squares (BLOCK_R,).

    load, source, shape: the loader, the tensors it reads and their sizes. Tokens from R on are not there.
    """
    if GEMV:
        return gemv_product(load, source, shape, weight, rows, first, R, K, NORM, BLOCK_O, BLOCK_R, DEPTH, STAGES)
    else:
        return dot_product(load, source, shape, weight, rows, first, R, K, NORM, BLOCK_O, BLOCK_R, DEPTH, HALF, STAGES)
