"""What stands behind a city at night: far ridges in haze, and stars."""

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from app.cards.art import Art
from app.cards.kit import (
    ellipse,
    lin,
    poly,
    rgba,
)


def draw_hills(p: QPainter, rect: QRectF, art: Art, *, tones: str = "@hills", salt: int = 1) -> None:
    """Sơn Trà's ridges far off, standing on the rectangle's foot, haze between them. tones: far, near."""
    rng = art.rng(760 + salt)
    p.setClipRect(rect)
    for row, (tone, high) in enumerate(zip(art.ramp(tones), (0.92, 0.55), strict=False)):
        phase, n = rng.uniform(0, math.tau), 40
        points = [(rect.left() - 20, rect.bottom() + 4)]
        for i in range(n + 1):
            t = i / n
            ridge = (
                0.5
                + 0.34 * math.sin(3.1 * t + phase + row)
                + 0.13 * math.sin(8.3 * t + 2 * phase)
                + 0.04 * math.sin(23 * t + phase)
            )
            points.append(
                (rect.left() - 20 + (rect.width() + 40) * t, rect.bottom() - rect.height() * high * max(0.08, ridge))
            )
        points.append((rect.right() + 20, rect.bottom() + 4))
        top = rect.bottom() - rect.height() * high
        p.fillPath(poly(points), lin(0, top, 0, rect.bottom(), (0, tone), (1, rgba(tone, 0.35))))
    p.setPen(Qt.PenStyle.NoPen)


def draw_stars(p: QPainter, rect: QRectF, art: Art, *, tone: str = "@star", count: int = 90, salt: int = 1) -> None:
    """Points of light, fewer and fainter towards the foot; none in the calm zones."""
    rng, light = art.rng(780 + salt), art.color(tone)
    for _ in range(count):
        t = rng.random() ** 1.5
        x, y, r = (
            rng.uniform(rect.left() + 4, rect.right() - 4),
            rect.top() + 4 + t * (rect.height() - 8),
            rng.choice((0.9, 1.1, 1.3, 2.0)),
        )
        if art.free(x, y, 4, rect):
            p.fillPath(ellipse(x, y, r), rgba(light, (1 - 0.7 * t) * rng.uniform(0.35, 0.95)))


KINDS = {"far_ridges": draw_hills, "river_stars": draw_stars}
