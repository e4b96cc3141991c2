"""A school's blackboard in its wooden frame, wiped many times."""

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import coverage, gaussian, lin, mix, pen, rad, rgba, tinted
from app.cards.materials import noise

COARSE = 0.3  # mask pixels per unit of the wiped chalk: it is soft


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@board",
    dust: str = "@dust",
    wood: str = "@wood",
    frame: float = 30.0,
) -> None:
    """tones: lit and dim board; wood: light, mid, dark; frame: its width in units, at the rectangle's edges."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    light, dim = art.color(tones, 0), art.color(tones, 1)
    reach = math.hypot(rect.width(), rect.height()) * 0.62
    p.fillRect(
        rect, rad(rect.left() + rect.width() * 0.42, rect.top() + rect.height() * 0.34, reach, (0, light), (1, dim))
    )
    _wiped(p, rect, art, art.color(dust))
    _frame(p, rect, tuple(QColor(tone) for tone in art.ramp(wood)), frame, mix(dim, "#000000", 0.75))


def _wiped(p: QPainter, rect: QRectF, art: Art, dust: QColor) -> None:
    """Broad arcs of a wiper's dust over clouds of old chalk."""
    rng = art.rng(12)
    w, h = math.ceil(rect.width() * COARSE), math.ceil(rect.height() * COARSE)

    def paint(q: QPainter) -> None:
        q.scale(COARSE, COARSE)
        for _ in range(16):
            x, y = rng.uniform(-0.1, 1) * rect.width(), rng.uniform(0, 1) * rect.height()
            length, width, bend = rng.uniform(240, 620), rng.uniform(50, 110), rng.uniform(-120, 120)
            path = QPainterPath(QPointF(x, y))
            path.quadTo(x + length / 2, y - bend, x + length, y + rng.uniform(-90, 40))
            q.strokePath(path, pen(rgba("#ffffff", rng.uniform(0.1, 0.28)), width))

    streaks = gaussian(coverage(w, h, paint), 14 * COARSE) / 255.0
    size = max(w, h)
    clouds = noise(size, 5, art.seed + 8, 4)[:h, :w]
    level = (np.clip(clouds - 0.42, 0, 1) * 0.5 + streaks * 0.55) * (0.6 + 0.4 * clouds)
    p.drawImage(rect, tinted(np.clip(level * 96, 0, 255).astype(np.uint8), dust))


def _frame(p: QPainter, rect: QRectF, wood: tuple[QColor, ...], width: float, dark: QColor) -> None:
    """Four mitred rails, lit from the upper left; the board lies deeper."""
    light, mid, deep = wood
    x0, y0, x1, y1 = rect.left(), rect.top(), rect.right(), rect.bottom()
    inner = rect.adjusted(width, width, -width, -width)
    for x, y, u, v in ((x0, inner.top(), x1, inner.top() + 22), (inner.left(), y0, inner.left() + 22, y1)):
        across = v - y < 40
        p.fillRect(
            QRectF(QPointF(x, y), QPointF(u, v)),
            lin(x, y, x if across else u, v if across else y, (0, rgba(dark, 0.5)), (1, rgba(dark, 0))),
        )
    corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
    inside = [
        (inner.left(), inner.top()),
        (inner.right(), inner.top()),
        (inner.right(), inner.bottom()),
        (inner.left(), inner.bottom()),
    ]
    for i, (a, b) in enumerate(((light, mid), (mid, deep), (deep, mid), (mid, light))):
        j = (i + 1) % 4
        rail = QPainterPath(QPointF(*corners[i]))
        for point in (corners[j], inside[j], inside[i]):
            rail.lineTo(*point)
        rail.closeSubpath()
        p.fillPath(
            rail,
            lin(
                *corners[i],
                *(
                    (x0, inside[0][1])
                    if i == 0
                    else (inside[1][0], y0)
                    if i == 1
                    else (x0, inside[2][1])
                    if i == 2
                    else (inside[0][0], y0)
                ),
                (0, a),
                (1, b),
            ),
        )
        p.setPen(pen(rgba(deep, 0.55), 1.2))
        p.drawLine(QPointF(*corners[i]), QPointF(*inside[i]))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(pen(rgba(dark, 0.7), 2.4))
    p.drawRect(inner)
    p.setPen(pen(rgba(light, 0.5), 1.4))
    p.drawRect(rect.adjusted(3, 3, -3, -3))


KINDS = {"blackboard": draw}
