"""The fruits of a Southern mâm ngũ quả in cut paper: papaya, coconut, custard apple, mango, figs, and leaves."""

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.kit import fill_ellipse, lin, mix, pen, poly, rgba, smooth, stroke

Paint = Callable[[QPainter], None]


def _crescent(q: QPainter, path: QPainterPath, dx: float, dy: float, tone: QColor) -> None:
    """What of the shape is left when its like is moved over it."""
    q.fillPath(path.subtracted(path.translated(dx, dy)), tone)


def draw_leaf(q: QPainter, tones: list[QColor]) -> None:
    blade = QPainterPath(QPointF(0, 60))
    blade.cubicTo(-46, 10, -34, -70, 0, -120)
    blade.cubicTo(34, -70, 46, 10, 0, 60)
    q.fillPath(blade, tones[1])
    half = QPainterPath(QPointF(0, 60))
    half.cubicTo(46, 10, 34, -70, 0, -120)
    half.closeSubpath()
    q.fillPath(half, tones[0])
    q.save()
    q.setClipPath(blade, Qt.ClipOperation.IntersectClip)
    for i in range(6):
        y = 36 - i * 24
        for side in (-1, 1):
            stroke(q, poly([(0, y), (side * 24, y - 22)], False), pen(rgba(tones[2], 0.55), 2.2))
    q.restore()
    stroke(q, poly([(0, 64), (0, -108)], False), pen(tones[2], 3.4))


def draw_papaya(q: QPainter, tones: list[QColor]) -> None:
    body = [(0, -128), (22, -122), (38, -92), (58, -30), (68, 34), (54, 92), (22, 126), (0, 132)]
    path = smooth([*body, *[(-x, y) for x, y in reversed(body[1:-1])]])
    q.fillPath(path, tones[1])
    _crescent(q, path, -26, -10, tones[0])
    _crescent(q, path, 36, 4, tones[2])
    for x, a in ((-16, 0.5), (14, 0.4)):
        rib = QPainterPath(QPointF(x * 0.3, -112))
        rib.cubicTo(x * 1.4, -40, x * 1.9, 50, x * 0.6, 122)
        stroke(q, rib, pen(rgba(tones[0], a), 3))
    fill_ellipse(q, 0, -128, 11, 8, mix(tones[0], "#3a5a20", 0.7))


def draw_coconut(q: QPainter, tones: list[QColor]) -> None:
    path = smooth(
        [(0, -84), (48, -74), (82, -30), (84, 24), (58, 70), (0, 90), (-58, 70), (-84, 24), (-82, -30), (-48, -74)]
    )
    q.fillPath(path, tones[1])
    _crescent(q, path, -24, -18, tones[0])
    _crescent(q, path, 30, 20, tones[2])
    for i in (-1, 0, 1):
        line = QPainterPath(QPointF(i * 12, -70))
        line.cubicTo(i * 52, -30, i * 56, 30, i * 26, 80)
        stroke(q, line, pen(rgba(tones[0], 0.55), 3))
    for turn in (-64, 64, 0):
        q.save()
        q.translate(0, -76)
        q.rotate(turn)
        q.fillPath(
            smooth([(0, 26), (-24, 8), (-20, -12), (0, -18), (20, -12), (24, 8)]),
            mix(tones[0], "#8a6a34", 0.45 if turn else 0.62),
        )
        q.restore()
    q.fillRect(QRectF(-6, -98, 12, 18), mix(tones[0], "#6a4a24", 0.7))


def draw_custard(q: QPainter, tones: list[QColor]) -> None:
    path = smooth(
        [(0, -78), (44, -76), (78, -36), (80, 16), (54, 64), (0, 88), (-54, 64), (-80, 16), (-78, -36), (-44, -76)]
    )
    for i in range(22):
        a = math.tau * i / 22
        r = 82 - 6 * math.sin(a)
        fill_ellipse(q, math.cos(a) * r * 0.98, 4 + math.sin(a) * r, 13, 13, tones[0])
    q.fillPath(path, tones[0])
    for row in range(7):
        y = -66 + row * 23
        reach = 74 * math.sqrt(max(0.0, 1 - ((y - 4) / 90) ** 2))
        count = max(2, round(reach / 13))
        for i in range(count):
            x = (i - (count - 1) / 2) * 2 * reach / count
            t = (x + 80) / 160
            tone = mix(tones[2], tones[1], min(1.0, t * 1.5)) if t < 0.66 else mix(tones[1], tones[0], (t - 0.66) * 1.6)
            w = reach / count * 0.94
            q.fillPath(smooth([(x, y - 13), (x + w, y), (x, y + 14), (x - w, y)]), tone)
    stroke(q, poly([(0, -76), (4, -98)], False), pen(mix(tones[0], "#5a4020", 0.6), 8))


def draw_mango(q: QPainter, tones: list[QColor]) -> None:
    path = smooth(
        [(-78, 6), (-66, -30), (-22, -52), (36, -48), (76, -22), (88, 10), (66, 30), (20, 46), (-34, 46), (-68, 32)]
    )
    q.fillPath(path, lin(-80, 0, 88, 0, (0, tones[1]), (0.6, tones[1]), (1, mix(tones[1], "#e0603a", 0.35))))
    _crescent(q, path, -12, -20, tones[0])
    _crescent(q, path, 14, 20, tones[2])
    stroke(q, poly([(-76, 0), (-92, -8)], False), pen(mix(tones[0], "#5a4020", 0.6), 7))


def draw_fig(q: QPainter, tones: list[QColor]) -> None:
    path = smooth([(0, -30), (9, -20), (26, 2), (20, 22), (0, 30), (-20, 22), (-26, 2), (-9, -20)])
    q.fillPath(path, tones[1])
    _crescent(q, path, -8, -8, tones[0])
    _crescent(q, path, 10, 6, tones[2])
    fill_ellipse(q, 0, 24, 5, 3.4, tones[0])
    stroke(q, poly([(0, -28), (2, -38)], False), pen(tones[0], 4))
