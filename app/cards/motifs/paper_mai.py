"""Mai in cut paper: an open flower, a bud or young leaf."""

import math
import random

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from app.cards.kit import fill_ellipse, smooth
from app.cards.papercut import figure


def draw_flower(
    p: QPainter, x: float, y: float, r: float, rng: random.Random, tones: tuple[str, ...], edge: QColor, dark: QColor
) -> None:
    """Five petals of radius r. tones: heart, two petal tones, stamens."""
    turn = rng.uniform(0, 72)

    def paint(q: QPainter) -> None:
        q.rotate(turn)
        for i in range(5):
            q.rotate(72)
            petal = smooth(
                [
                    (0, 2),
                    (-r * 0.5, -r * 0.42),
                    (-r * 0.42, -r * 0.92),
                    (0, -r * 1.02),
                    (r * 0.42, -r * 0.92),
                    (r * 0.5, -r * 0.42),
                ]
            )
            q.fillPath(petal, QColor(tones[1 + i % 2]))
            q.fillPath(smooth([(0, 0), (-r * 0.14, -r * 0.4), (0, -r * 0.62), (r * 0.14, -r * 0.4)]), QColor(tones[0]))
        for i in range(9):
            a = math.tau * i / 9
            fill_ellipse(q, math.cos(a) * r * 0.3, math.sin(a) * r * 0.3, r * 0.06, r * 0.06, tones[3])
        fill_ellipse(q, 0, 0, r * 0.15, r * 0.15, tones[3])

    p.save()
    p.translate(x, y)
    figure(p, QRectF(-r * 1.2, -r * 1.2, r * 2.4, r * 2.4), paint, edge, dark, depth=0.42, strength=0.5)
    p.restore()


def draw_bud(
    p: QPainter,
    x: float,
    y: float,
    rng: random.Random,
    tones: tuple[str, ...],
    green: QColor,
    edge: QColor,
    dark: QColor,
) -> None:
    """A bud with its sepals, or a young leaf."""
    x, y = max(-160, min(160, x)), max(-730, y)
    a, leafy = rng.uniform(-50, 50), rng.random() < 0.5
    p.save()
    p.translate(x, y)
    p.rotate(a)
    if leafy:
        p.fillPath(smooth([(0, 0), (-7, -14), (0, -34), (7, -14)]), green)
    else:
        p.fillPath(smooth([(0, 0), (-9, -10), (0, -24), (9, -10)]), QColor(tones[1]))
        p.fillPath(smooth([(0, 3), (-7, -4), (0, -9), (7, -4)]), green)
    p.restore()
