"""The soft shadow of areca fronds on a sunlit wall, falling from the rectangle's upper right corner."""

import math
import random

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import catmull, coverage, gaussian, rgba, ribbon, tinted

NIGHT = 1.7  # how much darker a shadow falls on a black wall
COARSE = 0.25  # mask pixels per unit: the blur leaves no finer detail


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    shade: str = "@shade",
    wall: str = "@wall",
    strength: float = 0.2,
    fronds: int = 3,
    salt: int = 4,
) -> None:
    """Fronds of a palm that stands outside the card; `strength` is the shadow's darkness on a white wall."""
    strength = min(0.7, strength * (1 + NIGHT * (1 - art.color(wall).lightnessF())))  # a dark wall shows less of it
    rng, w, h = art.rng(salt), rect.width(), rect.height()
    size = math.hypot(w, h) / 1080

    def paint(q: QPainter) -> None:
        q.scale(COARSE, COARSE)
        for i in range(fronds):
            _frond(q, w, h, i, size, rng)

    mask = gaussian(coverage(math.ceil(w * COARSE), math.ceil(h * COARSE), paint), 5.5 * size * COARSE)
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    p.drawImage(rect, tinted(_fading(mask), rgba(art.color(shade), strength)))


def _fading(mask: np.ndarray) -> np.ndarray:
    """Weaker towards the far corner, so that no frond ends in a hard line. (H, W)"""
    h, w = mask.shape
    x, y = np.linspace(0, 1, w)[None, :], np.linspace(1, 0, h)[:, None]
    fade = np.clip(np.minimum(x, y) * 5, 0, 1) * np.clip(0.45 + 0.6 * (x + y) / 2, 0, 1)
    return (mask * fade).astype(np.uint8)


def _frond(q: QPainter, w: float, h: float, i: int, size: float, rng: random.Random) -> None:
    turn, reach = math.radians(150 + i * 26 + rng.uniform(-6, 6)), math.hypot(w, h) * (0.8 - 0.14 * i)
    x0, y0, droop = w * 1.04, h * (i - 1) * 0.03, rng.uniform(0.24, 0.34)
    spine = catmull(
        [
            (
                x0 + math.cos(turn - droop * t) * reach * t,
                y0 + math.sin(turn - droop * t) * reach * t * 0.9 + h * 0.16 * t * t,
            )
            for t in np.linspace(0, 1, 7)
        ],
        10,
    )
    q.fillPath(ribbon(spine, np.linspace(6, 1, len(spine)) * size), Qt.GlobalColor.white)
    for k in range(4, len(spine) - 1, 3):
        t = k / len(spine)
        along = math.atan2(*(spine[k + 1] - spine[k - 1])[::-1])
        length = reach * 0.27 * math.sin(math.pi * (0.12 + 0.80 * t)) * rng.uniform(0.9, 1.08)
        for side in (-1, 1):
            q.fillPath(_leaflet(spine[k], along + side * (0.92 - 0.40 * t), length, 10 * size), Qt.GlobalColor.white)


def _leaflet(base: np.ndarray, angle: float, length: float, width: float) -> QPainterPath:
    x, y = map(float, base)
    dx, dy = math.cos(angle), math.sin(angle)
    tip = QPointF(x + dx * length, y + dy * length + length * 0.16)
    mx, my = x + dx * length / 2, y + dy * length / 2
    path = QPainterPath(QPointF(x, y))
    path.quadTo(QPointF(mx - dy * width, my + dx * width), tip)
    path.quadTo(QPointF(mx + dy * width, my - dx * width), QPointF(x, y))
    return path


KINDS = {"leaf_shadow": draw}
