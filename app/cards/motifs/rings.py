"""Two wedding bands, one through the other, a satin ribbon threaded through both, and a spray of jasmine in gold line."""

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.goldline import line
from app.cards.kit import (
    Point,
    catmull,
    ellipse,
    fill_ellipse,
    lin,
    mix,
    normals,
    pen,
    poly,
    rad,
    rgba,
    shadow,
    smooth,
    stroke,
)

WIDE, HIGH = 640.0, 420.0  # the pair with its shadow, origin in the middle
RIBBON = (
    (-1.06, 0.26),
    (-0.80, 0.02),
    (-0.52, 0.10),
    (-0.26, 0.16),
    (-0.02, 0.08),
    (0.24, 0.20),
    (0.50, 0.14),
    (0.78, -0.06),
    (1.06, 0.06),
)
# Across a polished band: place and tone (0 dark … 1 bright), as a room mirrors in it.
MIRROR = ((0, 0.12), (0.07, 0.5), (0.15, 0.9), (0.22, 1.0), (0.30, 0.62), (0.42, 0.30), (0.52, 0.46), (0.62, 0.86), (0.68, 0.98), (0.76, 0.55), (0.88, 0.22), (0.95, 0.5), (1, 0.16))  # fmt: skip


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    gold: str = "@gold",
    silk: str = "@ribbon",
    shade: str = "@shade",
    stone: str = "@stone",
    reach: float = 1.0,
) -> None:
    """The rings in the middle, the ribbon out to both sides. gold, silk: dark, middle, light. reach: of the ribbon's ends."""
    k = min(rect.width() / WIDE, rect.height() / HIGH)
    tones, cloth, dark = (
        [art.color(gold, i) for i in range(3)],
        [art.color(silk, i) for i in range(3)],
        art.color(shade),
    )
    half, rng = rect.width() / 2 / k, art.rng(907)
    wave = rng.uniform(-0.03, 0.03)
    points = [(x * half * reach, (y + wave * (i % 3)) * 250 + 26) for i, (x, y) in enumerate(RIBBON)]
    p.setClipRect(rect)
    p.translate(rect.center())
    p.scale(k, k)
    _satin(p, points, cloth, dark)
    left, right = (-92.0, 26.0, 168.0, 0.66, -6.0), (92.0, -14.0, 150.0, 0.80, 12.0)
    _contact(p, left, dark)
    _contact(p, right, dark)
    _band(p, left, tones, dark, stone=None)
    _band(p, right, tones, dark, stone=art.color(stone))
    p.save()  # the near side of the left ring passes over the right one
    over = QPainterPath()
    over.addRect(QRectF(-40, 40, 120, 170))
    p.setClipPath(over, Qt.ClipOperation.IntersectClip)
    _band(p, left, tones, dark, stone=None)
    p.restore()
    entry = QPainterPath()
    entry.addRect(QRectF(-half, -210, half - 172, 420))
    for clip, strength in ((entry.intersected(_metal_of(left)), 0.6), (entry, 0.0)):
        p.save()  # and the ribbon comes in over the left ring's far end, its shadow on the metal alone
        p.setClipPath(clip, Qt.ClipOperation.IntersectClip)
        _satin(p, points, cloth, dark, strength)
        p.restore()


def _satin(p: QPainter, points: list[Point], tones: list[QColor], dark: QColor, strength: float = 1.0) -> None:
    """A ribbon that rolls as it runs: its breadth and its light follow the roll."""
    center = catmull(points, 26)
    t = np.linspace(0, 1, len(center))
    roll = np.sin(t * 15.5 + 0.9)
    half = 15 + 9 * np.abs(roll)
    side = normals(center)
    lean = np.stack([np.full(len(t), 0.25), np.ones(len(t))], 1)
    off = (side * 0.75 + lean * 0.35) * half[:, None]
    upper, lower = center - off, center + off
    outline = poly(np.vstack([upper, lower[::-1]]))
    shadow(p, outline, 5, 10, 9, rgba(dark, 0.42 * strength))
    shadow(p, outline, 2, 3, 3, rgba(dark, 0.36 * strength))
    slope = np.gradient(center[:, 1]) / np.maximum(1e-6, np.hypot(*np.gradient(center, axis=0).T))
    light = 0.52 - 0.42 * roll - 0.35 * slope
    p.save()
    p.setClipPath(outline, Qt.ClipOperation.IntersectClip)
    for i in range(len(t) - 1):
        level = float(np.clip(light[i], 0, 1))
        tone = mix(tones[0], tones[1], level * 2) if level < 0.5 else mix(tones[1], tones[2], level * 2 - 1)
        along = center[i + 1] - center[i]
        quad = poly(
            [upper[i] - along * 0.1, upper[i + 1] + along * 0.6, lower[i + 1] + along * 0.6, lower[i] - along * 0.1]
        )
        p.fillPath(quad, tone)
    p.restore()
    for part, alpha, width in ((0.86, 0.5, 1.0), (-0.86, 0.5, 1.0)):
        stroke(p, poly(center + off * part, False), pen(rgba(tones[2], alpha), width))
    for edge in (upper, lower):
        stroke(p, poly(edge, False), pen(rgba(tones[0], 0.45), 0.9))


def _contact(p: QPainter, ring: tuple[float, ...], dark: QColor) -> None:
    x, y, r, ratio, turn = ring
    p.save()
    p.translate(x, y)
    p.rotate(turn)
    path = ellipse(0, 34, r, r * ratio) - ellipse(0, 22, r - 12, r * ratio - 12)
    shadow(p, path, 10, 12, 12, rgba(dark, 0.46))
    shadow(p, path, 3, 4, 3.5, rgba(dark, 0.5))
    p.restore()


def _metal_of(ring: tuple[float, ...]) -> QPainterPath:
    """Where a band is metal, seen from above."""
    x, y, r, ratio, turn = ring
    spot = QTransform().translate(x, y).rotate(turn)
    wall = QPainterPath()
    wall.addRect(QRectF(-r, 0, 2 * r, 32))
    outside = ellipse(0, 0, r, r * ratio).united(wall).united(ellipse(0, 32, r, r * ratio))
    hole = ellipse(0, 0, r - 9, (r - 9) * ratio).intersected(ellipse(0, 32, r - 9, (r - 9) * ratio))
    return spot.map(outside - hole)


def _metal(a: float, b: float, tones: list[QColor], *, flip: bool = False, dim: float = 0.0) -> QBrush:
    stops = []
    for at, level in MIRROR:
        level *= 1 - dim
        tone = mix(tones[0], tones[1], level * 2) if level < 0.5 else mix(tones[1], tones[2], level * 2 - 1)
        stops.append((1 - at if flip else at, tone))
    return lin(a, 0, b, 18, *sorted(stops, key=lambda stop: stop[0]))


def _band(p: QPainter, ring: tuple[float, ...], tones: list[QColor], dark: QColor, stone: QColor | None) -> None:
    """A band lying aslant: inner wall, outer wall, the rounded rim between."""
    x, y, r, ratio, turn = ring
    high, rim = 32.0, 9.0
    b, inner, low = r * ratio, r - rim, (r - rim) * ratio
    p.save()
    p.translate(x, y)
    p.rotate(turn)
    top, foot = ellipse(0, 0, r, b), ellipse(0, high, r, b)
    hole, floor = ellipse(0, 0, inner, low), ellipse(0, high, inner, low)
    wall = QPainterPath()
    wall.addRect(QRectF(-r, 0, 2 * r, high))
    outside = top.united(wall).united(foot) - hole
    inside = hole - floor
    p.fillPath(inside, _metal(-inner, inner, tones, flip=True, dim=0.22))
    p.save()
    p.setClipPath(inside, Qt.ClipOperation.IntersectClip)
    for off, alpha, width in ((high - 1.5, 0.75, 2.2), (high * 0.5, 0.35, 7)):
        stroke(p, ellipse(0, off, inner, low), pen(rgba(tones[2], alpha), width))
    p.restore()
    body = outside - floor.intersected(hole)
    p.fillPath(body, _metal(-r, r, tones))
    p.save()
    p.setClipPath(body - top, Qt.ClipOperation.IntersectClip)
    blend = lin(0, b - 2, 0, b + high, (0, rgba(tones[2], 0.5)), (0.4, rgba(tones[2], 0.0)), (1, rgba(tones[0], 0.55)))
    p.fillPath(body, blend)
    stroke(p, foot, pen(rgba(tones[0], 0.8), 2.4))
    stroke(p, ellipse(0, high - 3, r, b), pen(rgba(tones[2], 0.55), 1.1))
    if stone is None:  # two engraved threads
        for off in (high * 0.36, high * 0.62):
            stroke(p, ellipse(0, off, r, b), pen(rgba(tones[0], 0.7), 1.3))
            stroke(p, ellipse(0, off + 1.4, r, b), pen(rgba(tones[2], 0.7), 0.9))
    p.restore()
    face = top - hole
    p.fillPath(face, _metal(-r, r, tones, flip=True))
    p.fillPath(face, lin(0, -b, 0, b, (0, rgba(tones[2], 0.5)), (0.5, rgba(tones[2], 0.05)), (1, rgba(tones[2], 0.4))))
    stroke(p, ellipse(0, 0.6, r - rim * 0.42, b - rim * 0.36), pen(rgba("#ffffff", 0.55), 1.5))
    stroke(p, hole, pen(rgba(tones[0], 0.55), 1.0))
    p.save()
    p.setClipPath(body, Qt.ClipOperation.IntersectClip)
    stroke(p, top, pen(rgba(tones[0], 0.35), 0.9))
    p.restore()
    if stone is not None:
        for i in range(-5, 6):
            a = math.pi / 2 + i * 0.155
            _stone(
                p, math.cos(a) * r, math.sin(a) * b + high * 0.5, 9.2 * (0.55 + 0.45 * math.sin(a)), stone, tones, dark
            )
    p.restore()


def _stone(p: QPainter, x: float, y: float, s: float, stone: QColor, tones: list[QColor], dark: QColor) -> None:
    """A brilliant in its setting, seen from above."""
    fill_ellipse(p, x, y + 0.8, s * 1.08, s * 1.08, tones[0])
    fill_ellipse(
        p,
        x,
        y,
        s * 0.96,
        s * 0.96,
        rad(x - s * 0.3, y - s * 0.4, s * 1.7, (0, "#ffffff"), (0.5, stone), (1, mix(stone, dark, 0.45))),
    )
    ring = [
        (x + math.cos(i * math.pi / 4 + 0.4) * s * 0.9, y + math.sin(i * math.pi / 4 + 0.4) * s * 0.9) for i in range(8)
    ]
    table = [
        (x + math.cos(i * math.pi / 4 + 0.4) * s * 0.45, y + math.sin(i * math.pi / 4 + 0.4) * s * 0.45)
        for i in range(8)
    ]
    for i in range(8):
        facet = poly([ring[i], ring[(i + 1) % 8], table[i]])
        p.fillPath(facet, rgba("#ffffff" if i in (0, 3, 5) else dark, 0.5 if i in (0, 3, 5) else 0.10))
    p.fillPath(poly(table), rgba("#ffffff", 0.5))
    for i in range(4):
        a = i * math.pi / 2 + 0.78
        fill_ellipse(p, x + math.cos(a) * s, y + math.sin(a) * s, s * 0.2, s * 0.2, tones[2])


def draw_spray(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    leaf: str = "@leaf",
    petal: str = "@petal",
    metal: str = "@foil",
    shade: str = "@shade",
    flip: bool = False,
    salt: int = 1,
) -> None:
    """A spray that arches from the rectangle's lower left to its upper right. leaf: light, dark; petal: white, heart."""
    k, rng, foil, dark = (
        min(rect.width() / 520, rect.height() / 300),
        art.rng(salt + 920),
        art.foil(metal),
        art.color(shade),
    )
    light, deep = art.color(leaf), art.color(leaf, 1)
    p.setClipRect(rect)
    p.translate(rect.center())
    p.scale(-k if flip else k, k)
    stem = catmull([(-226, 112), (-130, 70), (-20, 14), (96, -46), (206, -104)], 16)
    line(p, poly(stem, False), foil, 2.6, press=dark)
    count = 11
    for i in range(count):
        at = 0.96 * i / (count - 1)
        x, y = stem[int(at * (len(stem) - 1))]
        for side in (-1, 1):
            long = (92 - 44 * at) * rng.uniform(0.9, 1.1)
            turn = -27 + side * (44 - 14 * at) + rng.uniform(-7, 7)
            _leaf(p, x, y, long, turn, side, light if side < 0 else mix(light, deep, 0.4), deep, foil, dark)
    x, y = stem[-1]
    _leaf(p, x, y, 52, -30, 1, light, deep, foil, dark)
    for at, dx, dy, size in (
        (0.16, -6, -40, 1.0),
        (0.36, 16, 30, 1.12),
        (0.50, -30, -44, 0.9),
        (0.66, 20, 26, 0.8),
        (0.82, -22, -32, 0.66),
    ):
        x, y = stem[int(at * (len(stem) - 1))]
        line(p, smooth([(x, y), (x + dx * 0.4 + 6, y + dy * 0.5), (x + dx, y + dy)], False), foil, 1.6)
        _jasmine(p, x + dx, y + dy, 24 * size, rng.uniform(0, 72), art.color(petal), art.color(petal, 1), foil, dark)


def _leaf(
    p: QPainter,
    x: float,
    y: float,
    long: float,
    turn: float,
    side: int,
    light: QColor,
    deep: QColor,
    foil: QBrush,
    dark: QColor,
) -> None:
    p.save()
    p.translate(float(x), float(y))
    p.rotate(turn)
    wide = long * 0.19
    path = QPainterPath(QPointF(4, 0))
    path.cubicTo(long * 0.25, -wide * 1.1, long * 0.7, -wide, long, side * 5)
    path.cubicTo(long * 0.7, wide, long * 0.25, wide * 1.1, 4, 0)
    shadow(p, path, 2, 4, 3.2, rgba(dark, 0.34))
    p.fillPath(
        path,
        lin(0, -wide, 0, wide, (0, light), (0.5, mix(light, deep, 0.35)), (0.52, mix(light, deep, 0.6)), (1, deep)),
    )
    line(p, path, foil, 1.2)
    line(p, smooth([(4, 0), (long * 0.5, side * 1.2), (long * 0.94, side * 4)], False), foil, 0.9, opacity=0.8)
    p.restore()


def _jasmine(
    p: QPainter, x: float, y: float, r: float, turn: float, white: QColor, heart: QColor, foil: QBrush, dark: QColor
) -> None:
    p.save()
    p.translate(x, y)
    p.rotate(turn)
    petal = QPainterPath(QPointF(0, 0))
    petal.cubicTo(-r * 0.62, -r * 0.36, -r * 0.50, -r * 0.96, 0, -r * 1.06)
    petal.cubicTo(r * 0.50, -r * 0.96, r * 0.62, -r * 0.36, 0, 0)
    for _ in range(5):
        shadow(p, petal, 1.5, 3, 2.4, rgba(dark, 0.22))
        p.fillPath(petal, lin(0, 0, 0, -r, (0, heart), (0.45, white), (1, white)))
        line(p, petal, foil, 1.1)
        line(p, poly([(0, -r * 0.2), (0, -r * 0.72)], False), foil, 0.7, opacity=0.6)
        p.rotate(72)
    fill_ellipse(p, 0, 0, r * 0.17, r * 0.17, foil)
    p.restore()


KINDS = {"ring_spray": draw_spray, "rings": draw}
