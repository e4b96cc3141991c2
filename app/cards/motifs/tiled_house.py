"""A three-bay house of the North in cut paper: tiled roof, wooden columns, lit doors, a plinth with steps."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, lin, mix, pen, poly, rad, rgba, shadow, stroke
from app.cards.motifs.tiled_roof import BOX, draw_roof
from app.cards.papercut import sheet

COLUMNS = (150.0, 356.0, 584.0, 790.0)


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    roof: str = "@roof",
    wall: str = "@wall",
    wood: str = "@house_wood",
    light: str = "@window",
    stone: str = "@plinth",
    lamp: str = "@lamp",
    shade: str = "@shade",
) -> None:
    """Fitted to the rectangle's foot. roof: light, mid, dark, ridge; light: heart, middle, edge."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    size = min(rect.width() / BOX.width(), rect.height() / BOX.height())
    p.translate(rect.center().x() - BOX.center().x() * size, rect.bottom() - BOX.bottom() * size)
    p.scale(size, size)
    dark, wooden = art.color(shade), tuple(art.color(wood, i) for i in range(3))
    shadow(p, ellipse(470, 522, 400, 14), 0, 4, 14, rgba(dark, 0.55))
    _plinth(p, art, stone, dark)
    body = poly([(140, 262), (800, 262), (800, 470), (140, 470)])
    sheet(p, body, lin(0, 262, 0, 470, (0, art.color(wall, 1)), (1, art.color(wall))), art.color(wall), dark, depth=0.7)
    _bays(p, art, light, wooden, dark)
    p.fillRect(QRectF(140, 290, 660, 74), lin(0, 290, 0, 364, (0, rgba(dark, 0.72)), (1, rgba(dark, 0))))
    for x in COLUMNS:
        _column(p, x, wooden, dark)
    for x in (COLUMNS[1] + 22, COLUMNS[2] - 22):
        _lamp(p, x, art, lamp)
    draw_roof(p, art, roof, dark)
    _spill(p, art.color(light, 1))


def _plinth(p: QPainter, art: Art, stone: str, dark: QColor) -> None:
    light, deep = art.color(stone), art.color(stone, 1)
    for x0, x1, y0, y1 in ((100, 840, 466, 520), (360, 580, 484, 522), (340, 600, 502, 528)):
        step = poly([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])
        sheet(
            p,
            step,
            lin(0, y0, 0, y1, (0, light), (1, deep)),
            mix(light, "#ffffff", 0.4),
            dark,
            depth=0.35,
            strength=0.5,
        )
    p.setPen(pen(rgba(deep, 0.55), 1.4))
    for j in range(2):
        y = 484 + 18 * j
        for x0, x1 in ((104, 336), (604, 836)):
            p.drawLine(QPointF(x0, y), QPointF(x1, y))
            for i in range(7):
                x = x0 + 20 + 32 * i + 16 * (j % 2)
                p.drawLine(QPointF(x, y - 17), QPointF(x, y))
    p.setPen(Qt.PenStyle.NoPen)


def _bays(p: QPainter, art: Art, light: str, wood: tuple[QColor, ...], dark: QColor) -> None:
    """Doors of the middle bay stand open; the side bays have barred windows over a panelled sill."""
    heart, middle, edge = (art.color(light, i) for i in range(3))
    for x0, x1, y0, y1 in ((196, 322, 340, 424), (372, 568, 326, 468), (618, 744, 340, 424)):
        box = QRectF(QPointF(x0, y0), QPointF(x1, y1))
        glow = rad(box.center().x(), box.bottom() - 20, box.width() * 0.72, (0, heart), (0.45, middle), (1, edge))
        p.fillRect(box.adjusted(-9, -9, 9, 9), wood[0])
        p.fillRect(box.adjusted(-9, -9, 9, -box.height() - 6), wood[1])
        p.fillRect(box, glow)
        p.fillRect(QRectF(x0, y0, x1 - x0, 12), lin(0, y0, 0, y0 + 12, (0, rgba(dark, 0.5)), (1, rgba(dark, 0))))
    for x0 in (196, 618):
        for i in range(1, 7):
            p.fillRect(QRectF(x0 + i * 18 - 2.2, 340, 4.4, 84), wood[0])
        p.fillRect(QRectF(x0, 378, 126, 4.4), wood[0])
        p.fillRect(QRectF(x0 - 16, 424, 158, 10), wood[1])
    _altar(p, wood)
    for x0, slant in ((372, 1), (568, -1)):  # a leaf folded inwards on each side
        leaf = poly([(x0, 326), (x0 + slant * 44, 338), (x0 + slant * 44, 468), (x0, 468)])
        p.fillPath(leaf, lin(x0, 0, x0 + slant * 44, 0, (0, wood[0]), (1, wood[1])))
        for y0, y1 in ((346, 392), (402, 456)):
            panel = poly([(x0 + slant * 8, y0), (x0 + slant * 36, y0 + 5), (x0 + slant * 36, y1), (x0 + slant * 8, y1)])
            p.fillPath(panel, lin(0, y0, 0, y1, (0, rgba(wood[2], 0.55)), (1, wood[0])))


def _altar(p: QPainter, wood: tuple[QColor, ...]) -> None:
    """A table with a vase of flowers, against the light of the room."""
    for box in (QRectF(434, 420, 72, 7), QRectF(440, 427, 6, 41), QRectF(494, 427, 6, 41), QRectF(440, 438, 60, 4)):
        p.fillRect(box, mix(wood[0], wood[1], 0.3))
    vase = poly([(464, 420), (461, 404), (466, 394), (474, 394), (479, 404), (476, 420)])
    p.fillPath(vase, wood[1])
    for i in range(9):
        a = -math.pi / 2 + (i - 4) * 0.28
        x, y = 470 + math.cos(a) * (22 + i % 2 * 6), 394 + math.sin(a) * (24 + i % 3 * 5)
        stem = QPainterPath(QPointF(470, 396))
        stem.lineTo(x, y)
        stroke(p, stem, pen(wood[0], 1.6))
        fill_ellipse(p, x, y, 5.4, 5.4, mix(wood[2], "#d8402e", 0.7))


def _column(p: QPainter, x: float, wood: tuple[QColor, ...], dark: QColor) -> None:
    post = poly([(x - 9, 286), (x + 9, 286), (x + 10, 462), (x - 10, 462)])
    sheet(p, post, lin(x - 10, 0, x + 10, 0, (0, wood[1]), (0.35, wood[2]), (1, wood[0])), wood[2], dark, depth=0.4)
    base = QPainterPath()
    base.addRoundedRect(QRectF(x - 17, 458, 34, 13), 5, 5)
    p.fillPath(base, lin(0, 458, 0, 471, (0, mix(wood[2], "#ffffff", 0.35)), (1, wood[1])))


def _lamp(p: QPainter, x: float, art: Art, lamp: str) -> None:
    heart, body, trim = (art.color(lamp, i) for i in range(3))
    fill_ellipse(p, x, 350, 46, 46, rad(x, 350, 46, (0, rgba(heart, 0.55)), (1, rgba(heart, 0))))
    p.fillRect(QRectF(x - 0.8, 300, 1.6, 32), trim)
    p.fillPath(ellipse(x, 350, 17, 19), rad(x, 350, 19, (0, heart), (0.6, body), (1, mix(body, "#400000", 0.3))))
    for w in (0.36, 0.74):
        stroke(p, ellipse(x, 350, 17 * w, 19), pen(rgba(trim, 0.6), 1.1))
    p.fillRect(QRectF(x - 7, 329, 14, 5), trim)
    p.fillRect(QRectF(x - 7, 366, 14, 5), trim)
    for dx in (-4, 0, 4):
        p.fillRect(QRectF(x + dx - 0.8, 371, 1.6, 17), body)


def _spill(p: QPainter, glow: QColor) -> None:
    """Light that falls from the open doors over the steps."""
    fan = poly([(390, 470), (550, 470), (680, 552), (260, 552)])
    p.fillPath(fan, lin(0, 466, 0, 556, (0, rgba(glow, 0.55)), (1, rgba(glow, 0))))
    p.setCompositionMode(QPainter.CompositionMode.CompositionMode_Screen)
    for x, y, r in ((470, 420, 190), (259, 390, 110), (681, 390, 110)):
        p.save()
        p.translate(x, y)
        p.scale(r, r * 0.72)
        fill_ellipse(p, 0, 0, 1, 1, rad(0, 0, 1, (0, rgba(glow, 0.34)), (0.5, rgba(glow, 0.12)), (1, rgba(glow, 0))))
        p.restore()
    p.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


KINDS = {"tiled_house": draw}
