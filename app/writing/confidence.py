"""How sure a model was of its own words: the weakest stretch of a text, from its tokens' log-probabilities.

The first tokens of a sentence, after a colon, or after words of the request are a free choice among many good ones and say nothing; a stretch of
unlikely tokens further on means that the model lost the thread. The idea is that of likelihood-based reranking; the window and the
threshold were chosen by reading (see the model card).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

OPENING = 3  # tokens of a sentence that are a free choice
WINDOW = 4  # tokens that are judged together
_END = re.compile(r"[.!?…:\n]\s*$")

Piece = tuple[str, tuple[float, ...]]  # text as it came, and the natural logarithms of its tokens' probabilities


@dataclass(frozen=True)
class Weakest:
    """The stretch text[start:end] that the model was least sure of; `logprob` is its mean over the tokens."""

    logprob: float
    start: int
    end: int


def weakest(pieces: Sequence[Piece], settled: Sequence[tuple[int, int]] = ()) -> Weakest | None:
    """The least likely window of a text, its sentences' openings apart; None when the server gave no logprobs.

    `settled` are stretches that are right whatever the model thought of them: words of the request, and mended ones.
    """
    tokens: list[tuple[float, int, int]] = []  # logprob, start, end
    place = since = 0
    spoken = False
    for text, logprobs in pieces:
        for logprob in logprobs:
            spoken = True
            if any(start < place + len(text) and place < end for start, end in settled):
                since = 0  # what is said of it is a free choice again
                continue
            if since >= OPENING:
                tokens.append((logprob, place, place + len(text)))
            since += 1
        place += len(text)
        if _END.search(text):
            since = 0
    if not spoken:
        return None
    worst = Weakest(0.0, 0, 0)
    for run in (tokens[i : i + WINDOW] for i in range(len(tokens) - WINDOW + 1)):
        mean = sum(logprob for logprob, _, _ in run) / WINDOW
        if mean < worst.logprob:
            worst = Weakest(mean, run[0][1], run[-1][2])
    return worst
