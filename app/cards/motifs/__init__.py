"""Every motif by name. A motif is draw(painter, rect, art, *, params…): design units, seeded, inside its rectangle.

A module of this package names what it draws in KINDS: {"lantern": draw}. Parameters that name a palette colour are strings
beginning with '@'; a tuple default stands for a list.
"""

import importlib
import pkgutil
from collections.abc import Callable, Mapping

Draw = Callable[..., None]


def _found() -> dict[str, Draw]:
    kinds: dict[str, Draw] = {}
    for module in pkgutil.iter_modules(__path__):
        drawn = getattr(importlib.import_module(f"{__name__}.{module.name}"), "KINDS", {})
        assert not kinds.keys() & drawn.keys(), f"{module.name}: {kinds.keys() & drawn.keys()} exist already"
        kinds |= drawn
    return kinds


MOTIFS: Mapping[str, Draw] = _found()
