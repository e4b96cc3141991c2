"""A GGUF file in memory: its weights, its vocabulary, its metadata, and the adapter over it if there is one."""

from __future__ import annotations

import ctypes
import os
from functools import cached_property
from pathlib import Path

import numpy as np

from inference.errors import InferenceError
from inference.server.gguf_file import name_of
from inference.server.llama_library import last_words, library
from inference.server.scripts import foreign_tokens, misread_tokens


class LlamaModel:
    """Owns the native model. The file must have passed `gguf_file.check`, the adapter `gguf_file.check_adapter`."""

    def __init__(self, path: Path, lora: Path | None = None, *, words_only: bool = False) -> None:
        """words_only: the vocabulary and the metadata alone, for a process that does not compute."""
        llama = library()
        params = llama.llama_model_default_params()
        params.load_mode = (
            llama.LLAMA_LOAD_MODE_NONE
        )  # a mapped file that is truncated later kills the process (SIGBUS)
        params.n_gpu_layers = 0
        params.vocab_only = words_only
        self.pointer = llama.llama_model_load_from_file(os.fsencode(path), params)
        if not self.pointer:
            raise InferenceError(
                f"Không nạp được mô hình {path.name}.", f"llama.cpp báo: {last_words() or 'không rõ lý do'}"
            )
        self.name = name_of(path)
        self.adapter = self._adapter(lora) if lora else None
        self.vocabulary = LlamaVocabulary(llama.llama_model_get_vocab(self.pointer))
        self.trained_context = llama.llama_model_n_ctx_train(self.pointer)
        template = llama.llama_model_chat_template(self.pointer, None)
        self.chat_template = template.decode("utf-8", "replace") if template else None

    def _adapter(self, path: Path) -> int:
        """llama.cpp frees it with the model."""
        adapter = library().llama_adapter_lora_init(self.pointer, os.fsencode(path))
        if not adapter:
            self.close()
            raise InferenceError(
                f"Không nạp được bộ tinh chỉnh {path.name}.", f"llama.cpp báo: {last_words() or 'không rõ lý do'}"
            )
        return adapter

    def close(self) -> None:
        if self.pointer:
            library().llama_model_free(self.pointer)
            self.pointer = None


class LlamaVocabulary:
    """Tokens of the model; the native vocabulary is thread-safe."""

    def __init__(self, pointer: int) -> None:
        llama = library()
        self._pointer = pointer
        self.size: int = llama.llama_vocab_n_tokens(pointer)
        self._pieces: dict[int, bytes] = {}
        self.adds_bos: bool = llama.llama_vocab_get_add_bos(pointer)
        self.bos = self._text(llama.llama_vocab_bos(pointer))
        self.eos = self._text(llama.llama_vocab_eos(pointer))
        tokens = range(self.size)
        self.end_tokens = frozenset(t for t in tokens if llama.llama_vocab_is_eog(pointer, t))
        self._control_tokens = frozenset(t for t in tokens if llama.llama_vocab_is_control(pointer, t))
        self.controls = tuple(self._text(t) for t in sorted(self._control_tokens))

    @cached_property
    def foreign(self) -> np.ndarray:
        """The tokens that only another script than Latin needs."""
        return foreign_tokens(map(self._read_piece, range(self.size)))

    @cached_property
    def misread(self) -> np.ndarray:
        """The tokens that llama.cpp's grammars read otherwise than people do, but for the ends: control tokens, broken text."""
        return misread_tokens(map(self._read_piece, range(self.size)), self._control_tokens, self.end_tokens)

    @property
    def native(self) -> int:
        """llama.cpp's own pointer."""
        return self._pointer

    def _text(self, token: int) -> str:
        if token < 0:
            return ""
        return (library().llama_vocab_get_text(self._pointer, token) or b"").decode("utf-8", "replace")

    def tokenize(self, text: str, *, special: bool) -> list[int]:
        data = text.encode("utf-8", "replace")
        bos = self.adds_bos and not (special and self.bos and text.startswith(self.bos))
        room = len(data) + 8
        buffer = (ctypes.c_int32 * room)()
        count = library().llama_tokenize(self._pointer, data, len(data), buffer, room, bos, special)
        assert count >= 0, "a token stands for at least one byte"
        return buffer[:count]

    def piece(self, token: int) -> bytes:
        known = self._pieces.get(token)
        if known is None:
            known = self._pieces[token] = self._read_piece(token)
        return known

    def _read_piece(self, token: int) -> bytes:
        assert 0 <= token < self.size, "llama.cpp aborts on ids out of range"
        buffer = ctypes.create_string_buffer(64)
        size = library().llama_token_to_piece(self._pointer, token, buffer, len(buffer), 0, False)
        if size < 0:
            buffer = ctypes.create_string_buffer(-size)
            size = library().llama_token_to_piece(self._pointer, token, buffer, len(buffer), 0, False)
        return buffer.raw[: max(size, 0)]
