"""Two roses in ink and wash before a pale moon, one red and one white, as they are pinned on at Vu lan."""

import random
from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QTransform

from app.cards.art import Art
from app.cards.kit import Point, many, smooth
from app.cards.motifs.ink_moon import paint_mist, paint_moon
from app.cards.motifs.ink_rose import rose
from app.cards.motifs.ink_rose_leaves import draw_stem, spray
from app.cards.motifs.wild_leaves import blade
from app.cards.pigment import Sheet

ASPECT = 0.62  # width over height of the picture


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    red: str = "@red_rose",
    white: str = "@white_rose",
    ink: str = "@ink_wash",
    moon: str = "@moon",
    seal: str = "@seal",
    ground: str = "@ground",
) -> None:
    """Rises from the rectangle's foot. red, white: light, middle, deep, line; ink: pale, middle, deep; moon: glow, rim."""
    w = min(rect.width(), rect.height() * ASPECT)
    h = w / ASPECT
    box = QRectF(rect.right() - (rect.width() - w) / 2 - w, rect.bottom() - h, w, h)
    rng, sheet, tones = art.rng(23), Sheet(rect, art.scale, art.seed + 6), art.ramp(ink)

    def at(x: float, y: float) -> Point:
        return box.left() + x * w, box.top() + y * w

    paint_moon(sheet, at(0.52, 0.46), w * 0.40, art.ramp(moon), art.color(ground).lightnessF() < 0.4)
    paint_mist(sheet, box, tones, rng)
    foot = h / w
    white_stem = [at(0.45, foot + 0.02), at(0.56, 1.15), at(0.66, 0.80), at(0.675, 0.50)]
    red_stem = [at(0.60, foot + 0.02), at(0.50, 1.28), at(0.37, 1.02), at(0.345, 0.84)]
    draw_stem(sheet, white_stem, w, tones)
    for root, turn, size in ((0.30, 52, 0.80), (0.58, -48, 0.72), (0.74, 50, 0.5)):
        spray(sheet, white_stem, root, turn, w * 0.19 * size / 0.8, tones, rng)
    rose(sheet, *at(0.675, 0.385), w * 0.190, art.ramp(white), tones, rng, -16)
    draw_stem(sheet, red_stem, w, tones)
    for root, turn, size in ((0.34, -56, 0.86), (0.56, 46, 0.66), (0.72, -50, 0.5)):
        spray(sheet, red_stem, root, turn, w * 0.19 * size / 0.8, tones, rng)
    rose(sheet, *at(0.335, 0.715), w * 0.215, art.ramp(red), tones, rng, 12)
    _petals(sheet, at, w, art.ramp(red), art.ramp(white), rng)
    _stamp(sheet, at(0.905, foot - 0.13), w * 0.030, art.color(seal).name(), rng)
    sheet.commit(p)


def _petals(
    sheet: Sheet,
    at: Callable[[float, float], Point],
    w: float,
    red: Sequence[str],
    white: Sequence[str],
    rng: random.Random,
) -> None:
    """One petal of each, let go."""
    for (x, y), tones, turn in (((0.15, 1.40), red, 70), ((0.84, 1.24), white, -40)):
        px, py = at(x + rng.uniform(-0.02, 0.02), y + rng.uniform(-0.02, 0.02))
        spin = QTransform.fromTranslate(px, py).rotate(turn + rng.uniform(-15, 15))
        size = w * 0.060
        spin.scale(size, size * 0.74)
        shape = spin.map(
            smooth(
                [
                    (0, 0.55),
                    (-0.45, 0.2),
                    (-0.62, -0.3),
                    (-0.2, -0.62),
                    (0.05, -0.5),
                    (0.35, -0.62),
                    (0.6, -0.2),
                    (0.4, 0.3),
                ]
            )
        )
        sheet.paint(
            shape,
            (tones[2], tones[1], tones[0]),
            ((px, py + size * 0.5), (px, py - size * 0.5)),
            alpha=0.85,
            knock=0.9,
            edge=0.6,
            rough=0.25,
        )


def _stamp(sheet: Sheet, middle: Point, s: float, tone: str, rng: random.Random) -> None:
    """The painter's seal: a lotus cut out of a red square."""
    x, y = middle
    square = smooth(
        [
            (x + dx * s + rng.uniform(-1, 1), y + dy * s + rng.uniform(-1, 1))
            for dx, dy in ((-1, -1), (0, -1.03), (1, -1), (1.03, 0), (1, 1), (0, 1.03), (-1, 1), (-1.03, 0))
        ]
    )
    sheet.paint(square, (tone,), alpha=0.95, knock=0.92, edge=0.3, rough=0.5, grain=0.4)
    lotus = many()
    for turn, length in ((-58, 0.86), (58, 0.86), (-30, 1.02), (30, 1.02), (0, 1.12)):
        spin = QTransform.fromTranslate(x, y + s * 0.58).rotate(turn)
        lotus.addPath(spin.map(blade(s * length, s * 0.40, 0)))
    sheet.lift(lotus, 0.9, 0.4)


KINDS = {"ink_roses": draw}
