"""Two people under umbrellas in the light of a street lamp, and all of it again on the wet pavement."""

import math
import random

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from app.cards.art import Art
from app.cards.kit import (
    blank,
    blurred,
    device_scale,
    ellipse,
    mix,
    pen,
    poly,
    rgba,
    shadow,
    soften,
    stroke,
    to_image,
    to_pixels,
)
from app.cards.motifs.street_lamp import GROUND, LAMP, halo, lamp
from app.cards.motifs.umbrella_couple import man, umbrella, woman

BOX = QRectF(-90, -190, 1080, 910)  # with room for the lamp's halo
WIDE = 900.0


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    iron: str = "@iron",
    glow: str = "@glow",
    first: str = "@umbrella",
    second: str = "@umbrella_2",
    dress: str = "@dress",
    coat: str = "@coat",
    rain: str = "@rain",
    shade: str = "@shade",
) -> None:
    """Stands at the rectangle's foot. first, second: lit, mid, dark of an umbrella; dress, coat: lit, dark."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    size = min(rect.width() / BOX.width(), rect.height() / BOX.height())
    p.translate(rect.center().x() - BOX.center().x() * size, rect.bottom() - BOX.bottom() * size)
    p.scale(size, size)
    rng, warm, dark = art.rng(15), art.color(glow), art.color(shade)
    ramps = [tuple(QColor(t) for t in art.ramp(ref)) for ref in (iron, first, second, dress, coat)]
    halo(p, warm)
    scene = _scene(p, ramps, warm, rng)
    box = QRectF(0, 0, WIDE, GROUND + 20)
    p.save()
    p.translate(0, GROUND + 2)
    p.scale(1, -0.30)
    p.drawImage(box.translated(0, -GROUND), _wet(scene, device_scale(p)))
    p.restore()
    for x, w in ((LAMP[0] - 62, 34), (478, 62), (664, 60)):
        shadow(p, ellipse(x + 10, GROUND + 3, w, 5), 0, 0, 5, rgba(dark, 0.6))
    shadow(p, ellipse(LAMP[0], GROUND + 74, 26, 62), 0, 0, 14, rgba(warm, 0.5))
    p.drawImage(box, scene)
    _rain(p, art.color(rain), warm, rng)


def _scene(p: QPainter, ramps: list[tuple[QColor, ...]], warm: QColor, rng: random.Random) -> QImage:
    """Lamp and people as one picture, so that the pavement can give it back."""
    k = device_scale(p)
    image = blank(WIDE * k, (GROUND + 20) * k)
    metal, first, second, dress, coat = ramps
    with QPainter(image) as q:
        soften(q)
        q.scale(k, k)
        lamp(q, metal, warm)
        q.save()
        q.translate(664, GROUND)
        man(q, coat)
        umbrella(q, 4, -262, 124, 6 + rng.uniform(-2, 2), second, warm)
        q.restore()
        q.save()
        q.translate(478, GROUND)
        woman(q, dress, coat[1], rng)
        umbrella(q, -2, -212, 116, -7 + rng.uniform(-2, 2), first, warm)
        q.restore()
    return image


def _wet(scene: QImage, scale: float) -> QImage:
    """The picture as wet stones give it back: blurred, broken into rows, fading away from the feet."""
    pixels = to_pixels(blurred(scene, 3.2 * scale)).astype(np.float32)
    h = pixels.shape[0]
    depth = np.linspace(1, 0, h)
    for y in range(h):
        pixels[y] = np.roll(pixels[y], round(scale * 5 * math.sin(depth[y] * 75) * min(1, depth[y] * 5)), 0)
    pixels *= np.clip(0.52 - 0.50 * depth, 0, 1)[:, None, None]
    return to_image(np.clip(pixels, 0, 255).astype(np.uint8))


def _rain(p: QPainter, tone: QColor, warm: QColor, rng: random.Random) -> None:
    for _ in range(110):
        x, y, length = rng.uniform(-20, 920), rng.uniform(20, 600), rng.uniform(22, 54)
        near = max(0.0, 1 - math.hypot(x - LAMP[0], (y - LAMP[1]) * 0.7) / 330)
        streak = poly([(x, y), (x - length * 0.16, y + length)], close=False)
        stroke(
            p, streak, pen(rgba(mix(tone, warm, near), rng.uniform(0.10, 0.30) + near * 0.25), rng.uniform(0.9, 1.7))
        )
    for _ in range(26):  # splashes
        x, y, r = rng.uniform(20, 880), rng.uniform(GROUND + 8, BOX.bottom() - 16), rng.uniform(6, 17)
        stroke(p, ellipse(x, y, r, r * 0.22), pen(rgba(tone, rng.uniform(0.12, 0.34)), 1.2))


KINDS = {"lamp_umbrellas": draw}
