"""A Southern Tết table from above: bánh tét on banana leaves, a bowl of thịt kho with eggs, a dish of pickled kiệu."""

import math
import random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import fill_ellipse, lin, mix, pen, rgba, smooth, stroke
from app.cards.motifs.banana_leaf import draw_leaf
from app.cards.motifs.banh_tet_slice import draw_slice
from app.cards.motifs.china_dish import under
from app.cards.motifs.pickled_kieu import kieu_dish
from app.cards.motifs.thit_kho import kho_bowl

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
    draw_leaf(p, (40, 40), 16, 440, 128, [mix(tone, green[2], 0.35) for tone in green], rng, dark)
    draw_leaf(p, (-20, 84), -9, 486, 156, green, rng, dark)
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
        draw_slice(p, x, y, r, turn, squash, green, grains, fill, rng, dark)


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


KINDS = {"banh_tet": draw}
