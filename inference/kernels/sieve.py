"""Draws a token from a row of adjusted logits: where the filters' thresholds lie, and who of those above has the best score.

All in one program. A first pass finds each group's largest logit; then a few groups are read again and again, not the vocabulary.
"""

from __future__ import annotations

import triton
import triton.language as tl

from inference.kernels.noise import gumbel
from inference.kernels.seats import NOTHING

_NOTHING = tl.constexpr(NOTHING)
_LOWEST = tl.constexpr(-3.4028234663852886e38)  # of all finite float32
_NO_TOKEN = tl.constexpr(2**31 - 1)


@triton.jit
def of_logits(
    source, temperature, top_k, top_p, min_p, seed, position, tops, chosen, V, groups,
    GROUPS: tl.constexpr, WIDTH: tl.constexpr, TOGETHER: tl.constexpr,
):  # fmt: skip
    """The token drawn from the adjusted logits.

    First the filters' thresholds are sought among the TOGETHER groups with the largest logits: they hold everything down to
    `floor`. Should a threshold lie lower, all groups are read.
    """
    for begin in range(0, groups, TOGETHER):
        group = begin + tl.arange(0, TOGETHER)
        token = group[:, None] * WIDTH + tl.arange(0, WIDTH)[None, :]
        value = tl.load(source + token, mask=token < V, other=float("-inf"))
        tl.store(tops + group, tl.max(tl.where(value > float("-inf"), value, float("-inf")), 1), mask=group < groups)
    tl.debug_barrier()
    group = tl.arange(0, GROUPS)
    top = tl.load(tops + group, mask=group < groups, other=float("-inf"))
    peak = tl.max(top, 0)
    result = _NOTHING
    if peak >= _LOWEST:
        few = (top_k > 0) & (top_k < V)
        if temperature <= 0:
            floor = peak
        else:
            floor = _LOWEST
            if few | (top_p < 1) | (min_p > 0):
                floor = _reached(top, peak, TOGETHER)
        settled = False
        threshold = floor
        listed = 0
        while not settled:
            listed = _list(top, floor, group, chosen)
            threshold = floor
            enough = True
            if (temperature > 0) & (few | (top_p < 1) | (min_p > 0)):
                threshold = _LOWEST
                total = 0.0
                if few:
                    k = top_k.to(tl.float32)
                    threshold, enough = _cut(source, chosen, listed, V, floor, peak, k, False, WIDTH, TOGETHER)
                if top_p < 1:
                    if few:
                        _, total = _measure(source, chosen, listed, V, threshold, peak, True, WIDTH, TOGETHER)
                    else:
                        total = _mass(source, V, peak, TOGETHER * WIDTH)
                    target = top_p * total
                    least = tl.maximum(threshold, floor)
                    cut, reached = _cut(source, chosen, listed, V, least, peak, target, True, WIDTH, TOGETHER)
                    threshold = tl.maximum(threshold, cut)
                    enough = enough & reached
                if min_p > 0:
                    threshold = tl.maximum(threshold, tl.minimum(peak, peak + tl.log(min_p)))
            settled = (floor == _LOWEST) | (enough & (threshold >= floor))
            floor = tl.where(settled, floor, _LOWEST)
        result = _best(source, chosen, listed, V, threshold, temperature, seed, position, WIDTH, TOGETHER)
    return result


@triton.jit
def _ordered(value):
    """Integers in the order of the float32 values."""
    bits = value.to(tl.int32, bitcast=True)
    return tl.where(bits < 0, bits ^ 0x7FFFFFFF, bits).to(tl.int64)


@triton.jit
def _float(order):
    order = order.to(tl.int32)
    return tl.where(order < 0, order ^ 0x7FFFFFFF, order).to(tl.float32, bitcast=True)


@triton.jit
def _between(low, high, step, peak):
    """Where to cut the interval next: far under the peak, then 12 times in halves of its values, then of its floats."""
    middle = (low + high) >> 1
    if step < 13:
        value = peak - 32.0
        if step > 0:
            value = _float(low) * 0.5 + _float(high) * 0.5
        middle = tl.minimum(tl.maximum(_ordered(value), low + 1), high - 1)
    return middle


@triton.jit
def _reached(top, peak, k):
    """A float that at least k of `top` (GROUPS,) reach and seldom many more, or the lowest if fewer are finite."""
    low = _ordered(tl.full([], _LOWEST, tl.float32))
    high = _ordered(peak) + 1
    reach = tl.sum((top >= _LOWEST).to(tl.int32), 0)
    step = 0
    while (high - low > 1) & (reach > k + k // 8):
        middle = _between(low, high, step, peak)
        count = tl.sum((top >= _float(middle)).to(tl.int32), 0)
        low = tl.where(count >= k, middle, low)
        high = tl.where(count >= k, high, middle)
        reach = tl.where(count >= k, count, reach)
        step += 1
    return _float(low)


@triton.jit
def _list(top, floor, group, chosen):
    """Writes the groups that reach `floor`, in order; returns how many."""
    reach = (top >= floor).to(tl.int32)
    tl.debug_barrier()  # nobody reads an older list any more
    tl.store(chosen + tl.cumsum(reach, 0) - 1, group, mask=reach != 0)
    tl.debug_barrier()
    return tl.sum(reach, 0)


@triton.jit
def _read(source, chosen, listed, V, begin, WIDTH: tl.constexpr, TOGETHER: tl.constexpr):
    """Tokens and values (TOGETHER, WIDTH) of the listed groups from `begin` on."""
    at = begin + tl.arange(0, TOGETHER)
    group = tl.load(chosen + at, mask=at < listed, other=0)
    token = group[:, None] * WIDTH + tl.arange(0, WIDTH)[None, :]
    value = tl.load(source + token, mask=(at < listed)[:, None] & (token < V), other=float("-inf"))
    return token, value


@triton.jit
def _measure(
    source, chosen, listed, V, threshold, peak, MASS: tl.constexpr, WIDTH: tl.constexpr, TOGETHER: tl.constexpr
):
    """How many of the listed logits reach `threshold`, and their mass (or their number again)."""
    count = 0.0
    mass = 0.0
    for begin in range(0, listed, TOGETHER):
        _, value = _read(source, chosen, listed, V, begin, WIDTH, TOGETHER)
        count += tl.sum((value >= threshold).to(tl.float32))
        if MASS:
            mass += tl.sum(tl.where(value >= threshold, tl.exp(value - peak), 0.0))
    if not MASS:
        mass = count
    return count, mass


@triton.jit
def _mass(source, V, peak, BLOCK: tl.constexpr):
    """Σ exp(logit - peak) of a row."""
    mass = 0.0
    for begin in range(0, V, BLOCK):
        token = begin + tl.arange(0, BLOCK)
        value = tl.load(source + token, mask=token < V, other=float("-inf"))
        mass += tl.sum(tl.where(value > float("-inf"), tl.exp(value - peak), 0.0))
    return mass


@triton.jit
def log_mass(source, V, BLOCK: tl.constexpr):
    """ln Σ exp(logit) of a row."""
    peak = float("-inf")
    for begin in range(0, V, BLOCK):
        token = begin + tl.arange(0, BLOCK)
        peak = tl.maximum(peak, tl.max(tl.load(source + token, mask=token < V, other=float("-inf")), 0))
    return peak + tl.log(_mass(source, V, peak, BLOCK))


@triton.jit
def _cut(
    source, chosen, listed, V, floor, peak, target, MASS: tl.constexpr, WIDTH: tl.constexpr, TOGETHER: tl.constexpr
):
    """The largest threshold ≥ floor at which the listed logits measure `target`, and whether there is one.

    Bisection until one logit or one float is between the bounds.
    """
    step = 0
    low = _ordered(floor)
    high = _ordered(peak) + 1
    below, measure = _measure(source, chosen, listed, V, floor, peak, MASS, WIDTH, TOGETHER)
    above = 0.0
    found = measure >= target
    while found & (high - low > 1) & (below - above > 1):
        middle = _between(low, high, step, peak)
        step += 1
        count, measure = _measure(source, chosen, listed, V, _float(middle), peak, MASS, WIDTH, TOGETHER)
        enough = measure >= target
        low = tl.where(enough, middle, low)
        below = tl.where(enough, count, below)
        high = tl.where(enough, high, middle)
        above = tl.where(enough, above, count)
    return tl.where(found, _float(low), _LOWEST), found


@triton.jit
def _best(
    source, chosen, listed, V, threshold, temperature, seed, position, WIDTH: tl.constexpr, TOGETHER: tl.constexpr
):
    """The listed token that reaches `threshold` and has the largest logit + temperature · noise; of equals the first."""
    best = float("-inf")
    result = _NOTHING
    for begin in range(0, listed, TOGETHER):
        token, value = _read(source, chosen, listed, V, begin, WIDTH, TOGETHER)
        score = value
        if temperature > 0:
            score = tl.fma(temperature, gumbel(seed, token, position), value)
        score = tl.where(value >= threshold, score, float("-inf"))
        highest = tl.max(score)
        first = tl.min(tl.where(score == highest, token, _NO_TOKEN))
        result = tl.where(highest > best, first, result)
        best = tl.maximum(best, highest)
    return result
