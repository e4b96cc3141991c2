"""The four linear kernels launched over tensors without storage, at the sizes of real models."""

import torch
from torch import Tensor

from inference.kernels.down import down_tiles, launch_down
from inference.kernels.gate_up import gate_up_tiles, launch_gate_up
from inference.kernels.linear import Order
from inference.kernels.output import launch_output, output_tiles
from inference.kernels.qkv import launch_qkv, qkv_tiles

# D, F, H, G, E
SIZES = {"1B": (2048, 8192, 32, 8, 64), "8B": (4096, 14336, 32, 8, 128), "0.5B": (896, 4864, 14, 2, 64)}
CONTEXT = 4096


def room(*shape: int, of: torch.dtype = torch.float32) -> Tensor:
    return torch.empty(shape, dtype=of, device="meta")


def qkv(size: str, rows: int, order: Order, dtype: str, normed: bool) -> None:
    d, _, h, g, e = SIZES[size]
    of = getattr(torch, dtype)
    weight, gain = room((h + 2 * g) * e, d, of=of), room(e) if normed else None
    numbers = room(rows, of=torch.int32)
    launch_qkv(
        room(rows, d), room(d), 1e-5, weight, None if normed else room((h + 2 * g) * e, of=of), gain, gain,
        room(CONTEXT, e // 2), room(CONTEXT, e // 2), numbers, numbers, room(rows, h, e, of=of),
        room(100, g, 16, e, of=of), room(100, g, 16, e, of=of), heads=h, kv_heads=g, order=order,
        tiles=qkv_tiles(order, weight, rows, head=e, normed=normed),
    )  # fmt: skip


def output(size: str, rows: int, order: Order, dtype: str, splits: int) -> None:
    d, _, h, _, e = SIZES[size]
    weight = room(d, h * e, of=getattr(torch, dtype))
    launch_output(
        room(splits, rows, h, e), room(splits, rows, h), room(splits, rows, h), room(rows, of=torch.int32), weight,
        None, room(rows, d), order=order, tiles=output_tiles(order, weight, rows),
    )  # fmt: skip


def gate_up(size: str, rows: int, order: Order, dtype: str) -> None:
    d, f, *_ = SIZES[size]
    of = getattr(torch, dtype)
    weight = room(2 * f, d, of=of)
    tiles = gate_up_tiles(order, weight, rows)
    launch_gate_up(room(rows, d), room(d), 1e-5, weight, room(rows, f, of=of), order=order, tiles=tiles)


def down(size: str, rows: int, order: Order, dtype: str) -> None:
    d, f, *_ = SIZES[size]
    of = getattr(torch, dtype)
    weight = room(d, f, of=of)
    launch_down(room(rows, f, of=of), weight, room(rows, d), order=order, tiles=down_tiles(order, weight, rows))
