"""A flat cake on a pedestal with three great candles, in two inks."""

import math
import random
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, many, pen, poly
from app.cards.riso import DARK, PAPER, A, B, fade, ink, over, printed

BOX = QRectF(-16, 0, 632, 760)
CAKE, STAND = 400.0, 660.0  # where the icing begins, where the plate lies
CANDLES = ((150, 120, 190, 0), (450, 116, 236, 2), (298, 132, 118, 1))  # middle, width, top, pattern


def draw(p: QPainter, rect: QRectF, art: Art) -> None:
    """Fitted to the rectangle, standing on its foot."""
    printed(p, rect, art, partial(_paint, rect, art))


def _paint(rect: QRectF, art: Art, q: QPainter) -> None:
    size = min(rect.width() / BOX.width(), rect.height() / BOX.height())
    q.translate(rect.center().x() - BOX.center().x() * size, rect.bottom() - BOX.bottom() * size)
    q.scale(size, size)
    rng = art.rng(41)
    for x, width, top, pattern in CANDLES:
        _candle(q, x, width, top, pattern)
    _stand(q)
    _body(q, rng)
    _icing(q)


def _candle(q: QPainter, x: float, width: float, top: float, pattern: int) -> None:
    wax = QPainterPath()
    wax.addRoundedRect(QRectF(x - width / 2, top, width, CAKE - top + 40), 26, 26)
    tint, other = ((A, B), (B, A), (A, B))[pattern]
    over(q, wax.translated(18, 14), ink(0, 0.44) if pattern != 1 else ink(0.44))
    q.fillPath(wax, PAPER)
    over(q, wax, tint)
    q.save()
    q.setClipPath(wax, Qt.ClipOperation.IntersectClip)
    if pattern == 0:
        for i in range(-2, 8):
            y = top + i * 62
            q.fillPath(poly([(x - 70, y + 52), (x + 70, y - 18), (x + 70, y + 10), (x - 70, y + 80)]), PAPER)
    elif pattern == 1:
        for i in range(8):
            y = top + 26 + i * 54
            zig = QPainterPath(QPointF(x - 80, y))
            for j in range(1, 9):
                zig.lineTo(x - 80 + j * 20, y + (20 if j % 2 else 0))
            q.strokePath(zig, pen(PAPER if i % 2 else A, 11))
    else:
        for i in range(8):
            for j in range(4):
                q.fillPath(ellipse(x - 58 + j * 38 + (19 if i % 2 else 0), top + 30 + i * 34, 9.5), PAPER)
    dark = (0.0, 0.9) if pattern != 1 else (0.9, 0.0)
    over(q, wax, fade(0, CAKE, 0, CAKE - 190, (0, *dark), (0.6, 0, 0), (1, 0, 0)))
    over(q, wax, fade(x + width / 2, 0, x + width / 5, 0, (0, dark[0] * 0.6, dark[1] * 0.6), (1, 0, 0)))
    q.restore()
    q.strokePath(poly([(x, top + 4), (x + 3, top - 26)], False), pen(DARK, 9))
    q.strokePath(_flame(x, top - 18, 1), pen(PAPER, 20))
    q.fillPath(_flame(x, top - 18, 1), other)
    q.fillPath(_flame(x, top - 22, 0.60), PAPER)
    over(q, _flame(x, top - 22, 0.60), ink(0.42, 0) if pattern != 1 else ink(0, 0.36))
    q.fillPath(_flame(x, top - 24, 0.30), PAPER)


def _flame(x: float, y: float, s: float) -> QPainterPath:
    path = QPainterPath(QPointF(x + 4, y - 92 * s))
    path.cubicTo(x + 12 * s, y - 66 * s, x + 32 * s, y - 50 * s, x + 28 * s, y - 25 * s)
    path.cubicTo(x + 24 * s, y - 2 * s, x - 24 * s, y - 2 * s, x - 28 * s, y - 25 * s)
    path.cubicTo(x - 32 * s, y - 52 * s, x - 2 * s, y - 60 * s, x + 4, y - 92 * s)
    return path


def _stand(q: QPainter) -> None:
    q.fillPath(poly([(262, STAND + 20), (338, STAND + 20), (400, 760), (200, 760)]), DARK)
    plate = many()
    plate.addRoundedRect(QRectF(-8, STAND, 616, 28), 14, 14)
    for i in range(18):
        plate.addEllipse(QPointF(9.5 + i * 34.2, STAND + 26), 16, 16)
    q.fillPath(plate, DARK)


def _body(q: QPainter, rng: random.Random) -> None:
    body = QPainterPath()
    body.addRoundedRect(QRectF(36, CAKE, 528, STAND - CAKE), 14, 14)
    q.fillPath(body, PAPER)
    q.save()
    q.setClipPath(body, Qt.ClipOperation.IntersectClip)
    q.fillRect(QRectF(36, CAKE, 528, 140), A)
    for i in range(12):
        x = 36 + i * 44
        q.fillPath(poly([(x, CAKE + 182), (x + 22, CAKE + 146), (x + 44, CAKE + 182)]), B)
    q.fillRect(QRectF(36, CAKE + 186, 528, 80), ink(0.38))
    for i in range(22):
        q.save()
        q.translate(52 + (i + rng.uniform(0.1, 0.9)) * 496 / 22, CAKE + 186 + rng.uniform(14, 62))
        q.rotate(rng.uniform(0, 180))
        q.setBrush((PAPER, DARK, B)[i % 3])
        q.drawRoundedRect(QRectF(-9, -3.2, 18, 6.4), 3.2, 3.2)
        q.restore()
    over(q, body, fade(36, 0, 564, 0, (0, 0, 0), (0.62, 0, 0), (1, 0, 0.66)))
    q.restore()


def _icing(q: QPainter) -> None:
    drops, icing, width = (74, 112, 66, 98, 58, 118, 76, 104, 66), QPainterPath(), 552 / 9
    icing.setFillRule(Qt.FillRule.WindingFill)
    icing.addRoundedRect(QRectF(24, CAKE - 28, 552, 66), 28, 28)
    for i, drop in enumerate(drops):
        icing.addRoundedRect(QRectF(24 + i * width + 1, CAKE, width - 2, drop), width * 0.48, width * 0.48)
    q.fillPath(icing, B)
    q.setBrush(PAPER)
    for i, drop in enumerate(drops):
        q.drawRoundedRect(QRectF(24 + (i + 0.22) * width, CAKE + 8, 8, drop - 40), 4, 4)
    for i in range(5):
        a = math.pi * (0.2 + i * 0.15)
        q.drawEllipse(QPointF(300 - 250 * math.cos(a), CAKE - 14), 5, 5)


KINDS = {"riso_cake": draw}
