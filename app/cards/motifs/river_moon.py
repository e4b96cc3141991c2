"""A lacquer night on the Hoài river: a gold-leaf moon at the water's edge, old houses lit, lanterns afloat and overhead."""

import math
import random
from collections.abc import Sequence

import numpy as np
from PIL import Image
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import (
    blank,
    ellipse,
    fill_ellipse,
    lin,
    mix,
    pen,
    poly,
    rad,
    rgba,
    soften,
    stroke,
    to_image,
    to_pixels,
)
from app.cards.lacquer import field, gold_leaf, mirrored, pressed
from app.cards.motifs.couple_boat import WIDTH, boat

Tones = tuple[str, ...]
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
        _afloat(q, surface, disc.x(), r, art, silks, rng)
        q.save()
        q.translate(disc.x(), sky.bottom() + r * 0.20)
        size = r * 1.42 / WIDTH
        q.scale(size, size)
        boat(q, art.ramp(ground)[-1], art.color(gold).name(), silks[0], art.ramp(leaf_gold)[-1])
        q.restore()
        _strings(q, sky, disc, r, silks, art.color(gold).name(), rng)
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
        _town(q, sky, disc.x(), r, art, art.ramp(house), art.color(gold).name(), rng)
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


def _town(q: QPainter, sky: QRectF, x0: float, r: float, art: Art, tones: Tones, gold: str, rng: random.Random) -> None:
    """Old shop-houses on both banks, tiled roofs and lit doors, leaving the moon free. tones: wall, roof, light, tree"""
    wall, roof, light, tree = tones
    for side in (-1, 1):
        x, end = x0 + side * r * 1.22, sky.left() - 60 if side < 0 else sky.right() + 60
        while (x - end) * side < 0:
            wide, tall = r * rng.uniform(0.34, 0.58), r * rng.uniform(0.20, 0.44)
            left = x if side > 0 else x - wide
            if rng.random() < 0.28:
                _tree(q, left + wide * 0.4, sky.bottom(), r * rng.uniform(0.30, 0.46), tree, gold, rng)
            else:
                _house(q, QRectF(left, sky.bottom() - tall, wide, tall), r, wall, roof, light, gold, rng)
            x += side * wide * rng.uniform(0.92, 1.02)
    quay = QRectF(sky.left(), sky.bottom() - r * 0.035, sky.width(), r * 0.04)
    for left, right in ((sky.left(), x0 - r * 1.15), (x0 + r * 1.15, sky.right())):
        if right > left:
            q.fillRect(QRectF(left, quay.top(), right - left, quay.height()), mix(wall, "#000000", 0.35))


def _house(q: QPainter, box: QRectF, r: float, wall: str, roof: str, light: str, gold: str, rng: random.Random) -> None:
    q.fillRect(box, lin(0, box.top(), 0, box.bottom(), (0, mix(wall, "#000000", 0.25)), (1, wall)))
    rise, out = r * rng.uniform(0.12, 0.17), r * 0.045
    eaves = [
        (box.left() - out, box.top() + 1),
        (box.left() + box.width() * 0.16, box.top() - rise),
        (box.right() - box.width() * 0.16, box.top() - rise),
        (box.right() + out, box.top() + 1),
    ]
    q.fillPath(poly(eaves), lin(0, box.top() - rise, 0, box.top(), (0, roof), (1, mix(roof, "#000000", 0.45))))
    stroke(q, poly(eaves[1:3], close=False), pen(rgba(gold, 0.75), r * 0.010))
    for i in range(1, 9):
        t = i / 9
        a, b = eaves[1][0] + (eaves[2][0] - eaves[1][0]) * t, eaves[0][0] + (eaves[3][0] - eaves[0][0]) * t
        stroke(q, poly([(a, box.top() - rise), (b, box.top())], close=False), pen(rgba(gold, 0.16), r * 0.006))
    count, floors = max(2, round(box.width() / (r * 0.15))), 2 if box.height() > r * 0.30 else 1
    for floor in range(floors):
        y = box.top() + box.height() * (floor + 0.26) / floors
        for i in range(count):
            if rng.random() < 0.74:
                w, h = box.width() / count * 0.52, box.height() / floors * 0.56
                x = box.left() + (i + 0.24) * box.width() / count
                fill_ellipse(
                    q,
                    x + w / 2,
                    y + h / 2,
                    w * 1.7,
                    h * 1.3,
                    rad(x + w / 2, y + h / 2, w * 1.7, (0, rgba(light, 0.35)), (1, rgba(light, 0))),
                )
                q.fillRect(QRectF(x, y, w, h), lin(0, y, 0, y + h, (0, mix(light, "#ffffff", 0.35)), (1, light)))
                q.fillRect(QRectF(x + w * 0.46, y, w * 0.08, h), mix(wall, "#000000", 0.2))


def _tree(q: QPainter, x: float, foot: float, tall: float, tone: str, gold: str, rng: random.Random) -> None:
    stroke(
        q,
        poly([(x, foot), (x + tall * 0.05, foot - tall * 0.6)], close=False),
        pen(mix(tone, "#000000", 0.4), tall * 0.06),
    )
    for _ in range(11):
        cx, cy, r = x + rng.gauss(0, tall * 0.26), foot - tall * rng.uniform(0.55, 1.0), tall * rng.uniform(0.15, 0.24)
        fill_ellipse(
            q,
            cx,
            cy,
            r * 1.2,
            r,
            rad(
                cx - r * 0.3,
                cy - r * 0.5,
                r * 1.7,
                (0, mix(tone, gold, 0.22)),
                (0.6, tone),
                (1, mix(tone, "#000000", 0.5)),
            ),
        )


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


def _afloat(q: QPainter, water: QRectF, x0: float, r: float, art: Art, silks: list[Tones], rng: random.Random) -> None:
    """Paper lotus lamps set on the river, each with its light under it."""
    taken: list[tuple[float, float, float]] = []
    for _ in range(70):
        d = rng.random()
        x = rng.uniform(water.left() + r * 0.26, water.right() - r * 0.26)
        y = water.top() + r * (0.10 + 2.6 * d * d)
        size = r * (0.024 + 0.060 * d * d)
        clear = not any(zone.adjusted(-50, -40, 50, 50).contains(x, y) for zone in art.calm)
        clear = clear and y < water.bottom() - size * 3 and (abs(x - x0) > r or y > water.top() + r * 0.62)
        if clear and all(math.hypot(x - a, (y - b) * 2.2) > 3.4 * (size + c) for a, b, c in taken) and len(taken) < 26:
            taken.append((x, y, size))
    for x, y, size in sorted(taken, key=lambda lamp: lamp[1]):
        _lamp(q, x, y, size, rng.choice(silks))


def _lamp(q: QPainter, x: float, y: float, s: float, silk: Tones) -> None:
    light, middle, deep = silk
    fill_ellipse(
        q,
        x,
        y - s,
        s * 4.5,
        s * 4.5,
        rad(x, y - s, s * 4.5, (0, rgba(light, 0.42)), (0.4, rgba(middle, 0.14)), (1, rgba(middle, 0))),
    )
    for i in range(6):
        fill_ellipse(
            q,
            x + math.sin(i * 2.1) * s * 0.24,
            y + s * (0.75 + i * 0.62),
            s * (0.85 - i * 0.10),
            s * 0.10,
            rgba(light, 0.50 - i * 0.075),
        )
    for turn in (-56, 56, -30, 30, 0):
        q.save()
        q.translate(x, y + s * 0.35)
        q.rotate(turn)
        petal = QPainterPath()
        petal.cubicTo(-s * 0.7, -s * 0.4, -s * 0.45, -s * 1.05, 0, -s * 1.35)
        petal.cubicTo(s * 0.45, -s * 1.05, s * 0.7, -s * 0.4, 0, 0)
        q.fillPath(petal, lin(0, 0, 0, -s * 1.35, (0, light), (0.5, middle), (1, deep)))
        q.restore()


def _strings(
    q: QPainter, sky: QRectF, disc: QPointF, r: float, silks: list[Tones], gold: str, rng: random.Random
) -> None:
    """Two cords of silk lanterns, sagging in from the upper corners."""
    drop = sky.height()
    for side in (-1, 1):
        edge = sky.left() if side < 0 else sky.right()
        reach = min(sky.width() * 0.40, abs(edge - disc.x()) * 0.78)
        cord = QPainterPath(QPointF(edge + side * 30, sky.top() + drop * 0.20))
        cord.quadTo(edge - side * reach * 0.45, sky.top() + drop * 0.26, edge - side * reach, sky.top() - 20)
        stroke(q, cord, pen(rgba(gold, 0.45), 1.6))
        for i, t in enumerate((0.16, 0.40, 0.64, 0.86)):
            at = cord.pointAtPercent(t)
            size = min(r * 0.20, drop * 0.085) * rng.uniform(0.82, 1.12)
            _lantern(
                q,
                at.x(),
                at.y(),
                size,
                rng.uniform(0.4, 1.0) * size,
                silks[(i + (side > 0)) % len(silks)],
                gold,
                (i * 2 + (side > 0)) % 3,
            )


def _lantern(q: QPainter, x: float, y: float, r: float, cord: float, silk: Tones, gold: str, shape: int) -> None:
    """A silk lantern: a globe, a garlic bulb or a drop."""
    light, middle, deep = silk
    q.save()
    q.translate(x, y)
    stroke(q, poly([(0, 0), (0, cord)], close=False), pen(rgba(gold, 0.6), 1.4))
    q.translate(0, cord + r)
    fill_ellipse(
        q,
        0,
        0,
        r * 2.7,
        r * 2.7,
        rad(0, 0, r * 2.7, (0, rgba(middle, 0.46)), (0.5, rgba(middle, 0.12)), (1, rgba(middle, 0))),
    )
    wide, tall, low = ((1.0, 0.92, 0.0), (1.04, 0.80, 0.10), (0.80, 1.10, 0.22))[shape]
    body = QPainterPath(QPointF(0, -r * tall))
    body.cubicTo(r * wide * 0.9, -r * tall, r * wide * 1.16, r * (low - 0.3), r * wide * 0.62, r * (0.52 + low * 0.6))
    body.quadTo(r * 0.3, r * tall, 0, r * tall)
    body.quadTo(-r * 0.3, r * tall, -r * wide * 0.62, r * (0.52 + low * 0.6))
    body.cubicTo(-r * wide * 1.16, r * (low - 0.3), -r * wide * 0.9, -r * tall, 0, -r * tall)
    q.fillPath(
        body, rad(0, r * 0.10, r * 1.15, (0, mix(light, "#ffffff", 0.35)), (0.30, light), (0.68, middle), (1, deep))
    )
    q.save()
    q.setClipPath(body, Qt.ClipOperation.IntersectClip)
    for t in (0.28, 0.62, 0.90):
        stroke(q, ellipse(0, 0, r * wide * t, r * tall * 1.04), pen(rgba(mix(deep, "#000000", 0.3), 0.55), r * 0.035))
    q.restore()
    for top in (-tall - 0.10, tall - 0.06):
        q.fillRect(QRectF(-r * 0.24, r * top, r * 0.48, r * 0.15), mix(gold, "#000000", 0.2))
    for i in range(7):
        stroke(
            q,
            poly([((i - 3) * r * 0.035, r * (tall + 0.08)), ((i - 3) * r * 0.06, r * (tall + 0.62))], close=False),
            pen(mix(deep, middle, i / 6), r * 0.03),
        )
    q.restore()


KINDS = {"river_moon": draw}
