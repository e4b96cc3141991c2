"""A batten-sailed junk in ink and gold line."""

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import Point, lin, mix, pen, poly, rgba, ribbon, smooth, stroke

JUNK = QRectF(0, 0, 460, 470)  # waterline at y = 380


def draw_junk(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    sail: str = "@sail",
    hull: str = "@hull",
    gold: str = "@foil",
    water: str = "@karst",
    flip: bool = False,
) -> None:
    """A junk under three batten sails, with its reflection; fitted to the rectangle's foot. sail: light, mid, dark."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    size = min(rect.width() / JUNK.width(), rect.height() / JUNK.height())
    p.translate(rect.center().x(), rect.bottom() - JUNK.bottom() * size)
    p.scale(-size if flip else size, size)
    p.translate(-JUNK.center().x(), 0)
    foil = art.foil(gold, 6)
    p.save()
    p.setOpacity(p.opacity() * 0.20)
    p.translate(0, 760)
    p.scale(1, -0.8)
    p.translate(0, -1 + 380 - 285)
    _hull(p, art, hull, foil)
    p.restore()
    _junk(p, art, sail, hull, foil)
    deep = art.color(water, 1)
    for y, x0, x1, a in (
        (381, 60, 420, 0.55),
        (390, 30, 300, 0.30),
        (398, 150, 446, 0.26),
        (409, 84, 250, 0.20),
        (418, 230, 400, 0.16),
        (436, 120, 330, 0.12),
    ):
        line = np.stack([np.linspace(x0, x1, 20), y + 1.6 * np.sin(np.linspace(0, 9, 20))], 1)
        p.fillPath(ribbon(line, np.sin(np.linspace(0.05, math.pi - 0.05, 20)) * 1.9), rgba(deep, a))
    gleam = np.stack([np.linspace(110, 330, 24), 402 + 1.4 * np.sin(np.linspace(0, 8, 24))], 1)
    p.fillPath(ribbon(gleam, np.sin(np.linspace(0.05, math.pi - 0.05, 24)) * 1.2), foil)


def _junk(p: QPainter, art: Art, sail: str, hull: str, foil: QBrush) -> None:
    wood = art.color(hull)
    for x, top, foot in ((96, 132, 336), (212, 22, 340), (336, 118, 330)):
        p.fillPath(poly([(x - 2.4, top), (x + 2.4, top), (x + 4, foot), (x - 4, foot)]), wood)
    _sail(p, art, sail, foil, (96, 140), 122, 84, 0.80)
    _sail(p, art, sail, foil, (336, 126), 150, 92, 0.86)
    _sail(p, art, sail, foil, (212, 30), 262, 142, 1.0)
    _hull(p, art, hull, foil)


def _hull(p: QPainter, art: Art, hull: str, foil: QBrush) -> None:
    wood, lit = art.color(hull), art.color(hull, 1)
    body = QPainterPath(QPointF(36, 318))
    body.cubicTo(100, 344, 300, 350, 392, 296)
    body.lineTo(420, 300)
    body.cubicTo(416, 340, 400, 372, 372, 383)
    body.lineTo(96, 383)
    body.cubicTo(66, 374, 48, 350, 36, 318)
    p.fillPath(body, lin(0, 300, 0, 384, (0, mix(lit, wood, 0.2)), (0.5, wood), (1, mix(wood, "#000000", 0.4))))
    for dy, a in ((15, 0.9), (30, 0.45)):
        plank = QPainterPath(QPointF(46 + dy * 0.6, 322 + dy))
        plank.cubicTo(110, 344 + dy, 300, 350 + dy * 0.9, 404 - dy * 0.3, 304 + dy)
        p.save()
        p.setOpacity(p.opacity() * a)
        stroke(p, plank, pen(foil, 2.0 if dy < 20 else 1.2))
        p.restore()
    cabin = smooth([(268, 332), (272, 306), (300, 292), (344, 290), (368, 304), (372, 318)], close=False)
    cabin.lineTo(372, 326)
    cabin.lineTo(268, 336)
    p.fillPath(cabin, lin(0, 290, 0, 332, (0, lit), (1, wood)))
    for x in (284, 306, 328, 350):
        p.fillRect(QRectF(x, 308, 11, 12), rgba("#ffe6a8", 0.85))


def _sail(p: QPainter, art: Art, sail: str, foil: QBrush, head: Point, high: float, wide: float, tone: float) -> None:
    """A fan of panels between battens: luff a little before the mast, leech scalloped; head (x, y) on the mast."""
    light, mid, dark = (art.color(sail, i) for i in range(3))
    x0, y0 = head
    panels = 7
    luff, leech = [], []
    for i in range(panels + 1):
        t = i / panels
        luff.append((x0 - wide * (0.10 + 0.24 * math.sin(t * 2.2)), y0 + high * (0.02 + 0.98 * t)))
        leech.append(
            (x0 + wide * (0.16 + 0.84 * math.sin(0.25 + 1.30 * t)), y0 + high * (-0.06 + 0.96 * t) - high * 0.05)
        )
    for i in range(panels):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = luff[i], leech[i], leech[i + 1], luff[i + 1]
        panel = QPainterPath(QPointF(ax, ay))
        panel.quadTo(QPointF((ax + bx) / 2, (ay + by) / 2 + 3), QPointF(bx, by))
        panel.quadTo(QPointF((bx + cx) / 2 + wide * 0.07, (by + cy) / 2), QPointF(cx, cy))
        panel.quadTo(QPointF((cx + dx) / 2, (cy + dy) / 2 + 3), QPointF(dx, dy))
        panel.quadTo(QPointF((ax + dx) / 2 - wide * 0.03, (ay + dy) / 2), QPointF(ax, ay))
        shade = 0.30 + 0.5 * i / panels
        p.fillPath(
            panel,
            lin(
                ax,
                0,
                bx,
                0,
                (0, mix(mid, dark, shade * 0.8)),
                (0.35, mix(light, mid, shade)),
                (1, mix(mid, dark, 0.15 + 0.35 * shade)),
            ),
        )
        p.fillPath(panel, lin(0, ay, 0, dy, (0, rgba(dark, 0.30)), (0.4, rgba(dark, 0)), (1, rgba(light, 0.22 * tone))))
        batten = QPainterPath(QPointF(ax - 2, ay))
        batten.quadTo(QPointF((ax + bx) / 2, (ay + by) / 2 + 3), QPointF(bx + 3, by))
        stroke(p, batten, pen(foil, 1.9))
    foot = QPainterPath(QPointF(*luff[-1]))
    foot.quadTo(QPointF((luff[-1][0] + leech[-1][0]) / 2, (luff[-1][1] + leech[-1][1]) / 2 + 3), QPointF(*leech[-1]))
    stroke(p, foot, pen(foil, 2.4))
    p.setPen(Qt.PenStyle.NoPen)


KINDS = {"batten_junk": draw_junk}
