"""A lacquer night by the water: eggshell moon, gold-leaf haze, the banyan, the far bank, and all of it mirrored."""

import math
import random

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import blank, fill_ellipse, lin, mix, pen, rad, rgba, soften, tinted
from app.cards.lacquer import eggshell, field, gold_leaf, masked, mirrored, pressed
from app.cards.motifs import lacquer_tree
from app.cards.motifs.lacquer_shore import Shore, bank, egret, sampan


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    horizon: float = 0.48,
    moon: tuple[float, ...] = (0.37, 0.47, 0.37),
    tree: tuple[float, ...] = (0.70, 0.94),
    boat: float = 0.25,
    ground: str = "@ground",
    glow: str = "@glow",
    leaf_gold: str = "@leaf_gold",
    shell: str = "@shell",
    gold: str = "@gold_line",
    bark: str = "@bark",
    crown: str = "@crown",
    leaves: str = "@leaves",
    roof: str = "@roof",
    ring: str = "@foil",
) -> None:
    """horizon: the water line, in the rectangle's height. moon: x in its width, y and radius in the sky's height;
    tree: x of the trunk in its width, height in the sky's. boat: x, 0 for none. The water ends clear, over the ground.
    """
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    k, sky = art.scale, QRectF(rect.left(), rect.top(), rect.width(), rect.height() * horizon)
    rng = art.rng(11)
    scene = blank(sky.width() * k, sky.height() * k)
    small = pressed(eggshell(160, 160, k, art.seed + 4, art.ramp(shell), cell=15, chip=6, shows=0.66), k)
    gold_tones = (art.color(gold).name(), art.ramp(leaf_gold)[-1])
    shore = Shore(small, art.ramp(leaves)[:2], art.ramp(bark)[::-1], art.ramp(roof), gold_tones, art.ramp(ground)[-1])
    disc = QPointF(sky.left() + moon[0] * sky.width(), sky.top() + moon[1] * sky.height())
    radius = moon[2] * sky.height()
    with QPainter(scene) as q:
        soften(q)
        q.scale(k, k)
        q.translate(-sky.topLeft())
        _sky(q, sky, disc.x(), art, glow, leaf_gold, k)
        _drifts(q, sky, art, leaf_gold, rng)
        _moon(q, disc, radius, art, shell, leaf_gold, ground, ring, k)
        for x, y, size in _flight(rng, disc, radius, sky):
            egret(q, x, y, size, shore, rng.random() < 0.7)
        far = QRectF(sky.left(), sky.bottom() - sky.height() * 0.26, sky.width(), sky.height() * 0.26)
        bank(q, far, shore, rng)
        tall = tree[1] * sky.height()
        wide = tall * lacquer_tree.BOX[0] / lacquer_tree.BOX[1] * 0.98
        at = QRectF(sky.left() + tree[0] * sky.width() - wide * 0.56, sky.bottom() - tall + 1, wide, tall)
        lacquer_tree.draw(q, at, art, bark=bark, crown=crown, leaves=leaves, gold=gold)
    box = QRectF(sky.left(), sky.top(), scene.width() / k, scene.height() / k)
    p.drawImage(box, scene)
    depth = rect.bottom() - box.bottom()
    water = mirrored(scene, depth, k, art.seed)
    p.drawImage(QRectF(box.left(), box.bottom(), water.width() / k, water.height() / k), water)
    surface = QRectF(rect.left(), box.bottom(), rect.width(), depth)
    _glitter(p, surface, disc.x(), radius, gold_tones, art.color(shell), rng)
    if boat:
        _boat(p, surface, boat, sky, shore, art, rng)


def _sky(q: QPainter, sky: QRectF, x: float, art: Art, glow: str, leaf_gold: str, k: float) -> None:
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


def _drifts(q: QPainter, sky: QRectF, art: Art, gold: str, rng: random.Random) -> None:
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


def _moon(
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


def _flight(rng: random.Random, disc: QPointF, r: float, sky: QRectF) -> list[tuple[float, float, float]]:
    """Egrets in a loose file before the dark sky, on the side of the moon away from the tree."""
    count, out = rng.choice((3, 3, 4)), []
    for i in range(count):
        size = r * 0.36 * (1 - 0.13 * i) * rng.uniform(0.92, 1.05)
        y = max(sky.top() + size * 0.6, disc.y() - r * 0.93) + i * r * rng.uniform(0.30, 0.38)
        edge = disc.x() - math.sqrt(max(0.0, r * r - (y - disc.y()) ** 2))
        x = edge - size * (0.62 + rng.uniform(0.0, 0.75) * (i % 2))
        out.append((max(sky.left() + size * 0.52, x), y, size))
    return out


def _glitter(
    p: QPainter, water: QRectF, x: float, r: float, gold: tuple[str, str], shell: QColor, rng: random.Random
) -> None:
    """Dust of gold and shell lying along the surface, densest under the moon; it ends well above the words."""
    p.setPen(Qt.PenStyle.NoPen)
    for _ in range(230):
        d = rng.random() ** 2.6
        length = rng.uniform(5, 34) * (1 - 0.5 * d)
        y, left = water.top() + 3 + d * r * 0.85, x + rng.gauss(0, r * (0.32 + 0.68 * d)) - length / 2
        if not water.contains(QRectF(left, y, length, 3)):
            continue
        p.setBrush(rgba(rng.choice((shell.name(), *gold)), (0.9 - 0.8 * d**0.5) * rng.uniform(0.3, 1)))
        p.drawRoundedRect(QRectF(left, y, length, rng.uniform(1, 2.6)), 1.2, 1.2)


def _boat(p: QPainter, water: QRectF, x: float, sky: QRectF, shore: Shore, art: Art, rng: random.Random) -> None:
    """The sampan and, sinking away under it, its likeness."""
    width = sky.height() * rng.uniform(0.34, 0.40)
    middle, line, flip = water.left() + x * water.width(), water.top() + width * 0.30, rng.random() < 0.5
    k = art.scale
    picture = blank(width * k, width * 0.6 * k)
    with QPainter(picture) as q:
        soften(q)
        q.scale(k, k)
        sampan(q, width / 2, width * 0.54, width * 0.98, shore, flip)
    high = picture.height() / k
    top = line - width * 0.54
    fade = np.linspace(-0.25, 0.55, picture.height(), dtype=np.float32)[:, None]
    below = masked(picture, fade).flipped(Qt.Orientation.Vertical)
    p.drawImage(QRectF(middle - width / 2, top + width * 0.53, picture.width() / k, high), below)
    p.drawImage(QRectF(middle - width / 2, top, picture.width() / k, high), picture)


def draw_ground(p: QPainter, rect: QRectF, art: Art, *, ground: str = "@ground") -> None:
    """Then: black lacquer polished back until the red son under it shows in clouds. ground: then, son."""
    k, (then, son) = art.scale, (art.color(ground, 1), art.color(ground, 0))
    w, h = rect.width(), rect.height()
    p.fillRect(rect, then)
    clouds = (field(w, h, k, 2, art.seed % 9, 3) - 0.46) * 2.6 + (field(w, h, k, 9, art.seed % 9 + 1, 3) - 0.5) * 0.7
    fade = 1 - 0.75 * np.linspace(0, 1, clouds.shape[0], dtype=np.float32)[:, None] ** 0.7
    alpha = (np.clip(clouds, 0, 1) * fade * 255).astype(np.uint8)
    p.drawImage(QRectF(rect.left(), rect.top(), alpha.shape[1] / k, alpha.shape[0] / k), tinted(alpha, son))


def draw_gloss(p: QPainter, rect: QRectF, art: Art, *, dust: str = "@gold_line", count: int = 240) -> None:
    """The last coat: a wet sheen across the panel and specks of gold caught in it."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    light = "#ffe9c8"
    stops = ((0, 0.0), (0.30, 0.0), (0.40, 0.055), (0.47, 0.015), (0.52, 0.04), (0.6, 0.0), (1, 0.0))
    p.fillRect(
        rect, lin(rect.left(), rect.top(), rect.right(), rect.bottom() * 0.8, *((t, rgba(light, a)) for t, a in stops))
    )
    rng, gold = art.rng(17), art.color(dust)
    for _ in range(count):
        x, y, s = rng.uniform(rect.left(), rect.right()), rng.uniform(rect.top(), rect.bottom()), rng.uniform(0.5, 1.5)
        if art.free(x, y, 3, rect):
            fill_ellipse(p, x, y, s, s, rgba(gold, rng.uniform(0.08, 0.5)))


KINDS = {"lacquer_gloss": draw_gloss, "lacquer_ground": draw_ground, "lacquer_lake": draw}
