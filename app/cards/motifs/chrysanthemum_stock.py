"""Chrysanthemum flowers, leaves, buds and curls, painted once and stamped often."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QTransform

from app.cards.kit import Point, ellipse, smooth
from app.cards.motifs.glaze_brush import Brush


@dataclass(frozen=True)
class Stock:
    """A few flowers and leaves of size 100, painted once; the rest are copies, turned and scaled."""

    flowers: tuple[Brush, ...]
    leaves: tuple[Brush, ...]
    rng: random.Random

    def flower(self, brush: Brush, x: float, y: float, r: float) -> None:
        turn = self.rng.uniform(0, 360)
        brush.add(
            self.rng.choice(self.flowers).moved(QTransform.fromTranslate(x, y).rotate(turn).scale(r / 100, r / 100))
        )

    def leaf(self, brush: Brush, x: float, y: float, angle: float, size: float) -> None:
        place = QTransform.fromTranslate(x, y).rotate(math.degrees(angle)).scale(size / 100, size / 100)
        brush.add(self.rng.choice(self.leaves).moved(place))


def stock(rng: random.Random) -> Stock:
    return Stock(tuple(_flower(rng) for _ in range(3)), tuple(_leaf(rng) for _ in range(5)), rng)


def _flower(rng: random.Random) -> Brush:
    """A chrysanthemum full face: three rings of petals round a netted heart."""
    brush, x, y, r = Brush(), 0.0, 0.0, 100.0
    turn = rng.uniform(0, math.tau)
    for ring, (n, near, far, wide) in enumerate(
        ((17, 0.52, 1.0, 0.125), (13, 0.30, 0.70, 0.105), (9, 0.14, 0.42, 0.085))
    ):
        for i in range(n):
            a = turn + ring * 0.23 + math.tau * i / n + rng.uniform(-0.05, 0.05)
            out = far * rng.uniform(0.93, 1.04)
            at = _polar(x, y, r)
            left, right = wide * 1.15 / max(0.5, out), wide * 1.0 / max(0.5, out)
            sides = [
                at(near, a - left * 0.5),
                at((near + out) / 2, a - left),
                at(out * 0.95, a - left * 0.75),
                at(out, a),
            ]
            other = [at(out * 0.95, a + right * 0.75), at((near + out) / 2, a + right), at(near, a + right * 0.5)]
            if ring != 1:
                brush.wash.addPath(smooth([*sides, *other]))
            brush.stroke([*sides, *other], r * 0.042, 0.45)
            if ring == 0:
                brush.stroke([at(near * 1.12, a), at(out * 0.78, a)], r * 0.026)
    brush.wash.addPath(ellipse(x, y, r * 0.17))
    brush.bare.addPath(ellipse(x, y, r * 0.96))
    for i in range(7):
        a = turn + math.tau * i / 7
        brush.dot(x + math.cos(a) * r * 0.10, y + math.sin(a) * r * 0.10, r * 0.030)
    brush.dot(x, y, r * 0.034)
    return brush


def _polar(x: float, y: float, r: float) -> Callable[[float, float], Point]:
    return lambda q, a: (x + math.cos(a) * q * r, y + math.sin(a) * q * r)


def _leaf(rng: random.Random) -> Brush:
    """A lobed leaf that curls at its tip; the wash leaves the midrib light."""
    brush, x, y, angle, size = Brush(), 0.0, 0.0, 0.0, 100.0
    bend = rng.uniform(0.1, 0.3) * (1 if rng.random() < 0.5 else -1)

    def at(u: float, v: float) -> Point:
        a = angle + bend * u
        return x + math.cos(a) * u * size - math.sin(a) * v * size, y + math.sin(a) * u * size + math.cos(a) * v * size

    for side in (-1, 1):
        edge = [
            (0.0, 0.02),
            (0.16, 0.17),
            (0.30, 0.15),
            (0.40, 0.27),
            (0.56, 0.21),
            (0.66, 0.25),
            (0.82, 0.13),
            (1.0, 0.0),
        ]
        outline = [at(u, side * v) for u, v in edge]
        inner = [at(0.9, side * 0.02), at(0.5, side * 0.025), at(0.08, side * 0.015)]
        brush.wash.addPath(smooth([*outline, *inner]))
        brush.stroke(outline, size * 0.040, 0.5)
        for u in (0.3, 0.52):
            brush.stroke([at(u, 0), at(u + 0.13, side * 0.15)], size * 0.022)
    brush.stroke([at(0, 0), at(0.5, 0), at(0.98, 0)], size * 0.036)
    return brush


def bud(brush: Brush, stalk: Brush, x: float, y: float, angle: float, size: float) -> None:
    for turn in (-0.42, 0.0, 0.42):
        a = angle + turn
        tip = (x + math.cos(a) * size, y + math.sin(a) * size)
        mid = (x + math.cos(a) * size * 0.55, y + math.sin(a) * size * 0.55)
        n = (-math.sin(a) * size * 0.2, math.cos(a) * size * 0.2)
        brush.wash.addPath(smooth([(x, y), (mid[0] + n[0], mid[1] + n[1]), tip, (mid[0] - n[0], mid[1] - n[1])]))
        brush.stroke(
            [(x, y), (mid[0] + n[0], mid[1] + n[1]), tip, (mid[0] - n[0], mid[1] - n[1]), (x, y)], size * 0.075, 0.4
        )
    for turn in (-0.7, 0.7):
        a = angle + turn
        stalk.stroke(
            [
                (x - math.cos(angle) * size * 0.12, y - math.sin(angle) * size * 0.12),
                (x + math.cos(a) * size * 0.46, y + math.sin(a) * size * 0.46),
            ],
            size * 0.17,
        )


def curl(stalk: Brush, x: float, y: float, angle: float, size: float, side: int) -> None:
    """A tendril that rolls up."""
    points = [(x, y)]
    for i in range(1, 10):
        a = angle + side * i * 0.52
        step = size * (0.34 - 0.031 * i)
        points.append((points[-1][0] + math.cos(a) * step, points[-1][1] + math.sin(a) * step))
    stalk.stroke(points, size * 0.07, 0.5)
    stalk.dot(*points[-1], size * 0.06)
