"""Mother hen in the manner of Đông Hồ prints, a rice ear in her beak; box 116 × 100, she faces left."""

import random

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.cards.art import Art
from app.cards.kit import poly, smooth
from app.cards.motifs.chicks import COATS, Chick, draw_chick
from app.cards.motifs.hen_feathers import LINE, draw_body, draw_tail, draw_wing
from app.cards.woodcut import Block, plume, print_block

BOX = (118.0, 101.0)


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
    rng = art.rng(41)

    def paint(b: Block) -> None:
        b.stand(rect, BOX, flip=flip)
        b.p.translate(3, 4)
        inks = {"K": key, "Y": yellow, "O": orange, "R": red, "I": blue, "W": white}
        draw_tail(b, inks, rng)
        _rider(b, inks, rng)
        _legs(b, inks)
        draw_body(b, inks, rng)
        draw_wing(b, inks, rng)
        _head(b, inks)
        _rice(b, inks, rng)

    print_block(p, rect, art, (yellow, orange, red, blue, white, key), paint, salt=1)


def _rider(b: Block, c: dict[str, str], rng: random.Random) -> None:
    """A chick on her back, in front of the tail."""
    coat = rng.choice([coat for coat in COATS if coat[0] != "I"])
    flip = rng.random() < 0.5
    b.p.save()
    b.p.translate(55 + rng.uniform(-2, 4), 39.5)
    b.p.scale(-0.55 if flip else 0.55, 0.55)
    b.p.translate(-22, -38.5)
    draw_chick(b, Chick(rng.choice(("up", "look", "back")), coat), c)
    b.p.restore()


def _legs(b: Block, c: dict[str, str]) -> None:
    for x, f in ((44, -1), (56, 1)):
        parts = [poly([(x, 70), (x + f, 80), (x - 1, 90)], False)]
        parts += [poly([(x - 1, 89.5), toe], False) for toe in ((x - 10, 92.5), (x - 3, 94), (x + 7, 93))]
        for width, ink in ((5.2, "K"), (2.7, "Y")):
            for part in parts:
                b.stroke(part, width, c[ink])


def _head(b: Block, c: dict[str, str]) -> None:
    comb = [(15.5, 11.5), (11, 8), (11, 3), (14.5, 5.5), (16, 0.5), (20, 4.5), (23, 0.3), (25.5, 5), (30, 3)]
    b.cut(smooth([*comb, (29.5, 9), (32.5, 11), (28, 14.5), (20, 12)]), c["R"], c["K"], LINE)
    face = smooth([(17, 12), (23, 10.5), (29, 14), (31, 21), (27, 26), (20, 27), (15, 24), (14, 17)])
    b.cut(face, c["O"], c["K"], LINE)
    b.cut(poly([(15.2, 15.2), (10, 16), (4.5, 20.8), (10, 21.2), (15, 22.6)]), c["Y"], c["K"], LINE * 0.85)
    b.line([(15, 19.3), (10.5, 19.2), (6.5, 20)], LINE * 0.55, c["K"])
    wattle = smooth([(15, 22.5), (12.2, 27), (12.6, 32), (15.6, 32.6), (18.2, 28.5), (18.6, 23.5)])
    b.cut(wattle, c["R"], c["K"], LINE * 0.8)
    b.dot(20.6, 17.8, 2.9, 2.6, c["W"], c["K"], LINE * 0.8)
    b.dot(20.1, 17.9, 1.0, 1.0, c["K"])
    b.cut(smooth([(24.5, 20), (27.5, 19.4), (28, 22.6), (25, 23.4)]), c["Y"], c["K"], LINE * 0.45)


def _rice(b: Block, c: dict[str, str], rng: random.Random) -> None:
    """The ear hangs from the beak, with as many grains as the year gave."""
    count = rng.choice((8, 9, 10))
    b.line([(8, 20.6), (3.4, 25), (1.8, 33), (4.6, 42)], LINE * 0.7, c["K"], (0.8, 0.5))
    for i in range(count):
        t, side = i / (count - 1), 1 if i % 2 else -1
        x, y = 2.2 + 2.6 * t**2 + (1.9 if i % 2 else -1.7) * (1 - 0.3 * t), 25.5 + 15 * t
        path, _ = plume((x - 0.8 * side, y - 1.6), (x, y), (x + 0.55 * side, y + 3.6), 2.7, 0.5)
        b.cut(path, c["Y"], c["K"], LINE * 0.42)


KINDS = {"hen": draw}
