"""Checks a grammar in GBNF before llama.cpp sees it, which dies of bad ones; writes what it understood in plain rules.

The language is that of llama.cpp's grammars/README.md, without its `<token>` elements. Repetitions become rules as llama.cpp
makes them, so what is counted here is what it will hold. `str()` of a checked grammar is what it gets: nothing that a
stranger typed reaches its parser.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from inference.server.grammar_edges import Edges
from inference.server.grammar_rehearsal import rehearse
from inference.server.grammar_rules import Call, Grammar, Letters, Symbol, Way, typed
from inference.server.grammar_text import BadGrammar, Reader

LONGEST = 64_000  # characters
MOST_ELEMENTS = 40_000  # of all plain rules together
DEEPEST = 48  # brackets within brackets: llama.cpp's parser is recursive
MOST_REPETITIONS = 2_000


def read_grammar(text: str) -> Grammar:
    """The grammar, if llama.cpp can live with it. Raises BadGrammar with the reason."""
    if len(text) > LONGEST:
        raise BadGrammar(f"Văn phạm dài {len(text)} ký tự, quá {LONGEST}.")
    grammar = _Parser(text).grammar()
    _require_rules(grammar)
    Edges(grammar.rules).require_progress()
    rehearse(grammar)
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
                raise BadGrammar(f"Văn phạm dùng luật “{part.rule}” mà không viết (trong “{typed(name)}”).")
