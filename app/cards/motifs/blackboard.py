"""A school's blackboard in its wooden frame, wiped many times, and the desk before it with chalks and a wiper."""

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import coverage, fill_ellipse, gaussian, lin, mix, pen, rad, rgba, shadow, tinted
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


def draw_desk(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    wood: str = "@desk",
    chalk: str = "@chalk",
    shade: str = "@shade",
    sticks: float = 0.5,
    top: float = 0.62,
) -> None:
    """A desk's top and front edge. sticks: where the chalks lie, of the width; top: share of the height that is top."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    light, mid, deep = (QColor(tone) for tone in art.ramp(wood))
    dark = art.color(shade)
    plate = QRectF(rect.left(), rect.top() + 26, rect.width(), (rect.height() - 26) * top)
    p.fillRect(
        QRectF(rect.left(), rect.top(), rect.width(), 26),
        lin(0, rect.top(), 0, rect.top() + 26, (0, rgba(dark, 0)), (1, rgba(dark, 0.42))),
    )
    p.fillRect(plate, lin(0, plate.top(), 0, plate.bottom(), (0, mix(mid, deep, 0.35)), (0.5, mid), (1, light)))
    rng = art.rng(31)
    for _ in range(40):
        y = rng.uniform(plate.top(), plate.bottom())
        x, length = rng.uniform(-0.1, 1) * rect.width() + rect.left(), rng.uniform(120, 520)
        grain = QPainterPath(QPointF(x, y))
        grain.quadTo(x + length / 2, y + rng.uniform(-4, 4), x + length, y + rng.uniform(-2, 2))
        p.strokePath(
            grain, pen(rgba(deep if rng.random() < 0.7 else light, rng.uniform(0.08, 0.26)), rng.uniform(0.8, 2.2))
        )
    front = QRectF(rect.left(), plate.bottom(), rect.width(), rect.bottom() - plate.bottom())
    p.fillRect(
        front,
        lin(0, front.top(), 0, front.bottom(), (0, mix(mid, deep, 0.45)), (0.2, deep), (1, mix(deep, "#000000", 0.45))),
    )
    p.fillRect(QRectF(rect.left(), plate.bottom() - 3, rect.width(), 3), mix(light, "#ffffff", 0.35))
    x, y = rect.left() + rect.width() * sticks, plate.center().y() + 4
    for i, (dx, dy, turn, length) in enumerate(((0, 8, -7, 92), (78, 16, 12, 74), (-66, 18, 24, 58))):
        _stick(p, x + dx, y + dy, turn, length, art.color(chalk, (i * 2) % 4), dark)


def _stick(p: QPainter, x: float, y: float, turn: float, length: float, tone: QColor, dark: QColor) -> None:
    path = QPainterPath()
    path.addRoundedRect(QRectF(-length / 2, -8, length, 16), 5, 5)
    place = QTransform.fromTranslate(x, y).rotate(turn)
    shadow(p, place.map(path), 3, 8, 5, rgba(dark, 0.55))
    p.save()
    p.setTransform(place, True)
    p.fillPath(path, lin(0, -8, 0, 8, (0, mix(tone, "#ffffff", 0.55)), (0.5, tone), (1, mix(tone, dark, 0.38))))
    fill_ellipse(p, length / 2 - 3, 0, 4.6, 7.6, mix(tone, "#ffffff", 0.35))
    p.restore()


KINDS = {"blackboard": draw, "desk": draw_desk}
