"""A yellow shophouse of Hội An in line and wash: yin-yang tiles, folding doors, shutters."""

import math
import random
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtGui import QColor, QPainterPath

from app.cards.art import Art
from app.cards.kit import Point, mix, poly, smooth
from app.cards.watercolour import Wet


@dataclass(frozen=True)
class Sheet:
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


def draw_street(s: Sheet, width: float, ground: float, street: str) -> None:
    a, b = s.art.color(street), s.art.color(street, 1)
    top = [(x, ground - 6 + s.rng.uniform(-2, 2)) for x in range(-20, int(width) + 60, 60)]
    foot = [(x, 492 + s.rng.uniform(-18, 18)) for x in range(int(width) + 40, -60, -60)]
    s.wash([*top, *foot], (a, b), alpha=0.62, edge=0.2, rough=0.7)
    for _ in range(int(width / 30)):
        x, y = s.rng.uniform(0, width), s.rng.uniform(ground + 12, 476)
        s.line([(x, y), (x + s.rng.uniform(12, 46), y + s.rng.uniform(-1, 1))], 0.9)


def house(
    s: Sheet, x: float, y: float, w: float, h: float, tall: bool, tones: tuple[QColor, QColor], roof: str, wood: str,
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


def _roof(s: Sheet, x: float, y: float, w: float, h: float, roof: str) -> None:
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


def _door(s: Sheet, cx: float, y: float, w: float, h: float, tones: tuple[QColor, QColor], light: QColor) -> None:
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


def _window(s: Sheet, cx: float, y: float, w: float, h: float, tones: tuple[QColor, QColor], light: QColor) -> None:
    """Shut, or now and then lit from within."""
    pane = (light, mix(light, tones[0], 0.5)) if s.rng.random() < 0.4 else tones
    s.wash([(cx - w / 2, y), (cx - w / 2, y - h), (cx + w / 2, y - h), (cx + w / 2, y)], pane, alpha=0.9, edge=0.4)
    for x in (cx - w / 2, cx, cx + w / 2):
        s.line([(x, y), (x, y - h)], 1.3)
    for i in range(int(h / 8) + 1):
        s.line([(cx - w / 2, y - h + i * 8), (cx + w / 2, y - h + i * 8)], 0.7)
    s.line([(cx - w / 2 - 3, y + 2), (cx + w / 2 + 3, y + 2)], 1.8)
