"""Silk lanterns of Hội An in line and wash, one by one or strung across."""

import random

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import Point, ellipse, fill_ellipse, pen, poly, rad, rgba, smooth, stroke


def lantern(
    p: QPainter, x: float, y: float, r: float, art: Art, silk: str, line: str, index: int, rng: random.Random
) -> None:
    """A silk lantern in wash under a pen line, its light about it; hangs from (x, y)."""
    light, deep = (
        art.color(silk, index * 2 % len(art.ramp(silk))),
        art.color(silk, (index * 2 + 1) % len(art.ramp(silk))),
    )
    ink, cy = art.color(line), y + r * 1.5
    fill_ellipse(
        p,
        x,
        cy,
        r * 2.1,
        r * 2.1,
        rad(x, cy, r * 2.1, (0, rgba(light, 0.5)), (0.4, rgba(light, 0.22)), (1, rgba(light, 0))),
    )
    wide = r * rng.choice((1.0, 0.86, 1.12))
    body = ellipse(x, cy, wide, r * 0.92)
    p.fillPath(body, rad(x, cy + r * 0.2, r * 1.15, (0, rgba("#fff8dc", 0.98)), (0.35, light), (1, deep)))
    for part in (0.34, 0.7, 1.0):
        stroke(p, ellipse(x, cy, wide * part, r * 0.92), pen(rgba(ink, 0.5), max(0.8, r * 0.045)))
    thin = max(0.9, r * 0.06)
    stroke(p, poly([(x, y), (x, cy - r * 0.9)], False), pen(rgba(ink, 0.7), thin))
    for side in (-1, 1):
        p.fillPath(ellipse(x, cy + side * r * 0.93, r * 0.34, r * 0.09), rgba(ink, 0.85))
    for i in range(5):
        t = (i - 2) / 2
        thread = QPainterPath(QPointF(x + t * r * 0.10, cy + r))
        thread.quadTo(x + t * r * 0.1, cy + r * 1.4, x + t * r * 0.24, cy + r * (1.85 - abs(t) * 0.12))
        stroke(p, thread, pen(rgba(deep, 0.9), max(0.9, r * 0.07)))


def draw_garland(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    silk: str = "@silk",
    line: str = "@line",
    rope: str = "@rope",
    count: int = 3,
    sag: float = 0.36,
    flip: bool = False,
) -> None:
    """Lanterns along a rope slung between the rectangle's upper corners, away from where it leaves the card."""
    rng, w, h = art.rng(911), rect.width(), rect.height()
    p.setClipRect(rect)

    def hang(t: float) -> Point:
        return rect.left() + w * t, rect.top() + h * sag * (1 - (2 * t - 1) ** 2)

    stroke(p, smooth([hang(i / 16) for i in range(17)], False), pen(rgba(art.color(rope), 0.6), 1.6))
    for i in range(count):
        t = 0.28 + 0.58 * (i + rng.uniform(0.3, 0.6)) / count
        x, y = hang(1 - t if flip else t)
        r = h * (0.155, 0.115, 0.14, 0.10)[i % 4] * rng.uniform(0.94, 1.06)
        r = min(r, (rect.bottom() - y) / 3.6)
        lantern(p, x, y, r, art, silk, line, i * 2 + 1 + flip, rng)


KINDS = {"lantern_garland": draw_garland}
