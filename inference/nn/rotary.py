"""The angles that turn queries and keys by their position, as tables of cosines and sines.

Sources: RoPE (Su et al. 2021, arXiv 2104.09864); linear scaling (kaiokendev 2023); Llama 3.1's bands (`apply_scaling` of
Meta's llama-models, `models/llama3/model.py`); YaRN (Peng et al. 2023, arXiv 2309.00071, sections 3.2 and 3.4). Every step is
float32 and in the order of transformers' `modeling_rope_utils.py`, whose rounding the models were trained with: an angle at
position 100,000 has an error of 0.004 that is theirs too.

"dynamic" (NTK-aware) recomputes all angles once a text outgrows max_position_embeddings, and keys that lie in a cache would
have to turn again. Up to there it is "default" exactly, and that is where our context ends.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from inference.nn.architecture import Architecture, Rope


def rotary_tables(
    architecture: Architecture, context: int | None = None, device: torch.device | str = "cpu"
) -> tuple[Tensor, Tensor]:
    """Cosines and sines (context, E/2), float32, YaRN's attention factor multiplied in; without `context`, the model's."""
    frequencies = inverse_frequencies(architecture.rope, architecture.head_width)  # (E/2,)
    positions = torch.arange(context or architecture.context, dtype=torch.float32)
    angles = positions[:, None] * frequencies  # (context, E/2)
    scale = attention_factor(architecture.rope)
    return (angles.cos() * scale).to(device), (angles.sin() * scale).to(device)


def inverse_frequencies(rope: Rope, head_width: int) -> Tensor:
    """Radians a position (E/2,), float32."""
    powers = rope.theta ** (torch.arange(0, head_width, 2, dtype=torch.float32) / head_width)
    plain = 1.0 / powers
    if rope.kind == "linear":
        return plain / rope.factor
    if rope.kind == "llama3":
        return _llama3(rope, plain)
    if rope.kind == "yarn":
        return _yarn(rope, powers)
    return plain


def attention_factor(rope: Rope) -> float:
    """What queries and keys are each multiplied by: YaRN's √(1/t) = 0.1·ln(factor) + 1 (its equation 22)."""
    if rope.kind != "yarn":
        return 1.0
    if rope.attention_factor is not None:
        return rope.attention_factor

    def mscale(weight: float) -> float:
        return 0.1 * weight * math.log(rope.factor) + 1.0 if rope.factor > 1 else 1.0

    if rope.mscale and rope.mscale_all_dim:  # DeepSeek's variant
        return mscale(rope.mscale) / mscale(rope.mscale_all_dim)
    return mscale(1.0)


def _llama3(rope: Rope, plain: Tensor) -> Tensor:
    """Short waves stay, long ones are stretched by the factor, those between by a mixture."""
    lengths = 2 * math.pi / plain
    shortest, longest = rope.original_context / rope.high_frequency, rope.original_context / rope.low_frequency
    stretched = torch.where(lengths > longest, plain / rope.factor, plain)
    share = (rope.original_context / lengths - rope.low_frequency) / (rope.high_frequency - rope.low_frequency)
    mixed = (1 - share) * stretched / rope.factor + share * stretched
    between = (lengths >= shortest) & (lengths <= longest)
    return torch.where(between, mixed, stretched)


def _yarn(rope: Rope, powers: Tensor) -> Tensor:
    """Pairs that turn often within the original context stay, those that turn seldom are interpolated (a linear ramp)."""
    head_width = 2 * len(powers)

    def pair(turns: float) -> float:
        """The pair that turns so many times within the original context (its dimension, of E)."""
        return head_width * math.log(rope.original_context / (turns * 2 * math.pi)) / (2 * math.log(rope.theta))

    low, high = pair(rope.beta_fast), pair(rope.beta_slow)
    if rope.truncate:
        low, high = math.floor(low), math.ceil(high)
    low, high = max(low, 0), min(high, head_width - 1)
    if low == high:
        high += 0.001
    ramp = ((torch.arange(len(powers), dtype=torch.float32) - low) / (high - low)).clamp(0, 1)
    kept = 1 - ramp
    return 1.0 / (rope.factor * powers) * (1 - kept) + 1.0 / powers * kept
