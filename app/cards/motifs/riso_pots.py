"""Pots of a Tết flower market in two inks: kumquat, peach, marigold."""

import math
import random
from functools import partial

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, pen, poly, smooth, stroke
from app.cards.riso import DARK, PAPER, A, B, fade, ink, printed


def draw_pots(p: QPainter, rect: QRectF, art: Art, *, count: int = 5, salt: int = 1) -> None:
    """A row of kumquats, peach trees and marigolds in pots, for sale along the kerb."""
    printed(p, rect, art, partial(_pots, rect, art.rng(85 + salt), count))


def _pots(rect: QRectF, rng: random.Random, count: int, q: QPainter) -> None:
    step = rect.width() / count
    kinds = [rng.choice(("quat", "dao", "cuc")) for _ in range(count)]
    for i in sorted(range(count), key=lambda i: kinds[i] == "cuc"):
        x = rect.left() + step * (i + 0.5)
        size = min(step * 0.94, rect.height() * 0.62) * (0.72 if kinds[i] == "cuc" else 1.0)
        _pot(q, x, rect.bottom() - 4, size * 0.52, rng)
        y = rect.bottom() - 4 - size * 0.40
        {"quat": _kumquat, "dao": _peach, "cuc": _marigold}[kinds[i]](
            q, x, y, size, min(rect.height() - size * 0.40 - 10, size * 1.25), rng
        )


def _pot(q: QPainter, x: float, base: float, w: float, rng: random.Random) -> None:
    pot = poly([(x - w / 2, base - w * 0.82), (x + w / 2, base - w * 0.82), (x + w * 0.34, base), (x - w * 0.34, base)])
    stroke(q, pot, pen(PAPER, 7))
    q.fillPath(pot, rng.choice((B, ink(0.25, 1.0), ink(0.85, 0.35))))
    q.fillRect(QRectF(x - w * 0.56, base - w * 0.90, w * 1.12, w * 0.17), DARK)


def _kumquat(q: QPainter, x: float, y: float, w: float, tall: float, rng: random.Random) -> None:
    """A cone of small leaves full of fruit."""
    shape = smooth(
        [
            (x, y - tall),
            (x + w * 0.26, y - tall * 0.62),
            (x + w * 0.44, y - tall * 0.16),
            (x, y + 4),
            (x - w * 0.44, y - tall * 0.16),
            (x - w * 0.26, y - tall * 0.62),
        ]
    )
    stroke(q, shape, pen(PAPER, 8))
    q.fillPath(shape, fade(x - w * 0.4, 0, x + w * 0.4, 0, (0, 0, 0.55), (0.5, 0, 0.8), (1, 0.2, 1)))
    for _ in range(34):
        t = rng.random() ** 0.8
        px, py = x + rng.uniform(-1, 1) * w * 0.40 * (1.02 - t), y - tall * t * 0.9
        q.fillPath(ellipse(px, py, w * 0.046), PAPER)
        q.fillPath(ellipse(px, py, w * 0.044), A)


def _peach(q: QPainter, x: float, y: float, w: float, tall: float, rng: random.Random) -> None:
    tips = [
        (x + w * dx, y - tall * dy)
        for dx, dy in ((-0.36, 0.62), (-0.2, 0.86), (0.02, 0.98), (0.24, 0.82), (0.38, 0.56), (-0.1, 0.6), (0.14, 0.62))
    ]
    for tip in tips:
        bough = QPainterPath(QPointF(x, y))
        bough.quadTo(x + (tip[0] - x) * 0.2, y - (y - tip[1]) * 0.6, *tip)
        stroke(q, bough, pen(DARK, w * 0.028))
        for i in range(8):
            at = bough.pointAtPercent(0.35 + 0.65 * i / 7)
            r = w * rng.uniform(0.035, 0.062)
            px, py = at.x() + rng.uniform(-r, r), max(y - tall * 0.98, at.y() + rng.uniform(-r, r))
            q.fillPath(ellipse(px, py, r * 1.15), PAPER)
            q.fillPath(ellipse(px, py, r), ink(rng.choice((0.6, 1.0)), 0, 1))
            q.fillPath(ellipse(px, py, r * 0.24), DARK)


def _marigold(q: QPainter, x: float, y: float, w: float, tall: float, rng: random.Random) -> None:
    bush = ellipse(x, y - w * 0.16, w * 0.46, w * 0.36)
    stroke(q, bush, pen(PAPER, 8))
    q.fillPath(bush, ink(0.0, 0.85))
    for i in range(13):
        a, d = i * 2.4, math.sqrt(i / 13)
        px, py, r = (
            x + math.cos(a) * d * w * 0.40,
            y - w * 0.18 + math.sin(a) * d * w * 0.30,
            w * rng.uniform(0.075, 0.10),
        )
        q.fillPath(ellipse(px, py, r * 1.12), PAPER)
        q.fillPath(ellipse(px, py, r), QColor(A))
        q.fillPath(ellipse(px, py, r * 0.42), ink(1, 0.5))


KINDS = {"market_pots": draw_pots}
