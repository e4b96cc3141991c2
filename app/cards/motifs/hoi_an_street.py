"""An old street of Hội An in line and wash: yellow shophouses, yin-yang tiles, bougainvillea, silk lanterns at the eaves."""

import math
import random
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import Point, catmull, ellipse, fill_ellipse, mix, pen, poly, rad, rgba, smooth, stroke
from app.cards.motifs.bougainvillea import bract
from app.cards.motifs.wild_flowers import blade, many
from app.cards.watercolour import Wet

GROUND = 0.84  # of the rectangle's height: where walls meet the street
HOUSES = ((250, 330, 1), (214, 262, 0), (286, 356, 1), (226, 280, 0), (262, 342, 1), (220, 290, 0), (270, 350, 1))


@dataclass(frozen=True)
class _Sheet:
    """What every stroke needs: paint, pen, chance and colours."""

    wet: Wet
    ink: list[tuple[QPainterPath, float]]
    rng: random.Random
    art: Art

    def wash(
        self,
        points: list[Point],
        tones: tuple[QColor, QColor],
        *,
        alpha: float = 0.8,
        edge: float = 0.5,
        rough: float = 0.3,
    ) -> None:
        shape = poly(points)
        box = shape.boundingRect()
        axis = ((box.left(), box.top()), (box.left() + box.width() * 0.3, box.bottom()))
        self.wet.paint(shape, *tones, axis, alpha=alpha, knock=0.85, edge=edge, rough=rough)

    def line(self, points: list[Point], width: float = 1.5) -> None:
        """A pen line that is not quite straight and runs a little past its ends."""
        path: list[Point] = []
        for (x0, y0), (x1, y1) in pairwise(points):
            n = max(1, int(math.hypot(x1 - x0, y1 - y0) / 46))
            for i in range(n):
                t = i / n
                path.append((x0 + (x1 - x0) * t + self.rng.gauss(0, 0.7), y0 + (y1 - y0) * t + self.rng.gauss(0, 0.7)))
        path.append(points[-1])
        self.ink.append((smooth(path, False), width * self.rng.uniform(0.8, 1.15)))


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
    sheet = _Sheet(Wet(QRectF(0, 0, width, 520), k, art.seed + 9), [], rng, art)
    _street(sheet, width, ground, street)
    glow: list[Point] = []
    x, i = -rng.uniform(10, 60), rng.randrange(2)
    while x < width:
        w, h, tall = HOUSES[i % len(HOUSES)]
        pair = (i * 2) % len(art.ramp(walls))
        tones = (art.color(walls, pair), art.color(walls, pair + 1))
        glow += _house(sheet, x, ground, w, h, bool(tall), tones, roof, wood, shutter, window, i)
        x, i = x + w + 2, i + 1
    sheet.wet.commit(p)
    dark = art.color(line)
    for path, thick in sheet.ink:
        stroke(p, path, pen(rgba(dark, 0.72), thick))
    _bougainvillea(p, art, k, width, ground, flower, green)
    for n, (gx, gy) in enumerate(glow):
        lantern(p, gx, gy, 21, art, silk, line, n, rng)


def _street(s: _Sheet, width: float, ground: float, street: str) -> None:
    a, b = s.art.color(street), s.art.color(street, 1)
    top = [(x, ground - 6 + s.rng.uniform(-2, 2)) for x in range(-20, int(width) + 60, 60)]
    foot = [(x, 492 + s.rng.uniform(-18, 18)) for x in range(int(width) + 40, -60, -60)]
    s.wash([*top, *foot], (a, b), alpha=0.62, edge=0.2, rough=0.7)
    for _ in range(int(width / 30)):
        x, y = s.rng.uniform(0, width), s.rng.uniform(ground + 12, 476)
        s.line([(x, y), (x + s.rng.uniform(12, 46), y + s.rng.uniform(-1, 1))], 0.9)


def _house(
    s: _Sheet, x: float, y: float, w: float, h: float, tall: bool, tones: tuple[QColor, QColor], roof: str, wood: str,
    shutter: str, window: str, index: int,
) -> list[Point]:  # fmt: skip
    """Returns where its lanterns hang."""
    art = s.art
    brown, blind = (art.color(wood), art.color(wood, 1)), (art.color(shutter), art.color(shutter, 1))
    s.wash([(x, y), (x, y - h), (x + w, y - h), (x + w, y)], tones, alpha=0.92, edge=0.4)
    s.line([(x + 1, y), (x + 1, y - h)])
    s.line([(x + w - 1, y - h), (x + w - 1, y)])
    _roof(s, x - 10, y - h + 8, w + 20, 66, roof)
    middle = y - (h * 0.5 if tall else h - 30)
    if tall:
        for part in (0.26, 0.74):
            _window(s, x + w * part, y - h * 0.60, 50, h * 0.26, blind, art.color(window))
        s.line([(x + 12, y - h * 0.575), (x + w - 12, y - h * 0.575)], 1.7)
        s.line([(x + 12, y - h * 0.65), (x + w - 12, y - h * 0.65)], 1.3)
        for i in range(int((w - 24) / 11) + 1):
            s.line([(x + 12 + i * 11, y - h * 0.65), (x + 12 + i * 11, y - h * 0.575)], 0.9)
        _roof(s, x - 4, middle + 20, w + 8, 40, roof)
    top = middle + 28 if tall else y - h + 40
    _door(s, x + w * 0.5, y, w * 0.40, (y - top) * 0.86, brown, art.color(window))
    for part in (0.15, 0.85):
        _window(s, x + w * part, y - 34, w * 0.17, (y - top) * 0.50, blind if index % 2 else brown, art.color(window))
    s.line([(x - 2, y), (x + w + 2, y)], 1.7)
    eave = middle + 22 if tall else y - h + 12
    return [(x + w * 0.17, eave), (x + w * 0.83, eave)]


def _roof(s: _Sheet, x: float, y: float, w: float, h: float, roof: str) -> None:
    """Yin-yang tiles: ribs that lean to the ridge, round ends along the eave."""
    lean = min(26, h * 0.5)
    s.wash(
        [(x, y), (x + lean, y - h), (x + w - lean, y - h), (x + w, y)],
        (s.art.color(roof), s.art.color(roof, 1)),
        alpha=0.95,
    )
    n = max(4, int(w / 11))
    for i in range(n + 1):
        t = i / n
        s.line([(x + w * t, y), (x + lean + (w - 2 * lean) * t, y - h)], 0.9)
    for i in range(n):
        a, b = x + w * i / n, x + w * (i + 1) / n
        s.ink.append((smooth([(a, y), ((a + b) / 2, y + 4.5), (b, y)], False), 1.1))
    s.line([(x + lean - 6, y - h - 1), (x + w - lean + 6, y - h - 1)], 2.6)
    s.line([(x + lean - 6, y - h - 5), (x + w - lean + 6, y - h - 5)], 1.1)
    s.line([(x, y), (x + w, y)], 1.3)


def _door(s: _Sheet, cx: float, y: float, w: float, h: float, tones: tuple[QColor, QColor], light: QColor) -> None:
    s.wash([(cx - w / 2, y), (cx - w / 2, y - h), (cx + w / 2, y - h), (cx + w / 2, y)], tones, alpha=0.95, edge=0.3)
    inner = w * 0.42
    s.wash(
        [(cx - inner / 2, y), (cx - inner / 2, y - h * 0.94), (cx + inner / 2, y - h * 0.94), (cx + inner / 2, y)],
        (light, tones[0]),
        alpha=0.9,
        edge=0.1,
    )
    for i in range(7):
        x = cx - w / 2 + w * i / 6
        if abs(x - cx) >= inner * 0.46:
            s.line([(x, y), (x, y - h)], 1.1)
    for side in (-1, 1):
        s.line([(cx + side * inner / 2, y), (cx + side * inner / 2, y - h)], 1.6)
    s.line([(cx - w / 2 - 5, y - h), (cx + w / 2 + 5, y - h)], 2.0)


def _window(s: _Sheet, cx: float, y: float, w: float, h: float, tones: tuple[QColor, QColor], light: QColor) -> None:
    """Shut, or now and then lit from within."""
    pane = (light, mix(light, tones[0], 0.5)) if s.rng.random() < 0.4 else tones
    s.wash([(cx - w / 2, y), (cx - w / 2, y - h), (cx + w / 2, y - h), (cx + w / 2, y)], pane, alpha=0.9, edge=0.4)
    for x in (cx - w / 2, cx, cx + w / 2):
        s.line([(x, y), (x, y - h)], 1.3)
    for i in range(int(h / 8) + 1):
        s.line([(cx - w / 2, y - h + i * 8), (cx + w / 2, y - h + i * 8)], 0.7)
    s.line([(cx - w / 2 - 3, y + 2), (cx + w / 2 + 3, y + 2)], 1.8)


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


def lantern(
    p: QPainter, x: float, y: float, r: float, art: Art, silk: str, line: str, index: int, rng: random.Random
) -> None:
    """A silk lantern in wash under a pen line, its light about it; hangs from (x, y)."""
    light, deep = (
        art.color(silk, index * 2 % len(art.ramp(silk))),
        art.color(silk, (index * 2 + 1) % len(art.ramp(silk))),
    )
    ink, cy = art.color(line), y + r * 1.5
    fill_ellipse(
        p,
        x,
        cy,
        r * 2.1,
        r * 2.1,
        rad(x, cy, r * 2.1, (0, rgba(light, 0.5)), (0.4, rgba(light, 0.22)), (1, rgba(light, 0))),
    )
    wide = r * rng.choice((1.0, 0.86, 1.12))
    body = ellipse(x, cy, wide, r * 0.92)
    p.fillPath(body, rad(x, cy + r * 0.2, r * 1.15, (0, rgba("#fff8dc", 0.98)), (0.35, light), (1, deep)))
    for part in (0.34, 0.7, 1.0):
        stroke(p, ellipse(x, cy, wide * part, r * 0.92), pen(rgba(ink, 0.5), max(0.8, r * 0.045)))
    thin = max(0.9, r * 0.06)
    stroke(p, poly([(x, y), (x, cy - r * 0.9)], False), pen(rgba(ink, 0.7), thin))
    for side in (-1, 1):
        p.fillPath(ellipse(x, cy + side * r * 0.93, r * 0.34, r * 0.09), rgba(ink, 0.85))
    for i in range(5):
        t = (i - 2) / 2
        thread = QPainterPath(QPointF(x + t * r * 0.10, cy + r))
        thread.quadTo(x + t * r * 0.1, cy + r * 1.4, x + t * r * 0.24, cy + r * (1.85 - abs(t) * 0.12))
        stroke(p, thread, pen(rgba(deep, 0.9), max(0.9, r * 0.07)))


def draw_garland(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    silk: str = "@silk",
    line: str = "@line",
    rope: str = "@rope",
    count: int = 3,
    sag: float = 0.36,
    flip: bool = False,
) -> None:
    """Lanterns along a rope slung between the rectangle's upper corners, away from where it leaves the card."""
    rng, w, h = art.rng(911), rect.width(), rect.height()
    p.setClipRect(rect)

    def hang(t: float) -> Point:
        return rect.left() + w * t, rect.top() + h * sag * (1 - (2 * t - 1) ** 2)

    stroke(p, smooth([hang(i / 16) for i in range(17)], False), pen(rgba(art.color(rope), 0.6), 1.6))
    for i in range(count):
        t = 0.28 + 0.58 * (i + rng.uniform(0.3, 0.6)) / count
        x, y = hang(1 - t if flip else t)
        r = h * (0.155, 0.115, 0.14, 0.10)[i % 4] * rng.uniform(0.94, 1.06)
        r = min(r, (rect.bottom() - y) / 3.6)
        lantern(p, x, y, r, art, silk, line, i * 2 + 1 + flip, rng)


KINDS = {"hoi_an_street": draw, "lantern_garland": draw_garland}
