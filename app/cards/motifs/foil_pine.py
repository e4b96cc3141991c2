"""An old pine (tùng): leaning trunk with engraved bark, clouds of needle fans, every line in foil."""

import random

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter

from app.cards.art import Art
from app.cards.kit import Point, catmull, ellipse, normals, pen, poly, rgba, ribbon, shadow, stroke
from app.cards.motifs.foil_needles import draw_pad

BOX = QRectF(-70, -24, 540, 1284)  # the tree's own units, roots at the foot
PADS = (
    (225, 105, 165, 78), (318, 232, 112, 54), (84, 268, 112, 56), (222, 372, 118, 52), (66, 470, 88, 46),
    (176, 610, 92, 44), (54, 742, 74, 40), (160, 876, 76, 38),
)  # fmt: skip
TRUNK = (
    (0, 1240),
    (58, 1100),
    (30, 960),
    (96, 830),
    (62, 690),
    (122, 550),
    (88, 410),
    (150, 280),
    (196, 190),
    (214, 130),
)
BRANCHES = (
    (((104, 500), (150, 440), (196, 404), (224, 366)), 30, 9), (((140, 300), (210, 280), (270, 262), (318, 230)), 24, 8),
    (((92, 430), (60, 350), (82, 268)), 20, 8), (((110, 590), (60, 540), (64, 474)), 20, 8),
    (((74, 730), (128, 668), (176, 610)), 26, 8), (((84, 840), (52, 800), (54, 740)), 22, 8),
    (((60, 900), (120, 912), (162, 876)), 24, 8),
)  # fmt: skip


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    needles: str = "@pine",
    bark: str = "@bark",
    metal: str = "@foil",
    shade: str = "@shade",
    flip: bool = False,
) -> None:
    """As wide as the rectangle, its foot on the rectangle's foot, at the left (right when flipped).

    A taller rectangle makes a taller tree: trunk and branches are drawn out, the pads of needles keep their shape.
    """
    k = min(rect.width() / BOX.width(), rect.height() / BOX.height())
    p.setClipRect(rect)
    tall = min(1.6, rect.height() / (BOX.height() * k))
    p.translate(rect.right() if flip else rect.left(), rect.bottom() - BOX.height() * k * tall)
    p.scale(-k if flip else k, k)
    p.translate(-BOX.left(), -BOX.top() * tall)
    rng, foil = art.rng(510), art.foil(metal)
    for points, wide, narrow in (*BRANCHES, (TRUNK, 92, 20)):
        _bark(p, [(x, y * tall) for x, y in points], wide, narrow, rng, art, bark, foil, shade)
    for x, y, rx, ry in sorted(PADS, key=lambda each: each[1]):
        draw_pad(p, x, y * tall, rx, ry, rng, art, needles, foil, shade)


def _bark(
    p: QPainter,
    points: list[Point],
    wide: float,
    narrow: float,
    rng: random.Random,
    art: Art,
    bark: str,
    foil: QBrush,
    shade: str,
) -> None:
    center = catmull(points, 16)
    widths = np.linspace(wide, narrow, len(center)) / 2
    body, normal = ribbon(center, widths), normals(center)
    deep, thread, light = (art.color(bark, i) for i in range(3))
    shadow(p, body, 5, 8, 9, rgba(art.color(shade), 0.6))
    p.fillPath(body, foil)
    p.save()
    p.setClipPath(body, Qt.ClipOperation.IntersectClip)
    p.fillPath(body, rgba(deep, 0.62))
    dark_side = np.vstack(
        [center + normal * (widths * 0.15)[:, None], (center + normal * (widths * 1.3)[:, None])[::-1]]
    )
    p.fillPath(poly(dark_side), rgba(deep, 0.62))
    along = np.arange(len(center))
    for t in np.linspace(-0.92, 0.92, max(5, int(wide / 7))):  # long broken grooves
        phase = rng.uniform(0, 9)
        off = t + 0.10 * np.sin(along * 0.22 + phase) + 0.05 * np.sin(along * 0.61 + phase * 2)
        groove = center + normal * (widths * off)[:, None]
        i = rng.randint(0, 5)
        while i < len(center) - 3:
            end = min(len(center), i + rng.randint(6, 22))
            tint = rgba(light if t < 0.05 else thread, rng.uniform(0.45, 0.95) * (1 if t < 0.3 else 0.55))
            stroke(p, poly(groove[i:end], False), pen(tint, rng.uniform(1.0, 2.2)))
            i = end + rng.randint(1, 4)
    for _ in range(int(wide / 34)):  # knots
        i = rng.randrange(len(center) // 6, len(center) * 3 // 4)
        (x, y), s = center[i], widths[i] * 0.3
        for k in (1, 0.66, 0.34):
            ring = ellipse(float(x), float(y), s * k * 0.75, s * k)
            if k == 1:
                p.fillPath(ring, deep)
            stroke(p, ring, pen(rgba(light, 0.8), 1.5))
    p.restore()
    stroke(p, body, pen(rgba(light, 0.85), 1.8))


KINDS = {"foil_pine": draw}
