"""The plumage of a hen in the manner of Đông Hồ prints: tail, body and wing."""

import random

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from app.cards.kit import smooth
from app.cards.woodcut import Block, plume

TAIL = (  # root, bend, tip and width of each tail feather
    ((74, 46), (84, 20), (74, 3), 10.0),
    ((76, 46), (90, 22), (86, 2), 10.5),
    ((77, 47), (97, 26), (98, 6), 10.5),
    ((78, 48), (102, 32), (107, 15), 10.0),
    ((78, 50), (104, 40), (111, 28), 9.0),
    ((77, 52), (100, 47), (110, 42), 8.0),
)
LINE = 1.5


def draw_tail(b: Block, c: dict[str, str], rng: random.Random) -> None:
    """Barred feathers, inks by turns."""
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


def draw_body(b: Block, c: dict[str, str], rng: random.Random) -> None:
    """The scaled body with the feathers of rump and neck."""
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


def draw_wing(b: Block, c: dict[str, str], rng: random.Random) -> None:
    """Two rows of quills, and the yin and yang on the shoulder."""
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
