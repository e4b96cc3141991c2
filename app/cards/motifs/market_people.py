"""People of a floating market in flat shapes: a seller with her scarf, a rower, nón lá on both."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import catmull, fill_ellipse, lin, mix, pen, poly, rgba, ribbon, smooth, stroke
from app.cards.motifs import market_goods


def _hat(p: QPainter, art: Art, x: float, y: float, w: float) -> None:
    straw = art.color("@straw", 1)
    cone = poly([(x - w, y), (x, y - w * 0.86), (x + w, y)])
    cone.quadTo(QPointF(x, y + w * 0.26), QPointF(x - w, y))
    p.fillPath(cone, straw)
    half = QPainterPath(QPointF(x, y - w * 0.86))
    half.lineTo(x + w, y)
    half.quadTo(QPointF(x + w * 0.5, y + w * 0.14), QPointF(x + w * 0.1, y + w * 0.13))
    half.closeSubpath()
    p.fillPath(half, mix(straw, "#8a5a20", 0.22))
    for t in (0.45, 0.72):
        ring = QPainterPath(QPointF(x - w * t, y - w * 0.86 * (1 - t)))
        ring.quadTo(QPointF(x, y - w * 0.86 * (1 - t) + w * 0.2 * t), QPointF(x + w * t, y - w * 0.86 * (1 - t)))
        stroke(p, ring, pen(rgba(mix(straw, "#8a5a20", 0.5), 0.5), 1.8))
    p.setPen(Qt.PenStyle.NoPen)


def _face(p: QPainter, art: Art, x: float, y: float) -> None:
    skin, dark = art.color("@skin"), art.color("@skin", 1)
    p.fillRect(QRectF(x - 6, y + 8, 12, 18), mix(skin, "#8a4020", 0.18))
    fill_ellipse(p, x, y, 17, 19, skin)
    p.fillPath(
        smooth(
            [
                (x - 18, y - 6),
                (x - 18, y + 12),
                (x - 10, y + 20),
                (x - 13, y),
                (x, y - 12),
                (x + 14, y - 2),
                (x + 18, y - 8),
                (x, y - 22),
            ]
        ),
        dark,
    )
    for dx in (-1, 9):
        fill_ellipse(p, x - 6 + dx, y + 3, 1.7, 2.2, dark)
    smile = QPainterPath(QPointF(x - 6, y + 9))
    smile.quadTo(QPointF(x - 2, y + 13), QPointF(x + 4, y + 9))
    stroke(p, smile, pen(mix(skin, "#a02010", 0.65), 2))
    p.setPen(Qt.PenStyle.NoPen)
    fill_ellipse(p, x - 10, y + 7, 3.4, 2.6, rgba("#f06050", 0.35))


def _scarf(p: QPainter, art: Art, x: float, y: float) -> None:
    """Khăn rằn: a checked scarf round the neck, one end hanging."""
    band = smooth([(x - 20, y), (x, y + 9), (x + 20, y), (x + 17, y + 11), (x, y + 19), (x - 17, y + 11)])
    tail = poly([(x - 15, y + 8), (x - 4, y + 13), (x - 9, y + 54), (x - 22, y + 50)])
    white, dark = QColor("#fffaf0"), art.color("@skin", 1)
    for piece in (tail, band):
        p.fillPath(piece, white)
        p.save()
        p.setClipPath(piece, Qt.ClipOperation.IntersectClip)
        for k in range(-3, 9):
            p.fillRect(QRectF(x - 30 + k * 8, y - 4, 3, 64), rgba(dark, 0.6))
            p.fillRect(QRectF(x - 30, y - 2 + k * 8, 60, 3), rgba(dark, 0.6))
        p.restore()


def seller(p: QPainter, art: Art, cloth: str, index: int, x: float) -> None:
    """She sits among her goods, one arm held out with a fruit."""
    shirt = art.color(cloth, index)
    body = smooth([(x - 18, 188), (x - 36, 214), (x - 40, 290), (x + 42, 290), (x + 36, 214), (x + 18, 188)])
    p.fillPath(body, lin(x - 40, 0, x + 40, 0, (0, shirt), (1, mix(shirt, "#301040", 0.22))))
    arm = catmull([(x - 26, 204), (x - 52, 228), (x - 80, 216)], 10)
    p.fillPath(ribbon(arm, np.linspace(13, 9, len(arm))), mix(shirt, "#ffffff", 0.12))
    fill_ellipse(p, x - 84, 213, 9, 8, art.color("@skin"))
    market_goods.orange(p, art, x - 90, 198, 14)
    _face(p, art, x, 164)
    _scarf(p, art, x, 184)
    _hat(p, art, x, 158, 54)


def rower(p: QPainter, art: Art, cloth: str, index: int, x: float) -> None:
    """She stands at the stern and leans on a long oar."""
    shirt, dark = art.color(cloth, index), art.color("@skin", 1)
    stroke(p, poly([(x - 62, 128), (x + 76, 392)], close=False), pen(art.color("@boat", 1), 6))
    p.setPen(Qt.PenStyle.NoPen)
    p.fillPath(poly([(x + 50, 330), (x + 62, 324), (x + 92, 392), (x + 74, 400)]), art.color("@boat"))
    for dx in (-16, 14):
        leg = catmull([(x + dx * 0.5, 180), (x + dx, 226), (x + dx * 1.1, 276)], 8)
        p.fillPath(ribbon(leg, np.linspace(17, 12, len(leg))), mix(dark, shirt, 0.16))
    body = smooth([(x - 20, 86), (x - 32, 110), (x - 30, 190), (x + 28, 196), (x + 26, 110), (x + 8, 84)])
    p.fillPath(body, lin(x - 32, 0, x + 30, 0, (0, shirt), (1, mix(shirt, "#301040", 0.24))))
    for y0, end in ((102, (x - 58, 138)), (112, (x - 34, 176))):
        arm = catmull([(x - 8, y0), (x - 36, y0 + 34), end], 10)
        p.fillPath(ribbon(arm, np.linspace(12, 8, len(arm))), mix(shirt, "#ffffff", 0.12))
        fill_ellipse(p, *end, 8, 8, art.color("@skin"))
    _face(p, art, x - 10, 62)
    _hat(p, art, x - 10, 55, 54)
