"""A grammar once it is read: plain rules without repetitions, and how they are written down for llama.cpp."""

from __future__ import annotations

from dataclasses import dataclass


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


def typed(name: str) -> str:
    """The rule of the text that a made one belongs to."""
    return name.split("_")[0]


def _escaped(code: int) -> str:
    return f"\\U{code:08X}"
