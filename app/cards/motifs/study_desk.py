"""A desk late in the evening, in flat shapes: a lamp that is on, books, round glasses, pencils and a paper boat."""

import random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, lin, mix, pen, poly, rad, rgba, shadow, smooth, stroke

BOX = QRectF(0, 0, 960, 700)
DESK = 560.0  # where things stand
HEAD = (262.0, 138.0)  # the lamp's mouth


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
    _beam(p, warm, rng)
    _pool(p, warm)
    _stack(p, cloth, sheet, dark, rng)
    _pencils(p, cloth, metal, dark, rng)
    _open_book(p, cloth, sheet, dark)
    _lamp(p, metal, warm, dark)
    _glasses(p, metal, dark, warm)


def _desk(p: QPainter, rect: QRectF, y: float, size: float, wood: tuple[QColor, ...], dark: QColor) -> None:
    top, front = wood[0], wood[1]
    y -= 14 * size
    plate = QRectF(rect.left(), y, rect.width(), 86 * size)
    p.fillRect(plate, lin(0, plate.top(), 0, plate.bottom(), (0, mix(top, front, 0.35)), (1, top)))
    p.fillRect(QRectF(rect.left(), plate.bottom(), rect.width(), rect.bottom() - plate.bottom()), front)
    p.fillRect(QRectF(rect.left(), plate.bottom(), rect.width(), 12 * size), rgba(dark, 0.22))


def _beam(p: QPainter, warm: QColor, rng: random.Random) -> None:
    """Light from the lamp's mouth down to the desk, in two flat steps, with dust in it."""
    for left, right, alpha in ((150, 960, 0.20), (250, 800, 0.22)):
        cone = poly([(HEAD[0] - 62, HEAD[1] + 16), (HEAD[0] + 56, HEAD[1] - 36), (right, DESK + 30), (left, DESK + 30)])
        fade = rad(*HEAD, 690, (0, rgba(warm, alpha * 1.9)), (0.5, rgba(warm, alpha)), (1, rgba(warm, 0)))
        p.fillPath(cone, fade)
    for _ in range(34):
        t = rng.uniform(0.2, 0.95)
        a, b = HEAD[0] + (250 - HEAD[0]) * t, HEAD[0] + (800 - HEAD[0]) * t
        r = rng.uniform(1.6, 4.2)
        fill_ellipse(
            p,
            rng.uniform(a, b),
            HEAD[1] + (DESK - 60 - HEAD[1]) * t,
            r,
            r,
            rgba(mix(warm, "#ffffff", 0.5), rng.uniform(0.3, 0.8)),
        )


def _pool(p: QPainter, warm: QColor) -> None:
    p.save()
    p.translate(545, DESK + 18)
    p.scale(1, 0.13)
    fill_ellipse(p, 0, 0, 420, 420, rad(0, 0, 420, (0, rgba(warm, 0.75)), (0.7, rgba(warm, 0.4)), (1, rgba(warm, 0))))
    p.restore()


def _cast(p: QPainter, x: float, y: float, width: float, dark: QColor) -> None:
    """A flat shadow lying to the right of a thing, away from the lamp."""
    path = ellipse(x + width * 0.18, y, width * 0.62, 9)
    shadow(p, path, 0, 2, 5, rgba(dark, 0.45))


def _lamp(p: QPainter, metal: tuple[QColor, ...], warm: QColor, dark: QColor) -> None:
    light, mid, deep = metal
    _cast(p, 120, DESK + 14, 150, dark)
    base = QPainterPath(QPointF(44, DESK + 16))
    base.cubicTo(44, DESK - 26, 80, DESK - 34, 118, DESK - 34)
    base.cubicTo(156, DESK - 34, 192, DESK - 26, 192, DESK + 16)
    base.closeSubpath()
    for a, b, width in (((118, DESK - 30), (54, 330), 15), ((54, 330), (196, 108), 13)):
        stroke(p, poly([a, b], close=False), pen(deep, width))
        stroke(p, poly([(a[0] - 2.5, a[1]), (b[0] - 2.5, b[1])], close=False), pen(mid, width * 0.5))
    p.fillPath(base, lin(44, 0, 192, 0, (0, mid), (0.5, mid), (0.5, mix(mid, deep, 0.45)), (1, deep)))
    for x, y, r in ((54, 330, 20), (118, DESK - 32, 15)):
        fill_ellipse(p, x, y, r, r, deep)
        fill_ellipse(p, x, y, r * 0.5, r * 0.5, light)
    p.save()
    p.translate(HEAD[0] - 26, HEAD[1] - 44)
    p.rotate(-24)
    fill_ellipse(p, 2, 62, 52, 26, rad(0, 62, 60, (0, "#ffffff"), (0.5, mix(warm, "#ffffff", 0.6)), (1, warm)))
    head = QPainterPath(QPointF(-30, -52))
    head.cubicTo(-30, -72, 30, -72, 30, -52)
    head.cubicTo(38, -20, 78, 14, 88, 54)
    head.cubicTo(60, 70, -60, 70, -88, 54)
    head.cubicTo(-78, 14, -38, -20, -30, -52)
    p.fillPath(head, lin(-88, 0, 88, 0, (0, light), (0.30, light), (0.30, mid), (0.72, mid), (0.72, deep), (1, deep)))
    rim = QPainterPath(QPointF(-88, 54))
    rim.cubicTo(-60, 70, 60, 70, 88, 54)
    rim.cubicTo(60, 80, -60, 80, -88, 54)
    p.fillPath(rim, mix(warm, "#ffffff", 0.55))
    cap = QPainterPath()
    cap.addRoundedRect(QRectF(-20, -86, 40, 24), 9, 9)
    p.fillPath(cap, deep)
    p.restore()


def _stack(p: QPainter, cloth: tuple[QColor, ...], sheet: tuple[QColor, ...], dark: QColor, rng: random.Random) -> None:
    """Four books lying on each other, and the boat on top of them."""
    _cast(p, 760, DESK + 14, 300, dark)
    y, order = DESK + 14, rng.sample(range(len(cloth)), 4)
    for i in range(4):
        height, width = (50, 44, 56, 40)[i] + rng.uniform(-3, 3), 318 - 26 * i + rng.uniform(-16, 16)
        x = 756 - width / 2 + rng.uniform(-16, 16)
        _lying(p, QRectF(x, y - height, width, height), cloth[order[i]], sheet, dark, i % 2 == 0)
        y -= height
    _boat(p, 752 + rng.uniform(-16, 16), y, rng.uniform(-4, 1), sheet, dark)


def _lying(p: QPainter, box: QRectF, tone: QColor, sheet: tuple[QColor, ...], dark: QColor, spine_left: bool) -> None:
    """A closed book seen from the side: cover, page edges on one side, a ribbed spine on the other."""
    p.save()
    if not spine_left:
        p.translate(2 * box.center().x(), 0)
        p.scale(-1, 1)
    x0, y0, x1, y1 = box.getCoords()
    cover = QPainterPath(QPointF(x1, y0))
    cover.lineTo(x0 + 20, y0)
    cover.cubicTo(x0 - 7, y0, x0 - 7, y1, x0 + 20, y1)
    cover.lineTo(x1, y1)
    cover.closeSubpath()
    p.fillPath(cover, tone)
    pages = QRectF(QPointF(x0 + 26, y0 + 7), QPointF(x1 - 9, y1 - 7))
    p.fillRect(pages, sheet[1])
    p.fillRect(QRectF(pages.left(), pages.top(), pages.width(), 5), rgba(dark, 0.16))
    for k in (0.35, 0.6, 0.85):
        y = pages.top() + pages.height() * k
        p.fillRect(QRectF(pages.left() + 10, y, pages.width() * (0.95 - k * 0.25), 1.8), rgba(dark, 0.13))
    spine = QPainterPath()
    spine.addRoundedRect(QRectF(x0 + 0, y0, 92, y1 - y0), 9, 9)
    p.fillPath(spine.intersected(cover), mix(tone, dark, 0.14))
    for x in (20, 72):
        p.fillRect(QRectF(x0 + x, y0, 6, y1 - y0), mix(tone, "#fff2d0", 0.55))
    p.fillRect(QRectF(QPointF(x0 + 12, y0), QPointF(x1, y0 + 3)), rgba("#ffffff", 0.22))
    p.restore()


def _boat(p: QPainter, x: float, y: float, turn: float, sheet: tuple[QColor, ...], dark: QColor) -> None:
    """A folded paper boat: hull in two facets, its sail behind."""
    white, cream, fold = sheet
    place = QTransform.fromTranslate(x, y).rotate(turn)
    shadow(p, place.map(ellipse(8, -2, 72, 6)), 0, 2, 4, rgba(dark, 0.5))
    facets = (
        ([(0, -116), (46, -42), (0, -26)], fold), ([(0, -116), (0, -26), (-46, -42)], white),
        ([(-104, -62), (0, -30), (0, 0), (-62, 0)], cream), ([(104, -62), (0, -30), (0, 0), (62, 0)], mix(fold, dark, 0.08)),
        ([(-104, -62), (-46, -44), (0, -30), (-40, -30)], white),
    )  # fmt: skip
    for points, tone in facets:
        p.fillPath(place.map(poly(points)), tone)
    stroke(p, place.map(poly([(-104, -62), (0, -30), (104, -62)], close=False)), pen(rgba(dark, 0.22), 1.6))


def _pencils(
    p: QPainter, cloth: tuple[QColor, ...], metal: tuple[QColor, ...], dark: QColor, rng: random.Random
) -> None:
    x, y = 520.0, DESK - 8
    _cast(p, x, y + 2, 96, dark)
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


def _open_book(p: QPainter, cloth: tuple[QColor, ...], sheet: tuple[QColor, ...], dark: QColor) -> None:
    """An open book on the desk, its pages fanned, seen from the reader's side."""
    x, y = 382.0, DESK + 34
    shadow(p, ellipse(x + 20, y + 8, 180, 10), 0, 2, 6, rgba(dark, 0.45))
    cover = QPainterPath(QPointF(x - 182, y - 10))
    cover.cubicTo(x - 110, y - 4, x - 40, y - 6, x, y + 12)
    cover.cubicTo(x + 40, y - 6, x + 110, y - 4, x + 182, y - 10)
    cover.lineTo(x + 150, y - 46)
    cover.lineTo(x - 150, y - 46)
    p.fillPath(cover, cloth[0])
    for s in (-1, 1):
        for k, tone in (
            (0, mix(sheet[2], dark, 0.08)),
            (6, sheet[1]),
            (12, sheet[0] if s < 0 else mix(sheet[0], sheet[1], 0.6)),
        ):
            page = QPainterPath(QPointF(x, y + 2 - k))
            page.cubicTo(x + s * 40, y - 16 - k, x + s * 110, y - 14 - k, x + s * (168 - k * 0.6), y - 16 - k * 0.6)
            page.lineTo(x + s * (142 - k * 0.5), y - 48 - k * 0.7)
            page.cubicTo(x + s * 100, y - 50 - k, x + s * 40, y - 50 - k, x, y - 34 - k)
            page.closeSubpath()
            p.fillPath(page, tone)
        for i in range(3):
            row = QPainterPath(QPointF(x + s * 22, y - 22 - i * 8.2))
            row.quadTo(x + s * 70, y - 35 - i * 8.2, x + s * (126 - 5 * i), y - 31 - i * 7.4)
            stroke(p, row, pen(rgba(dark, 0.20), 2.0))
    stroke(p, poly([(x, y - 10), (x, y - 46)], close=False), pen(rgba(dark, 0.3), 2))


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
