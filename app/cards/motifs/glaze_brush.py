"""The brush of Bát Tràng painters: pale washes inside darker lines that sink under the glaze."""

import math
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import Point, catmull, coverage, ellipse, gaussian, many, ribbon, tinted
from app.cards.materials import TILE, noise


@dataclass
class Brush:
    """What has been painted with one pigment: washes, and lines over them."""

    wash: QPainterPath = field(default_factory=many)
    line: QPainterPath = field(default_factory=many)
    bare: QPainterPath = field(default_factory=many)  # what hides the brushes under this one

    def stroke(self, points: list[Point], width: float, swell: float = 0.6) -> None:
        """One pull of the brush: thin, thick in the middle, thin; `swell` 0 keeps it even."""
        center = catmull(points, 8)
        belly = np.sin(np.linspace(0.12, math.pi - 0.12, len(center)))
        self.line.addPath(ribbon(center, width / 2 * (1 - swell + swell * belly)))

    def dot(self, x: float, y: float, r: float) -> None:
        self.line.addPath(ellipse(x, y, r))

    def moved(self, place: QTransform) -> "Brush":
        return Brush(place.map(self.wash), place.map(self.line), place.map(self.bare))

    def add(self, other: "Brush") -> None:
        self.wash.addPath(other.wash)
        self.line.addPath(other.line)
        self.bare.addPath(other.bare)


@lru_cache(maxsize=4)
def _cloud(size: int, seed: int) -> np.ndarray:
    """How thick the pigment lies, from place to place, tileable. (size, size) float32"""
    cloud = noise(size, 20, seed, 3)
    return np.clip(0.5 + (cloud - cloud.mean()) / cloud.std() * 0.25, 0, 1)


def fire(p: QPainter, rect: QRectF, art: Art, layers: list[tuple[Brush, str]]) -> None:
    """Lays brushes under the glaze: pigment pools at a wash's rim, breathes with the ground, and bleeds a little."""
    k = art.scale
    w, h = math.ceil(rect.width() * k), math.ceil(rect.height() * k)
    cloud = _cloud(max(16, round(TILE * k)), art.seed + 2)
    cloud = np.tile(cloud, (1 + h // len(cloud), 1 + w // len(cloud)))[:h, :w]

    def covered(path: QPainterPath) -> np.ndarray:
        def paint(q: QPainter) -> None:
            q.scale(k, k)
            q.translate(-rect.topLeft())
            q.fillPath(path, Qt.GlobalColor.white)

        return coverage(w, h, paint)

    for i, (brush, ref) in enumerate(layers):
        seen = np.ones((h, w), np.float32)
        for over, _ in layers[i + 1 :]:
            seen -= np.minimum(seen, covered(over.bare) / np.float32(255))
        wash, line = covered(brush.wash), covered(brush.line)
        body = gaussian(wash, 1.2 * k) / np.float32(255)
        pool = np.clip(body - gaussian(wash, 5 * k) / np.float32(255), 0, 1)
        ink = gaussian(line, 0.55 * k) / np.float32(255)
        bleed = gaussian(line, 3.4 * k) / np.float32(2550)
        for level, index in (
            (body * (0.42 + 0.42 * cloud) + pool * 0.5, 0),
            (np.maximum(ink * (0.74 + 0.26 * cloud), bleed), 1),
        ):
            alpha = (np.clip(level * seen, 0, 1) * 255).astype(np.uint8)
            p.drawImage(QRectF(rect.left(), rect.top(), w / k, h / k), tinted(alpha, art.color(ref, index)))
