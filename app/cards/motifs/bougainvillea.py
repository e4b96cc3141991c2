"""Watercolour bougainvillea (hoa giấy): papery bracts in threes, massed along a bough that spills over a wall."""

import math
import random
from collections.abc import Sequence

import numpy as np
from PySide6.QtGui import QPainterPath, QTransform

from app.cards.kit import Point, catmull, ellipse, many, mix
from app.cards.motifs.wild_leaves import blade
from app.cards.pigment import Sheet, dab


def bract() -> QPainterPath:
    """One bract, a unit long, pointing up."""
    path = QPainterPath()
    path.cubicTo(-0.30, -0.10, -0.66, -0.34, -0.52, -0.66)
    path.cubicTo(-0.44, -0.86, -0.16, -0.90, 0, -1.04)
    path.cubicTo(0.16, -0.90, 0.46, -0.86, 0.53, -0.64)
    path.cubicTo(0.64, -0.34, 0.28, -0.10, 0, 0)
    return path


def spill(
    sheet: Sheet,
    spine: Sequence[Point],
    widths: Sequence[float],
    size: float,
    bloom: Sequence[str],
    green: Sequence[str],
    rng: random.Random,
    count: int = 120,
) -> None:
    """Blossom along a spine, `widths` thick at its points. bloom: from light to deep; size: of one bract."""
    line = catmull(spine, 12)
    thick = np.interp(np.linspace(0, len(spine) - 1, len(line)), np.arange(len(spine)), widths)

    def spot(spread: float) -> tuple[float, float, float]:
        i = rng.randrange(len(line))
        a, d = rng.uniform(0, math.tau), abs(rng.gauss(0, spread)) * thick[i]
        return float(line[i][0]) + math.cos(a) * d, float(line[i][1]) + math.sin(a) * d * 0.86, d / max(1.0, thick[i])

    _undergrowth(sheet, line, thick, size, bloom, green, rng)
    for layer in range(3):
        _leaves(sheet, [spot(0.62) for _ in range(count // 4)], size, green, rng)
        for tone in range(4):
            _bracts(
                sheet,
                [spot(0.50 - 0.06 * layer) for _ in range(count // 12)],
                size * (0.88 + 0.10 * layer),
                layer,
                tone,
                bloom,
                rng,
            )
    _loose(sheet, line, thick, size, bloom, green, rng)


def _undergrowth(
    sheet: Sheet,
    line: np.ndarray,
    thick: np.ndarray,
    size: float,
    bloom: Sequence[str],
    green: Sequence[str],
    rng: random.Random,
) -> None:
    """Wet colour under everything, so that no paper shows between the flowers."""
    for tones, scale, alpha in (
        ((green[0], green[1]), 1.0, 0.55),
        ((bloom[1], bloom[2]), 0.78, 0.62),
        ((green[2], green[3]), 0.46, 0.55),
    ):
        blots = many()
        for i in range(0, len(line), max(2, len(line) // 14)):
            r = thick[i] * scale * rng.uniform(0.50, 0.78)
            blots.addPath(ellipse(line[i][0] + rng.gauss(0, r * 0.3), line[i][1] + rng.gauss(0, r * 0.3), r, r * 0.86))
        sheet.paint(
            blots,
            tones,
            (tuple(line[0]), tuple(line[-1])),
            alpha=alpha,
            knock=0.25,
            edge=0.1,
            rough=0.6,
            drift=1.3,
            soft=size * 0.22,
        )


def _leaves(
    sheet: Sheet, spots: list[tuple[float, float, float]], size: float, green: Sequence[str], rng: random.Random
) -> None:
    groups = (many(), many())
    for x, y, _ in spots:
        at = QTransform.fromTranslate(x, y).rotate(rng.uniform(0, 360))
        length = size * rng.uniform(0.95, 1.4)
        groups[rng.randrange(2)].addPath(at.map(blade(length, length * 0.62, rng.uniform(-0.14, 0.14))))
    for group, (a, b) in zip(groups, ((0, 1), (1, 2)), strict=True):
        box = group.boundingRect()
        axis = ((box.left(), box.top()), (box.right(), box.bottom()))
        sheet.paint(group, (mix(green[a], green[b], 0.3), green[b]), axis, alpha=0.82, knock=0.72, edge=0.5, drift=1.4)


def _bracts(
    sheet: Sheet,
    spots: list[tuple[float, float, float]],
    size: float,
    layer: int,
    tone: int,
    bloom: Sequence[str],
    rng: random.Random,
) -> None:
    """Threes of bracts in one of four tones, each group one wash; a pale eye in each."""
    shapes, eyes, veins = many(), many(), many()
    for x, y, _ in spots:
        turn, r = rng.uniform(0, 120), size * rng.uniform(0.82, 1.18)
        for i in range(3):
            at = QTransform.fromTranslate(x, y).rotate(turn + i * 120 + rng.uniform(-16, 16))
            at.scale(r, r * rng.uniform(0.80, 1.05))
            shapes.addPath(at.map(bract()))
            for side in (-0.22, 0.0, 0.22):
                veins.addPath(at.map(dab([(0, -0.12), (side * 0.7, -0.5), (side * 1.2, -0.84)], 0.030, 5)))
        eyes.addEllipse(x - r * 0.10, y - r * 0.10, r * 0.20, r * 0.20)
    box = shapes.boundingRect()
    light, deep = ((bloom[0], bloom[1]), (bloom[1], bloom[2]), (bloom[0], bloom[2]), (bloom[2], bloom[3]))[
        (tone + layer) % 4
    ]
    sheet.paint(
        shapes, (light, deep), ((box.left(), box.top()), (box.left() + box.width() * 0.4, box.bottom())),
        alpha=0.92, knock=0.88, edge=0.62, rough=0.22, drift=1.8, shade=(bloom[3], 0.42),
    )  # fmt: skip
    sheet.paint(veins, (bloom[3],), alpha=0.30, edge=0, drift=0.2)
    sheet.paint(eyes, ("#fff3c4",), alpha=0.5, knock=0.85, edge=0.5, rough=0.1)


def _loose(
    sheet: Sheet,
    line: np.ndarray,
    thick: np.ndarray,
    size: float,
    bloom: Sequence[str],
    green: Sequence[str],
    rng: random.Random,
) -> None:
    """Shoots that hang out of the mass, flowering at their tips."""
    tips = []
    for _ in range(7):
        i = rng.randrange(len(line))
        a = rng.uniform(-0.35, math.pi + 0.35)
        reach = thick[i] * rng.uniform(0.95, 1.35)
        x, y = map(float, line[i])
        tip = (x + math.cos(a) * reach, y + math.sin(a) * reach * 0.8)
        sheet.paint(
            dab(
                [(x, y), (x + math.cos(a) * reach * 0.6, y + math.sin(a) * reach * 0.3), tip], size * 0.10, 10, 0.2, 0.5
            ),
            (green[1], green[2]),
            alpha=0.8,
            knock=0.4,
            edge=0.2,
        )
        tips += [(tip[0] + rng.gauss(0, size * 0.4), tip[1] + rng.gauss(0, size * 0.4), 0.0) for _ in range(2)]
        _leaves(sheet, [((x + tip[0]) / 2, (y + tip[1]) / 2, 0.0)], size * 0.9, green, rng)
    _bracts(sheet, tips, size * 0.9, 0, 0, bloom, rng)
