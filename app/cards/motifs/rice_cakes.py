"""Bánh chưng wrapped in dong leaves and tied with bamboo strips, stacked on a round tray."""

import random

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, mix, pen, poly, rgba, stroke

BOX = (470.0, 330.0)
SIDE, THICK, DEEP, SKEW = 132.0, 56.0, 44.0, 30.0  # a cake's front, height, depth on the picture, slant


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    leaf: str = "@dong",
    tie: str = "@lat",
    tray: str = "@tray",
    rows: int = 3,
    light: float = -1.0,
) -> None:
    """leaf: top, front, side, vein. rows: 3-2-1 in a pyramid. light: −1 from the left, 1 from the right."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    k = min(rect.width() / BOX[0], rect.height() / BOX[1])
    p.translate(rect.center().x(), rect.bottom())
    p.scale(-k if light > 0 else k, k)
    rng = art.rng(74)
    _tray(p, [QColor(t) for t in art.ramp(tray)])
    for row in range(rows):
        count = rows - row
        for i in range(count - 1, -1, -1):
            x = (i - count / 2) * (SIDE + 2) - SKEW / 2 + rng.uniform(-4, 4)
            y = -40 - row * (THICK + DEEP * 0.42)
            _cake(p, x, y - THICK, [QColor(t) for t in art.ramp(leaf)], [QColor(t) for t in art.ramp(tie)], rng)


def _tray(p: QPainter, tones: list[QColor]) -> None:
    fill_ellipse(p, 0, -34, 232, 33, tones[2])
    fill_ellipse(p, 0, -42, 232, 33, tones[1])
    fill_ellipse(p, 0, -44, 214, 27, tones[0])
    p.save()
    p.setClipPath(ellipse(0, -44, 214, 27), Qt.ClipOperation.IntersectClip)
    for i in range(-26, 27):
        stroke(p, poly([(i * 18 - 30, -80), (i * 18 + 30, -8)], False), pen(rgba(tones[1], 0.6), 2))
        stroke(p, poly([(i * 18 + 30, -80), (i * 18 - 30, -8)], False), pen(rgba(tones[1], 0.6), 2))
    p.restore()


def _cake(p: QPainter, x: float, y: float, leaf: list[QColor], tie: list[QColor], rng: random.Random) -> None:
    """(x, y): the front face's upper left corner."""
    top, front, side, vein = leaf
    shift = rng.uniform(-0.06, 0.06)
    front, top = mix(front, side, max(0.0, shift * 4)), mix(top, front, max(0.0, -shift * 4))

    def face(points: list[tuple[float, float]]) -> QPainterPath:
        return poly([(x + a, y + b) for a, b in points])

    faces = (
        (face([(0, 0), (SIDE, 0), (SIDE, THICK), (0, THICK)]), front),
        (face([(0, 0), (SKEW, -DEEP), (SIDE + SKEW, -DEEP), (SIDE, 0)]), top),
        (face([(SIDE, 0), (SIDE + SKEW, -DEEP), (SIDE + SKEW, THICK - DEEP), (SIDE, THICK)]), mix(side, side, 0)),
    )
    for path, tone in faces:
        p.fillPath(path, tone)
        stroke(p, path, pen(tone, 5))
    for i in range(1, 7):
        u = i / 7 * SIDE
        stroke(
            p, poly([(x + u, y + 4), (x + u + rng.uniform(-5, 5), y + THICK - 3)], False), pen(rgba(vein, 0.35), 1.4)
        )
        stroke(p, poly([(x + u, y - 3), (x + u + SKEW * 0.92, y - DEEP + 3)], False), pen(rgba(vein, 0.28), 1.3))
    fold = poly([(x, y), (x + SIDE * 0.36, y + THICK * 0.5), (x, y + THICK)], False)
    stroke(p, fold, pen(rgba(vein, 0.45), 1.8))
    _ties(p, x, y, tie, rng)


def _ties(p: QPainter, x: float, y: float, tie: list[QColor], rng: random.Random) -> None:
    """Two strips each way: over the front and the top, and round the side."""
    light, dark = tie[0], tie[-1]
    for t in (0.31, 0.69):
        u = SIDE * (t + rng.uniform(-0.02, 0.02))
        strip = poly([(x + u, y + THICK + 1), (x + u, y), (x + u + SKEW, y - DEEP - 1)], False)
        stroke(p, strip.translated(1.4, 1.2), pen(rgba(dark, 0.6), 5))
        stroke(p, strip, pen(light, 4.6))
    for t in (0.30, 0.70):
        a, b = SKEW * t, -DEEP * t
        strip = poly([(x + a - 1, y + b), (x + SIDE + a, y + b), (x + SIDE + a, y + THICK + b + 1)], False)
        stroke(p, strip.translated(0.8, 1.4), pen(rgba(dark, 0.6), 4))
        stroke(p, strip, pen(light, 3.6))
    knot = x + SIDE * 0.69 + SKEW * 0.30, y - DEEP * 0.30
    for dx, dy in ((14, -10), (18, 2)):
        stroke(p, poly([knot, (knot[0] + dx, knot[1] + dy + rng.uniform(-3, 3))], False), pen(light, 3.2))


KINDS = {"rice_cakes": draw}
