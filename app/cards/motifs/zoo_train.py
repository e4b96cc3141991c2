"""A paper train: a cat drives, other zodiac animals ride in the wagons with balloons tied to them."""

import math
import random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import Tint, ellipse, fill_ellipse, mix, poly, rgba, smooth
from app.cards.motifs.zoo_animals import ANIMALS, Paper

ENGINE, WAGON, HEIGHT, FOOT = 354.0, 244.0, 560.0, 44.0  # lengths; from the rails up; what the track needs under them


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    riders: tuple[str, ...] = ("ga", "lon", "trau"),
    party: str = "@party",
    rail: str = "@rail",
    shade: str = "@shade",
    margin: float = 40.0,
) -> None:
    """The track runs from edge to edge; the train stands on it, as wide as the rectangle less its margins allows.

    riders: 'meo', 'trau', 'lon', 'ga' or 'de', from the last wagon to the first. Tones of each under '@<name>'.
    """
    p.setClipRect(rect)
    length = ENGINE + WAGON * len(riders)
    size = min((rect.width() - 2 * margin) / length, rect.height() / (HEIGHT + FOOT))
    p.translate(rect.center().x(), rect.bottom() - FOOT * size)
    p.scale(size, size)
    cut, rng = Paper(p, art.color(shade), 0.42), art.rng(51)
    half = rect.width() / 2 / size
    _track(cut, art, rail, half)
    p.translate(-length / 2, 0)
    colors = [art.color(party, i) for i in range(len(art.ramp(party)))]
    for i, rider in enumerate(riders):
        p.save()
        p.translate(i * WAGON, 0)
        _wagon(cut, i, rider, art, colors, rng)
        p.restore()
    p.translate(len(riders) * WAGON, 0)
    _engine(cut, art, colors, rng)


def _box(x: float, y: float, w: float, h: float, r: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(x, y, w, h), r, r)
    return path


def _track(cut: Paper, art: Art, rail: str, half: float) -> None:
    wood, iron = art.color(rail), art.color(rail, 1)
    n = round(half / 34)
    for i in range(-n, n + 1):
        cut.cut(_box(i * 68 - 19, 4, 38, 20, 5), wood)
    cut.cut(_box(-half - 20, -3, 2 * half + 40, 11, 4), iron)


def _wheel(cut: Paper, x: float, r: float, tint: Tint, hub: Tint) -> None:
    cut.cut(ellipse(x, -r - 2, r), mix(tint, "#2a2438", 0.30))
    cut.cut(ellipse(x, -r - 2, r * 0.72), hub, 0.5)
    spokes = QPainterPath()
    for i in range(4):
        a = math.pi * i / 4 + 0.3
        spokes.moveTo(x - math.cos(a) * r * 0.66, -r - 2 - math.sin(a) * r * 0.66)
        spokes.lineTo(x + math.cos(a) * r * 0.66, -r - 2 + math.sin(a) * r * 0.66)
    cut.line(spokes, mix(tint, "#2a2438", 0.12), r * 0.12)
    cut.cut(ellipse(x, -r - 2, r * 0.26), tint, 0.5)


def _wagon(cut: Paper, i: int, rider: str, art: Art, colors: list[QColor], rng: random.Random) -> None:
    wall, trim, wheel = (
        colors[(2 * i) % len(colors)],
        colors[(2 * i + 3) % len(colors)],
        colors[(2 * i + 5) % len(colors)],
    )
    cut.cut(_box(190, -74, 64, 12, 6), mix(wall, "#2a2438", 0.45))
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
    cut.cut(_box(-2, -170, 224, 22, 11), mix(wall, "#ffffff", 0.45))
    cut.cut(_box(10, -66, 200, 18, 8), mix(wall, "#2a2438", 0.35))
    for x in (56, 164):
        _wheel(cut, x, 32, wheel, mix(wheel, "#ffffff", 0.72))


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
            cut.cut(_star(x, -112, 24), tint, 0.5)
    else:
        for x in range(6):
            cut.cut(_box(14 + x * 36, -160, 16, 120, 2), tint, 0.5)
    cut.p.restore()


def _star(x: float, y: float, r: float) -> QPainterPath:
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


def _engine(cut: Paper, art: Art, colors: list[QColor], rng: random.Random) -> None:
    body, trim, wheel, roof = colors[4 % len(colors)], colors[0], colors[2], colors[1]
    for i, (x, y, r) in enumerate(((90, -470, 44), (150, -440, 36), (196, -398, 28), (226, -350, 19))):
        cut.cut(_puff(x + rng.uniform(-6, 6), y, r), mix("#ffffff", body, 0.03 + 0.02 * i), 0.8)
    cut.cut(poly([(298, -60), (350, 2), (298, 2)]), trim)
    for x in (306, 318, 330):
        cut.line(poly([(300, -52), (x, 0)], False), mix(trim, "#2a2438", 0.3), 2.6)
    cut.cut(poly([(222, -170), (258, -170), (254, -240), (226, -240)]), mix(body, "#2a2438", 0.30))
    cut.cut(smooth([(212, -246), (268, -246), (276, -280), (204, -280)]), mix(body, "#2a2438", 0.30))
    cut.cut(_box(196, -290, 88, 16, 8), trim)
    cut.cut(_box(168, -204, 36, 50, 18), roof)
    cut.cut(_box(136, -176, 164, 120, 26), body)
    for x in (160, 250):
        cut.cut(_box(x, -176, 14, 120, 2), roof, 0.5)
    cut.cut(ellipse(213, -116, 26), mix(roof, "#ffffff", 0.3), 0.5)
    cut.cut(_star(213, -116, 17), trim, 0.5)
    cut.cut(_box(290, -168, 22, 104, 11), mix(body, "#2a2438", 0.25))
    cut.cut(ellipse(310, -132, 17), "#fff3c4")
    back = _box(24, -292, 124, 236, 12)
    cut.cut(back, mix(body, "#2a2438", 0.42))
    cut.p.save()
    cut.p.translate(88, -206)
    ANIMALS["meo"](cut, art.ramp("@meo"))
    _cap(cut, trim)
    cut.p.restore()
    cut.cut(_box(18, -140, 134, 86, 10), body)
    cut.cut(_box(20, -292, 13, 170, 4), body)
    cut.cut(_box(138, -292, 13, 170, 4), body)
    cut.cut(_box(40, -118, 90, 40, 10), mix(roof, "#ffffff", 0.15), 0.5)
    cut.cut(smooth([(0, -282), (12, -302), (86, -318), (160, -302), (172, -282), (86, -286)]), trim)
    cut.cut(_box(10, -72, 296, 20, 9), mix(body, "#2a2438", 0.38))
    for x, r in ((70, 42), (166, 42), (236, 26), (286, 26)):
        _wheel(cut, x, r, wheel, mix(wheel, "#ffffff", 0.75))
    cut.cut(_box(62, -54, 112, 11, 5), trim, 0.6)


def _cap(cut: Paper, tint: Tint) -> None:
    cut.cut(smooth([(-25, -48), (-27, -66), (0, -76), (27, -66), (25, -48), (0, -54)]), tint, 0.8)
    cut.cut(smooth([(-30, -44), (0, -51), (30, -44), (24, -37), (0, -43), (-24, -37)]), mix(tint, "#2a2438", 0.35), 0.6)


def _puff(x: float, y: float, r: float) -> QPainterPath:
    path = ellipse(x, y, r)
    for dx, dy, k in ((-0.8, 0.2, 0.62), (0.8, 0.15, 0.66), (-0.1, -0.6, 0.6)):
        path = path.united(ellipse(x + dx * r, y + dy * r, r * k))
    return path


KINDS = {"zoo_train": draw}
