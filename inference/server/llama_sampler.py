"""Draws one candidate's tokens: bias, penalties and a first sieve in numpy, the rest in llama.cpp's own sampler chain."""

from __future__ import annotations

import ctypes
import random

import numpy as np

from inference.server.engine import NOTHING, Logprobs, Sampling
from inference.server.llama_grammar import LlamaGrammar, rows_of
from inference.server.llama_library import library, quick
from inference.server.llama_model import LlamaVocabulary

PENALTY_WINDOW = 256  # tokens a penalty looks back
MOST_SIEVED = 1024  # candidates that pass the sieve into the chain


class LlamaSampler:
    """Greedy candidates own no chain: the runner takes their argmax for the whole batch at once."""

    def __init__(self, sampling: Sampling, index: int, vocabulary: LlamaVocabulary) -> None:
        self.sampling = sampling
        self._bias = _bias(sampling, vocabulary)
        self._grammar = LlamaGrammar(sampling.grammar, vocabulary) if sampling.grammar else None
        free = self._bias is None and self._grammar is None
        self.greedy = sampling.temperature <= 0
        self.penalized = (
            sampling.repetition_penalty != 1 or sampling.frequency_penalty != 0 or sampling.presence_penalty != 0
        )
        self.plain = self.greedy and not self.penalized and sampling.logprobs is None and free
        self._recent: list[int] = []
        seed = random.getrandbits(32) if sampling.seed is None else (sampling.seed + index) % 2**32
        self._chain = None if self.greedy else _chain(sampling, seed)
        self._sieve = _Sieve(sampling.top_k) if 0 < sampling.top_k <= MOST_SIEVED // 2 and not self.greedy else None
        self._simple = self._sieve is not None and not self.penalized and sampling.logprobs is None and free

    def draw(self, context: int, row: int, logits: np.ndarray) -> tuple[int, Logprobs | None]:
        """Token and logprobs from `logits` (vocabulary,), which row `row` of the last step owns and this may change."""
        if self._simple:
            return self._sieve.draw(self._chain, logits), None
        wanted = self.sampling.logprobs
        logs = None if wanted is None else _log_softmax(logits)
        before = [*self._lean(logits), *self._penalize(logits)]
        token = self._obey(self._choose(context, row, logits), logits)
        for tokens, values in reversed(before):  # candidates of one job draw their first token from the same row
            logits[tokens] = values
        if self.penalized:
            self._recent.append(token)
        if logs is None or token == NOTHING:
            return token, None
        return token, Logprobs(float(logs[token]), _likeliest(logs, wanted or 0))

    def _choose(self, context: int, row: int, logits: np.ndarray) -> int:
        if self.greedy:
            return int(logits.argmax())
        if self._sieve is not None:
            return self._sieve.draw(self._chain, logits)
        return quick("llama_sampler_sample")(self._chain, context, row)

    def _obey(self, token: int, logits: np.ndarray) -> int:
        """The token if the grammar allows it, else one drawn among those that it does.

        Drawing again only then gives the same odds as cutting the vocabulary first, and spares walking through it.
        """
        if self._grammar is None:
            return token
        if not self._grammar.allows(token):
            tokens = self._grammar.allowed(logits)
            if not len(tokens):
                return NOTHING
            token = self._choose_among(tokens, logits)
        self._grammar.accept(token)
        return token

    def _choose_among(self, tokens: np.ndarray, logits: np.ndarray) -> int:
        if self.greedy:
            return int(tokens[logits[tokens].argmax()])
        rows, array = rows_of(tokens, logits[tokens])
        quick("llama_sampler_apply")(self._chain, ctypes.addressof(array))
        return int(rows["id"][array.selected])

    def _lean(self, logits: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
        """Adds the bias; returns (tokens, their logits before)."""
        if self._bias is None:
            return []
        tokens, more = self._bias
        before = logits[tokens]
        logits[tokens] = before + more
        return [(tokens, before)]

    def _penalize(self, logits: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
        """Lowers what this candidate already wrote; returns (tokens, their logits before)."""
        if not self._recent or not self.penalized:
            return []
        sampling = self.sampling
        tokens, counts = np.unique(np.array(self._recent[-PENALTY_WINDOW:]), return_counts=True)
        before = logits[tokens]
        scale = np.float32(sampling.repetition_penalty)
        after = np.where(before > 0, before / scale, before * scale)
        after -= counts.astype(np.float32) * np.float32(sampling.frequency_penalty)
        logits[tokens] = after - np.float32(sampling.presence_penalty)
        return [(tokens, before)]

    def close(self) -> None:
        if self._grammar is not None:
            self._grammar.close()
        if self._chain:
            library().llama_sampler_free(self._chain)
            self._chain = None


class _Sieve:
    """Hands the chain only the logits that can be among the k largest.

    The chain alone builds 12 bytes for every token of the vocabulary (12 µs warm, 40 µs when the weights have just flushed
    the CPU's caches). A threshold slightly under the last step's k-th logit lets a few dozen through; if fewer than k pass,
    the exact threshold is computed, so the result is the chain's own.
    """

    def __init__(self, top_k: int) -> None:
        self._k = top_k
        self._threshold = np.float32(np.inf)
        self._margin = 0.5
        self._rows, self._array = rows_of(np.zeros(MOST_SIEVED, np.int32), np.zeros(MOST_SIEVED, np.float32))
        self._ids, self._logits = self._rows["id"], self._rows["logit"]
        self._reference = ctypes.addressof(self._array)
        self._apply = quick("llama_sampler_apply")

    def draw(self, chain: int | None, logits: np.ndarray) -> int:
        ids = (logits > self._threshold).nonzero()[0]
        if len(ids) < self._k or len(ids) > MOST_SIEVED:
            ids = self._exact(logits, missed=len(ids) < self._k)
        elif len(ids) > 3 * self._k:
            self._margin *= 0.9
        count = len(ids)
        self._ids[:count] = ids
        self._logits[:count] = logits[ids]
        array = self._array
        array.size, array.selected, array.sorted = count, -1, False
        self._apply(chain, self._reference)
        self._threshold = self._logits[min(self._k, count, len(logits)) - 1] - np.float32(self._margin)
        return int(self._ids[array.selected])

    def _exact(self, logits: np.ndarray, *, missed: bool) -> np.ndarray:
        self._margin = min(self._margin * 1.5, 8.0) if missed else self._margin * 0.7
        k = min(self._k, len(logits))
        return np.argpartition(logits, len(logits) - k)[-k:]


def _bias(sampling: Sampling, vocabulary: LlamaVocabulary) -> tuple[np.ndarray, np.ndarray] | None:
    """Tokens and what is added to their logits; bans come last, for of a token named twice the last word counts."""
    tokens = [np.array([token for token, _ in sampling.logit_bias], dtype=np.int64)]
    banned = [vocabulary.foreign] * sampling.latin_only + [vocabulary.misread] * bool(sampling.grammar)
    values = [np.array([value for _, value in sampling.logit_bias], dtype=np.float32)]
    values += [np.full(len(each), -np.inf, dtype=np.float32) for each in banned]
    every = np.concatenate(tokens + banned)
    return (every, np.concatenate(values)) if len(every) else None


def _chain(sampling: Sampling, seed: int) -> int:
    """Top-k first: it cuts the vocabulary to a handful, and everything after it is nearly free."""
    llama = library()
    params = llama.llama_sampler_chain_default_params()
    params.no_perf = True
    chain = llama.llama_sampler_chain_init(params)
    if sampling.top_k > 0:
        llama.llama_sampler_chain_add(chain, llama.llama_sampler_init_top_k(sampling.top_k))
    if sampling.top_p < 1:
        llama.llama_sampler_chain_add(chain, llama.llama_sampler_init_top_p(sampling.top_p, 1))
    if sampling.min_p > 0:
        llama.llama_sampler_chain_add(chain, llama.llama_sampler_init_min_p(sampling.min_p, 1))
    llama.llama_sampler_chain_add(chain, llama.llama_sampler_init_temp(sampling.temperature))
    llama.llama_sampler_chain_add(chain, llama.llama_sampler_init_dist(seed))
    return chain


def _log_softmax(logits: np.ndarray) -> np.ndarray:
    shifted = logits - logits.max()
    return shifted - np.log(np.exp(shifted).sum())


def _likeliest(logs: np.ndarray, count: int) -> tuple[tuple[int, float], ...]:
    if count == 0:
        return ()
    count = min(count, len(logs))
    top = np.argpartition(logs, len(logs) - count)[-count:]
    top = top[np.argsort(-logs[top], kind="stable")]
    return tuple((int(token), float(logs[token])) for token in top)
