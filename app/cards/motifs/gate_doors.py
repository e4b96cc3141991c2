"""The opening of a garden gate in watercolour and its wooden doors, left ajar."""

import random

from PySide6.QtGui import QPainterPath

from app.cards.kit import Point, ellipse, many, poly
from app.cards.pigment import Sheet, dab


class Gate:
    """The gate's own space: one unit is its height, x from its middle, y up from the ground."""

    def __init__(self, x: float, ground: float, height: float) -> None:
        self.x, self.ground, self.g = x, ground, height

    def at(self, x: float, y: float) -> Point:
        return self.x + x * self.g, self.ground - y * self.g

    def shape(self, *points: Point) -> QPainterPath:
        return poly([self.at(*q) for q in points])

    def box(self, x0: float, y0: float, x1: float, y1: float) -> QPainterPath:
        return self.shape((x0, y0), (x1, y0), (x1, y1), (x0, y1))


def opening(sheet: Sheet, place: Gate, green: tuple[str, ...], sun: tuple[str, ...], rng: random.Random) -> None:
    """The garden behind, bright through the gate."""
    sheet.paint(
        place.box(-0.18, 0.0, 0.18, 0.57),
        ("#fffbe6", sun[0], green[0]),
        (place.at(0, 0.34), place.at(0.05, 0.0)),
        alpha=0.55,
        knock=0.95,
        edge=0.1,
        drift=1.0,
    )
    for tone, alpha in ((green[0], 0.75), (green[1], 0.7), (green[2], 0.6)):
        leaves = many()
        for _ in range(26):
            x, y = rng.uniform(-0.17, 0.10), rng.choice((rng.uniform(0.42, 0.56), rng.uniform(0.04, 0.24)))
            r = place.g * rng.uniform(0.012, 0.034)
            leaves.addPath(ellipse(*place.at(x, y), r, r * 0.8))
        sheet.paint(leaves, (tone,), alpha=alpha, edge=0.3, rough=0.5, soft=place.g * 0.003)
    sheet.paint(
        place.shape((-0.07, 0.10), (0.03, 0.10), (0.13, 0.0), (-0.16, 0.0)),
        (sun[1], sun[0]),
        (place.at(0, 0), place.at(0, 0.1)),
        alpha=0.6,
        knock=0.6,
        edge=0.1,
        rough=0.4,
        soft=place.g * 0.004,
    )


def doors(sheet: Sheet, place: Gate, wood: tuple[str, ...], cool: str) -> None:
    """The right leaf shut, the left one swung in."""
    leaves = (
        place.box(0.015, 0.0, 0.18, 0.56),
        place.shape((-0.18, 0.0), (-0.095, 0.035), (-0.095, 0.525), (-0.18, 0.56)),
    )
    for leaf, left, right in ((leaves[0], 0.015, 0.18), (leaves[1], -0.18, -0.095)):
        sheet.paint(
            leaf,
            (wood[0], wood[1]),
            (place.at(left, 0.5), place.at(right, 0.1)),
            alpha=0.92,
            knock=0.95,
            edge=0.45,
            drift=0.9,
            shade=(cool, 0.3),
        )
        lines = many()
        for i in range(1, 5):
            x = left + (right - left) * i / 5
            lines.addPath(dab([place.at(x, 0.03), place.at(x, 0.3), place.at(x, 0.53)], place.g * 0.005, 6, 0.5, 0.7))
        for y in (0.09, 0.30, 0.47):
            lines.addPath(dab([place.at(left, y), place.at(right, y)], place.g * 0.014, 6, 0.5, 0.95))
        sheet.paint(lines, (wood[2],), alpha=0.55, edge=0.1)
    sheet.paint(ellipse(*place.at(0.035, 0.28), place.g * 0.010), ("#6a5030",), alpha=0.9, knock=0.6, edge=0.3)
    sheet.paint(place.box(-0.18, 0.46, 0.18, 0.57), (cool,), alpha=0.38, edge=0.0, soft=place.g * 0.02)
