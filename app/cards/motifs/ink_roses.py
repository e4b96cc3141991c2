"""Two roses in ink and wash before a pale moon, one red and one white, as they are pinned on at Vu lan."""

import math
import random
from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import Point, catmull, ellipse, mix, smooth
from app.cards.motifs.wild_flowers import blade, many
from app.cards.pigment import Sheet, dab

# How far each petal reaches and how wide it is spread in degrees, from the outside in
PETALS = ((1.0, 50), (0.99, 52), (0.97, 50), (0.96, 54), (0.94, 50), (0.78, 56), (0.75, 58), (0.73, 56), (0.70, 60), (0.55, 64), (0.52, 66), (0.48, 68), (0.36, 76), (0.32, 80), (0.22, 90))  # fmt: skip
GOLDEN = 137.5
ASPECT = 0.62  # width over height of the picture


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    red: str = "@red_rose",
    white: str = "@white_rose",
    ink: str = "@ink_wash",
    moon: str = "@moon",
    seal: str = "@seal",
    ground: str = "@ground",
) -> None:
    """Rises from the rectangle's foot. red, white: light, middle, deep, line; ink: pale, middle, deep; moon: glow, rim."""
    w = min(rect.width(), rect.height() * ASPECT)
    h = w / ASPECT
    box = QRectF(rect.right() - (rect.width() - w) / 2 - w, rect.bottom() - h, w, h)
    rng, sheet, tones = art.rng(23), Sheet(rect, art.scale, art.seed + 6), art.ramp(ink)

    def at(x: float, y: float) -> Point:
        return box.left() + x * w, box.top() + y * w

    _moon(sheet, at(0.52, 0.46), w * 0.40, art.ramp(moon), art.color(ground).lightnessF() < 0.4)
    _mist(sheet, box, tones, rng)
    foot = h / w
    white_stem = [at(0.45, foot + 0.02), at(0.56, 1.15), at(0.66, 0.80), at(0.675, 0.50)]
    red_stem = [at(0.60, foot + 0.02), at(0.50, 1.28), at(0.37, 1.02), at(0.345, 0.84)]
    _stem(sheet, white_stem, w, tones)
    for root, turn, size in ((0.30, 52, 0.80), (0.58, -48, 0.72), (0.74, 50, 0.5)):
        _spray(sheet, white_stem, root, turn, w * 0.19 * size / 0.8, tones, rng)
    rose(sheet, *at(0.675, 0.385), w * 0.190, art.ramp(white), tones, rng, -16)
    _stem(sheet, red_stem, w, tones)
    for root, turn, size in ((0.34, -56, 0.86), (0.56, 46, 0.66), (0.72, -50, 0.5)):
        _spray(sheet, red_stem, root, turn, w * 0.19 * size / 0.8, tones, rng)
    rose(sheet, *at(0.335, 0.715), w * 0.215, art.ramp(red), tones, rng, 12)
    _petals(sheet, at, w, art.ramp(red), art.ramp(white), rng)
    _stamp(sheet, at(0.905, foot - 0.13), w * 0.030, art.color(seal).name(), rng)
    sheet.commit(p)


def rose(
    sheet: Sheet,
    x: float,
    y: float,
    r: float,
    tones: Sequence[str],
    ink: Sequence[str],
    rng: random.Random,
    turn: float,
) -> None:
    """A full rose tilted up towards the light; each petal is a wash with a broken line of ink along its rim."""
    light, middle, deep, line = tones
    _calyx(sheet, x, y, r, ink, rng)
    start = rng.uniform(0, 360)
    sheet.paint(
        ellipse(x, y - r * 0.12, r * 0.5, r * 0.42),
        (deep, line),
        ((x, y - r * 0.5), (x, y + r * 0.3)),
        alpha=0.9,
        knock=0.95,
        edge=0,
    )
    for i, (reach, half) in enumerate(PETALS):
        cx, cy = x - r * 0.05 * (1 - reach), y - r * 0.22 * (1 - reach)
        a = start + i * GOLDEN + rng.uniform(-7, 7)
        edge = _rim(cx, cy, r * reach * rng.uniform(0.96, 1.04), a, half, turn, rng)
        path = smooth(edge)
        lit = math.cos(math.radians(a - 235))
        tip = edge[4]
        sheet.paint(
            path,
            (mix(deep, line, 0.25 if reach < 0.5 else 0.0), mix(middle, deep, 0.35 - 0.3 * lit), mix(light, middle, 0.30 - 0.26 * lit)),
            ((cx, cy), tip),
            alpha=0.88, knock=0.95, edge=0.62, rough=0.26, drift=0.85, shade=(line, 0.50),
        )  # fmt: skip
        _contour(sheet, edge, r, line, rng)
    coil = [
        (
            x - r * 0.05 + math.cos(t + start) * r * 0.15 * (1 - t / 9),
            y - r * 0.20 + math.sin(t + start) * r * 0.12 * (1 - t / 9),
        )
        for t in np.arange(0, 7.5, 0.5)
    ]
    sheet.paint(dab(coil, r * 0.030, 6, 0.4, 0.3), (line,), alpha=0.75, edge=0.1, rough=0.3)


def _rim(x: float, y: float, reach: float, turn: float, half: float, lean: float, rng: random.Random) -> list[Point]:
    out = []
    for i in range(9):
        t = -1 + i / 4
        a = math.radians(turn + t * half)
        ruffle = rng.uniform(-0.028, 0.028) if abs(t) < 0.9 else 0.0
        out.append((a, reach * (1 - 0.24 * abs(t) ** 2.3 + ruffle - 0.04 * math.exp(-((t * 4) ** 2)))))
    out += [(math.radians(turn + t * half), reach * 0.26) for t in (0.8, -0.8)]
    spin = math.radians(lean)
    flat = [(math.cos(a) * d, math.sin(a) * d * 0.84) for a, d in out]
    return [(x + u * math.cos(spin) - v * math.sin(spin), y + u * math.sin(spin) + v * math.cos(spin)) for u, v in flat]


def _contour(sheet: Sheet, edge: list[Point], r: float, line: str, rng: random.Random) -> None:
    """The brush follows the rim, pressing and lifting."""
    strokes, i = many(), 0
    while i < 7:
        n = rng.choice((3, 4, 5))
        part = edge[i : min(9, i + n + 1)]
        if len(part) >= 3 and rng.random() < 0.86:
            strokes.addPath(dab(part, r * rng.uniform(0.014, 0.032), 8, rng.uniform(0.25, 0.7), 0.15))
        i += n
    sheet.paint(strokes, (line,), alpha=0.72, edge=0.1, rough=0.34)


def _calyx(sheet: Sheet, x: float, y: float, r: float, ink: Sequence[str], rng: random.Random) -> None:
    sepals = many()
    for a in (40, 68, 96, 124, 148):
        b = math.radians(a + rng.uniform(-6, 6))
        tip = (x + math.cos(b) * r * rng.uniform(1.06, 1.22), y + math.sin(b) * r * rng.uniform(0.98, 1.12))
        sepals.addPath(dab([(x, y + r * 0.5), ((x + tip[0]) / 2, y + r * 0.72), tip], r * 0.17, 10, 0.45, 0.08))
    sheet.paint(sepals, (ink[1], ink[2]), ((x, y + r * 0.5), (x, y + r * 1.2)), alpha=0.8, edge=0.4, rough=0.3)


def _stem(sheet: Sheet, points: list[Point], w: float, ink: Sequence[str]) -> None:
    """One pull of a loaded brush, and thorns."""
    sheet.paint(
        dab(points, w * 0.021, 18, 0.25, 0.55),
        (ink[2], ink[1]),
        (points[0], points[-1]),
        alpha=0.88,
        knock=0.35,
        edge=0.35,
        rough=0.34,
        drift=1.2,
    )
    line, thorns = catmull(points, 18), many()
    for i, t in enumerate((0.22, 0.40, 0.50, 0.66, 0.80)):
        j = min(len(line) - 2, int(t * len(line)))
        d = line[j + 1] - line[j]
        d /= max(1e-6, float(np.hypot(*d)))
        side = np.array((-d[1], d[0])) * (1 if i % 2 else -1)
        root, tip = line[j] + side * w * 0.004, line[j] + side * w * 0.024 + d * w * 0.008
        thorns.addPath(dab([tuple(root - d * w * 0.006), tuple((root + tip) / 2), tuple(tip)], w * 0.010, 6, 0.2, 0.1))
    sheet.paint(thorns, (ink[2],), alpha=0.85, edge=0.1)


def _spray(
    sheet: Sheet, stem: list[Point], where: float, turn: float, size: float, ink: Sequence[str], rng: random.Random
) -> None:
    """A stalk with five leaflets in three strengths of ink."""
    line = catmull(stem, 18)
    j = min(len(line) - 2, int(where * len(line)))
    along = math.degrees(math.atan2(*(line[j + 1] - line[j])[::-1])) + turn
    a = math.radians(along)
    x, y = map(float, line[j])
    end = (x + math.cos(a) * size, y + math.sin(a) * size)
    bow = ((x + end[0]) / 2, (y + end[1]) / 2 - size * 0.08)
    sheet.paint(dab([(x, y), bow, end], size * 0.035, 10, 0.2, 0.5), (ink[2],), alpha=0.8, edge=0.1, rough=0.3)
    for t, side, scale in ((0.50, -62, 0.60), (0.52, 60, 0.56), (0.86, -54, 0.68), (0.88, 52, 0.66), (1.0, 0, 0.84)):
        root = (
            (1 - t) ** 2 * x + 2 * t * (1 - t) * bow[0] + t * t * end[0],
            (1 - t) ** 2 * y + 2 * t * (1 - t) * bow[1] + t * t * end[1],
        )
        _leaflet(sheet, root, along + side + rng.uniform(-8, 8), size * scale * rng.uniform(0.92, 1.08), ink, rng)


def _leaflet(sheet: Sheet, root: Point, degrees: float, length: float, ink: Sequence[str], rng: random.Random) -> None:
    at = QTransform.fromTranslate(*root).rotate(degrees + 90)
    bend, load = rng.uniform(-0.12, 0.12), rng.random()
    tip = at.map(bend * length, -length)
    tones = (mix(ink[2], ink[1], 0.25 + 0.5 * load), mix(ink[1], ink[0], load * 0.7))
    sheet.paint(
        at.map(blade(length, length * 0.56, bend)),
        tones,
        (root, tip),
        alpha=0.86,
        knock=0.45,
        edge=0.5,
        rough=0.34,
        drift=1.5,
    )
    half = QPainterPath()
    half.quadTo(bend * length * 0.2, -length / 2, bend * length, -length)
    half.cubicTo(length * 0.30 + bend * length, -length * 0.75, length * 0.38, -length * 0.28, 0, 0)
    sheet.paint(at.map(half), (ink[2],), alpha=0.30, edge=0.1, rough=0.4, soft=2)
    veins = many()
    veins.addPath(
        at.map(
            dab([(0, 0), (bend * length * 0.25, -length / 2), (bend * length * 0.95, -length * 0.94)], length * 0.030)
        )
    )
    for k in range(1, 5):
        for side in (-1, 1):
            y = -length * k / 6
            veins.addPath(
                at.map(
                    dab(
                        [
                            (bend * length * k / 16, y),
                            (side * length * 0.10, y - length * 0.08),
                            (side * length * 0.18, y - length * 0.12),
                        ],
                        length * 0.018,
                    )
                )
            )
    sheet.paint(veins, (ink[2],), alpha=0.72, edge=0.0, rough=0.3)


def _moon(sheet: Sheet, middle: Point, r: float, tones: Sequence[str], night: bool) -> None:
    """A disc left pale inside a breath of wash; at night it shines through the ground."""
    x, y = middle
    if night:
        sheet.paint(ellipse(x, y, r * 1.1), (tones[0],), alpha=0.3, knock=0.10, edge=0, rough=0.4, soft=r * 0.09)
        sheet.paint(
            ellipse(x, y, r * 0.97),
            tones[:2],
            ((x - r, y - r), (x + r, y + r)),
            alpha=0.5,
            knock=0.24,
            edge=0.2,
            drift=1.3,
        )
        return
    sheet.paint(ellipse(x, y, r * 1.06), (tones[1],), alpha=0.42, edge=0, rough=0.5, soft=r * 0.10)
    sheet.lift(ellipse(x, y, r * 0.97), 0.86, r * 0.012)
    sheet.paint(
        ellipse(x, y, r * 0.97),
        (tones[0], mix(tones[0], tones[1], 0.35)),
        ((x - r, y - r), (x + r, y + r)),
        alpha=0.45,
        edge=0.35,
        rough=0.16,
        drift=1.3,
    )


def _mist(sheet: Sheet, box: QRectF, ink: Sequence[str], rng: random.Random) -> None:
    """Two or three flat strokes of thin ink low down."""
    w = box.width()
    for i in range(3):
        y = box.bottom() - w * (0.10 + 0.13 * i)
        x0, x1 = box.left() + w * rng.uniform(0.04, 0.25), box.right() - w * rng.uniform(0.04, 0.2)
        sheet.paint(
            dab([(x0, y), ((x0 + x1) / 2, y - w * 0.012), (x1, y + w * 0.006)], w * 0.07, 14, 0.4, 0.2),
            (ink[0],),
            alpha=0.30,
            edge=0,
            rough=0.6,
            drift=0.8,
            soft=w * 0.022,
        )


def _petals(
    sheet: Sheet,
    at: Callable[[float, float], Point],
    w: float,
    red: Sequence[str],
    white: Sequence[str],
    rng: random.Random,
) -> None:
    """One petal of each, let go."""
    for (x, y), tones, turn in (((0.15, 1.40), red, 70), ((0.84, 1.24), white, -40)):
        px, py = at(x + rng.uniform(-0.02, 0.02), y + rng.uniform(-0.02, 0.02))
        spin = QTransform.fromTranslate(px, py).rotate(turn + rng.uniform(-15, 15))
        size = w * 0.060
        spin.scale(size, size * 0.74)
        shape = spin.map(
            smooth(
                [
                    (0, 0.55),
                    (-0.45, 0.2),
                    (-0.62, -0.3),
                    (-0.2, -0.62),
                    (0.05, -0.5),
                    (0.35, -0.62),
                    (0.6, -0.2),
                    (0.4, 0.3),
                ]
            )
        )
        sheet.paint(
            shape,
            (tones[2], tones[1], tones[0]),
            ((px, py + size * 0.5), (px, py - size * 0.5)),
            alpha=0.85,
            knock=0.9,
            edge=0.6,
            rough=0.25,
        )


def _stamp(sheet: Sheet, middle: Point, s: float, tone: str, rng: random.Random) -> None:
    """The painter's seal: a lotus cut out of a red square."""
    x, y = middle
    square = smooth(
        [
            (x + dx * s + rng.uniform(-1, 1), y + dy * s + rng.uniform(-1, 1))
            for dx, dy in ((-1, -1), (0, -1.03), (1, -1), (1.03, 0), (1, 1), (0, 1.03), (-1, 1), (-1.03, 0))
        ]
    )
    sheet.paint(square, (tone,), alpha=0.95, knock=0.92, edge=0.3, rough=0.5, grain=0.4)
    lotus = many()
    for turn, length in ((-58, 0.86), (58, 0.86), (-30, 1.02), (30, 1.02), (0, 1.12)):
        spin = QTransform.fromTranslate(x, y + s * 0.58).rotate(turn)
        lotus.addPath(spin.map(blade(s * length, s * 0.40, 0)))
    sheet.lift(lotus, 0.9, 0.4)


KINDS = {"ink_roses": draw}
