"""Thổ cẩm, the brocade of the highlands: woven bands, hand-spun cloth."""

import math
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QTransform

from app.cards.art import Art
from app.cards.kit import lin, rad, rgba, to_image
from app.cards.materials import TILE, noise
from app.cards.motifs.tho_cam_patterns import pattern

STITCH = 8  # texels of one stitch


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    threads: str = "@thread",
    shade: str = "@shade",
    stitch: float = 7.5,
    hero: bool = True,
    upright: bool = False,
    salt: int = 1,
) -> None:
    """A band woven across the rectangle, mirrored about its middle; `hero` gives it a row of eight-pointed stars.

    threads: ground, red, white, yellow, accent, dark.
    """
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    length, depth = (rect.height(), rect.width()) if upright else (rect.width(), rect.height())
    columns, rows = max(8, round(length / stitch)), max(6, round(depth / stitch))
    cells = pattern(columns, rows, hero, art.rng(500 + salt))
    if upright:
        cells = cells.T
    colors = np.array([QColor(tone).getRgb()[:3] for tone in art.ramp(threads)], np.float32)
    image = to_image(_woven(cells, colors))
    w, h = max(1, round(rect.width() * art.scale)), max(1, round(rect.height() * art.scale))
    small = image.scaled(w, h, mode=Qt.TransformationMode.SmoothTransformation)
    p.drawImage(rect, small)
    dark = art.color(shade)
    edge = lin(
        *((rect.left(), 0, rect.right(), 0) if upright else (0, rect.top(), 0, rect.bottom())),
        (0, rgba(dark, 0.34)),
        (0.10, rgba(dark, 0)),
        (0.90, rgba(dark, 0)),
        (1, rgba(dark, 0.34)),
    )
    p.fillRect(rect, edge)


def _woven(cells: np.ndarray, colors: np.ndarray) -> np.ndarray:
    """Stitches as threads: rounded across, slanted, uneven. (rows × STITCH, columns × STITCH, 4) premultiplied BGRA"""
    rows, columns = cells.shape
    rng = np.random.default_rng(7)
    t = (np.arange(STITCH) + 0.5) / STITCH
    across = 0.70 + 0.36 * np.sin(math.pi * ((t[:, None] + 0.34 * t[None, :]) * 2 % 1)) ** 0.8
    across *= (0.86 + 0.14 * np.sin(math.pi * t) ** 0.6)[None, :]
    light = np.tile(across.astype(np.float32), (rows, columns))
    uneven = 1 + rng.normal(0, 0.045, (rows, columns)).astype(np.float32)
    base = colors[cells] * uneven[..., None]
    body = np.repeat(np.repeat(base, STITCH, 0), STITCH, 1) * light[..., None]
    out = np.full((*body.shape[:2], 4), 255, np.uint8)
    out[..., :3] = np.clip(body[..., ::-1], 0, 255)
    return out


def draw_cloth(p: QPainter, rect: QRectF, art: Art, *, tones: str = "@cloth", strength: float = 1.0) -> None:
    """Hand-spun cloth: threads of uneven thickness both ways, a little lighter in the middle. tones: middle, edge."""
    c = rect.center()
    reach = math.hypot(rect.width(), rect.height()) / 2
    p.fillRect(rect, rad(c.x(), c.y(), reach, (0, art.color(tones)), (1, art.color(tones, 1))))
    p.setCompositionMode(QPainter.CompositionMode.CompositionMode_Overlay)
    p.setOpacity(strength)
    p.fillRect(rect, _linen(art.scale, art.seed))


@lru_cache(maxsize=3)
def _linen(scale: float, seed: int) -> QBrush:
    size = max(8, round(TILE * scale))
    fine, broad = noise(size, 200, seed + 1), noise(size, 5, seed + 2, 3)
    warp = noise(size, 150, seed + 3)[0][None, :] - 0.5
    weft = noise(size, 150, seed + 4)[:, 0][:, None] - 0.5
    level = 0.5 + 0.11 * warp + 0.13 * weft + 0.15 * (fine - 0.5) + 0.10 * (broad - 0.5)
    grey = np.clip(level * 255, 0, 255).astype(np.uint32)
    brush = QBrush(to_image(255 << 24 | grey << 16 | grey << 8 | grey))
    brush.setTransform(QTransform.fromScale(TILE / size, TILE / size))
    return brush


KINDS = {"tho_cam_band": draw, "tho_cam_cloth": draw_cloth}
