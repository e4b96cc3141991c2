"""A sheet of watercolour: pigment that pools at its edges, grains in the paper and stays clear of what is under it."""

import math
import random
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.kit import Point, Tint, coverage, gaussian, to_image
from app.cards.materials import TILE, noise

QUALITY = 0.72  # sheet pixels per device pixel: the paint is soft, and the cost falls by half
PAPER = np.array((0.992, 0.969, 0.925), np.float32)  # what a petal knocks out of the ground


@lru_cache(maxsize=3)
def _tiles(size: int, seed: int) -> tuple[np.ndarray, ...]:
    """Noise from broad to fine, each stretched to 0…1: pigment drift, mottling, rough edges, granulation."""
    raw = (noise(size, cells, seed + i, 2) for i, cells in enumerate((12, 39, 128, 270)))
    return tuple((tile - tile.min()) / (tile.max() - tile.min()) for tile in raw)


class Wet:
    """Transparent paint over a rectangle. Paint in design units, then `commit` onto the card."""

    def __init__(self, rect: QRectF, scale: float, seed: int) -> None:
        self.rect, self.k, self._rng = rect, scale * QUALITY, random.Random(seed)
        w, h = math.ceil(rect.width() * self.k), math.ceil(rect.height() * self.k)
        self.light = np.ones((h, w, 3), np.float32)  # what the pigment lets through
        self.cover = np.zeros((h, w), np.float32)  # where the paper under it is knocked out
        self._low, self._mid, self._fine, self._gran = _tiles(round(TILE * self.k), seed)

    def _crop(self, tile: np.ndarray, h: int, w: int) -> np.ndarray:
        y, x = self._rng.random(), self._rng.random()
        if h > tile.shape[0] or w > tile.shape[1]:
            tile = np.tile(tile, (-(-h // tile.shape[0]), -(-w // tile.shape[1])))
        y, x = int(y * (tile.shape[0] - h)), int(x * (tile.shape[1] - w))
        return tile[y : y + h, x : x + w]

    def paint(
        self,
        path: QPainterPath,
        inner: Tint,
        outer: Tint,
        axis: tuple[Point, Point],
        *,
        alpha: float = 0.8,
        knock: float = 0.75,
        edge: float = 0.55,
        rough: float = 0.30,
        drift: float = 0.9,
        thin: bool = False,
        shade: tuple[Tint, float] | None = None,
    ) -> None:
        """One wash of a shape: colour runs from inner to outer along the axis.

        knock: how far paint below is lifted; edge: pooling; shade: colour and strength of its shadow on paint below.
        """
        k, pad = self.k, math.ceil(8 * self.k)
        box = path.boundingRect().translated(-self.rect.topLeft())
        x0, y0 = max(0, int(box.left() * k) - pad), max(0, int(box.top() * k) - pad)
        x1 = min(self.light.shape[1], int(box.right() * k) + pad + 1)
        y1 = min(self.light.shape[0], int(box.bottom() * k) + pad + 1)
        w, h = x1 - x0, y1 - y0
        if w < 4 or h < 4:
            return

        def shape(p: QPainter) -> None:
            p.translate(-x0, -y0)
            p.scale(k, k)
            p.translate(-self.rect.topLeft())
            p.fillPath(path, Qt.GlobalColor.white)

        mask = gaussian(coverage(w, h, shape), (0.5 if thin else 2.0) * k).astype(np.float32) / 255
        body = np.clip((mask + (self._crop(self._fine, h, w) - 0.5) * rough - 0.40) * 5, 0, 1)
        body = body * body * (3 - 2 * body) * (mask > 0.02)
        soft = gaussian((body * 255).astype(np.uint8), 5.5 * k).astype(np.float32) / 255
        here = (slice(y0, y1), slice(x0, x1))
        if shade is not None:
            dark = (np.clip(soft * 1.5, 0, 1) * (1 - body) * self.cover[here] * shade[1])[..., None]
            self.light[here] *= 1 - dark * (1 - _rgb(shade[0]))
        mottle, low = self._crop(self._mid, h, w), self._crop(self._low, h, w)
        t = self._along(axis, x0, y0, w, h) + (low - 0.5) * drift + (mottle - 0.5) * 0.25
        a, b = _rgb(inner), _rgb(outer)
        pigment = alpha * (0.52 + 0.75 * low + 0.18 * (mottle - 0.5)) * body + edge * np.clip(body - soft, 0, 1) * 1.5
        pigment = np.clip(pigment * (1 - 0.22 * self._crop(self._gran, h, w)), 0, 1)[..., None]
        lift = (knock * body)[..., None]
        absorbed = (1 - a) + (a - b) * np.clip(t, 0, 1)[..., None]
        self.light[here] = (self.light[here] * (1 - lift) + lift) * (1 - pigment * absorbed)
        self.cover[here] = np.maximum(self.cover[here], body)

    def _along(self, axis: tuple[Point, Point], x0: int, y0: int, w: int, h: int) -> np.ndarray:
        """0 at the axis' start, 1 at its end. (h, w)"""
        (ax, ay), (bx, by) = axis
        dx, dy = bx - ax, by - ay
        x = (np.arange(x0, x0 + w, dtype=np.float32) / self.k + self.rect.left() - ax) * dx
        y = (np.arange(y0, y0 + h, dtype=np.float32) / self.k + self.rect.top() - ay) * dy
        return (x[None, :] + y[:, None]) / (dx * dx + dy * dy + 1e-6)

    def commit(self, p: QPainter) -> None:
        """Lays the dry sheet over what is already painted."""
        cover = np.clip(self.cover, 0, 1)[..., None]
        pixels = np.empty((*self.cover.shape, 4), np.uint8)
        pixels[..., :3] = (self.light * PAPER * cover * 255)[..., ::-1]
        pixels[..., 3:] = cover * 255
        h, w = self.cover.shape
        p.drawImage(QRectF(self.rect.left(), self.rect.top(), w / self.k, h / self.k), to_image(pixels))


def _rgb(tint: Tint) -> np.ndarray:
    return np.array(QColor(tint).getRgbF()[:3], np.float32)


def cloud(p: QPainter, rect: QRectF, tint: QColor, strength: float, seed: int) -> None:
    """A pale wet-in-wet cloud that dies before the rectangle's edges; computed small, it has no detail to lose."""
    size = 96
    axis = np.linspace(-1, 1, size, dtype=np.float32)
    away = np.hypot(axis[None, :], axis[:, None])
    m = np.clip((0.78 - away + (noise(size, 4, seed, 3) - 0.5) * 1.1) / 0.7, 0, 1) * np.clip((1 - away) * 5, 0, 1)
    alpha = m * m * (3 - 2 * m) * strength
    pixels = np.empty((size, size, 4), np.uint8)
    pixels[..., :3] = np.array([tint.blue(), tint.green(), tint.red()]) * alpha[..., None]
    pixels[..., 3] = alpha * 255
    p.drawImage(rect, to_image(pixels))
