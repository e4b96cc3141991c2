"""Chị Hằng before her moon, the jade hare beside her on the cloud: a paper-cut shadow with slits of light."""

import math

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import Point, catmull, ellipse, fill_ellipse, pen, poly, rad, rgba, ribbon, smooth, stroke

WIDE, HIGH = 232.0, 310.0  # origin in the middle, the cloud's foot at 148


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tone: str = "@figure",
    moon: str = "@lit",
    flip: bool = False,
) -> None:
    """tone: the shadow; moon: the disc behind her, which also shines through the slits."""
    k = min(rect.width() / WIDE, rect.height() / HIGH) * 0.97
    shade, light = art.color(tone), art.color(moon)
    sway = art.rng(611).uniform(-4, 4)
    p.setClipRect(rect)
    p.translate(rect.center())
    p.scale(-k if flip else k, k)
    disc = rad(
        12, -44, 96, (0, rgba(light, 0.95)), (0.72, rgba(light, 0.85)), (0.95, rgba(light, 0.62)), (1, rgba(light, 0))
    )
    fill_ellipse(p, 12, -44, 96, 96, disc)
    for radius, width in ((90, 1.4), (84, 0.7)):
        stroke(p, ellipse(12, -44, radius), pen(rgba(shade, 0.35), width))
    _cloud(p, shade, light)
    _sash(p, shade, sway)
    _lady(p, shade, light)
    _hare(p, shade, light)


def band(points: list[Point], *widths: float) -> QPainterPath:
    """A stroke through the points whose width runs through `widths`."""
    center = catmull(points, 14)
    at = np.linspace(0, 1, len(center))
    return ribbon(center, np.interp(at, np.linspace(0, 1, len(widths)), widths) / 2)


def _sash(p: QPainter, shade: QColor, sway: float) -> None:
    """A long silk scarf that floats in a loop over her shoulders."""
    loop = [
        (34, -48),
        (66, -78),
        (64, -118),
        (22, -136),
        (-30, -126),
        (-60, -92 + sway),
        (-86, -88),
        (-104, -110 + sway),
    ]
    p.fillPath(band(loop, 4, 8, 6, 9, 6, 10, 7, 1), shade)
    tail = [(-18, -50), (-52, -44), (-78, -16 + sway), (-94, 10), (-92, 38 + sway), (-106, 58)]
    p.fillPath(band(tail, 5, 8, 9, 6, 9, 1), shade)
    front = [(40, -44), (58, -20), (64, 10 + sway), (84, 26), (98, 12 + sway)]
    p.fillPath(band(front, 4, 7, 8, 6, 1), shade)


def _lady(p: QPainter, shade: QColor, light: QColor) -> None:
    skirt = smooth(
        [(-12, -38), (10, -38), (17, -10), (26, 28), (36, 70), (40, 102), (8, 112), (-30, 114), (-66, 108), (-98, 92),
         (-74, 88), (-50, 66), (-34, 30), (-20, -6)]
    )  # fmt: skip
    p.fillPath(skirt, shade)
    for points in (
        [(0, -28), (4, 20), (10, 104)], [(-6, -26), (-12, 24), (-20, 106)],
        [(-10, -22), (-30, 40), (-58, 98)], [(7, -28), (17, 24), (27, 98)],
    ):  # fmt: skip
        p.fillPath(band(points, 0.2, 2.4, 0.4), rgba(light, 0.85))
    torso = smooth([(-12, -86), (2, -92), (14, -86), (14, -62), (11, -40), (-12, -40), (-15, -62)])
    p.fillPath(torso, shade)
    p.fillPath(band([(0, -90), (7, -72), (0, -46)], 0.5, 1.8, 0.8), rgba(light, 0.85))
    p.fillPath(poly([(-12.5, -44), (11.5, -44), (11.5, -41.5), (-12.5, -41.5)]), rgba(light, 0.8))
    back = smooth([(-12, -84), (-22, -62), (-24, -42), (-34, -20), (-46, 8), (-30, 14), (-14, -8), (-10, -40)])
    p.fillPath(back, shade)  # the sleeve behind, hanging
    p.fillPath(band([(-15, -74), (-19, -44), (-30, -4)], 0.4, 1.8, 0.5), rgba(light, 0.75))
    sleeve = smooth(
        [(8, -86), (22, -74), (40, -66), (56, -66), (58, -58), (54, -34), (46, -8), (38, -24), (24, -48), (10, -62)]
    )
    p.fillPath(sleeve, shade)  # the arm held out over the hare
    p.fillPath(band([(20, -68), (38, -56), (46, -24)], 0.4, 1.9, 0.5), rgba(light, 0.8))
    p.fillPath(band([(52, -62), (62, -66), (70, -63)], 6, 4.4, 2.0), shade)
    p.fillPath(band([(60, -65), (66, -70), (71, -70)], 2.4, 1.8, 0.8), shade)
    neck = band([(1, -102), (1, -86)], 8, 11)
    p.fillPath(neck, shade)
    face = smooth(
        [(-11, -122), (-2, -130), (8, -126), (11, -120), (12, -115), (15.5, -111), (12.4, -109), (12, -105), (8, -101),
         (1, -99), (-8, -104)]
    )  # fmt: skip
    p.fillPath(face, shade)
    hair = smooth(
        [
            (9, -127),
            (0, -134),
            (-12, -130),
            (-17, -116),
            (-14, -100),
            (-19, -82),
            (-27, -70),
            (-12, -78),
            (-5, -98),
            (-4, -114),
        ]
    )
    p.fillPath(hair, shade)
    p.fillPath(band([(6, -126), (-5, -118), (-8, -102)], 0.3, 1.7, 0.3), rgba(light, 0.85))
    for x, y, turn in ((-13, -142, -18), (3, -146, 14)):  # two loops of hair and the pin that holds them
        p.save()
        p.translate(x, y)
        p.rotate(turn)
        p.fillPath(ellipse(0, 0, 8.6, 13) - ellipse(0, 0, 4.0, 8), shade)
        p.restore()
    p.fillPath(ellipse(-4, -133, 6, 4.6), shade)
    stroke(p, poly([(-24, -130), (12, -138)], False), pen(shade, 1.6))
    for x, y, r in ((-25, -129.5, 2.4), (13.5, -138.4, 2.6)):
        fill_ellipse(p, x, y, r, r, shade)
    stroke(p, poly([(-25, -128), (-26, -116)], False), pen(shade, 0.9))
    fill_ellipse(p, -26, -115, 1.6, 2.2, shade)


def _hare(p: QPainter, shade: QColor, light: QColor) -> None:
    """It sits up and looks at her, facing left."""
    p.save()
    p.translate(72, 66)
    body = smooth(
        [(-8, -2), (-14, 14), (-14, 30), (-16, 42), (4, 46), (24, 44), (30, 34), (28, 14), (16, -4), (4, -10)]
    )
    p.fillPath(body, shade)
    p.fillPath(smooth([(-20, -14), (-16, -24), (-4, -30), (8, -24), (11, -12), (4, -3), (-10, -4), (-19, -9)]), shade)
    p.fillPath(band([(2, -24), (6, -42), (18, -58)], 8, 9.5, 1.5), shade)
    p.fillPath(band([(-3, -26), (-4, -46), (3, -64)], 7, 9, 1.5), shade)
    p.fillPath(band([(3.5, -32), (7, -42), (13, -50)], 0.3, 2.4, 0.4), rgba(light, 0.8))
    p.fillPath(band([(-10, 10), (-20, 16), (-24, 10)], 8, 6, 4), shade)
    fill_ellipse(p, 31, 36, 7, 6.4, shade)
    fill_ellipse(p, -9, -17, 1.7, 2.0, light)
    p.fillPath(band([(6, 10), (20, 20), (10, 36)], 0.3, 2.0, 0.3), rgba(light, 0.8))
    p.restore()


def _cloud(p: QPainter, shade: QColor, light: QColor) -> None:
    """Rolls of cloud with a curl of light cut into each."""
    for x, y, r in ((-88, 124, 17), (-56, 114, 24), (-16, 119, 20), (24, 115, 25), (64, 121, 20), (92, 128, 15)):
        roll = ellipse(x, y, r, r * 0.86)
        p.fillPath(roll, shade)
    p.fillPath(
        smooth(
            [(-108, 134), (-70, 124), (0, 120), (70, 124), (110, 136), (84, 143), (20, 146), (-60, 145), (-96, 142)]
        ),
        shade,
    )
    for x, y, r, turn in ((-76, 124, 13, 1), (-30, 120, 17, 1), (24, 123, 17, -1), (74, 125, 14, -1)):
        curl = [
            (x + turn * math.cos(a) * r * (1 - a / 9.5), y + math.sin(a) * r * 0.8 * (1 - a / 9.5))
            for a in (math.pi + i * 0.5 for i in range(11))
        ]
        p.fillPath(band(curl, 0.4, 2.2, 2.0, 0.8), rgba(light, 0.85))


KINDS = {"moon_lady": draw}
