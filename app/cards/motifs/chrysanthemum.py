"""Chrysanthemums and their scrolls as Bát Tràng painters brush them under the glaze: a spray, a border."""

import math

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import Point, poly
from app.cards.motifs.chrysanthemum_stock import Stock, bud, curl, stock
from app.cards.motifs.glaze_brush import Brush, fire


def scroll(length: float, wide: float, waves: int, plants: Stock) -> tuple[Brush, Brush]:
    """Dây lá: a vine that winds along a band, flowers in its bays by turns. Along x from 0, its middle at y = 0."""
    blossom, vine = Brush(), Brush()
    step, swing = length / waves, wide * 0.25
    xs = np.linspace(0, length, waves * 8 + 1)
    vine.stroke([(float(x), float(math.sin(x / step * math.pi) * swing)) for x in xs], wide * 0.052, 0.0)
    for i in range(waves):
        x, up = (i + 0.5) * step, 1 if i % 2 else -1  # the bay opens opposite to the wave's crest
        r, y = min(step * 0.36, wide * 0.30), up * swing * 0.42
        stem_x = x - step * 0.5
        vine.stroke([(stem_x, 0), (stem_x + step * 0.12, y * 1.5), (x - r * 0.5, y * 1.2)], wide * 0.036)
        if i % 2 == (waves // 2) % 2 or waves < 3:
            plants.flower(blossom, x, y, r)
        else:
            bud(blossom, vine, x - r * 0.2, y + up * r * 0.3, math.atan2(-up * 0.5, 1.0), r * 1.25)
            curl(vine, x - r * 0.3, y + up * r * 0.5, up * 0.5, wide * 0.30, up)
        top = -up * swing
        plants.leaf(vine, x + step * 0.04, top * 0.96, math.atan2(-up * 0.55, 0.9), wide * 0.30)
        plants.leaf(vine, x - step * 0.06, top * 0.96, math.atan2(-up * 0.55, -0.9), wide * 0.26)
        curl(vine, (i + 1) * step - step * 0.1, 0, up * 1.0, wide * 0.2, -up)
    return blossom, vine


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    flowers: str = "@flower",
    vine: str = "@vine",
    salt: int = 11,
    spread: float = 1.0,
) -> None:
    """A spray that grows from the middle of the rectangle's foot to both sides. flowers, vine: wash and line."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    plants, size = stock(art.rng(salt)), min(rect.width() / (720 * spread), rect.height() / 330)
    blossom, stalk = Brush(), Brush()
    for side in (-1, 1):
        flip = QTransform.fromScale(side, 1)
        half, green = Brush(), Brush()
        green.stroke([(0, -20), (70, -36), (140, -96), (218, -120), (286, -92), (322, -44)], 8, 0.3)
        green.stroke([(60, -34), (120, -30), (188, -52)], 6)
        green.stroke([(218, -120), (250, -170), (236, -214)], 5)
        green.stroke([(34, -30), (92, -130), (98, -226)], 6)
        for x, y, a, s in (
            (84, -44, -1.9, 84), (120, -76, 0.5, 74), (166, -110, -2.1, 72), (196, -118, 0.9, 66), (262, -106, -0.9, 66),
            (300, -74, 0.1, 56), (74, -84, -2.6, 62), (96, -160, -0.35, 62), (244, -168, 0.1, 48), (46, -28, 0.45, 66),
        ):  # fmt: skip
            plants.leaf(green, x, y, a, s)
        curl(green, 140, -34, 0.4, 64, -1)
        curl(green, 318, -48, 0.9, 60, 1)
        curl(green, 240, -196, -1.2, 54, -1)
        bud(half, green, 99, -226, -1.45, 40)
        bud(half, green, 236, -214, -1.9, 34)
        plants.flower(half, 196, -58, 56)
        plants.flower(half, 322, -34, 34)
        blossom.add(half.moved(flip))
        stalk.add(green.moved(flip))
    heart = Brush()
    plants.flower(heart, 0, -124, 104)
    blossom.add(heart)
    place = QTransform.fromTranslate(rect.center().x(), rect.bottom() - 14 * size).scale(size, size)
    fire(p, rect, art, [(stalk.moved(place), vine), (blossom.moved(place), flowers)])


def draw_border(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    flowers: str = "@flower",
    vine: str = "@vine",
    band: float = 100.0,
    salt: int = 5,
) -> None:
    """A frame at the rectangle's edges: flowers in its corners, a scroll along each side, lines on both rims."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    plants, gap, wide = stock(art.rng(salt)), 26.0, band - 34
    inner = rect.adjusted(gap + band, gap + band, -gap - band, -gap - band)
    for box, width in (
        (rect.adjusted(gap, gap, -gap, -gap), 5.0),
        (rect.adjusted(gap + 10, gap + 10, -gap - 10, -gap - 10), 1.8),
        (inner, 4.4),
        (inner.adjusted(-9, -9, 9, 9), 1.8),
    ):
        p.fillPath(_rule(box, width), art.color(vine, 1))
    half, corner = gap + band / 2, wide * 0.60
    x0, y0, x1, y1 = rect.left() + half, rect.top() + half, rect.right() - half, rect.bottom() - half
    reach = band / 2 - 12
    for turn, at, run in (
        (0, (x0, y0), x1 - x0),
        (0, (x0, y1), x1 - x0),
        (90, (x0, y0), y1 - y0),
        (90, (x1, y0), y1 - y0),
    ):
        length = run - 2 * corner
        waves = 2 * max(1, round(length / 2 / (wide * 1.28))) + 1
        place = QTransform.fromTranslate(*at).rotate(turn).translate(corner, 0)
        blossom, stalk = (brush.moved(place) for brush in scroll(length, wide, waves, plants))
        strip = QRectF(
            at[0] - reach, at[1] - reach, *((run + 2 * reach, 2 * reach) if turn == 0 else (2 * reach, run + 2 * reach))
        )
        if turn == 0:
            for x in (x0, x1):
                plants.flower(blossom, x, at[1], wide * 0.52)
        else:
            strip.adjust(0, corner + reach - 14, 0, -corner - reach + 14)
        fire(p, strip, art, [(stalk, vine), (blossom, flowers)])


def _rule(box: QRectF, width: float) -> QPainterPath:
    """A painted line round a box, with notched corners."""
    path = poly(_notched(box, 14))
    path.addPath(poly(_notched(box.adjusted(width, width, -width, -width), 14)[::-1]))
    return path


def _notched(box: QRectF, c: float) -> list[Point]:
    """The corners of a box with a square bite out of each, clockwise."""
    x0, y0, x1, y1 = box.getCoords()
    top = [(x0 + c, y0), (x1 - c, y0), (x1 - c, y0 + c), (x1, y0 + c)]
    return [
        *top,
        (x1, y1 - c),
        (x1 - c, y1 - c),
        (x1 - c, y1),
        (x0 + c, y1),
        (x0 + c, y1 - c),
        (x0, y1 - c),
        (x0, y0 + c),
        (x0 + c, y0 + c),
    ]


KINDS = {"chrysanthemum_spray": draw, "chrysanthemum_border": draw_border}
