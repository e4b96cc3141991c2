"""Painted wood: shaded shapes with an edge of light and small painted marks."""

import random

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.kit import fill_ellipse, lin, mix, pen, rad, rgba, shadow, stroke


class Wood:
    """Saws pieces out of painted wood: a shadow, a thick edge, the face with its grain."""

    def __init__(self, p: QPainter, dark: QColor, timber: QColor, rng: random.Random) -> None:
        self.p, self.dark, self.timber, self.rng = p, dark, timber, rng

    def saw(self, path: QPainterPath, tint: QColor, thick: float = 1.0) -> None:
        p, box = self.p, path.boundingRect()
        shadow(p, path, 7 * thick, 11 * thick, 8 * thick, rgba(self.dark, 0.30))
        for i in range(4):
            p.fillPath(path.translated(thick * (4 - i) * 0.8, thick * (4 - i) * 1.1), mix(tint, self.dark, 0.42))
        face = lin(
            box.left(),
            box.top(),
            box.right(),
            box.bottom(),
            (0, mix(tint, "#ffffff", 0.20)),
            (1, mix(tint, self.timber, 0.18)),
        )
        p.fillPath(path, face)
        p.save()
        p.setClipPath(path, Qt.ClipOperation.IntersectClip)
        y = box.top() - 6
        while y < box.bottom() + 6:
            wave, bend = QPainterPath(QPointF(box.left() - 4, y)), self.rng.uniform(-5, 5)
            wave.cubicTo(
                box.left() + box.width() * 0.3,
                y + bend,
                box.left() + box.width() * 0.7,
                y - bend,
                box.right() + 4,
                y + bend * 0.4,
            )
            stroke(
                p, wave, pen(rgba(mix(tint, self.dark, 0.6), self.rng.uniform(0.06, 0.18)), self.rng.uniform(0.7, 1.6))
            )
            y += self.rng.uniform(3.5, 8)
        stroke(p, path.translated(1.4, 1.8), pen(rgba("#ffffff", 0.35), 2.2))
        p.restore()

    def bead(self, x: float, y: float, r: float, tint: QColor) -> None:
        fill_ellipse(self.p, x + 4, y + 7, r, r, rgba(self.dark, 0.16))
        ball = rad(
            x - r * 0.35,
            y - r * 0.4,
            r * 1.5,
            (0, mix(tint, "#ffffff", 0.7)),
            (0.35, mix(tint, "#ffffff", 0.12)),
            (1, mix(tint, self.dark, 0.42)),
        )
        fill_ellipse(self.p, x, y, r, r, ball)

    def dot(self, x: float, y: float, r: float = 3.6) -> None:
        fill_ellipse(self.p, x, y, r, r, mix(self.dark, "#000000", 0.3))
