"""Satin ribbons that stream behind a seat, and their bow, in line and wash."""

import math

import numpy as np
from PySide6.QtGui import QColor, QPainter

from app.cards.art import Art
from app.cards.kit import catmull, ellipse, lin, pen, rgba, ribbon, smooth, stroke


def draw_veil(p: QPainter, art: Art, veil: str, ink: QColor) -> None:
    """Satin ribbons that stream behind the seat."""
    light, deep, rng = art.color(veil), art.color(veil, 1), art.rng(925)
    for reach, drop, wide in ((214, 26, 9), (178, 66, 8), (150, -8, 6.5)):
        sway = rng.uniform(-8, 8)
        way = [(240.0, -178.0)]
        for i in range(1, 6):
            t = i / 5
            way.append((240 + reach * t, -178 + drop * t**1.3 + math.sin(t * 7 + sway * 0.2) * (8 + 12 * t) + sway * t))
        center = catmull(way, 14)
        widths = wide * (0.35 + 0.65 * np.abs(np.sin(np.linspace(0.4, 6.6, len(center)) + sway * 0.05)))
        band = ribbon(center, widths)
        p.fillPath(band.translated(2, 5), rgba(ink, 0.10))
        p.fillPath(band, lin(240, 0, 240 + reach, 0, (0, deep), (0.3, light), (0.5, deep), (0.72, light), (1, deep)))
        stroke(p, band, pen(rgba(ink, 0.4), 1))


def bow(p: QPainter, art: Art, veil: str, ink: QColor) -> None:
    for side in (-1, 1):
        tail = smooth(
            [
                (240, -178),
                (240 + side * 12, -150),
                (236 + side * 26, -122),
                (250 + side * 26, -118),
                (248 + side * 10, -150),
            ]
        )
        loop = smooth(
            [
                (240, -180),
                (240 + side * 18, -204),
                (240 + side * 46, -206),
                (240 + side * 48, -180),
                (240 + side * 20, -172),
            ]
        )
        for shape in (tail, loop):
            p.fillPath(shape, lin(200, -206, 280, -120, (0, art.color(veil)), (1, art.color(veil, 1))))
            stroke(p, shape, pen(rgba(ink, 0.6), 1.3))
        stroke(
            p,
            smooth([(240 + side * 6, -182), (240 + side * 22, -190), (240 + side * 36, -192)], False),
            pen(rgba(ink, 0.35), 1),
        )
    p.fillPath(ellipse(240, -179, 9, 8), art.color(veil, 1))
    stroke(p, ellipse(240, -179, 9, 8), pen(rgba(ink, 0.6), 1.3))
