"""One balloon: glossy, foil, or clear with confetti in it."""

import math
import random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath

from app.cards.kit import blank, blurred, mix, pen, rad, rgba, soften, stroke


def _body(r: float) -> QPainterPath:
    path = QPainterPath(QPointF(0, -r * 1.12))
    path.cubicTo(r * 0.72, -r * 1.12, r * 1.02, -r * 0.55, r * 0.98, -r * 0.05)
    path.cubicTo(r * 0.94, r * 0.52, r * 0.42, r * 0.98, r * 0.10, r * 1.20)
    path.lineTo(-r * 0.10, r * 1.20)
    path.cubicTo(-r * 0.42, r * 0.98, -r * 0.94, r * 0.52, -r * 0.98, -r * 0.05)
    path.cubicTo(-r * 1.02, -r * 0.55, -r * 0.72, -r * 1.12, 0, -r * 1.12)
    return path


def draw_balloon(
    p: QPainter, r: float, color: QColor, kind: str, foil: QBrush, party: tuple[str, ...], rng: random.Random
) -> None:
    """Upright round the origin, r its radius. kind: 'foil', 'clear', or else glossy."""
    body, knot = _body(r), QPainterPath(QPointF(-r * 0.04, r * 1.16))
    knot.lineTo(-r * 0.15, r * 1.36)
    knot.quadTo(0, r * 1.30, r * 0.15, r * 1.36)
    knot.lineTo(r * 0.04, r * 1.16)
    knot.closeSubpath()
    if kind == "foil":
        p.fillPath(body, foil)
        p.fillPath(
            body,
            rad(
                -r * 0.25,
                -r * 0.3,
                r * 1.5,
                (0, rgba("#fff6d8", 0.50)),
                (0.45, rgba("#ffffff", 0)),
                (0.78, rgba("#6b3d08", 0.24)),
                (1, rgba("#4a2a05", 0.6)),
            ),
        )
    elif kind == "clear":
        p.fillPath(
            body,
            rad(
                -r * 0.2,
                -r * 0.3,
                r * 1.5,
                (0, rgba("#ffffff", 0.30)),
                (0.6, rgba("#ffffff", 0.14)),
                (0.86, rgba(color, 0.30)),
                (1, rgba(color, 0.5)),
            ),
        )
        _confetti(p, body, r, party, rng)
    else:
        p.fillPath(
            body,
            rad(
                -r * 0.30,
                -r * 0.42,
                r * 1.75,
                (0, mix(color, "#ffffff", 0.62)),
                (0.22, mix(color, "#ffffff", 0.25)),
                (0.52, color),
                (0.82, mix(color, "#7a1450", 0.30)),
                (1, mix(color, "#4a0a40", 0.52)),
            ),
        )
        p.fillPath(
            body,
            rad(
                r * 0.55,
                r * 0.62,
                r * 0.75,
                (0, rgba("#ffffff", 0.34)),
                (0.5, rgba("#ffffff", 0.10)),
                (1, rgba("#ffffff", 0)),
            ),
        )
    _shine(p, body, r)
    p.fillPath(knot, mix(color, "#5a1030", 0.24))


def _confetti(p: QPainter, body: QPainterPath, r: float, party: tuple[str, ...], rng: random.Random) -> None:
    p.save()
    p.setClipPath(body)
    p.setPen(Qt.PenStyle.NoPen)
    for _ in range(70):
        a, d = rng.uniform(0, math.tau), rng.uniform(0.2, 0.98) ** 0.6
        p.save()
        p.translate(math.cos(a) * r * 0.95 * d, math.sin(a) * r * d + r * 0.08)
        p.rotate(rng.uniform(0, 180))
        p.setBrush(QColor(rng.choice([*party, "#e8b64a", "#e8b64a"])))
        p.drawEllipse(QPointF(0, 0), r * 0.045, r * 0.045 * rng.uniform(0.45, 1))
        p.restore()
    p.restore()


def _shine(p: QPainter, body: QPainterPath, r: float) -> None:
    """A window's reflection, softened, and the thin light along the far side."""
    k = 24 / r  # the reflection is painted small: it is blurred anyway
    image = blank(r * 1.6 * k, r * 1.2 * k)
    with QPainter(image) as q:
        soften(q)
        q.scale(k, k)
        q.translate(r * 0.9, r * 1.15)
        q.rotate(-28)
        q.setPen(Qt.PenStyle.NoPen)
        q.setBrush(rgba("#ffffff", 0.90))
        q.drawEllipse(QPointF(-r * 0.14, -r * 0.70), r * 0.30, r * 0.145)
        q.setBrush(rgba("#ffffff", 0.6))
        q.drawEllipse(QPointF(-r * 0.55, -r * 0.60), r * 0.07, r * 0.055)
    p.save()
    p.setClipPath(body)
    p.drawImage(QRectF(-r * 0.9, -r * 1.15, r * 1.6, r * 1.2), blurred(image, max(0.5, r * 0.035 * k)))
    arc, box = QPainterPath(), QRectF(-r * 0.84, -r * 0.98, r * 1.68, r * 1.98)
    arc.arcMoveTo(box, -62)
    arc.arcTo(box, -62, 56)
    stroke(p, arc, pen(rgba("#ffffff", 0.34), r * 0.05))
    p.restore()
