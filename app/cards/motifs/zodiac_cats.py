"""Hổ and mèo of the Vietnamese zodiac in cut paper."""

from app.cards.kit import ellipse, smooth
from app.cards.motifs.zodiac_cuts import Scissors, limb


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
