"""The openings of a Gothic front in watercolour: lancets, portals and the lit rose."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.kit import ellipse, fill_ellipse, mix, pen, rad, rgba, stroke
from app.cards.motifs.ink_wash import wash


def lancet(box: QRectF) -> QPainterPath:
    x0, y0, x1, y1 = box.getCoords()
    c, rise = (x0 + x1) / 2, (x1 - x0) * 0.9
    path = QPainterPath(QPointF(x0, y1))
    path.lineTo(x0, y0 + rise)
    path.quadTo(QPointF(x0, y0 + rise * 0.35), QPointF(c, y0))
    path.quadTo(QPointF(x1, y0 + rise * 0.35), QPointF(x1, y0 + rise))
    path.lineTo(x1, y1)
    path.closeSubpath()
    return path


def openings() -> list[tuple[QRectF, float]]:
    """Every window and door, and how brightly it is lit."""
    out = []
    for x in (66, 404):
        for y, h, lit in ((134, 106, 0.35), (276, 112, 0.55)):
            out += [(QRectF(x + 34, y, 32, h), lit), (QRectF(x + 84, y, 32, h), lit)]
        out += [
            (QRectF(x + 42, 426, 28, 98), 0.8),
            (QRectF(x + 80, 426, 28, 98), 0.8),
            (QRectF(x + 36, 566, 78, 98), 1.0),
        ]
    out += [(QRectF(232 + i * 33, 424, 22, 84), 0.9) for i in range(5)]
    out.append((QRectF(262, 538, 96, 126), 1.0))
    return out


def opening(p: QPainter, box: QRectF, lit: float, k: float, seed: int, dark: QColor, glow: list[QColor]) -> None:
    frame = lancet(box.adjusted(-6, -9, 6, 0))
    wash(p, frame, dark, k, seed, [0.85, 0.75, 0.6], 0.3)
    hole = lancet(box)
    p.fillPath(hole, mix(dark, glow[1], lit * 0.85))
    c = box.center()
    reach = box.height() * 0.7
    p.fillPath(
        hole,
        rad(
            c.x(),
            box.bottom() - box.height() * 0.3,
            reach,
            (0, rgba(glow[0], lit)),
            (0.5, rgba(glow[1], lit * 0.7)),
            (1, rgba(glow[2], 0)),
        ),
    )
    bars = QPainterPath()
    if box.width() < 60:
        for t in (0.40, 0.55, 0.70, 0.85):
            bars.moveTo(box.left(), box.top() + box.height() * t)
            bars.lineTo(box.right(), box.top() + box.height() * t)
    bars.moveTo(c.x(), box.top() + 6)
    bars.lineTo(c.x(), box.bottom())
    stroke(p, bars, pen(rgba(dark, 0.75), 2.0))
    p.setPen(Qt.PenStyle.NoPen)


def rose(p: QPainter, x: float, y: float, r: float, k: float, seed: int, dark: QColor, glow: list[QColor]) -> None:
    wash(p, ellipse(x, y, r + 10), dark, k, seed + 40, [0.85, 0.8, 0.75], 0.3)
    fill_ellipse(p, x, y, r, r, rad(x, y, r, (0, glow[0]), (0.55, glow[1]), (1, glow[2])))
    web = QPainterPath()
    for i in range(12):
        a = math.tau * i / 12
        web.moveTo(x + math.cos(a) * r * 0.3, y + math.sin(a) * r * 0.3)
        web.lineTo(x + math.cos(a) * r, y + math.sin(a) * r)
        b = a + math.tau / 24
        web.addEllipse(QPointF(x + math.cos(b) * r * 0.78, y + math.sin(b) * r * 0.78), r * 0.17, r * 0.17)
    web.addEllipse(QPointF(x, y), r * 0.3, r * 0.3)
    stroke(p, web, pen(rgba(dark, 0.8), 2.2))
    p.setPen(Qt.PenStyle.NoPen)
