"""A lacquer night on the Hoài river: a gold-leaf moon at the water's edge, old houses lit, lanterns afloat and overhead."""

import math
import random
from collections.abc import Sequence

import numpy as np
from PIL import Image
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import blank, ellipse, lin, pen, rad, rgba, soften, stroke, to_image, to_pixels
from app.cards.lacquer import field, gold_leaf, mirrored, pressed
from app.cards.motifs.couple_boat import WIDTH, boat
from app.cards.motifs.lacquer_lanterns import afloat, strings
from app.cards.motifs.lacquer_town import town

DEEPEST = 620.0  # units under the horizon at which the water has gone dark


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    horizon: float = 0.40,
    moon: tuple[float, ...] = (0.5, 0.235),
    fade: float = 0.0,
    ground: str = "@ground",
    glow: str = "@glow",
    leaf_gold: str = "@leaf_gold",
    gold: str = "@gold_line",
    lanterns: str = "@lanterns",
    house: str = "@house",
) -> None:
    """horizon: in the rectangle's height; moon: x in its width, radius in its shorter side; fade: of its width, at its left.

    lanterns: triples of light, middle and dark silk.
    """
    k, rng = art.scale, art.rng(21)
    w, h = math.ceil(rect.width() * k), math.ceil(rect.height() * k)
    image = blank(w, h)
    sky = QRectF(rect.left(), rect.top(), rect.width(), rect.height() * horizon)
    disc = QPointF(sky.left() + moon[0] * sky.width(), 0)
    r = moon[1] * min(rect.width(), rect.height())
    disc.setY(sky.bottom() - r * 0.62)
    silks = [art.ramp(lanterns)[i : i + 3] for i in range(0, len(art.ramp(lanterns)), 3)]
    with QPainter(image) as q:
        soften(q)
        q.scale(k, k)
        q.translate(-rect.topLeft())
        scene = _scene(sky, disc, r, art, (glow, leaf_gold, gold, house), rng)
        q.drawImage(QRectF(sky.left(), sky.top(), scene.width() / k, scene.height() / k), scene)
        depth = min(DEEPEST, rect.bottom() - sky.bottom())
        water = mirrored(scene, depth, k, art.seed, dim=0.86, reach=4.8)
        q.drawImage(QRectF(sky.left(), sky.bottom(), water.width() / k, water.height() / k), water)
        surface = QRectF(sky.left(), sky.bottom(), sky.width(), rect.bottom() - sky.bottom())
        _ripples(q, surface, disc.x(), r, art, (art.color(gold).name(), art.ramp(leaf_gold)[-1]), rng)
        afloat(q, surface, disc.x(), r, art, silks, rng)
        q.save()
        q.translate(disc.x(), sky.bottom() + r * 0.20)
        size = r * 1.42 / WIDTH
        q.scale(size, size)
        boat(q, art.ramp(ground)[-1], art.color(gold).name(), silks[0], art.ramp(leaf_gold)[-1])
        q.restore()
        strings(q, sky, disc, r, silks, art.color(gold).name(), rng)
    if fade:
        pixels = to_pixels(image).astype(np.float32)
        t = np.clip(np.arange(w) / (w * fade), 0, 1)
        image = to_image((pixels * (t * t * (3 - 2 * t))[None, :, None] + 0.5).astype(np.uint8))
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    p.drawImage(QRectF(rect.left(), rect.top(), w / k, h / k), image)


def _scene(
    sky: QRectF, disc: QPointF, r: float, art: Art, keys: tuple[str, str, str, str], rng: random.Random
) -> QImage:
    """Everything over the horizon, to be mirrored."""
    k, (glow, leaf_gold, gold, house) = art.scale, keys
    image, warm = blank(sky.width() * k, sky.height() * k), art.color(glow)
    with QPainter(image) as q:
        soften(q)
        q.scale(k, k)
        q.translate(-sky.topLeft())
        reach = r * 3.1
        stops = ((0, 0.80), (0.32, 0.62), (0.60, 0.24), (1, 0.0))
        q.fillRect(sky, rad(disc.x(), disc.y(), reach, *((t, rgba(warm, a)) for t, a in stops)))
        _haze(q, sky, disc, r, art, leaf_gold)
        tones = art.ramp(leaf_gold)
        q.fillPath(
            ellipse(disc.x(), disc.y(), r),
            lin(0, disc.y() - r, 0, disc.y() + r, (0, tones[4]), (0.6, tones[3]), (1, tones[2])),
        )
        q.save()
        q.setClipPath(ellipse(disc.x(), disc.y(), r))
        q.translate(disc.x() - r, disc.y() - r)
        leaf = gold_leaf(2 * r, 2 * r, k, art.seed + 2, tones, size=r * 0.42, worn=0.16)
        q.setOpacity(0.80)
        q.fillRect(QRectF(0, 0, 2 * r, 2 * r), pressed(leaf, k))
        q.restore()
        stroke(q, ellipse(disc.x(), disc.y(), r), pen(rgba(tones[-1], 0.75), 2.2))
        town(q, sky, disc.x(), r, art, art.ramp(house), art.color(gold).name(), rng)
    return image


def _haze(q: QPainter, sky: QRectF, disc: QPointF, r: float, art: Art, leaf_gold: str) -> None:
    """Drifts of beaten gold across the sky."""
    k = art.scale
    grain = field(sky.width(), sky.height(), k, 190, art.seed + 3, 1)
    drift = Image.fromarray(field(sky.width() / 4.5, sky.height(), k, 7, art.seed + 9, 3))
    band = np.asarray(drift.resize(grain.shape[::-1], Image.Resampling.BICUBIC))
    y = np.linspace(0, 1, band.shape[0], dtype=np.float32)[:, None]
    x = (np.arange(band.shape[1], dtype=np.float32)[None, :] / k + sky.left() - disc.x()) / (r * 3.2)
    veil = np.clip((band - 0.52) * 4.2, 0, 1) * np.exp(-(x**2)) * np.clip(y * 1.6, 0, 1)
    alpha = np.clip(veil * 0.75 - (1 - grain) * 0.36, 0, 0.5)
    tone = art.color(leaf_gold, 3)
    pixels = np.empty((*alpha.shape, 4), np.uint8)
    pixels[..., :3] = np.array([tone.blue(), tone.green(), tone.red()]) * alpha[..., None]
    pixels[..., 3] = alpha * 255
    q.drawImage(QRectF(sky.left(), sky.top(), alpha.shape[1] / k, alpha.shape[0] / k), to_image(pixels))


def _ripples(
    q: QPainter, water: QRectF, x0: float, r: float, art: Art, gold: Sequence[str], rng: random.Random
) -> None:
    """The moon's road over the water, in flecks of gold; it thins out before the words."""
    for _ in range(420):
        d = rng.random() ** 1.35
        y = water.top() + 4 + d * min(water.height(), r * 3.0)
        spread = r * (0.34 + 0.46 * d)
        x, length = x0 + rng.gauss(0, spread * 0.55), r * rng.uniform(0.04, 0.16) * (1 - 0.45 * d)
        if not any(
            zone.adjusted(-30, -34, 30, 30).intersects(QRectF(x - length, y - 3, 2 * length, 6)) for zone in art.calm
        ):
            fleck = QPainterPath(QPointF(x - length, y))
            fleck.quadTo(x, y - r * 0.010, x + length, y)
            fleck.quadTo(x, y + r * 0.012, x - length, y)
            q.fillPath(fleck, rgba(rng.choice(gold), rng.uniform(0.35, 0.95) * (1 - 0.7 * d)))


KINDS = {"river_moon": draw}
