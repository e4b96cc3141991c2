"""A china bowl from above, and the shadow of a thing on the table."""

from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.kit import ellipse, fill_ellipse, lin, mix, pen, rgba, shadow, smooth, stroke


def under(p: QPainter, path: QPainterPath, dark: QColor, depth: float) -> None:
    """The shadow of a thing on the table, wide and close."""
    shadow(p, path, 7 * depth, 11 * depth, 10 * depth, rgba(dark, 0.36))
    shadow(p, path, 2 * depth, 3.5 * depth, 3 * depth, rgba(dark, 0.42))


def china_dish(p: QPainter, x: float, y: float, r: float, china: list[QColor], dark: QColor) -> None:
    """A bowl from above: lip, glaze going down, a painted border."""
    white, grey, blue = china
    under(p, ellipse(x, y, r), dark, 1.6)
    fill_ellipse(p, x, y, r, r, lin(x - r, y - r, x + r, y + r, (0, white), (0.6, mix(white, grey, 0.4)), (1, grey)))
    stroke(p, ellipse(x, y, r * 0.985), pen(rgba(blue, 0.85), r * 0.018))
    fill_ellipse(
        p,
        x,
        y,
        r * 0.93,
        r * 0.93,
        lin(x - r, y - r, x + r, y + r, (0, mix(grey, dark, 0.12)), (0.5, mix(white, grey, 0.6)), (1, white)),
    )
    stroke(p, ellipse(x, y, r * 0.92), pen(rgba(blue, 0.7), 1.2))
    count = max(18, int(r / 5.5))
    for i in range(count):
        p.save()
        p.translate(x, y)
        p.rotate(360 / count * i)
        leaf = smooth([(0, -r * 0.905), (r * 0.028, -r * 0.875), (0, -r * 0.845), (-r * 0.028, -r * 0.875)])
        p.fillPath(leaf, rgba(blue, 0.75))
        fill_ellipse(p, r * 0.055, -r * 0.874, r * 0.009, r * 0.009, rgba(blue, 0.7))
        p.restore()
    stroke(p, ellipse(x, y, r * 0.83), pen(rgba(blue, 0.7), 1.2))
