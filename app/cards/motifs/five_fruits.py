"""Mâm ngũ quả of the South in cut paper: custard apple, coconut, papaya, mango and figs on a footed tray."""

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, lin, mix, pen, poly, rgba, smooth, stroke
from app.cards.papercut import figure

BOX = (600.0, 560.0)
Paint = Callable[[QPainter], None]


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    custard: str = "@custard",
    coconut: str = "@coconut",
    papaya: str = "@papaya",
    mango: str = "@mango",
    fig: str = "@fig",
    leaf: str = "@leaf",
    tray: str = "@brass",
    rim: str = "@rim",
    shade: str = "@shade",
) -> None:
    """Each fruit has three papers: shaded, its own, lit. The tray stands on the rectangle's foot."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    k = min(rect.width() / BOX[0], rect.height() / BOX[1])
    p.translate(rect.center().x() - BOX[0] * k / 2, rect.bottom() - BOX[1] * k)
    p.scale(k, k)
    rng = art.rng(41)
    edge, dark = art.color(rim), art.color(shade)

    def tones(key: str) -> list[QColor]:
        return [QColor(tone) for tone in art.ramp(key)]

    def put(x: float, y: float, r: float, turn: float, paint: Paint, depth: float = 0.8) -> None:
        p.save()
        p.translate(x + rng.uniform(-5, 5), y + rng.uniform(-4, 4))
        p.rotate(turn + rng.uniform(-5, 5))
        figure(p, QRectF(-r, -r, 2 * r, 2 * r), paint, edge, dark, depth=depth)
        p.restore()

    green = tones(leaf)
    for x, y, turn in ((250, 190, -42), (352, 178, 34), (180, 250, -66), (428, 246, 62), (300, 150, -4)):
        put(x, y, 132, turn, lambda q: _leaf(q, green))
    yellow = tones(papaya)
    put(236, 226, 150, -13, lambda q: _papaya(q, yellow))
    put(364, 222, 150, 14, lambda q: _papaya(q, yellow))
    shell = tones(coconut)
    put(142, 322, 108, -8, lambda q: _coconut(q, shell))
    scaly = tones(custard)
    put(462, 324, 104, 6, lambda q: _custard(q, scaly))
    ripe = tones(mango)
    put(298, 316, 112, -24, lambda q: _mango(q, ripe))
    _tray(p, tones(tray), edge, dark)
    put(216, 372, 104, -8, lambda q: _mango(q, ripe))
    put(378, 372, 104, 196, lambda q: _mango(q, ripe))
    figs = tones(fig)
    for x, y in ((262, 400), (334, 402), (298, 384), (280, 414), (316, 416)):
        put(x, y, 46, rng.uniform(-30, 30), lambda q: _fig(q, figs), 0.5)


def _crescent(q: QPainter, path: QPainterPath, dx: float, dy: float, tone: QColor) -> None:
    """What of the shape is left when its like is moved over it."""
    q.fillPath(path.subtracted(path.translated(dx, dy)), tone)


def _leaf(q: QPainter, tones: list[QColor]) -> None:
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


def _papaya(q: QPainter, tones: list[QColor]) -> None:
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


def _coconut(q: QPainter, tones: list[QColor]) -> None:
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


def _custard(q: QPainter, tones: list[QColor]) -> None:
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


def _mango(q: QPainter, tones: list[QColor]) -> None:
    path = smooth(
        [(-78, 6), (-66, -30), (-22, -52), (36, -48), (76, -22), (88, 10), (66, 30), (20, 46), (-34, 46), (-68, 32)]
    )
    q.fillPath(path, lin(-80, 0, 88, 0, (0, tones[1]), (0.6, tones[1]), (1, mix(tones[1], "#e0603a", 0.35))))
    _crescent(q, path, -12, -20, tones[0])
    _crescent(q, path, 14, 20, tones[2])
    stroke(q, poly([(-76, 0), (-92, -8)], False), pen(mix(tones[0], "#5a4020", 0.6), 7))


def _fig(q: QPainter, tones: list[QColor]) -> None:
    path = smooth([(0, -30), (9, -20), (26, 2), (20, 22), (0, 30), (-20, 22), (-26, 2), (-9, -20)])
    q.fillPath(path, tones[1])
    _crescent(q, path, -8, -8, tones[0])
    _crescent(q, path, 10, 6, tones[2])
    fill_ellipse(q, 0, 24, 5, 3.4, tones[0])
    stroke(q, poly([(0, -28), (2, -38)], False), pen(tones[0], 4))


def _tray(p: QPainter, tones: list[QColor], edge: QColor, dark: QColor) -> None:
    """A footed brass tray, its bowl shallow, its foot turned."""

    def foot(q: QPainter) -> None:
        left = [(-26, 0), (-22, 26), (-34, 44), (-30, 60), (-74, 92), (-118, 104), (-118, 116)]
        shape = poly([(300 + x, 428 + y) for x, y in left] + [(300 - x, 428 + y) for x, y in reversed(left)])
        q.fillPath(shape, lin(182, 0, 418, 0, (0, tones[0]), (0.3, tones[2]), (0.55, tones[1]), (1, tones[0])))
        q.fillRect(QRectF(266, 470, 68, 6), tones[0])

    def bowl(q: QPainter) -> None:
        shape = QPainterPath(QPointF(66, 384))
        shape.cubicTo(96, 430, 190, 446, 300, 446)
        shape.cubicTo(410, 446, 504, 430, 534, 384)
        shape.closeSubpath()
        q.fillPath(shape, lin(66, 0, 534, 0, (0, tones[0]), (0.28, tones[2]), (0.5, tones[1]), (1, tones[0])))
        for i in range(15):
            x = 300 + (i - 7) * 31 * (1 - abs(i - 7) * 0.012)
            y = 418 - abs(i - 7) ** 2 * 0.42
            q.fillPath(smooth([(x, y - 11), (x + 9, y), (x, y + 11), (x - 9, y)]), rgba(tones[0], 0.65))
        q.fillPath(ellipse(300, 384, 240, 9), tones[2])

    figure(p, QRectF(150, 420, 300, 132), foot, edge, dark, depth=0.8)
    figure(p, QRectF(40, 366, 520, 92), bowl, edge, dark, depth=0.8)


KINDS = {"five_fruits": draw}
