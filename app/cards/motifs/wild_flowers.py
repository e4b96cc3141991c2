"""Loose watercolour flowers on a shared sheet: ox-eye daisies, their buds, clusters."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QTransform

from app.cards.kit import Point, ellipse, many, mix, smooth
from app.cards.motifs.wild_leaves import place, stem
from app.cards.pigment import Sheet, dab


@dataclass(frozen=True)
class Tones:
    """ray: two shadows on white rays and the shadow they cast; eye, sun, seed from light to dark; green from light to deep."""

    ray: tuple[str, ...]
    eye: tuple[str, ...]
    sun: tuple[str, ...]
    seed: tuple[str, ...]
    green: tuple[str, ...]
    fill: tuple[str, ...]


def ray(length: float, width: float, rng: random.Random) -> QPainterPath:
    """A daisy's ray, notched at its tip, its root at the origin."""
    b, n = rng.uniform(-0.10, 0.10) * length, rng.uniform(0.90, 0.97)
    path = QPainterPath(QPointF(-width * 0.16, 0))
    path.cubicTo(
        -width * 0.46, -length * 0.30, -width * 0.62 + b * 0.6, -length * 0.72, -width * 0.26 + b, -length * 0.97
    )
    path.quadTo(b - width * 0.06, -length * n * 1.05, b, -length * n)
    path.quadTo(b + width * 0.10, -length * 1.05, width * 0.26 + b, -length * 0.96)
    path.cubicTo(width * 0.62 + b * 0.6, -length * 0.70, width * 0.44, -length * 0.30, width * 0.16, 0)
    path.closeSubpath()
    return path


def daisy(
    sheet: Sheet, x: float, y: float, r: float, tones: Tones, rng: random.Random, tilt: float = 0.85, turn: float = 0.0
) -> None:
    """A daisy; a small tilt shows it from the side, its eye riding high."""
    side = tilt < 0.6
    base, count = place(x, y, turn, tilt), rng.choice((12, 13, 14))
    for ring, (reach, tint) in enumerate(((1.0, tones.ray[0]), (0.9, tones.ray[1]))):
        rays, dark = many(), many()
        for i in range(count):
            if ring and rng.random() < 0.07:
                continue
            a = (i + ring / 2) * 360 / count + rng.uniform(-6, 6)
            at = QTransform(base)
            at.rotate(a)
            droop = 1 + (0.35 * max(0.0, -math.cos(math.radians(a))) if side else 0.0)
            length = r * reach * rng.uniform(0.84, 1.0) * droop
            rays.addPath(at.map(ray(length, r * (0.38 if ring else 0.41) * rng.uniform(0.85, 1.12), rng)))
            if rng.random() < 0.45:
                line = [(r * 0.03, -length * 0.10), (r * 0.07, -length * 0.45), (r * 0.02, -length * 0.82)]
                dark.addPath(at.map(dab(line, r * 0.07)))
        sheet.paint(
            rays, (mix(tones.green[0], tint, 0.65), mix(tint, "#ffffff", 0.66 if ring else 0.40), mix(tint, "#ffffff", 0.85)),
            (x, y, r * 0.12, r * 0.95), alpha=0.72, knock=0.97, edge=0.85, rough=0.22, shade=(tones.ray[2], 0.55),
        )  # fmt: skip
        sheet.paint(dark, (tones.ray[1],), alpha=0.32, edge=0, drift=0.2)
    at = place(x, y - (r * 0.16 if side else r * 0.02), turn, 0.80 if side else min(0.95, tilt + 0.05))
    eye = at.map(ellipse(0, 0, r * 0.27))
    span = ((x - r * 0.2, y - r * 0.28), (x + r * 0.2, y + r * 0.26))
    sheet.paint(eye, tones.eye[:3], span, alpha=0.98, knock=0.96, edge=0.6, shade=(tones.ray[2], 0.9))
    dots = many()
    for _ in range(16):
        a, d = rng.uniform(-0.6, 2.6), r * 0.24 * math.sqrt(rng.random())
        dots.addEllipse(at.map(QPointF(math.cos(a) * d, math.sin(a) * d)), r * 0.026, r * 0.022)
    sheet.paint(dots, (tones.eye[3],), alpha=0.75, edge=0, rough=0.2)


def bud(sheet: Sheet, x: float, y: float, r: float, tones: Tones, rng: random.Random, turn: float) -> None:
    base, rays = place(x, y, turn, 0.95), many()
    for i in range(5):
        at = QTransform(base)
        at.translate(0, r * 0.15)
        at.rotate(-24 + i * 12 + rng.uniform(-4, 4))
        rays.addPath(at.map(ray(r * 0.95, r * 0.42, rng)))
    sheet.paint(rays, (tones.ray[0], "#ffffff"), ((x, y + r * 0.2), (x, y - r * 0.7)), alpha=0.5, knock=0.95, rough=0.2)
    cup = smooth(
        [(-r * 0.34, 0), (0, r * 0.15), (r * 0.34, 0), (r * 0.24, r * 0.4), (0, r * 0.52), (-r * 0.24, r * 0.4)]
    )
    sheet.paint(base.map(cup), tones.green[:2], ((x - r * 0.3, y), (x + r * 0.3, y + r * 0.3)), alpha=0.85, knock=0.9)


def cluster(sheet: Sheet, points: Sequence[Point], size: float, tones: Tones, rng: random.Random) -> None:
    """A fine stalk hung with tiny blossoms."""
    line, stalks, light, dark = stem(sheet, points, size * 0.07, tones.green), many(), many(), many()
    for i in range(12):
        t = 0.30 + 0.70 * i / 11
        j = min(len(line) - 2, int(t * (len(line) - 1)))
        a = math.atan2(*(line[j + 1] - line[j])[::-1]) + rng.choice((-1, 1)) * rng.uniform(0.3, 0.9)
        reach = size * rng.uniform(0.4, 1) * (1.2 - 0.7 * t)
        x, y = map(float, line[j])
        ex, ey = x + math.cos(a) * reach, y + math.sin(a) * reach
        stalks.addPath(
            dab([(x, y), ((x + ex) / 2 + rng.uniform(-3, 3), (y + ey) / 2), (ex, ey)], size * 0.05, 6, 0.2, 0.5)
        )
        for _ in range(4):
            at = QPointF(ex + rng.gauss(0, size * 0.15), ey + rng.gauss(0, size * 0.15))
            (light if rng.random() < 0.6 else dark).addEllipse(
                at, size * rng.uniform(0.07, 0.14), size * rng.uniform(0.07, 0.13)
            )
    sheet.paint(stalks, (tones.green[1],), alpha=0.8, edge=0, rough=0.2)
    sheet.paint(light, (tones.fill[0],), alpha=0.72, knock=0.5, edge=0.5, drift=0.6)
    sheet.paint(dark, (tones.fill[1],), alpha=0.85, knock=0.5, edge=0.5, drift=0.6)
