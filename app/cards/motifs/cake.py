"""A two-tier drip cake on a stand, with strawberries and lit candles."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, lin, mix, pen, rad, rgba, shadow, stroke
from app.cards.motifs.toppings import candle, strawberry

BOX = QRectF(-320, -560, 640, 620)  # the drawing's own space: origin at the middle of the stand


@dataclass(frozen=True)
class Tier:
    """A cylinder seen from above: foot y, radii, height."""

    y: float
    rx: float
    ry: float
    h: float


BOTTOM, TOP = Tier(-26, 214, 34, 170), Tier(-196, 142, 22, 140)
CANDLES = ((-72, 88), (-26, 100), (24, 100), (70, 88))


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    lower: str = "@cake",
    upper: str = "@cake_top",
    cream: str = "@cream",
    glaze: str = "@glaze",
    metal: str = "@foil",
    party: str = "@party",
    shade: str = "@shade",
) -> None:
    """Fitted to the rectangle, standing on its foot."""
    size = min(rect.width() / BOX.width(), rect.height() / BOX.height())
    p.translate(rect.center().x(), rect.bottom() - BOX.bottom() * size)
    p.scale(size, size)
    rng, dark = art.rng(9), art.color(shade)
    _stand(p, art, metal, dark)
    body = _tier(p, BOTTOM, art.ramp(lower))
    _stripes(p, body)
    _pearls(p, -24, 212, 33, 30, 8.5, art.ramp(cream))
    _drip(p, BOTTOM, art.ramp(cream), dark, (26, 44, 22, 52, 30, 40, 24, 56, 32, 46, 22, 38, 28))
    fill_ellipse(p, 0, -190, 150, 22, rgba(dark, 0.20))
    _tier(p, TOP, art.ramp(upper))
    _sprinkles(p, rng, art.ramp(party))
    _pearls(p, -196, 141, 22, 21, 8, art.ramp(cream))
    _drip(p, TOP, art.ramp(glaze), dark, (24, 40, 20, 46, 28, 36, 22, 44, 26))
    for (x, h), tone in zip(CANDLES, (4, 2, 5, 3), strict=True):
        candle(p, x, -338 - (4 if abs(x) < 50 else 0), h, art.color(party, tone))
    for x, y, r, turn in (
        (-108, -342, 21, -18),
        (-50, -332, 22, 10),
        (0, -328, 23, -6),
        (50, -332, 22, 14),
        (106, -342, 21, 22),
        (-190, -196, 20, -20),
        (196, -198, 19, 16),
        (176, -186, 17, -8),
    ):
        strawberry(p, x, y, r, turn)


def _stand(p: QPainter, art: Art, metal: str, dark: QColor) -> None:
    fill_ellipse(p, 0, 6, 290, 42, rad(0, 6, 290, (0, rgba(dark, 0.45)), (0.7, rgba(dark, 0.22)), (1, rgba(dark, 0))))
    plate = ellipse(0, -22, 268, 38)
    p.fillPath(plate.translated(0, 9), art.foil(metal))
    p.fillPath(plate, lin(-268, 0, 268, 0, (0, "#e9d9dd"), (0.3, "#ffffff"), (0.7, "#fff7f8"), (1, "#d9c2ca")))


def _tier(p: QPainter, t: Tier, tones: tuple[str, ...]) -> QPainterPath:
    side = QPainterPath(QPointF(-t.rx, t.y - t.h))
    side.lineTo(-t.rx, t.y)
    side.arcTo(QRectF(-t.rx, t.y - t.ry, 2 * t.rx, 2 * t.ry), 180, 180)
    side.lineTo(t.rx, t.y - t.h)
    side.arcTo(QRectF(-t.rx, t.y - t.h - t.ry, 2 * t.rx, 2 * t.ry), 0, 180)
    side.closeSubpath()
    light, mid, deep = tones[:3]
    p.fillPath(
        side,
        lin(
            -t.rx,
            0,
            t.rx,
            0,
            (0, deep),
            (0.16, mid),
            (0.38, light),
            (0.62, mid),
            (0.88, deep),
            (1, mix(deep, "#7a2050", 0.18)),
        ),
    )
    return side


def _stripes(p: QPainter, side: QPainterPath) -> None:
    p.save()
    p.setClipPath(side, Qt.ClipOperation.IntersectClip)
    for i in range(12):
        p.fillRect(QRectF(-214 + i * 39, -260, 13, 300), rgba("#ffffff", 0.16))
    p.restore()


def _pearls(p: QPainter, y: float, rx: float, ry: float, count: int, r: float, tones: tuple[str, ...]) -> None:
    for i in range(count + 1):
        a = math.pi - math.pi * i / count
        x, yy = rx * math.cos(a), y + ry * math.sin(a)
        fill_ellipse(p, x + 1, yy + 3, r, r, rgba("#7a2050", 0.18))
        fill_ellipse(
            p, x, yy, r, r, rad(x - r * 0.3, yy - r * 0.35, r * 1.5, (0, "#ffffff"), (0.45, tones[0]), (1, tones[1]))
        )


def _drip(p: QPainter, t: Tier, tones: tuple[str, ...], dark: QColor, lengths: Sequence[float]) -> None:
    """Icing over the tier's upper rim: one tongue of each length, and the flat top."""
    y, n = t.y - t.h, len(lengths)
    icing = QPainterPath(QPointF(-t.rx, y))
    for i, length in enumerate(lengths):
        a, b = math.pi - math.pi * i / n, math.pi - math.pi * (i + 1) / n
        x0, x1, y0, y1 = t.rx * math.cos(a), t.rx * math.cos(b), y + t.ry * math.sin(a), y + t.ry * math.sin(b)
        xc, w, tip = (x0 + x1) / 2, (x1 - x0) * 0.36, (y0 + y1) / 2 + length
        icing.lineTo(x0, y0 + 4)
        icing.cubicTo(xc - w, y0 + 6, xc - w, y0 + 10, xc - w, tip - w)
        icing.cubicTo(xc - w, tip + w / 2, xc + w, tip + w / 2, xc + w, tip - w)
        icing.cubicTo(xc + w, y1 + 10, xc + w, y1 + 6, x1, y1 + 4)
    icing.lineTo(t.rx, y)
    icing.arcTo(QRectF(-t.rx, y - t.ry, 2 * t.rx, 2 * t.ry), 0, 180)
    icing.closeSubpath()
    shadow(p, icing, 0, 5, 6, rgba(dark, 0.45))
    light, deep = tones[0], tones[1]
    p.fillPath(icing, lin(-t.rx, 0, t.rx, 0, (0, deep), (0.35, light), (0.62, light), (1, deep)))
    p.save()
    p.setClipPath(icing, Qt.ClipOperation.IntersectClip)
    stroke(p, icing.translated(2.5, -3), pen(rgba("#ffffff", 0.75), 3))
    stroke(p, icing.translated(-2.5, 1.5), pen(rgba(dark, 0.20), 4))
    p.restore()
    p.fillPath(
        ellipse(0, y, t.rx * 0.985, t.ry * 0.95),
        rad(-t.rx * 0.25, y - t.ry * 0.3, t.rx * 1.3, (0, "#ffffff"), (0.5, light), (1, deep)),
    )


def _sprinkles(p: QPainter, rng: random.Random, party: tuple[str, ...]) -> None:
    p.setPen(Qt.PenStyle.NoPen)
    for _ in range(46):
        a = rng.uniform(0.15, math.pi - 0.15)
        p.save()
        p.translate(142 * math.cos(a) * 0.98, -196 - rng.uniform(2, 70) + 22 * math.sin(a))
        p.rotate(rng.uniform(0, 180))
        p.setBrush(QColor(rng.choice([*party, "#ffffff"])))
        p.drawRoundedRect(QRectF(-6, -2.1, 12, 4.2), 2, 2)
        p.restore()


KINDS = {"cake": draw}
