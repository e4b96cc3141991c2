"""A dish of pickled scallion heads (củ kiệu) with carrot and chilli, from above."""

import math
import random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.kit import band, ellipse, fill_ellipse, lin, mix, pen, rad, rgba, smooth, stroke
from app.cards.motifs.china_dish import china_dish, under


def kieu_dish(
    p: QPainter,
    x: float,
    y: float,
    r: float,
    china: list[QColor],
    tones: list[QColor],
    rng: random.Random,
    dark: QColor,
) -> None:
    """Dưa kiệu. tones: white, its shade, carrot, chilli."""
    china_dish(p, x, y, r, china, dark)
    white, grey, carrot, chilli = tones
    inside = ellipse(x, y, r * 0.80)
    p.fillPath(
        inside,
        rad(x, y, r * 0.85, (0, mix(white, grey, 0.35)), (0.8, mix(white, grey, 0.6)), (1, mix(grey, dark, 0.25))),
    )
    p.save()
    p.setClipPath(inside, Qt.ClipOperation.IntersectClip)
    spots = [
        (math.cos(i * 2.4) * r * 0.66 * math.sqrt(i / 30), math.sin(i * 2.4) * r * 0.66 * math.sqrt(i / 30))
        for i in range(30, -1, -1)
    ]
    for i, (dx, dy) in enumerate(spots):
        p.save()
        p.translate(x + dx, y + dy)
        p.rotate(rng.uniform(0, 360))
        if i % 6 == 3:
            strip = band([(-r * 0.17, 0), (0, -r * 0.05), (r * 0.17, r * 0.03)], r * 0.07, r * 0.08, r * 0.06)
            under(p, strip, dark, 0.3)
            p.fillPath(strip, lin(0, -6, 0, 6, (0, mix(carrot, "#ffffff", 0.25)), (1, carrot)))
        elif i % 9 == 5:
            strip = band([(-r * 0.14, 0), (0, r * 0.06), (r * 0.15, -r * 0.02)], r * 0.05, r * 0.055, r * 0.02)
            under(p, strip, dark, 0.3)
            p.fillPath(strip, chilli)
        else:
            bulb = smooth(
                [
                    (-r * 0.15, 0),
                    (-r * 0.09, -r * 0.085),
                    (r * 0.03, -r * 0.075),
                    (r * 0.13, -r * 0.028),
                    (r * 0.22, -r * 0.02),
                    (r * 0.22, r * 0.02),
                    (r * 0.13, r * 0.028),
                    (r * 0.03, r * 0.075),
                    (-r * 0.09, r * 0.085),
                ]
            )
            under(p, bulb, dark, 0.32)
            p.fillPath(bulb, lin(0, -r * 0.08, 0, r * 0.09, (0, white), (0.5, mix(white, grey, 0.25)), (1, grey)))
            for off in (-0.035, 0.0, 0.035):
                stroke(
                    p,
                    smooth([(-r * 0.13, off * r * 0.5), (-r * 0.02, off * r * 1.3), (r * 0.18, off * r * 0.4)], False),
                    pen(rgba(grey, 0.8), 0.9),
                )
            p.fillPath(
                smooth([(r * 0.17, -r * 0.02), (r * 0.23, -r * 0.02), (r * 0.23, r * 0.02), (r * 0.17, r * 0.02)]),
                rgba("#9ab85a", 0.75),
            )
            fill_ellipse(p, -r * 0.06, -r * 0.04, r * 0.03, r * 0.016, rgba("#ffffff", 0.9))
        p.restore()
    p.restore()
    arc = QPainterPath(QPointF(0, 0))
    box = QRectF(x - r * 0.96, y - r * 0.96, r * 1.92, r * 1.92)
    arc.arcMoveTo(box, 105)
    arc.arcTo(box, 105, 60)
    stroke(p, arc, pen(rgba("#ffffff", 0.85), 2.4))
