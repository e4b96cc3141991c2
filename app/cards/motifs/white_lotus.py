"""One white lotus on still water with its reflection."""

import math

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from app.cards.art import Art
from app.cards.kit import blurred, device_scale, ellipse, pen, rgba, shadow, stroke, to_image, to_pixels
from app.cards.motifs.lotus_bloom import SIZE, bloom_picture
from app.cards.motifs.quiet_water import lotus_pad


def draw_lotus(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    petals: str = "@lotus",
    heart: str = "@heart",
    pad: str = "@pad",
    mist: str = "@mist",
    shade: str = "@shade",
) -> None:
    """The flower stands on the rectangle's middle line. petals: lit, dim, deep; heart: stamens and pod; pad: light, dark."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    size = min(rect.width() / 760, rect.height() / 700)
    p.translate(rect.center().x(), rect.center().y() + 60 * size)
    p.scale(size, size)
    rng, dark = art.rng(13), art.color(shade)
    light = art.color(mist)
    for rx, alpha in ((150, 0.34), (228, 0.22), (318, 0.13)):
        ring = ellipse(0, 6, rx * rng.uniform(0.97, 1.03), rx * 0.17)
        stroke(p, ring, pen(rgba(light, alpha), 1.5))
        stroke(p, ring.translated(0, 3.5), pen(rgba(dark, alpha * 0.8), 2.2))
    bloom = bloom_picture(p, tuple(QColor(t) for t in art.ramp(petals)), tuple(QColor(t) for t in art.ramp(heart)), rng)
    box = QRectF(-SIZE[0] / 2, -SIZE[1], *SIZE)
    p.save()
    p.scale(1, -0.72)
    p.drawImage(box.translated(0, -1), _reflected(bloom, device_scale(p)))
    p.restore()
    lotus_pad(p, -232, 34, 112, 0.27, art.color(pad, 0), art.color(pad, 1), dark, rng)
    lotus_pad(p, 214, 62, 134, 0.26, art.color(pad, 0), art.color(pad, 1), dark, rng)
    shadow(p, ellipse(0, 4, 150, 7), 0, 2, 6, rgba(dark, 0.5))
    p.drawImage(box, bloom)
    for i in range(3):  # water closes over the lowest petals
        line = ellipse(0, 4 + i * 5, 112 - 22 * i, 3.2)
        shadow(p, line, 0, 0, 2, rgba(light, 0.16))


def _reflected(bloom: QImage, scale: float) -> QImage:
    """The flower as water gives it back: softer, dimmer with depth, its rows shifted by slow ripples."""
    pixels = to_pixels(blurred(bloom, 2.2 * scale)).astype(np.float32)
    h = pixels.shape[0]
    depth = np.linspace(1, 0, h)  # 0 at the waterline, which is the foot
    for y in range(h):
        shift = round(scale * (1.2 + 5 * depth[y]) * math.sin(depth[y] * 58))
        pixels[y] = np.roll(pixels[y], shift, 0)
    pixels *= (np.clip(0.46 - 0.62 * depth, 0, 1))[:, None, None]
    return to_image(np.clip(pixels, 0, 255).astype(np.uint8))


KINDS = {"white_lotus": draw_lotus}
