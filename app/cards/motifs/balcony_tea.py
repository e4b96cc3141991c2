"""Years together, in flat colour: a balcony table for two, two cups of tea, two pairs of glasses."""

import math
import random
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import (
    Point,
    catmull,
    ellipse,
    fill_ellipse,
    lin,
    mix,
    pen,
    poly,
    rad,
    rgba,
    ribbon,
    shadow,
    smooth,
    stroke,
)

HIGH = 400.0  # the scene's own height; its width follows the rectangle
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
    _town(p, width, 168, art.color(town), art.color(window), art.rng(1312), 0.62)
    _town(p, width, 214, art.color(town, 1), art.color(window), art.rng(1313), 0.9)
    _railing(p, width, art, rail)
    cx = width / 2
    _plant(p, max(74.0, cx - 452), art, leaf, pot, flower, rng, blooms=False)
    _plant(p, min(width - 74, cx + 452), art, leaf, pot, flower, rng, blooms=True)
    _table(p, cx, art, cloth, dark)
    _vase(p, cx + 6, TABLE - 34, art, pot, leaf, flower, rng)
    _cup(p, cx - 152, TABLE - 4, art, cup, tea, 0, dark)
    _cup(p, cx + 160, TABLE - 8, art, cup, tea, 1, dark)
    _steam(p, cx - 152, TABLE - 78, 1, rng)
    _steam(p, cx + 160, TABLE - 82, -1, rng)
    _glasses(p, cx - 34, TABLE + 26, -6 + rng.uniform(-3, 3), art.color(frames), art.color(frames, 1), dark, True)
    _glasses(p, cx + 74, TABLE + 34, 7 + rng.uniform(-3, 3), art.color(frames, 2), art.color(frames, 1), dark, False)


def _town(p: QPainter, width: float, base: float, tone: QColor, light: QColor, rng: random.Random, size: float) -> None:
    """Roofs against the sky, a few windows lit."""
    x, panes = -20.0, []
    sky = QPainterPath(QPointF(-30, HIGH))
    sky.lineTo(-30, base)
    while x < width + 40:
        w, h = rng.uniform(60, 130) * size, rng.uniform(24, 96) * size
        top = base - h
        if rng.random() < 0.55:
            for px, py in ((x, top + 16 * size), (x + w * 0.5, top - 10 * size), (x + w, top + 16 * size)):
                sky.lineTo(px, py)
        else:
            sky.lineTo(x, top)
            sky.lineTo(x + w, top)
        for _ in range(rng.randint(1, 3)):
            panes.append((x + rng.uniform(0.15, 0.75) * w, rng.uniform(top + 26 * size, base + 20)))
        x += w
        sky.lineTo(x, base - rng.uniform(6, 22) * size)
        x += rng.uniform(0, 16)
    sky.lineTo(width + 60, HIGH)
    p.fillPath(sky, lin(0, base - 90, 0, base + 80, (0, tone), (1, mix(tone, light, 0.14))))
    for px, py in panes:
        p.fillRect(QRectF(px, py, 9 * size, 12 * size), rgba(light, rng.uniform(0.55, 0.95)))


def _railing(p: QPainter, width: float, art: Art, rail: str) -> None:
    iron, lit = art.color(rail), art.color(rail, 1)
    for i in range(int(width / 26) + 2):
        x = (width / 2) % 26 - 26 + i * 26
        stroke(p, poly([(x, 206), (x, HIGH)], False), pen(iron, 4.2))
        if i % 2 == 0:
            for side in (-1, 1):
                curl = [(x, 276), (x + side * 10, 262), (x + side * 11, 246), (x + side * 3, 244), (x + side * 4, 252)]
                stroke(p, smooth(curl, False), pen(iron, 3))
    for y, high in ((194, 14), (228, 5)):
        bar = QPainterPath()
        bar.addRoundedRect(QRectF(-20, y, width + 40, high), 4, 4)
        p.fillPath(bar, lin(0, y, 0, y + high, (0, lit), (0.5, iron), (1, iron)))


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
        _blade(p, x, 306, turn, long, 17 if not blooms else 12, mix(light, deep, (i * 0.37) % 1), deep)
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


def _blade(p: QPainter, x: float, y: float, turn: float, long: float, wide: float, tone: QColor, deep: QColor) -> None:
    center = catmull([(0, 0), (long * 0.5, -long * 0.05), (long, long * 0.10)], 12)
    half = wide * np.sin(np.pi * np.linspace(0.02, 1, len(center)) ** 0.75) ** 0.9
    p.save()
    p.translate(x, y)
    p.rotate(turn)
    p.fillPath(ribbon(center, half), tone)
    p.save()
    p.setClipPath(ribbon(center, half), Qt.ClipOperation.IntersectClip)
    p.fillPath(ribbon(center + [0, wide * 0.7], half), rgba(deep, 0.35))
    p.restore()
    stroke(p, poly(center[1:-2], False), pen(rgba(deep, 0.55), 1.5))
    p.restore()


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


def _vase(p: QPainter, x: float, y: float, art: Art, pot: str, leaf: str, flower: str, rng: random.Random) -> None:
    fill_ellipse(p, x + 14, y + 3, 36, 7, rgba(art.color("@shade"), 0.26))
    for i, (turn, long) in enumerate(((-112, 92), (-92, 116), (-70, 98), (-128, 66), (-54, 70))):
        tip = (x + math.cos(math.radians(turn)) * long, y - 52 + math.sin(math.radians(turn)) * long)
        stem = smooth([(x, y - 52), ((x + tip[0]) / 2 + 4, (y - 52 + tip[1]) / 2), tip], False)
        stroke(p, stem, pen(art.color(leaf, 1), 2.6))
        if i < 3:
            _bloom(p, *tip, 19 - i, art, flower, rng)
        for part in (0.4, 0.66):
            at = stem.pointAtPercent(part)
            _blade(p, at.x(), at.y(), turn + (46 if i % 2 else -46), 26, 6, art.color(leaf), art.color(leaf, 1))
    neck = smooth(
        [
            (x - 9, y - 60),
            (x + 9, y - 60),
            (x + 8, y - 44),
            (x + 24, y - 22),
            (x + 18, y),
            (x - 18, y),
            (x - 24, y - 22),
            (x - 8, y - 44),
        ]
    )
    p.fillPath(neck, lin(x - 24, 0, x + 24, 0, (0, "#fdf8ee"), (0.5, "#efe4d2"), (1, "#c4b49c")))
    for dy in (-24, -17):
        stroke(
            p,
            smooth([(x - 22, y + dy), (x, y + dy + 5), (x + 22, y + dy)], False),
            pen(rgba(art.color(pot, 1), 0.8), 2),
        )


def _bloom(p: QPainter, x: float, y: float, r: float, art: Art, flower: str, rng: random.Random) -> None:
    start = rng.uniform(0, 60)
    for ring, (part, count) in enumerate(((1.0, 7), (0.66, 6), (0.36, 4))):
        for i in range(count):
            a = math.radians(start + i * 360 / count + ring * 25)
            petal = ellipse(
                x + math.cos(a) * r * part * 0.55, y + math.sin(a) * r * part * 0.5, r * part * 0.5, r * part * 0.46
            )
            p.fillPath(petal, mix(art.color(flower), art.color(flower, 1), 0.2 + 0.3 * ring + 0.12 * (i % 2)))
    fill_ellipse(p, x, y, r * 0.16, r * 0.14, "#f7d58a")


def _cup(p: QPainter, x: float, y: float, art: Art, cup: str, tea: str, index: int, dark: QColor) -> None:
    light, deep = art.color(cup, index * 2), art.color(cup, index * 2 + 1)
    fill_ellipse(p, x + 16, y + 8, 92, 20, rgba(dark, 0.22))
    fill_ellipse(p, x, y + 3, 82, 18, deep)
    fill_ellipse(p, x, y, 82, 18, lin(x - 82, 0, x + 82, 0, (0, mix(light, "#ffffff", 0.3)), (1, light)))
    fill_ellipse(p, x, y, 50, 10, rgba(deep, 0.55))
    side = -1 if index == 0 else 1
    handle = ellipse(x + side * 54, y - 42, 21, 22)
    stroke(p, handle, pen(mix(light, deep, 0.55), 9))
    stroke(p, handle.translated(-1, -1.5), pen(light, 4.5))
    body = QPainterPath(QPointF(x - 54, y - 70))
    body.cubicTo(x - 54, y - 26, x - 36, y + 2, x - 22, y + 4)
    body.lineTo(x + 22, y + 4)
    body.cubicTo(x + 36, y + 2, x + 54, y - 26, x + 54, y - 70)
    body.closeSubpath()
    p.fillPath(body, lin(x - 54, 0, x + 54, 0, (0, mix(light, "#ffffff", 0.35)), (0.5, light), (1, deep)))
    p.save()
    p.setClipPath(body, Qt.ClipOperation.IntersectClip)
    for i in range(7):
        a = x - 54 + 108 * (i + 0.5) / 7
        leafed = QTransform().translate(a, y - 34).rotate(-28 if i % 2 else 28).map(ellipse(0, 0, 4.2, 9))
        p.fillPath(leafed, rgba(deep, 0.75))
    for dy in (-52, -18):
        stroke(p, smooth([(x - 56, y + dy), (x, y + dy + 8), (x + 56, y + dy)], False), pen(rgba(deep, 0.8), 2))
    p.restore()
    fill_ellipse(p, x, y - 70, 54, 13, mix(light, "#ffffff", 0.4))
    fill_ellipse(p, x, y - 68.5, 48, 10, lin(0, y - 79, 0, y - 58, (0, art.color(tea, 1)), (1, art.color(tea))))
    stroke(p, smooth([(x - 30, y - 70), (x - 8, y - 73), (x + 8, y - 73)], False), pen(rgba("#ffffff", 0.6), 1.8))


def _steam(p: QPainter, x: float, y: float, side: int, rng: random.Random) -> None:
    for dx, high, wide in ((-10, 84, 5.0), (8, 110, 6.5)):
        sway = rng.uniform(0.8, 1.2) * 13 * side
        way = [
            (x + dx, y),
            (x + dx + sway, y - high * 0.28),
            (x + dx - sway, y - high * 0.56),
            (x + dx + sway * 0.8, y - high * 0.82),
            (x + dx, y - high),
        ]
        center = catmull(way, 12)
        half = wide * np.sin(np.pi * np.linspace(0, 1, len(center))) ** 0.8
        p.fillPath(ribbon(center, half), lin(0, y, 0, y - high, (0, rgba("#fffaf0", 0.5)), (1, rgba("#fffaf0", 0.04))))


def _glasses(
    p: QPainter, x: float, y: float, turn: float, frame: QColor, lens: QColor, dark: QColor, round_: bool
) -> None:
    """Folded on the cloth, lenses towards us; one pair is round and thin, the other broad."""
    p.save()
    p.translate(x, y)
    p.rotate(turn)
    shapes = [_lens(side * 29, round_) for side in (-1, 1)]
    for lens_ in shapes:
        p.fillPath(lens_.translated(7, 10), rgba(dark, 0.16))
    arms: Sequence[Sequence[Point]] = (
        [(-53, -8), (-44, -26), (12, -27), (38, -22)],
        [(53, -8), (46, -22), (-6, -33), (-34, -29)],
    )
    width = 3.0 if round_ else 4.6
    for arm in arms:
        stroke(p, smooth(arm, False).translated(3, 5), pen(rgba(dark, 0.18), width))
        stroke(p, smooth(arm, False), pen(mix(frame, dark, 0.25), width))
    for side, lens_ in zip((-1, 1), shapes, strict=True):
        p.fillPath(
            lens_,
            lin(
                side * 29 - 22,
                -18,
                side * 29 + 22,
                16,
                (0, rgba("#ffffff", 0.62)),
                (0.42, rgba(lens, 0.34)),
                (1, rgba(lens, 0.55)),
            ),
        )
        p.save()
        p.setClipPath(lens_, Qt.ClipOperation.IntersectClip)
        for dx, wide in ((-9, 7), (3, 3)):
            glint = poly(
                [
                    (side * 29 + dx, -24),
                    (side * 29 + dx + wide, -24),
                    (side * 29 + dx + wide - 18, 24),
                    (side * 29 + dx - 18, 24),
                ]
            )
            p.fillPath(glint, rgba("#ffffff", 0.35))
        p.restore()
        stroke(p, lens_, pen(frame, width + 0.6))
        stroke(p, lens_.translated(-0.4, -1), pen(mix(frame, "#ffffff", 0.45), 1.1))
    stroke(p, smooth([(-8, -3), (0, -9), (8, -3)], False), pen(frame, width + 0.4))
    for side in (-1, 1):
        fill_ellipse(p, side * 53, -7, 3.2, 3.2, mix(frame, "#ffffff", 0.3))
    p.restore()


def _lens(x: float, round_: bool) -> QPainterPath:
    if round_:
        return ellipse(x, 0, 22, 17.5)
    path = QPainterPath()
    path.addRoundedRect(QRectF(x - 24, -15, 48, 29), 11, 11)
    return path


KINDS = {"balcony_tea": draw}
