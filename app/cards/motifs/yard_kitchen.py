"""A tiled kitchen with its glowing door between palms and bananas, flat, at night."""

import math
import random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import fill_ellipse, lin, mix, pen, poly, rad, rgba, smooth, stroke


def draw_house(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    wall: str = "@house",
    roof: str = "@roof",
    light: str = "@window",
    palm: str = "@palm",
    flip: bool = False,
    palms: tuple[float, ...] = (0.70, 0.80, 0.765),
    banana: float = 1.0,
) -> None:
    """The kitchen stands left, areca palms and bananas right, all on the rectangle's foot.

    palms: where each stands, in fractions of the width; banana: how large the leaves are.
    """
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    rng, h = art.rng(72), rect.height()
    p.translate(rect.right() if flip else rect.left(), rect.bottom())
    p.scale(-1 if flip else 1, 1)
    w = rect.width()
    for x, tall in zip(palms, (0.98, 0.84, 0.66), strict=False):
        _palm(
            p,
            w * (x + rng.uniform(-0.015, 0.015)),
            h * tall * rng.uniform(0.94, 1.0),
            [QColor(t) for t in art.ramp(palm)],
            rng,
        )
    for i in range(7):
        _banana_leaf(
            p,
            w * 0.945,
            -90 + (i - 3) * 26 + rng.uniform(-6, 6),
            h * banana * rng.uniform(0.42, 0.58),
            [QColor(t) for t in art.ramp(palm)],
        )
    _kitchen(p, min(w * 0.50, h * 1.25), h * 0.80, art, wall, roof, light, rng)


def _palm(p: QPainter, x: float, tall: float, tones: list[QColor], rng: random.Random) -> None:
    lean = rng.uniform(-0.05, 0.05) * tall
    trunk, top = QPainterPath(QPointF(x, 0)), QPointF(x + lean, -tall * 0.82)
    trunk.quadTo(x + lean * 0.2, -tall * 0.45, top.x(), top.y())
    stroke(p, trunk, pen(tones[-1], tall * 0.022))
    for i in range(9):
        a = math.radians(-180 + i * 22.5 + rng.uniform(-7, 7))
        reach = tall * rng.uniform(0.20, 0.26)
        tip = QPointF(top.x() + math.cos(a) * reach, top.y() + math.sin(a) * reach * 0.62 + reach * 0.24)
        bend = QPointF(top.x() + math.cos(a) * reach * 0.55, top.y() + math.sin(a) * reach * 0.8 - reach * 0.12)
        frond = QPainterPath(top)
        frond.quadTo(bend, tip)
        frond.quadTo(QPointF(bend.x(), bend.y() + reach * 0.26), top)
        p.fillPath(frond, mix(tones[0], tones[-1], rng.random()))


def _banana_leaf(p: QPainter, x: float, degrees: float, length: float, tones: list[QColor]) -> None:
    p.save()
    p.translate(x, 0)
    p.rotate(degrees + 90)
    blade = smooth(
        [(0, 0), (-length * 0.05, -length * 0.3), (-length * 0.13, -length * 0.6), (-length * 0.06, -length * 0.92)]
        + [
            (0, -length),
            (length * 0.06, -length * 0.92),
            (length * 0.13, -length * 0.6),
            (length * 0.05, -length * 0.3),
        ]
    )
    p.fillPath(blade, mix(tones[0], tones[-1], 0.5 + 0.5 * math.sin(degrees)))
    stroke(p, poly([(0, 0), (0, -length * 0.96)], False), pen(tones[0], length * 0.018))
    p.restore()


def _kitchen(p: QPainter, w: float, h: float, art: Art, wall: str, roof: str, light: str, rng: random.Random) -> None:
    body = QRectF(w * 0.04, -h * 0.62, w * 0.84, h * 0.62)
    p.fillRect(body, lin(0, body.top(), 0, 0, (0, art.color(wall, 1)), (1, art.color(wall, 0))))
    glow, warm = art.color(light, 0), art.color(light, 1)
    door = QRectF(w * 0.50, -h * 0.46, w * 0.20, h * 0.46)
    window = QRectF(w * 0.15, -h * 0.44, w * 0.20, h * 0.22)
    for hole in (door, window):
        c = hole.center()
        r = hole.height() * 1.1
        fill_ellipse(p, c.x(), c.y(), r, r, rad(c.x(), c.y(), r, (0, rgba(warm, 0.45)), (1, rgba(warm, 0))))
        p.fillRect(hole, lin(0, hole.top(), 0, hole.bottom(), (0, warm), (1, glow)))
    for i in range(1, 6):
        x = window.left() + window.width() * i / 6
        p.fillRect(QRectF(x - w * 0.005, window.top(), w * 0.010, window.height()), art.color(wall, 0))
    shelf = window.bottom() - window.height() * 0.12
    p.fillRect(QRectF(window.left() - w * 0.012, shelf, window.width() + w * 0.024, w * 0.012), art.color(wall, 0))
    # a calendar's plain sheet and a hanging basket seen through the door
    p.fillRect(
        QRectF(door.left() + w * 0.03, door.top() + h * 0.07, w * 0.05, h * 0.09), rgba(art.color(wall, 0), 0.35)
    )
    stroke(
        p,
        poly([(door.right() - w * 0.06, door.top()), (door.right() - w * 0.06, door.top() + h * 0.1)], False),
        pen(rgba(art.color(wall, 0), 0.5), 2),
    )
    fill_ellipse(p, door.right() - w * 0.06, door.top() + h * 0.12, w * 0.03, w * 0.016, rgba(art.color(wall, 0), 0.5))
    eave = -h * 0.58
    top = poly([(-w * 0.02, eave), (w * 0.12, -h * 0.98), (w * 0.82, -h * 0.98), (w * 0.97, eave)])
    p.fillPath(top, lin(0, -h, 0, eave, (0, art.color(roof, 0)), (1, art.color(roof, 1))))
    p.save()
    p.setClipPath(top, Qt.ClipOperation.IntersectClip)
    rows, tile = 6, w * 0.052
    for row in range(rows):
        y = -h * 0.98 + h * 0.40 * (row + 1) / rows
        for i in range(int(w / tile) + 3):
            x = (i - 1 + row % 2 * 0.5) * tile
            scale = QPainterPath()
            scale.arcMoveTo(QRectF(x, y - tile * 0.62, tile, tile * 0.62), 180)
            scale.arcTo(QRectF(x, y - tile * 0.62, tile, tile * 0.62), 180, 180)
            stroke(p, scale, pen(rgba(art.color(roof, 2), rng.uniform(0.25, 0.6)), 1.6))
    p.restore()
    p.fillRect(QRectF(w * 0.11, -h, w * 0.72, h * 0.035), art.color(roof, 2))


KINDS = {"yard_kitchen": draw_house}
