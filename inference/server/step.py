"""One step of a paged engine as the scheduler plans it, and the device that carries it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from inference.server.engine import Logprobs, Sampling


class Fill(NamedTuple):
    """A piece of a prompt for `seat`, from position `start` on; `draws` are the seats that draw from its last token's row."""

    seat: int
    tokens: Sequence[int]
    start: int
    draws: tuple[int, ...]


@dataclass(slots=True)
class Step:
    """At most `batch_tokens` rows. Every decode row draws; no block is both a source and a target of `copies`."""

    tables: dict[int, list[int]] = field(default_factory=dict)  # seats whose list of blocks changed: the whole list
    copies: list[tuple[int, int]] = field(default_factory=list)  # blocks (source, target) copied before the step
    decode: list[tuple[int, int]] = field(
        default_factory=list
    )  # (seat, position): feeds what the device drew last for it
    fills: list[Fill] = field(default_factory=list)
    masks: dict[int, bytes] = field(
        default_factory=dict
    )  # seat → bits of the tokens it may draw, constrained seats only


class Matcher(Protocol):
    """One candidate's place in its grammar."""

    def mask(self) -> bytes:
        """Little-endian 32-bit words; bit i says whether token i may come next. Only end tokens once it is done."""
        ...

    def accept(self, token: int) -> None:
        """Moves on by a token that the mask allowed. Never called with an end token."""
        ...


class Runner(Protocol):
    """The device: a cache of `blocks` blocks of `page` tokens (block 0 is never used), and `seats` candidates at a time.

    What is launched later sees what was launched earlier. A seat may be given away while a step of its old candidate is
    under way: `sit` must act after the steps launched before it. A seat that drew NOTHING may be fed once more before
    the scheduler has heard of it; what that draws is ignored. Everything may raise RuntimeError if the device failed; `sit` is
    then called anew for every seat that is used, and nothing in the cache counts.
    """

    seats: int
    blocks: int
    page: int
    context: int
    batch_tokens: int
    end_tokens: frozenset[int]

    def sit(self, seat: int, sampling: Sampling, index: int, seed: int, written: Sequence[int]) -> None:
        """Candidate `index` is about to draw its first token at `seat`; `written` are those it drew before a preemption."""
        ...

    def launch(self, step: Step) -> Any:
        """Begins a step and returns a ticket at once, if the device can work by itself."""
        ...

    def collect(self, ticket: Any) -> list[tuple[int, int, Logprobs | None]]:
        """Waits for the step; (seat, token, logprobs) of each draw. Tickets come in order; after a failure some never do."""
        ...

    def matcher(self, sampling: Sampling) -> Matcher:
        """A fresh one for `sampling.grammar`."""
        ...

    def close(self) -> None: ...
