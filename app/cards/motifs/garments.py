"""Clothes in watercolour as they hang on a line: outlines, seams and buttons, leaf shadows."""

import math
import random
from collections.abc import Callable

from PySide6.QtGui import QPainterPath, QTransform

from app.cards.kit import Point, catmull, ellipse, many, mix
from app.cards.motifs.wild_leaves import blade
from app.cards.pigment import Sheet, dab


def garment_outline(kind: str, rng: random.Random) -> list[Point]:
    if kind in ("sheet", "towel"):
        foot = [(1 - i / 8, 1 + 0.020 * math.sin(i * 2.1 + rng.uniform(0, 1))) for i in range(9)]
        return [(0, 0), (0.25, 0.012), (0.5, 0.004), (0.75, 0.012), (1, 0), (1.005, 0.5), *foot, (-0.005, 0.5)]
    if kind == "trousers":
        return [
            (0.06, 0),
            (0.94, 0),
            (0.96, 0.3),
            (0.99, 0.97),
            (1.0, 1.0),
            (0.97, 1.0),
            (0.64, 1.01),
            (0.61, 1.0),
            (0.60, 0.97),
            (0.53, 0.38),
            (0.50, 0.35),
            (0.47, 0.38),
            (0.43, 0.97),
            (0.42, 1.0),
            (0.39, 1.005),
            (0.05, 0.99),
            (0.02, 0.985),
            (0.02, 0.95),
            (0.04, 0.3),
        ]
    if kind == "socks":
        return [(0.05, 0), (0.36, 0), (0.36, 0.6), (0.5, 0.86), (0.36, 1.0), (0.12, 0.84), (0.05, 0.6)]
    long = kind == "blouse"
    sleeve = 0.80 if long else 0.46
    return [
        (0.28, 0), (0.42, 0.03), (0.50, 0.07), (0.58, 0.03), (0.72, 0), (0.84, 0.10), (1.0, sleeve), (0.88, sleeve + 0.05), (0.74, 0.30),
        (0.75, 0.7), (0.77, 1.0), (0.5, 1.025), (0.23, 1.0), (0.25, 0.7), (0.26, 0.30), (0.12, sleeve + 0.05), (0.0, sleeve), (0.16, 0.10),
    ]  # fmt: skip


def details(
    sheet: Sheet,
    kind: str,
    at: Callable[[float, float], Point],
    w: float,
    h: float,
    tones: tuple[str, str],
    shade: str,
    rng: random.Random,
) -> None:
    ink, marks = mix(tones[1], shade, 0.7), many()
    if kind in ("blouse", "shirt", "child"):
        marks.addPath(dab([at(0.5, 0.08), at(0.495, 0.55), at(0.49, 1.0)], w * 0.010, 8, 0.5, 0.8))
        marks.addPath(dab([at(0.41, 0.02), at(0.5, 0.10), at(0.59, 0.02)], w * 0.014, 8, 0.5, 0.6))
        for i in range(5):
            x, y = at(0.515, 0.18 + i * 0.17)
            marks.addPath(ellipse(x, y, w * 0.011))
        if kind == "blouse":
            for u in (0.30, 0.56):
                marks.addPath(dab([at(u, 0.70), at(u + 0.13, 0.70)], w * 0.012, 6, 0.5, 0.9))
    if kind == "towel":
        for v in (0.78, 0.84, 0.90):
            marks.addPath(dab([at(0.02, v), at(0.98, v)], h * 0.022, 6, 0.5, 0.9))
    sheet.paint(marks, (ink,), alpha=0.7, edge=0.1)
    if kind == "sheet":
        _leaf_shadows(sheet, at, w, h, shade, rng)


def _leaf_shadows(
    sheet: Sheet, at: Callable[[float, float], Point], w: float, h: float, shade: str, rng: random.Random
) -> None:
    """A bough's shadow, out of focus on the white cloth."""
    leaves: QPainterPath = many()
    for spine in (((1.0, 0.02), (0.72, 0.24), (0.46, 0.36), (0.20, 0.40)), ((1.0, 0.42), (0.80, 0.62), (0.56, 0.72))):
        twig = catmull([at(*q) for q in spine], 10)
        leaves.addPath(dab([tuple(q) for q in twig[::5]], h * 0.018, 8, 0.2, 0.4))
        for i in range(3, len(twig) - 1, 3):
            along = math.degrees(math.atan2(*(twig[i + 1] - twig[i])[::-1])) + 90
            for side in (-1, 1):
                spin = QTransform.fromTranslate(*map(float, twig[i])).rotate(along + side * rng.uniform(44, 66))
                length = h * rng.uniform(0.11, 0.16)
                leaves.addPath(spin.map(blade(length, length * 0.36, rng.uniform(-0.1, 0.1))))
    sheet.paint(leaves, (shade,), alpha=0.34, edge=0.0, rough=0.15, soft=h * 0.007)
