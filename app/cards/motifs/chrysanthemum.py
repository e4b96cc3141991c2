"""Chrysanthemums and their scrolls as Bát Tràng painters brush them under the glaze: pale washes inside darker lines."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import Point, catmull, coverage, ellipse, gaussian, poly, ribbon, smooth, tinted
from app.cards.materials import TILE, noise


def _empty() -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    return path


@dataclass
class Brush:
    """What has been painted with one pigment: washes, and lines over them."""

    wash: QPainterPath = field(default_factory=_empty)
    line: QPainterPath = field(default_factory=_empty)
    bare: QPainterPath = field(default_factory=_empty)  # what hides the brushes under this one

    def stroke(self, points: list[Point], width: float, swell: float = 0.6) -> None:
        """One pull of the brush: thin, thick in the middle, thin; `swell` 0 keeps it even."""
        center = catmull(points, 8)
        belly = np.sin(np.linspace(0.12, math.pi - 0.12, len(center)))
        self.line.addPath(ribbon(center, width / 2 * (1 - swell + swell * belly)))

    def dot(self, x: float, y: float, r: float) -> None:
        self.line.addPath(ellipse(x, y, r))

    def moved(self, place: QTransform) -> "Brush":
        return Brush(place.map(self.wash), place.map(self.line), place.map(self.bare))

    def add(self, other: "Brush") -> None:
        self.wash.addPath(other.wash)
        self.line.addPath(other.line)
        self.bare.addPath(other.bare)


@lru_cache(maxsize=4)
def _cloud(size: int, seed: int) -> np.ndarray:
    """How thick the pigment lies, from place to place, tileable. (size, size) float32"""
    cloud = noise(size, 20, seed, 3)
    return np.clip(0.5 + (cloud - cloud.mean()) / cloud.std() * 0.25, 0, 1)


def fire(p: QPainter, rect: QRectF, art: Art, layers: list[tuple[Brush, str]]) -> None:
    """Lays brushes under the glaze: pigment pools at a wash's rim, breathes with the ground, and bleeds a little."""
    k = art.scale
    w, h = math.ceil(rect.width() * k), math.ceil(rect.height() * k)
    cloud = _cloud(max(16, round(TILE * k)), art.seed + 2)
    cloud = np.tile(cloud, (1 + h // len(cloud), 1 + w // len(cloud)))[:h, :w]

    def covered(path: QPainterPath) -> np.ndarray:
        def paint(q: QPainter) -> None:
            q.scale(k, k)
            q.translate(-rect.topLeft())
            q.fillPath(path, Qt.GlobalColor.white)

        return coverage(w, h, paint)

    for i, (brush, ref) in enumerate(layers):
        seen = np.ones((h, w), np.float32)
        for over, _ in layers[i + 1 :]:
            seen -= np.minimum(seen, covered(over.bare) / np.float32(255))
        wash, line = covered(brush.wash), covered(brush.line)
        body = gaussian(wash, 1.2 * k) / np.float32(255)
        pool = np.clip(body - gaussian(wash, 5 * k) / np.float32(255), 0, 1)
        ink = gaussian(line, 0.55 * k) / np.float32(255)
        bleed = gaussian(line, 3.4 * k) / np.float32(2550)
        for level, index in (
            (body * (0.42 + 0.42 * cloud) + pool * 0.5, 0),
            (np.maximum(ink * (0.74 + 0.26 * cloud), bleed), 1),
        ):
            alpha = (np.clip(level * seen, 0, 1) * 255).astype(np.uint8)
            p.drawImage(QRectF(rect.left(), rect.top(), w / k, h / k), tinted(alpha, art.color(ref, index)))


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


def scroll(length: float, wide: float, waves: int, plants: Stock) -> tuple[Brush, Brush]:
    """Dây lá: a vine that winds along a band, flowers in its bays by turns. Along x from 0, its middle at y = 0."""
    blossom, vine = Brush(), Brush()
    step, swing = length / waves, wide * 0.25
    xs = np.linspace(0, length, waves * 8 + 1)
    vine.stroke([(float(x), float(math.sin(x / step * math.pi) * swing)) for x in xs], wide * 0.052, 0.0)
    for i in range(waves):
        x, up = (i + 0.5) * step, 1 if i % 2 else -1  # the bay opens opposite to the wave's crest
        r, y = min(step * 0.36, wide * 0.30), up * swing * 0.42
        stem_x = x - step * 0.5
        vine.stroke([(stem_x, 0), (stem_x + step * 0.12, y * 1.5), (x - r * 0.5, y * 1.2)], wide * 0.036)
        if i % 2 == (waves // 2) % 2 or waves < 3:
            plants.flower(blossom, x, y, r)
        else:
            bud(blossom, vine, x - r * 0.2, y + up * r * 0.3, math.atan2(-up * 0.5, 1.0), r * 1.25)
            curl(vine, x - r * 0.3, y + up * r * 0.5, up * 0.5, wide * 0.30, up)
        top = -up * swing
        plants.leaf(vine, x + step * 0.04, top * 0.96, math.atan2(-up * 0.55, 0.9), wide * 0.30)
        plants.leaf(vine, x - step * 0.06, top * 0.96, math.atan2(-up * 0.55, -0.9), wide * 0.26)
        curl(vine, (i + 1) * step - step * 0.1, 0, up * 1.0, wide * 0.2, -up)
    return blossom, vine


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    flowers: str = "@flower",
    vine: str = "@vine",
    salt: int = 11,
    spread: float = 1.0,
) -> None:
    """A spray that grows from the middle of the rectangle's foot to both sides. flowers, vine: wash and line."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    plants, size = stock(art.rng(salt)), min(rect.width() / (720 * spread), rect.height() / 330)
    blossom, stalk = Brush(), Brush()
    for side in (-1, 1):
        flip = QTransform.fromScale(side, 1)
        half, green = Brush(), Brush()
        green.stroke([(0, -20), (70, -36), (140, -96), (218, -120), (286, -92), (322, -44)], 8, 0.3)
        green.stroke([(60, -34), (120, -30), (188, -52)], 6)
        green.stroke([(218, -120), (250, -170), (236, -214)], 5)
        green.stroke([(34, -30), (92, -130), (98, -226)], 6)
        for x, y, a, s in (
            (84, -44, -1.9, 84), (120, -76, 0.5, 74), (166, -110, -2.1, 72), (196, -118, 0.9, 66), (262, -106, -0.9, 66),
            (300, -74, 0.1, 56), (74, -84, -2.6, 62), (96, -160, -0.35, 62), (244, -168, 0.1, 48), (46, -28, 0.45, 66),
        ):  # fmt: skip
            plants.leaf(green, x, y, a, s)
        curl(green, 140, -34, 0.4, 64, -1)
        curl(green, 318, -48, 0.9, 60, 1)
        curl(green, 240, -196, -1.2, 54, -1)
        bud(half, green, 99, -226, -1.45, 40)
        bud(half, green, 236, -214, -1.9, 34)
        plants.flower(half, 196, -58, 56)
        plants.flower(half, 322, -34, 34)
        blossom.add(half.moved(flip))
        stalk.add(green.moved(flip))
    heart = Brush()
    plants.flower(heart, 0, -124, 104)
    blossom.add(heart)
    place = QTransform.fromTranslate(rect.center().x(), rect.bottom() - 14 * size).scale(size, size)
    fire(p, rect, art, [(stalk.moved(place), vine), (blossom.moved(place), flowers)])


def draw_border(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    flowers: str = "@flower",
    vine: str = "@vine",
    band: float = 100.0,
    salt: int = 5,
) -> None:
    """A frame at the rectangle's edges: flowers in its corners, a scroll along each side, lines on both rims."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    plants, gap, wide = stock(art.rng(salt)), 26.0, band - 34
    inner = rect.adjusted(gap + band, gap + band, -gap - band, -gap - band)
    for box, width in (
        (rect.adjusted(gap, gap, -gap, -gap), 5.0),
        (rect.adjusted(gap + 10, gap + 10, -gap - 10, -gap - 10), 1.8),
        (inner, 4.4),
        (inner.adjusted(-9, -9, 9, 9), 1.8),
    ):
        p.fillPath(_rule(box, width), art.color(vine, 1))
    half, corner = gap + band / 2, wide * 0.60
    x0, y0, x1, y1 = rect.left() + half, rect.top() + half, rect.right() - half, rect.bottom() - half
    reach = band / 2 - 12
    for turn, at, run in (
        (0, (x0, y0), x1 - x0),
        (0, (x0, y1), x1 - x0),
        (90, (x0, y0), y1 - y0),
        (90, (x1, y0), y1 - y0),
    ):
        length = run - 2 * corner
        waves = 2 * max(1, round(length / 2 / (wide * 1.28))) + 1
        place = QTransform.fromTranslate(*at).rotate(turn).translate(corner, 0)
        blossom, stalk = (brush.moved(place) for brush in scroll(length, wide, waves, plants))
        strip = QRectF(
            at[0] - reach, at[1] - reach, *((run + 2 * reach, 2 * reach) if turn == 0 else (2 * reach, run + 2 * reach))
        )
        if turn == 0:
            for x in (x0, x1):
                plants.flower(blossom, x, at[1], wide * 0.52)
        else:
            strip.adjust(0, corner + reach - 14, 0, -corner - reach + 14)
        fire(p, strip, art, [(stalk, vine), (blossom, flowers)])


def _rule(box: QRectF, width: float) -> QPainterPath:
    """A painted line round a box, with notched corners."""
    path = poly(_notched(box, 14))
    path.addPath(poly(_notched(box.adjusted(width, width, -width, -width), 14)[::-1]))
    return path


def _notched(box: QRectF, c: float) -> list[Point]:
    """The corners of a box with a square bite out of each, clockwise."""
    x0, y0, x1, y1 = box.getCoords()
    top = [(x0 + c, y0), (x1 - c, y0), (x1 - c, y0 + c), (x1, y0 + c)]
    return [
        *top,
        (x1, y1 - c),
        (x1 - c, y1 - c),
        (x1 - c, y1),
        (x0 + c, y1),
        (x0 + c, y1 - c),
        (x0, y1 - c),
        (x0, y0 + c),
        (x0 + c, y0 + c),
    ]


KINDS = {"chrysanthemum_spray": draw, "chrysanthemum_border": draw_border}
