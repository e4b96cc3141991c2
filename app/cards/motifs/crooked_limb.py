"""A limb or twig: its crooked course, and its bark with a lit upper side, knots and short cracks."""

import math
import random
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter

from app.cards.kit import Point, catmull, normals, pen, poly, rgba, ribbon

Free = Callable[[float, float], bool]  # whether wood may grow here


def wander(
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


def draw_limb(
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
