"""Tiny Hugging Face folders of random weights, written by transformers itself."""

from pathlib import Path
from typing import Any

import torch

SIZES = {
    "vocab_size": 96,
    "hidden_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "head_dim": 16,
    "intermediate_size": 48,
    "max_position_embeddings": 64,
    "bos_token_id": 1,
    "eos_token_id": 2,
    "pad_token_id": 0,
    "attention_bias": False,
}
MODEL_TYPES = ("llama", "qwen2", "qwen3")


def random_model(model_type: str, *, dtype: torch.dtype = torch.float32, seed: int = 0, **sizes: Any) -> Any:
    """A transformers model whose biases and norms are random too (they would begin as zeros and ones)."""
    from transformers import AutoConfig, AutoModelForCausalLM

    values = {**SIZES, **sizes}
    if model_type == "qwen2":
        values.pop("attention_bias")
    torch.manual_seed(seed)
    config = AutoConfig.for_model(model_type, **values)
    model = AutoModelForCausalLM.from_config(config, dtype=dtype).eval()
    with torch.no_grad():
        for name, value in model.named_parameters():
            if value.dim() == 1:
                value.normal_(1.0 if "norm" in name else 0.0, 0.3)
    return model


def write_random_folder(
    folder: Path,
    model_type: str,
    *,
    dtype: torch.dtype = torch.float32,
    seed: int = 0,
    shards: str | None = None,
    **sizes: Any,
) -> Any:
    """Saves such a model into `folder`, in shards of at most `shards` ("20KB"), and returns it."""
    model = random_model(model_type, dtype=dtype, seed=seed, **sizes)
    model.save_pretrained(folder, **({"max_shard_size": shards} if shards else {}))
    return model
