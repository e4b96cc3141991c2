"""What a Đông Hồ print stands on: shell paper, the sun's disc, the carved ground with grass, the frame of two lines."""

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QTransform

from app.cards import materials
from app.cards.art import Art
from app.cards.kit import catmull, fill_ellipse, poly, rgba, to_image
from app.cards.woodcut import Block, plume, print_block


def draw_paper(
    p: QPainter, rect: QRectF, art: Art, *, paper: str = "@paper", mica: str = "@mica", glints: int = 900
) -> None:
    """Giấy điệp: paper washed with shell powder by a pine-needle broom, whose strokes run down the sheet."""
    p.fillRect(rect, art.color(paper))
    size = round(materials.TILE * art.scale)
    broom = np.tile(materials.noise(size, 130, art.seed % 7 + 2, 2)[:1], (size, 1))
    broom = (broom * 0.75 + materials.noise(size, 9, art.seed % 7 + 4, 3) * 0.25 - 0.5) * 0.30
    level = np.clip((0.5 + broom) * 255, 0, 255).astype(np.uint32)
    brush = QBrush(to_image(255 << 24 | level << 16 | level << 8 | level))
    brush.setTransform(QTransform.fromScale(materials.TILE / size, materials.TILE / size))
    p.setCompositionMode(QPainter.CompositionMode.CompositionMode_Overlay)
    p.fillRect(rect, brush)
    p.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    rng, shell = art.rng(3), art.color(mica)
    for _ in range(glints):
        x, y, r = rng.uniform(rect.left(), rect.right()), rng.uniform(rect.top(), rect.bottom()), rng.uniform(0.7, 1.9)
        if rect.adjusted(3, 3, -3, -3).contains(x, y) and not any(zone.contains(x, y) for zone in art.calm):
            fill_ellipse(p, x, y, r, r, rgba(shell, rng.uniform(0.3, 0.9)))


def draw_sun(p: QPainter, rect: QRectF, art: Art, *, ink: str = "@sun") -> None:
    r = min(rect.width(), rect.height()) / 2 - 6
    center = rect.center()
    print_block(p, rect, art, (ink,), lambda b: b.dot(center.x(), center.y(), r, r, ink), salt=51, knock="")


def draw_frame(
    p: QPainter, rect: QRectF, art: Art, *, key: str = "@key", line: float = 9.0, gap: float = 13.0, inset: float = 4.0
) -> None:
    """A thin line `inset` inside the rectangle and a thick one inside it, as the block's border."""

    def paint(b: Block) -> None:
        b.p.setBrush(Qt.BrushStyle.NoBrush)
        for margin, width in ((inset, 2.8), (inset + gap, line)):
            side = QPainterPath()
            side.addRect(rect.adjusted(margin, margin, -margin, -margin))
            b.stroke(side, width, key)

    print_block(p, rect, art, (key,), paint, salt=52, knock="")


def draw_ground(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    earth: str = "@earth",
    key: str = "@key",
    grass: str = "@indigo",
    grain: str = "@yellow",
    rise: float = 64.0,
    foot: float = 0.0,
    hill: tuple[float, ...] = (),
    tufts: tuple[float, ...] = (0.06, 0.52, 0.93),
    salt: int = 1,
) -> None:
    """A block of earth, its top cut in waves `rise` under the rectangle's top, with grass on it and grain strewn.

    foot: how far above the rectangle's foot it ends. hill: how far its top lies lower, at even steps from left to right, in fractions of the rectangle's height.
    """
    rng = art.rng(50 + salt)
    top = rect.top() + rise
    drop, last = hill or (0.0,) * 10, len(hill or range(10)) - 1
    ridge = [
        (rect.left() + rect.width() * i / last, top + d * rect.height() + (rng.uniform(-9, 9) if 0 < i < last else 0.0))
        for i, d in enumerate(drop)
    ]
    c = catmull(ridge, 10)

    def height(x: float) -> float:
        return float(np.interp(x, c[:, 0], c[:, 1]))

    def paint(b: Block) -> None:
        b.cut(poly([*c, (rect.right(), rect.bottom() - foot), (rect.left(), rect.bottom() - foot)]), earth)
        b.line(ridge, 7, key, (0.8, 0.8))
        for t in tufts:
            x = rect.left() + rect.width() * t + rng.uniform(-16, 16)
            for i in range(7):
                a = math.radians(-90 + (i - 3) * 15 + rng.uniform(-6, 6))
                length = min(rise, rng.uniform(34, 58)) * (1 - 0.08 * abs(i - 3))
                root = (x + (i - 3) * 5, height(x) + 3)
                tip = (root[0] + math.cos(a) * length, root[1] + math.sin(a) * length)
                bend = ((root[0] + tip[0]) / 2 - (i - 3) * 3, (root[1] + tip[1]) / 2 - 4)
                b.cut(plume(root, bend, tip, 10, 0.3)[0], grass, key, 3.2)
        for _ in range(round(rect.width() / 30)):
            x = rect.left() + rng.uniform(0.04, 0.96) * rect.width()
            b.p.save()
            b.p.translate(QPointF(x, height(x) + rng.uniform(13, 30)))
            b.p.rotate(rng.uniform(0, 180))
            b.dot(0, 0, 5.4, 2.7, grain)
            b.p.restore()

    print_block(p, rect, art, (earth, grass, grain, key), paint, salt=53 + salt)


KINDS = {"carved_ground": draw_ground, "block_frame": draw_frame, "shell_paper": draw_paper, "sun_disc": draw_sun}
