"""A branch's wood: gnarled limbs and crooked twigs grown along a line, and the places where things grow on it."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from app.cards.art import Art
from app.cards.kit import Point, blank, catmull, gaussian, normals, pen, poly, rgba, ribbon, soften, tinted, to_pixels

Free = Callable[[float, float], bool]  # whether wood may grow here


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
