"""A sky of paper: rings cut one inside the other round a low sun, brightest in the middle."""

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter

from app.cards import papercut
from app.cards.art import Art
from app.cards.kit import mix, rad, smooth


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@sky",
    shade: str = "@shade",
    x: float = 0.5,
    foot: float = 250.0,
    step: float = 0.62,
    strength: float = 0.2,
) -> None:
    """tones: from the middle out. x and foot: the sun, in the width and in units over the rectangle's foot."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    ramp, rng, dark = [art.color(tones, i) for i in range(len(art.ramp(tones)))], art.rng(8), art.color(shade)
    cx, cy = rect.left() + rect.width() * x, rect.bottom() - foot
    reach = math.hypot(max(x, 1 - x) * rect.width(), rect.height() - foot)
    p.fillRect(rect, ramp[-1])
    for i in range(len(ramp) - 2, -1, -1):
        r = reach * step * (i + 1) / (len(ramp) - 1) * 1.28
        turn = rng.uniform(0, math.tau)
        ring = [
            (
                cx + math.cos(a) * r * (1 + 0.012 * math.sin(5 * a + turn)),
                cy + math.sin(a) * r * (1 + 0.012 * math.sin(4 * a + turn)),
            )
            for a in (math.tau * k / 36 for k in range(36))
        ]
        fill = QBrush(rad(cx, cy, r, (0, mix(ramp[i], "#ffffff", 0.10)), (0.8, ramp[i]), (1, ramp[i])))
        rim = mix(
            ramp[i], "#ffffff", 0.06 + 0.5 * ramp[i].lightnessF() ** 4
        )  # on a dark sky a bright edge would strike words
        papercut.sheet(p, smooth(ring), fill, rim, dark, depth=1.1, strength=strength)


KINDS = {"sky_rings": draw}
