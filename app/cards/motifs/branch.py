"""A flowering branch: gnarled wood grown along a given line, leaves, buds, near and far blossoms."""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from app.cards.art import Art
from app.cards.kit import (
    Point,
    blank,
    catmull,
    dimmed,
    gaussian,
    normals,
    pen,
    poly,
    rgba,
    ribbon,
    shaded,
    soften,
    stamp,
    tinted,
    to_pixels,
)
from app.cards.motifs import flowers

Free = Callable[[float, float], bool]  # whether wood may grow here
RADIUS = 62.0  # of a full-size blossom


@dataclass(frozen=True)
class Node:
    """A place where something grows: position, the twig's direction, how far out along it (0…1)."""

    x: float
    y: float
    angle: float
    out: float


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
    nodes = _wood(p, rect, art, main, width, twigs, reach, art.ramp(wood), rng)
    nodes = [n for n in nodes if _free(n.x, n.y, RADIUS * 0.5, rect, art)]
    rng.shuffle(nodes)
    make = flowers.bloom(kind, art.ramp(tones))
    _leaves(p, [n for n in nodes if _free(n.x, n.y, 66, rect, art)], art.ramp(leaves), rng, art.scale)
    _buds(p, nodes, make, rng, art.scale)
    near = [shaded(flowers.blossom(make, RADIUS, i, art.scale), 8, rgba(dark, 0.58)) for i in range(5)]
    far = [dimmed(s, rgba(art.color(tones).darker(160), 0.42), 2.6) for s in near[:2]]
    for n in rng.sample(nodes, min(len(nodes), 14)):
        x, y = n.x + rng.uniform(-26, 26), n.y + rng.uniform(-26, 26)
        if _free(x, y, RADIUS * 0.66, rect, art):
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


def _free(x: float, y: float, r: float, rect: QRectF, art: Art) -> bool:
    """Whether a thing of radius r fits here: inside the rectangle and clear of the calm zones."""
    return art.room(rect, r).contains(x, y) and not any(zone.adjusted(-r, -r, r, r).contains(x, y) for zone in art.calm)


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
        if not crowded and _free(n.x, n.y, r * 1.12 + 16, rect, art):
            placed.append((n.x, n.y, size))
    return placed


def _leaves(p: QPainter, nodes: Sequence[Node], tones: tuple[str, ...], rng: random.Random, scale: float) -> None:
    kinds = [flowers.leaf(64, 22, (tones[0], tones[1]), i, scale) for i in range(3)]
    for n in nodes[:44]:
        stamp(p, rng.choice(kinds), n.x, n.y, rng.uniform(0.6, 1.1), math.degrees(n.angle) + 90 + rng.uniform(-70, 70))


def _buds(p: QPainter, nodes: Sequence[Node], make: flowers.Bloom, rng: random.Random, scale: float) -> None:
    kinds = [flowers.bud(make, 24, i, scale) for i in range(3)]
    for n in nodes[:60]:
        if n.out > 0.5:
            x, y = n.x + rng.uniform(-10, 10), n.y + rng.uniform(-10, 10)
            stamp(p, rng.choice(kinds), x, y, rng.uniform(0.6, 1.1), math.degrees(n.angle) + 90 + rng.uniform(-45, 45))


def _wood(
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
    q = QPainter(layer)
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
        lambda x, y: _free(x, y, 14, rect, art),
        rng,
    )
    q.end()
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
    nodes, c = [], _limb(p, main, width, width * 0.16, tones, rng)
    n, side = len(c), rng.choice((-1, 1))
    for i in range(twigs):
        t = span[0] + (span[1] - span[0]) * (i + rng.uniform(0.1, 0.9)) / twigs
        k = min(n - 2, int(t * n))
        side = -side if rng.random() < 0.8 else side
        angle = math.atan2(*(c[k + 1] - c[k])[::-1]) + side * rng.uniform(0.45, 1.05)
        points, end = _wander((float(c[k][0]), float(c[k][1])), angle, rng.uniform(*reach) * (1.1 - 0.5 * t), free, rng)
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
            _limb(p, points, girth, girth * 0.3, tones, rng)
        twig = catmull(points, 4)
        nodes += [
            Node(*map(float, twig[j]), end, j / len(twig))
            for j in range(len(twig) // 3, len(twig), max(2, len(twig) // 5))
        ]
        nodes.append(Node(*points[-1], end, 1.0))
    nodes += [Node(*map(float, c[j]), 0.0, j / n) for j in range(int(n * 0.2), n, max(3, n // 12))]
    return [*nodes, Node(*map(float, c[-1]), math.atan2(*(c[-1] - c[-2])[::-1]), 1.0)]


def _wander(
    start: Point, angle: float, length: float, free: Free, rng: random.Random, step: float = 22.0
) -> tuple[list[Point], float]:
    """A twig's crooked course, and the direction in which it ends."""
    points, (x, y) = [start], start
    for _ in range(max(3, int(length / step))):
        angle += rng.gauss(0, 0.12)
        if rng.random() < 0.16:
            angle += rng.choice((-1, 1)) * rng.uniform(0.15, 0.42)
        x, y = x + math.cos(angle) * step, y + math.sin(angle) * step
        if len(points) > 2 and not free(x, y):
            break
        points.append((x, y))
    return points, angle


def _limb(
    p: QPainter, points: list[Point], thick: float, thin: float, tones: tuple[str, ...], rng: random.Random
) -> np.ndarray:
    """Bark along the points: a dark body, a lit upper side, knots and short cracks. Returns the centre line (N, 2)."""
    c = catmull(points, 8)
    n, normal = len(c), normals(c)
    half = np.linspace(thick, thin, n) * np.array([1 + rng.uniform(-0.13, 0.13) for _ in range(n)]) / 2
    for _ in range(max(1, n // 26)):
        k = rng.randrange(n)
        half[max(0, k - 1) : k + 2] *= rng.uniform(1.12, 1.35)
    body = ribbon(c, half)
    p.fillPath(body, QColor(tones[0]))
    up = normal * np.where(normal[:, 1:] < 0, 1, -1) * half[:, None]
    p.fillPath(poly(np.vstack([c + up * 0.96, (c + up * 0.28)[::-1]])), QColor(tones[1]))
    p.save()
    p.setClipPath(body)
    p.fillPath(poly(np.vstack([c + up * 0.96, (c + up * 0.74)[::-1]])), rgba(tones[2], 0.75))
    along = np.stack([normal[:, 1], -normal[:, 0]], 1)
    for i in range(0, n, 2):
        if half[i] > 1.6 and rng.random() < 0.75:
            a = c[i] + normal[i] * half[i] * rng.uniform(-0.9, 0.7)
            b = a + along[i] * rng.uniform(3, 12)
            tone = tones[2] if rng.random() < 0.5 else "#120605"
            p.setPen(pen(rgba(tone, rng.uniform(0.18, 0.5)), rng.uniform(0.6, 1.6)))
            p.drawLine(QPointF(*a), QPointF(*b))
    p.restore()
    return c
