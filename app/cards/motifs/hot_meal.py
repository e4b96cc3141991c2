"""A bowl of hot cháo in watercolour."""

import math
import random

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainterPath

from app.cards.kit import catmull, ellipse, mix, ribbon, smooth
from app.cards.motifs.table_easel import TOP, Easel, heart


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
