"""Heads of zodiac animals (mèo, trâu, lợn, gà, dê) in layers of cut paper, for whatever they ride in."""

from collections.abc import Callable

from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QTransform

from app.cards.kit import Tint, fill_ellipse, lin, mix, pen, poly, rgba, smooth, stroke
from app.cards.papercut import sheet

Tones = tuple[str, ...]  # body, light, deep
EYE = "#2c2430"


class Paper:
    """Cuts one piece after another, each a little over the last. The origin is the middle of the face."""

    def __init__(self, p: QPainter, shade: QColor, depth: float = 0.34) -> None:
        self.p, self.shade, self.depth = p, shade, depth

    def cut(self, path: QPainterPath, tint: Tint, depth: float = 1.0) -> None:
        box = path.boundingRect()
        fill = lin(0, box.top(), 0, box.bottom(), (0, mix(tint, "#ffffff", 0.10)), (1, mix(tint, self.shade, 0.07)))
        sheet(self.p, path, QBrush(fill), mix(tint, "#ffffff", 0.6), self.shade, depth=self.depth * depth, strength=0.5)

    def both(self, path: QPainterPath, tint: Tint, depth: float = 1.0) -> None:
        """The piece and its mirror image."""
        self.cut(path, tint, depth)
        self.cut(QTransform.fromScale(-1, 1).map(path), tint, depth)

    def eyes(self, x: float, y: float, r: float = 7.5) -> None:
        for side in (-1, 1):
            fill_ellipse(self.p, side * x, y, r, r * 1.15, EYE)
            fill_ellipse(self.p, side * x + r * 0.3, y - r * 0.4, r * 0.34, r * 0.34, "#ffffff")

    def cheeks(self, x: float, y: float, tint: Tint) -> None:
        for side in (-1, 1):
            fill_ellipse(self.p, side * x, y, 11, 7.5, rgba(tint, 0.55))

    def line(self, path: QPainterPath, tint: Tint, width: float) -> None:
        stroke(self.p, path, pen(tint, width))

    def smile(self, y: float, w: float = 9.0) -> None:
        for side in (-1, 1):
            mouth = QPainterPath(QPointF(0, y))
            mouth.quadTo(side * w * 0.6, y + 9, side * w * 1.3, y + 1)
            self.line(mouth, EYE, 3)


def cat(cut: Paper, tones: Tones) -> None:
    body, light, deep = tones[:3]
    cut.cut(smooth([(-44, 30), (44, 30), (62, 120), (-62, 120)]), body)
    cut.both(smooth([(-60, -8), (-62, -60), (-50, -70), (-16, -44)]), body)
    cut.both(smooth([(-53, -22), (-54, -52), (-48, -56), (-28, -42)]), deep, 0.4)
    cut.cut(smooth([(-66, 4), (-50, -42), (0, -54), (50, -42), (66, 4), (46, 44), (0, 56), (-46, 44)]), body)
    for x, h in ((-18, 22), (0, 30), (18, 22)):
        cut.line(poly([(x, -48), (x * 0.8, -50 + h)], False), deep, 6)
    cut.cut(smooth([(-30, 22), (-14, 10), (0, 14), (14, 10), (30, 22), (22, 42), (0, 48), (-22, 42)]), light, 0.5)
    cut.cheeks(43, 20, deep)
    cut.eyes(28, -2)
    cut.cut(smooth([(-8, 13), (8, 13), (0, 22)]), "#e8707a", 0.25)
    cut.smile(25)
    for side in (-1, 1):
        for dy in (-6, 4):
            cut.line(poly([(side * 38, 24 + dy * 0.7), (side * 78, 20 + dy * 2)], False), rgba(EYE, 0.7), 2)


def buffalo(cut: Paper, tones: Tones) -> None:
    body, light, deep = tones[:3]
    cut.cut(smooth([(-52, 20), (52, 20), (72, 120), (-72, 120)]), body)
    horn = [(-30, -46), (-70, -38), (-98, -62), (-96, -104), (-84, -82), (-70, -66), (-34, -70)]
    cut.both(smooth(horn), "#efe2c4")
    cut.both(smooth([(-46, -28), (-84, -30), (-94, -14), (-72, -2), (-46, -8)]), body)
    cut.both(smooth([(-56, -20), (-76, -21), (-80, -13), (-66, -8)]), deep, 0.3)
    cut.cut(smooth([(-48, -50), (0, -64), (48, -50), (52, -6), (36, 34), (0, 46), (-36, 34), (-52, -6)]), body)
    cut.cut(smooth([(-20, -64), (-4, -78), (6, -64), (18, -72), (22, -54), (4, -38), (-12, -44)]), deep, 0.6)
    cut.cut(smooth([(-44, 30), (-30, 12), (0, 8), (30, 12), (44, 30), (32, 56), (0, 62), (-32, 56)]), light, 0.7)
    for side in (-1, 1):
        fill_ellipse(cut.p, side * 17, 27, 6.5, 5, mix(deep, EYE, 0.4))
    cut.smile(43, 11)
    cut.cheeks(40, 6, "#e98a8a")
    cut.eyes(28, -14)


def pig(cut: Paper, tones: Tones) -> None:
    body, light, deep = tones[:3]
    cut.cut(smooth([(-50, 24), (50, 24), (72, 120), (-72, 120)]), body)
    cut.cut(smooth([(-68, 2), (-50, -44), (0, -58), (50, -44), (68, 2), (48, 46), (0, 58), (-48, 46)]), body)
    cut.both(smooth([(-18, -52), (-46, -78), (-66, -66), (-68, -30), (-52, -24)]), mix(body, deep, 0.35))
    cut.both(smooth([(-30, -52), (-48, -66), (-58, -58), (-58, -38)]), light, 0.3)
    cut.cheeks(46, 20, deep)
    cut.eyes(30, -8)
    cut.cut(smooth([(-30, 14), (-18, 0), (18, 0), (30, 14), (20, 30), (-20, 30)]), mix(body, deep, 0.5), 0.8)
    for side in (-1, 1):
        fill_ellipse(cut.p, side * 10, 14, 4.6, 6.8, mix(deep, EYE, 0.3))
    cut.smile(38, 10)


def rooster(cut: Paper, tones: Tones) -> None:
    body, light, deep = tones[:3]
    for x, tint in ((-62, "#3f7d78"), (-46, "#e9a13b"), (-30, deep)):
        tail = [(x + 20, 100), (x - 24, 50), (x - 36, -6), (x - 22, -24), (x - 8, 10), (x + 34, 70)]
        cut.cut(smooth(tail), tint)
    cut.cut(smooth([(-34, 0), (34, 0), (58, 70), (60, 120), (-60, 120), (-58, 70)]), body)
    for x, y in ((-30, 62), (-10, 70), (10, 70), (30, 62), (-20, 46), (0, 52), (20, 46)):
        cut.cut(smooth([(x - 11, y - 8), (x + 11, y - 8), (x + 6, y + 14), (x, y + 20), (x - 6, y + 14)]), light, 0.4)
    comb = [(-28, -34), (-36, -62), (-22, -74), (-12, -60), (0, -84), (12, -60), (24, -74), (36, -60), (28, -34)]
    cut.cut(smooth(comb), "#d8343b")
    cut.cut(smooth([(-44, -4), (-32, -40), (0, -50), (32, -40), (44, -4), (28, 30), (0, 38), (-28, 30)]), light)
    cut.both(smooth([(-4, 14), (-16, 18), (-15, 38), (-5, 40)]), "#d8343b", 0.6)
    cut.cut(poly([(-19, 0), (0, -12), (19, 0), (0, 22)]), "#f2a52f", 0.6)
    cut.line(poly([(-15, 1), (15, 1)], False), mix("#f2a52f", EYE, 0.45), 2.4)
    cut.cheeks(30, 8, "#f0a08a")
    cut.eyes(22, -14)


def goat(cut: Paper, tones: Tones) -> None:
    body, light, deep = tones[:3]
    cut.cut(smooth([(-42, 20), (42, 20), (64, 120), (-64, 120)]), body)
    horn = [(-14, -44), (-22, -80), (-46, -100), (-58, -92), (-44, -72), (-34, -42)]
    cut.both(smooth(horn), "#b58a5c")
    cut.both(smooth([(-38, -30), (-76, -26), (-90, -4), (-70, 2), (-42, -10)]), body)
    cut.both(smooth([(-50, -22), (-72, -18), (-76, -6), (-58, -8)]), "#f0b8a8", 0.3)
    cut.cut(smooth([(-16, 44), (16, 44), (10, 76), (0, 92), (-10, 76)]), light)
    cut.cut(smooth([(-44, -34), (0, -54), (44, -34), (44, 4), (30, 46), (0, 58), (-30, 46), (-44, 4)]), body)
    tuft = [(-26, -44), (-16, -64), (-4, -54), (6, -68), (16, -54), (26, -48), (14, -26), (0, -32), (-14, -26)]
    cut.cut(smooth(tuft), light, 0.6)
    cut.cut(smooth([(-26, 22), (0, 12), (26, 22), (20, 46), (0, 54), (-20, 46)]), light, 0.5)
    cut.cut(smooth([(-9, 24), (9, 24), (0, 33)]), deep, 0.25)
    cut.smile(36, 9)
    cut.cheeks(34, 20, "#f0a08a")
    cut.eyes(25, -6)


ANIMALS: dict[str, Callable[[Paper, Tones], None]] = {
    "meo": cat,
    "trau": buffalo,
    "lon": pig,
    "ga": rooster,
    "de": goat,
}
