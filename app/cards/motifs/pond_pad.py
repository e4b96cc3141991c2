"""A lotus leaf afloat in gold thread."""

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import pen, rad, rgba, shadow, smooth, stroke


def draw_pad(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    green: str = "@pad",
    metal: str = "@thread",
    shade: str = "@shade",
    salt: int = 1,
) -> None:
    """A leaf afloat, seen aslant, with forking veins and ripples about it."""
    p.setClipRect(rect)
    rng, foil, dark = art.rng(salt + 550), art.foil(metal, 4, 0.7), art.color(shade)
    a, b = rect.width() / 2.5, rect.height() / 2.6
    p.translate(rect.center())
    for k in (1.10, 1.20):
        start = rng.uniform(0, 360)
        for span in (110, 70):
            arc, box = QPainterPath(), QRectF(-a * k, -b * k, 2 * a * k, 2 * b * k)
            arc.arcMoveTo(box, start)
            arc.arcTo(box, start, span)
            p.setOpacity(0.45)
            stroke(p, arc, pen(foil, 1.2))
            start += span + 50
    p.setOpacity(1)
    f = [rng.uniform(0, math.tau) for _ in range(2)]
    notch, edge = rng.uniform(-0.6, 0.6) - math.pi / 2, []
    for i in range(48):
        t = notch + 0.10 + (math.tau - 0.20) * i / 47
        k = 1 + 0.030 * math.sin(5 * t + f[0]) + 0.018 * math.sin(11 * t + f[1])
        edge.append((math.cos(t) * a * k, math.sin(t) * b * k))
    hub = (math.cos(notch) * a * 0.14, math.sin(notch) * b * 0.14)
    rim = smooth([hub, *edge])
    shadow(p, rim, 4, 9, 9, rgba(dark, 0.5))
    tones = [art.color(green, i) for i in range(3)]
    p.fillPath(rim, rad(*hub, a * 1.15, (0, tones[2]), (0.5, tones[1]), (1, tones[0])))
    for i in range(1, 47, 3):
        (ex, ey), bend = edge[i], rng.uniform(-0.05, 0.05)
        dx, dy = ex - hub[0], ey - hub[1]
        vein = QPainterPath(QPointF(hub[0] + dx * 0.06, hub[1] + dy * 0.06))
        mid = (hub[0] + dx * 0.6 - dy * bend, hub[1] + dy * 0.6 + dx * bend)
        vein.quadTo(*mid, hub[0] + dx * 0.95, hub[1] + dy * 0.95)
        p.setOpacity(0.8)
        stroke(p, vein, pen(foil, 1.3))
        p.setOpacity(0.5)
        for side in (-1, 1):
            fork, end = QPainterPath(QPointF(hub[0] + dx * 0.62, hub[1] + dy * 0.62)), edge[max(0, min(47, i + side))]
            fork.quadTo(
                hub[0] + dx * 0.8,
                hub[1] + dy * 0.8,
                hub[0] + (end[0] - hub[0]) * 0.95,
                hub[1] + (end[1] - hub[1]) * 0.95,
            )
            stroke(p, fork, pen(foil, 0.9))
    p.setOpacity(1)
    stroke(p, rim, pen(foil, 2.4))
    p.setOpacity(0.6)
    stroke(p, QTransform.fromScale(0.965, 0.955).map(rim), pen(foil, 0.9))


KINDS = {"jade_pad": draw_pad}
