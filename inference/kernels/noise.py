"""Gumbel noise that depends on nothing but a seed, a position and a token: the same wherever and whenever it is drawn.

Philox-4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011) with the seed's two halves as the
key and (token, position, 0, 0) as the counter; its first word becomes u in (0, 1), and the noise is -ln(-ln(1 - u)). Small
u are exact, so the large values that decide a draw have a fine grain: the noise lies in (-2.9, 23).
"""

from __future__ import annotations

import torch
import triton
import triton.language as tl
from torch import Tensor

_WORD = 0xFFFFFFFF
_ROUNDS = 10
_LARGEST = 1 - 2**-24  # the largest float32 under 1


def plain_philox(seed: int, *counter: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Four int64 tensors of 32-bit words; `counter`: four tensors (or what broadcasts) of such words, `seed` 64 bits."""
    first, second, third, fourth = counter
    key, other = seed & _WORD, seed >> 32 & _WORD
    for _ in range(_ROUNDS):
        low, high = first * 0xD2511F53, third * 0xCD9E8D57  # a product wraps to the same 64 bits, signed or not
        first, second, third, fourth = (
            high >> 32 & _WORD ^ second ^ key,
            high & _WORD,
            low >> 32 & _WORD ^ fourth ^ other,
            low & _WORD,
        )
        key, other = key + 0x9E3779B9 & _WORD, other + 0xBB67AE85 & _WORD
    return first, second, third, fourth


def plain_gumbel(seed: int, tokens: Tensor, position: int) -> Tensor:
    """Noise of `tokens` (any shape), float64, drawn for the token that comes to stand at `position`."""
    tokens = tokens.long()
    zero = torch.zeros_like(tokens)
    words = plain_philox(seed, tokens, zero + position, zero, zero)[0]
    u = ((words.double() + 0.5) * 2.0**-32).clamp(max=_LARGEST)
    return -(-(-u).log1p()).log()


@triton.jit
def gumbel(seed, token, position):
    """Noise, float32, in the shape that the int32 arguments and the int64 `seed` broadcast to.

    Only explicit fused products, so that every kernel computes the very same numbers.
    """
    zero = token * 0
    word, _, _, _ = tl.philox(seed, token, zero + position, zero, zero)
    u = tl.fma(word.to(tl.float32), 2.0**-32, 2.0**-33)
    u = tl.minimum(u, 1 - 2.0**-24)
    # -ln(1 - u): 1 - u would round a small u away, so the series there; its next term is under 2**-26 of the sum.
    series = tl.fma(u, tl.fma(u, tl.fma(u, 0.25, 1.0 / 3), 0.5), 1.0) * u
    return -tl.log(tl.where(u < 0.0078125, series, -tl.log(1 - u)))
