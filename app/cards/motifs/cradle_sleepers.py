"""A sleeping baby under its blanket and a plush rabbit, in layered paper."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import Tint, ellipse, fill_ellipse, mix, rgba, smooth
from app.cards.motifs.zoo_animals import Paper


def draw_baby(cut: Paper, art: Art, skin: str, cloth: str) -> None:
    """Its head in a nightcap on the pillow, asleep under a dotted blanket."""
    face, blush = art.color(skin), art.color(skin, 1)
    blanket, dots, cap = (art.color(cloth, i) for i in range(3))
    cut.cut(smooth([(-158, 20), (-150, -46), (-100, -74), (-46, -52), (-40, 20)]), mix(blanket, "#ffffff", 0.72))
    body = smooth([(-70, -44), (-20, -66), (60, -50), (120, -14), (140, 60), (0, 110), (-90, 60)])
    cut.cut(body, blanket, 0.7)
    cut.p.save()
    cut.p.setClipPath(body, Qt.ClipOperation.IntersectClip)
    for i, (x, y) in enumerate(
        ((-24, -38), (16, -44), (54, -26), (-2, -14), (38, -2), (82, -2), (112, 22), (70, 26), (-40, -8))
    ):
        fill_ellipse(cut.p, x, y, 6.5, 6.5, rgba(dots, 0.9 if i % 2 else 0.6))
    cut.p.restore()
    fold = QPainterPath(QPointF(-66, -30))
    fold.cubicTo(-40, -60, 0, -52, 20, 10)
    cut.line(fold, rgba(mix(blanket, cut.shade, 0.4), 0.5), 2.6)
    cut.cut(ellipse(-96, -62, 52, 48), face)
    hood = QPainterPath(QPointF(-150, -66))
    hood.cubicTo(-152, -124, -108, -134, -84, -120)
    hood.cubicTo(-62, -108, -52, -92, -50, -84)
    hood.cubicTo(-84, -104, -122, -96, -150, -66)
    cut.cut(hood, cap, 0.7)
    tail = [(-136, -110), (-112, -130), (-142, -150), (-180, -136), (-188, -104), (-172, -112), (-156, -118)]
    cut.cut(smooth(tail), cap, 0.5)
    cut.cut(ellipse(-186, -98, 14), "#ffffff", 0.5)
    ink = mix(blush, "#4a2a30", 0.75)
    for x in (-118, -76):
        lid = QPainterPath(QPointF(x - 10, -62))
        lid.quadTo(x, -52, x + 10, -62)
        cut.line(lid, ink, 3.4)
        fill_ellipse(cut.p, x + (-8 if x < -90 else 8), -44, 10, 7, rgba(blush, 0.75))
    mouth = QPainterPath(QPointF(-103, -42))
    mouth.quadTo(-97, -35, -91, -42)
    cut.line(mouth, ink, 3)
    cut.cut(ellipse(-58, -22, 15, 12), face, 0.4)


def draw_rabbit(cut: Paper, tint: Tint, blush: Tint) -> None:
    """It sits upright at the baby's feet."""
    for x, turn in ((116, -8), (142, 14)):
        ear = QTransform().translate(x, -62).rotate(turn)
        cut.cut(ear.map(ellipse(0, -34, 11, 36)), tint, 0.6)
        cut.cut(ear.map(ellipse(0, -34, 5, 24)), mix(blush, "#ffffff", 0.4), 0.2)
    cut.cut(ellipse(130, 6, 44, 52), tint, 0.6)
    cut.cut(ellipse(128, -48, 35, 31), tint, 0.6)
    for x in (116, 140):
        fill_ellipse(cut.p, x, -50, 3.6, 4.2, "#3a3040")
    fill_ellipse(cut.p, 128, -40, 4.2, 3.2, mix(blush, "#8a3040", 0.3))
