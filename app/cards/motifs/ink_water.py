"""Still water in ink wash with strokes of gold, and the washed sun over it."""

import math

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, lin, pen, rgba, ribbon, stroke
from app.cards.motifs.ink_wash import wash


def draw_sun(p: QPainter, rect: QRectF, art: Art, *, tone: str = "@sun", gold: str = "@foil", salt: int = 1) -> None:
    """A washed disc inside a thin broken foil ring."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    r = min(rect.width(), rect.height()) / 2 - 14
    x, y = rect.center().toTuple()
    wash(p, ellipse(x, y, r * 0.9), art.color(tone), art.scale, art.seed + 31 * salt, [0.95, 0.85, 0.35], edge=0.35)
    ring = QPainterPath()
    box = QRectF(x - r, y - r, 2 * r, 2 * r)
    for start, span in ((-30, 150), (135, 70), (215, 60)):
        ring.arcMoveTo(box, start)
        ring.arcTo(box, start, span)
    stroke(p, ring, pen(art.foil(gold, 4), max(1.4, r / 70)))


def draw_water(
    p: QPainter, rect: QRectF, art: Art, *, tones: str = "@karst", gold: str = "@foil", salt: int = 1
) -> None:
    """Still water: a pale wash under the horizon, long thin strokes, a few of them gold; sparse where words stand."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    rng, foil = art.rng(640 + salt), art.foil(gold, 2)
    tint = art.color(tones)
    p.fillRect(
        rect,
        lin(
            0,
            rect.top(),
            0,
            rect.bottom(),
            (0, rgba(tint, 0)),
            (0.07, rgba(tint, 0.24)),
            (0.35, rgba(tint, 0.10)),
            (1, rgba(tint, 0.16)),
        ),
    )
    for i in range(round(rect.height() / 5)):
        t = rng.random() ** 1.3
        y, long = rect.top() + 4 + t * (rect.height() - 10), rect.width() * rng.uniform(0.05, 0.20) * (0.5 + t)
        x = rng.uniform(rect.left() - 40, rect.right() - long + 40)
        if any(zone.adjusted(-long, -8, 0, 8).contains(x, y) for zone in art.calm):
            continue
        line = np.stack(
            [np.linspace(x, x + long, 16), y + (0.6 + 1.6 * t) * np.sin(np.linspace(0, rng.uniform(4, 9), 16))], 1
        )
        body = ribbon(line, np.sin(np.linspace(0.05, math.pi - 0.05, 16)) * (0.8 + 1.0 * t))
        p.fillPath(body, foil if i % 4 == 0 else rgba(art.color(tones, 1), 0.20 + 0.12 * t))


KINDS = {"ink_sun": draw_sun, "ink_water": draw_water}
