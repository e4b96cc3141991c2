"""The blocks of a paged cache: who holds which, which hold text that may come again, and which go first.

A block is free (nobody holds it, nothing known is in it), held (by one sequence or more), or kept: nobody holds it, but it is
known to hold the keys and values of a text, and is found again by that text until somebody needs the room.
"""

from __future__ import annotations

import hashlib
from array import array
from collections import OrderedDict
from collections.abc import Iterable, Sequence

SCRATCH = 0  # padding rows write there; nobody is given it


def chain(tokens: Sequence[int], page: int, before: Sequence[bytes] = ()) -> list[bytes]:
    """The key of each full block of `tokens`: a digest of its own tokens and its parent's key, thus of all text up to its end.

    before: the keys of the first blocks, where they are known. A strong digest, for a collision would show somebody
    a stranger's text; a block takes 1 µs.
    """
    keys = list(before)
    for start in range(len(keys) * page, len(tokens) - page + 1, page):
        parent = keys[-1] if keys else b""
        keys.append(hashlib.sha256(parent + array("q", tokens[start : start + page]).tobytes()).digest())
    return keys


class Blocks:
    """Counts the references to blocks 1 … count-1, each of `page` tokens."""

    def __init__(self, count: int, page: int) -> None:
        assert count > 1 and page > 0
        self.page = page
        self.total = count - 1
        self._free = list(range(count - 1, SCRATCH, -1))
        self._holders = [0] * count
        self._kept: OrderedDict[int, None] = OrderedDict()  # least recently used first
        self._known: dict[bytes, int] = {}
        self._keys: dict[int, bytes] = {}

    @property
    def available(self) -> int:
        """How many can be taken."""
        return len(self._free) + len(self._kept)

    @property
    def used(self) -> int:
        return self.total - self.available

    def needed(self, tokens: int) -> int:
        """How many blocks so many tokens fill."""
        return -(-tokens // self.page)

    def take(self) -> int:
        """A block of one's own, contents unknown. There must be one available."""
        if self._free:
            block = self._free.pop()
        else:
            block, _ = self._kept.popitem(last=False)
            del self._known[self._keys.pop(block)]
        self._holders[block] = 1
        return block

    def hold(self, blocks: Iterable[int]) -> None:
        """One more holder for each, held already or kept."""
        for block in blocks:
            if not self._holders[block]:
                del self._kept[block]
            self._holders[block] += 1

    def let_go(self, blocks: Sequence[int]) -> None:
        """One holder less for each. The last ones are given up first: a text's end is no use without its beginning."""
        for block in reversed(blocks):
            assert self._holders[block] > 0
            self._holders[block] -= 1
            if self._holders[block]:
                continue
            if block in self._keys:
                self._kept[block] = None
            else:
                self._free.append(block)

    def shared(self, block: int) -> bool:
        return self._holders[block] > 1

    def learn(self, block: int, key: bytes) -> None:
        """`block`, which is held, is full and will not change: whoever has a text with that key can use it."""
        assert self._holders[block] > 0
        if key not in self._known and block not in self._keys:
            self._known[key] = block
            self._keys[block] = key

    def find(self, keys: Iterable[bytes]) -> list[int]:
        """The blocks of the longest known beginning."""
        found = []
        for key in keys:
            block = self._known.get(key)
            if block is None:
                break
            found.append(block)
        return found

    def spare(self, found: Iterable[int]) -> int:
        """How many can still be taken once `found` are held."""
        return self.available - sum(not self._holders[block] for block in found)

    def forget(self) -> None:
        """Nothing in the cache is to be trusted any more."""
        self._free += self._kept
        self._kept.clear()
        self._known.clear()
        self._keys.clear()


def common(keys: Sequence[bytes], others: Sequence[bytes]) -> int:
    """How many blocks two texts begin with in common: where keys agree, all before them agree."""
    low, high = 0, min(len(keys), len(others))
    while low < high:
        middle = (low + high + 1) // 2
        if keys[middle - 1] == others[middle - 1]:
            low = middle
        else:
            high = middle - 1
    return low
