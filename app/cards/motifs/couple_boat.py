"""A sampan with two people facing each other under one lantern, dark against the light behind them."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.kit import Point, ellipse, fill_ellipse, lin, mix, pen, poly, rad, rgba, smooth, stroke

WIDTH = 350.0  # of the boat; the origin is the middle of its water line
HULL: list[Point] = [(-176, -40), (-150, -22), (-96, -10), (0, -6), (96, -10), (150, -24), (178, -46), (164, -14), (124, 12), (0, 18), (-124, 12), (-160, -10)]  # fmt: skip
MAN: list[Point] = [
    (-104, -6),
    (-106, -50),
    (-94, -84),
    (-76, -95),
    (-58, -86),
    (-50, -60),
    (-48, -34),
    (-30, -30),
    (-28, -8),
]
HIS_ARM: list[Point] = [(-74, -84), (-56, -60), (-34, -52), (-4, -50), (-4, -42), (-36, -40), (-66, -46), (-84, -66)]
WOMAN: list[Point] = [(98, -6), (96, -46), (86, -78), (68, -88), (54, -78), (48, -54), (46, -34), (30, -28), (26, -8)]
HER_ARM: list[Point] = [(66, -76), (50, -54), (30, -50), (2, -49), (2, -42), (32, -40), (60, -44), (76, -60)]
HAIR: list[Point] = [(62, -122), (78, -118), (86, -98), (92, -70), (100, -40), (88, -44), (80, -70), (72, -92)]


def boat(q: QPainter, dark: str, gold: str, silk: tuple[str, ...], light: str) -> None:
    """Drawn with its wavering image in the water. silk: the lantern's light, middle and deep; light: on their faces' side."""
    _mirror(q, dark)
    pole = QPainterPath(QPointF(-150, -22))
    pole.cubicTo(-158, -110, -110, -196, 0, -206)
    stroke(q, pole, pen(dark, 5))
    stroke(q, pole.translated(1.2, 1.6), pen(rgba(gold, 0.6), 1.2))
    _glow(q, silk)
    for shape in (MAN, WOMAN):
        path = smooth(shape)
        q.fillPath(
            path,
            lin(-110, 0, 0, 0, (0, dark), (1, mix(dark, silk[1], 0.28)))
            if shape is MAN
            else lin(110, 0, 0, 0, (0, dark), (1, mix(dark, silk[1], 0.42))),
        )
    q.fillPath(smooth(HAIR), QColor(dark))
    for x, y, rx, ry in ((-72, -112, 14, 17), (66, -106, 12.5, 15.5)):
        fill_ellipse(q, x, y, rx, ry, dark)
    q.fillPath(
        smooth([(-90, -108), (-88, -126), (-72, -132), (-58, -126), (-58, -118), (-72, -116), (-82, -104)]),
        QColor(dark),
    )
    for arm in (HIS_ARM, HER_ARM):
        q.fillPath(smooth(arm), mix(dark, silk[1], 0.22))
    _hat(q, dark, gold)
    _rims(q, light)
    q.fillPath(
        smooth(HULL), lin(0, -46, 0, 18, (0, mix(dark, gold, 0.16)), (0.4, dark), (1, mix(dark, "#000000", 0.5)))
    )
    rail = smooth(HULL[:7], close=False)
    stroke(q, rail, pen(rgba(gold, 0.9), 2.4))
    stroke(q, rail.translated(0, 7), pen(rgba(gold, 0.30), 1.2))
    _lantern(q, silk, gold)


def _mirror(q: QPainter, dark: str) -> None:
    for i in range(9):
        y, wide = 18 + i * 7.5, 128 - i * 7
        shift = (-1) ** i * 4
        fill_ellipse(q, shift, y, wide, 4.6, rgba(dark, 0.82 - i * 0.085))


def _glow(q: QPainter, silk: tuple[str, ...]) -> None:
    fill_ellipse(
        q,
        0,
        -166,
        130,
        130,
        rad(0, -166, 130, (0, rgba(silk[0], 0.75)), (0.35, rgba(silk[1], 0.34)), (1, rgba(silk[1], 0))),
    )


def _hat(q: QPainter, dark: str, gold: str) -> None:
    """Her nón lá, thrown a little back."""
    q.save()
    q.translate(66, -112)
    q.rotate(9)
    brim = [(-42.0, 2.0), (-24.0, 9.0), (0.0, 11.0), (24.0, 9.0), (42.0, 2.0)]
    q.fillPath(
        poly([(0, -38), *brim]), lin(-42, 0, 42, 0, (0, mix(dark, gold, 0.62)), (0.5, mix(dark, gold, 0.25)), (1, dark))
    )
    for t in (0.35, 0.6, 0.82):
        ring = smooth([(x * t, -38 + (y + 38) * t) for x, y in brim], close=False)
        stroke(q, ring, pen(rgba(gold, 0.4), 1.0))
    stroke(q, smooth(brim, close=False), pen(rgba(gold, 0.85), 1.6))
    stroke(q, poly([(0, -38), (-42, 2)], close=False), pen(rgba(gold, 0.85), 1.4))
    q.restore()


def _rims(q: QPainter, light: str) -> None:
    """What the lantern picks out."""
    rims = (
        [(-76, -95), (-60, -88), (-50, -62), (-48, -36)], [(-60, -122), (-57, -112), (-60, -101)], [(-56, -60), (-34, -52), (-4, -50)],
        [(68, -88), (55, -79), (48, -56), (46, -36)], [(54, -102), (53, -98), (56, -92)], [(50, -54), (30, -50), (2, -49)],
    )  # fmt: skip
    for rim in rims:
        stroke(q, smooth(rim, close=False), pen(rgba(light, 0.85), 1.8))


def _lantern(q: QPainter, silk: tuple[str, ...], gold: str) -> None:
    stroke(q, poly([(0, -206), (0, -190)], close=False), pen(gold, 1.6))
    q.fillPath(
        ellipse(0, -168, 24, 20),
        rad(0, -166, 27, (0, mix(silk[0], "#ffffff", 0.5)), (0.35, silk[0]), (0.75, silk[1]), (1, silk[2])),
    )
    for t in (0.3, 0.66, 0.92):
        stroke(q, ellipse(0, -168, 24 * t, 20), pen(rgba(silk[2], 0.6), 0.9))
    for y in (-191, -150):
        q.fillPath(poly([(-7, y), (7, y), (7, y + 5), (-7, y + 5)]), mix(gold, "#000000", 0.15))
    for i in range(5):
        stroke(q, poly([((i - 2) * 1.3, -145), ((i - 2) * 2.2, -128)], close=False), pen(silk[1], 1.2))
