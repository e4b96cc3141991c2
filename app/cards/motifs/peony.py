"""Watercolour flowers: ruffled peonies and small five-petalled blossoms."""

import math
import random

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QTransform

from app.cards.kit import mix, smooth
from app.cards.watercolour import Wet

Tones = tuple[str, ...]
RINGS = (
    (1.0, 6, 1.02, 0.80),
    (0.86, 5, 1.02, 0.80),
    (0.68, 5, 0.98, 0.80),
    (0.50, 4, 1.0, 0.82),
    (0.33, 3, 1.05, 0.86),
)


def _petal(length: float, width: float, rng: random.Random, ruffle: float) -> QPainterPath:
    points, n = [], 17
    for i in range(n):
        a = math.pi * i / (n - 1)
        s = math.sin(a)
        x, y = -width / 2 * math.cos(a) * (0.22 + 0.78 * s**0.5), -length * s**0.62
        if 0 < i < n - 1:
            f = 1 + rng.uniform(-ruffle, ruffle) * (1.6 if s > 0.7 else 0.5)
            x, y = x * f, y * f
        points.append((x, y * (0.95 if i == n // 2 else 1)))
    return smooth(points)


def _lay(
    wet: Wet,
    place: QTransform,
    length: float,
    width: float,
    rng: random.Random,
    ruffle: float,
    inner: object,
    outer: object,
    **how: object,
) -> None:
    heart, tip = place.map(QPointF(0, -length * 0.1)), place.map(QPointF(0, -length * 0.98))
    axis = ((heart.x(), heart.y()), (tip.x(), tip.y()))
    wet.paint(place.map(_petal(length, width, rng, ruffle)), inner, outer, axis, **how)  # type: ignore[arg-type]


def peony(wet: Wet, x: float, y: float, r: float, tones: Tones, tilt: float, turn: float, rng: random.Random) -> None:
    light, middle, deep = tones[:3]
    for k, (ring, count, wide, alpha) in enumerate(RINGS):
        start, t = rng.uniform(0, 360), k / 4
        inner, outer = mix(middle, deep, 0.45 + 0.55 * t), mix(mix(light, "#ffffff", 0.25), middle, t * 0.6)
        for i in range(count):
            place = QTransform()
            place.translate(x, y)
            place.rotate(turn)
            place.scale(1, tilt)
            place.translate(0, -k * r * 0.028)
            place.rotate(start + 360 * i / count + rng.uniform(-12, 12))
            place.translate(0, -r * 0.03)
            length, width = r * ring * rng.uniform(0.90, 1.08), r * ring * wide * rng.uniform(0.99, 1.19)
            shade = (mix(deep, "#601030", 0.25), 0.80)
            _lay(
                wet,
                place,
                length,
                width,
                rng,
                0.07,
                inner,
                outer,
                alpha=alpha,
                knock=0.90,
                edge=0.20,
                drift=0.42,
                rough=0.22,
                shade=shade,
            )
    _stamens(wet, x, y - r * 0.1, r * 0.15, r * 0.022, 16, ("#e0a03a", "#b8741a"), rng)


def blossom(wet: Wet, x: float, y: float, r: float, tones: Tones, rng: random.Random) -> None:
    light, middle, deep = tones[:3]
    start = rng.uniform(0, 72)
    for i in rng.sample(range(5), 5):
        place = QTransform()
        place.translate(x, y)
        place.scale(1, 0.9)
        place.rotate(start + 72 * i + rng.uniform(-7, 7))
        shade = (mix(deep, "#8a4a1a", 0.3), 0.8)
        _lay(
            wet,
            place,
            r * rng.uniform(0.9, 1.08),
            r * 0.98,
            rng,
            0.05,
            middle,
            light,
            alpha=0.85,
            knock=0.93,
            edge=0.34,
            drift=0.45,
            rough=0.22,
            shade=shade,
        )
    _stamens(wet, x, y, r * 0.24, r * 0.05, 11, (deep, deep), rng)


def _stamens(
    wet: Wet, x: float, y: float, reach: float, r: float, count: int, tones: tuple[str, str], rng: random.Random
) -> None:
    dots = QPainterPath()
    for _ in range(count):
        a, d = rng.uniform(0, math.tau), rng.uniform(0.15, 1) * reach
        dots.addEllipse(QPointF(x + math.cos(a) * d, y + math.sin(a) * d * 0.9), r, r)
    wet.paint(dots, *tones, ((x, y - reach), (x, y + reach)), alpha=0.95, knock=0.85, edge=0.3, rough=0.1)
