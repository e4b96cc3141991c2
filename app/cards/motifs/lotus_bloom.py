"""A white lotus as a picture: rows of veined petals round its stamens, dim towards the waterline."""

import math
import random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath

from app.cards.kit import blank, device_scale, fill_ellipse, lin, mix, pen, poly, rad, rgba, shadow, soften, stroke

SIZE = (640.0, 420.0)  # the flower's picture; its waterline at the foot, in the middle


def _petal(length: float, width: float, bend: float) -> QPainterPath:
    """Pointed, boat-shaped, its foot at the origin."""
    path = QPainterPath()
    path.cubicTo(-width * 0.62, -length * 0.12, -width * 0.92 + bend * 0.3, -length * 0.62, bend, -length)
    path.cubicTo(width * 0.92 + bend * 0.3, -length * 0.62, width * 0.62, -length * 0.12, 0, 0)
    return path


def bloom_picture(p: QPainter, petals: tuple[QColor, ...], heart: tuple[QColor, ...], rng: random.Random) -> QImage:
    """The flower as a picture, its waterline at the foot."""
    k = device_scale(p)
    image = blank(SIZE[0] * k, SIZE[1] * k)
    lit, dim, deep = petals
    with QPainter(image) as q:
        soften(q)
        q.scale(image.width() / SIZE[0], image.height() / SIZE[1])
        q.translate(SIZE[0] / 2, SIZE[1] - 26)

        def row(turns: tuple[float, ...], length: float, width: float, y: float, shadow_part: float) -> None:
            for turn in sorted(turns, key=lambda t: -abs(t)):
                q.save()
                q.translate(turn * 0.62, y + abs(turn) * 0.10)
                q.rotate(turn + rng.uniform(-2.5, 2.5))
                size = length * (1 - abs(turn) / 420) * rng.uniform(0.97, 1.03)
                _one(q, _petal(size, width, turn * 0.28), size, width, turn, lit, mix(dim, deep, shadow_part), deep)
                q.restore()

        row((-58, -34, -11, 11, 34, 58), 252, 62, -30, 0.55)
        row((-76, -46, -22, 0, 22, 46, 76), 226, 66, -22, 0.28)
        fill_ellipse(q, 0, -112, 34, 22, rad(0, -118, 36, (0, heart[0]), (0.6, heart[0]), (1, rgba(heart[0], 0.0))))
        for i in range(26):
            a = math.radians(-165 + 150 * i / 25)
            tip = (math.cos(a) * rng.uniform(34, 48), -104 + math.sin(a) * rng.uniform(30, 46))
            stroke(q, poly([(math.cos(a) * 14, -98), tip], close=False), pen(rgba(heart[1], 0.8), 1.4))
            fill_ellipse(q, *tip, 2.4, 1.7, heart[0])
        row((-88, -60, -32, 32, 60, 88), 196, 68, -12, 0.12)
        row((-46, 46), 172, 70, -6, 0.04)
        row((-97, 97), 166, 46, -16, 0.2)
        row((-66, 66), 160, 66, 6, 0.1)
        row((-21, 21, 0), 152, 78, 10, 0.0)
        row((-80, -42, 42, 80), 104, 56, 22, 0.05)
        row((-16, 16), 96, 70, 30, 0.0)
        q.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceAtop)
        q.fillRect(
            QRectF(-340, -110, 680, 140),
            lin(0, -90, 0, 16, (0, rgba(deep, 0)), (1, rgba(mix(deep, "#101820", 0.3), 0.62))),
        )
    return image


def _one(
    q: QPainter, petal: QPainterPath, length: float, width: float, turn: float, lit: QColor, dim: QColor, deep: QColor
) -> None:
    """A petal: bright at its tip, veined, its shadow on the one behind."""
    shadow(q, petal, 2, 5, 7, rgba(mix(deep, "#101820", 0.35), 0.42))
    q.fillPath(
        petal,
        lin(0, 0, turn * 0.28, -length, (0, mix(dim, deep, 0.55)), (0.42, dim), (0.80, mix(lit, dim, 0.16)), (1, lit)),
    )
    q.save()
    q.setClipPath(petal, Qt.ClipOperation.IntersectClip)
    side = lin(
        -width * 0.7, 0, width * 0.7, 0, (0, rgba("#ffffff", 0.22)), (0.5, rgba("#ffffff", 0.0)), (1, rgba(deep, 0.38))
    )
    q.fillPath(petal, side)
    for i in range(-3, 4):
        vein = QPainterPath(QPointF(i * 2.0, -6))
        vein.cubicTo(
            i * width * 0.17,
            -length * 0.3,
            i * width * 0.18 + turn * 0.1,
            -length * 0.66,
            turn * 0.28 + i * 1.5,
            -length * 0.97,
        )
        stroke(q, vein, pen(rgba(deep, 0.20 if i else 0.28), 1.0))
    q.restore()
    stroke(q, petal, pen(rgba(lit, 0.7), 1.1))
