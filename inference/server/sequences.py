"""What the paged scheduler keeps of a job: its candidates, and the text that must be computed before they can draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from inference.server.loop import Run
from inference.server.step import Matcher


@dataclass(slots=True, eq=False, repr=False)
class Text:
    """`tokens` on the way into the cache, at the first candidate's seat; then all `candidates` draw from the last row.

    At first the prompt of a job and all its candidates; after a preemption one candidate, its prompt and what it wrote.
    """

    run: PagedRun
    candidates: list[Candidate]
    tokens: tuple[int, ...]
    keys: Sequence[bytes]  # of its full blocks
    filled: int = 0
    blocks: list[int] = field(default_factory=list)  # for all tokens, once it is filling
    told: bool = False  # whether the device knows `blocks` as the table of the first candidate's seat


@dataclass(slots=True, eq=False, repr=False)
class Candidate:
    """Waits with its `text`, or decodes without one."""

    run: PagedRun
    index: int
    seed: int
    text: Text | None = None
    matcher: Matcher | None = None
    seat: int = -1
    blocks: list[int] = field(default_factory=list)
    cells: int = 0  # positions 0 … cells-1 are in the cache as soon as the launched steps are done
    room: int = 0  # positions below lie in blocks of its own: there it can go on without asking
    written: list[int] = field(default_factory=list)  # tokens that were delivered
    first_at: float = 0.0
    ended: bool = False

    @property
    def tokens(self) -> tuple[int, ...]:
        return self.run.job.prompt + tuple(self.written)


@dataclass(slots=True, eq=False, repr=False)
class PagedRun(Run):
    keys: Sequence[bytes] = ()  # of the prompt's full blocks
    candidates: list[Candidate] = field(default_factory=list)  # that have not ended

    @property
    def most(self) -> int:
        """Cells that a candidate fills at most: its last token is never fed."""
        return len(self.job.prompt) + self.limit - 1
