"""The first six animals of the Vietnamese zodiac in cut paper: chuột, trâu, hổ, mèo, rồng, rắn."""

import math

from app.cards.kit import catmull, ellipse, normals, poly, smooth
from app.cards.motifs.zodiac_cuts import Scissors, drop, limb


def mouse(s: Scissors) -> None:
    s.part(limb([(-26, 24), (-42, 27), (-47, 8), (-36, -6), (-40, -22), (-31, -27)], [3.4, 3, 2.6, 2.2, 1.6, 0.9]))
    s.part(ellipse(19, -15, 8, 9), far=True)
    back = [(2, -15), (-14, -19), (-29, -8), (-34, 10), (-29, 27), (-12, 33)]
    s.part(smooth([(39, 13), (33, 4), (24, -7), (14, -13), *back, (8, 31), (22, 27), (32, 20)]))
    s.part(ellipse(7, -15, 11.5, 12))
    s.dots((8, -14, 6.4))
    s.part(limb([(-20, 33), (-6, 34.5)], [3.4, 2.4]), gap=2)
    s.part(limb([(12, 31), (25, 34.5)], [3.2, 2.2]), gap=2)
    s.part(drop((22, 33), (38, 27), 7.4, 0.1), far=True, gap=1.6)
    s.part(limb([(12, 21), (18, 27), (26, 28.6)], [3.2, 2.5, 1.9]), gap=2)
    s.dots((26, 3, 2.7))
    s.part(ellipse(40, 13, 2.8), far=True, gap=1.4)
    s.hair(1.1, [(35, 12), (47, 3)], [(36, 15), (49, 10)], [(35, 17), (47, 19)])
    s.spiral(-17, 16, 11, 1.6, 2.4)
    s.nails((-22, -8), (-10, -11), (-27, 2), size=3.6, turn=-40)
    s.nails((2, 3), (8, 11), (2, 20), size=3.4, turn=60)


def buffalo(s: Scissors) -> None:
    s.part(limb([(-38, -6), (-46, 6), (-43, 18)], [2.8, 2, 1.4]))
    s.part(drop((-44, 15), (-42, 32), 7))
    for x in (-20, 6):
        s.part(limb([(x, 12), (x + 2, 24), (x + 1, 35)], [6, 4.6, 4.4]), far=True)
    s.part(
        smooth(
            [
                (-40, -8),
                (-28, -18),
                (-10, -19),
                (4, -24),
                (16, -22),
                (24, -8),
                (22, 10),
                (8, 19),
                (-12, 21),
                (-32, 19),
                (-42, 8),
            ]
        )
    )
    for hip in ([(-31, 6), (-34, 20), (-31, 34)], [(15, 8), (17, 22), (17, 34)]):
        s.part(limb(hip, [8.5, 5.4, 5]), gap=0)
        x, y = hip[-1]
        s.slit([(x - 6, y - 1), (x + 6, y - 1)], 1.6, (0.8, 0.8))
    for side in (-1, 1):
        s.part(drop((23 + side * 8, -10), (23 + side * 25, -7), 8, 0.12 * side))
        horn = [(23 + side * x, y) for x, y in ((5, -16), (17, -18), (25, -29), (17, -44))]
        s.part(limb(horn, [4.4, 4.6, 3.4, 0.7]))
        for x, y, dx in ((13, -18, 0.6), (19, -21.5, 2.6), (22.6, -28, 3.6)):
            s.slit([(23 + side * (x - 1.5), y - 4 + dx), (23 + side * (x + 1.5), y + 4 - dx)], 1.2)
    s.part(
        smooth([(13, -15), (23, -19), (33, -15), (35, -4), (32, 9), (30, 18), (23, 21), (16, 18), (14, 9), (11, -4)])
    )
    s.slit([(14, 8), (23, 5), (32, 8)], 1.7)
    s.dots((19.4, 13.5, 1.7), (26.6, 13.5, 1.7))
    for side in (-1, 1):
        s.hole(drop((23 + side * 10, -4), (23 + side * 4.5, -2.5), 3.8))
    s.spiral(23, -11, 4.6, 1.3, 1.2, 1.5)
    s.spiral(-24, 2, 9, 1.5, 3.4)
    s.nails((-10, -10), (-1, -13), (-6, -3), size=4.2)
    s.nails((-14, 13), (-3, 13), (-8, 6), (4, 6), size=4, turn=180)


def tiger(s: Scissors) -> None:
    tail = [(-34, -2), (-46, -8), (-48, -24), (-38, -34), (-29, -29)]
    s.part(limb(tail, [4.2, 4, 3.9, 3.7, 3.2]))
    for line in ([(-48, -15), (-41, -13)], [(-50, -25), (-43, -23)], [(-41, -36), (-38, -30)]):
        s.slit(line, 2.2, (0.6, 0.2))
    for leg, paw in (([(4, 8), (0, 24), (3, 34)], 6), ([(-20, 8), (-19, 24), (-14, 34)], -11)):
        s.part(limb(leg, [7, 4.8, 4.2]), far=True)
        s.part(ellipse(paw, 34.4, 6.6, 3.6), far=True, gap=0)
    s.part(
        smooth(
            [
                (8, -14),
                (-8, -15),
                (-26, -13),
                (-37, -3),
                (-38, 9),
                (-28, 15),
                (-8, 12),
                (8, 17),
                (22, 15),
                (28, 2),
                (20, -10),
            ]
        )
    )
    for leg, paw in (([(16, 6), (21, 22), (23, 34)], 26), ([(-29, 3), (-37, 20), (-32, 34)], -29)):
        s.part(limb(leg, [9, 5.4, 4.8]), gap=0)
        s.part(ellipse(paw, 34, 7.4, 4), gap=0)
        for dx in (0.5, 4):
            s.slit([(paw + dx, 33), (paw + dx + 0.6, 37.4)], 1.1, (0.2, 0.9))
    for x in (-28, -20, -12, -4):
        s.slit([(x, -15), (x + 2.6, -7), (x + 0.6, 1)], 3.4, (0.9, 0.02))
        s.slit([(x + 4, 14.5), (x + 5, 9), (x + 3, 4)], 2.4, (0.9, 0.02))
    for x, y in ((14, 18), (17, 25), (-37, 16), (-34, 24)):
        s.slit([(x - 2.5, y), (x + 3.4, y + 1.2)], 2.0, (0.8, 0.05))
    for side in (-1, 1):
        s.part(ellipse(21 + side * 14, -29, 6.6))
        s.dots((21 + side * 14, -29.4, 3))
    jaw = [(38, -2), (32, 4), (21, 8), (10, 4), (4, -2)]
    s.part(smooth([(3, -14), (8, -27), (21, -32), (34, -27), (39, -14), (42, -7), *jaw, (0, -7)]))
    for half, y in ((2.6, -28.6), (4.4, -24.8), (3.2, -21)):
        s.slit([(21 - half, y), (21, y + 0.8), (21 + half, y)], 2, (0.2, 0.2))
    for side in (-1, 1):
        s.hole(
            smooth(
                [(21 + side * 4, -12.4), (21 + side * 8, -16.6), (21 + side * 12.6, -14.2), (21 + side * 8.6, -10.8)]
            )
        )
        s.q.fillPath(ellipse(21 + side * 8.2, -13.6, 1.6), s.near)
        for y, dy in ((-20, -3), (-6, 1.5), (-1.5, 3)):
            s.slit([(21 + side * 19, y + dy), (21 + side * 12.5, y)], 2, (0.8, 0.05))
        s.slit([(21, -1), (21 + side * 3.5, 2), (21 + side * 7.5, 0)], 1.6)
    s.hole(smooth([(17, -7), (25, -7), (21, -2.4)]))


def cat(s: Scissors) -> None:
    s.part(limb([(14, 31), (32, 34), (43, 22), (36, 8), (41, -6), (37, -13)], [5, 5, 4.8, 4.4, 3.6, 1.6]))
    for line in ([(37, 32), (33, 25)], [(46, 20), (38, 18)], [(41, 7), (33, 9)], [(43, -4), (36, -5)]):
        s.slit(line, 2, (0.8, 0.05))
    s.part(smooth([(-9, -10), (9, -10), (18, 6), (25, 22), (22, 35), (0, 37), (-22, 35), (-25, 22), (-18, 6)]))
    for side in (-1, 1):
        s.slit([(side * 24, 17), (side * 13, 20), (side * 11, 33)], 1.7)
        s.part(ellipse(side * 6.3, 34.5, 6.6, 4), gap=1.8)
        for dx in (-1.4, 2):
            s.slit([(side * 6.3 + dx, 33.6), (side * 6.3 + dx, 38)], 1, (0.2, 0.9))
        s.nails((side * 19, 28), size=3.4, turn=side * 70)
    s.slit([(0, 15), (0, 32)], 1.6)
    for side in (-1, 1):
        s.part(smooth([(side * 22, -20), (side * 23, -44), (side * 20, -46), (side * 4, -33), (side * 8, -22)]))
    s.part(smooth([(-24, -16), (-18, -30), (0, -35), (18, -30), (24, -16), (17, -4), (0, 1), (-17, -4)]), gap=0)
    for side in (-1, 1):
        s.hole(smooth([(side * 19.5, -29), (side * 20, -40), (side * 11.5, -33.5)]))
        s.hole(smooth([(side * 4.6, -16), (side * 9.6, -20.6), (side * 16, -18.4), (side * 11.4, -13.2)]))
        s.q.fillPath(ellipse(side * 10.2, -17, 1.6, 3), s.near)
        for y, dy in ((-9, -2), (-6, 1)):
            s.slit([(side * 9, y), (side * 23, y + dy)], 1.2)
        s.slit([(0, -6), (side * 3, -3.4), (side * 6, -5.4)], 1.4)
    s.hole(smooth([(-3, -11), (3, -11), (0, -7.4)]))
    for x in (-5, 0, 5):
        s.slit([(x, -33), (x * 0.7, -25)], 2.2, (0.7, 0.05))
    s.slit([(-12, 2.6), (0, 6.4), (12, 2.6)], 2.2, (0.5, 0.5))
    s.part(ellipse(0, 9.4, 4.6), far=True, gap=2)
    s.slit([(-2.6, 10), (2.6, 10)], 1.1)


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


FIRST = {"chuột": mouse, "trâu": buffalo, "hổ": tiger, "mèo": cat, "rồng": dragon, "rắn": snake}
