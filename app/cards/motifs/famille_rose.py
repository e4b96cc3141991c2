"""Longevity peaches on a flowering branch in the enamels of famille-rose porcelain, with fine outlines."""

import math
import random
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QTransform

from app.cards.art import Art
from app.cards.kit import (
    Point,
    catmull,
    ellipse,
    fill_ellipse,
    mix,
    normals,
    pen,
    poly,
    rad,
    rgba,
    ribbon,
    smooth,
    stroke,
)
from app.cards.motifs.enamel_peach import draw_leaf, draw_peach

BOX = QRectF(0, 0, 640, 620)  # the branch enters at the upper right and hangs to the left
BOUGHS: tuple[tuple[Sequence[Point], float, float], ...] = (
    (((660, 60), (560, 96), (470, 150), (380, 176), (290, 232), (214, 300), (160, 392)), 34, 5),
    (((470, 150), (420, 230), (430, 320), (400, 400)), 16, 4),
    (((380, 176), (300, 150), (220, 164), (140, 140)), 14, 3),
    (((560, 96), (590, 180), (572, 262)), 14, 4),
    (((560, 96), (480, 70), (404, 74)), 10, 3),
)
PEACHES = ((196, 366, 94, -10), (404, 410, 108, 8), (296, 482, 86, -4), (552, 276, 76, 10))
LEAVES = (
    (160, 300, 118, 206), (206, 262, 130, 168), (140, 140, 110, 186), (220, 160, 92, 236), (290, 214, 120, 252),
    (250, 300, 120, 66), (340, 330, 128, 138), (430, 300, 130, 28), (470, 330, 120, 72), (380, 330, 96, 112),
    (404, 74, 104, 192), (450, 74, 96, 206), (590, 190, 110, 20), (520, 222, 104, 152), (300, 380, 124, 150),
    (356, 380, 150, 84), (500, 130, 100, 66), (240, 320, 130, 118), (470, 380, 130, 48),
)  # fmt: skip
BLOOMS = ((140, 150, 34), (330, 166, 38), (452, 86, 30), (520, 116, 36), (268, 246, 28), (96, 128, 22), (410, 206, 26))


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    peach: str = "@peach",
    leaf: str = "@leaf",
    wood: str = "@wood",
    bloom: str = "@bloom",
    line: str = "@line",
    shade: str = "@shade",
    flip: bool = False,
) -> None:
    """Hangs from the rectangle's upper right corner (left when flipped). peach: pale, yellow, rose, deep."""
    k = min(rect.width() / BOX.width(), rect.height() / BOX.height())
    p.setClipRect(rect)
    p.translate(rect.left() if flip else rect.right(), rect.top())
    p.scale(-k if flip else k, k)
    p.translate(-BOX.width(), 0)
    rng, ink, dark = art.rng(1101), art.color(line), art.color(shade)
    leaves = [(x, y, long * rng.uniform(0.92, 1.08), turn + rng.uniform(-10, 10)) for x, y, long, turn in LEAVES]
    for i, each in enumerate(leaves[::2]):
        draw_leaf(p, *each, art, leaf, ink, i)
    for points, wide, narrow in BOUGHS:
        _bough(p, points, wide, narrow, art, wood, ink, rng)
    for i, each in enumerate(leaves[1::2]):
        draw_leaf(p, *each, art, leaf, ink, i + 1)
    for x, y, r, turn in PEACHES:
        draw_peach(p, x, y, r * rng.uniform(0.96, 1.04), turn + rng.uniform(-4, 4), art, peach, ink, dark, rng)
    for x, y, r in BLOOMS:
        _bloom(p, x, y, r, art, bloom, ink, rng)


def _bough(
    p: QPainter,
    points: Sequence[Point],
    wide: float,
    narrow: float,
    art: Art,
    tones: str,
    ink: QColor,
    rng: random.Random,
) -> None:
    light, deep = art.color(tones), art.color(tones, 1)
    center = catmull(points, 16)
    n = len(center)
    half = np.linspace(wide, narrow, n) / 2 * np.array([1 + rng.uniform(-0.10, 0.10) for _ in range(n)])
    half = np.convolve(np.pad(half, 2, mode="edge"), np.ones(5) / 5, "valid")
    body, normal = ribbon(center, half), normals(center)
    p.fillPath(body, deep)
    lit = np.vstack([center + normal * (half * 0.9)[:, None], (center - normal * (half * 0.05)[:, None])[::-1]])
    other = np.vstack([center - normal * (half * 0.9)[:, None], (center + normal * (half * 0.05)[:, None])[::-1]])
    p.fillPath(poly(lit if lit[:n].mean(0)[1] < other[:n].mean(0)[1] else other), mix(light, deep, 0.25))
    for _ in range(int(n * 0.5)):
        i = rng.randrange(2, n - 3)
        t = rng.uniform(-0.7, 0.7)
        a, b = center[i] + normal[i] * half[i] * t, center[min(n - 1, i + 2)] + normal[i] * half[i] * t
        stroke(
            p, poly([tuple(map(float, a)), tuple(map(float, b))], False), pen(rgba(light if t < 0.2 else ink, 0.5), 1.2)
        )
    for _ in range(max(1, int(wide / 10))):
        i = rng.randrange(n // 5, n * 4 // 5)
        ring = ellipse(float(center[i][0]), float(center[i][1]), half[i] * 0.36, half[i] * 0.5)
        stroke(p, ring, pen(rgba(ink, 0.5), 1.1))
    stroke(p, body, pen(rgba(ink, 0.75), 1.4))


def _bloom(p: QPainter, x: float, y: float, r: float, art: Art, tones: str, ink: QColor, rng: random.Random) -> None:
    light, rose, deep = (art.color(tones, i) for i in range(3))
    p.save()
    p.translate(x, y)
    p.rotate(rng.uniform(0, 72))
    for i in (0, 2, 4, 1, 3):
        petal = (
            QTransform()
            .rotate(i * 72)
            .map(
                smooth(
                    [
                        (0, 0),
                        (-r * 0.46, -r * 0.46),
                        (-r * 0.36, -r * 0.92),
                        (0, -r * rng.uniform(0.94, 1.06)),
                        (r * 0.36, -r * 0.92),
                        (r * 0.46, -r * 0.46),
                    ]
                )
            )
        )
        p.fillPath(petal, rad(0, 0, r, (0, deep), (0.34, rose), (1, light)))
        stroke(p, petal, pen(rgba(mix(ink, deep, 0.6), 0.6), 1.1))
    for i in range(12):
        a, long = math.tau * i / 12, r * rng.uniform(0.3, 0.5)
        stroke(p, poly([(0, 0), (math.cos(a) * long, math.sin(a) * long)], False), pen(rgba("#fff6e0", 0.9), 1.1))
        fill_ellipse(p, math.cos(a) * long, math.sin(a) * long, r * 0.05, r * 0.05, "#f0b030")
    fill_ellipse(p, 0, 0, r * 0.1, r * 0.1, "#d8e07a")
    p.restore()


KINDS = {"longevity_peaches": draw}
