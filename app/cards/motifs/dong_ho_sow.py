"""A sow in the manner of Đông Hồ prints, with the yin-yang swirl on her flank."""

import math
import random

from app.cards.kit import Point, smooth
from app.cards.motifs.whorl import hairs, swirl
from app.cards.motifs.zodiac_cuts import limb
from app.cards.woodcut import Block

LINE = 1.25
Inks = dict[str, str]


def _hoof(b: Block, c: Inks, leg: list[Point], widths: list[float], ink: str) -> None:
    b.cut(limb(leg, widths), ink, c["K"], LINE)
    x, y, w = *leg[-1], widths[-1]
    toe = smooth(
        [(x - w - 0.6, y - 1.5), (x + w + 0.6, y - 1.5), (x + w + 1, y + w), (x, y + w + 0.6), (x - w - 1.4, y + w)]
    )
    b.cut(toe, c["K"])
    b.line([(x - 0.4, y), (x - 0.6, y + w + 0.4)], LINE * 0.55, c["W"], (0.9, 0.6))


def sow(b: Block, c: Inks, rng: random.Random) -> None:
    key, body = c["K"], c["O"]
    b.stroke(
        smooth([(143, 32), (151, 31), (155, 37), (150, 41), (147, 36), (154, 30), (160, 30)], False), LINE * 1.6, key
    )
    _hoof(b, c, [(64, 70), (66, 86), (64, 100)], [9, 6, 5], c["R"])
    _hoof(b, c, [(116, 68), (114, 84), (117, 100)], [11, 6.4, 5], c["R"])
    back = [(44, 24), (58, 17), (76, 21), (94, 25), (112, 20), (128, 16), (141, 24), (147, 42)]
    belly = [(144, 60), (134, 74), (114, 83), (92, 88), (70, 85), (54, 76), (42, 62), (38, 42)]
    trunk = smooth([*back, *belly])
    b.cut(trunk, body, key, LINE * 1.25)
    _hoof(b, c, [(129, 58), (138, 76), (132, 88), (134, 100)], [14, 9, 5.8, 5.2], body)
    _hoof(b, c, [(51, 66), (49, 84), (47, 100)], [10, 6.6, 5.4], body)
    b.p.save()
    b.p.setClipPath(trunk)
    b.dot(126, 56, 20, 17, body)  # the thigh and the shoulder grow out of the trunk
    b.dot(54, 60, 13, 16, body)
    _bristles(b, key, rng)
    for x in (70, 78, 86, 94, 102, 109):
        y = 88 - abs(x - 90) * 0.13
        b.dot(x, y - 1.5, 2.4, 4.2, c["R"], key, LINE * 0.7)
    b.p.restore()
    for arc in ([(108, 38), (104, 52), (109, 66), (119, 74)], [(70, 38), (76, 52), (73, 66), (64, 75)]):
        b.line(arc, LINE * 1.15, key, (0.1, 0.2))
    whorls = ((127, 45, 11.5), (60, 52, 10.5))
    for x, y, r in whorls:
        swirl(b, x, y, r, rng.uniform(-30, 30), (c["W"], c["I"]), key, LINE * 0.9)
        hairs(b, x, y, r, 14, key, LINE)
    swirl(b, 91, 52, 8.4, rng.uniform(150, 210), (c["Y"], c["R"]), key, LINE * 0.8)
    hairs(b, 91, 52, 8.4, 12, key, LINE)
    _head(b, c)


def _bristles(b: Block, key: str, rng: random.Random) -> None:
    """Short cuts along the back and between the whorls."""
    for i in range(19):
        x = 54 + i * 4.7
        y = 19 + 5.5 * math.sin((x - 58) / 66 * math.pi) * (1 if x < 124 else 0.4) + (x > 132) * (x - 132) * 0.7
        b.line([(x, y), (x + 1.6, y + 6.4 + rng.uniform(-0.8, 0.8))], LINE * 0.8, key, (1.0, 0.1))
    for x, y in (
        (84, 72),
        (92, 75),
        (100, 72),
        (88, 66),
        (97, 66),
        (108, 30),
        (104, 36),
        (76, 34),
        (80, 72),
        (112, 76),
    ):
        b.line([(x - 2.4, y), (x, y + 1.5), (x + 2.4, y)], LINE * 0.7, key, (0.2, 0.2))


def _head(b: Block, c: Inks) -> None:
    key = c["K"]
    b.cut(smooth([(31, 26), (24, 20), (23, 11), (31, 8), (41, 12), (46, 22)]), c["R"], key, LINE)  # the far ear
    face = [
        (52, 30),
        (46, 20),
        (36, 18),
        (28, 26),
        (21, 37),
        (12, 45),
        (3, 49),
        (0, 58),
        (4, 67),
        (14, 68),
        (24, 72),
        (36, 77),
    ]
    b.cut(smooth([*face, (47, 70), (53, 52)]), c["O"], key, LINE * 1.2)
    b.cut(smooth([(4, 47), (7.4, 57), (5.4, 68), (0, 66), (-2.6, 58), (-1, 50)]), c["R"], key, LINE)
    for y in (54.5, 61.5):
        b.dot(1.2, y, 1.2, 1.9, key)
    for x, bend in ((11, 1.2), (15, 1.6), (19, 2)):
        b.line(
            [(x, 45.5 - (x - 11) * 0.8), (x + bend, 50), (x + 0.4, 55 - (x - 11) * 0.35)], LINE * 0.8, key, (0.2, 0.1)
        )
    b.line([(5, 65), (14, 62.6), (22, 64), (29, 60.4)], LINE * 1.05, key, (0.5, 0.2))
    b.line([(27.4, 57.8), (30.8, 60), (29.6, 63.6)], LINE * 0.8, key, (0.2, 0.2))
    eye = smooth([(22, 44.5), (27, 38.6), (34.4, 38.4), (37.6, 42.4), (31, 46)])
    b.cut(eye, c["W"], key, LINE * 0.9)
    b.dot(29.4, 42, 2.7, 2.9, key)
    b.dot(28.6, 41, 0.8, 0.8, c["W"])
    for dy in (3.2, 6.2):
        b.line(
            [(23.4 + dy * 0.5, 41.6 - dy), (28.6, 36.6 - dy * 0.6), (35, 37.4 - dy * 0.7)], LINE * 0.75, key, (0.1, 0.1)
        )
    for r in (5, 8.4):
        b.line([(33 - r * 0.2, 55 + r), (35 + r, 55 + r * 0.5), (36 + r, 54 - r * 0.5)], LINE * 0.7, key, (0.1, 0.1))
    b.cut(
        smooth([(37, 20), (47, 13), (57, 18), (62, 32), (57, 47), (51, 52), (48, 42), (41, 32)]),
        c["R"],
        key,
        LINE * 1.1,
    )
    for x0, y0, x1, y1 in ((47, 20, 54, 42), (52, 21, 56.5, 38), (43.5, 23, 50.4, 39)):
        b.line([(x0, y0), ((x0 + x1) / 2 + 1.2, (y0 + y1) / 2), (x1, y1)], LINE * 0.75, c["Y"], (0.6, 0.1))
