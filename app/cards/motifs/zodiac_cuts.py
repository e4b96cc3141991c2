"""How a zodiac animal is cut from paper: pieces kept apart by a bare gap, slits, holes, spirals and nail cuts."""

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.kit import Point, catmull, ellipse, normals, pen, poly, ribbon, smooth

GAP = 3.0  # width of the bare line around a piece that lies over another


def limb(points: Sequence[Point], widths: Sequence[float]) -> QPainterPath:
    """A leg, tail or neck: `widths` are its half widths at the points; both ends are round."""
    c = catmull(points, 10)
    half = np.interp(np.linspace(0, 1, len(c)), np.linspace(0, 1, len(widths)), widths)
    path = ribbon(c, half)
    for end in (0, -1):
        path = path.united(ellipse(float(c[end][0]), float(c[end][1]), float(half[end])))
    return path.simplified()


def drop(root: Point, tip: Point, width: float, bend: float = 0.0) -> QPainterPath:
    """A leaf, ear or flame: pointed at its tip, fullest a third of the way, bent sideways."""
    (x0, y0), (x1, y1) = root, tip
    middle = ((x0 + x1) / 2 - (y1 - y0) * bend, (y0 + y1) / 2 + (x1 - x0) * bend)
    t = np.linspace(0, 1, 20)[:, None]
    c = np.array(root) * (1 - t) ** 2 + 2 * np.array(middle) * t * (1 - t) + np.array(tip) * t * t
    return ribbon(c, width / 2 * np.sin(np.pi * t[:, 0] ** 0.62) ** 0.8)


class Scissors:
    """Cuts in the animal's own units: a box of ±50, the ground at 36, facing right."""

    def __init__(self, q: QPainter, near: QColor, far: QColor) -> None:
        self.q, self.near, self.far = q, near, far

    def part(self, path: QPainterPath, *, far: bool = False, gap: float = GAP) -> None:
        """A piece over those cut before."""
        self._bare(True)
        if gap:
            self.q.setPen(pen("#000000", gap))
            self.q.drawPath(path)
        self._bare(False)
        self.q.fillPath(path, self.far if far else self.near)

    def hole(self, path: QPainterPath) -> None:
        self._bare(True)
        self.q.fillPath(path, Qt.GlobalColor.black)
        self._bare(False)

    def dots(self, *spots: tuple[float, float, float]) -> None:
        for x, y, r in spots:
            self.hole(ellipse(x, y, r))

    def slit(self, points: Sequence[Point], width: float = 1.8, ends: Point = (0.15, 0.15)) -> None:
        """A cut that swells between its ends (their widths relative to the middle's)."""
        c = catmull(points, 10) if len(points) > 2 else np.linspace(points[0], points[1], 12)
        t = np.linspace(0, 1, len(c))
        foot = ends[0] * (1 - t) + ends[1] * t
        half = width * (foot + (1 - foot) * np.sin(np.pi * t) ** 0.6) / 2
        n = normals(c)
        self.hole(poly(np.vstack([c + n * half[:, None], (c - n * half[:, None])[::-1]])))

    def nails(self, *spots: tuple[float, float], size: float = 4.0, turn: float = 0.0, width: float = 1.7) -> None:
        """Crescents, as the tip of the scissors leaves them. turn: degrees, 0 arches upwards."""
        a = math.radians(turn)
        for x, y in spots:
            arc = [(size * u, size * (0.9 * u * u - 0.45)) for u in (-1.0, -0.55, 0.0, 0.55, 1.0)]
            turned = [(x + u * math.cos(a) - v * math.sin(a), y + u * math.sin(a) + v * math.cos(a)) for u, v in arc]
            self.slit(turned, width, (0.05, 0.05))

    def spiral(self, x: float, y: float, r: float, turns: float = 1.5, start: float = 0.0, width: float = 1.9) -> None:
        steps = [(r * (1 - 0.86 * t), start + t * turns * math.tau) for t in np.linspace(0, 1, 14)]
        self.slit([(x + far * math.cos(a), y + far * math.sin(a)) for far, a in steps], width, (0.1, 0.8))

    def flower(self, x: float, y: float, r: float, petals: int = 5) -> None:
        for i in range(petals):
            a = math.tau * (i - 0.25) / petals
            c, s = math.cos(a), math.sin(a)
            self.hole(drop((x + c * r * 1.05, y + s * r * 1.05), (x + c * r * 0.28, y + s * r * 0.28), r * 0.62))

    def hair(self, width: float, *lines: Sequence[Point]) -> None:
        """Thin strips that stand free, such as whiskers."""
        for line in lines:
            path = smooth(line, False) if len(line) > 2 else poly(line, False)
            self.q.strokePath(path, pen(self.near, width))

    def _bare(self, on: bool) -> None:
        mode = QPainter.CompositionMode
        self.q.setCompositionMode(mode.CompositionMode_Clear if on else mode.CompositionMode_SourceOver)
        self.q.setBrush(Qt.BrushStyle.NoBrush)
