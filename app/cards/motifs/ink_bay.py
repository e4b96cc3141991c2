"""Hạ Long in ink wash and gold line: limestone islands that dissolve in mist."""

import math
import random
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter

from app.cards.art import Art
from app.cards.kit import catmull, fill_ellipse, poly, rgba, ribbon
from app.cards.motifs.ink_wash import wash


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@karst",
    index: int = 0,
    gold: str = "@foil",
    peaks: Sequence[float] = (0.2, 0.7, 0.24, 0.48, 1.0, 0.3, 0.78, 0.6, 0.2),
    line: float = 2.2,
    strength: float = 1.0,
    salt: int = 1,
) -> None:
    """A group of islands, its waterline at the rectangle's foot. peaks: middle, height and width of each, in fractions."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    rng = art.rng(600 + salt)
    n = max(80, round(rect.width() / 4))
    u = np.linspace(-0.02, 1.02, n)
    rough = sum(
        np.interp(u, np.linspace(-0.02, 1.02, c), [rng.uniform(-1, 1) for _ in range(c)]) * a
        for c, a in ((17, 0.05), (43, 0.035), (101, 0.018))
    )
    height = np.zeros(n)
    for cx, top, wide in zip(peaks[0::3], peaks[1::3], peaks[2::3], strict=True):
        d = np.abs((u - cx) / (wide / 2)) * (1 + rng.uniform(-0.1, 0.1) * np.sign(u - cx))
        tower = np.clip(1 - d**3.0, 0, None) ** 0.46
        height = np.maximum(height, tower * top * (1 + rough * np.minimum(1, tower * 1.3)))
    room = (rect.height() - 16) / 1.12
    x, y = rect.left() + rect.width() * u, rect.bottom() - np.clip(height, 0, 1.12) * room
    path = poly([*zip(x.tolist(), y.tolist(), strict=True), (x[-1], rect.bottom() + 2), (x[0], rect.bottom() + 2)])
    ink, deep = art.color(tones, 2 * index), art.color(tones, 2 * index + 1)
    wash(p, path, ink, art.scale, art.seed * 7 + salt, [0.98 * strength, 0.60 * strength, 0.0])
    p.save()
    p.setClipPath(path, Qt.ClipOperation.IntersectClip)
    _strokes(p, x, y, rect, deep, rng, strength)
    p.restore()
    if line:
        _gold(p, x, y, rect, art.foil(gold, 3), rng, line)


def _strokes(
    p: QPainter, x: np.ndarray, y: np.ndarray, rect: QRectF, deep: QColor, rng: random.Random, strength: float
) -> None:
    """Cliffs: slanted dry strokes that weaken downwards; scrub: dabs along the crest."""
    size = rect.height() / 400
    for _ in range(round(rect.width() / 2.6)):
        i = rng.randrange(2, len(x) - 2)
        tall = rect.bottom() - y[i]
        if tall < 40 * size:
            continue
        t = rng.random() ** 1.5 * 0.8
        sx, sy, long = x[i] + rng.uniform(-6, 6), y[i] + tall * t, tall * rng.uniform(0.06, 0.20)
        lean = rng.uniform(-0.12, 0.30) * long
        curve = catmull([(sx, sy), (sx + lean * 0.3, sy + long * 0.5), (sx + lean, sy + long)], 5)
        width = rng.uniform(0.6, 2.6) * size
        p.fillPath(
            ribbon(curve, np.linspace(width, 0.2, len(curve))),
            rgba(deep, strength * 0.42 * (1 - t) ** 1.2 * rng.uniform(0.4, 1)),
        )
    for _ in range(round(rect.width() / 1.4)):
        i = rng.randrange(2, len(x) - 2)
        tall = rect.bottom() - y[i]
        if tall < 60 * size:
            continue
        dx, dy, r = rng.uniform(-5, 5), abs(rng.gauss(0, 0.09)) * tall, rng.uniform(0.9, 3.6) * size
        fill_ellipse(p, x[i] + dx, y[i] + dy, r * 1.5, r * 0.75, rgba(deep, strength * rng.uniform(0.22, 0.62)))


def _gold(
    p: QPainter, x: np.ndarray, y: np.ndarray, rect: QRectF, foil: QBrush, rng: random.Random, width: float
) -> None:
    """The crest in a broken foil line, and two or three strata that echo it further down."""
    points = np.stack([x, y], 1)
    tall = rect.bottom() - y
    for level, share in ((0.0, 0.93), (0.20, 0.5), (0.42, 0.34)):
        start = None
        cut = 0
        for i in range(len(x)):
            alive = tall[i] > rect.height() * (0.10 + 0.16 * (level > 0))
            if start is None and alive and i >= cut and rng.random() < (0.5 if level == 0 else 0.06):
                start, length = i, rng.randint(len(x) // 9, len(x) // 4) if level == 0 else rng.randint(6, len(x) // 12)
            if start is not None and (not alive or i - start >= length or i == len(x) - 1):
                piece = points[start:i].copy()
                piece[:, 1] += tall[start:i] * level
                if len(piece) > 4:
                    taper = np.sin(np.linspace(0.12, math.pi - 0.12, len(piece))) ** 0.5
                    p.fillPath(ribbon(piece, taper * width * (0.5 if level == 0 else 0.34)), foil)
                start, cut = None, i + (2 if level == 0 else round((1 - share) * 30))


KINDS = {"ink_karsts": draw}
