"""The head of the bridge's dragon: horns, a mane of flames, jaws open."""

import math

from PySide6.QtGui import QColor, QPainter

from app.cards.art import Art
from app.cards.kit import (
    band,
    fill_ellipse,
    lin,
    mix,
    pen,
    poly,
    rgba,
    smooth,
    stroke,
)


def head(p: QPainter, art: Art, dragon: str) -> None:
    """Facing right, a mane of flames behind it; the neck comes up into the mane."""
    dark, gold, light = (art.color(dragon, i) for i in range(3))
    p.save()
    p.translate(884, -208)
    p.rotate(-7)
    p.scale(1.08, 1.08)

    def lock(points: list[tuple[float, float]], wide: float, shade: float) -> None:
        flame = band(points, wide * 0.8, wide, wide * 0.7, 0.5)
        tip = points[-1]
        p.fillPath(
            flame,
            lin(tip[0], tip[1], *points[0], (0, mix(dark, gold, 1 - shade)), (1, mix(dark, gold, 0.5 - shade * 0.4))),
        )
        stroke(p, flame, pen(rgba(light, 0.8 - 0.5 * shade), 1.0))

    for i in range(9):  # the fan of the mane: far locks, then near ones between them
        a = math.radians(222 - 17 * i)
        far = 74 - 3.2 * abs(i - 4)
        lock(_flame(-14, 0, a, 16, far), 24, 0.55)
    for horn in ([(0, -30), (-18, -54), (-44, -66), (-70, -60)], [(-22, -56), (-26, -70), (-40, -82)]):
        path = band(horn, 10, 8, 0.8)
        p.fillPath(path, lin(-60, -70, 0, -30, (0, light), (1, gold)))
        stroke(p, path, pen(rgba(dark, 0.8), 1.0))
    for i in range(8):
        a = math.radians(212 - 17 * i)
        lock(_flame(-10, 0, a, 12, 58 - 2.5 * abs(i - 3.5)), 20, 0.1)
    for x, y, dx, dy in ((34, 28, -8, 26), (48, 30, -4, 30), (60, 28, 2, 24)):
        lock([(x, y), (x + dx * 0.2 + 4, y + dy * 0.5), (x + dx, y + dy)], 9, 0.2)
    lower = smooth(
        [
            (18, 4),
            (32, 15),
            (48, 20),
            (62, 19),
            (73, 9),
            (77, 18),
            (68, 30),
            (48, 34),
            (24, 30),
            (2, 28),
            (-18, 22),
            (-6, 8),
        ]
    )
    p.fillPath(
        smooth([(16, 4), (34, -8), (58, -12), (70, -10), (66, 14), (48, 22), (30, 18)]), mix(dark, "#200300", 0.7)
    )
    tongue = band([(24, 12), (44, 12), (60, 4), (74, 4)], 10, 9, 6, 1)
    p.fillPath(tongue, QColor("#ff8a4a"))
    p.fillPath(lower, lin(0, 8, 0, 34, (0, light), (0.4, gold), (1, mix(dark, gold, 0.25))))
    stroke(p, lower, pen(rgba(dark, 0.85), 1.3))
    for x, y, h in ((66, 16, 9), (56, 20, 7), (46, 20, 6)):
        p.fillPath(poly([(x - 3, y + 1), (x + 3, y), (x + 1, y - h)]), QColor("#fffdf2"))
    upper = smooth(
        [(-30, 20), (-34, -6), (-22, -26), (-4, -34), (12, -36), (27, -31), (36, -21), (48, -21), (58, -30), (70, -34),
         (82, -27), (82, -15), (70, -10), (52, -12), (36, -8), (24, 2), (12, 14), (-10, 20)]
    )  # fmt: skip
    p.fillPath(upper, lin(0, -36, 6, 20, (0, light), (0.3, gold), (1, mix(dark, gold, 0.35))))
    stroke(p, upper, pen(rgba(dark, 0.85), 1.3))
    for x, y, h in ((74, -12, 14), (62, -11, 8), (53, -12, 7), (44, -10, 6)):
        p.fillPath(poly([(x - 3.6, y), (x + 3.2, y), (x - 0.6, y + h)]), QColor("#fffdf2"))
    for points in ([(40, -17), (54, -18), (66, -16), (78, -18)], [(34, -12), (44, -15), (54, -15)]):
        stroke(p, smooth(points, False), pen(rgba(dark, 0.6), 1.2))
    curl = [(70 + math.cos(a) * (8 - a * 1.1), -24 + math.sin(a) * (7 - a)) for a in (i * 0.5 for i in range(11))]
    stroke(p, smooth(curl, False), pen(dark, 1.5))
    cheek = [
        (-6 + math.cos(a) * (14 - a * 1.7), 2 + math.sin(a) * (13 - a * 1.6))
        for a in (2.2 + i * 0.5 for i in range(11))
    ]
    stroke(p, smooth(cheek, False), pen(rgba(dark, 0.75), 1.7))
    ear = band([(-14, -16), (-30, -28), (-50, -34)], 10, 15, 0.5)
    p.fillPath(ear, gold)
    stroke(p, ear, pen(rgba(dark, 0.8), 1.2))
    stroke(p, smooth([(-18, -19), (-30, -27), (-42, -31)], False), pen(rgba(dark, 0.6), 1.4))
    eye = smooth([(10, -18), (18, -26), (28, -24), (33, -18), (22, -14)])
    p.fillPath(eye, QColor("#fffdf2"))
    fill_ellipse(p, 23, -19.4, 3.6, 4.2, mix(dark, "#000000", 0.7))
    fill_ellipse(p, 24.2, -21, 1.2, 1.2, "#ffffff")
    stroke(p, eye, pen(mix(dark, "#000000", 0.3), 1.5))
    brow = band([(2, -24), (14, -34), (30, -30), (40, -36), (42, -46)], 4, 9, 7, 4, 0.5)
    p.fillPath(brow, mix(gold, "#c23a10", 0.6))
    stroke(p, brow, pen(rgba(light, 0.8), 0.9))
    for bend in (-1, 1):
        whisker = smooth([(78, -26), (92, -40 + 8 * bend), (108, -42 + 12 * bend), (118, -56 + 14 * bend)], False)
        stroke(p, whisker, pen(rgba(light, 0.95), 1.7))
    p.restore()


def _flame(x: float, y: float, a: float, near: float, far: float) -> list[tuple[float, float]]:
    """An S from `near` to `far` off the point, in the direction a, swept back at its tip."""
    c, s = math.cos(a), math.sin(a)
    return [
        (x + c * t * far + s * w, y - s * t * far * 0.9 + c * w)
        for t, w in ((near / far, 0), (0.45, 5), (0.72, -2), (1.0, -9))
    ]
