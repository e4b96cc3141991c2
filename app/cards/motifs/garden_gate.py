"""Mother's yard in watercolour: a tiled gate left ajar under bougainvillea, and the washing drying in the sun."""

import math
import random

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import Point, ellipse, mix, poly, smooth
from app.cards.motifs.bougainvillea import bract, spill
from app.cards.motifs.clothes_line import line
from app.cards.motifs.wild_flowers import many
from app.cards.pigment import Sheet, dab, pencil


class Gate:
    """The gate's own space: one unit is its height, x from its middle, y up from the ground."""

    def __init__(self, x: float, ground: float, height: float) -> None:
        self.x, self.ground, self.g = x, ground, height

    def at(self, x: float, y: float) -> Point:
        return self.x + x * self.g, self.ground - y * self.g

    def shape(self, *points: Point) -> QPainterPath:
        return poly([self.at(*q) for q in points])

    def box(self, x0: float, y0: float, x1: float, y1: float) -> QPainterPath:
        return self.shape((x0, y0), (x1, y0), (x1, y1), (x0, y1))


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    gate: float = 0.77,
    bloom: str = "@bloom",
    green: str = "@green",
    wall: str = "@wall",
    wood: str = "@wood",
    tile: str = "@tile",
    cloth: str = "@cloth",
    sun: str = "@sun",
    shade: str = "@cool",
    line_tone: str = "@pencil",
) -> None:
    """gate: where it stands in the rectangle's width. Ramps run from light to deep; cloth holds pairs; sun: light, earth."""
    height = min(rect.height() * 0.80, rect.width() * 0.60)
    place = Gate(rect.left() + rect.width() * gate, rect.bottom() - height * 0.085, height)
    rng, sheet = art.rng(13), Sheet(rect, art.scale, art.seed + 3)
    cool, tones = art.color(shade).name(), art.ramp(cloth)
    _earth(sheet, rect, place, art.ramp(sun), cool)
    _wall(sheet, rect, place, art.ramp(wall), cool)
    _opening(sheet, place, art.ramp(green), art.ramp(sun), rng)
    _doors(sheet, place, art.ramp(wood), cool)
    _pillars(sheet, place, art.ramp(wall), cool)
    _roof(sheet, place, art.ramp(tile), cool, rng)
    _pot(sheet, place, art.ramp(tile), art.ramp(green), rng)
    end, start = place.at(-0.235, 0.555), (rect.left() - 0.02 * rect.width(), place.ground - 0.535 * height)
    pairs = [(tones[i], tones[i + 1]) for i in range(0, len(tones), 2)]
    boxes = line(sheet, start, end, height, pairs, cool, art.color(line_tone).name(), rng)
    _cast(sheet, place, boxes, cool)
    spine = [
        place.at(*q)
        for q in (
            (0.56, 0.40),
            (0.42, 0.65),
            (0.20, 0.79),
            (-0.06, 0.855),
            (-0.26, 0.785),
            (-0.36, 0.64),
            (-0.385, 0.49),
        )
    ]
    widths = [height * v for v in (0.10, 0.14, 0.16, 0.145, 0.13, 0.095, 0.05)]
    spill(sheet, spine, widths, height * 0.036, art.ramp(bloom), art.ramp(green), rng, 168)
    _fallen(sheet, rect, place, art.ramp(bloom), cool, rng)
    sheet.commit(p)
    p.setClipRect(rect)
    outline = QPainterPath()
    for part in (place.box(-0.27, 0.0, -0.18, 0.60), place.box(0.18, 0.0, 0.27, 0.60)):
        outline.addPath(part)
    pencil(p, outline, art.color(line_tone), height * 0.0022, rng, 0.35)


def _earth(sheet: Sheet, rect: QRectF, place: Gate, sun: tuple[str, ...], cool: str) -> None:
    g, y = place.g, place.ground
    yard = smooth(
        [
            (rect.left() - g * 0.2, y - g * 0.015),
            (rect.center().x(), y - g * 0.03),
            (rect.right() + g * 0.2, y - g * 0.01),
            (rect.right() + g * 0.2, rect.bottom() + g * 0.06),
            (rect.center().x(), rect.bottom() + g * 0.07),
            (rect.left() - g * 0.2, rect.bottom() + g * 0.06),
        ]
    )
    sheet.paint(
        yard,
        (sun[1], sun[0], sun[1]),
        ((rect.left(), y), (rect.right(), y)),
        alpha=0.62,
        edge=0.25,
        rough=0.5,
        drift=1.2,
        soft=g * 0.012,
    )
    path = place.shape((-0.15, 0.02), (0.15, 0.02), (0.30, -0.08), (-0.34, -0.08))
    sheet.paint(path, (sun[0],), alpha=0.5, knock=0.5, edge=0.1, rough=0.5, soft=g * 0.010)


def _wall(sheet: Sheet, rect: QRectF, place: Gate, wall: tuple[str, ...], cool: str) -> None:
    """A low wall runs off to the right, with a row of pierced bricks."""
    right = (rect.right() - place.x) / place.g + 0.1
    if right < 0.32:
        return
    sheet.paint(
        place.box(0.24, 0.0, right, 0.30),
        (wall[0], wall[1]),
        (place.at(0.3, 0.3), place.at(0.4, 0.0)),
        alpha=0.85,
        knock=0.9,
        edge=0.4,
        drift=1.2,
    )
    sheet.paint(
        place.box(0.24, 0.29, right, 0.325),
        (wall[1], wall[2]),
        (place.at(0, 0.325), place.at(0, 0.29)),
        alpha=0.8,
        knock=0.7,
        edge=0.4,
    )
    holes, x = many(), 0.325
    while x < right:
        holes.addPath(ellipse(*place.at(x, 0.17), place.g * 0.030))
        x += 0.078
    sheet.paint(holes, (mix(wall[2], cool, 0.6),), alpha=0.75, edge=0.4)
    sheet.paint(place.box(0.24, 0.0, right, 0.045), (cool,), alpha=0.28, edge=0, soft=place.g * 0.012)


def _opening(sheet: Sheet, place: Gate, green: tuple[str, ...], sun: tuple[str, ...], rng: random.Random) -> None:
    """The garden behind, bright through the gate."""
    sheet.paint(
        place.box(-0.18, 0.0, 0.18, 0.57),
        ("#fffbe6", sun[0], green[0]),
        (place.at(0, 0.34), place.at(0.05, 0.0)),
        alpha=0.55,
        knock=0.95,
        edge=0.1,
        drift=1.0,
    )
    for tone, alpha in ((green[0], 0.75), (green[1], 0.7), (green[2], 0.6)):
        leaves = many()
        for _ in range(26):
            x, y = rng.uniform(-0.17, 0.10), rng.choice((rng.uniform(0.42, 0.56), rng.uniform(0.04, 0.24)))
            r = place.g * rng.uniform(0.012, 0.034)
            leaves.addPath(ellipse(*place.at(x, y), r, r * 0.8))
        sheet.paint(leaves, (tone,), alpha=alpha, edge=0.3, rough=0.5, soft=place.g * 0.003)
    sheet.paint(
        place.shape((-0.07, 0.10), (0.03, 0.10), (0.13, 0.0), (-0.16, 0.0)),
        (sun[1], sun[0]),
        (place.at(0, 0), place.at(0, 0.1)),
        alpha=0.6,
        knock=0.6,
        edge=0.1,
        rough=0.4,
        soft=place.g * 0.004,
    )


def _doors(sheet: Sheet, place: Gate, wood: tuple[str, ...], cool: str) -> None:
    """The right leaf shut, the left one swung in."""
    leaves = (
        place.box(0.015, 0.0, 0.18, 0.56),
        place.shape((-0.18, 0.0), (-0.095, 0.035), (-0.095, 0.525), (-0.18, 0.56)),
    )
    for leaf, left, right in ((leaves[0], 0.015, 0.18), (leaves[1], -0.18, -0.095)):
        sheet.paint(
            leaf,
            (wood[0], wood[1]),
            (place.at(left, 0.5), place.at(right, 0.1)),
            alpha=0.92,
            knock=0.95,
            edge=0.45,
            drift=0.9,
            shade=(cool, 0.3),
        )
        lines = many()
        for i in range(1, 5):
            x = left + (right - left) * i / 5
            lines.addPath(dab([place.at(x, 0.03), place.at(x, 0.3), place.at(x, 0.53)], place.g * 0.005, 6, 0.5, 0.7))
        for y in (0.09, 0.30, 0.47):
            lines.addPath(dab([place.at(left, y), place.at(right, y)], place.g * 0.014, 6, 0.5, 0.95))
        sheet.paint(lines, (wood[2],), alpha=0.55, edge=0.1)
    sheet.paint(ellipse(*place.at(0.035, 0.28), place.g * 0.010), ("#6a5030",), alpha=0.9, knock=0.6, edge=0.3)
    sheet.paint(place.box(-0.18, 0.46, 0.18, 0.57), (cool,), alpha=0.38, edge=0.0, soft=place.g * 0.02)


def _pillars(sheet: Sheet, place: Gate, wall: tuple[str, ...], cool: str) -> None:
    for x in (-0.225, 0.225):
        sheet.paint(
            place.box(x - 0.045, 0.0, x + 0.045, 0.60),
            (wall[0], wall[1], wall[2]),
            (place.at(x - 0.05, 0.4), place.at(x + 0.06, 0.2)),
            alpha=0.9,
            knock=0.96,
            edge=0.4,
            drift=0.9,
            shade=(cool, 0.35),
        )
        for y0, y1, out in ((0.0, 0.05, 0.012), (0.555, 0.60, 0.012)):
            sheet.paint(
                place.box(x - 0.045 - out, y0, x + 0.045 + out, y1),
                (wall[0], wall[2]),
                (place.at(x - 0.05, 0), place.at(x + 0.05, 0)),
                alpha=0.85,
                knock=0.9,
                edge=0.5,
            )
        sheet.paint(place.box(x + 0.012, 0.03, x + 0.045, 0.57), (cool,), alpha=0.26, edge=0, soft=place.g * 0.008)
    sheet.paint(
        place.box(-0.20, 0.56, 0.20, 0.605),
        (wall[0], wall[1]),
        (place.at(-0.2, 0), place.at(0.2, 0)),
        alpha=0.9,
        knock=0.95,
        edge=0.4,
    )


def _roof(sheet: Sheet, place: Gate, tile: tuple[str, ...], cool: str, rng: random.Random) -> None:
    """Two rows of old tiles under a ridge whose ends turn up."""
    slope = smooth(
        [
            place.at(*q)
            for q in (
                (-0.37, 0.625),
                (-0.28, 0.67),
                (-0.20, 0.765),
                (0.20, 0.765),
                (0.28, 0.67),
                (0.37, 0.625),
                (0.2, 0.612),
                (-0.2, 0.612),
            )
        ]
    )
    sheet.paint(
        slope,
        (tile[0], tile[1], tile[2]),
        (place.at(-0.3, 0.75), place.at(0.3, 0.6)),
        alpha=0.92,
        knock=0.95,
        edge=0.45,
        drift=1.4,
        shade=(cool, 0.5),
    )
    rows = many()
    for row in range(4):
        y, half = 0.64 + row * 0.032, 0.335 - row * 0.043
        for x in np.arange(-half, half, 0.040):
            cx = x + (row % 2) * 0.02 + rng.uniform(-0.003, 0.003)
            rows.addPath(
                dab(
                    [place.at(cx - 0.02, y), place.at(cx, y - 0.014), place.at(cx + 0.02, y)],
                    place.g * 0.008,
                    6,
                    0.5,
                    0.5,
                )
            )
    sheet.paint(rows, (tile[2],), alpha=0.62, edge=0.1)
    ridge = dab(
        [place.at(*q) for q in ((-0.27, 0.815), (-0.20, 0.775), (0, 0.768), (0.20, 0.775), (0.27, 0.815))],
        place.g * 0.034,
        12,
        0.5,
        0.45,
    )
    sheet.paint(ridge, (tile[1], tile[2]), (place.at(0, 0.80), place.at(0, 0.74)), alpha=0.9, knock=0.9, edge=0.5)
    sheet.paint(place.box(-0.24, 0.575, 0.24, 0.615), (cool,), alpha=0.42, edge=0, soft=place.g * 0.012)


def _pot(sheet: Sheet, place: Gate, tile: tuple[str, ...], green: tuple[str, ...], rng: random.Random) -> None:
    x, y = -0.345, 0.0
    groups = (many(), many())
    for i in range(18):
        at_x, at_y = place.at(x + rng.gauss(0, 0.012), 0.075)
        a = math.radians(-90 + (i - 8.5) * 10 + rng.uniform(-6, 6))
        length = place.g * rng.uniform(0.08, 0.13)
        tip = (at_x + math.cos(a) * length, at_y + math.sin(a) * length)
        groups[i % 2].addPath(
            dab(
                [(at_x, at_y), ((at_x + tip[0]) / 2, (at_y + tip[1]) / 2 - length * 0.12), tip],
                length * 0.16,
                8,
                0.4,
                0.1,
            )
        )
    for group, tones in zip(groups, ((green[0], green[1]), (green[1], green[2])), strict=True):
        sheet.paint(group, tones, (place.at(x, 0.2), place.at(x, 0.06)), alpha=0.85, knock=0.6, edge=0.4)
    pot = place.shape((x - 0.042, 0.085), (x + 0.042, 0.085), (x + 0.030, y - 0.005), (x - 0.030, y - 0.005))
    sheet.paint(
        pot,
        (tile[0], tile[1], tile[2]),
        (place.at(x - 0.04, 0), place.at(x + 0.045, 0)),
        alpha=0.95,
        knock=0.95,
        edge=0.45,
    )
    sheet.paint(
        place.box(x - 0.048, 0.072, x + 0.048, 0.092),
        (tile[1], tile[2]),
        (place.at(x - 0.05, 0), place.at(x + 0.05, 0)),
        alpha=0.9,
        knock=0.9,
        edge=0.4,
    )


def _cast(sheet: Sheet, place: Gate, boxes: list[QRectF], cool: str) -> None:
    """Shadows of the washing and of the gate on the ground."""
    shapes = many()
    for box in boxes:
        shapes.addPath(
            ellipse(
                box.center().x() + place.g * 0.05, place.ground + place.g * 0.022, box.width() * 0.46, place.g * 0.016
            )
        )
    sheet.paint(shapes, (cool,), alpha=0.34, edge=0, rough=0.5, soft=place.g * 0.010)
    feet = many()
    for x, w in ((-0.18, 0.10), (0.28, 0.09), (-0.325, 0.06)):
        feet.addPath(ellipse(*place.at(x, -0.004), place.g * w, place.g * 0.012))
    sheet.paint(feet, (cool,), alpha=0.5, edge=0, soft=place.g * 0.006)


def _fallen(sheet: Sheet, rect: QRectF, place: Gate, bloom: tuple[str, ...], cool: str, rng: random.Random) -> None:
    spots = [
        (place.at(rng.gauss(-0.10, 0.26), rng.uniform(-0.065, -0.005)), rng.uniform(0.014, 0.024)) for _ in range(22)
    ]
    shadows, groups = many(), (many(), many())
    for i, ((x, y), size) in enumerate(spots):
        if rect.left() + 20 < x < rect.right() - 20:
            at = QTransform.fromTranslate(x, y)
            at.scale(place.g * size, place.g * size * 0.55)
            at.rotate(rng.uniform(0, 360))
            shadows.addPath(at.map(bract()).translated(place.g * 0.003, place.g * 0.005))
            groups[i % 2].addPath(at.map(bract()))
    sheet.paint(shadows, (cool,), alpha=0.5, edge=0, soft=1.5)
    for group, tones in zip(groups, ((bloom[0], bloom[1]), (bloom[1], bloom[2])), strict=True):
        sheet.paint(group, tones, (place.at(-0.5, 0), place.at(0.5, -0.06)), alpha=0.9, knock=0.9, edge=0.5)


KINDS = {"garden_gate": draw}
