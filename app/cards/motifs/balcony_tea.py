"""Years together, in flat colour: a balcony table for two, two cups of tea, two pairs of glasses."""

import math
import random

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, lin, mix, pen, poly, rad, rgba, shadow, stroke
from app.cards.motifs.balcony_view import HIGH, draw_railing, draw_town
from app.cards.motifs.bud_vase import blade, vase
from app.cards.motifs.cups_and_glasses import draw_cup, glasses, steam

TABLE = 286.0  # where the table top's middle lies


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    town: str = "@town",
    window: str = "@window",
    rail: str = "@rail",
    cloth: str = "@cloth",
    cup: str = "@cup",
    tea: str = "@tea",
    leaf: str = "@leaf",
    pot: str = "@pot",
    flower: str = "@flower",
    frames: str = "@frames",
    shade: str = "@shade",
) -> None:
    """Fills the rectangle from its foot; the table stands in the middle. town: far, near; cup: pairs, one for each."""
    k = rect.height() / HIGH
    p.setClipRect(rect)
    p.translate(rect.left(), rect.bottom() - HIGH * k)
    p.scale(k, k)
    width, rng, dark = rect.width() / k, art.rng(1311), art.color(shade)
    draw_town(p, width, 168, art.color(town), art.color(window), art.rng(1312), 0.62)
    draw_town(p, width, 214, art.color(town, 1), art.color(window), art.rng(1313), 0.9)
    draw_railing(p, width, art, rail)
    cx = width / 2
    _plant(p, max(74.0, cx - 452), art, leaf, pot, flower, rng, blooms=False)
    _plant(p, min(width - 74, cx + 452), art, leaf, pot, flower, rng, blooms=True)
    _table(p, cx, art, cloth, dark)
    vase(p, cx + 6, TABLE - 34, art, pot, leaf, flower, rng)
    draw_cup(p, cx - 152, TABLE - 4, art, cup, tea, 0, dark)
    draw_cup(p, cx + 160, TABLE - 8, art, cup, tea, 1, dark)
    steam(p, cx - 152, TABLE - 78, 1, rng)
    steam(p, cx + 160, TABLE - 82, -1, rng)
    glasses(p, cx - 34, TABLE + 26, -6 + rng.uniform(-3, 3), art.color(frames), art.color(frames, 1), dark, True)
    glasses(p, cx + 74, TABLE + 34, 7 + rng.uniform(-3, 3), art.color(frames, 2), art.color(frames, 1), dark, False)


def _plant(
    p: QPainter, x: float, art: Art, leaf: str, pot: str, flower: str, rng: random.Random, *, blooms: bool
) -> None:
    """A clay pot; broad leaves, or a bush in bloom."""
    light, deep = art.color(leaf), art.color(leaf, 1)
    clay, burnt = art.color(pot), art.color(pot, 1)
    for i in range(11 if not blooms else 15):
        t = (i + 0.5) / (11 if not blooms else 15)
        turn = -168 + 156 * t + rng.uniform(-8, 8)
        long = rng.uniform(96, 142) * (0.75 + 0.35 * math.sin(math.pi * t))
        blade(p, x, 306, turn, long, 17 if not blooms else 12, mix(light, deep, (i * 0.37) % 1), deep)
    if blooms:
        for _ in range(26):
            a, d = rng.uniform(math.pi * 1.02, math.pi * 1.98), rng.uniform(40, 128)
            fx, fy, r = x + math.cos(a) * d * 0.8, 300 + math.sin(a) * d, rng.uniform(7, 11)
            for j in range(3):
                b = math.tau * j / 3 + d
                fill_ellipse(
                    p,
                    fx + math.cos(b) * r * 0.5,
                    fy + math.sin(b) * r * 0.5,
                    r * 0.6,
                    r * 0.56,
                    art.color(flower, j % 2),
                )
            fill_ellipse(p, fx, fy, r * 0.2, r * 0.2, "#fff3d0")
    body = poly([(x - 52, 310), (x + 52, 310), (x + 40, HIGH + 6), (x - 40, HIGH + 6)])
    p.fillPath(body, lin(x - 52, 0, x + 52, 0, (0, clay), (0.45, clay), (1, burnt)))
    rim = QPainterPath()
    rim.addRoundedRect(QRectF(x - 60, 296, 120, 24), 6, 6)
    p.fillPath(rim, lin(x - 60, 0, x + 60, 0, (0, mix(clay, "#ffffff", 0.18)), (0.5, clay), (1, burnt)))
    p.fillRect(QRectF(x - 51, 320, 102, 7), rgba(burnt, 0.6))


def _table(p: QPainter, cx: float, art: Art, cloth: str, dark: QColor) -> None:
    """A round table under a cloth whose folds fall out of sight."""
    light, mid, deep = (art.color(cloth, i) for i in range(3))
    rx, ry = 352.0, 70.0
    fall = QPainterPath(QPointF(cx - rx, TABLE))
    fall.lineTo(cx - rx + 10, HIGH + 10)
    fall.lineTo(cx + rx - 10, HIGH + 10)
    fall.lineTo(cx + rx, TABLE)
    fall.closeSubpath()
    shadow(p, fall, 0, 4, 14, rgba(dark, 0.45))
    p.fillPath(fall, lin(cx - rx, 0, cx + rx, 0, (0, mid), (0.5, mix(mid, light, 0.3)), (1, deep)))
    for i in range(17):
        t = -0.97 + 1.94 * i / 16
        x, y = cx + t * rx, TABLE + ry * math.sqrt(max(0, 1 - t * t)) - 2
        fold = poly([(x - 5, y), (x + 5, y), (x + 12 + t * 8, HIGH + 10), (x - 9 + t * 8, HIGH + 10)])
        p.fillPath(fold, rgba(deep, 0.34 if i % 2 else 0.18))
    top = ellipse(cx, TABLE, rx, ry)
    p.fillPath(top.translated(0, 7), rgba(deep, 0.75))
    p.fillPath(top, rad(cx - 90, TABLE - 30, rx * 1.25, (0, light), (0.6, mix(light, mid, 0.45)), (1, mid)))
    for k, width in ((0.93, 2.6), (0.88, 1.2)):
        stroke(p, ellipse(cx, TABLE, rx * k, ry * k), pen(rgba(deep, 0.45), width))
    for i in range(44):
        a = math.tau * i / 44
        fill_ellipse(p, cx + math.cos(a) * rx * 0.97, TABLE + math.sin(a) * ry * 0.97, 3.2, 1.7, rgba(deep, 0.4))


KINDS = {"balcony_tea": draw}
