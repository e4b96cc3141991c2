"""A small vase with a few long-stemmed blooms, in flat colour."""

import math
import random

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter

from app.cards.art import Art
from app.cards.kit import catmull, ellipse, fill_ellipse, lin, mix, pen, poly, rgba, ribbon, smooth, stroke


def blade(p: QPainter, x: float, y: float, turn: float, long: float, wide: float, tone: QColor, deep: QColor) -> None:
    center = catmull([(0, 0), (long * 0.5, -long * 0.05), (long, long * 0.10)], 12)
    half = wide * np.sin(np.pi * np.linspace(0.02, 1, len(center)) ** 0.75) ** 0.9
    p.save()
    p.translate(x, y)
    p.rotate(turn)
    p.fillPath(ribbon(center, half), tone)
    p.save()
    p.setClipPath(ribbon(center, half), Qt.ClipOperation.IntersectClip)
    p.fillPath(ribbon(center + [0, wide * 0.7], half), rgba(deep, 0.35))
    p.restore()
    stroke(p, poly(center[1:-2], False), pen(rgba(deep, 0.55), 1.5))
    p.restore()


def vase(p: QPainter, x: float, y: float, art: Art, pot: str, leaf: str, flower: str, rng: random.Random) -> None:
    fill_ellipse(p, x + 14, y + 3, 36, 7, rgba(art.color("@shade"), 0.26))
    for i, (turn, long) in enumerate(((-112, 92), (-92, 116), (-70, 98), (-128, 66), (-54, 70))):
        tip = (x + math.cos(math.radians(turn)) * long, y - 52 + math.sin(math.radians(turn)) * long)
        stem = smooth([(x, y - 52), ((x + tip[0]) / 2 + 4, (y - 52 + tip[1]) / 2), tip], False)
        stroke(p, stem, pen(art.color(leaf, 1), 2.6))
        if i < 3:
            _bloom(p, *tip, 19 - i, art, flower, rng)
        for part in (0.4, 0.66):
            at = stem.pointAtPercent(part)
            blade(p, at.x(), at.y(), turn + (46 if i % 2 else -46), 26, 6, art.color(leaf), art.color(leaf, 1))
    neck = smooth(
        [
            (x - 9, y - 60),
            (x + 9, y - 60),
            (x + 8, y - 44),
            (x + 24, y - 22),
            (x + 18, y),
            (x - 18, y),
            (x - 24, y - 22),
            (x - 8, y - 44),
        ]
    )
    p.fillPath(neck, lin(x - 24, 0, x + 24, 0, (0, "#fdf8ee"), (0.5, "#efe4d2"), (1, "#c4b49c")))
    for dy in (-24, -17):
        stroke(
            p,
            smooth([(x - 22, y + dy), (x, y + dy + 5), (x + 22, y + dy)], False),
            pen(rgba(art.color(pot, 1), 0.8), 2),
        )


def _bloom(p: QPainter, x: float, y: float, r: float, art: Art, flower: str, rng: random.Random) -> None:
    start = rng.uniform(0, 60)
    for ring, (part, count) in enumerate(((1.0, 7), (0.66, 6), (0.36, 4))):
        for i in range(count):
            a = math.radians(start + i * 360 / count + ring * 25)
            petal = ellipse(
                x + math.cos(a) * r * part * 0.55, y + math.sin(a) * r * part * 0.5, r * part * 0.5, r * part * 0.46
            )
            p.fillPath(petal, mix(art.color(flower), art.color(flower, 1), 0.2 + 0.3 * ring + 0.12 * (i % 2)))
    fill_ellipse(p, x, y, r * 0.16, r * 0.14, "#f7d58a")
