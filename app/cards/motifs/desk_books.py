"""Books on a desk in flat shapes: a stack with a paper boat, one lying, one open."""

import random

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QTransform

from app.cards.kit import ellipse, mix, pen, poly, rgba, shadow, stroke
from app.cards.motifs.desk_lamp import DESK, cast


def stack(p: QPainter, cloth: tuple[QColor, ...], sheet: tuple[QColor, ...], dark: QColor, rng: random.Random) -> None:
    """Four books lying on each other, and the boat on top of them."""
    cast(p, 760, DESK + 14, 300, dark)
    y, order = DESK + 14, rng.sample(range(len(cloth)), 4)
    for i in range(4):
        height, width = (50, 44, 56, 40)[i] + rng.uniform(-3, 3), 318 - 26 * i + rng.uniform(-16, 16)
        x = 756 - width / 2 + rng.uniform(-16, 16)
        _lying(p, QRectF(x, y - height, width, height), cloth[order[i]], sheet, dark, i % 2 == 0)
        y -= height
    _boat(p, 752 + rng.uniform(-16, 16), y, rng.uniform(-4, 1), sheet, dark)


def _lying(p: QPainter, box: QRectF, tone: QColor, sheet: tuple[QColor, ...], dark: QColor, spine_left: bool) -> None:
    """A closed book seen from the side: cover, page edges on one side, a ribbed spine on the other."""
    p.save()
    if not spine_left:
        p.translate(2 * box.center().x(), 0)
        p.scale(-1, 1)
    x0, y0, x1, y1 = box.getCoords()
    cover = QPainterPath(QPointF(x1, y0))
    cover.lineTo(x0 + 20, y0)
    cover.cubicTo(x0 - 7, y0, x0 - 7, y1, x0 + 20, y1)
    cover.lineTo(x1, y1)
    cover.closeSubpath()
    p.fillPath(cover, tone)
    pages = QRectF(QPointF(x0 + 26, y0 + 7), QPointF(x1 - 9, y1 - 7))
    p.fillRect(pages, sheet[1])
    p.fillRect(QRectF(pages.left(), pages.top(), pages.width(), 5), rgba(dark, 0.16))
    for k in (0.35, 0.6, 0.85):
        y = pages.top() + pages.height() * k
        p.fillRect(QRectF(pages.left() + 10, y, pages.width() * (0.95 - k * 0.25), 1.8), rgba(dark, 0.13))
    spine = QPainterPath()
    spine.addRoundedRect(QRectF(x0 + 0, y0, 92, y1 - y0), 9, 9)
    p.fillPath(spine.intersected(cover), mix(tone, dark, 0.14))
    for x in (20, 72):
        p.fillRect(QRectF(x0 + x, y0, 6, y1 - y0), mix(tone, "#fff2d0", 0.55))
    p.fillRect(QRectF(QPointF(x0 + 12, y0), QPointF(x1, y0 + 3)), rgba("#ffffff", 0.22))
    p.restore()


def _boat(p: QPainter, x: float, y: float, turn: float, sheet: tuple[QColor, ...], dark: QColor) -> None:
    """A folded paper boat: hull in two facets, its sail behind."""
    white, cream, fold = sheet
    place = QTransform.fromTranslate(x, y).rotate(turn)
    shadow(p, place.map(ellipse(8, -2, 72, 6)), 0, 2, 4, rgba(dark, 0.5))
    facets = (
        ([(0, -116), (46, -42), (0, -26)], fold), ([(0, -116), (0, -26), (-46, -42)], white),
        ([(-104, -62), (0, -30), (0, 0), (-62, 0)], cream), ([(104, -62), (0, -30), (0, 0), (62, 0)], mix(fold, dark, 0.08)),
        ([(-104, -62), (-46, -44), (0, -30), (-40, -30)], white),
    )  # fmt: skip
    for points, tone in facets:
        p.fillPath(place.map(poly(points)), tone)
    stroke(p, place.map(poly([(-104, -62), (0, -30), (104, -62)], close=False)), pen(rgba(dark, 0.22), 1.6))


def open_book(p: QPainter, cloth: tuple[QColor, ...], sheet: tuple[QColor, ...], dark: QColor) -> None:
    """An open book on the desk, its pages fanned, seen from the reader's side."""
    x, y = 382.0, DESK + 34
    shadow(p, ellipse(x + 20, y + 8, 180, 10), 0, 2, 6, rgba(dark, 0.45))
    cover = QPainterPath(QPointF(x - 182, y - 10))
    cover.cubicTo(x - 110, y - 4, x - 40, y - 6, x, y + 12)
    cover.cubicTo(x + 40, y - 6, x + 110, y - 4, x + 182, y - 10)
    cover.lineTo(x + 150, y - 46)
    cover.lineTo(x - 150, y - 46)
    p.fillPath(cover, cloth[0])
    for s in (-1, 1):
        for k, tone in (
            (0, mix(sheet[2], dark, 0.08)),
            (6, sheet[1]),
            (12, sheet[0] if s < 0 else mix(sheet[0], sheet[1], 0.6)),
        ):
            page = QPainterPath(QPointF(x, y + 2 - k))
            page.cubicTo(x + s * 40, y - 16 - k, x + s * 110, y - 14 - k, x + s * (168 - k * 0.6), y - 16 - k * 0.6)
            page.lineTo(x + s * (142 - k * 0.5), y - 48 - k * 0.7)
            page.cubicTo(x + s * 100, y - 50 - k, x + s * 40, y - 50 - k, x, y - 34 - k)
            page.closeSubpath()
            p.fillPath(page, tone)
        for i in range(3):
            row = QPainterPath(QPointF(x + s * 22, y - 22 - i * 8.2))
            row.quadTo(x + s * 70, y - 35 - i * 8.2, x + s * (126 - 5 * i), y - 31 - i * 7.4)
            stroke(p, row, pen(rgba(dark, 0.20), 2.0))
    stroke(p, poly([(x, y - 10), (x, y - 46)], close=False), pen(rgba(dark, 0.3), 2))
