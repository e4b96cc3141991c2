"""Watercolour peonies, small blossoms and sprays of leaves massed in one corner of the rectangle."""

import math
import random
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import Point, catmull, mix, ribbon, smooth
from app.cards.watercolour import Wet, cloud

SIZE = 560.0  # the arrangement's own space: origin in the corner, x and y grow towards the middle of the card
Tones = tuple[str, ...]
# Sprays (kind, control points), behind everything
SPRAYS: tuple[tuple[str, tuple[Point, ...]], ...] = (
    ("eucalyptus", ((90, 90), (230, 60), (360, 72), (480, 40))),
    ("eucalyptus", ((80, 120), (62, 260), (76, 380), (40, 500))),
    ("olive", ((100, 110), (230, 150), (330, 160), (420, 190))),
    ("dark", ((110, 110), (150, 250), (170, 340), (200, 430))),
    ("fern", ((60, 60), (190, 10), (330, 6), (450, 14))),
    ("fern", ((50, 80), (18, 220), (24, 330), (14, 440))),
    ("berry", ((200, 70), (330, 110), (420, 110), (520, 118))),
    ("dark", ((60, 60), (120, 30), (200, 22), (280, 14))),
)
MIDDLE = {
    1: ("berry", ((150, 150), (214, 214), (236, 270), (226, 330))),
    2: ("fern", ((120, 150), (190, 230), (220, 300), (214, 372))),
}
SMALL = ((330, 92, 46), (78, 318, 42), (236, 206, 34), (404, 60, 28), (40, 402, 26))
# Peonies (x, y, radius, tone, tilt, turn), far to near
PEONIES = {
    1: ((212, 84, 86, 1, 0.84, 20), (86, 214, 94, 0, 0.88, -15), (112, 92, 122, 0, 0.88, 10)),
    2: ((82, 88, 104, 1, 0.86, 10), (214, 96, 92, 0, 0.90, -20), (104, 212, 112, 0, 0.88, -10)),
}
RINGS = (
    (1.0, 6, 1.02, 0.80),
    (0.86, 5, 1.02, 0.80),
    (0.68, 5, 0.98, 0.80),
    (0.50, 4, 1.0, 0.82),
    (0.33, 3, 1.05, 0.86),
)
# Leaves of a spray: pairs, length, width over length, angle
LEAVES = {
    "eucalyptus": (9, 54, 0.86, 63),
    "olive": (12, 73, 0.27, 41),
    "dark": (12, 73, 0.27, 41),
    "fern": (17, 46, 0.20, 49),
}


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    corner: str = "bottom_left",
    variant: int = 1,
    flower: str = "@peony",
    second: str = "@peony_2",
    small: str = "@small",
    leaf: str = "@leaf",
    berry: str = "@berry",
) -> None:
    """corner: 'top_left', 'top_right', 'bottom_left' or 'bottom_right'; variant 1 or 2.

    Flower colours are light, middle, deep; leaf has grey-green, olive and dark triples (nine tones).
    """
    p.setClipRect(rect)
    size = min(rect.width(), rect.height()) / SIZE
    down, right = corner.startswith("top"), corner.endswith("left")
    p.translate(rect.left() if right else rect.right(), rect.top() if down else rect.bottom())
    p.scale(size if right else -size, size if down else -size)
    wet = Wet(QRectF(0, 0, SIZE, SIZE), art.scale * size, art.seed * 7 + variant)
    rng, greens = art.rng(7 * variant), art.ramp(leaf)
    for kind, points in (*SPRAYS, MIDDLE[variant]):
        _spray(wet, kind, points, greens, art.ramp(berry), rng)
    for i, (x, y, r) in enumerate(SMALL):
        tones = art.ramp(small)
        _blossom(wet, x, y, r, tones[3:] if i in (2, 4) else tones[:3], rng)
    for x, y, r, tone, tilt, turn in PEONIES[variant]:
        _peony(wet, x, y, r, art.ramp(second if tone else flower), tilt, turn, rng)
    wet.commit(p)


def draw_wash(
    p: QPainter, rect: QRectF, art: Art, *, tone: str = "@wash", index: int = 0, strength: float = 0.55, salt: int = 1
) -> None:
    """One pale cloud of colour."""
    cloud(p, rect, art.color(tone, index), strength, art.seed * 11 + salt)


def _petal(length: float, width: float, rng: random.Random, ruffle: float) -> QPainterPath:
    points, n = [], 17
    for i in range(n):
        a = math.pi * i / (n - 1)
        s = math.sin(a)
        x, y = -width / 2 * math.cos(a) * (0.22 + 0.78 * s**0.5), -length * s**0.62
        if 0 < i < n - 1:
            f = 1 + rng.uniform(-ruffle, ruffle) * (1.6 if s > 0.7 else 0.5)
            x, y = x * f, y * f
        points.append((x, y * (0.95 if i == n // 2 else 1)))
    return smooth(points)


def _lay(
    wet: Wet,
    place: QTransform,
    length: float,
    width: float,
    rng: random.Random,
    ruffle: float,
    inner: object,
    outer: object,
    **how: object,
) -> None:
    heart, tip = place.map(QPointF(0, -length * 0.1)), place.map(QPointF(0, -length * 0.98))
    axis = ((heart.x(), heart.y()), (tip.x(), tip.y()))
    wet.paint(place.map(_petal(length, width, rng, ruffle)), inner, outer, axis, **how)  # type: ignore[arg-type]


def _peony(wet: Wet, x: float, y: float, r: float, tones: Tones, tilt: float, turn: float, rng: random.Random) -> None:
    light, middle, deep = tones[:3]
    for k, (ring, count, wide, alpha) in enumerate(RINGS):
        start, t = rng.uniform(0, 360), k / 4
        inner, outer = mix(middle, deep, 0.45 + 0.55 * t), mix(mix(light, "#ffffff", 0.25), middle, t * 0.6)
        for i in range(count):
            place = QTransform()
            place.translate(x, y)
            place.rotate(turn)
            place.scale(1, tilt)
            place.translate(0, -k * r * 0.028)
            place.rotate(start + 360 * i / count + rng.uniform(-12, 12))
            place.translate(0, -r * 0.03)
            length, width = r * ring * rng.uniform(0.90, 1.08), r * ring * wide * rng.uniform(0.99, 1.19)
            shade = (mix(deep, "#601030", 0.25), 0.80)
            _lay(
                wet,
                place,
                length,
                width,
                rng,
                0.07,
                inner,
                outer,
                alpha=alpha,
                knock=0.90,
                edge=0.20,
                drift=0.42,
                rough=0.22,
                shade=shade,
            )
    _stamens(wet, x, y - r * 0.1, r * 0.15, r * 0.022, 16, ("#e0a03a", "#b8741a"), rng)


def _blossom(wet: Wet, x: float, y: float, r: float, tones: Tones, rng: random.Random) -> None:
    light, middle, deep = tones[:3]
    start = rng.uniform(0, 72)
    for i in rng.sample(range(5), 5):
        place = QTransform()
        place.translate(x, y)
        place.scale(1, 0.9)
        place.rotate(start + 72 * i + rng.uniform(-7, 7))
        shade = (mix(deep, "#8a4a1a", 0.3), 0.8)
        _lay(
            wet,
            place,
            r * rng.uniform(0.9, 1.08),
            r * 0.98,
            rng,
            0.05,
            middle,
            light,
            alpha=0.85,
            knock=0.93,
            edge=0.34,
            drift=0.45,
            rough=0.22,
            shade=shade,
        )
    _stamens(wet, x, y, r * 0.24, r * 0.05, 11, (deep, deep), rng)


def _stamens(
    wet: Wet, x: float, y: float, reach: float, r: float, count: int, tones: tuple[str, str], rng: random.Random
) -> None:
    dots = QPainterPath()
    for _ in range(count):
        a, d = rng.uniform(0, math.tau), rng.uniform(0.15, 1) * reach
        dots.addEllipse(QPointF(x + math.cos(a) * d, y + math.sin(a) * d * 0.9), r, r)
    wet.paint(dots, *tones, ((x, y - reach), (x, y + reach)), alpha=0.95, knock=0.85, edge=0.3, rough=0.1)


def _spray(wet: Wet, kind: str, points: Sequence[Point], greens: Tones, berries: Tones, rng: random.Random) -> None:
    line = catmull(points, 10)
    stalk = {"eucalyptus": greens[2], "olive": greens[5], "berry": berries[2]}.get(kind, greens[8])
    ends = (tuple(line[0]), tuple(line[-1]))
    wet.paint(
        ribbon(line, np.linspace(2.6, 0.9, len(line))),
        stalk,
        stalk,
        ends,
        alpha=1.0,
        knock=0.55,
        edge=0.15,
        rough=0.1,
        drift=0.2,
        thin=True,
    )
    if kind == "berry":
        _berries(wet, line, berries, rng)
        return
    first = {"eucalyptus": 0, "olive": 3}.get(kind, 6)
    pairs, length, shape, angle = LEAVES[kind]
    groups = [QPainterPath() for _ in range(3)]  # three washes a spray, not one a leaf
    for i in range(pairs + 1):
        k = min(len(line) - 2, int((0.12 + 0.88 * i / pairs) * (len(line) - 1)))
        along = math.degrees(math.atan2(*(line[k + 1] - line[k])[::-1])) + 90
        size = length * rng.uniform(0.86, 1.15) * (1.12 - (0.75 if kind == "fern" else 0.5) * i / pairs)
        for side in (-1, 1) if i < pairs else (0,):
            turn = QTransform()
            turn.translate(*map(float, line[k]))
            turn.rotate(along + side * (angle + rng.uniform(-11, 11)))
            groups[(2 * i + side) % 3].addPath(turn.map(_leaf(size, size * shape, rng.uniform(-0.06, 0.06))))
    for i, group in enumerate(groups):
        group.setFillRule(group.fillRule().WindingFill)
        inner, outer = (
            mix(greens[first], greens[first + 1], 0.15 + 0.3 * i),
            mix(greens[first + 1], greens[first], 0.3 - 0.12 * i),
        )
        wet.paint(group, inner, outer, ends, alpha=0.86, knock=0.6, edge=0.42, drift=1.1)


def _leaf(length: float, width: float, bend: float) -> QPainterPath:
    path, b = QPainterPath(), bend * length
    path.cubicTo(-width * 0.75, -length * 0.28, -width * 0.55 + b, -length * 0.78, b, -length)
    path.cubicTo(width * 0.55 + b, -length * 0.78, width * 0.75, -length * 0.28, 0, 0)
    return path


def _berries(wet: Wet, line: np.ndarray, tones: Tones, rng: random.Random) -> None:
    for i in range(8):
        k = min(len(line) - 2, int((0.12 + 0.88 * i / 7) * (len(line) - 1)))
        x, y = map(float, line[k])
        along = math.atan2(*(line[k + 1] - line[k])[::-1]) + math.pi / 2
        for side in (-1, 1) if i < 7 else (0,):
            a = along + side * 0.87
            bx, by = x + math.sin(a) * 26, y - math.cos(a) * 26
            stalk = catmull([(x, y), ((x + bx) / 2 + 2, (y + by) / 2), (bx, by)], 4)
            wet.paint(
                ribbon(stalk, np.full(len(stalk), 1.3)),
                tones[2],
                tones[2],
                ((x, y), (bx, by)),
                alpha=1.0,
                knock=0.5,
                edge=0.1,
                thin=True,
            )
            berry, r = QPainterPath(), 8.5 * rng.uniform(0.8, 1.2)
            berry.addEllipse(QPointF(bx, by), r, r * 1.1)
            wet.paint(
                berry,
                tones[0],
                tones[1],
                ((bx - 8, by - 8), (bx + 8, by + 9)),
                alpha=0.95,
                knock=0.8,
                edge=0.5,
                rough=0.12,
            )
