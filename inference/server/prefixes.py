"""Which replica a prompt goes to: the one that has computed its beginning before, unless others have much less to do.

A beginning is known by the chained hashes of its whole blocks, as the paged cache knows it; nothing is asked of the replicas,
as every request passes here. What a replica has forgotten since costs a computed prompt, no wrong word.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterable, Sequence

BLOCK = 16  # tokens, the page of the paged cache
REMEMBERED = 1 << 15  # blocks a replica: half a million tokens
WORTH = 0.1  # of a prompt's blocks: below, it goes where there is least to do
LEAN = 8  # candidates that a replica may have more to write than the idlest one, for a beginning's sake


def blocks(prompt: Sequence[int]) -> tuple[int, ...]:
    """One number a whole block, which stands for the prompt from its first token to that block's end."""
    chain, numbers = 0, []
    for start in range(0, len(prompt) - BLOCK + 1, BLOCK):
        chain = hash((chain, *prompt[start : start + BLOCK]))
        numbers.append(chain)
    return tuple(numbers)


class Prefixes:
    """Remembers, for every replica, what it was sent and how many candidates it has to write."""

    def __init__(self) -> None:
        self._known: dict[Hashable, OrderedDict[int, None]] = {}
        self._load: dict[Hashable, int] = {}

    def choose(self, replicas: Iterable[Hashable], prompt: Sequence[int]) -> list[Hashable]:
        """All of them, the best first."""
        chain = blocks(prompt)
        loads = {replica: self._load.get(replica, 0) for replica in replicas}
        idle = sorted(loads, key=lambda replica: (loads[replica], len(self._known.get(replica, ()))))
        if not idle:
            return []
        shared = {replica: self.shared(replica, chain) for replica in idle}
        best = max(idle, key=lambda replica: shared[replica])  # of equals the idlest
        worth = shared[best] > WORTH * len(chain) and loads[best] - loads[idle[0]] <= LEAN
        return [best, *(replica for replica in idle if replica != best)] if worth else idle

    def shared(self, replica: Hashable, chain: Sequence[int]) -> int:
        """How many blocks of the prompt the replica was sent before, from the beginning on."""
        known = self._known.get(replica, ())
        return next((place for place, number in enumerate(chain) if number not in known), len(chain))

    def sent(self, replica: Hashable, prompt: Sequence[int], candidates: int) -> None:
        known = self._known.setdefault(replica, OrderedDict())
        for number in reversed(blocks(prompt)):  # the longest beginnings are forgotten first
            known[number] = None
            known.move_to_end(number)
        while len(known) > REMEMBERED:
            known.popitem(last=False)
        self._load[replica] = self._load.get(replica, 0) + candidates

    def done(self, replica: Hashable, candidates: int) -> None:
        if replica in self._load:
            self._load[replica] -= candidates

    def keep(self, replicas: Iterable[Hashable]) -> None:
        """Forgets the ones that are gone, and with them what they knew."""
        for gone in self._known.keys() - set(replicas):
            del self._known[gone], self._load[gone]
