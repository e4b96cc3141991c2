"""A peach tree in bloom in two inks."""

import math
import random

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.cards.kit import catmull, ellipse, pen, poly, smooth, stroke
from app.cards.riso import DARK, PAPER, A, B, fade, ink


def tree(q: QPainter, rng: random.Random, blooms: int) -> None:
    """The peach tree tied upright on the seat, its crown leaning back over the rear wheel."""
    pot = poly([(560, 262), (690, 262), (672, 346), (578, 346)])
    trunk = [(625, 270), (612, 200), (636, 130), (606, 60), (622, -20)]
    limbs = [trunk]
    for t, side in ((1, -1), (1, 1), (2, 1), (2, -1), (3, -1), (3, 1), (4, -1), (4, 1)):
        x, y = trunk[t]
        reach, rise = rng.uniform(110, 190) * (1.15 - t * 0.1), rng.uniform(70, 150)
        tip = (x + side * reach, max(-190.0, y - rise))
        limbs.append([(x, y), (x + side * reach * 0.55, y - rise * 0.3), tip])
        limbs.append(
            [
                (x + side * reach * 0.55, y - rise * 0.3),
                (tip[0] - side * 8, tip[1] + 66),
                (tip[0] + side * 36, tip[1] + 54),
            ]
        )
    limbs.append([trunk[-1], (rng.uniform(580, 660), -110), (rng.uniform(590, 650), -196)])
    spots, lines = [], [catmull(limb, 14) for limb in limbs]
    for i, c in enumerate(lines):
        spots += [(float(x), float(y)) for x, y in c[(18 if i == 0 else 6) :: 2]]
    rng.shuffle(spots)
    leaves = [(x + rng.uniform(-30, 30), y + rng.uniform(-30, 30)) for x, y in spots[:80]]
    flowers = []
    for i in range(blooms):
        x, y = spots[i % len(spots)]
        x, y = min(796, max(424, x + rng.gauss(0, 17))), min(206, max(-208, y + rng.gauss(0, 17)))
        flowers.append((x, y, rng.uniform(13, 24)))
    for x, y, r in flowers:  # the crown stands clear of what is behind it
        q.fillPath(ellipse(x, y, r * 1.55), PAPER)
    for i, c in enumerate(lines):
        stroke(q, poly(c, False), pen(PAPER, 30 if i == 0 else 22))
    for i, c in enumerate(lines):
        stroke(q, poly(c, False), pen(DARK, 15 if i == 0 else 7))
    for x, y in leaves:
        _leaf(q, x, y, rng)
    for x, y, r in flowers:
        _blossom(q, x, y, r, rng)
    stroke(q, pot, pen(PAPER, 9))
    q.fillPath(pot, fade(560, 0, 690, 0, (0, 0.0, 0.35), (0.5, 0.0, 0.6), (1, 0.1, 1)))
    q.fillRect(QRectF(548, 254, 154, 22), B)
    for y in (300, 322):
        stroke(q, poly([(562 + (y - 262) * 0.2, y), (688 - (y - 262) * 0.2, y + 4)], False), pen(A, 5))
    bow = smooth([(625, 311), (596, 292), (592, 326), (625, 311), (656, 294), (660, 328)])
    q.fillPath(bow, A)


def _blossom(q: QPainter, x: float, y: float, r: float, rng: random.Random) -> None:
    turn, deep = rng.uniform(0, 72), rng.random() < 0.3
    q.fillPath(ellipse(x, y, r * 1.06), PAPER)
    for i in range(5):
        a = math.radians(turn + i * 72)
        petal = ellipse(x + math.cos(a) * r * 0.54, y + math.sin(a) * r * 0.54, r * 0.43)
        q.fillPath(petal, ink(1.0) if deep else ink(0.66, 0, 1))
    q.fillPath(ellipse(x, y, r * 0.2), DARK)


def _leaf(q: QPainter, x: float, y: float, rng: random.Random) -> None:
    q.save()
    q.translate(max(430, min(790, x)), max(-200, y))
    q.rotate(rng.uniform(0, 360))
    q.fillPath(smooth([(0, 0), (-5, -12), (0, -28), (5, -12)]), ink(0, rng.choice((0.5, 0.9))))
    q.restore()
