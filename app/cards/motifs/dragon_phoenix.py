"""Dragon and phoenix (rồng, phượng) cut from gilt paper: bodies in one piece, everything else is the holes."""

import math
import random

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import Point, catmull, ellipse, normals, pen, poly, ribbon, smooth, stroke
from app.cards.motifs.lace import CLEAR, leaf, put
from app.cards.papercut import figure

BOX = QRectF(0, 0, 520, 560)  # both sit in the lower left corner, facing right
HOLE = QColor("black")


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    metal: str = "@foil",
    rim: str = "@rim",
    shade: str = "@shade",
    form: str = "phoenix",
    flip: bool = False,
) -> None:
    """Fitted to the rectangle's lower left corner, or its lower right when flipped."""
    k = min(rect.width() / BOX.width(), rect.height() / BOX.height())
    p.setClipRect(rect)
    p.translate(rect.right() if flip else rect.left(), rect.bottom() - BOX.height() * k)
    p.scale(-k if flip else k, k)
    foil, rng = art.foil(metal, 6 if flip else 1), art.rng(801)
    paint = {"phoenix": _phoenix, "dragon": _dragon}[form]
    lit = (0.8, 1.2) if flip else (-0.8, 1.2)
    figure(p, BOX, lambda q: paint(q, foil, rng), art.color(rim), art.color(shade), depth=0.6, lit=lit)


def _spine(points: list[Point], steps: int = 22) -> np.ndarray:
    return catmull(points, steps)


def _body(p: QPainter, points: list[Point], widths: list[float], fill: QBrush) -> tuple[np.ndarray, np.ndarray]:
    """A ribbon through the points; returns its centre line and half widths."""
    center = _spine(points)
    half = np.interp(np.linspace(0, 1, len(center)), np.linspace(0, 1, len(widths)), widths)
    p.fillPath(ribbon(center, half), fill)
    return center, half


def _plume(p: QPainter, points: list[Point], fill: QBrush, barb: float, rng: random.Random, eye: float = 0.0) -> None:
    """A tail feather: a quill with leaf-shaped barbs on both sides, and an eye at its end."""
    center, _ = _body(p, points, [5, 4, 3, 2.4], fill)
    steps = np.hypot(*np.diff(center, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    count = int(along[-1] / (barb * 0.36))
    for i in range(1, count):
        k = int(np.searchsorted(along, along[-1] * i / count))
        k = min(k, len(center) - 2)
        turn = math.degrees(math.atan2(*(center[k + 1] - center[k])[::-1]))
        size = barb * (0.55 + 0.75 * math.sin(math.pi * (0.15 + 0.75 * i / count))) * rng.uniform(0.94, 1.06)
        for side in (-1, 1):
            put(
                p,
                leaf(size, size * 0.13, side * -0.18),
                float(center[k][0]),
                float(center[k][1]),
                turn + side * 46,
                fill,
            )
    if eye:
        x, y = map(float, center[-1])
        turn = math.degrees(math.atan2(*(center[-1] - center[-4])[::-1]))
        put(
            p,
            leaf(eye * 2.2, eye * 0.86),
            x - eye * 0.4 * math.cos(math.radians(turn)),
            y - eye * 0.4 * math.sin(math.radians(turn)),
            turn,
            fill,
        )
        p.save()
        p.setCompositionMode(CLEAR)
        p.translate(x, y)
        p.rotate(turn)
        p.fillPath(leaf(eye * 1.15, eye * 0.44).translated(eye * 0.1, 0), HOLE)
        p.restore()
        p.save()
        p.translate(x, y)
        p.rotate(turn)
        p.fillPath(ellipse(eye * 0.66, 0, eye * 0.19), fill)
        p.restore()


def _cut(p: QPainter, path: QPainterPath, width: float) -> None:
    p.save()
    p.setCompositionMode(CLEAR)
    stroke(p, path, pen(HOLE, width))
    p.restore()


def _holes(p: QPainter, path: QPainterPath) -> None:
    p.save()
    p.setCompositionMode(CLEAR)
    p.fillPath(path, HOLE)
    p.restore()


def _scales(
    p: QPainter, center: np.ndarray, half: np.ndarray, start: float, end: float, gap: float, width: float
) -> None:
    """Crescents cut across the body in staggered rows."""
    n = len(center)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(center, axis=0).T))])
    normal = normals(center)

    for row, s in enumerate(np.arange(along[-1] * start, along[-1] * end, gap)):
        k = min(n - 2, int(np.searchsorted(along, s)))
        tangent = (center[k + 1] - center[k]) / max(1e-6, float(np.hypot(*(center[k + 1] - center[k]))))
        for t in (-0.34, 0.30) if row % 2 else (-0.62, -0.02, 0.56):
            c, r = center[k] + normal[k] * half[k] * t, min(half[k] * 0.30, gap * 0.62)
            a, b, d = c - normal[k] * r, c + tangent * r * 0.95, c + normal[k] * r
            _cut(p, smooth([tuple(map(float, q)) for q in (a, b, d)], False), width)


def _feathers(
    p: QPainter, x: float, y: float, first: float, last: float, sizes: tuple[float, ...], wide: float, fill: QBrush
) -> None:
    """A fan of long feathers from the shoulder, each with a slit along its shaft."""
    n = len(sizes)
    for i, size in enumerate(sizes):
        turn = first + (last - first) * i / (n - 1)
        put(p, leaf(size, wide, 0.10), x, y, turn, fill)
    for i, size in enumerate(sizes):
        turn = first + (last - first) * i / (n - 1)
        p.save()
        p.translate(x, y)
        p.rotate(turn)
        p.setCompositionMode(CLEAR)
        shaft = QPainterPath(QPointF(size * 0.34, 0))
        shaft.quadTo(size * 0.7, size * 0.03, size * 0.9, size * 0.085)
        stroke(p, shaft, pen(HOLE, 2.2))
        for part in (0.5, 0.62, 0.74):
            for side in (-1, 1):
                barb = poly(
                    [(size * part, size * 0.02), (size * (part + 0.07), size * 0.03 + side * wide * 0.42)], False
                )
                stroke(p, barb, pen(HOLE, 1.8))
        p.restore()


def _phoenix(p: QPainter, fill: QBrush, rng: random.Random) -> None:
    tails = (
        ([(170, 432), (118, 410), (70, 340), (52, 240), (66, 130), (92, 62)], 34, 26),
        ([(170, 440), (104, 446), (40, 400), (24, 320), (30, 250)], 24, 18),
        ([(176, 446), (110, 486), (90, 520), (170, 540), (290, 532), (400, 520), (468, 496)], 32, 24),
        ([(182, 440), (210, 492), (290, 494), (362, 470), (400, 430)], 24, 18),
        ([(168, 436), (96, 470), (40, 480), (22, 530)], 22, 0),
    )
    for points, barb, eye in tails:
        _plume(p, points, fill, barb, rng, eye)
    _feathers(p, 226, 366, -150, -82, (150, 188, 218, 240, 246, 234, 206, 168), 17, fill)
    _feathers(p, 250, 366, -62, 14, (120, 152, 168, 162, 140, 108), 15, fill)
    for turn in (-140, -118, -96):
        put(p, leaf(84, 12, 0.05), 232, 372, turn, fill)
    center, half = _body(
        p, [(158, 446), (196, 424), (236, 384), (262, 338), (276, 296), (300, 262)], [8, 26, 35, 28, 15, 13], fill
    )
    _scales(p, center, half, 0.14, 0.80, 10.5, 2.3)
    p.fillPath(ellipse(306, 254, 19, 17), fill)
    beak = QPainterPath(QPointF(318, 242))
    beak.cubicTo(338, 240, 350, 250, 348, 268)
    beak.cubicTo(340, 260, 328, 262, 316, 264)
    p.fillPath(beak, fill)
    for turn, size in ((-150, 50), (-128, 60), (-106, 52)):
        put(p, leaf(size, 8, 0.16), 300, 246, turn, fill)
        x, y = 300 + math.cos(math.radians(turn + 9)) * size, 246 + math.sin(math.radians(turn + 9)) * size
        p.fillPath(ellipse(x, y, 5.5), fill)
    for turn in (74, 104):
        put(p, leaf(26, 6), 312, 266, turn, fill)
    _holes(p, leaf(13, 4.4).translated(302, 250))
    _cut(p, smooth([(292, 238), (288, 252), (294, 266)], False), 2.2)
    _cut(p, smooth([(326, 252), (336, 253), (344, 260)], False), 1.8)
    for turn in (-30, 12):
        _hook(p, (330 + turn * 0.2, 318), turn, 1.0, fill)
    for x, y, k in ((430, 452, 0.9), (120, 196, 0.9)):
        _cloud(p, x, y, k, fill)


def _hook(p: QPainter, at: Point, turn: float, size: float, fill: QBrush) -> None:
    """A loose flame-like scroll."""
    p.save()
    p.translate(*at)
    p.rotate(turn)
    p.scale(size, size)
    center = catmull([(0, 0), (26, -6), (46, 8), (42, 26), (28, 24), (30, 14)], 10)
    p.fillPath(ribbon(center, np.linspace(1.5, 4.4, len(center))), fill)
    p.restore()


def _cloud(p: QPainter, x: float, y: float, size: float, fill: QBrush) -> None:
    """A scroll cloud of three curls on one tail."""
    p.save()
    p.translate(x, y)
    p.scale(size, size)
    for points in (
        [(-52, 12), (-20, 14), (6, 8), (16, -8), (4, -18), (-8, -10), (-2, -2)],
        [(-10, 14), (18, 14), (38, 4), (38, -10), (26, -12), (24, -2)],
        [(-44, 12), (-36, 0), (-24, -6), (-16, 0), (-22, 6)],
    ):
        center = catmull(points, 10)
        p.fillPath(ribbon(center, np.interp(np.linspace(0, 1, len(center)), [0, 0.4, 1], [1.2, 4.6, 3.0])), fill)
    p.restore()


def _dragon(p: QPainter, fill: QBrush, rng: random.Random) -> None:
    way = [
        (292, 262), (250, 300), (196, 292), (150, 262), (104, 290), (100, 352), (150, 388), (214, 380), (270, 396),
        (284, 446), (236, 484), (168, 478), (104, 486), (66, 458), (34, 404), (28, 330), (44, 262), (78, 206), (86, 150),
    ]  # fmt: skip
    widths = [20, 24, 26, 27, 28, 28, 28, 27, 26, 25, 24, 22, 20, 17, 14, 11, 8, 5, 2.5]
    center = _spine(way)
    half = np.interp(np.linspace(0, 1, len(center)), np.linspace(0, 1, len(widths)), widths)
    normal = normals(center)
    for k in range(12, len(center) - 14, 9):  # the comb along its back
        base, out = center[k], normal[k] * -1
        tangent = (center[k + 1] - center[k]) / max(1e-6, float(np.hypot(*(center[k + 1] - center[k]))))
        tip = base + out * (half[k] * 1.62) + tangent * half[k] * 0.5
        a, b = (
            base + out * half[k] * 0.8 - tangent * half[k] * 0.42,
            base + out * half[k] * 0.8 + tangent * half[k] * 0.42,
        )
        p.fillPath(poly([tuple(map(float, q)) for q in (a, tip, b)]), fill)
    _leg(p, 128, 284, -168, fill)
    _leg(p, 236, 404, 24, fill)
    _leg(p, 132, 486, 128, fill)
    p.fillPath(ribbon(center, half), fill)
    belly = center + normal * (half * 0.46)[:, None]
    _cut(p, poly([tuple(map(float, q)) for q in belly[16:-60]], False), 2.2)
    for k in range(20, len(center) - 70, 5):
        a, b = center[k] + normal[k] * half[k] * 0.52, center[k] + normal[k] * half[k] * 0.88
        _cut(p, poly([tuple(map(float, a)), tuple(map(float, b))], False), 1.9)
    _scales(p, center - normal * (half * 0.28)[:, None], half * 0.62, 0.05, 0.80, 10.0, 2.0)
    for turn, size in ((-96, 60), (-66, 54), (-122, 46)):  # the tail's flame
        put(p, leaf(size, 10, 0.14), 86, 156, turn, fill)
    _head(p, fill, rng)
    for x, y, k in ((372, 500, 1.0), (470, 524, 0.8), (176, 214, 0.85), (44, 532, 0.8), (300, 532, 0.7)):
        _cloud(p, x, y, k, fill)


def _leg(p: QPainter, x: float, y: float, turn: float, fill: QBrush) -> None:
    p.save()
    p.translate(x, y)
    p.rotate(turn)
    thigh = catmull([(0, 0), (22, 8), (38, -2), (54, 4)], 10)
    p.fillPath(ribbon(thigh, np.linspace(13, 5, len(thigh))), fill)
    for claw in (-52, -18, 16, 50, 150):
        put(p, leaf(26 if claw != 150 else 16, 4.2, 0.22 if claw > 0 else -0.22), 54, 4, claw, fill)
    for flame in (150, 184):
        put(p, leaf(32, 6, 0.2), 16, 0, flame, fill)
    p.restore()


def _head(p: QPainter, fill: QBrush, rng: random.Random) -> None:
    """Open-mouthed, mane streaming back, the pearl before it."""
    p.save()
    p.translate(292, 250)
    for i, (turn, size) in enumerate(((-206, 84), (-188, 104), (-168, 112), (-148, 104), (-128, 84), (-226, 62))):
        put(p, leaf(size * rng.uniform(0.96, 1.04), 11, 0.16 if i % 2 else -0.14), -4, -6, turn, fill)
    skull = smooth(
        [(-34, 8), (-30, -22), (-8, -36), (16, -34), (32, -28), (52, -26), (66, -38), (80, -34), (84, -18), (74, -6), (52, -2),
         (34, 2), (24, 12), (10, 28), (-14, 30)]
    )  # fmt: skip
    p.fillPath(skull, fill)
    jaw = smooth([(-10, 22), (16, 18), (32, 20), (52, 22), (66, 14), (70, 22), (58, 34), (34, 38), (10, 42), (-12, 36)])
    p.fillPath(jaw, fill)
    for x in (40, 50, 60):
        put(p, leaf(10, 2.6), x, -3, 84, fill)
    for x in (40, 50):
        put(p, leaf(9, 2.4), x, 22, -84, fill)
    tongue = catmull([(20, 16), (44, 10), (66, 6), (84, 12)], 8)
    p.fillPath(ribbon(tongue, np.linspace(3.5, 1.2, len(tongue))), fill)
    for points in ([(4, -32), (-10, -60), (-34, -78), (-50, -70)], [(16, -34), (12, -64), (-4, -88), (-22, -92)]):
        horn = catmull(points, 10)
        p.fillPath(ribbon(horn, np.linspace(6.5, 1.6, len(horn))), fill)
    for points in (
        [(72, -34), (96, -60), (124, -58), (122, -42), (110, -44)],
        [(62, 20), (86, 40), (112, 34), (112, 20), (102, 22)],
    ):
        whisker = catmull(points, 10)
        p.fillPath(ribbon(whisker, np.linspace(2.6, 1.4, len(whisker))), fill)
    for turn in (96, 118, 140):
        put(p, leaf(34, 6, -0.16), 4, 34, turn, fill)
    _holes(p, smooth([(2, -18), (12, -25), (24, -19), (14, -13)]))
    p.fillPath(ellipse(14, -19, 3.6), fill)
    _cut(p, smooth([(-4, -26), (10, -33), (28, -25)], False), 2.2)
    _cut(p, smooth([(66, -28), (72, -24), (70, -17), (64, -18)], False), 2.2)
    _cut(p, smooth([(-18, -20), (-24, 0), (-14, 20)], False), 2.4)
    _cut(p, smooth([(-6, -8), (-10, 6), (-2, 18)], False), 2.0)
    p.fillPath(ellipse(150, -8, 17), fill)
    for i in range(5):
        put(p, leaf(28 - abs(i - 2) * 3, 5, 0.14), 150, -8, -150 + i * 30, fill)
    p.save()
    p.setCompositionMode(CLEAR)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(pen(HOLE, 2.2))
    p.drawEllipse(QPointF(150, -8), 12.5, 12.5)
    p.restore()
    p.restore()


KINDS = {"dragon_phoenix": draw}
