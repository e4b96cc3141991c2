"""Lì xì: a red envelope with a foil seal that carries one word of blessing."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, lin, many, pen, rgba, shadow, stroke

SHAPE = 0.58  # width over height


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    word: str = "Phúc",
    turn: float = 0.0,
    tones: str = "@envelope",
    metal: str = "@foil",
    shade: str = "@shade",
) -> None:
    """The envelope leans by `turn` degrees and stays, shadow included, inside the rectangle."""
    a = math.radians(abs(turn))
    wide, tall = SHAPE * math.cos(a) + math.sin(a), math.cos(a) + SHAPE * math.sin(a)
    h = min((rect.width() - 56) / wide, (rect.height() - 64) / tall)
    w = h * SHAPE
    p.translate(rect.center())
    p.rotate(turn)
    p.translate(-w / 2, -h / 2)
    foil, u = art.foil(metal), h / 258
    body = QPainterPath()
    body.addRoundedRect(QRectF(0, 0, w, h), 9 * u, 9 * u)
    shadow(p, body, 2 * u, 5 * u, 9 * u, rgba(art.color(shade), 0.72))
    light, mid, deep = (art.color(tones, i) for i in range(3))
    p.fillPath(body, lin(0, 0, w, h, (0, light), (0.55, mid), (1, deep)))
    _scales(p, body, 18 * u, w, h)
    _flap(p, body, w, h, u, light, mid, foil, art.color(shade))
    frame = QPainterPath()
    frame.addRoundedRect(QRectF(9 * u, 9 * u, w - 18 * u, h - 18 * u), 5 * u, 5 * u)
    stroke(p, frame, pen(foil, 1.8 * u))
    _seal(p, QPointF(w / 2, h * 0.57), w * 0.31, word, art, foil, deep)
    p.fillPath(
        body,
        lin(0, 0, w, h * 0.6, (0, rgba("#ffffff", 0.16)), (0.5, rgba("#ffffff", 0.02)), (1, rgba("#000000", 0.10))),
    )


def _scales(p: QPainter, body: QPainterPath, r: float, w: float, h: float) -> None:
    arcs, y, row = QPainterPath(), 0.0, 0
    while y < h + r:
        x = r if row % 2 else 0.0
        while x < w + r:
            for part in (1.0, 0.7):
                box = QRectF(x - r * part, y - r * part, 2 * r * part, 2 * r * part)
                arcs.arcMoveTo(box, 0)
                arcs.arcTo(box, 0, 180)
            x += 2 * r
        y, row = y + r * 0.52, row + 1
    p.save()
    p.setClipPath(body)
    stroke(p, arcs, pen(rgba("#ffd98a", 0.20), 0.9))
    p.restore()


def _flap(
    p: QPainter,
    body: QPainterPath,
    w: float,
    h: float,
    u: float,
    light: QColor,
    mid: QColor,
    foil: QBrush,
    shade: QColor,
) -> None:
    flap = QPainterPath(QPointF(0, 0))
    flap.lineTo(w, 0)
    flap.lineTo(w, h * 0.15)
    flap.quadTo(w / 2, h * 0.34, 0, h * 0.15)
    flap.closeSubpath()
    flap = flap.intersected(body)
    shadow(p, flap, 0, 3 * u, 4 * u, rgba(shade, 0.55))
    p.fillPath(flap, lin(0, 0, 0, h * 0.28, (0, mid), (1, light.lighter(108))))
    edge = QPainterPath(QPointF(0, h * 0.15))
    edge.quadTo(w / 2, h * 0.34, w, h * 0.15)
    stroke(p, edge, pen(foil, 3.0 * u))


def _seal(p: QPainter, c: QPointF, r: float, word: str, art: Art, foil: QBrush, deep: QColor) -> None:
    ring = ellipse(c.x(), c.y(), r)
    shadow(p, ring, 0, r * 0.05, r * 0.08, rgba("#000000", 0.4))
    p.fillPath(ring, foil)
    fill_ellipse(p, c.x(), c.y(), r * 0.9, r * 0.9, deep.lighter(112))
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(foil)
    for i in range(24):
        p.save()
        p.translate(c)
        p.rotate(15 * i)
        p.drawEllipse(QPointF(0, -r * 0.8), r * 0.035, r * 0.035)
        p.restore()
    letters = many()
    letters.addText(0, 0, art.fonts.font("brush", 100), word)
    box = letters.boundingRect()
    size = min(r * 1.28 / box.width(), r * 0.98 / box.height())
    p.save()
    p.translate(c)
    p.scale(size, size)
    p.translate(-box.center())
    p.fillPath(letters.translated(1.5, 2), QColor("#4a1505"))
    p.fillPath(letters, foil)
    p.restore()


KINDS = {"envelopes": draw}
