"""Lanterns in lacquer: afloat on a river, and silk ones on strings overhead."""

import math
import random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, lin, mix, pen, poly, rad, rgba, stroke
from app.cards.motifs.lacquer_town import Tones


def afloat(q: QPainter, water: QRectF, x0: float, r: float, art: Art, silks: list[Tones], rng: random.Random) -> None:
    """Paper lotus lamps set on the river, each with its light under it."""
    taken: list[tuple[float, float, float]] = []
    for _ in range(70):
        d = rng.random()
        x = rng.uniform(water.left() + r * 0.26, water.right() - r * 0.26)
        y = water.top() + r * (0.10 + 2.6 * d * d)
        size = r * (0.024 + 0.060 * d * d)
        clear = not any(zone.adjusted(-50, -40, 50, 50).contains(x, y) for zone in art.calm)
        clear = clear and y < water.bottom() - size * 3 and (abs(x - x0) > r or y > water.top() + r * 0.62)
        if clear and all(math.hypot(x - a, (y - b) * 2.2) > 3.4 * (size + c) for a, b, c in taken) and len(taken) < 26:
            taken.append((x, y, size))
    for x, y, size in sorted(taken, key=lambda lamp: lamp[1]):
        _lamp(q, x, y, size, rng.choice(silks))


def _lamp(q: QPainter, x: float, y: float, s: float, silk: Tones) -> None:
    light, middle, deep = silk
    fill_ellipse(
        q,
        x,
        y - s,
        s * 4.5,
        s * 4.5,
        rad(x, y - s, s * 4.5, (0, rgba(light, 0.42)), (0.4, rgba(middle, 0.14)), (1, rgba(middle, 0))),
    )
    for i in range(6):
        fill_ellipse(
            q,
            x + math.sin(i * 2.1) * s * 0.24,
            y + s * (0.75 + i * 0.62),
            s * (0.85 - i * 0.10),
            s * 0.10,
            rgba(light, 0.50 - i * 0.075),
        )
    for turn in (-56, 56, -30, 30, 0):
        q.save()
        q.translate(x, y + s * 0.35)
        q.rotate(turn)
        petal = QPainterPath()
        petal.cubicTo(-s * 0.7, -s * 0.4, -s * 0.45, -s * 1.05, 0, -s * 1.35)
        petal.cubicTo(s * 0.45, -s * 1.05, s * 0.7, -s * 0.4, 0, 0)
        q.fillPath(petal, lin(0, 0, 0, -s * 1.35, (0, light), (0.5, middle), (1, deep)))
        q.restore()


def strings(
    q: QPainter, sky: QRectF, disc: QPointF, r: float, silks: list[Tones], gold: str, rng: random.Random
) -> None:
    """Two cords of silk lanterns, sagging in from the upper corners."""
    drop = sky.height()
    for side in (-1, 1):
        edge = sky.left() if side < 0 else sky.right()
        reach = min(sky.width() * 0.40, abs(edge - disc.x()) * 0.78)
        cord = QPainterPath(QPointF(edge + side * 30, sky.top() + drop * 0.20))
        cord.quadTo(edge - side * reach * 0.45, sky.top() + drop * 0.26, edge - side * reach, sky.top() - 20)
        stroke(q, cord, pen(rgba(gold, 0.45), 1.6))
        for i, t in enumerate((0.16, 0.40, 0.64, 0.86)):
            at = cord.pointAtPercent(t)
            size = min(r * 0.20, drop * 0.085) * rng.uniform(0.82, 1.12)
            _lantern(
                q,
                at.x(),
                at.y(),
                size,
                rng.uniform(0.4, 1.0) * size,
                silks[(i + (side > 0)) % len(silks)],
                gold,
                (i * 2 + (side > 0)) % 3,
            )


def _lantern(q: QPainter, x: float, y: float, r: float, cord: float, silk: Tones, gold: str, shape: int) -> None:
    """A silk lantern: a globe, a garlic bulb or a drop."""
    light, middle, deep = silk
    q.save()
    q.translate(x, y)
    stroke(q, poly([(0, 0), (0, cord)], close=False), pen(rgba(gold, 0.6), 1.4))
    q.translate(0, cord + r)
    fill_ellipse(
        q,
        0,
        0,
        r * 2.7,
        r * 2.7,
        rad(0, 0, r * 2.7, (0, rgba(middle, 0.46)), (0.5, rgba(middle, 0.12)), (1, rgba(middle, 0))),
    )
    wide, tall, low = ((1.0, 0.92, 0.0), (1.04, 0.80, 0.10), (0.80, 1.10, 0.22))[shape]
    body = QPainterPath(QPointF(0, -r * tall))
    body.cubicTo(r * wide * 0.9, -r * tall, r * wide * 1.16, r * (low - 0.3), r * wide * 0.62, r * (0.52 + low * 0.6))
    body.quadTo(r * 0.3, r * tall, 0, r * tall)
    body.quadTo(-r * 0.3, r * tall, -r * wide * 0.62, r * (0.52 + low * 0.6))
    body.cubicTo(-r * wide * 1.16, r * (low - 0.3), -r * wide * 0.9, -r * tall, 0, -r * tall)
    q.fillPath(
        body, rad(0, r * 0.10, r * 1.15, (0, mix(light, "#ffffff", 0.35)), (0.30, light), (0.68, middle), (1, deep))
    )
    q.save()
    q.setClipPath(body, Qt.ClipOperation.IntersectClip)
    for t in (0.28, 0.62, 0.90):
        stroke(q, ellipse(0, 0, r * wide * t, r * tall * 1.04), pen(rgba(mix(deep, "#000000", 0.3), 0.55), r * 0.035))
    q.restore()
    for top in (-tall - 0.10, tall - 0.06):
        q.fillRect(QRectF(-r * 0.24, r * top, r * 0.48, r * 0.15), mix(gold, "#000000", 0.2))
    for i in range(7):
        stroke(
            q,
            poly([((i - 3) * r * 0.035, r * (tall + 0.08)), ((i - 3) * r * 0.06, r * (tall + 0.62))], close=False),
            pen(mix(deep, middle, i / 6), r * 0.03),
        )
    q.restore()
