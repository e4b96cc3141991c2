"""What rounding costs: the logits of quantized files against those of the exact one, over the answers of held-out text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from inference.training.data import Example

EXACT_CACHE = 0  # ggml's number of F32: only the weights are rounded here


@dataclass(frozen=True)
class Fidelity:
    """Means over the tokens of the answers; the texts are read, not sampled."""

    loss: float  # nats a token
    added: float  # loss beyond the exact file's
    error: float  # standard error of `added`, by text
    divergence: float  # KL(exact ‖ this), nats a token
    greatest: float  # greatest difference of one logit
    agreement: float  # share of positions where both like the same token best


class Reader:
    """A file in llama.cpp that gives the logits of whole texts."""

    def __init__(self, path: Path, longest: int, threads: int = 1) -> None:
        import llama_cpp

        self._llama = llama_cpp.Llama(
            str(path),
            n_ctx=longest,
            n_batch=longest,
            n_threads=threads,
            n_threads_batch=threads,
            logits_all=True,
            type_k=EXACT_CACHE,
            type_v=EXACT_CACHE,
            verbose=False,
        )

    def answer(self, example: Example) -> np.ndarray:
        """Logits (tokens of the answer, vocabulary) that predict each of them."""
        ids = example.ids.tolist()
        self._llama.reset()
        self._llama.eval(ids[:-1])
        return self._llama.scores[example.asked - 1 : len(ids) - 1].copy()

    def close(self) -> None:
        self._llama.close()


def compare(exact: Path, files: Sequence[Path], examples: Sequence[Example], threads: int = 1) -> list[Fidelity]:
    """One result a file, in order; the exact file may be among them, as a check."""
    longest = max(len(example.ids) for example in examples)
    truth, *readers = (Reader(path, longest, threads) for path in (exact, *files))
    rows: list[list[np.ndarray]] = [[] for _ in files]
    for example in examples:
        expected = truth.answer(example)
        for row, reader in zip(rows, readers, strict=True):
            row.append(difference(expected, reader.answer(example), example.ids[example.asked :]))
    for reader in (truth, *readers):
        reader.close()
    return [summary(np.array(row)) for row in rows]


def difference(exact: np.ndarray, rounded: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """(tokens, loss, added loss, KL, greatest difference, agreeing tokens) of one text, sums but for the greatest.

    exact, rounded: logits (T, V); targets: (T,).
    """
    p, q = log_probabilities(exact), log_probabilities(rounded)
    rows = np.arange(len(targets))
    loss, before = -q[rows, targets].sum(), -p[rows, targets].sum()
    divergence = (np.exp(p) * (p - q)).sum()
    same = (exact.argmax(axis=1) == rounded.argmax(axis=1)).sum()
    return np.array([len(targets), loss, loss - before, divergence, np.abs(exact - rounded).max(), same])


def log_probabilities(logits: np.ndarray) -> np.ndarray:
    logits = logits.astype(np.float64)
    logits -= logits.max(axis=1, keepdims=True)
    return logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))


def summary(texts: np.ndarray) -> Fidelity:
    """texts: one row of `difference` a text."""
    tokens, loss, added, divergence, greatest, same = texts.T
    count = tokens.sum()
    mean = added.sum() / count
    error = np.sqrt(((added - mean * tokens) ** 2).sum()) / count  # a ratio of sums, linearized
    return Fidelity(loss.sum() / count, mean, error, divergence.sum() / count, greatest.max(), same.sum() / count)
