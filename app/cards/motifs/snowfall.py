"""Falling snow: flakes near and far, some of them stars."""

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import fill_ellipse, pen, rad, rgba, stroke


def draw_snowfall(
    p: QPainter, rect: QRectF, art: Art, *, tone: str = "@flake", count: int = 120, largest: float = 8.0, salt: int = 1
) -> None:
    """Round paper flakes, small ones sharp, large ones soft, and a few six-armed stars; none over the words."""
    rng, white = art.rng(240 + salt), art.color(tone)
    for i in range(count):
        x, y = rng.uniform(rect.left(), rect.right()), rng.uniform(rect.top(), rect.bottom())
        r = largest * rng.uniform(0.18, 1.0) ** 1.6
        if not art.free(x, y, r * 2.4 + 8, rect):
            continue
        if i % 11 == 0:
            _star(p, x, y, largest * rng.uniform(1.3, 2.1), rng.uniform(0, 60), rgba(white, 0.85))
        elif r > largest * 0.6:
            fill_ellipse(
                p,
                x,
                y,
                r * 1.5,
                r * 1.5,
                rad(x, y, r * 1.5, (0, rgba(white, 0.8)), (0.5, rgba(white, 0.6)), (1, rgba(white, 0))),
            )
        else:
            fill_ellipse(p, x, y, r, r, rgba(white, rng.uniform(0.6, 0.95)))


def _star(p: QPainter, x: float, y: float, r: float, turn: float, tone: QColor) -> None:
    arms = QPainterPath()
    for k in range(6):
        a = math.radians(turn + 60 * k)
        dx, dy = math.cos(a), math.sin(a)
        arms.moveTo(x, y)
        arms.lineTo(x + dx * r, y + dy * r)
        for side in (-1, 1):
            b = a + side * 0.9
            arms.moveTo(x + dx * r * 0.55, y + dy * r * 0.55)
            arms.lineTo(x + dx * r * 0.55 + math.cos(b) * r * 0.34, y + dy * r * 0.55 + math.sin(b) * r * 0.34)
    stroke(p, arms, pen(tone, max(1.0, r * 0.11)))
    p.setPen(Qt.PenStyle.NoPen)


KINDS = {"snowfall": draw_snowfall}
