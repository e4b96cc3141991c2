"""A branch of phượng in chalk: feathered leaves and three flowers."""

import random

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QTransform

from app.cards.kit import ellipse, poly
from app.cards.motifs.chalk import Mark, line


def sprig(rng: random.Random) -> list[Mark]:
    """A branch of phượng from the upper left corner: feathered leaves and three flowers."""
    marks: list[Mark] = []
    for points in (
        [(2, 3), (34, 9), (66, 7), (97, 17)],
        [(2, 3), (10, 34), (7, 66), (15, 97)],
        [(2, 3), (26, 26), (48, 40)],
    ):
        stem = line([(float(x), float(y)) for x, y in points], rng)
        marks.append(Mark(stem, 0, 1.0, 0.9))
        n = 15 if len(points) == 4 else 9
        for i in range(2, n + 1):
            t = min(0.999, i / n)
            at, turn = stem.pointAtPercent(t), -stem.angleAtPercent(t)
            size = 9.5 * (1.12 - 0.65 * t) * rng.uniform(0.9, 1.1)
            for side in (-1, 1):
                leaf = QPainterPath()
                leaf.quadTo(size * 0.5, -size * 0.2, size, 0)
                leaf.quadTo(size * 0.5, size * 0.2, 0, 0)
                place = QTransform.fromTranslate(at.x(), at.y()).rotate(
                    turn + side * (62 - 18 * t) + rng.uniform(-5, 5)
                )
                marks.append(Mark(place.map(leaf), 3, 0, 0.72))
    for x, y, r in ((15, 14, 11.5), (36, 19, 8.5), (17, 38, 8.0)):
        marks += _flower(x, y, r, 2, rng)
    return marks


def _flower(x: float, y: float, r: float, tone: int, rng: random.Random) -> list[Mark]:
    marks, turn = [Mark(ellipse(x, y, r * 0.2), 1, 0)], rng.uniform(0, 72)
    for i in range(5):
        petal = QPainterPath(QPointF(0, -r * 0.16))
        petal.cubicTo(-r * 0.5, -r * 0.4, -r * 0.5, -r * 1.0, -r * 0.08, -r * 0.98)
        petal.cubicTo(r * 0.02, -r * 0.86, r * 0.56, -r * 1.04, r * 0.44, -r * 0.56)
        petal.cubicTo(r * 0.36, -r * 0.36, r * 0.12, -r * 0.2, 0, -r * 0.16)
        place = QTransform.fromTranslate(x, y).rotate(turn + 72 * i + rng.uniform(-5, 5))
        marks += [Mark(place.map(petal), tone, 0, 0.5), Mark(place.map(petal), tone, 0.9)]
        hair = place.map(poly([(0, -r * 0.2), (r * 0.1, -r * 0.52)], close=False))
        marks.append(Mark(hair, 1, 0.7))
    return marks
