"""Cúc họa mi: a loose heap of small white daisies on thin stems, as they lie in a basket in November."""

import math
import random
from dataclasses import dataclass
from functools import partial

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import Point, catmull, device_scale, ellipse, fill_ellipse, lin, mix, pen, rad, rgba, ribbon, smooth
from app.cards.sprites import Sprite, sprite, stamp

R = 40.0  # a head's radius on its sprite


@dataclass(frozen=True)
class Daisy:
    """The colours of a daisy: petals (white, cream, shade, outline), eye (light, mid, dark), leaves (light, mid, dark)."""

    petal: tuple[QColor, ...]
    eye: tuple[QColor, ...]
    leaf: tuple[QColor, ...]


def daisy(art: Art, petal: str, eye: str, leaf: str) -> Daisy:
    return Daisy(*(tuple(QColor(tone) for tone in art.ramp(ref)) for ref in (petal, eye, leaf)))


def heads(p: QPainter, look: Daisy, rng: random.Random) -> list[Sprite]:
    """Eight different heads, drawn once at the painter's scale."""
    scale = device_scale(p) * 1.1
    return [sprite(3 * R, 3 * R, (1.5 * R, 1.5 * R), scale, partial(_head, look=look, rng=rng)) for _ in range(8)]


def _head(p: QPainter, *, look: Daisy, rng: random.Random) -> None:
    n, turn, dark = rng.randint(17, 22), rng.uniform(0, 360), look.leaf[2]
    fill_ellipse(
        p,
        0,
        R * 0.16,
        R,
        R,
        rad(0, R * 0.16, R * 1.05, (0, rgba(dark, 0.55)), (0.6, rgba(dark, 0.32)), (1, rgba(dark, 0))),
    )
    white, cream, shade, line = look.petal
    for ring, (k, low, high) in enumerate(((1.0, shade, cream), (0.9, cream, white))):
        for i in rng.sample(range(n), n):
            length, width = R * k * rng.uniform(0.88, 1.06), R * 0.27
            petal = QPainterPath(QPointF(0, -R * 0.12))
            petal.cubicTo(-width * 0.75, -length * 0.45, -width * 0.66, -length * 0.98, -width * 0.08, -length)
            petal.cubicTo(width * 0.6, -length * 0.99, width * 0.75, -length * 0.45, 0, -R * 0.12)
            p.save()
            p.rotate(turn + ring * 180 / n + 360 * i / n + rng.uniform(-4, 4))
            p.fillPath(petal, lin(0, 0, 0, -length, (0, mix(low, shade, 0.6)), (0.45, mix(low, high, 0.6)), (1, high)))
            p.strokePath(petal, pen(rgba(line, 0.3), R * 0.018))
            p.restore()
    d, (bright, mid, deep) = R * 0.29, look.eye
    fill_ellipse(p, 0, 0, d, d, rad(-d * 0.3, -d * 0.45, d * 1.6, (0, bright), (0.45, mid), (1, deep)))
    for _ in range(16):
        a, q = rng.uniform(0, math.tau), d * math.sqrt(rng.random()) * 0.92
        fill_ellipse(p, math.cos(a) * q, math.sin(a) * q, R * 0.022, R * 0.022, rgba(deep, 0.65))


def sprig(
    p: QPainter,
    points: list[Point],
    look: Daisy,
    rng: random.Random,
    width: float = 3.2,
    leaves: int = 7,
    size: float = 34,
) -> None:
    """A thin stem with feathery leaves."""
    light, mid, dark = look.leaf
    tone, line = mix(mid, dark, rng.random() * 0.7), catmull(points, 10)
    p.fillPath(ribbon(line, np.linspace(width, width * 0.5, len(line)) / 2), tone)
    for i in range(leaves):
        k = min(len(line) - 2, int(len(line) * (0.25 + 0.65 * i / leaves)))
        length = size * rng.uniform(0.7, 1.15)
        leaf = QPainterPath()
        leaf.quadTo(length * 0.5, -length * 0.13, length, 0)
        leaf.quadTo(length * 0.5, length * 0.10, 0, 0)
        p.save()
        p.translate(*map(float, line[k]))
        p.rotate(
            math.degrees(math.atan2(*(line[k + 1] - line[k - 1])[::-1])) + (-1 if i % 2 else 1) * rng.uniform(28, 52)
        )
        p.fillPath(leaf, mix(tone, light, rng.random() * 0.6))
        for side in (-1, 1):
            p.save()
            p.translate(length * 0.42, 0)
            p.rotate(side * 34)
            p.scale(0.5, 0.5)
            p.fillPath(leaf, mix(tone, light, rng.random() * 0.5))
            p.restore()
        p.restore()


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
