"""Sơn mài materials: crushed eggshell and beaten gold leaf pressed into lacquer, and the still water that mirrors them."""

import math

import numpy as np
from PySide6.QtGui import QBrush, QColor, QImage, QTransform

from app.cards.kit import to_image, to_pixels
from app.cards.materials import TILE, noise

LEAF_STOPS = (0.0, 0.25, 0.5, 0.75, 1.0)


def field(width: float, height: float, k: float, cells: int, seed: int, octaves: int = 1) -> np.ndarray:
    """Noise over width × height units at k pixels a unit, `cells` cells in each 540 units. (H, W)"""
    tile = noise(max(4, round(TILE * k)), cells, seed, octaves)
    rows, columns = np.arange(math.ceil(height * k)) % len(tile), np.arange(math.ceil(width * k)) % len(tile)
    return tile[np.ix_(rows, columns)]


def cells(width: float, height: float, k: float, cell: float, seed: int, bend: float) -> tuple[np.ndarray, np.ndarray]:
    """A Voronoi mosaic: distance to the nearest crack in units, and a chance value for each piece. (H, W) each"""
    rng = np.random.default_rng(seed)
    across, down = int(width / cell) + 6, int(height / cell) + 6
    jx, jy, value = (rng.random((down, across), dtype=np.float32) for _ in range(3))
    w, h = math.ceil(width * k), math.ceil(height * k)
    x = np.broadcast_to((np.arange(w, dtype=np.float32) / (cell * k) + 2)[None, :], (h, w))
    y = np.broadcast_to((np.arange(h, dtype=np.float32) / (cell * k) + 2)[:, None], (h, w))
    if bend:
        warp = field(width, height, k, max(3, round(TILE / cell / 3)), seed + 7) - 0.5
        x, y = np.clip(x + warp * bend, 1, across - 2.01), np.clip(y - warp[::-1] * bend, 1, down - 2.01)
    ix, iy = x.astype(int), y.astype(int)
    first, second = np.full((h, w), 9.0, np.float32), np.full((h, w), 9.0, np.float32)
    own = np.zeros((h, w), np.float32)
    for oy in (-1, 0, 1):
        for ox in (-1, 0, 1):
            gx, gy = ix + ox, iy + oy
            d = (jx[gy, gx] + gx - x) ** 2 + (jy[gy, gx] + gy - y) ** 2
            nearer = d < first
            second = np.where(nearer, first, np.minimum(second, d))
            own = np.where(nearer, value[gy, gx], own)
            first = np.where(nearer, d, first)
    return (np.sqrt(second) - np.sqrt(first)) * cell, own


def eggshell(
    width: float,
    height: float,
    k: float,
    seed: int,
    tones: tuple[str, ...],
    *,
    cell: float = 40.0,
    chip: float = 11.0,
    lost: float | np.ndarray = 0.02,
    shows: float = 0.6,
) -> QImage:
    """Pieces of shell shattered into chips; the lacquer shows in the cracks. tones: light and shaded shell.

    lost: the share of chips rubbed away, anywhere or by place (H, W); shows: how opaque the finest cracks are.
    """
    far, piece = cells(width, height, k, cell, seed, 2.4)
    near, flake = cells(width, height, k, chip, seed + 1, 0.0)
    alpha = np.clip((far - 0.25) / 1.3, 0.25, 1) * np.clip((near - 0.15) / 0.9, shows, 1)
    alpha = alpha * np.where(flake < lost, 0.1, 1)
    light, shade = (np.array(QColor(tone).getRgbF()[:3], np.float32) for tone in (tones[0], tones[-1]))
    t = (0.5 * flake + 0.35 * (piece < 0.35) + 0.15 * piece)[..., None]
    return _image(light + (shade - light) * t, alpha)


def gold_leaf(
    width: float, height: float, k: float, seed: int, tones: tuple[str, ...], *, size: float = 84.0, worn: float = 0.3
) -> QImage:
    """Square leaves laid edge to edge: a tone for each, bright overlaps, cracks and holes rubbed in them."""
    w, h = math.ceil(width * k), math.ceil(height * k)
    bend = (field(width, height, k, 18, seed + 3, 2) - 0.5) * 9
    x = np.arange(w, dtype=np.float32)[None, :] / k + bend
    y = np.arange(h, dtype=np.float32)[:, None] / k + bend[:, ::-1]
    u, v = x / size + 1, y / size + 1
    each = np.random.default_rng(seed).random((int(height / size) + 5, int(width / size) + 5), dtype=np.float32)
    leaf = each[v.astype(int).clip(0), u.astype(int).clip(0)]
    edge = np.minimum(np.minimum(u % 1, 1 - u % 1), np.minimum(v % 1, 1 - v % 1)) * size
    fine = field(width, height, k, 38, seed + 5, 2)
    level = 0.34 + 0.3 * leaf + 0.16 * np.exp(-((edge / 2.2) ** 2)) + (fine - 0.5) * 0.34
    level = np.clip(level + (field(width, height, k, 4, seed + 6, 2) - 0.5) * 0.5, 0, 1)
    rgb = np.array([QColor(tone).getRgbF()[:3] for tone in tones], np.float32)
    color = np.stack([np.interp(level, LEAF_STOPS, rgb[:, i]) for i in range(3)], -1)
    rubbed = (fine * 0.55 + field(width, height, k, 12, seed + 8, 2) * 0.45 - worn + 0.1) * 9
    return _image(color, np.clip(rubbed, 0, 1) * 0.94 + 0.03)


def masked(image: QImage, mask: np.ndarray) -> QImage:
    """The image under a mask of 0…1. mask broadcasts to (H, W)"""
    pixels = to_pixels(image).astype(np.float32)
    return to_image((pixels * np.clip(np.broadcast_to(mask, pixels.shape[:2]), 0, 1)[..., None] + 0.5).astype(np.uint8))


def mirrored(scene: QImage, height: float, k: float, seed: int, dim: float = 0.7, reach: float = 6.4) -> QImage:
    """What still water `height` units deep shows of the scene over it: rows shivered, sinking away downwards."""
    above, n = to_pixels(scene).astype(np.float32), math.ceil(height * k)
    rows = np.arange(n)
    depth, y = rows / n, rows / k
    sway = np.sin(y / 5.5 + 3 * np.sin(y / 31)) * (1.2 + 9 * depth)
    sway += (np.resize(noise(max(4, round(TILE * k)), 60, seed, 2)[:, 0], n) - 0.5) * 14 * depth
    columns = np.clip(
        np.arange(above.shape[1])[None, :] + np.round(sway * k).astype(int)[:, None], 0, above.shape[1] - 1
    )
    image = above[np.clip(above.shape[0] - 1 - rows, 0, None)[:, None], columns]
    fade = (dim * np.exp(-depth * reach) + 0.05 * np.clip(1 - depth * 1.15, 0, 1))[:, None, None]
    return to_image((image * fade + 0.5).astype(np.uint8))


def pressed(image: QImage, k: float) -> QBrush:
    """The image as a brush for design units, its grain the same size however the motif is scaled."""
    brush = QBrush(image)
    brush.setTransform(QTransform.fromScale(1 / k, 1 / k))
    return brush


def _image(rgb: np.ndarray, alpha: np.ndarray) -> QImage:
    """Straight colours and coverage in 0…1 as a premultiplied image. rgb (H, W, 3), alpha (H, W)"""
    a = np.clip(alpha, 0, 1)[..., None]
    pixels = np.concatenate((np.clip(rgb, 0, 1)[..., ::-1] * a, a), -1)
    return to_image((pixels * 255 + 0.5).astype(np.uint8))
