"""One candidate's place in a grammar, kept by llama.cpp."""

from __future__ import annotations

import ctypes
import time

import numpy as np

from inference.server.grammar_text import BadGrammar
from inference.server.llama_library import last_words, library, quick
from inference.server.llama_model import LlamaVocabulary

FIRST_LOOK = 256  # likeliest tokens tried before the whole vocabulary
SLOWEST = 0.02  # seconds of computing for one token: an ambiguous grammar doubles its work with every character
_CANDIDATE = np.dtype([("id", np.int32), ("logit", np.float32), ("p", np.float32)])  # llama_token_data


def rows_of(tokens: np.ndarray, logits: np.ndarray) -> tuple[np.ndarray, ctypes.Structure]:
    """Candidates as llama.cpp's samplers take them: the rows, which must outlive the array, and the array over them."""
    rows = np.zeros(len(tokens), dtype=_CANDIDATE)
    rows["id"], rows["logit"] = tokens, logits
    array = library().llama_token_data_array()
    array.data = ctypes.cast(rows.ctypes.data, type(array.data))
    array.size, array.selected, array.sorted = len(tokens), -1, False
    return rows, array


class LlamaGrammar:
    """Raises BadGrammar if llama.cpp refuses what inference.server.grammar let through."""

    def __init__(self, text: str, vocabulary: LlamaVocabulary) -> None:
        llama = library()
        self._pointer = llama.llama_sampler_init_grammar(vocabulary.native, text.encode(), b"root")
        if not self._pointer:
            raise BadGrammar(f"llama.cpp không nhận văn phạm này. ({last_words()})")
        self._ends = vocabulary.end_tokens
        self._given_up = False

    def allows(self, token: int) -> bool:
        return len(self._among(np.array([token]))) > 0

    def allowed(self, logits: np.ndarray) -> np.ndarray:
        """Tokens that may follow: of the likeliest ones, or else of all. Those at minus infinity are out."""
        likely = (
            np.argpartition(logits, -FIRST_LOOK)[-FIRST_LOOK:] if len(logits) > FIRST_LOOK else np.arange(len(logits))
        )
        found = self._among(likely[logits[likely] > -np.inf])
        return found if len(found) else self._among((logits > -np.inf).nonzero()[0])

    def accept(self, token: int) -> None:
        """Moves on. The token must be allowed: anything else ends the process."""
        if token in self._ends:
            return
        begun = time.thread_time()
        quick("llama_sampler_accept")(self._pointer, token)
        self._given_up = time.thread_time() - begun > SLOWEST

    def _among(self, tokens: np.ndarray) -> np.ndarray:
        if self._given_up or not len(tokens):
            return tokens[:0]
        rows, array = rows_of(tokens, np.zeros(len(tokens), np.float32))
        if len(tokens) <= FIRST_LOOK:
            quick("llama_sampler_apply")(self._pointer, ctypes.addressof(array))
        else:
            library().llama_sampler_apply(self._pointer, ctypes.byref(array))
        return tokens[rows["logit"] > -np.inf]

    def close(self) -> None:
        if self._pointer:
            library().llama_sampler_free(self._pointer)
            self._pointer = None
