"""The tiers, the stand and the candles of a watercolour cake."""

import math
import random

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from app.cards.kit import catmull, ellipse, mix, ribbon, smooth
from app.cards.watercolour import Wet

TIERS = ((-8.0, 208.0, 34.0, 218.0), (-226.0, 150.0, 25.0, 188.0), (-414.0, 100.0, 17.0, 158.0))  # foot, radii, height
Tones = tuple[str, ...]
CANDLES = ((-46, -742), (2, -776), (50, -748))  # x, top


def _side(foot: float, rx: float, ry: float, h: float) -> QPainterPath:
    path = QPainterPath(QPointF(-rx, foot - h))
    path.lineTo(-rx, foot)
    path.arcTo(QRectF(-rx, foot - ry, 2 * rx, 2 * ry), 180, 180)
    path.lineTo(rx, foot - h)
    path.arcTo(QRectF(-rx, foot - h - ry, 2 * rx, 2 * ry), 0, 180)
    path.closeSubpath()
    return path


def draw_tier(wet: Wet, tier: tuple[float, float, float, float], tones: Tones, rng: random.Random) -> None:
    foot, rx, ry, h = tier
    light, middle, deep = tones[:3]
    side, top = _side(foot, rx, ry, h), ellipse(0, foot - h, rx, ry)
    wet.paint(
        side, light, middle, ((-rx * 0.3, 0), (rx, 0)), alpha=0.9, knock=1, edge=0.55, drift=0.5, shade=(deep, 0.6)
    )
    for start, end, alpha in ((rx * 0.05, rx * 1.02, 0.85), (-rx * 0.55, -rx * 1.1, 0.55)):
        wet.paint(side, "#ffffff", deep, ((start, 0), (end, 0)), alpha=alpha, knock=0, edge=0, drift=0.3)
    for _ in range(9):  # the palette knife
        y, a = foot - h * rng.uniform(0.08, 0.94), rng.uniform(0.3, 2.0)
        reach = rng.uniform(0.4, 0.9)
        line = [
            (rx * math.cos(a + reach * (0.5 - k / 6)), y + ry * math.sin(a + reach * (0.5 - k / 6))) for k in range(7)
        ]
        center = catmull(line, 6)
        width = [0.6 + rng.uniform(2.2, 4.6) * math.sin(math.pi * i / (len(center) - 1)) for i in range(len(center))]
        tint = deep if rng.random() < 0.55 else middle
        wet.paint(
            ribbon(center, np.array(width)), tint, tint, ((-rx, y), (rx, y)), alpha=0.30, knock=0, edge=0.12, thin=True
        )
    wet.paint(top, "#fffdfb", light, ((-rx, 0), (rx, 0)), alpha=0.7, knock=0.96, edge=0.42, drift=0.5)
    if foot > TIERS[-1][0]:
        inner = next(t for t in TIERS if t[0] < foot)
        wet.paint(
            ellipse(10, foot - h + 4, inner[1] * 1.12, inner[2] * 1.1),
            deep,
            middle,
            ((-rx, 0), (rx, 0)),
            alpha=0.5,
            knock=0,
            edge=0,
        )


def draw_stand(wet: Wet, tones: Tones) -> None:
    light, deep = tones[0], tones[1]
    foot = smooth(
        [
            (-30, 10),
            (-22, 52),
            (-40, 78),
            (-96, 94),
            (-92, 102),
            (0, 106),
            (92, 102),
            (96, 94),
            (40, 78),
            (22, 52),
            (30, 10),
        ]
    )
    wet.paint(foot, light, deep, ((-60, 0), (80, 0)), alpha=0.9, knock=1, edge=0.5)
    plate = ellipse(0, 2, 262, 40)
    wet.paint(plate.translated(0, 10), deep, deep, ((-262, 0), (262, 0)), alpha=0.9, knock=1, edge=0.4)
    wet.paint(plate, "#fffefc", light, ((-160, 0), (290, 0)), alpha=0.8, knock=1, edge=0.5, drift=0.4)
    wet.paint(ellipse(16, 0, 228, 31), deep, light, ((-200, 0), (240, 0)), alpha=0.40, knock=0, edge=0)


def candles(wet: Wet, tones: Tones, cake: Tones) -> None:
    for x, top in CANDLES:
        wax = QPainterPath()
        wax.addRoundedRect(QRectF(x - 5, top, 10, -590 - top), 4, 4)
        wet.paint(
            wax,
            mix(cake[1], "#ffffff", 0.2),
            cake[2],
            ((x - 5, 0), (x + 6, 0)),
            alpha=0.95,
            knock=1,
            edge=0.5,
            thin=True,
        )
        wick = ribbon(catmull([(x, top + 2), (x + 1, top - 6), (x, top - 13)], 4), np.full(9, 1.2))
        wet.paint(wick, "#5a4038", "#5a4038", ((x, top), (x, top - 13)), alpha=1, knock=0.6, edge=0, thin=True)
        for s, tint in ((1.0, tones[1]), (0.58, tones[0])):
            flame = QPainterPath(QPointF(x + 1, top - 12 - 40 * s))
            flame.cubicTo(x + 5 * s, top - 12 - 24 * s, x + 13 * s, top - 12 - 14 * s, x, top - 9)
            flame.cubicTo(x - 13 * s, top - 12 - 14 * s, x - 4 * s, top - 12 - 24 * s, x + 1, top - 12 - 40 * s)
            wet.paint(flame, tones[0], tint, ((x, top - 10), (x, top - 46)), alpha=0.95, knock=0.9, edge=0.5, thin=True)
