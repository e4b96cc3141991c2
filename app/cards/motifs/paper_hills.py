"""Rolling hills in layers of paper, with round trees and small flowers on them."""

import math
import random

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QPainter

from app.cards.art import Art
from app.cards.kit import ellipse, lin, many, mix, poly
from app.cards.motifs.zoo_animals import Paper
from app.cards.papercut import sheet

Line = list[tuple[float, float]]


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@hill",
    flower: str = "@party",
    shade: str = "@shade",
    layers: int = 3,
    trees: int = 5,
    flowers: int = 0,
    salt: int = 1,
) -> None:
    """Far to near, each lower and deeper in tone; every layer runs on over the rectangle's foot."""
    p.setClipRect(rect)
    rng, ramp = art.rng(70 + salt), art.ramp(tones)
    unit = max(0.4, min(1.25, rect.width() / 1080, rect.height() / 110))
    for i in range(layers):
        t = i / max(1, layers - 1)
        tint = mix(ramp[0], ramp[-1], t) if layers > 1 else mix(ramp[0], ramp[-1], 0.5)
        top = rect.top() + rect.height() * (0.30 + 0.5 * t if layers > 1 else 0.25)
        swell = rect.height() * (0.20 - 0.10 * t)
        line = _crest(rect, top, swell, rng)
        if i < layers - 1 or layers == 1:
            _trees(p, rect, line, art, tint, rng, trees, shade, unit * (0.8 + 0.4 * t))
        hill = poly([*line, (rect.right() + 60, rect.bottom() + 60), (rect.left() - 60, rect.bottom() + 60)])
        fill = lin(
            0, top - swell, 0, rect.bottom(), (0, mix(tint, "#ffffff", 0.12)), (1, mix(tint, art.color(shade), 0.10))
        )
        rim = mix(tint, "#ffffff", 0.55)
        sheet(p, hill, QBrush(fill), rim, art.color(shade), depth=1.1 * unit + 0.3, strength=0.34)
        if i == layers - 1:
            _flowers(p, rect, line, art, rng, flowers, flower, shade, unit)


def _crest(rect: QRectF, y: float, swell: float, rng: random.Random) -> Line:
    a, b, f = rng.uniform(0, math.tau), rng.uniform(0, math.tau), rng.uniform(0.8, 1.2)
    out = []
    for i in range(61):
        x = rect.left() - 60 + (rect.width() + 120) * i / 60
        u = (x - rect.left()) / 700
        out.append((x, y - swell * (0.6 * math.sin(u * 3.1 * f + a) + 0.4 * math.sin(u * 6.4 + b))))
    return out


def _trees(
    p: QPainter,
    rect: QRectF,
    line: Line,
    art: Art,
    tint: QColor,
    rng: random.Random,
    count: int,
    shade: str,
    unit: float,
) -> None:
    cut = Paper(p, art.color(shade), 0.5 * unit)
    for _ in range(count):
        x, y = line[rng.randrange(4, len(line) - 4)]
        h, leaf = (
            min(rng.uniform(56, 96) * unit, (y - rect.top()) / 1.25),
            mix(tint, art.color(shade), rng.uniform(0.04, 0.16)),
        )
        cut.cut(
            poly(
                [
                    (x - 3 * unit, y + 10),
                    (x + 3 * unit, y + 10),
                    (x + 2 * unit, y - h * 0.6),
                    (x - 2 * unit, y - h * 0.6),
                ]
            ),
            "#a9805c",
            0.6,
        )
        if rng.random() < 0.5:
            cut.cut(ellipse(x, y - h * 0.72, h * 0.30, h * 0.36), leaf)
        else:
            crown = ellipse(x, y - h * 0.80, h * 0.24)
            for dx, dy in ((-0.2, 0.62), (0.2, 0.62)):
                crown = crown.united(ellipse(x + dx * h, y - dy * h, h * 0.22))
            cut.cut(crown, leaf)


def _flowers(
    p: QPainter, rect: QRectF, line: Line, art: Art, rng: random.Random, count: int, tones: str, shade: str, unit: float
) -> None:
    cut = Paper(p, art.color(shade), 0.30 * unit)
    for _ in range(count):
        x, top = line[rng.randrange(4, len(line) - 4)]
        y = rng.uniform(top + 16 * unit, max(top + 20 * unit, rect.bottom() - 26 * unit))
        r, tint = rng.uniform(8.5, 13) * unit, art.color(tones, rng.randrange(len(art.ramp(tones))))
        if any(zone.contains(QPointF(x, y)) for zone in art.calm):
            continue
        bloom = many()
        for k in range(5):
            a = math.tau * k / 5 + x
            bloom.addEllipse(QPointF(x + math.cos(a) * r, y + math.sin(a) * r), r * 0.78, r * 0.78)
        cut.cut(bloom, tint)
        cut.cut(ellipse(x, y, r * 0.6), "#fff0b8", 0.4)


KINDS = {"paper_hills": draw}
