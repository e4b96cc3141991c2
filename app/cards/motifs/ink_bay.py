"""Hạ Long in ink wash and gold line: limestone islands that dissolve in mist, batten sails, a washed sun, still water."""

import math
import random
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import (
    Point,
    catmull,
    coverage,
    ellipse,
    fill_ellipse,
    gaussian,
    lin,
    mix,
    pen,
    poly,
    rgba,
    ribbon,
    smooth,
    stroke,
    tinted,
)
from app.cards.materials import TILE, noise

QUALITY = 0.7  # pixels of a wash per device pixel
JUNK = QRectF(0, 0, 460, 470)  # waterline at y = 380


def wash(
    p: QPainter, path: QPainterPath, tint: QColor, k: float, seed: int, fade: Sequence[float], edge: float = 0.5
) -> None:
    """Ink in wet paper: darker where it pools at the rim, clouded inside, thinning down. fade: strength at top, middle, foot."""
    box = path.boundingRect().adjusted(-8, -8, 8, 8)
    q = k * QUALITY
    w, h = max(2, math.ceil(box.width() * q)), max(2, math.ceil(box.height() * q))

    def shape(painter: QPainter) -> None:
        painter.scale(q, q)
        painter.translate(-box.topLeft())
        painter.fillPath(path, Qt.GlobalColor.white)

    hard = coverage(w, h, shape)
    mask, soft = (gaussian(hard, r * q).astype(np.float32) / 255 for r in (0.8, 12))
    cloud, tooth = (_window(tile, seed * 131 + i * 57, h, w) for i, tile in enumerate(_tiles(max(8, round(TILE * q)))))
    down = np.interp(np.linspace(0, 1, h), (0, 0.5, 1), fade)[:, None]
    alpha = mask * down * (0.42 + 0.62 * cloud) * (0.82 + 0.36 * tooth) + edge * np.clip(mask - soft, 0, 1) * down
    pixels = (np.clip(alpha, 0, 1) * 255).astype(np.uint8)
    p.drawImage(QRectF(box.left(), box.top(), w / q, h / q), tinted(pixels, QColor(tint)))


@lru_cache(maxsize=6)
def _tiles(size: int) -> tuple[np.ndarray, ...]:
    """Clouds and tooth of the paper, stretched to 0…1. (size, size) each"""
    raw = (noise(size, 5, 11, 4), noise(size, 77, 12, 2))
    return tuple((tile - tile.min()) / (tile.max() - tile.min()) for tile in raw)


def _window(tile: np.ndarray, at: int, h: int, w: int) -> np.ndarray:
    """A part of the endless tile, chosen by a number that does not depend on the scale. (h, w)"""
    size = len(tile)
    y, x = round(at * 0.618 % 1 * size), round(at * 0.414 % 1 * size)
    return tile[(np.arange(y, y + h) % size)[:, None], (np.arange(x, x + w) % size)[None, :]]


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@karst",
    index: int = 0,
    gold: str = "@foil",
    peaks: Sequence[float] = (0.2, 0.7, 0.24, 0.48, 1.0, 0.3, 0.78, 0.6, 0.2),
    line: float = 2.2,
    strength: float = 1.0,
    salt: int = 1,
) -> None:
    """A group of islands, its waterline at the rectangle's foot. peaks: middle, height and width of each, in fractions."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    rng = art.rng(600 + salt)
    n = max(80, round(rect.width() / 4))
    u = np.linspace(-0.02, 1.02, n)
    rough = sum(
        np.interp(u, np.linspace(-0.02, 1.02, c), [rng.uniform(-1, 1) for _ in range(c)]) * a
        for c, a in ((17, 0.05), (43, 0.035), (101, 0.018))
    )
    height = np.zeros(n)
    for cx, top, wide in zip(peaks[0::3], peaks[1::3], peaks[2::3], strict=True):
        d = np.abs((u - cx) / (wide / 2)) * (1 + rng.uniform(-0.1, 0.1) * np.sign(u - cx))
        tower = np.clip(1 - d**3.0, 0, None) ** 0.46
        height = np.maximum(height, tower * top * (1 + rough * np.minimum(1, tower * 1.3)))
    room = (rect.height() - 16) / 1.12
    x, y = rect.left() + rect.width() * u, rect.bottom() - np.clip(height, 0, 1.12) * room
    path = poly([*zip(x.tolist(), y.tolist(), strict=True), (x[-1], rect.bottom() + 2), (x[0], rect.bottom() + 2)])
    ink, deep = art.color(tones, 2 * index), art.color(tones, 2 * index + 1)
    wash(p, path, ink, art.scale, art.seed * 7 + salt, [0.98 * strength, 0.60 * strength, 0.0])
    p.save()
    p.setClipPath(path, Qt.ClipOperation.IntersectClip)
    _strokes(p, x, y, rect, deep, rng, strength)
    p.restore()
    if line:
        _gold(p, x, y, rect, art.foil(gold, 3), rng, line)


def _strokes(
    p: QPainter, x: np.ndarray, y: np.ndarray, rect: QRectF, deep: QColor, rng: random.Random, strength: float
) -> None:
    """Cliffs: slanted dry strokes that weaken downwards; scrub: dabs along the crest."""
    size = rect.height() / 400
    for _ in range(round(rect.width() / 2.6)):
        i = rng.randrange(2, len(x) - 2)
        tall = rect.bottom() - y[i]
        if tall < 40 * size:
            continue
        t = rng.random() ** 1.5 * 0.8
        sx, sy, long = x[i] + rng.uniform(-6, 6), y[i] + tall * t, tall * rng.uniform(0.06, 0.20)
        lean = rng.uniform(-0.12, 0.30) * long
        curve = catmull([(sx, sy), (sx + lean * 0.3, sy + long * 0.5), (sx + lean, sy + long)], 5)
        width = rng.uniform(0.6, 2.6) * size
        p.fillPath(
            ribbon(curve, np.linspace(width, 0.2, len(curve))),
            rgba(deep, strength * 0.42 * (1 - t) ** 1.2 * rng.uniform(0.4, 1)),
        )
    for _ in range(round(rect.width() / 1.4)):
        i = rng.randrange(2, len(x) - 2)
        tall = rect.bottom() - y[i]
        if tall < 60 * size:
            continue
        dx, dy, r = rng.uniform(-5, 5), abs(rng.gauss(0, 0.09)) * tall, rng.uniform(0.9, 3.6) * size
        fill_ellipse(p, x[i] + dx, y[i] + dy, r * 1.5, r * 0.75, rgba(deep, strength * rng.uniform(0.22, 0.62)))


def _gold(
    p: QPainter, x: np.ndarray, y: np.ndarray, rect: QRectF, foil: QBrush, rng: random.Random, width: float
) -> None:
    """The crest in a broken foil line, and two or three strata that echo it further down."""
    points = np.stack([x, y], 1)
    tall = rect.bottom() - y
    for level, share in ((0.0, 0.93), (0.20, 0.5), (0.42, 0.34)):
        start = None
        cut = 0
        for i in range(len(x)):
            alive = tall[i] > rect.height() * (0.10 + 0.16 * (level > 0))
            if start is None and alive and i >= cut and rng.random() < (0.5 if level == 0 else 0.06):
                start, length = i, rng.randint(len(x) // 9, len(x) // 4) if level == 0 else rng.randint(6, len(x) // 12)
            if start is not None and (not alive or i - start >= length or i == len(x) - 1):
                piece = points[start:i].copy()
                piece[:, 1] += tall[start:i] * level
                if len(piece) > 4:
                    taper = np.sin(np.linspace(0.12, math.pi - 0.12, len(piece))) ** 0.5
                    p.fillPath(ribbon(piece, taper * width * (0.5 if level == 0 else 0.34)), foil)
                start, cut = None, i + (2 if level == 0 else round((1 - share) * 30))


def draw_sun(p: QPainter, rect: QRectF, art: Art, *, tone: str = "@sun", gold: str = "@foil", salt: int = 1) -> None:
    """A washed disc inside a thin broken foil ring."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    r = min(rect.width(), rect.height()) / 2 - 14
    x, y = rect.center().toTuple()
    wash(p, ellipse(x, y, r * 0.9), art.color(tone), art.scale, art.seed + 31 * salt, [0.95, 0.85, 0.35], edge=0.35)
    ring = QPainterPath()
    box = QRectF(x - r, y - r, 2 * r, 2 * r)
    for start, span in ((-30, 150), (135, 70), (215, 60)):
        ring.arcMoveTo(box, start)
        ring.arcTo(box, start, span)
    stroke(p, ring, pen(art.foil(gold, 4), max(1.4, r / 70)))


def draw_junk(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    sail: str = "@sail",
    hull: str = "@hull",
    gold: str = "@foil",
    water: str = "@karst",
    flip: bool = False,
) -> None:
    """A junk under three batten sails, with its reflection; fitted to the rectangle's foot. sail: light, mid, dark."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    size = min(rect.width() / JUNK.width(), rect.height() / JUNK.height())
    p.translate(rect.center().x(), rect.bottom() - JUNK.bottom() * size)
    p.scale(-size if flip else size, size)
    p.translate(-JUNK.center().x(), 0)
    foil = art.foil(gold, 6)
    p.save()
    p.setOpacity(p.opacity() * 0.20)
    p.translate(0, 760)
    p.scale(1, -0.8)
    p.translate(0, -1 + 380 - 285)
    _hull(p, art, hull, foil)
    p.restore()
    _junk(p, art, sail, hull, foil)
    deep = art.color(water, 1)
    for y, x0, x1, a in (
        (381, 60, 420, 0.55),
        (390, 30, 300, 0.30),
        (398, 150, 446, 0.26),
        (409, 84, 250, 0.20),
        (418, 230, 400, 0.16),
        (436, 120, 330, 0.12),
    ):
        line = np.stack([np.linspace(x0, x1, 20), y + 1.6 * np.sin(np.linspace(0, 9, 20))], 1)
        p.fillPath(ribbon(line, np.sin(np.linspace(0.05, math.pi - 0.05, 20)) * 1.9), rgba(deep, a))
    gleam = np.stack([np.linspace(110, 330, 24), 402 + 1.4 * np.sin(np.linspace(0, 8, 24))], 1)
    p.fillPath(ribbon(gleam, np.sin(np.linspace(0.05, math.pi - 0.05, 24)) * 1.2), foil)


def _junk(p: QPainter, art: Art, sail: str, hull: str, foil: QBrush) -> None:
    wood = art.color(hull)
    for x, top, foot in ((96, 132, 336), (212, 22, 340), (336, 118, 330)):
        p.fillPath(poly([(x - 2.4, top), (x + 2.4, top), (x + 4, foot), (x - 4, foot)]), wood)
    _sail(p, art, sail, foil, (96, 140), 122, 84, 0.80)
    _sail(p, art, sail, foil, (336, 126), 150, 92, 0.86)
    _sail(p, art, sail, foil, (212, 30), 262, 142, 1.0)
    _hull(p, art, hull, foil)


def _hull(p: QPainter, art: Art, hull: str, foil: QBrush) -> None:
    wood, lit = art.color(hull), art.color(hull, 1)
    body = QPainterPath(QPointF(36, 318))
    body.cubicTo(100, 344, 300, 350, 392, 296)
    body.lineTo(420, 300)
    body.cubicTo(416, 340, 400, 372, 372, 383)
    body.lineTo(96, 383)
    body.cubicTo(66, 374, 48, 350, 36, 318)
    p.fillPath(body, lin(0, 300, 0, 384, (0, mix(lit, wood, 0.2)), (0.5, wood), (1, mix(wood, "#000000", 0.4))))
    for dy, a in ((15, 0.9), (30, 0.45)):
        plank = QPainterPath(QPointF(46 + dy * 0.6, 322 + dy))
        plank.cubicTo(110, 344 + dy, 300, 350 + dy * 0.9, 404 - dy * 0.3, 304 + dy)
        p.save()
        p.setOpacity(p.opacity() * a)
        stroke(p, plank, pen(foil, 2.0 if dy < 20 else 1.2))
        p.restore()
    cabin = smooth([(268, 332), (272, 306), (300, 292), (344, 290), (368, 304), (372, 318)], close=False)
    cabin.lineTo(372, 326)
    cabin.lineTo(268, 336)
    p.fillPath(cabin, lin(0, 290, 0, 332, (0, lit), (1, wood)))
    for x in (284, 306, 328, 350):
        p.fillRect(QRectF(x, 308, 11, 12), rgba("#ffe6a8", 0.85))


def _sail(p: QPainter, art: Art, sail: str, foil: QBrush, head: Point, high: float, wide: float, tone: float) -> None:
    """A fan of panels between battens: luff a little before the mast, leech scalloped; head (x, y) on the mast."""
    light, mid, dark = (art.color(sail, i) for i in range(3))
    x0, y0 = head
    panels = 7
    luff, leech = [], []
    for i in range(panels + 1):
        t = i / panels
        luff.append((x0 - wide * (0.10 + 0.24 * math.sin(t * 2.2)), y0 + high * (0.02 + 0.98 * t)))
        leech.append(
            (x0 + wide * (0.16 + 0.84 * math.sin(0.25 + 1.30 * t)), y0 + high * (-0.06 + 0.96 * t) - high * 0.05)
        )
    for i in range(panels):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = luff[i], leech[i], leech[i + 1], luff[i + 1]
        panel = QPainterPath(QPointF(ax, ay))
        panel.quadTo(QPointF((ax + bx) / 2, (ay + by) / 2 + 3), QPointF(bx, by))
        panel.quadTo(QPointF((bx + cx) / 2 + wide * 0.07, (by + cy) / 2), QPointF(cx, cy))
        panel.quadTo(QPointF((cx + dx) / 2, (cy + dy) / 2 + 3), QPointF(dx, dy))
        panel.quadTo(QPointF((ax + dx) / 2 - wide * 0.03, (ay + dy) / 2), QPointF(ax, ay))
        shade = 0.30 + 0.5 * i / panels
        p.fillPath(
            panel,
            lin(
                ax,
                0,
                bx,
                0,
                (0, mix(mid, dark, shade * 0.8)),
                (0.35, mix(light, mid, shade)),
                (1, mix(mid, dark, 0.15 + 0.35 * shade)),
            ),
        )
        p.fillPath(panel, lin(0, ay, 0, dy, (0, rgba(dark, 0.30)), (0.4, rgba(dark, 0)), (1, rgba(light, 0.22 * tone))))
        batten = QPainterPath(QPointF(ax - 2, ay))
        batten.quadTo(QPointF((ax + bx) / 2, (ay + by) / 2 + 3), QPointF(bx + 3, by))
        stroke(p, batten, pen(foil, 1.9))
    foot = QPainterPath(QPointF(*luff[-1]))
    foot.quadTo(QPointF((luff[-1][0] + leech[-1][0]) / 2, (luff[-1][1] + leech[-1][1]) / 2 + 3), QPointF(*leech[-1]))
    stroke(p, foot, pen(foil, 2.4))
    p.setPen(Qt.PenStyle.NoPen)


def draw_water(
    p: QPainter, rect: QRectF, art: Art, *, tones: str = "@karst", gold: str = "@foil", salt: int = 1
) -> None:
    """Still water: a pale wash under the horizon, long thin strokes, a few of them gold; sparse where words stand."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    rng, foil = art.rng(640 + salt), art.foil(gold, 2)
    tint = art.color(tones)
    p.fillRect(
        rect,
        lin(
            0,
            rect.top(),
            0,
            rect.bottom(),
            (0, rgba(tint, 0)),
            (0.07, rgba(tint, 0.24)),
            (0.35, rgba(tint, 0.10)),
            (1, rgba(tint, 0.16)),
        ),
    )
    for i in range(round(rect.height() / 5)):
        t = rng.random() ** 1.3
        y, long = rect.top() + 4 + t * (rect.height() - 10), rect.width() * rng.uniform(0.05, 0.20) * (0.5 + t)
        x = rng.uniform(rect.left() - 40, rect.right() - long + 40)
        if any(zone.adjusted(-long, -8, 0, 8).contains(x, y) for zone in art.calm):
            continue
        line = np.stack(
            [np.linspace(x, x + long, 16), y + (0.6 + 1.6 * t) * np.sin(np.linspace(0, rng.uniform(4, 9), 16))], 1
        )
        body = ribbon(line, np.sin(np.linspace(0.05, math.pi - 0.05, 16)) * (0.8 + 1.0 * t))
        p.fillPath(body, foil if i % 4 == 0 else rgba(art.color(tones, 1), 0.20 + 0.12 * t))


KINDS = {"batten_junk": draw_junk, "ink_karsts": draw, "ink_sun": draw_sun, "ink_water": draw_water}
