"""A bough of the flame tree (hoa phượng) for block prints: scarlet blossoms, feathery leaves, a dark branch."""

import math
import random

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath, QTransform

from app.cards.kit import Point, catmull, normals, poly, smooth
from app.cards.woodcut import Block

# In panel widths from its top right corner, x leftwards, y downwards
BRANCH: tuple[Point, ...] = ((-0.03, 0.10), (0.16, 0.155), (0.34, 0.15), (0.52, 0.20), (0.70, 0.185))
TWIGS: tuple[tuple[Point, ...], ...] = (
    ((0.16, 0.155), (0.22, 0.25), (0.20, 0.36)), ((0.34, 0.15), (0.44, 0.10), (0.56, 0.085)), ((0.52, 0.20), (0.62, 0.27), (0.74, 0.30)),
)  # fmt: skip
FRONDS: tuple[tuple[Point, Point, Point], ...] = (
    ((0.10, 0.14), (0.05, 0.28), (0.06, 0.46)), ((0.34, 0.15), (0.36, 0.28), (0.46, 0.36)), ((0.56, 0.085), (0.70, 0.05), (0.82, 0.09)),
    ((0.70, 0.185), (0.82, 0.20), (0.90, 0.30)), ((0.24, 0.15), (0.30, 0.06), (0.40, 0.02)), ((0.06, 0.12), (0.10, 0.05), (0.18, 0.02)),
)  # fmt: skip
BLOOMS: tuple[tuple[float, float, float], ...] = (
    (0.10, 0.21, 0.095), (0.225, 0.115, 0.105), (0.21, 0.315, 0.085), (0.375, 0.20, 0.100), (0.47, 0.105, 0.088),
    (0.545, 0.235, 0.095), (0.665, 0.145, 0.085), (0.715, 0.285, 0.072), (0.10, 0.345, 0.066),
)  # fmt: skip


def petal() -> QPainterPath:
    """One clawed, ruffled petal one unit long, its claw at the origin, pointing up."""
    return smooth(
        [(-0.05, 0), (-0.07, -0.30), (-0.34, -0.58), (-0.40, -0.82), (-0.16, -0.94), (0, -0.90), (0.17, -1.0), (0.40, -0.80), (0.33, -0.56), (0.07, -0.30), (0.05, 0)]
    )  # fmt: skip


def bloom(b: Block, x: float, y: float, r: float, inks: tuple[str, str, str, str], rng: random.Random) -> None:
    """Five petals, the upright one streaked with pale, and long stamens. inks: flower, streak, paper, key"""
    flower, streak, paper, key = inks
    turn = rng.uniform(-25, 25)
    for i in (1, 4, 2, 3, 0):
        at = QTransform.fromTranslate(x, y).rotate(turn + i * 72 + rng.uniform(-8, 8))
        at.scale(r, r * rng.uniform(0.9, 1.05))
        b.cut(at.map(petal()), streak if i == 0 else flower, key, max(1.8, r * 0.035))
        for side in (-0.16, 0.0, 0.16):
            vein = [at.map(side * 0.15, -0.34), at.map(side * 0.8, -0.58), at.map(side * 1.2, -0.78 + abs(side))]
            b.line(vein, r * 0.040, flower if i == 0 else paper, (0.1, 0.3))
    for i in range(7):
        a = math.radians(turn + 60 + i * 17 + rng.uniform(-6, 6))
        reach = r * rng.uniform(0.72, 0.98)
        tip = (x + math.sin(a) * reach, y - math.cos(a) * reach * 0.8 - r * 0.10)
        b.line(
            [(x, y), (x + math.sin(a) * reach * 0.6, y - math.cos(a) * reach * 0.4), tip], r * 0.035, key, (0.6, 0.4)
        )
        b.dot(*tip, r * 0.045, r * 0.045, key)


def frond(b: Block, points: list[Point], size: float, ink: str) -> None:
    """A leaf twice feathered: along the rib, paired combs of tiny leaflets."""
    line = catmull(points, 10)
    side, count = normals(line), 9
    b.line([tuple(q) for q in line[::4]], size * 0.045, ink, (1, 0.3))
    for i in range(count):
        t = 0.12 + 0.86 * i / (count - 1)
        j = min(len(line) - 2, int(t * (len(line) - 1)))
        ahead = line[j + 1] - line[j]
        ahead /= max(1e-6, np.hypot(*ahead))
        length = size * (0.50 + 0.55 * math.sin(math.pi * (0.12 + 0.80 * t)))
        for s in (-1, 1):
            way = side[j] * s * 0.80 + ahead * 0.60
            across = np.array((-way[1], way[0]))
            b.line([tuple(line[j]), tuple(line[j] + way * length)], size * 0.030, ink, (1, 0.4))
            for k in range(1, 8):
                root, leaflet = line[j] + way * length * k / 7.4, size * 0.115 * (1.15 - 0.6 * k / 7)
                for f in (-1, 1):
                    b.line(
                        [tuple(root), tuple(root + (across * f + way * 0.55) * leaflet)], size * 0.038, ink, (0.6, 0.4)
                    )


def bough(b: Block, panel: QRectF, flower: str, streak: str, paper: str, key: str, rng: random.Random) -> None:
    """Reaches in from the panel's top right corner."""
    w = min(panel.width() * 1.18, panel.height() * 0.46)

    def at(x: float, y: float) -> Point:
        return panel.right() - x * w, panel.top() + y * w

    for i, points in enumerate(FRONDS):
        frond(b, [at(x + rng.uniform(-0.02, 0.02), y) for x, y in points], w * 0.10, key if i % 3 else paper)
    for points, width in ((BRANCH, 0.036), *((twig, 0.015) for twig in TWIGS)):
        line = catmull([at(*q) for q in points], 10)
        half = np.linspace(width, width * 0.30, len(line))[:, None] * w / 2
        side = normals(line)
        b.cut(poly(np.vstack([line + side * half, (line - side * half)[::-1]])), key)
        b.line([tuple(q - np.array((0, width * w * 0.16))) for q in line[2:-8:6]], width * w * 0.12, paper, (0.1, 0.1))
    for x, y, r in BLOOMS:
        bx, by = at(x + rng.uniform(-0.012, 0.012), y + rng.uniform(-0.010, 0.010))
        bloom(b, bx, by, r * w * rng.uniform(0.92, 1.06), (flower, streak, paper, key), rng)
