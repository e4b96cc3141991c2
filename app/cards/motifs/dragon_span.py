"""The steel dragon of Cầu Rồng: its body that winds over and under the deck."""

import math

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import band, catmull, many, mix, normals, pen, poly, rgba, ribbon, stroke

HIGH, WIDE, LEFT = 400.0, 1200.0, 46.0  # over the water, and the dragon with its fire; the deck lies 46 over the water
SPINE = (
    (52, -104), (34, -122), (18, -106), (26, -82), (50, -56), (84, -12), (122, 16), (164, -6), (214, -78), (270, -132),
    (330, -150), (390, -132), (446, -78), (494, -8), (534, 16), (574, -6), (616, -62), (664, -92), (712, -84), (752, -34),
    (784, 8), (810, -18), (824, -74), (826, -132), (844, -180), (874, -204),
)  # fmt: skip


def _spine() -> tuple[np.ndarray, np.ndarray]:
    center = catmull(SPINE, 18)
    t = np.linspace(0, 1, len(center))
    return center, np.interp(t, (0, 0.08, 0.22, 0.42, 0.8, 1), (1.5, 6, 13, 18, 16, 15))


def draw_body(p: QPainter, art: Art, dragon: str, *, glow: bool = False) -> None:
    center, half = _spine()
    dark, gold, light = (art.color(dragon, i) for i in range(3))
    body = ribbon(center, half)
    body.setFillRule(Qt.FillRule.WindingFill)
    if glow:
        p.fillPath(body, rgba(gold, 0.62))
        return
    side = normals(center)
    hangers = QPainterPath()
    for x in range(150, 800, 13):  # from the body down to the deck
        near = int(np.argmin(np.abs(center[70:420, 0] - x))) + 70
        if center[near, 1] < -16:
            hangers.moveTo(x, float(center[near, 1]))
            hangers.lineTo(x, 0)
    stroke(p, hangers, pen(rgba(gold, 0.34), 0.9))
    spines = many()
    for i in range(26, len(center) - 12, 6):
        (x, y), (nx, ny), h = center[i], -side[i], half[i]
        tx, ty = center[i] - center[i - 3]
        n = max(1e-6, math.hypot(tx, ty))
        tx, ty = tx / n, ty / n
        root, tip = (x + nx * h * 0.8, y + ny * h * 0.8), (x + nx * (h + 11) - tx * 9, y + ny * (h + 11) - ty * 9)
        spines.addPath(poly([(root[0] - tx * 5, root[1] - ty * 5), tip, (root[0] + tx * 5, root[1] + ty * 5)]))
    p.fillPath(spines, mix(dark, gold, 0.75))
    p.fillPath(body, dark)
    p.fillPath(ribbon(center - side * (half * 0.16)[:, None], half * 0.82), mix(dark, gold, 0.62))
    p.fillPath(ribbon(center - side * (half * 0.36)[:, None], half * 0.52), gold)
    p.save()
    p.setClipPath(body, Qt.ClipOperation.IntersectClip)
    scales = QPainterPath()
    for i in range(18, len(center) - 2, 3):
        for row in (-0.72, -0.24, 0.24, 0.72):
            x, y = center[i] + side[i] * half[i] * row
            along = math.degrees(math.atan2(*(center[i + 1] - center[i])[::-1]))
            r = half[i] * 0.34
            if i % 2 == round(row * 2.1 + 2) % 2:
                box = QRectF(x - r, y - r, 2 * r, 2 * r)
                scales.arcMoveTo(box, 90 - along)
                scales.arcTo(box, 90 - along, -180)
    stroke(p, scales, pen(rgba(mix(dark, "#000000", 0.25), 0.75), 1.5))
    stroke(p, scales.translated(-0.7, -0.5), pen(rgba(light, 0.7), 0.8))
    p.restore()
    for t, alpha, width in ((-0.98, 0.95, 1.5), (0.98, 0.4, 1.0)):
        stroke(p, poly(center + side * (half * t)[:, None], False), pen(rgba(light, alpha), width))
    fan = [
        band(
            [(50, -100), (40 - 8 * i, -128 - 5 * i), (22 - 12 * i, -142 - 7 * i), (14 - 4 * i, -150 - 11 * i)],
            5,
            6,
            3,
            0.5,
        )
        for i in (-1, 0, 1, 2)
    ]
    for lobe in fan:
        p.fillPath(lobe, mix(dark, gold, 0.85))
        stroke(p, lobe, pen(rgba(light, 0.7), 0.8))
