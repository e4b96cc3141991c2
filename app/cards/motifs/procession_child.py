"""A child with a lantern or a drum, cut from one dark paper."""

import random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPathStroker

from app.cards.kit import Point, fill_ellipse, pen, poly, rad, rgba, smooth, stroke
from app.cards.motifs import festival_lantern
from app.cards.motifs.procession_hair import draw_hair, oval
from app.cards.papercut import figure

SKIRTS = ("bob", "pigtails", "small", "bun")
ROOM = QRectF(-40, -170, 120, 180)  # a child with its pole, in units of a hundredth of its height


def draw_child(
    p: QPainter,
    kind: str,
    ink: QColor,
    rim: QColor,
    shade: QColor,
    rng: random.Random,
    lamp_tones: tuple[str, ...],
    lamp: str,
) -> None:
    stride, lean = rng.uniform(0.0, 0.9), rng.uniform(10, 15)
    hand, tip = QPointF(22.5, -64.5), QPointF(22.5 + lean + 9, -64.5 - 44)

    def paint(q: QPainter) -> None:
        q.setPen(Qt.PenStyle.NoPen)
        q.setBrush(ink)
        _body(q, kind, stride)
        _arms(q, kind)
        if lamp:
            way = [
                (hand.x() - 5, hand.y() + 14),
                (hand.x() + lean * 0.55, hand.y() - 28),
                (hand.x() + lean, hand.y() - 42),
            ]
            _limb(q, [*way, (tip.x(), tip.y())], 1.9)

    if lamp:  # the lantern's light first, so that it falls on what is behind the child
        x, y, light = tip.x(), tip.y() + 22, QColor(lamp_tones[1])
        stops = ((0, 0.62), (0.3, 0.34), (0.6, 0.12), (1, 0.0))
        fill_ellipse(p, x, y, 44, 44, rad(x, y, 44, *((t, rgba(light, a)) for t, a in stops)))
    figure(p, ROOM, paint, rim, shade, depth=0.32, lit=(-1.1, 1.0))
    if lamp:
        p.save()
        p.translate(tip)
        p.scale(0.14, 0.14)
        festival_lantern.paint(p, lamp, lamp_tones, rng, 0.0)
        p.restore()
    cut = pen(rgba(rim, 0.6), 0.9)
    stroke(p, smooth([(-3, -68), (2, -66), (7, -68)], False), cut)
    if kind in SKIRTS:
        stroke(p, smooth([(-15, -30), (-4, -28.5), (5, -28), (15, -30)], False), cut)
    if kind == "drummer":
        p.save()
        p.translate(22, -42.5)
        p.rotate(8)
        fill_ellipse(p, 0, 0, 5.4, 12.6, lamp_tones[2])
        fill_ellipse(p, 0.6, 0, 3.7, 10.2, lamp_tones[0])
        p.restore()


def _limb(p: QPainter, points: list[Point], width: float) -> None:
    path = smooth(points, False) if len(points) > 2 else poly(points, False)
    outline = QPainterPathStroker()
    outline.setWidth(width)
    outline.setCapStyle(Qt.PenCapStyle.RoundCap)
    outline.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    p.drawPath(outline.createStroke(path))


def _body(p: QPainter, kind: str, st: float) -> None:
    """Feet at y = 0, the head over x = 2; st: the stride."""
    front, back = [(3, -31), (8 + 3 * st, -16), (10 + 5 * st, -3)], [(-4, -31), (-7 - 2 * st, -16), (-13 - 4 * st, -5)]
    width = 7.2 if kind in SKIRTS else 9
    for leg, foot in ((front, 6), (back, 4)):
        _limb(p, leg, width)
        _limb(p, [leg[2], (leg[2][0] + foot, leg[2][1] + (1.2 if foot == 6 else 3.5))], 5.1)
    if kind in SKIRTS:
        hem = [(18 + 2 * st, -24), (8, -21.5), (-2, -24), (-11, -21.5), (-19 - 2 * st, -25)]
        p.drawPath(smooth([(-6, -67), (2, -69), (8, -64), (9, -50), (13, -38), *hem, (-13, -40), (-9, -54)]))
    else:
        p.drawPath(
            smooth([(-7, -66), (2, -69), (8, -64), (10, -50), (9.5, -34), (9, -27), (0, -25), (-10, -27), (-9.5, -44)])
        )
        _limb(p, [(3, -31), (6 + 2 * st, -21)], 11.5)
        _limb(p, [(-4, -31), (-6 - 2 * st, -21)], 11.5)
    p.drawPath(poly([(-3, -73), (5, -73), (5, -64), (-3, -64)]))
    oval(p, 2, -84, 13, 12.4)
    oval(p, 14.3, -82.2, 2.3, 1.9)
    oval(p, 11.5, -78, 3.4, 3.2)
    oval(p, 7.5, -75.5, 5, 3.6)
    draw_hair(p, kind)


def _arms(p: QPainter, kind: str) -> None:
    if kind == "drummer":
        _limb(p, [(3, -62), (11, -53), (22, -60)], 5.6)
        _limb(p, [(22, -60), (30, -66)], 2.2)
        _limb(p, [(-3, -62), (3, -50), (15, -46)], 5.4)
        oval(p, 19, -42, 9, 14, 8)
        _limb(p, [(6, -64), (14, -54)], 2)
        return
    _limb(p, [(-3, -62), (-11, -58), (-19, -63)] if kind == "small" else [(-4, -63), (-12, -53), (-15, -44)], 5.2)
    _limb(p, [(3, -62), (13, -57), (22, -64)], 5.6)
    oval(p, 22.5, -64.5, 3.4, 3.4)
