"""The sizes of a model, read from and written to Hugging Face's config.json."""

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Config:
    """Sizes of a Llama model; the defaults are the first Mầm's (8.4 million parameters)."""

    vocab: int = 8192
    width: int = 256  # K-quants of llama.cpp need multiples of 256
    layers: int = 8
    heads: int = 4
    kv_heads: int = 4
    ffn: int = 768
    context: int = 1024
    rope_theta: float = 10000.0
    norm_eps: float = 1e-5

    def __post_init__(self) -> None:
        assert self.width % self.heads == 0 and self.heads % self.kv_heads == 0
        assert self.head_width % 2 == 0, "RoPE turns pairs"

    @property
    def head_width(self) -> int:
        return self.width // self.heads

    def as_dict(self) -> dict[str, float]:
        return dataclasses.asdict(self)


# Our name for each number of Hugging Face's LlamaConfig.
_HF = {
    "vocab": "vocab_size",
    "width": "hidden_size",
    "layers": "num_hidden_layers",
    "heads": "num_attention_heads",
    "kv_heads": "num_key_value_heads",
    "ffn": "intermediate_size",
    "context": "max_position_embeddings",
    "norm_eps": "rms_norm_eps",
}


def write_hf_config(config: Config, path: Path) -> None:
    values = config.as_dict()
    hf = {
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        **{theirs: values[ours] for ours, theirs in _HF.items()},
        "head_dim": config.head_width,
        # Both places: transformers before 5 reads the first, 5 the second.
        "rope_theta": config.rope_theta,
        "rope_parameters": {"rope_type": "default", "rope_theta": config.rope_theta},
        "hidden_act": "silu",
        "attention_bias": False,
        "mlp_bias": False,
        "tie_word_embeddings": True,
        "pad_token_id": 0,
        "bos_token_id": 1,
        "eos_token_id": 2,
        "dtype": "float32",
    }
    path.write_text(json.dumps(hf, indent=2), encoding="utf-8")


def read_hf_config(path: Path) -> Config:
    hf = json.loads(path.read_text(encoding="utf-8"))
    if hf.get("model_type") != "llama" or not hf.get("tie_word_embeddings"):
        raise ValueError(f"{path}: not a Llama with tied embeddings")
    rope = hf.get("rope_parameters") or hf
    return Config(**{ours: hf[theirs] for ours, theirs in _HF.items()}, rope_theta=rope["rope_theta"])
