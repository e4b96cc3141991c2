"""What composing tells while it works: the texts as they come, and in what order they deserve to be read."""

from dataclasses import dataclass

from app.viet.kinship import Pair
from app.writing.finding import Finding


@dataclass(frozen=True)
class Candidate:
    """One text that a person may choose."""

    text: str
    source: str  # "model" or "library"
    model: str
    pair: Pair
    findings: tuple[Finding, ...]
    seconds: float
    logprob: float = 0.0  # of the weakest stretch
    template: str = ""  # of a library text, before the pair was put in
    unlearnt: int = 0  # notes that the embedded model told in a sentence of its own making


@dataclass(frozen=True)
class Started:
    """A slot begins to be written."""

    slot: int


@dataclass(frozen=True)
class Delta:
    """More text for a slot."""

    slot: int
    text: str


@dataclass(frozen=True)
class Restarted:
    """A slot's text failed its checks and is written again from nothing."""

    slot: int
    reason: str


@dataclass(frozen=True)
class Finished:
    """A slot's final text."""

    slot: int
    candidate: Candidate


@dataclass(frozen=True)
class Speed:
    """Measured speed of the model in this request."""

    tokens_per_second: float
    model: str


@dataclass(frozen=True)
class Beyond:
    """The embedded model wrote nothing without a fault: what a person can do."""

    reason: str


@dataclass(frozen=True)
class Ranked:
    """The slots, best first; the last event."""

    order: tuple[int, ...]


Event = Started | Delta | Restarted | Finished | Speed | Beyond | Ranked
