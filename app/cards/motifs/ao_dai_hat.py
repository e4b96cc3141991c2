"""Arms, long hair and the nón lá of a linocut woman seen from behind."""

import math

import numpy as np

from app.cards.kit import catmull, poly, smooth
from app.cards.woodcut import Block

BRIM, DIP = 158.0, 34.0


def draw_arm(b: Block, dress: str, straw: str, key: str) -> None:
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


def raised_arm(b: Block, dress: str, straw: str, key: str) -> None:
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


def draw_hair(b: Block, paper: str, key: str) -> None:
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


def hat(b: Block, straw: str, flower: str, key: str) -> None:
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
