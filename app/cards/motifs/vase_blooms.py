"""Roses and gerberas in soft light, painted once and stamped often."""

import math
import random
from functools import partial

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.kit import fill_ellipse, lin, mix, pen, rad, rgba, shadow, smooth
from app.cards.sprites import Sprite, shaded, sprite

R = 60.0


def flower_sprite(paint: partial[None], scale: float, dark: QColor) -> Sprite:
    return shaded(sprite(2.5 * R, 2.5 * R, (1.25 * R, 1.25 * R), scale, paint), 7, rgba(dark, 0.42))


def draw_rose(p: QPainter, *, tones: tuple[QColor, ...], rng: random.Random) -> None:
    """Petals in rings that close towards the heart, each a cup with a lit lip."""
    light, mid, dark = tones
    fill_ellipse(p, 0, 0, R * 0.8, R * 0.8, mix(mid, dark, 0.6))
    for ring, (n, out, wide) in enumerate(
        ((6, 1.0, 0.78), (6, 0.82, 0.68), (5, 0.64, 0.60), (4, 0.47, 0.52), (3, 0.32, 0.42))
    ):
        turn = rng.uniform(0, 360)
        deep = ring / 5
        for i in range(n):
            p.save()
            p.rotate(turn + 360 * i / n + rng.uniform(-7, 7))
            r, w = R * out * rng.uniform(0.96, 1.05), R * wide
            petal = QPainterPath(QPointF(0, R * 0.06))
            petal.cubicTo(-w * 0.95, -r * 0.10, -w * 0.98, -r * 0.92, -w * 0.30, -r * 0.97)
            petal.quadTo(0, -r * 1.06, w * 0.30, -r * 0.97)
            petal.cubicTo(w * 0.98, -r * 0.92, w * 0.95, -r * 0.10, 0, R * 0.06)
            shadow(p, petal, 0, 2, 5, rgba(mix(dark, "#000000", 0.3), 0.38))
            lip = mix(mid, light, 0.72 - 0.35 * deep)
            p.fillPath(
                petal,
                lin(
                    0,
                    0,
                    0,
                    -r,
                    (0, mix(dark, "#000000", 0.12 * deep)),
                    (0.5, mix(mid, dark, 0.25 + 0.3 * deep)),
                    (0.88, mix(mid, light, 0.25)),
                    (1, lip),
                ),
            )
            edge = QPainterPath(QPointF(-w * 0.62, -r * 0.84))
            edge.cubicTo(-w * 0.40, -r * 0.98, w * 0.40, -r * 0.98, w * 0.62, -r * 0.84)
            p.strokePath(edge, pen(rgba(light, 0.75), R * 0.035))
            p.restore()
    fill_ellipse(p, 0, 0, R * 0.13, R * 0.13, rad(-2, -2, R * 0.16, (0, mix(mid, light, 0.3)), (1, dark)))
    curl = smooth(
        [(math.cos(a) * a * R * 0.022, math.sin(a) * a * R * 0.022) for a in (0.8, 2, 3.2, 4.4, 5.6, 6.8)], close=False
    )
    p.strokePath(curl, pen(rgba(mix(dark, "#000000", 0.3), 0.6), R * 0.03))


def draw_gerbera(p: QPainter, *, tones: tuple[QColor, ...], rng: random.Random) -> None:
    light, mid, dark = tones
    turn = rng.uniform(0, 30)
    for ring, (n, out) in enumerate(((20, 1.0), (19, 0.86), (16, 0.58))):
        for i in range(n):
            r = R * out * rng.uniform(0.93, 1.04)
            w = R * (0.15 if ring < 2 else 0.11)
            petal = QPainterPath(QPointF(0, -R * 0.12))
            petal.cubicTo(-w, -r * 0.4, -w * 1.05, -r * 0.94, 0, -r)
            petal.cubicTo(w * 1.05, -r * 0.94, w, -r * 0.4, 0, -R * 0.12)
            p.save()
            p.rotate(turn + ring * 9 + 360 * i / n + rng.uniform(-3, 3))
            p.fillPath(
                petal,
                lin(
                    0,
                    0,
                    0,
                    -r,
                    (0, dark),
                    (0.45, mix(mid, dark, 0.25 - ring * 0.1)),
                    (1, mix(mid, light, 0.25 + 0.3 * ring)),
                ),
            )
            p.strokePath(petal, pen(rgba(dark, 0.34), 0.9))
            p.setPen(pen(rgba(light, 0.35), 0.9))
            p.drawLine(QPointF(0, -r * 0.35), QPointF(0, -r * 0.9))
            p.restore()
    fill_ellipse(
        p,
        0,
        0,
        R * 0.28,
        R * 0.28,
        rad(
            -3,
            -4,
            R * 0.34,
            (0, mix(dark, "#f0c050", 0.35)),
            (0.6, mix(dark, "#201008", 0.45)),
            (1, mix(dark, "#201008", 0.7)),
        ),
    )
    for _ in range(60):
        a, q = rng.uniform(0, math.tau), R * 0.27 * math.sqrt(rng.random())
        fill_ellipse(
            p, math.cos(a) * q, math.sin(a) * q, 1.3, 1.3, rgba(mix(light, "#ffdf80", 0.5), rng.uniform(0.4, 0.9))
        )
