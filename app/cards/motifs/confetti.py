"""Confetti in the air: slips, dots, streamers and stars; a few near and out of focus."""

import math
import random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import lin, mix, pen, rgba, scatter
from app.cards.sprites import Sprite, dimmed, shaded, sprite, stamp

ROOM = 34.0


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    count: int = 80,
    near: int = 4,
    tones: str = "@party",
    metal: str = "@foil",
    shade: str = "@shade",
) -> None:
    p.setClipRect(rect)
    rng, foil = art.rng(31), art.foil(metal)
    kinds = [shaded(_piece(art, rng, i, tones, foil), 4, rgba(art.color(shade), 0.30)) for i in range(16)]
    box = rect.adjusted(ROOM, ROOM, -ROOM, -ROOM)
    for x, y in scatter(rng, box, [zone.adjusted(-26, -26, 26, 26) for zone in art.calm], count):
        stamp(p, rng.choice(kinds), x, y, rng.uniform(0.6, 1.1), rng.uniform(0, 360), drop=(2, 4))
    soft = [dimmed(kind, rgba("#ffffff", 0), 2.4) for kind in kinds[:6]]
    for x, y in scatter(rng, box, [zone.adjusted(-70, -70, 70, 70) for zone in art.calm], near * 4)[:near]:
        stamp(p, rng.choice(soft), x, y, rng.uniform(1.6, 2.1), rng.uniform(0, 360), 1, 0.9)


def _piece(art: Art, rng: random.Random, i: int, tones: str, foil: QBrush) -> Sprite:
    color = art.color(tones, rng.randrange(len(art.ramp(tones))))
    fill = foil if rng.random() < 0.28 else lin(-10, 0, 10, 0, (0, mix(color, "#ffffff", 0.35)), (1, color))
    lean, thin = rng.uniform(-0.5, 0.5), rng.uniform(0.45, 1)

    def paint(p: QPainter) -> None:
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(fill)
        if i % 4 == 0:
            p.shear(lean, 0)
            p.drawRoundedRect(QRectF(-9, -5 * thin, 18, 10 * thin), 1.5, 1.5)
        elif i % 4 == 1:
            p.drawEllipse(QPointF(0, 0), 7, 7 * thin)
        elif i % 4 == 2:
            wave = QPainterPath(QPointF(-20, 0))
            wave.cubicTo(-12, -16, -6, 14, 2, 0)
            wave.cubicTo(8, -12, 14, 12, 20, -3)
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.setPen(pen(fill, 5))
            p.drawPath(wave)
        else:
            p.drawPath(_star(9))

    return sprite(60, 40, (30, 20), art.scale, paint)


def _star(r: float) -> QPainterPath:
    path = QPainterPath()
    for i in range(10):
        a, reach = math.pi * i / 5, r if i % 2 == 0 else r * 0.45
        tip = QPointF(math.sin(a) * reach, -math.cos(a) * reach)
        path.lineTo(tip) if i else path.moveTo(tip)
    path.closeSubpath()
    return path


KINDS = {"confetti": draw}
