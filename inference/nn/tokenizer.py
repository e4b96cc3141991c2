"""Byte-level BPE with Mầm's five special tokens, read from and written to a Hugging Face folder."""

import json
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Union

from inference.nn.plain_bpe import PlainBpe

if TYPE_CHECKING:  # not there on every machine that trains
    import tokenizers

Inner = Union["tokenizers.Tokenizer", PlainBpe]

PAD, BOS, EOS, ASK, WRITE = "<pad>", "<s>", "</s>", "<|hoi|>", "<|viet|>"
SPECIALS = (PAD, BOS, EOS, ASK, WRITE)  # ids 0 to 4; hoi: "ask", viet: "write"

CHAT_TEMPLATE = (
    "{{ bos_token }}{% for m in messages %}{% if m['role'] == 'assistant' %}<|viet|>{{ m['content'] }}{{ eos_token }}"
    "{% else %}<|hoi|>{{ m['content'] }}{% endif %}{% endfor %}{% if add_generation_prompt %}<|viet|>{% endif %}"
)

# Llama 3's pre-tokenizer, which llama.cpp knows by the name LLAMA_CPP_NAME and holds in hand-written code.
LLAMA_CPP_NAME = "llama-bpe"
SPLIT = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)


def byte_level_bpe(
    vocabulary: dict[str, int] | None = None, merges: list[tuple[str, str]] | None = None
) -> "tokenizers.Tokenizer":
    """A BPE over bytes with the pre-tokenizer above and no normalizer, because llama.cpp has none: give it NFC text.

    llama.cpp ignores merges with this pre-tokenizer where a whole piece is a token, and so does this one.
    """
    import tokenizers
    from tokenizers import decoders, models, pre_tokenizers

    inner = tokenizers.Tokenizer(models.BPE(vocabulary, merges, ignore_merges=True))
    split = pre_tokenizers.Split(tokenizers.Regex(SPLIT), behavior="isolated")
    level = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    inner.pre_tokenizer = pre_tokenizers.Sequence([split, level])
    inner.decoder = decoders.ByteLevel()
    if vocabulary:
        inner.add_special_tokens(list(SPECIALS))
    return inner


class Tokenizer:
    """Text to ids and back; text that spells out a special token is never read as one."""

    def __init__(self, inner: Inner):
        self.inner = inner
        self.inner.encode_special_tokens = True
        ids = [inner.token_to_id(token) for token in SPECIALS]
        if None in ids:
            raise ValueError(f"the tokenizer lacks one of {SPECIALS}")
        self.pad, self.bos, self.eos, self.ask, self.write = ids
        self.size: int = inner.get_vocab_size()

    @classmethod
    def load(cls, folder: Path) -> "Tokenizer":
        """From tokenizer.json, through `tokenizers` or, where that is missing, in plain Python."""
        path = folder / "tokenizer.json"
        if find_spec("tokenizers") is None:
            return cls(PlainBpe.from_file(path, SPLIT))
        import tokenizers

        return cls(tokenizers.Tokenizer.from_file(str(path)))

    def encode(self, text: str) -> list[int]:
        return self.inner.encode(text, add_special_tokens=False).ids

    def encode_batch(self, texts: Sequence[str]) -> list[list[int]]:
        return [e.ids for e in self.inner.encode_batch_fast(list(texts), add_special_tokens=False)]

    def decode(self, ids: Sequence[int]) -> str:
        return self.inner.decode(list(ids), skip_special_tokens=True)

    def frame(self, prompt: Sequence[int]) -> list[int]:
        """The ids that ask for an answer: what the chat template gives with `add_generation_prompt`."""
        return [self.bos, self.ask, *prompt, self.write]

    def merges(self) -> list[tuple[str, str]]:
        return [tuple(pair) for pair in json.loads(self.inner.to_str())["model"]["merges"]]

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
        text = json.dumps(config, ensure_ascii=False, indent=2)
        (folder / "tokenizer_config.json").write_text(text, encoding="utf-8")
