"""Red bats and scroll clouds in the enamels of famille-rose porcelain."""

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, lin, many, mix, pen, rad, smooth, stroke


def draw_bat(
    p: QPainter, rect: QRectF, art: Art, *, tones: str = "@bat", metal: str = "@foil", turn: float = 0.0
) -> None:
    """A red bat (dơi, for good fortune), scalloped wings edged in gold. Box 320 by 220."""
    k = min(rect.width() / 360, rect.height() / 300)
    foil, light, deep = art.foil(metal, 4), art.color(tones), art.color(tones, 1)
    p.translate(rect.center())
    p.rotate(turn + art.rng(1121).uniform(-4, 4))
    p.scale(k, k)
    for side in (-1, 1):
        p.save()
        p.scale(side, 1)
        wing = QPainterPath(QPointF(10, -6))
        wing.cubicTo(40, -66, 96, -84, 124, -62)
        wing.cubicTo(150, -60, 156, -34, 144, -16)
        wing.cubicTo(160, 8, 156, 34, 136, 46)
        wing.cubicTo(128, 20, 112, 16, 100, 36)
        wing.cubicTo(92, 10, 74, 8, 64, 34)
        wing.cubicTo(56, 12, 38, 10, 12, 34)
        wing.closeSubpath()
        p.fillPath(wing, rad(20, -10, 150, (0, deep), (0.45, light), (0.8, light), (1, mix(light, "#ffb090", 0.4))))
        for end in ((136, 44), (100, 34), (64, 32)):
            bone = QPainterPath(QPointF(26, -24))
            bone.quadTo((26 + end[0]) / 2 + 14, -40 + end[1] * 0.2, *end)
            stroke(p, bone, pen(foil, 2))
        for cx, cy, r in ((112, -44, 12), (136, -4, 9)):
            for part in (1, 0.55):
                stroke(p, ellipse(cx, cy, r * part), pen(foil, 1.6))
        stroke(p, wing, pen(foil, 3))
        ear = smooth([(4, -34), (14, -58), (22, -36), (14, -26)])
        p.fillPath(ear, light)
        stroke(p, ear, pen(foil, 2))
        p.restore()
    body = smooth([(0, -40), (20, -30), (22, -8), (16, 26), (0, 52), (-16, 26), (-22, -8), (-20, -30)])
    p.fillPath(body, lin(0, -40, 0, 52, (0, light), (1, deep)))
    stroke(p, body, pen(foil, 2.6))
    for y in (4, 16, 28):
        stroke(p, smooth([(-10, y), (0, y + 5), (10, y)], False), pen(foil, 1.6))
    for x in (-7, 7):
        stroke(p, smooth([(x - 4, -21), (x, -17.5), (x + 4, -21)], False), pen(foil, 2.2))
    for side in (-1, 1):
        whisker = [(side * 4, -40), (side * 14, -66), (side * 30, -70), (side * 32, -58), (side * 24, -58)]
        stroke(p, smooth(whisker, False), pen(foil, 2))


def draw_clouds(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@cloud",
    metal: str = "@foil",
    count: int = 3,
    flip: bool = False,
    salt: int = 1,
) -> None:
    """Ruyi-headed clouds (mây như ý) in washes of enamel, trailing tails, rimmed with a gold line."""
    rng, foil = art.rng(1131 + salt), art.foil(metal, 2)
    p.setClipRect(rect)
    unit = min(rect.width() / 420, rect.height() / (70 + 74 * count))
    p.translate(rect.right() if flip else rect.left(), rect.top() + 40 * unit)
    p.scale(-unit if flip else unit, unit)
    for i in range(count):
        x, y = 60 + (i % 2) * 90 + rng.uniform(-14, 14), 28 + i * 74
        _ruyi(p, x, y, rng.uniform(0.86, 1.06), art, tones, i, foil)


def _ruyi(p: QPainter, x: float, y: float, k: float, art: Art, tones: str, index: int, foil: QBrush) -> None:
    n = len(art.ramp(tones)) // 2
    light, deep = art.color(tones, index % n * 2), art.color(tones, index % n * 2 + 1)
    p.save()
    p.translate(x, y)
    p.scale(k, k)
    tail = QPainterPath(QPointF(40, 14))
    tail.cubicTo(90, 26, 150, 0, 206, 12)
    tail.cubicTo(232, 16, 250, 10, 262, 2)
    tail.cubicTo(250, 26, 214, 30, 188, 26)
    tail.cubicTo(140, 22, 96, 42, 30, 34)
    tail.closeSubpath()
    head = many()
    for cx, cy, r in ((0, 6, 30), (34, -18, 32), (70, 6, 28), (34, 14, 26)):
        head = head.united(ellipse(cx, cy, r))
    for shape in (tail, head):
        p.fillPath(shape, lin(0, -50, 0, 40, (0, light), (1, deep)))
        stroke(p, shape, pen(foil, 2.2))
    for cx, cy, r, way in ((0, 8, 18, 1), (34, -18, 20, -1), (70, 8, 16, -1)):
        curl = [
            (cx + math.cos(a * way) * r * (1 - a / 9.5), cy + math.sin(a * way) * r * (1 - a / 9.5))
            for a in np.linspace(-1.5, 5.4, 22)
        ]
        stroke(p, smooth(curl, False), pen(foil, 1.7))
    p.restore()


KINDS = {"lucky_bat": draw_bat, "ruyi_clouds": draw_clouds}
