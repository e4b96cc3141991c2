"""A card's border of cut paper: a scalloped inner edge, rows of pierced petals, a pierced fan in each corner."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, lin, mix
from app.cards.motifs.zodiac_cuts import drop
from app.cards.papercut import sheet


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tint: str = "@border",
    shade: str = "@shade",
    width: float = 46.0,
    scallop: float = 30.0,
    fan: float = 132.0,
) -> None:
    """width: of the band; scallop: how wide one is, fitted to the sides; fan: the corners' radius."""
    p.setClipRect(rect)
    body = _band(rect, width, scallop)
    for x, y in ((0, 0), (1, 0), (1, 1), (0, 1)):
        corner = (rect.left() + x * rect.width(), rect.top() + y * rect.height())
        body = body.united(_rosette(*corner, fan).intersected(_box(rect)))
    holes = _row(rect, width, fan)
    for i, (x, y) in enumerate(((0, 0), (1, 0), (1, 1), (0, 1))):
        holes.addPath(_fan(rect.left() + x * rect.width(), rect.top() + y * rect.height(), fan, i * 90))
    path = body.subtracted(holes)
    ink = art.color(tint)
    fill = lin(0, rect.top(), 0, rect.bottom(), (0, mix(ink, "#ffffff", 0.06)), (1, mix(ink, "#000000", 0.07)))
    sheet(p, path, QBrush(fill), mix(ink, "#ffffff", 0.4), art.color(shade), depth=0.62, strength=0.5)


def _box(rect: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRect(rect)
    return path


def _band(rect: QRectF, width: float, scallop: float) -> QPainterPath:
    """The frame; half circles stand on its inner edge."""
    inner = rect.adjusted(width, width, -width, -width)
    path = _box(rect).subtracted(_box(inner))
    edge = QPainterPath()
    edge.setFillRule(Qt.FillRule.WindingFill)
    for across, length in ((True, inner.width()), (False, inner.height())):
        count = max(1, round(length / scallop))
        step = length / count
        for i in range(count):
            t = (i + 0.5) * step
            for far in (False, True):
                x = inner.left() + t if across else (inner.right() if far else inner.left())
                y = inner.top() + t if not across else (inner.bottom() if far else inner.top())
                edge.addEllipse(QPointF(x, y), step * 0.46, step * 0.46)
    return path.united(edge)


def _row(rect: QRectF, width: float, fan: float) -> QPainterPath:
    """Pierced along the band: four petals and a dot by turns."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    r = width * 0.24
    for across, length in ((True, rect.width() - 2 * fan), (False, rect.height() - 2 * fan)):
        count = max(1, round(length / (width * 0.78)))
        count += 1 - count % 2  # petals at both ends
        for i in range(count):
            t = fan + (i + 0.5) * length / count
            for far in (False, True):
                x = rect.left() + t if across else (rect.right() - width / 2 if far else rect.left() + width / 2)
                y = rect.top() + t if not across else (rect.bottom() - width / 2 if far else rect.top() + width / 2)
                if i % 2:
                    path.addPath(ellipse(x, y, r * 0.3))
                else:
                    for a in range(4):
                        c, s = math.cos(a * math.pi / 2), math.sin(a * math.pi / 2)
                        path.addPath(drop((x + c * r * 1.3, y + s * r * 1.3), (x + c * r * 0.2, y + s * r * 0.2), r * 0.72))
    return path


def _rosette(x: float, y: float, r: float) -> QPainterPath:
    """A quarter shows of it: scallops around a corner."""
    path, reach = ellipse(x, y, r * 0.9), r * 0.105
    for i in range(28):
        a = math.tau * (i + 0.5) / 28
        path = path.united(ellipse(x + math.cos(a) * r * 0.89, y + math.sin(a) * r * 0.89, reach))
    return path


def _fan(x: float, y: float, r: float, turn: float) -> QPainterPath:
    """Petals that spread from a corner, under an arc of dots."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for i in range(5):
        a = math.radians(turn + 9 + 18 * i)
        ends = [(x + math.cos(a) * r * f, y + math.sin(a) * r * f) for f in (0.36, 0.76)]
        path.addPath(drop(ends[1], ends[0], r * 0.155))
    for i in range(4):
        a = math.radians(turn + 18 + 18 * i)
        path.addPath(ellipse(x + math.cos(a) * r * 0.80, y + math.sin(a) * r * 0.80, r * 0.026))
    for i in range(3):
        a = math.radians(turn + 18 + 27 * i)
        path.addPath(drop((x + math.cos(a) * r * 0.30, y + math.sin(a) * r * 0.30), (x + math.cos(a) * r * 0.14, y + math.sin(a) * r * 0.14), r * 0.09))
    return path


KINDS = {"pierced_border": draw}
