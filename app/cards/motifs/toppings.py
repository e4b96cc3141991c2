"""What stands on a cake: striped candles with their flames, and strawberries."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.kit import fill_ellipse, lin, mix, pen, rad, rgba, shadow


def candle(p: QPainter, x: float, y: float, h: float, color: QColor) -> None:
    box, wax = QRectF(x - 7, y - h, 14, h), QPainterPath()
    wax.addRoundedRect(box, 4, 4)
    p.fillPath(
        wax,
        lin(
            x - 7,
            0,
            x + 7,
            0,
            (0, mix(color, "#ffffff", 0.35)),
            (0.4, mix(color, "#ffffff", 0.55)),
            (1, mix(color, "#402060", 0.18)),
        ),
    )
    p.save()
    p.setClipPath(wax, Qt.ClipOperation.IntersectClip)
    p.setPen(pen(rgba("#ffffff", 0.85), 4.5))
    for i in range(-1, 12):
        p.drawLine(QPointF(x - 9, box.top() + i * 16 + 12), QPointF(x + 7, box.top() + i * 16))
    p.restore()
    p.setPen(pen("#5a3a2a", 2))
    p.drawLine(QPointF(x, y - h), QPointF(x, y - h - 8))
    _flame(p, x, y - h - 26)


def _flame(p: QPainter, x: float, y: float) -> None:
    fill_ellipse(
        p,
        x,
        y,
        44,
        44,
        rad(x, y, 44, (0, rgba("#ffe9a0", 0.85)), (0.35, rgba("#ffd070", 0.32)), (1, rgba("#ffd070", 0))),
    )
    flame = QPainterPath(QPointF(x, y - 22))
    flame.cubicTo(x + 3, y - 8, x + 11, y + 2, x + 8, y + 11)
    flame.cubicTo(x + 5, y + 19, x - 5, y + 19, x - 8, y + 11)
    flame.cubicTo(x - 11, y + 2, x - 3, y - 8, x, y - 22)
    p.fillPath(flame, lin(0, y - 22, 0, y + 18, (0, "#ff9a2e"), (0.45, "#ffc93d"), (0.8, "#fff3b0"), (1, "#8fb7ff")))


def strawberry(p: QPainter, x: float, y: float, r: float, turn: float) -> None:
    p.save()
    p.translate(x, y)
    p.rotate(turn)
    fruit = QPainterPath(QPointF(0, -r * 0.75))
    fruit.cubicTo(r * 1.1, -r * 0.95, r * 1.05, r * 0.35, 0, r * 1.15)
    fruit.cubicTo(-r * 1.05, r * 0.35, -r * 1.1, -r * 0.95, 0, -r * 0.75)
    shadow(p, fruit, 0, 3, 4, rgba("#6a0030", 0.4))
    p.fillPath(fruit, rad(-r * 0.3, -r * 0.35, r * 1.7, (0, "#ff8f86"), (0.35, "#f0343f"), (1, "#9a0f28")))
    for row, v in enumerate((-0.45, -0.1, 0.25, 0.6)):
        for u in (-0.5, -0.17, 0.17, 0.5):
            if abs(u) < 0.85 - abs(v) * 0.55:
                fill_ellipse(p, (u + (0.12 if row % 2 else 0)) * r, v * r, r * 0.045, r * 0.075, "#ffd98a")
    fill_ellipse(p, -r * 0.38, -r * 0.38, r * 0.16, r * 0.10, rgba("#ffffff", 0.5))
    p.translate(0, -r * 0.72)
    for a in (-60, -25, 10, 45, 75):
        p.save()
        p.rotate(a)
        sepal = QPainterPath(QPointF(0, r * 0.05))
        sepal.cubicTo(-r * 0.2, -r * 0.15, -r * 0.1, -r * 0.4, 0, -r / 2)
        sepal.cubicTo(r * 0.1, -r * 0.4, r * 0.2, -r * 0.15, 0, r * 0.05)
        p.fillPath(sepal, lin(0, 0, 0, -r / 2, (0, "#3f8a3a"), (1, "#8fc75a")))
        p.restore()
    p.restore()
