"""The weights as the kernels read them, and where each tensor of a Hugging Face checkpoint lies in them.

D: width, H: query heads, G: key/value heads, E: head width, F: feed-forward width, V: rows of the vocabulary.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor

from inference.nn.architecture import Architecture


@dataclass(frozen=True, eq=False)
class LayerWeights:
    """One layer. Rows of each q and k head are interleaved: row 2i is Hugging Face's row i, row 2i+1 its row i + E/2,
    so that the two numbers which RoPE turns together are neighbours."""

    attention_norm: Tensor  # (D,) float32, as ffn_norm
    qkv: Tensor  # ((H + 2G)·E, D): q heads, k heads, v heads
    qkv_bias: Tensor | None  # ((H + 2G)·E,), interleaved likewise
    q_norm: Tensor | None  # (E,), interleaved likewise
    k_norm: Tensor | None  # (E,)
    output: Tensor  # (D, H·E)
    output_bias: Tensor | None  # (D,)
    ffn_norm: Tensor  # (D,)
    gate_up: Tensor  # (2F, D): row 2i gate i, row 2i+1 up i
    down: Tensor  # (D, F)


@dataclass(frozen=True, eq=False)
class Weights:
    """All of a model, in one dtype on one device; every tensor is contiguous.

    The gains of the norms over D are float32, whatever the rest: the same numbers, but 16 bytes hold four of them, which a
    kernel can copy ahead (two bytes a thread it would wait for).
    """

    embedding: Tensor  # (V, D)
    head: Tensor  # (V, D); the very same tensor where the model ties them
    norm: Tensor  # (D,) float32
    layers: tuple[LayerWeights, ...]


class Place(NamedTuple):
    """Where one tensor of the checkpoint goes: `target` is a view whose numbers lie in the checkpoint's order."""

    target: Tensor
    shape: tuple[int, ...]  # in the checkpoint


def empty_weights(a: Architecture, device: torch.device | str, dtype: torch.dtype) -> Weights:
    """Allocates, and leaves what is there."""

    def empty(*shape: int, of: torch.dtype = dtype) -> Tensor:
        return torch.empty(shape, device=device, dtype=of)

    rows = (a.heads + 2 * a.kv_heads) * a.head_width
    layers = tuple(
        LayerWeights(
            attention_norm=empty(a.width, of=torch.float32),
            qkv=empty(rows, a.width),
            qkv_bias=empty(rows) if a.qkv_bias else None,
            q_norm=empty(a.head_width) if a.qk_norm else None,
            k_norm=empty(a.head_width) if a.qk_norm else None,
            output=empty(a.width, a.heads * a.head_width),
            output_bias=empty(a.width) if a.output_bias else None,
            ffn_norm=empty(a.width, of=torch.float32),
            gate_up=empty(2 * a.ffn, a.width),
            down=empty(a.width, a.ffn),
        )
        for _ in range(a.layers)
    )
    embedding = empty(a.vocab, a.width)
    head = embedding if a.tied else empty(a.vocab, a.width)
    return Weights(embedding, head, empty(a.width, of=torch.float32), layers)


def places(weights: Weights, a: Architecture) -> dict[str, Place]:
    """Every tensor that the checkpoint must hold, by its name there."""
    found = {
        "model.embed_tokens.weight": _whole(weights.embedding),
        "model.norm.weight": _whole(weights.norm),
    }
    if not a.tied:
        found["lm_head.weight"] = _whole(weights.head)
    for number, layer in enumerate(weights.layers):
        found |= {f"model.layers.{number}.{name}": place for name, place in _layer(layer, a).items()}
    return found


def unpacked(weights: Weights, a: Architecture) -> dict[str, Tensor]:
    """The checkpoint's own tensors again: what Hugging Face's `load_state_dict` takes (copies where packing reordered)."""
    return {name: place.target.reshape(place.shape) for name, place in places(weights, a).items()}


def random_weights(
    a: Architecture, seed: int = 0, device: torch.device | str = "cpu", dtype: torch.dtype | None = None
) -> Weights:
    """A model without a file, for benchmarks: Hugging Face's initial spread (0.02), norms around 1."""
    weights = empty_weights(a, device, dtype or getattr(torch, a.dtype))
    generator = torch.Generator(device).manual_seed(seed)
    for name, place in places(weights, a).items():
        norm = name.endswith("norm.weight")
        place.target.normal_(1.0 if norm else 0.0, 0.1 if norm else 0.02, generator=generator)
    return weights


def _layer(layer: LayerWeights, a: Architecture) -> dict[str, Place]:
    queries, keys = a.heads * a.head_width, a.kv_heads * a.head_width
    gates = layer.gate_up.view(a.ffn, 2, a.width)
    found = {
        "input_layernorm.weight": _whole(layer.attention_norm),
        "self_attn.o_proj.weight": _whole(layer.output),
        "post_attention_layernorm.weight": _whole(layer.ffn_norm),
        "mlp.gate_proj.weight": _whole(gates[:, 0]),
        "mlp.up_proj.weight": _whole(gates[:, 1]),
        "mlp.down_proj.weight": _whole(layer.down),
    }
    parts: dict[str, tuple[slice, Callable[[Tensor], Place]]] = {
        "q": (slice(0, queries), lambda rows: _paired(rows, a.head_width)),
        "k": (slice(queries, queries + keys), lambda rows: _paired(rows, a.head_width)),
        "v": (slice(queries + keys, queries + 2 * keys), _whole),
    }
    for letter, (rows, place) in parts.items():
        found[f"self_attn.{letter}_proj.weight"] = place(layer.qkv[rows])
        if layer.qkv_bias is not None:
            found[f"self_attn.{letter}_proj.bias"] = place(layer.qkv_bias[rows])
    if layer.q_norm is not None and layer.k_norm is not None:
        found["self_attn.q_norm.weight"] = _paired(layer.q_norm, a.head_width)
        found["self_attn.k_norm.weight"] = _paired(layer.k_norm, a.head_width)
    if layer.output_bias is not None:
        found["self_attn.o_proj.bias"] = _whole(layer.output_bias)
    return found


def _whole(target: Tensor) -> Place:
    return Place(target, tuple(target.shape))


def _paired(rows: Tensor, head_width: int) -> Place:
    """Rows (heads·E, …) whose halves are interleaved, seen half by half: (heads, 2, E/2, …)."""
    pairs = rows.view(-1, head_width // 2, 2, *rows.shape[1:])
    return Place(pairs.transpose(1, 2), tuple(rows.shape))
