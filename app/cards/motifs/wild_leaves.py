"""Loose watercolour greenery: blades, leaves, stems, sprigs."""

import math
import random
from collections.abc import Sequence

import numpy as np
from PySide6.QtGui import QPainterPath, QTransform

from app.cards.kit import Point, Tint, catmull, many, mix
from app.cards.pigment import Sheet, dab


def place(x: float, y: float, turn: float, tilt: float) -> QTransform:
    at = QTransform()
    at.translate(x, y)
    at.rotate(turn)
    at.scale(1, tilt)
    return at


def blade(length: float, width: float, bend: float) -> QPainterPath:
    """A pointed leaf along -y, its stalk at the origin."""
    path, b = QPainterPath(), bend * length
    path.cubicTo(-width * 0.80, -length * 0.22, -width * 0.50 + b, -length * 0.74, b, -length)
    path.cubicTo(width * 0.46 + b, -length * 0.78, width * 0.74, -length * 0.30, 0, 0)
    return path


def leaf(sheet: Sheet, root: Point, tip: Point, green: Sequence[Tint], rng: random.Random, width: float = 0.58) -> None:
    """A broad leaf, one half in shade, with ribs."""
    dx, dy = tip[0] - root[0], tip[1] - root[1]
    length, bend = math.hypot(dx, dy), rng.uniform(-0.12, 0.12)
    at = place(*root, math.degrees(math.atan2(dy, dx)) + 90, 1)
    tones = (mix(green[2], green[1], 0.3), green[1], mix(green[0], green[1], rng.random() * 0.6))
    whole = at.map(blade(length, length * width * rng.uniform(0.85, 1.1), bend))
    sheet.paint(whole, tones, (root, tip), alpha=rng.uniform(0.66, 0.92), knock=0.8, edge=0.46, drift=1.3)
    half, b = QPainterPath(), bend * length
    half.quadTo(b * 0.2, -length / 2, b, -length)
    half.cubicTo(length * width / 2 + b, -length * 0.75, length * width * 0.7, -length * 0.28, 0, 0)
    sheet.paint(at.map(half), (rng.choice((green[2], green[3])),), alpha=0.42, edge=0.25, rough=0.4, drift=0.8, soft=2)
    ribs = many()
    for k in range(1, 6):
        for s in (-1, 1):
            y = -length * k / 7
            rib = [(b * k / 7 * 0.4, y), (s * length * 0.13, y - length * 0.10), (s * length * 0.21, y - length * 0.13)]
            ribs.addPath(at.map(dab(rib, length * 0.014)))
    ribs.addPath(at.map(dab([(0, 0), (b * 0.2, -length / 2), (b * 0.92, -length * 0.94)], length * 0.02)))
    sheet.paint(ribs, (green[2],), alpha=0.38, edge=0, rough=0.2)


def stem(sheet: Sheet, points: Sequence[Point], width: float, green: Sequence[Tint]) -> np.ndarray:
    path = dab(points, width, 14, 0.1, 0.45)
    sheet.paint(
        path, (green[1], green[2]), (points[0], points[-1]), alpha=0.85, knock=0.55, edge=0.2, rough=0.2, drift=0.9
    )
    return catmull(points, 14)


def sprig(
    sheet: Sheet, points: Sequence[Point], size: float, green: Sequence[Tint], rng: random.Random, slim: bool = False
) -> None:
    """Paired small leaves along a stem."""
    line, count, groups = stem(sheet, points, size * 0.08, green), 11 if slim else 8, (many(), many())
    for i in range(count):
        t = 0.2 + 0.8 * i / (count - 1)
        j = min(len(line) - 2, int(t * (len(line) - 1)))
        along = math.degrees(math.atan2(*(line[j + 1] - line[j])[::-1])) + 90
        for side in (-1, 1) if i < count - 1 else (0,):
            length = size * rng.uniform(0.75, 1.1) * (1.15 - 0.5 * t)
            at = place(*map(float, line[j]), along + side * rng.uniform(34, 58), 1)
            groups[rng.randrange(2)].addPath(
                at.map(blade(length, length * (0.17 if slim else 0.40), rng.uniform(-0.12, 0.12)))
            )
    for i, group in enumerate(groups):
        tones = (mix(green[0], green[1], 0.2 + 0.5 * i), mix(green[1], green[2], 0.2 + 0.5 * i))
        sheet.paint(group, tones, (points[0], points[-1]), alpha=0.75, knock=0.55, edge=0.45, drift=1.2)
