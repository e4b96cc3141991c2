"""Cúc họa mi: small white daisies as sprites, and their thin stems with feathery leaves."""

import math
import random
from dataclasses import dataclass
from functools import partial

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import Point, catmull, device_scale, fill_ellipse, lin, mix, pen, rad, rgba, ribbon
from app.cards.sprites import Sprite, sprite

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
