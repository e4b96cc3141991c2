"""A sow among her piglets in the manner of Đông Hồ prints; box 212 × 124, she faces left."""

import random

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.cards.art import Art
from app.cards.kit import smooth
from app.cards.motifs.dong_ho_sow import LINE, Inks, sow
from app.cards.motifs.whorl import swirl
from app.cards.motifs.zodiac_cuts import limb
from app.cards.woodcut import Block, print_block

BOX = (212.0, 124.0)
COATS = ("YR", "RY", "IW", "WI", "OY", "YI")  # a piglet's body and ear
LITTER = (  # where a piglet's feet stand, its size, whether it faces right, how its head turns
    (21.0, 119.0, 1.03, True, 14.0),
    (69.0, 121.0, 1.04, False, -12.0),
    (112.0, 119.5, 1.0, False, 12.0),
    (147.0, 121.0, 1.0, True, -4.0),
    (192.0, 119.5, 1.03, False, 6.0),
)


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    key: str = "@key",
    yellow: str = "@yellow",
    orange: str = "@orange",
    red: str = "@red",
    blue: str = "@indigo",
    white: str = "@white",
    flip: bool = False,
) -> None:
    rng = art.rng(43)

    def paint(b: Block) -> None:
        b.stand(rect, BOX, flip=flip)
        c = {"K": key, "Y": yellow, "O": orange, "R": red, "I": blue, "W": white}
        _taro(b, c, rng)
        b.p.save()
        b.p.translate(38, 4)
        sow(b, c, rng)
        b.p.restore()
        coats = rng.sample(COATS, len(LITTER))
        for (x, y, size, right, turn), coat in zip(LITTER, coats, strict=True):
            b.p.save()
            b.p.translate(x + rng.uniform(-1, 1), y)
            b.p.scale(-size if right else size, size)
            _piglet(b, c, coat, turn + rng.uniform(-5, 5))
            b.p.restore()

    print_block(p, rect, art, (yellow, orange, red, blue, white, key), paint, salt=21)


def _piglet(b: Block, c: Inks, coat: str, turn: float) -> None:
    """Its feet on the origin's line, facing left; about 32 long."""
    key, body, ear = c["K"], c[coat[0]], c[coat[1]]
    line = LINE * 0.86
    cut = c["W"] if coat[0] == "I" else key
    b.stroke(smooth([(13, -17), (17, -19), (18, -15.4), (15.4, -15.6), (19, -20)], False), line * 1.1, key)
    for x, ink in ((-7, ear), (7, ear), (-4, body), (11, body)):
        b.cut(limb([(x, -9), (x, -1.6)], [3, 2]), ink, key, line * 0.85)
        b.line([(x - 2.2, -0.4), (x + 2.2, -0.4)], 2.2, key, (0.8, 0.8))
    trunk = smooth([(-9, -19), (0, -23), (10, -21.4), (15, -14.6), (13, -6.6), (2, -4), (-8, -5.6), (-12, -12)])
    b.cut(trunk, body, key, line)
    for x in (-4, 0, 4, 8):
        b.line([(x, -21.4 + abs(x - 1) * 0.16), (x + 0.8, -18.6)], line * 0.7, cut, (1, 0.1))
    whorl = (c["W"], c["R"]) if coat[0] == "I" else (c["W"], c["I"]) if coat[0] in "YRO" else (c["Y"], c["R"])
    swirl(b, 5.4, -12.6, 4.5, 20 + turn, whorl, key, line * 0.75)
    b.p.translate(-9, -13)
    b.p.rotate(turn)
    face = [(3, -8), (-2, -8.4), (-6.6, -3.6), (-11.4, -0.6), (-12.4, 3.4), (-10, 6), (-4.6, 6.4), (2, 7), (5.6, 1)]
    b.cut(smooth(face), body, key, line)
    b.cut(smooth([(-11, -1.6), (-9.6, 2), (-10.4, 6.2), (-13, 5), (-13.6, 1.4)]), ear, key, line * 0.8)
    b.line([(-8, 4.4), (-4.4, 3.6), (-2.6, 2)], line * 0.7, cut, (0.4, 0.1))
    b.dot(-3.6, -2.4, 1.9, 1.6, c["W"], key, line * 0.6)
    b.dot(-3.9, -2.3, 0.85, 0.85, key)
    b.cut(smooth([(-0.6, -8), (3.6, -10.4), (7.4, -6), (6.6, 0), (4, 2), (2.4, -3)]), ear, key, line * 0.9)


def _taro(b: Block, c: Inks, rng: random.Random) -> None:
    """A taro plant before her snout, and one small leaf behind her."""
    sway = rng.uniform(-1.5, 1.5)
    for root, bend, top, size, turn in (
        ((12, 118), (9, 88), (21 + sway, 42), 17.0, -26.0),
        ((13, 118), (12, 104), (14 + sway, 84), 9.0, 10.0),
        ((200, 120), (204, 100), (199 - sway, 66), 11.5, 14.0),
    ):
        b.line([root, bend, top], 2.6, c["K"], (0.9, 0.6))
        b.p.save()
        b.p.translate(*top)
        b.p.rotate(turn)
        s = size
        lobes = [(0, 0.1 * s), (0.42 * s, -0.34 * s), (0.78 * s, 0.02 * s), (0.62 * s, 0.66 * s), (0, 1.5 * s)]
        leaf = smooth([*lobes, *((-x, y) for x, y in lobes[3:0:-1])])
        b.cut(leaf, c["I"], c["K"], LINE)
        b.line([(0, 0.1 * s), (0, 1.34 * s)], LINE * 0.9, c["W"], (0.8, 0.1))
        for side in (-1, 1):
            for y0, x1, y1 in ((0.16, 0.5, -0.04), (0.3, 0.56, 0.36), (0.56, 0.42, 0.78), (0.82, 0.24, 1.06)):
                b.line([(0, y0 * s), (side * x1 * s, y1 * s)], LINE * 0.65, c["W"], (0.7, 0.1))
        b.p.restore()


KINDS = {"dong_ho_pigs": draw}
