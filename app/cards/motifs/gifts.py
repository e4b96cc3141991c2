"""A wrapped box with a lid and a bow."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import lin, mix, rgba, shadow


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    wrap: int = 0,
    ribbon: int = 2,
    turn: float = 0.0,
    tones: str = "@party",
    shade: str = "@shade",
) -> None:
    """Stands on the rectangle's foot; wrap and ribbon pick tones. The bow takes the upper two fifths."""
    lean = abs(math.sin(math.radians(turn)))
    h = min(rect.height() * 0.58, rect.width() * 1.1)
    w = rect.width() - 68 - h * lean
    p.translate(rect.center().x(), rect.bottom() - 34 - w * lean / 2)
    p.rotate(turn)
    p.translate(-w / 2, -h)
    paper, band, dark = art.color(tones, wrap), art.color(tones, ribbon), art.color(shade)
    box = QPainterPath()
    box.addRoundedRect(QRectF(0, 0, w, h), 6, 6)
    shadow(p, box, 0, 6, 9, rgba(dark, 0.42))
    p.fillPath(
        box, lin(0, 0, w, h * 0.3, (0, mix(paper, "#ffffff", 0.28)), (0.5, paper), (1, mix(paper, "#5a1050", 0.25)))
    )
    _dots(p, box, w, h)
    p.fillRect(QRectF(w / 2 - 15, 0, 30, h), _band(w / 2 - 15, w / 2 + 15, band))
    p.fillPath(box, lin(0, 0, 0, h, (0, rgba("#000000", 0)), (0.7, rgba("#000000", 0)), (1, rgba("#401040", 0.22))))
    lid = QPainterPath()
    lid.addRoundedRect(QRectF(-9, -30, w + 18, 42), 6, 6)
    shadow(p, lid, 0, 5, 5, rgba(dark, 0.35))
    p.fillPath(
        lid,
        lin(
            -9,
            0,
            w + 9,
            0,
            (0, mix(paper, "#ffffff", 0.42)),
            (0.5, mix(paper, "#ffffff", 0.12)),
            (1, mix(paper, "#5a1050", 0.2)),
        ),
    )
    p.fillRect(QRectF(w / 2 - 17, -30, 34, 42), _band(w / 2 - 17, w / 2 + 17, band))
    _bow(p, w / 2, -30, min(1.0, w / 150), band, dark)


def _band(x0: float, x1: float, color: QColor) -> QBrush:
    return lin(
        x0,
        0,
        x1,
        0,
        (0, mix(color, "#ffffff", 0.1)),
        (0.4, mix(color, "#ffffff", 0.45)),
        (1, mix(color, "#502040", 0.22)),
    )


def _dots(p: QPainter, box: QPainterPath, w: float, h: float) -> None:
    p.save()
    p.setClipPath(box)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(rgba("#ffffff", 0.30))
    for j in range(int(h / 24) + 1):
        for i in range(int(w / 26) + 2):
            p.drawEllipse(QPointF(i * 26 + (13 if j % 2 else 0), j * 24 + 8), 4, 4)
    p.restore()


def _bow(p: QPainter, cx: float, cy: float, u: float, color: QColor, dark: QColor) -> None:
    for s in (-u, u):
        loop = QPainterPath(QPointF(cx, cy))
        loop.cubicTo(cx + s * 20, cy - 66 * u, cx + s * 92, cy - 62 * u, cx + s * 78, cy - 16 * u)
        loop.cubicTo(cx + s * 66, cy + 8 * u, cx + s * 22, cy + 6 * u, cx, cy)
        shadow(p, loop, 0, 3, 3, rgba(dark, 0.30))
        p.fillPath(
            loop,
            lin(
                cx,
                cy,
                cx + s * 84,
                cy - 40 * u,
                (0, mix(color, "#502040", 0.35)),
                (0.4, color),
                (1, mix(color, "#ffffff", 0.5)),
            ),
        )
        inside = QPainterPath(QPointF(cx + s * 12, cy - 5 * u))
        inside.cubicTo(cx + s * 28, cy - 42 * u, cx + s * 66, cy - 42 * u, cx + s * 58, cy - 17 * u)
        inside.cubicTo(cx + s * 50, cy - 4 * u, cx + s * 26, cy - 2 * u, cx + s * 12, cy - 5 * u)
        p.fillPath(
            inside, lin(cx, cy - 40 * u, cx, cy, (0, mix(color, "#401030", 0.55)), (1, mix(color, "#401030", 0.25)))
        )
    knot = QPainterPath()
    knot.addRoundedRect(QRectF(cx - 14 * u, cy - 17 * u, 28 * u, 26 * u), 9 * u, 9 * u)
    p.fillPath(
        knot,
        lin(
            cx - 14 * u,
            cy - 17 * u,
            cx + 14 * u,
            cy,
            (0, mix(color, "#ffffff", 0.45)),
            (1, mix(color, "#502040", 0.15)),
        ),
    )


KINDS = {"gift": draw}
