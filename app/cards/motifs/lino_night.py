"""A linocut autumn night: the moon in rings of gouge marks, a star lantern, tassels."""

import math
import random

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.cards.art import Art
from app.cards.kit import Point, catmull, ellipse, normals, poly
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


def tassel(b: Block, x: float, y: float, long: float, rng: random.Random) -> None:
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
            tassel(b, tips[i][0], tips[i][1] - 6, 138, rng)
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


KINDS = {"lino_night": draw_night, "lino_star": draw_star}
