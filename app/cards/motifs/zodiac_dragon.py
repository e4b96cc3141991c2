"""Rồng and rắn of the Vietnamese zodiac in cut paper."""

import math

from app.cards.kit import catmull, ellipse, normals, poly, smooth
from app.cards.motifs.zodiac_cuts import Scissors, drop, limb


def dragon(s: Scissors) -> None:
    spine = [
        (-38, -36),
        (-45, -24),
        (-35, -12),
        (-25, -1),
        (-33, 13),
        (-30, 28),
        (-13, 33),
        (0, 24),
        (-3, 8),
        (-9, -6),
        (-3, -21),
        (10, -24),
    ]
    c = catmull(spine, 10)
    n = normals(c)
    widths = [0.8, 2.6, 4, 5, 5.8, 6.4, 6.8, 7, 7, 7, 7, 7]
    for (x, y), a in (((-38, -36), -60), ((-38, -36), -100), ((-38, -36), -140)):
        tip = (x + 12 * math.cos(math.radians(a)), y + 12 * math.sin(math.radians(a)))
        s.part(drop((x, y + 1), tip, 5, 0.15), gap=0)
    for leg, foot in (([(-27, 26), (-38, 34), (-41, 41)], (-41, 41)), ([(-6, 26), (8, 30), (14, 39)], (14, 39))):
        s.part(limb(leg, [4.4, 3, 2.2]), far=True, gap=2)
        _claws(s, foot, 80, far=True)
    for i in range(8, len(c) - 8, 5):
        half = widths[min(i // 10, 11)]
        back = c[i] + n[i] * (half - 0.5)
        tip = c[i] + n[i] * (half + 5.2) - (c[i + 1] - c[i]) * 1.5
        s.part(drop(tuple(back), tuple(tip), 5.4), gap=0)
    s.part(limb(spine, widths))
    for i in range(14, len(c) - 6, 4):
        half = widths[min(i // 10, 11)]
        d = c[i] - c[i - 1]
        x, y = c[i] + n[i] * half * 0.28
        s.nails((x, y), size=half * 0.46, turn=math.degrees(math.atan2(d[1], d[0])) + 90, width=1.5)
        low = c[i] - n[i] * half
        s.slit([tuple(low), tuple(c[i] - n[i] * half * 0.5)], 1.3, (0.9, 0.05))
    s.part(limb([(-4, -2), (12, 2), (22, 10)], [5, 3.4, 2.4]), gap=2.4)
    _claws(s, (22, 10), 20)
    s.part(ellipse(36, 14, 7), gap=2)
    s.spiral(36, 14, 5, 1.3, 0.6, 1.6)
    for tip, width in (((-13, -34), 7), ((-10, -44), 7), ((2, -48), 6), ((-8, -25), 6)):
        s.part(drop((12, -26), tip, width, 0.12), gap=1.8)
    s.part(limb([(16, -30), (14, -41), (22, -48)], [2.6, 2.2, 0.7]), gap=1.8)
    s.part(limb([(15, -38), (9, -44)], [1.7, 0.6]), gap=0)
    jaw = [(24, -13), (34, -11), (37, -6), (29, -3), (17, -7), (6, -13)]
    s.part(
        smooth([(6, -25), (14, -32), (24, -33), (31, -28), (40, -31), (45, -25), (44, -19), (36, -18), (27, -19), *jaw])
    )
    s.part(drop((29, -5), (24, 6), 6), gap=0)
    s.dots((23.5, -26.5, 2.6), (41, -25.6, 1.3))
    s.slit([(17, -30), (23, -31.4), (29, -29)], 1.5)
    for x in (31, 36):
        s.part(drop((x, -18), (x + 0.6, -13.4), 3), gap=0)
    s.hair(1.3, [(44, -22), (49, -15), (46, -7)])


def _claws(s: Scissors, foot: tuple[float, float], turn: float, *, far: bool = False) -> None:
    for a in (-42, 0, 42):
        angle = math.radians(turn + a)
        s.part(drop(foot, (foot[0] + 9 * math.cos(angle), foot[1] + 9 * math.sin(angle)), 4, 0.2), far=far, gap=0)


def snake(s: Scissors) -> None:
    def ring(x: float, y: float, rx: float, ry: float, a0: float, a1: float) -> list[tuple[float, float]]:
        steps = [math.radians(a0 + (a1 - a0) * i / 10) for i in range(11)]
        return [(x + rx * math.cos(a), y + ry * math.sin(a)) for a in steps]

    s.part(limb(ring(0, 24, 35, 9, 180, 360), [5, 5]), far=True)
    s.part(limb([*ring(0, 25, 36, 9, 180, 20), (42, 18), (47, 8), (43, 0)], [7, 7.4, 7.4, 7, 6.4, 5, 0.8]))
    low = ring(0, 25, 36, 9, 170, 30)
    s.part(limb(ring(-1, 9, 25, 7, 180, 360), [4.6, 4.6]), far=True)
    s.part(limb(ring(-1, 11, 26, 8, -10, 190), [6.4, 6.8]))
    mid = ring(-1, 11, 26, 8, 15, 165)
    neck = [(-25, 7), (-24, -8), (-8, -13), (8, -15), (12, -26), (4, -35), (10, -42)]
    s.part(limb(neck, [6.4, 6.2, 6, 5.8, 5.6, 5.4, 5]))
    for x, y in (*low[1:-1:2], *mid[1:-1:2]):
        s.hole(poly([(x - 5.2, y), (x, y - 3.4), (x + 5.2, y), (x, y + 3.4)]))
        s.q.fillPath(ellipse(x, y, 1.2), s.near)
    c = catmull(neck, 10)
    n = normals(c)
    for i in range(8, len(c) - 10, 6):
        d = c[i] - c[i - 1]
        x, y = c[i] + n[i] * 1.2
        s.nails((x, y), size=3.4, turn=math.degrees(math.atan2(d[1], d[0])) + 90)
    s.part(smooth([(2, -40), (8, -48), (20, -48), (32, -41), (34, -37), (26, -33), (14, -32), (4, -34)]), gap=2.2)
    s.dots((19, -42.4, 2.5))
    s.slit([(34, -38), (25, -37.6), (17, -36)], 1.3)
    s.hair(1.3, [(33, -37), (41, -36), (47, -40)], [(41, -36), (47, -33)])
