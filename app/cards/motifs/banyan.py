"""A banyan (cây đa) in two papers: braided trunk on its root flares, hanging aerial roots, a leafy scalloped crown."""

import math
import random

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import Point, catmull, fill_ellipse, pen, rgba, ribbon, smooth, stroke
from app.cards.papercut import figure

BOX = QRectF(-130, -64, 760, 1074)  # the tree's own units; its trunk stands at x = 120, its foot at 1000
BACK = ((150, 150, 170, 120), (330, 120, 150, 100), (470, 190, 120, 84), (90, 290, 150, 100), (400, 270, 110, 64))
FRONT = (
    (60, 110, 150, 110), (210, 95, 120, 84), (40, 240, 120, 92), (180, 225, 105, 66), (330, 205, 92, 52),
    (470, 262, 70, 38),
)  # fmt: skip
LIMBS = (
    ((120, 480), (190, 400), (290, 340), (420, 300), (520, 285)),
    ((125, 430), (220, 330), (330, 250), (430, 220)),
    ((115, 500), (60, 400), (10, 330), (-30, 280)),
)
ROOTS = (
    (252, 352, 400),
    (296, 330, 250),
    (340, 318, 330),
    (400, 300, 140),
    (450, 292, 190),
    (20, 350, 400),
    (212, 385, 560),
)


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    back: str = "@leaf_back",
    front: str = "@leaf_front",
    trunk: str = "@trunk",
    shade: str = "@shade",
    flip: bool = False,
) -> None:
    """Stretched to the rectangle, its foot on the rectangle's foot. Tones: paper and lit edge."""
    p.setClipRect(rect)
    p.translate(rect.right() if flip else rect.left(), rect.top())
    p.scale((-1 if flip else 1) * rect.width() / BOX.width(), rect.height() / BOX.height())
    p.translate(-BOX.topLeft())
    dark, lit = art.color(shade), (1.1 if flip else -1.1, 1.5)
    figure(
        p, BOX, lambda q: _crown(q, BACK, art.rng(1), 40, art.color(back)), art.color(back, 1), dark, depth=0.9, lit=lit
    )
    figure(p, BOX, lambda q: _trunk(q, art.rng(3), art.color(trunk)), art.color(trunk, 1), dark, depth=0.7, lit=lit)
    _grooves(p, rgba(art.color(trunk, 1), 0.4))
    figure(p, BOX, lambda q: _crown(q, FRONT, art.rng(2), 38, art.color(front)), art.color(front, 1), dark, lit=lit)
    for clumps in (FRONT, (*BACK[1:3], *BACK[4:])):
        _windows(p, clumps, art.rng(4), art.color(back, 1))


def _leaf(p: QPainter, x: float, y: float, turn: float, long: float, wide: float, tint: QColor) -> None:
    path = QPainterPath(QPointF(0, 0))
    path.cubicTo(long * 0.25, -wide, long * 0.7, -wide * 0.8, long, 0)
    path.cubicTo(long * 0.7, wide * 0.8, long * 0.25, wide, 0, 0)
    p.save()
    p.translate(x, y)
    p.rotate(math.degrees(turn))
    p.fillPath(path, tint)
    p.restore()


def _crown(p: QPainter, clumps: tuple, rng: random.Random, long: float, tint: QColor) -> None:
    for x, y, a, b in clumps:
        fill_ellipse(p, x, y, a * 0.97, b * 0.97, tint)
        n = int((a + b) / 8)
        for i in range(n):
            t, k = math.tau * (i + rng.uniform(-0.3, 0.3)) / n, rng.uniform(0.86, 1.0)
            size = long * rng.uniform(0.8, 1.25)
            turn = t + rng.uniform(-0.7, 0.7)
            _leaf(p, x + math.cos(t) * a * k * 0.94, y + math.sin(t) * b * k * 0.94, turn, size, long * 0.26, tint)


def _windows(p: QPainter, clumps: tuple, rng: random.Random, light: QColor) -> None:
    """Leaf-shaped cuts that show the paper behind, in arcs that follow each clump's light side."""
    for x, y, a, b in clumps:
        for k, alpha in ((0.82, 0.66), (0.60, 0.48), (0.36, 0.32)):
            n = max(4, int((a + b) * k / 21))
            for i in range(n):
                t = -2.9 + 3.0 * (i + rng.uniform(-0.15, 0.15)) / n
                tint = rgba(light, alpha * rng.uniform(0.8, 1.0))
                _leaf(p, x + math.cos(t) * a * k, y + math.sin(t) * b * k, t + rng.uniform(-0.3, 0.3), 24, 5.6, tint)


def _strand(p: QPainter, points: list[Point], wide: float, narrow: float, tint: QColor) -> None:
    center = catmull(points, 10)
    p.fillPath(ribbon(center, np.linspace(wide, narrow, len(center)) / 2), tint)


def _trunk(p: QPainter, rng: random.Random, tint: QColor) -> None:
    for i in range(7):
        t = (i - 3) / 3
        foot = [
            (120 + t * 125 + rng.uniform(-8, 8), 1020),
            (120 + t * 66, 915),
            (120 + t * 44 + rng.uniform(-5, 5), 780),
        ]
        head = [(122 + t * 34, 600), (126 + t * 38, 430), (130 + t * 95, 250)]
        _strand(p, foot + head, rng.uniform(36, 48), rng.uniform(22, 32), tint)
    for limb in LIMBS:
        _strand(p, list(limb), 40, 9, tint)
    for x, y, long in ROOTS:
        k = rng.uniform(-14, 14)
        _strand(
            p, [(x, y), (x + k, y + long * 0.4), (x - k * 0.6, y + long * 0.75), (x + k * 0.3, y + long)], 8, 2.4, tint
        )
    for dx in (-150, -90, 150, 215):
        _strand(p, [(120 + dx * 0.35, 930), (120 + dx * 0.7, 975), (120 + dx * 1.25, 1010)], 26, 5, tint)


def _grooves(p: QPainter, light: QColor) -> None:
    for i in range(6):
        t = (i - 2.5) / 2.5
        line = [(120 + t * 88, 970), (120 + t * 56, 880), (121 + t * 40, 740), (123 + t * 30, 600)]
        stroke(p, smooth([*line, (126 + t * 34, 470 - 20 * abs(t))], False), pen(light, 2.2))


KINDS = {"banyan": draw}
