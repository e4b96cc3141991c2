"""Cúc họa mi and loose petals on a watercolour cake."""

import random

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QTransform

from app.cards.kit import ellipse, many, mix, smooth
from app.cards.motifs.cake_tiers import Tones
from app.cards.watercolour import Wet


def draw_daisy(wet: Wet, x: float, y: float, r: float, face: float, tones: Tones, rng: random.Random) -> QPainterPath:
    """One flower; gives the outline of its upper rays, for the pencil."""
    white, shade, eye, heart = tones[:4]
    tilt, start = rng.uniform(0.66, 0.95), rng.uniform(0, 30)
    outline = QPainterPath()
    for ring in (0, 1):
        rays = many()
        for i in range(12):
            turn = (
                QTransform()
                .translate(x, y)
                .rotate(face)
                .scale(1, tilt)
                .rotate(start + (i + ring / 2) * 30 + rng.uniform(-5, 5))
            )
            rays.addPath(turn.map(_ray(r * rng.uniform(0.88, 1.04) * (1 - 0.08 * ring), r * 0.36, rng)))
        tint = mix(shade, white, 0.72 * ring)
        wet.paint(
            rays,
            tint,
            mix(tint, white, 0.5),
            ((x - r * 0.6, y + r * 0.6), (x + r * 0.5, y - r * 0.6)),
            alpha=0.75,
            knock=0.98,
            edge=0.30,
            rough=0.12,
            drift=0.3,
            thin=True,
            shade=(mix(shade, "#5a4a78", 0.45), 0.8),
        )
        outline = rays
    core = QTransform().translate(x, y - r * 0.03).rotate(face).scale(1, tilt * 0.95).map(ellipse(0, 0, r * 0.27))
    wet.paint(
        core,
        eye,
        heart,
        ((x - r * 0.25, y - r * 0.25), (x + r * 0.25, y + r * 0.25)),
        alpha=1,
        knock=0.98,
        edge=0.5,
        rough=0.15,
        thin=True,
        shade=(mix(shade, "#5a4a78", 0.5), 0.8),
    )
    return outline.subtracted(core)


def _ray(length: float, width: float, rng: random.Random) -> QPainterPath:
    b, path = rng.uniform(-0.08, 0.08) * length, QPainterPath(QPointF(-width * 0.16, 0))
    path.cubicTo(-width * 0.46, -length * 0.3, -width * 0.62 + b, -length * 0.72, -width * 0.26 + b, -length * 0.97)
    path.quadTo(b, -length * 1.04, width * 0.26 + b, -length * 0.96)
    path.cubicTo(width * 0.62 + b, -length * 0.7, width * 0.44, -length * 0.3, width * 0.16, 0)
    path.closeSubpath()
    return path


def petals(wet: Wet, tones: Tones, rng: random.Random) -> None:
    """A few fallen ones on the table."""
    for x in (-206, 176, 226):
        px, py = x + rng.uniform(-14, 14), 88 + rng.uniform(-6, 10)
        turn = QTransform().translate(px, py).rotate(rng.uniform(0, 360)).scale(1, 0.6)
        petal = turn.map(smooth([(-16, 0), (-8, -11), (9, -9), (17, 2), (4, 10), (-9, 8)]))
        wet.paint(petal, tones[0], tones[1], ((px - 14, py), (px + 14, py)), alpha=0.9, knock=0.9, edge=0.4, thin=True)
