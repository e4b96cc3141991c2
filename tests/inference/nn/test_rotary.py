import json
from pathlib import Path

import pytest
import torch

from inference.nn.architecture import Architecture, read_architecture
from inference.nn.rotary import attention_factor, inverse_frequencies, rotary_tables
from tests.inference.nn.folders import SIZES

LLAMA3 = {"rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0}
ROPES = {
    "default": {"rope_type": "default"},
    "linear": {"rope_type": "linear", "factor": 4.0},
    "linear, the older name": {"type": "linear", "factor": 2},
    "dynamic": {"rope_type": "dynamic", "factor": 2.0},
    "llama3": {**LLAMA3, "original_max_position_embeddings": 64},
    "llama3, its 8192": {**LLAMA3, "original_max_position_embeddings": 8192},
    "llama3, no original": LLAMA3,
    "yarn": {"rope_type": "yarn", "factor": 4.0, "original_max_position_embeddings": 256},
    "yarn, its own factor": {"rope_type": "yarn", "factor": 4.0, "attention_factor": 1.7},
    "yarn, as DeepSeek": {"rope_type": "yarn", "factor": 40.0, "mscale": 1.0, "mscale_all_dim": 0.7},
    "yarn, other ramp": {"type": "yarn", "factor": 8.0, "beta_fast": 16, "beta_slow": 2, "truncate": False},
    "yarn, from the first pair": {"rope_type": "yarn", "factor": 4.0, "original_max_position_embeddings": 100},
    "yarn, to the last pair": {"rope_type": "yarn", "factor": 4.0, "beta_slow": 1e-9},
    "yarn, no stretch": {"rope_type": "yarn", "factor": 1.0},
}


def read(folder: Path, **changes: object) -> Architecture:
    values = {**SIZES, "model_type": "llama", "architectures": ["LlamaForCausalLM"], "dtype": "float32", **changes}
    (folder / "config.json").write_text(json.dumps(values))
    return read_architecture(folder)


@pytest.mark.parametrize("theta", [10000.0, 500000.0, 1000000])
@pytest.mark.parametrize("head_width", [16, 64, 96])
@pytest.mark.parametrize("rope", ROPES.values(), ids=ROPES)
@pytest.mark.filterwarnings("ignore::FutureWarning")
def test_tables_are_those_of_transformers(tmp_path: Path, rope: dict, head_width: int, theta: float) -> None:
    from transformers import LlamaConfig
    from transformers.models.llama.modeling_llama import LlamaRotaryEmbedding

    sizes = {**SIZES, "head_dim": head_width, "max_position_embeddings": 1024}
    ours = read(tmp_path, **sizes, rope_theta=theta, rope_scaling=rope)
    theirs = LlamaRotaryEmbedding(LlamaConfig(**sizes, rope_parameters={"rope_theta": theta, **rope}))
    positions = torch.arange(1024)[None]
    cos, sin = theirs(torch.zeros(1), positions)  # (1, T, E), the halves alike
    half = head_width // 2
    our_cos, our_sin = rotary_tables(ours, 1024)
    assert our_cos.shape == our_sin.shape == (1024, half) and our_cos.dtype == torch.float32
    torch.testing.assert_close(inverse_frequencies(ours.rope, head_width), theirs.inv_freq, rtol=1e-6, atol=0)
    torch.testing.assert_close(our_cos, cos[0, :, :half], rtol=0, atol=1e-6)
    torch.testing.assert_close(our_sin, sin[0, :, half:], rtol=0, atol=1e-6)
    assert attention_factor(ours.rope) == pytest.approx(theirs.attention_scaling, rel=1e-12)


def test_far_positions_are_rounded_as_in_transformers(tmp_path: Path) -> None:
    from transformers import LlamaConfig
    from transformers.models.llama.modeling_llama import LlamaRotaryEmbedding

    sizes = {**SIZES, "max_position_embeddings": 131072}
    theirs = LlamaRotaryEmbedding(LlamaConfig(**sizes))(torch.zeros(1), torch.arange(131000, 131072)[None])
    cos, sin = rotary_tables(read(tmp_path, **sizes))
    torch.testing.assert_close(cos[131000:], theirs[0][0, :, :8], rtol=0, atol=1e-6)
    torch.testing.assert_close(sin[131000:], theirs[1][0, :, :8], rtol=0, atol=1e-6)


def test_without_a_context_the_models_counts(tmp_path: Path) -> None:
    assert rotary_tables(read(tmp_path))[0].shape == (64, 8)


def test_dynamic_is_default_up_to_where_the_context_ends(tmp_path: Path) -> None:
    dynamic = read(tmp_path, rope_scaling={"rope_type": "dynamic", "factor": 4.0})
    plain = read(tmp_path)
    assert dynamic.context == plain.context == 64
    assert all(map(torch.equal, rotary_tables(dynamic), rotary_tables(plain)))
