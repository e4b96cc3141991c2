"""An opened envelope of thick paper with a seal: its back, its front."""

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath

from app.cards.kit import Point, ellipse, lin, mix, poly, rgba, shadow
from app.cards.motifs.paper_heart import heart
from app.cards.papercut import emboss, sheet


def back(p: QPainter, box: QRectF, paper: tuple[str, ...], liner: QColor, shade: QColor) -> None:
    """The open flap with its lining, and the inside of the pocket."""
    x0, x1, y, w, h = box.left(), box.right(), box.top(), box.width(), box.height()
    tip = y - h * 0.60
    flap = _softened(
        [
            (x0, y + 2),
            (box.center().x() - w * 0.06, tip + h * 0.04),
            (box.center().x() + w * 0.06, tip + h * 0.04),
            (x1, y + 2),
        ],
        tip,
    )
    sheet(
        p, flap, lin(0, tip, 0, y, (0, paper[0]), (1, paper[1])), QColor("#ffffff"), shade, depth=w / 420, strength=0.42
    )
    inner = _softened(
        [
            (x0 + w * 0.06, y),
            (box.center().x() - w * 0.05, tip + h * 0.10),
            (box.center().x() + w * 0.05, tip + h * 0.10),
            (x1 - w * 0.06, y),
        ],
        tip + h * 0.06,
    )
    p.fillPath(inner, liner)
    p.save()
    p.setClipPath(inner, Qt.ClipOperation.IntersectClip)

    def pattern(q: QPainter) -> None:
        q.setPen(Qt.PenStyle.NoPen)
        step = w * 0.075
        for row in range(9):
            for column in range(16):
                q.save()
                q.translate(x0 + (column + row % 2 / 2) * step, tip + (row + 0.9) * step)
                q.scale(step * 0.42, step * 0.42)
                q.fillPath(heart(), Qt.GlobalColor.white)
                q.restore()

    emboss(
        p,
        QRectF(x0, tip, w, h * 0.62),
        pattern,
        mix(liner, "#ffffff", 0.7),
        mix(liner, shade, 0.7),
        soft=1.0,
        strength=0.7,
    )
    p.restore()
    p.fillRect(
        QRectF(x0, y, w, h * 0.6), lin(0, y, 0, y + h * 0.4, (0, mix(liner, shade, 0.28)), (1, mix(liner, shade, 0.62)))
    )


def _softened(points: list[Point], tip: float) -> QPainterPath:
    """A flap: straight sides, its point rounded."""
    (x0, y0), (xa, ya), (xb, yb), (x1, y1) = points
    path = QPainterPath()
    path.moveTo(x0, y0)
    path.lineTo(xa, ya)
    path.quadTo((xa + xb) / 2, tip, xb, yb)
    path.lineTo(x1, y1)
    path.closeSubpath()
    return path


def front(p: QPainter, box: QRectF, paper: tuple[str, ...], shade: QColor) -> None:
    """Side flaps, then the lower flap over them."""
    x0, x1, y0, y1, cx = box.left(), box.right(), box.top(), box.bottom(), box.center().x()
    w, h = box.width(), box.height()
    for side in (-1, 1):
        edge = x0 if side < 0 else x1
        wing = poly([(edge, y0), (cx - side * w * 0.045, y0 + h * 0.60), (edge, y1)])
        sheet(
            p,
            wing,
            lin(edge, 0, cx, 0, (0, paper[0]), (1, paper[1])),
            QColor("#ffffff"),
            shade,
            depth=w / 700,
            strength=0.40,
        )
    lower = QPainterPath()
    lower.moveTo(x0, y1)
    lower.lineTo(cx - w * 0.07, y0 + h * 0.50)
    lower.quadTo(cx, y0 + h * 0.43, cx + w * 0.07, y0 + h * 0.50)
    lower.lineTo(x1, y1)
    lower.closeSubpath()
    sheet(
        p,
        lower,
        lin(0, y0 + h * 0.4, 0, y1, (0, paper[0]), (1, paper[1])),
        QColor("#ffffff"),
        shade,
        depth=w / 460,
        strength=0.46,
    )
    foot = QPainterPath()
    foot.addRoundedRect(QRectF(x0, y1 - 3, w, 5), 2, 2)
    shadow(p, foot, 0, w * 0.022, w * 0.020, rgba(shade, 0.5))


def draw_seal(p: QPainter, x: float, y: float, r: float, wax: QColor, shade: QColor) -> None:
    """A drop of wax with a heart pressed in it."""
    points = [
        (
            x + math.cos(a) * r * (1 + 0.05 * math.sin(3 * a + 1) + 0.03 * math.sin(7 * a)),
            y + math.sin(a) * r * (1 + 0.05 * math.sin(3 * a + 1) + 0.03 * math.sin(7 * a)),
        )
        for a in (i * math.tau / 40 for i in range(40))
    ]
    rim = poly(points)
    shadow(p, rim, r * 0.06, r * 0.12, r * 0.12, rgba(shade, 0.6))
    p.fillPath(
        rim, lin(x - r, y - r, x + r, y + r, (0, mix(wax, "#ffffff", 0.34)), (0.5, wax), (1, mix(wax, "#000000", 0.30)))
    )
    dish = ellipse(x, y, r * 0.74)
    p.fillPath(
        dish, QBrush(lin(x - r, y - r, x + r, y + r, (0, mix(wax, "#000000", 0.26)), (1, mix(wax, "#ffffff", 0.14))))
    )
    p.save()
    p.translate(x, y + r * 0.46)
    p.scale(r * 0.86, r * 0.86)
    p.fillPath(heart().translated(0.05, 0.06), mix(wax, "#000000", 0.36))
    p.fillPath(heart().translated(-0.03, -0.04), mix(wax, "#ffffff", 0.42))
    p.fillPath(heart(), wax)
    p.restore()
