"""Every motif by name. A motif is draw(painter, rect, art, *, params…): design units, seeded, inside its rectangle.

A module of this package names what it draws in KINDS: {"lantern": draw}. Parameters that name a palette colour are strings
beginning with '@'; a tuple default stands for a list.
"""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

Draw = Callable[..., None]
KINDS = re.compile(r"^KINDS\b[^=\n]*=\s*\{(.*?)\}", re.DOTALL | re.MULTILINE)


class Motifs(Mapping[str, Draw]):
    """Imports a module when something of it is first drawn: the window opens without all of them."""

    @cached_property
    def modules(self) -> dict[str, str]:
        """The module of every kind, as the sources name them."""
        found: dict[str, str] = {}
        for module in pkgutil.iter_modules(__path__):
            for kind in _named(module.name):
                assert kind not in found, f"{module.name}: “{kind}” exists already in {found[kind]}"
                found[kind] = module.name
        return found

    def __getitem__(self, kind: str) -> Draw:
        return _load(self.modules[kind])[kind]

    def __contains__(self, kind: object) -> bool:
        return kind in self.modules

    def __iter__(self) -> Iterator[str]:
        return iter(self.modules)

    def __len__(self) -> int:
        return len(self.modules)


def _load(name: str) -> dict[str, Draw]:
    return getattr(importlib.import_module(f"{__name__}.{name}"), "KINDS", {})


def _named(name: str) -> list[str]:
    """The kinds of a module from its source, or from the module itself where sources are not shipped."""
    source = Path(__path__[0]) / f"{name}.py"
    if not source.is_file():
        return list(_load(name))
    table = KINDS.search(source.read_text("utf-8"))
    return re.findall(r'"(\w+)"\s*:', table[1]) if table else []


MOTIFS: Mapping[str, Draw] = Motifs()
