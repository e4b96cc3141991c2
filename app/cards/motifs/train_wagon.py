"""A wagon of a paper train: its trimmings, its wheels, the balloon tied to it."""

import math
import random

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainterPath

from app.cards.art import Art
from app.cards.kit import Tint, ellipse, fill_ellipse, mix, poly, rgba, rounded
from app.cards.motifs.zoo_animals import ANIMALS, Paper


def draw_wheel(cut: Paper, x: float, r: float, tint: Tint, hub: Tint) -> None:
    cut.cut(ellipse(x, -r - 2, r), mix(tint, "#2a2438", 0.30))
    cut.cut(ellipse(x, -r - 2, r * 0.72), hub, 0.5)
    spokes = QPainterPath()
    for i in range(4):
        a = math.pi * i / 4 + 0.3
        spokes.moveTo(x - math.cos(a) * r * 0.66, -r - 2 - math.sin(a) * r * 0.66)
        spokes.lineTo(x + math.cos(a) * r * 0.66, -r - 2 + math.sin(a) * r * 0.66)
    cut.line(spokes, mix(tint, "#2a2438", 0.12), r * 0.12)
    cut.cut(ellipse(x, -r - 2, r * 0.26), tint, 0.5)


def wagon(cut: Paper, i: int, rider: str, art: Art, colors: list[QColor], rng: random.Random) -> None:
    wall, trim, wheel = (
        colors[(2 * i) % len(colors)],
        colors[(2 * i + 3) % len(colors)],
        colors[(2 * i + 5) % len(colors)],
    )
    cut.cut(rounded(190, -74, 64, 12, 6), mix(wall, "#2a2438", 0.45))
    for n in range(2 if i % 2 == 0 else 1):
        _balloon(cut, 22 if n == 0 else 190, colors[(2 * i + 1 + 3 * n) % len(colors)], rng, n)
    cut.p.save()
    cut.p.translate(110, -206)
    cut.p.rotate(rng.uniform(-5, 5))
    ANIMALS[rider](cut, art.ramp(f"@{rider}"))
    cut.p.restore()
    body = poly([(6, -160), (214, -160), (202, -52), (18, -52)])
    cut.cut(body, wall)
    _trim(cut, i, trim, body)
    cut.cut(rounded(-2, -170, 224, 22, 11), mix(wall, "#ffffff", 0.45))
    cut.cut(rounded(10, -66, 200, 18, 8), mix(wall, "#2a2438", 0.35))
    for x in (56, 164):
        draw_wheel(cut, x, 32, wheel, mix(wheel, "#ffffff", 0.72))


def _trim(cut: Paper, i: int, tint: Tint, body: QPainterPath) -> None:
    cut.p.save()
    cut.p.setClipPath(body, Qt.ClipOperation.IntersectClip)
    if i % 4 == 0:
        for x in range(5):
            cut.cut(
                poly([(10 + x * 40, -156), (50 + x * 40, -156), (30 + x * 40, -112)]), tint if x % 2 else "#fffaf0", 0.5
            )
    elif i % 4 == 1:
        for x, y in ((40, -126), (75, -92), (110, -126), (145, -92), (180, -126)):
            cut.cut(ellipse(x, y, 13), tint, 0.5)
    elif i % 4 == 2:
        for x in (52, 110, 168):
            cut.cut(star(x, -112, 24), tint, 0.5)
    else:
        for x in range(6):
            cut.cut(rounded(14 + x * 36, -160, 16, 120, 2), tint, 0.5)
    cut.p.restore()


def star(x: float, y: float, r: float) -> QPainterPath:
    turns = [(math.pi * k / 5, r if k % 2 == 0 else r * 0.5) for k in range(10)]
    return poly([(x + math.sin(a) * d, y - math.cos(a) * d) for a, d in turns])


def _balloon(cut: Paper, x: float, tint: Tint, rng: random.Random, n: int) -> None:
    top, r = -430 - rng.uniform(0, 34) + 52 * n, rng.uniform(38, 44)
    bx = x + rng.uniform(-12, 12) + (14 if n == 0 else -8)
    thread = QPainterPath(QPointF(x, -160))
    thread.cubicTo(x - 14, -240, bx + 16, -310, bx, top + r * 1.3)
    cut.line(thread, rgba(mix(tint, "#2a2438", 0.5), 0.8), 2.4)
    cut.cut(poly([(bx - 8, top + r * 1.36), (bx + 8, top + r * 1.36), (bx, top + r * 1.14)]), tint, 0.5)
    cut.cut(_gourd(bx, top, r), tint)
    cut.cut(_gourd(bx, top, r * 0.68), mix(tint, "#ffffff", 0.22), 0.5)
    fill_ellipse(cut.p, bx - r * 0.22, top - r * 0.45, r * 0.12, r * 0.2, rgba("#ffffff", 0.85))


def _gourd(x: float, y: float, r: float) -> QPainterPath:
    """A balloon's outline: round above, drawn in below."""
    path = QPainterPath(QPointF(x, y - r * 1.08))
    path.cubicTo(x + r * 0.62, y - r * 1.08, x + r, y - r * 0.62, x + r, y - r * 0.06)
    path.cubicTo(x + r, y + r * 0.56, x + r * 0.42, y + r * 0.96, x, y + r * 1.2)
    path.cubicTo(x - r * 0.42, y + r * 0.96, x - r, y + r * 0.56, x - r, y - r * 0.06)
    path.cubicTo(x - r, y - r * 0.62, x - r * 0.62, y - r * 1.08, x, y - r * 1.08)
    return path
