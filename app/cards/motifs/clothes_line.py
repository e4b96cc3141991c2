"""Washing in the sun, in watercolour: shirts, an áo bà ba, a sheet with leaf shadows on it, all on one line."""

import math
import random
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF

from app.cards.kit import Point, catmull, many, mix, poly, smooth
from app.cards.motifs.garments import details, garment_outline
from app.cards.pigment import Sheet, dab

# width and length of each thing over the unit, in the order they are hung
THINGS = (("sheet", 0.37, 0.37), ("blouse", 0.25, 0.25), ("shirt", 0.22, 0.22), ("towel", 0.13, 0.22), ("child", 0.14, 0.14), ("trousers", 0.15, 0.33), ("blouse", 0.24, 0.24), ("socks", 0.12, 0.10))  # fmt: skip


def line(
    sheet: Sheet,
    start: Point,
    end: Point,
    unit: float,
    cloths: Sequence[tuple[str, str]],
    shade: str,
    pencil: str,
    rng: random.Random,
) -> list[QRectF]:
    """From end (the hook) to start; hangs as many things as there is room for. Returns where they hang."""
    sag = 0.035 * unit + abs(end[0] - start[0]) * 0.018
    rope = catmull([start, ((start[0] * 0.52 + end[0] * 0.48), (start[1] + end[1]) / 2 + sag), end], 40)
    boxes, x, turn = [], end[0] - unit * 0.10, 0
    while True:
        kind, w, h = THINGS[turn % len(THINGS)]
        w, h = w * unit, h * unit
        if x - w < start[0] + unit * 0.15:
            break
        left, right = x - w, x
        y0, y1 = (float(np.interp(v, rope[:, 0], rope[:, 1])) for v in (left, right))
        _hang(sheet, kind, (left, y0), (right, y1), h, cloths[turn % len(cloths)], shade, rng)
        boxes.append(QRectF(left, min(y0, y1), w, h))
        x, turn = left - unit * rng.uniform(0.035, 0.075), turn + 1
    cord = catmull([tuple(q) for q in rope[::6]], 8)
    sheet.paint(dab([tuple(q) for q in cord[::4]], unit * 0.0075, 6, 0.5, 0.9), (pencil,), alpha=0.8, edge=0.1)
    pegs = many()
    for box in boxes:
        for t in (0.10, 0.90) if box.width() < unit * 0.3 else (0.06, 0.5, 0.94):
            px = box.left() + box.width() * t
            py = float(np.interp(px, rope[:, 0], rope[:, 1]))
            pegs.addPath(
                poly(
                    [
                        (px - unit * 0.007, py - unit * 0.018),
                        (px + unit * 0.007, py - unit * 0.018),
                        (px + unit * 0.006, py + unit * 0.024),
                        (px - unit * 0.006, py + unit * 0.024),
                    ]
                )
            )
    sheet.paint(pegs, ("#c98f4a", "#8a5a28"), (start, end), alpha=0.95, knock=0.9, edge=0.4)
    return boxes


def _hang(
    sheet: Sheet, kind: str, a: Point, b: Point, h: float, tones: tuple[str, str], shade: str, rng: random.Random
) -> None:
    w, sway = b[0] - a[0], rng.uniform(0.02, 0.10) * h

    def at(u: float, v: float) -> Point:
        """u along the line, v down the cloth: it bellies a little to the left."""
        return a[0] + u * w - sway * v * v - math.sin(u * 5 + h) * v * h * 0.012, a[1] + (b[1] - a[1]) * u + v * h

    outline = garment_outline(kind, rng)
    path = (
        smooth([at(*q) for q in outline])
        if kind in ("sheet", "towel")
        else poly(catmull([at(*q) for q in [*outline, outline[0]]], 6))
    )
    top, foot = at(0.5, 0), at(0.42, 1)
    sheet.paint(
        path,
        (mix(tones[0], tones[1], 0.25), tones[0], tones[1]),
        (top, foot),
        alpha=0.92,
        knock=0.95,
        edge=0.95,
        rough=0.18,
        drift=0.8,
        shade=(shade, 0.3),
    )
    folds = many()
    count = max(3, round(w / h * 5))
    for i in range(count):
        u = (i + rng.uniform(0.2, 0.8)) / count
        span = (0.12, 0.92) if kind in ("sheet", "towel", "trousers") else (0.3, 0.9)
        if kind in ("blouse", "shirt", "child") and not 0.28 < u < 0.72:
            continue
        folds.addPath(
            dab(
                [at(u, span[0]), at(u + rng.uniform(-0.02, 0.03), 0.5), at(u - 0.02, span[1])],
                w * rng.uniform(0.022, 0.05),
                8,
                0.7,
                0.1,
            )
        )
    sheet.paint(folds, (mix(tones[1], shade, 0.45),), alpha=0.34, edge=0.0, rough=0.3, soft=w * 0.018)
    details(sheet, kind, at, w, h, tones, shade, rng)
