"""Watercolour things on a table: the sheet they are painted on, a bowl of hot cháo and a cup of tea."""

import math
import random

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainterPath, QTransform

from app.cards.kit import Point, Tint, catmull, ellipse, mix, ribbon, smooth
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


def bowl(
    easel: Easel,
    china: tuple[QColor, ...],
    food: tuple[QColor, ...],
    green: tuple[QColor, ...],
    wood: tuple[QColor, ...],
    rng: random.Random,
) -> None:
    """A blue-rimmed bowl of cháo with scallion, carrot and pepper; a spoon stands in it."""
    x, y, rx, ry = 524.0, TOP - 132.0, 150.0, 36.0
    easel.cast(x + 20, 164, mix(wood[2], "#4a3a42", 0.4))
    foot = smooth(
        [(x - 62, TOP - 8), (x - 58, TOP + 10), (x, TOP + 16), (x + 58, TOP + 10), (x + 62, TOP - 8), (x, TOP - 2)]
    )
    easel.wash(foot, china[0], china[1], ((x - 60, TOP), (x + 60, TOP)), alpha=0.95, knock=0.95, edge=0.5)
    body = QPainterPath(QPointF(x - rx, y))
    body.cubicTo(x - rx + 4, y + 74, x - 92, TOP - 2, x - 56, TOP - 1)
    body.quadTo(x, TOP + 6, x + 56, TOP - 1)
    body.cubicTo(x + 92, TOP - 2, x + rx - 4, y + 74, x + rx, y)
    body.cubicTo(x + rx * 0.7, y + ry * 1.3, x - rx * 0.7, y + ry * 1.3, x - rx, y)
    easel.wash(
        body,
        china[0],
        china[1],
        ((x - rx * 0.5, y), (x + rx, TOP)),
        alpha=0.98,
        knock=1.0,
        edge=0.4,
        rough=0.08,
        drift=0.5,
    )
    for dy, width in ((46.0, 5.0), (57.0, 1.8)):
        k = 1 - (dy - 20) / 330
        easel.line(
            [
                (x - rx * k + 4, y + dy - 24),
                (x - rx * 0.55, y + dy + 8),
                (x, y + dy + 17),
                (x + rx * 0.55, y + dy + 8),
                (x + rx * k - 4, y + dy - 24),
            ],
            width,
            china[2],
            0.85,
        )
    for i in range(5):  # a scroll of leaves under the band
        u = (i - 2) * 0.36
        cx, cy = x + math.sin(u * 1.2) * rx * 0.86, y + 92 - abs(u) * 16
        for side in (-1, 1):
            leaf = heart(cx, cy, -math.pi / 2 + side * 1.15, 22)
            easel.wash(
                leaf,
                mix(china[2], "#ffffff", 0.25),
                china[2],
                ((cx, cy), (cx, cy - 20)),
                alpha=0.8,
                knock=0.1,
                edge=0.4,
            )
        easel.line([(cx, cy - 18), (cx, cy - 4), (cx, cy + 12)], 2.6, china[2], 0.85)
    mouth = ellipse(x, y, rx, ry)
    easel.wash(
        mouth,
        china[1],
        china[0],
        ((x - rx, y - ry), (x + rx, y + ry)),
        alpha=0.9,
        knock=1.0,
        edge=0.6,
        rough=0.06,
        drift=0.3,
    )
    soup = ellipse(x, y + 6, rx - 13, ry - 7)
    easel.wash(
        soup,
        food[0],
        food[1],
        ((x - 60, y - 20), (x + 130, y + 34)),
        alpha=0.9,
        knock=0.85,
        edge=0.5,
        rough=0.1,
        drift=0.6,
    )
    handle = catmull([(x + 62, y + 4), (x + 108, y - 44), (x + 158, y - 84), (x + 186, y - 98)], 10)
    spoon = ribbon(handle, np.linspace(5.5, 9.5, len(handle))).united(ellipse(x + 186, y - 98, 10, 8))
    easel.wash(
        spoon,
        china[0],
        china[1],
        ((x + 62, y), (x + 176, y - 90)),
        alpha=0.95,
        knock=0.95,
        edge=0.7,
        rough=0.08,
        shade=(food[1], 0.5),
    )
    for _ in range(22):
        a, q = rng.uniform(0, math.tau), math.sqrt(rng.random())
        u, v = x - 16 + math.cos(a) * q * 84, y + 5 + math.sin(a) * q * 17
        if rng.random() < 0.72:
            easel.wash(
                ellipse(u, v, rng.uniform(4, 7), rng.uniform(2.4, 3.6)),
                green[0],
                green[1],
                ((u - 5, v), (u + 5, v)),
                alpha=0.95,
                knock=0.8,
                edge=0.5,
                rough=0.1,
            )
        else:
            easel.wash(
                ellipse(u, v, 4.6, 3.0),
                food[2],
                food[2],
                ((u - 5, v), (u + 5, v)),
                alpha=0.9,
                knock=0.8,
                edge=0.4,
                rough=0.1,
            )


def cup(easel: Easel, china: tuple[QColor, ...], tea: tuple[QColor, ...], wood: tuple[QColor, ...]) -> None:
    x, y, rx, ry = 772.0, TOP - 86.0, 62.0, 15.0
    easel.cast(x + 14, 100, mix(wood[2], "#4a3a42", 0.4))
    saucer = smooth(
        [
            (x - 104, TOP - 4),
            (x - 60, TOP + 10),
            (x, TOP + 15),
            (x + 60, TOP + 10),
            (x + 104, TOP - 4),
            (x + 50, TOP - 15),
            (x - 50, TOP - 15),
        ]
    )
    easel.wash(
        saucer,
        china[0],
        china[1],
        ((x - 90, TOP - 10), (x + 110, TOP + 14)),
        alpha=0.95,
        knock=1.0,
        edge=0.5,
        rough=0.1,
        shade=(wood[2], 0.4),
    )
    easel.line(
        [(x - 92, TOP - 1), (x - 40, TOP + 10), (x, TOP + 11.5), (x + 40, TOP + 10), (x + 92, TOP - 1)],
        2.2,
        china[2],
        0.8,
    )
    ring = ribbon(
        catmull([(x + rx - 6, y + 18), (x + rx + 34, y + 12), (x + rx + 30, y + 44), (x + rx - 18, y + 56)], 10),
        np.full(31, 5.4),
    )
    easel.wash(ring, china[0], china[1], ((x + 50, y), (x + 100, y + 50)), alpha=0.95, knock=0.95, edge=0.6, rough=0.06)
    body = QPainterPath(QPointF(x - rx, y))
    body.cubicTo(x - rx + 3, y + 46, x - 44, TOP - 6, x - 28, TOP - 4)
    body.quadTo(x, TOP + 2, x + 28, TOP - 4)
    body.cubicTo(x + 44, TOP - 6, x + rx - 3, y + 46, x + rx, y)
    body.cubicTo(x + rx * 0.7, y + ry * 1.3, x - rx * 0.7, y + ry * 1.3, x - rx, y)
    easel.wash(
        body,
        china[0],
        china[1],
        ((x - rx * 0.5, y), (x + rx, TOP)),
        alpha=0.98,
        knock=1.0,
        edge=0.45,
        rough=0.08,
        drift=0.5,
        shade=(china[1], 0.5),
    )
    easel.line(
        [(x - rx + 2, y + 20), (x - 30, y + 33), (x, y + 36), (x + 30, y + 33), (x + rx - 2, y + 20)],
        4.0,
        china[2],
        0.85,
    )
    easel.wash(
        ellipse(x, y, rx, ry),
        china[1],
        china[0],
        ((x - rx, y - ry), (x + rx, y + ry)),
        alpha=0.9,
        knock=1.0,
        edge=0.6,
        rough=0.06,
    )
    easel.wash(
        ellipse(x, y + 3, rx - 7, ry - 4),
        tea[0],
        tea[1],
        ((x - 40, y - 8), (x + 50, y + 12)),
        alpha=0.95,
        knock=0.6,
        edge=0.6,
        rough=0.08,
    )
