"""A branch's wood: limbs and twigs grown along a line, and the places where things grow on it."""

import math
import random
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from app.cards.art import Art
from app.cards.kit import Point, blank, catmull, gaussian, rgba, soften, tinted, to_pixels
from app.cards.motifs.crooked_limb import Free, draw_limb, wander


@dataclass(frozen=True)
class Node:
    """A place where something grows: position, the twig's direction, how far out along it (0…1)."""

    x: float
    y: float
    angle: float
    out: float


def grow_wood(
    p: QPainter,
    rect: QRectF,
    art: Art,
    main: list[Point],
    width: float,
    twigs: int,
    reach: float,
    tones: tuple[str, ...],
    rng: random.Random,
) -> list[Node]:
    """Paints the wood on a layer of its own, throws its shadow, and returns the places to grow."""
    box = rect.intersected(QRectF(p.clipBoundingRect()))
    layer = blank(box.width() * art.scale, box.height() * art.scale)
    with QPainter(layer) as q:
        soften(q)
        q.scale(art.scale, art.scale)
        q.translate(-box.topLeft())
        nodes = _grow(
            q,
            main,
            width,
            twigs,
            2,
            (reach * 0.65, reach * 1.25),
            tones,
            (0.15, 0.98),
            lambda x, y: art.free(x, y, 14, rect),
            rng,
        )
    small = layer.scaled(max(1, layer.width() // 3), max(1, layer.height() // 3))
    cast = tinted(
        gaussian(to_pixels(small)[..., 3], max(0.8, 8 * art.scale / 3)), rgba(QColor(tones[0]).darker(180), 0.5)
    )
    p.drawImage(box.translated(6, 13), cast)
    p.drawImage(box, layer)
    return nodes


def _grow(
    p: QPainter,
    main: list[Point],
    width: float,
    twigs: int,
    depth: int,
    reach: Point,
    tones: tuple[str, ...],
    span: Point,
    free: Free,
    rng: random.Random,
) -> list[Node]:
    """One limb and, `depth` levels down, its twigs."""
    nodes, c = [], draw_limb(p, main, width, width * 0.16, tones, rng)
    n, side = len(c), rng.choice((-1, 1))
    for i in range(twigs):
        t = span[0] + (span[1] - span[0]) * (i + rng.uniform(0.1, 0.9)) / twigs
        k = min(n - 2, int(t * n))
        side = -side if rng.random() < 0.8 else side
        angle = math.atan2(*(c[k + 1] - c[k])[::-1]) + side * rng.uniform(0.45, 1.05)
        points, end = wander((float(c[k][0]), float(c[k][1])), angle, rng.uniform(*reach) * (1.1 - 0.5 * t), free, rng)
        girth = max(1.8, width * (1 - 0.84 * t) * 0.48)
        if depth > 1:
            nodes += _grow(
                p,
                points,
                girth,
                rng.randint(1, 3),
                depth - 1,
                (reach[0] * 0.4, reach[1] / 2),
                tones,
                (0.3, 0.95),
                free,
                rng,
            )
        else:
            draw_limb(p, points, girth, girth * 0.3, tones, rng)
        twig = catmull(points, 4)
        nodes += [
            Node(*map(float, twig[j]), end, j / len(twig))
            for j in range(len(twig) // 3, len(twig), max(2, len(twig) // 5))
        ]
        nodes.append(Node(*points[-1], end, 1.0))
    nodes += [Node(*map(float, c[j]), 0.0, j / n) for j in range(int(n * 0.2), n, max(3, n // 12))]
    return [*nodes, Node(*map(float, c[-1]), math.atan2(*(c[-1] - c[-2])[::-1]), 1.0)]
