"""A wood fire under a pot: bricks, logs, tongues of flame, sparks."""

import random

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, lin, mix, pen, poly, rgba, stroke

X = 310.0  # the pot's middle


def draw_brick(p: QPainter, x: float, y: float, w: float, tones: list[QColor], side: float) -> None:
    """One brick; the side next to the fire is lit. side: 0 it stands left of the fire, 1 right."""
    box = QPainterPath()
    box.addRoundedRect(QRectF(x, y, w, 54), 5, 5)
    lit, middle, dark = tones
    stops = ((0, dark), (0.6, middle), (1, lit)) if side == 0 else ((0, lit), (0.4, middle), (1, dark))
    p.fillPath(box, lin(x, 0, x + w, 0, *stops) if side in (0, 1) else mix(middle, dark, 0.6))
    p.fillRect(QRectF(x + 6, y + 3, w - 12, 4), rgba(lit, 0.5))


def flames(p: QPainter, tones: list[QColor], rng: random.Random, wide: float, top: float, count: int) -> None:
    """Tongues in three layers, the hearts lower and lighter."""
    for layer, tone in enumerate(tones[:3]):
        for i in range(count):
            x = X + (i - (count - 1) / 2) * 330 * wide / count + rng.uniform(-12, 12)
            tip = top + layer * 30 + abs(i - (count - 1) / 2) * 12 + rng.uniform(-12, 30)
            w, bend = rng.uniform(34, 50) * (1 - layer * 0.24), rng.uniform(-16, 16)
            rise = 690 - tip
            tongue = QPainterPath(QPointF(x - w * 0.7, 690))
            tongue.cubicTo(x - w * 1.1, 690 - rise * 0.42, x - w * 0.2 + bend, 690 - rise * 0.6, x + bend, tip)
            tongue.cubicTo(
                x + w * 0.3 + bend * 0.4, 690 - rise * 0.66, x + w * 1.1, 690 - rise * 0.36, x + w * 0.7, 690
            )
            p.fillPath(tongue, tone)


def logs(p: QPainter, tones: list[QColor], flame: list[QColor], rng: random.Random) -> None:
    """Three logs pushed in under the pot, their inner ends alight."""
    for x, y, angle, length in ((58, 692, -6, 236), (562, 690, 186, 236), (196, 697, -2, 236)):
        p.save()
        p.translate(x + rng.uniform(-8, 8), y)
        p.rotate(angle + rng.uniform(-3, 3))
        trunk = QPainterPath()
        trunk.addRoundedRect(QRectF(0, -19, length, 36), 14, 14)
        p.fillPath(trunk, lin(0, 0, length, 0, (0, tones[0]), (0.55, tones[1]), (0.84, flame[0]), (1, flame[2])))
        for _ in range(4):
            t = rng.uniform(0.12, 0.6)
            y0 = rng.uniform(-11, 9)
            stroke(p, poly([(length * t, y0), (length * (t + 0.2), y0 + 2)], False), pen(rgba(tones[2], 0.7), 2.6))
        fill_ellipse(p, 4, -1, 9, 18, tones[3])
        stroke(p, ellipse(4, -1, 4.5, 10), pen(tones[1], 2))
        p.restore()


def sparks(p: QPainter, art: Art, flame: str, rng: random.Random) -> None:
    for _ in range(26):
        side = rng.choice((-1, 1))
        x, y = X + side * (196 + rng.random() ** 2 * 100), rng.uniform(290, 640)
        fill_ellipse(
            p, x, y, *(2 * (rng.uniform(1.4, 3.4),)), rgba(art.color(flame, rng.choice((1, 2))), (y - 250) / 400)
        )
