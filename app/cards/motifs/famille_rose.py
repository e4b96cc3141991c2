"""Enamel of famille-rose porcelain: longevity peaches on a branch, red bats, and scroll clouds, with fine outlines."""

import math
import random
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import (
    Point,
    catmull,
    ellipse,
    fill_ellipse,
    lin,
    mix,
    normals,
    pen,
    poly,
    rad,
    rgba,
    ribbon,
    shadow,
    smooth,
    stroke,
)

BOX = QRectF(0, 0, 640, 620)  # the branch enters at the upper right and hangs to the left
BOUGHS: tuple[tuple[Sequence[Point], float, float], ...] = (
    (((660, 60), (560, 96), (470, 150), (380, 176), (290, 232), (214, 300), (160, 392)), 34, 5),
    (((470, 150), (420, 230), (430, 320), (400, 400)), 16, 4),
    (((380, 176), (300, 150), (220, 164), (140, 140)), 14, 3),
    (((560, 96), (590, 180), (572, 262)), 14, 4),
    (((560, 96), (480, 70), (404, 74)), 10, 3),
)
PEACHES = ((196, 366, 94, -10), (404, 410, 108, 8), (296, 482, 86, -4), (552, 276, 76, 10))
LEAVES = (
    (160, 300, 118, 206), (206, 262, 130, 168), (140, 140, 110, 186), (220, 160, 92, 236), (290, 214, 120, 252),
    (250, 300, 120, 66), (340, 330, 128, 138), (430, 300, 130, 28), (470, 330, 120, 72), (380, 330, 96, 112),
    (404, 74, 104, 192), (450, 74, 96, 206), (590, 190, 110, 20), (520, 222, 104, 152), (300, 380, 124, 150),
    (356, 380, 150, 84), (500, 130, 100, 66), (240, 320, 130, 118), (470, 380, 130, 48),
)  # fmt: skip
BLOOMS = ((140, 150, 34), (330, 166, 38), (452, 86, 30), (520, 116, 36), (268, 246, 28), (96, 128, 22), (410, 206, 26))


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    peach: str = "@peach",
    leaf: str = "@leaf",
    wood: str = "@wood",
    bloom: str = "@bloom",
    line: str = "@line",
    shade: str = "@shade",
    flip: bool = False,
) -> None:
    """Hangs from the rectangle's upper right corner (left when flipped). peach: pale, yellow, rose, deep."""
    k = min(rect.width() / BOX.width(), rect.height() / BOX.height())
    p.setClipRect(rect)
    p.translate(rect.left() if flip else rect.right(), rect.top())
    p.scale(-k if flip else k, k)
    p.translate(-BOX.width(), 0)
    rng, ink, dark = art.rng(1101), art.color(line), art.color(shade)
    leaves = [(x, y, long * rng.uniform(0.92, 1.08), turn + rng.uniform(-10, 10)) for x, y, long, turn in LEAVES]
    for i, each in enumerate(leaves[::2]):
        _leaf(p, *each, art, leaf, ink, i)
    for points, wide, narrow in BOUGHS:
        _bough(p, points, wide, narrow, art, wood, ink, rng)
    for i, each in enumerate(leaves[1::2]):
        _leaf(p, *each, art, leaf, ink, i + 1)
    for x, y, r, turn in PEACHES:
        _peach(p, x, y, r * rng.uniform(0.96, 1.04), turn + rng.uniform(-4, 4), art, peach, ink, dark, rng)
    for x, y, r in BLOOMS:
        _bloom(p, x, y, r, art, bloom, ink, rng)


def _peach(
    p: QPainter,
    x: float,
    y: float,
    r: float,
    turn: float,
    art: Art,
    tones: str,
    ink: QColor,
    dark: QColor,
    rng: random.Random,
) -> None:
    """A longevity peach, its tip down to one side, blush stippled up from the tip as enamel is."""
    pale, yellow, rose, deep = (art.color(tones, i) for i in range(4))
    body = smooth(
        [(0, -0.84), (0.46, -0.92), (0.86, -0.62), (0.98, -0.06), (0.74, 0.5), (0.34, 0.86), (0.06, 1.14), (-0.30, 0.88),
         (-0.74, 0.54), (-0.98, -0.02), (-0.88, -0.6), (-0.46, -0.92)]
    )  # fmt: skip
    p.save()
    p.translate(x, y)
    p.rotate(turn)
    p.scale(r, r)
    shadow(p, body, 0.03, 0.10, 0.09, rgba(dark, 0.30))
    p.fillPath(body, rad(-0.25, -0.4, 1.7, (0, pale), (0.38, yellow), (0.75, mix(yellow, rose, 0.7)), (1, rose)))
    p.save()
    p.setClipPath(body, Qt.ClipOperation.IntersectClip)
    p.fillPath(
        body,
        rad(
            0.05,
            1.15,
            1.5,
            (0, rgba(deep, 0.9)),
            (0.35, rgba(rose, 0.75)),
            (0.75, rgba(rose, 0.16)),
            (1, rgba(rose, 0)),
        ),
    )
    for _ in range(420):
        t = rng.random() ** 0.8
        a, d = rng.uniform(-math.pi, 0), t * 1.75
        px, py, size = 0.05 + math.cos(a) * d * 0.9, 1.12 + math.sin(a) * d, rng.uniform(0.006, 0.013)
        fill_ellipse(p, px, py, size, size, rgba(deep, 0.5 * (1 - t)))
    seam = smooth([(0.02, -0.86), (0.20, -0.5), (0.26, 0.1), (0.16, 0.7), (0.05, 1.12)], False)
    stroke(p, seam.translated(0.035, 0), pen(rgba("#ffffff", 0.35), 0.03))
    stroke(p, seam, pen(rgba(deep, 0.75), 0.022))
    fill_ellipse(
        p, -0.42, -0.38, 0.26, 0.34, rad(-0.42, -0.38, 0.36, (0, rgba("#ffffff", 0.85)), (1, rgba("#ffffff", 0)))
    )
    p.restore()
    stroke(p, body, pen(rgba(mix(ink, deep, 0.5), 0.85), 0.02))
    p.restore()


def _leaf(
    p: QPainter, x: float, y: float, long: float, turn: float, art: Art, tones: str, ink: QColor, index: int
) -> None:
    """A lance of two greens either side of its rib, one side turned to the light; some are seen from below."""
    light, mid, deep = (art.color(tones, i) for i in range(3))
    if index % 4 == 3:
        light, mid, deep = mix(light, "#fff6c8", 0.35), mix(mid, "#f0e8a0", 0.35), mix(deep, "#c8c070", 0.3)
    wide, bend = long * 0.17, long * (0.12 if index % 2 else -0.12)
    center = catmull([(0, 0), (long * 0.5, bend), (long, bend * 0.4)], 14)
    half = wide * np.sin(np.pi * np.linspace(0, 1, len(center)) ** 0.8) ** 0.8
    n = normals(center)
    upper = poly(np.vstack([center, (center - n * half[:, None])[::-1]]))
    lower = poly(np.vstack([center, (center + n * half[:, None])[::-1]]))
    p.save()
    p.translate(x, y)
    p.rotate(turn)
    p.fillPath(upper, lin(0, -wide, long, 0, (0, light), (1, mid)))
    p.fillPath(lower, lin(0, 0, long, wide, (0, mid), (1, deep)))
    outline = ribbon(center, half)
    for i in range(4, len(center) - 5, 3):
        for side in (-1, 1):
            a, b = center[i], center[min(len(center) - 1, i + 4)] + n[i] * side * half[i] * 0.86
            stroke(p, poly([tuple(map(float, a)), tuple(map(float, b))], False), pen(rgba(ink, 0.28), 0.9))
    stroke(p, poly(center, False), pen(rgba(ink, 0.6), 1.4))
    stroke(p, outline, pen(rgba(ink, 0.7), 1.3))
    p.restore()


def _bough(
    p: QPainter,
    points: Sequence[Point],
    wide: float,
    narrow: float,
    art: Art,
    tones: str,
    ink: QColor,
    rng: random.Random,
) -> None:
    light, deep = art.color(tones), art.color(tones, 1)
    center = catmull(points, 16)
    n = len(center)
    half = np.linspace(wide, narrow, n) / 2 * np.array([1 + rng.uniform(-0.10, 0.10) for _ in range(n)])
    half = np.convolve(np.pad(half, 2, mode="edge"), np.ones(5) / 5, "valid")
    body, normal = ribbon(center, half), normals(center)
    p.fillPath(body, deep)
    lit = np.vstack([center + normal * (half * 0.9)[:, None], (center - normal * (half * 0.05)[:, None])[::-1]])
    other = np.vstack([center - normal * (half * 0.9)[:, None], (center + normal * (half * 0.05)[:, None])[::-1]])
    p.fillPath(poly(lit if lit[:n].mean(0)[1] < other[:n].mean(0)[1] else other), mix(light, deep, 0.25))
    for _ in range(int(n * 0.5)):
        i = rng.randrange(2, n - 3)
        t = rng.uniform(-0.7, 0.7)
        a, b = center[i] + normal[i] * half[i] * t, center[min(n - 1, i + 2)] + normal[i] * half[i] * t
        stroke(
            p, poly([tuple(map(float, a)), tuple(map(float, b))], False), pen(rgba(light if t < 0.2 else ink, 0.5), 1.2)
        )
    for _ in range(max(1, int(wide / 10))):
        i = rng.randrange(n // 5, n * 4 // 5)
        ring = ellipse(float(center[i][0]), float(center[i][1]), half[i] * 0.36, half[i] * 0.5)
        stroke(p, ring, pen(rgba(ink, 0.5), 1.1))
    stroke(p, body, pen(rgba(ink, 0.75), 1.4))


def _bloom(p: QPainter, x: float, y: float, r: float, art: Art, tones: str, ink: QColor, rng: random.Random) -> None:
    light, rose, deep = (art.color(tones, i) for i in range(3))
    p.save()
    p.translate(x, y)
    p.rotate(rng.uniform(0, 72))
    for i in (0, 2, 4, 1, 3):
        petal = (
            QTransform()
            .rotate(i * 72)
            .map(
                smooth(
                    [
                        (0, 0),
                        (-r * 0.46, -r * 0.46),
                        (-r * 0.36, -r * 0.92),
                        (0, -r * rng.uniform(0.94, 1.06)),
                        (r * 0.36, -r * 0.92),
                        (r * 0.46, -r * 0.46),
                    ]
                )
            )
        )
        p.fillPath(petal, rad(0, 0, r, (0, deep), (0.34, rose), (1, light)))
        stroke(p, petal, pen(rgba(mix(ink, deep, 0.6), 0.6), 1.1))
    for i in range(12):
        a, long = math.tau * i / 12, r * rng.uniform(0.3, 0.5)
        stroke(p, poly([(0, 0), (math.cos(a) * long, math.sin(a) * long)], False), pen(rgba("#fff6e0", 0.9), 1.1))
        fill_ellipse(p, math.cos(a) * long, math.sin(a) * long, r * 0.05, r * 0.05, "#f0b030")
    fill_ellipse(p, 0, 0, r * 0.1, r * 0.1, "#d8e07a")
    p.restore()


def draw_bat(
    p: QPainter, rect: QRectF, art: Art, *, tones: str = "@bat", metal: str = "@foil", turn: float = 0.0
) -> None:
    """A red bat (dơi, for good fortune), scalloped wings edged in gold. Box 320 by 220."""
    k = min(rect.width() / 360, rect.height() / 300)
    foil, light, deep = art.foil(metal, 4), art.color(tones), art.color(tones, 1)
    p.translate(rect.center())
    p.rotate(turn + art.rng(1121).uniform(-4, 4))
    p.scale(k, k)
    for side in (-1, 1):
        p.save()
        p.scale(side, 1)
        wing = QPainterPath(QPointF(10, -6))
        wing.cubicTo(40, -66, 96, -84, 124, -62)
        wing.cubicTo(150, -60, 156, -34, 144, -16)
        wing.cubicTo(160, 8, 156, 34, 136, 46)
        wing.cubicTo(128, 20, 112, 16, 100, 36)
        wing.cubicTo(92, 10, 74, 8, 64, 34)
        wing.cubicTo(56, 12, 38, 10, 12, 34)
        wing.closeSubpath()
        p.fillPath(wing, rad(20, -10, 150, (0, deep), (0.45, light), (0.8, light), (1, mix(light, "#ffb090", 0.4))))
        for end in ((136, 44), (100, 34), (64, 32)):
            bone = QPainterPath(QPointF(26, -24))
            bone.quadTo((26 + end[0]) / 2 + 14, -40 + end[1] * 0.2, *end)
            stroke(p, bone, pen(foil, 2))
        for cx, cy, r in ((112, -44, 12), (136, -4, 9)):
            for part in (1, 0.55):
                stroke(p, ellipse(cx, cy, r * part), pen(foil, 1.6))
        stroke(p, wing, pen(foil, 3))
        ear = smooth([(4, -34), (14, -58), (22, -36), (14, -26)])
        p.fillPath(ear, light)
        stroke(p, ear, pen(foil, 2))
        p.restore()
    body = smooth([(0, -40), (20, -30), (22, -8), (16, 26), (0, 52), (-16, 26), (-22, -8), (-20, -30)])
    p.fillPath(body, lin(0, -40, 0, 52, (0, light), (1, deep)))
    stroke(p, body, pen(foil, 2.6))
    for y in (4, 16, 28):
        stroke(p, smooth([(-10, y), (0, y + 5), (10, y)], False), pen(foil, 1.6))
    for x in (-7, 7):
        stroke(p, smooth([(x - 4, -21), (x, -17.5), (x + 4, -21)], False), pen(foil, 2.2))
    for side in (-1, 1):
        whisker = [(side * 4, -40), (side * 14, -66), (side * 30, -70), (side * 32, -58), (side * 24, -58)]
        stroke(p, smooth(whisker, False), pen(foil, 2))


def draw_clouds(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@cloud",
    metal: str = "@foil",
    count: int = 3,
    flip: bool = False,
    salt: int = 1,
) -> None:
    """Ruyi-headed clouds (mây như ý) in washes of enamel, trailing tails, rimmed with a gold line."""
    rng, foil = art.rng(1131 + salt), art.foil(metal, 2)
    p.setClipRect(rect)
    unit = min(rect.width() / 420, rect.height() / (70 + 74 * count))
    p.translate(rect.right() if flip else rect.left(), rect.top() + 40 * unit)
    p.scale(-unit if flip else unit, unit)
    for i in range(count):
        x, y = 60 + (i % 2) * 90 + rng.uniform(-14, 14), 28 + i * 74
        _ruyi(p, x, y, rng.uniform(0.86, 1.06), art, tones, i, foil)


def _ruyi(p: QPainter, x: float, y: float, k: float, art: Art, tones: str, index: int, foil: QBrush) -> None:
    n = len(art.ramp(tones)) // 2
    light, deep = art.color(tones, index % n * 2), art.color(tones, index % n * 2 + 1)
    p.save()
    p.translate(x, y)
    p.scale(k, k)
    tail = QPainterPath(QPointF(40, 14))
    tail.cubicTo(90, 26, 150, 0, 206, 12)
    tail.cubicTo(232, 16, 250, 10, 262, 2)
    tail.cubicTo(250, 26, 214, 30, 188, 26)
    tail.cubicTo(140, 22, 96, 42, 30, 34)
    tail.closeSubpath()
    head = QPainterPath()
    head.setFillRule(Qt.FillRule.WindingFill)
    for cx, cy, r in ((0, 6, 30), (34, -18, 32), (70, 6, 28), (34, 14, 26)):
        head = head.united(ellipse(cx, cy, r))
    for shape in (tail, head):
        p.fillPath(shape, lin(0, -50, 0, 40, (0, light), (1, deep)))
        stroke(p, shape, pen(foil, 2.2))
    for cx, cy, r, way in ((0, 8, 18, 1), (34, -18, 20, -1), (70, 8, 16, -1)):
        curl = [
            (cx + math.cos(a * way) * r * (1 - a / 9.5), cy + math.sin(a * way) * r * (1 - a / 9.5))
            for a in np.linspace(-1.5, 5.4, 22)
        ]
        stroke(p, smooth(curl, False), pen(foil, 1.7))
    p.restore()


KINDS = {"longevity_peaches": draw, "lucky_bat": draw_bat, "ruyi_clouds": draw_clouds}
