"""The big drum of the lion dance with its sticks, flat."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, mix, pen, poly, rgba, shadow, smooth, stroke

DRUM = (330.0, 360.0)


def draw_drum(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    wood: str = "@silk",
    skin: str = "@fur",
    gold: str = "@gold",
    shade: str = "@shade",
    salt: int = 1,
) -> None:
    """A barrel drum on its stand, two tasselled sticks crossed on its skin."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    k = min(rect.width() / DRUM[0], rect.height() / DRUM[1])
    p.translate(rect.center().x(), rect.bottom())
    p.scale(k, k)
    rng = art.rng(96 + salt)
    deep, own, lit = (art.color(wood, i) for i in range(3))
    metal = [art.color(gold, i) for i in range(3)]
    fill_ellipse(p, 0, -12, 138, 12, rgba(art.color(shade), 0.3))
    for side in (-1, 1):
        leg = poly([(side * 84, -90), (side * 112, -90), (side * 132, -10), (side * 108, -10)])
        p.fillPath(leg, metal[0])
        p.fillPath(poly([(side * 84, -90), (side * 96, -90), (side * 118, -10), (side * 108, -10)]), metal[1])
    body = QPainterPath(QPointF(-112, -262))
    body.cubicTo(-152, -210, -152, -110, -108, -62)
    body.quadTo(0, -30, 108, -62)
    body.cubicTo(152, -110, 152, -210, 112, -262)
    body.closeSubpath()
    p.fillPath(body, own)
    p.save()
    p.setClipPath(body, Qt.ClipOperation.IntersectClip)
    p.fillPath(body.subtracted(body.translated(-34, 0)), deep)
    p.fillPath(smooth([(-122, -250), (-92, -250), (-104, -160), (-86, -70), (-116, -70), (-140, -160)]), lit)
    for y in (-236, -84):
        hoop = QPainterPath(QPointF(-150, y - 6))
        hoop.quadTo(0, y + 40, 150, y - 6)
        stroke(p, hoop, pen(metal[1], 12))
        for i in range(11):
            t = (i + 0.5) / 11
            at = hoop.pointAtPercent(t)
            fill_ellipse(p, at.x(), at.y(), 4.4, 4.4, metal[2])
    p.restore()
    for r, tone in ((42, metal[1]), (35, deep), (29, metal[1])):
        p.fillPath(ellipse(0, -146, r), tone)
    petals = rng.choice((5, 6, 8))
    for i in range(petals):
        a = math.tau * i / petals
        fill_ellipse(p, math.cos(a) * 15, -146 + math.sin(a) * 15, 8, 8, own)
    fill_ellipse(p, 0, -146, 8, 8, own)
    for rx, ry, dy, tone in (
        (118, 40, 4, metal[0]),
        (118, 40, 0, metal[1]),
        (106, 33, 0, art.color(skin, 0)),
        (104, 31, -2, art.color(skin, 1)),
    ):
        fill_ellipse(p, 0, -266 + dy, rx, ry, tone)
    fill_ellipse(p, 0, -268, 34, 10, rgba(own, 0.5))
    for side in (-1, 1):
        _stick(p, side, rng.uniform(-6, 6), [deep, own, lit], metal, art.color(shade))


def _stick(p: QPainter, side: int, tilt: float, silk: list[QColor], metal: list[QColor], shade: QColor) -> None:
    p.save()
    p.translate(side * 18, -280)
    p.rotate(side * (52 + tilt))
    rod = QPainterPath()
    rod.addRoundedRect(QRectF(-6.5, -70, 13, 118), 6, 6)
    shadow(p, rod, 2, 7, 4, rgba(shade, 0.35))
    p.fillPath(rod, metal[0])
    p.fillRect(QRectF(-4, -66, 4, 110), metal[2])
    for i in range(5):
        x = -12 + i * 6
        stroke(p, poly([(0, -70), (x, -70 - 24)], False), pen(mix(silk[1], silk[2], i % 2), 5))
    fill_ellipse(p, 0, -70, 9, 9, silk[1])
    p.restore()


KINDS = {"lion_drum": draw_drum}
