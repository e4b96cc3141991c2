"""A watermelon of layered paper, cut open, its stripes and seeds sheets of their own."""

import math
import random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import mix, pen, poly, rgba, smooth, stroke
from app.cards.papercut import figure, sheet
from app.cards.title import outline

MELON = (300.0, 300.0)


def draw_melon(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    skin: str = "@melon",
    diamond: str = "@diamond",
    gold: str = "@trim",
    rim: str = "@rim",
    shade: str = "@shade",
    word: str = "Phúc",
    salt: int = 1,
) -> None:
    """A watermelon with a red diamond of paper pasted on. word: one ornamental word, or none."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    k = min(rect.width() / MELON[0], rect.height() / MELON[1])
    p.translate(rect.center().x(), rect.bottom() - 150 * k)
    p.scale(k, k)
    rng = art.rng(43 + salt)
    dark, middle, lit = (art.color(skin, i) for i in range(3))
    body = smooth(
        [
            (0, -124),
            (84, -104),
            (132, -30),
            (128, 50),
            (78, 112),
            (0, 128),
            (-78, 112),
            (-128, 50),
            (-132, -30),
            (-84, -104),
        ]
    )

    def paint(q: QPainter) -> None:
        q.fillPath(body, middle)
        q.setClipPath(body, Qt.ClipOperation.IntersectClip)
        for u in (-1.0, -0.62, -0.24, 0.16, 0.54, 0.92):
            _stripe(q, u, dark, rng)
        q.fillPath(body.subtracted(body.translated(-22, -16)), rgba(dark, 0.55))
        q.fillPath(body.subtracted(body.translated(20, 22)), rgba(lit, 0.8))
        q.setClipping(False)
        stem = QPainterPath(QPointF(2, -118))
        stem.cubicTo(6, -136, 22, -138, 18, -146)
        stroke(q, stem, pen(mix(dark, "#5a4a20", 0.5), 7))

    figure(p, QRectF(-146, -150, 292, 290), paint, art.color(rim), art.color(shade), depth=0.9)
    p.rotate(rng.uniform(-5, 5))
    paper = poly([(0, -74), (74, 0), (0, 74), (-74, 0)])
    sheet(p, paper, QBrush(art.color(diamond)), art.color(rim), art.color(shade), depth=0.35, strength=0.5)
    for r, width in ((64, 2.4), (57, 1.0)):
        stroke(p, poly([(0, -r), (r, 0), (0, r), (-r, 0)]), pen(art.color(gold), width))
    if word:
        path = outline(word, art.fonts, "brush")
        box = path.boundingRect()
        size = 78 / box.width()
        p.fillPath(
            QTransform.fromScale(size, size).translate(-box.center().x(), -box.center().y()).map(path), art.color(gold)
        )


def _stripe(q: QPainter, u: float, tone: QColor, rng: random.Random) -> None:
    """A ragged band from pole to pole."""
    left, right = [], []
    for i in range(13):
        t = i / 12
        y = -128 + 256 * t
        x = u * 150 * math.sin(math.pi * (0.08 + 0.84 * t))
        w = 17 * math.sin(math.pi * (0.06 + 0.88 * t)) * (1.25 if i % 2 else 0.55)
        left.append((x - w - rng.uniform(0, 4), y))
        right.append((x + w + rng.uniform(0, 4), y))
    q.fillPath(smooth([*left, *reversed(right)]), tone)


KINDS = {"watermelon": draw_melon}
