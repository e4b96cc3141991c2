"""A pair of baby's shoes with bows, in cut paper."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, mix, pen, poly, rgba, smooth, stroke
from app.cards.motifs.zoo_animals import Paper


def draw_shoes(p: QPainter, rect: QRectF, art: Art, *, tones: str = "@cloth", shade: str = "@shade") -> None:
    """A pair of knitted booties with bows, toes to the right."""
    p.setClipRect(rect)
    size = min(rect.width() / 300, rect.height() / 222)
    p.translate(rect.center().x() - 10 * size, rect.bottom() - 44 * size)
    p.scale(size, size)
    cut, rng = Paper(p, art.color(shade), 0.7), art.rng(155)
    for x, y, turn in ((-62, -22, rng.uniform(-7, -2)), (22, 0, rng.uniform(-2, 4))):
        p.save()
        p.translate(x, y)
        p.rotate(turn)
        p.scale(1, 0.88)
        _bootie(cut, art.color(tones, 2), art.color(tones))
        p.restore()


def _bootie(cut: Paper, tint: QColor, trim: QColor) -> None:
    shoe = QPainterPath(QPointF(-46, -104))
    shoe.cubicTo(-52, -70, -58, -40, -54, -10)
    shoe.cubicTo(-50, 2, -20, 2, 20, 2)
    shoe.cubicTo(70, 4, 88, -8, 86, -30)
    shoe.cubicTo(82, -60, 44, -60, 24, -66)
    shoe.cubicTo(18, -80, 18, -92, 18, -104)
    shoe.closeSubpath()
    cut.cut(shoe, tint)
    cut.p.save()
    cut.p.setClipPath(shoe, Qt.ClipOperation.IntersectClip)
    for i in range(8):  # knitting
        row = QPainterPath(QPointF(-60, -88 + i * 13))
        row.cubicTo(-20, -82 + i * 13, 40, -86 + i * 14, 96, -74 + i * 14)
        stitch = pen(rgba(mix(tint, cut.shade, 0.35), 0.28), 2.4)
        stitch.setDashPattern([2.2, 2.0])
        stroke(cut.p, row, stitch)
    cut.p.restore()
    sole = smooth([(-56, -12), (10, -4), (80, -18), (88, -8), (70, 8), (0, 10), (-50, 8), (-60, 0)])
    cut.cut(sole, mix(tint, "#ffffff", 0.65), 0.5)
    toe = smooth([(40, -54), (74, -50), (86, -26), (78, -16), (52, -22), (40, -38)])
    cut.cut(toe, mix(tint, "#ffffff", 0.35), 0.35)
    cuff = QPainterPath()
    for i in range(6):
        cuff = cuff.united(ellipse(-46 + i * 13, -106, 12, 13))
    cut.cut(cuff, mix(trim, "#ffffff", 0.7), 0.6)
    for side in (-1, 1):
        cut.cut(smooth([(-6, -74), (-6 + side * 20, -88), (-6 + side * 28, -73), (-6 + side * 19, -62)]), trim, 0.45)
        cut.cut(poly([(-6, -72), (-6 + side * 8, -44), (-6 + side * 18, -48)]), trim, 0.35)
    cut.cut(ellipse(-6, -74, 7), mix(trim, "#ffffff", 0.3), 0.35)


KINDS = {"baby_shoes": draw_shoes}
