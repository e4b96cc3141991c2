"""Lotus in gold line over a blush of colour: a bloom, a bud or a seed pod on its stem."""

import random

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPainterPathStroker

from app.cards.art import Art
from app.cards.goldline import line
from app.cards.kit import ellipse, lin, mix, rgba, smooth

SIZES = {"bloom": (252.0, 158.0), "bud": (84.0, 136.0), "pod": (116.0, 102.0)}  # of the flower, its base at the foot


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@petal",
    green: str = "@leaf",
    metal: str = "@foil",
    press: str = "@shade",
    form: str = "bloom",
    tilt: float = 0.0,
    size: float = 1.0,
    at: float = 0.5,
    foot: float = 0.5,
    salt: int = 1,
) -> None:
    """The flower at the rectangle's top, `size` of its width, about the fraction `at`; its stem ends at `foot`."""
    w, h = SIZES[form]
    k = min(rect.width() * size / (w * 1.06), rect.height() * 0.9 / (h * 1.06))
    base = QPointF(rect.left() + rect.width() * at, rect.top() + h * k * 1.02)
    end = QPointF(rect.left() + rect.width() * foot, rect.bottom())
    rng, foil, dark = art.rng(salt + 400), art.foil(metal), art.color(press)
    p.setClipRect(rect)
    _stem(p, base, end, art, green, foil, dark, rng, 5.2 * max(0.7, k))
    p.translate(base)
    p.rotate(tilt)
    p.scale(k, k)
    petals = [art.color(tones, i) for i in range(3)]
    {"bloom": _bloom, "bud": _bud, "pod": _pod}[form](
        p, rng, petals, [art.color(green, i) for i in range(2)], foil, dark
    )


def _stem(
    p: QPainter,
    a: QPointF,
    b: QPointF,
    art: Art,
    green: str,
    foil: QBrush,
    dark: QColor,
    rng: random.Random,
    width: float,
) -> None:
    bend = rng.uniform(0.25, 0.5) * (b.x() - a.x())
    path = QPainterPath(a)
    path.cubicTo(
        a.x() + bend * 0.1, a.y() * 0.67 + b.y() * 0.33, b.x() - bend * 0.4, a.y() * 0.3 + b.y() * 0.7, b.x(), b.y()
    )
    pencil = QPainterPathStroker()
    pencil.setWidth(width)
    body = pencil.createStroke(path)
    p.fillPath(body, art.color(green, 2))
    line(p, body, foil, 1.3, press=dark)
    for _ in range(9):
        t = path.pointAtPercent(rng.uniform(0.08, 0.95))
        line(p, ellipse(t.x() + rng.uniform(-1, 1), t.y(), 0.9), foil, 0.8)


def _outline(h: float, w: float, lean: float) -> QPainterPath:
    path = QPainterPath(QPointF(-w * 0.15, 0))
    path.cubicTo(-w * 0.60, -h * 0.24, -w * 0.62 + lean * w, -h * 0.66, -w * 0.10 + lean * w * 0.6, -h * 0.93)
    path.quadTo(lean * w * 0.5 - 0.01 * w, -h * 0.97, lean * w * 0.5, -h)
    path.quadTo(lean * w * 0.5 + 0.02 * w, -h * 0.96, w * 0.12 + lean * w * 0.6, -h * 0.92)
    path.cubicTo(w * 0.62 + lean * w, -h * 0.64, w * 0.60, -h * 0.24, w * 0.15, 0)
    path.quadTo(0, h * 0.05, -w * 0.15, 0)
    return path


def _petal(
    p: QPainter, h: float, w: float, turn: float, x: float, y: float, tones: list[QColor], foil: QBrush, dark: QColor,
    lean: float = 0.0, veins: int = 5, width: float = 1.7, shade: float = 0.0,
) -> None:  # fmt: skip
    p.save()
    p.translate(x, y)
    p.rotate(turn)
    path, (light, mid, deep) = _outline(h, w, lean), tones
    p.fillPath(path.translated(0, 2), rgba(dark, 0.10))
    stops = ((0, mix(light, mid, shade)), (0.45, mix(light, mid, 0.25 + shade * 0.6)), (0.8, mid), (1, deep))
    p.fillPath(path, lin(0, 0, 0, -h, *stops))
    side = ((0, rgba("#ffffff", 0.30)), (0.5, rgba("#ffffff", 0)), (1, rgba(deep, 0.34)))
    p.fillPath(path, lin(-w * 0.5, 0, w * 0.5, 0, *side))
    for i in range(veins):
        t = (i - (veins - 1) / 2) / max(1, (veins - 1) / 2)
        vein = QPainterPath(QPointF(t * w * 0.08, -h * 0.06))
        tip = (t * w * 0.10 + lean * w * 0.6, -h * (0.86 - 0.10 * abs(t)))
        vein.cubicTo(t * w * 0.34, -h * 0.3, t * w * 0.36 + lean * w * 0.8, -h * 0.62, *tip)
        line(p, vein, foil, 0.75, opacity=0.55)
    line(p, path, foil, width, press=dark)
    p.restore()


def _bloom(
    p: QPainter, rng: random.Random, tones: list[QColor], green: list[QColor], foil: QBrush, dark: QColor
) -> None:
    for turn, h, w in ((-24, 118, 48), (24, 120, 48), (-9, 130, 50), (10, 128, 50)):
        _petal(p, h, w, turn, 0, -8, tones, foil, dark, 0, 3, 1.4, 0.55)
    for side in (1, -1):
        for turn, h, w, y, lean in ((86, 96, 40, -5, 0.10), (65, 112, 50, -4, 0.06), (43, 120, 56, -2, 0.03)):
            tall = h * rng.uniform(0.95, 1.05)
            turned = side * turn + rng.uniform(-3, 3)
            _petal(p, tall, w, turned, side * 4, y, tones, foil, dark, -lean * side * 1.2, 5, 1.7, 0.25)
    for side in (1, -1):
        _petal(p, 113, 58, side * 21 + rng.uniform(-2, 2), side * 2, 0, tones, foil, dark, 0, 5, 1.8, 0.12)
    _petal(p, 102, 62, rng.uniform(-4, 4), 0, 2, tones, foil, dark, 0, 7, 1.9)
    for side in (1, -1):
        _petal(p, 46, 30, side * 74, side * 3, 4, tones, foil, dark, -0.12 * side, 3, 1.5, 0.5)


def _bud(p: QPainter, rng: random.Random, tones: list[QColor], green: list[QColor], foil: QBrush, dark: QColor) -> None:
    for turn, h, w in ((-9, 114, 50), (10, 116, 48)):
        _petal(p, h, w, turn + rng.uniform(-1.5, 1.5), 0, 0, tones, foil, dark, 0, 3, 1.5, 0.6)
    _petal(p, 122, 56, 0, 0, 0, tones, foil, dark, 0.05, 5, 1.7, 0.15)
    _petal(p, 64, 40, -22, -2, 3, tones, foil, dark, 0.10, 3, 1.5, 0.4)
    _petal(p, 60, 38, 22, 2, 3, tones, foil, dark, -0.10, 3, 1.5, 0.4)


def _pod(p: QPainter, rng: random.Random, tones: list[QColor], green: list[QColor], foil: QBrush, dark: QColor) -> None:
    cup = smooth([(-6, 0), (-16, -24), (-44, -58), (-50, -72), (0, -60), (50, -72), (44, -58), (16, -24), (6, 0)])
    p.fillPath(cup, lin(0, 0, 0, -80, (0, green[1]), (1, green[0])))
    line(p, cup, foil, 1.6, press=dark)
    face = ellipse(0, -73, 51, 15)
    p.fillPath(face, green[0])
    line(p, face, foil, 1.6, press=dark)
    for x, y in ((-30, -74), (-14, -80), (-10, -68), (6, -74), (20, -81), (22, -67), (37, -74)):
        line(p, ellipse(x + rng.uniform(-1, 1), y, 4.6, 2.8), foil, 1.1)
    for side in (-1, 0, 1):
        rib = QPainterPath(QPointF(side * 3, -6))
        rib.quadTo(side * 10, -34, side * 24, -58)
        line(p, rib, foil, 0.8, opacity=0.6)


KINDS = {"gold_lotus": draw}
