"""A banana leaf from above: its midrib, veins, torn edges and sheen."""

import random

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.kit import fill_ellipse, lin, mix, pen, poly, rgba, ribbon, stroke
from app.cards.motifs.china_dish import under


def draw_leaf(
    p: QPainter,
    at: tuple[float, float],
    turn: float,
    long: float,
    half: float,
    tones: list[QColor],
    rng: random.Random,
    dark: QColor,
) -> None:
    """A piece of banana leaf: parallel veins from a pale midrib, its edge split here and there."""
    light, middle, deep = tones
    p.save()
    p.translate(*at)
    p.rotate(turn)
    upper, lower = [], []
    for i in range(41):
        t = -1 + 2 * i / 40
        wide = half * (1 - abs(t) ** 3.2) ** 0.55 if abs(t) < 1 else 0.0
        upper.append((t * long, -wide * rng.uniform(0.975, 1.01)))
        lower.append((t * long, wide * rng.uniform(0.975, 1.01)))
    for side in (upper, lower):  # splits run along the veins
        for place in rng.sample(range(6, 35), 4):
            x, y = side[place]
            side[place] = (x - 12, y * rng.uniform(0.66, 0.8))
    outline = poly(upper + lower[::-1])
    under(p, outline, dark, 1.0)
    p.fillPath(
        outline,
        lin(
            0,
            -half,
            0,
            half,
            (0, middle),
            (0.46, light),
            (0.5, mix(light, "#ffffff", 0.2)),
            (0.54, mix(middle, deep, 0.2)),
            (1, deep),
        ),
    )
    p.save()
    p.setClipPath(outline, Qt.ClipOperation.IntersectClip)
    x = -long
    while x < long:
        tone = rgba(deep if rng.random() < 0.6 else light, rng.uniform(0.18, 0.5))
        for side in (-1, 1):
            vein = QPainterPath(QPointF(x - 26, 0))
            vein.quadTo(x + 4, side * half * 0.4, x + 14, side * half * 1.02)
            stroke(p, vein, pen(tone, rng.uniform(0.8, 2.2)))
        x += rng.uniform(5, 9)
    for _ in range(7):
        x, y = rng.uniform(-long, long), rng.uniform(-half, half)
        fill_ellipse(p, x, y, rng.uniform(40, 90), rng.uniform(8, 16), rgba(light, 0.14))
    p.restore()
    rib = ribbon(np.array([(-long, 0), (0, 1.5), (long, 0)], float), np.array([6.0, 5.0, 1.5]))
    p.fillPath(rib, lin(0, -6, 0, 6, (0, mix(light, "#fffbe0", 0.6)), (1, mix(light, middle, 0.5))))
    stroke(p, poly(upper, False), pen(rgba(mix(light, "#ffffff", 0.3), 0.7), 1.4))
    p.restore()
