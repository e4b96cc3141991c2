"""Strings of bulbs that sag over a square on a winter evening."""

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from app.cards.art import Art
from app.cards.kit import fill_ellipse, pen, poly, rad, rgba, stroke


def draw_strings(
    p: QPainter, rect: QRectF, art: Art, *, light: str = "@glow", wire: str = "@stone", lines: int = 3, salt: int = 1
) -> None:
    """Strings of bulbs that sag from the rectangle's upper corners and top edge; the nearer, the larger the bulbs."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    rng, warm = art.rng(850 + salt), [art.color(light, i) for i in range(3)]
    w, h = rect.width(), rect.height()
    for i in range(lines):
        near = 1 - i / max(1, lines)
        y0, y1 = rect.top() + h * (0.06 + 0.20 * i), rect.top() + h * (0.12 + 0.17 * i + rng.uniform(-0.03, 0.06))
        sag = h * (0.62 - 0.13 * i) * rng.uniform(0.85, 1.0)
        t = np.linspace(0, 1, 80)
        x = rect.left() - 10 + (w + 20) * t
        y = y0 + (y1 - y0) * t + sag * (1 - (2 * t - 1) ** 2) * (0.5 + 0.08 * np.sin(3 * t + i))
        stroke(p, poly(np.stack([x, y], 1), close=False), pen(rgba(art.color(wire, 3), 0.55), 1.2 + 0.8 * near))
        p.setPen(Qt.PenStyle.NoPen)
        count = max(4, round(w / (70 - 14 * i)))
        for j in range(count):
            u = (j + 0.5 + rng.uniform(-0.12, 0.12)) / count
            bx, by = float(np.interp(u, t, x)), float(np.interp(u, t, y)) + 5 * near
            r = 4.0 + 3.4 * near
            fill_ellipse(
                p,
                bx,
                by,
                r * 4,
                r * 4,
                rad(bx, by, r * 4, (0, rgba(warm[1], 0.62)), (0.35, rgba(warm[1], 0.22)), (1, rgba(warm[1], 0))),
            )
            fill_ellipse(p, bx, by, r * 0.8, r, rad(bx, by, r, (0, "#fffdf0"), (0.6, warm[0]), (1, warm[1])))


KINDS = {"light_strings": draw_strings}
