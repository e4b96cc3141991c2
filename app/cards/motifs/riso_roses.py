"""Big roses in two risograph inks: petals shade from solid to dots, leaves in the second ink, overprints in the folds."""

import math
import random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QRadialGradient

from app.cards.art import Art
from app.cards.kit import Point, ellipse, lin, pen, poly, smooth, stroke
from app.cards.motifs.riso_foliage import foliage
from app.cards.riso import PAPER, A, ink, over, printed

# Petals from the outside in: how far each reaches, over the rose's radius
REACH = (1.0, 0.98, 0.97, 0.95, 0.93, 0.79, 0.76, 0.74, 0.71, 0.57, 0.54, 0.51, 0.40, 0.37, 0.28, 0.25)
GOLDEN, LIGHT = 137.5, 235.0  # degrees from petal to petal; where the light comes from


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    roses: tuple[float, ...] = (0.60, 0.58, 0.36, 0.22, 0.34, 0.20, 0.86, 0.20, 0.15),
    leaves: int = 5,
    halo: float = 1.5,
) -> None:
    """roses: x, y (fractions of the rectangle) and radius (of its shorter side), the nearest first.

    halo: radius of the dotted disc behind the nearest, in rose radii; 0 for none.
    """
    rng, short = art.rng(31), min(rect.width(), rect.height())
    spots = [
        (rect.left() + roses[i] * rect.width(), rect.top() + roses[i + 1] * rect.height(), roses[i + 2] * short)
        for i in range(0, len(roses), 3)
    ]
    turns = [rng.uniform(0, 360) for _ in spots]

    def paint(q: QPainter) -> None:
        x, y, r = spots[0]
        room = art.room(rect, 0)
        reach = min(r * halo, x - rect.left() - 6, y - rect.top() - 6)
        if halo and reach > r:
            q.fillPath(ellipse(x, y, reach), _disc(x, y, reach))
        for x, y, r in spots[::-1]:
            foliage(q, x, y, r, leaves, rng, room)
        for (x, y, r), turn in zip(spots[::-1], turns[::-1], strict=True):
            _cast(q, x, y, r)
            rose(q, x, y, r, turn, rng)

    printed(p, rect, art, paint)


def _disc(x: float, y: float, r: float) -> QBrush:
    return lin(0, y - r, 0, y + r * 0.8, (0, ink(0.50)), (0.55, ink(0.20)), (1, ink(0.06)))


def _cast(q: QPainter, x: float, y: float, r: float) -> None:
    """The rose's shadow on the leaves."""
    soft = QRadialGradient(x + r * 0.07, y + r * 0.10, r * 1.16)
    for t, d in ((0, 0.7), (0.80, 0.7), (1, 0.0)):
        soft.setColorAt(t, ink(d * 0.75, d * 0.4, 1.0 if d else 0.0))
    over(q, ellipse(x + r * 0.07, y + r * 0.10, r * 1.16), QBrush(soft))


def rose(q: QPainter, x: float, y: float, r: float, turn: float, rng: random.Random) -> None:
    """A full rose seen from above: its petals wind inwards, each over the one before."""
    for i, reach in enumerate(REACH):
        half = 50 + 24 * (1 - reach)
        sway = r * 0.05 * (1 - reach)  # the heart leans a little
        _petal(
            q,
            x - sway * 1.4,
            y - sway * 2.2,
            r * reach * rng.uniform(0.97, 1.03),
            turn + i * GOLDEN + rng.uniform(-6, 6),
            half,
            rng,
        )
    _heart(q, x - r * 0.055, y - r * 0.085, r * 0.16, turn)


def _petal(q: QPainter, x: float, y: float, reach: float, turn: float, half: float, rng: random.Random) -> None:
    edge = _edge(x, y, reach, turn, half, rng)
    path, glow = smooth(edge), math.cos(math.radians(turn - LIGHT))  # 1 facing the light
    drop = 0.05 * reach
    over(q, smooth([(px + drop * 0.6, py + drop) for px, py in edge]), ink(0.24, 0.30, 1.0))  # its shadow
    body = QRadialGradient(x, y, reach)
    dim = 0.80 - 0.24 * glow
    for t, d in ((0, 1.0), (0.66, 1.0), (0.82, dim + 0.16), (0.92, dim * 0.74), (0.97, dim * 0.48), (1, dim * 0.34)):
        body.setColorAt(t, ink(min(1.0, d)))
    q.fillPath(path, QBrush(body))
    fold = QRadialGradient(x, y, reach)
    deep = 0.40 - 0.24 * glow
    for t, d in ((0, 0.8), (0.60, 0.66), (0.74, deep), (0.87, deep * 0.2), (0.95, 0.0), (1, 0.0)):
        fold.setColorAt(t, ink(0, d, 1.0 if d else 0.0))
    q.save()
    q.setClipPath(path, Qt.ClipOperation.IntersectClip)
    over(q, path, QBrush(fold))
    for side in (-0.62, -0.3, 0.02, 0.34, 0.66):  # veins towards the rim
        b, c = math.radians(turn + side * half), math.radians(turn + side * half * 1.12)
        line = QPainterPath(QPointF(x + math.cos(b) * reach * 0.66, y + math.sin(b) * reach * 0.66))
        far = reach * rng.uniform(0.84, 0.90)
        line.quadTo(
            x + math.cos(b) * reach * 0.76, y + math.sin(b) * reach * 0.76, x + math.cos(c) * far, y + math.sin(c) * far
        )
        stroke(q, line, pen(A, reach * 0.010 + 0.6))
    q.restore()
    stroke(q, path, pen(PAPER, reach * 0.014 + 1.4))


def _edge(x: float, y: float, reach: float, turn: float, half: float, rng: random.Random) -> list[Point]:
    """A petal's outline: a broad ruffled rim, narrowing to the heart."""
    out, n = [], 9
    for i in range(n):
        t = -1 + 2 * i / (n - 1)
        a = math.radians(turn + t * half)
        ruffle = rng.uniform(-0.022, 0.022) if abs(t) < 0.9 else 0.0
        rim = reach * (1.0 - 0.25 * abs(t) ** 2.3 + ruffle - 0.045 * math.exp(-((t * 4) ** 2)))
        out.append((x + math.cos(a) * rim, y + math.sin(a) * rim))
    for t in (0.78, -0.78):
        a = math.radians(turn + t * half)
        out.append((x + math.cos(a) * reach * 0.30, y + math.sin(a) * reach * 0.30))
    return out


def _heart(q: QPainter, x: float, y: float, r: float, turn: float) -> None:
    q.fillPath(ellipse(x, y, r), A)
    over(q, ellipse(x, y, r * 0.96), ink(0, 0.75, 1.0))
    coil = [
        (
            x + math.cos(math.radians(turn) + t) * r * (0.94 - t * 0.085),
            y + math.sin(math.radians(turn) + t) * r * (0.94 - t * 0.085),
        )
        for t in (i * 0.35 for i in range(29))
    ]
    stroke(q, poly(coil, close=False), pen(PAPER, r * 0.075 + 0.8))


KINDS = {"riso_roses": draw}
