"""Who walks in the mice's wedding: each figure faces right, its feet at 50, from x = 0 on."""

import random
from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt

from app.cards.kit import poly, smooth
from app.cards.motifs.mice_with_gifts import banner, drum, fish, horn, lantern
from app.cards.motifs.print_mouse import LINE, Inks, mouse, pole
from app.cards.motifs.zodiac_cuts import limb
from app.cards.woodcut import Block


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
    pole(b, c, 16, 40, 18 + tilt, 6, 1.7)
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
    pole(b, c, 1, 33.4, 76, 33.4, 2.4)


Figure = tuple[Callable[[Block, Inks, random.Random], None], float]
TROOP: tuple[Figure, ...] = (  # who walks, from the rear to the front, and how much room each takes
    *((lantern, 24.0), (_palanquin, 78.0), (_parasol, 24.0), (_groom, 50.0)),
    *((drum, 60.0), (banner, 33.0), (fish, 31.0), (horn, 30.0)),
)
MORE: tuple[tuple[Figure, Figure], ...] = (  # where there is room: one more at the rear, one more at the front
    ((fish, 31.0), (banner, 33.0)),
    ((banner, 33.0), (_parasol, 33.0)),
    ((drum, 60.0), (lantern, 24.0)),
)
