"""Watercolour bougainvillea (hoa giấy): papery bracts in threes, massed along a bough that spills over a wall."""

import math
import random
from collections.abc import Sequence

import numpy as np

from app.cards.kit import Point, catmull, ellipse, many
from app.cards.motifs.bougainvillea_bracts import paint_bracts, paint_leaves
from app.cards.pigment import Sheet, dab


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
        paint_leaves(sheet, [spot(0.62) for _ in range(count // 4)], size, green, rng)
        for tone in range(4):
            paint_bracts(
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
        paint_leaves(sheet, [((x + tip[0]) / 2, (y + tip[1]) / 2, 0.0)], size * 0.9, green, rng)
    paint_bracts(sheet, tips, size * 0.9, 0, 0, bloom, rng)
