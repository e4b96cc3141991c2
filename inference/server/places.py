"""Which seats and blocks of a device each candidate has, and what is known to be in the blocks."""

from __future__ import annotations

from inference.server.blocks import Blocks, chain, common
from inference.server.sequences import Candidate, Text
from inference.server.step import Step

WATERMARK = 64  # a new prompt leaves one block in so many, and one for each of its candidates, to those who write


class Places:
    """Moves texts and candidates in and out. Who has to go when there is no room is not decided here."""

    def __init__(self, seats: int, blocks: int, page: int) -> None:
        self.blocks = Blocks(blocks, page)
        self._page = page
        self._seats = list(range(seats - 1, -1, -1))

    @property
    def free_seats(self) -> int:
        return len(self._seats)

    # ---- texts

    def find(self, text: Text) -> list[int]:
        """Blocks of its beginning that are in the cache. Its last token is always computed: it is drawn from."""
        return self.blocks.find(text.keys[: self._reusable(text)])

    def in_common(self, text: Text, other: Text) -> int:
        """With how many tokens that could be reused both begin."""
        return common(other.keys, text.keys[: self._reusable(text)]) * self._page

    def _reusable(self, text: Text) -> int:
        return (len(text.tokens) - 1) // self._page

    def fits(self, text: Text, found: list[int], *, busy: bool) -> bool:
        """busy: others run, and something is to be left to them."""
        reserve = self.blocks.total // WATERMARK + len(text.candidates) if busy else 0
        return self.blocks.spare(found) >= self.blocks.needed(len(text.tokens)) - len(found) + reserve

    def place(self, text: Text, found: list[int]) -> None:
        self.blocks.hold(found)
        missing = self.blocks.needed(len(text.tokens)) - len(found)
        text.blocks = found + [self.blocks.take() for _ in range(missing)]
        text.filled = len(found) * self._page
        for candidate in text.candidates:
            candidate.seat = self._seats.pop()

    def filled(self, text: Text, size: int) -> None:
        """Notes `size` tokens more; full blocks can be used by others from the next step on."""
        first = text.filled // self._page
        text.filled += size
        for block, key in zip(text.blocks[first:], text.keys[first : text.filled // self._page]):
            self.blocks.learn(block, key)

    def fork(self, text: Text) -> None:
        """The candidates of a whole text share its blocks; whoever writes first to the last one, if it has room, copies it."""
        for candidate in text.candidates:
            self.blocks.hold(text.blocks)
            candidate.blocks = list(text.blocks)
            candidate.cells = candidate.room = len(text.tokens)
            candidate.text = None
        self.blocks.let_go(text.blocks)
        text.blocks = []

    def clear(self, text: Text) -> None:
        """Back to nothing: no seat, no block, to be filled from its beginning."""
        for candidate in text.candidates:
            self.stand(candidate)
        self.blocks.let_go(text.blocks)
        text.blocks, text.filled, text.told = [], 0, False

    # ---- candidates

    def scarce(self, decoding: list[Candidate]) -> bool:
        """Whether `decoding` may need more blocks for their next tokens than there are."""
        available = self.blocks.available
        return available < len(decoding) and available < sum(c.cells >= c.room for c in decoding)

    def extend(self, candidate: Candidate, step: Step) -> bool:
        """Makes sure that the next cell lies in a block of the candidate's own. False if that needs a block and there is none."""
        index, offset = divmod(candidate.cells, self._page)
        if not offset or self.blocks.shared(candidate.blocks[index]):
            if not self.blocks.available:
                return False
            self._lengthen(candidate, index, step)
        step.tables[candidate.seat] = list(candidate.blocks)
        candidate.room = min((index + 1) * self._page, candidate.run.most)
        return True

    def _lengthen(self, candidate: Candidate, index: int, step: Step) -> None:
        """A new block at `index`: empty at the end of the table, or a copy of one that others need as it is.

        Only the candidates of one text share a block that is not full, until the step behind their first draw. The last one writes to
        it, so within that step it is not freed, and is never both source and target.
        """
        block = self.blocks.take()
        if index == len(candidate.blocks):
            candidate.blocks.append(block)
            return
        source = candidate.blocks[index]
        step.copies.append((source, block))
        self.blocks.let_go([source])
        candidate.blocks[index] = block

    def leave(self, candidate: Candidate) -> None:
        """Its full blocks stay findable: after a preemption it comes again, and so does a conversation's next prompt."""
        known, tokens = len(candidate.run.keys), candidate.tokens
        full = min(candidate.cells, len(tokens)) // self._page
        if full > known:
            keys = chain(tokens[: full * self._page], self._page, candidate.run.keys)
            for block, key in zip(candidate.blocks[known:], keys[known:]):
                self.blocks.learn(block, key)
        self.blocks.let_go(candidate.blocks)
        candidate.blocks, candidate.room = [], 0
        self.stand(candidate)

    def stand(self, candidate: Candidate) -> None:
        if candidate.seat >= 0:
            self._seats.append(candidate.seat)
            candidate.seat = -1
