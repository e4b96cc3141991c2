"""Dragon and phoenix (rồng, phượng) cut from gilt paper: bodies in one piece, everything else is the holes."""

import random

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter

from app.cards.art import Art
from app.cards.kit import catmull, ellipse, normals, pen, poly, ribbon, smooth
from app.cards.motifs.gilt_cuts import HOLE, cloud, cut, holes, scales, spine
from app.cards.motifs.gilt_phoenix import phoenix
from app.cards.motifs.lace import CLEAR, leaf, put
from app.cards.papercut import figure

BOX = QRectF(0, 0, 520, 560)  # both sit in the lower left corner, facing right


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    metal: str = "@foil",
    rim: str = "@rim",
    shade: str = "@shade",
    form: str = "phoenix",
    flip: bool = False,
) -> None:
    """Fitted to the rectangle's lower left corner, or its lower right when flipped."""
    k = min(rect.width() / BOX.width(), rect.height() / BOX.height())
    p.setClipRect(rect)
    p.translate(rect.right() if flip else rect.left(), rect.bottom() - BOX.height() * k)
    p.scale(-k if flip else k, k)
    foil, rng = art.foil(metal, 6 if flip else 1), art.rng(801)
    paint = {"phoenix": phoenix, "dragon": _dragon}[form]
    lit = (0.8, 1.2) if flip else (-0.8, 1.2)
    figure(p, BOX, lambda q: paint(q, foil, rng), art.color(rim), art.color(shade), depth=0.6, lit=lit)


def _dragon(p: QPainter, fill: QBrush, rng: random.Random) -> None:
    way = [
        (292, 262), (250, 300), (196, 292), (150, 262), (104, 290), (100, 352), (150, 388), (214, 380), (270, 396),
        (284, 446), (236, 484), (168, 478), (104, 486), (66, 458), (34, 404), (28, 330), (44, 262), (78, 206), (86, 150),
    ]  # fmt: skip
    widths = [20, 24, 26, 27, 28, 28, 28, 27, 26, 25, 24, 22, 20, 17, 14, 11, 8, 5, 2.5]
    center = spine(way)
    half = np.interp(np.linspace(0, 1, len(center)), np.linspace(0, 1, len(widths)), widths)
    normal = normals(center)
    for k in range(12, len(center) - 14, 9):  # the comb along its back
        base, out = center[k], normal[k] * -1
        tangent = (center[k + 1] - center[k]) / max(1e-6, float(np.hypot(*(center[k + 1] - center[k]))))
        tip = base + out * (half[k] * 1.62) + tangent * half[k] * 0.5
        a, b = (
            base + out * half[k] * 0.8 - tangent * half[k] * 0.42,
            base + out * half[k] * 0.8 + tangent * half[k] * 0.42,
        )
        p.fillPath(poly([tuple(map(float, q)) for q in (a, tip, b)]), fill)
    _leg(p, 128, 284, -168, fill)
    _leg(p, 236, 404, 24, fill)
    _leg(p, 132, 486, 128, fill)
    p.fillPath(ribbon(center, half), fill)
    belly = center + normal * (half * 0.46)[:, None]
    cut(p, poly([tuple(map(float, q)) for q in belly[16:-60]], False), 2.2)
    for k in range(20, len(center) - 70, 5):
        a, b = center[k] + normal[k] * half[k] * 0.52, center[k] + normal[k] * half[k] * 0.88
        cut(p, poly([tuple(map(float, a)), tuple(map(float, b))], False), 1.9)
    scales(p, center - normal * (half * 0.28)[:, None], half * 0.62, 0.05, 0.80, 10.0, 2.0)
    for turn, size in ((-96, 60), (-66, 54), (-122, 46)):  # the tail's flame
        put(p, leaf(size, 10, 0.14), 86, 156, turn, fill)
    _head(p, fill, rng)
    for x, y, k in ((372, 500, 1.0), (470, 524, 0.8), (176, 214, 0.85), (44, 532, 0.8), (300, 532, 0.7)):
        cloud(p, x, y, k, fill)


def _leg(p: QPainter, x: float, y: float, turn: float, fill: QBrush) -> None:
    p.save()
    p.translate(x, y)
    p.rotate(turn)
    thigh = catmull([(0, 0), (22, 8), (38, -2), (54, 4)], 10)
    p.fillPath(ribbon(thigh, np.linspace(13, 5, len(thigh))), fill)
    for claw in (-52, -18, 16, 50, 150):
        put(p, leaf(26 if claw != 150 else 16, 4.2, 0.22 if claw > 0 else -0.22), 54, 4, claw, fill)
    for flame in (150, 184):
        put(p, leaf(32, 6, 0.2), 16, 0, flame, fill)
    p.restore()


def _head(p: QPainter, fill: QBrush, rng: random.Random) -> None:
    """Open-mouthed, mane streaming back, the pearl before it."""
    p.save()
    p.translate(292, 250)
    for i, (turn, size) in enumerate(((-206, 84), (-188, 104), (-168, 112), (-148, 104), (-128, 84), (-226, 62))):
        put(p, leaf(size * rng.uniform(0.96, 1.04), 11, 0.16 if i % 2 else -0.14), -4, -6, turn, fill)
    skull = smooth(
        [(-34, 8), (-30, -22), (-8, -36), (16, -34), (32, -28), (52, -26), (66, -38), (80, -34), (84, -18), (74, -6), (52, -2),
         (34, 2), (24, 12), (10, 28), (-14, 30)]
    )  # fmt: skip
    p.fillPath(skull, fill)
    jaw = smooth([(-10, 22), (16, 18), (32, 20), (52, 22), (66, 14), (70, 22), (58, 34), (34, 38), (10, 42), (-12, 36)])
    p.fillPath(jaw, fill)
    for x in (40, 50, 60):
        put(p, leaf(10, 2.6), x, -3, 84, fill)
    for x in (40, 50):
        put(p, leaf(9, 2.4), x, 22, -84, fill)
    tongue = catmull([(20, 16), (44, 10), (66, 6), (84, 12)], 8)
    p.fillPath(ribbon(tongue, np.linspace(3.5, 1.2, len(tongue))), fill)
    for points in ([(4, -32), (-10, -60), (-34, -78), (-50, -70)], [(16, -34), (12, -64), (-4, -88), (-22, -92)]):
        horn = catmull(points, 10)
        p.fillPath(ribbon(horn, np.linspace(6.5, 1.6, len(horn))), fill)
    for points in (
        [(72, -34), (96, -60), (124, -58), (122, -42), (110, -44)],
        [(62, 20), (86, 40), (112, 34), (112, 20), (102, 22)],
    ):
        whisker = catmull(points, 10)
        p.fillPath(ribbon(whisker, np.linspace(2.6, 1.4, len(whisker))), fill)
    for turn in (96, 118, 140):
        put(p, leaf(34, 6, -0.16), 4, 34, turn, fill)
    holes(p, smooth([(2, -18), (12, -25), (24, -19), (14, -13)]))
    p.fillPath(ellipse(14, -19, 3.6), fill)
    cut(p, smooth([(-4, -26), (10, -33), (28, -25)], False), 2.2)
    cut(p, smooth([(66, -28), (72, -24), (70, -17), (64, -18)], False), 2.2)
    cut(p, smooth([(-18, -20), (-24, 0), (-14, 20)], False), 2.4)
    cut(p, smooth([(-6, -8), (-10, 6), (-2, 18)], False), 2.0)
    p.fillPath(ellipse(150, -8, 17), fill)
    for i in range(5):
        put(p, leaf(28 - abs(i - 2) * 3, 5, 0.14), 150, -8, -150 + i * 30, fill)
    p.save()
    p.setCompositionMode(CLEAR)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(pen(HOLE, 2.2))
    p.drawEllipse(QPointF(150, -8), 12.5, 12.5)
    p.restore()
    p.restore()


KINDS = {"dragon_phoenix": draw}
