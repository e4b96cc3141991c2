"""A peach spray cut in wood that droops from its rectangle's upper right corner."""

import math
import random

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.cards.art import Art
from app.cards.kit import Point, catmull, normals, poly, smooth
from app.cards.woodcut import Block, plume, print_block

SPRAY_BOX = (68.0, 88.0)
LEAVES = (
    *((33, 22, 190), (47, 30, 40), (21, 40, 100), (26, 64, 110), (54, 46, 110), (13, 22, 130)),
    *((38, 10, 30), (25, 74, 200), (33, 47, 100), (57, 52, 80), (46, 46, 230), (12, 60, 250)),
)
BLOOMS = (
    (24, 13, 9.6),
    (11, 31, 8.6),
    (40, 27, 8.8),
    (19, 52, 8.2),
    (53, 42, 7.2),
    (31, 44, 6.6),
    (49, 12, 6.2),
)
BUDS = ((58, 55, 160), (61, 31, 80), (37, 51, 140), (26, 78, 180), (10, 71, 190), (57, 15, 110), (50, 55, 170))


def draw_spray(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    key: str = "@key",
    petal: str = "@rose",
    heart: str = "@yellow",
    bud: str = "@red",
    leaf: str = "@indigo",
    bark: str = "@orange",
    white: str = "@white",
    flip: bool = False,
    salt: int = 1,
) -> None:
    """flip: it comes from the upper left corner."""
    k = min(rect.width() / SPRAY_BOX[0], rect.height() / SPRAY_BOX[1])
    rng = art.rng(80 + salt)

    def paint(b: Block) -> None:
        b.p.translate(rect.left() if flip else rect.right(), rect.top())
        b.p.scale(k if flip else -k, k)
        b.p.translate(0, 1.5)
        _wood(b, rng, key, bark)
        for x, y, a in LEAVES:
            if rng.random() < 0.85:
                _leaf(b, (x, y), a + rng.uniform(-14, 14), rng.uniform(8, 10.5), leaf, key, white)
        for x, y, r in reversed(BLOOMS):
            _blossom(b, x, y, r * rng.uniform(0.9, 1.04), rng.uniform(0, 72), petal, heart, key)
        for x, y, a in BUDS:
            _bud(b, x, y, 4.2 * rng.uniform(0.8, 1.08), a + rng.uniform(-14, 14), bud, leaf, key)

    print_block(p, rect, art, (petal, heart, bud, leaf, bark, white, key), paint, salt=30 + salt)


def _wood(b: Block, rng: random.Random, key: str, bark: str) -> None:
    main = [(-4, 7), (12, 13), (23, 15), (33, 25), (44, 30), (52, 42), (58, 54)]
    low = [(8, 12), (11, 28), (19, 38), (18, 52), (25, 64), (26, 76)]
    twigs = (
        [(25, 17), (34, 12), (46, 11), (55, 14)],
        [(44, 30), (52, 28), (60, 31)],
        [(14, 32), (26, 40), (36, 50)],
        [(19, 52), (11, 60), (10, 70)],
        [(48, 36), (46, 46), (50, 54)],
    )
    for points, width in ((main, 5.0), (low, 4.0)):
        c = catmull(points, 10)
        n = normals(c)
        half = np.linspace(width, 1.1, len(c)) * np.array([1 + rng.uniform(-0.15, 0.25) for _ in c]) / 2
        b.cut(poly(np.vstack([c + n * half[:, None], (c - n * half[:, None])[::-1]])), key)
        b.line((c + n * 0.2)[2 : len(c) // 2 : 4], 0.75, bark, (0.5, 0.1))
    for twig in twigs:
        b.line(twig, 1.9, key, (1.0, 0.25))


def _leaf(b: Block, at: Point, angle: float, length: float, ink: str, key: str, vein: str) -> None:
    a = math.radians(angle - 90)
    tip = (at[0] + math.cos(a) * length, at[1] + math.sin(a) * length)
    path, line = plume(at, ((at[0] + tip[0]) / 2 + 1.6, (at[1] + tip[1]) / 2), tip, 3.6, 0.45)
    b.cut(path, ink, key, 0.7)
    b.line(line[[2, 9, 15]], 0.5, vein, (0.8, 0.1))


def _blossom(b: Block, x: float, y: float, r: float, angle: float, petal: str, heart: str, key: str) -> None:
    b.p.save()
    b.p.translate(x, y)
    outline = [(0, 0.5), (-r * 0.42, -r * 0.3), (-r * 0.46, -r * 0.78), (-r * 0.12, -r * 1.02), (0, -r * 0.9)]
    shape = smooth([*outline, (r * 0.12, -r * 1.02), (r * 0.46, -r * 0.78), (r * 0.42, -r * 0.3)])
    b.p.rotate(angle)
    for _ in range(5):
        b.p.rotate(72)
        b.cut(shape, petal, key, 1.0)
        b.line([(0, -r * 0.34), (0, -r * 0.62)], 0.6, key, (0.6, 0.1))
    b.dot(0, 0, r * 0.24, r * 0.24, heart, key, 0.8)
    b.p.restore()


def _bud(b: Block, x: float, y: float, r: float, angle: float, ink: str, sepal: str, key: str) -> None:
    b.p.save()
    b.p.translate(x, y)
    b.p.rotate(angle)
    right = [(r * 0.2, -r * 1.15), (r * 0.5, -r * 0.5)]
    b.cut(smooth([(0, 0), (-r * 0.5, -r * 0.5), (-r * 0.2, -r * 1.15), (0, -r * 1.3), *right]), ink, key, 0.8)
    b.cut(smooth([(0, r * 0.15), (-r * 0.45, -r * 0.2), (0, -r * 0.45), (r * 0.45, -r * 0.2)]), sepal, key, 0.6)
    b.p.restore()


KINDS = {"peach_print": draw_spray}
