"""A vase of mai in cut paper: crooked branches, blossoms and buds in a glazed pot."""

import math
import random

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import Point, catmull, pen, rgba, ribbon, smooth, stroke
from app.cards.motifs.paper_mai import draw_bud, draw_flower
from app.cards.papercut import figure

VASE = (380.0, 760.0)


def draw_vase(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    vase: str = "@vase",
    bloom: str = "@mai",
    wood: str = "@wood",
    leaf: str = "@bud",
    rim: str = "@rim",
    shade: str = "@shade",
    flip: bool = False,
    blooms: int = 26,
    salt: int = 1,
) -> None:
    """A round vase on the rectangle's foot; mai branches lean to the right of it, or to the left when flipped."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    k = min(rect.width() / VASE[0], rect.height() / VASE[1])
    p.translate(rect.center().x(), rect.bottom())
    p.scale(-k if flip else k, k)
    rng = art.rng(46 + salt)
    edge, dark = art.color(rim), art.color(shade)
    lines = _branches(rng)
    bark = art.color(wood)

    def twigs(q: QPainter) -> None:
        for points, width in lines:
            c = catmull(points, 12)
            q.fillPath(ribbon(c, np.linspace(width, width * 0.3, len(c)) / 2), bark)

    figure(p, QRectF(-190, -756, 380, 620), twigs, edge, dark, depth=0.5, strength=0.4)
    spots = [(*catmull(points, 12)[i], width) for points, width in lines for i in range(10, (len(points) - 1) * 12, 4)]
    ends = [points[-1] for points, _ in lines]
    rng.shuffle(spots)
    green = art.color(leaf)
    for x, y, _ in spots[: blooms // 2]:
        draw_bud(p, x + rng.uniform(-16, 16), y + rng.uniform(-16, 16), rng, art.ramp(bloom), green, edge, dark)
    placed: list[Point] = []
    for x, y in [*ends, *((x, y) for x, y, _ in spots)]:
        if len(placed) >= blooms:
            break
        x, y = max(-156, min(156, x + rng.uniform(-14, 14))), max(-722, y + rng.uniform(-14, 14))
        if y < -236 and all(math.hypot(x - a, y - b) > 44 for a, b in placed):
            placed.append((x, y))
            draw_flower(p, x, y, rng.uniform(22, 32), rng, art.ramp(bloom), edge, dark)
    _pot(p, [QColor(tone) for tone in art.ramp(vase)], edge, dark)


def _branches(rng: random.Random) -> list[tuple[list[Point], float]]:
    def j(x: float, y: float) -> Point:
        return x + rng.uniform(-14, 14), y + rng.uniform(-12, 12)

    main = [(0.0, -190.0), j(-14, -300), j(26, -410), j(4, -520), j(54, -620), j(70, -700)]
    second = [(0.0, -200.0), j(40, -290), j(96, -370), j(112, -470), j(140, -540)]
    third = [(0.0, -200.0), j(-44, -290), j(-92, -370), j(-100, -460), j(-128, -540)]
    lines = [(main, 22.0), (second, 15.0), (third, 15.0)]
    for base, at, dx, dy in (
        (main, 3, -70, -90),
        (main, 2, 76, -70),
        (second, 2, 50, 20),
        (third, 2, 10, -110),
        (main, 4, -60, -60),
    ):
        x, y = base[at]
        lines.append(([(x, y), j(x + dx * 0.5, y + dy * 0.45), j(x + dx, y + dy)], 9.0))
    return lines


def _pot(p: QPainter, tones: list[QColor], edge: QColor, dark: QColor) -> None:
    """A pot-bellied vase with a band of waves."""
    right = [(44, -212), (30, -196), (34, -172), (84, -140), (104, -86), (84, -30), (56, -6), (60, 0)]
    path = smooth([(x, y) for x, y in right] + [(-x, y) for x, y in reversed(right)])

    def paint(q: QPainter) -> None:
        q.fillPath(path, tones[1])
        q.setClipPath(path, Qt.ClipOperation.IntersectClip)
        q.fillRect(QRectF(-120, -176, 240, 8), tones[0])
        q.fillRect(QRectF(-120, -34, 240, 7), tones[0])
        for row in range(3):
            for i in range(-4, 5):
                x, y = (i + row % 2 * 0.5) * 38, -62 - row * 26
                for r in (17, 10.5, 4):
                    arc = QPainterPath()
                    arc.arcMoveTo(QRectF(x - r, y - r, 2 * r, 2 * r), 0)
                    arc.arcTo(QRectF(x - r, y - r, 2 * r, 2 * r), 0, 180)
                    stroke(q, arc, pen(tones[0], 2.6))
        q.fillPath(path.subtracted(path.translated(18, 6)), rgba(tones[2], 0.9))
        q.fillPath(path.subtracted(path.translated(-20, -8)), rgba(tones[0], 0.45))

    figure(p, QRectF(-124, -224, 248, 230), paint, edge, dark, depth=0.8)


KINDS = {"apricot_vase": draw_vase}
