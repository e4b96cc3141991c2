"""A city bicycle at a wall, facing left: a woven basket full of cúc họa mi and a nón lá hung on its handlebar."""

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import (
    Point,
    catmull,
    ellipse,
    fill_ellipse,
    lin,
    mix,
    pen,
    poly,
    rad,
    rgba,
    ribbon,
    shadow,
    smooth,
    stroke,
)
from app.cards.motifs import conical_hat, daisies

BOX = QRectF(0, 10, 1270, 945)  # ground at y = 860; the rest of the foot is floor
FRONT, BACK, CRANK, R = (330.0, 645.0), (960.0, 645.0), (680.0, 702.0), 210.0


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    frame: str = "@frame",
    metal: str = "@metal",
    leather: str = "@leather",
    rattan: str = "@rattan",
    straw: str = "@straw",
    silk: str = "@silk",
    petal: str = "@petal",
    eye: str = "@eye",
    leaf: str = "@leaf",
    shade: str = "@shade",
) -> None:
    """Fitted to the rectangle's foot. frame: mid, light, dark; metal: chrome, tyre, tyre wall; rattan: light, mid, dark."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    size = min(rect.width() / BOX.width(), rect.height() / BOX.height())
    p.translate(rect.center().x() - BOX.center().x() * size, rect.bottom() - BOX.bottom() * size)
    p.scale(size, size)
    look, rng, dark = daisies.daisy(art, petal, eye, leaf), art.rng(5), art.color(shade)
    paint, steel, hide = (tuple(QColor(tone) for tone in art.ramp(ref)) for ref in (frame, metal, leather))
    _ground_shadow(p, dark)
    _behind(p, paint, steel, dark)
    _wheel(p, *FRONT, steel, dark, 0.4)
    _front(p, paint, steel, hide)
    p.save()
    p.translate(26, 4)
    p.scale(0.9, 0.857)
    daisies.heap(p, look, rng)
    p.restore()
    cane = tuple(QColor(tone) for tone in art.ramp(rattan))
    _basket(p, QRectF(QPointF(170, 300), QPointF(436, 428)), 26, cane)
    daisies.spill(p, QRectF(128, 268, 250, 84), look, rng, 9)
    _hang_hat(p, art, straw, shade, (art.color(silk, 0), art.color(silk, 1)))


def _ground_shadow(p: QPainter, dark: QColor) -> None:
    for x, width in ((FRONT[0], 230), (BACK[0], 240)):
        shadow(p, ellipse(x + 46, 866, width, 12), 0, 0, 12, rgba(dark, 0.30))
        shadow(p, ellipse(x + 6, 860, 70, 6), 0, 0, 5, rgba(dark, 0.6))


def _wheel(p: QPainter, x: float, y: float, steel: tuple[QColor, ...], dark: QColor, turn: float) -> None:
    chrome, rubber, side = steel
    spokes = QPainterPath()
    for i in range(32):
        a = turn + math.tau * i / 32
        b = a + (0.95 if i % 2 else -0.95)  # laced: a spoke leaves its hub sideways
        spokes.moveTo(x + math.cos(b) * 12, y + math.sin(b) * 12)
        spokes.lineTo(x + math.cos(a) * (R - 20), y + math.sin(a) * (R - 20))
    p.strokePath(spokes, pen(rgba(mix(chrome, rubber, 0.4), 0.75), 1.5))
    for r, width, tone in ((R - 19, 6, chrome), (R - 12, 8, side), (R - 4, 11, rubber)):
        p.strokePath(ellipse(x, y, r), pen(tone, width))
    p.strokePath(ellipse(x, y, R - 21), pen(rgba("#ffffff", 0.35), 1.4))
    gleam = QPainterPath()
    gleam.arcMoveTo(QRectF(x - R + 5, y - R + 5, 2 * R - 10, 2 * R - 10), 100)
    gleam.arcTo(QRectF(x - R + 5, y - R + 5, 2 * R - 10, 2 * R - 10), 100, 62)
    p.strokePath(gleam, pen(rgba("#ffffff", 0.35), 2))
    fill_ellipse(p, x, y, 14, 14, rubber)
    fill_ellipse(p, x, y, 8, 8, rad(x - 3, y - 3, 11, (0, mix(chrome, "#ffffff", 0.6)), (1, chrome)))


def _tube(p: QPainter, points: list[Point], wide: float, paint: tuple[QColor, ...], narrow: float = 0) -> None:
    """A painted tube, lit from the upper left."""
    line = catmull(points if len(points) > 2 else [points[0], _middle(*points), points[1]], 14)
    tube, (mid, light, dark) = ribbon(line, np.linspace(wide, narrow or wide, len(line)) / 2), paint
    p.fillPath(tube, mid)
    p.save()
    p.setClipPath(tube, Qt.ClipOperation.IntersectClip)
    stroke(p, poly(line - wide * 0.16, close=False), pen(rgba(light, 0.9), wide * 0.26))
    stroke(p, poly(line + wide * 0.30, close=False), pen(rgba(dark, 0.8), wide * 0.30))
    p.restore()


def _middle(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def _mudguard(p: QPainter, at: Point, paint: tuple[QColor, ...], start: float, span: float) -> None:
    box = QRectF(at[0] - 223, at[1] - 223, 446, 446)
    arc = QPainterPath()
    arc.arcMoveTo(box, start)
    arc.arcTo(box, start, span)
    stroke(p, arc, pen(paint[2], 12))
    stroke(p, arc.translated(-0.5, -1.5), pen(paint[0], 9.5))
    stroke(p, arc.translated(-1, -3), pen(rgba(paint[1], 0.9), 3))


def _behind(p: QPainter, paint: tuple[QColor, ...], steel: tuple[QColor, ...], dark: QColor) -> None:
    """What lies behind the crank: rear wheel, stays, rack, chain and stand."""
    _wheel(p, *BACK, steel, dark, 0.1)
    chrome = steel[0]
    rack = smooth([(752, 424), (860, 408), (1030, 404), (1090, 408), (1098, 424)], close=False)
    for path, width in (
        (rack, 8.0),
        (poly([(1040, 408), BACK], close=False), 5.0),
        (poly([(1076, 408), BACK], close=False), 5.0),
    ):
        stroke(p, path, pen(mix(chrome, dark, 0.25), width))
        stroke(p, path.translated(-1, -1.5), pen(mix(chrome, "#ffffff", 0.5), width * 0.3))
    _tube(p, [(680, 700), BACK], 13, paint, 11)
    _tube(p, [(742, 430), (860, 545), BACK], 11, paint, 9)
    _mudguard(p, BACK, paint, 20, 150)
    chain = poly([(684, 664), (956, 634), (958, 656), (686, 742)], close=True)
    stroke(p, chain, pen(steel[1], 4.5))
    dashes = pen(mix(chrome, "#ffffff", 0.2), 1.6)
    dashes.setDashPattern([1.2, 2.6])
    stroke(p, chain, dashes)
    _tube(
        p,
        [(704, 742), (756, 850)],
        9,
        (mix(chrome, dark, 0.15), mix(chrome, "#ffffff", 0.5), mix(chrome, dark, 0.5)),
        8,
    )


def _front(p: QPainter, paint: tuple[QColor, ...], steel: tuple[QColor, ...], hide: tuple[QColor, ...]) -> None:
    """Fork, frame, saddle, crank and handlebar."""
    chrome, rubber = steel[:2]
    bright = (chrome, mix(chrome, "#ffffff", 0.7), mix(chrome, rubber, 0.5))
    _mudguard(p, FRONT, paint, 28, 112)
    _tube(p, [(446, 300), (428, 400), (392, 510), FRONT], 17, paint, 11)
    _tube(p, [(432, 380), (510, 560), (600, 668), (680, 704)], 13, paint, 12)
    _tube(p, [(440, 330), (520, 520), (600, 640), (680, 700)], 21, paint, 19)
    _tube(p, [(742, 424), (757, 352)], 12, bright)
    _tube(p, [(680, 700), (742, 420)], 19, paint, 17)
    _tube(p, [(446, 262), (432, 380)], 26, paint, 24)
    for y in (364, 372, 380):
        stroke(p, ellipse(800, y, 15, 5), pen(mix(chrome, rubber, 0.3), 3.5))
    seat = smooth([(660, 338), (700, 322), (770, 318), (838, 304), (852, 330), (820, 358), (760, 362), (700, 350)])
    p.fillPath(seat, lin(0, 306, 0, 362, (0, hide[1]), (0.45, mix(hide[0], hide[1], 0.45)), (1, hide[0])))
    stroke(
        p, smooth([(674, 338), (740, 329), (834, 315)], close=False), pen(rgba(mix(hide[1], "#ffffff", 0.4), 0.7), 2)
    )
    _tube(p, [CRANK, (634, 772)], 10, bright)
    _tube(p, [CRANK, (728, 634)], 10, bright)
    for box in (QRectF(602, 768, 64, 15), QRectF(700, 621, 56, 14)):
        pedal = QPainterPath()
        pedal.addRoundedRect(box, 6, 6)
        p.fillPath(pedal, rubber)
        p.fillRect(QRectF(box.left() + 8, box.top() + 3, box.width() - 16, 2.4), rgba("#ffffff", 0.25))
    fill_ellipse(p, *CRANK, 44, 44, lin(640, 660, 720, 745, (0, paint[1]), (0.5, paint[0]), (1, paint[2])))
    fill_ellipse(
        p, *CRANK, 33, 33, lin(650, 670, 710, 735, (0, mix(chrome, "#ffffff", 0.5)), (1, mix(chrome, rubber, 0.3)))
    )
    for i in range(5):
        a = math.tau * i / 5 + 0.3
        fill_ellipse(p, CRANK[0] + math.cos(a) * 22, CRANK[1] + math.sin(a) * 22, 5, 5, mix(chrome, rubber, 0.55))
    fill_ellipse(p, *CRANK, 10, 10, rubber)
    _tube(p, [(448, 268), (452, 228), (478, 206), (540, 204), (610, 226), (664, 246)], 10, bright)
    _tube(p, [(606, 224), (640, 236), (674, 249)], 21, (hide[0], hide[1], mix(hide[0], "#000000", 0.4)), 19)
    _tube(p, [FRONT, (296, 420)], 6, bright)


def _basket(p: QPainter, box: QRectF, inset: float, cane: tuple[QColor, ...]) -> None:
    """Rounded strands over and under, darker towards the right; a braided rim."""
    x0, y0, x1, y1, (light, mid, dark) = *box.getCoords(), cane
    body = smooth(
        [
            (x0, y0),
            (x0 + inset * 0.35, (y0 + y1) / 2),
            (x0 + inset, y1 - 8),
            (x0 + inset + 16, y1),
            ((x0 + x1) / 2, y1 + 7),
        ]
        + [
            (x1 - inset - 16, y1),
            (x1 - inset, y1 - 8),
            (x1 - inset * 0.35, (y0 + y1) / 2),
            (x1, y0),
            ((x0 + x1) / 2, y0 + 16),
        ]
    )
    p.fillPath(body, dark)
    p.save()
    p.setClipPath(body, Qt.ClipOperation.IntersectClip)
    rows, columns = 11, 17
    height = (y1 - y0 + 20) / rows
    for j in range(rows):
        left, right = x0 + inset * j / (rows - 1) - 6, x1 - inset * j / (rows - 1) + 6
        width = (right - left) / columns
        for i in range(columns):
            u = (i + 0.5) / columns
            x, y, dim = left + i * width, y0 - 4 + j * height + 13 * (1 - (2 * u - 1) ** 2), 0.06 + 0.62 * u**1.7
            over, strand = (i + j) % 2 == 0, QPainterPath()
            strand.addRoundedRect(
                QRectF(x - width * 0.14, y + 1.2, width * 1.28, height * 0.8)
                if over
                else QRectF(x + width * 0.3, y - height * 0.2, width * 0.4, height * 1.4),
                height * 0.36,
                height * 0.36,
            )
            if over:
                tones = (
                    (0, mix(light, mid, dim)),
                    (0.5, mix(mid, dark, dim * 0.45)),
                    (1, mix(mid, dark, 0.45 + dim * 0.4)),
                )
                p.fillPath(strand, lin(0, y, 0, y + height, *tones))
            else:
                p.fillPath(strand, mix(mid, dark, 0.35 + dim * 0.35))
    p.restore()
    for i in range(30):
        u = (i + 0.5) / 30
        p.save()
        p.translate(x0 - 6 + (x1 - x0 + 12) * u, y0 + 13.6 * (1 - (2 * u - 1) ** 2))
        p.rotate(-32)
        p.fillPath(ellipse(0, 0, 8.6, 6.2), lin(0, -6, 0, 6, (0, light), (0.55, mid), (1, dark)))
        p.strokePath(ellipse(0, 0, 8.6, 6.2), pen(rgba(dark, 0.7), 1))
        p.restore()


def _hang_hat(p: QPainter, art: Art, straw: str, shade: str, silk: tuple[QColor, QColor]) -> None:
    """The hat hides the handlebar's stem; its strap is tied in a bow that hangs before the frame."""
    dark = art.color(shade)
    bands: list[tuple[list[Point], float]] = [
        ([(392, 318), (384, 392), (404, 446), (446, 474), (490, 448), (518, 392), (528, 318)], 15),
        ([(446, 474), (430, 516), (450, 562), (432, 614)], 14),
        ([(448, 474), (468, 510), (462, 552), (486, 592)], 13),
        ([(446, 474), (424, 452), (400, 462), (408, 486), (446, 476)], 11),
        ([(446, 474), (470, 450), (496, 462), (486, 488), (446, 476)], 11),
    ]
    for points, width in bands:
        conical_hat.strap(p, silk, dark, points, width)
    fill_ellipse(p, 446, 475, 12, 10, silk[1])
    fill_ellipse(p, 444, 472, 6, 4, rgba(silk[0], 0.9))
    p.save()
    p.translate(467, 237)
    p.scale(0.835, 0.835)
    conical_hat.hat(p, art, straw, shade, 11, 3)
    p.restore()


KINDS = {"bicycle": draw}
