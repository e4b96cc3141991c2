"""The fur of a dance lion's head: mane, beard, ears and pompoms, in the colours of its coat."""

import math
import random

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.kit import Point, ellipse, fill_ellipse, mix, rgba, shadow, smooth

X = 300.0


class Coat:
    """The colours of one head."""

    def __init__(
        self,
        coat: list[QColor],
        fur: list[QColor],
        gold: list[QColor],
        accent: list[QColor],
        mouth: list[QColor],
        shade: QColor,
    ) -> None:
        self.coat, self.fur, self.gold, self.accent, self.mouth, self.shade = coat, fur, gold, accent, mouth, shade


def _tufts(points: list[Point], outward: list[float], width: float, length: float, bend: float) -> list[QPainterPath]:
    """Pointed locks along a course, each leaning by `bend`; outward: their directions in radians."""
    locks = []
    for (x, y), a in zip(points, outward, strict=True):
        tip = (x + math.cos(a + bend) * length, y + math.sin(a + bend) * length)
        n = (-math.sin(a) * width, math.cos(a) * width)
        lock = QPainterPath(QPointF(x + n[0], y + n[1]))
        lock.quadTo(x + n[0] + math.cos(a) * length * 0.6, y + n[1] + math.sin(a) * length * 0.6, *tip)
        lock.quadTo(x - n[0] + math.cos(a) * length * 0.3, y - n[1] + math.sin(a) * length * 0.3, x - n[0], y - n[1])
        lock.closeSubpath()
        locks.append(lock)
    return locks


def mane(p: QPainter, c: Coat, rng: random.Random) -> None:
    """Two rings of locks about the head, mirrored so that it looks straight ahead."""
    body = ellipse(X, 318, 218, 208)
    shadow(p, body, 0, 16, 16, rgba(c.shade, 0.35))
    for ring, (rx, ry, length, tone) in enumerate(((204, 196, 66, c.fur[0]), (186, 180, 58, c.fur[1]))):
        for side in (-1, 1):
            for i in range(19):
                a = -math.pi / 2 + side * math.pi * (i + 0.5 + ring * 0.4) / 18.6 * 0.92
                at = (X + math.cos(a) * rx, 318 + math.sin(a) * ry)
                for lock in _tufts([at], [a], 25, length * rng.uniform(0.92, 1.08), side * 0.5):
                    p.fillPath(lock, tone)
    p.fillPath(body, c.fur[1])


def beard(p: QPainter, c: Coat, rng: random.Random) -> None:
    for row, (y, tone, length) in enumerate(((520, c.fur[0], 112), (508, c.fur[1], 92))):
        for i in range(9):
            u = (i - 4) / 4
            at = (X + u * 126, y - abs(u) * 34)
            for lock in _tufts(
                [at], [math.pi / 2 - u * 0.35], 24, length * (1 - 0.32 * abs(u)) * rng.uniform(0.95, 1.05), -u * 0.24
            ):
                p.fillPath(lock, mix(tone, c.fur[0], 0.25 * (row == 1 and i % 2)))


def ears(p: QPainter, c: Coat, rng: random.Random) -> None:
    tilt = rng.uniform(-4, 8)
    for side in (-1, 1):
        p.save()
        p.translate(X + side * 186, 170)
        p.rotate(side * (38 + tilt))
        for size, tone in ((1.0, c.fur[0]), (0.88, c.coat[1]), (0.60, c.gold[1]), (0.34, c.coat[0])):
            q = [(0, 40), (-44, 6), (-40, -44), (0, -104), (40, -44), (44, 6)]
            p.fillPath(smooth([(x * size, y * size - (1 - size) * 4) for x, y in q]), tone)
        p.restore()


def pompoms(p: QPainter, c: Coat, rng: random.Random) -> None:
    tones = [c.accent[1], c.gold[1], c.coat[2]]
    rng.shuffle(tones)
    spots = ((-214, 390, 0), (214, 390, 0), (-104, 96, 1), (104, 96, 1), (0, 14, 2))
    for x, y, i in spots:
        r = 25 if i == 0 else 18 if i == 1 else 15
        for j in range(12):
            a = math.tau * j / 12
            fill_ellipse(
                p,
                X + x + math.cos(a) * r * 0.62,
                y + math.sin(a) * r * 0.62,
                r * 0.46,
                r * 0.46,
                mix(tones[i], "#000000", 0.16 if math.sin(a) > 0.1 else 0.0),
            )
        fill_ellipse(p, X + x - r * 0.12, y - r * 0.16, r * 0.66, r * 0.66, tones[i])
        fill_ellipse(p, X + x - r * 0.26, y - r * 0.34, r * 0.26, r * 0.22, mix(tones[i], "#ffffff", 0.45))
