"""Rice terraces in two inks: contour upon contour down a hillside, misty ranges behind, a hut and two walkers for scale."""

import itertools
import math
import random

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, pen, poly, smooth
from app.cards.riso import DARK, PAPER, B, fade, ink, printed

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


def draw_hut(p: QPainter, rect: QRectF, art: Art) -> None:
    """A hut on stilts with a thatched roof, beside a tall tree; fitted to the rectangle's foot."""
    k = min(rect.width() / 320, rect.height() / 300)
    dx, dy = rect.center().x() - 160 * k, rect.bottom() - 300 * k

    def paint(q: QPainter) -> None:
        q.translate(dx, dy)
        q.scale(k, k)
        trunk = smooth([(256, 296), (252, 220), (256, 150), (262, 150), (262, 220), (268, 296)])
        q.fillPath(trunk, DARK)
        for x, y, r in ((258, 108, 46), (228, 130, 34), (290, 134, 32), (262, 66, 32), (240, 92, 34)):
            q.fillPath(ellipse(x, y, r), fade(x - r, y - r, x + r, y + r, (0, 0.5, 0.45), (1, 0.75, 1)))
        for x in (62, 104, 152, 196):
            q.fillRect(QRectF(x, 236, 7, 60), DARK)
        q.fillRect(QRectF(50, 228, 164, 10), DARK)
        q.fillRect(QRectF(62, 176, 140, 54), fade(62, 0, 202, 0, (0, 0.75, 0.12), (1, 0.9, 0.5)))
        for x in (78, 108, 164):
            q.fillRect(QRectF(x, 188, 4, 42), ink(0.9, 0.8))
        q.fillRect(QRectF(122, 186, 30, 44), DARK)
        roof = poly([(28, 186), (66, 98), (196, 98), (236, 186), (132, 194)])
        q.fillPath(roof, fade(40, 98, 220, 190, (0, 0.30, 0.55), (1, 0.7, 1)))
        q.setPen(pen(ink(0.1, 0.2), 1.8))
        for i in range(15):
            q.drawLine(QPointF(74 + i * 8.2, 104), QPointF(42 + i * 13.4, 182))
        q.setPen(Qt.PenStyle.NoPen)
        for s in (1, -1):
            q.fillPath(poly([(131 - s * 62, 100), (131 - s * 76, 78), (131 - s * 68, 76), (131 - s * 52, 100)]), DARK)
        ladder = poly([(128, 238), (136, 238), (112, 298), (104, 298)])
        q.fillPath(ladder, DARK)

    printed(p, rect, art, paint)


def draw_walkers(p: QPainter, rect: QRectF, art: Art) -> None:
    """Two farmers in conical hats with shoulder poles, walking along a dyke to the left; fitted to the rectangle's foot."""
    k = min(rect.width() / 340, rect.height() / 190)
    dx, dy = rect.center().x() - 170 * k, rect.bottom() - 190 * k

    def paint(q: QPainter) -> None:
        q.translate(dx, dy)
        q.scale(k, k)
        _walker(q, 84, 1.0)
        _walker(q, 252, 0.92)

    printed(p, rect, art, paint)


def _walker(q: QPainter, x: float, k: float) -> None:
    q.save()
    q.translate(x, 186)
    q.scale(k, k)
    for hang in (-62, 62):
        q.setPen(pen(DARK, 2))
        for w in (-17, 17):
            q.drawLine(QPointF(hang, -96), QPointF(hang + w, -44))
        q.setPen(Qt.PenStyle.NoPen)
        basket = poly([(hang - 20, -46), (hang + 20, -46), (hang + 14, -20), (hang - 14, -20)])
        q.fillPath(ellipse(hang, -47, 18, 10), ink(0.9, 0.25))
        q.fillPath(basket, DARK)
    pole = QPainterPath(QPointF(-68, -94))
    pole.quadTo(QPointF(0, -112), QPointF(68, -94))
    q.strokePath(pole, pen(DARK, 4.5))
    for foot, knee in ((-20, -10), (17, 11)):
        leg = poly([(-7, -58), (8, -58), (knee + 6, -28), (foot + 6, 0), (foot - 5, 0), (knee - 5, -28)])
        q.fillPath(leg, B)
    body = smooth([(-13, -102), (-16, -74), (-17, -50), (0, -46), (18, -50), (15, -78), (12, -102), (0, -108)])
    q.fillPath(body, fade(-16, 0, 18, 0, (0, 0.95, 0.05), (1, 0.95, 0.55)))
    q.fillPath(ellipse(-2, -114, 10, 11), DARK)
    q.fillPath(poly([(-34, -112), (-2, -144), (30, -112), (-2, -106)]), PAPER)
    q.fillPath(
        poly([(-34, -112), (-2, -144), (30, -112), (-2, -106)]), fade(-34, 0, 30, 0, (0, 0.15, 0.0), (1, 0.6, 0.35))
    )
    q.strokePath(poly([(-34, -112), (-2, -144), (30, -112), (-2, -106)]), pen(DARK, 2.4))
    q.restore()


def draw_birds(p: QPainter, rect: QRectF, art: Art, *, count: int = 6, size: float = 20.0, salt: int = 1) -> None:
    """A loose line of birds, clear of the calm zones."""
    rng = art.rng(340 + salt)

    def paint(q: QPainter) -> None:
        for i in range(count):
            t = (i + 0.5) / count
            x = rect.left() + rect.width() * (0.08 + 0.84 * t)
            y = rect.top() + rect.height() * (0.5 - 0.28 * math.sin(t * 3.0) + rng.uniform(-0.12, 0.12))
            s = size * rng.uniform(0.6, 1.0)
            if art.free(x, y, s * 1.4, rect):
                wing = QPainterPath(QPointF(x - s, y - s * 0.35))
                wing.quadTo(QPointF(x - s * 0.4, y - s * 0.5), QPointF(x, y))
                wing.quadTo(QPointF(x + s * 0.4, y - s * 0.6), QPointF(x + s, y - s * 0.3))
                q.strokePath(wing, pen(DARK, max(2.0, s * 0.17)))

    printed(p, rect, art, paint, knock=False)


KINDS = {
    "rice_terraces": draw,
    "riso_birds": draw_birds,
    "riso_hut": draw_hut,
    "riso_ranges": draw_ranges,
    "riso_walkers": draw_walkers,
}
