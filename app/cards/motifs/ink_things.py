"""What lies on a calligrapher's mat, seen from above: the round inkstone with its pool, the brush, the stick of ink."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, lin, mix, pen, poly, rgba, shadow, smooth, stroke

STONE = 300.0  # the inkstone's box
BRUSH = (560.0, 74.0)


def draw_stone(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    stone: str = "@stone",
    ink: str = "@pool",
    shade: str = "@shade",
    gold: str = "@fleck",
) -> None:
    """stone: lit edge, face, shade. The ink stick leans on its rim, turned by chance."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    k = min(rect.width(), rect.height()) / STONE
    p.translate(rect.center())
    p.scale(k, k)
    rng = art.rng(32)
    lit, face, dark = (art.color(stone, i) for i in range(3))
    disc = ellipse(0, 0, 112)
    shadow(p, disc, 6, 11, 10, rgba(art.color(shade), 0.45))
    shadow(p, disc, 2, 3, 3, rgba(art.color(shade), 0.4))
    p.fillPath(disc, lin(-80, -90, 80, 90, (0, lit), (0.35, face), (1, dark)))
    p.fillPath(ellipse(0, 0, 101), lin(-80, -90, 80, 90, (0, dark), (0.5, face), (1, lit)))
    p.fillPath(ellipse(0, 0, 97), face)
    turn = rng.uniform(-30, 10)
    p.save()
    p.rotate(turn)
    well = QPainterPath(QPointF(-86, -14))
    well.cubicTo(-90, -60, -48, -92, 0, -92)
    well.cubicTo(48, -92, 90, -60, 86, -14)
    well.cubicTo(70, 14, 34, 4, 0, 8)
    well.cubicTo(-34, 12, -70, 12, -86, -14)
    p.fillPath(well, mix(dark, "#000000", 0.3))
    pool = QPainterPath(QPointF(-80, -20))
    pool.cubicTo(-82, -60, -44, -87, 0, -87)
    pool.cubicTo(44, -87, 83, -58, 80, -20)
    pool.cubicTo(64, 2, 30, -6, 0, -2)
    pool.cubicTo(-30, 2, -62, 2, -80, -20)
    wet = art.color(ink)
    p.fillPath(pool, lin(-70, -80, 60, 0, (0, mix(wet, "#ffffff", 0.20)), (0.4, wet), (1, wet)))
    glint = smooth([(-62, -40), (-40, -68), (-8, -78), (-24, -66), (-46, -46)])
    p.fillPath(glint, rgba("#ffffff", 0.28))
    for i in range(5):  # where the stick was ground
        r = 16 + i * 9
        stroke(p, ellipse(6, 46, r, r * 0.62), pen(rgba(wet, 0.5 - i * 0.08), 2.6))
    p.restore()
    _stick(p, rng.uniform(-62, -30), art, ink, gold, shade)


def _stick(p: QPainter, degrees: float, art: Art, ink: str, gold: str, shade: str) -> None:
    p.translate(78, 80)
    p.rotate(degrees)
    body = QPainterPath()
    body.addRoundedRect(QRectF(-15, -66, 30, 132), 4, 4)
    shadow(p, body, 4, 7, 5, rgba(art.color(shade), 0.5))
    wet = art.color(ink)
    p.fillPath(body, lin(-15, 0, 15, 0, (0, mix(wet, "#ffffff", 0.32)), (0.25, mix(wet, "#ffffff", 0.1)), (1, wet)))
    stroke(p, ellipse(0, -34, 7), pen(rgba(art.color(gold), 0.9), 1.6))
    stroke(p, poly([(0, -12), (9, 0), (0, 12), (-9, 0)]), pen(rgba(art.color(gold), 0.9), 1.6))
    p.fillRect(QRectF(-13, 52, 26, 13), mix(wet, "#ffffff", 0.16))


def draw_brush(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    cane: str = "@cane",
    hair: str = "@pool",
    horn: str = "@roller",
    shade: str = "@shade",
    cord: str = "@scroll",
    turn: float = -32.0,
) -> None:
    """A writing brush lying across the rectangle, its tip at the lower left when turned to minus."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    a = math.radians(abs(turn))
    wide = BRUSH[0] * math.cos(a) + BRUSH[1] * math.sin(a)
    high = BRUSH[0] * math.sin(a) + BRUSH[1] * math.cos(a)
    k = min(rect.width() / wide, rect.height() / high)
    p.translate(rect.center())
    p.rotate(turn)
    p.scale(k, k)
    p.translate(-BRUSH[0] / 2 + 14, 0)
    tip = QPainterPath(QPointF(0, 2))
    tip.cubicTo(30, -8, 60, -18, 92, -16)
    tip.lineTo(96, 16)
    tip.cubicTo(60, 20, 30, 12, 0, 2)
    shaft = QPainterPath()
    shaft.addRoundedRect(QRectF(122, -11, 386, 22), 6, 6)
    collar = poly([(90, -17), (126, -12.5), (126, 12.5), (90, 17)])
    whole = tip.united(shaft).united(collar)
    shadow(p, whole, 5 * math.cos(a), 12, 7, rgba(art.color(shade), 0.42))
    shadow(p, whole, 1, 3, 2.4, rgba(art.color(shade), 0.4))
    wet = art.color(hair)
    p.fillPath(tip, lin(0, -16, 0, 16, (0, mix(wet, "#ffffff", 0.28)), (0.4, wet), (1, wet)))
    rng = art.rng(33)
    for i in range(9):
        y = -13 + i * 3.3
        hairline = QPainterPath(QPointF(92, y))
        hairline.cubicTo(62, y * 1.05, 30, y * 0.55, rng.uniform(3, 12), 2 + y * 0.06)
        stroke(p, hairline, pen(rgba("#ffffff", rng.uniform(0.05, 0.22)), 1.1))
    stops = [(t, art.color(horn, i)) for i, t in enumerate((0.0, 0.45, 1.0))]
    p.fillPath(collar, lin(0, -15, 0, 15, *stops))
    stops = [(t, art.color(cane, i)) for i, t in enumerate((0.0, 0.35, 1.0))]
    p.fillPath(shaft, lin(0, -11, 0, 11, *stops))
    for x in (218 + rng.uniform(-20, 20), 352 + rng.uniform(-20, 20)):
        p.fillRect(QRectF(x, -11.5, 2.4, 23), rgba(art.color(cane, 2), 0.8))
        p.fillRect(QRectF(x + 3, -11, 1.6, 22), rgba("#ffffff", 0.4))
    p.fillRect(QRectF(130, -5.5, 366, 3.0), rgba("#ffffff", 0.34))
    end = QPainterPath()
    end.addRoundedRect(QRectF(498, -12.5, 20, 25), 5, 5)
    p.fillPath(end, lin(0, -12, 0, 12, *[(t, art.color(horn, i)) for i, t in enumerate((0.0, 0.45, 1.0))]))
    loop = QPainterPath(QPointF(518, 0))
    loop.cubicTo(544, -16, 546, 18, 519, 4)
    stroke(p, loop, pen(art.color(cord, 1), 2.6))


KINDS = {"inkstone": draw_stone, "writing_brush": draw_brush}
