"""What dragon and phoenix of gilt paper share: bodies, feathers, clouds, and the scales and holes cut in them."""

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath

from app.cards.kit import Point, catmull, normals, pen, poly, ribbon, smooth, stroke
from app.cards.motifs.lace import CLEAR, leaf, put

HOLE = QColor("black")


def spine(points: list[Point], steps: int = 22) -> np.ndarray:
    return catmull(points, steps)


def body(p: QPainter, points: list[Point], widths: list[float], fill: QBrush) -> tuple[np.ndarray, np.ndarray]:
    """A ribbon through the points; returns its centre line and half widths."""
    center = spine(points)
    half = np.interp(np.linspace(0, 1, len(center)), np.linspace(0, 1, len(widths)), widths)
    p.fillPath(ribbon(center, half), fill)
    return center, half


def cut(p: QPainter, path: QPainterPath, width: float) -> None:
    p.save()
    p.setCompositionMode(CLEAR)
    stroke(p, path, pen(HOLE, width))
    p.restore()


def holes(p: QPainter, path: QPainterPath) -> None:
    p.save()
    p.setCompositionMode(CLEAR)
    p.fillPath(path, HOLE)
    p.restore()


def scales(
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
            cut(p, smooth([tuple(map(float, q)) for q in (a, b, d)], False), width)


def feathers(
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


def cloud(p: QPainter, x: float, y: float, size: float, fill: QBrush) -> None:
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
