"""Around a garden gate in watercolour: earth, wall, a pot, cast shadows, fallen bracts."""

import math
import random

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTransform

from app.cards.kit import ellipse, many, mix, smooth
from app.cards.motifs.bougainvillea_bracts import bract
from app.cards.motifs.gate_doors import Gate
from app.cards.pigment import Sheet, dab


def earth(sheet: Sheet, rect: QRectF, place: Gate, sun: tuple[str, ...], cool: str) -> None:
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


def draw_wall(sheet: Sheet, rect: QRectF, place: Gate, wall: tuple[str, ...], cool: str) -> None:
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


def draw_pot(sheet: Sheet, place: Gate, tile: tuple[str, ...], green: tuple[str, ...], rng: random.Random) -> None:
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


def cast(sheet: Sheet, place: Gate, boxes: list[QRectF], cool: str) -> None:
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


def fallen(sheet: Sheet, rect: QRectF, place: Gate, bloom: tuple[str, ...], cool: str, rng: random.Random) -> None:
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
