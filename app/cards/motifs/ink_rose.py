"""One rose in ink and wash, petal by petal."""

import math
import random
from collections.abc import Sequence

import numpy as np

from app.cards.kit import Point, ellipse, many, mix, smooth
from app.cards.pigment import Sheet, dab

# How far each petal reaches and how wide it is spread in degrees, from the outside in
PETALS = ((1.0, 50), (0.99, 52), (0.97, 50), (0.96, 54), (0.94, 50), (0.78, 56), (0.75, 58), (0.73, 56), (0.70, 60), (0.55, 64), (0.52, 66), (0.48, 68), (0.36, 76), (0.32, 80), (0.22, 90))  # fmt: skip
GOLDEN = 137.5


def rose(
    sheet: Sheet,
    x: float,
    y: float,
    r: float,
    tones: Sequence[str],
    ink: Sequence[str],
    rng: random.Random,
    turn: float,
) -> None:
    """A full rose tilted up towards the light; each petal is a wash with a broken line of ink along its rim."""
    light, middle, deep, line = tones
    _calyx(sheet, x, y, r, ink, rng)
    start = rng.uniform(0, 360)
    sheet.paint(
        ellipse(x, y - r * 0.12, r * 0.5, r * 0.42),
        (deep, line),
        ((x, y - r * 0.5), (x, y + r * 0.3)),
        alpha=0.9,
        knock=0.95,
        edge=0,
    )
    for i, (reach, half) in enumerate(PETALS):
        cx, cy = x - r * 0.05 * (1 - reach), y - r * 0.22 * (1 - reach)
        a = start + i * GOLDEN + rng.uniform(-7, 7)
        edge = _rim(cx, cy, r * reach * rng.uniform(0.96, 1.04), a, half, turn, rng)
        path = smooth(edge)
        lit = math.cos(math.radians(a - 235))
        tip = edge[4]
        sheet.paint(
            path,
            (mix(deep, line, 0.25 if reach < 0.5 else 0.0), mix(middle, deep, 0.35 - 0.3 * lit), mix(light, middle, 0.30 - 0.26 * lit)),
            ((cx, cy), tip),
            alpha=0.88, knock=0.95, edge=0.62, rough=0.26, drift=0.85, shade=(line, 0.50),
        )  # fmt: skip
        _contour(sheet, edge, r, line, rng)
    coil = [
        (
            x - r * 0.05 + math.cos(t + start) * r * 0.15 * (1 - t / 9),
            y - r * 0.20 + math.sin(t + start) * r * 0.12 * (1 - t / 9),
        )
        for t in np.arange(0, 7.5, 0.5)
    ]
    sheet.paint(dab(coil, r * 0.030, 6, 0.4, 0.3), (line,), alpha=0.75, edge=0.1, rough=0.3)


def _rim(x: float, y: float, reach: float, turn: float, half: float, lean: float, rng: random.Random) -> list[Point]:
    out = []
    for i in range(9):
        t = -1 + i / 4
        a = math.radians(turn + t * half)
        ruffle = rng.uniform(-0.028, 0.028) if abs(t) < 0.9 else 0.0
        out.append((a, reach * (1 - 0.24 * abs(t) ** 2.3 + ruffle - 0.04 * math.exp(-((t * 4) ** 2)))))
    out += [(math.radians(turn + t * half), reach * 0.26) for t in (0.8, -0.8)]
    spin = math.radians(lean)
    flat = [(math.cos(a) * d, math.sin(a) * d * 0.84) for a, d in out]
    return [(x + u * math.cos(spin) - v * math.sin(spin), y + u * math.sin(spin) + v * math.cos(spin)) for u, v in flat]


def _contour(sheet: Sheet, edge: list[Point], r: float, line: str, rng: random.Random) -> None:
    """The brush follows the rim, pressing and lifting."""
    strokes, i = many(), 0
    while i < 7:
        n = rng.choice((3, 4, 5))
        part = edge[i : min(9, i + n + 1)]
        if len(part) >= 3 and rng.random() < 0.86:
            strokes.addPath(dab(part, r * rng.uniform(0.014, 0.032), 8, rng.uniform(0.25, 0.7), 0.15))
        i += n
    sheet.paint(strokes, (line,), alpha=0.72, edge=0.1, rough=0.34)


def _calyx(sheet: Sheet, x: float, y: float, r: float, ink: Sequence[str], rng: random.Random) -> None:
    sepals = many()
    for a in (40, 68, 96, 124, 148):
        b = math.radians(a + rng.uniform(-6, 6))
        tip = (x + math.cos(b) * r * rng.uniform(1.06, 1.22), y + math.sin(b) * r * rng.uniform(0.98, 1.12))
        sepals.addPath(dab([(x, y + r * 0.5), ((x + tip[0]) / 2, y + r * 0.72), tip], r * 0.17, 10, 0.45, 0.08))
    sheet.paint(sepals, (ink[1], ink[2]), ((x, y + r * 0.5), (x, y + r * 1.2)), alpha=0.8, edge=0.4, rough=0.3)
