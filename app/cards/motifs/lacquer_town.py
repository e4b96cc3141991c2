"""Old houses of Hội An lit at night, in lacquer, and the trees between."""

import random

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.cards.art import Art
from app.cards.kit import fill_ellipse, lin, mix, pen, poly, rad, rgba, stroke

Tones = tuple[str, ...]


def town(q: QPainter, sky: QRectF, x0: float, r: float, art: Art, tones: Tones, gold: str, rng: random.Random) -> None:
    """Old shop-houses on both banks, tiled roofs and lit doors, leaving the moon free. tones: wall, roof, light, tree"""
    wall, roof, light, tree = tones
    for side in (-1, 1):
        x, end = x0 + side * r * 1.22, sky.left() - 60 if side < 0 else sky.right() + 60
        while (x - end) * side < 0:
            wide, tall = r * rng.uniform(0.34, 0.58), r * rng.uniform(0.20, 0.44)
            left = x if side > 0 else x - wide
            if rng.random() < 0.28:
                _tree(q, left + wide * 0.4, sky.bottom(), r * rng.uniform(0.30, 0.46), tree, gold, rng)
            else:
                _house(q, QRectF(left, sky.bottom() - tall, wide, tall), r, wall, roof, light, gold, rng)
            x += side * wide * rng.uniform(0.92, 1.02)
    quay = QRectF(sky.left(), sky.bottom() - r * 0.035, sky.width(), r * 0.04)
    for left, right in ((sky.left(), x0 - r * 1.15), (x0 + r * 1.15, sky.right())):
        if right > left:
            q.fillRect(QRectF(left, quay.top(), right - left, quay.height()), mix(wall, "#000000", 0.35))


def _house(q: QPainter, box: QRectF, r: float, wall: str, roof: str, light: str, gold: str, rng: random.Random) -> None:
    q.fillRect(box, lin(0, box.top(), 0, box.bottom(), (0, mix(wall, "#000000", 0.25)), (1, wall)))
    rise, out = r * rng.uniform(0.12, 0.17), r * 0.045
    eaves = [
        (box.left() - out, box.top() + 1),
        (box.left() + box.width() * 0.16, box.top() - rise),
        (box.right() - box.width() * 0.16, box.top() - rise),
        (box.right() + out, box.top() + 1),
    ]
    q.fillPath(poly(eaves), lin(0, box.top() - rise, 0, box.top(), (0, roof), (1, mix(roof, "#000000", 0.45))))
    stroke(q, poly(eaves[1:3], close=False), pen(rgba(gold, 0.75), r * 0.010))
    for i in range(1, 9):
        t = i / 9
        a, b = eaves[1][0] + (eaves[2][0] - eaves[1][0]) * t, eaves[0][0] + (eaves[3][0] - eaves[0][0]) * t
        stroke(q, poly([(a, box.top() - rise), (b, box.top())], close=False), pen(rgba(gold, 0.16), r * 0.006))
    count, floors = max(2, round(box.width() / (r * 0.15))), 2 if box.height() > r * 0.30 else 1
    for floor in range(floors):
        y = box.top() + box.height() * (floor + 0.26) / floors
        for i in range(count):
            if rng.random() < 0.74:
                w, h = box.width() / count * 0.52, box.height() / floors * 0.56
                x = box.left() + (i + 0.24) * box.width() / count
                fill_ellipse(
                    q,
                    x + w / 2,
                    y + h / 2,
                    w * 1.7,
                    h * 1.3,
                    rad(x + w / 2, y + h / 2, w * 1.7, (0, rgba(light, 0.35)), (1, rgba(light, 0))),
                )
                q.fillRect(QRectF(x, y, w, h), lin(0, y, 0, y + h, (0, mix(light, "#ffffff", 0.35)), (1, light)))
                q.fillRect(QRectF(x + w * 0.46, y, w * 0.08, h), mix(wall, "#000000", 0.2))


def _tree(q: QPainter, x: float, foot: float, tall: float, tone: str, gold: str, rng: random.Random) -> None:
    stroke(
        q,
        poly([(x, foot), (x + tall * 0.05, foot - tall * 0.6)], close=False),
        pen(mix(tone, "#000000", 0.4), tall * 0.06),
    )
    for _ in range(11):
        cx, cy, r = x + rng.gauss(0, tall * 0.26), foot - tall * rng.uniform(0.55, 1.0), tall * rng.uniform(0.15, 0.24)
        fill_ellipse(
            q,
            cx,
            cy,
            r * 1.2,
            r,
            rad(
                cx - r * 0.3,
                cy - r * 0.5,
                r * 1.7,
                (0, mix(tone, gold, 0.22)),
                (0.6, tone),
                (1, mix(tone, "#000000", 0.5)),
            ),
        )
