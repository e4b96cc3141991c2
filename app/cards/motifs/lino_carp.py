"""A carp lantern with a candle in it, in linocut."""

import math

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import Point, ellipse, poly, smooth
from app.cards.motifs.lino_night import INKS, KEY, PAPER, RED, YELLOW, carve, tassel
from app.cards.woodcut import Block, print_block


def draw_carp(p: QPainter, rect: QRectF, art: Art, *, flip: bool = False) -> None:
    """The carp lantern on its bamboo hoop strings, swimming left, tassels under it. Box 640 by 470."""
    k = min(rect.width() / 640, rect.height() / 470)
    where = (
        QTransform().translate(rect.center().x(), rect.center().y()).scale(-k if flip else k, k).translate(-320, -235)
    )

    def paint(b: Block) -> None:
        b.p.setTransform(where, True)
        rng = art.rng(1011)
        b.cut(poly([(180, 16), (640, 2), (640, 22), (180, 30)]), YELLOW, KEY, 5)
        for x in (300, 420, 540):
            b.line([(x, 10), (x + 3, 28)], 6, KEY, (1, 1))
        _fins(b)
        for x, y in ((134, 140), (286, 122)):
            _cord(b, (208, 76), (x, y))
        _cord(b, (208, 20), (208, 76))
        b.dot(208, 76, 9, 9, YELLOW, KEY, 5)
        body = smooth(
            [(40, 216), (84, 160), (160, 124), (260, 112), (360, 136), (440, 190), (476, 222), (440, 262), (356, 312), (250, 334),
             (150, 318), (78, 272)]
        )  # fmt: skip
        b.cut(body, RED, KEY, 9)
        b.p.save()
        b.p.setClipPath(body)
        for row in range(9):
            for i in range(12):
                x, y = 182 + i * 29 + (row % 2) * 14.5, 108 + row * 27
                scale = QPainterPath()
                scale.arcMoveTo(QRectF(x - 17, y - 17, 34, 34), 90)
                scale.arcTo(QRectF(x - 17, y - 17, 34, 34), 90, 180)
                if math.hypot(x - 285, y - 214) < 74 or (i + row) % 4 == 0:  # where the candle shines through
                    b.p.fillPath(ellipse(x - 4, y, 12, 12), b.tone(YELLOW))
                b.stroke(scale, 4.2, KEY)
                carve(b, [(x - 9, y - 8), (x - 13, y), (x - 9, y + 8)], 3.6)
        belly = smooth([(60, 262), (150, 296), (260, 306), (380, 280), (470, 226), (440, 300), (250, 350), (120, 330)])
        b.cut(belly, YELLOW)
        for i in range(13):
            x = 150 + i * 22
            b.line([(x, 300 - abs(i - 5) * 3.2), (x - 8, 340 - abs(i - 5) * 4)], 3.4, KEY)
        _candle(b)
        for x in (216, 356, 424):  # the bamboo hoops under the paper
            hoop = smooth([(x - 14, 90), (x + 12, 160), (x + 18, 226), (x + 10, 290), (x - 16, 350)], False)
            b.stroke(hoop, 15, KEY)
            b.stroke(hoop, 6, YELLOW)
        b.p.restore()
        b.stroke(body, 9, KEY)
        gill = smooth([(150, 128), (186, 176), (190, 232), (160, 300)], False)
        b.stroke(gill, 8, KEY)
        for i in range(4):
            carve(b, [(138 - i * 15, 150 + i * 8), (160 - i * 15, 206), (140 - i * 14, 268 - i * 8)], 5)
        b.dot(104, 194, 27, 27, YELLOW, KEY, 7)
        b.dot(99, 194, 12, 12, KEY)
        b.p.fillPath(ellipse(95, 190, 4), b.tone(PAPER))
        b.stroke(smooth([(40, 218), (62, 232), (84, 230)], False), 7, KEY)
        for y, bend in ((226, 44), (240, 66)):
            b.line([(48, y), (20, y + bend * 0.5), (30, y + bend)], 6, KEY)
        for x, y, long in ((250, 338, 96), (356, 318, 84)):
            tassel(b, x, y, long, rng)

    print_block(p, rect, art, INKS, paint, salt=12)


def _cord(b: Block, a: Point, z: Point) -> None:
    b.line([a, z], 10, KEY, (1, 1))
    b.line([a, z], 4, YELLOW, (1, 1))


def _candle(b: Block) -> None:
    """Its light on the paper, and the flame seen through it."""
    b.dot(288, 216, 46, 62, YELLOW)
    for i in range(12):
        a = math.tau * i / 12
        carve(b, [(288 + math.cos(a) * q * 0.78, 216 + math.sin(a) * q) for q in (44, 58)], 4)
    b.cut(poly([(277, 232), (299, 232), (299, 274), (277, 274)]), PAPER, KEY, 5)
    b.cut(smooth([(288, 160), (304, 196), (302, 216), (288, 226), (274, 216), (272, 196)]), PAPER, KEY, 5)
    b.cut(smooth([(288, 190), (294, 206), (288, 216), (282, 206)]), RED)


def _fins(b: Block) -> None:
    tail = smooth(
        [
            (440, 222),
            (500, 150),
            (566, 92),
            (626, 70),
            (604, 140),
            (570, 196),
            (610, 214),
            (572, 240),
            (612, 300),
            (624, 372),
            (560, 346),
            (496, 292),
        ]
    )
    back = smooth([(262, 122), (300, 70), (352, 52), (406, 88), (418, 156), (340, 150)])
    under = smooth([(180, 318), (170, 372), (214, 380), (262, 336)])
    for fin, ink in ((tail, RED), (back, YELLOW), (under, YELLOW)):
        b.cut(fin, ink, KEY, 8)
    for end in ((600, 100), (580, 140), (546, 176), (572, 222), (560, 262), (590, 306), (600, 350), (546, 318)):
        b.line([(462, 222), ((462 + end[0]) / 2, (222 + end[1]) / 2 + 6), end], 5, KEY, (0.5, 0.2))
        carve(b, [(484, 222 + (end[1] - 222) * 0.2), (end[0] - 16, end[1] + 8)], 4)
    for x, y in ((308, 76), (336, 66), (366, 72), (390, 90), (404, 122)):
        b.line([(290 + (x - 300) * 0.4, 138), (x, y)], 5, KEY, (0.6, 0.2))
    for x in (184, 204, 226):
        b.line([(216, 330), (x, 368)], 4, KEY)


KINDS = {"lino_carp": draw_carp}
