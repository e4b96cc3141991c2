"""Caramelised pork with eggs (thịt kho) in its bowl, from above."""

import math
import random

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.kit import band, ellipse, lin, mix, pen, poly, rad, rgba, smooth, stroke
from app.cards.motifs.china_dish import china_dish, under


def kho_bowl(
    p: QPainter,
    x: float,
    y: float,
    r: float,
    china: list[QColor],
    tones: list[QColor],
    rng: random.Random,
    dark: QColor,
) -> None:
    """Thịt kho trứng. tones: sauce light, sauce dark, egg light, egg dark, fat, meat, chilli."""
    china_dish(p, x, y, r, china, dark)
    pale, deep, egg, egg_dark, fat, meat, chilli = tones
    inside = ellipse(x, y, r * 0.80)
    p.fillPath(inside, rad(x - r * 0.1, y - r * 0.1, r * 0.85, (0, pale), (0.7, mix(pale, deep, 0.6)), (1, deep)))
    p.save()
    p.setClipPath(inside, Qt.ClipOperation.IntersectClip)
    stroke(p, ellipse(x + 3, y + 5, r * 0.82), pen(rgba(dark, 0.35), 10))
    for _ in range(26):
        a, at, size = rng.uniform(0, math.tau), r * 0.76 * math.sqrt(rng.random()), rng.uniform(2, 6)
        stroke(
            p, ellipse(x + math.cos(a) * at, y + math.sin(a) * at, size), pen(rgba(mix(pale, "#fff0b0", 0.5), 0.6), 1.1)
        )
    for dx, dy, turn, size in (
        (-0.40, -0.34, -18, 0.40),
        (0.02, -0.50, 12, 0.34),
        (0.42, 0.34, 24, 0.38),
        (-0.12, 0.50, -30, 0.36),
        (-0.52, 0.22, 40, 0.30),
    ):
        _pork(p, x + dx * r, y + dy * r, turn + rng.uniform(-5, 5), size * r, fat, meat, deep, dark)
    for dx, dy, turn in ((0.40, -0.20, 30), (-0.04, 0.06, -24)):
        p.save()
        p.translate(x + dx * r, y + dy * r)
        p.rotate(turn + rng.uniform(-8, 8))
        whole = smooth(
            [
                (-0.30 * r, 0),
                (-0.18 * r, -0.215 * r),
                (0.10 * r, -0.215 * r),
                (0.31 * r, 0),
                (0.10 * r, 0.215 * r),
                (-0.18 * r, 0.215 * r),
            ]
        )
        under(p, whole, mix(dark, deep, 0.3), 0.6)
        p.fillPath(
            whole, rad(-0.08 * r, -0.09 * r, 0.38 * r, (0, mix(egg, "#ffffff", 0.35)), (0.35, egg), (1, egg_dark))
        )
        p.fillPath(
            smooth([(-0.16 * r, -0.10 * r), (-0.05 * r, -0.15 * r), (0.05 * r, -0.13 * r), (-0.05 * r, -0.09 * r)]),
            rgba("#ffffff", 0.75),
        )
        p.restore()
    for dx, dy, turn in ((0.14, 0.30, -20), (-0.30, -0.02, 60)):
        p.save()
        p.translate(x + dx * r, y + dy * r)
        p.rotate(turn)
        pod = band([(-0.16 * r, 0.02 * r), (0, -0.03 * r), (0.18 * r, 0.05 * r)], 0.05 * r, 0.08 * r, 1.5)
        under(p, pod, dark, 0.4)
        p.fillPath(pod, lin(0, -6, 0, 8, (0, mix(chilli, "#ffffff", 0.25)), (1, mix(chilli, dark, 0.25))))
        p.fillPath(band([(-0.16 * r, 0.02 * r), (-0.22 * r, 0.0)], 0.035 * r, 0.02 * r), QColor("#6f9a3a"))
        stroke(
            p,
            smooth([(-0.12 * r, -0.005 * r), (0, -0.035 * r), (0.10 * r, 0.0)], False),
            pen(rgba("#ffffff", 0.6), 1.6),
        )
        p.restore()
    p.restore()
    arc = QPainterPath()
    box = QRectF(x - r * 0.96, y - r * 0.96, r * 1.92, r * 1.92)
    arc.arcMoveTo(box, 105)
    arc.arcTo(box, 105, 60)
    stroke(p, arc, pen(rgba("#ffffff", 0.85), 3))


def _pork(
    p: QPainter, x: float, y: float, turn: float, s: float, fat: QColor, meat: QColor, sauce: QColor, dark: QColor
) -> None:
    """A block of belly: skin, fat, lean, fat, lean."""
    p.save()
    p.translate(x, y)
    p.rotate(turn)
    block = QPainterPath()
    block.addRoundedRect(QRectF(-s * 0.55, -s * 0.46, s * 1.1, s * 0.92), s * 0.13, s * 0.13)
    under(p, block, mix(dark, sauce, 0.3), 0.6)
    p.fillPath(block, meat)
    p.save()
    p.setClipPath(block, Qt.ClipOperation.IntersectClip)
    p.fillRect(
        QRectF(-s, -s * 0.5, 2 * s, s * 0.17),
        lin(0, -s * 0.5, 0, -s * 0.33, (0, mix(sauce, "#ffb060", 0.35)), (1, sauce)),
    )
    for top, high in ((-0.33, 0.22), (0.10, 0.13)):
        layer = band(
            [
                (-s * 0.6, s * (top + high / 2)),
                (0, s * (top + high / 2 + 0.03)),
                (s * 0.6, s * (top + high / 2 - 0.02)),
            ],
            s * high,
            s * high * 0.9,
            s * high,
        )
        p.fillPath(layer, fat)
    for i in range(9):
        fx = -s * 0.5 + i * s * 0.125
        stroke(p, poly([(fx, s * 0.27), (fx + s * 0.03, s * 0.42)], False), pen(rgba(sauce, 0.45), 1.2))
    p.fillPath(
        block,
        lin(0, -s * 0.5, 0, s * 0.5, (0, rgba("#ffffff", 0.22)), (0.4, rgba("#ffffff", 0)), (1, rgba(sauce, 0.45))),
    )
    p.restore()
    stroke(
        p,
        smooth([(-s * 0.42, -s * 0.40), (-s * 0.1, -s * 0.42), (s * 0.2, -s * 0.40)], False),
        pen(rgba("#ffffff", 0.6), s * 0.05),
    )
    p.restore()
