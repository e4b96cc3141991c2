"""An old street of Hội An in line and wash: shophouses under bougainvillea, silk lanterns at the eaves."""

import math
import random

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import Point, catmull, ellipse, many, mix, pen, rgba, stroke
from app.cards.motifs.bougainvillea_bracts import bract
from app.cards.motifs.hoi_an_house import Sheet, draw_street, house
from app.cards.motifs.hoi_an_lantern import lantern
from app.cards.motifs.wild_leaves import blade
from app.cards.watercolour import Wet

GROUND = 0.84  # of the rectangle's height: where walls meet the street
HOUSES = ((250, 330, 1), (214, 262, 0), (286, 356, 1), (226, 280, 0), (262, 342, 1), (220, 290, 0), (270, 350, 1))


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    walls: str = "@wall",
    roof: str = "@roof",
    wood: str = "@wood",
    shutter: str = "@shutter",
    flower: str = "@flower",
    green: str = "@green",
    street: str = "@street",
    silk: str = "@silk",
    line: str = "@line",
    window: str = "@window",
) -> None:
    """Houses side by side along the rectangle, the street at its foot. walls: pairs of tones; silk: pairs, one a lantern."""
    p.setClipRect(rect)
    unit, rng = rect.height() / 520, art.rng(901)
    k = art.scale * unit
    p.translate(rect.topLeft())
    p.scale(unit, unit)
    width, ground = rect.width() / unit, 520 * GROUND
    sheet = Sheet(Wet(QRectF(0, 0, width, 520), k, art.seed + 9), [], rng, art)
    draw_street(sheet, width, ground, street)
    glow: list[Point] = []
    x, i = -rng.uniform(10, 60), rng.randrange(2)
    while x < width:
        w, h, tall = HOUSES[i % len(HOUSES)]
        pair = (i * 2) % len(art.ramp(walls))
        tones = (art.color(walls, pair), art.color(walls, pair + 1))
        glow += house(sheet, x, ground, w, h, bool(tall), tones, roof, wood, shutter, window, i)
        x, i = x + w + 2, i + 1
    sheet.wet.commit(p)
    dark = art.color(line)
    for path, thick in sheet.ink:
        stroke(p, path, pen(rgba(dark, 0.72), thick))
    _bougainvillea(p, art, k, width, ground, flower, green)
    for n, (gx, gy) in enumerate(glow):
        lantern(p, gx, gy, 21, art, silk, line, n, rng)


def _bougainvillea(p: QPainter, art: Art, k: float, width: float, ground: float, flower: str, green: str) -> None:
    """Boughs that come over a roof and fall from its eave: wet colour first, leaves, then bracts in threes."""
    rng = art.rng(905)
    wet = Wet(QRectF(0, 0, width, 520), k, art.seed + 21)
    leaf, bloom = (art.color(green), art.color(green, 1)), tuple(art.color(flower, i) for i in range(3))
    spots = max(1, round(width / 520))
    for spot in range(spots):
        cx, cy = width * (0.32 + spot) / (spots + 0.1), ground - rng.uniform(190, 208)
        side, fall = 1 if spot % 2 == 0 else -1, rng.uniform(104, 136)
        _spill(wet, cx, cy, side, fall, leaf, bloom, rng)
    wet.commit(p)


def _spill(
    wet: Wet,
    cx: float,
    cy: float,
    side: int,
    fall: float,
    leaf: tuple[QColor, QColor],
    bloom: tuple[QColor, ...],
    rng: random.Random,
) -> None:
    """One plant: a bough along the eave and two that hang from it. side: to where it leans; fall: how far it hangs."""
    boughs = (
        ([(cx - side * 92, cy + 26), (cx - side * 44, cy - 4), (cx + side * 14, cy - 12), (cx + side * 66, cy + 12)], (15, 35)),
        ([(cx + side * 26, cy + 2), (cx + side * 48, cy + fall * 0.4), (cx + side * 50, cy + fall)], (32, 9)),
        ([(cx - side * 34, cy), (cx - side * 46, cy + fall * 0.3), (cx - side * 42, cy + fall * 0.62)], (30, 8)),
    )  # fmt: skip
    lines = [catmull(points, 30 // len(points)) for points, _ in boughs]
    line = np.vstack(lines)
    thick = np.concatenate([np.linspace(*ends, len(each)) for each, (_, ends) in zip(lines, boughs, strict=True)])

    def at(spread: float) -> Point:
        i, a = rng.randrange(len(line)), rng.uniform(0, math.tau)
        d = abs(rng.gauss(0, spread)) * thick[i]
        return float(line[i][0]) + math.cos(a) * d, float(line[i][1]) + math.sin(a) * d

    for tones, part, alpha in (((leaf[1], leaf[0]), 0.62, 0.5), ((bloom[0], bloom[1]), 0.50, 0.66)):
        mass = many()
        for i in range(0, len(line), 3):
            r = thick[i] * part * rng.uniform(0.8, 1.15)
            mass.addPath(ellipse(line[i][0] + rng.gauss(0, 2), line[i][1] + rng.gauss(0, 2), r, r * 0.9))
        box = mass.boundingRect()
        axis = ((box.left(), box.top()), (box.right(), box.bottom()))
        wet.paint(mass, *tones, axis, alpha=alpha, knock=0.6, edge=0.25, rough=0.8)
    for _ in range(52):
        place = QTransform.fromTranslate(*at(0.7)).rotate(rng.uniform(0, 360))
        long = rng.uniform(11, 17)
        shape = place.map(blade(long, long * 0.55, rng.uniform(-0.14, 0.14)))
        _dab(wet, shape, leaf, 0.9)
    for i in range(116):
        x, y = at(0.58 if i < 96 else 0.95)
        tones = (
            (bloom[1], bloom[2]),
            (bloom[0], bloom[2]),
            (bloom[0], bloom[1]),
            (mix(bloom[0], "#ffffff", 0.3), bloom[0]),
        )
        _dab(wet, _bracts(x, y, rng.uniform(6.0, 9.5), rng), tones[min(3, i // 30)], 0.9)


def _bracts(x: float, y: float, r: float, rng: random.Random) -> QPainterPath:
    three, turn = many(), rng.uniform(0, 120)
    for i in range(3):
        place = QTransform.fromTranslate(x, y).rotate(turn + i * 120 + rng.uniform(-14, 14))
        three.addPath(place.scale(r, r * rng.uniform(0.85, 1.1)).map(bract()))
    return three


def _dab(wet: Wet, path: QPainterPath, tones: tuple[QColor, QColor], alpha: float) -> None:
    box = path.boundingRect()
    axis = ((box.left(), box.top()), (box.right(), box.bottom()))
    wet.paint(path, *tones, axis, alpha=alpha, knock=0.75, edge=0.5, rough=0.12)


KINDS = {"hoi_an_street": draw}
