"""A city bicycle at a wall, facing left: a woven basket full of cúc họa mi and a nón lá hung on its handlebar."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, lin, mix, pen, poly, rgba, shadow, smooth, stroke
from app.cards.motifs import daisies, daisy_heap
from app.cards.motifs.bicycle_basket import basket, hang_hat
from app.cards.motifs.bicycle_parts import draw_tube, mudguard, wheel

BOX = QRectF(0, 10, 1270, 945)  # ground at y = 860; the rest of the foot is floor
FRONT, BACK, CRANK = (330.0, 645.0), (960.0, 645.0), (680.0, 702.0)


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
    wheel(p, *FRONT, steel, dark, 0.4)
    _front(p, paint, steel, hide)
    p.save()
    p.translate(26, 4)
    p.scale(0.9, 0.857)
    daisy_heap.heap(p, look, rng)
    p.restore()
    cane = tuple(QColor(tone) for tone in art.ramp(rattan))
    basket(p, QRectF(QPointF(170, 300), QPointF(436, 428)), 26, cane)
    daisy_heap.spill(p, QRectF(128, 268, 250, 84), look, rng, 9)
    hang_hat(p, art, straw, shade, (art.color(silk, 0), art.color(silk, 1)))


def _ground_shadow(p: QPainter, dark: QColor) -> None:
    for x, width in ((FRONT[0], 230), (BACK[0], 240)):
        shadow(p, ellipse(x + 46, 866, width, 12), 0, 0, 12, rgba(dark, 0.30))
        shadow(p, ellipse(x + 6, 860, 70, 6), 0, 0, 5, rgba(dark, 0.6))


def _behind(p: QPainter, paint: tuple[QColor, ...], steel: tuple[QColor, ...], dark: QColor) -> None:
    """What lies behind the crank: rear wheel, stays, rack, chain and stand."""
    wheel(p, *BACK, steel, dark, 0.1)
    chrome = steel[0]
    rack = smooth([(752, 424), (860, 408), (1030, 404), (1090, 408), (1098, 424)], close=False)
    for path, width in (
        (rack, 8.0),
        (poly([(1040, 408), BACK], close=False), 5.0),
        (poly([(1076, 408), BACK], close=False), 5.0),
    ):
        stroke(p, path, pen(mix(chrome, dark, 0.25), width))
        stroke(p, path.translated(-1, -1.5), pen(mix(chrome, "#ffffff", 0.5), width * 0.3))
    draw_tube(p, [(680, 700), BACK], 13, paint, 11)
    draw_tube(p, [(742, 430), (860, 545), BACK], 11, paint, 9)
    mudguard(p, BACK, paint, 20, 150)
    chain = poly([(684, 664), (956, 634), (958, 656), (686, 742)], close=True)
    stroke(p, chain, pen(steel[1], 4.5))
    dashes = pen(mix(chrome, "#ffffff", 0.2), 1.6)
    dashes.setDashPattern([1.2, 2.6])
    stroke(p, chain, dashes)
    draw_tube(
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
    mudguard(p, FRONT, paint, 28, 112)
    draw_tube(p, [(446, 300), (428, 400), (392, 510), FRONT], 17, paint, 11)
    draw_tube(p, [(432, 380), (510, 560), (600, 668), (680, 704)], 13, paint, 12)
    draw_tube(p, [(440, 330), (520, 520), (600, 640), (680, 700)], 21, paint, 19)
    draw_tube(p, [(742, 424), (757, 352)], 12, bright)
    draw_tube(p, [(680, 700), (742, 420)], 19, paint, 17)
    draw_tube(p, [(446, 262), (432, 380)], 26, paint, 24)
    for y in (364, 372, 380):
        stroke(p, ellipse(800, y, 15, 5), pen(mix(chrome, rubber, 0.3), 3.5))
    seat = smooth([(660, 338), (700, 322), (770, 318), (838, 304), (852, 330), (820, 358), (760, 362), (700, 350)])
    p.fillPath(seat, lin(0, 306, 0, 362, (0, hide[1]), (0.45, mix(hide[0], hide[1], 0.45)), (1, hide[0])))
    stroke(
        p, smooth([(674, 338), (740, 329), (834, 315)], close=False), pen(rgba(mix(hide[1], "#ffffff", 0.4), 0.7), 2)
    )
    draw_tube(p, [CRANK, (634, 772)], 10, bright)
    draw_tube(p, [CRANK, (728, 634)], 10, bright)
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
    draw_tube(p, [(448, 268), (452, 228), (478, 206), (540, 204), (610, 226), (664, 246)], 10, bright)
    draw_tube(p, [(606, 224), (640, 236), (674, 249)], 21, (hide[0], hide[1], mix(hide[0], "#000000", 0.4)), 19)
    draw_tube(p, [FRONT, (296, 420)], 6, bright)


KINDS = {"bicycle": draw}
