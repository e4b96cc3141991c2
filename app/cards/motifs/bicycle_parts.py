"""Parts of a painted bicycle: spoked wheels, shaded tubes, mudguards."""

import math

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.kit import Point, catmull, ellipse, fill_ellipse, mix, pen, poly, rad, rgba, ribbon, stroke

R = 210.0


def wheel(p: QPainter, x: float, y: float, steel: tuple[QColor, ...], dark: QColor, turn: float) -> None:
    chrome, rubber, side = steel
    spokes = QPainterPath()
    for i in range(32):
        a = turn + math.tau * i / 32
        b = a + (0.95 if i % 2 else -0.95)  # laced: a spoke leaves its hub sideways
        spokes.moveTo(x + math.cos(b) * 12, y + math.sin(b) * 12)
        spokes.lineTo(x + math.cos(a) * (R - 20), y + math.sin(a) * (R - 20))
    p.strokePath(spokes, pen(rgba(mix(chrome, rubber, 0.4), 0.75), 1.5))
    for r, width, tone in ((R - 19, 6, chrome), (R - 12, 8, side), (R - 4, 11, rubber)):
        p.strokePath(ellipse(x, y, r), pen(tone, width))
    p.strokePath(ellipse(x, y, R - 21), pen(rgba("#ffffff", 0.35), 1.4))
    gleam = QPainterPath()
    gleam.arcMoveTo(QRectF(x - R + 5, y - R + 5, 2 * R - 10, 2 * R - 10), 100)
    gleam.arcTo(QRectF(x - R + 5, y - R + 5, 2 * R - 10, 2 * R - 10), 100, 62)
    p.strokePath(gleam, pen(rgba("#ffffff", 0.35), 2))
    fill_ellipse(p, x, y, 14, 14, rubber)
    fill_ellipse(p, x, y, 8, 8, rad(x - 3, y - 3, 11, (0, mix(chrome, "#ffffff", 0.6)), (1, chrome)))


def draw_tube(p: QPainter, points: list[Point], wide: float, paint: tuple[QColor, ...], narrow: float = 0) -> None:
    """A painted tube, lit from the upper left."""
    line = catmull(points if len(points) > 2 else [points[0], _middle(*points), points[1]], 14)
    tube, (mid, light, dark) = ribbon(line, np.linspace(wide, narrow or wide, len(line)) / 2), paint
    p.fillPath(tube, mid)
    p.save()
    p.setClipPath(tube, Qt.ClipOperation.IntersectClip)
    stroke(p, poly(line - wide * 0.16, close=False), pen(rgba(light, 0.9), wide * 0.26))
    stroke(p, poly(line + wide * 0.30, close=False), pen(rgba(dark, 0.8), wide * 0.30))
    p.restore()


def _middle(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def mudguard(p: QPainter, at: Point, paint: tuple[QColor, ...], start: float, span: float) -> None:
    box = QRectF(at[0] - 223, at[1] - 223, 446, 446)
    arc = QPainterPath()
    arc.arcMoveTo(box, start)
    arc.arcTo(box, start, span)
    stroke(p, arc, pen(paint[2], 12))
    stroke(p, arc.translated(-0.5, -1.5), pen(paint[0], 9.5))
    stroke(p, arc.translated(-1, -3), pen(rgba(paint[1], 0.9), 3))
