"""What the boats of a floating market carry, in flat shapes: six kinds of fruit in heaps, and pots of blossom."""

import math
import random
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, mix, pen, poly, rgba, smooth, stroke


def fruits() -> list[Callable[[QPainter, Art, float, float, float], None]]:
    return [orange, _melon, _dragon, _coconut, _pineapple, _mango]


def orange(p: QPainter, art: Art, x: float, y: float, r: float) -> None:
    _round(p, x, y, r, art.color("@fruit", 0), art.color("@leafy", 0))


def _mango(p: QPainter, art: Art, x: float, y: float, r: float) -> None:
    _round(p, x, y, r, art.color("@fruit", 1), art.color("@leafy", 1))


def _round(p: QPainter, x: float, y: float, r: float, tone: QColor, leaf: QColor) -> None:
    fill_ellipse(p, x, y, r, r, tone)
    p.save()
    p.setClipPath(ellipse(x, y, r), Qt.ClipOperation.IntersectClip)
    fill_ellipse(p, x + r * 0.5, y + r * 0.5, r * 1.05, r * 1.05, rgba(mix(tone, "#802000", 0.5), 0.25))
    p.restore()
    fill_ellipse(p, x - r * 0.35, y - r * 0.4, r * 0.22, r * 0.15, rgba("#ffffff", 0.55))
    p.fillPath(
        smooth([(x, y - r), (x + r * 0.5, y - r * 1.45), (x + r * 0.85, y - r * 1.15), (x + r * 0.35, y - r * 0.9)]),
        leaf,
    )


def _melon(p: QPainter, art: Art, x: float, y: float, r: float) -> None:
    leaf, dark = art.color("@leafy", 0), art.color("@leafy", 2)
    r *= 1.18
    p.fillPath(ellipse(x, y, r, r * 0.92), leaf)
    p.save()
    p.setClipPath(ellipse(x, y, r, r * 0.92), Qt.ClipOperation.IntersectClip)
    for k in (-0.95, -0.42, 0.12, 0.66):
        wave = [(x + r * k + (3 if j % 2 else -3) * r / 24, y - r + j * r * 0.4) for j in range(6)]
        stroke(p, smooth(wave, close=False), pen(dark, r * 0.24))
    p.restore()
    p.setPen(Qt.PenStyle.NoPen)
    fill_ellipse(p, x - r * 0.4, y - r * 0.45, r * 0.2, r * 0.12, rgba("#ffffff", 0.4))


def _coconut(p: QPainter, art: Art, x: float, y: float, r: float) -> None:
    leaf = art.color("@leafy", 1)
    p.fillPath(ellipse(x, y, r * 0.95, r * 1.08), leaf)
    p.fillPath(ellipse(x + r * 0.25, y + r * 0.2, r * 0.62, r * 0.8), mix(leaf, art.color("@leafy", 2), 0.4))
    fill_ellipse(p, x - r * 0.3, y - r * 0.45, r * 0.2, r * 0.14, rgba("#ffffff", 0.5))


def _dragon(p: QPainter, art: Art, x: float, y: float, r: float) -> None:
    pink, leaf = art.color("@fruit", 2), art.color("@leafy", 1)
    for a in (-1.9, -1.2, -0.5, 0.3, 2.8, 3.6):
        tip = (x + math.cos(a) * r * 1.45, y + math.sin(a) * r * 1.35)
        b, c = a - 0.32, a + 0.32
        p.fillPath(
            poly(
                [
                    (x + math.cos(b) * r * 0.86, y + math.sin(b) * r * 0.86),
                    tip,
                    (x + math.cos(c) * r * 0.86, y + math.sin(c) * r * 0.86),
                ]
            ),
            leaf,
        )
    fill_ellipse(p, x, y, r * 0.95, r * 1.02, pink)
    for dx, dy in ((-0.35, 0.0), (0.3, -0.25), (0.1, 0.4)):
        scale = smooth(
            [(x + r * (dx - 0.24), y + r * dy), (x + r * dx, y + r * (dy - 0.42)), (x + r * (dx + 0.24), y + r * dy)]
        )
        p.fillPath(scale, mix(pink, leaf, 0.45))


def _pineapple(p: QPainter, art: Art, x: float, y: float, r: float) -> None:
    gold, leaf = art.color("@fruit", 3), art.color("@leafy", 0)
    for a in (-0.75, 0.75, -0.38, 0.38, 0.0):
        tip = (x + math.sin(a) * r * 1.5, y - r * 1.0 - math.cos(a) * r * 1.35)
        p.fillPath(
            smooth(
                [
                    (x - r * 0.2, y - r * 0.9),
                    (x + math.sin(a) * r * 0.7 - r * 0.1, y - r * 1.6),
                    tip,
                    (x + math.sin(a) * r * 0.6 + r * 0.15, y - r * 1.3),
                    (x + r * 0.2, y - r * 0.9),
                ]
            ),
            mix(leaf, art.color("@leafy", 1), 0.5 if a else 0.0),
        )
    body = ellipse(x, y, r * 0.88, r * 1.14)
    p.fillPath(body, gold)
    p.save()
    p.setClipPath(body, Qt.ClipOperation.IntersectClip)
    mesh = QPainterPath()
    for k in range(-6, 7):
        mesh.moveTo(x + k * r * 0.42 - r * 1.4, y - r * 1.4)
        mesh.lineTo(x + k * r * 0.42 + r * 1.4, y + r * 1.4)
        mesh.moveTo(x + k * r * 0.42 + r * 1.4, y - r * 1.4)
        mesh.lineTo(x + k * r * 0.42 - r * 1.4, y + r * 1.4)
    stroke(p, mesh, pen(mix(gold, "#7a3000", 0.42), r * 0.09))
    p.restore()
    p.setPen(Qt.PenStyle.NoPen)


def fruit_pile(p: QPainter, art: Art, rng: random.Random) -> None:
    """Heaps of one kind each, three deep, between bow and seller."""
    kinds = fruits()
    rng.shuffle(kinds)
    for n, (x0, count) in enumerate(((126, 4), (222, 4), (318, 4))):
        fruit = kinds[n]
        r = 21.0 if fruit is not _melon else 24.0
        for row in range(3):
            for i in range(count - row):
                x = x0 - (count - 1 - row) * r * 0.88 + i * r * 1.76 + 16
                fruit(p, art, x, 272 - row * r * 1.42 + 3 * math.sin(x), r)
    fruit = kinds[3]
    for i in range(3):
        fruit(p, art, 474 + i * 32, 262, 19)


def flower_pile(p: QPainter, art: Art, rng: random.Random) -> None:
    """Pots of blossom in rows: round heads of many petals over leaves."""
    for row, (y, count, start) in enumerate(((196, 5, 122), (232, 6, 104), (266, 7, 92))):
        for i in range(count):
            x, r = start + i * 44 + row * 4, 27.0
            tone = art.color("@bloom", (i + row * 2) % len(art.ramp("@bloom")))
            for a in (2.4, 0.7, 1.6):
                lx, ly = x + math.cos(a) * r * 1.1, y + math.sin(a) * r * 1.1
                fill_ellipse(p, lx, ly, r * 0.5, r * 0.42, art.color("@leafy", row % 3))
            for ring, k in ((1.0, 11), (0.62, 8)):
                for j in range(k):
                    a = math.tau * j / k + rng.uniform(-0.1, 0.1)
                    fill_ellipse(
                        p,
                        x + math.cos(a) * r * 0.62 * ring,
                        y + math.sin(a) * r * 0.62 * ring,
                        r * 0.34,
                        r * 0.34,
                        mix(tone, "#ffffff", 0.18 if ring < 1 else 0.0),
                    )
            fill_ellipse(p, x, y, r * 0.28, r * 0.28, mix(tone, "#a04000", 0.4))
