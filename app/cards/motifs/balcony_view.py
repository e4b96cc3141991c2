"""What lies behind a balcony table in flat colour: roofs with a few lit windows, an iron railing."""

import random

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import lin, mix, pen, poly, rgba, smooth, stroke

HIGH = 400.0  # the scene's own height; its width follows the rectangle


def draw_town(
    p: QPainter, width: float, base: float, tone: QColor, light: QColor, rng: random.Random, size: float
) -> None:
    """Roofs against the sky, a few windows lit."""
    x, panes = -20.0, []
    sky = QPainterPath(QPointF(-30, HIGH))
    sky.lineTo(-30, base)
    while x < width + 40:
        w, h = rng.uniform(60, 130) * size, rng.uniform(24, 96) * size
        top = base - h
        if rng.random() < 0.55:
            for px, py in ((x, top + 16 * size), (x + w * 0.5, top - 10 * size), (x + w, top + 16 * size)):
                sky.lineTo(px, py)
        else:
            sky.lineTo(x, top)
            sky.lineTo(x + w, top)
        for _ in range(rng.randint(1, 3)):
            panes.append((x + rng.uniform(0.15, 0.75) * w, rng.uniform(top + 26 * size, base + 20)))
        x += w
        sky.lineTo(x, base - rng.uniform(6, 22) * size)
        x += rng.uniform(0, 16)
    sky.lineTo(width + 60, HIGH)
    p.fillPath(sky, lin(0, base - 90, 0, base + 80, (0, tone), (1, mix(tone, light, 0.14))))
    for px, py in panes:
        p.fillRect(QRectF(px, py, 9 * size, 12 * size), rgba(light, rng.uniform(0.55, 0.95)))


def draw_railing(p: QPainter, width: float, art: Art, rail: str) -> None:
    """Iron bars with curls, a broad rail on top."""
    iron, lit = art.color(rail), art.color(rail, 1)
    for i in range(int(width / 26) + 2):
        x = (width / 2) % 26 - 26 + i * 26
        stroke(p, poly([(x, 206), (x, HIGH)], False), pen(iron, 4.2))
        if i % 2 == 0:
            for side in (-1, 1):
                curl = [(x, 276), (x + side * 10, 262), (x + side * 11, 246), (x + side * 3, 244), (x + side * 4, 252)]
                stroke(p, smooth(curl, False), pen(iron, 3))
    for y, high in ((194, 14), (228, 5)):
        bar = QPainterPath()
        bar.addRoundedRect(QRectF(-20, y, width + 40, high), 4, 4)
        p.fillPath(bar, lin(0, y, 0, y + high, (0, lit), (0.5, iron), (1, iron)))
