"""A clump of chrysanthemums cut in wood that rises from its rectangle's foot."""

import math
import random

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.cards.art import Art
from app.cards.woodcut import Block, plume, print_block

CLUMP_BOX = (64.0, 84.0)


def draw_clump(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    key: str = "@key",
    first: str = "@rose",
    second: str = "@yellow",
    heart: str = "@red",
    leaf: str = "@indigo",
) -> None:
    """Three chrysanthemums rising from the rectangle's foot."""
    k = min(rect.width() / CLUMP_BOX[0], rect.height() / CLUMP_BOX[1])
    rng = art.rng(90)
    sway = rng.uniform(-2, 2)
    stems = (
        ([(34, 84), (33, 60), (38, 40), (40 + sway, 20)], 16.0 * rng.uniform(0.9, 1.05), first),
        ([(31, 84), (27, 64), (20, 52), (15, 43 + sway)], 11.5 * rng.uniform(0.9, 1.05), second),
        ([(37, 84), (42, 68), (48, 58), (51, 50 - sway)], 9.5 * rng.uniform(0.9, 1.1), first),
    )

    def paint(b: Block) -> None:
        b.p.translate(rect.center().x() - CLUMP_BOX[0] * k / 2, rect.bottom() - CLUMP_BOX[1] * k)
        b.p.scale(k, k)
        for points, _, _ in stems:
            b.line(points, 2.3, key, (0.9, 0.7))
            for (x, y), side in ((points[1], -1), (points[1], 1), (points[2], 1)):
                _cluster(b, x, y, side, rng.uniform(11, 13.5), leaf, key)
        for points, r, ink in stems:
            _chrysanthemum(b, *points[-1], r, ink, heart if ink == second else second, key, rng)

    print_block(p, rect, art, (first, second, heart, leaf, key), paint, salt=40)


def _cluster(b: Block, x: float, y: float, side: int, length: float, ink: str, key: str) -> None:
    for a in (-36, 36, 0):
        turn = math.radians((-35 if side > 0 else -145) + a * 0.7)
        tip = (x + math.cos(turn) * length * (0.8 if a else 1), y + math.sin(turn) * length * 0.8)
        path, _ = plume((x, y), ((x + tip[0]) / 2, (y + tip[1]) / 2 - 1), tip, 5.2, 0.55)
        b.cut(path, ink, key, 0.8)


def _chrysanthemum(b: Block, x: float, y: float, r: float, ink: str, heart: str, key: str, rng: random.Random) -> None:
    for count, reach, width in ((rng.choice((12, 13, 14)), r, 0.42), (9, r * 0.66, 0.34)):
        turn = rng.uniform(0, 1)
        for i in range(count):
            a = (i + turn) * math.tau / count
            tip = (x + math.cos(a) * reach, y + math.sin(a) * reach * 0.92)
            path, _ = plume((x, y), ((x + tip[0]) / 2, (y + tip[1]) / 2), tip, r * width, 0.72)
            b.cut(path, ink, key, 0.95)
    b.dot(x, y, r * 0.24, r * 0.22, heart, key, 0.95)


KINDS = {"chrysanthemum": draw_clump}
