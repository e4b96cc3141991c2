"""Thin foil lines as a press leaves them: a shadow under the lip, a hair of light over it, the metal."""

from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath

from app.cards.kit import Tint, pen, rgba, stroke


def line(
    p: QPainter,
    path: QPainterPath,
    metal: QBrush,
    width: float = 2.0,
    *,
    opacity: float = 1.0,
    press: Tint | None = None,
    light: Tint = "#ffffff",
) -> None:
    """press: the colour of the dent's shadow; None leaves the line flat, as fine veins are."""
    p.save()
    p.setOpacity(p.opacity() * opacity)
    if press is not None:
        stroke(p, path.translated(0.5, 1.1), pen(rgba(press, 0.26), width * 1.15))
        stroke(p, path.translated(-0.4, -0.8), pen(rgba(light, 0.6 * QColor(light).alphaF()), width))
    stroke(p, path, pen(metal, width))
    p.restore()
