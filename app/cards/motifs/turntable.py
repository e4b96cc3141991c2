"""A record player from above, flat as a poster: a wooden plinth, a spinning record, the arm on its groove."""

import math
import random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QConicalGradient, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, lin, mix, pen, poly, rad, rgba, rounded, shadow, smooth, stroke

BOX = QRectF(-46, -40, 872, 686)  # the plinth is 780 by 590
HUB = QPointF(300, 295)
PLATTER, RECORD, LABEL = 266.0, 250.0, 92.0


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    wood: str = "@wood",
    deck: str = "@deck",
    vinyl: str = "@vinyl",
    label: str = "@stripe",
    metal: str = "@steel",
    shade: str = "@shade",
) -> None:
    """Fitted to the rectangle. The tones of a record's label are those of the stripes."""
    size = min(rect.width() / BOX.width(), rect.height() / BOX.height())
    p.translate(rect.center().x() - BOX.center().x() * size, rect.center().y() - BOX.center().y() * size)
    p.scale(size, size)
    rng, dark = art.rng(111), art.color(shade)
    _plinth(p, art, wood, deck, dark, rng)
    _platter(p, art, metal, dark)
    _record(p, art, vinyl, label, rng.uniform(0, 360))
    _controls(p, art, metal, label, dark, rng)
    _arm(p, art, metal, label, dark, rng.uniform(-3, 6))


def _plinth(p: QPainter, art: Art, wood: str, deck: str, dark: QColor, rng: random.Random) -> None:
    body = rounded(0, 0, 780, 590, 40)
    shadow(p, body, 10, 16, 11, rgba(dark, 0.45))
    p.fillPath(body, lin(0, 0, 0, 590, (0, art.color(wood)), (1, art.color(wood, 1))))
    p.save()
    p.setClipPath(body, Qt.ClipOperation.IntersectClip)
    for _ in range(46):  # the grain
        y, amp = rng.uniform(-10, 600), rng.uniform(2, 9)
        grain = [(x, y + amp * math.sin(x / rng.uniform(90, 150) + y)) for x in range(-20, 820, 70)]
        stroke(p, smooth(grain, close=False), pen(rgba(art.color(wood, 2), rng.uniform(0.10, 0.32)), rng.uniform(1, 3)))
    p.restore()
    top = rounded(26, 24, 728, 542, 24)
    p.fillPath(top.translated(0, 4), rgba(dark, 0.22))
    p.fillPath(top, lin(0, 24, 0, 566, (0, mix(art.color(deck), "#ffffff", 0.10)), (1, art.color(deck))))
    stroke(p, top, pen(rgba("#ffffff", 0.35), 2.5))


def _platter(p: QPainter, art: Art, metal: str, dark: QColor) -> None:
    x, y = HUB.toTuple()
    disc = ellipse(x, y, PLATTER)
    shadow(p, disc, 5, 9, 8, rgba(dark, 0.42))
    p.fillPath(disc, lin(x - 200, y - 200, x + 200, y + 200, (0, art.color(metal)), (1, art.color(metal, 1))))
    for i in range(96):
        a = math.tau * i / 96
        fill_ellipse(p, x + math.cos(a) * 258.5, y + math.sin(a) * 258.5, 2.6, 2.6, rgba(dark, 0.55))


def _record(p: QPainter, art: Art, vinyl: str, label: str, turn: float) -> None:
    x, y = HUB.toTuple()
    black, light = art.color(vinyl), art.color(vinyl, 1)
    p.fillPath(ellipse(x, y, RECORD), black)
    sheen = QConicalGradient(HUB, 28)
    for t, a in ((0, 0.0), (0.05, 0.5), (0.10, 0.05), (0.16, 0.22), (0.22, 0.0), (0.5, 0.0), (0.55, 0.5), (0.60, 0.05),
                 (0.66, 0.22), (0.72, 0.0), (1, 0.0)):  # fmt: skip
        sheen.setColorAt(t, rgba(light, a))
    p.fillPath(ellipse(x, y, RECORD), QBrush(sheen))
    for i in range(34):
        r = LABEL + 10 + i * (RECORD - LABEL - 16) / 33
        wide = i in (8, 17, 25)
        stroke(p, ellipse(x, y, r), pen(rgba(black if wide else light, 0.95 if wide else 0.20), 4.5 if wide else 1.0))
    stroke(p, ellipse(x, y, RECORD - 1.5), pen(rgba(light, 0.5), 2))
    p.save()
    p.translate(HUB)
    p.rotate(turn)
    paper = ellipse(0, 0, LABEL)
    p.fillPath(paper, art.color(label, 4))
    p.setClipPath(paper, Qt.ClipOperation.IntersectClip)
    for i, k in enumerate((0.92, 0.74, 0.56, 0.38)):  # a setting sun in bands
        p.fillPath(ellipse(0, LABEL * 0.62, LABEL * k * 1.25), art.color(label, i))
    p.restore()
    stroke(p, ellipse(x, y, LABEL), pen(rgba(black, 0.45), 2))
    fill_ellipse(p, x, y, 17, 17, rgba("#fff6e4", 0.92))
    fill_ellipse(p, x, y, 6.5, 6.5, rad(x - 2, y - 2, 8, (0, "#ffffff"), (1, art.color("@steel", 1))))


def _controls(p: QPainter, art: Art, metal: str, label: str, dark: QColor, rng: random.Random) -> None:
    steel, iron = art.color(metal), art.color(metal, 1)
    for x, y, r, i in ((78, 514, 30, 1), (598, 524, 12, 2), (636, 524, 12, 0)):
        knob = ellipse(x, y, r)
        shadow(p, knob, 2, 5, 4, rgba(dark, 0.45))
        p.fillPath(knob, lin(x - r, y - r, x + r, y + r, (0, mix(steel, "#ffffff", 0.3)), (1, iron)))
        p.fillPath(ellipse(x, y, r * 0.66), art.color(label, i))
    p.fillPath(rounded(684, 318, 14, 198, 7), rgba(dark, 0.5))
    for i in range(9):
        y = 330 + i * 21.8
        w = 20 if i == 4 else 11
        stroke(p, poly([(706, y), (706 + w, y)], False), pen(rgba(dark, 0.6), 2.6))
    y = 330 + rng.uniform(1.5, 6.5) * 21.8
    slide = rounded(664, y - 13, 54, 26, 7)
    shadow(p, slide, 2, 5, 4, rgba(dark, 0.45))
    p.fillPath(slide, lin(0, y - 13, 0, y + 13, (0, mix(steel, "#ffffff", 0.4)), (1, iron)))
    stroke(p, poly([(670, y), (712, y)], False), pen(art.color(label, 1), 4))


def _arm(p: QPainter, art: Art, metal: str, label: str, dark: QColor, turn: float) -> None:
    steel, iron = art.color(metal), art.color(metal, 1)
    base = ellipse(634, 178, 66)
    shadow(p, base, 3, 6, 6, rgba(dark, 0.42))
    p.fillPath(base, lin(570, 110, 700, 240, (0, mix(steel, "#ffffff", 0.25)), (1, mix(iron, dark, 0.1))))
    p.fillPath(ellipse(634, 178, 46), mix(iron, dark, 0.35))
    p.save()
    p.translate(634, 178)
    p.rotate(turn)
    arm = QPainterPath(QPointF(22, -92))
    arm.lineTo(6, 0)
    arm.cubicTo(-12, 110, -28, 176, -92, 226)
    arm.lineTo(-148, 270)
    stroke(p, arm.translated(7, 11), pen(rgba(dark, 0.30), 14))
    stroke(p, arm, pen(mix(iron, dark, 0.12), 15))
    stroke(p, arm.translated(-1.6, -1.2), pen(mix(steel, "#ffffff", 0.45), 6.5))
    p.save()
    p.translate(22, -92)
    p.rotate(9)
    weight = rounded(-21, -38, 42, 54, 9)
    shadow(p, weight, 2, 5, 4, rgba(dark, 0.4))
    p.fillPath(weight, lin(-21, 0, 21, 0, (0, iron), (0.35, mix(steel, "#ffffff", 0.4)), (1, mix(iron, dark, 0.3))))
    p.restore()
    fill_ellipse(p, 4, 4, 27, 27, lin(-20, -20, 24, 26, (0, mix(steel, "#ffffff", 0.5)), (1, iron)))
    fill_ellipse(p, 4, 4, 10, 10, art.color(label, 1))
    p.translate(-148, 270)
    p.rotate(52)
    shell = rounded(-19, -12, 38, 66, 9)
    p.fillPath(shell.translated(4, -8), rgba(dark, 0.30))
    p.fillPath(shell, art.color(label, 1))
    p.fillPath(rounded(-19, -12, 38, 16, 6), mix(iron, dark, 0.35))
    stroke(p, poly([(19, 30), (38, 36)], False), pen(mix(steel, dark, 0.2), 5))
    p.restore()


KINDS = {"turntable": draw}
