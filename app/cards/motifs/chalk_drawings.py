"""What one draws in chalk for a teacher: a book, a globe, a bulb, a paper plane, a drum, a sprig."""

import math
import random
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QTransform

from app.cards.art import Art
from app.cards.kit import ellipse, poly, smooth
from app.cards.motifs.chalk import Mark, lay, line, loop
from app.cards.motifs.chalk_sprig import sprig


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    subject: str = "book",
    tones: str = "@chalk",
    turn: float = 0.0,
    flip: bool = False,
) -> None:
    """One of SUBJECTS fitted to the rectangle, drawn by a hand that is never quite the same."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    size = min(rect.width(), rect.height()) / 112
    fit = QTransform.fromTranslate(rect.center().x(), rect.center().y())
    fit.rotate(turn)
    fit.scale(-size if flip else size, size)
    fit.translate(-50, -50)
    lay(p, rect, art, SUBJECTS[subject](art.rng(len(subject) * 7 + 3)), tones, fit)


def _book(rng: random.Random) -> list[Mark]:
    marks = []
    for s in (-1, 1):
        page = line([(50, 34), (50 + s * 14, 27), (50 + s * 30, 27), (50 + s * 46, 32)], rng)
        foot = line([(50, 80), (50 + s * 14, 73), (50 + s * 30, 73), (50 + s * 46, 78)], rng)
        cover = line([(50, 86), (50 + s * 16, 79), (50 + s * 32, 79), (50 + s * 49, 84)], rng)
        marks += [Mark(page), Mark(foot), Mark(cover, 2, 1.4)]
        marks += [
            Mark(line([(50 + s * 46, 32), (50 + s * 46, 78)], rng)),
            Mark(line([(50 + s * 49, 35), (50 + s * 49, 84)], rng), 2, 1.4),
        ]
        for i in range(5):
            y = 37 + i * 7.4
            end = 41 if i < 4 else rng.uniform(22, 34)
            marks.append(Mark(line([(50 + s * 6, y + 3), (50 + s * 17, y - 1), (50 + s * end, y)], rng), 0, 1.0, 0.75))
    return [
        *marks,
        Mark(line([(50, 34), (50, 86)], rng)),
        Mark(line([(50, 34), (58, 30), (62, 52), (60, 66)], rng), 1, 1.6),
    ]


def _globe(rng: random.Random) -> list[Mark]:
    marks = [Mark(loop(50, 42, 30, 30, rng)), Mark(loop(50, 42, 12, 30, rng), 0, 1.1, 0.8)]
    for y, rx, ry in ((42, 30, 7), (27, 25, 5), (57, 25, 5)):
        arc = [(50 + math.cos(a) * rx, y + math.sin(a) * ry) for a in np.linspace(math.pi, 0, 7)]
        marks.append(Mark(line(arc, rng), 0, 1.1, 0.8))
    land = line([(34, 30), (44, 24), (54, 28), (50, 38), (56, 46), (48, 58), (40, 48), (36, 42)], rng, True)
    ring = [(50 + math.cos(a) * 37, 42 + math.sin(a) * 37) for a in np.linspace(-1.1, 2.1, 9)]
    stand = [Mark(line([(50, 79), (50, 90)], rng), 2), Mark(line([(34, 93), (50, 89), (66, 93)], rng), 2, 2.0)]
    return [Mark(land, 2, 0, 0.5), *marks, Mark(line(ring, rng), 2), *stand]


def _bulb(rng: random.Random) -> list[Mark]:
    glass = line(
        [(42, 72), (41, 62), (30, 50), (29, 38), (38, 26), (50, 22), (62, 26), (71, 38), (70, 50), (59, 62), (58, 72)],
        rng,
    )
    marks = [Mark(ellipse(50, 44, 16, 18), 1, 0, 0.42), Mark(glass)]
    marks.append(Mark(line([(46, 70), (44, 50), (48, 44), (50, 50), (52, 44), (56, 50), (54, 70)], rng), 1, 1.3))
    marks += [Mark(line([(42, 76 + 5 * i), (58, 75 + 5 * i)], rng), 0, 1.8) for i in range(3)]
    for i in range(9):
        a = math.radians(-200 + 220 * i / 8)
        near, far = 30, 41 + rng.uniform(-2, 3)
        ray = [(50 + math.cos(a) * r, 44 + math.sin(a) * r) for r in (near, far)]
        marks.append(Mark(line(ray, rng), 1, 1.6))
    return marks


def _plane(rng: random.Random) -> list[Mark]:
    marks = [Mark(poly([(60, 30), (96, 8), (76, 52)]), 0, 0, 0.28)]
    edges = (
        [(50, 26), (96, 8)],
        [(96, 8), (76, 52)],
        [(76, 52), (62, 36)],
        [(50, 26), (62, 36)],
        [(62, 36), (96, 8)],
        [(62, 36), (61, 50)],
        [(61, 50), (70, 45)],
    )
    marks += [Mark(line(list(edge), rng)) for edge in edges]
    way = smooth([(4, 92), (22, 88), (40, 76), (42, 62), (32, 58), (28, 68), (40, 74), (54, 62)], close=False)
    for i in range(20):
        dash = [way.pointAtPercent(i / 20), way.pointAtPercent(min(1, i / 20 + 0.026))]
        marks.append(Mark(poly([(q.x(), q.y()) for q in dash], close=False), 1, 1.5))
    return marks


def _drum(rng: random.Random) -> list[Mark]:
    """The school's drum on its stand."""
    body = smooth([(22, 26), (16, 46), (22, 66), (50, 73), (78, 66), (84, 46), (78, 26), (50, 33)])
    marks = [Mark(body, 2, 0, 0.42), Mark(loop(50, 26, 28, 9, rng)), Mark(ellipse(50, 26, 24, 6.5), 1, 0, 0.30)]
    for s in (-1, 1):
        marks.append(Mark(line([(50 + s * 28, 26), (50 + s * 34, 46), (50 + s * 28, 66)], rng)))
        marks.append(Mark(line([(50 + s * 22, 70), (50 + s * 32, 95)], rng), 0, 2.0))
    marks.append(Mark(line([(22, 66), (36, 72), (50, 73.5), (64, 72), (78, 66)], rng)))
    marks.append(Mark(line([(19, 37), (34, 43), (50, 45), (66, 43), (81, 37)], rng), 1, 1.2, 0.9))
    marks.append(Mark(line([(19, 56), (34, 62), (50, 64), (66, 62), (81, 56)], rng), 1, 1.2, 0.9))
    marks += [Mark(ellipse(24 + i * 10.4, 31.5 + 4.6 * math.sin(math.pi * i / 5), 0.9), 1, 0) for i in range(6)]
    return [
        *marks,
        Mark(line([(30, 86), (70, 86)], rng), 0, 1.6),
        Mark(line([(58, 18), (92, 4)], rng), 0, 2.0),
        Mark(loop(57, 19, 2.6, 2.6, rng), 0, 2.4),
    ]


SUBJECTS: dict[str, Callable[[random.Random], list[Mark]]] = {
    "book": _book, "globe": _globe, "bulb": _bulb, "plane": _plane, "drum": _drum, "sprig": sprig,
}  # fmt: skip


KINDS = {"chalk": draw}
