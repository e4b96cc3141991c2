"""The face of a dance lion: cheeks, mirror, rolling eyes under furry brows, nose."""

import math
import random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.kit import ellipse, fill_ellipse, lin, mix, pen, poly, rgba, shadow, smooth, stroke
from app.cards.motifs.lion_fur import Coat, X


def draw_face(p: QPainter, c: Coat) -> None:
    """The painted mask over the jaw, its halves lit and shaded."""
    face = smooth(
        [
            (X, 92),
            (X + 86, 108),
            (X + 158, 168),
            (X + 188, 252),
            (X + 192, 330),
            (X + 176, 396),
            (X + 96, 396),
            (X, 376),
        ]
        + [(X - 96, 396), (X - 176, 396), (X - 192, 330), (X - 188, 252), (X - 158, 168), (X - 86, 108)]
    )
    shadow(p, face, 0, 8, 7, rgba(c.shade, 0.35))
    p.fillPath(face, c.coat[1])
    p.save()
    p.setClipPath(face, Qt.ClipOperation.IntersectClip)
    p.fillPath(face.subtracted(face.translated(-26, 8)), c.coat[0])
    p.fillPath(face.subtracted(face.translated(22, 12)), c.coat[2])
    for side in (-1, 1):
        for i, tone in enumerate((c.gold[1], c.accent[1], c.gold[2])):
            flame = QPainterPath(QPointF(X + side * (40 + i * 6), 100 + i * 4))
            flame.cubicTo(
                X + side * (96 - i * 14),
                112 + i * 6,
                X + side * (128 - i * 22),
                148,
                X + side * (150 - i * 30),
                190 - i * 10,
            )
            flame.cubicTo(
                X + side * (110 - i * 18), 172, X + side * (86 - i * 10), 160, X + side * (52 - i * 2), 158 - i * 6
            )
            flame.closeSubpath()
            p.fillPath(flame, tone)
        x, y = X + side * 150, 338
        swirl = QPainterPath(QPointF(x + 30 * side, y + 6))
        for j in range(1, 26):
            a, r = j * 0.36, 30 - j * 1.08
            swirl.lineTo(x + side * math.cos(a) * r, y + 6 + math.sin(a) * r)
        stroke(p, swirl, pen(c.gold[1], 8))
        for j in range(3):
            fill_ellipse(p, X + side * (168 - j * 9), 276 - j * 2 + j * j * 3 - 30, 6 - j, 6 - j, c.gold[2])
    p.restore()


def mirror(p: QPainter, c: Coat, rng: random.Random) -> None:
    """The bright mirror that frightens bad luck away, in petals."""
    turn = rng.uniform(0, 45)
    for i in range(8):
        a = math.radians(turn + i * 45)
        fill_ellipse(p, X + math.cos(a) * 27, 152 + math.sin(a) * 27, 13, 13, c.gold[0 if i % 2 else 2])
    p.fillPath(ellipse(X, 152, 29), c.gold[1])
    p.fillPath(
        ellipse(X, 152, 21),
        lin(
            X - 18,
            136,
            X + 18,
            168,
            (0, "#ffffff"),
            (0.5, mix("#ffffff", c.accent[1], 0.3)),
            (1, mix("#ffffff", c.accent[0], 0.45)),
        ),
    )


def eyes(p: QPainter, c: Coat, rng: random.Random) -> None:
    look, lid = (rng.uniform(-9, 9), rng.uniform(-5, 7)), rng.uniform(0.14, 0.27)
    for side in (-1, 1):
        x, y = X + side * 88, 256
        p.fillPath(ellipse(x, y, 68), c.gold[1])
        p.fillPath(ellipse(x, y, 60), c.coat[0])
        ball = ellipse(x, y, 54)
        p.fillPath(ball, QColor("#ffffff"))
        p.fillPath(ellipse(x + look[0], y + 4 + look[1], 33), c.accent[1])
        p.fillPath(ellipse(x + look[0] * 1.3, y + 4 + look[1] * 1.2, 21), QColor("#17110f"))
        p.fillPath(ellipse(x + look[0] * 1.3 + 9, y - 5 + look[1], 8), QColor("#ffffff"))
        p.save()
        p.setClipPath(ball, Qt.ClipOperation.IntersectClip)
        half = QRectF(x - 60, y - 60, 120, 120 * lid)
        p.fillRect(half, c.accent[0])
        p.fillRect(QRectF(half.left(), half.bottom() - 8, 120, 8), c.gold[1])
        p.restore()
        for i in range(5):
            a = math.radians(-90 + side * (i * 17 - 6))
            at, tip = (x + math.cos(a) * 66, y + math.sin(a) * 66), (x + math.cos(a) * 88, y + math.sin(a) * 88)
            stroke(p, poly([at, tip], False), pen(c.fur[1], 7))
        course = [
            (x - side * 62 + side * i * 17.5, y - 62 - 30 * math.sin(math.pi * (i + 0.6) / 8.4)) for i in range(8)
        ]
        for tone, size, drop in ((c.fur[0], 1.0, 6), (c.fur[1], 0.86, 0)):
            for j, (bx, by) in enumerate(course):
                fill_ellipse(
                    p,
                    bx,
                    by + drop,
                    19 * size * (1 - 0.045 * abs(j - 3.5)),
                    19 * size * (1 - 0.045 * abs(j - 3.5)),
                    tone,
                )


def nose(p: QPainter, c: Coat) -> None:
    bridge = smooth(
        [
            (X - 20, 226),
            (X + 20, 226),
            (X + 26, 300),
            (X + 56, 330),
            (X + 40, 356),
            (X, 362),
            (X - 40, 356),
            (X - 56, 330),
            (X - 26, 300),
        ]
    )
    p.fillPath(bridge, c.gold[1])
    p.fillPath(bridge.subtracted(bridge.translated(-12, 4)), c.gold[0])
    for i in range(3):
        arc = QPainterPath(QPointF(X - 17 - i * 2, 248 + i * 20))
        arc.quadTo(X, 260 + i * 20, X + 17 + i * 2, 248 + i * 20)
        stroke(p, arc, pen(c.coat[1], 5))
    for side in (-1, 1):
        fill_ellipse(p, X + side * 31, 336, 20, 17, c.coat[1])
        fill_ellipse(p, X + side * 31, 339, 10, 8, c.coat[0])
    fill_ellipse(p, X, 326, 17, 15, c.gold[2])
