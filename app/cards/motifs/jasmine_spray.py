"""A spray of jasmine in gold line."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.goldline import line
from app.cards.kit import catmull, fill_ellipse, lin, mix, poly, rgba, shadow, smooth


def draw_spray(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    leaf: str = "@leaf",
    petal: str = "@petal",
    metal: str = "@foil",
    shade: str = "@shade",
    flip: bool = False,
    salt: int = 1,
) -> None:
    """A spray that arches from the rectangle's lower left to its upper right. leaf: light, dark; petal: white, heart."""
    k, rng, foil, dark = (
        min(rect.width() / 520, rect.height() / 300),
        art.rng(salt + 920),
        art.foil(metal),
        art.color(shade),
    )
    light, deep = art.color(leaf), art.color(leaf, 1)
    p.setClipRect(rect)
    p.translate(rect.center())
    p.scale(-k if flip else k, k)
    stem = catmull([(-226, 112), (-130, 70), (-20, 14), (96, -46), (206, -104)], 16)
    line(p, poly(stem, False), foil, 2.6, press=dark)
    count = 11
    for i in range(count):
        at = 0.96 * i / (count - 1)
        x, y = stem[int(at * (len(stem) - 1))]
        for side in (-1, 1):
            long = (92 - 44 * at) * rng.uniform(0.9, 1.1)
            turn = -27 + side * (44 - 14 * at) + rng.uniform(-7, 7)
            _leaf(p, x, y, long, turn, side, light if side < 0 else mix(light, deep, 0.4), deep, foil, dark)
    x, y = stem[-1]
    _leaf(p, x, y, 52, -30, 1, light, deep, foil, dark)
    for at, dx, dy, size in (
        (0.16, -6, -40, 1.0),
        (0.36, 16, 30, 1.12),
        (0.50, -30, -44, 0.9),
        (0.66, 20, 26, 0.8),
        (0.82, -22, -32, 0.66),
    ):
        x, y = stem[int(at * (len(stem) - 1))]
        line(p, smooth([(x, y), (x + dx * 0.4 + 6, y + dy * 0.5), (x + dx, y + dy)], False), foil, 1.6)
        _jasmine(p, x + dx, y + dy, 24 * size, rng.uniform(0, 72), art.color(petal), art.color(petal, 1), foil, dark)


def _leaf(
    p: QPainter,
    x: float,
    y: float,
    long: float,
    turn: float,
    side: int,
    light: QColor,
    deep: QColor,
    foil: QBrush,
    dark: QColor,
) -> None:
    p.save()
    p.translate(float(x), float(y))
    p.rotate(turn)
    wide = long * 0.19
    path = QPainterPath(QPointF(4, 0))
    path.cubicTo(long * 0.25, -wide * 1.1, long * 0.7, -wide, long, side * 5)
    path.cubicTo(long * 0.7, wide, long * 0.25, wide * 1.1, 4, 0)
    shadow(p, path, 2, 4, 3.2, rgba(dark, 0.34))
    p.fillPath(
        path,
        lin(0, -wide, 0, wide, (0, light), (0.5, mix(light, deep, 0.35)), (0.52, mix(light, deep, 0.6)), (1, deep)),
    )
    line(p, path, foil, 1.2)
    line(p, smooth([(4, 0), (long * 0.5, side * 1.2), (long * 0.94, side * 4)], False), foil, 0.9, opacity=0.8)
    p.restore()


def _jasmine(
    p: QPainter, x: float, y: float, r: float, turn: float, white: QColor, heart: QColor, foil: QBrush, dark: QColor
) -> None:
    p.save()
    p.translate(x, y)
    p.rotate(turn)
    petal = QPainterPath(QPointF(0, 0))
    petal.cubicTo(-r * 0.62, -r * 0.36, -r * 0.50, -r * 0.96, 0, -r * 1.06)
    petal.cubicTo(r * 0.50, -r * 0.96, r * 0.62, -r * 0.36, 0, 0)
    for _ in range(5):
        shadow(p, petal, 1.5, 3, 2.4, rgba(dark, 0.22))
        p.fillPath(petal, lin(0, 0, 0, -r, (0, heart), (0.45, white), (1, white)))
        line(p, petal, foil, 1.1)
        line(p, poly([(0, -r * 0.2), (0, -r * 0.72)], False), foil, 0.7, opacity=0.6)
        p.rotate(72)
    fill_ellipse(p, 0, 0, r * 0.17, r * 0.17, foil)
    p.restore()


KINDS = {"ring_spray": draw_spray}
