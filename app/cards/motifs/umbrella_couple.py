"""A man and a woman under umbrellas, in the light of a lamp."""

import itertools
import random

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.kit import catmull, fill_ellipse, lin, mix, pen, poly, rgba, ribbon, smooth, stroke


def umbrella(
    q: QPainter, x: float, y: float, half: float, turn: float, tones: tuple[QColor, ...], warm: QColor
) -> None:
    """An open umbrella from behind, lit from the lamp at its left; six panels and a scalloped hem."""
    light, mid, dark = tones
    q.save()
    q.translate(x, y)
    q.rotate(turn)
    top = -half * 0.78
    ribs = [-half, -half * 0.66, -half * 0.24, half * 0.24, half * 0.66, half]
    dome = QPainterPath(QPointF(-half, 0))
    dome.cubicTo(-half * 0.96, top * 0.62, -half * 0.52, top, 0, top)
    dome.cubicTo(half * 0.52, top, half * 0.96, top * 0.62, half, 0)
    for a, b in itertools.pairwise(ribs[::-1]):
        dome.quadTo((a + b) / 2, -half * 0.13, b, 0)
    stroke(q, poly([(0, top), (0, top - 15)], close=False), pen(dark, 4))
    q.fillPath(dome, lin(-half, top * 0.3, half, 0, (0, light), (0.36, mid), (1, dark)))
    q.save()
    q.setClipPath(dome, Qt.ClipOperation.IntersectClip)
    for i, (a, b) in enumerate(itertools.pairwise(ribs)):
        panel = QPainterPath(QPointF(0, top))
        panel.cubicTo(a * 0.62, top * 0.92, a * 1.02, top * 0.5, a, 4)
        panel.lineTo(b, 4)
        panel.cubicTo(b * 1.02, top * 0.5, b * 0.62, top * 0.92, 0, top)
        if i % 2:
            q.fillPath(panel, rgba(dark, 0.22))
        rib = QPainterPath(QPointF(0, top))
        rib.cubicTo(b * 0.62, top * 0.92, b * 1.02, top * 0.5, b, 4)
        stroke(q, rib, pen(rgba(mix(light, "#ffffff", 0.3), 0.45), 1.4))
    q.fillPath(dome, lin(0, top * 0.2, 0, 4, (0, rgba(dark, 0)), (1, rgba(dark, 0.45))))
    rim = QPainterPath(QPointF(-half, 0))
    rim.cubicTo(-half * 0.96, top * 0.62, -half * 0.52, top, 0, top)
    stroke(q, rim.translated(1.5, 1.5), pen(rgba(mix(warm, "#ffffff", 0.35), 0.9), 3.2))
    q.restore()
    q.restore()


def woman(q: QPainter, dress: tuple[QColor, ...], hair: QColor, rng: random.Random) -> None:
    """From behind, in áo dài: the panel moves in the wind, long hair below the umbrella."""
    light, dark = dress
    sway = 16 + rng.uniform(-5, 8)
    for s in (-1, 1):
        leg = smooth(
            [(s * 3, -100), (s * 21, -100), (s * 22 + 2, -40), (s * 27 + 3, -3), (s * 4 + 3, -2), (s * 3, -46)]
        )
        q.fillPath(leg, lin(-26, 0, 30, 0, (0, mix(light, dark, 0.25)), (1, mix(light, dark, 0.85))))
        fill_ellipse(q, s * 14 + 2, -1, 9, 3.4, mix(dark, hair, 0.6))
    tunic = QPainterPath(QPointF(-29, -196))
    tunic.quadTo(0, -208, 29, -196)
    tunic.cubicTo(29, -170, 17, -160, 18, -140)
    tunic.cubicTo(20, -122, 30, -114, 32, -92)
    tunic.cubicTo(38, -62, 36 + sway, -38, 32 + 1.7 * sway, -17)
    tunic.cubicTo(18 + sway, -8, -4 + sway, -22, -24 + 0.6 * sway, -13)
    tunic.cubicTo(-26, -40, -33, -66, -32, -92)
    tunic.cubicTo(-30, -114, -20, -122, -18, -140)
    tunic.cubicTo(-17, -160, -29, -170, -29, -196)
    q.fillPath(tunic, lin(-34, 0, 44, 0, (0, mix(light, "#ffffff", 0.35)), (0.42, light), (1, dark)))
    for x, lean in ((-12, 0.35), (2, 0.8), (15, 1.3)):
        fold = smooth([(x * 0.8, -122), (x, -76), (x + sway * lean, -22)], close=False)
        stroke(q, fold, pen(rgba(dark, 0.42), 2.0))
    arm = ribbon(catmull([(25, -190), (37, -164), (21, -148)], 8), np.linspace(8, 5.5, 17))
    q.fillPath(arm, mix(light, dark, 0.6))
    locks = smooth(
        [
            (-17, -214),
            (0, -222),
            (17, -214),
            (17, -178),
            (12, -146),
            (7, -120),
            (1, -108),
            (-5, -122),
            (-12, -148),
            (-16, -178),
        ]
    )
    q.fillPath(locks, lin(-18, 0, 20, 0, (0, mix(hair, light, 0.34)), (0.45, hair), (1, mix(hair, "#000000", 0.4))))
    for x in (-7, 1, 8):
        strand = smooth([(x, -212), (x * 1.1, -170), (x * 0.4, -122)], close=False)
        stroke(q, strand, pen(rgba(mix(hair, light, 0.5), 0.35), 1.1))


def man(q: QPainter, coat: tuple[QColor, ...]) -> None:
    """From behind, in a long coat with its collar up; his head shows under the umbrella."""
    light, dark = coat
    _head(q, light, dark)
    for s in (-1, 1):
        leg = smooth([(s * 3, -90), (s * 22, -90), (s * 19, -30), (s * 17, -4), (s * 5, -3), (s * 5, -40)])
        q.fillPath(leg, mix(dark, "#000000", 0.25))
        fill_ellipse(q, s * 12, -2, 11, 4.4, mix(dark, "#000000", 0.5))
    body = smooth(
        [
            (-40, -214),
            (-14, -226),
            (14, -226),
            (40, -214),
            (43, -160),
            (39, -110),
            (46, -54),
            (0, -48),
            (-46, -54),
            (-39, -110),
            (-43, -160),
        ]
    )
    q.fillPath(body, lin(-46, 0, 46, 0, (0, mix(light, "#ffffff", 0.12)), (0.3, mix(light, dark, 0.4)), (1, dark)))
    stroke(q, poly([(0, -120), (1, -50)], close=False), pen(rgba("#000000", 0.35), 2.4))
    stroke(q, poly([(-36, -132), (36, -132)], close=False), pen(rgba("#000000", 0.28), 6))
    arm = ribbon(catmull([(-38, -204), (-47, -160), (-24, -150)], 8), np.linspace(11, 8, 17))
    q.fillPath(arm, mix(light, dark, 0.35))
    collar = smooth([(-21, -218), (0, -212), (21, -218), (17, -240), (0, -236), (-17, -240)])
    q.fillPath(collar, mix(light, dark, 0.7))


def _head(q: QPainter, light: QColor, dark: QColor) -> None:
    """Short hair, ears and a nape, seen from behind."""
    skin = mix("#c98f6c", dark, 0.35)
    q.fillPath(poly([(-9, -252), (9, -252), (11, -224), (-11, -224)]), mix(skin, dark, 0.3))
    for s in (-1, 1):
        fill_ellipse(q, s * 19, -263, 4.2, 7, mix(skin, dark, 0.1 if s < 0 else 0.35))
    hair = smooth(
        [
            (-18, -272),
            (-16, -290),
            (0, -299),
            (16, -290),
            (18, -272),
            (15, -256),
            (10, -245),
            (0, -243),
            (-10, -245),
            (-15, -256),
        ]
    )
    tone = mix(dark, "#000000", 0.35)
    q.fillPath(hair, lin(-19, 0, 19, 0, (0, mix(tone, light, 0.42)), (0.4, tone), (1, mix(tone, "#000000", 0.3))))
