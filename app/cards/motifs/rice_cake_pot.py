"""The pot of bánh chưng over a wood fire: bricks, logs, tongues of flame, the tall pot with its lid ajar, steam."""

import random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, lin, mix, pen, rgba, smooth, stroke
from app.cards.motifs.wood_fire import X, draw_brick, flames, logs, sparks

BOX = (620.0, 720.0)


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    pot: str = "@pot",
    flame: str = "@flame",
    brick: str = "@brick",
    log: str = "@log",
    steam: str = "@steam",
) -> None:
    """pot: lit, middle, dark, soot. flame: from the outer tongue to the heart. It stands on the rectangle's foot."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    k = min(rect.width() / BOX[0], rect.height() / BOX[1])
    p.translate(rect.center().x() - X * k, rect.bottom() - BOX[1] * k)
    p.scale(k, k)
    rng = art.rng(73)
    _steam(p, art, steam, rng)
    draw_brick(p, X - 46, 566, 92, [QColor(t) for t in art.ramp(brick)], 0.8)
    flames(p, [QColor(t) for t in art.ramp(flame)], rng, 0.86, 500, 7)
    _pot(p, art, pot, flame, rng)
    for x in (88, 440):
        for y in (578, 636):
            draw_brick(p, x + rng.uniform(-4, 4), y, 92, [QColor(t) for t in art.ramp(brick)], 0.0 if x < X else 1.0)
    logs(p, [QColor(t) for t in art.ramp(log)], [QColor(t) for t in art.ramp(flame)], rng)
    flames(p, [QColor(t) for t in art.ramp(flame)], rng, 0.5, 570, 6)
    sparks(p, art, flame, rng)


def _steam(p: QPainter, art: Art, steam: str, rng: random.Random) -> None:
    """Slow ribbons that widen and fade as they rise."""
    tone = art.color(steam)
    for i in range(4):
        x, sway = X - 110 + i * 72 + rng.uniform(-16, 16), rng.choice((-1, 1)) * rng.uniform(26, 48)
        wide = rng.uniform(20, 34)
        left = [
            (x - 4, 236),
            (x - wide * 0.4 + sway * 0.5, 170),
            (x - wide * 0.7 - sway * 0.5, 90),
            (x + sway * 0.4, 10),
        ]
        right = [(x + wide + sway * 0.2, 60), (x + wide * 0.6 - sway * 0.1, 120), (x + wide * 0.6 + sway * 0.5, 180)]
        stops = ((0, rgba(tone, 0)), (0.45, rgba(tone, 0.20)), (1, rgba(tone, 0.42)))
        p.fillPath(smooth([*left, *right, (x + 10, 236)]), lin(0, 10, 0, 236, *stops))


def _pot(p: QPainter, art: Art, pot: str, flame: str, rng: random.Random) -> None:
    lit, middle, dark, soot = (art.color(pot, i) for i in range(4))
    for side in (-1, 1):
        ear = QPainterPath()
        ear.addRoundedRect(QRectF(X + side * 190 - 30, 292, 60, 74), 26, 26)
        stroke(p, ear, pen(dark, 15))
        stroke(p, ear.translated(side * -1.5, -2), pen(middle, 7))
    body = QPainterPath(QPointF(X - 186, 236))
    body.lineTo(X + 186, 236)
    body.cubicTo(X + 184, 400, X + 182, 470, X + 176, 524)
    body.cubicTo(X + 172, 566, X + 130, 574, X, 574)
    body.cubicTo(X - 130, 574, X - 172, 566, X - 176, 524)
    body.cubicTo(X - 182, 470, X - 184, 400, X - 186, 236)
    p.fillPath(body, middle)
    p.save()
    p.setClipPath(body, Qt.ClipOperation.IntersectClip)
    p.fillRect(QRectF(X - 190, 230, 92, 350), dark)
    p.fillRect(QRectF(X - 98, 230, 40, 350), mix(dark, middle, 0.5))
    p.fillRect(QRectF(X + 76, 230, 50, 350), lit)
    p.fillRect(QRectF(X + 140, 230, 12, 350), mix(lit, middle, 0.35))
    p.fillPath(ellipse(X, 236, 186, 26), rgba(soot, 0.35))
    lean = rng.uniform(-14, 14)
    p.fillRect(
        QRectF(X - 200, 380, 400, 200),
        lin(X - lean, 400, X + lean, 574, (0, rgba(soot, 0)), (0.45, rgba(soot, 0.5)), (1, rgba(soot, 0.9))),
    )
    glow = art.color(flame, 1)
    p.fillRect(
        QRectF(X - 200, 440, 400, 140),
        lin(0, 440, 0, 574, (0, rgba(glow, 0)), (0.6, rgba(glow, 0.28)), (1, rgba(glow, 0.95))),
    )
    for y in (300, 312):
        stroke(p, _hoop(y), pen(rgba(soot, 0.35), 4))
    p.restore()
    _lid(p, lit, middle, dark, soot, rng)


def _hoop(y: float) -> QPainterPath:
    hoop = QPainterPath(QPointF(X - 190, y - 4))
    hoop.quadTo(X, y + 26, X + 190, y - 4)
    return hoop


def _lid(p: QPainter, lit: QColor, middle: QColor, dark: QColor, soot: QColor, rng: random.Random) -> None:
    p.fillPath(ellipse(X, 234, 190, 27), dark)
    p.fillPath(ellipse(X, 232, 176, 20), soot)
    for i in range(9):
        x = X - 140 + i * 35 + rng.uniform(-8, 8)
        fill_ellipse(p, x, 236 + rng.uniform(-4, 6), rng.uniform(5, 10), rng.uniform(3, 5), rgba(lit, 0.55))
    p.save()
    p.translate(X + 184, 226)
    p.rotate(rng.uniform(4.0, 6.5))
    p.translate(-X - 184, -226)
    dome = QPainterPath(QPointF(X - 194, 226))
    dome.cubicTo(X - 186, 196, X - 96, 176, X, 176)
    dome.cubicTo(X + 96, 176, X + 186, 196, X + 194, 226)
    dome.quadTo(X, 250, X - 194, 226)
    p.fillPath(dome, middle)
    p.save()
    p.setClipPath(dome, Qt.ClipOperation.IntersectClip)
    p.fillPath(ellipse(X - 60, 232, 160, 70).subtracted(ellipse(X - 10, 238, 160, 66)), rgba(dark, 0.9))
    p.fillPath(ellipse(X + 40, 222, 140, 40).subtracted(ellipse(X + 14, 228, 146, 42)), lit)
    p.restore()
    rim = QPainterPath(QPointF(X - 194, 226))
    rim.quadTo(X, 250, X + 194, 226)
    stroke(p, rim, pen(lit, 5))
    knob = QPainterPath()
    knob.addRoundedRect(QRectF(X - 30, 148, 60, 20), 10, 10)
    p.fillRect(QRectF(X - 11, 162, 22, 18), dark)
    p.fillPath(knob, lit)
    p.restore()


KINDS = {"rice_cake_pot": draw}
