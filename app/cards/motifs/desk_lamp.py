"""A desk lamp that is on: its beam, its pool of light, the shadows it casts."""

import random

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.kit import ellipse, fill_ellipse, lin, mix, pen, poly, rad, rgba, shadow, stroke

DESK = 560.0  # where things stand
HEAD = (262.0, 138.0)  # the lamp's mouth


def beam(p: QPainter, warm: QColor, rng: random.Random) -> None:
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


def pool(p: QPainter, warm: QColor) -> None:
    p.save()
    p.translate(545, DESK + 18)
    p.scale(1, 0.13)
    fill_ellipse(p, 0, 0, 420, 420, rad(0, 0, 420, (0, rgba(warm, 0.75)), (0.7, rgba(warm, 0.4)), (1, rgba(warm, 0))))
    p.restore()


def cast(p: QPainter, x: float, y: float, width: float, dark: QColor) -> None:
    """A flat shadow lying to the right of a thing, away from the lamp."""
    path = ellipse(x + width * 0.18, y, width * 0.62, 9)
    shadow(p, path, 0, 2, 5, rgba(dark, 0.45))


def draw_lamp(p: QPainter, metal: tuple[QColor, ...], warm: QColor, dark: QColor) -> None:
    light, mid, deep = metal
    cast(p, 120, DESK + 14, 150, dark)
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
