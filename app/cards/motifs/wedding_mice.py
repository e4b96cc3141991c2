"""Who walks in the mice's wedding: each figure faces right, its feet at 50, from x = 0 on."""

import math
import random
from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt

from app.cards.kit import Point, poly, smooth
from app.cards.motifs.dong_ho_pigs import swirl
from app.cards.motifs.zodiac_cuts import limb
from app.cards.woodcut import Block

LINE = 0.95
Inks = dict[str, str]


def mouse(
    b: Block,
    c: Inks,
    x: float,
    robe: str,
    hands: tuple[Point, ...] = (),
    *,
    coat: str = "W",
    hat: str = "",
    lean: float = 0.0,
) -> None:
    """One mouse upright, facing right, its feet at x; hands: what its arms reach for, from its own middle."""
    key = c["K"]
    b.p.save()
    b.p.translate(x, 0)
    b.stroke(smooth([(-5, 43), (-11, 46), (-14, 41), (-12, 36)], False), LINE * 1.15, key)
    for dx, foot in ((-2.6, -3.6), (2.8, 4.6)):
        b.cut(limb([(dx, 41), (foot, 47.6)], [2.2, 1.6]), c["W"], key, LINE * 0.8)
        b.line([(foot - 2, 49.2), (foot + 3.6, 49.2)], 2.2, key, (0.8, 0.7))
    b.p.translate(0, 43)
    b.p.rotate(lean)
    b.p.translate(0, -43)
    trim = c["Y"] if robe != "Y" else c["R"]
    b.cut(
        smooth([(-3.4, 26), (3.4, 26), (5.8, 34), (7.2, 43.6), (0, 44.6), (-7.2, 43.6), (-6, 34)]), c[robe], key, LINE
    )
    b.line([(-6.8, 41), (0, 42.2), (6.8, 41)], 1.5, trim, (0.9, 0.9))
    b.line([(-5.4, 34.4), (0, 35.6), (5.4, 34.4)], LINE * 1.3, key, (0.9, 0.9))
    b.line([(1, 27), (2.4, 34)], LINE * 0.7, key, (0.5, 0.2))
    face = [
        (-5, 21.6),
        (-2.4, 16.6),
        (3.4, 16),
        (7.6, 19),
        (13.4, 23.2),
        (12.6, 24.8),
        (7, 26),
        (0, 27.4),
        (-4.2, 25.6),
    ]
    b.cut(smooth(face), c[coat], key, LINE)
    b.dot(13, 23.8, 1.1, 1.1, key)
    dark = key if coat != "I" else c["W"]
    for dy in (-1.2, 1.6):
        b.line([(9.6, 23.8), (14.4, 25.4 + dy)], LINE * 0.45, key, (0.9, 0.3))
    b.dot(5.2, 20.2, 1.5, 1.35, c["W"], key, LINE * 0.55)
    b.dot(5.6, 20.3, 0.75, 0.75, key)
    b.line([(11, 25), (8.2, 24.6), (7, 23.4)], LINE * 0.55, dark, (0.4, 0.1))
    b.dot(-2.4, 16.6, 3.7, 3.9, c["O"], key, LINE)
    b.dot(-2, 17, 1.7, 1.9, c["R"])
    if hat:
        b.cut(smooth([(-1.4, 15.6), (0.4, 10.6), (4, 9.4), (7.2, 12), (8, 16.6), (3, 15.6)]), c[hat], key, LINE * 0.9)
        b.line([(-1.6, 16), (3.4, 15.4), (8.6, 17)], 1.6, key, (0.7, 0.7))
    for hx, hy in hands:
        elbow = (hx * 0.45 + 0.8, max(31.0, hy * 0.5 + 17))
        b.cut(limb([(0.6, 29), elbow, (hx, hy)], [2.5, 2.1, 1.5]), c[robe], key, LINE * 0.8)
        b.dot(hx, hy, 1.5, 1.5, c[coat], key, LINE * 0.7)
    b.p.restore()


def _pole(b: Block, c: Inks, x0: float, y0: float, x1: float, y1: float, width: float = 1.7) -> None:
    b.line([(x0, y0), (x1, y1)], width, c["K"], (0.95, 0.95))


def _horn(b: Block, c: Inks, rng: random.Random) -> None:
    mouse(b, c, 9, "R", coat="I", hat="Y", lean=rng.uniform(-6, -2))
    b.cut(poly([(18, 21.6), (26, 14.6), (28.6, 18.6), (19, 23.4)]), c["Y"], c["K"], LINE)
    b.cut(poly([(25, 10), (31, 17.6), (28.4, 20), (23.6, 14)]), c["O"], c["K"], LINE)
    b.cut(limb([(9, 30), (16, 30), (20.4, 22.6)], [2.4, 2, 1.5]), c["R"], c["K"], LINE * 0.8)


def _fish(b: Block, c: Inks, rng: random.Random) -> None:
    """A carp on a tray, for the cat."""
    mouse(b, c, 9, "I", hat="R", lean=rng.uniform(-2, 3))
    b.cut(poly([(14, 34), (28, 34), (26.4, 36.6), (15.6, 36.6)]), c["R"], c["K"], LINE)
    b.cut(
        smooth(
            [
                (13.6, 26.4),
                (16.6, 30),
                (20, 26.8),
                (25, 26.6),
                (29.4, 30.4),
                (25, 33.8),
                (20, 33.6),
                (16.8, 31.6),
                (13.4, 34),
            ]
        ),
        c["O"],
        c["K"],
        LINE,
    )
    for x in (20, 22.4, 24.8):
        b.line([(x, 28.4), (x + 1, 30.4), (x, 32.4)], LINE * 0.6, c["K"])
    b.dot(27, 29.8, 0.8, 0.8, c["K"])
    b.cut(limb([(9, 30), (12, 35), (17, 36)], [2.4, 2, 1.5]), c["I"], c["K"], LINE * 0.8)


def _banner(b: Block, c: Inks, rng: random.Random) -> None:
    """A pennant with a swirl and tongues of flame: no letters."""
    wave = rng.uniform(-1, 1)
    flag = [(25, 1.6), (6, 2 + wave), (1.4, 7), (5.6, 9.6), (2, 14.6), (7, 16.4 + wave), (25, 15)]
    _pole(b, c, 25, 48, 25, 1.4, 1.8)
    b.cut(poly(flag), c["R"], c["K"], LINE)
    b.cut(poly([(24, 4), (10, 4.2 + wave), (10, 13.6 + wave), (24, 13)]), c["Y"], c["K"], LINE * 0.7)
    swirl(b, 17, 8.7, 3.4, 20, (c["W"], c["I"]), c["K"], LINE * 0.7)
    b.dot(25, 1.9, 1.4, 1.5, c["O"], c["K"], LINE * 0.7)
    mouse(b, c, 17, "Y", ((7.8, 30.5), (8, 35.5)), coat="O")


def _drum(b: Block, c: Inks, rng: random.Random) -> None:
    """Two carry it on a pole; the one behind beats it."""
    mouse(b, c, 46, "I", coat="W", hat="R", lean=3)
    mouse(b, c, 8, "R", coat="I", hat="Y", lean=rng.uniform(1, 5))
    _pole(b, c, 3, 27, 54, 26.4, 2.1)
    for x in (22, 34):
        b.line([(x, 27), (28, 30)], LINE * 0.9, c["K"], (0.9, 0.9))
    b.cut(
        smooth([(18, 29), (28, 26.8), (38, 29), (41, 37), (38, 45), (28, 47), (18, 45), (15, 37)]),
        c["R"],
        c["K"],
        LINE * 1.1,
    )
    b.dot(28, 37, 8.8, 8.8, c["Y"], c["K"], LINE)
    for i in range(14):
        a = math.tau * i / 14
        b.dot(28 + math.cos(a) * 7.2, 37 + math.sin(a) * 7.2, 0.62, 0.62, c["K"])
    swirl(b, 28, 37, 4.4, 30, (c["W"], c["R"]), c["K"], LINE * 0.8)
    b.cut(limb([(8, 30), (12, 34), (16, 30)], [2.4, 2, 1.6]), c["R"], c["K"], LINE * 0.8)
    b.line([(15, 31), (24.6, 33.6)], 1.5, c["K"], (0.8, 1.0))
    b.dot(24.8, 33.8, 1.3, 1.3, c["K"])


def _groom(b: Block, c: Inks, rng: random.Random) -> None:
    """On a rose-red horse, hat and all."""
    key, coat = c["K"], c["R"]
    b.cut(limb([(8, 27), (2.4, 31), (2, 40), (5, 44)], [2.2, 2.8, 2.2, 0.5]), key)
    for leg in ([(12, 34), (10, 42), (13, 48.6)], [(33, 34), (38.6, 38), (36, 44)]):
        b.cut(limb(leg, [3.6, 2, 1.6]), c["O"], key, LINE * 0.8)
    trunk = [
        (8, 27),
        (16, 25),
        (26, 26),
        (34, 22),
        (38, 13),
        (43, 11),
        (47, 15),
        (50.4, 21),
        (48.4, 23),
        (43, 20.4),
        (41, 26),
    ]
    b.cut(smooth([*trunk, (38, 34), (30, 37.4), (18, 37), (10, 37), (6, 32)]), coat, key, LINE * 1.1)
    for leg in ([(10, 33), (6.4, 41), (8, 48.6)], [(32, 34), (31.6, 42), (33, 48.6)]):
        b.cut(limb(leg, [4, 2.2, 1.7]), coat, key, LINE * 0.8)
        x, y = leg[-1]
        b.line([(x - 2.6, y + 0.4), (x + 3, y + 0.4)], 2.2, key, (0.8, 0.8))
    for x, y in ((31, 23.6), (33.4, 19.6), (35.4, 15.8), (38, 12)):
        b.cut(smooth([(x + 2, y - 2), (x - 3.6, y - 2), (x - 5.4, y + 1.4), (x - 1.6, y + 2.6), (x + 2, y + 1.6)]), key)
    b.cut(smooth([(41, 11.6), (42, 7.6), (44.4, 11)]), coat, key, LINE * 0.8)
    b.dot(44.6, 15.4, 0.95, 0.95, key)
    b.line([(46.6, 20.6), (43, 22.6), (30, 25.6)], LINE * 0.9, c["Y"], (0.9, 0.9))
    b.cut(smooth([(14, 25.6), (26, 26), (27, 32.4), (20, 34), (13, 32)]), c["Y"], key, LINE)
    b.line([(14.4, 31), (20, 32.4), (26, 31)], 1.1, c["R"], (0.8, 0.8))
    b.p.save()
    b.p.translate(4.6, -11.4 + rng.uniform(-0.5, 0.5))
    _rider(b, c)
    b.p.restore()


def _rider(b: Block, c: Inks) -> None:
    b.p.setClipRect(QRectF(-20, 0, 60, 41.4), Qt.ClipOperation.IntersectClip)
    mouse(b, c, 15, "I", ((11, 36),), coat="W", hat="K")


def _parasol(b: Block, c: Inks, rng: random.Random) -> None:
    tilt = rng.uniform(-1, 1)
    _pole(b, c, 16, 40, 18 + tilt, 6, 1.7)
    b.cut(
        smooth(
            [
                (5 + tilt, 11.4),
                (11 + tilt, 4.4),
                (18 + tilt, 1.8),
                (25 + tilt, 4.4),
                (31 + tilt, 11.4),
                (18 + tilt, 10.4),
            ]
        ),
        c["Y"],
        c["K"],
        LINE,
    )
    for dx in (-6, 0, 6):
        b.line([(18 + tilt, 2.2), (18 + dx + tilt, 10.6)], LINE * 0.7, c["R"], (0.5, 0.9))
    for dx in (-11, -6.5, -2, 2, 6.5, 11):
        b.line([(18 + dx + tilt, 10.8), (18 + dx + tilt, 14.4)], 1.3, c["R"], (0.9, 0.6))
    mouse(b, c, 9, "O", ((7, 30), (7.2, 35)), coat="I")


def _palanquin(b: Block, c: Inks, rng: random.Random) -> None:
    key = c["K"]
    sway = rng.uniform(-0.6, 0.6)
    mouse(b, c, 66, "Y", coat="I", hat="R", lean=4)
    mouse(b, c, 9, "I", coat="O", hat="R", lean=4)
    b.p.translate(0, sway)
    b.cut(poly([(24, 17), (52, 17), (52, 42), (24, 42)]), c["R"], key, LINE * 1.1)
    b.cut(poly([(27, 19), (49, 19), (49, 37), (27, 37)]), c["Y"], key, LINE)
    b.p.save()
    b.p.setClipRect(QRectF(27.4, 12, 21.2, 24.6), Qt.ClipOperation.IntersectClip)
    b.p.translate(0, 3)
    mouse(b, c, 35, "R", coat="W", hat="O")
    b.p.restore()
    for side in (-1, 1):
        x = 38 + side * 11
        b.cut(
            smooth([(x, 19), (x - side * 3.6, 19), (x - side * 2.8, 26), (x - side * 0.5, 30), (x, 37)]),
            c["I"],
            key,
            LINE * 0.8,
        )
    b.cut(poly([(22, 37), (54, 37), (54, 42.6), (22, 42.6)]), c["O"], key, LINE)
    for x in range(25, 54, 4):
        b.dot(x, 39.8, 1.1, 1.1, key)
    for x in range(24, 54, 4):
        b.line([(x, 43), (x, 46.4)], 1.4, c["R"], (0.9, 0.6))
    b.cut(
        smooth(
            [
                (16.6, 16),
                (21, 14.6),
                (28, 8),
                (38, 4.4),
                (48, 8),
                (55, 14.6),
                (59.4, 16),
                (56, 19),
                (38, 17.6),
                (20, 19),
            ]
        ),
        c["Y"],
        key,
        LINE * 1.1,
    )
    for x0, x1 in ((28, 25), (33, 32), (43, 44), (48, 51)):
        b.line([((x0 + 38) / 2, 7.4), (x1, 16.4)], LINE * 0.8, c["R"], (0.5, 0.9))
    b.dot(38, 3.4, 2.2, 2.4, c["R"], key, LINE)
    _pole(b, c, 1, 33.4, 76, 33.4, 2.4)


def _lantern(b: Block, c: Inks, rng: random.Random) -> None:
    swing = rng.uniform(-1.4, 1.4)
    mouse(b, c, 8, "R", ((6.5, 27),), coat="W", lean=2)
    _pole(b, c, 13, 31, 17.6, 10, 1.5)
    b.line([(17.4, 10.4), (18.6 + swing * 0.6, 13)], LINE, c["K"], (0.9, 0.9))
    x = 18.8 + swing
    b.cut(
        smooth([(x - 2.4, 13), (x + 2.4, 13), (x + 4.4, 18), (x + 2.4, 23), (x - 2.4, 23), (x - 4.4, 18)]),
        c["Y"],
        c["K"],
        LINE,
    )
    for dx in (-1.8, 1.8):
        b.line([(x + dx * 0.7, 13.4), (x + dx, 18), (x + dx * 0.7, 22.6)], LINE * 0.7, c["R"], (0.6, 0.6))
    b.line([(x, 23), (x, 27.4)], 1.5, c["R"], (0.9, 0.5))


Figure = tuple[Callable[[Block, Inks, random.Random], None], float]
TROOP: tuple[Figure, ...] = (  # who walks, from the rear to the front, and how much room each takes
    *((_lantern, 24.0), (_palanquin, 78.0), (_parasol, 24.0), (_groom, 50.0)),
    *((_drum, 60.0), (_banner, 33.0), (_fish, 31.0), (_horn, 30.0)),
)
MORE: tuple[tuple[Figure, Figure], ...] = (  # where there is room: one more at the rear, one more at the front
    ((_fish, 31.0), (_banner, 33.0)),
    ((_banner, 33.0), (_parasol, 33.0)),
    ((_drum, 60.0), (_lantern, 24.0)),
)
