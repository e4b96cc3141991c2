"""The vocabulary and the chat template of a Hugging Face folder: tokenizer.json through the `tokenizers` package."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from inference.errors import InferenceError
from inference.nn.architecture import read_architecture
from inference.nn.json_file import read_object, read_text, short
from inference.nn.plain_bpe import byte_letters
from inference.server.scripts import foreign_tokens, misread_tokens

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SPACE = "▁"  # how sentencepiece writes one
ROLES = ("bos_token", "eos_token", "pad_token", "unk_token")
TURN_ENDS = (  # control tokens after which a turn is over whatever the config says, as in llama.cpp (`special_eog_ids`)
    "<|im_end|>", "<|endoftext|>", "<|eot_id|>", "<|eom_id|>", "<|end_of_text|>", "<|end|>", "<|eot|>",
)  # fmt: skip


class HfVocabulary:
    """Implements `engine.Vocabulary` and `chat.Special`. Raises InferenceError for a damaged or unfit folder.

    `size` is the rows of the model's embedding (`rows`, without it config.json's): past the tokenizer's own tokens there
    may be some that stand for nothing.
    """

    def __init__(self, folder: Path, rows: int | None = None) -> None:
        architecture = read_architecture(folder)
        config = _optional(folder / "special_tokens_map.json") | _optional(folder / "tokenizer_config.json")
        self._byte_level, self._tokenizer = _open(folder / "tokenizer.json")
        self.size = rows or architecture.vocab
        self._names = self._named(folder)
        self.bos, self.eos = (_content(config.get(role)) for role in ("bos_token", "eos_token"))
        if not self.bos and architecture.bos is not None and architecture.bos < self.size:
            self.bos = self._names[architecture.bos] or ""
        self._mark_special(config)
        self._added = {number: str(token) for number, token in self._tokenizer.get_added_tokens_decoder().items()}
        special = {n for n, token in self._tokenizer.get_added_tokens_decoder().items() if token.special}
        self.controls = tuple(self._added[number] for number in sorted(special))
        self._control_tokens = frozenset(special)
        self.end_tokens = architecture.end_tokens | self._numbers(self.eos) | (special & self._numbers(*TURN_ENDS))
        self._prefix = self._beginning(config)
        self.adds_bos = bool(self._prefix)
        self.chat_template = _chat_template(folder, config)
        self._letters = {letter: byte for byte, letter in byte_letters().items()}
        self._pieces: dict[int, bytes] = {}

    def tokenize(self, text: str, *, special: bool) -> list[int]:
        """The beginning that the model was trained with (BOS, or nothing) comes once, also where a template wrote it."""
        inner = self._tokenizer if special else self._literal
        ids = _encoded(inner, text.encode("utf-8", "replace").decode())
        return ids if ids[: len(self._prefix)] == self._prefix else [*self._prefix, *ids]

    def piece(self, token: int) -> bytes:
        known = self._pieces.get(token)
        if known is None:
            known = self._pieces[token] = self._read_piece(token)
        return known

    @cached_property
    def foreign(self) -> np.ndarray:
        """The tokens that only another script than Latin needs."""
        return foreign_tokens(self._all_pieces())

    @cached_property
    def misread(self) -> np.ndarray:
        """The tokens that no grammar may draw, but for the ends: control tokens, rows without a token, broken text."""
        empty = {token for token in range(self.size) if not self._read_piece(token)}
        return misread_tokens(self._all_pieces(), self._control_tokens | empty, self.end_tokens)

    @cached_property
    def _literal(self) -> Tokenizer:
        """Reads control tokens written in a text as the letters they are made of."""
        with _blamed("Tệp “tokenizer.json” bị hỏng."):
            literal = copy.deepcopy(self._tokenizer)
        literal.encode_special_tokens = True
        return literal

    def _all_pieces(self) -> Iterator[bytes]:
        return map(self._read_piece, range(self.size))

    def _read_piece(self, token: int) -> bytes:
        assert 0 <= token < self.size, "no such row"
        name = self._names[token]
        if name is None or token in self._control_tokens:
            return b""
        if token in self._added:
            return name.encode()
        if self._byte_level:
            return bytes(self._letters[c] for c in name) if all(c in self._letters for c in name) else name.encode()
        if len(name) == 6 and name.startswith("<0x") and name.endswith(">"):
            try:
                return bytes((int(name[3:5], 16),))
            except ValueError:
                pass
        return name.replace(SPACE, " ").encode()

    def _named(self, folder: Path) -> list[str | None]:
        """The text of every row, None where the tokenizer has none."""
        names: list[str | None] = [None] * self.size
        for name, number in self._tokenizer.get_vocab(with_added_tokens=True).items():
            if number >= self.size:
                raise InferenceError(
                    f"Bộ từ của mô hình “{folder.name}” lớn hơn bảng từ: từ thứ {number}, trong khi bảng có {self.size} hàng.",
                    "Tệp tokenizer.json không thuộc mô hình này.",
                )
            names[number] = name
        return names

    def _numbers(self, *texts: str) -> frozenset[int]:
        found = (self._tokenizer.token_to_id(text) for text in texts)
        return frozenset(number for number in found if number is not None)

    def _mark_special(self, config: dict[str, Any]) -> None:
        """Control tokens that tokenizer_config.json names, tokenizer.json not always: as AutoTokenizer does."""
        from tokenizers import AddedToken

        more = [config.get(name) for name in ("additional_special_tokens", "extra_special_tokens")]
        values = [config.get(role) for role in ROLES]
        values += [value for many in more for value in (many if isinstance(many, list) else ())]
        known = {str(token): token for token in self._tokenizer.get_added_tokens_decoder().values()}
        for text in filter(None, map(_content, values)):
            if self._tokenizer.token_to_id(text) is not None and not (text in known and known[text].special):
                self._tokenizer.add_special_tokens([AddedToken(text, special=True, normalized=False)])

    def _beginning(self, config: dict[str, Any]) -> list[int]:
        """What stands before every text: tokenizer_config.json decides if it says anything, else the post-processor."""
        if "add_bos_token" in config or "add_eos_token" in config:
            return sorted(self._numbers(self.bos)) if config.get("add_bos_token") and self.bos else []
        plain, whole = _encoded(self._tokenizer, "a"), _encoded(self._tokenizer, "a", framed=True)
        starts = (n for n in range(len(whole)) if plain and whole[n : n + len(plain)] == plain)
        return whole[: next(starts, 0)]


def _open(path: Path) -> tuple[bool, Tokenizer]:
    """Whether its tokens are spelled in byte letters (else as sentencepiece does), and the tokenizer itself."""
    from tokenizers import Tokenizer

    decoder = read_object(path).get("decoder")
    kinds = set(_kinds(decoder))
    if not kinds & {"ByteLevel", "Metaspace", "ByteFallback"}:
        raise InferenceError(f"Chưa đọc được bộ từ kiểu “{short(', '.join(sorted(kinds)) or 'không rõ')}”.", "Hãy tải lại mô hình, hoặc phục vụ nó bằng vLLM hay SGLang.")
    with _blamed("Tệp “tokenizer.json” bị hỏng."):
        tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return "ByteLevel" in kinds, tokenizer


def _kinds(part: Any) -> Iterator[str]:
    """The types of a component and of those inside it."""
    waiting = [part]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            waiting += part.values()
            if isinstance(part.get("type"), str):
                yield part["type"]
        elif isinstance(part, list):
            waiting += part


def _encoded(tokenizer: Tokenizer, text: str, *, framed: bool = False) -> list[int]:
    with _blamed("Bộ từ của mô hình không đọc được văn bản này."):
        return tokenizer.encode(text, add_special_tokens=framed).ids


@contextmanager
def _blamed(what: str) -> Iterator[None]:
    """Faults of the `tokenizers` package as one line. It raises bare Exceptions, and panics of Rust are not even those."""
    try:
        yield
    except BaseException as error:
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise InferenceError(what, short(str(error))) from error
        raise


def _optional(path: Path) -> dict[str, Any]:
    return read_object(path) if path.exists() else {}


def _content(token: Any) -> str:
    """A special token's text: written as it is, or as an object with more about it."""
    text = token.get("content") if isinstance(token, dict) else token
    return text if isinstance(text, str) else ""


def _chat_template(folder: Path, config: dict[str, Any]) -> str | None:
    """chat_template.jinja goes first, as in transformers; of several named templates the default."""
    path = folder / "chat_template.jinja"
    if path.exists():
        return read_text(path)
    found = config.get("chat_template")
    if isinstance(found, list):
        named = [item.get("template") for item in found if isinstance(item, dict) and item.get("name") == "default"]
        found = named[0] if named else None
    return found if isinstance(found, str) else None
