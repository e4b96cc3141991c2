"""Flicked drops of gold, thick in the middle of the rectangle and thin towards its edges."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art


def draw(
    p: QPainter, rect: QRectF, art: Art, *, count: int = 75, largest: float = 5.0, metal: str = "@foil", salt: int = 4
) -> None:
    """Drops beside letters read as marks, so none falls in or near a calm zone."""
    rng, drops = art.rng(salt), QPainterPath()
    drops.setFillRule(Qt.FillRule.WindingFill)
    calm = [zone.adjusted(-30, -30, 30, 30) for zone in art.calm]
    for _ in range(count):
        d, a = abs(rng.gauss(0, 0.42)), rng.uniform(0, math.tau)
        r = min(largest, abs(rng.gauss(0, 1.7)) + 0.8)
        x, y = (
            rect.center().x() + math.cos(a) * d * rect.width() / 2,
            rect.center().y() + math.sin(a) * d * rect.height() / 2,
        )
        ry = r * rng.uniform(0.8, 1)
        if d < 0.95 and not any(zone.contains(x, y) for zone in calm):
            drops.addEllipse(QPointF(x, y), r, ry)
    p.fillPath(drops, art.foil(metal))


KINDS = {"splatter": draw}
