"""A lotus pond in gold thread on silk: great blooms, buds and pods on tall stems."""

import random

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import catmull, ellipse, fill_ellipse, lin, pen, rgba, ribbon, smooth, stroke
from app.cards.motifs.jade_petals import draw_petal

# Rows of a bloom, back to front: turns in degrees, length, width, how far the base is down
ROWS = (
    ((-46, 46, -24, 24, 0), 1.0, 0.40, 0.00),
    ((-72, 72, -35, 35, -12, 12), 0.96, 0.40, 0.02),
    ((-92, 92, -56, 56), 0.88, 0.40, 0.04),
    ((-26, 26), 0.74, 0.44, 0.05),
    ((0,), 0.62, 0.48, 0.07),
    ((-108, 108, -76, 76), 0.52, 0.24, 0.06),
)


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    form: str = "bloom",
    tones: str = "@petal",
    green: str = "@pad",
    metal: str = "@thread",
    shade: str = "@shade",
    foot: float = 0.5,
    tilt: float = 0.0,
    salt: int = 1,
) -> None:
    """form: 'bloom', 'bud' or 'pod' at the rectangle's top, as wide as it; its stem ends at `foot` of the lower edge."""
    p.setClipRect(rect)
    rng, foil, dark = art.rng(salt + 500), art.foil(metal, 3, 0.7), art.color(shade)
    wide = {"bloom": 2.16, "bud": 0.86, "pod": 1.56}[form]
    high = {"bloom": 1.42, "bud": 1.30, "pod": 0.92}[form]
    r = min(rect.width() / wide, rect.height() / high)
    top = QPointF(rect.center().x(), rect.top() + r * {"bloom": 1.06, "bud": 1.12, "pod": 0.84}[form])
    _stem(p, top, QPointF(rect.left() + foot * rect.width(), rect.bottom() + 4), r, art, green, foil, rng)
    p.translate(top)
    p.rotate(tilt + rng.uniform(-3, 3))
    p.scale(r, r)
    ramp = [art.color(tones, i) for i in range(3)]
    if form == "bloom":
        for turns, length, width, down in ROWS:
            for turn in turns:
                draw_petal(
                    p, turn + rng.uniform(-2.5, 2.5), length * rng.uniform(0.96, 1.03), width, down, ramp, foil, dark
                )
    elif form == "bud":
        for turn, length, width in (
            (-13, 1.0, 0.36),
            (13, 1.02, 0.36),
            (0, 1.1, 0.46),
            (-25, 0.62, 0.30),
            (24, 0.56, 0.28),
        ):
            draw_petal(p, turn, length, width, 0.02, ramp, foil, dark)
    else:
        _pod(p, art, green, foil, dark)


def _stem(
    p: QPainter, a: QPointF, b: QPointF, r: float, art: Art, green: str, foil: QBrush, rng: random.Random
) -> None:
    if b.y() - a.y() < 8:
        return
    sway = rng.uniform(-0.06, 0.06) * (b.y() - a.y())
    line = catmull([a.toTuple(), ((a.x() * 2 + b.x()) / 3 + sway, (a.y() * 2 + b.y()) / 3), b.toTuple()], 20)
    width = max(2.2, r * 0.030)
    body = ribbon(line, np.linspace(width, width * 1.25, len(line)))
    p.fillPath(body, art.color(green, 1))
    stroke(p, body, pen(foil, max(1.2, r * 0.010)))
    for _ in range(round((b.y() - a.y()) / 16)):
        x, y = line[rng.randrange(len(line))]
        fill_ellipse(
            p, float(x) + rng.uniform(-0.6, 0.6) * width, float(y) + rng.uniform(-4, 4), 1.1, 1.1, QBrush(foil)
        )


def _pod(p: QPainter, art: Art, green: str, foil: QBrush, dark: QColor) -> None:
    cup = smooth(
        [
            (-0.06, 0.0),
            (-0.20, -0.22),
            (-0.50, -0.46),
            (-0.56, -0.54),
            (0.0, -0.40),
            (0.56, -0.54),
            (0.50, -0.46),
            (0.20, -0.22),
            (0.06, 0.0),
        ]
    )
    p.fillPath(cup.translated(0.01, 0.02), rgba(dark, 0.4))
    p.fillPath(cup, lin(-0.5, 0, 0.5, 0, (0, art.color(green)), (1, art.color(green, 2))))
    for t in (-0.8, -0.5, -0.2, 0.1, 0.4, 0.7):
        rib = QPainterPath(QPointF(t * 0.07, -0.02))
        rib.quadTo(t * 0.28, -0.26, t * 0.56, -0.46)
        stroke(p, rib, pen(foil, 0.006))
    stroke(p, cup, pen(foil, 0.014))
    top = ellipse(0, -0.52, 0.57, 0.155)
    p.fillPath(top, lin(0, -0.68, 0, -0.36, (0, art.color(green, 1)), (1, art.color(green))))
    stroke(p, top, pen(foil, 0.014))
    for x, y in (
        (-0.36, -0.52),
        (-0.18, -0.59),
        (-0.14, -0.47),
        (0.05, -0.53),
        (0.22, -0.60),
        (0.24, -0.46),
        (0.41, -0.53),
    ):
        fill_ellipse(p, x, y, 0.062, 0.036, art.color(green, 2))
        stroke(p, ellipse(x, y, 0.062, 0.036), pen(foil, 0.010))


KINDS = {"jade_lotus": draw}
