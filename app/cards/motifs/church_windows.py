"""The lit windows of a paper church, lancets and a rose, and its cross."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.kit import fill_ellipse, lin, many, mix, pen, rad, rgba, shadow, stroke


def lancet(p: QPainter, box: QRectF, glow: list[QColor], dim: QColor, door: bool = False) -> None:
    """A pointed window or door, lit from inside."""
    x0, y0, x1, y1 = box.getCoords()
    c, spring = (x0 + x1) / 2, y0 + (x1 - x0) * 0.72
    arch = QPainterPath(QPointF(x0, y1))
    arch.lineTo(x0, spring)
    arch.quadTo(QPointF(x0 + 1, y0 + (x1 - x0) * 0.22), QPointF(c, y0))
    arch.quadTo(QPointF(x1 - 1, y0 + (x1 - x0) * 0.22), QPointF(x1, spring))
    arch.lineTo(x1, y1)
    arch.closeSubpath()
    stroke(p, arch, pen(mix(dim, "#000000", 0.35), 6 if door else 4.5))
    p.setPen(Qt.PenStyle.NoPen)
    p.fillPath(arch, rad(c, y1 - (y1 - y0) * 0.35, (y1 - y0) * 0.8, (0, glow[0]), (0.5, glow[1]), (1, glow[2])))
    bars = QPainterPath(QPointF(c, y0 + 4))
    bars.lineTo(c, y1)
    for k in range(1, 4):
        if not door:
            y = spring + (y1 - spring) * k / 4
            bars.moveTo(x0, y)
            bars.lineTo(x1, y)
    stroke(p, bars, pen(rgba(mix(glow[2], "#401800", 0.5), 0.8), 2))
    p.setPen(Qt.PenStyle.NoPen)


def rose(p: QPainter, x: float, y: float, r: float, glow: list[QColor], dim: QColor) -> None:
    fill_ellipse(p, x, y, r + 4, r + 4, mix(dim, "#000000", 0.35))
    fill_ellipse(p, x, y, r, r, rad(x, y, r, (0, glow[0]), (0.6, glow[1]), (1, glow[2])))
    spokes = QPainterPath()
    for k in range(8):
        a = math.tau * k / 8
        spokes.moveTo(x, y)
        spokes.lineTo(x + math.cos(a) * r, y + math.sin(a) * r)
        spokes.addEllipse(
            QPointF(x + math.cos(a + 0.39) * r * 0.72, y + math.sin(a + 0.39) * r * 0.72), r * 0.2, r * 0.2
        )
    spokes.addEllipse(QPointF(x, y), r * 0.32, r * 0.32)
    stroke(p, spokes, pen(rgba(mix(glow[2], "#401800", 0.5), 0.8), 1.8))
    p.setPen(Qt.PenStyle.NoPen)


def cross(p: QPainter, x: float, y: float, metal: QColor, dark: QColor) -> None:
    bars = many()
    bars.addRect(QRectF(x - 3, y - 14, 6, 54))
    bars.addRect(QRectF(x - 15, y, 30, 6))
    shadow(p, bars, 1, 2, 2.5, rgba(dark, 0.5))
    p.fillPath(bars, lin(x - 15, 0, x + 15, 0, (0, mix(metal, "#ffffff", 0.4)), (1, metal)))
