"""A phoenix (phượng) cut from gilt paper, its tail in long eyed plumes."""

import math
import random

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QPainter, QPainterPath

from app.cards.kit import Point, catmull, ellipse, ribbon, smooth
from app.cards.motifs.gilt_cuts import HOLE, body, cloud, cut, feathers, holes, scales
from app.cards.motifs.lace import CLEAR, leaf, put


def _plume(p: QPainter, points: list[Point], fill: QBrush, barb: float, rng: random.Random, eye: float = 0.0) -> None:
    """A tail feather: a quill with leaf-shaped barbs on both sides, and an eye at its end."""
    center, _ = body(p, points, [5, 4, 3, 2.4], fill)
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


def phoenix(p: QPainter, fill: QBrush, rng: random.Random) -> None:
    tails = (
        ([(170, 432), (118, 410), (70, 340), (52, 240), (66, 130), (92, 62)], 34, 26),
        ([(170, 440), (104, 446), (40, 400), (24, 320), (30, 250)], 24, 18),
        ([(176, 446), (110, 486), (90, 520), (170, 540), (290, 532), (400, 520), (468, 496)], 32, 24),
        ([(182, 440), (210, 492), (290, 494), (362, 470), (400, 430)], 24, 18),
        ([(168, 436), (96, 470), (40, 480), (22, 530)], 22, 0),
    )
    for points, barb, eye in tails:
        _plume(p, points, fill, barb, rng, eye)
    feathers(p, 226, 366, -150, -82, (150, 188, 218, 240, 246, 234, 206, 168), 17, fill)
    feathers(p, 250, 366, -62, 14, (120, 152, 168, 162, 140, 108), 15, fill)
    for turn in (-140, -118, -96):
        put(p, leaf(84, 12, 0.05), 232, 372, turn, fill)
    center, half = body(
        p, [(158, 446), (196, 424), (236, 384), (262, 338), (276, 296), (300, 262)], [8, 26, 35, 28, 15, 13], fill
    )
    scales(p, center, half, 0.14, 0.80, 10.5, 2.3)
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
    holes(p, leaf(13, 4.4).translated(302, 250))
    cut(p, smooth([(292, 238), (288, 252), (294, 266)], False), 2.2)
    cut(p, smooth([(326, 252), (336, 253), (344, 260)], False), 1.8)
    for turn in (-30, 12):
        _hook(p, (330 + turn * 0.2, 318), turn, 1.0, fill)
    for x, y, k in ((430, 452, 0.9), (120, 196, 0.9)):
        cloud(p, x, y, k, fill)


def _hook(p: QPainter, at: Point, turn: float, size: float, fill: QBrush) -> None:
    """A loose flame-like scroll."""
    p.save()
    p.translate(*at)
    p.rotate(turn)
    p.scale(size, size)
    center = catmull([(0, 0), (26, -6), (46, 8), (42, 26), (28, 24), (30, 14)], 10)
    p.fillPath(ribbon(center, np.linspace(1.5, 4.4, len(center))), fill)
    p.restore()
