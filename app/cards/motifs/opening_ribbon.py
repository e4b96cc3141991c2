"""The wide ribbon of an opening day with its bow, and a panel of flat rays."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import Point, fill_ellipse, lin, pen, poly, rgba, shadow, stroke


def draw_ribbon(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    silk: str = "@silk",
    gold: str = "@gold",
    shade: str = "@shade",
    x: float = 0.5,
) -> None:
    """From edge to edge, its bow at `x` of the width. silk: deep, own, lit."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    rng, h, middle = art.rng(95), rect.height(), rect.top() + rect.height() * 0.44
    deep, own, lit = (art.color(silk, i) for i in range(3))
    wave = rng.uniform(-1, 1)
    top = _edge(rect, middle - h * 0.17, h * 0.025, wave)
    foot = _edge(rect, middle + h * 0.17, h * 0.025, wave)
    band = poly([*top, *reversed(foot)])
    shadow(p, band, 0, h * 0.04, h * 0.05, rgba(art.color(shade), 0.32))
    p.fillPath(band, lin(0, middle - h * 0.18, 0, middle + h * 0.18, (0, lit), (0.16, own), (0.75, own), (1, deep)))
    for offset in (0.045, 0.295):
        edge = [(a, b + h * offset) for a, b in top]
        stroke(p, poly(edge, False), pen(rgba(art.color(gold, 1), 0.9), h * 0.012))
    at = rect.left() + rect.width() * x
    for side in (-1, 1):  # gathers beside the knot
        for i in range(5):
            a = at + side * h * (0.40 + i * 0.14)
            fold = QPainterPath(QPointF(a, middle - h * 0.155))
            fold.quadTo(a - side * h * 0.06, middle, a + side * h * 0.03, middle + h * 0.155)
            stroke(p, fold, pen(rgba(deep, 0.55 - i * 0.10), h * (0.03 - i * 0.004)))
    _bow(p, at, middle, h * 0.46, [deep, own, lit], art.color(gold, 1), art.color(shade), rng.uniform(-4, 4))


def _edge(rect: QRectF, y: float, swing: float, phase: float) -> list[Point]:
    return [
        (rect.left() - 4 + (rect.width() + 8) * i / 40, y + math.sin(i / 40 * math.tau * 1.5 + phase) * swing)
        for i in range(41)
    ]


def _bow(
    p: QPainter, x: float, y: float, r: float, silk: list[QColor], gold: QColor, shade: QColor, turn: float
) -> None:
    deep, own, lit = silk
    p.save()
    p.translate(x, y)
    p.rotate(turn)
    for side in (-1, 1):
        tail = poly(
            [
                (side * r * 0.10, 0),
                (side * r * 0.62, r * 1.06),
                (side * r * 0.40, r * 1.00),
                (side * r * 0.24, r * 1.16),
                (-side * r * 0.06, r * 0.2),
            ]
        )
        shadow(p, tail, 0, r * 0.05, r * 0.06, rgba(shade, 0.3))
        p.fillPath(tail, own)
        p.fillPath(
            poly(
                [
                    (side * r * 0.10, 0),
                    (side * r * 0.36, r * 0.92),
                    (side * r * 0.24, r * 1.16),
                    (-side * r * 0.06, r * 0.2),
                ]
            ),
            deep,
        )
    for side in (-1, 1):
        loop = QPainterPath(QPointF(0, 0))
        loop.cubicTo(side * r * 0.5, -r * 0.95, side * r * 1.5, -r * 0.85, side * r * 1.42, -r * 0.05)
        loop.cubicTo(side * r * 1.38, r * 0.62, side * r * 0.6, r * 0.46, 0, 0)
        shadow(p, loop, 0, r * 0.07, r * 0.08, rgba(shade, 0.34))
        p.fillPath(loop, own)
        hole = QPainterPath(QPointF(side * r * 0.16, -r * 0.05))
        hole.cubicTo(side * r * 0.6, -r * 0.52, side * r * 1.18, -r * 0.52, side * r * 1.14, -r * 0.06)
        hole.cubicTo(side * r * 1.10, r * 0.30, side * r * 0.6, r * 0.22, side * r * 0.16, -r * 0.05)
        p.fillPath(hole, deep)
        shine = QPainterPath(QPointF(side * r * 0.34, -r * 0.44))
        shine.cubicTo(side * r * 0.7, -r * 0.82, side * r * 1.2, -r * 0.76, side * r * 1.30, -r * 0.30)
        shine.cubicTo(side * r * 1.12, -r * 0.60, side * r * 0.76, -r * 0.62, side * r * 0.34, -r * 0.44)
        p.fillPath(shine, lit)
    knot = QPainterPath()
    knot.addRoundedRect(QRectF(-r * 0.22, -r * 0.25, r * 0.44, r * 0.5), r * 0.12, r * 0.12)
    shadow(p, knot, 0, r * 0.05, r * 0.06, rgba(shade, 0.34))
    p.fillPath(knot, own)
    p.save()
    p.setClipPath(knot, Qt.ClipOperation.IntersectClip)
    p.fillRect(QRectF(-r * 0.22, -r * 0.25, r * 0.13, r * 0.5), lit)
    p.fillRect(QRectF(r * 0.09, -r * 0.25, r * 0.13, r * 0.5), deep)
    p.restore()
    stroke(p, knot, pen(rgba(gold, 0.9), r * 0.03))
    p.restore()


def draw_burst(
    p: QPainter, rect: QRectF, art: Art, *, tones: str = "@burst", x: float = 0.5, y: float = 0.56, rays: int = 28
) -> None:
    """A panel of flat rays about (x, y) of the rectangle, with a paler disc in their midst. tones: field, rays, disc."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    p.fillRect(rect, art.color(tones, 0))
    at = QPointF(rect.left() + rect.width() * x, rect.top() + rect.height() * y)
    reach, turn = rect.width() + rect.height(), art.rng(97).uniform(0, math.tau / rays)
    for i in range(rays):
        a, b = (turn + math.tau * (i + d) / rays for d in (0.0, 0.5))
        wedge = [(at.x(), at.y())]
        wedge += [(at.x() + math.cos(t) * reach, at.y() + math.sin(t) * reach) for t in (a, b)]
        p.fillPath(poly(wedge), art.color(tones, 1))
    r = min(rect.width(), rect.height()) * 0.50
    for size, alpha in ((1.0, 0.55), (0.84, 0.9)):
        fill_ellipse(p, at.x(), at.y(), r * size, r * size, rgba(art.color(tones, 2), alpha))


KINDS = {"sunburst_panel": draw_burst, "opening_ribbon": draw_ribbon}
