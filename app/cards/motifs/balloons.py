"""A bunch of balloons (glossy, foil, or clear with confetti in them) whose strings meet in a hand's breadth."""

import math
import random

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import pen, rgba, stroke
from app.cards.motifs.balloon import draw_balloon
from app.cards.sprites import Sprite, dimmed, shaded, sprite, stamp

WIDTH, HEIGHT, ANCHOR = 2.3, 2.8, (1.15, 1.25)  # of a balloon's sprite, in radii


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    spots: tuple[object, ...] = ((0.5, 0.3, 90.0, 0, "gloss"),),
    knot: tuple[float, ...] = (0.5, 1.0),
    tones: str = "@party",
    metal: str = "@foil",
    string: str = "@string",
    shade: str = "@shade",
) -> None:
    """spots: [x, y, radius, tone, kind], x and y in fractions of the rectangle; kind 'gloss', 'foil', 'clear' or 'far'.

    knot: where the strings meet; 'far' balloons fly loose and out of focus.
    """
    p.setClipRect(rect)
    rng, thread = art.rng(5), pen(rgba(art.color(string), 0.75), 1.8)
    end = QPointF(rect.left() + knot[0] * rect.width(), rect.top() + knot[1] * rect.height())
    bunch = []
    for i, (u, v, r, tone, kind) in enumerate(spots):  # type: ignore[misc]
        x, y = rect.left() + u * rect.width(), rect.top() + v * rect.height()
        turn = math.degrees(math.atan2(x - end.x(), max(200.0, end.y() - y))) * 0.6 + rng.uniform(-4, 4)
        bunch.append((x, y, float(r), turn, kind, art.color(tones, tone), i))
    for x, y, r, turn, kind, _, i in bunch:
        if kind != "far":
            a = math.radians(turn)
            start = QPointF(x - math.sin(a) * r * 1.33, y + math.cos(a) * r * 1.33)
            stroke(p, _string(start, end + QPointF((i % 4 - 1.5) * 2.5, 0), rng), thread)
    for x, y, r, turn, kind, color, i in bunch:
        balloon = _sprite(art, r, color, kind, i, tones, metal)
        if kind == "far":
            stamp(p, dimmed(balloon, rgba(color, 0.0), r * 0.10), x, y, 1, turn, 1, 0.75)
        else:
            dark = rgba(art.color(shade), 0.12 if kind == "clear" else 0.30)
            stamp(p, shaded(balloon, 14, dark), x, y, 1, turn, drop=(6, 18))


def _sprite(art: Art, r: float, color: QColor, kind: str, seed: int, tones: str, metal: str) -> Sprite:
    rng, foil, party = art.rng(300 + seed), art.foil(metal, 7, 0.6), art.ramp(tones)
    size = (r * WIDTH, r * HEIGHT, (r * ANCHOR[0], r * ANCHOR[1]))
    return sprite(*size, art.scale, lambda q: draw_balloon(q, r, color, kind, foil, party, rng))


def _string(a: QPointF, b: QPointF, rng: random.Random) -> QPainterPath:
    path, sway, fall = QPainterPath(a), rng.uniform(-34, 34), b.y() - a.y()
    path.cubicTo(a.x() + sway, a.y() + fall * 0.35, b.x() - sway * 1.3, a.y() + fall * 0.65, b.x(), b.y())
    return path


KINDS = {"balloons": draw}
