"""A sprig whose leaves are hearts of folded paper."""

import math
import random

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from app.cards.art import Art
from app.cards.kit import Point, catmull, mix, rgba, ribbon, shadow
from app.cards.motifs.paper_heart import put


def sprig(
    p: QPainter,
    room: QRectF,
    mouth: Point,
    reach: Point,
    end: Point,
    unit: float,
    root: float,
    tones: tuple[str, ...],
    stem: QColor,
    dim: float,
    dark: str,
    art: Art,
    rng: random.Random,
) -> None:
    """One stem from `root` under the mouth to its end, with hearts at both sides and one at the tip."""
    x0, y0 = mouth[0] + end[0] * unit * 0.5, mouth[1] + root
    x1 = mouth[0] + end[0] * reach[0] * rng.uniform(0.95, 1.02)
    y1 = mouth[1] - end[1] * reach[1] * rng.uniform(0.95, 1.02)
    bow = (mouth[0] + end[0] * reach[0] * 0.42, mouth[1] - end[1] * reach[1] * 0.64 - unit * 0.3)
    throat = (mouth[0] + end[0] * unit * 1.1, mouth[1] + root * 0.25)
    line = catmull([(x0, y0), throat, bow, (x1, y1)], 12)
    strip = ribbon(line, np.linspace(unit * 0.045, unit * 0.022, len(line)))
    shadow(p, strip, 2, 4, 3, rgba(dark, 0.45))
    p.fillPath(strip, mix(stem, dark, dim))
    length = float(np.hypot(*np.diff(line, axis=0).T).sum())
    count = max(2, round(length / (unit * 0.92)))
    for i in range(count):
        t = 0.38 + 0.56 * i / count
        j = min(len(line) - 2, int(t * (len(line) - 1)))
        along = math.degrees(math.atan2(*(line[j + 1] - line[j])[::-1])) + 90
        side = 1 if (i + round(end[0] * 10)) % 2 else -1
        size = unit * rng.uniform(0.74, 1.12) * (1.12 - 0.35 * t)
        _heart_at(
            p,
            room,
            float(line[j][0]),
            float(line[j][1]),
            size,
            along + side * rng.uniform(42, 66),
            tones,
            dim,
            dark,
            art,
            rng,
        )
    along = math.degrees(math.atan2(*(line[-1] - line[-2])[::-1])) + 90
    _heart_at(p, room, x1, y1, unit * rng.uniform(0.85, 1.05), along + rng.uniform(-10, 10), tones, dim, dark, art, rng)


def _heart_at(
    p: QPainter,
    room: QRectF,
    x: float,
    y: float,
    size: float,
    turn: float,
    tones: tuple[str, ...],
    dim: float,
    dark: str,
    art: Art,
    rng: random.Random,
) -> None:
    tone = mix(rng.choice(tones), dark, dim).name()
    a = math.radians(turn - 90)
    middle = (x + math.cos(a) * size * 0.55, y + math.sin(a) * size * 0.55)
    calm = any(
        zone.adjusted(-size * 0.75, -size * 0.75, size * 0.75, size * 0.75).contains(*middle) for zone in art.calm
    )
    if not calm and room.adjusted(size * 0.3, size * 0.3, -size * 0.3, 0).contains(*middle):
        put(p, x, y, size, turn, tone, dark, art)
