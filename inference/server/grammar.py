"""Checks a grammar in GBNF before llama.cpp sees it, which dies of bad ones; writes what it understood in plain rules.

The language is that of llama.cpp's grammars/README.md, without its `<token>` elements. Repetitions become rules as llama.cpp
makes them, so what is counted here is what it will hold. `str()` of a checked grammar is what it gets: nothing that a
stranger typed reaches its parser.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from inference.server.grammar_text import BadGrammar, Reader

LONGEST = 64_000  # characters
MOST_ELEMENTS = 40_000  # of all plain rules together
MOST_WAYS = 4_000  # in which one position may begin: each is a stack of llama.cpp's, and it looks at them all
DEEPEST = 48  # brackets within brackets: llama.cpp's parser is recursive
LONGEST_CHAIN = 300  # rules at the left edge of one another: llama.cpp descends them recursively too
MOST_REPETITIONS = 2_000


@dataclass(frozen=True, slots=True)
class Letters:
    """One character out of (or, `excluded`, outside of) ranges of code points, both ends included."""

    ranges: tuple[tuple[int, int], ...]
    excluded: bool = False

    def __contains__(self, letter: str) -> bool:
        return any(low <= ord(letter) <= high for low, high in self.ranges) != self.excluded

    def __str__(self) -> str:
        inside = "".join(_escaped(low) + (f"-{_escaped(high)}" if high > low else "") for low, high in self.ranges)
        return f"[{'^' if self.excluded else ''}{inside}]" if self.ranges else "."


@dataclass(frozen=True, slots=True)
class Call:
    """Another rule's words."""

    rule: str


Symbol = Letters | Call
Way = tuple[Symbol, ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """Plain rules by name, each a choice of ways; `root` is where the text begins."""

    rules: dict[str, tuple[Way, ...]]

    def __str__(self) -> str:
        numbers = {name: "root" if name == "root" else f"r{place}" for place, name in enumerate(self.rules)}

        def written(way: Way) -> str:
            said = (numbers[part.rule] if isinstance(part, Call) else str(part) for part in way)
            return " ".join(said) or '""'

        return "\n".join(f"{numbers[name]} ::= {' | '.join(map(written, ways))}" for name, ways in self.rules.items())


def read_grammar(text: str) -> Grammar:
    """The grammar, if llama.cpp can live with it. Raises BadGrammar with the reason."""
    if len(text) > LONGEST:
        raise BadGrammar(f"Văn phạm dài {len(text)} ký tự, quá {LONGEST}.")
    grammar = _Parser(text).grammar()
    _require_rules(grammar)
    _Edges(grammar.rules).require_progress()
    return grammar


@dataclass
class _Parser:
    """Text → plain rules, by recursive descent."""

    text: str
    rules: dict[str, tuple[Way, ...]] = field(default_factory=dict)
    elements: int = 0
    made: int = 0

    def grammar(self) -> Grammar:
        self.reader = Reader(self.text)
        self.reader.skip(lines=True)
        while not self.reader.ended:
            name = self.reader.name()
            self.reader.skip()
            self.reader.expect("::=")
            self.reader.skip(lines=True)
            if name in self.rules:
                raise BadGrammar(f"Văn phạm viết luật “{name}” hai lần.")
            self.rules[name] = ()  # keeps the order of the text
            self.rules[name] = self._ways(name, 0)
            self.reader.end_of_rule()
            self.reader.skip(lines=True)
        return Grammar(self.rules)

    def _ways(self, name: str, depth: int) -> tuple[Way, ...]:
        if depth > DEEPEST:
            raise BadGrammar(f"Văn phạm lồng ngoặc sâu quá {DEEPEST} tầng.")
        ways = [self._way(name, depth)]
        while self.reader.take("|"):
            self.reader.skip(lines=True)
            ways.append(self._way(name, depth))
        return tuple(ways)

    def _way(self, name: str, depth: int) -> Way:
        way: list[Symbol] = []
        while (item := self._item(name, depth)) is not None:
            self.reader.skip(lines=depth > 0)
            if (bounds := self.reader.repetition(MOST_REPETITIONS)) is not None:
                if not item:
                    raise BadGrammar(f"Văn phạm lặp một chuỗi rỗng trong luật “{name}”.")
                item = self._repeated(name, item, *bounds)
                self.reader.skip(lines=depth > 0)
            self._count(len(item))
            way += item
        return tuple(way)

    def _item(self, name: str, depth: int) -> Way | None:
        """A literal, a class, a call or a group; None where the sequence ends."""
        reader = self.reader
        if reader.take('"'):
            return tuple(Letters(((code, code),)) for code in reader.literal())
        if reader.take("["):
            return (Letters(*reader.letters()),)
        if reader.take("."):
            return (Letters((), True),)
        if reader.take("("):
            reader.skip(lines=True)
            inner = self._named(name, self._ways(name, depth + 1))
            reader.expect(")")
            return (inner,)
        return (Call(reader.name()),) if reader.at_name else None

    def _repeated(self, name: str, item: Way, least: int, most: int | None) -> Way:
        """S{m,n} is S … S (m times) and then a chain of rules S' ::= S S'' | "", as llama.cpp builds it."""
        self._count(len(item) * (least + (1 if most is None else most - least)))
        if most is None:
            more = self._named(name, ())
            self.rules[more.rule] = ((*item, more), ())
            return item * least + (more,)
        rest: Way = ()
        for _ in range(most - least):
            rest = (self._named(name, ((*item, *rest), ())),)
        return item * least + rest

    def _named(self, name: str, ways: tuple[Way, ...]) -> Call:
        self.made += 1
        made = f"{name}_{self.made}"  # no name that can be typed has a "_"
        self.rules[made] = ways
        return Call(made)

    def _count(self, elements: int) -> None:
        self.elements += elements + 1
        if self.elements > MOST_ELEMENTS:
            raise BadGrammar(f"Văn phạm quá lớn: hơn {MOST_ELEMENTS} phần tử.")


def _require_rules(grammar: Grammar) -> None:
    if "root" not in grammar.rules:
        raise BadGrammar("Văn phạm thiếu luật “root”.")
    for name, ways in grammar.rules.items():
        for part in (part for way in ways for part in way if isinstance(part, Call)):
            if part.rule not in grammar.rules:
                raise BadGrammar(f"Văn phạm dùng luật “{part.rule}” mà không viết (trong “{_typed(name)}”).")


class _Edges:
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
                    raise BadGrammar(f"Văn phạm đệ quy trái ở luật “{_typed(rule)}”.")
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
            raise BadGrammar(f"Văn phạm quá mơ hồ ở luật “{_typed(name)}”: hơn {MOST_WAYS} cách bắt đầu.")
        if self._depth[name] > LONGEST_CHAIN:
            raise BadGrammar(f"Văn phạm lồng luật sâu quá {LONGEST_CHAIN} tầng ở “{_typed(name)}”.")


def _typed(name: str) -> str:
    """The rule of the text that a made one belongs to."""
    return name.split("_")[0]


def _escaped(code: int) -> str:
    return f"\\U{code:08X}"
