"""Hills of cut paper, sheet over sheet, with fish-scale ornament and a foil edge."""

import random

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import lin, mix, pen, rgba, shadow, smooth, stroke

SPILL = 60  # the sheets run this far past the sides, so that no edge shows


def draw(p: QPainter, rect: QRectF, art: Art, *, tones: str = "@wave", metal: str = "@foil", line: str = "@line", shade: str = "@shade", sheets: int = 3, swell: float = 22.0) -> None:
    """Sheets rise from the rectangle's foot; the first one's crest is a shadow's width under its top."""
    p.setClipRect(rect)
    foil, near, far = art.foil(metal), art.color(tones, 0), art.color(tones, 1)
    top = rect.top() + swell + 24
    for i in range(sheets):
        y = top + (rect.bottom() - top) * i / sheets
        sheet = _sheet(rect, y, swell, art.rng(40 + i))
        t = i / max(1, sheets - 1)
        shadow(p, sheet, 0, -6, 14, rgba(art.color(shade), 0.66))
        p.fillPath(sheet, lin(0, y, 0, rect.bottom(), (0, mix(far, near, 0.35 + 0.65 * t)), (1, mix(far, near, 0.3 * t))))
        _scales(p, sheet, 34, rgba(art.color(line), 0.10 + 0.04 * i), rect)
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


def _scales(p: QPainter, sheet: QPainterPath, r: float, ink: QColor, rect: QRectF) -> None:
    p.save()
    p.setClipPath(sheet, Qt.ClipOperation.IntersectClip)
    p.setPen(pen(ink, 1.1))
    p.setBrush(Qt.BrushStyle.NoBrush)
    tile, y, row = _scale(r), sheet.boundingRect().top(), 0
    while y < rect.bottom() + r:
        x = rect.left() - (r if row % 2 else 0)
        while x < rect.right() + r:
            p.drawPath(tile.translated(x, y))
            x += 2 * r
        y, row = y + r * 0.52, row + 1
    p.restore()


def _scale(r: float) -> QPainterPath:
    path = QPainterPath()
    for part in (1.0, 0.7, 0.4):
        box = QRectF(-r * part, -r * part, 2 * r * part, 2 * r * part)
        path.arcMoveTo(box, 0)
        path.arcTo(box, 0, 180)
    return path
