"""The jade hare and the rolls of cloud at chị Hằng's feet: paper-cut shadows with slits of light."""

import math

from PySide6.QtGui import QColor, QPainter

from app.cards.kit import band, ellipse, fill_ellipse, rgba, smooth


def draw_hare(p: QPainter, shade: QColor, light: QColor) -> None:
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


def draw_cloud(p: QPainter, shade: QColor, light: QColor) -> None:
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
