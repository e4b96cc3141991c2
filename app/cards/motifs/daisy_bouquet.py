"""Sunflowers and daisies bound for a vase: where each stands, and the order in which they are painted."""

import random

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.cards.art import Art
from app.cards.kit import Point, ellipse
from app.cards.motifs.sunflower import sunflower
from app.cards.motifs.wild_flowers import Tones, bud, cluster, daisy
from app.cards.motifs.wild_leaves import leaf, sprig, stem
from app.cards.pigment import Sheet

MOUTH = (0.5, 0.635)  # in widths: the bouquet's own space is one wide, y downwards
SPREAD, AIR = 0.92, 0.05  # how wide the bouquet is drawn, and its room above
# x, y, radius, tilt, turn
FAR = (
    (0.455, 0.165, 0.078, 0.86, 4), (0.640, 0.125, 0.070, 0.80, 12), (0.275, 0.215, 0.073, 0.84, -14),
    (0.815, 0.235, 0.072, 0.78, 24), (0.085, 0.415, 0.060, 0.48, -24), (0.945, 0.420, 0.058, 0.46, 28),
    (0.345, 0.065, 0.050, 0.45, -8), (0.120, 0.265, 0.056, 0.74, -30),
)  # fmt: skip
NEAR = (
    (0.375, 0.300, 0.090, 0.92, 6), (0.205, 0.385, 0.080, 0.84, -18), (0.525, 0.555, 0.092, 0.90, 4),
    (0.700, 0.600, 0.070, 0.76, 18), (0.140, 0.555, 0.074, 0.74, -24), (0.885, 0.340, 0.077, 0.80, 26),
    (0.305, 0.625, 0.070, 0.72, -16), (0.925, 0.555, 0.062, 0.66, 32), (0.735, 0.205, 0.062, 0.86, 8),
)  # fmt: skip
SUNS = ((0.815, 0.480, 0.098, 0.80, 28), (0.320, 0.475, 0.122, 0.88, -14), (0.590, 0.360, 0.152, 0.90, 12))
BUDS = ((0.175, 0.115, 0.034, -20), (0.525, 0.040, 0.034, 4), (0.800, 0.090, 0.034, 22), (0.045, 0.300, 0.030, -40))
LEAVES: tuple[tuple[Point, Point], ...] = (
    ((0.38, 0.55), (0.06, 0.47)), ((0.60, 0.50), (0.95, 0.28)), ((0.44, 0.58), (0.10, 0.66)), ((0.58, 0.59), (0.93, 0.66)),
    ((0.48, 0.40), (0.36, 0.13)), ((0.56, 0.38), (0.57, 0.07)), ((0.62, 0.38), (0.80, 0.14)), ((0.40, 0.44), (0.15, 0.26)),
    ((0.50, 0.66), (0.42, 0.48)), ((0.60, 0.66), (0.73, 0.50)), ((0.66, 0.52), (0.97, 0.46)), ((0.49, 0.63), (0.29, 0.72)),
    ((0.53, 0.63), (0.74, 0.71)), ((0.46, 0.50), (0.23, 0.42)), ((0.52, 0.52), (0.50, 0.33)),
)  # fmt: skip
SPRIGS: tuple[tuple[bool, tuple[Point, ...]], ...] = (
    (False, ((0.40, 0.55), (0.16, 0.32), (0.035, 0.165))), (False, ((0.52, 0.47), (0.49, 0.20), (0.46, 0.02))),
    (False, ((0.66, 0.55), (0.88, 0.37), (0.985, 0.33))), (True, ((0.60, 0.40), (0.72, 0.13), (0.87, 0.03))),
    (True, ((0.36, 0.64), (0.14, 0.61), (0.025, 0.70))), (True, ((0.68, 0.62), (0.90, 0.58), (0.985, 0.64))),
)  # fmt: skip
FILLS: tuple[tuple[Point, ...], ...] = (
    ((0.40, 0.46), (0.24, 0.22), (0.21, 0.05)), ((0.62, 0.38), (0.84, 0.17), (0.955, 0.15)), ((0.30, 0.58), (0.12, 0.46), (0.03, 0.51)),
)  # fmt: skip


def paint_bouquet(p: QPainter, box: QRectF, art: Art, tones: Tones) -> None:
    """From the wet halo behind to the nearest daisies; the box is one wide, the vase's mouth at MOUTH."""
    w, rng, sheet = box.width(), art.rng(7), Sheet(box, art.scale, art.seed + 7)

    def at(x: float, y: float) -> Point:
        return box.left() + (0.5 + (x - 0.5) * SPREAD) * w, box.top() + (y + AIR) * w

    halo = ellipse(*at(0.5, 0.40), w * 0.36, w * 0.30)
    sheet.paint(
        halo,
        (tones.green[0], tones.green[1], tones.fill[0]),
        (at(0.1, 0.1), at(0.9, 0.7)),
        alpha=0.34,
        edge=0,
        rough=0.6,
        soft=26,
    )
    for points in FILLS:
        cluster(sheet, [at(*q) for q in points], w * 0.066, tones, rng)
    for slim, points in SPRIGS:
        sprig(sheet, [at(*q) for q in points], w * 0.085, tones.green, rng, slim)
    for x, y, *_ in (*FAR, *BUDS):
        middle = (MOUTH[0] + (x - MOUTH[0]) * 0.55, y + (MOUTH[1] - y) * 0.5)
        stem(sheet, [at(MOUTH[0] + (x - MOUTH[0]) * 0.1, MOUTH[1]), at(*middle), at(x, y)], w * 0.0085, tones.green)
    for x, y, r, turn in BUDS:
        bud(sheet, *at(x, y), r * w, tones, rng, turn)
    for root, tip in LEAVES:
        leaf(sheet, at(*root), at(*tip), tones.green, rng)
    deep = ellipse(*at(0.5, 0.47), w * 0.25, w * 0.20)
    sheet.paint(
        deep, (tones.green[3], tones.green[2]), (at(0.3, 0.3), at(0.7, 0.6)), alpha=0.55, edge=0, rough=0.7, soft=16
    )
    for flowers, kind in ((FAR, daisy), (SUNS, sunflower), (NEAR, daisy)):
        for x, y, r, tilt, turn in flowers:
            kind(sheet, *at(*_moved(x, y, rng)), r * w, tones, rng, tilt, turn + rng.uniform(-12, 12))
    sheet.commit(p)


def _moved(x: float, y: float, rng: random.Random) -> Point:
    """No two bouquets are bound alike."""
    return min(0.93, max(0.07, x + rng.uniform(-0.014, 0.014))), max(0.06, y + rng.uniform(-0.012, 0.012))
