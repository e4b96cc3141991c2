"""The tiled roof of a garden gate in watercolour, and the pillars under it."""

import random

import numpy as np

from app.cards.kit import many, smooth
from app.cards.motifs.gate_doors import Gate
from app.cards.pigment import Sheet, dab


def pillars(sheet: Sheet, place: Gate, wall: tuple[str, ...], cool: str) -> None:
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


def roof(sheet: Sheet, place: Gate, tile: tuple[str, ...], cool: str, rng: random.Random) -> None:
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
