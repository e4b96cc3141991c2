"""Buds and leaves of five-petalled blossoms as sprites."""

import random
from functools import lru_cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.kit import lin, pen, rad, rgba, stroke
from app.cards.motifs.flowers import Bloom, petal
from app.cards.sprites import Sprite, sprite


@lru_cache(maxsize=24)
def bud(make: Bloom, r: float, seed: int, scale: float) -> Sprite:
    """A closed bud pointing up, anchored at its base."""
    rng = random.Random(seed)

    def paint(p: QPainter) -> None:
        for turn in (-16, 16, 0):
            p.save()
            p.rotate(turn)
            path = petal(r * 1.05, r * 0.85, rng, 0, 0.03)
            p.fillPath(path, rad(0, 0, r * 1.1, (0, make.tones[0]), (0.5, make.tones[1]), (1, make.tones[3])))
            stroke(p, path, pen(rgba(make.tones[0], 0.35), r * 0.03))
            p.fillPath(path, rad(-r * 0.15, -r * 0.7, r * 0.4, (0, rgba("#ffffff", 0.5)), (1, rgba("#ffffff", 0))))
            p.restore()
        for turn in (-34, 34, 0):
            p.save()
            p.rotate(turn)
            p.fillPath(
                petal(r * 0.52, r * 0.34, rng, 0, 0.02), lin(0, 0, 0, -r / 2, (0, make.sepal[0]), (1, make.sepal[1]))
            )
            p.restore()

    return sprite(r * 2, r * 2, (r, r * 1.5), scale, paint)


@lru_cache(maxsize=24)
def leaf(length: float, width: float, tones: tuple[str, str], seed: int, scale: float) -> Sprite:
    """A bent leaf pointing up, anchored at its stalk, one half in shade, with ribs."""
    rng = random.Random(seed)

    def paint(p: QPainter) -> None:
        b = 0.15 * length * rng.choice((-1, 1))
        path = QPainterPath()
        path.cubicTo(-width * 0.7, -length * 0.3, -width / 2 + b, -length * 0.75, b, -length)
        path.cubicTo(width / 2 + b, -length * 0.75, width * 0.7, -length * 0.3, 0, 0)
        p.fillPath(path, lin(0, 0, b, -length, (0, tones[0]), (1, tones[1])))
        p.setClipPath(path)
        rib = QPainterPath()
        rib.quadTo(b * 0.1, -length / 2, b, -length)
        shade = QPainterPath(rib)
        for x, y in ((width, -length), (width, 0)):
            shade.lineTo(x, y)
        p.fillPath(shade, rgba("#000000", 0.13))
        stroke(p, rib, pen(rgba("#ffffff", 0.45), length * 0.014))
        p.setPen(pen(rgba("#ffffff", 0.22), length * 0.008))
        for i in range(1, 6):
            q = rib.pointAtPercent(i / 6.5)
            for side in (-1, 1):
                p.drawLine(q, QPointF(q.x() + side * width * 0.42, q.y() - length * 0.13))

    return sprite(width * 1.8, length * 1.08, (width * 0.9, length * 1.04), scale, paint)
