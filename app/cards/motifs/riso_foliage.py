"""Rose leaves in the second risograph ink, overprinted in their folds."""

import math
import random

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.kit import Point, lin, pen, poly, stroke
from app.cards.riso import PAPER, B, ink


def foliage(q: QPainter, x: float, y: float, r: float, count: int, rng: random.Random, room: QRectF) -> None:
    """Leaves in pairs round a rose; none that the rectangle would cut inside the card."""
    first = rng.uniform(0, math.tau)
    for i in range(count):
        a = first + i * math.tau / count + rng.uniform(-0.25, 0.25)
        for turn, size in ((0.0, 0.78), (rng.choice((-1, 1)) * 0.62, 0.60)):
            root = (x + math.cos(a) * r * 0.70, y + math.sin(a) * r * 0.70)
            length = r * size * rng.uniform(0.88, 1.12)
            tip = QPointF(root[0] + math.cos(a + turn) * length * 1.05, root[1] + math.sin(a + turn) * length * 1.05)
            if room.contains(tip):
                _leaf(q, root, a + turn, length, rng)


def _leaf(q: QPainter, root: Point, a: float, length: float, rng: random.Random) -> None:
    """A toothed rose leaf: one half solid, the other in dots, veins left bare."""
    q.save()
    q.translate(*root)
    q.rotate(math.degrees(a) + 90)
    bend, n = rng.uniform(-0.10, 0.10) * length, 11
    sides: dict[int, list[Point]] = {-1: [], 1: []}
    for side, points in sides.items():
        for i in range(n + 1):
            t = i / n
            w = length * 0.33 * math.sin(math.pi * t**0.82) ** 0.85
            spine = bend * t * t
            points.append((spine + side * w, -length * t))
            if 0 < i < n:
                points.append((spine + side * w * 0.90, -length * (t + 0.018)))
    rib = [(bend * (i / 10) ** 2, -length * i / 10) for i in range(11)]
    left, right = poly([*sides[-1], *rib[::-1]]), poly([*sides[1], *rib[::-1]])
    stroke(q, poly([*sides[-1], *sides[1][::-1]]), pen(PAPER, length * 0.035))
    q.fillPath(left, B)
    q.fillPath(right, lin(0, -length, 0, 0, (0, ink(0, 0.36)), (1, ink(0, 0.80))))
    for i in range(2, 10):
        t = i / 11
        w = length * 0.25 * math.sin(math.pi * t**0.82)
        for side in (-1, 1):
            vein = QPainterPath(QPointF(bend * t * t, -length * t))
            vein.lineTo(bend * t * t + side * w, -length * (t + 0.075))
            stroke(q, vein, pen(PAPER, length * 0.011))
    stroke(q, poly(rib, close=False), pen(PAPER, length * 0.022))
    q.restore()
