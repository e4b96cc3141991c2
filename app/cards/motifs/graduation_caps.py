"""Graduation caps thrown into the air, folded from paper: seen from above or from under, tassels flying."""

import math
import random

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import Point, catmull, ellipse, lin, mix, pen, poly, rgba, ribbon, shadow, stroke

# Caps as x, y (fractions of the rectangle), size (half width in units), turn (degrees), seen from under (0 or 1)
SPOTS = ((0.30, 0.34, 120.0, -14.0, 0), (0.72, 0.26, 92.0, 18.0, 1), (0.52, 0.74, 78.0, 8.0, 0))


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    spots: tuple[object, ...] = SPOTS,
    tones: str = "@cap",
    tassel: str = "@tassel",
    shade: str = "@shade",
    salt: int = 6,
) -> None:
    """tones: lit edge, board, skull, inside; tassel: light, dark. Every throw turns the caps a little otherwise."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    rng, paper = art.rng(salt), tuple(QColor(tone) for tone in art.ramp(tones))
    silk, dark = (art.color(tassel, 0), art.color(tassel, 1)), art.color(shade)
    for x, y, half, turn, under in spots:
        p.save()
        p.translate(rect.left() + rect.width() * x, rect.top() + rect.height() * y)
        p.rotate(turn + rng.uniform(-7, 7))
        p.scale(half / 100, half / 100)
        (_under if under else _over)(p, paper, silk, dark, rng)
        p.restore()


def _piece(p: QPainter, path: QPainterPath, low: QColor, high: QColor, rim: QColor, dark: QColor, depth: float) -> None:
    """One piece of paper with its shadow and the edge that catches the light."""
    shadow(p, path, 3, 9 * depth, 9 * depth, rgba(dark, 0.40))
    shadow(p, path, 1, 3 * depth, 2.5 * depth, rgba(dark, 0.34))
    box = path.boundingRect()
    p.fillPath(path, lin(box.left(), box.top(), box.right(), box.bottom(), (0, high), (1, low)))
    p.save()
    p.setClipPath(path, Qt.ClipOperation.IntersectClip)
    stroke(p, path.translated(0.6, 1.0), pen(rim, 2.6))
    p.restore()


def _over(
    p: QPainter, paper: tuple[QColor, ...], silk: tuple[QColor, QColor], dark: QColor, rng: random.Random
) -> None:
    rim, board, skull, _ = paper
    cup = QPainterPath()
    cup.moveTo(-56, 14)
    cup.lineTo(-53, 56)
    cup.cubicTo(-36, 82, 36, 82, 53, 56)
    cup.lineTo(56, 14)
    cup.closeSubpath()
    _piece(p, cup, mix(skull, "#000000", 0.22), skull, mix(skull, rim, 0.5), dark, 0.8)
    plate = poly([(-104, -4), (0, -46), (104, -4), (0, 40)])
    _piece(p, plate, board, mix(board, rim, 0.28), rim, dark, 0.9)
    fold = poly([(-104, -4), (0, 40), (104, -4)], close=False)
    stroke(p, fold.translated(0, -1.2), pen(rgba(rim, 0.7), 1.6))
    side = rng.choice((-1, 1))
    tip = (side * 104.0, 30.0 + rng.uniform(-6, 14))
    _tassel(p, [(0, -4), (side * 54, -14), (side * 96, 0), tip], silk, dark, rng)
    button = ellipse(0, -5, 9, 5.5)
    _piece(p, button, silk[1], silk[0], mix(silk[0], "#ffffff", 0.5), dark, 0.25)


def _under(
    p: QPainter, paper: tuple[QColor, ...], silk: tuple[QColor, QColor], dark: QColor, rng: random.Random
) -> None:
    """From below: the board behind, the open cap in front, the tassel trailing."""
    rim, board, skull, inside = paper
    side = rng.choice((-1, 1))
    _tassel(p, [(side * 60, -16), (side * 112, -22), (side * 124, 8), (side * 118, 40)], silk, dark, rng)
    plate = poly([(-100, -20), (8, -58), (104, -14), (-6, 30)])
    _piece(p, plate, mix(board, "#000000", 0.16), board, rim, dark, 0.9)
    cup = QPainterPath()
    cup.moveTo(-54, -18)
    cup.cubicTo(-60, 10, -56, 36, -50, 44)
    cup.cubicTo(-30, 66, 34, 68, 54, 42)
    cup.cubicTo(60, 30, 60, 4, 56, -16)
    cup.cubicTo(30, -36, -30, -36, -54, -18)
    _piece(p, cup, mix(skull, "#000000", 0.2), mix(skull, rim, 0.18), mix(skull, rim, 0.5), dark, 0.8)
    mouth = ellipse(2, 42, 51, 19)
    p.fillPath(mouth, lin(-50, 30, 50, 60, (0, mix(inside, "#000000", 0.45)), (1, inside)))
    stroke(p, mouth, pen(rgba(rim, 0.85), 2.2))


def _tassel(p: QPainter, points: list[Point], silk: tuple[QColor, QColor], dark: QColor, rng: random.Random) -> None:
    """A cord and, at its end, a bundle of paper strips in the wind."""
    line = catmull(points, 14)
    cord = ribbon(line, np.full(len(line), 2.6))
    shadow(p, cord, 2, 6, 4, rgba(dark, 0.45))
    p.fillPath(cord, silk[0])
    x, y = map(float, line[-1])
    down, bundle = math.atan2(*(line[-1] - line[-6])[::-1]), QPainterPath()
    bundle.setFillRule(Qt.FillRule.WindingFill)
    strips = []
    for i in range(7):
        a, length = down + (i - 3) * 0.12 + rng.uniform(-0.05, 0.05), rng.uniform(50, 62)
        mid = (x + math.cos(a) * length * 0.5, y + math.sin(a) * length * 0.5)
        end = (x + math.cos(a + 0.12) * length, y + math.sin(a + 0.12) * length + 3)
        strip = ribbon(catmull([(x, y), mid, end], 6), np.linspace(2.2, 3.6, 19)[: len(catmull([(x, y), mid, end], 6))])
        strips.append(strip)
        bundle.addPath(strip)
    shadow(p, bundle, 3, 8, 5, rgba(dark, 0.5))
    for i, strip in enumerate(strips):
        p.fillPath(strip, mix(silk[0], silk[1], (i * 3 % 7) / 7))
    knot = ellipse(x, y, 6.5, 6.5)
    p.fillPath(knot, silk[1])
    stroke(p, ellipse(x - 0.6, y - 0.8, 5, 5), pen(rgba("#ffffff", 0.35), 1.4))


KINDS = {"graduation_caps": draw}
