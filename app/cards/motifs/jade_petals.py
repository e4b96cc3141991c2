"""A lotus petal in gold thread on silk: lit towards its tip, veined, couched round its edge."""

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QTransform

from app.cards.kit import lin, pen, rgba, stroke


def _outline(length: float, width: float, lean: float) -> QPainterPath:
    path = QPainterPath(QPointF(-width * 0.10, 0))
    path.cubicTo(
        -width * 0.62, -length * 0.22, -width * 0.66 + lean, -length * 0.70, lean - width * 0.06, -length * 0.95
    )
    path.quadTo(lean * 1.15 - width * 0.01, -length * 0.985, lean * 1.3, -length * 1.02)
    path.quadTo(lean * 1.12 + width * 0.04, -length * 0.98, lean + width * 0.08, -length * 0.94)
    path.cubicTo(width * 0.66 + lean, -length * 0.68, width * 0.62, -length * 0.22, width * 0.10, 0)
    path.closeSubpath()
    return path


def draw_petal(
    p: QPainter, turn: float, length: float, width: float, down: float, ramp: list[QColor], foil: QBrush, dark: QColor
) -> None:
    """Dark silk lit towards its tip, a fan of fine threads, a couched outline."""
    p.save()
    p.translate(0, down)
    p.rotate(turn)
    lean = math.copysign(0.05, turn) * min(1.0, abs(turn) / 50) if turn else 0.0
    path = _outline(length, width, lean)
    p.fillPath(path.translated(0.008, 0.018), rgba(dark, 0.35))
    p.fillPath(path, lin(0, 0, lean, -length, (0, ramp[2]), (0.5, ramp[1]), (1, ramp[0])))
    p.save()
    p.setClipPath(path, Qt.ClipOperation.IntersectClip)
    p.fillPath(
        path, lin(-width / 2, 0, width / 2, 0, (0, rgba(ramp[0], 0.45)), (0.5, rgba(ramp[0], 0)), (1, rgba(dark, 0.35)))
    )
    n = 11 if width > 0.3 else 7
    for i in range(n):
        t = 2 * i / (n - 1) - 1
        vein = QPainterPath(QPointF(t * width * 0.06, -length * 0.03))
        tip = (t * width * 0.05 + lean, -length * (0.95 - 0.16 * t * t))
        vein.cubicTo(t * width * 0.44, -length * 0.26, t * width * 0.50 + lean, -length * 0.66, *tip)
        p.setOpacity(0.50)
        stroke(p, vein, pen(foil, 0.0045))
    p.setOpacity(0.8)
    inner = QTransform().translate(lean * 0.1, -length * 0.05).scale(0.86, 0.90).map(path)
    stroke(p, inner, pen(foil, 0.0050))
    p.restore()
    stroke(p, path, pen(foil, 0.0135))
    p.restore()
