"""For scale on rice terraces in two inks: a hut, two walkers, birds."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, pen, poly, smooth
from app.cards.riso import DARK, PAPER, B, fade, ink, printed


def draw_hut(p: QPainter, rect: QRectF, art: Art) -> None:
    """A hut on stilts with a thatched roof, beside a tall tree; fitted to the rectangle's foot."""
    k = min(rect.width() / 320, rect.height() / 300)
    dx, dy = rect.center().x() - 160 * k, rect.bottom() - 300 * k

    def paint(q: QPainter) -> None:
        q.translate(dx, dy)
        q.scale(k, k)
        trunk = smooth([(256, 296), (252, 220), (256, 150), (262, 150), (262, 220), (268, 296)])
        q.fillPath(trunk, DARK)
        for x, y, r in ((258, 108, 46), (228, 130, 34), (290, 134, 32), (262, 66, 32), (240, 92, 34)):
            q.fillPath(ellipse(x, y, r), fade(x - r, y - r, x + r, y + r, (0, 0.5, 0.45), (1, 0.75, 1)))
        for x in (62, 104, 152, 196):
            q.fillRect(QRectF(x, 236, 7, 60), DARK)
        q.fillRect(QRectF(50, 228, 164, 10), DARK)
        q.fillRect(QRectF(62, 176, 140, 54), fade(62, 0, 202, 0, (0, 0.75, 0.12), (1, 0.9, 0.5)))
        for x in (78, 108, 164):
            q.fillRect(QRectF(x, 188, 4, 42), ink(0.9, 0.8))
        q.fillRect(QRectF(122, 186, 30, 44), DARK)
        roof = poly([(28, 186), (66, 98), (196, 98), (236, 186), (132, 194)])
        q.fillPath(roof, fade(40, 98, 220, 190, (0, 0.30, 0.55), (1, 0.7, 1)))
        q.setPen(pen(ink(0.1, 0.2), 1.8))
        for i in range(15):
            q.drawLine(QPointF(74 + i * 8.2, 104), QPointF(42 + i * 13.4, 182))
        q.setPen(Qt.PenStyle.NoPen)
        for s in (1, -1):
            q.fillPath(poly([(131 - s * 62, 100), (131 - s * 76, 78), (131 - s * 68, 76), (131 - s * 52, 100)]), DARK)
        ladder = poly([(128, 238), (136, 238), (112, 298), (104, 298)])
        q.fillPath(ladder, DARK)

    printed(p, rect, art, paint)


def draw_walkers(p: QPainter, rect: QRectF, art: Art) -> None:
    """Two farmers in conical hats with shoulder poles, walking along a dyke to the left; fitted to the rectangle's foot."""
    k = min(rect.width() / 340, rect.height() / 190)
    dx, dy = rect.center().x() - 170 * k, rect.bottom() - 190 * k

    def paint(q: QPainter) -> None:
        q.translate(dx, dy)
        q.scale(k, k)
        _walker(q, 84, 1.0)
        _walker(q, 252, 0.92)

    printed(p, rect, art, paint)


def _walker(q: QPainter, x: float, k: float) -> None:
    q.save()
    q.translate(x, 186)
    q.scale(k, k)
    for hang in (-62, 62):
        q.setPen(pen(DARK, 2))
        for w in (-17, 17):
            q.drawLine(QPointF(hang, -96), QPointF(hang + w, -44))
        q.setPen(Qt.PenStyle.NoPen)
        basket = poly([(hang - 20, -46), (hang + 20, -46), (hang + 14, -20), (hang - 14, -20)])
        q.fillPath(ellipse(hang, -47, 18, 10), ink(0.9, 0.25))
        q.fillPath(basket, DARK)
    pole = QPainterPath(QPointF(-68, -94))
    pole.quadTo(QPointF(0, -112), QPointF(68, -94))
    q.strokePath(pole, pen(DARK, 4.5))
    for foot, knee in ((-20, -10), (17, 11)):
        leg = poly([(-7, -58), (8, -58), (knee + 6, -28), (foot + 6, 0), (foot - 5, 0), (knee - 5, -28)])
        q.fillPath(leg, B)
    body = smooth([(-13, -102), (-16, -74), (-17, -50), (0, -46), (18, -50), (15, -78), (12, -102), (0, -108)])
    q.fillPath(body, fade(-16, 0, 18, 0, (0, 0.95, 0.05), (1, 0.95, 0.55)))
    q.fillPath(ellipse(-2, -114, 10, 11), DARK)
    q.fillPath(poly([(-34, -112), (-2, -144), (30, -112), (-2, -106)]), PAPER)
    q.fillPath(
        poly([(-34, -112), (-2, -144), (30, -112), (-2, -106)]), fade(-34, 0, 30, 0, (0, 0.15, 0.0), (1, 0.6, 0.35))
    )
    q.strokePath(poly([(-34, -112), (-2, -144), (30, -112), (-2, -106)]), pen(DARK, 2.4))
    q.restore()


def draw_birds(p: QPainter, rect: QRectF, art: Art, *, count: int = 6, size: float = 20.0, salt: int = 1) -> None:
    """A loose line of birds, clear of the calm zones."""
    rng = art.rng(340 + salt)

    def paint(q: QPainter) -> None:
        for i in range(count):
            t = (i + 0.5) / count
            x = rect.left() + rect.width() * (0.08 + 0.84 * t)
            y = rect.top() + rect.height() * (0.5 - 0.28 * math.sin(t * 3.0) + rng.uniform(-0.12, 0.12))
            s = size * rng.uniform(0.6, 1.0)
            if art.free(x, y, s * 1.4, rect):
                wing = QPainterPath(QPointF(x - s, y - s * 0.35))
                wing.quadTo(QPointF(x - s * 0.4, y - s * 0.5), QPointF(x, y))
                wing.quadTo(QPointF(x + s * 0.4, y - s * 0.6), QPointF(x + s, y - s * 0.3))
                q.strokePath(wing, pen(DARK, max(2.0, s * 0.17)))

    printed(p, rect, art, paint, knock=False)


KINDS = {"riso_birds": draw_birds, "riso_hut": draw_hut, "riso_walkers": draw_walkers}
