"""Norm, q, k, v, rotary angles and the cache: the kernel against float64 in both orders."""

from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

import pytest
import torch
from torch import Tensor

from inference.kernels import qkv
from inference.kernels.linear import Order, Tiles
from tests.inference.kernels.bounds import gamma, normed_error, stored_error
from tests.inference.kernels.mutants import mutant
from tests.inference.kernels.poison import Poison, assert_within

EPS = 0.25  # large, so that a kernel without it is found out
PAGE, BLOCKS, CONTEXT = 16, 4, 40
NAN = float("nan")


@dataclass(frozen=True)
class Given:
    x: Tensor
    norm: Tensor
    weight: Tensor
    bias: Tensor | None
    q_norm: Tensor | None
    k_norm: Tensor | None
    cos: Tensor
    sin: Tensor
    positions: Tensor
    slots: Tensor
    heads: int
    kv_heads: int

    @property
    def head(self) -> int:
        return self.cos.shape[1] * 2


def inputs(rows: int, width: int, heads: int, kv_heads: int, head: int, *, bias: bool, normed: bool) -> Given:
    torch.manual_seed(rows + width + head)
    angles = torch.rand(CONTEXT, head // 2) * 6
    out = (heads + 2 * kv_heads) * head
    return Given(
        torch.randn(rows, width) * torch.logspace(-1, 1, rows)[:, None], torch.rand(width) + 0.5,
        torch.randn(out, width) / width**0.5, torch.randn(out) if bias else None,
        *((torch.rand(head) + 0.5 if normed else None) for _ in range(2)),
        angles.cos(), angles.sin(), torch.randint(0, CONTEXT, (rows,), dtype=torch.int32),
        torch.randperm(BLOCKS * PAGE)[:rows].int(), heads, kv_heads,
    )  # fmt: skip


def room(given: Given, dtype: torch.dtype) -> tuple[Tensor, Tensor, Tensor]:
    """q, keys, values."""
    q = torch.full((len(given.x), given.heads, given.head), NAN, dtype=dtype)
    cache = torch.full((BLOCKS, given.kv_heads, PAGE, given.head), NAN, dtype=dtype)
    return q, cache, cache.clone()


def fields(given: Given) -> list[Tensor | float | None]:
    return [
        given.x, given.norm, EPS, given.weight, given.bias, given.q_norm, given.k_norm,
        given.cos, given.sin, given.positions, given.slots,
    ]  # fmt: skip


def exact(given: Given) -> Given:
    tensors = {name: value for name, value in vars(given).items() if isinstance(value, Tensor)}
    return replace(given, **{name: value.double() for name, value in tensors.items() if value.is_floating_point()})


def errors(given: Given, dtype: torch.dtype) -> Tensor:
    """Of q, k and v (R, H + 2G, E) before they are stored. given: float64."""
    x, head = given.x, given.head
    value = x * torch.rsqrt(x.square().mean(-1, keepdim=True) + EPS) * given.norm @ given.weight.mT
    error = normed_error(x, given.norm, EPS, given.weight, dtype)
    if given.bias is not None:
        value = value + given.bias
        error = error + gamma(1) * (value.abs() + error)
    value, error = value.unflatten(1, (-1, head)), error.unflatten(1, (-1, head))
    turned = given.heads + given.kv_heads
    v_error, value, error = error[:, turned:], value[:, :turned], error[:, :turned]
    if given.q_norm is not None and given.k_norm is not None:
        gain = torch.stack([given.q_norm] * given.heads + [given.k_norm] * given.kv_heads)
        squares = value.square().sum(-1, keepdim=True) + head * EPS
        # The root halves the relative error of its argument; to first order, doubled for what is left out.
        relative = 2 * (value.abs() * error).sum(-1, keepdim=True) / squares + gamma(head + 8)
        value, error = value * torch.rsqrt(squares / head) * gain, error * torch.rsqrt(squares / head) * gain
        error = error + relative * (value.abs() + error)
    at = given.positions.long()
    cos, sin = given.cos[at][:, None].abs(), given.sin[at][:, None].abs()
    size, error = (value.abs() + error).unflatten(-1, (-1, 2)), error.unflatten(-1, (-1, 2))
    even = error[..., 0] * cos + error[..., 1] * sin + gamma(3) * (size[..., 0] * cos + size[..., 1] * sin)
    odd = error[..., 1] * cos + error[..., 0] * sin + gamma(3) * (size[..., 1] * cos + size[..., 0] * sin)
    return torch.cat([torch.stack((even, odd), -1).flatten(-2), v_error], 1)


def check(module: ModuleType, order: Order, given: Given, tiles: Tiles | None = None) -> None:
    dtype = given.weight.dtype
    wide = exact(given)
    expected = room(wide, torch.float64)
    counts = {"heads": given.heads, "kv_heads": given.kv_heads}
    qkv.plain_qkv(*fields(wide), *expected, **counts, rowwise=False)
    poison = Poison()
    beyond = {id(given.positions): CONTEXT, id(given.slots): BLOCKS * PAGE}  # they lead to NaN, and out of the cache
    held = [poison.hold(each, beyond.get(id(each), 0)) if isinstance(each, Tensor) else each for each in fields(given)]
    outputs = [poison.hold(each) for each in room(given, dtype)]
    normed = given.q_norm is not None
    tiles = tiles or module.qkv_tiles(order, given.weight, len(given.x), head=given.head, normed=normed)
    module.launch_qkv(*held, *outputs, **counts, order=order, tiles=tiles)
    poison.assert_only_changed(*outputs)
    q_error, k_error, v_error = errors(wide, dtype).split([given.heads, given.kv_heads, given.kv_heads], 1)
    assert_within(outputs[0], expected[0], stored_error(expected[0], q_error, dtype))
    block, offset = given.slots.long() // PAGE, given.slots.long() % PAGE
    for cache, right, error in zip(outputs[1:], expected[1:], (k_error, v_error), strict=True):
        assert torch.equal(cache.isnan(), right.isnan()), "other slots than the rows' own were written"
        right = right[block, :, offset]
        assert_within(cache[block, :, offset], right, stored_error(right, error, dtype))


SHAPES = [
    (1, 80, 2, 1, 16, False, False), (3, 80, 3, 1, 32, True, False), (17, 48, 2, 2, 64, False, True),
    (2, 128, 4, 2, 16, True, True),
]  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("order", ["dot", "gemv"])
def test_it_is_within_the_bound(order: Order, shape: tuple[int, int, int, int, int, bool, bool]) -> None:
    rows = min(shape[0], 4) if order == "gemv" else shape[0]
    check(qkv, order, inputs(rows, *shape[1:5], bias=shape[5], normed=shape[6]))


@pytest.mark.parametrize("tiles", [Tiles(16, 8, 32, 2, 2), Tiles(8, 4, 64, 2, 4)])
def test_several_tiles_of_rows_and_tokens_fit_together(tiles: Tiles) -> None:
    check(qkv, "dot" if tiles.rows == 16 else "gemv", inputs(9, 96, 2, 1, 32, bias=True, normed=False), tiles)


def test_bfloat16_is_rounded_where_the_reference_rounds_it() -> None:
    given = inputs(3, 80, 2, 1, 32, bias=True, normed=True)
    names = ("norm", "weight", "bias", "q_norm", "k_norm")
    check(qkv, "gemv", replace(given, **{name: getattr(given, name).bfloat16() for name in names}))


def test_half_split_rotary_of_a_model_is_this_one_of_interleaved_rows() -> None:
    """What Hugging Face's rotate_half makes of a head, row i of which is our row 2i, and row i + E/2 our 2i + 1."""
    given = exact(inputs(5, 48, 2, 1, 16, bias=False, normed=False))
    q, keys, values = room(given, torch.float64)
    qkv.plain_qkv(*fields(given), q, keys, values, heads=2, kv_heads=1, rowwise=False)
    there = torch.arange(16).view(8, 2).t().flatten()  # packed row of the head's row
    plain = (given.x * torch.rsqrt(given.x.square().mean(-1, keepdim=True) + EPS) * given.norm) @ given.weight.mT
    head = plain.view(5, 4, 16)[:, :2, there]
    cos, sin = (table[given.positions.long()].repeat(1, 2)[:, None] for table in (given.cos, given.sin))
    half = torch.cat((-head[..., 8:], head[..., :8]), -1)
    torch.testing.assert_close(q[..., there], head * cos + half * sin, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("order", ["dot", "gemv"])
def test_a_row_does_not_see_its_neighbours(order: Order) -> None:
    given = inputs(3, 80, 2, 1, 32, bias=True, normed=True)
    alone = replace(given, **{name: getattr(given, name)[1:2].clone() for name in ("x", "positions", "slots")})
    tiles = Tiles(32, 8, 32, 2, 2) if order == "dot" else Tiles(32, 4, 64, 2, 4)
    results = []
    for case in (given, alone):
        outputs = room(case, torch.float32)
        qkv.launch_qkv(*fields(case), *outputs, heads=2, kv_heads=1, order=order, tiles=tiles)
        block, offset = int(given.slots[1]) // PAGE, int(given.slots[1]) % PAGE
        results.append((outputs[0][len(case.x) // 2], *(cache[block, :, offset] for cache in outputs[1:])))
    assert all(torch.equal(one, other) for one, other in zip(*results, strict=True))


def test_the_reference_row_by_row_does_not_see_neighbours_either() -> None:
    given = inputs(9, 80, 3, 1, 32, bias=True, normed=True)
    together = room(given, torch.float32)
    qkv.plain_qkv(*fields(given), *together, heads=3, kv_heads=1, rowwise=True)
    for row in range(9):
        own = {name: getattr(given, name)[row : row + 1].clone() for name in ("x", "positions", "slots")}
        alone = room(replace(given, **own), torch.float32)
        qkv.plain_qkv(*fields(replace(given, **own)), *alone, heads=3, kv_heads=1, rowwise=True)
        block, offset = int(given.slots[row]) // PAGE, int(given.slots[row]) % PAGE
        assert torch.equal(together[0][row], alone[0][0])
        for one, other in zip(together[1:], alone[1:], strict=True):
            assert torch.equal(one[block, :, offset], other[block, :, offset])


WRONG = {
    "no eps": {"squares / D + EPS": "squares / D + 1e-30"},
    "no eps in the head's norm": {"E // 2) / E + EPS)": "E // 2) / E + 1e-30)"},
    "no gain of q": {"turn(total, q_norm,": "turn(total, k_norm,"},
    "half of the head is normed": {"add_up(even * even + odd * odd,": "add_up(even * even,"},
    "no bias": {"if bias is not None:": "if bias is None:"},
    "angles turned the other way": {"even * c - odd * s, odd * c + even * s": "even * c + odd * s, odd * c - even * s"},
    "angles of the first position": {"angle = at[:, None] *": "angle = 0 * at[:, None] *"},
    "every head at the first": {"(tokens[:, None] * H + head)": "(tokens[:, None] * H)"},
    "keys where values go": {"tl.store(values + place, total": "tl.store(keys + place, total"},
    "another page": {"slot // P * G": "slot % P * G"},
    "v is turned": {"if head < H + G:": "if head < H + 2 * G:"},
    "tokens beyond the step are written": {"present = tokens < R": "present = tokens <= R"},
}


PLANTED = inputs(3, 48, 2, 1, 16, bias=True, normed=True), Tiles(16, 8, 32, 2, 2)


def test_without_a_mistake_the_planted_case_is_right() -> None:
    check(qkv, "dot", *PLANTED)


@pytest.mark.parametrize("mistake", WRONG)
def test_a_mistake_is_found(mistake: str, tmp_path: Path) -> None:
    faulty = mutant(tmp_path, "qkv", WRONG[mistake])
    with pytest.raises(AssertionError):
        check(faulty, "dot", *PLANTED)
