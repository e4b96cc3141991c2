"""A winter forest in cut paper: ridges lined with firs."""

import math
import random

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import lin, poly, rgba
from app.cards.papercut import sheet


def draw_forest(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@forest",
    index: int = 0,
    snow: str = "@snow",
    shade: str = "@shade",
    high: float = 150.0,
    gap: float = 44.0,
    relief: float = 60.0,
    dusted: bool = True,
    hollow: float = 0.0,
    salt: int = 1,
    depth: float = 0.8,
) -> None:
    """One sheet: a rolling ridge with firs. tones: three a layer (tip, foot, rim); hollow: how far the middle lies lower."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    rng, (top, foot, rim) = art.rng(200 + salt), (art.color(tones, 3 * index + k) for k in range(3))
    ph = [rng.uniform(0, math.tau) for _ in range(2)]
    base = rect.top() + high * 1.12 + 30

    def ground(x: float) -> float:
        u = (x - rect.center().x()) / rect.width()
        roll = 0.5 + 0.34 * math.sin(u * 9 + ph[0]) + 0.16 * math.sin(u * 21 + ph[1])
        return base + relief * roll + hollow * max(0.0, 1 - (u * 2.4) ** 2)

    n = 60
    line = [(x, ground(x)) for x in (rect.left() - 30 + (rect.width() + 60) * i / n for i in range(n + 1))]
    path = poly([*line, (rect.right() + 60, rect.bottom() + 60), (rect.left() - 60, rect.bottom() + 60)])
    path.setFillRule(Qt.FillRule.WindingFill)
    caps, x = QPainterPath(), rect.left() - gap
    caps.setFillRule(Qt.FillRule.WindingFill)
    while x < rect.right() + gap:
        h = high * rng.uniform(0.55, 1.08)
        tree, cap = _silhouette(x, ground(x) + 12, h, h * rng.uniform(0.36, 0.44), rng)
        path.addPath(tree)
        caps.addPath(cap)
        x += gap * rng.uniform(0.55, 1.35)
    fill = lin(0, rect.top(), 0, min(rect.bottom(), base + relief + 220), (0, top), (1, foot))
    sheet(p, path, fill, rim, art.color(shade), depth=depth, strength=0.5)
    if dusted:
        p.fillPath(caps, rgba(art.color(snow), 0.86))


def _silhouette(x: float, y: float, h: float, w: float, rng: random.Random) -> tuple[QPainterPath, QPainterPath]:
    """A fir of jagged tiers, and the snow on the left of each tier."""
    tiers = 5
    left, right, snow = [], [], QPainterPath()
    for i in range(tiers):
        t0, t1 = i / tiers, (i + 1) / tiers
        inner, outer = w * 0.5 * t0 * 0.62, w * 0.5 * (t1**0.9) * rng.uniform(0.9, 1.08)
        y0, y1 = y - h * (1 - t0), y - h * (1 - t1) + h * 0.03
        left += [(x - inner, y0), (x - outer, y1)]
        right += [(x + inner, y0), (x + outer * rng.uniform(0.92, 1.05), y1)]
        flake = poly(
            [
                (x - inner * 0.6, y0 + h * 0.005),
                (x - outer * 0.92, y1 - h * 0.012),
                (x - outer * 0.45, y1 - h * 0.05),
                (x - inner * 0.1, y1 - h * 0.085),
            ]
        )
        snow.addPath(flake)
    return poly([*right, (x + w * 0.05, y), (x - w * 0.05, y), *reversed(left)]), snow  # clockwise, as the ridge


KINDS = {"pine_forest": draw_forest}
