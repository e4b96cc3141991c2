"""A fringe of wool balls and silver beads."""

import math
import random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import fill_ellipse, mix, pen, rad, rgba, shadow, stroke
from app.cards.sprites import Sprite, shaded, sprite, stamp


def draw_fringe(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    wool: str = "@wool",
    silver: str = "@silver",
    shade: str = "@shade",
    gap: float = 60.0,
    salt: int = 1,
) -> None:
    """Wool balls on cords from the rectangle's top, with a silver bead over each; every other one hangs lower."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    rng = art.rng(520 + salt)
    r = min(rect.height() * 0.21, gap * 0.36)
    count = max(1, int((rect.width() - 2 * r - 8) // gap))
    balls = [
        shaded(_ball(r, QColor(tone), art, rng), r * 0.28, rgba(art.color(shade), 0.55)) for tone in art.ramp(wool)
    ]
    bright, dim = art.color(silver), art.color(silver, 1)
    for i in range(count + 1):
        x = rect.center().x() + (i - count / 2) * gap
        foot = rect.top() + rect.height() * (0.66 if (i + count) % 2 else 0.40)
        sway = rng.uniform(-2.0, 2.0)
        cord = QPainterPath(QPointF(x, rect.top() - 2))
        cord.quadTo(QPointF(x + sway, (rect.top() + foot) / 2), QPointF(x + sway * 0.6, foot))
        shadow(p, cord, 2, 3, 2, rgba(art.color(shade), 0.4))
        stroke(p, cord, pen(mix(QColor(art.ramp(wool)[0]), "#000000", 0.25), max(1.6, r * 0.16)))
        p.setPen(Qt.PenStyle.NoPen)
        bead = rect.top() + (foot - rect.top()) * 0.42
        b = r * 0.36
        fill_ellipse(
            p,
            x + sway * 0.5,
            bead,
            b,
            b,
            rad(x - b * 0.35, bead - b * 0.4, b * 1.5, (0, "#ffffff"), (0.4, bright), (1, dim)),
        )
        stamp(
            p,
            balls[min(i, count - i) % len(balls)],
            x + sway * 0.6,
            foot + r * 0.7,
            turn=rng.uniform(0, 360),
            drop=(r * 0.12, r * 0.30),
        )


def _ball(r: float, tone: QColor, art: Art, rng: random.Random) -> Sprite:
    def paint(q: QPainter) -> None:
        fill_ellipse(q, 0, 0, r * 0.9, r * 0.9, mix(tone, "#000000", 0.35))
        for k in range(230):
            a, d = rng.uniform(0, math.tau), r * 0.86 * math.sqrt(k / 230)
            x, y = math.cos(a) * (r * 0.86 - d), math.sin(a) * (r * 0.86 - d)
            b, length = math.atan2(y, x) + rng.uniform(-0.5, 0.5), r * rng.uniform(0.12, 0.22)
            hair = QPainterPath(QPointF(x, y))
            hair.lineTo(x + math.cos(b) * length, y + math.sin(b) * length)
            light = 0.5 + 0.5 * (1 - math.hypot(x, y) / r) * rng.uniform(0.6, 1.2)
            q.strokePath(
                hair, pen(mix(mix(tone, "#000000", 0.3), mix(tone, "#ffffff", 0.25), min(1.0, light)), r * 0.075)
            )

    return sprite(r * 2.4, r * 2.4, (r * 1.2, r * 1.2), art.scale, paint)


KINDS = {"wool_fringe": draw_fringe}
