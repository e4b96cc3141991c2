"""Boats of a floating market of the Mekong delta in flat shapes: fruit and flowers, sellers, a bẹo pole."""

import math
import random

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import fill_ellipse, lin, mix, pen, poly, rgba, ribbon, smooth, stroke
from app.cards.motifs import market_goods
from app.cards.motifs.market_people import rower, seller

BOAT = QRectF(0, 0, 640, 400)  # waterline at y = 336
HULL = ((14, 246), (60, 262), (150, 280), (320, 286), (490, 280), (580, 262), (628, 240))


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    hull: str = "@boat",
    load: str = "fruit",
    cloth: str = "@cloth",
    index: int = 0,
    flip: bool = False,
    pole: bool = False,
    water: str = "@water",
    salt: int = 1,
) -> None:
    """A boat fitted to the rectangle's foot, its bow to the left. load: 'fruit', 'flowers' or 'roof'.

    hull: wood, dark, bow, eye; cloth: shirts, then hat, skin, dark.
    """
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    size = min(rect.width() / BOAT.width(), rect.height() / BOAT.height())
    p.translate(rect.center().x(), rect.bottom() - BOAT.bottom() * size)
    p.scale(-size if flip else size, size)
    p.translate(-BOAT.center().x(), 0)
    rng = art.rng(700 + salt)
    deep = art.color(water, len(art.ramp(water)) - 1)
    fill_ellipse(p, 320, 344, 290, 20, rgba(deep, 0.45))
    if pole:
        _beo(p, art, hull, rng)
    if load == "roof":
        _roof(p, art, hull)
    rower(p, art, cloth, index, 544)
    {"fruit": market_goods.fruit_pile, "flowers": market_goods.flower_pile, "roof": _baskets}[load](p, art, rng)
    if load != "roof":
        seller(p, art, cloth, index + 1, 414)
    _hull(p, art, hull)
    pale = art.color(water, 0)
    for x0, x1, y, a in ((20, 250, 346, 0.9), (300, 620, 352, 0.75), (110, 400, 364, 0.5), (380, 560, 374, 0.4)):
        line = np.stack([np.linspace(x0, x1, 30), y + 2.4 * np.sin(np.linspace(0, (x1 - x0) / 16, 30))], 1)
        p.fillPath(ribbon(line, np.sin(np.linspace(0.02, math.pi - 0.02, 30)) * 3.0), rgba(pale, a))


def _hull(p: QPainter, art: Art, hull: str) -> None:
    wood, dark, bow, eye = (art.color(hull, i) for i in range(4))
    top = smooth(list(HULL), close=False)
    body = QPainterPath(top)
    body.cubicTo(610, 300, 570, 338, 500, 344)
    body.lineTo(140, 344)
    body.cubicTo(70, 338, 30, 300, 14, 246)
    body.closeSubpath()
    p.fillPath(body, lin(0, 250, 0, 344, (0, wood), (1, mix(wood, dark, 0.45))))
    p.save()
    p.setClipPath(body, Qt.ClipOperation.IntersectClip)
    p.fillPath(poly([(0, 230), (118, 268), (96, 350), (0, 350)]), bow)
    p.fillPath(poly([(118, 260), (128, 264), (106, 350), (96, 350)]), eye)
    for dy in (24, 42):
        stroke(p, top.translated(0, dy), pen(rgba(dark, 0.55), 2.4))
    p.fillRect(QRectF(0, 330, 640, 20), rgba(dark, 0.5))
    p.restore()
    stroke(p, top, pen(dark, 9))
    stroke(p, top.translated(0, -1.5), pen(mix(wood, "#ffffff", 0.35), 3))
    p.setPen(Qt.PenStyle.NoPen)
    fill_ellipse(p, 66, 290, 17, 11, "#fffdf4")
    fill_ellipse(p, 62, 290, 8, 8, mix(dark, "#000000", 0.5))
    fill_ellipse(p, 59.5, 287.5, 2.6, 2.6, "#ffffff")


def _roof(p: QPainter, art: Art, hull: str) -> None:
    """A rounded roof of woven leaves, its mouth towards the bow."""
    wood, dark = art.color(hull), art.color(hull, 1)
    straw = art.color("@straw")
    shell = QPainterPath(QPointF(196, 292))
    shell.cubicTo(186, 200, 210, 168, 256, 164)
    shell.lineTo(430, 164)
    shell.cubicTo(474, 168, 490, 206, 484, 292)
    shell.closeSubpath()
    p.fillPath(shell, lin(0, 164, 0, 292, (0, mix(straw, "#ffffff", 0.25)), (0.5, straw), (1, mix(straw, dark, 0.4))))
    p.save()
    p.setClipPath(shell, Qt.ClipOperation.IntersectClip)
    for i in range(9):
        x = 216 + i * 32
        rib = QPainterPath(QPointF(x, 160))
        rib.quadTo(QPointF(x - 12, 220), QPointF(x - 8, 294))
        stroke(p, rib, pen(rgba(mix(straw, dark, 0.6), 0.55), 3.4))
    for y in (192, 224, 256):
        stroke(p, poly([(190, y), (492, y - 2)], close=False), pen(rgba(mix(straw, dark, 0.6), 0.4), 2.4))
    p.restore()
    p.setPen(Qt.PenStyle.NoPen)
    mouth = smooth([(200, 290), (198, 226), (216, 190), (240, 186), (256, 214), (258, 290)])
    p.fillPath(mouth, mix(dark, "#000000", 0.25))
    stroke(p, mouth, pen(wood, 5))
    p.setPen(Qt.PenStyle.NoPen)


def _baskets(p: QPainter, art: Art, rng: random.Random) -> None:
    straw = art.color("@straw")
    kinds = market_goods.fruits()
    for n, x in enumerate((112, 168)):
        fruit = kinds[(n * 2 + rng.randrange(2)) % len(kinds)]
        for dx, dy in ((-16, 0), (16, 0), (0, -6), (-8, -20), (9, -20)):
            fruit(p, art, x + dx, 246 + dy, 14)
        p.fillPath(poly([(x - 34, 250), (x + 34, 250), (x + 25, 286), (x - 25, 286)]), straw)
        for k in (258, 268, 278):
            p.fillRect(QRectF(x - 30, k, 60, 3), mix(straw, "#5a3010", 0.35))


def _beo(p: QPainter, art: Art, hull: str, rng: random.Random) -> None:
    """Cây bẹo: a pole at the bow from which hangs what the boat sells."""
    stroke(p, poly([(70, 282), (28, 30)], close=False), pen(art.color(hull, 1), 6))
    stroke(p, poly([(40, 92), (150, 62)], close=False), pen(art.color(hull, 1), 4))
    p.setPen(Qt.PenStyle.NoPen)
    kinds = market_goods.fruits()
    for i, (x, y) in enumerate(((62, 86), (104, 75), (144, 64))):
        stroke(p, poly([(x, y), (x, y + 30)], close=False), pen(art.color(hull, 1), 2))
        p.setPen(Qt.PenStyle.NoPen)
        kinds[(i * 2 + rng.randrange(3)) % len(kinds)](p, art, x, y + 50, 17)


KINDS = {"market_boat": draw}
