"""The crown of a lacquer banyan: clumps of leaves stippled with gold."""

import math
import random
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.kit import lin, mix, pen, rgba, smooth, stroke

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


@dataclass(frozen=True)
class Tones:
    """bark: shaded, lit; crown: lit, middle, dark; leaves: from dark to the brightest gold."""

    bark: tuple[str, ...]
    crown: tuple[str, ...]
    leaves: tuple[str, ...]
    gold: str


def crown_clumps(rng: random.Random) -> list[tuple[float, float, float, float]]:
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


def clump(p: QPainter, x: float, y: float, rx: float, ry: float, tones: Tones, rng: random.Random) -> None:
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
