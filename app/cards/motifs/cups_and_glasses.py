"""On a table for two, in flat colour: cups of tea with their steam, two pairs of glasses."""

import random
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import Point, catmull, ellipse, fill_ellipse, lin, mix, pen, poly, rgba, ribbon, smooth, stroke


def draw_cup(p: QPainter, x: float, y: float, art: Art, cup: str, tea: str, index: int, dark: QColor) -> None:
    light, deep = art.color(cup, index * 2), art.color(cup, index * 2 + 1)
    fill_ellipse(p, x + 16, y + 8, 92, 20, rgba(dark, 0.22))
    fill_ellipse(p, x, y + 3, 82, 18, deep)
    fill_ellipse(p, x, y, 82, 18, lin(x - 82, 0, x + 82, 0, (0, mix(light, "#ffffff", 0.3)), (1, light)))
    fill_ellipse(p, x, y, 50, 10, rgba(deep, 0.55))
    side = -1 if index == 0 else 1
    handle = ellipse(x + side * 54, y - 42, 21, 22)
    stroke(p, handle, pen(mix(light, deep, 0.55), 9))
    stroke(p, handle.translated(-1, -1.5), pen(light, 4.5))
    body = QPainterPath(QPointF(x - 54, y - 70))
    body.cubicTo(x - 54, y - 26, x - 36, y + 2, x - 22, y + 4)
    body.lineTo(x + 22, y + 4)
    body.cubicTo(x + 36, y + 2, x + 54, y - 26, x + 54, y - 70)
    body.closeSubpath()
    p.fillPath(body, lin(x - 54, 0, x + 54, 0, (0, mix(light, "#ffffff", 0.35)), (0.5, light), (1, deep)))
    p.save()
    p.setClipPath(body, Qt.ClipOperation.IntersectClip)
    for i in range(7):
        a = x - 54 + 108 * (i + 0.5) / 7
        leafed = QTransform().translate(a, y - 34).rotate(-28 if i % 2 else 28).map(ellipse(0, 0, 4.2, 9))
        p.fillPath(leafed, rgba(deep, 0.75))
    for dy in (-52, -18):
        stroke(p, smooth([(x - 56, y + dy), (x, y + dy + 8), (x + 56, y + dy)], False), pen(rgba(deep, 0.8), 2))
    p.restore()
    fill_ellipse(p, x, y - 70, 54, 13, mix(light, "#ffffff", 0.4))
    fill_ellipse(p, x, y - 68.5, 48, 10, lin(0, y - 79, 0, y - 58, (0, art.color(tea, 1)), (1, art.color(tea))))
    stroke(p, smooth([(x - 30, y - 70), (x - 8, y - 73), (x + 8, y - 73)], False), pen(rgba("#ffffff", 0.6), 1.8))


def steam(p: QPainter, x: float, y: float, side: int, rng: random.Random) -> None:
    for dx, high, wide in ((-10, 84, 5.0), (8, 110, 6.5)):
        sway = rng.uniform(0.8, 1.2) * 13 * side
        way = [
            (x + dx, y),
            (x + dx + sway, y - high * 0.28),
            (x + dx - sway, y - high * 0.56),
            (x + dx + sway * 0.8, y - high * 0.82),
            (x + dx, y - high),
        ]
        center = catmull(way, 12)
        half = wide * np.sin(np.pi * np.linspace(0, 1, len(center))) ** 0.8
        p.fillPath(ribbon(center, half), lin(0, y, 0, y - high, (0, rgba("#fffaf0", 0.5)), (1, rgba("#fffaf0", 0.04))))


def glasses(
    p: QPainter, x: float, y: float, turn: float, frame: QColor, lens: QColor, dark: QColor, round_: bool
) -> None:
    """Folded on the cloth, lenses towards us; one pair is round and thin, the other broad."""
    p.save()
    p.translate(x, y)
    p.rotate(turn)
    shapes = [_lens(side * 29, round_) for side in (-1, 1)]
    for lens_ in shapes:
        p.fillPath(lens_.translated(7, 10), rgba(dark, 0.16))
    arms: Sequence[Sequence[Point]] = (
        [(-53, -8), (-44, -26), (12, -27), (38, -22)],
        [(53, -8), (46, -22), (-6, -33), (-34, -29)],
    )
    width = 3.0 if round_ else 4.6
    for arm in arms:
        stroke(p, smooth(arm, False).translated(3, 5), pen(rgba(dark, 0.18), width))
        stroke(p, smooth(arm, False), pen(mix(frame, dark, 0.25), width))
    for side, lens_ in zip((-1, 1), shapes, strict=True):
        p.fillPath(
            lens_,
            lin(
                side * 29 - 22,
                -18,
                side * 29 + 22,
                16,
                (0, rgba("#ffffff", 0.62)),
                (0.42, rgba(lens, 0.34)),
                (1, rgba(lens, 0.55)),
            ),
        )
        p.save()
        p.setClipPath(lens_, Qt.ClipOperation.IntersectClip)
        for dx, wide in ((-9, 7), (3, 3)):
            glint = poly(
                [
                    (side * 29 + dx, -24),
                    (side * 29 + dx + wide, -24),
                    (side * 29 + dx + wide - 18, 24),
                    (side * 29 + dx - 18, 24),
                ]
            )
            p.fillPath(glint, rgba("#ffffff", 0.35))
        p.restore()
        stroke(p, lens_, pen(frame, width + 0.6))
        stroke(p, lens_.translated(-0.4, -1), pen(mix(frame, "#ffffff", 0.45), 1.1))
    stroke(p, smooth([(-8, -3), (0, -9), (8, -3)], False), pen(frame, width + 0.4))
    for side in (-1, 1):
        fill_ellipse(p, side * 53, -7, 3.2, 3.2, mix(frame, "#ffffff", 0.3))
    p.restore()


def _lens(x: float, round_: bool) -> QPainterPath:
    if round_:
        return ellipse(x, 0, 22, 17.5)
    path = QPainterPath()
    path.addRoundedRect(QRectF(x - 24, -15, 48, 29), 11, 11)
    return path
