"""The yin and yang whorl on the animals of Đông Hồ prints."""

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from app.cards.woodcut import Block


def swirl(b: Block, x: float, y: float, r: float, turn: float, inks: tuple[str, str], key: str, line: float) -> None:
    """The yin and yang whorl."""
    b.p.save()
    b.p.translate(x, y)
    b.p.rotate(turn)
    b.dot(0, 0, r, r, inks[0], key, line)
    half = QPainterPath(QPointF(0, -r))
    half.arcTo(QRectF(-r, -r, 2 * r, 2 * r), 90, 180)
    half.arcTo(QRectF(-r / 2, 0, r, r), 270, 180)
    half.arcTo(QRectF(-r / 2, -r, r, r), 270, -180)
    b.cut(half, inks[1], key, line * 0.8)
    b.dot(0, r / 2, r * 0.17, r * 0.17, inks[0], key, line * 0.5)
    b.dot(0, -r / 2, r * 0.17, r * 0.17, inks[1], key, line * 0.5)
    b.p.restore()


def hairs(b: Block, x: float, y: float, r: float, count: int, key: str, line: float) -> None:
    """Commas that whirl around it."""
    for i in range(count):
        a = math.tau * i / count
        points = [
            (x + math.cos(a + 0.42 * t) * r * f, y + math.sin(a + 0.42 * t) * r * f)
            for t, f in ((0, 1.22), (0.5, 1.42), (1, 1.56))
        ]
        b.line(points, line * 0.75, key, (0.9, 0.1))
