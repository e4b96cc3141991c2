"""A row of Đông Hồ chicks: each chick's coat, pose, size and place come by chance."""

import math
import random
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import poly, smooth
from app.cards.woodcut import Block, plume, print_block

POSES = {"look": (12.0, 14.0, 0.0), "peck": (8.0, 25.0, -38.0), "up": (13.0, 11.0, 32.0), "back": (22.0, 11.0, 0.0)}
COATS = ("YR", "YO", "WI", "IY", "WR", "OW", "YI", "RY")  # body and wing
LINE = 1.5
BOX = 41.0


@dataclass(frozen=True)
class Chick:
    pose: str
    coat: str


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
    count: int = 7,
    salt: int = 1,
) -> None:
    """count chicks in a row as wide as the rectangle."""
    rng = art.rng(60 + salt)
    inks = {"K": key, "Y": yellow, "O": orange, "R": red, "I": blue, "W": white}
    chicks = _flock(rng, count)
    size = min(rect.height(), rect.width() / (0.5 + count * 0.86)) * 0.98
    places = _places(rng, rect, count, size)

    def paint(b: Block) -> None:
        for chick, (x, y, s, flip) in zip(chicks, places, strict=True):
            b.p.save()
            b.p.translate(x, y)
            b.p.scale((-1 if flip else 1) * s / BOX, s / BOX)
            b.p.translate(-20.5, -40)
            draw_chick(b, chick, inks)
            b.p.restore()

    print_block(p, rect, art, (yellow, orange, red, blue, white, key), paint, salt=10 + salt)


def _flock(rng: random.Random, count: int) -> list[Chick]:
    coats = rng.sample(COATS, len(COATS)) * math.ceil(count / len(COATS))
    poses = [rng.choice(("look", "peck", "up", "up", "peck")) for _ in range(count)]
    return [Chick(pose, coat) for pose, coat in zip(poses, coats, strict=False)]


def _places(rng: random.Random, rect: QRectF, count: int, size: float) -> list[tuple[float, float, float, bool]]:
    """Foot point, size and direction of each; those nearer stand lower."""
    out = []
    for i in range(count):
        s = size * rng.uniform(0.84, 1.0)
        step = (rect.width() - size) / max(1, count - 1)
        x = rect.left() + size / 2 + step * i
        x += rng.uniform(-0.5, 0.5) * max(0.0, step - size * 0.86) if 0 < i < count - 1 else 0
        low = rect.bottom() - 2
        out.append((x, low - rng.uniform(0, max(0.0, rect.height() - s - 4)), s, rng.random() < 0.42))
    return out


def draw_chick(b: Block, chick: Chick, c: dict[str, str]) -> None:
    """One chick in a box of 41, facing left, its feet at y = 39."""
    hx, hy, _ = POSES[chick.pose]
    coat, wing = c[chick.coat[0]], c[chick.coat[1]]
    fine = c["W"] if chick.coat[0] == "I" else c["K"]
    back = chick.pose == "back"
    for x, dx in ((19, -1.2), (25, 1)):
        b.stroke(poly([(x, 31), (x + dx, 38)], False), 1.7, c["K"])
        for toe in (-4, -0.5, 3):
            b.stroke(poly([(x + dx, 37.6), (x + dx + toe, 39)], False), 1.7, c["K"])
    body = smooth(
        [(11, 22), (15, 16.5), (22, 16), (29, 18.5), (36, 14.5), (35.5, 21), (33, 28), (27, 33), (19, 33.5), (12.5, 30)]
    )
    b.cut(body, coat, c["K"], LINE)
    neck = smooth([(hx - 4, hy + 3), (hx + 4.5, hy - 1), (22, 18), (20, 26), (12, 26)])
    if not back:
        b.cut(neck, coat)
    _face(b, chick, c, coat)
    if not back:
        _seam(b, body.united(neck), (hx, hy), coat, fine)
    path, line = plume((17, 22.5), (23, 28.5), (32.5, 21.5), 8, 0.5)
    b.cut(path, wing, c["K"], LINE * 0.8)
    for j in (6, 10, 13):
        x, y = line[j]
        barb = c["W"] if chick.coat[1] == "I" else c["K"]
        b.line([(x - 0.4, y - 1.6), (x + 1.2, y + 1.9)], LINE * 0.55, barb, (0.4, 0.3))
    for i in range(5):
        x, y = 15 + i * 3.4, 29.6 - abs(i - 2) * 0.3
        b.line([(x - 0.9, y), (x, y + 1.2), (x + 0.9, y)], LINE * 0.45, fine, (0.4, 0.4))


def _face(b: Block, chick: Chick, c: dict[str, str], coat: str) -> None:
    hx, hy, tilt = POSES[chick.pose]
    b.p.save()
    b.p.translate(hx, hy)
    b.p.rotate(tilt)
    b.p.scale(-1 if chick.pose == "back" else 1, 1)
    beak = c["R"] if chick.coat[0] == "Y" else c["Y"]
    b.cut(poly([(-5.6, -1.6), (-10.4, 0.6), (-5.4, 2.4)]), beak, c["K"], LINE * 0.75)
    head = [(-6, 0), (-4, -5.2), (1, -6.4), (5.6, -4), (6.6, 1.5), (3.5, 5.8), (-2, 6.2), (-5.4, 3.6)]
    b.cut(smooth(head), coat, c["K"], LINE)
    b.dot(-1.6, -1, 2.1, 2.1, c["W"], c["K"], LINE * 0.5)
    b.dot(-1.9, -0.9, 0.95, 0.95, c["K"])
    for i in range(3):
        b.line([(1.5 + i * 1.3, -5.6 + i * 0.9), (3 + i * 1.6, -8 + i * 1.2)], LINE * 0.55, c["K"], (0.9, 0.2))
    b.p.restore()


def _seam(b: Block, whole: QPainterPath, head: tuple[float, float], coat: str, fine: str) -> None:
    """The contour between head and body is covered again with the coat, and ruffled."""
    length = math.hypot(19 - head[0], 23 - head[1])
    vx, vy = (19 - head[0]) / length, (23 - head[1]) / length
    at = QPointF(head[0] + vx * 5.2, head[1] + vy * 5.2)
    b.p.save()
    b.p.setClipPath(whole)
    b.dot(at.x(), at.y(), 4.3, 4.3, coat)
    b.p.restore()
    for t in (-0.6, 0, 0.6):
        x, y = at.x() + vx * 1.5 - vy * 4.6 * t, at.y() + vy * 1.5 + vx * 4.6 * t
        b.line([(x, y), (x + vx * 2.6, y + vy * 2.6)], LINE * 0.5, fine, (0.3, 0.3))


KINDS = {"chicks": draw}
