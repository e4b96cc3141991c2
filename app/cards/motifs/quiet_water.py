"""Still water before daybreak: mist over it, a pale gleam on it, a lotus leaf."""

import math
import random

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from app.cards.art import Art
from app.cards.kit import catmull, ellipse, lin, mix, pen, poly, rgba, shadow, stroke, tinted
from app.cards.materials import noise


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@water",
    mist: str = "@mist",
    foot: float = 430.0,
    strength: float = 0.5,
) -> None:
    """tones: sky, far water, near water. foot: the far shore, in units over the rectangle's foot."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    sky, far, near = (art.color(tones, i) for i in range(3))
    y = rect.bottom() - min(foot, rect.height() * 0.9)
    p.fillRect(rect, lin(0, rect.top(), 0, rect.bottom(), (0, sky), ((y - rect.top()) / rect.height(), far), (1, near)))
    pale = art.color(mist)
    w, h = 128, 72
    cloud = noise(w, 3, art.seed + 21, 4)[:h] - 0.5
    band = np.exp(-((np.linspace(-1, 1, h)[:, None] + cloud * 0.7) ** 2) / 0.13)
    fade = np.clip(1.15 - np.abs(np.linspace(-1, 1, h))[:, None] ** 3 * 1.2, 0, 1)
    alpha = np.clip(band * fade * (0.75 + cloud) * 255 * strength, 0, 255).astype(np.uint8)
    alpha[0], alpha[-1] = 0, 0
    high = rect.height() * 0.34
    p.drawImage(QRectF(rect.left(), y - high * 0.62, rect.width(), high), tinted(alpha, rgba(pale, 0.75)))
    rng = art.rng(5)
    for _ in range(round(rect.width() / 24)):  # gleams, longer and fainter towards the shore
        t = rng.random() ** 1.6
        length, v = rng.uniform(40, 190) * (1.2 - 0.6 * t), y + 26 + (rect.bottom() - y - 40) * t
        u = rng.gauss(rect.center().x(), rect.width() * 0.34)
        shadow(p, ellipse(u, v, length, 0.8 + 1.0 * t), 0, 0, 2.4, rgba(pale, rng.uniform(0.05, 0.17)))


def lotus_pad(
    p: QPainter, x: float, y: float, r: float, flat: float, light: QColor, dim: QColor, dark: QColor, rng: random.Random
) -> None:
    """A floating leaf: a disc with a notch, veins from its middle, a thin bright rim on the far side."""
    notch, turns = rng.uniform(0.9, 1.5), []
    for i in range(41):
        a = notch + 0.10 + (math.tau - 0.20) * i / 40
        wave = 1 + 0.018 * math.sin(a * 5 + x)
        turns.append((x + math.cos(a) * r * wave, y + math.sin(a) * r * flat * wave))
    leaf = poly([(x, y), *turns])
    shadow(p, leaf, 0, 7, 7, rgba(dark, 0.55))
    p.fillPath(leaf, lin(x - r, y - r * flat, x + r * 0.6, y + r * flat, (0, light), (1, dim)))
    p.save()
    p.setClipPath(leaf, Qt.ClipOperation.IntersectClip)
    for i in range(15):
        a = notch + 0.2 + (math.tau - 0.4) * i / 14
        end = (x + math.cos(a) * r, y + math.sin(a) * r * flat)
        stroke(
            p,
            poly(catmull([(x, y), ((x + end[0]) / 2, (y + end[1]) / 2 - 1.5), end], 5), close=False),
            pen(rgba(light, 0.5), 1.1),
        )
    p.restore()
    stroke(p, poly(turns, close=False), pen(rgba(mix(light, "#ffffff", 0.25), 0.6), 1.4))


KINDS = {"quiet_water": draw}
