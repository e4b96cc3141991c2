"""Silk brocade (gấm): lotus rosettes and cloud scrolls woven against the ground's sheen, in gold thread."""

import math
from functools import lru_cache

import numpy as np
from PIL import Image
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import coverage, device_scale, gaussian, pen, smooth, stroke, to_image
from app.cards.materials import noise

REPEAT = 240.0  # the drawing's own units of one repeat


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@brocade",
    cell: float = 168.0,
    gold: float = 0.9,
    sheen: float = 1.0,
) -> None:
    """tones: ground, figure, thread. cell: one repeat in design units. Warp and weft shine in opposite places."""
    k = device_scale(p)
    w, h, tile = math.ceil(rect.width() * k), math.ceil(rect.height() * k), max(8, round(cell * k))
    figure, thread = (_tiled(mask, w, h) for mask in _repeat(tile))
    light = _sheen(w, h, k, art.seed + 3)
    yarn = _tiled(_yarn(256, art.seed), w, h)
    rows, columns = np.arange(h)[:, None], np.arange(w)[None, :]
    twill = np.where((rows + columns) % 4 < 2, 0.03, -0.03).astype(np.float32)
    weft = np.where(rows % 3 == 0, -0.07, 0.03).astype(np.float32)
    base = 0.74 + 0.30 * light * sheen + twill + yarn * 0.22
    satin = 1.16 - 0.36 * light * sheen + weft + yarn * 0.26
    relief = 1 - (np.roll(figure, (1, 1), (0, 1)) - np.roll(figure, (-1, -1), (0, 1))) * 0.16
    metal = thread * gold * (0.62 + 0.38 * light) * 0.92
    knots = 0.72 + 0.5 * ((columns // 2 + rows) % 3 == 0) + yarn * 0.9
    ground, woven, wire = (np.array(art.color(tones, i).getRgb()[:3], np.float32) for i in range(3))
    pixels = np.empty((h, w, 4), np.uint8)
    for i in range(3):
        cloth = (base * (1 - figure) * ground[i] + satin * figure * woven[i]) * relief
        cloth = cloth * (1 - metal) + metal * np.minimum(knots * wire[i], 255)
        pixels[..., 2 - i] = np.clip(cloth, 0, 255)
    pixels[..., 3] = 255
    p.setClipRect(rect)
    p.drawImage(QRectF(rect.left(), rect.top(), w / k, h / k), to_image(pixels))


def _tiled(tile: np.ndarray, w: int, h: int) -> np.ndarray:
    """Repeated over the cloth, one repeat's centre at the cloth's centre line."""
    n = tile.shape[1]
    left = (n - (w % (2 * n)) // 2) % n
    return np.tile(tile, (h // tile.shape[0] + 1, w // n + 2))[:h, left : left + w]


@lru_cache(maxsize=4)
def _yarn(size: int, seed: int) -> np.ndarray:
    rough = np.random.default_rng(seed).normal(128, 40, (size, size)).clip(0, 255).astype(np.uint8)
    return gaussian(rough, 0.6).astype(np.float32) / 255 - 0.5


def _sheen(w: int, h: int, k: float, seed: int) -> np.ndarray:
    """Slow bands of light across the cloth, 0…1, computed coarsely. (h, w)"""
    rows, columns = (max(4, math.ceil(v / k / 12)) for v in (h, w))
    size = max(rows, columns)
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    wave = noise(size, 4, seed, 2)[:rows, :columns] * 9 + (x * 0.55 + y * 0.85) * 12 / 210
    level = np.round((0.5 + 0.5 * np.sin(wave)) * 255).astype(np.uint8)
    return np.asarray(Image.fromarray(level).resize((w, h), Image.Resampling.BICUBIC)).astype(np.float32) / 255


@lru_cache(maxsize=3)
def _repeat(size: int) -> tuple[np.ndarray, np.ndarray]:
    """Masks of the woven figure and of the gold thread. (size, size) float32 each"""
    fill, outline, scrolls = QPainterPath(), QPainterPath(), QPainterPath()
    fill.setFillRule(Qt.FillRule.WindingFill)
    for count, near, far, wide in ((12, 38, 64, 19), (8, 14, 34, 19)):
        for i in range(count):
            petal = QPainterPath(QPointF(0, -near))
            petal.cubicTo(-wide * 0.75, -near - 8, -wide * 0.62, -far + 8, 0, -far)
            petal.cubicTo(wide * 0.62, -far + 8, wide * 0.75, -near - 8, 0, -near)
            turned = QTransform().rotate(i * 360 / count + (22.5 if count == 8 else 0)).map(petal)
            fill.addPath(turned)
            outline.addPath(turned)
    for r in (9, 36, 70):
        outline.addEllipse(QPointF(0, 0), r, r)
    fill.addEllipse(QPointF(0, 0), 9, 9)
    for sx in (-1, 1):
        for sy in (-1, 1):
            mirror = QTransform().scale(sx, sy)
            for curl in (_spiral(28, 84, 17, math.pi * 0.6, 5.2), _spiral(58, 76, 13, math.pi * 0.9, 5.0)):
                scrolls.addPath(mirror.map(curl))
            scrolls.addPath(mirror.map(smooth([(10, 112), (26, 101), (52, 96), (76, 84), (86, 66)], False)))
    spots = ((0, 0), (REPEAT, 0), (0, REPEAT), (REPEAT, REPEAT), (REPEAT / 2, REPEAT / 2))

    def mask(lines: list[tuple[QPainterPath, float]], solid: bool) -> np.ndarray:
        def paint(q: QPainter) -> None:
            q.scale(size / REPEAT, size / REPEAT)
            for x, y in spots:
                if solid:
                    q.fillPath(fill.translated(x, y), QColor("white"))
                for path, width in lines:
                    stroke(q, path.translated(x, y), pen(QColor("white"), width))

        return coverage(size, size, paint).astype(np.float32) / 255

    return mask([(scrolls, 7)], True), mask([(outline, 2.0), (scrolls, 2.4)], False)


def _spiral(x: float, y: float, r: float, start: float, turn: float) -> QPainterPath:
    steps = [i / 15 for i in range(16)]
    turns = [(start + turn * t, r * (1 - 0.86 * t)) for t in steps]
    return smooth([(x + math.cos(a) * q, y + math.sin(a) * q) for a, q in turns], False)


KINDS = {"brocade": draw}
