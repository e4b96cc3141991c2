"""Small plants in pots in watercolour: a snake plant, an ivy."""

import math
import random

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainterPath

from app.cards.kit import catmull, mix, ribbon, smooth
from app.cards.motifs.table_easel import TOP, Easel, heart


def _pot(easel: Easel, x: float, half: float, height: float, tones: tuple[QColor, ...]) -> None:
    y = TOP - height
    body = smooth(
        [
            (x - half, y + 16),
            (x - half * 0.86, TOP - height * 0.3),
            (x - half * 0.68, TOP + 4),
            (x, TOP + 9),
            (x + half * 0.68, TOP + 4),
            (x + half * 0.86, TOP - height * 0.3),
            (x + half, y + 16),
            (x, y + 22),
        ]
    )
    easel.wash(
        body,
        tones[0],
        tones[1],
        ((x - half * 0.7, y), (x + half, TOP)),
        alpha=0.95,
        knock=0.95,
        edge=0.5,
        rough=0.12,
        drift=0.5,
    )
    rim = QPainterPath()
    rim.addRoundedRect(QRectF(x - half * 1.08, y - 6, half * 2.16, 26), 9, 9)
    easel.wash(
        rim,
        mix(tones[0], "#ffffff", 0.18),
        tones[1],
        ((x - half, y), (x + half, y + 20)),
        alpha=0.95,
        knock=0.95,
        edge=0.55,
        rough=0.1,
        drift=0.4,
        shade=(tones[1], 0.35),
    )


def snake_plant(easel: Easel, clay: tuple[QColor, ...], green: tuple[QColor, ...], rng: random.Random) -> None:
    """Lưỡi hổ in a clay pot."""
    x = 128.0
    easel.cast(x + 10, 96, mix(clay[1], "#5a4a52", 0.55))
    for i, (dx, lean, height, wide) in enumerate(
        (
            (-30, -66, 176, 15),
            (34, 70, 190, 15),
            (-12, -26, 236, 17),
            (18, 30, 214, 16),
            (0, 4, 262, 18),
            (-24, -46, 128, 13),
            (28, 52, 136, 13),
        )
    ):
        tip = (x + dx + lean * rng.uniform(0.9, 1.1), TOP - 96 - height * rng.uniform(0.94, 1.05))
        foot = (x + dx * 0.7, TOP - 84)
        mid = ((foot[0] * 0.55 + tip[0] * 0.45) - lean * 0.10, (foot[1] + tip[1]) / 2)
        line = catmull([foot, mid, tip], 12)
        t = np.linspace(0, 1, len(line))
        leaf = ribbon(line, wide * np.clip(0.62 + 0.75 * np.sin(t * math.pi * 0.72) - t**5 * 1.15, 0.02, 2))
        easel.wash(
            leaf,
            mix(green[0], green[1], 0.15 * i / 6),
            green[1],
            (foot, tip),
            alpha=0.9,
            knock=0.8,
            edge=0.5,
            drift=0.7,
            shade=(green[2], 0.3),
        )
        inner = ribbon(
            line[2:-3],
            wide * 0.5 * np.clip(0.62 + 0.75 * np.sin(t[2:-3] * math.pi * 0.72) - t[2:-3] ** 5 * 1.15, 0.02, 2),
        )
        easel.wash(
            inner, mix(green[1], green[2], 0.55), green[2], (tip, foot), alpha=0.72, knock=0.1, edge=0.3, drift=1.0
        )
    _pot(easel, x, 62, 100, clay)


def ivy(easel: Easel, china: tuple[QColor, ...], green: tuple[QColor, ...], rng: random.Random) -> None:
    """Trầu bà in a small white pot at the right."""
    x = 918.0
    easel.cast(x + 4, 66, mix(china[1], "#6a5a5a", 0.5))
    for i in range(13):
        a = math.radians(-168 + 156 * i / 12 + rng.uniform(-6, 6))
        reach = rng.uniform(44, 104) * (1.12 if 3 < i < 9 else 0.9)
        tip = (x + math.cos(a) * reach * 0.78, TOP - 74 + math.sin(a) * reach * 1.15)
        easel.line([(x, TOP - 70), ((x + tip[0]) / 2, (TOP - 84 + tip[1]) / 2 - 8), tip], 2.2, green[1])
        size = rng.uniform(36, 48)
        turn = a + rng.uniform(-0.5, 0.5) + (0.7 if math.cos(a) > 0 else -0.7)
        light = mix(green[0], green[1], rng.random() * 0.5)
        leaf = heart(*tip, turn, size)
        end = (tip[0] + math.cos(turn) * size, tip[1] + math.sin(turn) * size)
        easel.wash(
            leaf,
            light,
            mix(green[1], green[2], rng.random() * 0.5),
            (tip, end),
            alpha=0.9,
            knock=0.85,
            edge=0.5,
            drift=0.8,
            shade=(green[2], 0.3),
        )
        easel.line(
            [
                tip,
                ((tip[0] + end[0]) / 2, (tip[1] + end[1]) / 2),
                (tip[0] * 0.15 + end[0] * 0.85, tip[1] * 0.15 + end[1] * 0.85),
            ],
            1.3,
            green[2],
            0.5,
        )
    _pot(easel, x, 44, 74, china[:2])
