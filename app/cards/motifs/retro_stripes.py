"""Broad bands side by side that run across the card and turn in round corners, as on the walls of the seventies."""

import math

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.cards.art import Art
from app.cards.kit import normals, pen, poly, rgba, stroke

Points = list[tuple[float, float]]


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    path: tuple[float, ...] = (0.9, -0.1, 0.9, 0.8, -0.1, 0.8),
    tones: str = "@stripe",
    width: float = 34.0,
    radius: float = 250.0,
    gap: float = 0.0,
) -> None:
    """path: x, y, x, y … in fractions of the rectangle. One band a tone, from the outside of the turn inwards."""
    p.setClipRect(rect)
    ends = [
        (rect.left() + path[i] * rect.width(), rect.top() + path[i + 1] * rect.height()) for i in range(0, len(path), 2)
    ]
    ramp = art.ramp(tones)
    total = len(ramp) * width
    center = _rounded(ends, max(radius, total * 0.62))
    side = normals(center)
    flip = art.rng(101).random() < 0.5  # which way the tones run is chance
    for i, tone in enumerate(reversed(ramp) if flip else ramp):
        a, b = i * width - total / 2, (i + 1) * width - total / 2 - gap
        band = np.vstack([center + side * a, (center + side * (b + 0.6))[::-1]])
        p.fillPath(poly(band), art.color(tone))
    for edge in (-total / 2, total / 2):
        stroke(p, poly(center + side * edge, close=False), pen(rgba(art.color(tones), 0.12), 1.5))


def _rounded(points: Points, radius: float) -> np.ndarray:
    """The polyline with its corners rounded off, sampled evenly enough to be offset. (N, 2)"""
    out: Points = []

    def straight(a: tuple[float, float], b: tuple[float, float]) -> None:
        n = max(2, round(math.dist(a, b) / 24))
        out.extend((a[0] + (b[0] - a[0]) * t / n, a[1] + (b[1] - a[1]) * t / n) for t in range(n))

    last = points[0]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        u, v = _toward(corner, before), _toward(corner, after)
        bend = math.acos(max(-1.0, min(1.0, u[0] * v[0] + u[1] * v[1])))
        reach = min(radius / math.tan(bend / 2), math.dist(corner, before) * 0.5, math.dist(corner, after) * 0.5)
        r = reach * math.tan(bend / 2)
        start = (corner[0] + u[0] * reach, corner[1] + u[1] * reach)
        middle = _toward((0.0, 0.0), (u[0] + v[0], u[1] + v[1]))
        hub = (corner[0] + middle[0] * r / math.sin(bend / 2), corner[1] + middle[1] * r / math.sin(bend / 2))
        straight(last, start)
        a0 = math.atan2(start[1] - hub[1], start[0] - hub[0])
        end = (corner[0] + v[0] * reach, corner[1] + v[1] * reach)
        sweep = (math.atan2(end[1] - hub[1], end[0] - hub[0]) - a0 + math.pi) % math.tau - math.pi
        steps = [a0 + sweep * t / 40 for t in range(40)]
        out.extend((hub[0] + math.cos(a) * r, hub[1] + math.sin(a) * r) for a in steps)
        last = end
    straight(last, points[-1])
    return np.array([*out, points[-1]])


def _toward(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float]:
    d = math.dist(a, b) or 1.0
    return (b[0] - a[0]) / d, (b[1] - a[1]) / d


KINDS = {"retro_stripes": draw}
