"""Mid-autumn lanterns of cellophane on bamboo: the five-pointed star (đèn ông sao), the carp and the round one."""

import math
import random
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, lin, mix, pen, poly, rad, rgba, smooth, stroke

# A lantern hangs from (0, 0) in a box 300 wide and 400 high: paper tones heart, light, body, dark; frame, tassel
Tones = tuple[str, ...]


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@lantern",
    shape: str = "star",
    glow: float = 0.5,
    cord: float = 0.3,
) -> None:
    """Hangs from the middle of the rectangle's top by a cord that takes `cord` of its height."""
    size = min(rect.width() / 340, rect.height() * (1 - cord) / 400)
    x, y = rect.center().x(), rect.bottom() - 400 * size
    ramp = art.ramp(tones)
    p.setClipRect(rect)
    p.setPen(pen(rgba(ramp[4], 0.9), max(1.2, 4 * size)))
    p.drawLine(QPointF(x, rect.top()), QPointF(x, y + 14 * size))
    p.translate(x, y)
    p.scale(size, size)
    paint(p, shape, ramp, art.rng(17), glow)


def paint(p: QPainter, shape: str, tones: Tones, rng: random.Random, glow: float) -> None:
    """The lantern under the origin, in its own units."""
    if glow:
        light = [(0, rgba(tones[1], glow)), (0.35, rgba(tones[1], glow * 0.42)), (0.7, rgba(tones[1], glow * 0.1))]
        fill_ellipse(p, 0, 160, 168, 168, rad(0, 160, 168, *light, (1, rgba(tones[1], 0))))
    SHAPES[shape](p, tones, rng)


def _tassel(p: QPainter, x: float, y: float, long: float, rng: random.Random, tones: Tones) -> None:
    for i in range(9):
        t = (i - 4) / 4
        thread = QPainterPath(QPointF(x + t * 3, y))
        end = long * (1 - 0.12 * abs(t) + rng.uniform(-0.05, 0.05))
        thread.cubicTo(x + t * 9, y + long * 0.3, x + t * 7, y + long * 0.7, x + t * 11, y + end)
        stroke(p, thread, pen((tones[4], tones[2], tones[1])[i % 3], 3.2))
    fill_ellipse(p, x, y, 6.5, 6, tones[4])


def _star(p: QPainter, tones: Tones, rng: random.Random) -> None:
    heart, light, body, dark, frame, pale = tones
    cx, cy, out, inn = 0.0, 150.0, 122.0, 49.0
    points = [
        (cx + math.sin(i * math.pi / 5) * (out, inn)[i % 2], cy - math.cos(i * math.pi / 5) * (out, inn)[i % 2])
        for i in range(10)
    ]
    for i, side in ((4, -3), (6, 3)):
        _tassel(p, points[i][0] + side, points[i][1] + 2, 108, rng, tones)
    for i in range(60):  # the fringe of cut paper round the hoop
        a = math.tau * i / 60
        p.setPen(pen((body, light)[i % 2], 4.4))
        p.drawLine(*(QPointF(cx + math.sin(a) * r, cy - math.cos(a) * r) for r in (out * 1.03, out * 1.13)))
    hoop = ellipse(cx, cy, out)
    stroke(p, hoop, pen(mix(frame, dark, 0.35), 11))
    stroke(p, hoop, pen(frame, 8))
    stroke(p, ellipse(cx, cy - 1.2, out + 1.5), pen(pale, 2.2))
    star = poly(points)
    p.fillPath(star.translated(3, 7), rgba(dark, 0.35))
    for i in range(10):  # ten folded facets, lit and shaded in turn
        facet = poly([(cx, cy), points[i], points[(i + 1) % 10]])
        lit = i % 2 == 0
        tone = (light, body) if lit else (body, dark)
        p.fillPath(facet, rad(cx, cy, out, (0, heart), (0.18, heart), (0.42, tone[0]), (1, tone[1])))
    for point in points:
        stroke(p, poly([(cx, cy), point], False), pen(rgba(pale, 0.55), 1.8))
    stroke(p, star, pen(pale, 4))
    for k in range(8):
        a = k * math.pi / 4
        fill_ellipse(p, cx + math.cos(a) * 15, cy + math.sin(a) * 15, 8.5, 8.5, frame)
    fill_ellipse(p, cx, cy, 13, 13, heart)
    fill_ellipse(p, 0, cy - out - 4, 6, 6, frame)
    stroke(p, poly([(0, 0), (0, cy - out)], False), pen(frame, 3))


def _carp(p: QPainter, tones: Tones, rng: random.Random) -> None:
    heart, light, body, dark, frame, pale = tones
    p.translate(-8, -8)
    fins = (
        [(-60, 158), (-104, 112), (-146, 84), (-132, 140), (-116, 166), (-132, 196), (-140, 248), (-96, 214)],
        [(-24, 112), (6, 62), (56, 68), (70, 112)],
        [(-10, 208), (-20, 250), (22, 246), (38, 210)],
    )
    for fin in fins:
        shape = smooth(fin)
        p.fillPath(shape, rad(0, 160, 160, (0, light), (0.6, light), (1, body)))
        p.save()
        p.setClipPath(shape, Qt.ClipOperation.IntersectClip)
        middle = (-50, 160) if fin[0][0] < -50 else (10, 160)
        for x, y in fin:
            for k in (-0.12, 0.12):
                stroke(p, poly([middle, (x + k * 80, y + k * 60)], False), pen(rgba(dark, 0.35), 2))
        p.restore()
        stroke(p, shape, pen(pale, 3.6))
    trunk = smooth([(-70, 160), (-20, 116), (40, 104), (96, 122), (132, 160), (98, 196), (40, 214), (-20, 204)])
    p.fillPath(trunk, rad(30, 150, 118, (0, heart), (0.5, light), (1, body)))
    p.save()
    p.setClipPath(trunk, Qt.ClipOperation.IntersectClip)
    for i in range(6):
        for j in range(5):
            p.setPen(pen(rgba(dark, 0.5), 2.6))
            p.drawArc(QRectF(-66 + i * 23, 104 + j * 24 + (i % 2) * 12, 26, 26), 90 * 16, -180 * 16)
    p.setPen(pen(rgba(dark, 0.75), 3))
    p.drawArc(QRectF(50, 112, 44, 96), 80 * 16, -160 * 16)
    p.fillPath(trunk, lin(0, 100, 0, 216, (0, rgba("#ffffff", 0.25)), (0.4, rgba("#ffffff", 0)), (1, rgba(dark, 0.3))))
    p.restore()
    stroke(p, trunk, pen(pale, 4))
    fill_ellipse(p, 104, 150, 10, 10, pale)
    fill_ellipse(p, 106, 150, 5, 5, mix(dark, "#000000", 0.4))
    stroke(p, poly([(8, 8), (8, 106)], False), pen(frame, 3))
    _tassel(p, 40, 216, 84, rng, tones)


def _round(p: QPainter, tones: Tones, rng: random.Random) -> None:
    heart, light, body, dark, frame, pale = tones
    _tassel(p, 0, 262, 100, rng, tones)
    globe = ellipse(0, 160, 104, 90)
    p.fillPath(globe, rad(0, 168, 108, (0, heart), (0.3, light), (0.75, body), (1, dark)))
    for k in (0.28, 0.6, 0.86):
        stroke(p, ellipse(0, 160, 104 * k, 90), pen(rgba(dark, 0.4), 2.2))
    stroke(p, poly([(0, 70), (0, 250)], False), pen(rgba(dark, 0.4), 2.2))
    p.fillPath(globe, lin(0, 70, 0, 250, (0, rgba("#ffffff", 0.3)), (0.45, rgba("#ffffff", 0)), (1, rgba(dark, 0.35))))
    for y, w in ((62, 70), (242, 62)):
        cap = QPainterPath()
        cap.addRoundedRect(QRectF(-w / 2, y, w, 16), 5, 5)
        p.fillPath(cap, lin(-w / 2, 0, w / 2, 0, (0, frame), (0.4, pale), (1, mix(frame, dark, 0.4))))
    stroke(p, poly([(0, 0), (0, 62)], False), pen(frame, 3))


SHAPES: dict[str, Callable[[QPainter, Tones, random.Random], None]] = {"star": _star, "carp": _carp, "round": _round}
KINDS = {"festival_lantern": draw}
