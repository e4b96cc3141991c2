"""A sitting cat in a party hat that reaches for the icing, in two inks."""

import math
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, pen, poly, stroke
from app.cards.riso import DARK, PAPER, A, B, fade, ink, over, printed

BOX = QRectF(-32, -58, 446, 578)


def draw(p: QPainter, rect: QRectF, art: Art) -> None:
    """Fitted to the rectangle, feet on its foot. Where it looks is chance."""
    printed(p, rect, art, partial(_paint, rect, art))


def _paint(rect: QRectF, art: Art, q: QPainter) -> None:
    size = min(rect.width() / BOX.width(), rect.height() / BOX.height())
    q.translate(rect.center().x() - BOX.center().x() * size, rect.bottom() - BOX.bottom() * size)
    q.scale(size, size)
    rng = art.rng(43)
    look = QPointF(rng.uniform(-1.0, -0.5), rng.uniform(-1.0, -0.2))
    _tail(q)
    _body(q)
    _head(q)
    _eyes(q, look)
    _hat(q, rng.uniform(2, 11))


def _arc(x: float, y: float, w: float, h: float, start: float, span: float) -> QPainterPath:
    path, box = QPainterPath(), QRectF(x, y, w, h)
    path.arcMoveTo(box, start)
    path.arcTo(box, start, span)
    return path


def _tail(q: QPainter) -> None:
    tail = QPainterPath(QPointF(250, 496))
    tail.cubicTo(330, 506, 352, 440, 336, 388)
    tail.cubicTo(322, 342, 340, 306, 376, 312)
    stroke(q, tail, pen(PAPER, 50))
    stroke(q, tail, pen(DARK, 38))
    for t in (0.62, 0.74, 0.86):
        at, a = tail.pointAtPercent(t), math.radians(90 - tail.angleAtPercent(t))
        side = QPointF(math.cos(a) * 15, math.sin(a) * 15)
        stroke(q, poly([(at - side).toTuple(), (at + side).toTuple()], False), pen(A, 10))


def _body(q: QPainter) -> None:
    body = QPainterPath(QPointF(58, 520))
    body.lineTo(58, 400)
    body.cubicTo(58, 290, 110, 230, 178, 230)
    body.cubicTo(250, 230, 300, 300, 300, 410)
    body.lineTo(300, 520)
    body.closeSubpath()
    haunch = ellipse(258, 463, 62, 75)
    q.save()
    q.setClipRect(QRectF(-40, 0, 460, 520), Qt.ClipOperation.IntersectClip)
    stroke(q, body.united(haunch), pen(PAPER, 12))
    q.fillPath(body, fade(310, 300, 180, 330, (0, 0.15, 1), (0.35, 0.8, 1), (1, 1, 1)))
    bib = ellipse(164, 365, 52, 75)
    q.fillPath(bib, PAPER)
    over(q, bib, fade(220, 300, 120, 440, (0, 0.7, 0), (0.8, 0, 0), (1, 0, 0)))
    q.fillPath(haunch, DARK)
    stroke(q, _arc(202, 394, 112, 138, 60, 120), pen(B, 5))
    for x in (70, 128, 214):
        q.fillPath(ellipse(x + 36, 520, 36, 32), PAPER)
        for dx in (26, 46):
            stroke(q, poly([(x + dx, 503), (x + dx, 517)], False), pen(DARK, 4))
    q.restore()
    arm = QPainterPath(QPointF(84, 392))
    arm.cubicTo(60, 388, 44, 356, 18, 332)
    stroke(q, arm, pen(PAPER, 56))
    q.fillPath(ellipse(14, 328, 38, 36), PAPER)
    stroke(q, arm, pen(DARK, 46))
    q.fillPath(ellipse(14, 328, 33, 31), DARK)
    q.fillPath(ellipse(11, 326, 24, 22), PAPER)
    for dy in (-8, 4):
        stroke(q, poly([(-9, 326 + dy), (3, 328 + dy)], False), pen(DARK, 4))


def _head(q: QPainter) -> None:
    head = QPainterPath(QPointF(44, 186))
    head.lineTo(52, 70)
    head.lineTo(124, 112)
    head.quadTo(176, 98, 228, 112)
    head.lineTo(300, 70)
    head.lineTo(308, 186)
    head.cubicTo(310, 262, 246, 292, 176, 292)
    head.cubicTo(106, 292, 42, 262, 44, 186)
    stroke(q, head, pen(PAPER, 12))
    for side in (-1, 1):
        for j in (-1, 0, 1):
            hair = poly([(176 + side * 116, 240 + j * 12), (176 + side * 186, 232 + j * 24)], False)
            stroke(q, hair, pen(PAPER, 10))
            stroke(q, hair, pen(DARK, 4.5))
    q.fillPath(head, DARK)
    for ear in ([(70, 100), (112, 124), (70, 154)], [(282, 100), (240, 124), (282, 154)]):
        q.fillPath(poly(ear), A)
    q.save()
    q.setClipPath(head, Qt.ClipOperation.IntersectClip)
    for i in (-1, 0, 1):
        q.fillPath(poly([(168 + i * 26, 100), (184 + i * 26, 100), (176 + i * 24, 142 - abs(i) * 10)]), A)
    muzzle = ellipse(176, 258, 60, 46)
    muzzle.addEllipse(QPointF(176, 205), 26, 55)
    muzzle.setFillRule(Qt.FillRule.WindingFill)
    q.fillPath(muzzle, PAPER)
    q.restore()
    q.fillPath(poly([(160, 216), (192, 216), (176, 234)]), A)
    for x in (148, 176):
        stroke(q, _arc(x, 228, 28, 26, 190, 160), pen(DARK, 5))
    for x in (78, 274):
        q.fillPath(ellipse(x, 238, 22, 16), ink(0.95, 0.25))


def _eyes(q: QPainter, look: QPointF) -> None:
    for x in (112, 240):
        for r, ry, reach, tint in ((36, 38, 0, PAPER), (26, 28, 9, B), (14, 17, 15, DARK)):
            q.fillPath(ellipse(x + look.x() * reach, 188 + look.y() * reach, r, ry), QColor(tint))
        q.fillPath(ellipse(x + look.x() * 15 + 6, 181 + look.y() * 15, 5.5), PAPER)


def _hat(q: QPainter, turn: float) -> None:
    q.translate(178, 108)
    q.rotate(turn)
    cone = poly([(-56, 0), (0, -126), (56, 0)])
    cone.addEllipse(QRectF(-56, -10, 112, 22))
    cone.setFillRule(Qt.FillRule.WindingFill)
    stroke(q, cone, pen(PAPER, 10))
    q.fillPath(cone, A)
    q.save()
    q.setClipPath(cone, Qt.ClipOperation.IntersectClip)
    for i in range(5):
        y = -42 * i
        q.fillPath(poly([(-70, y - 6), (70, y - 46), (70, y - 28), (-70, y + 12)]), PAPER if i % 2 else B)
    q.restore()
    for i in range(9):
        a = i * math.tau / 9
        q.fillPath(ellipse(math.cos(a) * 15, -130 + math.sin(a) * 15, 9), B)
    q.fillPath(ellipse(0, -130, 9), PAPER)


KINDS = {"riso_cat": draw}
