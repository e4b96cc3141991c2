"""Hills of cut paper, sheet over sheet, with fish-scale ornament and a foil edge."""

import random

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import blank, lin, mix, pen, rgba, shadow, smooth, soften, stroke

SPILL = 60  # the sheets run this far past the sides, so that no edge shows


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@wave",
    metal: str = "@foil",
    line: str = "@line",
    shade: str = "@shade",
    sheets: int = 3,
    swell: float = 22.0,
) -> None:
    """Sheets rise from the rectangle's foot; the first one's crest is a shadow's width under its top."""
    p.setClipRect(rect)
    foil, near, far = art.foil(metal), art.color(tones, 0), art.color(tones, 1)
    top = rect.top() + swell + 24
    for i in range(sheets):
        y = top + (rect.bottom() - top) * i / sheets
        sheet = _sheet(rect, y, swell, art.rng(40 + i))
        t = i / max(1, sheets - 1)
        shadow(p, sheet, 0, -6, 14, rgba(art.color(shade), 0.66))
        p.fillPath(
            sheet, lin(0, y, 0, rect.bottom(), (0, mix(far, near, 0.35 + 0.65 * t)), (1, mix(far, near, 0.3 * t)))
        )
        p.fillPath(sheet, _scales(34, rgba(art.color(line), 0.10 + 0.04 * i), art.scale))
        stroke(p, sheet, pen(foil, 2.2))


def _sheet(rect: QRectF, y: float, swell: float, rng: random.Random) -> QPainterPath:
    points, x = [(rect.left() - SPILL, y + rng.uniform(-swell, swell))], rect.left() - SPILL
    while x < rect.right() + SPILL:
        x += rng.uniform(140, 220)
        points.append((x, y + rng.uniform(-swell, swell)))
    path = smooth(points, close=False)
    path.lineTo(x, rect.bottom() + 50)
    path.lineTo(rect.left() - SPILL, rect.bottom() + 50)
    path.closeSubpath()
    return path


def _scales(r: float, ink: QColor, scale: float) -> QBrush:
    """Overlapping fish scales as a texture: one tile holds two half-shifted rows."""
    width, height = round(2 * r * scale), round(1.04 * r * scale)
    tile = blank(width, height)
    with QPainter(tile) as p:
        soften(p)
        p.scale(width / (2 * r), height / (1.04 * r))
        p.setPen(pen(ink, 1.1))
        p.setBrush(Qt.BrushStyle.NoBrush)
        for row in range(5):
            for column in range(-1, 3):
                for part in (1.0, 0.7, 0.4):
                    x, y = (2 * column + row % 2) * r, row * 0.52 * r
                    p.drawArc(QRectF(x - r * part, y - r * part, 2 * r * part, 2 * r * part), 0, 180 * 16)
    brush = QBrush(tile)
    brush.setTransform(QTransform.fromScale(2 * r / width, 1.04 * r / height))
    return brush


KINDS = {"waves": draw}
