"""Writes a GGUF of a Llama with random weights and a byte-level vocabulary: for speed measurements and tests."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

CHAT_TEMPLATE = (
    "{{ bos_token }}{% for m in messages %}{% if m['role'] == 'assistant' %}<|viet|>{{ m['content'] }}{{ eos_token }}"
    "{% else %}<|hoi|>{{ m['content'] }}{% endif %}{% endfor %}{% if add_generation_prompt %}<|viet|>{% endif %}"
)
SPECIALS = ("<s>", "</s>", "<|hoi|>", "<|viet|>")


@dataclass(frozen=True)
class Shape:
    """Sizes of a random Llama; `width` must be a multiple of 32 for Q8_0 (256 for K-quants)."""

    width: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int = 8192
    context: int = 2048


TINY = Shape(width=256, layers=2, heads=4, feed_forward=512, vocabulary=400)
SMALL_8M = Shape(width=256, layers=8, heads=4, feed_forward=768)
MEDIUM_40M = Shape(width=512, layers=12, heads=8, feed_forward=1408)


def write_random_gguf(path: Path, shape: Shape, *, seed: int = 0, quantized: bool = True) -> Path:
    """Writes the file at `path` (Q8_0 matrices if `quantized`, else F32) and returns `path`.

    Weights are normal with deviation 1/sqrt(fan-in), so that logits differ enough for greedy choices to be stable.
    """
    import gguf

    temporary = path.with_name(path.name + ".part")
    _write(gguf.GGUFWriter(str(temporary), "llama"), shape, seed, quantized)
    os.replace(temporary, path)
    return path


def write_random_split(folder: Path, shape: Shape, *, tensors: int, seed: int = 0) -> tuple[Path, ...]:
    """The same model in parts of at most `tensors` tensors: `chia-00001-of-0000N.gguf` and so on, in order."""
    import gguf

    _write(gguf.GGUFWriter(str(folder / "chia.gguf"), "llama", split_max_tensors=tensors), shape, seed, False)
    return tuple(sorted(folder.glob("chia-*-of-*.gguf")))


def write_random_lora(path: Path, shape: Shape, *, rank: int = 4, seed: int = 0, architecture: str = "llama") -> Path:
    """A LoRA over the attention's output of every layer; strong enough to change what is said."""
    import gguf
    import numpy as np

    rng = np.random.default_rng(seed)
    writer = gguf.GGUFWriter(str(path), architecture)
    writer.add_type("adapter")
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", float(rank))
    for layer in range(shape.layers):
        name = f"blk.{layer}.attn_output.weight"
        writer.add_tensor(name + ".lora_a", rng.standard_normal((rank, shape.width), dtype=np.float32))
        writer.add_tensor(name + ".lora_b", rng.standard_normal((shape.width, rank), dtype=np.float32))
    _finish(writer)
    return path


def _write(writer, shape: Shape, seed: int, quantized: bool) -> None:
    import gguf
    import numpy as np

    rng = np.random.default_rng(seed)
    _write_metadata(writer, shape, quantized)
    _write_vocabulary(writer, shape, rng)
    for name, dims in _tensors(shape).items():
        if len(dims) == 1:
            writer.add_tensor(name, np.ones(dims, dtype=np.float32))
            continue
        values = rng.standard_normal(dims, dtype=np.float32) / np.sqrt(np.float32(dims[1]))
        if quantized:
            kind = gguf.GGMLQuantizationType.Q8_0
            writer.add_tensor(name, gguf.quants.quantize(values, kind), raw_dtype=kind)
        else:
            writer.add_tensor(name, values)
    _finish(writer)


def _finish(writer) -> None:
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _tensors(shape: Shape) -> dict[str, tuple[int, ...]]:
    """Names and (rows, columns) of every tensor; the output matrix is tied to the embedding."""
    d, f = shape.width, shape.feed_forward
    tensors: dict[str, tuple[int, ...]] = {"token_embd.weight": (shape.vocabulary, d), "output_norm.weight": (d,)}
    for layer in range(shape.layers):
        block = f"blk.{layer}."
        tensors[block + "attn_norm.weight"] = (d,)
        tensors[block + "ffn_norm.weight"] = (d,)
        for name in ("attn_q", "attn_k", "attn_v", "attn_output"):
            tensors[f"{block}{name}.weight"] = (d, d)
        tensors[block + "ffn_gate.weight"] = (f, d)
        tensors[block + "ffn_up.weight"] = (f, d)
        tensors[block + "ffn_down.weight"] = (d, f)
    return tensors


def _write_metadata(writer, shape: Shape, quantized: bool) -> None:
    import gguf

    writer.add_name("random")
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.width)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.feed_forward)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.heads)
    writer.add_rope_dimension_count(shape.width // shape.heads)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_vocab_size(shape.vocabulary)
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_Q8_0 if quantized else gguf.LlamaFileType.ALL_F32)


def _write_vocabulary(writer, shape: Shape, rng) -> None:
    """256 byte tokens, then random merges, then the specials at the end."""
    import gguf

    letters = list(_byte_letters().values())
    tokens, merges, known = list(letters), [], set(letters)
    while len(tokens) < shape.vocabulary - len(SPECIALS):
        left, right = (tokens[i] for i in rng.integers(0, min(len(tokens), 2000), size=2))
        if left + right not in known and len(left + right) <= 6:
            known.add(left + right)
            tokens.append(left + right)
            merges.append(f"{left} {right}")
    kinds = [gguf.TokenType.NORMAL] * len(tokens) + [gguf.TokenType.CONTROL] * len(SPECIALS)
    tokens += SPECIALS
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("llama-bpe")
    writer.add_token_list(tokens)
    writer.add_token_types(kinds)
    writer.add_token_merges(merges)
    writer.add_bos_token_id(tokens.index("<s>"))
    writer.add_eos_token_id(tokens.index("</s>"))
    writer.add_add_bos_token(False)
    writer.add_chat_template(CHAT_TEMPLATE)


def _byte_letters() -> dict[int, str]:
    """GPT-2's reversible map from bytes to printable letters (github.com/openai/gpt-2, src/encoder.py)."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    letters = {byte: chr(byte) for byte in printable}
    for byte in range(256):
        if byte not in letters:
            letters[byte] = chr(256 + len(letters) - len(printable))
    return dict(sorted(letters.items()))
