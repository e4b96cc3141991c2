"""A night in layered paper: the moon with its rings, sheets with soft openings, and stars cut out of the sky."""

import math
import random

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, lin, pen, poly, rad, rgba, shadow, smooth, stroke
from app.cards.papercut import sheet

RINGS = 3
REACH = 0.97 / 2 / (1 + 0.125 * RINGS)  # the moon's radius in rectangle sides, its rings and shadow inside


def draw_moon(
    p: QPainter, rect: QRectF, art: Art, *, tones: str = "@moon", rings: str = "@halo", shade: str = "@shade"
) -> None:
    """A disc with shallow seas near its limb, on three rings of paper."""
    c, r, dark = rect.center(), min(rect.width(), rect.height()) * REACH, art.color(shade)
    unit = r / 330
    for i in range(RINGS, 0, -1):
        ring = ellipse(c.x(), c.y(), r * (1 + 0.125 * i))
        shadow(p, ring, 0, 4 * unit, 6 * unit, rgba(dark, 0.34))
        p.fillPath(ring, art.color(rings, i - 1))
        stroke(p, ring, pen(rgba("#ffffff", 0.42), 1.4 * unit))
    disc, (heart, body, limb) = ellipse(c.x(), c.y(), r), art.ramp(tones)
    shadow(p, disc, 0, 5 * unit, 9 * unit, rgba(limb, 0.9))
    blend = rad(c.x() - r * 0.1, c.y() - r * 0.14, r * 1.14, (0, heart), (0.55, heart), (0.86, body), (1, limb))
    p.fillPath(disc, blend)
    p.save()
    p.setClipPath(disc, Qt.ClipOperation.IntersectClip)
    for x, y, q in _seas(art.rng(31), c.x(), c.y(), r):
        sea = _blob(art.rng(round(q * 100)), x, y, q)
        p.fillPath(sea, rgba(limb, 0.34))
        stroke(p, sea.translated(0, -1.2 * unit), pen(rgba(limb, 0.8), 2.6 * unit))
        stroke(p, sea.translated(0, 1.4 * unit), pen(rgba("#fffdf2", 0.5), 1.6 * unit))
    stroke(p, disc, pen(rgba("#fffdf2", 0.85), 5 * unit))
    p.restore()


def _seas(rng: random.Random, cx: float, cy: float, r: float) -> list[tuple[float, float, float]]:
    seas: list[tuple[float, float, float]] = []
    for _ in range(40):
        a, d, q = rng.uniform(0, math.tau), r * rng.uniform(0.76, 0.94), r * rng.uniform(0.06, 0.15)
        x, y = cx + math.cos(a) * d, cy + math.sin(a) * d
        if len(seas) < 7 and all(math.hypot(x - u, y - v) > (q + w) * 1.5 for u, v, w in seas):
            seas.append((x, y, q))
    return seas


def _blob(rng: random.Random, x: float, y: float, r: float) -> QPainterPath:
    turns = [math.tau * i / 9 for i in range(9)]
    reach = [r * rng.uniform(0.82, 1.12) for _ in turns]
    return smooth([(x + math.cos(t) * q, y + math.sin(t) * q * 0.8) for t, q in zip(turns, reach, strict=True)])


def draw_opening(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@sheet",
    shade: str = "@shade",
    hole: tuple[float, ...] = (0.1, 0.06, 0.9, 0.66),
    wobble: float = 0.016,
    square: float = 3.6,
    hill: float = 0.05,
    depth: float = 1.0,
    salt: int = 1,
) -> None:
    """A sheet over the whole rectangle with an opening. hole: left, top, right, bottom in parts of the rectangle.

    square: 2 is an ellipse, more is squarer; hill: how far the lower lip rolls. tones: top, bottom, edge.
    """
    w, h, x, y = rect.width(), rect.height(), rect.left(), rect.top()
    box = QRectF(x + hole[0] * w, y + hole[1] * h, (hole[2] - hole[0]) * w, (hole[3] - hole[1]) * h)
    paper = QPainterPath()
    paper.setFillRule(Qt.FillRule.OddEvenFill)
    paper.addRect(rect.adjusted(-40, -40, 40, 40))
    paper.addPath(_opening(box, art.rng(salt * 7 + 3), wobble, square, hill))
    top, foot, _ = art.ramp(tones)
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    sheet(
        p,
        paper,
        lin(0, art.canvas.top(), 0, art.canvas.bottom(), (0, top), (1, foot)),
        art.color(tones, 2),
        art.color(shade),
        depth=depth,
    )


def _opening(box: QRectF, rng: random.Random, wobble: float, square: float, hill: float) -> QPainterPath:
    phase = [rng.uniform(0, math.tau) for _ in range(5)]
    c, a, b = box.center(), box.width() / 2, box.height() / 2
    points = []
    for i in range(60):
        t = math.tau * i / 60
        cos, sin = math.cos(t), math.sin(t)
        x, y = (math.copysign(abs(v) ** (2 / square), v) for v in (cos, sin))
        waves = zip((1, 0.8, 0.6, 0.35), (2, 3, 5, 8), phase, strict=False)
        k = 1 + wobble * sum(part * math.sin(n * t + turn) for part, n, turn in waves)
        if sin > 0.25:
            k = 1 + (k - 1) * 0.5
            y += hill * math.sin(x * 2.3 + phase[4]) * min(1.0, (sin - 0.25) * 3)
        points.append((c.x() + a * x * k, c.y() + b * y * k))
    return smooth(points)


def draw_stars(
    p: QPainter, rect: QRectF, art: Art, *, tone: str = "@star", count: int = 24, largest: float = 13.0, salt: int = 1
) -> None:
    """Four-pointed stars and pinholes with light behind them, clear of the calm zones."""
    rng, light, put = art.rng(salt + 60), art.color(tone), 0
    for _ in range(count * 8):
        x, y = rng.uniform(rect.left(), rect.right()), rng.uniform(rect.top(), rect.bottom())
        big = rng.random() < 0.3
        r = rng.uniform(0.6, 1) * largest if big else rng.uniform(1.6, 3.2)
        if put == count or not art.free(x, y, r * 2.4, rect):
            continue
        put += 1
        fill_ellipse(p, x, y, r * 2.3, r * 2.3, rad(x, y, r * 2.3, (0, rgba(light, 0.32)), (1, rgba(light, 0))))
        if big:
            turns = [(i * math.pi / 4, r if i % 2 == 0 else r * 0.24) for i in range(8)]
            p.fillPath(poly([(x + math.sin(a) * q, y - math.cos(a) * q) for a, q in turns]), light)
        else:
            fill_ellipse(p, x, y, r, r, light)


KINDS = {"paper_moon": draw_moon, "paper_opening": draw_opening, "paper_stars": draw_stars}
