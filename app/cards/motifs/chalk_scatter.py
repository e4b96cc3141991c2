"""Small marks of chalk scattered over a board: stars, hearts, crosses, curls."""

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import poly, smooth
from app.cards.motifs.chalk import Mark, lay


def draw_scatter(p: QPainter, rect: QRectF, art: Art, *, tones: str = "@chalk", count: int = 16, salt: int = 9) -> None:
    """Little stars, hearts, crosses and curls, clear of the calm zones."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    rng, marks, taken = art.rng(salt), [], []
    for _ in range(count * 12):
        r = rng.uniform(9, 19)
        x, y = rng.uniform(rect.left(), rect.right()), rng.uniform(rect.top(), rect.bottom())
        if len(taken) < count and art.free(x, y, r + 26, rect) and all(math.hypot(x - u, y - v) > 90 for u, v in taken):
            taken.append((x, y))
            place = QTransform.fromTranslate(x, y).rotate(rng.uniform(-20, 20)).scale(r, r)
            kind, tone = rng.choice((_star, _star, _heart, _plus, _curl)), rng.randrange(4)
            marks.append(Mark(place.map(kind()), tone, 3.2, 0.85))
    if marks:
        lay(p, rect, art, marks, tones, QTransform())


def _star() -> QPainterPath:
    return poly([(math.sin(math.tau * i * 2 / 5), -math.cos(math.tau * i * 2 / 5)) for i in range(5)])


def _heart() -> QPainterPath:
    path = QPainterPath(QPointF(0, 0.9))
    path.cubicTo(-1.7, -0.3, -0.7, -1.3, 0, -0.45)
    path.cubicTo(0.7, -1.3, 1.7, -0.3, 0, 0.9)
    return path


def _plus() -> QPainterPath:
    path = poly([(-0.6, 0), (0.6, 0)], close=False)
    path.addPath(poly([(0, -0.6), (0, 0.6)], close=False))
    return path


def _curl() -> QPainterPath:
    return smooth([(math.cos(a) * a * 0.14, math.sin(a) * a * 0.14) for a in np.linspace(0.6, 8.2, 16)], close=False)


KINDS = {"chalk_scatter": draw_scatter}
