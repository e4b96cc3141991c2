"""The layers of a moving page: what stands still, mixes, swings, bobs, bends or ripples. Coordinates are device pixels."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from app.cards.kit import to_image, to_pixels
from app.cards.light import Cut, Glow
from app.cards.motion import Effect, wave

EVEN = np.uint32(0x00FF00FF)  # the first and third channel of a packed pixel


class Layer(Protocol):
    """Something that is painted into a frame at t; strength 0 is as it stands on a still card."""

    def paint(self, p: QPainter, t: float, strength: float = 1.0) -> None: ...


@dataclass(frozen=True)
class Still:
    """Art that does not move."""

    cut: Cut

    def paint(self, p: QPainter, t: float, strength: float = 1.0) -> None:
        p.drawImage(self.cut.at, self.cut.image)


@dataclass(frozen=True)
class Live:
    """Art that mixes with whatever lies under it."""

    draw: Callable[[QPainter], None]

    def paint(self, p: QPainter, t: float, strength: float = 1.0) -> None:
        self.draw(p)


@dataclass(frozen=True)
class Turning:
    """A motif that swings about its pivot, or bobs. pivot and amount in device pixels."""

    cut: Cut
    effect: Effect
    pivot: QPointF
    amount: float
    phase: float
    glow: Glow | None = None

    def paint(self, p: QPainter, t: float, strength: float = 1.0) -> None:
        effect = self.effect
        p.save()
        if strength:
            way = strength * self.amount * wave(t, effect.cycles, self.phase)
            p.translate(self.pivot + (QPointF(way, 0) if effect.axis == "x" else QPointF(0, way)))
            p.rotate(strength * effect.turn * wave(t, effect.cycles, self.phase + (0.25 if effect.how == "bob" else 0)))
            p.translate(-self.pivot)
        p.drawImage(self.cut.at, self.cut.image)
        if self.glow:
            self.glow.paint(p, t, strength)
        p.restore()


class Bending:
    """A motif whose parts shift by different ways along one axis."""

    def __init__(
        self, cut: Cut, effect: Effect, weight: np.ndarray, amount: float, length: float, phase: float, glow: Glow | None
    ) -> None:
        """weight: how far each pixel follows, 0…1 (H, W); amount, length: in device pixels."""
        self._cut, self._effect, self._glow, self._phase = cut, effect, glow, phase
        pixels = to_pixels(cut.image).view(np.uint32)[..., 0]
        self._down = effect.axis == "y"
        self._pixels = np.ascontiguousarray(pixels.T if self._down else pixels)
        self._weight = amount * (weight.T if self._down else weight)
        rows, columns = self._weight.shape
        along = np.arange(rows)[:, None] if effect.how == "ripple" else np.arange(columns)[None, :]
        self._lag = along / length if length else np.zeros((1, 1))

    def paint(self, p: QPainter, t: float, strength: float = 1.0) -> None:
        if not strength:
            p.drawImage(self._cut.at, self._cut.image)
            return
        angle = 2 * np.pi * (self._effect.cycles * t + self._phase + self._lag)
        out = _shifted(self._pixels, (strength * self._weight * np.sin(angle)).astype(np.float32))
        p.drawImage(self._cut.at, to_image(out.T if self._down else out))
        if self._glow:
            self._glow.paint(p, t, strength)


def _shifted(pixels: np.ndarray, by: np.ndarray) -> np.ndarray:
    """Each pixel from `by` columns to its left, between two mixed. pixels: packed BGRA (H, W) uint32; by: (H, W) float32"""
    height, width = by.shape
    where = np.clip(np.arange(width, dtype=np.float32)[None, :] - by, 0, width - 1.001)
    left = where.astype(np.int32)
    share = ((where - left) * 256).astype(np.uint32)
    at = left + np.arange(0, height * width, width, dtype=np.int32)[:, None]
    flat = pixels.ravel()
    near, far = flat.take(at), flat.take(at + 1)
    # Two channels at a time: each has 8 bits of room above it.
    even = ((near & EVEN) * (256 - share) + (far & EVEN) * share) >> 8
    odd = ((near >> 8) & EVEN) * (256 - share) + ((far >> 8) & EVEN) * share
    return (even & EVEN) | (odd & ~EVEN)
