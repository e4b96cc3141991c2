"""A linocut: a woman in áo dài and nón lá, seen from behind under a flame tree, the wind in her skirt."""

import math
import random

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import Point, catmull, ellipse, poly, smooth
from app.cards.motifs.flame_tree import bough, petal
from app.cards.woodcut import Block, print_block

FIGURE = 1000.0  # the figure's own height; its origin is the tip of the hat
BRIM, DIP = 158.0, 34.0
# The back flap: down its left side, along the hem, up its right side
BACK: list[Point] = [
    (-66, 440),
    (-90, 520),
    (-118, 640),
    (-160, 770),
    (-206, 880),
    (-228, 930),
    (-160, 950),
    (-98, 934),
    (-36, 950),
    (26, 940),
    (62, 926),
    (72, 800),
    (84, 660),
    (90, 540),
    (68, 440),
]


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    block: str = "@block",
    sun: str = "@sun",
    flower: str = "@flower",
    dress: str = "@dress",
    straw: str = "@straw",
    paper: str = "@paper",
    key: str = "@key",
) -> None:
    """A printed panel as large as the rectangle; the figure takes three quarters of its height."""
    rng, panel = art.rng(3), rect.adjusted(6, 6, -6, -6)
    inks = [block, sun, flower, dress, straw, paper, key]

    def scene(b: Block) -> None:
        b.cut(_ragged(panel, rng), block)
        size = min(panel.height() * 0.77, panel.width() * 1.84)
        cx, top = panel.left() + panel.width() * 0.565, panel.bottom() - panel.height() * 0.045 - size
        b.p.setClipRect(panel)
        r = min(panel.width() * 0.41, size * 0.30)
        disc = (panel.center().x(), top + size * 0.22, r)
        _gouges(b, panel, disc, size, paper, rng)
        b.cut(ellipse(*disc), sun)
        _ground(b, panel, paper, key, rng)
        bough(b, panel, flower, sun, paper, key, rng)
        b.p.save()
        b.p.translate(cx, top)
        b.p.scale(size / FIGURE, size / FIGURE)
        _figure(b, dress, straw, flower, paper, key)
        b.p.restore()
        _falling(b, panel, flower, key, rng)

    print_block(p, rect, art, inks, scene, salt=5, wear=0.9, knock=paper)


def _ragged(panel: QRectF, rng: random.Random) -> QPainterPath:
    """A hand-cut block is never quite straight."""
    edge, step = [], 60.0
    sides = ((panel.topLeft(), panel.topRight()), (panel.topRight(), panel.bottomRight()))
    for a, b in (*sides, (panel.bottomRight(), panel.bottomLeft()), (panel.bottomLeft(), panel.topLeft())):
        count = max(2, round(math.hypot((b - a).x(), (b - a).y()) / step))
        for i in range(count):
            q = a + (b - a) * (i / count)
            edge.append((q.x() + rng.uniform(-2.5, 2.5), q.y() + rng.uniform(-2.5, 2.5)))
    return poly(edge)


def _gouges(
    b: Block, panel: QRectF, disc: tuple[float, float, float], size: float, paper: str, rng: random.Random
) -> None:
    """Marks that the gouge left round the sun, thinning outwards."""
    x0, y0, r = disc
    reach = math.hypot(panel.width(), panel.height())
    for ring in range(1, 40):
        near = r * 1.07 + ring * size * 0.030
        if near > reach:
            break
        count = round(math.tau * near / (size * 0.030))
        for i in range(count):
            a = (i + rng.uniform(-0.25, 0.25) + ring % 2 / 2) * math.tau / count
            if rng.random() > 0.92 - ring * 0.045:
                continue
            x, y = x0 + math.cos(a) * near, y0 + math.sin(a) * near
            length = size * rng.uniform(0.009, 0.019)
            b.line([(x, y), (x + math.cos(a) * length, y + math.sin(a) * length)], size * 0.0042, paper, (0.2, 0.7))


def _ground(b: Block, panel: QRectF, paper: str, key: str, rng: random.Random) -> None:
    """A path in broad carved strokes."""
    w, foot, rise = panel.width(), panel.bottom(), panel.height() * 0.085
    hill = catmull(
        [(panel.left(), foot - rise * 0.8), (panel.left() + w * 0.4, foot - rise), (panel.right(), foot - rise * 0.72)],
        12,
    )
    b.cut(poly([*map(tuple, hill), (panel.right(), foot), (panel.left(), foot)]), key)
    for row in range(5):
        y = foot - rise * (0.72 - row * 0.155)
        x = panel.left() + rng.uniform(8, w * 0.1)
        while x < panel.right() - w * 0.06:
            length = w * rng.uniform(0.05, 0.16)
            end = min(x + length, panel.right() - 6)
            b.line([(x, y), ((x + end) / 2, y + rng.uniform(-3, 3)), (end, y)], 3.4, paper, (0.1, 0.1))
            x = end + w * rng.uniform(0.03, 0.10)


def _falling(b: Block, panel: QRectF, flower: str, key: str, rng: random.Random) -> None:
    for i in range(10):
        y = panel.top() + panel.height() * (0.36 + 0.055 * i + rng.uniform(-0.02, 0.02))
        left = i % 2 and i < 6
        x = panel.left() + panel.width() * (rng.uniform(0.05, 0.16) if left else rng.uniform(0.86, 0.94))
        at = QTransform.fromTranslate(x, y).rotate(rng.uniform(0, 360))
        size = panel.width() * rng.uniform(0.042, 0.058)
        at.scale(size, size * rng.uniform(0.6, 1))
        b.cut(at.map(petal()), flower, key, 1.6)


# The figure, in its own units


def _figure(b: Block, dress: str, straw: str, flower: str, paper: str, key: str) -> None:
    _trousers(b, paper, key)
    _arm(b, dress, straw, key)
    _torso(b, dress, key)
    _skirt(b, dress, key)
    _raised_arm(b, dress, straw, key)
    _hair(b, paper, key)
    _hat(b, straw, flower, key)


def _trousers(b: Block, paper: str, key: str) -> None:
    legs = smooth(
        [
            (-60, 520),
            (0, 500),
            (84, 515),
            (106, 640),
            (116, 800),
            (134, 962),
            (128, 976),
            (30, 984),
            (20, 975),
            (-20, 982),
            (-104, 978),
            (-96, 800),
            (-74, 640),
        ]
    )
    b.cut(legs, paper, key, 5)
    for pts in (
        [(88, 560), (92, 740), (108, 950)],
        [(70, 620), (66, 800), (74, 968)],
        [(48, 640), (34, 800), (30, 960)],
    ):
        b.line(pts, 5, key, (0.1, 0.5))
    for x in (88, -66):
        b.cut(smooth([(x - 36, 975), (x, 968), (x + 34, 976), (x + 30, 988), (x - 30, 988)]), key)


def _skirt(b: Block, dress: str, key: str) -> None:
    """The front flap blown out behind, then the long back flap over it."""
    front = smooth(
        [
            (-52, 430),
            (-100, 545),
            (-176, 680),
            (-226, 760),
            (-268, 806),
            (-226, 842),
            (-160, 846),
            (-92, 800),
            (-60, 640),
        ]
    )
    b.cut(front, dress, key, 5)
    for pts in ([(-72, 520), (-146, 680), (-226, 806)], [(-76, 600), (-126, 720), (-184, 838)]):
        b.line(pts, 5, key, (0.1, 0.3))
    back = smooth(BACK)
    b.cut(back, dress)
    for side in (BACK[:6], BACK[5:10], BACK[9:15]):
        b.line(side, 6.5, key, (0.6, 0.6))
    folds = (
        ([(-52, 560), (-86, 680), (-150, 820), (-206, 922)], 8), ([(-22, 520), (-50, 680), (-98, 830), (-142, 940)], 6),
        ([(4, 590), (-8, 720), (-40, 850), (-72, 932)], 9), ([(36, 540), (28, 700), (4, 860), (-10, 940)], 6),
        ([(58, 600), (62, 700), (46, 830), (38, 928)], 8), ([(-78, 600), (-108, 700), (-166, 830)], 4),
        ([(-2, 730), (-22, 830), (-50, 926)], 4), ([(70, 580), (76, 680), (66, 800)], 4), ([(-40, 470), (-46, 520), (-58, 600)], 4),
        ([(20, 490), (22, 560), (16, 640)], 4),
    )  # fmt: skip
    for pts, width in folds:
        b.line(pts, width, key, (0.05, 0.35))


def _torso(b: Block, dress: str, key: str) -> None:
    body = smooth(
        [
            (-30, 186),
            (-66, 200),
            (-98, 224),
            (-92, 270),
            (-74, 320),
            (-58, 385),
            (-64, 440),
            (-84, 500),
            (0, 520),
            (86, 500),
            (66, 440),
            (58, 385),
            (74, 320),
            (92, 270),
            (98, 224),
            (66, 200),
            (30, 186),
        ]
    )
    b.cut(body, dress, key, 5.5)
    for pts in (
        [(-56, 384), (-30, 402), (0, 404)],
        [(57, 386), (34, 404), (12, 408)], [(-60, 410), (-40, 424), (-24, 426)], [(60, 412), (44, 424), (30, 426)],
        [(-86, 276), (-64, 300), (-52, 340)], [(86, 276), (66, 300), (54, 340)],
    ):  # fmt: skip
        b.line(pts, 5, key, (0.3, 0.1))


def _arm(b: Block, dress: str, straw: str, key: str) -> None:
    """The arm that hangs, a little away from the body."""
    sleeve = smooth(
        [
            (-72, 206),
            (-100, 222),
            (-118, 290),
            (-134, 372),
            (-128, 452),
            (-120, 478),
            (-98, 474),
            (-100, 440),
            (-104, 376),
            (-84, 300),
        ]
    )
    hand = smooth([(-119, 474), (-120, 500), (-112, 528), (-102, 530), (-98, 504), (-99, 474)])
    b.cut(hand, straw, key, 4)
    b.cut(sleeve, dress, key, 5.5)
    for pts in (
        [(-124, 360), (-112, 372), (-104, 370)],
        [(-128, 384), (-116, 392), (-106, 388)],
        [(-122, 466), (-110, 470), (-100, 466)],
    ):
        b.line(pts, 4, key, (0.3, 0.1))


def _raised_arm(b: Block, dress: str, straw: str, key: str) -> None:
    """The other holds the brim against the wind."""
    hand = smooth([(126, 166), (118, 146), (122, 126), (136, 118), (147, 128), (148, 150), (146, 168)])
    b.cut(hand, straw, key, 4)
    arm = smooth(
        [
            (70, 204),
            (104, 210),
            (136, 234),
            (143, 226),
            (134, 196),
            (125, 166),
            (148, 160),
            (164, 202),
            (184, 252),
            (184, 280),
            (164, 288),
            (128, 278),
            (90, 262),
            (76, 240),
        ]
    )
    b.cut(arm, dress, key, 5.5)
    for pts in (
        [(142, 232), (156, 246), (164, 262)],
        [(138, 240), (146, 256), (150, 270)],
        [(126, 172), (138, 176), (148, 170)],
    ):
        b.line(pts, 4, key, (0.3, 0.1))
    b.cut(poly([(70, 212), (96, 220), (88, 258), (70, 250)]), dress)


def _hair(b: Block, paper: str, key: str) -> None:
    hair = smooth(
        [
            (-44, 116),
            (-52, 170),
            (-58, 240),
            (-52, 320),
            (-40, 396),
            (-18, 452),
            (6, 478),
            (14, 440),
            (40, 390),
            (54, 320),
            (58, 240),
            (52, 170),
            (44, 116),
        ]
    )
    b.cut(hair, key)
    for x, far, width in ((-36, 380, 3.2), (-22, 410, 3.6), (-7, 440, 3), (9, 420, 3.6), (24, 395, 3.2), (38, 360, 3)):
        b.line([(x, 168), (x * 1.22, 250), (x * 0.95, 330), (x * 0.5 - 2, far)], width, paper, (0.1, 0.1))


def _hat(b: Block, straw: str, flower: str, key: str) -> None:
    """Nón lá: a cone of palm leaf on bamboo hoops, its brim seen from a little above the eye."""
    b.p.save()
    b.p.translate(0, 128)
    b.p.rotate(-7)
    b.p.translate(0, -128)
    rim = catmull(
        [(-BRIM, 124), (-BRIM * 0.6, 124 + DIP * 0.72), (0, 124 + DIP), (BRIM * 0.6, 124 + DIP * 0.72), (BRIM, 124)], 10
    )
    cone = poly([(-5, 0), *map(tuple, rim), (5, 0)])
    b.cut(cone, straw, key, 5.5)
    for t in (0.20, 0.34, 0.48, 0.62, 0.76, 0.89):
        b.line([(x * t, y * t + (1 - t) * 1.5) for x, y in rim[::5]], 2.6 if t < 0.85 else 3.6, key, (0.7, 0.7))
    for i in np.linspace(-1, 1, 15):
        x, y = BRIM * math.sin(i * math.pi / 2), 124 + DIP * math.cos(i * math.pi / 2)
        b.line([(x * 0.10, y * 0.10), (x * 0.97, y * 0.97)], 1.8 + 1.6 * max(0.0, i), key, (0.2, 0.5))
    shade = [(x, y) for x, y in rim if x > BRIM * 0.45]
    b.line(shade, 7, key, (0.2, 0.5))
    b.p.restore()


KINDS = {"ao_dai": draw}
