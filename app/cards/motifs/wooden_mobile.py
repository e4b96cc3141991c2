"""A mobile of painted wooden toys on threads: ngựa gỗ, voi, cá, trống bỏi, chong chóng, star and moon, with beads."""

import math
import random
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, lin, mix, pen, poly, rad, rgba, shadow, smooth, stroke

BOX = QRectF(-16, 0, 432, 916)
# x and y of each toy, its name, the beads over it
TOYS = (
    (56, 352, "elephant", 3),
    (112, 592, "fish", 4),
    (200, 420, "star", 2),
    (278, 668, "horse", 4),
    (344, 352, "moon", 3),
    (200, 800, "drum", 3),
    (356, 524, "pinwheel", 2),
)


class Wood:
    """Saws pieces out of painted wood: a shadow, a thick edge, the face with its grain."""

    def __init__(self, p: QPainter, dark: QColor, timber: QColor, rng: random.Random) -> None:
        self.p, self.dark, self.timber, self.rng = p, dark, timber, rng

    def saw(self, path: QPainterPath, tint: QColor, thick: float = 1.0) -> None:
        p, box = self.p, path.boundingRect()
        shadow(p, path, 7 * thick, 11 * thick, 8 * thick, rgba(self.dark, 0.30))
        for i in range(4):
            p.fillPath(path.translated(thick * (4 - i) * 0.8, thick * (4 - i) * 1.1), mix(tint, self.dark, 0.42))
        face = lin(
            box.left(),
            box.top(),
            box.right(),
            box.bottom(),
            (0, mix(tint, "#ffffff", 0.20)),
            (1, mix(tint, self.timber, 0.18)),
        )
        p.fillPath(path, face)
        p.save()
        p.setClipPath(path, Qt.ClipOperation.IntersectClip)
        y = box.top() - 6
        while y < box.bottom() + 6:
            wave, bend = QPainterPath(QPointF(box.left() - 4, y)), self.rng.uniform(-5, 5)
            wave.cubicTo(
                box.left() + box.width() * 0.3,
                y + bend,
                box.left() + box.width() * 0.7,
                y - bend,
                box.right() + 4,
                y + bend * 0.4,
            )
            stroke(
                p, wave, pen(rgba(mix(tint, self.dark, 0.6), self.rng.uniform(0.06, 0.18)), self.rng.uniform(0.7, 1.6))
            )
            y += self.rng.uniform(3.5, 8)
        stroke(p, path.translated(1.4, 1.8), pen(rgba("#ffffff", 0.35), 2.2))
        p.restore()

    def bead(self, x: float, y: float, r: float, tint: QColor) -> None:
        fill_ellipse(self.p, x + 4, y + 7, r, r, rgba(self.dark, 0.16))
        ball = rad(
            x - r * 0.35,
            y - r * 0.4,
            r * 1.5,
            (0, mix(tint, "#ffffff", 0.7)),
            (0.35, mix(tint, "#ffffff", 0.12)),
            (1, mix(tint, self.dark, 0.42)),
        )
        fill_ellipse(self.p, x, y, r, r, ball)

    def dot(self, x: float, y: float, r: float = 3.6) -> None:
        fill_ellipse(self.p, x, y, r, r, mix(self.dark, "#000000", 0.3))


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    paint: str = "@paint",
    timber: str = "@timber",
    thread: str = "@string",
    shade: str = "@shade",
) -> None:
    """Fitted to the rectangle, hanging from its top."""
    p.setClipRect(rect)
    size = min(rect.width() / BOX.width(), rect.height() / BOX.height())
    p.translate(rect.center().x() - BOX.center().x() * size, rect.top())
    p.scale(size, size)
    rng, tones = art.rng(161), [art.color(paint, i) for i in range(len(art.ramp(paint)))]
    wood = Wood(p, art.color(shade), art.color(timber), rng)
    cord = art.color(thread)
    for x in (40, 200, 360):
        _thread(p, 200, 0, x, 118 + (14 if x == 200 else 0), cord)
    _hoop(wood, art, timber)
    for i, (x, y, name, beads) in enumerate(TOYS):
        swing = rng.uniform(-9, 9)
        top = 126 + 22 * math.sqrt(max(0.0, 1 - ((x - 200) / 176) ** 2))
        start = 470 if name == "drum" else 404 if name == "pinwheel" else top
        _thread(p, x, start, x + swing, y - 40, cord)
        for b in range(beads):
            t = 0.86 - b * 22 / max(60.0, y - 40 - start)
            wood.bead(x + swing * t, start + (y - 40 - start) * t, 10.5 - b, tones[(i + b + 1) % len(tones)])
    for i, (x, y, name, _) in enumerate(TOYS):
        p.save()
        p.translate(x, y)
        p.rotate(rng.uniform(-7, 7))
        SHAPES[name](wood, tones[i % len(tones) :] + tones[: i % len(tones)])
        p.restore()


def _thread(p: QPainter, x0: float, y0: float, x1: float, y1: float, tint: QColor) -> None:
    line = QPainterPath(QPointF(x0, y0))
    line.lineTo(x1, y1)
    stroke(p, line, pen(rgba(tint, 0.85), 2.0))


def _hoop(wood: Wood, art: Art, timber: str) -> None:
    light, deep = art.color(timber), art.color(timber, 1)
    ring = ellipse(200, 126, 180, 30).subtracted(ellipse(200, 124, 162, 19))
    shadow(wood.p, ring, 4, 12, 8, rgba(wood.dark, 0.28))
    wood.p.fillPath(ring.translated(0, 7), mix(deep, wood.dark, 0.35))
    wood.p.fillPath(ring, lin(20, 0, 380, 0, (0, deep), (0.3, mix(light, "#ffffff", 0.25)), (0.7, light), (1, deep)))
    wood.bead(200, 26, 15, art.color("@paint"))
    wood.bead(200, 52, 11, art.color("@paint", 1))


def _star(wood: Wood, tones: list[QColor]) -> None:
    points = [(math.sin(math.pi * i / 5) * r, -math.cos(math.pi * i / 5) * r) for i, r in enumerate((52, 30) * 5)]
    wood.saw(smooth(points), tones[0])
    wood.dot(-11, -2)
    wood.dot(11, -2)
    mouth = QPainterPath(QPointF(-9, 9))
    mouth.quadTo(0, 18, 9, 9)
    stroke(wood.p, mouth, pen(mix(wood.dark, "#000000", 0.2), 3))


def _moon(wood: Wood, tones: list[QColor]) -> None:
    wood.saw(ellipse(0, 0, 48).subtracted(ellipse(22, -10, 40)), tones[0])
    wood.dot(-30, 2, 3)


def _fish(wood: Wood, tones: list[QColor]) -> None:
    wood.saw(smooth([(34, 0), (70, -30), (62, 0), (70, 30)]), tones[2])
    wood.saw(smooth([(-10, -26), (14, -46), (30, -22)]), tones[2])
    wood.saw(smooth([(-62, 2), (-30, -30), (16, -28), (46, 0), (16, 28), (-30, 30)]), tones[0])
    for x in (-14, 6, 24):
        scale = QPainterPath(QPointF(x, -20 + abs(x) * 0.2))
        scale.quadTo(x + 13, 0, x, 20 - abs(x) * 0.2)
        stroke(wood.p, scale, pen(rgba("#ffffff", 0.75), 4))
    fill_ellipse(wood.p, -40, -6, 8, 8, "#ffffff")
    wood.dot(-41, -6, 4)


def _elephant(wood: Wood, tones: list[QColor]) -> None:
    body = [(-56, 44), (-60, -4), (-40, -36), (6, -42), (24, -30), (50, -28), (62, -4), (64, 30), (76, 38), (66, 48), (50, 40),
            (46, 10), (34, 14), (34, 46), (12, 46), (10, 24), (-24, 24), (-26, 46)]  # fmt: skip
    wood.saw(smooth(body), tones[0])
    wood.saw(smooth([(8, -26), (30, -22), (34, 2), (18, 16), (4, 4)]), tones[2], 0.5)
    wood.saw(smooth([(-44, -32), (-8, -40), (-2, -10), (-24, 2), (-46, -6)]), tones[3], 0.4)
    wood.dot(46, -10)


def _horse(wood: Wood, tones: list[QColor]) -> None:
    rocker = QPainterPath(QPointF(-66, 40))
    rocker.cubicTo(-34, 74, 34, 74, 66, 40)
    rocker.lineTo(58, 34)
    rocker.cubicTo(30, 58, -30, 58, -58, 34)
    rocker.closeSubpath()
    wood.saw(poly([(-40, 52), (-30, 10), (-16, 10), (-24, 58)]), tones[0], 0.7)
    wood.saw(poly([(40, 52), (26, 10), (12, 10), (22, 58)]), tones[0], 0.7)
    wood.saw(rocker, tones[1], 0.8)
    wood.saw(smooth([(-62, -14), (-54, -30), (-40, -22), (-48, 4), (-60, 16)]), tones[2], 0.6)
    body = [
        (-46, 14),
        (-46, -14),
        (-24, -22),
        (8, -20),
        (20, -48),
        (34, -62),
        (40, -54),
        (58, -36),
        (56, -24),
        (38, -26),
        (34, 4),
        (26, 18),
        (-10, 22),
    ]
    wood.saw(smooth(body), tones[0])
    wood.saw(smooth([(8, -22), (10, -52), (28, -66), (30, -52), (20, -36), (18, -18)]), tones[2], 0.5)
    wood.saw(smooth([(-26, -24), (4, -22), (2, 4), (-22, 4)]), tones[3], 0.4)
    wood.dot(40, -42)


def _drum(wood: Wood, tones: list[QColor]) -> None:
    """Trống bỏi: a little drum on a stick, with two balls on strings."""
    stick = QPainterPath()
    stick.addRoundedRect(QRectF(-6, 10, 12, 72), 6, 6)
    wood.saw(stick, wood.timber, 0.7)
    for side in (-1, 1):
        _thread(wood.p, side * 38, -6, side * 62, 24, wood.dark)
        wood.bead(side * 63, 30, 9, tones[2])
    wood.saw(ellipse(0, -4, 44), tones[0])
    wood.p.fillPath(ellipse(0, -4, 34), mix("#fff3d8", wood.timber, 0.10))
    for i in range(5):
        turn = QTransform().translate(0, -4).rotate(i * 72)
        wood.p.fillPath(turn.map(smooth([(0, 0), (-9, -15), (0, -25), (9, -15)])), tones[1])
    fill_ellipse(wood.p, 0, -4, 6, 6, tones[3])


def _pinwheel(wood: Wood, tones: list[QColor]) -> None:
    """Chong chóng with four blades."""
    stick = QPainterPath()
    stick.addRoundedRect(QRectF(-4, 0, 8, 74), 4, 4)
    wood.saw(stick, wood.timber, 0.6)
    for i in range(4):
        turn = QTransform().rotate(i * 90)
        blade = QPainterPath(QPointF(0, 0))
        blade.cubicTo(-6, -24, 2, -46, 30, -46)
        blade.cubicTo(32, -26, 20, -10, 0, 0)
        wood.saw(turn.map(blade), tones[i % len(tones)], 0.5)
    wood.bead(0, 0, 8, tones[2])


SHAPES: dict[str, Callable[[Wood, list[QColor]], None]] = {
    "drum": _drum,
    "elephant": _elephant,
    "fish": _fish,
    "horse": _horse,
    "moon": _moon,
    "pinwheel": _pinwheel,
    "star": _star,
}
KINDS = {"wooden_mobile": draw}
