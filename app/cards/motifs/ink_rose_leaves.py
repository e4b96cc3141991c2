"""The stem of an ink rose and its sprays of leaflets."""

import math
import random
from collections.abc import Sequence

import numpy as np
from PySide6.QtGui import QPainterPath, QTransform

from app.cards.kit import Point, catmull, many, mix
from app.cards.motifs.wild_leaves import blade
from app.cards.pigment import Sheet, dab


def draw_stem(sheet: Sheet, points: list[Point], w: float, ink: Sequence[str]) -> None:
    """One pull of a loaded brush, and thorns."""
    sheet.paint(
        dab(points, w * 0.021, 18, 0.25, 0.55),
        (ink[2], ink[1]),
        (points[0], points[-1]),
        alpha=0.88,
        knock=0.35,
        edge=0.35,
        rough=0.34,
        drift=1.2,
    )
    line, thorns = catmull(points, 18), many()
    for i, t in enumerate((0.22, 0.40, 0.50, 0.66, 0.80)):
        j = min(len(line) - 2, int(t * len(line)))
        d = line[j + 1] - line[j]
        d /= max(1e-6, float(np.hypot(*d)))
        side = np.array((-d[1], d[0])) * (1 if i % 2 else -1)
        root, tip = line[j] + side * w * 0.004, line[j] + side * w * 0.024 + d * w * 0.008
        thorns.addPath(dab([tuple(root - d * w * 0.006), tuple((root + tip) / 2), tuple(tip)], w * 0.010, 6, 0.2, 0.1))
    sheet.paint(thorns, (ink[2],), alpha=0.85, edge=0.1)


def spray(
    sheet: Sheet, stem: list[Point], where: float, turn: float, size: float, ink: Sequence[str], rng: random.Random
) -> None:
    """A stalk with five leaflets in three strengths of ink."""
    line = catmull(stem, 18)
    j = min(len(line) - 2, int(where * len(line)))
    along = math.degrees(math.atan2(*(line[j + 1] - line[j])[::-1])) + turn
    a = math.radians(along)
    x, y = map(float, line[j])
    end = (x + math.cos(a) * size, y + math.sin(a) * size)
    bow = ((x + end[0]) / 2, (y + end[1]) / 2 - size * 0.08)
    sheet.paint(dab([(x, y), bow, end], size * 0.035, 10, 0.2, 0.5), (ink[2],), alpha=0.8, edge=0.1, rough=0.3)
    for t, side, scale in ((0.50, -62, 0.60), (0.52, 60, 0.56), (0.86, -54, 0.68), (0.88, 52, 0.66), (1.0, 0, 0.84)):
        root = (
            (1 - t) ** 2 * x + 2 * t * (1 - t) * bow[0] + t * t * end[0],
            (1 - t) ** 2 * y + 2 * t * (1 - t) * bow[1] + t * t * end[1],
        )
        _leaflet(sheet, root, along + side + rng.uniform(-8, 8), size * scale * rng.uniform(0.92, 1.08), ink, rng)


def _leaflet(sheet: Sheet, root: Point, degrees: float, length: float, ink: Sequence[str], rng: random.Random) -> None:
    at = QTransform.fromTranslate(*root).rotate(degrees + 90)
    bend, load = rng.uniform(-0.12, 0.12), rng.random()
    tip = at.map(bend * length, -length)
    tones = (mix(ink[2], ink[1], 0.25 + 0.5 * load), mix(ink[1], ink[0], load * 0.7))
    sheet.paint(
        at.map(blade(length, length * 0.56, bend)),
        tones,
        (root, tip),
        alpha=0.86,
        knock=0.45,
        edge=0.5,
        rough=0.34,
        drift=1.5,
    )
    half = QPainterPath()
    half.quadTo(bend * length * 0.2, -length / 2, bend * length, -length)
    half.cubicTo(length * 0.30 + bend * length, -length * 0.75, length * 0.38, -length * 0.28, 0, 0)
    sheet.paint(at.map(half), (ink[2],), alpha=0.30, edge=0.1, rough=0.4, soft=2)
    veins = many()
    veins.addPath(
        at.map(
            dab([(0, 0), (bend * length * 0.25, -length / 2), (bend * length * 0.95, -length * 0.94)], length * 0.030)
        )
    )
    for k in range(1, 5):
        for side in (-1, 1):
            y = -length * k / 6
            veins.addPath(
                at.map(
                    dab(
                        [
                            (bend * length * k / 16, y),
                            (side * length * 0.10, y - length * 0.08),
                            (side * length * 0.18, y - length * 0.12),
                        ],
                        length * 0.018,
                    )
                )
            )
    sheet.paint(veins, (ink[2],), alpha=0.72, edge=0.0, rough=0.3)
