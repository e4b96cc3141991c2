"""Around a floating market: the river, the sun's disc, fronds of water coconut."""

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import Point, fill_ellipse, mix, poly, rgba, ribbon


def draw_river(p: QPainter, rect: QRectF, art: Art, *, water: str = "@water", salt: int = 1) -> None:
    """Flat bands of water with rolling edges, darker towards the viewer, and short lines of light."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    rng, ramp = art.rng(740 + salt), art.ramp(water)
    for i, tone in enumerate(ramp[1:]):
        y0 = rect.top() + 12 + (rect.height() - 10) * (i / (len(ramp) - 1)) ** 1.15
        x = np.linspace(rect.left() - 10, rect.right() + 10, 120)
        y = y0 + (3 + 5 * i) * np.sin(x / (70 + 26 * i) + rng.uniform(0, 6))
        band = np.vstack(
            [np.stack([x, y], 1), [[rect.right() + 20, rect.bottom() + 20], [rect.left() - 20, rect.bottom() + 20]]]
        )
        p.fillPath(poly(band), QColor(tone))
        for _ in range(round(rect.width() / 190)):
            w = rng.uniform(40, 120)
            px, py = (
                rng.uniform(rect.left(), rect.right() - w),
                y0 + rng.uniform(18, max(30, rect.height() / len(ramp))),
            )
            line = np.stack([np.linspace(px, px + w, 20), py + 2 * np.sin(np.linspace(0, w / 12, 20))], 1)
            p.fillPath(ribbon(line, np.sin(np.linspace(0.02, math.pi - 0.02, 20)) * 2.6), rgba(ramp[0], 0.55))


def draw_disc(p: QPainter, rect: QRectF, art: Art, *, tones: str = "@sun") -> None:
    """The sun as a flat disc in two pale rings: a place for words."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    r, (x, y) = min(rect.width(), rect.height()) / 2 - 2, rect.center().toTuple()
    for part, i in ((1.0, 1), (0.94, 0)):
        fill_ellipse(p, x, y, r * part, r * part, art.color(tones, i))


def draw_fronds(
    p: QPainter, rect: QRectF, art: Art, *, tones: str = "@nipa", side: str = "left", count: int = 9, salt: int = 1
) -> None:
    """Water coconut: great fronds that rise fan-wise from one root at the rectangle's foot, leaning away from `side`."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    rng, ramp = art.rng(760 + salt), art.ramp(tones)
    root = (rect.left() + rect.width() * (0.24 if side == "left" else 0.76), rect.bottom() - 4)
    facing = 1 if side == "left" else -1
    order = sorted(range(count), key=lambda i: (i * 5) % count)
    for n, i in enumerate(order):
        t = i / (count - 1)
        a = math.radians(-128 + 104 * t) if facing > 0 else math.radians(-52 - 104 * t)
        end = a + (0.55 if math.cos(a) > 0 else -0.55) * 0.6
        room = (rect.right() - root[0]) if math.cos(end) > 0 else (root[0] - rect.left())
        long = min(
            rect.height() * 0.92 / max(0.55, -math.sin(a)), 0.84 * room / max(0.3, abs(math.cos(end)))
        ) * rng.uniform(0.84, 1.0)
        _frond(
            p, root, a + rng.uniform(-0.05, 0.05), long, QColor(ramp[n % len(ramp)]), QColor(ramp[(n + 1) % len(ramp)])
        )


def _frond(p: QPainter, root: Point, a: float, long: float, tone: QColor, vein: QColor) -> None:
    bend = 0.55 if math.cos(a) > 0 else -0.55
    t = np.linspace(0, 1, 26)
    turn = a + bend * t**2
    step = long / 25
    rib = np.stack([root[0] + np.cumsum(np.cos(turn)) * step, root[1] + np.cumsum(np.sin(turn)) * step], 1)
    for k in range(6, 26):
        span = long * 0.23 * math.sin(math.pi * (0.14 + 0.80 * (k - 6) / 20))
        for side in (-1, 1):
            b = turn[k] + side * 0.72
            tip = (rib[k][0] + math.cos(b) * span, rib[k][1] + math.sin(b) * span)
            w = long * 0.013
            nx, ny = -math.sin(b) * w, math.cos(b) * w
            mid = (rib[k][0] + math.cos(b) * span * 0.5, rib[k][1] + math.sin(b) * span * 0.5)
            leaf = QPainterPath(QPointF(*rib[k]))
            leaf.quadTo(QPointF(mid[0] + nx, mid[1] + ny), QPointF(*tip))
            leaf.quadTo(QPointF(mid[0] - nx, mid[1] - ny), QPointF(*rib[k]))
            p.fillPath(leaf, tone if side < 0 else mix(tone, vein, 0.4))
    p.fillPath(ribbon(rib, np.linspace(long * 0.011, 1.0, 26)), mix(vein, "#ffffff", 0.2))


KINDS = {"market_disc": draw_disc, "market_river": draw_river, "nipa_fronds": draw_fronds}
