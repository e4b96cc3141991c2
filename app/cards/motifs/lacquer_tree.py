"""The village banyan in lacquer: a braided trunk with gold edges, hanging roots, a crown of clumps stippled with gold."""

import math
import random
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import Point, catmull, lin, mix, normals, pen, poly, rgba, smooth, stroke

BOX = (116.0, 102.0)  # the foot of the trunk stands at x = 62
ROWS = (
    (11, 17, 3),
    (16, 29, 5),
    (21, 37, 5),
    (27, 44, 7),
    (33, 49, 7),
    (39, 52, 8),
    (45, 48, 8),
)  # height, reach, clumps
BOUGHS = (
    *(((61, 57), (20, 44), 4.4), ((60, 48), (40, 34), 3.2), ((66, 56), (92, 42), 3.8)),
    *(((60, 56), (52, 28), 4.6), ((66, 54), (74, 26), 4.0)),
)


@dataclass(frozen=True)
class Tones:
    """bark: shaded, lit; crown: lit, middle, dark; leaves: from dark to the brightest gold."""

    bark: tuple[str, ...]
    crown: tuple[str, ...]
    leaves: tuple[str, ...]
    gold: str


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
    clumps = _clumps(rng)
    _hanging(p, tones, rng)
    _boughs(p, tones, rng)
    _trunk(p, tones, rng)
    for x, y, rx, ry in sorted(clumps, key=lambda c: c[1] - c[3] * 0.2):
        _clump(p, x, y, rx, ry, tones, rng)


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


def _clumps(rng: random.Random) -> list[tuple[float, float, float, float]]:
    """Middle and radii of the crown's clumps: a broad dome, hanging at its ends, with gaps in its lower edge."""
    shift, out = rng.uniform(-2, 2), []
    for row, (y, reach, count) in enumerate(ROWS):
        for i in range(count):
            if row == len(ROWS) - 1 and rng.random() < 0.25:
                continue
            u = (i + 0.5) / count * 2 - 1 + rng.uniform(-0.10, 0.10)
            rx = rng.uniform(5.5, 9.5) if rng.random() < 0.6 else rng.uniform(9.5, 13.5)
            x = min(BOX[0] - 5 - rx * 1.1, max(rx * 1.1 - 2, 56 + shift + u * reach))
            out.append((x, y + 6 * u * u + rng.uniform(-2.4, 2.4), rx, rx * rng.uniform(0.52, 0.68)))
    return out


def _outline(x: float, y: float, rx: float, ry: float, rng: random.Random) -> QPainterPath:
    """A leafy clump: soft lobes of chance sizes, flatter and ragged below."""
    n, a1, a2, lobes = 26, rng.uniform(0, math.tau), rng.uniform(0, math.tau), rng.choice((5, 6, 7))
    points = []
    for i in range(n):
        a = math.tau * i / n
        swell = 1 + 0.06 * math.sin(lobes * a + a1) + 0.05 * math.sin(3 * a + a2) + rng.uniform(-0.035, 0.035)
        points.append(
            (x + math.cos(a) * rx * swell, y + math.sin(a) * ry * (0.5 if math.sin(a) > 0.2 else 1.0) * swell)
        )
    return smooth(points)


def _clump(p: QPainter, x: float, y: float, rx: float, ry: float, tones: Tones, rng: random.Random) -> None:
    path = _outline(x, y, rx, ry, rng)
    lit, middle, dark = tones.crown
    p.fillPath(path.translated(0.25, 0.7), rgba(dark, 0.75))
    stops = ((0, lit), (0.36, mix(lit, middle, 0.7)), (0.6, middle), (1, dark))
    p.fillPath(path, lin(x - rx * 0.6, y - ry, x + rx * 0.5, y + ry * 0.4, *stops))
    p.save()
    p.setClipPath(path, Qt.ClipOperation.IntersectClip)
    _stipple(p, x, y, rx, ry, int(1.5 * rx * ry), 1.0, tones, rng)
    p.restore()
    _stipple(p, x, y, rx, ry, int(rx * 2.2), 1.12, tones, rng)
    p.save()
    p.setClipRect(QRectF(x - rx * 1.3, y - ry * 1.4, rx * 1.6, ry * 1.1), Qt.ClipOperation.IntersectClip)
    stroke(p, path, pen(rgba(tones.gold, 0.55), 0.16))
    p.restore()


def _stipple(
    p: QPainter, x: float, y: float, rx: float, ry: float, count: int, rim: float, tones: Tones, rng: random.Random
) -> None:
    """Leaves, golden where the light falls. rim over 1: only loose ones about the outline."""
    p.setPen(Qt.PenStyle.NoPen)
    for _ in range(count):
        if rim > 1:
            a = rng.uniform(math.pi * 0.92, math.pi * 2.08)
            u, v = math.cos(a) * rng.uniform(0.94, rim), math.sin(a) * rng.uniform(0.94, rim)
        else:
            u, v = rng.uniform(-1, 1), 0.45 - rng.random() ** 0.9 * 1.45
        light = -u * 0.5 - v * 0.8 + rng.gauss(0, 0.32)
        q = 0 if light < 0.02 else 1 if light < 0.5 else 2 if light < 0.98 else 3
        p.save()
        p.translate(x + u * rx, y + v * ry)
        p.rotate(u * 42 + rng.uniform(-32, 32))
        p.setBrush(rgba(tones.leaves[q], (0.65, 0.8, 0.85, 0.95)[q]))
        s = rng.uniform(0.34, 0.72) * (1, 1, 0.92, 0.8)[q]
        p.drawEllipse(QPointF(0, 0), s, s * 0.36)
        p.restore()
