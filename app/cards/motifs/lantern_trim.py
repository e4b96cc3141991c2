"""Over and under a hexagonal lantern's body: roof, base, fringe, tassel."""

import math
import random

from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import band, ellipse, fill_ellipse, lin, mix, pen, poly, rgba, smooth, stroke
from app.cards.motifs.lantern_frame import BEND, FOOT, HALF, OUTER


def base(p: QPainter, lit: QColor, body: QColor, deep: QColor, foil: QBrush) -> None:
    rows = ((FOOT - 4, FOOT + 10, 5, 8), (FOOT + 10, FOOT + 34, 14, 20))
    for y0, y1, grow0, grow1 in rows:
        for side in (-1, 0, 1):
            a0, a1 = HALF + grow0 * 0.5, HALF + grow1 * 0.5
            o0, o1 = OUTER + grow0, OUTER + grow1
            if side:
                points = [(a0, y0), (o0, y0 - BEND), (o1, y1 - BEND), (a1, y1)]
                points = [(x * side, y) for x, y in points]
            else:
                points = [(-a0, y0), (a0, y0), (a1, y1), (-a1, y1)]
            face = poly(points)
            p.fillPath(face, lin(-o1, 0, o1, 0, (0, deep), (0.3, body), (0.5, lit), (0.7, body), (1, deep)))
            stroke(p, face, pen(foil, 1.4))
    for i in range(9):
        _petal(p, (i - 4) * 24.5, FOOT + 30, 9.5, 14, foil)
    for side in (-1, 1):
        for i in range(4):
            x = HALF + 19 + i * 23
            _petal(p, side * x, FOOT + 29 - (i + 0.6) * 3.1, 8.2, 13, foil)


def _petal(p: QPainter, x: float, y: float, half: float, high: float, foil: QBrush) -> None:
    path = QPainterPath(QPointF(x - half, y))
    path.cubicTo(x - half, y - high * 0.6, x - half * 0.4, y - high * 0.8, x, y - high)
    path.cubicTo(x + half * 0.4, y - high * 0.8, x + half, y - high * 0.6, x + half, y)
    stroke(p, path, pen(foil, 1.3))


def fringe(p: QPainter, art: Art, silk: str, rng: random.Random) -> None:
    """A skirt of silk threads under the base."""
    light, dark = art.color(silk), art.color(silk, 1)
    x = -OUTER - 14.0
    while x < OUTER + 14:
        off = max(0.0, (abs(x) - HALF) / (OUTER - HALF))
        y0, y1 = FOOT + 28 - BEND * off, FOOT + 66 - BEND * off + 4 * math.cos(x / 18) + rng.uniform(-2, 2)
        tone = mix(light, dark, min(1, 0.15 + 0.55 * abs(x) / OUTER + rng.uniform(-0.15, 0.25)))
        stroke(p, poly([(x, y0), (x + rng.uniform(-1, 1), y1)], False), pen(tone, 1.9))
        x += 2.6


def tassel(
    p: QPainter, x: float, y: float, drop: float, size: float, art: Art, silk: str, foil: QBrush, rng: random.Random
) -> None:
    light, dark = art.color(silk), art.color(silk, 1)
    stroke(p, poly([(x, y), (x, y + drop)], False), pen(foil, 1.7))
    bead = y + drop * 0.45
    fill_ellipse(p, x, bead, 5.4 * size, 6.2 * size, foil)
    fill_ellipse(p, x - 1.4 * size, bead - 1.8 * size, 1.5 * size, 1.5 * size, rgba("#fffbe6", 0.9))
    y += drop
    long = 74 * size
    for i in range(15):
        t = (i - 7) / 7
        end = (x + t * 13 * size + rng.uniform(-1, 1), y + long * (1 - 0.06 * t * t) + rng.uniform(-3, 3) * size)
        strand = QPainterPath(QPointF(x + t * 5 * size, y + 6 * size))
        strand.cubicTo(x + t * 11 * size, y + long * 0.3, x + t * 9 * size, y + long * 0.7, *end)
        stroke(
            p, strand, pen(mix(light, dark, min(1.0, max(0.0, 0.35 + 0.45 * t + rng.uniform(-0.2, 0.2)))), 2.3 * size)
        )
    head = smooth(
        [
            (x - 7 * size, y + 12 * size),
            (x - 8 * size, y + 4 * size),
            (x, y - 4 * size),
            (x + 8 * size, y + 4 * size),
            (x + 7 * size, y + 12 * size),
        ]
    )
    p.fillPath(head, lin(x - 8 * size, 0, x + 8 * size, 0, (0, mix(light, "#ffffff", 0.15)), (1, dark)))
    stroke(p, poly([(x - 7 * size, y + 11 * size), (x + 7 * size, y + 11 * size)], False), pen(foil, 2.6 * size))


def roof(p: QPainter, lit: QColor, body: QColor, deep: QColor, foil: QBrush) -> None:
    """Three faces sweeping out to upturned corners, ridges that end in curls, a gourd on the top."""
    tip, edge = (252.0, 186.0), (126.0, 226.0)
    for side in (-1, 1):
        face = QPainterPath(QPointF(side * 26, 128))
        face.cubicTo(side * 62, 166, side * 90, 204, side * edge[0], edge[1])
        face.cubicTo(side * 178, 224, side * 222, 214, side * tip[0], tip[1])
        face.cubicTo(side * 170, 190, side * 96, 158, side * 44, 120)
        face.closeSubpath()
        p.fillPath(face, lin(0, 120, side * 250, 210, (0, body), (1, deep)))
        for t in (0.28, 0.52, 0.76):
            rib = QPainterPath(QPointF(side * (28 + 14 * t), 127 - 6 * t))
            end = (side * (edge[0] + (tip[0] - edge[0]) * t), edge[1] - 40 * t**2.2)
            rib.cubicTo(side * (62 + 36 * t), 166 - 12 * t, side * (88 + 62 * t), 200 - 20 * t, *end)
            stroke(p, rib, pen(foil, 0.9))
        stroke(p, face, pen(foil, 1.6))
    front = QPainterPath(QPointF(-26, 128))
    front.cubicTo(-62, 166, -90, 204, -edge[0], edge[1])
    front.quadTo(0, 236, edge[0], edge[1])
    front.cubicTo(90, 204, 62, 166, 26, 128)
    front.closeSubpath()
    p.fillPath(front, lin(0, 120, 0, 236, (0, body), (0.6, lit), (1, body)))
    for i in range(-4, 5):
        rib = QPainterPath(QPointF(i * 5.4, 128))
        rib.cubicTo(i * 13, 166, i * 19, 200, i * 26.4, 231 - abs(i) * 1.0)
        stroke(p, rib, pen(foil, 0.9))
    stroke(p, front, pen(foil, 2.2))
    for side in (-1, 1):
        eave = QPainterPath(QPointF(0, 241))
        eave.quadTo(side * 70, 240, side * edge[0], 234)
        eave.cubicTo(side * 182, 231, side * 226, 220, side * 256, 188)
        stroke(p, eave, pen(body, 9))
        stroke(p, eave, pen(foil, 2.0))
        stroke(p, eave.translated(0, 4.4), pen(foil, 0.9))
        for x, y, size in ((252, 186, 1.0), (edge[0], edge[1] + 2, 0.8)):
            curl = [
                (x - 14 * size, y + 6 * size),
                (x + 2 * size, y - 2 * size),
                (x + 11 * size, y - 16 * size),
                (x + 4 * size, y - 26 * size),
                (x - 5 * size, y - 20 * size),
                (x - 1 * size, y - 13 * size),
            ]
            path = band([(side * a, b) for a, b in curl], 9 * size, 8 * size, 5 * size, 2 * size)
            p.fillPath(path, lit)
            stroke(p, path, pen(foil, 1.3))
    for y, rx, ry in ((124, 50, 7), (112, 30, 12), (92, 17, 11), (78, 9, 7)):
        knob = ellipse(0, y, rx, ry)
        p.fillPath(knob, lin(-rx, 0, rx, 0, (0, deep), (0.4, lit), (1, deep)))
        stroke(p, knob, pen(foil, 1.6))
