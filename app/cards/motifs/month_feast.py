"""The tray of a full-month feast (cúng mụ): xôi gấc from a mould, red eggs, chè trôi nước and small bowls of chè."""

import math
import random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, lin, mix, pen, rad, rgba, shadow, smooth, stroke
from app.cards.motifs.buds_and_leaves import leaf
from app.cards.motifs.feast_dishes import draw_bowl, dumplings, eggs
from app.cards.motifs.flowers import bloom, blossom
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
    draw_bowl(p, 186, 236, 104, 84, art, bowl, dark)
    dumplings(p, 186, 236, 96, dark, rng)
    _rice(p, art, rice, rng)
    eggs(p, art, egg, bowl, dark, rng)
    for i, (x, y) in enumerate(((292, 316), (396, 334), (504, 334), (608, 316))):
        draw_bowl(p, x, y, 48, 40, art, bowl, dark)
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


KINDS = {"month_feast": draw}
