"""Grammars for the full-precision engine, followed by xgrammar: which tokens may come next, as bits."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from inference.errors import InferenceError
from inference.server.grammar_text import BadGrammar

KEPT_BYTES = 64 << 20  # of compiled grammars
WORD = 32  # bits


class GrammarMaker:
    """Compiles grammars over one vocabulary. Costs a second for 150,000 tokens, so it is made when first asked for."""

    def __init__(self, pieces: Sequence[bytes], ends: Sequence[int]) -> None:
        """pieces: the bytes of every token, none for control tokens."""
        try:
            import xgrammar
        except ModuleNotFoundError as missing:
            raise InferenceError(
                f"Máy chủ thiếu {missing.name} để buộc câu trả lời theo khuôn.", "Hãy cài: pip install 'loihay[gpu]'"
            ) from missing
        self._xgrammar = xgrammar
        vocabulary = xgrammar.TokenizerInfo(list(pieces), stop_token_ids=list(ends), vocab_size=len(pieces))
        self._compiler = xgrammar.GrammarCompiler(vocabulary, max_threads=2, cache_limit_bytes=KEPT_BYTES)
        self._size = len(pieces)

    def compile(self, text: str) -> object:
        """Raises BadGrammar if xgrammar refuses what inference.server.grammar let through."""
        try:
            return self._compiler.compile_grammar(text)
        except RuntimeError as refused:
            raise BadGrammar(f"xgrammar không nhận văn phạm này. ({refused})") from refused

    def matcher(self, text: str, allowed: np.ndarray) -> Matcher:
        """allowed: bits (⌈V/32⌉,) int32 of the tokens that may come at all."""
        return Matcher(self._xgrammar.GrammarMatcher(self.compile(text)), allowed)


class Matcher:
    """One candidate's place in a grammar."""

    def __init__(self, matcher: object, allowed: np.ndarray) -> None:
        self._matcher, self._allowed = matcher, allowed
        self._bits = np.zeros((1, len(allowed)), dtype=np.int32)

    def mask(self) -> bytes:
        """The tokens that may follow, in little-endian words of 32 bits; only ends where the grammar is at one."""
        self._matcher.fill_next_token_bitmask(self._bits)  # type: ignore[attr-defined]
        return (self._bits[0] & self._allowed).tobytes()

    def accept(self, token: int) -> None:
        assert self._matcher.accept_token(token), "the mask let it through"  # type: ignore[attr-defined]


def bits(allowed: np.ndarray) -> np.ndarray:
    """Booleans (V,) as words (⌈V/32⌉,) int32, the lowest bit first."""
    padded = np.zeros(-(-len(allowed) // WORD) * WORD, dtype=bool)
    padded[: len(allowed)] = allowed
    return np.packbits(padded, bitorder="little").view(np.int32)
