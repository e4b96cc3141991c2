"""The village banyan in lacquer: a braided trunk with gold edges, hanging roots, a crown of clumps stippled with gold."""

import random

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from app.cards.art import Art
from app.cards.kit import Point, catmull, mix, normals, pen, poly, smooth, stroke
from app.cards.motifs.lacquer_crown import BOX, Tones, clump, crown_clumps

BOUGHS = (
    *(((61, 57), (20, 44), 4.4), ((60, 48), (40, 34), 3.2), ((66, 56), (92, 42), 3.8)),
    *(((60, 56), (52, 28), 4.6), ((66, 54), (74, 26), 4.0)),
)


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    bark: str = "@bark",
    crown: str = "@crown",
    leaves: str = "@leaves",
    gold: str = "@gold_line",
    flip: bool = False,
) -> None:
    """Stands on the rectangle's foot and fills its width and height."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    p.translate(rect.right() if flip else rect.left(), rect.top())
    p.scale((-1 if flip else 1) * rect.width() / BOX[0], rect.height() / BOX[1])
    p.translate(3, 0.6)
    tones = Tones(art.ramp(bark), art.ramp(crown), art.ramp(leaves), art.color(gold).name())
    rng = art.rng(21)
    clumps = crown_clumps(rng)
    _hanging(p, tones, rng)
    _boughs(p, tones, rng)
    _trunk(p, tones, rng)
    for x, y, rx, ry in sorted(clumps, key=lambda c: c[1] - c[3] * 0.2):
        clump(p, x, y, rx, ry, tones, rng)


def _limb(
    p: QPainter,
    points: list[Point],
    thick: float,
    thin: float,
    body: QColor,
    edge: QColor,
    line: float,
    rng: random.Random,
) -> None:
    """A tapering limb whose left side catches the light in a gold line."""
    c = catmull(points, 10)
    half = np.linspace(thick, thin, len(c)) * np.array([1 + rng.uniform(-0.07, 0.07) for _ in c]) / 2
    n = normals(c) * half[:, None]
    p.fillPath(poly(np.vstack([c + n, (c - n)[::-1]])), body)
    lit = c + n if n[:, 0].mean() < 0 else c - n
    stroke(p, poly(lit, False), pen(edge, line))


def _hanging(p: QPainter, tones: Tones, rng: random.Random) -> None:
    for _ in range(17):
        x, y = rng.uniform(12, 98), rng.uniform(38, 45)
        near = abs(x - 63) < 15
        foot = 101 if near or rng.random() < 0.12 else y + rng.uniform(10, 34)
        points = [(x, y), (x + rng.uniform(-1, 1), (y + foot) / 2), (x + rng.uniform(-1.5, 1.5), foot)]
        thin = 0.8 if foot > 100 else 0.25
        _limb(p, points, 0.95, thin, QColor(tones.bark[0]), mix(tones.bark[1], tones.gold, 0.35), 0.16, rng)


def _boughs(p: QPainter, tones: Tones, rng: random.Random) -> None:
    for a, b, width in BOUGHS:
        bend = [(a[0] * (1 - t) + b[0] * t + rng.uniform(-1, 1), a[1] * (1 - t) + b[1] * t + d) for t, d in BENDS]
        _limb(p, [a, *bend, b], width, 0.8, QColor(tones.bark[1]), QColor(tones.gold), 0.24, rng)


BENDS = ((0.28, -3.0), (0.55, 3.0), (0.8, -1.2))


def _trunk(p: QPainter, tones: Tones, rng: random.Random) -> None:
    """Strands that fan out of the crown, pinch at the waist and flare into roots, more to one side."""
    lean, spread = rng.uniform(-3.5, 2.5), rng.uniform(0.82, 1.15)
    core = [(59, 57), (68, 57), (68, 80), (75 + lean, 99), (62 + lean, 101.4), (50 + lean, 99), (58, 80)]
    p.fillPath(smooth(core), QColor(tones.bark[0]))
    for i in range(13):
        u = (i * 5 % 13 - 6) / 6
        flare = 19 * (spread if u < 0 else 2 - spread) * rng.uniform(0.8, 1.1)
        points = [
            (64 + u * 11 + rng.uniform(-2, 2), rng.uniform(36, 44)),
            (63.5 + u * 5.4, 56 + abs(u) * 2),
            (63 + u * 4.6 + rng.uniform(-1.4, 1.4), 70),
            (62.5 + u * 6.5 + lean * 0.3 + rng.uniform(-0.8, 0.8), 84),
            (62 + u * flare * 0.62 + lean * 0.7, 95),
            (62 + u * flare + lean, 101 + rng.uniform(-0.8, 0.4)),
        ]
        width = rng.uniform(2.2, 4.2)
        body = mix(tones.bark[1], tones.bark[0], rng.random() * 0.85)
        edge = mix(tones.gold, tones.bark[1], rng.uniform(0.0, 0.65))
        _limb(p, points, width, width * 0.5, body, edge, rng.uniform(0.18, 0.34), rng)
