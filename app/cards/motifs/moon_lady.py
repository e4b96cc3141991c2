"""Chị Hằng before her moon, the jade hare beside her on the cloud: a paper-cut shadow with slits of light."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from app.cards.art import Art
from app.cards.kit import band, ellipse, fill_ellipse, pen, poly, rad, rgba, smooth, stroke
from app.cards.motifs.jade_hare import draw_cloud, draw_hare

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
    draw_cloud(p, shade, light)
    _sash(p, shade, sway)
    _lady(p, shade, light)
    draw_hare(p, shade, light)


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


KINDS = {"moon_lady": draw}
