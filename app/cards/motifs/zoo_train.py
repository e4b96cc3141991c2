"""A paper train: a cat drives, other zodiac animals ride in the wagons with balloons tied to them."""

import random

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import Tint, ellipse, mix, poly, rounded, smooth
from app.cards.motifs.train_wagon import draw_wheel, star, wagon
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
        wagon(cut, i, rider, art, colors, rng)
        p.restore()
    p.translate(len(riders) * WAGON, 0)
    _engine(cut, art, colors, rng)


def _track(cut: Paper, art: Art, rail: str, half: float) -> None:
    wood, iron = art.color(rail), art.color(rail, 1)
    n = round(half / 34)
    for i in range(-n, n + 1):
        cut.cut(rounded(i * 68 - 19, 4, 38, 20, 5), wood)
    cut.cut(rounded(-half - 20, -3, 2 * half + 40, 11, 4), iron)


def _engine(cut: Paper, art: Art, colors: list[QColor], rng: random.Random) -> None:
    body, trim, wheel, roof = colors[4 % len(colors)], colors[0], colors[2], colors[1]
    for i, (x, y, r) in enumerate(((90, -470, 44), (150, -440, 36), (196, -398, 28), (226, -350, 19))):
        cut.cut(_puff(x + rng.uniform(-6, 6), y, r), mix("#ffffff", body, 0.03 + 0.02 * i), 0.8)
    cut.cut(poly([(298, -60), (350, 2), (298, 2)]), trim)
    for x in (306, 318, 330):
        cut.line(poly([(300, -52), (x, 0)], False), mix(trim, "#2a2438", 0.3), 2.6)
    cut.cut(poly([(222, -170), (258, -170), (254, -240), (226, -240)]), mix(body, "#2a2438", 0.30))
    cut.cut(smooth([(212, -246), (268, -246), (276, -280), (204, -280)]), mix(body, "#2a2438", 0.30))
    cut.cut(rounded(196, -290, 88, 16, 8), trim)
    cut.cut(rounded(168, -204, 36, 50, 18), roof)
    cut.cut(rounded(136, -176, 164, 120, 26), body)
    for x in (160, 250):
        cut.cut(rounded(x, -176, 14, 120, 2), roof, 0.5)
    cut.cut(ellipse(213, -116, 26), mix(roof, "#ffffff", 0.3), 0.5)
    cut.cut(star(213, -116, 17), trim, 0.5)
    cut.cut(rounded(290, -168, 22, 104, 11), mix(body, "#2a2438", 0.25))
    cut.cut(ellipse(310, -132, 17), "#fff3c4")
    back = rounded(24, -292, 124, 236, 12)
    cut.cut(back, mix(body, "#2a2438", 0.42))
    cut.p.save()
    cut.p.translate(88, -206)
    ANIMALS["meo"](cut, art.ramp("@meo"))
    _cap(cut, trim)
    cut.p.restore()
    cut.cut(rounded(18, -140, 134, 86, 10), body)
    cut.cut(rounded(20, -292, 13, 170, 4), body)
    cut.cut(rounded(138, -292, 13, 170, 4), body)
    cut.cut(rounded(40, -118, 90, 40, 10), mix(roof, "#ffffff", 0.15), 0.5)
    cut.cut(smooth([(0, -282), (12, -302), (86, -318), (160, -302), (172, -282), (86, -286)]), trim)
    cut.cut(rounded(10, -72, 296, 20, 9), mix(body, "#2a2438", 0.38))
    for x, r in ((70, 42), (166, 42), (236, 26), (286, 26)):
        draw_wheel(cut, x, r, wheel, mix(wheel, "#ffffff", 0.75))
    cut.cut(rounded(62, -54, 112, 11, 5), trim, 0.6)


def _cap(cut: Paper, tint: Tint) -> None:
    cut.cut(smooth([(-25, -48), (-27, -66), (0, -76), (27, -66), (25, -48), (0, -54)]), tint, 0.8)
    cut.cut(smooth([(-30, -44), (0, -51), (30, -44), (24, -37), (0, -43), (-24, -37)]), mix(tint, "#2a2438", 0.35), 0.6)


def _puff(x: float, y: float, r: float) -> QPainterPath:
    path = ellipse(x, y, r)
    for dx, dy, k in ((-0.8, 0.2, 0.62), (0.8, 0.15, 0.66), (-0.1, -0.6, 0.6)):
        path = path.united(ellipse(x + dx * r, y + dy * r, r * k))
    return path


KINDS = {"zoo_train": draw}
