"""A page looked up and set: everything that painting it needs."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from app.cards.art import Art
from app.cards.fonts import Fonts
from app.cards.items import AnyItem, Words
from app.cards.schema import Format, Palette, Template
from app.cards.typeset import Placed


@dataclass(frozen=True)
class Scene:
    """One page of a card. words: what it says by field; items: what the person put on it, bottom first."""

    template: Template
    palette: Palette
    shape: Format
    placed: Placed
    seed: int
    number: int = 0
    ground: str = ""
    items: tuple[AnyItem, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()

    def art(self, scale: float, fonts: Fonts) -> Art:
        """What motifs and letters are painted with, `scale` pixels a unit."""
        canvas = QRectF(0, 0, self.shape.width, self.shape.height)
        return Art(self.palette.colors, scale, self.seed, fonts, canvas, self.placed.layout.calm)

    @property
    def own(self) -> frozenset[str]:
        """The fields that items show in the design's stead."""
        return frozenset(item.field for item in self.items if isinstance(item, Words))

    @property
    def look(self) -> tuple[object, ...]:
        """What the colours and the art of the page depend on: the key of its layers."""
        return self.template.id, self.palette.id, self.shape.id, self.seed
