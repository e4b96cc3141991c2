"""A street on a rainy evening, out of focus: mist, house fronts, round lights and their streaks on the wet road."""

import math
import random

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from app.cards.art import Art
from app.cards.kit import blank, blurred, ellipse, fill_ellipse, lin, mix, rad, rgba, shadow, soften

COARSE = 0.3  # pixels per unit of what lies out of focus


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@dusk",
    houses: str = "@houses",
    lights: str = "@lights",
    road: str = "@road",
    foot: float = 210.0,
    quiet: float = 0.55,
) -> None:
    """tones: top, middle, horizon; road: far, near. foot: the road's height. quiet: the upper share that keeps no lights."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    rng, foot = art.rng(7), min(foot, rect.height() * 0.6)
    y = rect.bottom() - foot
    top, middle, low = (art.color(tones, i) for i in range(3))
    picture = blank(rect.width() * COARSE, rect.height() * COARSE)
    with QPainter(picture) as q:
        soften(q)
        q.scale(picture.width() / rect.width(), picture.height() / rect.height())
        q.translate(-rect.topLeft())
        q.fillRect(rect, lin(0, rect.top(), 0, y, (0, top), (0.55, middle), (1, low)))
        _houses(q, rect, y, art.color(houses), low, rng)
        q.fillRect(
            QRectF(rect.left(), y, rect.width(), foot),
            lin(0, y, 0, rect.bottom(), (0, art.color(road, 0)), (1, art.color(road, 1))),
        )
    p.drawImage(rect, blurred(picture, 7 * COARSE))
    _lights(p, rect, y, art, [art.color(lights, i) for i in range(len(art.ramp(lights)))], quiet, rng)
    p.fillRect(
        QRectF(rect.left(), y - 150, rect.width(), 200),
        lin(0, y - 150, 0, y + 50, (0, rgba(low, 0)), (0.7, rgba(low, 0.45)), (1, rgba(low, 0))),
    )


def _houses(q: QPainter, rect: QRectF, y: float, tone: QColor, mist: QColor, rng: random.Random) -> None:
    """Narrow house fronts in two depths, paler when farther."""
    for depth, (least, most) in ((0.70, (150, 330)), (0.40, (90, 220))):
        x = rect.left() - rng.uniform(0, 60)
        while x < rect.right():
            width, height = rng.uniform(70, 130), rng.uniform(least, most)
            height = min(height, (y - rect.top()) * 0.62)
            wall = mix(tone, mist, depth)
            q.fillRect(
                QRectF(x, y - height, width - 5, height + 4),
                lin(0, y - height, 0, y, (0, mix(wall, mist, 0.35)), (1, wall)),
            )
            x += width


def _lights(
    p: QPainter, rect: QRectF, y: float, art: Art, tones: list[QColor], quiet: float, rng: random.Random
) -> None:
    """Lamps far down the street as discs, and below each its long reflection."""
    room = (y - rect.top()) * (1 - quiet)
    for i in range(max(6, round(rect.width() / 62))):
        x, up = rng.uniform(rect.left() + 20, rect.right() - 20), rng.uniform(0.02, 0.75)
        r, tone = rng.uniform(8, 26), tones[i % len(tones)]
        alpha = rng.uniform(0.16, 0.42)
        v = y - room * up * 0.8 - 6
        if not art.free(x, v, r + 14, rect):
            continue
        disc = rad(
            x,
            v,
            r,
            (0, rgba(tone, alpha * 0.75)),
            (0.82, rgba(tone, alpha)),
            (0.93, rgba(mix(tone, "#ffffff", 0.4), alpha)),
            (1, rgba(tone, 0)),
        )
        fill_ellipse(p, x, v, r, r, disc)
        length = (rect.bottom() - y) * rng.uniform(0.35, 0.75)
        shadow(p, ellipse(x, y + length * 0.55, r * 0.42, length * 0.42), 0, 0, 7, rgba(tone, alpha * 0.5))


def draw_glass(
    p: QPainter, rect: QRectF, art: Art, *, drop: str = "@drop", count: int = 150, streaks: int = 12, salt: int = 4
) -> None:
    """Raindrops on the pane and the tracks of those that ran; none near words. drop: bright side, dark side."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    rng, light, dark = art.rng(salt), art.color(drop, 0), art.color(drop, 1)
    for _ in range(streaks):
        x, y, length = (
            rng.uniform(rect.left(), rect.right()),
            rng.uniform(rect.top(), rect.bottom()),
            rng.uniform(90, 240),
        )
        points = [(x + math.sin(t * 4 + y) * 3, y + length * t) for t in (i / 16 for i in range(17))]
        if all(art.free(u, v, 24, rect) for u, v in points):
            for i, (u, v) in enumerate(points[:-1]):
                r = 1.0 + 1.4 * i / 16
                fill_ellipse(p, u, v + 3, r, 6.5, rgba(light, 0.05 + 0.012 * i))
                if rng.random() < 0.35:
                    _drop(p, u + rng.uniform(-2, 2), v, rng.uniform(1.2, 2.4), light, dark, rng)
            _drop(p, *points[-1], rng.uniform(5.5, 8.5), light, dark, rng)
    for _ in range(round(count * rect.width() * rect.height() / 1.2e6)):
        x, y, r = (
            rng.uniform(rect.left(), rect.right()),
            rng.uniform(rect.top(), rect.bottom()),
            1.4 + rng.expovariate(0.42),
        )
        r = min(r, 12.0)
        if art.free(x, y, r + 16, rect):
            _drop(p, x, y, r, light, dark, rng)


def _drop(p: QPainter, x: float, y: float, r: float, light: QColor, dark: QColor, rng: random.Random) -> None:
    """A lens of water: dark above, bright below where it turns the world upside down, one point of light."""
    rx, ry = r * rng.uniform(0.86, 1.0), r * rng.uniform(1.0, 1.22)
    fill_ellipse(p, x, y + r * 0.22, rx * 1.04, ry * 1.04, rgba(dark, 0.16))
    body = lin(x, y - ry, x, y + ry, (0, rgba(dark, 0.34)), (0.45, rgba(light, 0.10)), (1, rgba(light, 0.52)))
    fill_ellipse(p, x, y, rx, ry, body)
    if r > 2.6:
        fill_ellipse(p, x + rx * 0.1, y + ry * 0.56, rx * 0.56, ry * 0.22, rgba(light, 0.5))
        fill_ellipse(p, x - rx * 0.34, y - ry * 0.42, rx * 0.17, ry * 0.15, rgba("#ffffff", 0.85))


KINDS = {"rainy_street": draw, "rain_glass": draw_glass}
