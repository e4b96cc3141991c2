"""A linocut autumn night: the moon in rings of gouge marks, a carp lantern, a star lantern, mooncakes and tea."""

import math
import random

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import Point, catmull, ellipse, normals, poly, smooth
from app.cards.woodcut import Block, print_block

INKS = ["@paper", "@lino_yellow", "@lino_red", "@lino_key"]  # paper is printed too: prints lie over prints
PAPER, YELLOW, RED, KEY = INKS


def carve(b: Block, points: list[Point], width: float) -> None:
    """A gouge mark: it enters thin, swells and leaves thin."""
    c = catmull(points, 10) if len(points) > 2 else np.linspace(points[0], points[1], 14)
    half = width / 2 * np.sin(np.pi * np.linspace(0.04, 0.97, len(c))) ** 0.6
    n = normals(c)
    b.p.fillPath(poly(np.vstack([c + n * half[:, None], (c - n * half[:, None])[::-1]])), b.tone(PAPER))


def draw_night(
    p: QPainter, rect: QRectF, art: Art, *, moon: tuple[float, ...] = (0.5, 0.46, 0.34), pitch: float = 15.0
) -> None:
    """A block inked all over, the moon (x, y, radius: in parts of width, height, height) and its light cut out of it."""

    def paint(b: Block) -> None:
        rng = art.rng(1001)
        box = rect.adjusted(10, 10, -10, -10)
        edge = [(box.left() + box.width() * i / 14, box.top() + rng.uniform(-5, 5)) for i in range(15)]
        edge += [(box.right() + rng.uniform(-5, 5), box.top() + box.height() * i / 10) for i in range(1, 11)]
        edge += [(box.right() - box.width() * i / 14, box.bottom() + rng.uniform(-5, 5)) for i in range(1, 15)]
        edge += [(box.left() + rng.uniform(-5, 5), box.bottom() - box.height() * i / 10) for i in range(1, 10)]
        b.cut(poly(edge), KEY)
        b.p.save()
        b.p.setClipPath(poly(edge))
        x, y, r = box.left() + box.width() * moon[0], box.top() + box.height() * moon[1], box.height() * moon[2]
        reach = r * 1.13
        while reach < math.hypot(box.width(), box.height()):
            _ring(b, rng, x, y, reach, box)
            reach += pitch * rng.uniform(0.92, 1.12) * (1 + 0.12 * (reach - r) / max(r, 1))
        b.p.fillPath(ellipse(x, y, r * 1.06), b.tone(PAPER))
        b.cut(ellipse(x, y, r), YELLOW)
        for _ in range(26):
            a, d = rng.uniform(0, math.tau), r * rng.uniform(0.55, 0.95)
            sx, sy, long = x + math.cos(a) * d, y + math.sin(a) * d, rng.uniform(8, 26) * r / 200
            carve(b, [(sx - long, sy), (sx, sy + long * 0.12), (sx + long, sy)], rng.uniform(2, 4))
        b.p.restore()

    print_block(p, rect, art, INKS, paint, salt=11)


def _ring(b: Block, rng: random.Random, x: float, y: float, r: float, box: QRectF) -> None:
    a, end = rng.uniform(0, 1), math.tau
    start = a
    while a < end + start - 0.02:
        long = rng.uniform(26, 74) / r
        points = [(x + math.cos(a + long * t) * r, y + math.sin(a + long * t) * r) for t in (0, 0.5, 1)]
        if box.adjusted(-20, -20, 20, 20).contains(*points[1]):
            carve(b, points, rng.uniform(2.6, 5.2))
        a += long + rng.uniform(10, 26) / r


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
            _tassel(b, x, y, long, rng)

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


def _tassel(b: Block, x: float, y: float, long: float, rng: random.Random) -> None:
    b.dot(x, y + 6, 9, 9, YELLOW, KEY, 4)
    for i in range(6):
        t = (i - 2.5) / 2.5
        b.line(
            [(x + t * 5, y + 14), (x + t * 10, y + long * 0.6), (x + t * 15, y + long * rng.uniform(0.86, 1.0))],
            5,
            (RED, YELLOW)[i % 2],
            (0.8, 0.4),
        )


def draw_star(p: QPainter, rect: QRectF, art: Art, *, cord: float = 0.2) -> None:
    """The five-pointed lantern in its hoop, hanging from the rectangle's top; the cord takes `cord` of its height."""
    k = min(rect.width() / 330, rect.height() * (1 - cord) / 440)

    def paint(b: Block) -> None:
        rng = art.rng(1021)
        b.p.translate(rect.center().x(), rect.bottom() - 440 * k)
        b.p.scale(k, k)
        b.p.fillPath(
            poly([(-4, -(rect.height() - 440 * k) / k), (4, -(rect.height() - 440 * k) / k), (4, 40), (-4, 40)]),
            b.tone(YELLOW),
        )
        b.p.fillPath(ellipse(0, 160, 152), b.tone(PAPER))
        for i in range(44):
            a = math.tau * i / 44
            b.line(
                [(math.cos(a) * 140, 160 + math.sin(a) * 140), (math.cos(a) * 156, 160 + math.sin(a) * 156)],
                7,
                (RED, KEY)[i % 2],
                (0.8, 0.5),
            )
        hoop = ellipse(0, 160, 132)
        b.stroke(hoop, 15, KEY)
        b.stroke(hoop, 6, YELLOW)
        tips = [
            (math.sin(i * math.pi / 5) * (128, 52)[i % 2], 160 - math.cos(i * math.pi / 5) * (128, 52)[i % 2])
            for i in range(10)
        ]
        for i in (4, 6):
            _tassel(b, tips[i][0], tips[i][1] - 6, 138, rng)
        for i in range(10):
            b.cut(poly([(0, 160), tips[i], tips[(i + 1) % 10]]), RED if i % 2 == 0 else YELLOW)
        for i in range(10):
            x, y = tips[i]
            b.line([(0, 160), (x, y)], 5, KEY, (0.7, 0.7))
            if i % 2 == 0:
                carve(b, [(x * 0.35 + 6, 160 + (y - 160) * 0.35 + 4), (x * 0.8 + 3, 160 + (y - 160) * 0.8 + 2)], 5)
        b.stroke(poly(tips), 8, KEY)
        b.dot(0, 160, 21, 21, YELLOW, KEY, 6)

    print_block(p, rect, art, INKS, paint, salt=13)


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


KINDS = {"lino_carp": draw_carp, "lino_night": draw_night, "lino_star": draw_star, "lino_tea": draw_tea}
