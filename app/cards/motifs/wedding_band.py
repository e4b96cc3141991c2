"""A wedding band of polished metal, set with a stone or plain."""

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QTransform

from app.cards.kit import ellipse, fill_ellipse, lin, mix, pen, poly, rad, rgba, stroke

# Across a polished band: place and tone (0 dark … 1 bright), as a room mirrors in it.
MIRROR = ((0, 0.12), (0.07, 0.5), (0.15, 0.9), (0.22, 1.0), (0.30, 0.62), (0.42, 0.30), (0.52, 0.46), (0.62, 0.86), (0.68, 0.98), (0.76, 0.55), (0.88, 0.22), (0.95, 0.5), (1, 0.16))  # fmt: skip


def metal_of(ring: tuple[float, ...]) -> QPainterPath:
    """Where a band is metal, seen from above."""
    x, y, r, ratio, turn = ring
    spot = QTransform().translate(x, y).rotate(turn)
    wall = QPainterPath()
    wall.addRect(QRectF(-r, 0, 2 * r, 32))
    outside = ellipse(0, 0, r, r * ratio).united(wall).united(ellipse(0, 32, r, r * ratio))
    hole = ellipse(0, 0, r - 9, (r - 9) * ratio).intersected(ellipse(0, 32, r - 9, (r - 9) * ratio))
    return spot.map(outside - hole)


def _metal(a: float, b: float, tones: list[QColor], *, flip: bool = False, dim: float = 0.0) -> QBrush:
    stops = []
    for at, level in MIRROR:
        level *= 1 - dim
        tone = mix(tones[0], tones[1], level * 2) if level < 0.5 else mix(tones[1], tones[2], level * 2 - 1)
        stops.append((1 - at if flip else at, tone))
    return lin(a, 0, b, 18, *sorted(stops, key=lambda stop: stop[0]))


def band(p: QPainter, ring: tuple[float, ...], tones: list[QColor], dark: QColor, stone: QColor | None) -> None:
    """A band lying aslant: inner wall, outer wall, the rounded rim between."""
    x, y, r, ratio, turn = ring
    high, rim = 32.0, 9.0
    b, inner, low = r * ratio, r - rim, (r - rim) * ratio
    p.save()
    p.translate(x, y)
    p.rotate(turn)
    top, foot = ellipse(0, 0, r, b), ellipse(0, high, r, b)
    hole, floor = ellipse(0, 0, inner, low), ellipse(0, high, inner, low)
    wall = QPainterPath()
    wall.addRect(QRectF(-r, 0, 2 * r, high))
    outside = top.united(wall).united(foot) - hole
    inside = hole - floor
    p.fillPath(inside, _metal(-inner, inner, tones, flip=True, dim=0.22))
    p.save()
    p.setClipPath(inside, Qt.ClipOperation.IntersectClip)
    for off, alpha, width in ((high - 1.5, 0.75, 2.2), (high * 0.5, 0.35, 7)):
        stroke(p, ellipse(0, off, inner, low), pen(rgba(tones[2], alpha), width))
    p.restore()
    body = outside - floor.intersected(hole)
    p.fillPath(body, _metal(-r, r, tones))
    p.save()
    p.setClipPath(body - top, Qt.ClipOperation.IntersectClip)
    blend = lin(0, b - 2, 0, b + high, (0, rgba(tones[2], 0.5)), (0.4, rgba(tones[2], 0.0)), (1, rgba(tones[0], 0.55)))
    p.fillPath(body, blend)
    stroke(p, foot, pen(rgba(tones[0], 0.8), 2.4))
    stroke(p, ellipse(0, high - 3, r, b), pen(rgba(tones[2], 0.55), 1.1))
    if stone is None:  # two engraved threads
        for off in (high * 0.36, high * 0.62):
            stroke(p, ellipse(0, off, r, b), pen(rgba(tones[0], 0.7), 1.3))
            stroke(p, ellipse(0, off + 1.4, r, b), pen(rgba(tones[2], 0.7), 0.9))
    p.restore()
    face = top - hole
    p.fillPath(face, _metal(-r, r, tones, flip=True))
    p.fillPath(face, lin(0, -b, 0, b, (0, rgba(tones[2], 0.5)), (0.5, rgba(tones[2], 0.05)), (1, rgba(tones[2], 0.4))))
    stroke(p, ellipse(0, 0.6, r - rim * 0.42, b - rim * 0.36), pen(rgba("#ffffff", 0.55), 1.5))
    stroke(p, hole, pen(rgba(tones[0], 0.55), 1.0))
    p.save()
    p.setClipPath(body, Qt.ClipOperation.IntersectClip)
    stroke(p, top, pen(rgba(tones[0], 0.35), 0.9))
    p.restore()
    if stone is not None:
        for i in range(-5, 6):
            a = math.pi / 2 + i * 0.155
            _stone(
                p, math.cos(a) * r, math.sin(a) * b + high * 0.5, 9.2 * (0.55 + 0.45 * math.sin(a)), stone, tones, dark
            )
    p.restore()


def _stone(p: QPainter, x: float, y: float, s: float, stone: QColor, tones: list[QColor], dark: QColor) -> None:
    """A brilliant in its setting, seen from above."""
    fill_ellipse(p, x, y + 0.8, s * 1.08, s * 1.08, tones[0])
    fill_ellipse(
        p,
        x,
        y,
        s * 0.96,
        s * 0.96,
        rad(x - s * 0.3, y - s * 0.4, s * 1.7, (0, "#ffffff"), (0.5, stone), (1, mix(stone, dark, 0.45))),
    )
    ring = [
        (x + math.cos(i * math.pi / 4 + 0.4) * s * 0.9, y + math.sin(i * math.pi / 4 + 0.4) * s * 0.9) for i in range(8)
    ]
    table = [
        (x + math.cos(i * math.pi / 4 + 0.4) * s * 0.45, y + math.sin(i * math.pi / 4 + 0.4) * s * 0.45)
        for i in range(8)
    ]
    for i in range(8):
        facet = poly([ring[i], ring[(i + 1) % 8], table[i]])
        p.fillPath(facet, rgba("#ffffff" if i in (0, 3, 5) else dark, 0.5 if i in (0, 3, 5) else 0.10))
    p.fillPath(poly(table), rgba("#ffffff", 0.5))
    for i in range(4):
        a = i * math.pi / 2 + 0.78
        fill_ellipse(p, x + math.cos(a) * s, y + math.sin(a) * s, s * 0.2, s * 0.2, tones[2])
