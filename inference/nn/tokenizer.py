"""Byte-level BPE with Mầm's five special tokens, read from and written to a Hugging Face folder."""

import json
from collections.abc import Sequence
from pathlib import Path

import tokenizers

PAD, BOS, EOS, ASK, WRITE = "<pad>", "<s>", "</s>", "<|hoi|>", "<|viet|>"
SPECIALS = (PAD, BOS, EOS, ASK, WRITE)  # ids 0 to 4; hoi: "ask", viet: "write"

CHAT_TEMPLATE = (
    "{{ bos_token }}{% for m in messages %}{% if m['role'] == 'assistant' %}<|viet|>{{ m['content'] }}{{ eos_token }}"
    "{% else %}<|hoi|>{{ m['content'] }}{% endif %}{% endfor %}{% if add_generation_prompt %}<|viet|>{% endif %}"
)


class Tokenizer:
    """Text to ids and back; text that spells out a special token is never read as one."""

    def __init__(self, inner: tokenizers.Tokenizer):
        self.inner = inner
        self.inner.encode_special_tokens = True
        ids = [inner.token_to_id(token) for token in SPECIALS]
        if None in ids:
            raise ValueError(f"the tokenizer lacks one of {SPECIALS}")
        self.pad, self.bos, self.eos, self.ask, self.write = ids
        self.size: int = inner.get_vocab_size()

    @classmethod
    def load(cls, folder: Path) -> "Tokenizer":
        return cls(tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json")))

    def encode(self, text: str) -> list[int]:
        return self.inner.encode(text, add_special_tokens=False).ids

    def encode_batch(self, texts: Sequence[str]) -> list[list[int]]:
        return [e.ids for e in self.inner.encode_batch_fast(list(texts), add_special_tokens=False)]

    def decode(self, ids: Sequence[int]) -> str:
        return self.inner.decode(list(ids), skip_special_tokens=True)

    def frame(self, prompt: Sequence[int]) -> list[int]:
        """The ids that ask for an answer: what the chat template gives with `add_generation_prompt`."""
        return [self.bos, self.ask, *prompt, self.write]

    def save(self, folder: Path, *, context: int) -> None:
        """Writes tokenizer.json, and a tokenizer_config.json that carries the chat template."""
        folder.mkdir(parents=True, exist_ok=True)
        self.inner.save(str(folder / "tokenizer.json"))
        config = {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "bos_token": BOS,
            "eos_token": EOS,
            "pad_token": PAD,
            "additional_special_tokens": [ASK, WRITE],
            "model_max_length": context,
            "clean_up_tokenization_spaces": False,
            "chat_template": CHAT_TEMPLATE,
        }
        (folder / "tokenizer_config.json").write_text(json.dumps(config, ensure_ascii=False, indent=2), encoding="utf-8")
