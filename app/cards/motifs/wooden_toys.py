"""Wooden toys of a mobile: ngựa gỗ, voi, cá, trống bỏi, chong chóng, star and moon."""

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QTransform

from app.cards.kit import ellipse, fill_ellipse, mix, pen, poly, rgba, smooth, stroke
from app.cards.motifs.painted_wood import Wood


def draw_thread(p: QPainter, x0: float, y0: float, x1: float, y1: float, tint: QColor) -> None:
    line = QPainterPath(QPointF(x0, y0))
    line.lineTo(x1, y1)
    stroke(p, line, pen(rgba(tint, 0.85), 2.0))


def _star(wood: Wood, tones: list[QColor]) -> None:
    points = [(math.sin(math.pi * i / 5) * r, -math.cos(math.pi * i / 5) * r) for i, r in enumerate((52, 30) * 5)]
    wood.saw(smooth(points), tones[0])
    wood.dot(-11, -2)
    wood.dot(11, -2)
    mouth = QPainterPath(QPointF(-9, 9))
    mouth.quadTo(0, 18, 9, 9)
    stroke(wood.p, mouth, pen(mix(wood.dark, "#000000", 0.2), 3))


def _moon(wood: Wood, tones: list[QColor]) -> None:
    wood.saw(ellipse(0, 0, 48).subtracted(ellipse(22, -10, 40)), tones[0])
    wood.dot(-30, 2, 3)


def _fish(wood: Wood, tones: list[QColor]) -> None:
    wood.saw(smooth([(34, 0), (70, -30), (62, 0), (70, 30)]), tones[2])
    wood.saw(smooth([(-10, -26), (14, -46), (30, -22)]), tones[2])
    wood.saw(smooth([(-62, 2), (-30, -30), (16, -28), (46, 0), (16, 28), (-30, 30)]), tones[0])
    for x in (-14, 6, 24):
        scale = QPainterPath(QPointF(x, -20 + abs(x) * 0.2))
        scale.quadTo(x + 13, 0, x, 20 - abs(x) * 0.2)
        stroke(wood.p, scale, pen(rgba("#ffffff", 0.75), 4))
    fill_ellipse(wood.p, -40, -6, 8, 8, "#ffffff")
    wood.dot(-41, -6, 4)


def _elephant(wood: Wood, tones: list[QColor]) -> None:
    body = [(-56, 44), (-60, -4), (-40, -36), (6, -42), (24, -30), (50, -28), (62, -4), (64, 30), (76, 38), (66, 48), (50, 40),
            (46, 10), (34, 14), (34, 46), (12, 46), (10, 24), (-24, 24), (-26, 46)]  # fmt: skip
    wood.saw(smooth(body), tones[0])
    wood.saw(smooth([(8, -26), (30, -22), (34, 2), (18, 16), (4, 4)]), tones[2], 0.5)
    wood.saw(smooth([(-44, -32), (-8, -40), (-2, -10), (-24, 2), (-46, -6)]), tones[3], 0.4)
    wood.dot(46, -10)


def _horse(wood: Wood, tones: list[QColor]) -> None:
    rocker = QPainterPath(QPointF(-66, 40))
    rocker.cubicTo(-34, 74, 34, 74, 66, 40)
    rocker.lineTo(58, 34)
    rocker.cubicTo(30, 58, -30, 58, -58, 34)
    rocker.closeSubpath()
    wood.saw(poly([(-40, 52), (-30, 10), (-16, 10), (-24, 58)]), tones[0], 0.7)
    wood.saw(poly([(40, 52), (26, 10), (12, 10), (22, 58)]), tones[0], 0.7)
    wood.saw(rocker, tones[1], 0.8)
    wood.saw(smooth([(-62, -14), (-54, -30), (-40, -22), (-48, 4), (-60, 16)]), tones[2], 0.6)
    body = [
        (-46, 14),
        (-46, -14),
        (-24, -22),
        (8, -20),
        (20, -48),
        (34, -62),
        (40, -54),
        (58, -36),
        (56, -24),
        (38, -26),
        (34, 4),
        (26, 18),
        (-10, 22),
    ]
    wood.saw(smooth(body), tones[0])
    wood.saw(smooth([(8, -22), (10, -52), (28, -66), (30, -52), (20, -36), (18, -18)]), tones[2], 0.5)
    wood.saw(smooth([(-26, -24), (4, -22), (2, 4), (-22, 4)]), tones[3], 0.4)
    wood.dot(40, -42)


def _drum(wood: Wood, tones: list[QColor]) -> None:
    """Trống bỏi: a little drum on a stick, with two balls on strings."""
    stick = QPainterPath()
    stick.addRoundedRect(QRectF(-6, 10, 12, 72), 6, 6)
    wood.saw(stick, wood.timber, 0.7)
    for side in (-1, 1):
        draw_thread(wood.p, side * 38, -6, side * 62, 24, wood.dark)
        wood.bead(side * 63, 30, 9, tones[2])
    wood.saw(ellipse(0, -4, 44), tones[0])
    wood.p.fillPath(ellipse(0, -4, 34), mix("#fff3d8", wood.timber, 0.10))
    for i in range(5):
        turn = QTransform().translate(0, -4).rotate(i * 72)
        wood.p.fillPath(turn.map(smooth([(0, 0), (-9, -15), (0, -25), (9, -15)])), tones[1])
    fill_ellipse(wood.p, 0, -4, 6, 6, tones[3])


def _pinwheel(wood: Wood, tones: list[QColor]) -> None:
    """Chong chóng with four blades."""
    stick = QPainterPath()
    stick.addRoundedRect(QRectF(-4, 0, 8, 74), 4, 4)
    wood.saw(stick, wood.timber, 0.6)
    for i in range(4):
        turn = QTransform().rotate(i * 90)
        blade = QPainterPath(QPointF(0, 0))
        blade.cubicTo(-6, -24, 2, -46, 30, -46)
        blade.cubicTo(32, -26, 20, -10, 0, 0)
        wood.saw(turn.map(blade), tones[i % len(tones)], 0.5)
    wood.bead(0, 0, 8, tones[2])


SHAPES: dict[str, Callable[[Wood, list[QColor]], None]] = {
    "drum": _drum,
    "elephant": _elephant,
    "fish": _fish,
    "horse": _horse,
    "moon": _moon,
    "pinwheel": _pinwheel,
    "star": _star,
}
