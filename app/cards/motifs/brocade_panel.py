"""On silk brocade: a scalloped panel for words, a woven medallion."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import ellipse, pen, rad, rgba, shadow, stroke


def draw_panel(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@panel",
    metal: str = "@foil",
    shade: str = "@shade",
    notch: float = 46.0,
    veil: float = 0.8,
) -> None:
    """A field with scalloped corners, veiled from light (centre) to dark, framed by two rules of foil."""
    box, c = rect.adjusted(10, 10, -10, -10), rect.center()
    field, foil = _scalloped(box, notch), art.foil(metal)
    light, middle, dark = (art.color(tones, i) for i in range(3))
    reach = max(rect.width(), rect.height()) * 0.62
    stops = ((0, rgba(light, veil)), (0.6, rgba(middle, veil)), (1, rgba(dark, min(1, veil + 0.1))))
    p.fillPath(field, rad(c.x(), rect.top() + rect.height() * 0.42, reach, *stops))
    p.save()
    p.setClipPath(field, Qt.ClipOperation.IntersectClip)
    for width, alpha in ((34, 0.10), (20, 0.12), (9, 0.2)):
        stroke(p, field.translated(0, 4), pen(rgba(art.color(shade), alpha), width))
    p.restore()
    stroke(p, field.translated(0, 2), pen(rgba(art.color(shade), 0.6), 7))
    stroke(p, field, pen(foil, 5))
    stroke(p, _scalloped(box.adjusted(12, 12, -12, -12), notch), pen(foil, 1.6))


def _scalloped(box: QRectF, k: float) -> QPainterPath:
    left, top, right, foot = box.left(), box.top(), box.right(), box.bottom()
    path = QPainterPath(QPointF(left + k, top))
    path.lineTo(right - k, top)
    path.cubicTo(right - k, top + k * 0.55, right - k * 0.55, top + k, right, top + k)
    path.lineTo(right, foot - k)
    path.cubicTo(right - k * 0.55, foot - k, right - k, foot - k * 0.55, right - k, foot)
    path.lineTo(left + k, foot)
    path.cubicTo(left + k, foot - k * 0.55, left + k * 0.55, foot - k, left, foot - k)
    path.lineTo(left, top + k)
    path.cubicTo(left + k * 0.55, top + k, left + k, top + k * 0.55, left + k, top)
    return path


def draw_medallion(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@lacquer",
    metal: str = "@foil",
    shade: str = "@shade",
    word: str = "Thọ",
) -> None:
    """A lacquer disc in two rows of lotus petals, rules and beads of foil, with one word of good wish."""
    p.translate(rect.center())
    k = min(rect.width(), rect.height()) / 1060
    p.scale(k, k)
    foil, dark, (deep, lit) = art.foil(metal, 3), art.color(shade), (art.color(tones, i) for i in range(2))
    shadow(p, ellipse(0, 0, 470), 0, 18, 16, rgba(dark, 0.7))
    for near, far, wide, phase in ((400, 490, 98, 0.0), (396, 462, 92, 0.5)):
        for i in range(28):
            petal = QPainterPath(QPointF(0, -near + 30))
            petal.cubicTo(-wide * 0.72, -near, -wide * 0.55, -far + 16, 0, -far)
            petal.cubicTo(wide * 0.55, -far + 16, wide * 0.72, -near, 0, -near + 30)
            p.save()
            p.rotate((i + phase) * 360 / 28)
            p.fillPath(petal, lit if phase else deep)
            stroke(p, petal, pen(foil, 6))
            p.restore()
    p.fillPath(ellipse(0, 0, 412), rad(0, -70, 430, (0, lit), (0.7, deep), (1, QColor(deep).darker(140))))
    for r, width in ((410, 20), (376, 5)):
        stroke(p, ellipse(0, 4, r), pen(rgba(dark, 0.4), width))
        stroke(p, ellipse(0, 0, r), pen(foil, width))
    for i in range(60):
        a = math.tau * i / 60
        p.fillPath(ellipse(393 * math.cos(a), 393 * math.sin(a), 5), foil)
    if not word:
        return
    text = QPainterPath()
    text.addText(0, 0, art.fonts.font("brush", 300), word)
    box = text.boundingRect()
    size = min(560 / box.width(), 520 / box.height())
    sign = QTransform().scale(size, size).map(text.translated(-box.center()))
    shadow(p, sign, 0, 10, 10, rgba(dark, 0.75))
    p.fillPath(sign.translated(3, 5), QColor(dark))
    p.fillPath(sign.translated(-2, -3), QColor("#fff3c4"))
    p.fillPath(sign, foil)


KINDS = {"brocade_panel": draw_panel, "medallion": draw_medallion}
