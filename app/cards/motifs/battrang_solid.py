"""The solid of a Bát Tràng vase: where a point of its skin comes to lie."""

import math

import numpy as np
from PySide6.QtGui import QPainterPath

from app.cards.kit import Point, catmull, poly
from app.cards.pigment import dab

# Height from the mouth (0) to the foot (1), and the radius there over the vase's width
PROFILE = (
    (0, 0.300), (0.035, 0.285), (0.12, 0.200), (0.20, 0.205), (0.30, 0.350), (0.42, 0.470), (0.54, 0.498),
    (0.68, 0.455), (0.82, 0.350), (0.93, 0.275), (0.97, 0.270), (1.0, 0.285),
)  # fmt: skip
TILT = 0.13  # how far one looks down on it
SHAPE = 1.42  # height over width


class Vase:
    """The solid: where a point of its skin (angle u, height v) comes to lie."""

    def __init__(self, cx: float, top: float, width: float) -> None:
        self.cx, self.width, curve = cx, width, catmull(PROFILE, 10)
        self._v, self._r = curve[:, 0], curve[:, 1]
        self.top = top + self.r(0) * TILT
        self.height = width * SHAPE - (self.r(0) + self.r(1)) * TILT
        self.unit = width / 300

    def r(self, v: float) -> float:
        return float(np.interp(v, self._v, self._r)) * self.width

    def at(self, u: float, v: float) -> Point:
        return self.cx + self.r(v) * math.sin(u), self.top + v * self.height + self.r(v) * TILT * math.cos(u)

    def stroke(self, skin: list[Point], width: float, belly: float = 0.45, end: float = 0.2) -> QPainterPath:
        return dab([self.at(*q) for q in skin], width * self.unit, 8, belly, end)

    def side(self, part: float) -> list[Point]:
        """The meridian at `part` of the radius: 1 is the right outline, -1 the left."""
        sink = TILT * math.sqrt(max(0.0, 1 - part * part))
        return [
            (self.cx + self.r(v) * part, self.top + v * self.height + self.r(v) * sink) for v in np.linspace(0, 1, 60)
        ]

    def outline(self) -> QPainterPath:
        foot = [self.at(u, 1.0) for u in np.linspace(-math.pi / 2, math.pi / 2, 20)]
        lip = [
            (self.cx + self.r(0) * math.cos(a), self.top - self.r(0) * TILT * math.sin(a))
            for a in np.linspace(0, math.pi, 20)
        ]
        return poly([*self.side(-1), *foot, *self.side(1)[::-1], *lip])
