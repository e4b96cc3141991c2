"""Noise: Philox bit for bit as published and as Triton's, Gumbel's distribution, the same numbers in kernels."""

import math

import pytest
import torch
import triton
import triton.language as tl

from inference.kernels.noise import gumbel, plain_gumbel, plain_philox

SEEDS = [0, 1, 2**31, 2**32 + 7, 0x123456789ABCDEF, -1, -(2**63)]


def words(*values: int) -> list[torch.Tensor]:
    return [torch.tensor([value]) for value in values]


@pytest.mark.parametrize(
    ("key", "counter", "expected"),
    [
        (0, (0, 0, 0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
        (-1, (0xFFFFFFFF,) * 4, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
        (
            0x299F31D0A4093822,
            (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
            (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
        ),
    ],
)
def test_philox_gives_the_known_answers_of_its_authors(key, counter, expected):
    """Random123's kat_vectors, philox4x32 with 10 rounds."""
    assert tuple(int(word) for word in plain_philox(key, *words(*counter))) == expected


@triton.jit
def philox_kernel(out, seed, begin, SIZE: tl.constexpr):
    place = tl.arange(0, SIZE)
    first, second, third, fourth = tl.randint4x(seed, begin + place.to(tl.int64))
    tl.store(out + place, first)
    tl.store(out + SIZE + place, second)
    tl.store(out + 2 * SIZE + place, third)
    tl.store(out + 3 * SIZE + place, fourth)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("begin", [0, 2**32 - 20, 2**40 + 3])
def test_philox_is_bit_for_bit_tritons(seed, begin):
    out = torch.zeros(4, 64, dtype=torch.int32)
    philox_kernel[(1,)](out, seed, begin, SIZE=64)
    offset = begin + torch.arange(64)
    zero = torch.zeros_like(offset)
    expected = torch.stack(plain_philox(seed, offset & 0xFFFFFFFF, offset >> 32, zero, zero))
    assert torch.equal(out.long() & 0xFFFFFFFF, expected)


@triton.jit
def gumbel_kernel(out, seed, position, TOKENS: tl.constexpr, ROWS: tl.constexpr):
    token, row = tl.arange(0, TOKENS)[None, :], tl.arange(0, ROWS)[:, None]
    tl.store(out + row * TOKENS + token, gumbel(tl.load(seed + row), token, position + row))


def test_kernels_draw_the_references_noise():
    """u is rounded by at most 2⁻²⁵, and so is 1 - u: e = -ln(1 - u) by exp(e) times that, ln e by 1/e times that."""
    out = torch.full((4, 4096), torch.nan)
    seeds = torch.tensor(SEEDS[-4:])
    gumbel_kernel[(1,)](out, seeds, 1000, TOKENS=4096, ROWS=4)
    expected = torch.stack([plain_gumbel(int(s), torch.arange(4096), 1000 + row) for row, s in enumerate(seeds)])
    e = torch.exp(-expected)
    bound = 2**-24 * (e.exp() / e.clamp(min=2**-7) + 8)  # under 2⁻⁷ a series stands in, exact to the last bits
    assert ((out - expected).abs() < bound).all()
    assert bound.median() < 1e-6


def test_noise_follows_gumbels_distribution():
    noise = plain_gumbel(11, torch.arange(1 << 18), 5)
    count = len(noise)
    assert abs(noise.mean() - 0.5772156649) < 5 * math.pi / math.sqrt(6 * count)
    assert abs(noise.var() - math.pi**2 / 6) < 0.03
    assert -2.9 < noise.min() and noise.max() < 23
    expected = torch.exp(-torch.exp(-noise.sort().values))  # uniform, if the distribution is right
    steps = torch.arange(1, count + 1) / count
    assert (expected - steps).abs().max() < 1.95 / math.sqrt(count)  # Kolmogorov and Smirnov's test at 0.1 %


@pytest.mark.parametrize("threshold", [6.0, 8.0, 10.0])
def test_the_largest_values_are_as_frequent_as_they_should_be(threshold):
    """They decide draws from large vocabularies; noise made from 23-bit numbers is coarse there."""
    noise = torch.cat([plain_gumbel(seed, torch.arange(1 << 17), seed) for seed in range(16)])
    expected = len(noise) * -math.expm1(-math.exp(-threshold))
    assert abs(int((noise > threshold).sum()) - expected) < 4 * math.sqrt(expected)


def test_seed_position_and_token_each_change_the_noise_and_nothing_else_does():
    tokens = torch.arange(64)
    noise = plain_gumbel(3, tokens, 9)
    assert torch.equal(noise[10:20], plain_gumbel(3, tokens[10:20], 9))
    assert torch.equal(plain_gumbel(-1, tokens, 9), plain_gumbel(2**64 - 1, tokens, 9))
    for other in (
        plain_gumbel(4, tokens, 9),
        plain_gumbel(3 + 2**32, tokens, 9),
        plain_gumbel(3, tokens, 10),
        noise.roll(1),
    ):
        assert not (noise == other).any()


def test_noise_of_neighbouring_seeds_and_positions_is_uncorrelated():
    tokens = torch.arange(1 << 14)
    rows = torch.stack([plain_gumbel(seed, tokens, position) for seed in (1, 2) for position in (7, 8)])
    correlation = torch.corrcoef(rows) - torch.eye(4)
    assert correlation.abs().max() < 5 / math.sqrt(len(tokens))
