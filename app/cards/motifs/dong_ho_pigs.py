"""A sow and her piglets in the manner of Đông Hồ prints, yin-yang swirls on their flanks; box 212 × 124, she faces left."""

import math
import random

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import Point, smooth
from app.cards.motifs.zodiac_cuts import limb
from app.cards.woodcut import Block, print_block

BOX = (212.0, 124.0)
LINE = 1.25
COATS = ("YR", "RY", "IW", "WI", "OY", "YI")  # a piglet's body and ear
LITTER = (  # where a piglet's feet stand, its size, whether it faces right, how its head turns
    (21.0, 119.0, 1.03, True, 14.0),
    (69.0, 121.0, 1.04, False, -12.0),
    (112.0, 119.5, 1.0, False, 12.0),
    (147.0, 121.0, 1.0, True, -4.0),
    (192.0, 119.5, 1.03, False, 6.0),
)
Inks = dict[str, str]


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
    k = min(rect.width() / BOX[0], rect.height() / BOX[1])
    rng = art.rng(43)

    def paint(b: Block) -> None:
        b.p.translate(rect.center().x() - (-1 if flip else 1) * BOX[0] * k / 2, rect.bottom() - BOX[1] * k)
        b.p.scale(-k if flip else k, k)
        c = {"K": key, "Y": yellow, "O": orange, "R": red, "I": blue, "W": white}
        _taro(b, c, rng)
        b.p.save()
        b.p.translate(38, 4)
        _sow(b, c, rng)
        b.p.restore()
        coats = rng.sample(COATS, len(LITTER))
        for (x, y, size, right, turn), coat in zip(LITTER, coats, strict=True):
            b.p.save()
            b.p.translate(x + rng.uniform(-1, 1), y)
            b.p.scale(-size if right else size, size)
            _piglet(b, c, coat, turn + rng.uniform(-5, 5))
            b.p.restore()

    print_block(p, rect, art, (yellow, orange, red, blue, white, key), paint, salt=21)


def swirl(b: Block, x: float, y: float, r: float, turn: float, inks: tuple[str, str], key: str, line: float) -> None:
    """The yin and yang whorl."""
    b.p.save()
    b.p.translate(x, y)
    b.p.rotate(turn)
    b.dot(0, 0, r, r, inks[0], key, line)
    half = QPainterPath(QPointF(0, -r))
    half.arcTo(QRectF(-r, -r, 2 * r, 2 * r), 90, 180)
    half.arcTo(QRectF(-r / 2, 0, r, r), 270, 180)
    half.arcTo(QRectF(-r / 2, -r, r, r), 270, -180)
    b.cut(half, inks[1], key, line * 0.8)
    b.dot(0, r / 2, r * 0.17, r * 0.17, inks[0], key, line * 0.5)
    b.dot(0, -r / 2, r * 0.17, r * 0.17, inks[1], key, line * 0.5)
    b.p.restore()


def _hairs(b: Block, x: float, y: float, r: float, count: int, key: str, twist: float = 0.42) -> None:
    """Commas that whirl around a swirl."""
    for i in range(count):
        a = math.tau * i / count
        points = [
            (x + math.cos(a + twist * t) * r * f, y + math.sin(a + twist * t) * r * f)
            for t, f in ((0, 1.22), (0.5, 1.42), (1, 1.56))
        ]
        b.line(points, LINE * 0.75, key, (0.9, 0.1))


def _hoof(b: Block, c: Inks, leg: list[Point], widths: list[float], ink: str) -> None:
    b.cut(limb(leg, widths), ink, c["K"], LINE)
    x, y, w = *leg[-1], widths[-1]
    toe = smooth(
        [(x - w - 0.6, y - 1.5), (x + w + 0.6, y - 1.5), (x + w + 1, y + w), (x, y + w + 0.6), (x - w - 1.4, y + w)]
    )
    b.cut(toe, c["K"])
    b.line([(x - 0.4, y), (x - 0.6, y + w + 0.4)], LINE * 0.55, c["W"], (0.9, 0.6))


def _sow(b: Block, c: Inks, rng: random.Random) -> None:
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
        _hairs(b, x, y, r, 14, key)
    swirl(b, 91, 52, 8.4, rng.uniform(150, 210), (c["Y"], c["R"]), key, LINE * 0.8)
    _hairs(b, 91, 52, 8.4, 12, key)
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
