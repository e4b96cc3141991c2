"""The interface between the HTTP server and whatever computes: jobs go in, tokens come out.

An engine owns one decoding thread. `submit` and `cancel` may be called from any thread; the tokens of every job reach the
one `deliver` callback, once a step, on the engine's thread: one call a step costs the same for 1 or 32 streams.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

NOTHING = -1  # drawn where no token may follow: the candidate ends


@dataclass(frozen=True, slots=True)
class Sampling:
    """How the next token is drawn. `temperature` 0 is greedy; `top_k` 0 switches it off.

    `logprobs` None computes none, k gives the chosen token's and the k likeliest ones', before temperature.
    Candidate i of a job draws with `seed + i`; without a seed each run differs. `logit_bias` is added to tokens' logits;
    `latin_only` bans the tokens of every other script; `grammar` is GBNF that inference.server.grammar wrote.
    """

    temperature: float = 1.0
    top_p: float = 1.0
    top_k: int = 40
    min_p: float = 0.0
    repetition_penalty: float = 1.0
    frequency_penalty: float = 0.0
    presence_penalty: float = 0.0
    seed: int | None = None
    logprobs: int | None = None
    ignore_eos: bool = False
    logit_bias: tuple[tuple[int, float], ...] = ()
    latin_only: bool = False
    grammar: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """One prompt and the `n` continuations wanted of it, each of at most `max_tokens`."""

    prompt: tuple[int, ...]
    n: int
    max_tokens: int
    sampling: Sampling


class Logprobs(NamedTuple):
    """Natural logarithms of the chosen token's probability and of the likeliest ones' (best first)."""

    chosen: float
    top: tuple[tuple[int, float], ...]


class Finish(NamedTuple):
    """Why a candidate ended ("stop", "length", "cancelled" or "error") and how fast it came.

    `tokens_per_second` counts from the first token to the last; `first_token_seconds` from submission.
    """

    reason: str
    tokens: int
    tokens_per_second: float
    first_token_seconds: float
    cached_tokens: int


class Event(NamedTuple):
    """One token of candidate `index` of `job`, or its end, or both."""

    job: int
    index: int
    token: int | None
    logprobs: Logprobs | None
    finish: Finish | None


Deliver = Callable[[list[Event]], None]


@dataclass(frozen=True, slots=True)
class Stats:
    """Totals since the start, and the state of this moment. `step_seconds` is how long the running step has run.

    `last_step_at` is `time.monotonic()` at the end of the last step, None before the first. The cache's blocks and the
    preemptions (a candidate lost its blocks to an older one and starts again from its text) are only a paged engine's.
    """

    prompt_tokens: int
    cached_tokens: int
    generated_tokens: int
    steps: int
    jobs_finished: int
    jobs_cancelled: int
    jobs_waiting: int
    sequences_active: int
    sequences_max: int
    step_seconds: float
    alive: bool
    last_step_at: float | None = None
    cache_used: int = 0
    cache_total: int = 0
    preemptions: int = 0


class QueueFull(Exception):
    """The engine holds as many waiting jobs as it may."""


class Vocabulary(Protocol):
    """Text to tokens and back; `size` tokens in all."""

    size: int

    def tokenize(self, text: str, *, special: bool) -> list[int]:
        """Token ids of `text`; with `special`, control tokens written in it are recognised."""
        ...

    def piece(self, token: int) -> bytes:
        """The bytes `token` stands for (not always whole characters; none for control tokens)."""
        ...


class Engine(Protocol):
    """What the HTTP server needs of llama.cpp today and of a GPU tomorrow."""

    name: str
    context: int
    sequences: int
    vocabulary: Vocabulary

    def render(self, messages: Sequence[dict[str, str]], options: Mapping[str, Any] | None = None) -> str:
        """The prompt of a conversation, by the model's own chat template and the `options` that it may know.

        Raises InferenceError if it has none."""
        ...

    def start(self, deliver: Deliver) -> None: ...

    def submit(self, job: Job) -> int:
        """Queues `job`, returns its number. Raises QueueFull, and BadGrammar if the device can not follow its grammar."""
        ...

    def cancel(self, job: int, index: int | None = None) -> None:
        """Ends a job (or one candidate of it) soon, in the middle of a long step if need be. Unknown numbers are ignored."""
        ...

    def stats(self) -> Stats: ...

    def close(self) -> None: ...
