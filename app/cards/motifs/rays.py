"""Rays of light spreading from the rectangle's centre, dying at its inscribed circle."""

import math

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import rad, rgba
from app.cards.sprites import sprite


def draw(p: QPainter, rect: QRectF, art: Art, *, tone: str = "@bokeh", count: int = 36, strength: float = 0.42) -> None:
    c, r, light = rect.center(), min(rect.width(), rect.height()) / 2, art.color(tone)
    fan = QPainterPath()
    for i in range(count):
        a, b = math.tau * i / count, math.tau * (i + 0.5) / count
        fan.moveTo(c)
        fan.lineTo(c.x() + math.cos(a) * r, c.y() + math.sin(a) * r)
        fan.lineTo(c.x() + math.cos(b) * r, c.y() + math.sin(b) * r)
        fan.closeSubpath()
    glow = rad(0, 0, r, (0, rgba(light, 0)), (0.25, rgba(light, strength)), (1, rgba(light, 0)))
    fan.translate(-c.x(), -c.y())
    # Half the resolution is a third of the time, and light has no edges to lose.
    light_fan = sprite(2 * r, 2 * r, (r, r), art.scale / 2, lambda q: q.fillPath(fan, glow))
    p.translate(c)
    light_fan.draw(p)


KINDS = {"rays": draw}
