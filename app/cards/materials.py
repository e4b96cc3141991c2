"""Surfaces made of noise: crinkled metal foil and paper grain, tiled without a seam."""

import math
import random
from functools import lru_cache

import numpy as np
from PIL import Image
from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QTransform

from app.cards.kit import blank, gaussian, mix, pen, soften, to_image, to_pixels

TILE = 540  # design units of one texture tile
STOPS = (0.0, 0.14, 0.30, 0.44, 0.52, 0.60, 0.74, 0.88, 1.0)  # where a metal's nine tones sit on its ramp


def noise(size: int, cells: int, seed: int, octaves: int = 1, persistence: float = 0.5) -> np.ndarray:
    """Value noise in 0…1 that repeats at its edges, `cells` lattice cells across. (size, size) float32"""
    rng, out, amplitude, total = np.random.default_rng(seed), np.zeros((size, size), np.float32), 1.0, 0.0
    for _ in range(octaves):
        cells = max(2, min(cells, size))
        lattice = np.pad(rng.random((cells, cells), dtype=np.float32), 2, mode="wrap")
        whole, offset = round(size * (cells + 4) / cells), round(size * 2 / cells)
        smooth = Image.fromarray(lattice).resize((whole, whole), Image.Resampling.BICUBIC)
        out += amplitude * np.asarray(smooth)[offset : offset + size, offset : offset + size]
        total, amplitude, cells = total + amplitude, amplitude * persistence, cells * 2
    return out / total


def metal(color: str) -> tuple[str, ...]:
    """Nine tones of a metal in the hue of a colour: dark, light, bright, light, dark."""
    base = QColor(color)
    lights = (-0.45, -0.2, 0.1, 0.45, 0.78, 0.4, 0.05, -0.25, 0.2)
    return tuple(mix(base, "#fffdf2" if light > 0 else "#1a0f04", abs(light)).name() for light in lights)


@lru_cache(maxsize=12)
def foil(tones: tuple[str, ...], scale: float, seed: int, crinkle: float = 1.0) -> QBrush:
    """Crinkled foil as a brush for design units: a diagonal ramp, warped by noise, through nine tones."""
    assert len(tones) == len(STOPS), f"foil needs {len(STOPS)} tones, not {len(tones)}"
    size = round(TILE * scale)
    axis = np.linspace(0, 2, size, endpoint=False, dtype=np.float32)
    ramp = axis[None, :] * 2 + axis[:, None]  # whole turns across the tile, so that it repeats
    folds, wrinkles = noise(size, 3, seed, 3) - 0.5, noise(size, 24, seed + 9, 2) - 0.5
    t = (ramp + folds * 1.7 * crinkle + wrinkles * 0.30 * crinkle) % 2.0
    t = 0.14 + 0.74 * np.where(t > 1, 2 - t, t)
    t += np.random.default_rng(seed).normal(0, 0.018, (size, size)).astype(np.float32)
    table = _ramp(tones)
    brush = QBrush(to_image(table[(np.clip(t, 0, 1) * 255).astype(np.uint8)]))
    brush.setTransform(QTransform.fromScale(TILE / size, TILE / size))
    return brush


def _ramp(tones: tuple[str, ...]) -> np.ndarray:
    """256 packed colours along the metal's stops. (256,) uint32"""
    t = np.linspace(0, 1, 256)
    rgb = np.array([QColor(tone).getRgb()[:3] for tone in tones], float)
    r, g, b = (np.interp(t, STOPS, rgb[:, i]).astype(np.uint32) for i in range(3))
    return 255 << 24 | r << 16 | g << 8 | b


@lru_cache(maxsize=6)
def grain(scale: float, seed: int, fibres: float, strength: float) -> QBrush:
    """Handmade paper in greys about the middle, to be overlaid: clouds, tooth and long soft fibres."""
    size = round(TILE * scale)
    tone = (noise(size, 6, seed, 3) - 0.5) * 0.18
    tooth = np.random.default_rng(seed + 1).normal(128, 42, (size, size)).clip(0, 255).astype(np.uint8)
    soft = gaussian(tooth, 0.7 * scale).astype(np.float32) - 128
    tone += soft / max(1e-3, float(soft.std())) * 0.022
    emboss, step = noise(size, 108, seed + 5, 2), max(1, round(scale))
    tone += (emboss - np.roll(emboss, (step, step), (0, 1))) * 0.30
    veil = _fibres(size, scale, seed, round(130 * fibres))
    alpha = veil[..., 3].astype(np.float32) / 255
    tone = tone * (1 - alpha) + veil[..., 0].astype(np.float32) / 255 - 0.5 * alpha
    level = np.clip((0.5 + tone * strength) * 255, 0, 255).astype(np.uint32)
    brush = QBrush(to_image(255 << 24 | level << 16 | level << 8 | level))
    brush.setTransform(QTransform.fromScale(TILE / size, TILE / size))
    return brush


def _fibres(size: int, scale: float, seed: int, count: int) -> np.ndarray:
    """Curled hairs, wrapped at the edges. (size, size, 4)"""
    image, rng = blank(size, size), random.Random(seed)
    with QPainter(image) as p:
        soften(p)
        p.scale(scale, scale)
        for _ in range(count):
            x, y, a, length = rng.random() * TILE, rng.random() * TILE, rng.gauss(0, 0.9), rng.uniform(18, 90)
            bend, level = a + rng.uniform(-0.5, 0.5), 255 if rng.random() < 0.65 else 0
            hair = QPainterPath()
            hair.quadTo(
                math.cos(bend) * length / 2, math.sin(bend) * length / 2, math.cos(a) * length, math.sin(a) * length
            )
            p.setPen(pen(QColor(level, level, level, rng.randint(14, 52)), rng.uniform(0.5, 1.5)))
            for ox in (0, -TILE, TILE):
                for oy in (0, -TILE, TILE):
                    if -90 < x + ox < TILE + 90 and -90 < y + oy < TILE + 90:
                        p.drawPath(hair.translated(QPointF(x + ox, y + oy)))
    return to_pixels(image)
