"""A flower-market street in two inks: tube houses with shop signs and wires, flags, the road."""

import math
import random
from functools import partial

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, pen, poly, smooth, stroke
from app.cards.riso import DARK, PAPER, A, B, ink, over, printed


def draw_street(p: QPainter, rect: QRectF, art: Art, *, pale: float = 0.55, salt: int = 1) -> None:
    """Houses shoulder to shoulder on the rectangle's foot. pale: how light the ink of the far row is."""
    printed(p, rect, art, partial(_street, rect, art.rng(82 + salt), pale), knock=False)


def _street(rect: QRectF, rng: random.Random, pale: float, q: QPainter) -> None:
    x, base, h = rect.left() - 10, rect.bottom(), rect.height()
    while x < rect.right():
        w = h * rng.uniform(0.26, 0.40)
        _house(q, x, base, w, h * rng.uniform(0.62, 0.96), rng, pale)
        x += w + 2
    wire = QPainterPath(QPointF(rect.left(), base - h * 0.74))
    for i in range(1, 5):
        x0, x1 = (rect.left() + rect.width() * t / 4 for t in (i - 1, i))
        wire.quadTo((x0 + x1) / 2, base - h * (0.60 + 0.03 * i), x1, base - h * (0.74 + rng.uniform(-0.02, 0.02)))
    stroke(q, wire, pen(ink(0, 0.8), 2.4))


def _house(q: QPainter, x: float, base: float, w: float, tall: float, rng: random.Random, pale: float) -> None:
    """One tube house: a shop below, shuttered windows above, a tiled or flat top."""
    coat = rng.choice(
        ((0.0, pale * 0.6), (pale * 0.6, 0.0), (pale * 0.25, pale * 0.3), (0.0, pale * 0.3), (pale * 0.8, 0.0))
    )
    top = base - tall
    body = QRectF(x, top, w, tall)
    path = QPainterPath()
    path.addRect(body)
    q.fillPath(path, PAPER)
    q.fillPath(path, ink(*coat, 1))
    if rng.random() < 0.6:
        roof = poly(
            [
                (x - w * 0.06, top),
                (x + w * 0.10, top - tall * 0.10),
                (x + w * 0.90, top - tall * 0.10),
                (x + w * 1.06, top),
            ]
        )
        q.fillPath(roof, ink(0.95, pale * 0.25, 1))
        for i in range(1, 8):
            stroke(
                q,
                poly([(x + w * i / 8, top), (x + w * (0.1 + 0.8 * i / 8), top - tall * 0.1)], False),
                pen(ink(1, 0.8), 2),
            )
    else:
        q.fillRect(QRectF(x - 3, top - 8, w + 6, 12), ink(0, pale * 1.3))
    floors = 2 if tall > w * 2.1 else 1
    for floor in range(floors):
        y = top + tall * (0.10 + floor * 0.28)
        for i in range(2):
            _window(q, QRectF(x + w * (0.14 + i * 0.42), y, w * 0.30, tall * 0.17), rng, pale)
        rail = QRectF(x + w * 0.08, y + tall * 0.19, w * 0.84, tall * 0.035)
        q.fillRect(rail, ink(0, pale * 1.4, 1))
    shop = QRectF(x + w * 0.08, base - tall * 0.30, w * 0.84, tall * 0.30)
    q.fillRect(shop, ink(0.0, min(1.0, pale * 1.6), 1))
    awning = QRectF(x + w * 0.02, shop.top() - tall * 0.035, w * 0.96, tall * 0.075)
    count = 8
    for i in range(count):
        step = awning.width() / count
        strip = QRectF(awning.left() + i * step, awning.top(), step, awning.height())
        q.fillRect(strip, A if i % 2 else PAPER)
        q.fillPath(ellipse(strip.center().x(), strip.bottom(), step / 2, step * 0.42), A if i % 2 else PAPER)
    if rng.random() < 0.75:
        _flag(q, x + w * rng.choice((0.04, 0.94)), shop.top() - tall * 0.10, tall * 0.10)


def _window(q: QPainter, box: QRectF, rng: random.Random, pale: float) -> None:
    q.fillRect(box, ink(0, min(1.0, pale * 1.5), 1))
    for side in (0, 1):
        leaf = QRectF(
            box.left() - box.width() * 0.16 if side == 0 else box.right() - box.width() * 0.18,
            box.top(),
            box.width() * 0.34,
            box.height(),
        )
        q.fillRect(leaf, ink(pale * 1.2, pale * 0.2, 1))
        for i in range(1, 6):
            y = leaf.top() + leaf.height() * i / 6
            stroke(q, poly([(leaf.left() + 2, y), (leaf.right() - 2, y)], False), pen(ink(0, pale * 1.3), 1.6))
    if rng.random() < 0.35:
        q.fillRect(box.adjusted(box.width() * 0.2, box.height() * 0.1, -box.width() * 0.2, 0), ink(0.5, 0.0))


def _flag(q: QPainter, x: float, y: float, size: float) -> None:
    """A red flag with its star left paper, as in every street at Tết."""
    stroke(q, poly([(x, y + size * 1.2), (x, y - size * 0.7)], False), pen(DARK, 3))
    cloth = smooth(
        [
            (x, y - size * 0.68),
            (x + size * 0.5, y - size * 0.60),
            (x + size, y - size * 0.7),
            (x + size, y),
            (x + size * 0.5, y + size * 0.08),
            (x, y),
        ]
    )
    q.fillPath(cloth, PAPER)
    q.fillPath(cloth, A)
    star = []
    for i in range(10):
        a, r = -math.pi / 2 + i * math.pi / 5, size * (0.24 if i % 2 == 0 else 0.10)
        star.append((x + size * 0.5 + math.cos(a) * r, y - size * 0.31 + math.sin(a) * r))
    q.fillPath(poly(star), PAPER)


def draw_road(p: QPainter, rect: QRectF, art: Art, *, plate: str = "b") -> None:
    """The asphalt: a solid panel under a kerb of light and dark stones; words stand on it."""

    def paint(q: QPainter) -> None:
        q.fillRect(rect, B if plate == "b" else DARK)
        count = max(1, round(rect.width() / 92))
        for i in range(count):
            step = rect.width() / count
            q.fillRect(QRectF(rect.left() + i * step, rect.top(), step, 24), PAPER if i % 2 else A)
        over(
            q,
            poly(
                [
                    (rect.left(), rect.top() + 24),
                    (rect.right(), rect.top() + 24),
                    (rect.right(), rect.top() + 30),
                    (rect.left(), rect.top() + 30),
                ]
            ),
            ink(0.8),
        )

    printed(p, rect, art, paint)


KINDS = {"flower_street": draw_street, "market_road": draw_road}
