"""What a Hugging Face folder says of its model: the sizes and switches of Llama, Qwen2 and Qwen3; all else is refused by name.

The names and defaults are those of transformers' LlamaConfig, Qwen2Config and Qwen3Config, of both 4 and 5
(`torch_dtype` or `dtype`, `rope_theta` beside `rope_scaling` or inside `rope_parameters`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inference.errors import InferenceError
from inference.nn.json_file import read_object, short

CLASSES = {"llama": "LlamaForCausalLM", "qwen2": "Qwen2ForCausalLM", "qwen3": "Qwen3ForCausalLM"}
DTYPE_BYTES = {"bfloat16": 2, "float32": 4}
ROPES = ("default", "linear", "dynamic", "llama3", "yarn")
HALF = ("float16", "half", "fp16")
ELSEWHERE = "Hãy phục vụ mô hình này bằng vLLM hoặc SGLang."
AGAIN = "Hãy tải lại mô hình."
LIMITS = {  # inclusive; a hostile config must not reach an allocation
    "vocab_size": 1 << 22,
    "hidden_size": 1 << 17,
    "num_hidden_layers": 1 << 10,
    "num_attention_heads": 1 << 10,
    "num_key_value_heads": 1 << 10,
    "head_dim": 1 << 10,
    "intermediate_size": 1 << 20,
    "max_position_embeddings": 1 << 24,
}


@dataclass(frozen=True)
class Rope:
    """How positions turn: `kind` is one of ROPES; the numbers past `theta` matter to some kinds only."""

    kind: str = "default"
    theta: float = 10000.0
    factor: float = 1.0
    original_context: int = 0  # llama3, yarn: before the context was stretched
    low_frequency: float = 1.0  # llama3
    high_frequency: float = 4.0
    attention_factor: float | None = None  # yarn, as the four below
    mscale: float = 0.0
    mscale_all_dim: float = 0.0
    beta_fast: float = 32.0
    beta_slow: float = 1.0
    truncate: bool = True


@dataclass(frozen=True)
class Architecture:
    """D = width, H = heads, G = kv_heads, E = head_width, F = ffn, V = vocab, L = layers."""

    kind: str  # a key of CLASSES
    vocab: int  # rows of the embedding: a tokenizer may know fewer
    width: int
    layers: int
    heads: int
    kv_heads: int
    head_width: int
    ffn: int
    context: int
    norm_eps: float
    rope: Rope
    qkv_bias: bool
    output_bias: bool
    qk_norm: bool
    tied: bool
    dtype: str  # a key of DTYPE_BYTES
    end_tokens: frozenset[int] = frozenset()
    bos: int | None = None

    @property
    def parameters(self) -> int:
        """Numbers in all weights; a tied head counts once."""
        queries, keys = self.heads * self.head_width, self.kv_heads * self.head_width
        matrices = self.width * (2 * queries + 2 * keys + 3 * self.ffn)
        vectors = 2 * self.width + self.qk_norm * 2 * self.head_width
        biases = self.qkv_bias * (queries + 2 * keys) + self.output_bias * self.width
        tables = (1 if self.tied else 2) * self.vocab * self.width
        return tables + self.width + self.layers * (matrices + vectors + biases)

    @property
    def weight_bytes(self) -> int:
        return self.parameters * DTYPE_BYTES[self.dtype]

    @property
    def cache_bytes(self) -> int:
        """Bytes of one token's keys and values in all layers."""
        return self.layers * 2 * self.kv_heads * self.head_width * DTYPE_BYTES[self.dtype]


def read_architecture(folder: Path) -> Architecture:
    """From config.json, with the ends of generation_config.json. Raises InferenceError for all that we do not compute."""
    config = _Fields(read_object(folder / "config.json"))
    kind = _kind(config)
    _refuse_what_differs(config, kind)
    sizes = {name: config.integer(name) for name in LIMITS if name not in ("num_key_value_heads", "head_dim")}
    width, heads, layers = sizes["hidden_size"], sizes["num_attention_heads"], sizes["num_hidden_layers"]
    kv_heads = config.integer("num_key_value_heads", heads)
    if heads % kv_heads:
        raise InferenceError(f"config.json ghi sai: {heads} đầu chú ý không chia hết cho {kv_heads} đầu khóa.", AGAIN)
    _refuse_sliding_window(config, kind, layers)
    bias = config.flag("attention_bias") and kind != "qwen2"
    context, rope = _rope(config, sizes["max_position_embeddings"])
    return Architecture(
        kind=kind,
        vocab=sizes["vocab_size"],
        width=width,
        layers=layers,
        heads=heads,
        kv_heads=kv_heads,
        head_width=_head_width(config, kind, width, heads),
        ffn=sizes["intermediate_size"],
        context=context,
        norm_eps=config.number("rms_norm_eps", 0.0, 1.0, 1e-6),
        rope=rope,
        qkv_bias=bias or kind == "qwen2",
        output_bias=bias,
        qk_norm=kind == "qwen3",
        tied=config.flag("tie_word_embeddings"),
        dtype=_dtype(config),
        end_tokens=_ends(folder, config, sizes["vocab_size"]),
        bos=_bos(config, sizes["vocab_size"]),
    )


class _Fields:
    """Typed access to the values of a JSON object; null counts as missing."""

    def __init__(self, values: dict[str, Any], file: str = "config.json") -> None:
        self._values = values
        self._file = file

    def get(self, name: str) -> Any:
        return self._values.get(name)

    def wrong(self, name: str) -> InferenceError:
        if self.get(name) is None:
            return InferenceError(f"{self._file} của mô hình thiếu {name}.", AGAIN)
        return InferenceError(f"{self._file} của mô hình ghi sai {name}: {short(self.get(name))}.", AGAIN)

    def integer(self, name: str, default: int | None = None) -> int:
        """Between 1 and the name's limit."""
        value = self.get(name)
        value = default if value is None else value
        if type(value) is not int or not 1 <= value <= LIMITS[name]:
            raise self.wrong(name)
        return value

    def number(self, name: str, low: float, high: float, default: float | None = None) -> float:
        """Between `low` (left out) and `high`."""
        value = self.get(name)
        value = default if value is None else value
        if type(value) not in (int, float) or not low < value <= high:  # nan is in no range
            raise self.wrong(name)
        return float(value)

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.get(name)
        value = default if value is None else value
        if type(value) is not bool:
            raise self.wrong(name)
        return value


def _kind(config: _Fields) -> str:
    kind, classes = config.get("model_type"), config.get("architectures")
    if kind is None:
        raise config.wrong("model_type")
    known = CLASSES.get(kind) if isinstance(kind, str) else None
    named = classes[0] if isinstance(classes, list) and classes else known or kind
    if known is None or named != known:
        raise InferenceError(
            f"Chưa chạy được kiến trúc “{short(named)}”.",
            f"Máy chủ GPU chỉ nhận mô hình viết chữ Llama, Qwen2 và Qwen3. {ELSEWHERE}",
        )
    return kind


def _refuse_what_differs(config: _Fields, kind: str) -> None:
    """Switches under which the same weights mean other numbers."""
    quantized = config.get("quantization_config")
    if quantized is not None:
        method = quantized.get("quant_method") if isinstance(quantized, dict) else quantized
        raise InferenceError(
            f"Mô hình này đã nén (lượng tử hóa: {short(method)}).", "Hãy dùng bản gốc bfloat16 hoặc float32."
        )
    if kind == "llama" and config.flag("mlp_bias"):
        raise InferenceError("Chưa chạy được mô hình Llama có mlp_bias.", ELSEWHERE)
    if config.get("hidden_act") not in (None, "silu", "swish"):
        raise InferenceError(f"Chưa chạy được hàm kích hoạt “{short(config.get('hidden_act'))}”, chỉ có silu.", ELSEWHERE)
    if not config.flag("is_causal", True) or config.flag("use_bidirectional_attention"):
        raise InferenceError("Mô hình này đọc cả hai chiều nên không viết tiếp được.", "Hãy chọn một mô hình viết chữ.")


def _refuse_sliding_window(config: _Fields, kind: str, layers: int) -> None:
    """Qwen's layers from `max_window_layers` on slide where `use_sliding_window`; what Llama's would do nobody knows."""
    types, first = config.get("layer_types"), config.get("max_window_layers")
    if not isinstance(types, list | None):
        raise config.wrong("layer_types")
    others = [name for name in types or () if name != "full_attention"]
    if others and others[0] != "sliding_attention":
        raise InferenceError(f"Chưa chạy được tầng chú ý loại “{short(others[0])}”.", ELSEWHERE)
    slides = bool(others)
    if types is None and kind != "llama":
        slides = config.flag("use_sliding_window") and not (type(first) is int and first >= layers)
    if slides or (kind == "llama" and config.get("sliding_window") is not None):
        raise InferenceError("Chưa chạy được mô hình dùng cửa sổ trượt (sliding window).", ELSEWHERE)


def _head_width(config: _Fields, kind: str, width: int, heads: int) -> int:
    if config.get("head_dim") is None and kind != "qwen3" and width % heads:
        raise InferenceError(f"config.json ghi sai: bề rộng {width} không chia hết cho {heads} đầu chú ý.", AGAIN)
    found = config.integer("head_dim", 128 if kind == "qwen3" else width // heads)
    if found % 2:
        raise InferenceError(f"config.json ghi sai: bề rộng đầu chú ý {found} là số lẻ.", AGAIN)
    return found


def _dtype(config: _Fields) -> str:
    """Without one it is float32, as in transformers."""
    named = next((config.get(name) for name in ("dtype", "torch_dtype") if config.get(name) is not None), "float32")
    found = str(named).removeprefix("torch.")
    if found in HALF or found not in DTYPE_BYTES:
        shown = "float16" if found in HALF else short(found)
        raise InferenceError(f"Chưa chạy được mô hình kiểu số {shown}.", "Hãy dùng bản bfloat16 hoặc float32.")
    return found


def _rope(config: _Fields, context: int) -> tuple[int, Rope]:
    """The positions that the model knows, and how they turn."""
    values = config.get("rope_scaling") or config.get("rope_parameters") or {}
    if not isinstance(values, dict):
        raise config.wrong("rope_scaling" if config.get("rope_scaling") else "rope_parameters")
    outer = {name: config.get(name) for name in ("rope_theta", "partial_rotary_factor") if config.get(name) is not None}
    inner = {name: value for name, value in values.items() if value is not None}
    fields = _Fields({**outer, **inner}, "rope_parameters")
    kind = fields.get("rope_type") or fields.get("type") or "default"
    nested = any(isinstance(value, dict) for value in values.values())
    if kind not in ROPES or nested or fields.get("mrope_section") is not None:
        name = "theo từng tầng" if nested else "mrope" if kind in ROPES else short(kind)
        raise InferenceError(f"Chưa chạy được cách xoay vị trí RoPE “{name}”.", f"Chỉ có: {', '.join(ROPES)}. {ELSEWHERE}")
    if fields.number("partial_rotary_factor", 0.0, 1.0, 1.0) != 1.0:
        raise InferenceError("Chưa chạy được mô hình chỉ xoay một phần đầu chú ý (partial_rotary_factor).", ELSEWHERE)
    theta = fields.number("rope_theta", 1.0, 1e15, 10000.0)
    if kind == "linear":
        return context, Rope(kind, theta, _factor(fields))
    if kind == "llama3":
        return context, _llama3(config, fields, theta, context)
    if kind == "yarn":
        return _yarn(config, fields, theta, context)
    return context, Rope(kind, theta)


def _factor(fields: _Fields) -> float:
    return fields.number("factor", 0.0, 1e6)


def _original(config: _Fields, fields: _Fields, context: int) -> int:
    """transformers lets the number outside go first."""
    name = "original_max_position_embeddings"
    value = next((part.get(name) for part in (config, fields) if part.get(name) is not None), context)
    if type(value) not in (int, float) or not 1 <= value <= LIMITS["max_position_embeddings"]:
        raise InferenceError(f"config.json của mô hình ghi sai {name}: {short(value)}.", AGAIN)
    return int(value)


def _llama3(config: _Fields, fields: _Fields, theta: float, context: int) -> Rope:
    low, high = (fields.number(f"{name}_freq_factor", 0.0, 1e6) for name in ("low", "high"))
    if low >= high:
        raise fields.wrong("low_freq_factor")
    original = _original(config, fields, context)
    return Rope("llama3", theta, _factor(fields), original, low, high)


def _yarn(config: _Fields, fields: _Fields, theta: float, context: int) -> tuple[int, Rope]:
    """Qwen's cards leave max_position_embeddings as it was: the stretched context is the factor times the original."""
    original = _original(config, fields, context)
    factor = context / original if fields.get("factor") is None else _factor(fields)
    given = fields.get("attention_factor")
    rope = Rope(
        "yarn",
        theta,
        factor,
        original,
        attention_factor=None if given is None else fields.number("attention_factor", 0.0, 1e3),
        mscale=fields.number("mscale", -1e3, 1e3, 0.0),
        mscale_all_dim=fields.number("mscale_all_dim", -1e3, 1e3, 0.0),
        beta_fast=fields.number("beta_fast", 0.0, 1e6, 32.0),
        beta_slow=fields.number("beta_slow", 0.0, 1e6, 1.0),
        truncate=fields.flag("truncate", True),
    )
    said = any(part.get("original_max_position_embeddings") is not None for part in (config, fields))
    stretched = int(factor * original) if said else context
    return min(max(context, stretched), LIMITS["max_position_embeddings"]), rope


def _ends(folder: Path, config: _Fields, vocab: int) -> frozenset[int]:
    """Where answers end: what either file names."""
    path = folder / "generation_config.json"
    generation = _Fields(read_object(path), path.name) if path.exists() else _Fields({})
    found: set[int] = set()
    for fields in (config, generation):
        value = fields.get("eos_token_id")
        tokens = value if isinstance(value, list) else [] if value is None else [value]
        if not all(type(token) is int and 0 <= token < vocab for token in tokens):
            raise fields.wrong("eos_token_id")
        found |= set(tokens)
    return frozenset(found)


def _bos(config: _Fields, vocab: int) -> int | None:
    value = config.get("bos_token_id")
    return value if type(value) is int and 0 <= value < vocab else None
