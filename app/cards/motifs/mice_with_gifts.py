"""Mice of the wedding who carry: horn, fish, banner, drum, lantern; they face right."""

import math
import random

from app.cards.kit import poly, smooth
from app.cards.motifs.print_mouse import LINE, Inks, mouse, pole
from app.cards.motifs.whorl import swirl
from app.cards.motifs.zodiac_cuts import limb
from app.cards.woodcut import Block


def horn(b: Block, c: Inks, rng: random.Random) -> None:
    mouse(b, c, 9, "R", coat="I", hat="Y", lean=rng.uniform(-6, -2))
    b.cut(poly([(18, 21.6), (26, 14.6), (28.6, 18.6), (19, 23.4)]), c["Y"], c["K"], LINE)
    b.cut(poly([(25, 10), (31, 17.6), (28.4, 20), (23.6, 14)]), c["O"], c["K"], LINE)
    b.cut(limb([(9, 30), (16, 30), (20.4, 22.6)], [2.4, 2, 1.5]), c["R"], c["K"], LINE * 0.8)


def fish(b: Block, c: Inks, rng: random.Random) -> None:
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


def banner(b: Block, c: Inks, rng: random.Random) -> None:
    """A pennant with a swirl and tongues of flame: no letters."""
    wave = rng.uniform(-1, 1)
    flag = [(25, 1.6), (6, 2 + wave), (1.4, 7), (5.6, 9.6), (2, 14.6), (7, 16.4 + wave), (25, 15)]
    pole(b, c, 25, 48, 25, 1.4, 1.8)
    b.cut(poly(flag), c["R"], c["K"], LINE)
    b.cut(poly([(24, 4), (10, 4.2 + wave), (10, 13.6 + wave), (24, 13)]), c["Y"], c["K"], LINE * 0.7)
    swirl(b, 17, 8.7, 3.4, 20, (c["W"], c["I"]), c["K"], LINE * 0.7)
    b.dot(25, 1.9, 1.4, 1.5, c["O"], c["K"], LINE * 0.7)
    mouse(b, c, 17, "Y", ((7.8, 30.5), (8, 35.5)), coat="O")


def drum(b: Block, c: Inks, rng: random.Random) -> None:
    """Two carry it on a pole; the one behind beats it."""
    mouse(b, c, 46, "I", coat="W", hat="R", lean=3)
    mouse(b, c, 8, "R", coat="I", hat="Y", lean=rng.uniform(1, 5))
    pole(b, c, 3, 27, 54, 26.4, 2.1)
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


def lantern(b: Block, c: Inks, rng: random.Random) -> None:
    swing = rng.uniform(-1.4, 1.4)
    mouse(b, c, 8, "R", ((6.5, 27),), coat="W", lean=2)
    pole(b, c, 13, 31, 17.6, 10, 1.5)
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
