"""The lotus print of a silk scarf: blooms, buds and pads."""

import math
import random

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import blank, lin, pen, poly, rad, rgba, smooth, soften, stroke, to_pixels


def draw_print(
    art: Art, rect: QRectF, w: int, h: int, k: float, tones: tuple[str, ...], lotus: tuple[float, ...]
) -> np.ndarray:
    image, short = blank(w, h), min(rect.width(), rect.height())
    with QPainter(image) as q:
        soften(q)
        q.scale(k, k)
        for i in range(0, len(lotus), 4):
            q.save()
            q.translate(lotus[i] * rect.width(), lotus[i + 1] * rect.height())
            q.rotate(lotus[i + 3])
            size = lotus[i + 2] * short
            q.scale(size, size)
            _flower(q, tones, art.rng(40 + i))
            q.restore()
    return to_pixels(image)


def _flower(q: QPainter, tones: tuple[str, ...], rng: random.Random) -> None:
    """A lotus one unit in radius with its leaf and a bud, as screen printers draw it: flat, with fine lines."""
    tip, base, leaf, line = tones
    _pad(q, -0.62, 0.52, 0.80, leaf, line, rng)
    _pad(q, 0.78, 0.66, 0.52, leaf, line, rng)
    for x0, x1, y1 in ((0.02, 0.10, 1.06), (0.55, 0.30, 1.10)):
        stem = QPainterPath()
        stem.moveTo(x0, 0.2 if x0 < 0.1 else -0.45)
        stem.quadTo(x0 + 0.10, 0.6, x1, y1)
        stroke(q, stem, pen(rgba(leaf, 0.9), 0.040))
    _bud(q, 0.72, -0.62, tip, base, line)
    rows = (
        (0.98, 0.34, (-80, 80, -52, 52, -24, 24, 0)),
        (0.90, 0.40, (-66, 66, -36, 36)),
        (0.80, 0.44, (-50, 50, -18, 18)),
        (0.66, 0.46, (-84, 84, 0)),
    )
    for length, width, turns in rows:
        for turn in turns:
            q.save()
            q.translate(0, 0.18)
            q.rotate(turn + rng.uniform(-3, 3))
            _petal(q, length * rng.uniform(0.95, 1.04) * (1 - 0.12 * abs(turn) / 90), width, tip, base, line)
            q.restore()


def _petal(q: QPainter, length: float, width: float, tip: str, base: str, line: str) -> None:
    path = QPainterPath()
    path.cubicTo(-width * 0.75, -length * 0.30, -width * 0.62, -length * 0.74, 0, -length)
    path.cubicTo(width * 0.62, -length * 0.74, width * 0.75, -length * 0.30, 0, 0)
    q.fillPath(path, lin(0, 0, 0, -length, (0, rgba(base, 0.82)), (0.45, rgba(base, 0.78)), (1, rgba(tip, 0.88))))
    for side in (-0.30, -0.15, 0.0, 0.15, 0.30):
        vein = QPainterPath()
        vein.moveTo(side * width * 0.5, -length * 0.12)
        vein.quadTo(side * width * 1.7, -length * 0.55, side * width * 0.5, -length * 0.88)
        stroke(q, vein, pen(rgba(tip, 0.55), 0.006))
    stroke(q, path, pen(rgba(line, 0.9), 0.012))


def _bud(q: QPainter, x: float, y: float, tip: str, base: str, line: str) -> None:
    q.save()
    q.translate(x - 0.17, y + 0.22)
    q.rotate(12)
    for turn in (-16, 16, 0):
        q.save()
        q.rotate(turn)
        _petal(q, 0.46, 0.22, tip, base, line)
        q.restore()
    q.restore()


def _pad(q: QPainter, x: float, y: float, r: float, leaf: str, line: str, rng: random.Random) -> None:
    """A round leaf seen aslant, its rim in waves."""
    count = 26
    rim = [
        (x + math.cos(a) * r * rng.uniform(0.94, 1.02), y + math.sin(a) * r * 0.46 * rng.uniform(0.92, 1.04))
        for a in (i * math.tau / count for i in range(count))
    ]
    q.fillPath(smooth(rim), rad(x, y, r, (0, rgba(leaf, 0.40)), (1, rgba(leaf, 0.80))))
    for i in range(0, count, 2):
        stroke(
            q,
            poly([(x, y), (x + (rim[i][0] - x) * 0.92, y + (rim[i][1] - y) * 0.92)], close=False),
            pen(rgba(line, 0.55), 0.008),
        )
    stroke(q, smooth(rim), pen(rgba(line, 0.8), 0.011))
