"""Attention, head and draw launched over tensors without storage, at the sizes of real models."""

import torch
from torch import Tensor

from inference.kernels.attention import attention_tiles, launch_attention
from inference.kernels.draw import DrawScratch, launch_draw
from inference.kernels.head import best_width, head_tiles, launch_head
from inference.kernels.linear import Order
from inference.kernels.seats import SeatState

SEATS = 64
TILES = 12


def room(*shape: int, of: torch.dtype = torch.float32) -> Tensor:
    return torch.empty(shape, dtype=of, device="meta")


def numbers(*shape: int) -> Tensor:
    return room(*shape, of=torch.int32)


def attention(heads: int, groups: int, width: int, dtype: str, prompt: bool) -> None:
    of, rows, splits = getattr(torch, dtype), 100, 16
    cache = room(500, groups, 16, width, of=of)
    launch_attention(
        room(rows, heads, width, of=of), cache, cache, numbers(SEATS + 1, 256), numbers(rows), numbers(rows),
        numbers(TILES), numbers(TILES), room(splits, rows, heads, width), room(splits, rows, heads), room(splits, rows, heads),
        scale=width**-0.5, tiles=attention_tiles(heads, groups, prompt=prompt),
    )  # fmt: skip


def head(vocabulary: int, width: int, drawn: int, order: Order, dtype: str) -> None:
    weight = room(vocabulary, width, of=getattr(torch, dtype))
    tiles = head_tiles(order, weight, drawn)
    bests = drawn, best_width(tiles, vocabulary)
    launch_head(
        room(SEATS, width), room(width), 1e-5, weight, numbers(drawn), numbers(drawn), numbers(drawn),
        SeatState.make(SEATS, vocabulary, "meta"), room(drawn, vocabulary), room(*bests), numbers(*bests),
        order=order, tiles=tiles,
    )  # fmt: skip


def draw(vocabulary: int) -> None:
    bests = SEATS, vocabulary // 16
    launch_draw(
        room(SEATS, vocabulary), room(*bests), numbers(*bests), numbers(SEATS), numbers(SEATS), numbers(SEATS), numbers(SEATS),
        SeatState.make(SEATS, vocabulary, "meta"), DrawScratch.make(SEATS, vocabulary, "meta"),
        numbers(SEATS), numbers(SEATS + 1), room(SEATS),
    )  # fmt: skip
