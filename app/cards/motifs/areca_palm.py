"""Areca palms of a Northern yard in cut paper, with their bunches of nuts."""

import math
import random

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import catmull, fill_ellipse, lin, mix, pen, rgba, ribbon, smooth, stroke
from app.cards.papercut import figure

PALM = QRectF(0, 0, 380, 960)


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@palm",
    shade: str = "@shade",
    bend: float = 14.0,
    fruit: str = "@areca",
    salt: int = 1,
) -> None:
    """One palm, rooted at the rectangle's foot. tones: frond, lit frond, trunk, lit trunk, rim."""
    rng = art.rng(120 + salt)
    placed(p, rect, PALM)
    frond, lit, trunk, pale, rim = (art.color(tones, i) for i in range(5))
    top = (190 + bend, 236.0)
    line = catmull([(190 - bend * 0.6, 950), (190 - bend, 700), (190, 450), top], 12)

    def paint(q: QPainter) -> None:
        body = ribbon(line, np.linspace(10.5, 6.5, len(line)))
        for i in range(4):
            _frond(q, top, rng, i, 4, mix(frond, "#000000", 0.18), frond, 0.92)
        q.fillPath(body, lin(176, 0, 204, 0, (0, pale), (0.5, trunk), (1, mix(trunk, "#000000", 0.3))))
        for k in range(2, len(line) - 1, 2):
            x, y = line[k]
            ring = QPainterPath(QPointF(x - 9.5, y))
            ring.quadTo(QPointF(x, y + 4), QPointF(x + 9.5, y))
            stroke(q, ring, pen(rgba(rim, 0.5), 1.5))
        shaft = smooth(
            [
                (top[0] - 7, 250),
                (top[0] - 12, 210),
                (top[0] - 5, 158),
                (top[0] + 5, 158),
                (top[0] + 12, 210),
                (top[0] + 7, 250),
            ]
        )
        _nuts(q, top, art, fruit, rng)
        q.fillPath(shaft, lin(top[0] - 12, 0, top[0] + 12, 0, (0, lit), (1, frond)))
        for i in range(7):
            _frond(q, top, rng, i, 7, frond, lit, 1.0)

    figure(p, PALM, paint, rim, art.color(shade), depth=0.7, strength=0.5)


def placed(p: QPainter, rect: QRectF, box: QRectF) -> None:
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    size = min(rect.width() / box.width(), rect.height() / box.height())
    p.translate(rect.center().x() - box.center().x() * size, rect.bottom() - box.bottom() * size)
    p.scale(size, size)


def _frond(
    q: QPainter,
    top: tuple[float, float],
    rng: random.Random,
    i: int,
    count: int,
    dark: QColor,
    lit: QColor,
    size: float,
) -> None:
    """Frond i of `count`, spread from left to right over the crown; leaflets hang from its arching rib."""
    a = math.pi * (1.10 - 1.20 * (i + 0.5) / count) + rng.uniform(-0.10, 0.10)
    reach, droop = rng.uniform(150, 176) * size, rng.uniform(0.75, 1.0)
    x0, y0 = top[0], top[1] - 72
    rib = catmull(
        [
            (
                x0 + math.cos(a) * reach * t,
                y0 - math.sin(a) * reach * 0.78 * t + reach * droop * 0.62 * t * t * abs(math.cos(a)) ** 0.5,
            )
            for t in np.linspace(0, 1, 6)
        ],
        9,
    )
    side = 1 if math.cos(a) > 0 else -1
    for k in range(4, len(rib) - 1):
        t = k / len(rib)
        dx, dy = rib[k + 1] - rib[k - 1]
        along = math.atan2(dy, dx)
        length = reach * 0.44 * math.sin(math.pi * (0.16 + 0.78 * t)) * rng.uniform(0.92, 1.06)
        for turn, tone in ((side * 0.85, dark), (-side * 0.72, lit)):
            b = along + turn
            tip = (rib[k][0] + math.cos(b) * length, rib[k][1] + math.sin(b) * length * 0.85 + length * 0.20)
            mx, my = (rib[k][0] + tip[0]) / 2, (rib[k][1] + tip[1]) / 2 - length * 0.06
            leaf = QPainterPath(QPointF(*rib[k]))
            leaf.quadTo(QPointF(mx - 4.4, my - 2), QPointF(*tip))
            leaf.quadTo(QPointF(mx + 4.4, my + 3), QPointF(*rib[k]))
            q.fillPath(leaf, tone)
    q.fillPath(ribbon(rib, np.linspace(3.0, 0.8, len(rib))), mix(dark, lit, 0.6))


def _nuts(q: QPainter, top: tuple[float, float], art: Art, fruit: str, rng: random.Random) -> None:
    for side in (-1, 1):
        for _ in range(16):
            t = rng.random()
            x, y = top[0] + side * (12 + 22 * t + rng.uniform(-6, 6)), top[1] + 14 + 44 * t + rng.uniform(-8, 8)
            fill_ellipse(q, x, y, 5.2, 6.6, mix(art.color(fruit), art.color(fruit, 1), rng.random()))


KINDS = {"areca_palm": draw}
