"""Petals on the wind: small ones all over, a few large and out of focus near the eye."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.cards.art import Art
from app.cards.kit import rad, rgba, scatter
from app.cards.motifs import flowers
from app.cards.sprites import Sprite, dimmed, shaded, sprite, stamp

ROOM = 30.0  # no petal's middle comes nearer to the rectangle's edge


def draw(
    p: QPainter, rect: QRectF, art: Art, *, tones: str = "@dao", shade: str = "@shade", count: int = 22, near: int = 3
) -> None:
    rng, ramp = art.rng(77), art.ramp(tones)

    def one(seed: int) -> Sprite:
        shape = flowers.petal(46, 40, art.rng(100 + seed), 0.07, 0.07)
        return sprite(
            60,
            62,
            (30, 54),
            art.scale,
            lambda q: q.fillPath(shape, rad(0, 0, 50, (0, ramp[1]), (0.5, ramp[3]), (1, ramp[4]))),
        )

    kinds = [shaded(one(i), 4, rgba(art.color(shade), 0.5)) for i in range(4)]
    calm = [zone.adjusted(-24, -24, 24, 24) for zone in art.calm]
    p.setClipRect(rect)
    for x, y in scatter(rng, rect.adjusted(ROOM, ROOM, -ROOM, -ROOM), calm, count):
        stamp(
            p, rng.choice(kinds), x, y, rng.uniform(0.28, 0.6), rng.uniform(0, 360), rng.uniform(0.4, 1), 0.95, (2, 5)
        )
    soft = [dimmed(kind, rgba(ramp[3], 0.0), 3.0) for kind in kinds[:2]]
    wide = [zone.adjusted(-70, -70, 70, 70) for zone in art.calm]
    for x, y in scatter(rng, rect.adjusted(ROOM, ROOM, -ROOM, -ROOM), wide, near * 4)[:near]:
        stamp(p, rng.choice(soft), x, y, rng.uniform(0.9, 1.35), rng.uniform(0, 360), 1, 0.9)


KINDS = {"petals": draw}
