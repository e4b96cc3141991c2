"""Refuses grammars that llama.cpp can not walk: left recursion, rules too deep in one another, beginnings of too many ways."""

from __future__ import annotations

from collections.abc import Iterator

from inference.server.grammar_rules import Letters, Way, typed
from inference.server.grammar_text import BadGrammar

MOST_WAYS = 1_000  # in which one position may begin: each is a stack of llama.cpp's, and it looks at them all
LONGEST_CHAIN = 300  # rules at the left edge of one another: llama.cpp descends them recursively


class Edges:
    """What stands at the left of each rule: one walk that refuses what never ends, goes too deep or begins in too many ways.

    `empty` counts the ways to say nothing, `starts` the ways to reach a first character or the end, and `depth` the rules on
    the longest way there. llama.cpp follows all of them anew at every character, by recursion.
    """

    def __init__(self, rules: dict[str, tuple[Way, ...]]) -> None:
        self._rules = rules
        self._empty: dict[str, int] = {}
        self._starts: dict[str, int] = {}
        self._depth: dict[str, int] = {}

    def require_progress(self) -> None:
        for name in self._rules:
            self._walk(name)

    def _walk(self, first: str) -> None:
        """Depth first without recursion: a stranger's chain of rules may be long."""
        path = {first: self._left(first)}
        while path:
            name, left = next(reversed(path.items()))
            for rule in left:
                if rule in path:
                    raise BadGrammar(f"Văn phạm đệ quy trái ở luật “{typed(rule)}”.")
                if rule not in self._starts:
                    path[rule] = self._left(rule)
                    break
            else:
                self._measure(name)
                del path[name]

    def _left(self, name: str) -> Iterator[str]:
        """The rules that can stand first; each must be measured before the next is asked for."""
        for way in self._rules[name]:
            for part in way:
                if isinstance(part, Letters):
                    break
                yield part.rule
                if not self._empty[part.rule]:
                    break

    def _measure(self, name: str) -> None:
        if name in self._starts:
            return
        nothing = beginnings = 0
        for way in self._rules[name]:
            silent = 1
            for part in way:
                beginnings += silent * (1 if isinstance(part, Letters) else self._starts[part.rule])
                silent *= 0 if isinstance(part, Letters) else self._empty[part.rule]
                if not silent:
                    break
            nothing += silent
        self._depth[name] = 1 + max((self._depth[rule] for rule in self._left(name)), default=0)
        self._empty[name], self._starts[name] = nothing, beginnings + nothing
        if beginnings + nothing > MOST_WAYS:
            raise BadGrammar(f"Văn phạm quá mơ hồ ở luật “{typed(name)}”: hơn {MOST_WAYS} cách bắt đầu.")
        if self._depth[name] > LONGEST_CHAIN:
            raise BadGrammar(f"Văn phạm lồng luật sâu quá {LONGEST_CHAIN} tầng ở “{typed(name)}”.")
