"""A church square on a winter evening in watercolour: wet paving, people, shop houses, a lit tree."""

import math
import random

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, mix, poly, rad, rgba, smooth
from app.cards.motifs.ink_wash import wash
from app.cards.motifs.winter_walkers import person

SQUARE = QRectF(0, 0, 1080, 500)  # the church stands at y = 298
HORIZON = 170  # everything of the square is drawn from here down, and the tree and houses above


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    coats: str = "@coat",
    pine: str = "@pine",
    light: str = "@glow",
    ground: str = "@ground_wet",
    dark: str = "@stone",
    taper: bool = False,
    salt: int = 1,
) -> None:
    """People on wet paving, houses, a lit tree; the ground fades into paper at the foot. taper: at the right too."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    size = min(rect.width() / SQUARE.width(), rect.height() / SQUARE.height())
    p.translate(rect.center().x() - SQUARE.center().x() * size, rect.top() + HORIZON * size)
    p.scale(size, size)
    k, seed, rng = art.scale * size, art.seed * 23 + salt, art.rng(830 + salt)
    left = (rect.left() - rect.center().x()) / size + SQUARE.center().x()
    right = (rect.right() - rect.center().x()) / size + SQUARE.center().x()
    warm = [art.color(light, i) for i in range(3)]
    for x0, x1 in ((left, 226), (854, right - (110 if taper else 0))):
        _houses(p, art, dark, warm, x0, x1, k, seed, rng)
    end = (
        [(right - 90, 132), (right - 24, 170), (right - 150, 246)] if taper else [(right + 60, 126), (right + 60, 298)]
    )
    paving = smooth([(left - 60, 126), (540, 118), *end, (540, 298), (left - 60, 298)])
    wash(p, paving, art.color(ground), k, seed, [0.85, 0.38, 0.0], 0.0)
    for x in (296, 400, 470, 540, 612, 684, 784):
        streak = ellipse(x + rng.uniform(-8, 8), 190, rng.uniform(9, 17), 76)
        wash(p, streak, warm[1], k, seed + x, [0.75, 0.45, 0.0], 0.0)
    _pine(p, art, pine, warm, k, seed, rng, 880)
    people = sorted((rng.uniform(0, 1), x) for x in (112, 150, 300, 338, 372, 452, 600, 640, 704, 752, 786, 970))
    for near, x in people:
        person(p, art, coats, dark, x + rng.uniform(-12, 12), 136 + 62 * near, 0.66 + 0.52 * near, k, seed, rng)


def _houses(
    p: QPainter, art: Art, dark: str, warm: list[QColor], x0: float, x1: float, k: float, seed: int, rng: random.Random
) -> None:
    """A row of old shop houses on either side, roof by roof, a few windows lit."""
    x = x0 - 20
    while x < x1 - 30:
        w = min(rng.uniform(58, 96), x1 - x)
        top = rng.uniform(22, 66)
        roof = poly(
            [(x, 124), (x, top + 20), (x + w * 0.12, top), (x + w * 0.88, top), (x + w, top + 20), (x + w, 124)]
        )
        wash(
            p,
            roof,
            mix(art.color(dark, 1), art.color(dark, 2), rng.random()),
            k,
            seed + round(x),
            [0.92, 0.72, 0.5],
            0.4,
        )
        for i in range(2):
            for j in range(2):
                if rng.random() < 0.6:
                    pane = QRectF(x + w * (0.2 + 0.38 * i), top + 32 + 30 * j, w * 0.2, 17)
                    p.fillRect(pane, rgba(warm[1], 0.75))
        x += w + rng.uniform(-2, 3)


def _pine(
    p: QPainter, art: Art, pine: str, warm: list[QColor], k: float, seed: int, rng: random.Random, x: float
) -> None:
    leaf, deep = art.color(pine), art.color(pine, 1)
    tiers = ((-60, 30, 36), (-20, 60, 52), (24, 88, 66), (70, 116, 80), (112, 150, 90))
    fill_ellipse(p, x, 40, 190, 170, rad(x, 40, 190, (0, rgba(warm[1], 0.45)), (1, rgba(warm[1], 0))))
    for i, (top, foot, half) in reversed(list(enumerate(tiers))):
        edge = [(x + half * (1 - 2 * j / 8), foot + (7 if j % 2 else -4) + rng.uniform(-3, 3)) for j in range(9)]
        cone = poly([(x, top - 42), *edge])
        wash(p, cone, leaf, k, seed + 60 + i, [0.95, 0.9, 0.95], 0.5)
        wash(p, poly([(x, top - 42), *edge[:5]]), deep, k, seed + 70 + i, [0.4, 0.6, 0.8], 0.2)
    for i, (top, foot, half) in enumerate(tiers):
        for j in range(3 + i):
            u = (j + 0.5) / (3 + i) * 2 - 1
            bx, by = x + u * half * 0.8, foot - 12 + 9 * (1 - u * u)
            fill_ellipse(
                p,
                bx,
                by,
                9,
                9,
                rad(bx, by, 9, (0, rgba(warm[0], 0.9)), (0.3, rgba(warm[1], 0.5)), (1, rgba(warm[1], 0))),
            )
            fill_ellipse(p, bx, by, 2.4, 2.4, "#fffbe8")
    _star(p, x, -104, 17, warm)


def _star(p: QPainter, x: float, y: float, r: float, warm: list[QColor]) -> None:
    fill_ellipse(p, x, y, r * 2.6, r * 2.6, rad(x, y, r * 2.6, (0, rgba(warm[0], 0.8)), (1, rgba(warm[1], 0))))
    points = [
        (
            x + math.sin(i * math.pi / 5) * (r if i % 2 == 0 else r * 0.42),
            y - math.cos(i * math.pi / 5) * (r if i % 2 == 0 else r * 0.42),
        )
        for i in range(10)
    ]
    p.fillPath(poly(points), warm[0])


KINDS = {"square_crowd": draw}
