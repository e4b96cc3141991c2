"""A loose watercolour sunflower."""

import math
import random

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QTransform

from app.cards.kit import ellipse, many
from app.cards.motifs.wild_flowers import Tones
from app.cards.motifs.wild_leaves import place
from app.cards.pigment import Sheet, dab


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
    base, sun, count = place(x, y, turn, tilt), tones.sun, 17
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
