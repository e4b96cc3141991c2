"""Chalk on a board: strokes that skip over the board's tooth, with their dust."""

import math
import random
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import Point, coverage, gaussian, pen, rgba, smooth, tinted
from app.cards.materials import TILE, noise


@dataclass(frozen=True)
class Mark:
    """One stroke (width > 0) or rubbed area (width 0). tone: which chalk."""

    path: QPainterPath
    tone: int = 0
    width: float = 2.1
    strength: float = 1.0


def line(points: list[Point], rng: random.Random, close: bool = False) -> QPainterPath:
    """A curve through the points by a hand that never quite meets them."""
    return smooth([(x + rng.gauss(0, 0.45), y + rng.gauss(0, 0.45)) for x, y in points], close)


def loop(x: float, y: float, rx: float, ry: float, rng: random.Random) -> QPainterPath:
    """A hand-drawn ellipse whose end overshoots its beginning."""
    turns = np.linspace(-1.6, -1.6 + math.tau + 0.25, 15)
    return line([(x + math.cos(a) * rx * (1 + i * 0.002), y + math.sin(a) * ry) for i, a in enumerate(turns)], rng)


@lru_cache(maxsize=4)
def _tooth(scale: float) -> np.ndarray:
    """How much chalk each point of the board takes, tileable. (N, N) float32"""
    size = max(8, round(TILE * scale))
    fine, broad = noise(size, 235, 41, 2, 0.7), noise(size, 46, 47, 2)
    return np.clip(0.5 + (fine - fine.mean()) / fine.std() * 0.30 + (broad - broad.mean()) / broad.std() * 0.12, 0, 1)


def lay(p: QPainter, box: QRectF, art: Art, marks: list[Mark], tones: str, fit: QTransform) -> None:
    """Draws the marks, given in a space of their own that `fit` maps to the card, inside `box`."""
    k = art.scale
    w, h = math.ceil(box.width() * k), math.ceil(box.height() * k)
    tooth = np.tile(_tooth(k), (2 + h // round(TILE * k), 2 + w // round(TILE * k)))[:h, :w]
    for tone in sorted({mark.tone for mark in marks}):

        def paint(q: QPainter, tone: int = tone) -> None:
            q.scale(k, k)
            q.translate(-box.topLeft())
            q.setTransform(fit, True)
            for mark in marks:
                if mark.tone == tone:
                    ink = rgba("#ffffff", mark.strength)
                    if mark.width:
                        q.strokePath(mark.path, pen(ink, mark.width))
                    else:
                        q.fillPath(mark.path, ink)

        mask = coverage(w, h, paint)
        level = np.clip((mask / 255.0 * 1.02 - tooth) * 3.2 + 0.38, 0, 1) * np.clip(mask / 150.0, 0, 1)
        dust = gaussian(mask, 5 * k) * 0.10
        chalk = np.clip(level * 235 + dust, 0, 255).astype(np.uint8)
        p.drawImage(QRectF(box.left(), box.top(), w / k, h / k), tinted(chalk, art.color(tones, tone)))
