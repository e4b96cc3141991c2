"""A yard on the last night of the year, flat: stars over it, a floor of bricks lit by the fire."""

import itertools

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from app.cards.art import Art
from app.cards.kit import fill_ellipse, lin, pen, poly, rad, rgba


def draw_stars(p: QPainter, rect: QRectF, art: Art, *, tone: str = "@star", count: int = 90) -> None:
    """Small stars all over, a few with rays."""
    rng, light = art.rng(71), art.color(tone)
    for i in range(count):
        x, y = rng.uniform(rect.left() + 16, rect.right() - 16), rng.uniform(rect.top() + 16, rect.bottom())
        r = rng.uniform(0.9, 2.4)
        fade = 1 - (y - rect.top()) / rect.height()
        if not art.free(x, y, 14, rect):
            continue
        if i % 9 == 0:
            q = r * 3.4
            ray = [(x, y - q), (x + q * 0.2, y - q * 0.2), (x + q, y), (x + q * 0.2, y + q * 0.2), (x, y + q)]
            ray += [(x - q * 0.2, y + q * 0.2), (x - q, y), (x - q * 0.2, y - q * 0.2)]
            p.fillPath(poly(ray), rgba(light, 0.35 + 0.6 * fade))
        else:
            fill_ellipse(p, x, y, r, r, rgba(light, rng.uniform(0.25, 0.8) * (0.35 + 0.65 * fade)))


def draw_floor(
    p: QPainter, rect: QRectF, art: Art, *, tones: str = "@floor", glow: str = "@fire_glow", x: float = 0.5
) -> None:
    """Bát Tràng bricks running away from the eye, lit where the fire is (x, a fraction of the width)."""
    p.fillRect(rect, lin(0, rect.top(), 0, rect.bottom(), (0, art.color(tones, 0)), (1, art.color(tones, 1))))
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    line, middle = rgba(art.color(tones, 2), 0.55), rect.left() + rect.width() * x
    rows = [rect.top() + rect.height() * t for t in (0.0, 0.13, 0.29, 0.49, 0.73, 1.0)]
    p.setPen(pen(line, 1.6))
    for i, (y0, y1) in enumerate(itertools.pairwise(rows)):
        p.drawLine(QPointF(rect.left(), y0), QPointF(rect.right(), y0))
        spread0, spread1 = (70 + 150 * (y - rect.top()) / rect.height() for y in (y0, y1))
        for j in range(-26, 27):
            u = j + i % 2 * 0.5
            p.drawLine(QPointF(middle + u * spread0, y0), QPointF(middle + u * spread1, y1))
    light = art.color(glow)
    p.save()
    p.translate(middle, rect.top() + rect.height() * 0.42)
    p.scale(1, 0.30)
    r = min(rect.width() * 0.5, 620)
    fill_ellipse(p, 0, 0, r, r, rad(0, 0, r, (0, rgba(light, 0.75)), (0.4, rgba(light, 0.32)), (1, rgba(light, 0))))
    p.restore()


KINDS = {"star_night": draw_stars, "yard_floor": draw_floor}
