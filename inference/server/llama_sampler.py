"""Draws one candidate's tokens: penalties in numpy, the rest in llama.cpp's own sampler chain."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np

from inference.server.engine import Logprobs, Sampling
from inference.server.llama_library import library, quick_sample

PENALTY_WINDOW = 256  # tokens a penalty looks back


class LlamaSampler:
    """Greedy candidates own no chain: the runner takes their argmax for the whole batch at once."""

    def __init__(self, sampling: Sampling, index: int, prompt: Sequence[int]) -> None:
        self.sampling = sampling
        self.greedy = sampling.temperature <= 0
        self.penalized = sampling.repetition_penalty != 1 or sampling.frequency_penalty != 0 or sampling.presence_penalty != 0
        self.plain = self.greedy and not self.penalized and sampling.logprobs is None
        self._recent: list[int] = []
        seed = random.getrandbits(32) if sampling.seed is None else (sampling.seed + index) % 2**32
        self._chain = None if self.greedy else _chain(sampling, seed)

    def draw(self, context: int, row: int, logits: np.ndarray) -> tuple[int, Logprobs | None]:
        """Token and logprobs from `logits` (vocabulary,), which row `row` of the last step owns and this may change."""
        wanted = self.sampling.logprobs
        logs = None if wanted is None else _log_softmax(logits)
        original = None
        if self.penalized:
            original = self._penalize(logits)
        token = int(logits.argmax()) if self.greedy else quick_sample()(self._chain, context, row)
        if original is not None:  # candidates of one job draw their first token from the same row
            logits[original[0]] = original[1]
        if self.penalized:
            self._recent.append(token)
        if logs is None:
            return token, None
        return token, Logprobs(float(logs[token]), _likeliest(logs, wanted or 0))

    def _penalize(self, logits: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
        """Lowers what this candidate already wrote; returns (tokens, their logits before)."""
        if not self._recent:
            return None
        sampling = self.sampling
        tokens, counts = np.unique(np.array(self._recent[-PENALTY_WINDOW:]), return_counts=True)
        before = logits[tokens]
        scale = np.float32(sampling.repetition_penalty)
        after = np.where(before > 0, before / scale, before * scale)
        after -= counts.astype(np.float32) * np.float32(sampling.frequency_penalty)
        logits[tokens] = after - np.float32(sampling.presence_penalty)
        return tokens, before

    def close(self) -> None:
        if self._chain:
            library().llama_sampler_free(self._chain)
            self._chain = None


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
