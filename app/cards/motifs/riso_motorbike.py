"""A small motorbike in two inks that carries a whole peach tree home, its rider small among the blossoms."""

import math
from functools import partial

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, pen, poly, smooth, stroke
from app.cards.motifs.riso_peach_tree import tree
from app.cards.motifs.riso_rider import draw_rider
from app.cards.riso import DARK, PAPER, A, B, fade, ink, over, printed

BOX = QRectF(-20, -250, 860, 850)  # the road is y = 590
FRONT, BACK, R = (168.0, 500.0), (620.0, 500.0), 88.0


def draw(p: QPainter, rect: QRectF, art: Art, *, blooms: int = 120) -> None:
    """It rides to the left; fitted to the rectangle's foot. The tree's twigs and blossoms are chance."""
    printed(p, rect, art, partial(_paint, rect, art, blooms))


def _paint(rect: QRectF, art: Art, blooms: int, q: QPainter) -> None:
    size = min(rect.width() / BOX.width(), rect.height() / BOX.height())
    q.translate(rect.center().x() - BOX.center().x() * size, rect.bottom() - BOX.bottom() * size)
    q.scale(size, size)
    rng = art.rng(81)
    q.fillPath(ellipse(400, 587, 380, 9), DARK)
    tree(q, rng, blooms)
    for at in (BACK, FRONT):
        _wheel(q, *at)
    _bike(q)
    draw_rider(q, rng)
    _handlebar(q)


def _wheel(q: QPainter, x: float, y: float) -> None:
    q.fillPath(ellipse(x, y, R + 5), PAPER)
    q.fillPath(ellipse(x, y, R), DARK)
    q.fillPath(ellipse(x, y, R * 0.74), PAPER)
    for i in range(16):
        a = i * math.tau / 16
        stroke(q, poly([(x, y), (x + math.cos(a) * R * 0.74, y + math.sin(a) * R * 0.74)], False), pen(B, 2.2))
    stroke(q, ellipse(x, y, R * 0.74), pen(A, 6))
    q.fillPath(ellipse(x, y, 17), DARK)
    q.fillPath(ellipse(x, y, 7), PAPER)


def _bike(q: QPainter) -> None:
    """A step-through Honda: leg shield, swept body, chrome exhaust."""
    stroke(q, poly([(FRONT[0], FRONT[1]), (216, 380), (236, 300)], False), pen(DARK, 20))
    stroke(q, poly([(FRONT[0] + 6, FRONT[1] - 30), (212, 388)], False), pen(PAPER, 5))
    fender = QPainterPath(QPointF(66, 470))
    fender.cubicTo(84, 388, 196, 372, 262, 448)
    fender.lineTo(246, 468)
    fender.cubicTo(190, 404, 104, 410, 84, 486)
    fender.closeSubpath()
    stroke(q, fender, pen(PAPER, 9))
    q.fillPath(fender, A)
    pipe = smooth([(390, 520), (470, 538), (700, 516), (726, 530), (700, 550), (470, 562), (380, 540)])
    stroke(q, pipe, pen(PAPER, 8))
    q.fillPath(pipe, fade(380, 0, 726, 0, (0, 0.1, 1), (0.5, 0.0, 0.25), (1, 0.1, 0.9)))
    engine = QPainterPath()
    engine.addRoundedRect(QRectF(330, 440, 150, 92), 22, 22)
    q.fillPath(engine, DARK)
    for i in range(5):
        stroke(q, poly([(346 + i * 22, 456), (340 + i * 22, 512)], False), pen(PAPER, 4))
    body = QPainterPath(QPointF(228, 300))
    body.cubicTo(236, 400, 286, 452, 372, 452)
    body.cubicTo(440, 452, 470, 410, 520, 402)
    body.cubicTo(600, 392, 690, 408, 742, 386)
    body.cubicTo(716, 352, 640, 346, 560, 346)
    body.cubicTo(480, 346, 430, 372, 380, 392)
    body.cubicTo(326, 412, 290, 372, 274, 294)
    body.closeSubpath()
    stroke(q, body, pen(PAPER, 10))
    q.fillPath(body, fade(0, 300, 0, 460, (0, 1, 0), (0.5, 1, 0.05), (1, 1, 0.6)))
    shield = QPainterPath(QPointF(214, 282))
    shield.cubicTo(250, 300, 288, 340, 322, 452)
    shield.lineTo(282, 460)
    shield.cubicTo(262, 380, 236, 330, 196, 306)
    shield.closeSubpath()
    stroke(q, shield, pen(PAPER, 8))
    q.fillPath(shield, PAPER)
    over(q, shield, ink(0.0, 0.22))
    stroke(q, shield, pen(DARK, 4))
    seat = smooth(
        [(392, 366), (420, 338), (500, 330), (600, 332), (690, 340), (700, 360), (640, 372), (520, 370), (430, 384)]
    )
    stroke(q, seat, pen(PAPER, 8))
    q.fillPath(seat, DARK)
    q.fillPath(ellipse(738, 394, 15, 11), A)
    stroke(q, ellipse(738, 394, 15, 11), pen(DARK, 4))


def _handlebar(q: QPainter) -> None:
    stroke(q, poly([(238, 300), (232, 252), (268, 236)], False), pen(DARK, 13))
    lamp = smooth([(196, 262), (226, 240), (250, 258), (246, 292), (214, 296)])
    stroke(q, lamp, pen(PAPER, 8))
    q.fillPath(lamp, A)
    q.fillPath(ellipse(204, 276, 15, 19), PAPER)
    stroke(q, ellipse(204, 276, 15, 19), pen(DARK, 5))
    stroke(q, poly([(250, 240), (262, 196)], False), pen(DARK, 5))
    q.fillPath(ellipse(266, 184, 22, 16), DARK)


KINDS = {"riso_motorbike": draw}
