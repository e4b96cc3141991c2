"""A lacquer night sky: gold-leaf haze, an eggshell moon, birds on the wing."""

import math
import random

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import fill_ellipse, mix, pen, rad, rgba
from app.cards.lacquer import eggshell, field, gold_leaf, masked


def draw_sky(q: QPainter, sky: QRectF, x: float, art: Art, glow: str, leaf_gold: str, k: float) -> None:
    warm = art.color(glow)
    stops = ((0, 0.85), (0.35, 0.62), (0.7, 0.28), (1, 0.0))
    q.fillRect(
        sky, rad(x, sky.bottom(), max(sky.width() * 0.62, sky.height()), *((t, rgba(warm, a)) for t, a in stops))
    )
    low = sky.height() * 0.42
    leaf = gold_leaf(sky.width(), low, k, art.seed, art.ramp(leaf_gold), worn=0.215)
    y = np.linspace(0, 1, leaf.height(), dtype=np.float32)[:, None]
    clouds = field(sky.width(), low, k, 5, art.seed + 3, 2) - 0.5
    haze = np.clip(y**1.4 * 1.2 + clouds * 0.7 * (0.3 + y), 0, 1) * np.clip(y * 3, 0, 1)
    q.drawImage(QRectF(sky.left(), sky.bottom() - low, leaf.width() / k, leaf.height() / k), masked(leaf, haze * 0.88))


def drifts(q: QPainter, sky: QRectF, art: Art, gold: str, rng: random.Random) -> None:
    """Mist as sprinkled gold dust, in long lenses."""
    tones = art.ramp(gold)
    for band in range(5):
        x, y = sky.left() + sky.width() * rng.random(), sky.top() + sky.height() * (0.05 + band * 0.11)
        rx, ry = sky.width() * rng.uniform(0.18, 0.36), sky.height() * rng.uniform(0.010, 0.022)
        for i in range(700):
            u = max(-1.0, min(1.0, rng.gauss(0, 0.45)))
            lens = (1 - u * u) ** 1.4
            v = (rng.gauss(0, 0.5) + math.sin(u * 5 + band) * 0.25) * lens
            tone, size, a = ((2, 0.9, 0.42), (3, 1.4, 0.5), (4, 2.0, 0.7))[0 if i % 10 < 7 else 1 if i % 25 else 2]
            q.setPen(pen(rgba(tones[tone], a), size))
            q.drawPoint(QPointF(x + u * rx, y + v * ry))


def draw_moon(
    q: QPainter, at: QPointF, r: float, art: Art, shell: str, gold: str, ground: str, ring: str, k: float
) -> None:
    """Shell in a ring of gold leaf, rubbed away towards one side, yellowing to its rim."""
    d = 2 * r
    n = math.ceil(d * k)
    y, x = np.mgrid[0:n, 0:n].astype(np.float32) / (n / 2) - 1
    side = art.rng(13).uniform(-0.9, -0.2)
    toward = np.clip(
        (x * math.cos(side) + y * math.sin(side)) * 0.5 + (field(d, d, k, 9, art.seed, 2) - 0.5) * 1.3, 0, 1
    )
    rubbed = 0.012 + np.clip(toward * 1.9 - 0.75, 0, 1) * np.clip(np.hypot(x, y) * 1.5 - 0.3, 0, 1) * 0.9
    mosaic = eggshell(d, d, k, art.seed, art.ramp(shell), cell=46, chip=8.5, lost=rubbed, shows=0.66)
    inner, dark = r * 0.955, art.ramp(ground)
    haze = ((0, 0.32), (0.55, 0.14), (1, 0))
    fill_ellipse(
        q,
        at.x(),
        at.y(),
        r * 1.7,
        r * 1.7,
        rad(at.x(), at.y(), r * 1.7, *((t, rgba(art.color(shell), a)) for t, a in haze)),
    )
    fill_ellipse(q, at.x(), at.y(), r, r, art.foil(ring, 4))
    fill_ellipse(q, at.x(), at.y(), inner, inner, mix(dark[0], dark[-1], 0.4))
    moon = QPainterPath()
    moon.addEllipse(at, inner, inner)
    q.save()
    q.setClipPath(moon, Qt.ClipOperation.IntersectClip)
    q.drawImage(QRectF(at.x() - r, at.y() - r, mosaic.width() / k, mosaic.height() / k), mosaic)
    warm = art.ramp(gold)
    stops = (
        (0, rgba("#ffffff", 0.16)),
        (0.45, rgba(warm[3], 0.08)),
        (0.75, rgba(warm[1], 0.2)),
        (1, rgba(warm[0], 0.5)),
    )
    q.fillPath(moon, rad(at.x() - r * 0.28, at.y() - r * 0.2, r * 1.45, *stops))
    q.restore()


def flight(rng: random.Random, disc: QPointF, r: float, sky: QRectF) -> list[tuple[float, float, float]]:
    """Egrets in a loose file before the dark sky, on the side of the moon away from the tree."""
    count, out = rng.choice((3, 3, 4)), []
    for i in range(count):
        size = r * 0.36 * (1 - 0.13 * i) * rng.uniform(0.92, 1.05)
        y = max(sky.top() + size * 0.6, disc.y() - r * 0.93) + i * r * rng.uniform(0.30, 0.38)
        edge = disc.x() - math.sqrt(max(0.0, r * r - (y - disc.y()) ** 2))
        x = edge - size * (0.62 + rng.uniform(0.0, 0.75) * (i % 2))
        out.append((max(sky.left() + size * 0.52, x), y, size))
    return out
