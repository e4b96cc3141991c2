"""A table's edge seen from slightly above, for things to stand on."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import lin, rgba, shadow


def draw(
    p: QPainter, rect: QRectF, art: Art, *, tones: str = "@table", shade: str = "@shade", bulge: float = 50.0
) -> None:
    """The edge bulges up in the middle; the top fifth of the rectangle is its shadow's room."""
    p.setClipRect(rect)
    y = rect.top() + 30 + bulge
    top = QPainterPath(QPointF(rect.left() - 20, y))
    top.quadTo(rect.center().x(), y - bulge, rect.right() + 20, y)
    top.lineTo(rect.right() + 20, rect.bottom() + 20)
    top.lineTo(rect.left() - 20, rect.bottom() + 20)
    top.closeSubpath()
    shadow(p, top, 0, -6, 16, rgba(art.color(shade), 0.25))
    ramp = art.ramp(tones)
    p.fillPath(top, lin(0, rect.top(), 0, rect.bottom(), (0, ramp[0]), (0.4, ramp[1]), (1, ramp[2])))


KINDS = {"table": draw}
