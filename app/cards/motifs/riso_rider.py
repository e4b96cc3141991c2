"""A motorbike's rider in two inks: coat, scarf, helmet."""

import random

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.kit import ellipse, pen, poly, smooth, stroke
from app.cards.riso import DARK, PAPER, A, B, fade, ink


def draw_rider(q: QPainter, rng: random.Random) -> None:
    """Seated on the motorbike, facing left; the scarf's end flutters by chance."""
    leg = smooth(
        [
            (398, 320),
            (450, 318),
            (474, 346),
            (440, 376),
            (372, 388),
            (352, 440),
            (344, 492),
            (312, 492),
            (316, 430),
            (336, 362),
        ]
    )
    stroke(q, leg, pen(PAPER, 9))
    q.fillPath(leg, B)
    shoe = smooth([(292, 494), (320, 484), (350, 490), (350, 508), (290, 510)])
    q.fillPath(shoe, DARK)
    coat = smooth([(376, 190), (420, 174), (462, 192), (482, 260), (480, 338), (430, 348), (384, 338), (368, 262)])
    stroke(q, coat, pen(PAPER, 10))
    q.fillPath(coat, fade(366, 0, 486, 0, (0, 0.0, 0.62), (0.5, 0.12, 0.9), (1, 0.5, 1)))
    path = QPainterPath(QPointF(416, 208))
    path.cubicTo(400, 292, 340, 286, 276, 240)
    stroke(q, path, pen(PAPER, 46))
    stroke(q, path, pen(B, 36))
    q.fillPath(ellipse(270, 237, 16), PAPER)
    stroke(q, ellipse(270, 237, 16), pen(DARK, 4))
    scarf = smooth([(376, 178), (420, 168), (446, 184), (440, 204), (396, 210), (374, 200)])
    q.fillPath(scarf, A)
    tail = smooth([(440, 188), (478, 176 + rng.uniform(-8, 8)), (520, 192), (486, 204), (444, 206)])
    stroke(q, tail, pen(PAPER, 6))
    q.fillPath(tail, A)
    face = ellipse(400, 132, 44, 48)
    stroke(q, face, pen(PAPER, 9))
    q.fillPath(face, PAPER)
    q.fillPath(ellipse(386, 160, 13, 10), ink(0.6, 0, 1))
    stroke(q, face, pen(DARK, 4))
    helmet = QPainterPath(QPointF(352, 128))
    helmet.cubicTo(346, 66, 400, 52, 436, 74)
    helmet.cubicTo(466, 92, 466, 134, 446, 152)
    helmet.cubicTo(438, 128, 400, 122, 352, 128)
    stroke(q, helmet, pen(PAPER, 9))
    q.fillPath(helmet, A)
    q.fillPath(smooth([(334, 132), (352, 118), (396, 120), (384, 130), (350, 136)]), DARK)
    q.fillPath(smooth([(388, 62), (412, 62), (440, 120), (424, 124)]), PAPER)
    q.fillPath(ellipse(372, 148, 5.5, 7), DARK)
    smile = QPainterPath(QPointF(364, 164))
    smile.quadTo(374, 172, 386, 164)
    stroke(q, smile, pen(DARK, 4))
    stroke(q, poly([(436, 140), (418, 178)], False), pen(DARK, 5))
