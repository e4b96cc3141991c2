"""Leaves and baby's breath for a vase of flowers, in soft light."""

import math
import random

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.kit import catmull, fill_ellipse, lin, mix, pen, rad, rgba, ribbon


def _leaf(length: float, width: float) -> QPainterPath:
    path = QPainterPath()
    path.cubicTo(length * 0.3, -width, length * 0.75, -width * 0.8, length, 0)
    path.cubicTo(length * 0.75, width * 0.8, length * 0.3, width, 0, 0)
    return path


def _one_leaf(
    p: QPainter, x: float, y: float, turn: float, length: float, greens: tuple[QColor, ...], t: float
) -> None:
    light, mid, dark = greens
    p.save()
    p.translate(x, y)
    p.rotate(turn)
    leaf = _leaf(length, length * 0.25)
    p.fillPath(
        leaf,
        lin(
            0,
            -length * 0.22,
            0,
            length * 0.22,
            (0, mix(mid, light, t)),
            (0.5, mix(mid, dark, 0.2)),
            (0.52, mix(mid, dark, 0.5)),
            (1, mix(dark, mid, t * 0.6)),
        ),
    )
    p.setPen(pen(rgba(light, 0.5), 1.1))
    p.drawLine(QPointF(0, 0), QPointF(length * 0.92, 0))
    p.restore()


def foliage(p: QPainter, greens: tuple[QColor, ...], rng: random.Random) -> None:
    fill_ellipse(p, 200, 232, 118, 112, rad(200, 220, 130, (0, greens[2]), (0.8, greens[2]), (1, rgba(greens[2], 0.0))))
    for i in range(15):
        a = math.radians(-196 + 212 * i / 14 + rng.uniform(-5, 5))
        length = rng.uniform(178, 212) * (1 if abs(math.cos(a)) < 0.75 else 0.88)
        tip = (200 + math.cos(a) * length, 236 + math.sin(a) * length * 1.0)
        line = catmull([(200, 290), (200 + math.cos(a) * length * 0.5, 240 + math.sin(a) * length * 0.6), tip], 10)
        p.fillPath(ribbon(line, line[:, 0] * 0 + 1.6), mix(greens[1], greens[2], 0.5))
        turn = math.degrees(a)
        for k, side in ((0.66, -1), (0.66, 1), (0.84, -1), (0.84, 1)):
            x, y = line[int(k * (len(line) - 1))]
            _one_leaf(
                p,
                float(x),
                float(y),
                turn + side * 48 + rng.uniform(-8, 8),
                rng.uniform(34, 44),
                greens,
                rng.random() * 0.6,
            )
        _one_leaf(p, *tip, turn, rng.uniform(30, 40), greens, rng.random() * 0.7)


def breath(p: QPainter, white: QColor, greens: tuple[QColor, ...], rng: random.Random) -> None:
    for i in range(11):
        a = math.radians(-176 + 172 * i / 10 + rng.uniform(-7, 7))
        x, y = 200 + math.cos(a) * rng.uniform(166, 192), 226 + math.sin(a) * rng.uniform(168, 204)
        for _ in range(11):
            u, v = x + rng.gauss(0, 13), y + rng.gauss(0, 13)
            p.setPen(pen(rgba(greens[0], 0.6), 0.9))
            p.drawLine(QPointF(u, v), QPointF((u + 200) / 2 + (x - 200) * 0.3, (v + 260) / 2 - 30))
            fill_ellipse(
                p, u, v, rng.uniform(2.6, 4.6), rng.uniform(2.6, 4.6), mix(white, greens[0], rng.uniform(0, 0.18))
            )


def leaves_over_rim(p: QPainter, greens: tuple[QColor, ...], rng: random.Random) -> None:
    for x, turn in ((160, 152), (178, 118), (224, 62), (244, 30), (200, 92)):
        _one_leaf(p, x, 306, turn + rng.uniform(-6, 6), rng.uniform(52, 66), greens, rng.random() * 0.5)
