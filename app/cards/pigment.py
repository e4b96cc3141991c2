"""A sheet for loose painting: up to three pigments a wash, soft or hard edges, knock-out, shadows, lifting, a mask.

watercolour.Wet paints opaque sprays on pale paper; this sheet stays transparent, so that it may lie on any ground.
"""

import math
import random
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from app.cards.kit import Point, Tint, catmull, coverage, gaussian, normals, poly, rgba, stroke, to_image
from app.cards.materials import TILE, noise

QUALITY = 0.8  # sheet pixels per device pixel
Axis = tuple[Point, Point] | tuple[float, float, float, float]  # a line, or a centre with two radii


@lru_cache(maxsize=4)
def _tiles(size: int) -> dict[str, np.ndarray]:
    """Noise from broad to fine, each stretched to 0…1."""
    raw = {
        name: noise(size, cells, 71 + cells, 2)
        for name, cells in (("low", 11), ("mid", 36), ("fine", 124), ("gran", 262))
    }
    return {name: (tile - tile.min()) / (tile.max() - tile.min()) for name, tile in raw.items()}


def _rgb(tint: Tint) -> np.ndarray:
    return np.array(QColor(tint).getRgbF()[:3], np.float32)


class Sheet:
    """Transparent paint over a rectangle, in design units; `commit` lays it on the card."""

    def __init__(self, rect: QRectF, scale: float, seed: int, paper: Tint = "#fffdf8") -> None:
        self.rect, self.k, self.paper, self._rng = rect, scale * QUALITY, _rgb(paper), random.Random(seed)
        h, w = math.ceil(rect.height() * self.k), math.ceil(rect.width() * self.k)
        self.light = np.ones((h, w, 3), np.float32)  # what the pigment lets through
        self.cover = np.zeros((h, w), np.float32)  # where what lies under the sheet is knocked out
        self.within: np.ndarray | None = None  # paint stays inside this mask
        self._noise = _tiles(round(TILE * self.k))

    def paint(
        self,
        path: QPainterPath,
        tones: Sequence[Tint],
        axis: Axis | None = None,
        *,
        alpha: float = 0.8,
        knock: float = 0.0,
        edge: float = 0.4,
        rough: float = 0.3,
        drift: float = 0.5,
        soft: float = 0.0,
        grain: float = 0.25,
        shade: tuple[Tint, float] | None = None,
    ) -> None:
        """One wash. tones run along the axis; soft: how far the edge bleeds; shade: its shadow on what lies below."""
        found = self._mask(path, rough, soft)
        if found is None:
            return
        body, here = found
        h, w = body.shape
        low, mid = self._crop("low", h, w), self._crop("mid", h, w)
        if edge or shade:
            rim = gaussian((body * 255).astype(np.uint8), 3.6 * self.k).astype(np.float32) / 255
        if shade is not None:
            dark = np.clip(rim * 1.5, 0, 1) * (1 - body) * self.cover[here] * shade[1]
            self.light[here] *= 1 - dark[..., None] * (1 - _rgb(shade[0]))
        color = self._colors(tones, axis, here, (low - 0.5) * drift + (mid - 0.5) * drift * 0.35)
        amount = alpha * (0.58 + 0.72 * low + 0.16 * (mid - 0.5)) * body
        if edge:
            amount = amount + edge * np.clip(body - rim, 0, 1) * 1.5 * alpha
        amount = np.clip(amount * (1 - grain * self._crop("gran", h, w)), 0, 1)[..., None]
        lift = (knock * body)[..., None]
        self.light[here] = (self.light[here] * (1 - lift) + lift) * (1 - amount * (1 - color))
        self.cover[here] = np.maximum(self.cover[here], body * knock)

    def lift(self, path: QPainterPath, amount: float, soft: float) -> None:
        """Takes pigment back off, as a clean wet brush does."""
        found = self._mask(path, 0.0, soft)
        if found is not None:
            mask = (found[0] * amount)[..., None]
            self.light[found[1]] = self.light[found[1]] * (1 - mask) + mask

    def keep_inside(self) -> None:
        """What is painted from now on stays where the paper is knocked out."""
        self.within = np.clip(self.cover * 1.05, 0, 1)

    def commit(self, p: QPainter) -> None:
        h, w = self.cover.shape
        box = QRectF(self.rect.left(), self.rect.top(), w / self.k, h / self.k)
        p.save()
        p.setClipRect(self.rect)
        p.drawImage(box, _image(np.broadcast_to(self.paper, self.light.shape) * self.cover[..., None], self.cover))
        alpha = 1 - self.light.min(2)
        p.drawImage(box, _image(self.light - (1 - alpha)[..., None], alpha))
        p.restore()

    def _mask(self, path: QPainterPath, rough: float, soft: float) -> tuple[np.ndarray, tuple[slice, slice]] | None:
        """How much of each pixel is wet, and where that is on the sheet."""
        k = self.k
        box = path.boundingRect().translated(-self.rect.topLeft())
        pad = math.ceil((6 + soft * 2.2) * k) + 2
        x0, y0 = max(0, int(box.left() * k) - pad), max(0, int(box.top() * k) - pad)
        w = min(self.light.shape[1], int(box.right() * k) + pad + 1) - x0
        h = min(self.light.shape[0], int(box.bottom() * k) + pad + 1) - y0
        if w < 3 or h < 3:
            return None

        def shape(p: QPainter) -> None:
            p.translate(-x0, -y0)
            p.scale(k, k)
            p.translate(-self.rect.topLeft())
            p.fillPath(path, Qt.GlobalColor.white)

        mask = gaussian(coverage(w, h, shape), max(0.4, (1.0 + soft) * k)).astype(np.float32) / 255
        field = mask + (self._crop("fine", h, w) - 0.5) * rough
        if soft:
            broad = "mid" if soft < 16 else "low"
            field += (self._crop(broad, h, w) - 0.5) * 0.9 * min(1, soft / 12)
        zone = 0.13 + min(0.34, soft * 0.03)
        body = np.clip((field - 0.5 + zone) / (2 * zone), 0, 1)
        body = body * body * (3 - 2 * body) * np.clip(mask * 20, 0, 1)
        here = (slice(y0, y0 + h), slice(x0, x0 + w))
        return (body if self.within is None else body * self.within[here]), here

    def _crop(self, name: str, h: int, w: int) -> np.ndarray:
        tile, y, x = self._noise[name], self._rng.random(), self._rng.random()
        if h > tile.shape[0] or w > tile.shape[1]:
            tile = np.tile(tile, (-(-h // tile.shape[0]), -(-w // tile.shape[1])))
        y, x = int(y * (tile.shape[0] - h)), int(x * (tile.shape[1] - w))
        return tile[y : y + h, x : x + w]

    def _colors(
        self, tones: Sequence[Tint], axis: Axis | None, here: tuple[slice, slice], push: np.ndarray
    ) -> np.ndarray:
        """The pigment at every pixel. (h, w, 3), or (3,) if there is but one"""
        colors = [_rgb(tone) for tone in tones]
        if axis is None or len(colors) == 1:
            return colors[0]
        y = np.arange(here[0].start, here[0].stop, dtype=np.float32)[:, None] / self.k + self.rect.top()
        x = np.arange(here[1].start, here[1].stop, dtype=np.float32)[None, :] / self.k + self.rect.left()
        if len(axis) == 4:
            t = (np.hypot(x - axis[0], y - axis[1]) - axis[2]) / max(1e-3, axis[3] - axis[2])
        else:
            (ax, ay), (bx, by) = axis
            t = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2 + 1e-6)
        t = np.clip(t + push, 0, 1)
        at = np.linspace(0, 1, len(colors))
        return np.stack([np.interp(t, at, [c[i] for c in colors]) for i in range(3)], -1).astype(np.float32)


def _image(premultiplied: np.ndarray, alpha: np.ndarray) -> QImage:
    pixels = np.empty((*alpha.shape, 4), np.uint8)
    pixels[..., 3] = np.clip(alpha, 0, 1) * 255 + 0.5
    pixels[..., :3] = np.clip(premultiplied[..., ::-1], 0, 1) * 255 + 0.5
    np.minimum(pixels[..., :3], pixels[..., 3:], out=pixels[..., :3])
    return to_image(pixels)


def dab(points: Sequence[Point], width: float, steps: int = 8, belly: float = 0.45, end: float = 0.15) -> QPainterPath:
    """One stroke of a round brush: swells to `width` at `belly` of its length, thins to `end` of it at both tips."""
    center = catmull(points, steps)
    t = np.linspace(0, 1, len(center))
    swell = np.where(t < belly, np.sin(t / belly * math.pi / 2), np.cos((t - belly) / (1 - belly) * math.pi / 2))
    half = (end + (1 - end) * swell)[:, None] * width / 2
    normal = normals(center)
    return poly(np.vstack([center + normal * half, (center - normal * half)[::-1]]))


def pencil(
    p: QPainter, path: QPainterPath, tint: Tint, width: float, rng: random.Random, strength: float = 0.4
) -> None:
    """Loose graphite: two broken passes, a little apart."""
    for fade in (1.0, 0.55):
        line = QPen(rgba(tint, strength * fade), width * fade, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
        line.setDashPattern([rng.uniform(14, 40), rng.uniform(1, 5), rng.uniform(6, 20), rng.uniform(2, 9)])
        stroke(p, path.translated(rng.uniform(-1, 1) * width, rng.uniform(-1, 1) * width), line)
