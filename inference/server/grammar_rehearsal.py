"""Walks a grammar over short texts that leave it the most ways open: where those multiply, llama.cpp would hang.

llama.cpp follows every derivation of a token's letters one by one, so its work is the number of derivations, and an
ambiguous grammar doubles that with every letter. No walk finds all such texts; these find what people write by mistake.
"""

from __future__ import annotations

import random
from collections import Counter

from inference.server.grammar_rules import Call, Grammar, Letters, Symbol
from inference.server.grammar_text import BadGrammar

MOST_PATHS = 1_500  # derivations of one text
WALKS = 6
LETTERS = 24  # of one walk
MOST_WORK = 60_000  # stacks looked at in all

Stack = tuple[Symbol, ...]


def rehearse(grammar: Grammar) -> None:
    """Raises BadGrammar where one text has too many derivations. Takes a few ms; at most half a second."""
    walker = _Walker(grammar)
    for seed in range(WALKS):
        walker.walk(random.Random(seed), greedy=seed < WALKS // 2)


class _Walker:
    """Stacks of what is still to be said, each with the number of ways that lead to it."""

    def __init__(self, grammar: Grammar) -> None:
        self._rules = grammar.rules
        self._known: dict[str, Counter[Stack]] = {}
        self._work = 0

    def walk(self, rng: random.Random, *, greedy: bool) -> None:
        stacks = self._opened(Counter({(Call("root"),): 1}))
        for _ in range(LETTERS):
            letter = _letter(stacks, rng, greedy)
            if letter is None:
                return
            stacks = self._opened(_after(stacks, letter))

    def _opened(self, stacks: Counter[Stack]) -> Counter[Stack]:
        """The same with a letter, or nothing, on top of each."""
        found: Counter[Stack] = Counter()
        waiting = list(stacks.items())
        while waiting:
            stack, ways = waiting.pop()
            self._work += 1
            if stack and isinstance(stack[0], Call):
                rest = stack[1:]
                waiting += [((*head, *rest), ways * more) for head, more in self._heads(stack[0].rule).items()]
            else:
                found[stack] += ways
            if self._work > MOST_WORK or len(waiting) > MOST_PATHS:
                raise _ambiguous()
        if found.total() > MOST_PATHS:
            raise _ambiguous()
        return found

    def _heads(self, rule: str) -> Counter[Stack]:
        """What a rule can begin as, down to letters; the grammar's edges are known to end."""
        if rule not in self._known:
            self._known[rule] = Counter()
            self._known[rule] = self._opened(Counter(self._rules[rule]))
        return self._known[rule]


def _after(stacks: Counter[Stack], letter: str) -> Counter[Stack]:
    left: Counter[Stack] = Counter()
    for stack, ways in stacks.items():
        if stack and letter in stack[0]:  # type: ignore[operator]
            left[stack[1:]] += ways
    return left


def _letter(stacks: Counter[Stack], rng: random.Random, greedy: bool) -> str | None:
    """A letter that can follow: the one that most ways share, or any."""
    tops = [(stack[0], ways) for stack, ways in stacks.items() if stack and isinstance(stack[0], Letters)]
    letters = sorted({letter for top, _ in tops for letter in _samples(top)})
    rng.shuffle(letters)
    weights = {letter: sum(ways for top, ways in tops if letter in top) for letter in letters[:64]}
    good = [letter for letter, weight in weights.items() if weight]
    if not good:
        return None
    return max(good, key=weights.__getitem__) if greedy else rng.choice(good)


def _samples(letters: Letters) -> list[str]:
    """Its borders, and one beyond them where it is what lies outside."""
    near = {code for low, high in letters.ranges for code in (low, high, *((high + 1,) if letters.excluded else ()))}
    return [chr(code) for code in near | ({ord("a")} if letters.excluded else set()) if code < 0xD800]


def _ambiguous() -> BadGrammar:
    return BadGrammar("Văn phạm quá mơ hồ: cùng một đoạn chữ có quá nhiều cách hiểu.")
