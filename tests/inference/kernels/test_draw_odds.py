"""How often each token is drawn."""

import math

import numpy as np
import pytest
import torch
from torch import Tensor

from inference.kernels.draw import plain_draw
from tests.inference.kernels.draws import Seat, some_logits, state_of

CHANCES = {
    "temperature": Seat(temperature=0.7),
    "top_k": Seat(temperature=1.4, top_k=4),
    "top_p": Seat(temperature=0.9, top_p=0.8),
    "chain": Seat(
        temperature=1.5, top_k=8, top_p=0.95, min_p=0.05, bias={2: 1.0}, presence=0.5, written=[1], allowed=range(1, 12)
    ),
}


@pytest.mark.parametrize("name", CHANCES)
def test_tokens_come_up_as_often_as_their_odds_say(name):
    """Pearson's chi-square over 1500 positions at 0.1 %: with n degrees of freedom it stays under n + 3.1√(2n) + 6."""
    seat, vocabulary, positions = CHANCES[name], 12, 1500
    logits = some_logits(1, vocabulary, spread=1.5)
    state = state_of([seat], vocabulary)
    drawn = torch.zeros(positions, dtype=torch.int32)
    for begin in range(positions):  # the counts of a seat with penalties must not change meanwhile
        token = torch.zeros(1, dtype=torch.int32)
        state.counts[0] = torch.bincount(torch.tensor([*seat.written, 0]), minlength=vocabulary)
        state.counts[0, 0] -= 1
        at = torch.tensor([begin], dtype=torch.int32)
        zero = torch.zeros(1, dtype=torch.int32)
        plain_draw(
            logits, logits, zero, zero + 1, zero, zero, at, state, None, token, torch.zeros(2).int(), torch.zeros(1)
        )
        drawn[begin] = token
    odds = chances(logits[0], seat)
    seen = torch.bincount(drawn, minlength=vocabulary).double().numpy()
    assert not seen[odds == 0].any()
    expected = positions * odds[odds > 0]
    freedom = len(expected) - 1
    assert freedom >= 2
    assert ((seen[odds > 0] - expected) ** 2 / expected).sum() < freedom + 3.1 * math.sqrt(2 * freedom) + 6


def chances(logits: Tensor, seat: Seat) -> np.ndarray:
    """What the chain makes of the tokens' odds, in numpy: the oracle without noise."""
    values = logits.double().numpy().copy()
    for token, value in seat.bias.items():
        values[token] += value
    for token in seat.written:
        values[token] -= seat.presence
    if seat.allowed is not None:
        values[np.setdiff1d(np.arange(len(values)), seat.allowed)] = -np.inf
    order = np.argsort(-values)[: seat.top_k or None]
    order = order[values[order] > -np.inf]
    odds = np.exp(values[order]) / np.exp(values[order]).sum()
    order = order[: 1 + int(np.searchsorted(odds.cumsum(), seat.top_p))]
    order = order[np.exp(values[order] - values[order[0]]) >= seat.min_p]
    result = np.zeros(len(values))
    result[order] = np.exp(values[order] / seat.temperature)
    return result / result.sum()
