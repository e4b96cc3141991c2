"""A whole model's step: the kernels in their order over one workspace; nothing is allocated, so a CUDA graph can record it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial as bound
from typing import Literal

import torch
from torch import Tensor

from inference.kernels.attention import SPLIT, AttentionTiles, attention_tiles, launch_attention, plain_attention
from inference.kernels.down import down_tiles, launch_down, plain_down
from inference.kernels.draw import DrawScratch, launch_draw, plain_draw
from inference.kernels.embed import launch_embed, plain_embed
from inference.kernels.gate_up import gate_up_tiles, launch_gate_up, plain_gate_up
from inference.kernels.head import best_width, head_tiles, launch_head, plain_head
from inference.kernels.linear import GEMV_TOKENS, Order, Tiles
from inference.kernels.output import launch_output, merged_as_read, output_tiles, plain_output
from inference.kernels.qkv import launch_qkv, plain_qkv, qkv_tiles
from inference.kernels.seats import SeatState
from inference.nn.architecture import Architecture
from inference.nn.packing import LayerWeights, Weights
from inference.nn.rotary import rotary_tables

Choice = Literal["one", "free"]  # one order of summation whatever the batch, or the fastest for it


@dataclass(frozen=True)
class Cache:
    """Keys and values of all layers, (L, N, G, P, E). Block 0 is where padding rows write."""

    keys: Tensor
    values: Tensor

    @classmethod
    def make(cls, a: Architecture, blocks: int, page: int, dtype: torch.dtype, device: torch.device) -> Cache:
        shape = (a.layers, blocks, a.kv_heads, page, a.head_width)
        return cls(torch.zeros(shape, dtype=dtype, device=device), torch.zeros(shape, dtype=dtype, device=device))

    def copy(self, source: int, target: int) -> None:
        self.keys[:, target] = self.keys[:, source]
        self.values[:, target] = self.values[:, source]


def workspace_bytes(a: Architecture, *, seats: int, context: int, rows: int) -> int:
    """What a Decoder takes of the device beside weights and cache, nearly: most of it is room for attention's splits."""
    numbers = -(-context // SPLIT) * rows * a.heads * (a.head_width + 2)  # partial, peak and mass
    numbers += rows * (a.width + a.heads * a.head_width + a.ffn) + context * a.head_width
    numbers += 3 * (seats + 1) * a.vocab  # logits, the same adjusted, counts and tiles' bests
    return 4 * numbers


class Decoder:
    """Computes steps of up to `rows` rows, S seats drawing. Results lie in `drawn`, `logprob` (S,) and `logits` (S, V)."""

    def __init__(
        self,
        architecture: Architecture,
        weights: Weights,
        cache: Cache,
        *,
        seats: int,
        longest: int,
        rows: int,
        fused: bool,
        order: Choice = "one",
    ) -> None:
        """longest: blocks a seat may have. fused: our kernels, or their plain references (row by row in the one order)."""
        a, device, dtype = architecture, weights.embedding.device, weights.embedding.dtype
        self._a, self._weights, self.cache = a, weights, cache
        self._fused, self._order = fused, order
        context = longest * cache.keys.shape[3]
        self.cos, self.sin = rotary_tables(a, context, device)
        self.splits = -(-context // SPLIT)
        self.state = SeatState.make(seats, a.vocab, device)
        self.table = torch.zeros(seats + 1, longest, dtype=torch.int32, device=device)
        self.last_token = torch.zeros(seats + 1, dtype=torch.int32, device=device)

        def room(*shape: int, of: torch.dtype = torch.float32) -> Tensor:
            return torch.zeros(shape, dtype=of, device=device)

        self.x = room(rows, a.width)
        self.q = room(rows, a.heads, a.head_width, of=dtype)
        self._partial = room(self.splits * rows * a.heads * a.head_width)
        self._peak, self._mass = room(self.splits * rows * a.heads), room(self.splits * rows * a.heads)
        self.h = room(rows, a.ffn, of=dtype)
        self.logits = room(seats, a.vocab)
        narrowest = min(head_tiles(self._linear(n), weights.head, n).rows for n in range(1, seats + 1))
        tiles = -(-a.vocab // narrowest)
        self._best_value, self._best_token = room(seats * tiles), room(seats * tiles, of=torch.int32)
        self._scratch = DrawScratch.make(seats, a.vocab, device)
        self.drawn, self.logprob = room(seats, of=torch.int32), room(seats)
        self.prompt_tiles = attention_tiles(a.heads, a.kv_heads, prompt=True)
        self.alone_tiles = attention_tiles(a.heads, a.kv_heads, prompt=False)
        self.tile_rows = self.prompt_tiles.rows(a.heads, a.kv_heads)

    def step(self, batch: Mapping[str, Tensor], *, splits: int, decode_only: bool) -> None:
        """One step over the arrays of `inference.server.gpu_batch`. splits: at least those of the longest row."""
        rows, draws = len(batch["tokens"]), len(batch["draw_row"])
        x, q, h = self.x[:rows], self.q[:rows], self.h[:rows]
        embed = launch_embed if self._fused else plain_embed
        embed(batch["tokens"], batch["seats"], self.last_token, self._weights.embedding, x)
        parts = self.parts(splits, rows)
        tiles = self.alone_tiles if decode_only else self.prompt_tiles
        products = self._products(rows)
        for number, layer in enumerate(self._weights.layers):
            self._layer(
                layer, products, batch, x, q, h, parts, self.cache.keys[number], self.cache.values[number], tiles
            )
        if len(batch["out_rows"]):
            self._head(batch, x, len(batch["out_rows"]), draws)

    def _linear(self, rows: int) -> Order:
        return "gemv" if self._order == "free" and rows <= GEMV_TOKENS else "dot"

    def parts(self, splits: int, rows: int) -> tuple[Tensor, Tensor, Tensor]:
        """Room for attention's partial sums (C, R, H, E), their peaks and masses (C, R, H)."""
        heads, width = self._a.heads, self._a.head_width
        splits = min(splits, self.splits)
        count = splits * rows * heads
        return (
            self._partial[: count * width].view(splits, rows, heads, width),
            self._peak[:count].view(splits, rows, heads),
            self._mass[:count].view(splits, rows, heads),
        )

    def _layer(
        self, layer: LayerWeights, products: Sequence[Callable[..., None]], batch: Mapping[str, Tensor], x: Tensor, q: Tensor,
        h: Tensor, parts: tuple[Tensor, Tensor, Tensor], keys: Tensor, values: Tensor, tiles: AttentionTiles,
    ) -> None:  # fmt: skip
        a, positions = self._a, batch["positions"]
        qkv, output, gate_up, down = products
        qkv(
            x, layer.attention_norm, a.norm_eps, layer.qkv, layer.qkv_bias, layer.q_norm, layer.k_norm, self.cos, self.sin,
            positions, batch["slots"], q, keys, values, heads=a.heads, kv_heads=a.kv_heads,
        )  # fmt: skip
        attention = launch_attention if self._fused else plain_attention
        where = (self.table, batch["seats"], positions, batch["tile_first"], batch["tile_rows"])
        attention(q, keys, values, *where, *parts, scale=a.head_width**-0.5, tiles=tiles)
        output(*parts, positions, layer.output, layer.output_bias, x)
        gate_up(x, layer.ffn_norm, a.norm_eps, layer.gate_up, h)
        down(h, layer.down, x)

    def _products(self, rows: int) -> Sequence[Callable[..., None]]:
        """The four linear kernels as a step of `rows` rows computes them: fused, or a library's products."""
        if not self._fused or self._free_prompt(rows):
            rowwise = self._order == "one"
            return tuple(
                bound(plain, rowwise=rowwise) for plain in (plain_qkv, plain_output, plain_gate_up, plain_down)
            )
        launches = (launch_qkv, launch_output, launch_gate_up, launch_down)
        order = self._linear(rows)
        return tuple(
            bound(launch, order=order, tiles=tiles) for launch, tiles in zip(launches, self._tiles(rows), strict=True)
        )

    def _free_prompt(self, rows: int) -> bool:
        return self._order == "free" and rows > max(GEMV_TOKENS, len(self.drawn))

    def _tiles(self, rows: int) -> tuple[Tiles, ...]:
        """Of the four linear kernels; all layers have the same shapes."""
        order, layer = self._linear(rows), self._weights.layers[0]
        return (
            qkv_tiles(order, layer.qkv, rows, head=self._a.head_width, normed=layer.q_norm is not None),
            output_tiles(order, layer.output, rows),
            gate_up_tiles(order, layer.gate_up, rows),
            down_tiles(order, layer.down, rows),
        )

    def variant(self, rows: int, splits: int) -> tuple:
        """Steps with the same variant run the same compiled layers: what has to be compiled before a server is ready."""
        splits = min(splits, self.splits)
        if self._free_prompt(rows):
            return ()
        return self._linear(rows), *self._tiles(rows), splits if merged_as_read(splits, rows) else 0

    def _head(self, batch: Mapping[str, Tensor], x: Tensor, outputs: int, draws: int) -> None:
        weights, a = self._weights, self._a
        order = self._linear(outputs)
        tiles = head_tiles(order, weights.head, outputs)
        wide = best_width(tiles, a.vocab)
        best = (
            self._best_value[: outputs * wide].view(outputs, wide),
            self._best_token[: outputs * wide].view(outputs, wide),
        )
        logits, seats = self.logits[:outputs], batch["out_seats"]
        rows = (batch["out_rows"], seats, batch["out_positions"])
        inputs = (x, weights.norm, a.norm_eps, weights.head, *rows, self.state, logits, *best)
        if self._fused:
            launch_head(*inputs, order=order, tiles=tiles)
        else:
            plain_head(*inputs, tiles=tiles, rowwise=self._order == "one")
        drawing = (batch["draw_row"], batch["draw_seat"], batch["draw_position"])
        draw = launch_draw if self._fused else plain_draw
        draw(
            logits,
            *best,
            seats,
            *drawing,
            self.state,
            self._scratch,
            self.drawn[:draws],
            self.last_token,
            self.logprob[:draws],
        )
