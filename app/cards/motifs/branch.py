"""A flowering branch: leaves, buds, near and far blossoms on a limb that follows a given line."""

import math
import random
from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.cards.art import Art
from app.cards.kit import Point, rgba
from app.cards.motifs import buds_and_leaves, flowers
from app.cards.motifs.wood import Node, grow_wood
from app.cards.sprites import dimmed, shaded, stamp

RADIUS = 62.0  # of a full-size blossom


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    line: tuple[float, ...] = (0.0, 0.0, 1.0, 1.0),
    width: float = 28.0,
    kind: str = "dao",
    tones: str = "@dao",
    wood: str = "@wood",
    leaves: str = "@leaf",
    shade: str = "@shade",
    blooms: int = 30,
    smallest: float = 0.4,
    largest: float = 1.0,
    twigs: int = 8,
    reach: float = 170.0,
    salt: int = 1,
) -> None:
    """line: x, y, x, y… of the main branch from its foot, in fractions of the rectangle. Calm zones stay free."""
    p.setClipRect(rect)
    rng = art.rng(salt)
    xs, ys = line[0::2], line[1::2]
    main = [(rect.left() + x * rect.width(), rect.top() + y * rect.height()) for x, y in zip(xs, ys, strict=True)]
    dark = art.color(shade)
    nodes = grow_wood(p, rect, art, main, width, twigs, reach, art.ramp(wood), rng)
    nodes = [n for n in nodes if art.free(n.x, n.y, RADIUS * 0.5, rect)]
    rng.shuffle(nodes)
    make = flowers.bloom(kind, art.ramp(tones))
    _leaves(p, [n for n in nodes if art.free(n.x, n.y, 66, rect)], art.ramp(leaves), rng, art.scale)
    _buds(p, nodes, make, rng, art.scale)
    near = [shaded(flowers.blossom(make, RADIUS, i, art.scale), 8, rgba(dark, 0.58)) for i in range(5)]
    far = [dimmed(s, rgba(art.color(tones).darker(160), 0.42), 2.6) for s in near[:2]]
    for n in rng.sample(nodes, min(len(nodes), 14)):
        x, y = n.x + rng.uniform(-26, 26), n.y + rng.uniform(-26, 26)
        if art.free(x, y, RADIUS * 0.66, rect):
            stamp(p, rng.choice(far), x, y, rng.uniform(0.34, 0.56), rng.uniform(0, 360), rng.uniform(0.6, 1), 0.9)
    for x, y, size in sorted(_places(nodes, blooms, (smallest, largest), rect, art, rng), key=lambda q: q[2]):
        turned = size < 0.62 and rng.random() < 0.7  # small ones are often seen from the side
        stamp(
            p,
            rng.choice(near),
            x,
            y,
            size,
            rng.uniform(0, 360),
            rng.uniform(0.5, 0.68) if turned else rng.uniform(0.82, 1),
        )


def _places(
    nodes: Sequence[Node], count: int, sizes: Point, rect: QRectF, art: Art, rng: random.Random
) -> list[tuple[float, float, float]]:
    """Where blossoms sit: touching a little, whole inside the rectangle, never over a calm zone."""
    placed: list[tuple[float, float, float]] = []
    for n in nodes:
        if len(placed) >= count:
            break
        size = rng.uniform(*sizes)
        r = RADIUS * size
        crowded = any(math.hypot(n.x - x, n.y - y) < (r + RADIUS * s) * 0.66 for x, y, s in placed)
        if not crowded and art.free(n.x, n.y, r * 1.12 + 16, rect):
            placed.append((n.x, n.y, size))
    return placed


def _leaves(p: QPainter, nodes: Sequence[Node], tones: tuple[str, ...], rng: random.Random, scale: float) -> None:
    kinds = [buds_and_leaves.leaf(64, 22, (tones[0], tones[1]), i, scale) for i in range(3)]
    for n in nodes[:44]:
        stamp(p, rng.choice(kinds), n.x, n.y, rng.uniform(0.6, 1.1), math.degrees(n.angle) + 90 + rng.uniform(-70, 70))


def _buds(p: QPainter, nodes: Sequence[Node], make: flowers.Bloom, rng: random.Random, scale: float) -> None:
    kinds = [buds_and_leaves.bud(make, 24, i, scale) for i in range(3)]
    for n in nodes[:60]:
        if n.out > 0.5:
            x, y = n.x + rng.uniform(-10, 10), n.y + rng.uniform(-10, 10)
            stamp(p, rng.choice(kinds), x, y, rng.uniform(0.6, 1.1), math.degrees(n.angle) + 90 + rng.uniform(-45, 45))


KINDS = {"branch": draw}
