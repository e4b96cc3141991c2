"""A pine's needles in foil: clouds of fans, the outer ones smaller."""

import math
import random

from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import mix, pen, rad, rgba, smooth, stroke


def draw_pad(
    p: QPainter,
    cx: float,
    cy: float,
    rx: float,
    ry: float,
    rng: random.Random,
    art: Art,
    needles: str,
    foil: QBrush,
    shade: str,
) -> None:
    """A cloud of fans: three rows on arcs, the outer fans smaller, the lower edge broken."""
    for row, (wide, dy, size) in enumerate(((0.58, -0.52, 0.80), (0.98, -0.02, 0.78), (0.70, 0.36, 0.70))):
        r = ry * size
        w = rx * wide - r * 0.35
        count = max(3, round(w * 2 / (r * 0.92)) + 1)
        for i in sorted(range(count), key=lambda i: -abs(i - (count - 1) / 2)):
            u = 2 * i / (count - 1) - 1
            k = rng.uniform(0.84, 1.12) * (1 - 0.20 * abs(u))
            y = cy + dy * ry + ry * (0.26 * u * u if row < 2 else -0.22 * u * u) + rng.uniform(-0.1, 0.1) * ry
            _fan(p, cx + u * w + rng.uniform(-0.1, 0.1) * r, y, r * k, rng, art, needles, foil, shade, 1 - row * 0.34)


def _fan(
    p: QPainter,
    x: float,
    y: float,
    r: float,
    rng: random.Random,
    art: Art,
    needles: str,
    foil: QBrush,
    shade: str,
    lit: float,
) -> None:
    tilt, lines, rim = rng.uniform(-14, 14), QPainterPath(), []
    for i in range(23):
        a, reach = math.radians(176 + 188 * i / 22 + tilt), r * (1 + rng.uniform(-0.07, 0.05))
        cos, sin = math.cos(a), math.sin(a)
        lines.moveTo(QPointF(x + cos * r * 0.20, y + sin * r * 0.18))
        lines.lineTo(QPointF(x + cos * reach, y + sin * reach * 0.94))
        rim.append((x + cos * r * rng.uniform(0.80, 0.90), y + sin * r * 0.82))
    half = smooth([(x, y + r * 0.16), *rim[::2]])
    dark, middle, light = (art.color(needles, i) for i in range(3))
    p.fillPath(half.translated(0, 5), rgba(art.color(shade), 0.42))
    stops = ((0, mix(dark, middle, 0.45)), (0.5, mix(dark, middle, 0.5 + 0.4 * lit)), (1, mix(middle, light, lit)))
    p.fillPath(half, rad(x, y, r * 1.02, *stops))
    stroke(p, lines, pen(foil, max(0.85, r * 0.024)))
