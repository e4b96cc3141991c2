"""The first kernel of a step: each row's embedding, of the token it was given or the one that its seat drew last."""

from __future__ import annotations

import torch
import triton
import triton.language as tl
from torch import Tensor

BLOCK = 1024


def plain_embed(tokens: Tensor, seats: Tensor, last_token: Tensor, embedding: Tensor, x: Tensor) -> None:
    """x (R, D) float32 = embedding (V, D) of tokens (R,), where those are negative of last_token (S + 1,) at seats (R,)."""
    fed = torch.where(tokens < 0, last_token[seats.long()], tokens)
    x.copy_(embedding[fed.long()])


def launch_embed(tokens: Tensor, seats: Tensor, last_token: Tensor, embedding: Tensor, x: Tensor) -> None:
    """As plain_embed; one program a row."""
    _embed[(len(tokens),)](
        tokens, seats, last_token, embedding, x, embedding.stride(0), x.stride(0), embedding.shape[1], BLOCK=BLOCK
    )


@triton.jit
def _embed(tokens, seats, last_token, embedding, x, embedding_row, x_row, D, BLOCK: tl.constexpr):
    row = tl.program_id(0).to(tl.int64)
    token = tl.load(tokens + row)
    seat = tl.load(seats + row)
    token = tl.where(token < 0, tl.load(last_token + seat), token).to(tl.int64)
    for begin in range(0, D, BLOCK):
        column = begin + tl.arange(0, BLOCK)
        inside = column < D
        value = tl.load(embedding + token * embedding_row + column, mask=inside)
        tl.store(x + row * x_row + column, value.to(tl.float32), mask=inside)
