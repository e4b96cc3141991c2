"""Draws the next tokens: bias, penalties and mask, top-k, top-p and min-p, then temperature, in llama.cpp's order.

A token survives the filters if its logit reaches a threshold: the k-th largest; the one down to which the likeliest of those
make up top-p of their mass; the largest one plus ln(min-p). Tokens whose logits tie at a threshold all survive, so more than
k may. The token with the largest logit + temperature · noise is drawn, which is a draw from softmax(logits / temperature) of
the survivors (the Gumbel trick); of equals the first one. Tokens with logits of NaN or -inf are never drawn.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
import triton
import triton.language as tl
from torch import Tensor

from inference.kernels.noise import plain_gumbel
from inference.kernels.seats import BIASED, COUNTED, LOGPROBS, MASKED, NOTHING, PENALISED, PLAIN, SeatState
from inference.kernels.sieve import log_mass, of_logits

WIDTH = 64  # tokens of a group: the filters read only the groups whose largest logits could survive
TOGETHER = 128  # groups read at once, and how many the first look takes
WARPS = 8


@dataclass(frozen=True)
class DrawScratch:
    """Room for draws that are not plain: adjusted logits, the groups' largest and the list of groups to read."""

    adjusted: Tensor  # (Q, V) float32
    tops: Tensor  # (Q, groups) float32
    chosen: Tensor  # (Q, groups) int32

    @classmethod
    def make(cls, draws: int, vocabulary: int, device: torch.device | str = "cpu") -> DrawScratch:
        groups = -(-vocabulary // WIDTH)
        return cls(
            adjusted=torch.empty(draws, vocabulary, dtype=torch.float32, device=device),
            tops=torch.empty(draws, groups, dtype=torch.float32, device=device),
            chosen=torch.empty(draws, groups, dtype=torch.int32, device=device),
        )


def plain_draw(
    logits: Tensor, best_value: Tensor, best_token: Tensor, seat_of_row: Tensor,
    draw_row: Tensor, draw_seat: Tensor, draw_position: Tensor, state: SeatState, scratch: DrawScratch | None,
    drawn: Tensor, last_token: Tensor, logprob: Tensor,
) -> None:  # fmt: skip
    """As launch_draw, draw by draw; needs no scratch."""
    for draw in range(len(drawn)):
        row, seat, position = int(draw_row[draw]), int(draw_seat[draw]), int(draw_position[draw])
        kind = int(state.kind[seat])
        if kind & PLAIN and int(seat_of_row[row]) == seat:
            values = best_value[row]
            tied = best_token[row][values == values.amax()]
            token = NOTHING if values.amax() == -math.inf or not len(tied) else int(tied.min())
        else:
            token = _plain_choice(plain_adjusted(logits[row], state, seat), state, seat, position)
        drawn[draw] = token
        logprob[draw] = math.nan
        if token == NOTHING:
            continue
        if kind & LOGPROBS:
            logprob[draw] = logits[row, token] - logits[row].logsumexp(0)
        last_token[seat] = token
        state.counts[seat, token] = min(int(state.counts[seat, token]) + 1, COUNTED)


def plain_adjusted(logits: Tensor, state: SeatState, seat: int) -> Tensor:
    """One row's logits (V,) with the seat's bias, then its penalties, then its mask."""
    kind, result = int(state.kind[seat]), logits.clone()
    if kind & BIASED:
        count = int(state.bias_count[seat])
        result[state.bias_tokens[seat, :count].long()] += state.bias_values[seat, :count].to(logits.dtype)
    if kind & PENALISED:
        times, repetition = state.counts[seat], state.repetition[seat].to(logits.dtype)
        lower = torch.where(result > 0, result / repetition, result * repetition)
        lower = lower - times * state.frequency[seat] - state.presence[seat]
        result = torch.where(times > 0, lower, result)
    if kind & MASKED:
        token = torch.arange(len(logits), device=logits.device)
        result[state.mask[seat, token // 32] >> token % 32 & 1 == 0] = -math.inf
    return result


def plain_survivors(logits: Tensor, top_k: int, top_p: float, min_p: float) -> Tensor:
    """Which of the adjusted logits (V,) the filters let through, as booleans."""
    peak = logits[~logits.isnan()].amax()
    kept = logits > -math.inf
    if 0 < top_k < int(kept.sum()):
        kept &= logits >= logits[kept].topk(top_k).values[-1]
    if top_p < 1:
        ordered = logits[kept].sort(descending=True).values
        mass = (ordered - peak).exp().cumsum(0)
        last = int((mass < top_p * mass[-1]).sum())  # the first one at which the mass reaches top-p is the last kept
        kept &= logits >= ordered[min(last, len(ordered) - 1)]
    if min_p > 0:
        kept &= logits >= peak + min(math.log(min_p), 0)
    return kept


def _plain_choice(logits: Tensor, state: SeatState, seat: int, position: int) -> int:
    if not (logits > -math.inf).any():
        return NOTHING
    temperature = float(state.temperature[seat])
    if temperature <= 0:
        return int((logits == logits[~logits.isnan()].amax()).nonzero()[0])
    kept = plain_survivors(logits, int(state.top_k[seat]), float(state.top_p[seat]), float(state.min_p[seat]))
    tokens = kept.nonzero()[:, 0]
    noise = plain_gumbel(int(state.seed[seat]), tokens, position).to(logits.dtype)
    return int(tokens[(logits[tokens] + temperature * noise).argmax()])


def launch_draw(
    logits: Tensor, best_value: Tensor, best_token: Tensor, seat_of_row: Tensor,
    draw_row: Tensor, draw_seat: Tensor, draw_position: Tensor, state: SeatState, scratch: DrawScratch,
    drawn: Tensor, last_token: Tensor, logprob: Tensor,
) -> None:  # fmt: skip
    """drawn (Q,) int32 = the token of seat draw_seat[i] from row draw_row[i] of logits (O, V) float32, to stand at
    draw_position[i]; NOTHING where nothing is allowed. One program a draw; a seat draws once at most (but the dummy).

    Plain seats take the best of best_value and best_token (O, tiles) if the row's bests were found for them (seat_of_row
    (O,)); anyone else reads the row, so that several seats may draw from one. Unless nothing was drawn, also last_token (S + 1,)
    and the state's counts are brought up to date; and logprob (Q,) float32 becomes the natural logarithm of the token's
    probability before bias and filters, for seats that want LOGPROBS, else NaN.
    """
    vocabulary, groups = logits.shape[1], scratch.tops.shape[1]
    _draw[(len(drawn),)](
        logits, best_value, best_token, seat_of_row, draw_row, draw_seat, draw_position,
        state.kind, state.temperature, state.top_k, state.top_p, state.min_p, state.repetition, state.frequency,
        state.presence, state.seed, state.bias_count, state.bias_tokens, state.bias_values, state.mask, state.counts,
        scratch.adjusted, scratch.tops, scratch.chosen, drawn, last_token, logprob,
        vocabulary, best_value.shape[1], groups, state.mask.shape[1], state.bias_tokens.shape[1],
        logits.stride(0), state.counts.stride(0), scratch.adjusted.stride(0),
        GROUPS=triton.next_power_of_2(groups),
        BIASES=triton.next_power_of_2(state.bias_tokens.shape[1]), WIDTH=WIDTH, TOGETHER=TOGETHER,
        num_warps=WARPS, enable_fp_fusion=False,
    )  # fmt: skip


_PLAIN = tl.constexpr(PLAIN)
_BIASED = tl.constexpr(BIASED)
_MASKED = tl.constexpr(MASKED)
_PENALISED = tl.constexpr(PENALISED)
_LOGPROBS = tl.constexpr(LOGPROBS)
_NOTHING = tl.constexpr(NOTHING)
_COUNTED = tl.constexpr(COUNTED)
_NO_TOKEN = tl.constexpr(2**31 - 1)


@triton.jit(do_not_specialize=["tiles"])
def _draw(
    logits, best_value, best_token, seat_of_row, draw_row, draw_seat, draw_position,
    kind, temperature, top_k, top_p, min_p, repetition, frequency, presence, seed,
    bias_count, bias_tokens, bias_values, mask, counts, adjusted, tops, chosen, drawn, last_token, logprob,
    V, tiles, groups, words, biases, logits_row, counts_row, adjusted_row,
    GROUPS: tl.constexpr, BIASES: tl.constexpr, WIDTH: tl.constexpr, TOGETHER: tl.constexpr,
):  # fmt: skip
    draw = tl.program_id(0).to(tl.int64)
    row = tl.load(draw_row + draw).to(tl.int64)
    seat = tl.load(draw_seat + draw).to(tl.int64)
    flags = tl.load(kind + seat)
    logits += row * logits_row
    counts += seat * counts_row
    if ((flags & _PLAIN) != 0) & (tl.load(seat_of_row + row) == seat):
        token = _of_tiles(best_value + row * tiles, best_token + row * tiles, tiles, WIDTH * 32)
    else:
        source = logits
        if (flags & (_BIASED | _MASKED | _PENALISED)) != 0:
            source = adjusted + draw * adjusted_row
            mask += seat * words
            repeated, frequent = tl.load(repetition + seat), tl.load(frequency + seat)
            present = tl.load(presence + seat)
            for begin in range(0, V, TOGETHER * WIDTH):
                each = begin + tl.arange(0, TOGETHER * WIDTH)
                value = tl.load(logits + each, mask=each < V, other=float("-inf"))
                value = _adjust(value, each, each < V, flags, mask, counts, repeated, frequent, present)
                tl.store(source + each, value, mask=each < V)
            if (flags & _BIASED) != 0:
                tl.debug_barrier()  # the biased tokens' values above are written over
                entry = tl.arange(0, BIASES)
                known = entry < tl.load(bias_count + seat)
                each = tl.load(bias_tokens + seat * biases + entry, mask=known, other=0)
                value = tl.load(logits + each, mask=known, other=0.0)
                value += tl.load(bias_values + seat * biases + entry, mask=known, other=0.0)
                value = _adjust(value, each, known, flags, mask, counts, repeated, frequent, present)
                tl.store(source + each, value, mask=known)
            tl.debug_barrier()
        token = of_logits(
            source, tl.load(temperature + seat), tl.load(top_k + seat), tl.load(top_p + seat), tl.load(min_p + seat),
            tl.load(seed + seat), tl.load(draw_position + draw), tops + draw * groups, chosen + draw * groups,
            V, groups, GROUPS, WIDTH, TOGETHER,
        )  # fmt: skip
    tl.store(drawn + draw, token)
    said = float("nan")
    if token != _NOTHING:
        if (flags & _LOGPROBS) != 0:
            said = tl.load(logits + token) - log_mass(logits, V, TOGETHER * WIDTH)
        tl.store(last_token + seat, token)
        times = tl.load(counts + token).to(tl.int32)
        tl.store(counts + token, tl.minimum(times + 1, _COUNTED).to(tl.int16))
    tl.store(logprob + draw, said)


@triton.jit
def _of_tiles(best_value, best_token, tiles, BLOCK: tl.constexpr):
    """The token of the largest of the tiles' best values; of equals the first."""
    best = float("-inf")
    result = _NOTHING
    for begin in range(0, tiles, BLOCK):
        tile = begin + tl.arange(0, BLOCK)
        value = tl.load(best_value + tile, mask=tile < tiles, other=float("-inf"))
        token = tl.load(best_token + tile, mask=tile < tiles, other=0)
        highest = tl.max(value, 0)
        first = tl.min(tl.where(value == highest, token, _NO_TOKEN), 0)
        result = tl.where(highest > best, first, result)
        best = tl.maximum(best, highest)
    return result


@triton.jit
def _adjust(value, token, inside, flags, mask, counts, repetition, frequency, presence):
    """Biased logits of `token`, penalised and masked."""
    if (flags & _PENALISED) != 0:
        times = tl.load(counts + token, mask=inside, other=0).to(tl.float32)
        lower = tl.where(value > 0, value / repetition, value * repetition) - times * frequency - presence
        value = tl.where(times > 0, lower, value)
    if (flags & _MASKED) != 0:
        word = tl.load(mask + token // 32, mask=inside, other=0)
        value = tl.where(((word >> (token % 32)) & 1) != 0, value, float("-inf"))
    return value
