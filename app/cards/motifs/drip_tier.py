"""A tier of a drip cake: its lit side, pearls of cream, icing that runs over its rim."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.kit import ellipse, fill_ellipse, lin, mix, pen, rad, rgba, shadow, stroke


@dataclass(frozen=True)
class Tier:
    """A cylinder seen from above: foot y, radii, height."""

    y: float
    rx: float
    ry: float
    h: float


def draw_tier(p: QPainter, t: Tier, tones: tuple[str, ...]) -> QPainterPath:
    """The side, lit from the front; returns its outline. tones: light, mid, deep."""
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


def draw_pearls(p: QPainter, y: float, rx: float, ry: float, count: int, r: float, tones: tuple[str, ...]) -> None:
    """A row of cream pearls along the front of an ellipse."""
    for i in range(count + 1):
        a = math.pi - math.pi * i / count
        x, yy = rx * math.cos(a), y + ry * math.sin(a)
        fill_ellipse(p, x + 1, yy + 3, r, r, rgba("#7a2050", 0.18))
        fill_ellipse(
            p, x, yy, r, r, rad(x - r * 0.3, yy - r * 0.35, r * 1.5, (0, "#ffffff"), (0.45, tones[0]), (1, tones[1]))
        )


def draw_drip(p: QPainter, t: Tier, tones: tuple[str, ...], dark: QColor, lengths: Sequence[float]) -> None:
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
