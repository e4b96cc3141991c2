"""The far bank of a lacquer landscape: houses, areca palms and bamboo."""

import math
import random
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath

from app.cards.kit import catmull, lin, mix, pen, poly, rgba, smooth, stroke


@dataclass(frozen=True)
class Shore:
    """shell: eggshell for design units; leaf: dark and light green; wood, roof: lit and shaded; gold: line and light."""

    shell: QBrush
    leaf: tuple[str, ...]
    wood: tuple[str, ...]
    roof: tuple[str, ...]
    gold: tuple[str, ...]
    dark: str

    def dark_color(self) -> QColor:
        return QColor(self.dark)


def bank(p: QPainter, rect: QRectF, shore: Shore, rng: random.Random) -> None:
    """A strip of land along the rectangle's foot, things on it in an order of chance."""
    p.save()
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    base, h = rect.bottom(), rect.height()
    spots = [rect.left() + rect.width() * (i + rng.uniform(0.25, 0.75)) / 7 for i in range(7)]
    kinds = ["bamboo", "house", "palms", "bamboo", "house", "palms", "bamboo"]
    if rng.random() < 0.5:
        kinds = kinds[1:] + kinds[:1]
    for what in ("bamboo", "palms", "house"):
        for x, kind in zip(spots, kinds, strict=True):
            if kind == what == "bamboo":
                _bamboo(p, x, base, h * rng.uniform(0.62, 0.9), shore, rng)
            elif kind == what == "palms":
                for dx in (-0.12, 0.14, 0.34)[: rng.choice((2, 3))]:
                    _palm(p, x + dx * h, base, h * rng.uniform(0.72, 0.92), shore, rng)
            elif kind == what:
                _house(p, x, base - h * 0.03, h * rng.uniform(0.56, 0.7), h * rng.uniform(0.36, 0.42), shore)
    edge = [(rect.left() + rect.width() * i / 16, base - h * rng.uniform(0.04, 0.10)) for i in range(17)]
    p.fillPath(poly([(rect.left(), base + 2), *edge, (rect.right(), base + 2)]), shore.dark_color())
    stroke(p, smooth(edge, False), pen(rgba(shore.gold[0], 0.65), h * 0.012))
    p.restore()


def _house(p: QPainter, x: float, y: float, w: float, h: float, shore: Shore) -> None:
    wall = QRectF(x - w * 0.4, y - h * 0.5, w * 0.8, h * 0.5)
    p.fillRect(wall, shore.dark_color())
    p.fillRect(wall, shore.shell)
    for k in (-0.24, 0, 0.24):
        p.fillRect(QRectF(x + (k - 0.06) * w, y - h * 0.4, w * 0.12, h * 0.4), mix(shore.roof[-1], shore.dark, 0.6))
    roof = QPainterPath(QPointF(x - w * 0.58, y - h * 0.42))
    roof.quadTo(x - w * 0.36, y - h * 0.54, x - w * 0.3, y - h * 0.98)
    roof.lineTo(x + w * 0.3, y - h * 0.98)
    roof.quadTo(x + w * 0.36, y - h * 0.54, x + w * 0.58, y - h * 0.42)
    roof.closeSubpath()
    p.fillPath(roof, lin(x - w / 2, y - h, x + w / 2, y, (0, shore.roof[0]), (1, shore.roof[-1])))
    p.setPen(pen(shore.gold[0], h * 0.045))
    p.drawLine(QPointF(x - w * 0.31, y - h * 0.98), QPointF(x + w * 0.31, y - h * 0.98))
    p.setPen(pen(rgba(shore.gold[0], 0.35), h * 0.02))
    for i in range(1, 8):
        t = i / 8
        p.drawLine(QPointF(x + w * (0.6 * t - 0.3), y - h * 0.96), QPointF(x + w * (1.08 * t - 0.54), y - h * 0.46))


def _palm(p: QPainter, x: float, y: float, h: float, shore: Shore, rng: random.Random) -> None:
    lean = rng.uniform(-0.06, 0.06) * h
    top, trunk = QPointF(x + lean, y - h * 0.86), QPainterPath(QPointF(x, y))
    trunk.quadTo(x + lean * 0.2, y - h * 0.5, top.x(), top.y())
    stroke(p, trunk, pen(shore.wood[-1], h * 0.03))
    stroke(p, trunk.translated(-h * 0.01, 0), pen(rgba(shore.gold[0], 0.7), h * 0.008))
    for i in range(10):
        a = math.radians(-176 + i * 19 + rng.uniform(-6, 6))
        reach = h * rng.uniform(0.20, 0.27)
        tip = QPointF(top.x() + math.cos(a) * reach, top.y() + math.sin(a) * reach * 0.5 + reach * 0.22)
        bend = QPointF(top.x() + math.cos(a) * reach * 0.6, top.y() + math.sin(a) * reach * 0.7 - reach * 0.08)
        frond = QPainterPath(top)
        frond.quadTo(bend, tip)
        frond.quadTo(QPointF(bend.x(), bend.y() + reach * 0.24), top)
        p.fillPath(frond, mix(shore.leaf[0], shore.gold[0], rng.uniform(0.05, 0.45)))


def _bamboo(p: QPainter, x: float, y: float, h: float, shore: Shore, rng: random.Random) -> None:
    """Culms that rise together and bow outwards, with leaves hanging from their upper halves."""
    for _ in range(9):
        side = rng.uniform(-1, 1)
        foot, tall = x + side * h * 0.10, h * rng.uniform(0.7, 1.0)
        points = [(foot, y), (foot + side * h * 0.05, y - tall * 0.5), (foot + side * h * 0.22, y - tall * 0.9)]
        points.append((foot + side * h * rng.uniform(0.42, 0.6), y - tall * rng.uniform(0.78, 0.92)))
        c = catmull(points, 12)
        tone = mix(shore.leaf[0], shore.leaf[-1], rng.random() * 0.8)
        stroke(p, poly(c, False), pen(tone, h * 0.014))
        for i in range(14, len(c), 2):
            for _ in range(2):
                a = math.radians(90 - side * 38 + rng.uniform(-34, 34))
                reach = h * rng.uniform(0.07, 0.13)
                at = QPointF(*c[i])
                tip = QPointF(at.x() + math.cos(a) * reach, at.y() + math.sin(a) * reach)
                leaf = QPainterPath(at)
                wide = reach * 0.16
                leaf.quadTo((at.x() + tip.x()) / 2 + wide, (at.y() + tip.y()) / 2 - wide, tip.x(), tip.y())
                leaf.quadTo((at.x() + tip.x()) / 2 - wide, (at.y() + tip.y()) / 2 + wide, at.x(), at.y())
                p.fillPath(leaf, mix(tone, shore.gold[0], rng.random() ** 3 * 0.7))
