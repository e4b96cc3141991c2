"""Nón lá: the conical palm-leaf hat, seen a little from above, with its silk strap."""

import math

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import Point, catmull, fill_ellipse, lin, mix, pen, poly, rgba, ribbon, shadow

TOP, RX, RY, RIM = (200.0, 28.0), 188.0, 40.0, 226.0


def hat(p: QPainter, art: Art, straw: str, shade: str, turn: float, salt: int) -> None:
    """Centred on the origin, 400 × 300."""
    rng, (light, mid, dark, seam) = art.rng(salt), (QColor(tone) for tone in art.ramp(straw))
    p.save()
    p.rotate(turn)
    p.translate(-200, -150)
    cone = _cone()
    shadow(p, cone, -6, 16, 14, rgba(art.color(shade), 0.42))
    p.fillPath(cone, lin(20, 150, 385, 200, (0, light), (0.38, mix(light, mid, 0.25)), (0.70, mid), (1, dark)))
    p.save()
    p.setClipPath(cone, Qt.ClipOperation.IntersectClip)
    for i in range(46):  # the leaves, laid from the tip
        a = math.pi * (i + rng.uniform(0.1, 0.9)) / 46
        tone = dark if rng.random() < 0.6 else mix(light, "#ffffff", 0.5)
        p.setPen(pen(rgba(tone, rng.uniform(0.14, 0.42)), rng.uniform(0.8, 2.4)))
        p.drawLine(QPointF(*TOP), QPointF(200 - RX * 1.02 * math.cos(a), RIM + RY * math.sin(a)))
    for i in range(1, 15):  # the bamboo rings they are sewn to
        t = (i / 14.3) ** 0.94
        ring = _arc(t * 1.03, t, TOP[1] + (RIM - TOP[1]) * t - 2)
        p.strokePath(ring.translated(0, 1.5), pen(rgba(seam, 0.34), 1.7))
        p.strokePath(ring, pen(rgba(mix(light, "#ffffff", 0.6), 0.55), 1.3))
    p.fillPath(cone, lin(150, 120, 400, 260, (0, rgba(seam, 0)), (0.55, rgba(seam, 0)), (1, rgba(seam, 0.34))))
    p.restore()
    rim = _arc(1, 1, RIM)
    p.strokePath(rim.translated(0, 1), pen(seam, 5))
    p.strokePath(rim.translated(0, -0.8), pen(light, 2.4))
    fill_ellipse(p, TOP[0], TOP[1] + 3, 5, 4, dark)
    p.restore()


def _cone() -> QPainterPath:
    path = QPainterPath(QPointF(TOP[0] - 4, TOP[1] + 2))
    path.quadTo(TOP[0], TOP[1] - 5, TOP[0] + 4, TOP[1] + 2)
    path.cubicTo(262, 92, 330, 164, 200 + RX, RIM)
    path.cubicTo(200 + RX * 0.72, RIM + RY * 1.12, 200 - RX * 0.72, RIM + RY * 1.12, 200 - RX, RIM)
    path.cubicTo(70, 164, 138, 92, TOP[0] - 4, TOP[1] + 2)
    return path


def _arc(wide: float, deep: float, y: float) -> QPainterPath:
    path = QPainterPath(QPointF(200 - RX * wide, y))
    path.cubicTo(
        200 - RX * deep * 0.72, y + RY * deep * 1.13, 200 + RX * deep * 0.72, y + RY * deep * 1.13, 200 + RX * wide, y
    )
    return path


def strap(p: QPainter, silk: tuple[QColor, QColor], shade: QColor, points: list[Point], width: float) -> None:
    """A ribbon of silk through the points."""
    line = catmull(points, 14)
    band = ribbon(line, width / 2 * (0.78 + 0.22 * np.cos(np.linspace(0, 6, len(line)))))
    p.fillPath(band.translated(3, 5), rgba(shade, 0.18))
    a, b = points[0], points[-1]
    p.fillPath(band, lin(*a, b[0] + 1, b[1], (0, silk[1]), (0.35, silk[0]), (0.6, silk[1]), (1, silk[0])))
    p.strokePath(poly(line, close=False), pen(rgba("#ffffff", 0.16), width * 0.16))
