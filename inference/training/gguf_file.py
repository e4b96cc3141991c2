"""GGUF files: a model and its tokenizer written for llama.cpp, and read back from any (also quantized) file of ours."""

import os
from dataclasses import dataclass
from pathlib import Path

import gguf
import numpy as np
import torch

from inference.nn.config import Config
from inference.nn.model import Llama
from inference.nn.tokenizer import CHAT_TEMPLATE, LLAMA_CPP_NAME, SPECIALS, Tokenizer, byte_level_bpe

# Hugging Face's name within a layer, and llama.cpp's.
_LAYER = {
    "input_layernorm": "attn_norm",
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "post_attention_layernorm": "ffn_norm",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}


@dataclass(frozen=True)
class About:
    """What the file says of itself."""

    name: str = "Mầm"
    author: str = "Lời Hay"
    license: str = "other"
    description: str = (
        "A small Vietnamese model that writes greetings, e-mails and posts, trained from nothing. "
        "Training text includes Wikipedia tiếng Việt (CC BY-SA 3.0) and tatoeba.org (CC BY 2.0 FR)."
    )


def tensor_names(layers: int) -> dict[str, str]:
    """Hugging Face's tensor names to llama.cpp's; the output matrix is the embedding and is not stored."""
    names = {"model.embed_tokens.weight": "token_embd.weight", "model.norm.weight": "output_norm.weight"}
    for n in range(layers):
        names |= {f"model.layers.{n}.{hf}.weight": f"blk.{n}.{ours}.weight" for hf, ours in _LAYER.items()}
    return names


def interleave(weight: np.ndarray, heads: int) -> np.ndarray:
    """Rows of a query or key matrix (H·E, D) from RoPE's half-split order to llama.cpp's pairs (2i, 2i + 1)."""
    return weight.reshape(heads, 2, -1, weight.shape[1]).swapaxes(1, 2).reshape(weight.shape)


def deinterleave(weight: np.ndarray, heads: int) -> np.ndarray:
    """Undoes `interleave`."""
    return weight.reshape(heads, -1, 2, weight.shape[1]).swapaxes(1, 2).reshape(weight.shape)


def write_gguf(
    model: Llama, tokenizer: Tokenizer, path: Path, *, half: bool = False, about: About | None = None
) -> None:
    """Matrices in float32, or in float16 when `half`; norms always in float32. The file appears whole or not at all."""
    part = path.with_name(path.name + ".part")
    writer = gguf.GGUFWriter(part, "llama")
    _write_about(writer, about or About(), model, half)
    _write_sizes(writer, model.config)
    _write_vocabulary(writer, tokenizer)
    weights = model.state_dict()
    for hf, name in tensor_names(model.config.layers).items():
        array = weights[hf].detach().float().numpy()
        if heads := _rotated_heads(hf, model.config):
            array = interleave(array, heads)
        writer.add_tensor(name, np.ascontiguousarray(array.astype(np.float16) if half and array.ndim == 2 else array))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    os.replace(part, path)


def _rotated_heads(name: str, config: Config) -> int:
    """The number of heads of a matrix that RoPE turns, else 0."""
    return config.heads if "q_proj" in name else config.kv_heads if "k_proj" in name else 0


def _write_about(writer: gguf.GGUFWriter, about: About, model: Llama, half: bool) -> None:
    writer.add_type(gguf.GGUFType.MODEL)
    writer.add_name(about.name)
    writer.add_author(about.author)
    writer.add_license(about.license)
    writer.add_description(about.description)
    writer.add_languages(["vi"])
    writer.add_size_label(f"{model.parameter_count() / 1e6:.0f}M")
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_F16 if half else gguf.LlamaFileType.ALL_F32)


def _write_sizes(writer: gguf.GGUFWriter, config: Config) -> None:
    writer.add_context_length(config.context)
    writer.add_embedding_length(config.width)
    writer.add_block_count(config.layers)
    writer.add_feed_forward_length(config.ffn)
    writer.add_head_count(config.heads)
    writer.add_head_count_kv(config.kv_heads)
    writer.add_layer_norm_rms_eps(config.norm_eps)
    writer.add_rope_dimension_count(config.head_width)
    writer.add_rope_freq_base(config.rope_theta)
    writer.add_vocab_size(config.vocab)


def _write_vocabulary(writer: gguf.GGUFWriter, tokenizer: Tokenizer) -> None:
    vocabulary = sorted(tokenizer.inner.get_vocab().items(), key=lambda item: item[1])
    tokens = [token for token, _ in vocabulary]
    writer.add_tokenizer_model("gpt2")  # llama.cpp's name for byte-level BPE
    writer.add_tokenizer_pre(LLAMA_CPP_NAME)
    writer.add_token_list(tokens)
    writer.add_token_scores([0.0] * len(tokens))
    writer.add_token_types([gguf.TokenType.CONTROL if token in SPECIALS else gguf.TokenType.NORMAL for token in tokens])
    writer.add_token_merges([" ".join(pair) for pair in tokenizer.merges()])
    writer.add_bos_token_id(tokenizer.bos)
    writer.add_eos_token_id(tokenizer.eos)
    writer.add_pad_token_id(tokenizer.pad)
    writer.add_add_bos_token(True)
    writer.add_add_eos_token(False)
    writer.add_chat_template(CHAT_TEMPLATE)


def read_gguf(path: Path) -> tuple[Llama, Tokenizer]:
    """The model and tokenizer of a file that `write_gguf` made, quantized since or not; weights in float32."""
    reader = gguf.GGUFReader(path)
    config = _read_config(reader)
    tokens = reader.get_field("tokenizer.ggml.tokens").contents()
    merges = [tuple(pair.split(" ")) for pair in reader.get_field("tokenizer.ggml.merges").contents()]
    if reader.get_field("tokenizer.ggml.pre").contents() != LLAMA_CPP_NAME:
        raise ValueError(f"{path}: not a tokenizer of ours")
    tokenizer = Tokenizer(byte_level_bpe({token: number for number, token in enumerate(tokens)}, merges))
    tensors = {tensor.name: tensor for tensor in reader.tensors}
    weights = {}
    for hf, name in tensor_names(config.layers).items():
        array = gguf.dequantize(tensors[name].data, tensors[name].tensor_type).astype(np.float32)
        if heads := _rotated_heads(hf, config):
            array = deinterleave(array, heads)
        weights[hf] = torch.from_numpy(np.ascontiguousarray(array))
    model = Llama(config)
    model.load_state_dict(weights)
    return model, tokenizer


def _read_config(reader: gguf.GGUFReader) -> Config:
    def number(key: str) -> float:
        return reader.get_field(f"llama.{key}").contents()

    return Config(
        vocab=number("vocab_size"),
        width=number("embedding_length"),
        layers=number("block_count"),
        heads=number("attention.head_count"),
        kv_heads=number("attention.head_count_kv"),
        ffn=number("feed_forward_length"),
        context=number("context_length"),
        rope_theta=float(number("rope.freq_base")),
        norm_eps=float(f"{number('attention.layer_norm_rms_epsilon'):.6g}"),  # stored as float32: 9.9999997e-06
    )
