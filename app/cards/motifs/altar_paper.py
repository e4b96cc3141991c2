"""A Southern Tết table in cut paper: rays of paper behind it, the cloth with its scallops, watermelons, a vase of mai."""

import math
import random

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import Point, catmull, ellipse, fill_ellipse, mix, pen, poly, rgba, ribbon, smooth, stroke
from app.cards.papercut import figure, sheet
from app.cards.title import outline

MELON, VASE = (300.0, 300.0), (380.0, 760.0)


def draw_arcs(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@arcs",
    rim: str = "@rim",
    shade: str = "@shade",
    waves: int = 26,
) -> None:
    """Scalloped discs of paper one before the other, their middle at the rectangle's foot: a sun that rises."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    x, y, reach = rect.center().x(), rect.bottom(), min(rect.height(), rect.width() / 2) * 0.96
    turn = art.rng(42).uniform(0, 1)
    ramp = art.ramp(tones)
    for i, tone in enumerate(ramp):
        r = reach * (1 - 0.235 * i)
        points = []
        for j in range(waves * 8):
            a = math.tau * j / (waves * 8)
            lobe = abs(math.sin((a / math.tau * waves + turn + i * 0.5) * math.pi))
            s = r * (0.955 + 0.045 * lobe)
            points.append((x + math.cos(a) * s, y + math.sin(a) * s))
        sheet(p, poly(points), QBrush(QColor(tone)), art.color(rim), art.color(shade), depth=0.9, strength=0.42)


def draw_cloth(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    cloth: str = "@cloth",
    trim: str = "@trim",
    rim: str = "@rim",
    shade: str = "@shade",
    drop: float = 70.0,
) -> None:
    """The table from edge to edge: its top, the hanging cloth and a scalloped valance with gold coins cut in it."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    top, dark, edge = art.ramp(cloth), art.color(shade), art.color(rim)
    wide = rect.adjusted(-30, 0, 30, 40)

    def slab(y: float, tone: QColor, depth: float) -> None:
        path = QPainterPath()
        path.addRect(QRectF(wide.left(), y, wide.width(), wide.bottom() - y))
        sheet(p, path, QBrush(tone), edge, dark, depth=depth, strength=0.5)

    slab(rect.top() + 26, QColor(top[1]), 1.0)
    front = rect.top() + 26 + drop
    slab(front, QColor(top[0]), 0.7)
    count = max(5, round(rect.width() / 150))
    step = rect.width() / count
    skirt = QPainterPath(QPointF(wide.left(), front))
    skirt.lineTo(wide.right(), front)
    skirt.lineTo(wide.right(), front + 40)
    for i in range(count, -1, -1):
        x = rect.left() + (i - 0.5) * step
        skirt.quadTo(x + step * 0.5, front + 92, x, front + 40)
    skirt.closeSubpath()
    sheet(p, skirt, QBrush(QColor(top[2])), edge, dark, depth=0.7, strength=0.55)
    gold = art.color(trim)
    p.fillRect(QRectF(rect.left(), front + 8, rect.width(), 4), gold)
    p.fillRect(QRectF(rect.left(), front + 17, rect.width(), 1.8), rgba(gold, 0.8))
    for i in range(count):
        x, y = rect.left() + (i + 0.0) * step, front + 44
        ring = ellipse(x, y, 13).subtracted(poly([(x - 5, y - 5), (x + 5, y - 5), (x + 5, y + 5), (x - 5, y + 5)]))
        p.fillPath(ring, gold)


def draw_melon(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    skin: str = "@melon",
    diamond: str = "@diamond",
    gold: str = "@trim",
    rim: str = "@rim",
    shade: str = "@shade",
    word: str = "Phúc",
    salt: int = 1,
) -> None:
    """A watermelon with a red diamond of paper pasted on. word: one ornamental word, or none."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    k = min(rect.width() / MELON[0], rect.height() / MELON[1])
    p.translate(rect.center().x(), rect.bottom() - 150 * k)
    p.scale(k, k)
    rng = art.rng(43 + salt)
    dark, middle, lit = (art.color(skin, i) for i in range(3))
    body = smooth(
        [
            (0, -124),
            (84, -104),
            (132, -30),
            (128, 50),
            (78, 112),
            (0, 128),
            (-78, 112),
            (-128, 50),
            (-132, -30),
            (-84, -104),
        ]
    )

    def paint(q: QPainter) -> None:
        q.fillPath(body, middle)
        q.setClipPath(body, Qt.ClipOperation.IntersectClip)
        for u in (-1.0, -0.62, -0.24, 0.16, 0.54, 0.92):
            _stripe(q, u, dark, rng)
        q.fillPath(body.subtracted(body.translated(-22, -16)), rgba(dark, 0.55))
        q.fillPath(body.subtracted(body.translated(20, 22)), rgba(lit, 0.8))
        q.setClipping(False)
        stem = QPainterPath(QPointF(2, -118))
        stem.cubicTo(6, -136, 22, -138, 18, -146)
        stroke(q, stem, pen(mix(dark, "#5a4a20", 0.5), 7))

    figure(p, QRectF(-146, -150, 292, 290), paint, art.color(rim), art.color(shade), depth=0.9)
    p.rotate(rng.uniform(-5, 5))
    paper = poly([(0, -74), (74, 0), (0, 74), (-74, 0)])
    sheet(p, paper, QBrush(art.color(diamond)), art.color(rim), art.color(shade), depth=0.35, strength=0.5)
    for r, width in ((64, 2.4), (57, 1.0)):
        stroke(p, poly([(0, -r), (r, 0), (0, r), (-r, 0)]), pen(art.color(gold), width))
    if word:
        path = outline(word, art.fonts, "brush")
        box = path.boundingRect()
        size = 78 / box.width()
        p.fillPath(
            QTransform.fromScale(size, size).translate(-box.center().x(), -box.center().y()).map(path), art.color(gold)
        )


def _stripe(q: QPainter, u: float, tone: QColor, rng: random.Random) -> None:
    """A ragged band from pole to pole."""
    left, right = [], []
    for i in range(13):
        t = i / 12
        y = -128 + 256 * t
        x = u * 150 * math.sin(math.pi * (0.08 + 0.84 * t))
        w = 17 * math.sin(math.pi * (0.06 + 0.88 * t)) * (1.25 if i % 2 else 0.55)
        left.append((x - w - rng.uniform(0, 4), y))
        right.append((x + w + rng.uniform(0, 4), y))
    q.fillPath(smooth([*left, *reversed(right)]), tone)


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
        _bud(p, x + rng.uniform(-16, 16), y + rng.uniform(-16, 16), rng, art.ramp(bloom), green, edge, dark)
    placed: list[Point] = []
    for x, y in [*ends, *((x, y) for x, y, _ in spots)]:
        if len(placed) >= blooms:
            break
        x, y = max(-156, min(156, x + rng.uniform(-14, 14))), max(-722, y + rng.uniform(-14, 14))
        if y < -236 and all(math.hypot(x - a, y - b) > 44 for a, b in placed):
            placed.append((x, y))
            _flower(p, x, y, rng.uniform(22, 32), rng, art.ramp(bloom), edge, dark)
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


def _flower(
    p: QPainter, x: float, y: float, r: float, rng: random.Random, tones: tuple[str, ...], edge: QColor, dark: QColor
) -> None:
    turn = rng.uniform(0, 72)

    def paint(q: QPainter) -> None:
        q.rotate(turn)
        for i in range(5):
            q.rotate(72)
            petal = smooth(
                [
                    (0, 2),
                    (-r * 0.5, -r * 0.42),
                    (-r * 0.42, -r * 0.92),
                    (0, -r * 1.02),
                    (r * 0.42, -r * 0.92),
                    (r * 0.5, -r * 0.42),
                ]
            )
            q.fillPath(petal, QColor(tones[1 + i % 2]))
            q.fillPath(smooth([(0, 0), (-r * 0.14, -r * 0.4), (0, -r * 0.62), (r * 0.14, -r * 0.4)]), QColor(tones[0]))
        for i in range(9):
            a = math.tau * i / 9
            fill_ellipse(q, math.cos(a) * r * 0.3, math.sin(a) * r * 0.3, r * 0.06, r * 0.06, tones[3])
        fill_ellipse(q, 0, 0, r * 0.15, r * 0.15, tones[3])

    p.save()
    p.translate(x, y)
    figure(p, QRectF(-r * 1.2, -r * 1.2, r * 2.4, r * 2.4), paint, edge, dark, depth=0.42, strength=0.5)
    p.restore()


def _bud(
    p: QPainter,
    x: float,
    y: float,
    rng: random.Random,
    tones: tuple[str, ...],
    green: QColor,
    edge: QColor,
    dark: QColor,
) -> None:
    x, y = max(-160, min(160, x)), max(-730, y)
    a, leafy = rng.uniform(-50, 50), rng.random() < 0.5
    p.save()
    p.translate(x, y)
    p.rotate(a)
    if leafy:
        p.fillPath(smooth([(0, 0), (-7, -14), (0, -34), (7, -14)]), green)
    else:
        p.fillPath(smooth([(0, 0), (-9, -10), (0, -24), (9, -10)]), QColor(tones[1]))
        p.fillPath(smooth([(0, 3), (-7, -4), (0, -9), (7, -4)]), green)
    p.restore()


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


KINDS = {"apricot_vase": draw_vase, "altar_cloth": draw_cloth, "paper_arcs": draw_arcs, "watermelon": draw_melon}
