"""A lacquer night by the water: eggshell moon, gold-leaf haze, the banyan, the far bank, and all of it mirrored."""

import random

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from app.cards.art import Art
from app.cards.kit import blank, fill_ellipse, lin, rgba, soften, tinted
from app.cards.lacquer import eggshell, field, masked, mirrored, pressed
from app.cards.motifs import lacquer_tree
from app.cards.motifs.lacquer_boats import egret, sampan
from app.cards.motifs.lacquer_shore import Shore, bank
from app.cards.motifs.lacquer_sky import draw_moon, draw_sky, drifts, flight


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
        draw_sky(q, sky, disc.x(), art, glow, leaf_gold, k)
        drifts(q, sky, art, leaf_gold, rng)
        draw_moon(q, disc, radius, art, shell, leaf_gold, ground, ring, k)
        for x, y, size in flight(rng, disc, radius, sky):
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
