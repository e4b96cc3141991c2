"""Watercolour sprays: eucalyptus, olive, fern and berries along a stalk."""

import math
import random
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QTransform

from app.cards.kit import Point, catmull, mix, ribbon
from app.cards.watercolour import Wet

Tones = tuple[str, ...]
# Leaves of a spray: pairs, length, width over length, angle
LEAVES = {
    "eucalyptus": (9, 54, 0.86, 63),
    "olive": (12, 73, 0.27, 41),
    "dark": (12, 73, 0.27, 41),
    "fern": (17, 46, 0.20, 49),
}


def spray(wet: Wet, kind: str, points: Sequence[Point], greens: Tones, berries: Tones, rng: random.Random) -> None:
    line = catmull(points, 10)
    stalk = {"eucalyptus": greens[2], "olive": greens[5], "berry": berries[2]}.get(kind, greens[8])
    ends = (tuple(line[0]), tuple(line[-1]))
    wet.paint(
        ribbon(line, np.linspace(2.6, 0.9, len(line))),
        stalk,
        stalk,
        ends,
        alpha=1.0,
        knock=0.55,
        edge=0.15,
        rough=0.1,
        drift=0.2,
        thin=True,
    )
    if kind == "berry":
        _berries(wet, line, berries, rng)
        return
    first = {"eucalyptus": 0, "olive": 3}.get(kind, 6)
    pairs, length, shape, angle = LEAVES[kind]
    groups = [QPainterPath() for _ in range(3)]  # three washes a spray, not one a leaf
    for i in range(pairs + 1):
        k = min(len(line) - 2, int((0.12 + 0.88 * i / pairs) * (len(line) - 1)))
        along = math.degrees(math.atan2(*(line[k + 1] - line[k])[::-1])) + 90
        size = length * rng.uniform(0.86, 1.15) * (1.12 - (0.75 if kind == "fern" else 0.5) * i / pairs)
        for side in (-1, 1) if i < pairs else (0,):
            turn = QTransform()
            turn.translate(*map(float, line[k]))
            turn.rotate(along + side * (angle + rng.uniform(-11, 11)))
            groups[(2 * i + side) % 3].addPath(turn.map(_leaf(size, size * shape, rng.uniform(-0.06, 0.06))))
    for i, group in enumerate(groups):
        group.setFillRule(group.fillRule().WindingFill)
        inner, outer = (
            mix(greens[first], greens[first + 1], 0.15 + 0.3 * i),
            mix(greens[first + 1], greens[first], 0.3 - 0.12 * i),
        )
        wet.paint(group, inner, outer, ends, alpha=0.86, knock=0.6, edge=0.42, drift=1.1)


def _leaf(length: float, width: float, bend: float) -> QPainterPath:
    path, b = QPainterPath(), bend * length
    path.cubicTo(-width * 0.75, -length * 0.28, -width * 0.55 + b, -length * 0.78, b, -length)
    path.cubicTo(width * 0.55 + b, -length * 0.78, width * 0.75, -length * 0.28, 0, 0)
    return path


def _berries(wet: Wet, line: np.ndarray, tones: Tones, rng: random.Random) -> None:
    for i in range(8):
        k = min(len(line) - 2, int((0.12 + 0.88 * i / 7) * (len(line) - 1)))
        x, y = map(float, line[k])
        along = math.atan2(*(line[k + 1] - line[k])[::-1]) + math.pi / 2
        for side in (-1, 1) if i < 7 else (0,):
            a = along + side * 0.87
            bx, by = x + math.sin(a) * 26, y - math.cos(a) * 26
            stalk = catmull([(x, y), ((x + bx) / 2 + 2, (y + by) / 2), (bx, by)], 4)
            wet.paint(
                ribbon(stalk, np.full(len(stalk), 1.3)),
                tones[2],
                tones[2],
                ((x, y), (bx, by)),
                alpha=1.0,
                knock=0.5,
                edge=0.1,
                thin=True,
            )
            berry, r = QPainterPath(), 8.5 * rng.uniform(0.8, 1.2)
            berry.addEllipse(QPointF(bx, by), r, r * 1.1)
            wet.paint(
                berry,
                tones[0],
                tones[1],
                ((bx - 8, by - 8), (bx + 8, by + 9)),
                alpha=0.95,
                knock=0.8,
                edge=0.5,
                rough=0.12,
            )
