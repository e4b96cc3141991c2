"""A double foil line with scooped corners."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker

from app.cards.art import Art
from app.cards.kit import rgba, shadow


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    metal: str = "@foil",
    shade: str = "@shade",
    scoop: float = 46.0,
    gap: float = 14.0,
    line: float = 4.2,
) -> None:
    """The outer line runs along the rectangle's inside; scoop: the corners' radius; gap: to the thin inner line."""
    foil = art.foil(metal)
    for inset, width in ((6.0, line), (6 + gap, line * 0.38)):
        pen = QPainterPathStroker()
        pen.setWidth(width)
        band = pen.createStroke(_scooped(rect.adjusted(inset, inset, -inset, -inset), scoop))
        shadow(p, band, 0, 1.2, 1.2, rgba(art.color(shade), 0.35))
        p.fillPath(band, foil)


def _scooped(r: QRectF, c: float) -> QPainterPath:
    path = QPainterPath()
    x0, y0, x1, y1 = r.left(), r.top(), r.right(), r.bottom()
    path.moveTo(x0 + c, y0)
    path.lineTo(x1 - c, y0)
    path.arcTo(QRectF(x1 - c, y0 - c, 2 * c, 2 * c), 180, 90)
    path.lineTo(x1, y1 - c)
    path.arcTo(QRectF(x1 - c, y1 - c, 2 * c, 2 * c), 90, 90)
    path.lineTo(x0 + c, y1)
    path.arcTo(QRectF(x0 - c, y1 - c, 2 * c, 2 * c), 0, 90)
    path.lineTo(x0, y0 + c)
    path.arcTo(QRectF(x0 - c, y0 - c, 2 * c, 2 * c), 270, 90)
    path.closeSubpath()
    return path


KINDS = {"frame": draw}
