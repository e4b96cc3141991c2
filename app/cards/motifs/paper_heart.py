"""Hearts of thick paper, folded along the middle: leaves that drift, or one pressed into the sheet."""

import math
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import lin, mix, pen, rgba, stroke
from app.cards.papercut import emboss
from app.cards.sprites import Sprite, shaded, sprite, stamp

SIZE = 60.0  # a heart sprite's own height


def heart() -> QPainterPath:
    """One unit tall, its point at the origin, its lobes upwards."""
    path = QPainterPath()
    path.cubicTo(-0.10, -0.16, -0.56, -0.40, -0.56, -0.70)
    path.cubicTo(-0.56, -0.93, -0.40, -1.02, -0.27, -1.0)
    path.cubicTo(-0.13, -0.98, -0.04, -0.90, 0, -0.78)
    path.cubicTo(0.04, -0.90, 0.13, -0.98, 0.27, -1.0)
    path.cubicTo(0.40, -1.02, 0.56, -0.93, 0.56, -0.70)
    path.cubicTo(0.56, -0.40, 0.10, -0.16, 0, 0)
    return path


@lru_cache(maxsize=40)
def _leaf(tone: str, left: bool, shade: str, scale: float) -> Sprite:
    """A heart folded down its middle, one half in the light, with pressed veins."""

    def paint(q: QPainter) -> None:
        q.scale(SIZE, SIZE)
        path = heart()
        q.fillPath(path, mix(tone, "#ffffff", 0.55))
        q.setClipPath(path)
        q.translate(0.012, 0.022)
        q.fillPath(path, lin(-0.5, -1, 0.4, 0, (0, mix(tone, "#ffffff", 0.12)), (1, tone)))
        half = QRectF(0, -1.2, 0.8, 1.4) if left else QRectF(-0.8, -1.2, 0.8, 1.4)
        dark = mix(tone, shade, 0.42)
        near, far = (0.0, 0.5) if left else (0.0, -0.5)
        q.fillRect(half, lin(near, 0, far, 0, (0, rgba(dark, 0.85)), (1, rgba(dark, 0.25))))
        for i in range(1, 5):
            for side in (-1, 1):
                vein = QPainterPath()
                vein.moveTo(0, -0.10 - i * 0.15)
                vein.quadTo(side * 0.18, -0.22 - i * 0.16, side * 0.36, -0.30 - i * 0.155)
                stroke(q, vein.translated(0.008, 0.012), pen(rgba("#ffffff", 0.30), 0.014))
                stroke(q, vein, pen(rgba(dark, 0.55), 0.013))
        crease = QPainterPath()
        crease.lineTo(0, -0.80)
        stroke(q, crease, pen(rgba("#ffffff", 0.45), 0.018))

    made = sprite(SIZE * 1.24, SIZE * 1.12, (SIZE * 0.62, SIZE * 1.06), scale, paint)
    return shaded(made, 3.4, rgba(shade, 0.50))


def put(p: QPainter, x: float, y: float, size: float, turn: float, tone: str, shade: str, art: Art) -> None:
    wanted = max(0.05, art.scale * size / SIZE)
    scale = math.ceil(wanted * 4) / 4  # a few sizes of sprite serve all
    lit_left = math.cos(math.radians(turn - 35)) > 0
    stamp(p, _leaf(tone, lit_left, shade, scale), x, y, size / SIZE, turn, drop=(2.6, 5.0))


def draw_drift(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    hearts: str = "@hearts",
    shade: str = "@shade",
    count: int = 14,
    largest: float = 46.0,
    salt: int = 1,
) -> None:
    """Paper hearts blown about, clear of the words."""
    rng, dark, placed = art.rng(70 + salt), art.color(shade).name(), []
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    for _ in range(count * 8):
        size = largest * rng.uniform(0.42, 1.0)
        x, y = (
            rng.uniform(rect.left() + size, rect.right() - size),
            rng.uniform(rect.top() + size, rect.bottom() - size),
        )
        apart = all(math.hypot(x - a, y - b) > 1.5 * (size + c) for a, b, c in placed)
        if len(placed) < count and apart and art.free(x, y, size * 0.95, rect):
            placed.append((x, y, size))
            put(p, x, y + size * 0.5, size, rng.uniform(-48, 48), rng.choice(art.ramp(hearts)), dark, art)


def draw_pressed(
    p: QPainter, rect: QRectF, art: Art, *, light: str = "@press_light", dark: str = "@press_dark", line: float = 5.0
) -> None:
    """A blind-embossed border with a heart in each corner."""

    def height(q: QPainter) -> None:
        frame = QPainterPath()
        frame.addRoundedRect(rect.adjusted(10, 10, -10, -10), 26, 26)
        stroke(q, frame, pen("#ffffff", line))
        thin = QPainterPath()
        thin.addRoundedRect(rect.adjusted(24, 24, -24, -24), 16, 16)
        stroke(q, thin, pen(QColor(150, 150, 150), line * 0.4))
        for fx, fy in ((0, 0), (1, 0), (0, 1), (1, 1)):
            q.save()
            q.translate(rect.left() + 58 + fx * (rect.width() - 116), rect.top() + 58 + fy * (rect.height() - 116))
            q.rotate(-45 if fx == fy else 45)
            q.translate(0, 15)
            q.scale(32, 32)
            q.fillPath(heart(), Qt.GlobalColor.white)
            q.restore()

    emboss(p, rect, height, art.color(light), art.color(dark), soft=1.5, strength=0.8)


KINDS = {"heart_drift": draw_drift, "pressed_border": draw_pressed}
