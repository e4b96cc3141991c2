"""A lit skyline at night and the river under it that glitters."""

import random

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import fill_ellipse, lin, poly, rad, rgba
from app.cards.motifs.city_fireworks import OVER, PLUS


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


KINDS = {"city_river": draw_river, "city_skyline": draw_skyline}
