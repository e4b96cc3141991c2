"""Woodblock printing: flat art is separated by ink, its edges carved rough, its inks laid a hair out of register."""

import math
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from PIL import Image, ImageFilter
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath

from app.cards import materials
from app.cards.art import Art
from app.cards.kit import Point, catmull, normals, pen, poly, tinted

LEAST_SCALE = 0.6  # blocks are cut at least this fine and shrunk: aliased lines thinner than a pixel would break up
FEATHER = 46.0  # units over which wear fades towards words
STEP = 20  # grey levels between two inks of the separation
REGISTER = ((2, -2), (-2, 2), (2, 2), (-2, -1), (2, 2), (-1, 2))  # how far each colour slips; the key block stays


class Block:
    """The flat drawing: `tone(ink)` is the grey that stands for an ink, to be used without antialiasing."""

    def __init__(self, p: QPainter, inks: Sequence[str]) -> None:
        self.p, self.inks = p, list(inks)

    def tone(self, ink: str) -> QColor:
        level = STEP * (self.inks.index(ink) + 1)
        return QColor(level, level, level)

    def cut(self, path: QPainterPath, ink: str, key: str = "", width: float = 0.0) -> None:
        """A flat shape, with a contour in the key ink."""
        self.p.setPen(pen(self.tone(key), width) if key and width else Qt.PenStyle.NoPen)
        self.p.setBrush(self.tone(ink))
        self.p.drawPath(path)
        self.p.setBrush(Qt.BrushStyle.NoBrush)

    def line(self, points: Sequence[Point], width: float, ink: str, ends: Point = (0.25, 0.25)) -> None:
        """A carved line that swells between its ends (their widths relative to the middle's)."""
        pairs = [(float(x), float(y)) for x, y in points]
        c = catmull(pairs, 12) if len(pairs) > 2 else np.linspace(pairs[0], pairs[1], 16)
        t = np.linspace(0, 1, len(c))
        foot = ends[0] * (1 - t) + ends[1] * t
        half = width * (foot + (1 - foot) * np.sin(np.pi * t) ** 0.55) / 2
        n = normals(c)
        self.p.fillPath(poly(np.vstack([c + n * half[:, None], (c - n * half[:, None])[::-1]])), self.tone(ink))

    def stroke(self, path: QPainterPath, width: float, ink: str) -> None:
        self.p.setPen(pen(self.tone(ink), width))
        self.p.setBrush(Qt.BrushStyle.NoBrush)
        self.p.drawPath(path)

    def stand(self, rect: QRectF, box: Point, *, flip: bool = False) -> None:
        """From here on `box` is drawn from its top left corner: as large as fits, on the rectangle's foot, or mirrored."""
        k = min(rect.width() / box[0], rect.height() / box[1])
        self.p.translate(rect.center().x() - (-1 if flip else 1) * box[0] * k / 2, rect.bottom() - box[1] * k)
        self.p.scale(-k if flip else k, k)

    def dot(self, x: float, y: float, rx: float, ry: float, ink: str, key: str = "", width: float = 0.0) -> None:
        path = QPainterPath()
        path.addEllipse(QRectF(x - rx, y - ry, 2 * rx, 2 * ry))
        self.cut(path, ink, key, width)


def plume(
    base: Point, control: Point, tip: Point, width: float, round_tip: float = 0.55
) -> tuple[QPainterPath, np.ndarray]:
    """A feather, petal or leaf along a quadratic curve: its outline and its centre line (18, 2)."""
    b, k, e = (np.array(q, float) for q in (base, control, tip))
    t = np.linspace(0, 1, 18)[:, None]
    c = b * (1 - t) ** 2 + 2 * k * t * (1 - t) + e * t * t
    s = t[:, 0]
    end = np.sqrt(np.clip(1 - ((s - round_tip) / (1 - round_tip)) ** 2, 0, 1))
    half = width / 2 * np.where(s < round_tip, 0.35 + 0.65 * np.sin(np.pi / 2 * s / round_tip), end)
    n = normals(c)
    return poly(np.vstack([c + n * half[:, None], (c - n * half[:, None])[::-1]])), c


def print_block(
    p: QPainter,
    rect: QRectF,
    art: Art,
    inks: Sequence[str],
    draw: Callable[[Block], None],
    *,
    salt: int = 0,
    wear: float = 1.0,
    knock: str = "@paper",
) -> None:
    """Prints what `draw` draws in design units, only inside the rectangle.

    inks: palette keys '@key', the key block last. wear: how worn the print is. knock: the paper left bare underneath,
    so that a print over another does not show it through; '' prints over.
    """
    k = max(art.scale, LEAST_SCALE)
    w, h = max(1, math.ceil(rect.width() * k)), max(1, math.ceil(rect.height() * k))
    flat = QImage(w, h, QImage.Format.Format_Grayscale8)
    flat.fill(0)
    with QPainter(flat) as q:
        q.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        q.scale(k, k)
        q.translate(-rect.topLeft())
        draw(Block(q, inks))
    index = np.frombuffer(flat.constBits(), np.uint8).reshape(h, flat.bytesPerLine())[:, :w].copy()
    place = QRectF(rect.left(), rect.top(), w / k, h / k)
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    if knock:
        bare = np.asarray(Image.fromarray((index > 0).astype(np.uint8) * 255).filter(ImageFilter.BoxBlur(k)))
        p.drawImage(place, tinted(bare, art.color(knock)))
    seed = art.seed * 31 + salt
    ground = _print_wear(k, seed % 5)
    at = (int(rect.left() * k), int(rect.top() * k))
    worn = wear * _quiet(art, rect, k, w, h)
    for i, ink in enumerate(inks):
        is_key = i == len(inks) - 1
        slip = (0, 0) if is_key else REGISTER[(i + seed) % len(REGISTER)]
        found = _separate(index, i, len(inks), k, ground, at, slip, worn)
        if found is not None:
            alpha, x, y = found
            p.drawImage(
                QRectF(rect.left() + x / k, rect.top() + y / k, alpha.shape[1] / k, alpha.shape[0] / k),
                tinted(alpha, art.color(ink)),
            )


def _quiet(art: Art, rect: QRectF, k: float, width: int, height: int) -> np.ndarray:
    """How much of the wear shows: none where words stand, or specks would read as their marks. (height, width)"""
    out = np.ones((height, width), np.float32)
    x, y = rect.left() + np.arange(width) / k, rect.top() + np.arange(height) / k
    for zone in art.calm:
        if zone.intersects(rect):
            far_x = np.maximum(zone.left() - x, x - zone.right())
            far_y = np.maximum(zone.top() - y, y - zone.bottom())
            out *= np.clip(np.maximum(far_x[None, :], far_y[:, None]) / FEATHER, 0.08, 1).astype(np.float32)
    return out


def _separate(
    index: np.ndarray,
    i: int,
    count: int,
    k: float,
    ground: tuple[np.ndarray, np.ndarray],
    at: tuple[int, int],
    slip: tuple[int, int],
    worn: np.ndarray,
) -> tuple[np.ndarray, int, int] | None:
    """One ink's coverage and where it begins, or None if the drawing does not use the ink."""
    mask = index == STEP * (i + 1)
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    if not len(rows):
        return None
    pad = int(8 * k) + 2
    y0, y1 = max(0, rows[0] - pad), min(index.shape[0], rows[-1] + pad)
    x0, x1 = max(0, columns[0] - pad), min(index.shape[1], columns[-1] + pad)
    part = np.ascontiguousarray(mask[y0:y1, x0:x1]).astype(np.uint8) * 255
    if i < count - 1:  # colour runs a little way under the key lines
        near = np.asarray(Image.fromarray(part).filter(ImageFilter.BoxBlur(3 * k))) > 6
        part = np.where(near & (index[y0:y1, x0:x1] == STEP * count), 255, part).astype(np.uint8)
    soft = np.asarray(Image.fromarray(part).filter(ImageFilter.GaussianBlur(1.15 * k))).astype(np.float32) / 255
    edge, void = (_window(field, at[0] + x0, at[1] + y0, x1 - x0, y1 - y0) for field in ground)
    cover = np.clip((soft + edge * 0.3 - 0.5) * 2.8 + 0.5, 0, 1)
    cover = _slipped(cover, round(slip[0] * k), round(slip[1] * k))
    return np.round(cover * (1 - worn[y0:y1, x0:x1] * void) * 247).astype(np.uint8), int(x0), int(y0)


def _slipped(cover: np.ndarray, dx: int, dy: int) -> np.ndarray:
    """Moved by whole pixels; what leaves one side does not come in at the other."""
    return np.pad(cover, 4, mode="edge")[4 - dy : cover.shape[0] + 4 - dy, 4 - dx : cover.shape[1] + 4 - dx]


@lru_cache(maxsize=6)
def _print_wear(scale: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Tiles of the carved edge's wobble and of the ink that did not take: specks, clouds, the block's grain."""
    size = round(materials.TILE * scale)
    edge = materials.noise(size, 170, seed) - 0.5
    specks = materials.noise(size, 284, seed + 1) * 0.62 + materials.noise(size, 21, seed + 8, 2) * 0.5
    veins = np.tile(materials.noise(size, 180, seed + 3)[:, :1], (1, size))
    veins = veins * 0.6 + materials.noise(size, 12, seed + 4, 2) * 0.4
    lost = np.clip((specks - 0.69) * 6, 0, 1) * 0.62 + np.clip(veins - 0.6, 0, 1) * 0.75
    return edge, np.clip(lost + (materials.noise(size, 5, seed + 2, 2) - 0.5) * 0.12, 0, 0.75)


def _window(tile: np.ndarray, x: int, y: int, width: int, height: int) -> np.ndarray:
    """Part of an endless plane of tiles. (height, width)"""
    n = len(tile)
    return tile[np.ix_((np.arange(height) + y) % n, (np.arange(width) + x) % n)]
