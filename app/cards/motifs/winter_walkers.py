"""People in winter coats, from afar, in watercolour."""

import random

from PySide6.QtGui import QColor, QPainter

from app.cards.art import Art
from app.cards.kit import fill_ellipse, mix, poly, rgba, smooth
from app.cards.motifs.ink_wash import wash


def person(
    p: QPainter,
    art: Art,
    coats: str,
    dark: str,
    x: float,
    foot: float,
    s: float,
    k: float,
    seed: int,
    rng: random.Random,
) -> None:
    """A few wet strokes: head, coat, legs, and the same upside down on the paving."""
    ramp = art.ramp(coats)
    coat, deep = QColor(ramp[rng.randrange(len(ramp))]), art.color(dark, 3)
    wide, lean = rng.uniform(9, 12) * s, rng.uniform(-2, 2)
    body = smooth(
        [
            (x - wide * 0.6, foot - 52 * s),
            (x - wide, foot - 40 * s),
            (x - wide * 1.1, foot - 18 * s),
            (x + wide * 1.1, foot - 18 * s),
            (x + wide, foot - 40 * s),
            (x + wide * 0.6, foot - 52 * s),
        ]
    )
    legs = [
        poly(
            [
                (x + d - 3 * s, foot - 20 * s),
                (x + d + 3 * s, foot - 20 * s),
                (x + d + lean + 2 * s, foot),
                (x + d + lean - 2 * s, foot),
            ]
        )
        for d in (-5 * s, 5 * s)
    ]
    mirror = smooth(
        [
            (x - wide * 0.8, foot + 3),
            (x - wide, foot + 22 * s),
            (x - wide * 0.5, foot + 48 * s),
            (x + wide * 0.5, foot + 48 * s),
            (x + wide, foot + 22 * s),
            (x + wide * 0.8, foot + 3),
        ]
    )
    wash(p, mirror, coat, k, seed + round(x), [0.42, 0.22, 0.0], 0.0)
    for leg in legs:
        p.fillPath(leg, rgba(deep, 0.85))
    wash(p, body, coat, k, seed + round(x) + 1, [1.0, 0.95, 0.85], 0.6)
    wash(
        p,
        body.intersected(poly([(x + 1, foot - 60 * s), (x + 30, foot - 60 * s), (x + 30, foot), (x + 2, foot)])),
        deep,
        k,
        seed + 2,
        [0.4, 0.4, 0.4],
        0.1,
    )
    fill_ellipse(p, x + lean * 0.4, foot - 58 * s, 5.4 * s, 6.2 * s, rgba(mix(deep, "#c08060", 0.35), 0.95))
