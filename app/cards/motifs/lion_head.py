"""The head of a lion dance, seen from the front, flat: horn and mirror, rolling eyes, furry brows, the open jaw."""

import math
import random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import Point, ellipse, fill_ellipse, lin, mix, pen, poly, rgba, shadow, smooth, stroke

BOX = (600.0, 660.0)
X = 300.0


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    coat: str = "@lion",
    fur: str = "@fur",
    gold: str = "@gold",
    accent: str = "@jade",
    mouth: str = "@mouth",
    shade: str = "@shade",
) -> None:
    """coat: deep, own, lit; fur: shaded, own; gold: deep, own, lit; accent: deep, own; mouth: throat, tongue, teeth."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    k = min(rect.width() / BOX[0], rect.height() / BOX[1])
    p.translate(rect.center().x() - X * k, rect.bottom() - BOX[1] * k)
    p.scale(k, k)
    rng = art.rng(91)
    c = _Coat(*([QColor(t) for t in art.ramp(key)] for key in (coat, fur, gold, accent, mouth)), art.color(shade))
    _mane(p, c, rng)
    _beard(p, c, rng)
    _ears(p, c, rng)
    _horn(p, c)
    _jaw(p, c, rng)
    _face(p, c)
    _mirror(p, c, rng)
    _eyes(p, c, rng)
    _nose(p, c)
    _lip(p, c)
    _pompoms(p, c, rng)


class _Coat:
    """The colours of one head."""

    def __init__(
        self,
        coat: list[QColor],
        fur: list[QColor],
        gold: list[QColor],
        accent: list[QColor],
        mouth: list[QColor],
        shade: QColor,
    ) -> None:
        self.coat, self.fur, self.gold, self.accent, self.mouth, self.shade = coat, fur, gold, accent, mouth, shade


def _tufts(points: list[Point], outward: list[float], width: float, length: float, bend: float) -> list[QPainterPath]:
    """Pointed locks along a course, each leaning by `bend`; outward: their directions in radians."""
    locks = []
    for (x, y), a in zip(points, outward, strict=True):
        tip = (x + math.cos(a + bend) * length, y + math.sin(a + bend) * length)
        n = (-math.sin(a) * width, math.cos(a) * width)
        lock = QPainterPath(QPointF(x + n[0], y + n[1]))
        lock.quadTo(x + n[0] + math.cos(a) * length * 0.6, y + n[1] + math.sin(a) * length * 0.6, *tip)
        lock.quadTo(x - n[0] + math.cos(a) * length * 0.3, y - n[1] + math.sin(a) * length * 0.3, x - n[0], y - n[1])
        lock.closeSubpath()
        locks.append(lock)
    return locks


def _mane(p: QPainter, c: _Coat, rng: random.Random) -> None:
    """Two rings of locks about the head, mirrored so that it looks straight ahead."""
    body = ellipse(X, 318, 218, 208)
    shadow(p, body, 0, 16, 16, rgba(c.shade, 0.35))
    for ring, (rx, ry, length, tone) in enumerate(((204, 196, 66, c.fur[0]), (186, 180, 58, c.fur[1]))):
        for side in (-1, 1):
            for i in range(19):
                a = -math.pi / 2 + side * math.pi * (i + 0.5 + ring * 0.4) / 18.6 * 0.92
                at = (X + math.cos(a) * rx, 318 + math.sin(a) * ry)
                for lock in _tufts([at], [a], 25, length * rng.uniform(0.92, 1.08), side * 0.5):
                    p.fillPath(lock, tone)
    p.fillPath(body, c.fur[1])


def _beard(p: QPainter, c: _Coat, rng: random.Random) -> None:
    for row, (y, tone, length) in enumerate(((520, c.fur[0], 112), (508, c.fur[1], 92))):
        for i in range(9):
            u = (i - 4) / 4
            at = (X + u * 126, y - abs(u) * 34)
            for lock in _tufts(
                [at], [math.pi / 2 - u * 0.35], 24, length * (1 - 0.32 * abs(u)) * rng.uniform(0.95, 1.05), -u * 0.24
            ):
                p.fillPath(lock, mix(tone, c.fur[0], 0.25 * (row == 1 and i % 2)))


def _ears(p: QPainter, c: _Coat, rng: random.Random) -> None:
    tilt = rng.uniform(-4, 8)
    for side in (-1, 1):
        p.save()
        p.translate(X + side * 186, 170)
        p.rotate(side * (38 + tilt))
        for size, tone in ((1.0, c.fur[0]), (0.88, c.coat[1]), (0.60, c.gold[1]), (0.34, c.coat[0])):
            q = [(0, 40), (-44, 6), (-40, -44), (0, -104), (40, -44), (44, 6)]
            p.fillPath(smooth([(x * size, y * size - (1 - size) * 4) for x, y in q]), tone)
        p.restore()


def _horn(p: QPainter, c: _Coat) -> None:
    horn = QPainterPath(QPointF(X - 34, 112))
    horn.cubicTo(X - 34, 60, X - 12, 36, X, 6)
    horn.cubicTo(X + 12, 36, X + 34, 60, X + 34, 112)
    horn.closeSubpath()
    p.fillPath(horn, c.gold[1])
    half = QPainterPath(QPointF(X, 6))
    half.cubicTo(X + 12, 36, X + 34, 60, X + 34, 112)
    half.lineTo(X + 6, 112)
    half.closeSubpath()
    p.fillPath(half, c.gold[0])
    for y, w in ((84, 29), (62, 22), (42, 14)):
        band = QPainterPath(QPointF(X - w, y))
        band.quadTo(X, y + 10, X + w, y)
        stroke(p, band, pen(c.coat[1], 6))


def _jaw(p: QPainter, c: _Coat, rng: random.Random) -> None:
    """The open mouth: throat, tongue, the lower lip with its teeth."""
    throat = smooth(
        [
            (X - 158, 392),
            (X, 374),
            (X + 158, 392),
            (X + 150, 466),
            (X + 84, 516),
            (X, 530),
            (X - 84, 516),
            (X - 150, 466),
        ]
    )
    p.fillPath(throat, c.mouth[0])
    sway = rng.uniform(-10, 10)
    p.save()
    p.setClipPath(throat, Qt.ClipOperation.IntersectClip)
    tongue = smooth([(X - 74, 540), (X - 70 + sway, 476), (X + sway, 452), (X + 70 + sway, 476), (X + 74, 540)])
    p.fillPath(tongue, c.mouth[1])
    stroke(p, poly([(X + sway, 470), (X + sway * 0.4, 530)], False), pen(c.mouth[0], 5))
    p.restore()
    lip = QPainterPath(QPointF(X - 172, 410))
    lip.cubicTo(X - 164, 506, X - 86, 550, X, 550)
    lip.cubicTo(X + 86, 550, X + 164, 506, X + 172, 410)
    lip.lineTo(X + 144, 420)
    lip.cubicTo(X + 132, 484, X + 76, 514, X, 514)
    lip.cubicTo(X - 76, 514, X - 132, 484, X - 144, 420)
    lip.closeSubpath()
    p.fillPath(lip, c.coat[1])
    for i in range(-3, 4):
        tooth = QPainterPath()
        tooth.addRoundedRect(QRectF(X + i * 29 - 13.5, 496 - abs(i) ** 2 * 3.4, 27, 30), 9, 9)
        p.fillPath(tooth, c.mouth[2])
    inner = QPainterPath(QPointF(X - 158, 430))
    inner.cubicTo(X - 148, 500, X - 80, 533, X, 533)
    inner.cubicTo(X + 80, 533, X + 148, 500, X + 158, 430)
    stroke(p, inner, pen(c.gold[1], 6))


def _face(p: QPainter, c: _Coat) -> None:
    """The painted mask over the jaw, its halves lit and shaded."""
    face = smooth(
        [
            (X, 92),
            (X + 86, 108),
            (X + 158, 168),
            (X + 188, 252),
            (X + 192, 330),
            (X + 176, 396),
            (X + 96, 396),
            (X, 376),
        ]
        + [(X - 96, 396), (X - 176, 396), (X - 192, 330), (X - 188, 252), (X - 158, 168), (X - 86, 108)]
    )
    shadow(p, face, 0, 8, 7, rgba(c.shade, 0.35))
    p.fillPath(face, c.coat[1])
    p.save()
    p.setClipPath(face, Qt.ClipOperation.IntersectClip)
    p.fillPath(face.subtracted(face.translated(-26, 8)), c.coat[0])
    p.fillPath(face.subtracted(face.translated(22, 12)), c.coat[2])
    for side in (-1, 1):
        for i, tone in enumerate((c.gold[1], c.accent[1], c.gold[2])):
            flame = QPainterPath(QPointF(X + side * (40 + i * 6), 100 + i * 4))
            flame.cubicTo(
                X + side * (96 - i * 14),
                112 + i * 6,
                X + side * (128 - i * 22),
                148,
                X + side * (150 - i * 30),
                190 - i * 10,
            )
            flame.cubicTo(
                X + side * (110 - i * 18), 172, X + side * (86 - i * 10), 160, X + side * (52 - i * 2), 158 - i * 6
            )
            flame.closeSubpath()
            p.fillPath(flame, tone)
        x, y = X + side * 150, 338
        swirl = QPainterPath(QPointF(x + 30 * side, y + 6))
        for j in range(1, 26):
            a, r = j * 0.36, 30 - j * 1.08
            swirl.lineTo(x + side * math.cos(a) * r, y + 6 + math.sin(a) * r)
        stroke(p, swirl, pen(c.gold[1], 8))
        for j in range(3):
            fill_ellipse(p, X + side * (168 - j * 9), 276 - j * 2 + j * j * 3 - 30, 6 - j, 6 - j, c.gold[2])
    p.restore()


def _mirror(p: QPainter, c: _Coat, rng: random.Random) -> None:
    """The bright mirror that frightens bad luck away, in petals."""
    turn = rng.uniform(0, 45)
    for i in range(8):
        a = math.radians(turn + i * 45)
        fill_ellipse(p, X + math.cos(a) * 27, 152 + math.sin(a) * 27, 13, 13, c.gold[0 if i % 2 else 2])
    p.fillPath(ellipse(X, 152, 29), c.gold[1])
    p.fillPath(
        ellipse(X, 152, 21),
        lin(
            X - 18,
            136,
            X + 18,
            168,
            (0, "#ffffff"),
            (0.5, mix("#ffffff", c.accent[1], 0.3)),
            (1, mix("#ffffff", c.accent[0], 0.45)),
        ),
    )


def _eyes(p: QPainter, c: _Coat, rng: random.Random) -> None:
    look, lid = (rng.uniform(-9, 9), rng.uniform(-5, 7)), rng.uniform(0.14, 0.27)
    for side in (-1, 1):
        x, y = X + side * 88, 256
        p.fillPath(ellipse(x, y, 68), c.gold[1])
        p.fillPath(ellipse(x, y, 60), c.coat[0])
        ball = ellipse(x, y, 54)
        p.fillPath(ball, QColor("#ffffff"))
        p.fillPath(ellipse(x + look[0], y + 4 + look[1], 33), c.accent[1])
        p.fillPath(ellipse(x + look[0] * 1.3, y + 4 + look[1] * 1.2, 21), QColor("#17110f"))
        p.fillPath(ellipse(x + look[0] * 1.3 + 9, y - 5 + look[1], 8), QColor("#ffffff"))
        p.save()
        p.setClipPath(ball, Qt.ClipOperation.IntersectClip)
        half = QRectF(x - 60, y - 60, 120, 120 * lid)
        p.fillRect(half, c.accent[0])
        p.fillRect(QRectF(half.left(), half.bottom() - 8, 120, 8), c.gold[1])
        p.restore()
        for i in range(5):
            a = math.radians(-90 + side * (i * 17 - 6))
            at, tip = (x + math.cos(a) * 66, y + math.sin(a) * 66), (x + math.cos(a) * 88, y + math.sin(a) * 88)
            stroke(p, poly([at, tip], False), pen(c.fur[1], 7))
        course = [
            (x - side * 62 + side * i * 17.5, y - 62 - 30 * math.sin(math.pi * (i + 0.6) / 8.4)) for i in range(8)
        ]
        for tone, size, drop in ((c.fur[0], 1.0, 6), (c.fur[1], 0.86, 0)):
            for j, (bx, by) in enumerate(course):
                fill_ellipse(
                    p,
                    bx,
                    by + drop,
                    19 * size * (1 - 0.045 * abs(j - 3.5)),
                    19 * size * (1 - 0.045 * abs(j - 3.5)),
                    tone,
                )


def _nose(p: QPainter, c: _Coat) -> None:
    bridge = smooth(
        [
            (X - 20, 226),
            (X + 20, 226),
            (X + 26, 300),
            (X + 56, 330),
            (X + 40, 356),
            (X, 362),
            (X - 40, 356),
            (X - 56, 330),
            (X - 26, 300),
        ]
    )
    p.fillPath(bridge, c.gold[1])
    p.fillPath(bridge.subtracted(bridge.translated(-12, 4)), c.gold[0])
    for i in range(3):
        arc = QPainterPath(QPointF(X - 17 - i * 2, 248 + i * 20))
        arc.quadTo(X, 260 + i * 20, X + 17 + i * 2, 248 + i * 20)
        stroke(p, arc, pen(c.coat[1], 5))
    for side in (-1, 1):
        fill_ellipse(p, X + side * 31, 336, 20, 17, c.coat[1])
        fill_ellipse(p, X + side * 31, 339, 10, 8, c.coat[0])
    fill_ellipse(p, X, 326, 17, 15, c.gold[2])


def _lip(p: QPainter, c: _Coat) -> None:
    """The upper lip: teeth, a gold band, a roll of fur that curls at its ends."""
    for i in range(-4, 5):
        tooth = QPainterPath()
        tooth.addRoundedRect(QRectF(X + i * 33 - 16, 378 + abs(i) * 2.2, 32, 32 + (12 if abs(i) == 3 else 0)), 10, 10)
        p.fillPath(tooth, c.mouth[2])
    band = QPainterPath(QPointF(X - 188, 384))
    band.cubicTo(X - 120, 410, X - 70, 372, X, 372)
    band.cubicTo(X + 70, 372, X + 120, 410, X + 188, 384)
    stroke(p, band, pen(c.gold[0], 32))
    stroke(p, band.translated(0, -3), pen(c.gold[1], 24))
    for tone, r, drop in ((c.fur[0], 17.0, 4.0), (c.fur[1], 14.5, 0.0)):
        for i in range(23):
            at = band.pointAtPercent(i / 22)
            size = r * (1 + 0.22 * abs(i - 11) / 11)
            fill_ellipse(p, at.x(), at.y() - 16 + drop, size, size, tone)


def _pompoms(p: QPainter, c: _Coat, rng: random.Random) -> None:
    tones = [c.accent[1], c.gold[1], c.coat[2]]
    rng.shuffle(tones)
    spots = ((-214, 390, 0), (214, 390, 0), (-104, 96, 1), (104, 96, 1), (0, 14, 2))
    for x, y, i in spots:
        r = 25 if i == 0 else 18 if i == 1 else 15
        for j in range(12):
            a = math.tau * j / 12
            fill_ellipse(
                p,
                X + x + math.cos(a) * r * 0.62,
                y + math.sin(a) * r * 0.62,
                r * 0.46,
                r * 0.46,
                mix(tones[i], "#000000", 0.16 if math.sin(a) > 0.1 else 0.0),
            )
        fill_ellipse(p, X + x - r * 0.12, y - r * 0.16, r * 0.66, r * 0.66, tones[i])
        fill_ellipse(p, X + x - r * 0.26, y - r * 0.34, r * 0.26, r * 0.22, mix(tones[i], "#ffffff", 0.45))


KINDS = {"lion_head": draw}
