"""A paper-cut cloud: overlapping scallops on a bar, each outlined in foil."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, lin, mix, pen, rgba, shadow, stroke

# Scallops (x, y, radius) and the bar, in a box of 520 × 260 with room for the shadow
SCALLOPS = ((-150, 6, 40), (150, 10, 34), (-92, -18, 56), (100, -12, 50), (8, -44, 74), (-40, 6, 44), (52, 10, 42))
BAR = QRectF(-215, 8, 430, 40)
BOX = QRectF(-260, -150, 520, 250)


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@cloud",
    metal: str = "@foil",
    shade: str = "@shade",
    flip: bool = False,
) -> None:
    """Fitted to the rectangle, keeping its own proportions (520 : 250)."""
    size = min(rect.width() / BOX.width(), rect.height() / BOX.height())
    p.translate(rect.center())
    p.scale(-size if flip else size, size)
    p.translate(-BOX.center())
    light, dark = art.color(tones, 0), art.color(tones, 1)
    foil, dim = art.foil(metal), rgba(art.color(shade), 0.6)
    bar = QPainterPath()
    bar.addRoundedRect(BAR, 20, 20)
    outline = bar
    for x, y, r in SCALLOPS:
        outline = outline.united(ellipse(x, y, r))
    top = QPainterPath()
    top.addRect(QRectF(-400, -300, 800, 348))
    outline = outline.intersected(top)
    shadow(p, outline, 0, 9, 13, rgba(art.color(shade), 0.7))
    p.save()
    p.setClipPath(outline)
    p.fillPath(outline, lin(0, -120, 0, 50, (0, light), (1, dark)))
    for x, y, r in SCALLOPS:
        scallop = ellipse(x, y, r)
        shadow(p, scallop, 0, 3, 6, dim)
        p.fillPath(scallop, lin(0, y - r, 0, y + r, (0, mix(light, "#ff8a6a", 0.12)), (1, dark)))
        _rings(p, x, y, r, foil)
    p.restore()
    p.fillPath(bar, lin(0, 8, 0, 50, (0, mix(light, dark, 0.5)), (1, dark)))
    stroke(p, bar, pen(foil, 2.6))
    p.setOpacity(0.7)
    p.setPen(pen(foil, 1.3))
    p.drawLine(QPointF(-180, 28), QPointF(120, 28))
    p.setOpacity(1)
    stroke(p, outline, pen(foil, 2.4))


def _rings(p: QPainter, x: float, y: float, r: float, foil: QBrush) -> None:
    p.setBrush(Qt.BrushStyle.NoBrush)
    for part, width, opacity in ((1, 2.4, 1.0), (0.74, 1.4, 0.75), (0.48, 1.2, 0.6)):
        p.setOpacity(opacity)
        p.setPen(pen(foil, width))
        p.drawEllipse(QPointF(x, y), r * part, r * part)
    p.setOpacity(1)


KINDS = {"cloud": draw}
