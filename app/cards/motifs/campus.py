"""A university of the old Indochina style in cut paper: a tower with tiered roofs, wings with arched windows, phượng trees."""

import math
import random

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, mix, rgba, smooth
from app.cards.motifs.campus_building import building, sheet

HEIGHT, HALF = 440.0, 470.0  # the building: its height, and half its width with both wings


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    walls: str = "@walls",
    roofs: str = "@roofs",
    leaves: str = "@leaves",
    blossom: str = "@blossom",
    glass: str = "@glass",
    shade: str = "@shade",
    x: float = 0.5,
) -> None:
    """Stands at the rectangle's foot and fills its width with trees. walls: lit edge, wall, dim; roofs: lit edge, tiles, dim."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    size, dark = rect.height() / HEIGHT, art.color(shade)
    p.translate(rect.left(), rect.top())
    p.scale(size, size)
    width = rect.width() / size
    rng, middle = art.rng(14), width * x
    wall, tile, green = (tuple(QColor(t) for t in art.ramp(ref)) for ref in (walls, roofs, leaves))
    petals = tuple(QColor(t) for t in art.ramp(blossom))
    _grove(p, width, 236, 0.78, mix(green[2], wall[1], 0.45), green[0], dark, rng)
    p.save()
    p.translate(middle, 0)
    building(p, wall, tile, art.color(glass), dark)
    p.restore()
    for at, s in _tree_spots(width, middle, rng):
        _flame_tree(p, at, s, green, petals, dark, rng)
    _hedge(p, width, green, petals, dark, rng)


def _crown(x: float, y: float, rx: float, ry: float, rng: random.Random) -> QPainterPath:
    """A tree's crown: a flat heap of rounds as one outline."""
    path = ellipse(x, y, rx * 0.8, ry * 0.7)
    for i in range(11):
        a = math.tau * i / 11 + rng.uniform(-0.15, 0.15)
        r = ry * rng.uniform(0.36, 0.52)
        path = path.united(ellipse(x + math.cos(a) * (rx - r * 0.7), y + math.sin(a) * (ry - r * 0.8), r * 1.12, r))
    return path


def _grove(
    p: QPainter, width: float, y: float, k: float, tone: QColor, rim: QColor, dark: QColor, rng: random.Random
) -> None:
    """Far crowns over the whole width, in one sheet."""
    points = [(-40.0, 470.0), (-40.0, y + 30)]
    step = 46 * k
    for i in range(int(width / step) + 2):
        points.append((i * step, y + rng.uniform(-34, 22) * k - 20 * math.sin(i * 0.7)))
    points += [(width + 40, y + 20), (width + 40, 470)]
    path = smooth(points[1:-1], close=False)
    path.lineTo(width + 60, 480)
    path.lineTo(-60, 480)
    path.closeSubpath()
    sheet(p, path, tone, mix(tone, rim, 0.5), dark, 0.6)


def _tree_spots(width: float, middle: float, rng: random.Random) -> list[tuple[float, float]]:
    """Where trees stand: beside the building's ends and out to both edges, farthest first."""
    spots = []
    for side in (-1, 1):
        at = middle + side * (HALF - 62)
        while -60 < at < width + 60:
            spots.append((at + rng.uniform(-14, 14), rng.uniform(0.92, 1.12)))
            at += side * rng.uniform(190, 240)
    return sorted(spots, key=lambda spot: -abs(spot[0] - middle))


def _flame_tree(
    p: QPainter,
    x: float,
    size: float,
    green: tuple[QColor, ...],
    petals: tuple[QColor, ...],
    dark: QColor,
    rng: random.Random,
) -> None:
    """Phượng: a wide flat crown over a forked trunk, red where it flowers."""
    p.save()
    p.translate(x, 452)
    p.scale(size, size)
    trunk = smooth(
        [
            (-11, 4),
            (-7, -70),
            (-16, -118),
            (-58, -160),
            (-50, -166),
            (-8, -128),
            (-2, -150),
            (4, -150),
            (4, -124),
            (48, -164),
            (56, -158),
            (12, -112),
            (7, -66),
            (13, 4),
        ]
    )
    sheet(p, trunk, mix(dark, green[2], 0.25), mix(green[2], green[0], 0.3), dark, 0.4)
    for dx, dy, rx, ry, t in ((-46, -168, 76, 34, 1), (52, -166, 74, 32, 1), (2, -204, 86, 40, 0)):
        crown = _crown(dx, dy, rx, ry, rng)
        tone = mix(green[1], green[2], 0.45 * t)
        sheet(p, crown, tone, green[0], dark, 0.6, mix(tone, green[2], 0.5))
        for _ in range(12):  # flowers crowd together at the top of a crown
            a, q = rng.uniform(math.pi, math.tau), rng.uniform(0.35, 0.95)
            u, v = dx + math.cos(a) * q * rx * 0.9, dy + 2 + math.sin(a) * q * ry * 0.82
            for _ in range(9):
                r, fx, fy = rng.uniform(2.6, 4.8), u + rng.gauss(0, 8), v + rng.gauss(0, 4.2)
                fill_ellipse(p, fx + 0.8, fy + 1.8, r, r, rgba(dark, 0.2))
                fill_ellipse(p, fx, fy, r, r * 0.92, petals[rng.randrange(len(petals))])
    p.restore()


def _hedge(
    p: QPainter, width: float, green: tuple[QColor, ...], petals: tuple[QColor, ...], dark: QColor, rng: random.Random
) -> None:
    """Bushes along the foot, in two sheets."""
    for y, t in ((404, 0.25), (424, 0.9)):
        xs = np.arange(-30, width + 60, 38)
        path = smooth([(-60.0, y)] + [(float(u), y + rng.uniform(-13, 9)) for u in xs] + [(width + 80, y)], close=False)
        path.lineTo(width + 80, 480)
        path.lineTo(-60, 480)
        path.closeSubpath()
        tone = mix(green[1], green[2], t)
        sheet(p, path, tone, mix(tone, green[0], 0.6), dark, 0.7, mix(tone, dark, 0.25))


KINDS = {"campus": draw}
