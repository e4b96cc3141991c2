"""The wet sheet on which watercolour things on a table are painted, with the shadows they cast."""

import math

import numpy as np
from PySide6.QtGui import QPainterPath, QTransform

from app.cards.kit import Point, Tint, catmull, mix, ribbon, smooth
from app.cards.watercolour import Wet

TOP = 452.0  # where things stand
Axis = tuple[Point, Point]


class Easel:
    """A wet sheet on which one paints in the units of BOX."""

    def __init__(self, wet: Wet, place: QTransform, size: float) -> None:
        self.wet, self.place, self.size = wet, place, size

    def wash(self, path: QPainterPath, inner: Tint, outer: Tint, axis: Axis, **more: object) -> None:
        (ax, ay), (bx, by) = (self.place.map(*point) for point in axis)
        self.wet.paint(self.place.map(path), inner, outer, ((ax, ay), (bx, by)), **more)

    def line(self, points: list[Point], width: float, tone: Tint, alpha: float = 0.9) -> None:
        path = ribbon(catmull(points, 8), np.full(8 * (len(points) - 1) + 9, width / 2)[: len(catmull(points, 8))])
        self.wash(
            path, tone, tone, (points[0], points[-1]), alpha=alpha, knock=0.1, edge=0.1, rough=0.1, drift=0.2, thin=True
        )

    def cast(self, x: float, width: float, tone: Tint) -> None:
        """A shadow on the sill, away from the light at the upper left."""
        path = smooth(
            [
                (x - width * 0.5, TOP - 4),
                (x + width * 0.2, TOP - 14),
                (x + width * 0.95, TOP - 2),
                (x + width * 0.7, TOP + 16),
                (x - width * 0.3, TOP + 13),
            ]
        )
        self.wash(
            path,
            tone,
            mix(tone, "#ffffff", 0.35),
            ((x, TOP), (x + width, TOP)),
            alpha=0.55,
            knock=0.0,
            edge=0.1,
            rough=0.5,
        )


def heart(x: float, y: float, angle: float, size: float) -> QPainterPath:
    """A heart-shaped leaf hanging from its stalk."""
    path = QPainterPath()
    path.cubicTo(size * 0.1, -size * 0.52, size * 0.66, -size * 0.5, size, 0)
    path.cubicTo(size * 0.66, size * 0.5, size * 0.1, size * 0.52, 0, 0)
    return QTransform.fromTranslate(x, y).rotate(math.degrees(angle)).map(path)
