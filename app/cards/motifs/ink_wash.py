"""Ink wash on wet paper: pooled at the rim, clouded inside, thinning down."""

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.kit import coverage, gaussian, tinted
from app.cards.materials import TILE, noise

QUALITY = 0.7  # pixels of a wash per device pixel


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
