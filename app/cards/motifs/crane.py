"""A crane (hạc) in flight: feathers laid one by one in ivory silk, black secondaries, fine gold outlines."""

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import Point, catmull, fill_ellipse, lin, mix, pen, poly, rgba, ribbon, smooth, stroke

BOX = QRectF(-10, -150, 1030, 860)  # flies left
# Each pose: far wing and near wing as arm points, first and last feather's turn, shortest and longest feather
POSES = {
    "high": (
        (((440, 470), (372, 350), (352, 210), (400, 92)), 18, -74, 250, 290, 0.10),
        (((470, 492), (500, 350), (570, 210), (700, 96)), 34, -46, 300, 330, 0.10),
    ),
    "wide": (
        (((440, 470), (330, 392), (230, 300), (120, 240)), 38, -128, 230, 270, 0.06),
        (((470, 492), (540, 372), (640, 262), (770, 190)), 46, -24, 290, 260, 0.10),
    ),
}  # fmt: skip


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@crane",
    pose: str = "high",
    tilt: float = 0.0,
    flip: bool = False,
) -> None:
    """tones: ivory, shade, ink, outline, crown."""
    k = min(rect.width() / BOX.width(), rect.height() / BOX.height()) * 0.9
    p.setClipRect(rect)
    p.translate(rect.center())
    p.rotate(tilt + art.rng(77).uniform(-3, 3))
    p.scale(-k if flip else k, k)
    p.translate(-BOX.center())
    ivory, shade, ink, outline, crown = (art.color(tones, i) for i in range(5))
    _legs(p, ink, outline)
    far, near = POSES[pose]
    _wing(p, far, ivory, shade, ink, outline, 0.75)
    for i, turn in enumerate((26, 18, 11, 4)):
        p.save()
        p.translate(610, 540)
        p.rotate(turn)
        feather = _feather(150 - i * 8, 44, 0.05)
        p.fillPath(feather, lin(0, 0, 150, 0, (0, ivory), (1, shade)))
        stroke(p, feather, pen(outline, 3))
        p.restore()
    _trunk(p, ivory, shade, ink, outline, crown)
    _wing(p, near, ivory, shade, ink, outline, 0.0)


def _feather(long: float, wide: float, bend: float) -> QPainterPath:
    path = QPainterPath(QPointF(0, 0))
    path.cubicTo(long * 0.18, -wide * 0.62, long * 0.74, -wide * 0.60 + bend * long * 0.55, long, bend * long)
    path.cubicTo(long * 0.84, wide * 0.50 + bend * long * 0.62, long * 0.30, wide * 0.52, 0, 0)
    return path


def _taper(points: list[Point], wide: float, narrow: float) -> QPainterPath:
    center = catmull(points, 12)
    return ribbon(center, np.linspace(wide, narrow, len(center)) / 2)


def _wing(p: QPainter, wing: tuple, ivory: QColor, shade: QColor, ink: QColor, outline: QColor, dim: float) -> None:
    arm, first, last, short, long, bend = wing
    center = catmull(arm, 20)
    for row, (count, size, wide) in enumerate(((17, 1.0, 0.175), (15, 0.56, 0.22), (13, 0.31, 0.34))):
        for i in range(count - 1, -1, -1):  # from the tip to the shoulder
            t = i / (count - 1)
            x, y = center[min(len(center) - 1, int(t * 0.985 * (len(center) - 1)))]
            reach = (
                (short + (long - short) * math.sin(t * math.pi * 0.62)) * size * (1 - 0.16 * max(0, t - 0.86) / 0.14)
            )
            curve = bend * (1 - t * 0.6)
            feather = _feather(reach, reach * wide * (1.15 - 0.35 * t), curve)
            lit = mix(ivory, shade, 0.10 + dim * 0.6 + 0.10 * row)
            tip = mix(ivory, shade, 0.75 if row == 0 else 0.45)
            if row == 0 and t < 0.56:
                blend = lin(0, 0, reach, 0, (0, lit), (0.53, lit), (0.55, ink), (1, ink))
            else:
                blend = lin(0, 0, reach, 0, (0, tip), (0.5, lit), (1, lit if dim else ivory))
            p.save()
            p.translate(float(x), float(y))
            p.rotate(first + (last - first) * t**1.15)
            p.fillPath(feather, blend)
            stroke(p, feather, pen(outline, 2.6 if row else 3.0))
            shaft = QPainterPath(QPointF(reach * 0.08, 0))
            shaft.quadTo(reach * 0.55, bend * reach * 0.12, reach * 0.93, curve * reach * 0.95)
            stroke(p, shaft, pen(rgba(outline, 0.7), 1.6))
            p.restore()
    edge = _taper(
        [*((float(x), float(y)) for x, y in center[::8]), (float(center[-1][0]), float(center[-1][1]))], 30, 5
    )
    p.fillPath(edge, mix(ivory, shade, 0.1 + dim * 0.5))
    stroke(p, edge, pen(outline, 2.6))


def _legs(p: QPainter, ink: QColor, outline: QColor) -> None:
    for dy in (0, 16):
        leg = smooth([(640, 560 + dy * 0.4), (770, 598 + dy), (940, 622 + dy * 1.6)], False)
        stroke(p, leg, pen(outline, 12))
        stroke(p, leg, pen(ink, 8))
        for x, y in ((975, 618), (968, 634), (955, 640)):
            stroke(p, poly([(938, 622 + dy * 1.6), (x, y + dy * 1.5)], False), pen(outline, 5))


def _trunk(p: QPainter, ivory: QColor, shade: QColor, ink: QColor, outline: QColor, crown: QColor) -> None:
    body = smooth(
        [(372, 470), (420, 436), (500, 436), (590, 470), (668, 540), (640, 572), (560, 584), (470, 566), (400, 526)]
    )
    p.fillPath(body, lin(420, 430, 470, 590, (0, "#ffffff"), (0.45, ivory), (1, shade)))
    stroke(p, body, pen(outline, 3))
    for j in range(4):
        for i in range(7 - j):
            x, y = 410 + i * 34 + j * 16, 500 + j * 20 + i * 5
            scale = QPainterPath(QPointF(x, y))
            scale.quadTo(x + 20, y + 15, x + 25, y - 6)
            stroke(p, scale, pen(rgba(outline, 0.55), 2))
    neck = _taper([(455, 492), (372, 470), (300, 404), (232, 346), (158, 330)], 74, 25)
    p.fillPath(neck, lin(160, 320, 420, 500, (0, ivory), (1, "#ffffff")))
    stroke(p, neck, pen(outline, 3))
    p.fillPath(_taper([(372, 480), (300, 415), (232, 356), (172, 336)], 8, 24), ink)
    p.fillPath(body.intersected(neck), ivory)
    head = smooth([(112, 330), (128, 312), (156, 306), (182, 318), (186, 336), (164, 348), (130, 346)])
    p.fillPath(head, ivory)
    stroke(p, head, pen(outline, 3))
    p.fillPath(smooth([(120, 318), (134, 304), (160, 300), (176, 312), (150, 318)]), crown)
    p.fillPath(poly([(122, 322), (20, 338), (18, 344), (122, 344)]), outline)
    stroke(p, poly([(120, 334), (20, 341)], False), pen(ink, 2))
    fill_ellipse(p, 142, 326, 5, 5, ink)


KINDS = {"crane": draw}
