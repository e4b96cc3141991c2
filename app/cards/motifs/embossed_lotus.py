"""A quarter of a lotus blind-embossed in the corner of a sheet."""

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, pen, smooth, stroke
from app.cards.papercut import emboss


def draw_corner(
    p: QPainter, rect: QRectF, art: Art, *, light: str = "@lit", dark: str = "@shade", corner: str = "top_left"
) -> None:
    """A quarter of a lotus pressed without ink; its heart lies in the named corner."""
    long = min(rect.width(), rect.height()) * 0.97
    left, top = "left" in corner, "top" in corner
    x, y = rect.left() if left else rect.right(), rect.top() if top else rect.bottom()
    start = {(True, True): 0, (False, True): 90, (False, False): 180, (True, False): 270}[left, top]

    def height(q: QPainter) -> None:
        q.translate(x, y)
        for reach, count, phase, wide in (
            (0.98, 4, 0.0, 0.30),
            (0.86, 4, 0.5, 0.30),
            (0.62, 4, 0.0, 0.20),
            (0.5, 4, 0.5, 0.2),
        ):
            for i in range(count + 1):
                q.save()
                q.rotate(start + 90 * (i + phase) / count + 90)
                _petal(q, long * reach, long * wide)
                q.restore()
        for r, width in ((0.26, 3.2), (0.21, 1.6)):
            q.setPen(pen(QColor("white"), width))
            q.setBrush(QColor("black"))
            q.drawEllipse(QPointF(0, 0), long * r, long * r)
        for i in range(24):
            a = math.tau * i / 24
            q.fillPath(ellipse(math.cos(a) * long * 0.15, math.sin(a) * long * 0.15, 3), QColor("white"))

    p.setClipRect(rect)
    emboss(p, rect, height, art.color(light), art.color(dark), soft=1.1, strength=0.75)


def _petal(p: QPainter, long: float, wide: float) -> None:
    """A pointed petal from the centre outward, hiding what lies behind; a second line inside its rim."""
    for k, width, level in ((1.0, 2.8, 255), (0.82, 1.4, 150)):
        path, w = QPainterPath(QPointF(0, 0)), wide * k * 0.5
        top = -long * (1 - (1 - k) * 0.5)
        path.cubicTo(-w * 1.1, top * 0.35, -w * 1.25, top * 0.78, 0, top)
        path.cubicTo(w * 1.25, top * 0.78, w * 1.1, top * 0.35, 0, 0)
        p.fillPath(path, QColor("black"))
        stroke(p, path, pen(QColor(level, level, level), width))
    stroke(p, smooth([(0, -long * 0.35), (0, -long * 0.85)], False), pen(QColor(110, 110, 110), 1.2))


KINDS = {"embossed_lotus": draw_corner}
