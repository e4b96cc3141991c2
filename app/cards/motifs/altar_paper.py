"""Behind and under a Southern Tết table in cut paper: a rising sun of scalloped discs, the hanging cloth."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, poly, rgba
from app.cards.papercut import sheet


def draw_arcs(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@arcs",
    rim: str = "@rim",
    shade: str = "@shade",
    waves: int = 26,
) -> None:
    """Scalloped discs of paper one before the other, their middle at the rectangle's foot: a sun that rises."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    x, y, reach = rect.center().x(), rect.bottom(), min(rect.height(), rect.width() / 2) * 0.96
    turn = art.rng(42).uniform(0, 1)
    ramp = art.ramp(tones)
    for i, tone in enumerate(ramp):
        r = reach * (1 - 0.235 * i)
        points = []
        for j in range(waves * 8):
            a = math.tau * j / (waves * 8)
            lobe = abs(math.sin((a / math.tau * waves + turn + i * 0.5) * math.pi))
            s = r * (0.955 + 0.045 * lobe)
            points.append((x + math.cos(a) * s, y + math.sin(a) * s))
        sheet(p, poly(points), QBrush(QColor(tone)), art.color(rim), art.color(shade), depth=0.9, strength=0.42)


def draw_cloth(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    cloth: str = "@cloth",
    trim: str = "@trim",
    rim: str = "@rim",
    shade: str = "@shade",
    drop: float = 70.0,
) -> None:
    """The table from edge to edge: its top, the hanging cloth and a scalloped valance with gold coins cut in it."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    top, dark, edge = art.ramp(cloth), art.color(shade), art.color(rim)
    wide = rect.adjusted(-30, 0, 30, 40)

    def slab(y: float, tone: QColor, depth: float) -> None:
        path = QPainterPath()
        path.addRect(QRectF(wide.left(), y, wide.width(), wide.bottom() - y))
        sheet(p, path, QBrush(tone), edge, dark, depth=depth, strength=0.5)

    slab(rect.top() + 26, QColor(top[1]), 1.0)
    front = rect.top() + 26 + drop
    slab(front, QColor(top[0]), 0.7)
    count = max(5, round(rect.width() / 150))
    step = rect.width() / count
    skirt = QPainterPath(QPointF(wide.left(), front))
    skirt.lineTo(wide.right(), front)
    skirt.lineTo(wide.right(), front + 40)
    for i in range(count, -1, -1):
        x = rect.left() + (i - 0.5) * step
        skirt.quadTo(x + step * 0.5, front + 92, x, front + 40)
    skirt.closeSubpath()
    sheet(p, skirt, QBrush(QColor(top[2])), edge, dark, depth=0.7, strength=0.55)
    gold = art.color(trim)
    p.fillRect(QRectF(rect.left(), front + 8, rect.width(), 4), gold)
    p.fillRect(QRectF(rect.left(), front + 17, rect.width(), 1.8), rgba(gold, 0.8))
    for i in range(count):
        x, y = rect.left() + (i + 0.0) * step, front + 44
        ring = ellipse(x, y, 13).subtracted(poly([(x - 5, y - 5), (x + 5, y - 5), (x + 5, y + 5), (x - 5, y + 5)]))
        p.fillPath(ring, gold)


KINDS = {"altar_cloth": draw_cloth, "paper_arcs": draw_arcs}
