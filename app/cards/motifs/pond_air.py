"""Over a lotus pond in gold thread: the moon's ring, dragonflies, the weave of the silk."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import catmull, fill_ellipse, lin, mix, pen, poly, rad, rgba, ribbon, stroke


def draw_ring(p: QPainter, rect: QRectF, art: Art, *, metal: str = "@thread", glow: str = "@glow") -> None:
    """The moon: a pale disc in two thin rings of thread with beads between; in a long rectangle its sides run straight."""
    foil, light, (x, y) = art.foil(metal, 5, 0.7), art.color(glow), rect.center().toTuple()

    def ring(inset: float) -> QPainterPath:
        box, path = rect.adjusted(inset, inset, -inset, -inset), QPainterPath()
        r = min(box.width(), box.height()) / 2
        path.addRoundedRect(box, r, r)
        return path

    reach = max(rect.width(), rect.height()) * 0.6
    halo = ((0, rgba(light, 0.10)), (0.7, rgba(light, 0.06)), (1, rgba(light, 0.03)))
    p.fillPath(ring(5), rad(x, y - reach * 0.2, reach, *halo))
    stroke(p, ring(5), pen(foil, 3.0))
    stroke(p, ring(27), pen(foil, 1.4))
    beads = ring(16)
    count, turn = round(beads.length() / 27), art.rng(560).random()
    for i in range(count):
        at = beads.pointAtPercent((i + turn) / count % 1.0)
        fill_ellipse(p, at.x(), at.y(), 2.4, 2.4, QBrush(foil))


def draw_dragonfly(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    metal: str = "@thread",
    wing: str = "@glow",
    turn: float = -30.0,
    salt: int = 1,
) -> None:
    """Chuồn chuồn: four veined wings and a jointed tail."""
    size, rng = min(rect.width(), rect.height()) / 2.3, art.rng(salt + 570)
    foil = art.foil(metal, 6, 0.7)
    p.setClipRect(rect)
    p.translate(rect.center())
    p.rotate(turn + rng.uniform(-6, 6))
    p.scale(size, size)
    for side in (-1, 1):
        for angle, length in ((74, 0.98), (104, 0.92)):
            p.save()
            p.rotate(side * angle)
            path = QPainterPath(QPointF(0, -0.04))
            path.cubicTo(-0.14, -0.3, -0.15, -0.8, -0.02, -length)
            path.cubicTo(0.10, -length * 0.98, 0.12, -0.4, 0, -0.04)
            p.fillPath(path, rgba(art.color(wing), 0.35))
            for t in (-0.6, -0.1, 0.5):
                vein = QPainterPath(QPointF(0, -0.08))
                vein.quadTo(t * 0.14, -0.5, t * 0.09, -length * 0.92)
                p.setOpacity(0.6)
                stroke(p, vein, pen(foil, 0.010))
            p.setOpacity(1)
            stroke(p, path, pen(foil, 0.022))
            p.restore()
    tail = catmull([(0, 0.05), (0.02, 0.45), (-0.03, 0.98)], 14)
    p.fillPath(ribbon(tail, np.linspace(0.045, 0.022, len(tail))), QBrush(foil))
    for x, y, r in ((0, -0.06, 0.085), (0, 0.05, 0.06), (0, -0.19, 0.065)):
        fill_ellipse(p, x, y, r, r * 1.15, QBrush(foil))


def draw_weave(p: QPainter, rect: QRectF, art: Art, *, sheen: str = "@glow", strength: float = 0.09) -> None:
    """Silk's light: broad soft bands aslant, and slubs along the weft."""
    rng, light = art.rng(580), art.color(sheen)
    p.setClipRect(rect)
    for _ in range(4):
        x, w = rng.uniform(-0.2, 1.1) * rect.width() + rect.left(), rng.uniform(0.16, 0.34) * rect.width()
        lean = rect.height() * 0.30
        band = poly([(x, rect.top()), (x + w, rect.top()), (x + w - lean, rect.bottom()), (x - lean, rect.bottom())])
        run = (x - lean * 0.5, rect.center().y(), x - lean * 0.5 + w, rect.center().y() + w * lean / rect.height())
        a = rng.uniform(0.4, 1.0) * strength
        p.fillPath(band, lin(*run, (0, rgba(light, 0)), (0.5, rgba(light, a)), (1, rgba(light, 0))))
    for _ in range(round(rect.height() * rect.width() / 5200)):
        x, y, length = (
            rng.uniform(rect.left(), rect.right()),
            rng.uniform(rect.top(), rect.bottom()),
            rng.uniform(30, 190),
        )
        slub = QPainterPath(QPointF(x, y))
        slub.lineTo(x + length, y)
        tint = mix(light, "#000000", rng.choice((0.0, 0.85)))
        stroke(p, slub, pen(rgba(tint, rng.uniform(0.03, 0.10)), rng.uniform(0.6, 1.5)))


KINDS = {"dragonfly": draw_dragonfly, "moon_ring": draw_ring, "silk_weave": draw_weave}
