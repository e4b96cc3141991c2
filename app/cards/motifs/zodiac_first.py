"""The first six animals of the Vietnamese zodiac in cut paper: chuột, trâu, hổ, mèo, rồng, rắn."""

from app.cards.kit import ellipse, smooth
from app.cards.motifs.zodiac_cats import cat, tiger
from app.cards.motifs.zodiac_cuts import Scissors, drop, limb
from app.cards.motifs.zodiac_dragon import dragon, snake


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


FIRST = {"chuột": mouse, "trâu": buffalo, "hổ": tiger, "mèo": cat, "rồng": dragon, "rắn": snake}
