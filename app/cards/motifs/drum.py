"""The face of a Đông Sơn drum as a quiet disc: star, rings of ornament, Lạc birds, a rim of foil."""

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, lin, pen, rad, rgba, shadow

RIM = 0.42  # radius in rectangle widths; the rest is room for the shadow
RINGS = (
    (0.315, 2.2), (0.345, 1), (0.41, 1), (0.425, 1.6), (0.50, 1), (0.515, 1.6), (0.66, 1.6), (0.675, 1),
    (0.74, 1), (0.755, 2), (0.83, 1), (0.90, 1), (0.985, 3), (1.0, 1.2),
)  # fmt: skip


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@disc",
    line: str = "@line",
    metal: str = "@foil",
    shade: str = "@shade",
    opacity: float = 0.30,
    calm: float = 0.8,
) -> None:
    """calm: how far out of the centre the ornament is hushed for lettering, in radii."""
    c, r = rect.center(), min(rect.width(), rect.height()) * RIM
    disc, ramp = ellipse(c.x(), c.y(), r), art.ramp(tones)
    shadow(p, disc, 0, r * 0.028, r * 0.072, rgba(art.color(shade), 0.62))
    p.fillPath(disc, rad(c.x(), c.y() - r * 0.2, r * 1.2, (0, ramp[0]), (0.6, ramp[1]), (1, ramp[2])))
    p.save()
    p.translate(c)
    p.setOpacity(opacity)
    _ornament(p, r * 0.955, art.color(line), r / 362)
    p.restore()
    quiet = art.color(tones, 1)
    p.fillPath(disc, rad(c.x(), c.y(), r * calm, (0, rgba(quiet, 0.86)), (0.6, rgba(quiet, 0.62)), (1, rgba(quiet, 0))))
    _rim(p, c, r, art.foil(metal))


def _rim(p: QPainter, c: QPointF, r: float, metal: object) -> None:
    width = r * 0.017
    ring = ellipse(c.x(), c.y(), r) - ellipse(c.x(), c.y(), r - width)
    shadow(p, ring, 0, r * 0.008, r * 0.012, rgba("#000000", 0.4))
    p.fillPath(ring.translated(0, 1), QColor("#4a2a05"))
    p.fillPath(ring, metal)
    p.setPen(pen(lin(0, c.y() - r, 0, c.y() + r, (0, rgba("#fff8dc", 0.9)), (0.4, rgba("#fff8dc", 0))), 0.9))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawEllipse(c, r - 0.6, r - 0.6)


def _ornament(p: QPainter, r: float, ink: QColor, unit: float) -> None:
    p.fillPath(_star(r, 14), ink)
    p.setBrush(Qt.BrushStyle.NoBrush)
    for radius, width in RINGS:
        p.setPen(pen(ink, width * unit))
        p.drawEllipse(QPointF(0, 0), r * radius, r * radius)
    p.setPen(pen(ink, 1.4 * unit))
    dot, tangent, zigzag, bird = _dot(r), _lines((0, -0.033, 0, 0.033), r), _zigzag(r), _bird(r * 0.060)
    for radius, count in ((0.378, 40), (0.707, 76), (0.865, 92)):
        _around(p, r * radius, count, lambda: p.drawPath(dot))
    _around(p, r * 0.2, 14, lambda: p.drawPath(_chevrons(r)), 0.5)
    _around(p, r * 0.4625, 90, lambda: p.drawPath(tangent))
    _around(p, r * 0.79, 84, lambda: p.drawPath(zigzag))
    _around(p, r * 0.94, 120, lambda: p.drawPath(_lines((0, -0.03, 0.02, 0.03), r)))
    _around(p, r * 0.588, 18, lambda: p.fillPath(bird, ink))


def _around(p: QPainter, r: float, count: int, paint: Callable[[], None], phase: float = 0.0) -> None:
    for i in range(count):
        p.save()
        p.rotate(360 / count * (i + phase))
        p.translate(0, -r)
        paint()
        p.restore()


def _star(r: float, points: int) -> QPainterPath:
    path = QPainterPath()
    for i in range(points * 2):
        a, reach = math.pi * i / points, r * (0.30 if i % 2 == 0 else 0.105)
        tip = QPointF(math.sin(a) * reach, -math.cos(a) * reach)
        path.lineTo(tip) if i else path.moveTo(tip)
    path.closeSubpath()
    return path


def _chevrons(r: float) -> QPainterPath:
    path = QPainterPath()
    for k in range(3):
        half, top = r * (0.045 - 0.012 * k), -r * (0.075 - 0.03 * k)
        path.moveTo(-half, top)
        path.lineTo(0, 0)
        path.lineTo(half, top)
    return path


def _dot(r: float) -> QPainterPath:
    path = ellipse(0, 0, r * 0.021)
    path.addEllipse(QPointF(0, 0), r * 0.007, r * 0.007)
    return path


def _lines(ends: tuple[float, float, float, float], r: float) -> QPainterPath:
    path = QPainterPath(QPointF(ends[0] * r, ends[1] * r))
    path.lineTo(ends[2] * r, ends[3] * r)
    return path


def _zigzag(r: float) -> QPainterPath:
    path = QPainterPath(QPointF(-r * 0.028, r * 0.03))
    path.lineTo(0, -r * 0.03)
    path.lineTo(r * 0.028, r * 0.03)
    return path


def _bird(s: float) -> QPainterPath:
    """A Lạc bird in flight, about 3.5 s long, facing right."""
    body = QPainterPath(QPointF(-2.0 * s, 0.10 * s))
    body.cubicTo(-1.1 * s, -0.25 * s, -0.6 * s, -0.35 * s, 0, -0.30 * s)
    body.cubicTo(0.35 * s, -0.75 * s, 0.9 * s, -0.72 * s, 1.5 * s, -0.42 * s)
    body.lineTo(0.95 * s, -0.33 * s)
    body.cubicTo(0.7 * s, -0.1 * s, 0.55 * s, 0.25 * s, 0, 0.42 * s)
    body.cubicTo(-0.3 * s, 0.5 * s, -0.5 * s, 0.42 * s, -0.9 * s, 0.55 * s)
    body.lineTo(-0.75 * s, 0.28 * s)
    body.lineTo(-1.6 * s, 0.42 * s)
    body.closeSubpath()
    wing = QPainterPath(QPointF(-0.1 * s, -0.2 * s))
    wing.cubicTo(-0.4 * s, -0.9 * s, -0.9 * s, -1.0 * s, -1.2 * s, -1.0 * s)
    wing.cubicTo(-1.0 * s, -0.6 * s, -0.8 * s, -0.3 * s, -0.6 * s, -0.15 * s)
    wing.closeSubpath()
    return body.united(wing)


KINDS = {"drum": draw}
