"""The tray of a full-month feast (cúng mụ): xôi gấc from a mould, red eggs, chè trôi nước and small bowls of chè."""

import math
import random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, lin, mix, pen, rad, rgba, shadow, smooth, stroke
from app.cards.motifs.flowers import bloom, blossom, leaf
from app.cards.sprites import shaded, stamp

BOX = QRectF(-10, 10, 920, 396)


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tray: str = "@timber",
    rice: str = "@rice",
    egg: str = "@egg",
    bowl: str = "@bowl",
    flower: str = "@flower",
    leaf_tones: str = "@leaf",
    shade: str = "@shade",
) -> None:
    """Fitted to the rectangle, standing on its foot. rice and egg: light, middle, deep; bowl: white, shade, band."""
    p.setClipRect(rect)
    size = min(rect.width() / BOX.width(), rect.height() / BOX.height())
    p.translate(rect.center().x() - BOX.center().x() * size, rect.bottom() - BOX.bottom() * size)
    p.scale(size, size)
    rng, dark, scale = art.rng(171), art.color(shade), art.scale * size
    _tray(p, art, tray, dark)
    _leaves(p, art, leaf_tones, dark)
    _bowl(p, 186, 236, 104, 84, art, bowl, dark)
    _dumplings(p, 186, 236, 96, dark, rng)
    _rice(p, art, rice, rng)
    _eggs(p, art, egg, bowl, dark, rng)
    for i, (x, y) in enumerate(((292, 316), (396, 334), (504, 334), (608, 316))):
        _bowl(p, x, y, 48, 40, art, bowl, dark)
        soup = ("#f2c24e", "#8aa64a", "#f2c24e", "#b8543a")[i]
        fill_ellipse(
            p, x, y, 42, 10.5, lin(x - 40, 0, x + 40, 0, (0, mix(soup, "#ffffff", 0.25)), (1, mix(soup, dark, 0.12)))
        )
        for _ in range(9):
            fill_ellipse(
                p, x + rng.uniform(-28, 28), y + rng.uniform(-5, 5), 4, 2.2, rgba(mix(soup, "#ffffff", 0.55), 0.8)
            )
    make = bloom("dao", art.ramp(flower))
    for x, y, r, turn in ((52, 318, 36, 10), (104, 352, 30, 40), (846, 322, 36, -20), (796, 354, 29, 70)):
        for a in (-40, 150):
            green = leaf(r * 1.9, r * 0.8, (art.ramp(leaf_tones)[0], art.ramp(leaf_tones)[1]), 3, round(scale, 4))
            stamp(p, green, x, y, 1, turn + a, 0.8)
        petals = shaded(blossom(make, r, round(x), round(scale, 4)), 5, rgba(dark, 0.35))
        stamp(p, petals, x, y, 1, turn + rng.uniform(-20, 20), 0.82, drop=(2, 5))


def _tray(p: QPainter, art: Art, tray: str, dark: QColor) -> None:
    light, deep = art.color(tray), art.color(tray, 1)
    fill_ellipse(
        p, 450, 330, 446, 70, rad(450, 330, 446, (0, rgba(dark, 0.5)), (0.8, rgba(dark, 0.25)), (1, rgba(dark, 0)))
    )
    rim = ellipse(450, 296, 418, 92)
    p.fillPath(rim.translated(0, 12), mix(deep, dark, 0.35))
    p.fillPath(rim, lin(30, 0, 870, 0, (0, deep), (0.3, mix(light, "#ffffff", 0.25)), (0.7, light), (1, deep)))
    inner = ellipse(450, 292, 396, 80)
    p.fillPath(inner, lin(0, 210, 0, 374, (0, mix(deep, dark, 0.22)), (1, mix(light, "#ffffff", 0.12))))
    p.save()
    p.setClipPath(inner, Qt.ClipOperation.IntersectClip)
    for i in range(-40, 100):  # plaited bamboo
        for lean in (-1, 1):
            line = QPainterPath(QPointF(i * 17, 200))
            line.lineTo(i * 17 + lean * 170, 380)
            stroke(p, line, pen(rgba(deep, 0.20), 3))
    p.restore()
    stroke(p, inner, pen(rgba(dark, 0.30), 2))


def _leaves(p: QPainter, art: Art, tones: str, dark: QColor) -> None:
    """Banana leaf under the rice."""
    for i in range(13):
        a = math.pi * i / 12
        x, y = 450 + math.cos(a) * 172, 262 + math.sin(a) * 34
        tip = smooth([(450 + math.cos(a) * 96, 250), (x - 22, y - 8), (x + math.cos(a) * 14, y + 9), (x + 22, y - 8)])
        shadow(p, tip, 1, 4, 4, rgba(dark, 0.3))
        p.fillPath(tip, lin(450, 250, x, y, (0, art.color(tones)), (1, art.color(tones, 1))))


def _rice(p: QPainter, art: Art, tones: str, rng: random.Random) -> None:
    light, middle, deep = (art.color(tones, i) for i in range(3))
    dome = QPainterPath(QPointF(306, 246))
    dome.cubicTo(300, 120, 372, 56, 450, 54)
    dome.cubicTo(528, 56, 600, 120, 594, 246)
    dome.cubicTo(560, 284, 340, 284, 306, 246)
    shadow(p, dome, 0, 8, 9, rgba(deep, 0.55))
    p.fillPath(dome, rad(400, 110, 260, (0, light), (0.45, middle), (1, deep)))
    p.save()
    p.setClipPath(dome, Qt.ClipOperation.IntersectClip)
    for t in (-0.78, -0.5, -0.18, 0.18, 0.5, 0.78):  # the mould's petals
        groove = QPainterPath(QPointF(450 + t * 26, 60))
        groove.cubicTo(450 + t * 130, 100, 450 + t * 190, 180, 450 + t * 182, 284)
        stroke(p, groove.translated(4, 0), pen(rgba(light, 0.45), 5))
        stroke(p, groove, pen(rgba(deep, 0.55), 7))
    p.setPen(Qt.PenStyle.NoPen)
    for _ in range(620):
        x, y = rng.uniform(304, 596), rng.uniform(54, 276)
        p.save()
        p.translate(x, y)
        p.rotate(rng.uniform(0, 180))
        p.setBrush(rgba(mix(light, "#ffffff", 0.3) if rng.random() < 0.5 else deep, rng.uniform(0.18, 0.5)))
        p.drawEllipse(QPointF(0, 0), 5.2, 2.3)
        p.restore()
    p.restore()
    for i in range(8):
        a = math.tau * i / 8
        fill_ellipse(
            p, 450 + math.cos(a) * 17, 76 + math.sin(a) * 8, 9, 6, mix("#fff4d8", deep, 0.06 + 0.06 * math.sin(a))
        )
    fill_ellipse(p, 450, 74, 9, 6, deep)


def _bowl(p: QPainter, x: float, y: float, r: float, h: float, art: Art, tones: str, dark: QColor) -> None:
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


def _dumplings(p: QPainter, x: float, y: float, r: float, dark: QColor, rng: random.Random) -> None:
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


def _eggs(p: QPainter, art: Art, egg: str, bowl: str, dark: QColor, rng: random.Random) -> None:
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


KINDS = {"month_feast": draw}
