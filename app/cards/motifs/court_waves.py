"""Waves of a court robe (thủy ba): curled crests behind, rolling banded ribs before them, every rib a line of foil."""

import math

from PySide6.QtCore import QRectF
from PySide6.QtGui import QBrush, QColor, QPainter

from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, lin, mix, pen, rad, rgba, smooth, stroke

CRESTS = (
    (0.07, 0.84, False, 0),
    (0.30, 0.56, False, 1),
    (0.93, 1.0, True, 0),
    (0.74, 0.68, True, 1),
    (0.53, 0.44, True, 2),
)
OUTER = ((-190, 140), (-128, 52), (-62, -22), (14, -66), (76, -60), (108, -18), (98, 26), (64, 42))
INNER = ((-10, 140), (-8, 92), (2, 44), (20, 10), (44, -4), (64, 4), (70, 22), (64, 42))


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@sea",
    metal: str = "@foil",
    shade: str = "@shade",
    rib: float = 0.32,
) -> None:
    """Along the rectangle's foot. rib: the radius of a roller in the rectangle's height."""
    rng, foil, w, h = art.rng(610), art.foil(metal), rect.width(), rect.height()
    colors, dark, spray = [art.color(tones, i) for i in range(3)], art.color(shade), art.color(tones, 3)
    p.setClipRect(rect)
    p.translate(rect.topLeft())
    size = h / 208
    for part, k, flip, tone in CRESTS:
        p.save()
        p.translate((part + rng.uniform(-0.015, 0.015)) * w, h * 0.44 - 14 * size * (k - 0.6))
        p.scale(-k * size if flip else k * size, k * size)
        _crest(p, colors[tone], foil, dark, spray)
        p.restore()
    r = h * rib
    step = r * 1.62
    phase = rng.uniform(0, 6)
    for row in range(2):
        for i in range(int(w / step) + 3):
            reach = r * (1 + 0.15 * math.sin(i * 1.9 + row * 2.3 + phase))
            x, y = (i - 1) * step + (row % 2) * step * 0.5, h * (0.88 + 0.29 * row)
            _roller(p, x, y, reach, colors[(i * 2 + row) % 3], foil, dark)


def _crest(p: QPainter, tone: QColor, foil: QBrush, dark: QColor, spray: QColor) -> None:
    body = smooth(OUTER, False)
    body.connectPath(smooth(INNER[::-1], False))
    body.closeSubpath()
    p.fillPath(body.translated(0, -5), rgba(dark, 0.4))
    p.fillPath(body, lin(0, -70, 0, 120, (0, mix(tone, "#ffffff", 0.14)), (0.45, tone), (1, mix(tone, "#000000", 0.5))))
    stroke(p, body, pen(foil, 3.4))
    for t in (0.17, 0.34, 0.51, 0.68, 0.84):
        ribs = [(a * (1 - t) + c * t, b * (1 - t) + d * t) for (a, b), (c, d) in zip(OUTER, INNER, strict=True)]
        stroke(p, smooth(ribs, False), pen(foil, 1.8))
    for a, r, q in ((30, 128, 5), (8, 122, 3.4), (-16, 120, 5.5), (-40, 114, 3), (52, 132, 3)):
        turn = math.radians(a)
        fill_ellipse(p, 40 + math.cos(turn) * (r - 40), -14 + math.sin(turn) * (r - 38), q, q, spray)


def _roller(p: QPainter, x: float, y: float, r: float, tone: QColor, foil: QBrush, dark: QColor) -> None:
    p.fillPath(ellipse(x, y - 3, r), rgba(dark, 0.4))
    p.fillPath(ellipse(x, y, r), rad(x, y, r, (0, mix(tone, "#000000", 0.5)), (1, tone)))
    for part, width in ((1, 3.2), (0.86, 1.3), (0.74, 1.3), (0.62, 1.3), (0.50, 2.6), (0.34, 1.3)):
        stroke(p, ellipse(x, y, r * part), pen(foil, width * min(1, r / 60)))


KINDS = {"court_waves": draw}
