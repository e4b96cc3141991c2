"""What is drawn over a card while it is worked on: frames, handles, guides. Coordinates are pixels of the screen."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from app.cards.handles import HANDLES, grip, knob, roomy

GRIP = 11.0  # the side of a handle
GUIDE = "#e0218a"


def paint_frame(p: QPainter, outline: QPolygonF, accent: QColor, *, locked: bool) -> None:
    """A frame that is seen on any ground; dashed where it can not be moved."""
    p.setBrush(Qt.BrushStyle.NoBrush)
    style = Qt.PenStyle.DashLine if locked else Qt.PenStyle.SolidLine
    for colour, width in ((QColor(255, 255, 255, 200), 3.4), (accent, 1.6)):
        p.setPen(QPen(colour, width, style))
        p.drawPolygon(outline)


def paint_handles(p: QPainter, outline: QPolygonF, room: QRectF, accent: QColor) -> None:
    """Eight handles to resize and one to turn."""
    p.setPen(QPen(accent, 1.6))
    p.setBrush(QColor("#ffffff"))
    outline = roomy(outline)
    where, foot = knob(outline, room)
    p.drawLine(grip(outline, (0, 1 if foot else -1)), where)
    p.drawEllipse(where, GRIP * 0.55, GRIP * 0.55)
    for handle in HANDLES:
        point, side = grip(outline, handle), GRIP if all(handle) else GRIP * 0.8
        p.drawRoundedRect(QRectF(point.x() - side / 2, point.y() - side / 2, side, side), 2.5, 2.5)


def paint_thirds(p: QPainter, outline: QPolygonF) -> None:
    """The lines that photographers compose by, while a picture is moved in its frame."""
    a, b, c, d = outline.toList()[:4]
    p.setPen(QPen(QColor(255, 255, 255, 170), 1.2))
    for t in (1 / 3, 2 / 3):
        p.drawLine(a + (b - a) * t, d + (c - d) * t)
        p.drawLine(a + (d - a) * t, b + (c - b) * t)


def paint_guide(p: QPainter, start: QPointF, end: QPointF) -> None:
    """A line that something caught on."""
    p.setPen(QPen(QColor(GUIDE), 1.2))
    p.drawLine(start, end)


def paint_band(p: QPainter, band: QRectF, accent: QColor) -> None:
    """The rubber band."""
    p.setPen(QPen(accent, 1, Qt.PenStyle.DashLine))
    p.setBrush(QColor(accent.red(), accent.green(), accent.blue(), 30))
    p.drawRect(band)
