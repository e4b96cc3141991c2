"""Chim Lạc as cast on the drums of Đông Sơn, flying free."""

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.goldline import line
from app.cards.kit import ellipse, lin, many, poly, rgba, shadow, smooth

FLIGHT = (0.30, 0.79, 0.58, -28.0, 0.53, 0.46, 0.46, -31.0, 0.77, 0.19, 0.36, -34.0)
LONG = 384.0  # of a bird, bill to tail


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    metal: str = "@foil",
    tones: str = "@bird",
    shade: str = "@shade",
    birds: tuple[float, ...] = FLIGHT,
) -> None:
    """birds: x, y and length of each in fractions of the rectangle, and its turn. tones: lit, body."""
    rng, foil = art.rng(811), art.foil(metal)
    p.setClipRect(rect)
    for i in range(0, len(birds), 4):
        size = birds[i + 2] * rect.width() / LONG
        turn = QTransform()
        turn.translate(rect.left() + birds[i] * rect.width(), rect.top() + birds[i + 1] * rect.height())
        turn.rotate(birds[i + 3] + rng.uniform(-3, 3))
        turn.scale(size, size)
        body, marks = (turn.map(path) for path in bird())
        shadow(p, body, 0, 10 * size, 12 * size + 2, rgba(art.color(shade), 0.6))
        box = body.boundingRect()
        blend = lin(box.left(), box.top(), box.right(), box.bottom(), (0, art.color(tones)), (1, art.color(tones, 1)))
        p.fillPath(body, blend)
        line(p, marks, foil, max(0.9, 1.7 * size), opacity=0.9)
        line(p, body, foil, max(1.3, 3.0 * size), press=art.color(shade), light=rgba("#ffffff", 0.2))


def bird() -> tuple[QPainterPath, QPainterPath]:
    """Outline and engraved lines, flying right: tail at -196, bill at 188."""
    parts = [
        smooth([(64, -14), (40, -24), (0, -22), (-44, -10), (-72, 2), (-50, 14), (-6, 20), (36, 14), (62, 2)]),
        smooth([(36, -20), (64, -30), (92, -40), (112, -42), (122, -32), (116, -18), (98, -12), (74, -4), (44, 10)]),
        poly([(113, -41), (150, -37), (188, -26), (150, -23), (114, -18)]),
        _curved((100, -38), (84, -62), (34, -72), (2, -60), (40, -58), (76, -46), (88, -30)),
        _curved((46, -18), (10, -66), (-40, -112), (-104, -136), (-76, -100), (-62, -54), (-46, -8)),
        _curved((40, 10), (12, 40), (-28, 72), (-82, 92), (-62, 64), (-50, 38), (-42, 6)),
        poly([(-56, -4), (-182, -36), (-196, -2), (-186, 34), (-56, 12)]),
    ]
    whole = many()
    for part in parts:
        whole = whole.united(part)
    marks = QPainterPath()
    for radius in (9.5, 5.6, 1.8):
        marks.addPath(ellipse(106, -29, radius))
    strokes = [[(117, -30), (150, -30), (176, -26.5)], [(92, -40), (60, -56), (20, -62)]]
    for t in (0.14, 0.30, 0.46, 0.62, 0.78, 0.92):  # quills of both wings, from the shoulder back
        strokes.append([(44 - 86 * t, -18 + 6 * t), (4 - 66 * t, -58 + 18 * t), (-92 + 22 * t, -130 + 70 * t)])
        strokes.append([(38 - 76 * t, 10 - 2 * t), (2 - 46 * t, 42 - 8 * t), (-72 + 16 * t, 87 - 42 * t)])
    for t in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):  # the tail's ribs
        strokes.append([(-58, -2 + 12 * t), (-120, -17 + 36 * t), (-184 - 8 * math.sin(math.pi * t), -32 + 63 * t)])
    strokes += [[(-150, -25), (-157, -1), (-151, 28)], [(-160, -27), (-168, -1), (-161, 30)]]
    strokes += [[(46 + 9 * i, -20 - 4.2 * i), (50 + 9 * i, -6 - 4.2 * i), (52 + 9 * i, 4 - 4.6 * i)] for i in range(5)]
    for points in strokes:
        marks.addPath(smooth(points, False))
    for i in range(6):
        marks.addPath(ellipse(30 - 14 * i, -4 + 1.4 * i, 4.2))
        marks.addPath(ellipse(30 - 14 * i, -4 + 1.4 * i, 1.0))
    return whole, marks


def _curved(*points: tuple[float, float]) -> QPainterPath:
    """Two cubics out and back, closed by a straight line."""
    path = QPainterPath(QPointF(*points[0]))
    path.cubicTo(*points[1], *points[2], *points[3])
    path.cubicTo(*points[4], *points[5], *points[6])
    path.closeSubpath()
    return path


KINDS = {"lac_birds": draw}
