"""Loose watercolour flowers and greenery on a shared sheet: ox-eye daisies, sunflowers, leaves, sprigs."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath, QTransform

from app.cards.kit import Point, Tint, catmull, ellipse, mix, smooth
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


def many() -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    return path


def _place(x: float, y: float, turn: float, tilt: float) -> QTransform:
    at = QTransform()
    at.translate(x, y)
    at.rotate(turn)
    at.scale(1, tilt)
    return at


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
    base, count = _place(x, y, turn, tilt), rng.choice((12, 13, 14))
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
    at = _place(x, y - (r * 0.16 if side else r * 0.02), turn, 0.80 if side else min(0.95, tilt + 0.05))
    eye = at.map(ellipse(0, 0, r * 0.27))
    span = ((x - r * 0.2, y - r * 0.28), (x + r * 0.2, y + r * 0.26))
    sheet.paint(eye, tones.eye[:3], span, alpha=0.98, knock=0.96, edge=0.6, shade=(tones.ray[2], 0.9))
    dots = many()
    for _ in range(16):
        a, d = rng.uniform(-0.6, 2.6), r * 0.24 * math.sqrt(rng.random())
        dots.addEllipse(at.map(QPointF(math.cos(a) * d, math.sin(a) * d)), r * 0.026, r * 0.022)
    sheet.paint(dots, (tones.eye[3],), alpha=0.75, edge=0, rough=0.2)


def bud(sheet: Sheet, x: float, y: float, r: float, tones: Tones, rng: random.Random, turn: float) -> None:
    base, rays = _place(x, y, turn, 0.95), many()
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


def _sun_ray(length: float, width: float, rng: random.Random) -> QPainterPath:
    b = rng.uniform(-0.12, 0.12) * length
    path = QPainterPath(QPointF(-width * 0.22, 0))
    path.cubicTo(-width * 0.62, -length * 0.35, -width * 0.50 + b / 2, -length * 0.72, b, -length)
    path.cubicTo(width * 0.50 + b / 2, -length * 0.72, width * 0.62, -length * 0.35, width * 0.22, 0)
    path.closeSubpath()
    return path


def sunflower(
    sheet: Sheet, x: float, y: float, r: float, tones: Tones, rng: random.Random, tilt: float = 0.88, turn: float = 0.0
) -> None:
    base, sun, count = _place(x, y, turn, tilt), tones.sun, 17
    for _ in range(3):  # pigment that ran past the drawing
        a = rng.uniform(0, math.tau)
        run = ellipse(x + math.cos(a) * r * 0.5, y + math.sin(a) * r * 0.45, r * 0.52, r * 0.42)
        sheet.paint(run, (sun[rng.randrange(1, 3)],), alpha=0.34, edge=0, rough=0.5, soft=9)
    rings = (
        (1.0, 0.0, (sun[3], sun[2], sun[1])),
        (0.94, 0.5, (sun[2], sun[1], sun[0])),
        (0.74, 0.25, (sun[3], sun[1], sun[0])),
    )
    for ring, (reach, offset, colors) in enumerate(rings):
        halves = (many(), many())
        for i in range(count):
            if ring == 2 and rng.random() < 0.25:
                continue
            at = QTransform(base)
            at.rotate((i + offset) * 360 / count + rng.uniform(-7, 7))
            halves[i % 2].addPath(
                at.map(_sun_ray(r * reach * rng.uniform(0.86, 1), r * 0.34 * rng.uniform(0.85, 1.15), rng))
            )
        for half in halves:
            sheet.paint(
                half,
                colors,
                (x, y, r * 0.32, r * 0.95),
                alpha=0.9,
                knock=0.93,
                rough=0.24,
                drift=0.75,
                shade=(sun[4], 0.46),
            )
    veins = many()
    for _ in range(count * 2):
        at = QTransform(base)
        at.rotate(rng.uniform(0, 360))
        veins.addPath(
            at.map(dab([(0, -r * 0.42), (r * 0.015, -r * 0.6), (0, -r * rng.uniform(0.68, 0.85))], r * 0.028))
        )
    sheet.paint(veins, (sun[4],), alpha=0.42, edge=0)
    _disc(sheet, base, x, y, r * 0.40, r, tones, rng)


def _disc(
    sheet: Sheet, base: QTransform, x: float, y: float, d: float, r: float, tones: Tones, rng: random.Random
) -> None:
    seed = tones.seed
    sheet.paint(
        base.map(ellipse(0, 0, d)), (seed[1], seed[0], seed[1]), ((x - d, y - d), (x + d, y + d)),
        alpha=0.97, knock=0.95, edge=0.5, rough=0.36, drift=0.7, shade=(tones.sun[4], 0.9),
    )  # fmt: skip
    sheet.paint(
        base.map(ellipse(-r * 0.03, -r * 0.03, d * 0.56, d * 0.52)), (seed[2],), alpha=0.72, edge=0, rough=0.5, soft=5
    )
    for tone, near, far, size, knock in ((seed[2], 0.60, 0.98, 0.030, 0.0), (seed[3], 0.30, 0.72, 0.022, 0.5)):
        dots = many()
        for j in range(58):
            a, reach = j * 2.39996, d * (near + (far - near) * math.sqrt(j / 58)) * rng.uniform(0.96, 1.04)
            dots.addEllipse(
                base.map(QPointF(math.cos(a) * reach, math.sin(a) * reach)),
                r * size * rng.uniform(0.7, 1.2),
                r * size * 0.8,
            )
        sheet.paint(dots, (tone,), alpha=0.88, knock=knock, edge=0, rough=0.2)


def blade(length: float, width: float, bend: float) -> QPainterPath:
    """A pointed leaf along -y, its stalk at the origin."""
    path, b = QPainterPath(), bend * length
    path.cubicTo(-width * 0.80, -length * 0.22, -width * 0.50 + b, -length * 0.74, b, -length)
    path.cubicTo(width * 0.46 + b, -length * 0.78, width * 0.74, -length * 0.30, 0, 0)
    return path


def leaf(sheet: Sheet, root: Point, tip: Point, green: Sequence[Tint], rng: random.Random, width: float = 0.58) -> None:
    """A broad leaf, one half in shade, with ribs."""
    dx, dy = tip[0] - root[0], tip[1] - root[1]
    length, bend = math.hypot(dx, dy), rng.uniform(-0.12, 0.12)
    at = _place(*root, math.degrees(math.atan2(dy, dx)) + 90, 1)
    tones = (mix(green[2], green[1], 0.3), green[1], mix(green[0], green[1], rng.random() * 0.6))
    whole = at.map(blade(length, length * width * rng.uniform(0.85, 1.1), bend))
    sheet.paint(whole, tones, (root, tip), alpha=rng.uniform(0.66, 0.92), knock=0.8, edge=0.46, drift=1.3)
    half, b = QPainterPath(), bend * length
    half.quadTo(b * 0.2, -length / 2, b, -length)
    half.cubicTo(length * width / 2 + b, -length * 0.75, length * width * 0.7, -length * 0.28, 0, 0)
    sheet.paint(at.map(half), (rng.choice((green[2], green[3])),), alpha=0.42, edge=0.25, rough=0.4, drift=0.8, soft=2)
    ribs = many()
    for k in range(1, 6):
        for s in (-1, 1):
            y = -length * k / 7
            rib = [(b * k / 7 * 0.4, y), (s * length * 0.13, y - length * 0.10), (s * length * 0.21, y - length * 0.13)]
            ribs.addPath(at.map(dab(rib, length * 0.014)))
    ribs.addPath(at.map(dab([(0, 0), (b * 0.2, -length / 2), (b * 0.92, -length * 0.94)], length * 0.02)))
    sheet.paint(ribs, (green[2],), alpha=0.38, edge=0, rough=0.2)


def stem(sheet: Sheet, points: Sequence[Point], width: float, green: Sequence[Tint]) -> np.ndarray:
    path = dab(points, width, 14, 0.1, 0.45)
    sheet.paint(
        path, (green[1], green[2]), (points[0], points[-1]), alpha=0.85, knock=0.55, edge=0.2, rough=0.2, drift=0.9
    )
    return catmull(points, 14)


def sprig(
    sheet: Sheet, points: Sequence[Point], size: float, green: Sequence[Tint], rng: random.Random, slim: bool = False
) -> None:
    """Paired small leaves along a stem."""
    line, count, groups = stem(sheet, points, size * 0.08, green), 11 if slim else 8, (many(), many())
    for i in range(count):
        t = 0.2 + 0.8 * i / (count - 1)
        j = min(len(line) - 2, int(t * (len(line) - 1)))
        along = math.degrees(math.atan2(*(line[j + 1] - line[j])[::-1])) + 90
        for side in (-1, 1) if i < count - 1 else (0,):
            length = size * rng.uniform(0.75, 1.1) * (1.15 - 0.5 * t)
            at = _place(*map(float, line[j]), along + side * rng.uniform(34, 58), 1)
            groups[rng.randrange(2)].addPath(
                at.map(blade(length, length * (0.17 if slim else 0.40), rng.uniform(-0.12, 0.12)))
            )
    for i, group in enumerate(groups):
        tones = (mix(green[0], green[1], 0.2 + 0.5 * i), mix(green[1], green[2], 0.2 + 0.5 * i))
        sheet.paint(group, tones, (points[0], points[-1]), alpha=0.75, knock=0.55, edge=0.45, drift=1.2)


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
