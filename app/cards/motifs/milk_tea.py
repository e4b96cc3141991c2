"""A glass of brown sugar milk tea with pearls and a face, as a die-cut sticker."""

import random
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, lin, mix, pen, poly, rad, rgba, smooth, stroke
from app.cards.stickers import sticker

BOX = QRectF(0, -96, 320, 640)
ROOM = 32.0  # for border and shadow


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tea: str = "@tea",
    pearl: str = "@pearl",
    straw: str = "@party",
    line: str = "@line",
    shade: str = "@shade",
    turn: float = 6.0,
) -> None:
    """Fitted to the rectangle. tea: milk, tea, caramel."""
    p.setClipRect(rect)
    size = min(rect.width() / (BOX.width() + 2 * ROOM + 40), rect.height() / (BOX.height() + 2 * ROOM))
    p.translate(rect.center())
    p.rotate(turn)
    p.scale(size, size)
    p.translate(-BOX.center())
    rng = art.rng(121)
    sticker(p, BOX, partial(_glass, art=art, rng=rng, names=(tea, pearl, straw, line)), art.color(shade), border=12)


def _glass(q: QPainter, art: Art, rng: random.Random, names: tuple[str, str, str, str]) -> None:
    tea, pearl, straw, line = names
    milk, brew, caramel = (art.color(tea, i) for i in range(3))
    ink = pen(art.color(line), 7)
    _straw(q, art, straw, ink)
    cup = QPainterPath(QPointF(44, 150))
    cup.lineTo(276, 150)
    cup.lineTo(246, 496)
    cup.cubicTo(243, 528, 226, 536, 204, 536)
    cup.lineTo(116, 536)
    cup.cubicTo(94, 536, 77, 528, 74, 496)
    cup.closeSubpath()
    q.fillPath(
        cup, lin(0, 150, 0, 536, (0, milk), (0.34, mix(milk, brew, 0.35)), (0.8, brew), (1, mix(brew, caramel, 0.4)))
    )
    q.save()
    q.setClipPath(cup, Qt.ClipOperation.IntersectClip)
    _tiger(q, caramel, rng)
    _pearls(q, art, pearl, rng)
    q.fillPath(poly([(44, 150), (82, 150), (104, 540), (64, 540)]), rgba("#ffffff", 0.24))
    stroke(q, poly([(252, 190), (238, 400)], close=False), pen(rgba("#ffffff", 0.5), 8))
    q.restore()
    stroke(q, cup, ink)
    dome = QPainterPath(QPointF(46, 146))
    dome.cubicTo(50, 66, 100, 40, 160, 40)
    dome.cubicTo(220, 40, 270, 66, 274, 146)
    q.fillPath(dome, lin(0, 40, 0, 146, (0, rgba("#ffffff", 0.70)), (1, rgba(mix(milk, "#ffffff", 0.5), 0.92))))
    foam = smooth(
        [(50, 148), (64, 112), (98, 118), (124, 98), (160, 110), (198, 96), (222, 116), (256, 110), (270, 148)]
    )
    q.fillPath(foam, QColor("#fffaf0"))
    for _ in range(16):
        x, y = rng.uniform(72, 250), rng.uniform(122, 144)
        q.fillPath(ellipse(x, y, 3), rgba(caramel, 0.55))
    arc = QPainterPath(QPointF(66, 120))
    arc.cubicTo(74, 84, 96, 64, 124, 57)
    stroke(q, arc, pen(rgba("#ffffff", 0.95), 9))
    stroke(q, dome, ink)
    rim = QPainterPath()
    rim.addRoundedRect(QRectF(30, 136, 260, 30), 15, 15)
    q.fillPath(rim, mix(milk, "#ffffff", 0.55))
    stroke(q, rim, ink)
    _face(q, art, line, straw)


def _straw(q: QPainter, art: Art, straw: str, ink: QPen) -> None:
    tube = poly([(166, 140), (206, -84), (242, -77), (204, 140)])
    q.fillPath(tube, art.color(straw))
    q.save()
    q.setClipPath(tube, Qt.ClipOperation.IntersectClip)
    for i in range(7):
        y = -90 + i * 40
        q.fillPath(poly([(150, y + 20), (260, y - 12), (260, y + 6), (150, y + 38)]), QColor("#ffffff"))
    q.restore()
    stroke(q, tube, ink)
    mouth = ellipse(224, -80, 19, 6)
    q.fillPath(mouth, mix(art.color(straw), "#000000", 0.25))
    stroke(q, mouth, ink)


def _tiger(q: QPainter, caramel: QColor, rng: random.Random) -> None:
    """Brown sugar running down the inside."""
    x = 40.0
    while x < 284:
        w, drop = rng.uniform(14, 34), rng.uniform(70, 250)
        lean = (160 - x) * 0.10
        streak = smooth([(x, 150), (x + w, 150), (x + w * 0.72 + lean, 150 + drop * 0.6), (x + w * 0.5 + lean, 150 + drop),
                         (x + w * 0.2 + lean, 150 + drop * 0.62)])  # fmt: skip
        q.fillPath(streak, lin(0, 150, 0, 150 + drop, (0, rgba(caramel, 0.85)), (1, rgba(caramel, 0.15))))
        x += w + rng.uniform(6, 26)


def _pearls(q: QPainter, art: Art, pearl: str, rng: random.Random) -> None:
    dark, light = art.color(pearl), art.color(pearl, 1)
    for row in range(4):
        y = 518 - row * 25
        count = 6 - row % 2 - row // 2
        for i in range(count):
            x = 160 + (i - (count - 1) / 2) * 29 + rng.uniform(-4, 4)
            yy, r = y + rng.uniform(-4, 4), rng.uniform(13.5, 15.5)
            fill_ellipse(q, x, yy, r, r, rad(x - r * 0.3, yy - r * 0.35, r * 1.4, (0, light), (0.6, dark), (1, dark)))
            fill_ellipse(q, x - r * 0.35, yy - r * 0.4, r * 0.26, r * 0.18, rgba("#ffffff", 0.8))


def _face(q: QPainter, art: Art, line: str, party: str) -> None:
    dark = art.color(line)
    for side in (-1, 1):
        fill_ellipse(q, 160 + side * 44, 318, 11, 13, dark)
        fill_ellipse(q, 164 + side * 44, 313, 4, 4.6, "#ffffff")
        fill_ellipse(q, 160 + side * 70, 342, 17, 10, rgba(art.color(party), 0.65))
    mouth = QPainterPath(QPointF(143, 330))
    mouth.cubicTo(144, 356, 176, 356, 177, 330)
    mouth.closeSubpath()
    q.fillPath(mouth, mix(art.color(party), "#8a1a30", 0.4))
    stroke(q, mouth, pen(dark, 5))


KINDS = {"milk_tea": draw}
