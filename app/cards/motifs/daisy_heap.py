"""A loose heap of cúc họa mi, as they lie in a basket in November, and a few that hang over its rim."""

import math
import random

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.cards.kit import ellipse, fill_ellipse, rad, rgba, smooth
from app.cards.motifs.daisies import Daisy, R, heads, sprig
from app.cards.sprites import stamp


def heap(p: QPainter, look: Daisy, rng: random.Random) -> None:
    """In a box of 500 × 420, tied at (250, 410)."""
    flowers, light, (_, mid, dark) = heads(p, look, rng), look.petal[0], look.leaf
    tips = []
    for i in range(34):
        a, length = math.radians(-168 + 156 * (i + rng.random()) / 34), rng.uniform(250, 380)
        length *= 1 - 0.22 * math.cos(a) ** 2
        tip = (250 + math.cos(a) * length * 0.78, 410 + math.sin(a) * length * 0.96)
        sprig(
            p,
            [(250, 410), ((250 + tip[0]) / 2 + rng.uniform(-14, 14), (410 + tip[1]) / 2 - 14), tip],
            look,
            rng,
            3.4,
            9,
            34,
        )
        tips.append(tip)
    ring = [
        (250 + math.cos(a) * rng.uniform(154, 182), 268 + math.sin(a) * rng.uniform(108, 128))
        for a in np.linspace(0, math.tau, 18, endpoint=False)
    ]
    p.fillPath(smooth(ring), rad(250, 220, 200, (0, mid), (1, dark)))
    for x, y in rng.sample(tips, 22):
        if rng.random() < 0.6:
            stamp(p, rng.choice(flowers), x, y, rng.uniform(15, 21) / R, rng.uniform(-30, 30), rng.uniform(0.6, 0.9))
        else:
            fill_ellipse(p, x, y - 4, 6, 8, light)
            fill_ellipse(p, x, y + 2, 6, 5, mid)
    spots: list[tuple[float, float, float, float]] = []
    wave = rng.uniform(0, math.tau)
    for _ in range(2600):
        a, q = rng.uniform(0, math.tau), math.sqrt(rng.random())
        bump = 1 + 0.10 * math.sin(a * 3 + wave) + 0.06 * math.sin(a * 5)
        x, y = 250 + math.cos(a) * q * 192 * bump, 250 + math.sin(a) * q * 138 * bump
        r = rng.choice((19, 23, 27, 31, 36, 42)) * (1.08 - 0.2 * q)
        if len(spots) < 78 and y < 362 and all(math.hypot(x - u, y - v) > (r + s) * 0.6 for u, v, s, _ in spots):
            spots.append((x, y, r, q))
    for x, y, r, q in sorted(spots, key=lambda spot: -spot[3]):
        turn = math.degrees(math.atan2(y - 262, x - 250)) + 90
        stamp(p, rng.choice(flowers), x, y, r / R, turn, 1 - 0.42 * q * rng.uniform(0.6, 1))
    shade = ellipse(250, 372, 210, 70)
    p.fillPath(shade, rad(250, 372, 210, (0, rgba(dark, 0.30)), (1, rgba(dark, 0))))


def spill(p: QPainter, rim: QRectF, look: Daisy, rng: random.Random, count: int = 8) -> None:
    """A few heads and sprigs hanging over an edge."""
    flowers, x0, y0, w, h = heads(p, look, rng), rim.left(), rim.top(), rim.width(), rim.height()
    xs = [x0 + w * (i + rng.uniform(0.2, 0.8)) / count for i in range(count)]
    for x in xs:
        y = y0 + h * rng.uniform(0.3, 1) * (1.1 - (x - x0) / w * 0.6)
        sprig(
            p,
            [(x + rng.uniform(-6, 18), y0 + h * 0.3), (x, y), (x - rng.uniform(4, 26), y + rng.uniform(12, 30))],
            look,
            rng,
            2.4,
            7,
            24,
        )
    for x in xs:
        y = y0 + h * rng.uniform(0.15, 0.95) * (1.15 - (x - x0) / w * 0.75)
        stamp(
            p,
            rng.choice(flowers),
            x,
            y,
            rng.choice((17, 21, 26, 31)) / R,
            rng.uniform(-25, 25),
            rng.uniform(0.62, 0.92),
        )
