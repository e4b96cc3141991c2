"""Mooncakes and tea in linocut."""

import math

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import Point, ellipse, poly, smooth
from app.cards.motifs.lino_night import INKS, KEY, PAPER, RED, YELLOW, carve
from app.cards.woodcut import Block, print_block


def draw_tea(p: QPainter, rect: QRectF, art: Art) -> None:
    """Mooncakes on a footed plate, one cut, a teapot and two cups; box 760 by 290, standing on the rectangle's foot."""
    k = min(rect.width() / 760, rect.height() / 290)

    def paint(b: Block) -> None:
        b.p.translate(rect.center().x() - 380 * k, rect.bottom() - 290 * k)
        b.p.scale(k, k)
        b.cut(_shape([(4, 268), (120, 258), (640, 258), (756, 268), (700, 284), (60, 284)]), KEY)
        carve(b, [(60, 276), (380, 279), (700, 276)], 4)
        _pot(b)
        for x in (452, 560):
            _cup(b, x)
        _cakes(b)

    print_block(p, rect, art, INKS, paint, salt=14)


def _shape(points: list[Point]) -> QPainterPath:
    return smooth(points)


def _pot(b: Block) -> None:
    spout = _shape([(62, 190), (34, 160), (10, 122), (26, 112), (54, 140), (84, 164)])
    handle = ellipse(232, 172, 46, 50)
    b.stroke(handle, 20, KEY)
    b.stroke(handle, 8, YELLOW)
    b.cut(spout, YELLOW, KEY, 8)
    body = _shape([(140, 100), (206, 122), (228, 182), (200, 248), (140, 268), (80, 248), (52, 182), (74, 122)])
    b.cut(body, YELLOW, KEY, 9)
    b.p.save()
    b.p.setClipPath(body)
    b.cut(poly([(40, 152), (240, 152), (240, 216), (40, 216)]), RED)
    for y in (152, 216):
        b.line([(40, y), (240, y)], 6, KEY, (1, 1))
    for i in range(5):
        x = 74 + i * 33
        for a in range(0, 360, 72):
            t = math.radians(a - 90)
            b.p.fillPath(ellipse(x + math.cos(t) * 8, 184 + math.sin(t) * 8, 5.6), b.tone(PAPER))
        b.dot(x, 184, 4, 4, KEY)
    for i in range(9):
        carve(b, [(70 + i * 18, 232), (76 + i * 17, 256)], 4)
    b.p.restore()
    b.stroke(body, 9, KEY)
    lid = _shape([(96, 112), (110, 90), (140, 82), (170, 90), (184, 112), (140, 120)])
    b.cut(lid, RED, KEY, 8)
    b.dot(140, 74, 12, 11, YELLOW, KEY, 6)
    b.cut(poly([(98, 262), (182, 262), (190, 280), (90, 280)]), KEY)


def _cup(b: Block, x: float) -> None:
    cup = _shape([(x - 44, 204), (x + 44, 204), (x + 36, 244), (x + 18, 270), (x - 18, 270), (x - 36, 244)])
    b.cut(cup, YELLOW, KEY, 8)
    b.cut(ellipse(x, 206, 44, 13), RED, KEY, 7)
    b.line([(x - 34, 236), (x, 246), (x + 34, 236)], 5, KEY)
    b.line([(x, 184), (x + 13, 162), (x - 11, 136), (x + 8, 112), (x + 2, 92)], 8, YELLOW, (0.4, 0.1))


def _cakes(b: Block) -> None:
    for cx, cy, r in ((330, 214, 62), (680, 214, 62)):
        _cake(b, cx, cy, r)


def _cake(b: Block, cx: float, cy: float, r: float) -> None:
    """A baked mooncake seen a little from above: scalloped side, a flower pressed into its top."""
    depth = r * 0.52
    side = QPainterPath()
    side.addRect(QRectF(cx - r, cy, 2 * r, depth))
    b.cut(side.united(ellipse(cx, cy + depth, r, r * 0.46)), RED, KEY, 8)
    for i in range(9):
        x = cx - r + 2 * r * (i + 0.5) / 9
        dip = r * 0.46 * math.sqrt(max(0.0, 1 - ((x - cx) / r) ** 2))
        b.line([(x, cy + dip * 0.9), (x, cy + depth + dip * 0.94)], 5, KEY, (0.7, 0.7))
    top = QPainterPath()
    for i in range(73):
        a = math.tau * i / 72
        reach = 1 + 0.045 * math.cos(a * 12)
        x, y = cx + math.cos(a) * r * reach * 1.02, cy + math.sin(a) * r * reach * 0.56
        top.lineTo(x, y) if i else top.moveTo(x, y)
    top.closeSubpath()
    b.cut(top, YELLOW, KEY, 8)
    b.stroke(ellipse(cx, cy, r * 0.80, r * 0.42), 4, KEY)
    for i in range(8):
        a = math.tau * i / 8
        petal = (
            QTransform()
            .translate(cx, cy)
            .scale(1, 0.54)
            .rotate(math.degrees(a))
            .map(ellipse(r * 0.40, 0, r * 0.22, r * 0.12))
        )
        b.cut(petal, RED, KEY, 3.4)
    b.dot(cx, cy, r * 0.13, r * 0.08, KEY)


KINDS = {"lino_tea": draw_tea}
