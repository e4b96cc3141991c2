"""Small die-cut stickers: star, heart, flower, donut, balloon, cake, bolt."""

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.kit import ellipse, fill_ellipse, lin, mix, pen, poly, rgba, smooth, stroke

Colors = list[QColor]


def _eyes(q: QPainter, y: float, ink: QColor, wide: float = 13.0) -> None:
    for side in (-1, 1):
        fill_ellipse(q, side * wide, y, 3.6, 4.4, ink)
        fill_ellipse(q, side * (wide + 9), y + 8, 5.5, 3.4, rgba("#ff7f96", 0.6))
    mouth = QPainterPath(QPointF(-5, y + 5))
    mouth.quadTo(0, y + 11, 5, y + 5)
    stroke(q, mouth, pen(ink, 2.6))


def _done(q: QPainter, path: QPainterPath, tint: QColor, ink: QColor) -> None:
    box = path.boundingRect()
    q.fillPath(path, lin(0, box.top(), 0, box.bottom(), (0, mix(tint, "#ffffff", 0.22)), (1, tint)))
    stroke(q, path, pen(ink, 3.6))


def _star(q: QPainter, colors: Colors, ink: QColor) -> None:
    points = []
    for i in range(10):
        a, r = math.pi * i / 5, 54 if i % 2 == 0 else 34
        points.append((math.sin(a) * r, 4 - math.cos(a) * r))
    _done(q, smooth(points), colors[0], ink)
    _eyes(q, 2, ink)


def _heart(q: QPainter, colors: Colors, ink: QColor) -> None:
    path = QPainterPath(QPointF(0, 48))
    path.cubicTo(-92, -8, -50, -72, 0, -26)
    path.cubicTo(50, -72, 92, -8, 0, 48)
    _done(q, path, colors[0], ink)
    fill_ellipse(q, -30, -24, 11, 6.5, rgba("#ffffff", 0.8))
    _eyes(q, -2, ink)


def _flower(q: QPainter, colors: Colors, ink: QColor) -> None:
    petals = QPainterPath()
    for i in range(8):
        a = math.tau * i / 8
        petals = petals.united(ellipse(math.cos(a) * 33, math.sin(a) * 33, 18))
    _done(q, petals.united(ellipse(0, 0, 30)), QColor("#ffffff"), ink)
    _done(q, ellipse(0, 0, 25), QColor("#ffd35c"), ink)
    _eyes(q, -4, ink, 8)


def _donut(q: QPainter, colors: Colors, ink: QColor) -> None:
    ring = ellipse(0, 0, 54).subtracted(ellipse(0, 0, 17))
    _done(q, ring, QColor("#e8b478"), ink)
    rim = [(math.cos(a) * r, math.sin(a) * r) for a, r in ((math.tau * i / 14, 46 if i % 2 else 51) for i in range(14))]
    icing = smooth(rim).subtracted(ellipse(0, 0, 20))
    q.fillPath(icing, colors[0])
    stroke(q, icing, pen(ink, 2.4))
    for i in range(16):
        q.save()
        q.rotate(i * 22.5 + (i % 3) * 6)
        q.translate(28 + (i * 7) % 14, 0)
        q.rotate(i * 53)
        stroke(q, poly([(-4, 0), (4, 0)], close=False), pen(colors[1 + i % (len(colors) - 1)], 4.2))
        q.restore()


def _balloon(q: QPainter, colors: Colors, ink: QColor) -> None:
    stroke(q, smooth([(0, 30), (7, 44), (-5, 56), (3, 70)], close=False), pen(ink, 3))
    body = QPainterPath(QPointF(0, -66))
    body.cubicTo(30, -66, 48, -44, 48, -20)
    body.cubicTo(48, 8, 22, 26, 0, 34)
    body.cubicTo(-22, 26, -48, 8, -48, -20)
    body.cubicTo(-48, -44, -30, -66, 0, -66)
    _done(q, body, colors[0], ink)
    _done(q, poly([(-8, 42), (8, 42), (0, 31)]), colors[0], ink)
    fill_ellipse(q, -22, -42, 7, 11, rgba("#ffffff", 0.85))
    _eyes(q, -18, ink)


def _cake(q: QPainter, colors: Colors, ink: QColor) -> None:
    """A slice of strawberry sponge with one candle."""
    stick = poly([(-5, -58), (5, -58), (5, -22), (-5, -22)])
    _done(q, stick, colors[2], ink)
    flame = QPainterPath(QPointF(0, -73))
    flame.cubicTo(10, -64, 9, -57, 0, -57)
    flame.cubicTo(-9, -57, -10, -64, 0, -73)
    q.fillPath(flame, QColor("#ffb52e"))
    stroke(q, flame, pen(ink, 2.4))
    _done(q, poly([(-54, 0), (54, -10), (54, 54), (-54, 60)]), QColor("#ffe6b4"), ink)
    q.fillPath(poly([(-52, 24), (52, 16), (52, 30), (-52, 38)]), QColor("#fffaf0"))
    for x in (-34, -8, 18, 40):
        fill_ellipse(q, x, 30 - x * 0.08, 7, 6, "#f0525f")
    top = [
        (-56, 4),
        (-54, -20),
        (0, -32),
        (54, -26),
        (57, -4),
        (44, 8),
        (30, -2),
        (14, 12),
        (-4, 0),
        (-22, 15),
        (-40, 4),
        (-50, 12),
    ]
    _done(q, smooth(top), colors[0], ink)
    berry = QPainterPath(QPointF(30, -50))
    berry.cubicTo(52, -54, 48, -28, 32, -22)
    berry.cubicTo(16, -28, 10, -52, 30, -50)
    _done(q, berry, QColor("#f0424f"), ink)
    q.fillPath(poly([(20, -50), (26, -58), (31, -52), (37, -58), (41, -49), (31, -45)]), QColor("#5fb06a"))
    _eyes(q, 44, ink, 12)


def _bolt(q: QPainter, colors: Colors, ink: QColor) -> None:
    """Three sparks."""
    for x, y, r in ((-14, 6, 44), (36, -40, 24), (36, 44, 18)):
        points = [
            (x + math.sin(a) * d, y - math.cos(a) * d)
            for a, d in ((math.pi * i / 4, r if i % 2 == 0 else r * 0.30) for i in range(8))
        ]
        _done(q, poly(points), colors[0], ink)


PICTURES: dict[str, Callable[..., None]] = {
    "star": _star,
    "heart": _heart,
    "flower": _flower,
    "donut": _donut,
    "balloon": _balloon,
    "cake": _cake,
    "sparks": _bolt,
}
