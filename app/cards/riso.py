"""A two-ink risograph: a picture of ink densities, printed through dots or grain, out of register, over what lies there."""

import math
from collections.abc import Callable
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import blank, gaussian, lin, soften, tinted, to_image, to_pixels
from app.cards.materials import TILE, noise

CELL, ANGLES, SHIFT = 10.5, (15.0, 75.0), (3.2, -2.2)  # dot pitch in units, screens in degrees, the second plate's slip
Ramp = tuple[float, float, float]  # place, density of ink A, density of ink B


def ink(a: float, b: float = 0.0, grain: float = 0.0) -> QColor:
    """Densities as a colour: red is ink A, green is ink B, blue chooses grain over dots."""
    return QColor.fromRgbF(a, b, grain)


PAPER, A, B, DARK = ink(0), ink(1), ink(0, 1), ink(1, 1)


def over(p: QPainter, path: QPainterPath, fill: QBrush | QColor) -> None:
    """Overprints: densities add up, nothing is knocked out."""
    p.save()
    p.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
    p.fillPath(path, fill)
    p.restore()


def fade(x0: float, y0: float, x1: float, y1: float, *stops: Ramp, grain: bool = True) -> QBrush:
    """A gradient of densities, printed as grain."""
    return lin(x0, y0, x1, y1, *((t, ink(a, b, float(grain and a + b > 0))) for t, a, b in stops))


def printed(
    p: QPainter, rect: QRectF, art: Art, paint: Callable[[QPainter], None], *, knock: bool = True, inks: str = "@ink_{}"
) -> None:
    """Prints what `paint` draws in densities, in the card's coordinates. knock: it hides what lies under it."""
    k = art.scale
    x0, y0 = math.floor(rect.left() * k), math.floor(rect.top() * k)
    w, h = math.ceil(rect.right() * k) - x0, math.ceil(rect.bottom() * k) - y0
    image = blank(w, h)
    with QPainter(image) as q:
        soften(q)
        q.translate(-x0, -y0)
        q.scale(k, k)
        q.setClipRect(rect)
        q.setPen(Qt.PenStyle.NoPen)
        paint(q)
    pixels, box = to_pixels(image), QRectF(x0 / k, y0 / k, w / k, h / k)
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    if knock:
        p.drawImage(box, tinted(np.ascontiguousarray(pixels[..., 3]), art.color("@paper")))
    p.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    p.drawImage(box, _pressed(pixels, (x0, y0), art, [art.color(inks.format(name)) for name in "ab"]))
    p.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


def _pressed(pixels: np.ndarray, at: tuple[int, int], art: Art, colors: list[QColor]) -> QImage:
    """The inks as an image to be multiplied."""
    k, (h, w) = art.scale, pixels.shape[:2]
    grain, speck, mottle = (_window(tile, at, w, h) for tile in _tiles(round(TILE * k), art.seed))
    quiet = _quiet(art, at, w, h)
    light = np.ones((h, w, 3), np.float32)
    choice = pixels[..., 0].astype(np.float32) / 255
    for i, color in enumerate(colors):
        density = pixels[..., 2 - i].astype(np.float32) / 255
        limit = _dots(at, w, h, CELL * k, ANGLES[i])
        limit = 0.05 + 0.90 * (limit + (grain - limit) * choice)
        cover = np.clip((density - limit) / 0.14 + 0.5, 0, 1)
        if i:
            cover = _slipped(cover, round(SHIFT[0] * k), round(SHIFT[1] * k))
        spots = np.roll(speck, i * round(37 * k), (0, 1))
        drop = np.clip((spots - 0.86 - (0.5 - mottle) * 0.22) * 7, 0, 1) * 0.6 + 0.08 * (mottle - 0.3)
        cover *= 1 - np.clip(drop, 0, 0.8) * quiet
        light *= 1 - cover[..., None] * (1 - np.array(color.getRgbF()[2::-1], np.float32))
    least = light.min(-1, keepdims=True)
    out = np.concatenate((light - least, 1 - least), -1)  # multiplies whatever is below by `light`
    return to_image((out * 255).round().astype(np.uint8))


def _dots(at: tuple[int, int], w: int, h: int, cell: float, degrees: float) -> np.ndarray:
    a, k = math.radians(degrees), 2 * math.pi / cell
    x, y = (
        np.arange(at[0], at[0] + w, dtype=np.float32)[None, :],
        np.arange(at[1], at[1] + h, dtype=np.float32)[:, None],
    )
    u, v = x * math.cos(a) + y * math.sin(a), y * math.cos(a) - x * math.sin(a)
    return 0.5 + 0.25 * (np.cos(k * u) + np.cos(k * v))


@lru_cache(maxsize=3)
def _tiles(size: int, seed: int) -> tuple[np.ndarray, ...]:
    """Grain (evenly spread over 0…1), specks and mottling. (size, size) each"""
    fine = noise(size, 300, seed + 1)
    fine = np.clip(0.5 + (fine - fine.mean()) / (fine.std() * 3.4), 0, 1)
    speck, mottle = noise(size, 290, seed + 2), noise(size, 5, seed + 3, 3)
    return fine, speck, mottle


def _window(tile: np.ndarray, at: tuple[int, int], w: int, h: int) -> np.ndarray:
    rows, columns = np.arange(at[1], at[1] + h) % tile.shape[0], np.arange(at[0], at[0] + w) % tile.shape[1]
    return tile[rows[:, None], columns[None, :]]


def _quiet(art: Art, at: tuple[int, int], w: int, h: int) -> np.ndarray:
    """1 where ink may drop out, almost 0 behind words."""
    mask, k = np.full((h, w), 255, np.uint8), art.scale
    for zone in art.calm:
        x0, y0 = round(zone.left() * k) - at[0], round(zone.top() * k) - at[1]
        x1, y1 = round(zone.right() * k) - at[0], round(zone.bottom() * k) - at[1]
        mask[max(0, y0) : max(0, y1), max(0, x0) : max(0, x1)] = 30
    return gaussian(mask, 18 * k).astype(np.float32) / 255


def _slipped(cover: np.ndarray, dx: int, dy: int) -> np.ndarray:
    """Moved by whole pixels; ink runs on at the edges."""
    pad = max(abs(dx), abs(dy), 1)
    wide = np.pad(cover, pad, mode="edge")
    h, w = cover.shape
    return wide[pad - dy : pad - dy + h, pad - dx : pad - dx + w]
