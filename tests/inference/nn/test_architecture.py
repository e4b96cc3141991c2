import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inference.errors import InferenceError
from inference.nn.architecture import Architecture, Rope, read_architecture
from tests.inference.nn.folders import MODEL_TYPES, SIZES, random_model

LLAMA = {**SIZES, "model_type": "llama", "architectures": ["LlamaForCausalLM"], "dtype": "float32"}
QWEN2 = {**LLAMA, "model_type": "qwen2", "architectures": ["Qwen2ForCausalLM"]}
QWEN3 = {**LLAMA, "model_type": "qwen3", "architectures": ["Qwen3ForCausalLM"]}


def read(folder: Path, values: dict[str, Any], **changes: Any) -> Architecture:
    (folder / "config.json").write_text(json.dumps({**values, **changes}))
    return read_architecture(folder)


def without(values: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in names}


@pytest.mark.parametrize("model_type", MODEL_TYPES)
@pytest.mark.parametrize("tied", [False, True])
def test_what_transformers_writes_is_read(tmp_path: Path, model_type: str, tied: bool) -> None:
    model = random_model(model_type, tie_word_embeddings=tied, rope_theta=5000.0)
    model.config.save_pretrained(tmp_path)
    found = read_architecture(tmp_path)
    assert found == Architecture(
        kind=model_type, vocab=96, width=32, layers=2, heads=4, kv_heads=2, head_width=16, ffn=48, context=64,
        norm_eps=1e-6, rope=Rope(theta=5000.0), qkv_bias=model_type == "qwen2", output_bias=False,
        qk_norm=model_type == "qwen3", tied=tied, dtype="float32", end_tokens=frozenset({2}), bos=1,
    )  # fmt: skip
    assert found.parameters == sum(value.numel() for value in model.parameters())
    assert found.weight_bytes == 4 * found.parameters


@pytest.mark.parametrize("values", [LLAMA, QWEN3], ids=["llama", "qwen3"])
def test_attention_bias_is_on_queries_keys_values_and_output(tmp_path: Path, values: dict) -> None:
    found = read(tmp_path, values, attention_bias=True)
    assert found.qkv_bias and found.output_bias
    model = random_model(found.kind, attention_bias=True)
    assert found.parameters == sum(value.numel() for value in model.parameters())


def test_qwen2_has_no_bias_on_the_output(tmp_path: Path) -> None:
    found = read(tmp_path, QWEN2, attention_bias=True)
    assert found.qkv_bias and not found.output_bias


def test_a_head_takes_its_share_of_the_width_where_nothing_is_said(tmp_path: Path) -> None:
    assert read(tmp_path, without(LLAMA, "head_dim")).head_width == 8
    assert read(tmp_path, LLAMA, head_dim=None).head_width == 8
    assert read(tmp_path, without(QWEN3, "head_dim")).head_width == 128


def test_without_key_heads_every_head_has_its_own(tmp_path: Path) -> None:
    assert read(tmp_path, without(LLAMA, "num_key_value_heads")).kv_heads == 4


def test_one_tokens_cache(tmp_path: Path) -> None:
    assert read(tmp_path, LLAMA).cache_bytes == 2 * 2 * 2 * 16 * 4
    assert read(tmp_path, LLAMA, dtype="bfloat16").cache_bytes == 2 * 2 * 2 * 16 * 2


# Both generations of transformers


@pytest.mark.parametrize("name", ["dtype", "torch_dtype"])
@pytest.mark.parametrize("said", ["bfloat16", "torch.bfloat16"])
def test_the_dtype_by_both_names(tmp_path: Path, name: str, said: str) -> None:
    assert read(tmp_path, without(LLAMA, "dtype"), **{name: said}).dtype == "bfloat16"


def test_without_a_dtype_it_is_float32(tmp_path: Path) -> None:
    assert read(tmp_path, without(LLAMA, "dtype")).dtype == "float32"


LLAMA3 = {
    "rope_type": "llama3", "factor": 32.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
    "original_max_position_embeddings": 8192,
}  # fmt: skip


def test_rope_by_both_names(tmp_path: Path) -> None:
    wanted = Rope("llama3", 500000.0, 32.0, 8192, 1.0, 4.0)
    assert read(tmp_path, LLAMA, rope_theta=500000.0, rope_scaling=LLAMA3).rope == wanted
    assert read(tmp_path, LLAMA, rope_parameters={**LLAMA3, "rope_theta": 500000.0}).rope == wanted


def test_rope_without_a_word_is_the_default(tmp_path: Path) -> None:
    assert read(tmp_path, LLAMA).rope == Rope("default", 10000.0)
    assert read(tmp_path, LLAMA, rope_scaling=None, rope_theta=1e6).rope == Rope("default", 1e6)


def test_yarn_stretches_the_context_by_its_factor(tmp_path: Path) -> None:
    bare = {"type": "yarn", "factor": 4.0}
    rope = {**bare, "original_max_position_embeddings": 32768}
    assert read(tmp_path, QWEN2, max_position_embeddings=32768, rope_scaling=rope).context == 131072
    assert read(tmp_path, QWEN2, max_position_embeddings=131072, rope_scaling=rope).context == 131072
    assert read(tmp_path, QWEN2, max_position_embeddings=1000, rope_scaling=bare).context == 1000


def test_ends_are_those_of_both_files(tmp_path: Path) -> None:
    (tmp_path / "generation_config.json").write_text('{"eos_token_id": [5, 6]}')
    assert read(tmp_path, LLAMA).end_tokens == {2, 5, 6}
    (tmp_path / "generation_config.json").write_text('{"eos_token_id": 7}')
    assert read(tmp_path, LLAMA, eos_token_id=[2, 3]).end_tokens == {2, 3, 7}
    assert read(tmp_path, LLAMA, eos_token_id=None).end_tokens == {7}


def test_a_window_that_no_layer_uses_is_none(tmp_path: Path) -> None:
    """Qwen2.5's own configs: a window is written down and switched off."""
    off = read(tmp_path, QWEN2, use_sliding_window=False, sliding_window=32768, max_window_layers=1)
    late = read(tmp_path, QWEN2, use_sliding_window=True, sliding_window=16, max_window_layers=2)
    full = read(tmp_path, QWEN3, use_sliding_window=True, layer_types=["full_attention"] * 2)
    assert off.layers == late.layers == full.layers == 2


# What is refused, each by its name

REFUSED = {
    "Mistral": (LLAMA, {"model_type": "mistral", "architectures": ["MistralForCausalLM"]}, "MistralForCausalLM"),
    "Gemma": (LLAMA, {"model_type": "gemma3_text", "architectures": None}, "gemma3_text"),
    "Phi": (LLAMA, {"model_type": "phi3", "architectures": ["Phi3ForCausalLM"]}, "Phi3ForCausalLM"),
    "experts": (QWEN3, {"model_type": "qwen3_moe", "architectures": ["Qwen3MoeForCausalLM"]}, "Qwen3MoeForCausalLM"),
    "pictures": (QWEN2, {"model_type": "qwen2_vl", "architectures": []}, "qwen2_vl"),
    "classifier": (QWEN2, {"architectures": ["Qwen2ForSequenceClassification"]}, "Qwen2ForSequenceClassification"),
    "window": (QWEN2, {"use_sliding_window": True, "max_window_layers": 1}, "cửa sổ trượt"),
    "window of every layer": (QWEN3, {"use_sliding_window": True}, "cửa sổ trượt"),
    "window in Llama": (LLAMA, {"sliding_window": 4096}, "cửa sổ trượt"),
    "sliding layers": (QWEN3, {"layer_types": ["full_attention", "sliding_attention"]}, "cửa sổ trượt"),
    "linear layers": (QWEN3, {"layer_types": ["linear_attention", "full_attention"]}, "linear_attention"),
    "mlp_bias": (LLAMA, {"mlp_bias": True}, "mlp_bias"),
    "quantized": (QWEN2, {"quantization_config": {"quant_method": "awq", "bits": 4}}, "awq"),
    "gelu": (LLAMA, {"hidden_act": "gelu"}, "gelu"),
    "both ways": (QWEN3, {"is_causal": False}, "hai chiều"),
    "float16": (LLAMA, {"dtype": "float16"}, "float16"),
    "float16 by the older name": (without(LLAMA, "dtype"), {"torch_dtype": "torch.float16"}, "float16"),
    "8 bits": (LLAMA, {"dtype": "float8_e4m3fn"}, "float8_e4m3fn"),
    "longrope": (LLAMA, {"rope_scaling": {"rope_type": "longrope", "factor": 2.0}}, "longrope"),
    "mrope": (QWEN2, {"rope_scaling": {"type": "default", "mrope_section": [2, 3, 3]}}, "mrope"),
    "unknown rope": (LLAMA, {"rope_parameters": {"rope_type": "xoáy"}}, "xoáy"),
    "rope by layers": (QWEN3, {"rope_parameters": {"full_attention": {"rope_type": "default"}}}, "theo từng tầng"),
    "part of a head": (LLAMA, {"partial_rotary_factor": 0.5}, "partial_rotary_factor"),
    "heads": (LLAMA, {"num_key_value_heads": 3}, "không chia hết"),
    "width": (without(LLAMA, "head_dim"), {"num_attention_heads": 5, "num_key_value_heads": 5}, "không chia hết"),
    "odd head": (LLAMA, {"head_dim": 15}, "số lẻ"),
    "negative": (LLAMA, {"hidden_size": -32}, "hidden_size"),
    "huge": (LLAMA, {"num_hidden_layers": 10**30}, "num_hidden_layers"),
    "truth is no number": (LLAMA, {"vocab_size": True}, "vocab_size"),
    "text": (LLAMA, {"intermediate_size": "48"}, "intermediate_size"),
    "not there": (without(LLAMA, "max_position_embeddings"), {}, "thiếu max_position_embeddings"),
    "no type": (without(LLAMA, "model_type"), {}, "thiếu model_type"),
    "epsilon": (LLAMA, {"rms_norm_eps": float("nan")}, "rms_norm_eps"),
    "theta": (LLAMA, {"rope_theta": 0}, "rope_theta"),
    "factor": (LLAMA, {"rope_scaling": {"rope_type": "linear"}}, "factor"),
    "bands": (LLAMA, {"rope_scaling": {**LLAMA3, "low_freq_factor": 4.0}}, "low_freq_factor"),
    "end out of reach": (LLAMA, {"eos_token_id": [2, 96]}, "eos_token_id"),
}  # fmt: skip


@pytest.mark.parametrize(("values", "changes", "named"), REFUSED.values(), ids=REFUSED)
def test_refused_by_name(tmp_path: Path, values: dict, changes: dict, named: str) -> None:
    with pytest.raises(InferenceError, match=named) as refused:
        read(tmp_path, values, **changes)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"a": ' + "1" * 5000 + "}", "[" * 100_000, "\ufeff{}"])
def test_a_file_that_is_no_config(tmp_path: Path, text: str) -> None:
    (tmp_path / "config.json").write_text(text, encoding="utf-8")
    with pytest.raises(InferenceError, match="config.json"):
        read_architecture(tmp_path)


def test_no_folder_no_file_and_no_text(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "không có"):
        with pytest.raises(InferenceError, match="thiếu tệp config.json"):
            read_architecture(folder)
    (tmp_path / "config.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InferenceError, match="UTF-8"):
        read_architecture(tmp_path)
    (tmp_path / "config.json").unlink()
    (tmp_path / "config.json").mkdir()
    with pytest.raises(InferenceError, match="config.json"):
        read_architecture(tmp_path)


def test_a_broken_generation_config_is_named(tmp_path: Path) -> None:
    (tmp_path / "generation_config.json").write_text("{")
    with pytest.raises(InferenceError, match="generation_config.json"):
        read(tmp_path, LLAMA)
    (tmp_path / "generation_config.json").write_text('{"eos_token_id": "x"}')
    with pytest.raises(InferenceError, match="generation_config.json"):
        read(tmp_path, LLAMA)


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["", "default", "yarn", "llama3", "silu"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["rope_type", "factor", "x"]), inner),
    max_leaves=5,
)
NAMES = st.sampled_from(
    [*LLAMA, "rope_scaling", "rope_parameters", "rope_theta", "rms_norm_eps", "layer_types", "sliding_window", "hidden_act",
     "use_sliding_window", "max_window_layers", "quantization_config", "tie_word_embeddings", "torch_dtype", "mlp_bias"]
)  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.sampled_from([LLAMA, QWEN2, QWEN3]), changes=st.dictionaries(NAMES, ANYTHING, min_size=1, max_size=3))
def test_any_config_is_read_or_refused_in_one_line(tmp_path: Path, values: dict, changes: dict) -> None:
    try:
        found = read(tmp_path, values, **changes)
        assert found.weight_bytes > 0 and dataclasses.asdict(found)["rope"]
    except InferenceError as refused:
        assert refused.what and "\n" not in str(refused)
