"""Glazed earthenware: a milky ground that shines a little, with the fine cracks and iron specks of an old kiln."""

import math
import random

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import Point, fill_ellipse, pen, rad, rgba, stroke


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@glaze",
    cracks: str = "@cracks",
    shine: str = "@shine",
    cell: float = 74.0,
    strength: float = 0.42,
) -> None:
    """tones: middle and rim of the ground. cell: the cracks' mesh in units; strength: how dark they are."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    rng, reach = art.rng(19), math.hypot(rect.width(), rect.height())
    middle, rim = art.color(tones, 0), art.color(tones, 1)
    x, y = rect.left() + rect.width() * 0.42, rect.top() + rect.height() * 0.38
    p.fillRect(rect, rad(x, y, reach * 0.66, (0, middle), (0.55, middle), (1, rim)))
    tone = art.color(cracks)
    for size, alpha, keep, width in ((cell, strength, 0.86, 1.15), (cell * 0.46, strength * 0.5, 0.5, 0.7)):
        stroke(p, _mesh(rect, size, keep, rng), pen(rgba(tone, alpha), width))
    for _ in range(round(rect.width() * rect.height() / 52000)):
        u, v, r = rng.uniform(rect.left(), rect.right()), rng.uniform(rect.top(), rect.bottom()), rng.uniform(0.7, 1.8)
        if art.free(u, v, 18, rect):
            fill_ellipse(p, u, v, r, r, rgba(tone, rng.uniform(0.25, 0.6)))
    light = art.color(shine)
    for u, v, w, h, turn, a in ((0.16, 0.10, 0.42, 0.09, -28, 0.5), (0.86, 0.92, 0.36, 0.07, -28, 0.28)):
        p.save()
        p.translate(rect.left() + rect.width() * u, rect.top() + rect.height() * v)
        p.rotate(turn)
        p.scale(reach * w / 2, reach * h / 2)
        fill_ellipse(p, 0, 0, 1, 1, rad(0, 0, 1, (0, rgba(light, a)), (0.5, rgba(light, a * 0.5)), (1, rgba(light, 0))))
        p.restore()


def _mesh(rect: QRectF, size: float, keep: float, rng: random.Random) -> QPainterPath:
    """Cracks along the sides of a honeycomb that chance has bent; some never opened."""
    dx, dy = size * math.sqrt(3) / 2, size * 1.5
    corners: dict[tuple[int, int], Point] = {}

    def corner(i: int, j: int) -> Point:
        if (i, j) not in corners:
            lift = size * 0.25 * (1 if (i + j) % 2 else -1)
            x, y = (
                rect.left() + i * dx + rng.gauss(0, size * 0.2),
                rect.top() + j * dy / 1.0 + lift + rng.gauss(0, size * 0.2),
            )
            corners[i, j] = (x, y)
        return corners[i, j]

    path = QPainterPath()
    for j in range(-1, int(rect.height() / dy) + 3):
        for i in range(-1, int(rect.width() / dx) + 3):
            ends = [(i + 1, j)] + ([(i, j + 1)] if (i + j) % 2 else [])
            for end in ends:
                if rng.random() < keep:
                    a, b = corner(i, j), corner(*end)
                    path.moveTo(*a)
                    bend = rng.gauss(0, 0.09)
                    path.quadTo(
                        (a[0] + b[0]) / 2 - (b[1] - a[1]) * bend, (a[1] + b[1]) / 2 + (b[0] - a[0]) * bend, b[0], b[1]
                    )
    return path


KINDS = {"glaze": draw}
