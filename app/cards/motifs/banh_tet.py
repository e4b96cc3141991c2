"""A Southern Tết table from above: bánh tét on banana leaves, a bowl of thịt kho with eggs, a dish of pickled kiệu."""

import math
import random

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import catmull, ellipse, fill_ellipse, lin, mix, pen, poly, rad, rgba, ribbon, smooth, stroke
from app.cards.motifs.moon_lady import band
from app.cards.motifs.tet_dishes import kho_bowl, kieu_dish, under

WIDE, HIGH = 1060.0, 620.0  # origin in the middle


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    leaf: str = "@leaf",
    wrap: str = "@wrap",
    rice: str = "@rice",
    filling: str = "@filling",
    tie: str = "@tie",
    china: str = "@china",
    broth: str = "@broth",
    pickle: str = "@pickle",
    shade: str = "@shade",
) -> None:
    """leaf, wrap (a leaf long boiled): light, middle, dark; rice: light, middle, dark; filling: bean, its shade, fat, meat."""
    k, rng, dark = min(rect.width() / WIDE, rect.height() / HIGH), art.rng(551), art.color(shade)
    p.setClipRect(rect)
    p.translate(rect.center())
    p.scale(k, k)
    green = [art.color(leaf, i) for i in range(3)]
    _leaf(p, (40, 40), 16, 440, 128, [mix(tone, green[2], 0.35) for tone in green], rng, dark)
    _leaf(p, (-20, 84), -9, 486, 156, green, rng, dark)
    kieu_dish(
        p, -236, -128, 118, [art.color(china, i) for i in range(3)], [art.color(pickle, i) for i in range(4)], rng, dark
    )
    kho_bowl(
        p, 250, -112, 172, [art.color(china, i) for i in range(3)], [art.color(broth, i) for i in range(7)], rng, dark
    )
    _log(p, [art.color(wrap, i) for i in range(3)], art.color(tie), art.color(tie, 1), rng, dark)
    grains = [art.color(rice, i) for i in range(3)]
    fill = [art.color(filling, i) for i in range(4)]
    for x, y, r, turn, squash in (
        (-96, 108, 92, -12, 0.52),
        (-26, 112, 94, -10, 0.62),
        (58, 122, 96, -6, 0.74),
        (164, 150, 100, 0, 0.92),
    ):
        _slice(p, x, y, r, turn, squash, green, grains, fill, rng, dark)


def _leaf(
    p: QPainter,
    at: tuple[float, float],
    turn: float,
    long: float,
    half: float,
    tones: list[QColor],
    rng: random.Random,
    dark: QColor,
) -> None:
    """A piece of banana leaf: parallel veins from a pale midrib, its edge split here and there."""
    light, middle, deep = tones
    p.save()
    p.translate(*at)
    p.rotate(turn)
    upper, lower = [], []
    for i in range(41):
        t = -1 + 2 * i / 40
        wide = half * (1 - abs(t) ** 3.2) ** 0.55 if abs(t) < 1 else 0.0
        upper.append((t * long, -wide * rng.uniform(0.975, 1.01)))
        lower.append((t * long, wide * rng.uniform(0.975, 1.01)))
    for side in (upper, lower):  # splits run along the veins
        for place in rng.sample(range(6, 35), 4):
            x, y = side[place]
            side[place] = (x - 12, y * rng.uniform(0.66, 0.8))
    outline = poly(upper + lower[::-1])
    under(p, outline, dark, 1.0)
    p.fillPath(
        outline,
        lin(
            0,
            -half,
            0,
            half,
            (0, middle),
            (0.46, light),
            (0.5, mix(light, "#ffffff", 0.2)),
            (0.54, mix(middle, deep, 0.2)),
            (1, deep),
        ),
    )
    p.save()
    p.setClipPath(outline, Qt.ClipOperation.IntersectClip)
    x = -long
    while x < long:
        tone = rgba(deep if rng.random() < 0.6 else light, rng.uniform(0.18, 0.5))
        for side in (-1, 1):
            vein = QPainterPath(QPointF(x - 26, 0))
            vein.quadTo(x + 4, side * half * 0.4, x + 14, side * half * 1.02)
            stroke(p, vein, pen(tone, rng.uniform(0.8, 2.2)))
        x += rng.uniform(5, 9)
    for _ in range(7):
        x, y = rng.uniform(-long, long), rng.uniform(-half, half)
        fill_ellipse(p, x, y, rng.uniform(40, 90), rng.uniform(8, 16), rgba(light, 0.14))
    p.restore()
    rib = ribbon(np.array([(-long, 0), (0, 1.5), (long, 0)], float), np.array([6.0, 5.0, 1.5]))
    p.fillPath(rib, lin(0, -6, 0, 6, (0, mix(light, "#fffbe0", 0.6)), (1, mix(light, middle, 0.5))))
    stroke(p, poly(upper, False), pen(rgba(mix(light, "#ffffff", 0.3), 0.7), 1.4))
    p.restore()


def _log(p: QPainter, green: list[QColor], tie: QColor, tie_dark: QColor, rng: random.Random, dark: QColor) -> None:
    """The rest of the roll, still wrapped and tied, its cut end towards the slices."""
    light, middle, deep = green
    p.save()
    p.translate(-300, 112)
    p.rotate(-7)
    body = QPainterPath(QPointF(170, -88))
    body.cubicTo(40, -94, -90, -92, -160, -82)
    body.cubicTo(-204, -70, -214, -30, -214, 0)
    body.cubicTo(-214, 30, -204, 70, -160, 82)
    body.cubicTo(-90, 92, 40, 94, 170, 88)
    body.cubicTo(146, 40, 146, -40, 170, -88)
    under(p, body, dark, 1.5)
    p.fillPath(
        body,
        lin(
            0,
            -92,
            0,
            92,
            (0, mix(middle, deep, 0.3)),
            (0.22, mix(light, middle, 0.35)),
            (0.36, light),
            (0.6, middle),
            (1, mix(deep, "#000000", 0.3)),
        ),
    )
    p.save()
    p.setClipPath(body, Qt.ClipOperation.IntersectClip)
    for _ in range(70):  # the leaf runs lengthwise
        y = rng.uniform(-90, 90)
        grain = smooth([(-214, y * 0.8), (-80, y), (60, y + rng.uniform(-3, 3)), (176, y)], False)
        stroke(p, grain, pen(rgba(deep if rng.random() < 0.6 else light, rng.uniform(0.12, 0.4)), rng.uniform(0.8, 2)))
    for y, bend in ((-34, 12), (30, -10)):  # overlapping wraps
        fold = smooth([(-214, y * 0.4), (-60, y), (60, y + bend), (176, y + bend * 1.4)], False)
        stroke(p, fold.translated(0, 3), pen(rgba(dark, 0.3), 5))
        stroke(p, fold, pen(rgba(mix(light, "#ffffff", 0.3), 0.8), 1.8))
    end = smooth([(-214, -60), (-168, -50), (-150, 0), (-168, 50), (-214, 60)], False)
    stroke(p, end, pen(rgba(dark, 0.28), 6))
    stroke(p, end.translated(-2, 0), pen(rgba(light, 0.7), 1.8))
    p.restore()
    for x in (-140, -104, -68, -32, 4, 40, 76, 112):
        high = 88 + 4 * math.cos(x / 60)
        loop = QPainterPath(QPointF(x, -high))
        loop.cubicTo(x - 17, -high * 0.5, x - 17, high * 0.5, x, high)
        stroke(p, loop.translated(2.5, 2), pen(rgba(dark, 0.42), 6))
        stroke(p, loop, pen(tie_dark, 6.4))
        stroke(p, loop.translated(-0.8, 0), pen(tie, 4))
    cord = smooth([(-188, -8), (-60, -20), (40, -16), (128, -18)], False)
    stroke(p, cord.translated(1, 4), pen(rgba(dark, 0.4), 6))
    stroke(p, cord, pen(tie_dark, 6.4))
    stroke(p, cord.translated(0, -0.8), pen(tie, 4))
    for x in (-153, -117, -81, -45, -9, 27, 63, 99):
        fill_ellipse(p, x + 1, -17, 6, 5, tie_dark)
        fill_ellipse(p, x, -18, 4.4, 3.6, tie)
    for points in (
        [(-186, -8), (-206, -34), (-238, -40), (-250, -24)],
        [(-186, -6), (-214, 6), (-234, 30), (-226, 46)],
    ):
        stroke(p, smooth(points, False).translated(2, 5), pen(rgba(dark, 0.3), 6))
        stroke(p, smooth(points, False), pen(tie_dark, 6))
        stroke(p, smooth(points, False), pen(tie, 3.8))
    p.restore()


def _slice(
    p: QPainter, x: float, y: float, r: float, turn: float, squash: float, green: list[QColor], rice: list[QColor], fill: list[QColor],
    rng: random.Random, dark: QColor,
) -> None:  # fmt: skip
    """A round slice leaning on the next: green edge, sticky rice grain by grain, mung bean, pork in the heart."""
    p.save()
    p.translate(x, y)
    p.rotate(turn)
    rx, thick = r * squash, 30 * (1.1 - 0.55 * squash)
    side = ellipse(-thick, 2, rx, r).united(ellipse(0, 0, rx, r))
    under(p, side, dark, 1.2)
    p.fillPath(
        side,
        lin(
            -rx - thick,
            -r,
            0,
            r,
            (0, mix(rice[1], green[0], 0.45)),
            (0.5, mix(rice[2], green[1], 0.35)),
            (1, mix(rice[2], green[2], 0.6)),
        ),
    )
    p.scale(squash, 1)
    p.fillPath(ellipse(0, 0, r), mix(rice[1], green[0], 0.6))
    face = _rough(r * 0.965, 0.012, rng)
    p.fillPath(face, rad(-r * 0.3, -r * 0.4, r * 1.5, (0, rice[0]), (0.6, rice[1]), (1, rice[2])))
    p.save()
    p.setClipPath(face, Qt.ClipOperation.IntersectClip)
    for _ in range(360):
        a, at = rng.uniform(0, math.tau), r * math.sqrt(rng.uniform(0.22, 0.94))
        gx, gy, lie = math.cos(a) * at, math.sin(a) * at, rng.uniform(0, math.pi)
        dx, dy = math.cos(lie) * r * 0.036, math.sin(lie) * r * 0.036
        stroke(
            p,
            poly([(gx - dx, gy - dy + 1.2), (gx + dx, gy + dy + 1.2)], False),
            pen(rgba(mix(rice[2], green[2], 0.3), 0.5), 4.6),
        )
        stroke(
            p,
            poly([(gx - dx, gy - dy), (gx + dx, gy + dy)], False),
            pen(mix(rice[0], rice[1], rng.uniform(0, 0.9)), 3.6),
        )
    p.restore()
    bean, bean_dark, fat, meat = fill
    ring = _rough(r * 0.60, 0.035, rng)
    p.fillPath(ring.translated(0, 1.6), rgba(bean_dark, 0.7))
    p.fillPath(ring, rad(-r * 0.2, -r * 0.25, r * 0.9, (0, mix(bean, "#ffffff", 0.25)), (0.5, bean), (1, bean_dark)))
    for _ in range(90):
        a, at = rng.uniform(0, math.tau), r * 0.57 * math.sqrt(rng.random())
        fill_ellipse(
            p,
            math.cos(a) * at,
            math.sin(a) * at,
            2.0,
            1.7,
            rgba(bean_dark if rng.random() < 0.5 else mix(bean, "#ffffff", 0.5), 0.6),
        )
    heart = smooth(
        [
            (-0.26 * r, -0.10 * r),
            (-0.06 * r, -0.25 * r),
            (0.22 * r, -0.17 * r),
            (0.27 * r, 0.08 * r),
            (0.06 * r, 0.24 * r),
            (-0.22 * r, 0.18 * r),
        ]
    )
    p.fillPath(heart.translated(0, 1.8), rgba(mix(meat, dark, 0.5), 0.6))
    p.fillPath(heart, lin(-r * 0.2, -r * 0.2, r * 0.2, r * 0.2, (0, mix(meat, "#ffffff", 0.2)), (1, meat)))
    p.save()
    p.setClipPath(heart, Qt.ClipOperation.IntersectClip)
    for off in (-0.12, 0.05):
        layer = band(
            [(-0.3 * r, off * r), (-0.05 * r, (off - 0.06) * r), (0.3 * r, (off + 0.03) * r)],
            r * 0.05,
            r * 0.085,
            r * 0.05,
        )
        p.fillPath(layer, fat)
    p.restore()
    gleam = catmull([(-0.78 * r, -0.36 * r), (-0.52 * r, -0.68 * r), (-0.12 * r, -0.84 * r)], 8)
    p.fillPath(
        ribbon(
            gleam,
            np.concatenate([np.linspace(0.5, 4, len(gleam) // 2), np.linspace(4, 0.5, len(gleam) - len(gleam) // 2)]),
        ),
        rgba("#ffffff", 0.35),
    )
    p.restore()


def _rough(r: float, wobble: float, rng: random.Random) -> QPainterPath:
    return smooth(
        [
            (
                math.cos(a) * r * rng.uniform(1 - wobble, 1 + wobble),
                math.sin(a) * r * rng.uniform(1 - wobble, 1 + wobble),
            )
            for a in (i * math.tau / 26 for i in range(26))
        ]
    )


KINDS = {"banh_tet": draw}
