"""What the device knows of every seat's way of drawing, one row a seat and one for the padding's dummy seat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

PLAIN = 1  # greedy or temperature alone: the head's own bests decide
BIASED = 2
MASKED = 4
PENALISED = 8
LOGPROBS = 16  # the drawn token's logprob is wanted

NOTHING = -1  # drawn where the mask allows no token
BIASES = 1024  # tokens that a seat can bias
COUNTED = 2**15 - 1  # a token written more often counts as this often


@dataclass(frozen=True)
class SeatState:
    """S seats and the dummy seat S, over V tokens. `mask`: bit t % 32 of word t // 32 allows token t.

    `kind` holds the flags above. `counts` says how often a seat wrote each token; draws raise it.
    """

    kind: Tensor  # (S + 1,) int32
    temperature: Tensor  # (S + 1,) float32, 0: greedy
    top_k: Tensor  # (S + 1,) int32, 0: off
    top_p: Tensor  # (S + 1,) float32, 1: off
    min_p: Tensor  # (S + 1,) float32, 0: off
    repetition: Tensor  # (S + 1,) float32, 1: off
    frequency: Tensor  # (S + 1,) float32, 0: off
    presence: Tensor  # (S + 1,) float32, 0: off
    seed: Tensor  # (S + 1,) int64
    bias_count: Tensor  # (S + 1,) int32
    bias_tokens: Tensor  # (S + 1, BIASES) int32, each token once
    bias_values: Tensor  # (S + 1, BIASES) float32
    mask: Tensor  # (S + 1, ceil(V / 32)) int32
    counts: Tensor  # (S + 1, V) int16

    @classmethod
    def make(cls, seats: int, vocabulary: int, device: torch.device | str = "cpu") -> SeatState:
        """Every seat greedy."""
        rows = seats + 1

        def full(value: float, dtype: torch.dtype, *shape: int) -> Tensor:
            return torch.full((rows, *shape), value, dtype=dtype, device=device)

        return cls(
            kind=full(PLAIN, torch.int32),
            temperature=full(0, torch.float32),
            top_k=full(0, torch.int32),
            top_p=full(1, torch.float32),
            min_p=full(0, torch.float32),
            repetition=full(1, torch.float32),
            frequency=full(0, torch.float32),
            presence=full(0, torch.float32),
            seed=full(0, torch.int64),
            bias_count=full(0, torch.int32),
            bias_tokens=full(0, torch.int32, BIASES),
            bias_values=full(0, torch.float32, BIASES),
            mask=full(-1, torch.int32, -(-vocabulary // 32)),
            counts=full(0, torch.int16, vocabulary),
        )

    def sit(
        self,
        seat: int,
        *,
        temperature: float,
        top_k: int = 0,
        top_p: float = 1.0,
        min_p: float = 0.0,
        repetition: float = 1.0,
        frequency: float = 0.0,
        presence: float = 0.0,
        seed: int = 0,
        bias: Mapping[int, float] | None = None,
        masked: bool = False,
        logprobs: bool = False,
        written: Sequence[int] = (),
    ) -> None:
        """Gives `seat` to a candidate that already wrote `written`. A masked one's `mask` is the caller's to fill.

        Raises ValueError for more than BIASES biased tokens."""
        bias = bias or {}
        if len(bias) > BIASES:
            raise ValueError(f"{len(bias)} biased tokens, at most {BIASES}")
        penalised = repetition != 1 or frequency != 0 or presence != 0
        flags = BIASED * bool(bias) | MASKED * masked | PENALISED * penalised
        filtered = temperature > 0 and (0 < top_k < self.counts.shape[1] or top_p < 1 or min_p > 0)
        self.kind[seat] = flags | PLAIN * (not flags and not filtered) | LOGPROBS * logprobs
        self.temperature[seat] = max(temperature, 0.0)
        self.top_k[seat] = min(max(top_k, 0), 2**31 - 1)
        self.top_p[seat] = top_p
        self.min_p[seat] = min_p
        self.repetition[seat] = repetition
        self.frequency[seat] = frequency
        self.presence[seat] = presence
        self.seed[seat] = (seed + 2**63) % 2**64 - 2**63  # the same 64 bits, signed
        self.bias_count[seat] = len(bias)
        if bias:
            self.bias_tokens[seat, : len(bias)] = torch.tensor(list(bias), dtype=torch.int32).to(self.kind.device)
            self.bias_values[seat, : len(bias)] = torch.tensor(list(bias.values()), dtype=torch.float32).to(
                self.kind.device
            )
        self.counts[seat] = 0
        if written:
            counts = torch.bincount(torch.tensor(written), minlength=self.counts.shape[1])
            self.counts[seat] = counts.clamp(max=COUNTED).to(self.counts)
