"""A desk late in the evening, in flat shapes: a lamp that is on, books, round glasses, pencils and a paper boat."""

import random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, lin, mix, pen, poly, rgba, shadow, smooth, stroke
from app.cards.motifs.desk_books import open_book, stack
from app.cards.motifs.desk_lamp import DESK, beam, cast, draw_lamp, pool

BOX = QRectF(0, 0, 960, 700)


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    lamp: str = "@lamp",
    light: str = "@light",
    books: str = "@books",
    paper: str = "@paper",
    wood: str = "@wood",
    shade: str = "@shade",
    x: float = 0.5,
) -> None:
    """The desk fills the rectangle's width; what stands on it is centred at `x` of it. lamp: light, mid, dark; books: five."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    size = min(rect.width() / BOX.width(), rect.height() / BOX.height())
    left = min(
        max(rect.left(), rect.left() + rect.width() * x - BOX.width() * size / 2), rect.right() - BOX.width() * size
    )
    rng, dark, warm = art.rng(23), art.color(shade), art.color(light)
    _desk(p, rect, rect.bottom() - (BOX.height() - DESK) * size, size, tuple(QColor(t) for t in art.ramp(wood)), dark)
    p.translate(left, rect.bottom() - BOX.height() * size)
    p.scale(size, size)
    metal, cloth, sheet = (tuple(QColor(t) for t in art.ramp(ref)) for ref in (lamp, books, paper))
    beam(p, warm, rng)
    pool(p, warm)
    stack(p, cloth, sheet, dark, rng)
    _pencils(p, cloth, metal, dark, rng)
    open_book(p, cloth, sheet, dark)
    draw_lamp(p, metal, warm, dark)
    _glasses(p, metal, dark, warm)


def _desk(p: QPainter, rect: QRectF, y: float, size: float, wood: tuple[QColor, ...], dark: QColor) -> None:
    top, front = wood[0], wood[1]
    y -= 14 * size
    plate = QRectF(rect.left(), y, rect.width(), 86 * size)
    p.fillRect(plate, lin(0, plate.top(), 0, plate.bottom(), (0, mix(top, front, 0.35)), (1, top)))
    p.fillRect(QRectF(rect.left(), plate.bottom(), rect.width(), rect.bottom() - plate.bottom()), front)
    p.fillRect(QRectF(rect.left(), plate.bottom(), rect.width(), 12 * size), rgba(dark, 0.22))


def _pencils(
    p: QPainter, cloth: tuple[QColor, ...], metal: tuple[QColor, ...], dark: QColor, rng: random.Random
) -> None:
    x, y = 520.0, DESK - 8
    cast(p, x, y + 2, 96, dark)
    for i, (turn, length) in enumerate(((-13, 150), (-4, 176), (5, 140), (13, 164))):
        p.save()
        p.translate(x + (i - 1.5) * 15, y - 60)
        p.rotate(turn + rng.uniform(-2.5, 2.5))
        tone = cloth[(i + 1) % len(cloth)]
        p.fillRect(
            QRectF(-7, -length + 26, 14, length - 26),
            lin(-7, 0, 7, 0, (0, tone), (0.55, tone), (0.55, mix(tone, dark, 0.2)), (1, mix(tone, dark, 0.2))),
        )
        p.fillPath(poly([(-7, -length + 26), (7, -length + 26), (0, -length)]), QColor("#f3dcb4"))
        p.fillPath(poly([(-2.4, -length + 9), (2.4, -length + 9), (0, -length)]), mix(tone, dark, 0.4))
        p.restore()
    cup = QPainterPath(QPointF(x - 46, y - 96))
    cup.lineTo(x + 46, y - 96)
    cup.lineTo(x + 38, y)
    cup.quadTo(x, y + 9, x - 38, y)
    cup.closeSubpath()
    light, mid, deep = metal
    p.fillPath(
        cup,
        lin(
            x - 46,
            0,
            x + 46,
            0,
            (0, mix(light, "#ffffff", 0.35)),
            (0.62, light),
            (0.62, mix(light, mid, 0.6)),
            (1, mix(light, mid, 0.6)),
        ),
    )
    band = poly([(x - 43.5, y - 66), (x + 43.5, y - 66), (x + 41, y - 36), (x - 41, y - 36)])
    p.fillPath(band, rgba(deep, 0.75))


def _glasses(p: QPainter, metal: tuple[QColor, ...], dark: QColor, warm: QColor) -> None:
    """Round glasses put down in front of the stack, their temples folded back."""
    y, r = DESK + 22, 31.0
    shadow(p, ellipse(640, y + 33, 104, 6), 0, 2, 4, rgba(dark, 0.5))
    frame = mix(dark, metal[2], 0.25)
    for side in (-1, 1):
        x = 632 + side * 40
        temple = smooth([(x + side * 27, y - 14), (x + side * 60, y - 26), (x + side * 30, y - 40)], close=False)
        stroke(p, temple, pen(frame, 4.5))
        fill_ellipse(
            p,
            x,
            y,
            r,
            r,
            lin(
                x - r,
                y - r,
                x + r,
                y + r,
                (0, rgba("#ffffff", 0.62)),
                (0.5, rgba(mix(warm, "#ffffff", 0.4), 0.30)),
                (1, rgba("#ffffff", 0.18)),
            ),
        )
        gleam = QPainterPath()
        gleam.arcMoveTo(QRectF(x - r * 0.68, y - r * 0.68, r * 1.36, r * 1.36), 110)
        gleam.arcTo(QRectF(x - r * 0.68, y - r * 0.68, r * 1.36, r * 1.36), 110, 62)
        stroke(p, gleam, pen(rgba("#ffffff", 0.9), 3.4))
        stroke(p, ellipse(x, y, r), pen(frame, 5.5))
    bridge = QPainterPath(QPointF(632 - 11, y - 8))
    bridge.cubicTo(628, y - 20, 636, y - 20, 632 + 11, y - 8)
    stroke(p, bridge, pen(frame, 5))


KINDS = {"study_desk": draw}
