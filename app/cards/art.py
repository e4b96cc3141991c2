"""What a motif is given besides its rectangle: colours, foil, chance and the zones it must leave calm."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF
from PySide6.QtGui import QBrush, QColor

from app.cards import materials
from app.cards.fonts import Fonts


@dataclass(frozen=True)
class Art:
    """One painting: palette colours by key, device pixels per unit, the seed, the card's rectangle, calm zones."""

    colors: Mapping[str, tuple[str, ...]]
    scale: float
    seed: int
    fonts: Fonts
    canvas: QRectF
    calm: tuple[QRectF, ...] = field(default=())

    def ramp(self, ref: str) -> tuple[str, ...]:
        """The tones of '@key', or the literal colour itself. A person's card may name a key that this palette lacks
        (a template may not): it is the first one then."""
        if not ref.startswith("@"):
            return (ref,)
        return self.colors.get(ref[1:]) or next(iter(self.colors.values()))

    def color(self, ref: str, index: int = 0) -> QColor:
        tones = self.ramp(ref)
        return QColor(tones[min(index, len(tones) - 1)])

    def foil(self, ref: str, seed: int = 1, crinkle: float = 1.0) -> QBrush:
        """Metal foil in the nine tones of '@key'; a colour with fewer is made a metal of."""
        tones = self.ramp(ref)
        if len(tones) != len(materials.STOPS):
            tones = materials.metal(tones[0])
        return materials.foil(tones, self.scale, self.seed * 31 + seed, crinkle)

    def rng(self, salt: int) -> random.Random:
        """Chance of its own for each motif, the same at every scale."""
        return random.Random(self.seed * 1009 + salt)

    def room(self, rect: QRectF, margin: float) -> QRectF:
        """Where things of half size `margin` may be centred: inside the rectangle, free where it leaves the card."""
        left = rect.left() + (margin if rect.left() > self.canvas.left() else -margin)
        top = rect.top() + (margin if rect.top() > self.canvas.top() else -margin)
        right = rect.right() - (margin if rect.right() < self.canvas.right() else -margin)
        bottom = rect.bottom() - (margin if rect.bottom() < self.canvas.bottom() else -margin)
        return QRectF(left, top, max(0.0, right - left), max(0.0, bottom - top))

    def free(self, x: float, y: float, r: float, rect: QRectF) -> bool:
        """Whether a thing of radius r fits here: inside the rectangle and clear of the calm zones."""
        near = any(zone.adjusted(-r, -r, r, r).contains(x, y) for zone in self.calm)
        return not near and self.room(rect, r).contains(x, y)
