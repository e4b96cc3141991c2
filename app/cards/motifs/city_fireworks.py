"""New Year's night over the river: bursts of fireworks, a lit skyline, an iron bridge on stone piers, water that glitters."""

import math
import random

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import fill_ellipse, lin, mix, pen, poly, rad, rgba, ribbon, stroke

PLUS, OVER = QPainter.CompositionMode.CompositionMode_Plus, QPainter.CompositionMode.CompositionMode_SourceOver


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@spark",
    index: int = 0,
    form: str = "peony",
    rays: int = 64,
    salt: int = 1,
    strength: float = 1.0,
) -> None:
    """One burst, filling the rectangle. tones: heart and tip of burst 0, then of 1 …; form: 'peony', 'willow' or 'ring'."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    rng = art.rng(400 + salt)
    heart, tip = art.color(tones, 2 * index), art.color(tones, 2 * index + 1)
    reach = min(rect.width(), rect.height()) / 2 - 8
    x, y = rect.center().x(), rect.center().y() - (reach * 0.16 if form == "willow" else 0)
    p.setOpacity(strength)
    glow = rad(x, y, reach, (0, rgba(heart, 0.30)), (0.35, rgba(heart, 0.13)), (1, rgba(heart, 0)))
    fill_ellipse(p, x, y, reach, reach, glow)
    p.setCompositionMode(PLUS)
    shells = {
        "peony": ((1.0, 0.55), (0.70, 0.40), (0.40, 0.22)),
        "willow": ((0.96, 0.62), (0.62, 0.35)),
        "ring": ((0.96, 0.5), (0.42, 0.3)),
    }
    for size, share in shells[form]:
        _shell(p, (x, y), reach * size, round(rays * share), heart, tip, form, rng)
    core = rad(x, y, reach * 0.20, (0, rgba("#ffffff", 0.85)), (0.25, rgba(heart, 0.5)), (1, rgba(heart, 0)))
    fill_ellipse(p, x, y, reach * 0.20, reach * 0.20, core)
    p.setCompositionMode(OVER)


def _shell(
    p: QPainter,
    at: tuple[float, float],
    reach: float,
    rays: int,
    heart: QColor,
    tip: QColor,
    form: str,
    rng: random.Random,
) -> None:
    """Streaks of one radius: thin and dim at the heart, bright at the tip, where a spark sits; gravity bends them."""
    t = np.linspace(0.12 if form != "ring" else 0.62, 1, 14)
    sag = 0.62 if form == "willow" else 0.10
    streaks, sparks, halos = QPainterPath(), QPainterPath(), QPainterPath()
    for path in (streaks, sparks, halos):
        path.setFillRule(Qt.FillRule.WindingFill)
    turn = rng.uniform(0, math.tau)
    for i in range(rays):
        a = turn + math.tau * (i + rng.uniform(-0.22, 0.22)) / rays
        far = reach * rng.uniform(0.84, 1.0) * (0.80 if form == "willow" else 1.0)
        out = 1 - (1 - t) ** 1.6
        line = np.stack(
            [at[0] + math.cos(a) * far * out, at[1] + math.sin(a) * far * out + reach * sag * t**2.4 * 0.55], 1
        )
        width = max(1.0, reach / 185)
        streaks.addPath(ribbon(line, np.linspace(0.25, 1.0, len(t)) ** 1.3 * width))
        ex, ey = map(float, line[-1])
        r = width * rng.uniform(1.5, 2.3)
        sparks.addEllipse(QPointF(ex, ey), r, r)
        halos.addEllipse(QPointF(ex, ey), r * 2.2, r * 2.2)
        if form != "willow":  # a broken trail beyond the tip
            for k in (1.06, 1.12):
                gx, gy = at[0] + (ex - at[0]) * k, at[1] + (ey - at[1]) * k + reach * 0.012
                sparks.addEllipse(QPointF(gx, gy), r * 0.38, r * 0.38)
    fade = rad(
        *at,
        reach,
        (0, rgba(heart, 0.0)),
        (0.22, rgba(heart, 0.55)),
        (0.7, rgba(mix(heart, tip, 0.25), 0.95)),
        (1, rgba(tip, 0.95)),
    )
    p.fillPath(streaks, fade)
    p.fillPath(halos, rgba(tip, 0.11))
    p.fillPath(sparks, mix(tip, "#ffffff", 0.3))


def draw_skyline(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@city",
    light: str = "@lit",
    crowd: float = 74.0,
    salt: int = 1,
) -> None:
    """Two rows of houses and towers that stand on the rectangle's foot. tones: far top, far foot, near top, near foot."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    rng = art.rng(420 + salt)
    for row, (low, high) in enumerate(((0.34, 0.92), (0.16, 0.52))):
        walls, windows = QPainterPath(), [QPainterPath(), QPainterPath()]
        walls.setFillRule(Qt.FillRule.WindingFill)
        x = rect.left() - 20
        while x < rect.right():
            w = crowd * rng.uniform(0.45, 1.05)
            tower = row == 0 and rng.random() < 0.22
            h = rect.height() * (rng.uniform(0.72, high) if tower else rng.uniform(low, low + (high - low) * 0.55))
            _building(walls, windows, QRectF(x, rect.bottom() - h, w, h + 4), rng, tower)
            x += w * rng.uniform(0.86, 1.12)
        top, foot = art.color(tones, 2 * row), art.color(tones, 2 * row + 1)
        p.fillPath(walls, lin(0, rect.top(), 0, rect.bottom(), (0, top), (1, foot)))
        p.fillPath(windows[0], rgba(art.color(light), 0.80 if row else 0.50))
        p.fillPath(windows[1], rgba(art.color(light, 1), 0.75 if row else 0.42))


def _building(walls: QPainterPath, windows: list[QPainterPath], box: QRectF, rng: random.Random, tower: bool) -> None:
    walls.addRect(box)
    c, w = box.center().x(), box.width()
    crown = rng.random()
    if tower and crown < 0.5:
        walls.addRect(QRectF(c - w * 0.3, box.top() - 12, w * 0.6, 14))
        walls.addRect(QRectF(c - 1.5, box.top() - 40, 3, 42))
    elif tower:
        walls.addPath(poly([(box.left(), box.top()), (box.right(), box.top() - w * 0.4), (box.right(), box.top() + 1)]))
    elif crown < 0.3:
        walls.addPath(poly([(box.left() - 3, box.top()), (c, box.top() - w * 0.26), (box.right() + 3, box.top())]))
    elif crown < 0.5:
        walls.addRect(QRectF(box.left() + w * 0.2, box.top() - 9, w * 0.3, 10))
    step = 9.0
    columns = int((w - 8) // step)
    for j in range(int((box.height() - 10) // 12)):
        for i in range(columns):
            if rng.random() < (0.30 if tower else 0.24):
                cell = QRectF(box.left() + 5 + i * step, box.top() + 7 + j * 12, step * 0.5, 6.5)
                windows[0 if rng.random() < 0.75 else 1].addRect(cell)


def draw_bridge(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    steel: str = "@steel",
    stone: str = "@pier",
    light: str = "@lit",
    span: float = 300.0,
    start: float = 0.5,
) -> None:
    """An iron cantilever bridge on stone piers across the whole rectangle; `start`: where the first pier stands, in spans."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    h = rect.height()
    deck, k = rect.top() + h * 0.62, h / 200
    metal, shine = art.color(steel), art.color(steel, 1)
    first = rect.left() - span * (1 - start)
    piers = [first + span * i for i in range(int(rect.width() / span) + 4)]
    for x in piers:
        body = poly(
            [
                (x - 15 * k, deck + 6 * k),
                (x + 15 * k, deck + 6 * k),
                (x + 21 * k, rect.bottom() + 4),
                (x - 21 * k, rect.bottom() + 4),
            ]
        )
        lit, dim = art.color(stone), art.color(stone, 1)
        p.fillPath(body, lin(0, deck, 0, rect.bottom(), (0, lit), (0.55, dim), (1, rgba(dim, 0))))
        p.fillRect(
            QRectF(x - 15 * k, deck + 8 * k, 7 * k, 40 * k),
            lin(0, deck, 0, deck + 48 * k, (0, rgba(lit, 0.8)), (1, rgba(lit, 0))),
        )
        p.fillRect(QRectF(x - 20 * k, deck + 5 * k, 40 * k, 8 * k), art.color(stone))
    chords, web, panels = QPainterPath(), QPainterPath(), 16

    def top(i: int) -> float:
        u = abs(((i / panels) + 0.5) % 1.0 - 0.5) * 2  # 0 over a pier, 1 in mid-span
        return deck - k * (26 + 88 * max(0.0, 1 - u / 0.62) ** 1.15)

    count = panels * (len(piers) - 1)
    xs = [piers[0] + span * i / panels for i in range(count + 1)]
    for i in range(count):
        ax, bx, ay, by = xs[i], xs[i + 1], top(i), top(i + 1)
        chords.moveTo(ax, ay)
        chords.lineTo(bx, by)
        for line in (((ax, ay), (ax, deck)), ((ax, deck), (bx, by)), ((ax, ay), (bx, deck))):
            web.moveTo(*line[0])
            web.lineTo(*line[1])
    stroke(p, web, pen(metal, 2.0 * k))
    stroke(p, chords, pen(metal, 5.2 * k))
    stroke(p, chords.translated(-0.4 * k, -1.4 * k), pen(rgba(shine, 0.8), 1.3 * k))
    p.setPen(Qt.PenStyle.NoPen)
    p.fillRect(QRectF(rect.left(), deck - 3 * k, rect.width(), 12 * k), metal)
    p.fillRect(QRectF(rect.left(), deck - 3 * k, rect.width(), 1.8 * k), rgba(shine, 0.9))
    warm = art.color(light)
    for i in range(0, count, 2):
        x = xs[i]
        fill_ellipse(
            p,
            x,
            deck - 10 * k,
            17 * k,
            17 * k,
            rad(x, deck - 10 * k, 17 * k, (0, rgba(warm, 0.75)), (0.25, rgba(warm, 0.25)), (1, rgba(warm, 0))),
        )
        fill_ellipse(p, x, deck - 10 * k, 2.6 * k, 2.6 * k, mix(warm, "#ffffff", 0.6))


def draw_river(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@river",
    light: str = "@lit",
    sparks: str = "@spark",
    salt: int = 1,
) -> None:
    """Dark water; lamps stand in it as broken streaks, fireworks as drifts of short dashes; hardly any in the calm zones."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    ramp = art.ramp(tones)
    p.fillRect(
        rect, lin(0, rect.top(), 0, rect.bottom(), *((i / max(1, len(ramp) - 1), t) for i, t in enumerate(ramp)))
    )
    rng, warm = art.rng(440 + salt), art.color(light)
    shore = rad(0, 0, 1, (0, rgba(warm, 0.30)), (1, rgba(warm, 0)))
    p.save()
    p.translate(rect.center().x(), rect.top())
    p.scale(rect.width() * 0.62, min(110.0, rect.height() * 0.4))
    fill_ellipse(p, 0, 0, 1, 1, shore)
    p.restore()
    p.setCompositionMode(PLUS)
    deep = min(rect.height(), 300.0)
    for _ in range(round(rect.width() / 17)):
        x, length = rng.uniform(rect.left(), rect.right()), deep * rng.uniform(0.15, 0.6)
        y = rect.top() + 2
        while y < rect.top() + length:
            t = (y - rect.top()) / length
            w, h = (3 + 9 * t) * rng.uniform(0.6, 1.4), rng.uniform(1.2, 2.4) + t
            _glint(p, art, x + rng.uniform(-3, 3) * (1 + 2 * t), y, w, h, rgba(warm, 0.40 * (1 - t) ** 1.3))
            y += h + rng.uniform(3, 7)
    colors = [QColor(tone) for tone in art.ramp(sparks)[1::2]]
    for i in range(6):
        cx, tint = rect.left() + rect.width() * (i + rng.uniform(0.2, 0.8)) / 6, colors[i % len(colors)]
        for _ in range(46):
            t = rng.random() ** 1.4
            x, y = cx + rng.gauss(0, 36 + 60 * t), rect.top() + 8 + t * rect.height() * 0.94
            _glint(
                p, art, x, y, rng.uniform(5, 17) * (0.7 + t), rng.uniform(1.0, 2.3), rgba(tint, 0.34 * (1 - 0.6 * t))
            )
    p.setCompositionMode(OVER)


def _glint(p: QPainter, art: Art, x: float, y: float, w: float, h: float, tint: QColor) -> None:
    if any(zone.adjusted(-26, -12, 26, 12).contains(x, y) for zone in art.calm):
        return
    fill_ellipse(p, x, y, w, h, tint)


KINDS = {"city_river": draw_river, "city_skyline": draw_skyline, "fireworks": draw, "iron_bridge": draw_bridge}
