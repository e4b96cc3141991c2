"""Handmade paper: a torn-edged sheet on its shadow, an arch pressed into it."""

import math
import random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.goldline import line
from app.cards.kit import Point, ellipse, lin, pen, rgba, shadow, smooth, stroke
from app.cards.papercut import emboss

MARGIN = 34  # room for the shadow round the sheet


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@paper",
    shade: str = "@shade",
    rough: float = 3.0,
    depth: float = 1.0,
    salt: int = 1,
) -> None:
    """A sheet torn along a wet line, its edge thinning into pale fibres. tones: top, foot, fibres."""
    box, rng = rect.adjusted(MARGIN, MARGIN - 8, -MARGIN, -MARGIN - 8), art.rng(salt + 300)
    edge = _torn(box, rng, rough)
    paper, dark, pale = smooth(edge), art.color(shade), art.color(tones, 2)
    p.setClipRect(rect)
    shadow(p, paper, 0, 10 * depth, 11, rgba(dark, 0.42))
    shadow(p, paper, 0, 3 * depth, 4, rgba(dark, 0.4))
    blend = lin(box.left(), box.top(), box.right(), box.bottom(), (0, art.color(tones)), (1, art.color(tones, 1)))
    p.fillPath(paper, blend)
    p.save()
    p.setClipPath(paper, Qt.ClipOperation.IntersectClip)
    for width, alpha in ((17, 0.16), (10, 0.24), (5, 0.45), (2.2, 0.75)):
        stroke(p, paper, pen(rgba(pale, alpha), width))
    p.restore()
    for x, y in rng.sample(edge, len(edge) // 3):
        a, long = rng.uniform(0, math.tau), rng.uniform(4, 11)
        hair = QPainterPath(QPointF(x, y))
        bend = (x + math.cos(a) * long * 0.5 + rng.uniform(-3, 3), y + math.sin(a) * long * 0.5)
        hair.quadTo(*bend, x + math.cos(a) * long, y + math.sin(a) * long)
        stroke(p, hair, pen(rgba(pale, 0.6), 0.6))


def _torn(box: QRectF, rng: random.Random, rough: float) -> list[Point]:
    corners = (box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft())
    points: list[Point] = []
    for i, (nx, ny) in enumerate(((0, -1), (1, 0), (0, 1), (-1, 0))):
        a, b = corners[i], corners[(i + 1) % 4]
        n = int(math.hypot(b.x() - a.x(), b.y() - a.y()) / 8)
        slow = [rng.gauss(0, 1) for _ in range(n // 9 + 4)]
        for j in range(n):
            t = j / n
            whole, part = divmod(t * (len(slow) - 3), 1)
            part = part * part * (3 - 2 * part)
            wave = slow[int(whole)] * (1 - part) + slow[int(whole) + 1] * part
            off = max(-9, min(9, (wave * 0.9 + rng.gauss(0, 0.3)) * rough * min(1, min(t, 1 - t) * 14 + 0.25)))
            points.append((a.x() + (b.x() - a.x()) * t + nx * off, a.y() + (b.y() - a.y()) * t + ny * off))
    return points


def draw_arch(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    metal: str = "@foil",
    light: str = "@lit",
    dark: str = "@shade",
    rise: float = 0.46,
    band: float = 17.0,
) -> None:
    """Two foil rules in the form of a round gate, open at the foot, with a row of pressed pearls between them."""
    foil, box = art.foil(metal), rect.adjusted(4, 4, -4, 0)
    outer, middle, inner = (_arch(box, inset, rise) for inset in (0, band / 2, band))
    count = int(middle.length() / 15)

    def pearls(q: QPainter) -> None:
        for i in range(count):
            q.fillPath(ellipse(*_at(middle, (i + 0.5) / count), 3.6), QColor("white"))

    p.setClipRect(rect)
    emboss(p, rect, pearls, art.color(light), art.color(dark), soft=1.0, strength=0.8)
    line(p, outer, foil, 2.2, press=art.color(dark), light=art.color(light))
    line(p, inner, foil, 1.2, press=art.color(dark), light=art.color(light))


def _at(path: QPainterPath, t: float) -> Point:
    point = path.pointAtPercent(t)
    return point.x(), point.y()


def _arch(box: QRectF, inset: float, rise: float) -> QPainterPath:
    x0, x1, y0, y1 = box.left() + inset, box.right() - inset, box.top() + inset, box.bottom()
    w = x1 - x0
    h = min(w * rise, (y1 - y0) * 0.8)
    path = QPainterPath(QPointF(x0, y1))
    path.lineTo(x0, y0 + h)
    path.cubicTo(x0, y0 + h * 0.42, x0 + w * 0.22, y0, x0 + w / 2, y0)
    path.cubicTo(x1 - w * 0.22, y0, x1, y0 + h * 0.42, x1, y0 + h)
    path.lineTo(x1, y1)
    return path


KINDS = {"deckle": draw, "embossed_arch": draw_arch}
