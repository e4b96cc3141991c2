"""Sprites: small pictures drawn once and stamped often, with their shadows and out-of-focus copies."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from app.cards.kit import Point, blank, blurred, gaussian, soften, tinted, to_pixels


@dataclass(frozen=True)
class Sprite:
    """A small picture drawn once and stamped often; width, height and anchor (from the top left) in design units."""

    image: QImage
    width: float
    height: float
    anchor: Point
    shade: QImage | None = None  # its shadow's mask, tinted
    shade_pad: float = 0.0

    def draw(self, p: QPainter) -> None:
        p.drawImage(QRectF(-self.anchor[0], -self.anchor[1], self.width, self.height), self.image)

    def draw_shade(self, p: QPainter) -> None:
        assert self.shade is not None
        pad = self.shade_pad
        box = QRectF(-self.anchor[0] - pad, -self.anchor[1] - pad, self.width + 2 * pad, self.height + 2 * pad)
        p.drawImage(box, self.shade)


def sprite(width: float, height: float, anchor: Point, scale: float, paint: Callable[[QPainter], None]) -> Sprite:
    """Runs `paint` with the origin at the anchor, at `scale` pixels per unit."""
    image = blank(width * scale, height * scale)
    with QPainter(image) as p:
        soften(p)
        p.scale(image.width() / width, image.height() / height)
        p.translate(*anchor)
        paint(p)
    return Sprite(image, width, height, anchor)


def shaded(s: Sprite, radius: float, tint: QColor) -> Sprite:
    """The sprite with a soft shadow of itself ready to be stamped under it."""
    pad, k = 3 * radius, min(s.image.width() / s.width, 2.4 / radius)
    w, h = math.ceil((s.width + 2 * pad) * k), math.ceil((s.height + 2 * pad) * k)
    mask = blank(w, h)
    with QPainter(mask) as p:
        soften(p)
        small = s.image.scaled(
            max(1, round(s.width * k)), max(1, round(s.height * k)), mode=Qt.TransformationMode.SmoothTransformation
        )
        p.drawImage(QPointF(pad * k, pad * k), small)
    shade = tinted(gaussian(to_pixels(mask)[..., 3], radius * k), tint)
    return Sprite(s.image, s.width, s.height, s.anchor, shade, pad)


def dimmed(s: Sprite, tint: QColor, radius: float) -> Sprite:
    """The sprite toned down and out of focus, for what lies behind."""
    image = QImage(s.image)
    with QPainter(image) as p:
        p.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceAtop)
        p.fillRect(image.rect(), tint)
    k = s.image.width() / s.width
    return Sprite(blurred(image, radius * k), s.width, s.height, s.anchor)


def stamp(
    p: QPainter,
    s: Sprite,
    x: float,
    y: float,
    size: float = 1.0,
    turn: float = 0.0,
    squash: float = 1.0,
    opacity: float = 1.0,
    drop: Point = (3.0, 7.0),
) -> None:
    """The sprite with its anchor at (x, y), turned by degrees, its height squashed; its shadow falls by `drop`."""
    p.save()
    p.setOpacity(p.opacity() * opacity)
    if s.shade is not None:
        _put(p, s.draw_shade, x + drop[0] * size, y + drop[1] * size, size, turn, squash)
    _put(p, s.draw, x, y, size, turn, squash)
    p.restore()


def _put(
    p: QPainter, draw: Callable[[QPainter], None], x: float, y: float, size: float, turn: float, squash: float
) -> None:
    p.save()
    p.translate(x, y)
    p.rotate(turn)
    p.scale(size, size * squash)
    draw(p)
    p.restore()
