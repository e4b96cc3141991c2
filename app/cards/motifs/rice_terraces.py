"""Rice terraces in two inks: contour upon contour down a hillside, misty ranges behind."""

import itertools
import math
import random

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import pen, poly
from app.cards.riso import DARK, B, fade, printed

STEPS = 121  # points along a contour


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    side: str = "left",
    rows: int = 13,
    drop: float = 0.62,
    lean: float = 0.0,
    salt: int = 1,
) -> None:
    """A hillside that falls from `side` ('left', 'right', 'both'). drop: how far its crest falls, of the height."""
    rng = art.rng(300 + salt)
    x = np.linspace(rect.left() - 30, rect.right() + 30, STEPS)
    lines = _contours(x, rect, rng, side, rows, drop, lean)

    def paint(q: QPainter) -> None:
        looks = [
            (0.85, 0.0),
            (0.30, 0.0),
            (0.55, 0.16),
            (0.0, 0.20),
            (0.95, 0.30),
            (0.12, 0.06),
            (0.0, 0.42),
            (0.40, 0.0),
        ]
        last = 0
        for i, (upper, lower) in enumerate(itertools.pairwise(lines)):
            band = _band(x, upper, lower)
            choice = rng.choice([k for k in range(len(looks)) if k != last])
            last, (a, b) = choice, looks[choice]
            if i == len(lines) - 2:
                a, b = 0.92, 0.0  # the field at the viewer's feet carries the picture
            light = (0.35, 1.0) if rng.random() < 0.5 else (1.0, 0.35)
            left, right = rect.left(), rect.right()
            q.fillPath(band, fade(left, 0, right, 60, (0, a * light[0], b * light[0]), (1, a * light[1], b * light[1])))
            _furrows(q, x, upper, lower, rng)
            thick = 3.0 + 7.5 * i / rows
            swell = 0.6 + 0.5 * np.sin(x / 97 + i * 1.7)
            edge = _band(x, lower - thick * swell, lower + 1)
            q.fillPath(edge, B if i % 3 else DARK)
        first = _band(x, lines[0] - 2.5, lines[0] + 2.5)
        q.fillPath(first, DARK)

    printed(p, rect, art, paint)


def _contours(
    x: np.ndarray, rect: QRectF, rng: random.Random, side: str, rows: int, drop: float, lean: float
) -> list[np.ndarray]:
    """The edges of the terraces, each below the last; they widen towards the viewer. rows + 2 of (STEPS,)"""
    u = (x - rect.left()) / rect.width()
    fall = {"left": u, "right": 1 - u, "both": np.abs(2 * u - 1) * -1 + 1}[side]
    ease = fall * fall * (3 - 2 * fall)
    crest = rect.top() + 16 + rect.height() * drop * ease
    bulges = [
        (rng.uniform(1.0, 1.5), rng.uniform(0, 6.3), 1.0),
        (rng.uniform(2.2, 3.0), rng.uniform(0, 6.3), 0.5),
        (rng.uniform(4.5, 6.0), rng.uniform(0, 6.3), 0.2),
    ]
    steps = np.array([(0.035 + 0.085 * i / rows) * rng.uniform(0.75, 1.25) for i in range(rows + 1)])
    depths = np.concatenate([[0.0], np.cumsum(steps) / steps.sum()]) * rect.height() * (1 - 0.5 * drop)
    edges: list[np.ndarray] = []
    for i, below in enumerate(depths):
        s = i / rows
        size = rect.height() * 0.055 * (0.25 + s)
        wave = sum(a * np.sin(math.tau * f * u + ph + 1.3 * s * f**0.5) for f, ph, a in bulges)
        flat = 1 - 0.55 * s  # the valley floor lies flatter than the crest
        line = (
            rect.top()
            + 16
            + (crest - rect.top() - 16) * flat
            + below
            + size * wave
            - lean * rect.height() * s * (u - 0.5)
        )
        edges.append(line if not edges else np.maximum(line, edges[-1] + 4.0))
    edges[-1] = np.maximum(edges[-1], rect.bottom() + 30)
    return edges


def _band(x: np.ndarray, upper: np.ndarray, lower: np.ndarray) -> QPainterPath:
    return poly(np.vstack([np.stack([x, upper], 1), np.stack([x, lower], 1)[::-1]]))


def _furrows(q: QPainter, x: np.ndarray, upper: np.ndarray, lower: np.ndarray, rng: random.Random) -> None:
    """Rows of seedlings: short strokes that follow the contour."""
    room = float(np.median(lower - upper))
    if room < 24 or rng.random() < 0.25:
        return
    for k in range(1, int(room // 15)):
        t = k / (room / 15)
        line = upper + (lower - upper) * t
        start, stop = sorted(rng.sample(range(4, STEPS - 4), 2))
        dots = pen(B, 3.6)
        dots.setDashPattern([0.1, 3.1])
        q.strokePath(poly(np.stack([x, line], 1)[start : stop + 1], close=False), dots)


def draw_ranges(
    p: QPainter, rect: QRectF, art: Art, *, count: int = 3, plate: str = "b", strength: float = 0.6, salt: int = 1
) -> None:
    """Mountains one behind the other, each dissolving into mist at its foot."""
    rng = art.rng(320 + salt)
    x = np.linspace(rect.left() - 20, rect.right() + 20, 90)
    u = (x - rect.left()) / rect.width()

    def paint(q: QPainter) -> None:
        for i in range(count):
            top = rect.top() + 10 + rect.height() * 0.22 * i
            high = rect.height() * 0.42
            f = [(1.1, 1.0), (2.7, 0.45), (6.3, 0.14), (13.0, 0.05)]
            y = top + high * (0.5 + 0.30 * sum(a * np.sin(math.tau * k * u + rng.uniform(0, 6.3)) for k, a in f))
            density = strength * (0.55 + 0.45 * i / max(1, count - 1))
            a, b = (0.0, density) if plate == "b" else (density, 0.0)
            foot = min(rect.bottom(), float(y.max()) + rect.height() * 0.42)
            tint = fade(0, float(y.min()), 0, foot, (0, a, b), (0.45, a * 0.45, b * 0.45), (1, 0, 0))
            q.fillPath(_band(x, y, np.full_like(x, rect.bottom() + 20)), tint)

    printed(p, rect, art, paint)


KINDS = {"rice_terraces": draw, "riso_ranges": draw_ranges}
