"""Models of random weights at real sizes for the bench, their steps, and how long something takes on a device."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from inference.kernels.attention import SPLIT
from inference.kernels.decoder import Cache, Choice, Decoder
from inference.nn.architecture import Architecture, Rope
from inference.nn.packing import Weights, random_weights
from inference.server.gpu_batch import SECTIONS, Batch
from inference.server.gpu_runner import ALIGNED
from inference.server.step import Fill, Step

PAGE = 16
GROUPS = 5  # of calls; the median counts


def _architecture(kind: str, vocab: int, width: int, layers: int, heads: int, kv_heads: int, ffn: int, **more) -> Architecture:
    sizes = {"head_width": width // heads, "context": 4096, "norm_eps": 1e-5, "rope": Rope(theta=500_000.0), "dtype": "bfloat16"}
    switches = {"qkv_bias": kind == "qwen2", "output_bias": False, "qk_norm": kind == "qwen3", "tied": True}
    return Architecture(kind, vocab, width, layers, heads, kv_heads, ffn=ffn, **{**sizes, **switches, **more})


SIZES = {
    "50M": _architecture("llama", 16384, 512, 14, 8, 4, 1536),
    "0.5B": _architecture("qwen2", 151936, 896, 24, 14, 2, 4864),  # Qwen2.5-0.5B
    "1B": _architecture("llama", 128256, 2048, 16, 32, 8, 8192),  # Llama-3.2-1B
    "8B": _architecture("llama", 128256, 4096, 32, 32, 8, 14336, tied=False),  # Llama-3.1-8B
}
TOY = {"toy": _architecture("qwen3", 67, 32, 1, 2, 1, 48, context=64, dtype="float32")}


@dataclass(frozen=True)
class Clock:
    """Milliseconds on a device: between CUDA events, or of the processor's clock."""

    device: torch.device

    def ms(self, call: Callable[[], object], repeat: int) -> float:
        """The median over groups of `repeat` calls, a call."""
        call()
        groups = GROUPS if self.device.type == "cuda" else 1
        return statistics.median(self._group(call, repeat) for _ in range(groups)) / repeat

    def _group(self, call: Callable[[], object], repeat: int) -> float:
        if self.device.type != "cuda":
            begun = time.perf_counter()
            for _ in range(repeat):
                call()
            return 1000 * (time.perf_counter() - begun)
        start, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
        torch.cuda.synchronize()
        start.record()
        for _ in range(repeat):
            call()
        end.record()
        end.synchronize()
        return start.elapsed_time(end)


def recorded(call: Callable[[], None], device: torch.device) -> Callable[[], None]:
    """The same as a CUDA graph's replay; on a CPU the call itself."""
    call()  # compiles
    if device.type != "cuda":
        return call
    torch.cuda.synchronize()
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        call()
    return graph.replay


class Model:
    """A decoder over random weights with `seats` seats of `context` tokens each; a seat's blocks lie in a shuffled order."""

    def __init__(self, a: Architecture, device: torch.device, *, seats: int, context: int, order: Choice, weights: Weights | None = None) -> None:
        self.architecture, self.device = replace(a, context=context), device
        self.weights = weights or random_weights(a, device=device)
        longest = -(-context // PAGE)
        blocks = 1 + seats * longest
        cache = Cache.make(a, blocks, PAGE, self.weights.embedding.dtype, device)
        rows = -(-(seats + max(context, 64)) // ALIGNED) * ALIGNED
        self.decoder = Decoder(self.architecture, self.weights, cache, seats=seats, longest=longest, rows=rows, fused=True, order=order)
        shuffled = np.random.default_rng(0).permutation(blocks - 1)[: seats * longest] + 1
        self._table = np.zeros((seats + 1, longest), dtype=np.int32)
        self._table[:seats] = shuffled.reshape(seats, longest)
        self.decoder.table.copy_(torch.from_numpy(self._table))
        self._rows = rows

    def views(self, step: Step, bucket: int = 0) -> tuple[dict[str, Tensor], int]:
        """The step's arrays on the device, and the splits that it needs."""
        batch = Batch(self._table, self._rows, PAGE)
        counts = batch.fill(step, bucket=bucket, tile=self.decoder.tile_rows)
        numbers = torch.from_numpy(batch.numbers).to(self.device)
        return {name: numbers[i, : counts.of(name)] for i, name in enumerate(SECTIONS)}, counts.longest // SPLIT + 1

    def run(self, step: Step) -> Tensor:
        """Logits (O, V) of one step, a copy."""
        views, splits = self.views(step)
        self.decoder.step(views, splits=splits, decode_only=not step.fills)
        return self.decoder.logits[: len(views["out_rows"])].clone()

    def decode(self, batch: int, position: int) -> Callable[[], None]:
        """A recorded step of `batch` seats that all stand at `position`."""
        views, splits = self.views(Step(decode=[(seat, position) for seat in range(batch)]))
        return recorded(lambda: self.decoder.step(views, splits=splits, decode_only=True), self.device)

    def prompt(self, seat: int, tokens: list[int], start: int = 0, *, draws: bool = True) -> Step:
        return Step(fills=[Fill(seat, tuple(tokens), start, (seat,) if draws else ())])
