"""Mother hen in the manner of Đông Hồ prints, a rice ear in her beak; box 116 × 100, she faces left."""

import random

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import poly, smooth
from app.cards.motifs.chicks import COATS, Chick, draw_chick
from app.cards.woodcut import Block, plume, print_block

BOX = (118.0, 101.0)
TAIL = (  # root, bend, tip and width of each tail feather
    ((74, 46), (84, 20), (74, 3), 10.0),
    ((76, 46), (90, 22), (86, 2), 10.5),
    ((77, 47), (97, 26), (98, 6), 10.5),
    ((78, 48), (102, 32), (107, 15), 10.0),
    ((78, 50), (104, 40), (111, 28), 9.0),
    ((77, 52), (100, 47), (110, 42), 8.0),
)
LINE = 1.5


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
        _tail(b, inks, rng)
        _rider(b, inks, rng)
        _legs(b, inks)
        _body(b, inks, rng)
        _wing(b, inks, rng)
        _head(b, inks)
        _rice(b, inks, rng)

    print_block(p, rect, art, (yellow, orange, red, blue, white, key), paint, salt=1)


def _tail(b: Block, c: dict[str, str], rng: random.Random) -> None:
    turn, bend = rng.randrange(3), rng.uniform(-2.5, 2.5)
    for i, (root, middle, tip, width) in reversed(list(enumerate(TAIL))):
        path, line = plume(root, (middle[0] + bend, middle[1] - bend), tip, width, 0.72)
        b.cut(path, c["IRY"[(i + turn) % 3]], c["K"], LINE * 0.8)
        b.line(line[3:-3:3], LINE * 0.62, c["K"], (0.9, 0.1))
        for j in range(6, 16, 2):
            d = line[j] - line[j - 2]
            n = (-d[1], d[0]) / (d[0] ** 2 + d[1] ** 2) ** 0.5
            for side in (-1, 1):
                barb = line[j] + n * side * width * 0.3 + d * 0.55
                b.line([line[j], barb], LINE * 0.42, c["K"], (0.9, 0.2))


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


def _body(b: Block, c: dict[str, str], rng: random.Random) -> None:
    body = smooth(
        [(22, 9), (30, 13), (33, 22), (37, 32), (46, 38), (58, 39), (70, 36), (80, 41), (80, 52), (72, 64)]
        + [(60, 72), (45, 75), (30, 71), (19, 62), (12, 50), (11, 38), (14, 28), (14, 18), (16, 12)]
    )
    b.cut(body, c["O"], c["K"], LINE * 1.25)
    b.p.save()
    b.p.setClipPath(body)
    for row in range(7):
        for column in range(14):
            x = 10 + column * 5.6 + row % 2 * 2.8 + rng.uniform(-0.3, 0.3)
            y = 47 + row * 4.6 + abs(x - 40) * 0.03 + rng.uniform(-0.3, 0.3)
            scale = [(x - 2, y - 1.2), (x - 1.1, y + 1.1), (x + 1.1, y + 1.1), (x + 2, y - 1.2)]
            b.line(scale, LINE * 0.55, c["K"], (0.3, 0.3))
    for i in range(6):
        path, _ = plume((60 + i * 2.6, 40), (68 + i * 2.4, 43 + i), (74 + i * 2.2, 49 + i * 2.2), 5.2, 0.6)
        b.cut(path, c["YR"[i % 2]], c["K"], LINE * 0.6)
    b.p.restore()
    for row, (n, ink, y0, y1, width) in enumerate(((7, "Y", 34, 56, 7.6), (6, "R", 24, 46, 7.2))):
        for i in [*range(n // 2), *range(n - 1, n // 2 - 1, -1)]:
            t = i / (n - 1)
            root = (15 + 17 * t + row * 0.5, y0 - 3 * t)
            tip = (10.5 + 31 * t, y1 - 6 * abs(t - 0.42) - 5 * t)
            path, line = plume(root, ((root[0] + tip[0]) / 2 - 1 + 2 * t, (root[1] + tip[1]) / 2), tip, width, 0.58)
            b.cut(path, c[ink], c["K"], LINE * 0.68)
            b.line(line[[7, 12, 15]], LINE * 0.5, c["K"], (0.2, 0.2))


def _wing(b: Block, c: dict[str, str], rng: random.Random) -> None:
    first = rng.choice(("IW", "WI", "IY"))
    for i in range(5):
        path, line = plume((50, 61 - i * 3.4), (68, 67 - i * 4.2), (76 + i * 3.4, 66 - i * 3.6), 6.6, 0.66)
        ink = first[i % 2]
        b.cut(path, c[ink], c["K"], LINE * 0.75)
        b.line(line[[8, 12, 15]], LINE * 0.5, c["W" if ink == "I" else "K"], (0.3, 0.1))
    for i in range(5):
        path, _ = plume((46, 60 - i * 3.6), (56, 64 - i * 4), (62.5 + i * 1.2, 62.5 - i * 4), 6.2, 0.6)
        b.cut(path, c["Y"], c["K"], LINE * 0.7)
    shoulder = smooth([(36, 50), (41, 43.5), (50, 43), (56, 48), (55, 57), (49, 63.5), (41, 63), (36, 58)])
    b.cut(shoulder, c["R"], c["K"], LINE)
    x, y = 45.6, 53.3
    b.dot(x, y, 7.2, 7.2, c["W"], c["K"], LINE * 0.8)
    half = QPainterPath(QPointF(x, y - 7.2))
    half.arcTo(QRectF(x - 7.2, y - 7.2, 14.4, 14.4), 90, 180)
    half.arcTo(QRectF(x - 3.6, y, 7.2, 7.2), 270, 180)
    half.arcTo(QRectF(x - 3.6, y - 7.2, 7.2, 7.2), 270, -180)
    b.cut(half, c["I"], c["K"], LINE * 0.6)
    b.dot(x, y + 3.6, 1.25, 1.25, c["W"])
    b.dot(x, y - 3.6, 1.25, 1.25, c["I"])


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
