"""Sunlight that falls through a window onto a wall: slanting panes, soft at their edges, and a thin curtain beside them."""

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import lin, mix, poly, rgba, shadow


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    light: str = "@light",
    strength: float = 0.7,
    slant: float = 0.34,
    panes: int = 2,
) -> None:
    """Panes two wide and `panes` high, leaning by `slant` of the height; they fade downwards."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    rng, tone = art.rng(3), art.color(light)
    lean = rect.height() * slant * rng.uniform(0.85, 1.15)
    room = rect.adjusted(40, 40, -40, -40)
    width, height = (room.width() - lean) / 2, room.height() / panes
    for j in range(panes):
        for i in range(2):
            gap = min(width, height) * 0.045
            x0, x1 = room.left() + i * width + gap, room.left() + (i + 1) * width - gap
            y0, y1 = room.top() + j * height + gap, room.top() + (j + 1) * height - gap
            a, b = (lean * (y - room.top()) / room.height() for y in (y0, y1))
            pane = poly([(x0 + a, y0), (x1 + a, y0), (x1 + b, y1), (x0 + b, y1)])
            shadow(p, pane, 0, 0, 9 + 5 * j, rgba(tone, strength * (1 - 0.34 * j / max(1, panes - 1))))


def draw_curtain(p: QPainter, rect: QRectF, art: Art, *, tones: str = "@curtain", flip: bool = False) -> None:
    """A sheer curtain hanging at the rectangle's outer side, drawn back towards its foot. tones: cloth, fold."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    rng, cloth, fold = art.rng(9), art.color(tones, 0), art.color(tones, 1)
    if flip:
        p.translate(rect.left() + rect.right(), 0)
        p.scale(-1, 1)
    x0, y0, w, h = rect.left(), rect.top(), rect.width(), rect.height()

    def edge(t: float, u: float) -> float:
        """Where the fold that hangs at u (0…1) is at the height t (0…1)."""
        waist = 0.52 + 0.46 * math.cos(min(1, t / 0.72) * math.pi / 2) ** 1.4 if t < 0.72 else 0.52 + (t - 0.72) * 0.42
        return x0 + w * u * min(0.97, waist) * 0.94

    ts = np.linspace(0, 1, 24)
    whole = QPainterPath(QPointF(x0, y0))
    for t in ts:
        whole.lineTo(edge(t, 1.0) + 3 * math.sin(t * 9), y0 + h * t * 0.985)
    whole.lineTo(x0, y0 + h * 0.985)
    whole.closeSubpath()
    shadow(p, whole, 6, 6, 16, rgba(fold, 0.22))
    p.fillPath(whole, lin(x0, 0, x0 + w, 0, (0, rgba(mix(cloth, fold, 0.25), 0.92)), (1, rgba(cloth, 0.72))))
    p.setClipPath(whole, Qt.ClipOperation.IntersectClip)
    count = 9
    for i in range(count):
        u = (i + 0.5 + rng.uniform(-0.2, 0.2)) / count
        wide = rng.uniform(0.018, 0.04)
        band = poly([(edge(t, u - wide), y0 + h * t) for t in ts] + [(edge(t, u + wide), y0 + h * t) for t in ts[::-1]])
        shadow(p, band, 0, 0, 6, rgba(fold, rng.uniform(0.25, 0.5)))
        gleam = poly(
            [(edge(t, u + wide * 1.3), y0 + h * t) for t in ts]
            + [(edge(t, u + wide * 2.2), y0 + h * t) for t in ts[::-1]]
        )
        shadow(p, gleam, 0, 0, 4, rgba("#ffffff", 0.5))


KINDS = {"window_light": draw, "sheer_curtain": draw_curtain}
