"""A sunny window sill in watercolour: a bowl of hot cháo, a cup of tea, oranges and two small plants."""

import math
import random

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTransform

from app.cards.art import Art
from app.cards.kit import ellipse, mix, poly, rgba, ribbon, shadow, smooth
from app.cards.motifs.hot_meal import bowl
from app.cards.motifs.hot_tea import cup
from app.cards.motifs.sill_plants import ivy, snake_plant
from app.cards.motifs.table_easel import TOP, Easel, heart
from app.cards.watercolour import Wet

BOX = QRectF(0, 0, 1000, 560)


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    sill: str = "@sill",
    pot: str = "@pot",
    leaf: str = "@leaf",
    china: str = "@china",
    food: str = "@food",
    tea: str = "@tea",
    fruit: str = "@fruit",
    steam: str = "@steam",
    x: float = 0.5,
) -> None:
    """The sill fills the width; things stand round `x` of it. china: light, shadow, pattern; food: porridge, its shade, carrot."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    size = min(rect.width() / BOX.width(), rect.height() / BOX.height())
    left = min(max(rect.left(), rect.left() + rect.width() * x - 500 * size), rect.right() - 1000 * size)
    place = QTransform.fromTranslate(left, rect.bottom() - BOX.height() * size).scale(size, size)
    rng = art.rng(29)
    wood, clay, green, white, meal, brew, orange = (
        tuple(QColor(tone) for tone in art.ramp(ref)) for ref in (sill, pot, leaf, china, food, tea, fruit)
    )
    easel = Easel(Wet(rect, art.scale, art.seed + 4), place, size)
    _sill(easel, rect, place, wood, rng)
    snake_plant(easel, clay, green, rng)
    ivy(easel, white, green, rng)
    _oranges(easel, orange, green, wood, rng)
    bowl(easel, white, meal, green, wood, rng)
    cup(easel, white, brew, wood)
    easel.wet.commit(p)
    _steam(p, place, size, art.color(steam), rng)


def _sill(easel: Easel, rect: QRectF, place: QTransform, wood: tuple[QColor, ...], rng: random.Random) -> None:
    back = place.inverted()[0].mapRect(rect)
    x0, x1 = back.left() - 10, back.right() + 10
    top = poly([(x0, TOP - 34), (x1, TOP - 34), (x1, TOP + 40), (x0, TOP + 40)])
    easel.wash(
        top, wood[0], wood[1], ((0, TOP - 60), (300, TOP + 60)), alpha=0.8, knock=1.0, edge=0.3, rough=0.1, drift=1.0
    )
    front = poly([(x0, TOP + 42), (x1, TOP + 42), (x1, BOX.bottom() + 20), (x0, BOX.bottom() + 20)])
    easel.wash(
        front,
        wood[1],
        wood[2],
        ((0, TOP + 30), (60, BOX.bottom())),
        alpha=0.9,
        knock=1.0,
        edge=0.4,
        rough=0.1,
        drift=0.8,
    )
    for _ in range(round((x1 - x0) / 42)):
        x, y = rng.uniform(x0, x1), rng.uniform(TOP - 26, TOP + 34)
        length = rng.uniform(60, 190)
        easel.line(
            [(x, y), (x + length / 2, y + rng.uniform(-2, 2)), (x + length, y)],
            rng.uniform(1.0, 2.2),
            wood[2],
            rng.uniform(0.15, 0.4),
        )


def _oranges(
    easel: Easel, orange: tuple[QColor, ...], green: tuple[QColor, ...], wood: tuple[QColor, ...], rng: random.Random
) -> None:
    for x, r in ((322.0, 44.0), (262.0, 38.0)):
        easel.cast(x + 6, r * 1.25, mix(wood[2], "#5a3a2a", 0.3))
        y = TOP + 6 - r
        body = smooth(
            [
                (x + math.cos(a) * r * 1.04, y + math.sin(a) * r * 0.98)
                for a in np.linspace(0, math.tau, 12, endpoint=False)
            ]
        )
        easel.wash(
            body,
            orange[0],
            orange[1],
            ((x - r * 0.6, y - r * 0.7), (x + r * 0.8, y + r * 0.9)),
            alpha=0.95,
            knock=0.95,
            edge=0.5,
            rough=0.12,
            drift=0.5,
            shade=(orange[1], 0.3),
        )
        gleam = ellipse(x - r * 0.36, y - r * 0.40, r * 0.24, r * 0.18)
        easel.wash(gleam, "#ffffff", "#ffffff", ((x, y), (x + 1, y)), alpha=0.1, knock=0.75, edge=0.0, rough=0.2)
        easel.line([(x + 2, y - r + 6), (x + 4, y - r - 2), (x + 8, y - r - 9)], 3.4, green[2])
        leaf = heart(x + 7, y - r - 6, rng.uniform(-0.6, -0.1), r * 0.86)
        easel.wash(leaf, green[0], green[1], ((x, y - r), (x + r, y - r - 14)), alpha=0.9, knock=0.85, edge=0.5)


def _steam(p: QPainter, place: QTransform, size: float, tone: QColor, rng: random.Random) -> None:
    for x, y, height, wide in (
        (478, 306, 150, 11),
        (530, 296, 190, 13),
        (584, 310, 136, 10),
        (754, 352, 110, 7),
        (788, 350, 132, 8),
    ):
        sway, turn = rng.uniform(12, 20), rng.uniform(0, math.tau)
        ts = np.linspace(0, 1, 26)
        line = np.stack([x + np.sin(ts * 5.2 + turn) * sway * (0.3 + ts), y - ts * height], 1)
        path = place.map(ribbon(line, wide * np.sin(np.clip(ts * 1.02, 0, 1) * math.pi) * (0.5 + 0.7 * ts) + 0.4))
        shadow(p, path, 0, 0, 7 * size, rgba(tone, 0.75))
        shadow(p, path, 0, 0, 2.6 * size, rgba(tone, 0.35))


KINDS = {"window_sill": draw}
