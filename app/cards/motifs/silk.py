"""A silk scarf over the whole card: folds that fan out from a corner, satin light, a lotus print that bends with them."""

import math
import random

import numpy as np
from PIL import Image
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from app.cards.art import Art
from app.cards.kit import gaussian, to_image
from app.cards.motifs.silk_print import draw_print

QUALITY = 0.8  # sheet pixels per device pixel
LIGHT = np.array((-0.46, -0.58, 0.67), np.float32)
STOPS = (0.0, 0.22, 0.46, 0.70, 0.88, 1.0)  # where the six tones of a silk sit between shadow and sheen
FLAT = 0.50  # the shade of smooth silk
REACH = 9.0  # units that a slope of one moves the print


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    silk: str = "@silk",
    print_tones: str = "@print",
    knot: tuple[float, ...] = (1.06, -0.10),
    lotus: tuple[float, ...] = (0.60, 0.22, 0.25, -14.0),
    depth: float = 1.0,
) -> None:
    """Folds die out in the calm zones. knot: where they meet, in fractions of the rectangle.

    silk: six tones from shadow to sheen; print_tones: petal tip, petal base, leaf, line;
    lotus: x, y, radius (of the shorter side) and turn of each flower.
    """
    k = art.scale * QUALITY
    w, h = math.ceil(rect.width() * k), math.ceil(rect.height() * k)
    x = np.arange(w, dtype=np.float32)[None, :] / k + rect.left()
    y = np.arange(h, dtype=np.float32)[:, None] / k + rect.top()
    slack = _slack(art, rect, w, h, k)
    slope_y, slope_x = (slope * slack * depth for slope in np.gradient(_folds(x, y, rect, knot, art.rng(5)), 1 / k))
    shade = FLAT + (_shade(slope_x, slope_y) - FLAT) * np.minimum(1, 0.30 + 1.1 * slack)
    colors = _ramp(art.ramp(silk), shade)
    ink = _bent(draw_print(art, rect, w, h, k, art.ramp(print_tones), lotus), slope_x, slope_y, k)
    ink *= np.clip(slack * 2.4 - 0.25, 0, 1)[..., None]
    alpha = ink[..., 3:] / 255
    lit = (ink[..., 2::-1] / 255) * np.clip(0.50 + 0.96 * shade, 0, 1.4)[..., None]
    colors = colors * (1 - alpha) + np.clip(lit, 0, 1)
    pixels = np.empty((h, w, 4), np.uint8)
    pixels[..., :3] = np.clip(colors[..., ::-1], 0, 1) * 255 + 0.5
    pixels[..., 3] = 255
    p.setClipRect(rect)
    p.drawImage(QRectF(rect.left(), rect.top(), w / k, h / k), to_image(pixels))


def _folds(x: np.ndarray, y: np.ndarray, rect: QRectF, knot: tuple[float, ...], rng: random.Random) -> np.ndarray:
    """The silk's height in units: pleats round the knot, wandering and forking. (h, w)"""
    short = min(rect.width(), rect.height())
    dx, dy = x - rect.left() - knot[0] * rect.width(), y - rect.top() - knot[1] * rect.height()
    r, a = np.hypot(dx, dy) / short, np.arctan2(dy, dx)
    a = a + 0.10 * np.sin(2.6 * r + rng.uniform(0, 6)) + 0.05 * np.sin(5.2 * r + 3 * a + rng.uniform(0, 6))
    spread = np.tanh(0.38 + 0.95 * r)
    total = np.zeros_like(r)
    for count, size in ((5.0, 1.0), (8.3, 0.62), (13.7, 0.34), (23.0, 0.13)):
        phase = count * a + rng.uniform(0, 6) + 0.9 * np.sin(1.7 * r * (1 + count / 14) + rng.uniform(0, 6))
        wave = np.sin(phase)
        total += size * (1 - 2 * np.sqrt(wave * wave * 0.93 + 0.035 + 0.02 * spread)) / count
    return total * spread * short * 0.78


def _slack(art: Art, rect: QRectF, w: int, h: int, k: float) -> np.ndarray:
    """How deep the folds are: all but smooth where words stand. (h, w)"""
    small = max(1, round(9 * k))  # computed coarsely: it is as soft as that
    mask = np.zeros((h // small + 2, w // small + 2), np.uint8)
    for zone in art.calm:
        box = zone.adjusted(-30, -30, 30, 30).translated(-rect.topLeft())
        x0, y0, x1, y1 = (round(v * k / small) for v in box.getCoords())
        mask[max(0, y0) : max(0, y1), max(0, x0) : max(0, x1)] = 255
    wide, near = (gaussian(mask, radius * k / small).astype(np.float32) / 255 for radius in (140, 58))
    soft = _sized(
        np.clip(np.maximum(wide * 1.3, near * 1.12), 0, 1), (h // small + 2) * small, (w // small + 2) * small
    )
    return 1 - 0.94 * np.clip(soft[:h, :w], 0, 1)


def _sized(field: np.ndarray, h: int, w: int) -> np.ndarray:
    """A smooth field at another size. (h, w)"""
    return np.asarray(Image.fromarray(field.astype(np.float32)).resize((w, h), Image.Resampling.BICUBIC))


def _shade(slope_x: np.ndarray, slope_y: np.ndarray) -> np.ndarray:
    """Satin: a broad bright flank and a narrow sheen; 0 dark … 1 white. (h, w)"""
    norm = 1 / np.sqrt(slope_x**2 + slope_y**2 + 1)
    diffuse = (-slope_x * LIGHT[0] - slope_y * LIGHT[1] + LIGHT[2]) * norm
    half = LIGHT + np.array((0, 0, 1), np.float32)
    half /= np.linalg.norm(half)
    gloss = np.clip((-slope_x * half[0] - slope_y * half[1] + half[2]) * norm, 0, 1)
    rest = float(half[2]) ** 14
    value = (diffuse - LIGHT[2]) * 0.86 + (gloss**14 - rest) * 0.34
    return FLAT + 0.5 * np.tanh(1.55 * value)  # deep folds sink softly


def _ramp(tones: tuple[str, ...], shade: np.ndarray) -> np.ndarray:
    assert len(tones) == len(STOPS), f"silk needs {len(STOPS)} tones, not {len(tones)}"
    rgb = np.array([QColor(tone).getRgbF()[:3] for tone in tones])
    table = np.stack([np.interp(np.linspace(0, 1, 1024), STOPS, rgb[:, i]) for i in range(3)], -1).astype(np.float32)
    return table[(shade * 1023).astype(np.int32)]


def _bent(image: np.ndarray, slope_x: np.ndarray, slope_y: np.ndarray, k: float) -> np.ndarray:
    """The flat print, shifted by the slope of the cloth it lies on. (h, w, 4)"""
    h, w = image.shape[:2]
    out = np.zeros((h, w, 4), np.float32)
    found_y, found_x = np.flatnonzero(image[..., 3].any(1)), np.flatnonzero(image[..., 3].any(0))
    if not len(found_y):
        return out
    pad, step = int(30 * k), max(1, round(14 * k))
    ys = slice(max(0, found_y[0] - pad), min(h, found_y[-1] + pad))
    xs = slice(max(0, found_x[0] - pad), min(w, found_x[-1] + pad))
    dy, dx = (_sized(_sized(s, max(2, h // step), max(2, w // step)), h, w)[ys, xs] for s in (slope_y, slope_x))
    rows = np.clip(np.arange(ys.start, ys.stop, dtype=np.float32)[:, None] + dy * REACH * k, 0, h - 1.01)
    columns = np.clip(np.arange(xs.start, xs.stop, dtype=np.float32)[None, :] + dx * REACH * k, 0, w - 1.01)
    r, c = rows.astype(np.int32), columns.astype(np.int32)
    v, u = (rows - r)[..., None], (columns - c)[..., None]
    top = image[r, c] * (1 - u) + image[r, c + 1] * u
    out[ys, xs] = top * (1 - v) + (image[r + 1, c] * (1 - u) + image[r + 1, c + 1] * u) * v
    return out


KINDS = {"silk": draw}
