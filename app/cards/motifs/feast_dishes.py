"""Small dishes of a full-month feast: chè trôi nước, red eggs, bowls of chè."""

import random

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, lin, mix, pen, rad, rgba, shadow, stroke


def draw_bowl(p: QPainter, x: float, y: float, r: float, h: float, art: Art, tones: str, dark: QColor) -> None:
    """White china with a band; y is the rim's level."""
    white, shade, band = (art.color(tones, i) for i in range(3))
    body = QPainterPath(QPointF(x - r, y))
    body.cubicTo(x - r * 0.94, y + h * 0.7, x - r * 0.62, y + h, x - r * 0.44, y + h)
    body.lineTo(x + r * 0.44, y + h)
    body.cubicTo(x + r * 0.62, y + h, x + r * 0.94, y + h * 0.7, x + r, y)
    body.closeSubpath()
    fill_ellipse(p, x + r * 0.08, y + h, r * 0.86, r * 0.17, rgba(dark, 0.32))
    p.fillPath(body, lin(x - r, 0, x + r, 0, (0, shade), (0.28, white), (0.6, white), (1, mix(shade, dark, 0.22))))
    p.save()
    p.setClipPath(body, Qt.ClipOperation.IntersectClip)
    for k, width in ((0.34, 0.055), (0.50, 0.02), (0.86, 0.03)):
        arc = QPainterPath(QPointF(x - r, y + h * k - r * 0.16))
        arc.quadTo(x, y + h * k + r * 0.22, x + r, y + h * k - r * 0.16)
        stroke(p, arc, pen(rgba(band, 0.85), r * width))
    p.restore()
    p.fillPath(
        ellipse(x, y, r, r * 0.25), lin(0, y - r * 0.25, 0, y + r * 0.25, (0, mix(shade, dark, 0.12)), (1, white))
    )
    stroke(p, ellipse(x, y, r, r * 0.25), pen(rgba(band, 0.8), max(1.5, r * 0.03)))


def dumplings(p: QPainter, x: float, y: float, r: float, dark: QColor, rng: random.Random) -> None:
    """Trôi nước in ginger syrup with sesame."""
    fill_ellipse(p, x, y, r * 0.93, r * 0.21, lin(x - r, 0, x + r, 0, (0, "#e8a84a"), (0.5, "#d98a2c"), (1, "#a85a18")))
    for dx, dy, s in ((-46, -4, 25), (2, -9, 26), (48, -3, 25), (-22, 7, 26), (26, 8, 26)):
        bx, by = x + dx, y + dy - 6
        fill_ellipse(p, bx + 1, by + 8, s, s * 0.55, rgba("#7a3c0c", 0.35))
        fill_ellipse(
            p,
            bx,
            by,
            s,
            s * 0.78,
            rad(bx - s * 0.3, by - s * 0.35, s * 1.5, (0, "#ffffff"), (0.55, "#fbf1dc"), (1, "#e0bf8c")),
        )
        for _ in range(5):
            fill_ellipse(
                p,
                bx + rng.uniform(-0.5, 0.5) * s,
                by + rng.uniform(-0.4, 0.2) * s,
                2.1,
                1.5,
                "#f0dcae" if rng.random() < 0.4 else "#4a3020",
            )


def eggs(p: QPainter, art: Art, egg: str, bowl: str, dark: QColor, rng: random.Random) -> None:
    light, middle, deep = (art.color(egg, i) for i in range(3))
    for x, y, turn in (
        (664, 196, -24),
        (760, 196, 26),
        (712, 172, 6),
        (636, 224, -50),
        (690, 222, -10),
        (740, 224, 18),
        (790, 224, 48),
    ):
        p.save()
        p.translate(x, y)
        p.rotate(turn + rng.uniform(-6, 6))
        shell = QPainterPath(QPointF(0, -43))
        shell.cubicTo(22, -43, 33, -12, 33, 8)
        shell.cubicTo(33, 30, 18, 40, 0, 40)
        shell.cubicTo(-18, 40, -33, 30, -33, 8)
        shell.cubicTo(-33, -12, -22, -43, 0, -43)
        shadow(p, shell, 2, 5, 5, rgba(dark, 0.40))
        p.fillPath(shell, rad(-10, -14, 62, (0, light), (0.45, middle), (1, deep)))
        fill_ellipse(p, -11, -19, 7, 11, rgba("#ffffff", 0.45))
        p.restore()
    _front_bowl(p, art, bowl, dark)


def _front_bowl(p: QPainter, art: Art, tones: str, dark: QColor) -> None:
    """The near half of the eggs' bowl."""
    white, shade, band = (art.color(tones, i) for i in range(3))
    x, y, r, h = 713.0, 238.0, 116.0, 82.0
    body = QPainterPath(QPointF(x - r, y))
    body.quadTo(x, y + r * 0.50, x + r, y)
    body.cubicTo(x + r * 0.94, y + h * 0.7, x + r * 0.62, y + h, x + r * 0.44, y + h)
    body.lineTo(x - r * 0.44, y + h)
    body.cubicTo(x - r * 0.62, y + h, x - r * 0.94, y + h * 0.7, x - r, y)
    fill_ellipse(p, x + 8, y + h, r * 0.8, r * 0.15, rgba(dark, 0.32))
    p.fillPath(body, lin(x - r, 0, x + r, 0, (0, shade), (0.28, white), (0.6, white), (1, mix(shade, dark, 0.22))))
    rim = QPainterPath(QPointF(x - r, y))
    rim.quadTo(x, y + r * 0.50, x + r, y)
    stroke(p, rim, pen(rgba(band, 0.85), 3.5))
    p.save()
    p.setClipPath(body, Qt.ClipOperation.IntersectClip)
    for k, width in ((0.42, 6.0), (0.56, 2.2)):
        stroke(p, rim.translated(0, h * k * 0.55), pen(rgba(band, 0.85), width))
    p.restore()
