"""Draws for the tests: seats in poisoned state, an oracle that sorts, and settings of every kind."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor

from inference.kernels.draw import DrawScratch
from inference.kernels.noise import plain_gumbel
from inference.kernels.seats import NOTHING, SeatState

POSITION = 77


@dataclass(frozen=True)
class Drawn:
    tokens: list[int]
    last_token: Tensor
    logprob: Tensor
    state: SeatState


@dataclass
class Seat:
    """What `sit` is told, and the mask as the tokens that are allowed."""

    temperature: float = 1.0
    top_k: int = 0
    top_p: float = 1.0
    min_p: float = 0.0
    repetition: float = 1.0
    frequency: float = 0.0
    presence: float = 0.0
    seed: int = 0
    bias: dict[int, float] = field(default_factory=dict)
    written: Sequence[int] = ()
    logprobs: bool = False
    allowed: Sequence[int] | None = None


def state_of(seats: Sequence[Seat], vocabulary: int) -> SeatState:
    """The seats' own numbers; whatever else there is, is poison."""
    state = SeatState.make(len(seats), vocabulary)
    state.counts.fill_(-999)
    state.bias_tokens.fill_(vocabulary - 1)
    state.bias_values.fill_(torch.nan)
    state.mask.fill_(0)
    for number, seat in enumerate(seats):
        state.sit(
            number,
            masked=seat.allowed is not None,
            **{name: value for name, value in vars(seat).items() if name != "allowed"},
        )
        if seat.allowed is not None:
            bits = np.zeros(state.mask.shape[1] * 32, dtype=bool)
            bits[list(seat.allowed)] = True
            bits[vocabulary:] = True  # no tokens
            state.mask[number] = torch.from_numpy(np.packbits(bits, bitorder="little").view("<i4"))
    return state


def draw(
    run: Callable[..., None],
    logits: Tensor,
    seats: Sequence[Seat],
    *,
    rows: Sequence[int] | None = None,
    position: int = POSITION,
) -> Drawn:
    """One draw a seat, seat i's from row rows[i] (or i), never from the head's bests: they are poison."""
    state = state_of(seats, logits.shape[1])
    before = logits.clone()
    count = len(seats)
    best = torch.full((len(logits), 3), torch.nan), torch.full((len(logits), 3), 2**30, dtype=torch.int32)
    scratch = DrawScratch.make(count, logits.shape[1])
    scratch.adjusted.fill_(torch.nan)
    scratch.tops.fill_(torch.nan)
    scratch.chosen.fill_(scratch.chosen.shape[1])
    drawn = torch.full((count,), -9, dtype=torch.int32)
    last_token, logprob = torch.full((count + 1,), -9, dtype=torch.int32), torch.full((count,), -9.0)
    run(
        logits, *best, torch.full((len(logits),), count).int(),
        torch.tensor(range(count) if rows is None else rows).int(), torch.arange(count).int(),
        torch.full((count,), position).int(), state, scratch, drawn, last_token, logprob,
    )  # fmt: skip
    assert torch.equal(logits.view(torch.int32), before.view(torch.int32))
    return Drawn(drawn.tolist(), last_token, logprob, state)


def oracle(logits: Tensor, seat: Seat, position: int = POSITION) -> int:
    """llama.cpp's chain, spelled out: a sorted list of candidates that each filter cuts."""
    values = logits.double().numpy().copy()
    for token, value in seat.bias.items():
        values[token] += value
    for token in set(seat.written):
        value = values[token] / seat.repetition if values[token] > 0 else values[token] * seat.repetition
        values[token] = value - seat.written.count(token) * seat.frequency - seat.presence
    if seat.allowed is not None:
        values[np.setdiff1d(np.arange(len(values)), seat.allowed)] = -np.inf
    order = [int(token) for token in np.argsort(-values, kind="stable") if values[token] > -np.inf]
    if not order:
        return NOTHING
    if seat.temperature <= 0:
        return order[0]
    if seat.top_k > 0:
        order = order[: seat.top_k]
    odds = np.exp(values[order] - values[order].max())
    odds /= odds.sum()
    if seat.top_p < 1:
        order = order[: 1 + int(np.searchsorted(odds.cumsum(), seat.top_p))]
        odds = odds[: len(order)] / odds[: len(order)].sum()
    if seat.min_p > 0:
        order = [token for token, odd in zip(order, odds, strict=True) if odd >= seat.min_p * odds[0]]
    noise = plain_gumbel(seat.seed, torch.tensor(order), position).numpy()
    return order[int(np.argmax(values[order] / seat.temperature + noise))]


def some_logits(rows: int, vocabulary: int, spread: float = 3.0, seed: int = 0) -> Tensor:
    return torch.randn(rows, vocabulary, generator=torch.Generator().manual_seed(seed + vocabulary)) * spread


FILTERS = {
    "none": Seat(),
    "cold": Seat(temperature=0.3),
    "hot": Seat(temperature=4.0),
    "top_k": Seat(top_k=5),
    "top_k of one": Seat(top_k=1),
    "top_k of most": Seat(top_k=10**9),
    "top_p": Seat(top_p=0.7),
    "top_p of none": Seat(top_p=0.0),
    "top_p of nearly all": Seat(top_p=0.999),
    "min_p": Seat(min_p=0.1),
    "min_p of one": Seat(min_p=1.0),
    "min_p small": Seat(min_p=1e-4, temperature=3.0),
    "usual": Seat(temperature=0.6, top_k=20, top_p=0.95),
    "all": Seat(temperature=1.7, top_k=15, top_p=0.9, min_p=0.02),
    "bias": Seat(bias={3: 4.0, 17: -50.0, 5: 0.5}),
    "ban": Seat(bias={7: -math.inf, 9: -math.inf}, top_p=0.9),
    "penalties": Seat(repetition=1.3, frequency=0.4, presence=0.6, written=[4, 4, 8, 30, 4]),
    "reward": Seat(repetition=0.7, frequency=-0.5, written=[2, 2, 19], top_k=4),
    "masked": Seat(allowed=range(0, 37, 3), top_k=6),
    "one allowed": Seat(allowed=[31], top_p=0.5),
    "none allowed": Seat(allowed=[], top_k=3),
    "everything": Seat(
        temperature=1.2, top_k=12, top_p=0.9, min_p=0.01, repetition=1.2, frequency=0.2, presence=0.1,
        bias={1: 6.0, 33: 5.0, 4: -2.0}, written=[1, 1, 33, 6], allowed=range(34), logprobs=True,
    ),
    "greedy": Seat(temperature=0.0),
    "greedy, all": Seat(temperature=0.0, top_k=2, bias={3: 9.0, 6: 9.1}, written=[3, 3], frequency=0.1, allowed=range(9)),
}  # fmt: skip


LARGE = {
    "few": (3.0, Seat(temperature=0.8, top_k=40)),
    "more than the first look takes": (3.0, Seat(top_k=3000)),
    "a nucleus among the largest": (4.0, Seat(temperature=0.7, top_p=0.6)),
    "a nucleus of thousands": (0.5, Seat(top_p=0.8)),
    "both": (1.0, Seat(top_k=2000, top_p=0.7, temperature=1.5)),
    "a low min_p": (1.0, Seat(min_p=0.03, temperature=2.0)),
    "none": (1.0, Seat(temperature=1.1)),
    "most masked": (2.0, Seat(allowed=range(5, 20000, 611), top_k=40, top_p=0.9)),
    "most masked, k as many": (2.0, Seat(allowed=range(5, 20000, 611), top_k=len(range(5, 20000, 611)))),
    "biased up": (1.0, Seat(bias={19999: 9.0, 10007: 8.5, 64: 8.8}, top_k=8)),
}
