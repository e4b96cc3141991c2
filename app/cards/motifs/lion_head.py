"""The head of a lion dance, seen from the front, flat: horn and mirror, rolling eyes, furry brows, the open jaw."""

import random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import fill_ellipse, pen, poly, smooth, stroke
from app.cards.motifs.lion_face import draw_face, eyes, mirror, nose
from app.cards.motifs.lion_fur import Coat, X, beard, ears, mane, pompoms

BOX = (600.0, 660.0)


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    coat: str = "@lion",
    fur: str = "@fur",
    gold: str = "@gold",
    accent: str = "@jade",
    mouth: str = "@mouth",
    shade: str = "@shade",
) -> None:
    """coat: deep, own, lit; fur: shaded, own; gold: deep, own, lit; accent: deep, own; mouth: throat, tongue, teeth."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    k = min(rect.width() / BOX[0], rect.height() / BOX[1])
    p.translate(rect.center().x() - X * k, rect.bottom() - BOX[1] * k)
    p.scale(k, k)
    rng = art.rng(91)
    c = Coat(*([QColor(t) for t in art.ramp(key)] for key in (coat, fur, gold, accent, mouth)), art.color(shade))
    mane(p, c, rng)
    beard(p, c, rng)
    ears(p, c, rng)
    _horn(p, c)
    _jaw(p, c, rng)
    draw_face(p, c)
    mirror(p, c, rng)
    eyes(p, c, rng)
    nose(p, c)
    _lip(p, c)
    pompoms(p, c, rng)


def _horn(p: QPainter, c: Coat) -> None:
    horn = QPainterPath(QPointF(X - 34, 112))
    horn.cubicTo(X - 34, 60, X - 12, 36, X, 6)
    horn.cubicTo(X + 12, 36, X + 34, 60, X + 34, 112)
    horn.closeSubpath()
    p.fillPath(horn, c.gold[1])
    half = QPainterPath(QPointF(X, 6))
    half.cubicTo(X + 12, 36, X + 34, 60, X + 34, 112)
    half.lineTo(X + 6, 112)
    half.closeSubpath()
    p.fillPath(half, c.gold[0])
    for y, w in ((84, 29), (62, 22), (42, 14)):
        band = QPainterPath(QPointF(X - w, y))
        band.quadTo(X, y + 10, X + w, y)
        stroke(p, band, pen(c.coat[1], 6))


def _jaw(p: QPainter, c: Coat, rng: random.Random) -> None:
    """The open mouth: throat, tongue, the lower lip with its teeth."""
    throat = smooth(
        [
            (X - 158, 392),
            (X, 374),
            (X + 158, 392),
            (X + 150, 466),
            (X + 84, 516),
            (X, 530),
            (X - 84, 516),
            (X - 150, 466),
        ]
    )
    p.fillPath(throat, c.mouth[0])
    sway = rng.uniform(-10, 10)
    p.save()
    p.setClipPath(throat, Qt.ClipOperation.IntersectClip)
    tongue = smooth([(X - 74, 540), (X - 70 + sway, 476), (X + sway, 452), (X + 70 + sway, 476), (X + 74, 540)])
    p.fillPath(tongue, c.mouth[1])
    stroke(p, poly([(X + sway, 470), (X + sway * 0.4, 530)], False), pen(c.mouth[0], 5))
    p.restore()
    lip = QPainterPath(QPointF(X - 172, 410))
    lip.cubicTo(X - 164, 506, X - 86, 550, X, 550)
    lip.cubicTo(X + 86, 550, X + 164, 506, X + 172, 410)
    lip.lineTo(X + 144, 420)
    lip.cubicTo(X + 132, 484, X + 76, 514, X, 514)
    lip.cubicTo(X - 76, 514, X - 132, 484, X - 144, 420)
    lip.closeSubpath()
    p.fillPath(lip, c.coat[1])
    for i in range(-3, 4):
        tooth = QPainterPath()
        tooth.addRoundedRect(QRectF(X + i * 29 - 13.5, 496 - abs(i) ** 2 * 3.4, 27, 30), 9, 9)
        p.fillPath(tooth, c.mouth[2])
    inner = QPainterPath(QPointF(X - 158, 430))
    inner.cubicTo(X - 148, 500, X - 80, 533, X, 533)
    inner.cubicTo(X + 80, 533, X + 148, 500, X + 158, 430)
    stroke(p, inner, pen(c.gold[1], 6))


def _lip(p: QPainter, c: Coat) -> None:
    """The upper lip: teeth, a gold band, a roll of fur that curls at its ends."""
    for i in range(-4, 5):
        tooth = QPainterPath()
        tooth.addRoundedRect(QRectF(X + i * 33 - 16, 378 + abs(i) * 2.2, 32, 32 + (12 if abs(i) == 3 else 0)), 10, 10)
        p.fillPath(tooth, c.mouth[2])
    band = QPainterPath(QPointF(X - 188, 384))
    band.cubicTo(X - 120, 410, X - 70, 372, X, 372)
    band.cubicTo(X + 70, 372, X + 120, 410, X + 188, 384)
    stroke(p, band, pen(c.gold[0], 32))
    stroke(p, band.translated(0, -3), pen(c.gold[1], 24))
    for tone, r, drop in ((c.fur[0], 17.0, 4.0), (c.fur[1], 14.5, 0.0)):
        for i in range(23):
            at = band.pointAtPercent(i / 22)
            size = r * (1 + 0.22 * abs(i - 11) / 11)
            fill_ellipse(p, at.x(), at.y() - 16 + drop, size, size, tone)


KINDS = {"lion_head": draw}
