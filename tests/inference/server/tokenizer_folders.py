"""Tiny Hugging Face folders of tokenizers, of the kinds that Llama 2, Llama 3 and Qwen carry, without weights."""

import json
from pathlib import Path
from typing import Any

from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

from tests.inference.nn.folders import SIZES

LINES = (
    "Chúc bà sống lâu trăm tuổi, con cháu sum vầy.",
    "Kính gửi thầy cô, em xin gửi lời tri ân sâu sắc nhân ngày 20/11.",
    "Chúc mừng sinh nhật! Tuổi mới thật nhiều niềm vui và sức khỏe.",
    "Năm mới an khang thịnh vượng 🎉 vạn sự như ý",
    "  hai  dấu cách\n\nvà xuống dòng\t",
)
TEMPLATE = (
    "{{ bos_token }}{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
SPECIALS = ["<|begin|>", "<|endoftext|>", "<|im_start|>", "<|im_end|>"]


def write(folder: Path, tokenizer: Tokenizer, *, rows: int | None = None, eos: Any = None, **config: Any) -> Path:
    """The folder of a Llama with `rows` of embedding and this tokenizer. config: of tokenizer_config.json."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    sizes = {**SIZES, "vocab_size": rows or tokenizer.get_vocab_size(), "eos_token_id": eos, "bos_token_id": None}
    sizes |= {"model_type": "llama", "architectures": ["LlamaForCausalLM"], "dtype": "float32"}
    (folder / "config.json").write_text(json.dumps(sizes))
    values = {"tokenizer_class": "PreTrainedTokenizerFast", **config}
    (folder / "tokenizer_config.json").write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
    return folder


def byte_level(*, adds_bos: bool = False) -> Tokenizer:
    """As Qwen's; with `adds_bos` a post-processor writes the beginning, as Llama 3's does."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=330, initial_alphabet=alphabet, special_tokens=SPECIALS, show_progress=False
    )
    tokenizer.train_from_iterator(LINES, trainer)
    tokenizer.add_tokens([AddedToken("<nghĩ>", special=False, normalized=False)])
    if adds_bos:
        tokenizer.post_processor = processors.TemplateProcessing(
            single="<|begin|> $A", special_tokens=[("<|begin|>", tokenizer.token_to_id("<|begin|>"))]
        )
    return tokenizer


def sentencepiece() -> Tokenizer:
    """As Llama 2's: ▁ for spaces, a token for every byte, and the beginning written by the post-processor."""
    raw = [f"<0x{byte:02X}>" for byte in range(256)]
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>", byte_fallback=True, fuse_unk=True))
    tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    trainer = trainers.BpeTrainer(
        vocab_size=420, special_tokens=["<unk>", "<s>", "</s>", *raw], max_token_length=8, show_progress=False
    )
    tokenizer.train_from_iterator((line for line in LINES if "🎉" not in line), trainer)
    saved = json.loads(tokenizer.to_str())  # bytes are ordinary tokens in Llama 2's file, not control tokens
    saved["added_tokens"] = [token for token in saved["added_tokens"] if token["content"] not in raw]
    tokenizer = Tokenizer.from_str(json.dumps(saved))
    steps = [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    tokenizer.decoder = decoders.Sequence(steps)
    tokenizer.post_processor = processors.TemplateProcessing(single="<s> $A", special_tokens=[("<s>", 1)])
    return tokenizer
