"""A hamlet far off, in one paper: curved roofs, lit windows, areca palms, on the back of a hill."""

import math
import random

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import fill_ellipse, poly, rad, rgba
from app.cards.papercut import figure

GROUND = 200.0  # in the hamlet's units, 150 wide a house


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@far",
    light: str = "@window",
    shade: str = "@shade",
    houses: int = 3,
) -> None:
    """As wide as the rectangle allows; stands on its foot, to be tucked under a sheet."""
    rng = art.rng(12)
    width = houses * 150 + 60
    size = min(rect.width() / width, rect.height() / 250)
    p.setClipRect(rect)
    p.translate(rect.center().x() - width * size / 2, rect.bottom() - 250 * size)
    p.scale(size, size)
    homes = [(105 + i * 150 + rng.uniform(-16, 16), rng.uniform(120, 150), rng.uniform(78, 112)) for i in range(houses)]
    palms = [(40 + i * (width - 60) / houses + rng.uniform(-14, 14), rng.uniform(130, 172)) for i in range(houses + 1)]

    def paint(q: QPainter) -> None:
        for x, high in palms:
            _palm(q, x, high, rng, art.color(tones))
        for home in homes:
            _house(q, *home, art.color(tones))

    figure(p, QRectF(-10, 0, width + 20, 252), paint, art.color(tones, 1), art.color(shade), depth=0.5)
    glow = art.color(light)
    for x, w, h in homes:
        for part in (-0.2, 0.0, 0.2):
            pane = QRectF(x + part * w - 7, GROUND - h * 0.42, 14, h * 0.26)
            at = pane.center()
            fill_ellipse(p, at.x(), at.y(), 34, 34, rad(at.x(), at.y(), 34, (0, rgba(glow, 0.5)), (1, rgba(glow, 0))))
            shape = QPainterPath()
            shape.addRoundedRect(pane, 3, 3)
            p.fillPath(shape, glow)


def _house(p: QPainter, x: float, w: float, h: float, ink: QColor) -> None:
    y = GROUND - h
    p.fillRect(QRectF(x - w * 0.38, GROUND - h * 0.62, w * 0.76, h * 0.62 + 60), ink)
    roof = QPainterPath(QPointF(x - w * 0.62, GROUND - h * 0.60))
    roof.quadTo(x - w * 0.42, GROUND - h * 0.66, x - w * 0.30, y)
    roof.lineTo(x + w * 0.30, y)
    roof.quadTo(x + w * 0.42, GROUND - h * 0.66, x + w * 0.62, GROUND - h * 0.60)
    roof.quadTo(x, GROUND - h * 0.52, x - w * 0.62, GROUND - h * 0.60)
    p.fillPath(roof, ink)
    for side in (-1, 1):
        fill_ellipse(p, x + side * w * 0.30, y, 5, 5, ink)


def _palm(p: QPainter, x: float, high: float, rng: random.Random, ink: QColor) -> None:
    p.fillPath(poly([(x - 3, 250), (x - 1.6, GROUND - high), (x + 1.6, GROUND - high), (x + 3.4, 250)]), ink)
    for i in range(9):
        a, long = -math.pi * i / 8, 30 * rng.uniform(0.85, 1.1)
        cos, sin, top = math.cos(a), math.sin(a), GROUND - high
        frond = QPainterPath(QPointF(x, top - 2))
        frond.quadTo(x + cos * long * 0.6, top + sin * long * 0.9 - 8, x + cos * long, top + sin * long * 0.62 + 10)
        frond.quadTo(x + cos * long * 0.5, top + sin * long * 0.6, x, top + 3)
        p.fillPath(frond, ink)


KINDS = {"paper_village": draw}
