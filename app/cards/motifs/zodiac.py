"""The twelve animals of the Vietnamese zodiac in roundels of cut paper, in a ring; the year's own stands large at its foot."""

import math
import unicodedata
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import Point, ellipse, fill_ellipse, mix, pen, rgba, stroke
from app.cards.motifs.zodiac_cuts import drop
from app.cards.motifs.zodiac_roundels import ANIMALS, ROOM, Papers, animal, draw_disc, middles, roundel

BLOOMS = ((-0.90, 0.62, 0.235), (-0.56, 0.93, 0.17), (0.92, 0.60, 0.22), (0.62, 0.90, 0.18), (-1.12, 0.30, 0.12))


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    hero: str = "dê",
    size: float = 0.155,
    hero_size: float = 0.33,
    discs: str = "@discs",
    cut: str = "@cut",
    gold: str = "@gold",
    petal: str = "@petal",
    leaf: str = "@leaf",
    shade: str = "@shade",
) -> None:
    """hero: its Vietnamese name. size, hero_size: diameters of the roundels in widths of the rectangle."""
    names, hero = list(ANIMALS), unicodedata.normalize("NFC", hero)
    assert hero in names, f"no animal “{hero}” in the zodiac"
    first = names.index(hero)
    small, large = size * rect.width(), hero_size * rect.width()
    colors = tuple(map(QColor, art.ramp(discs)))
    papers = Papers(
        colors, art.color(cut), art.color(cut, 1), art.color(gold), art.color(petal), art.color(leaf), art.color(shade)
    )
    p.setClipRect(rect)
    ring = middles(rect, small, large)
    spots = _spots(ring, small, large)
    _cord(p, ring, spots, small, papers, art)
    turn = art.rng(71).randrange(len(colors))
    for i in range(1, 12):
        x, y = spots[i]
        disc = colors[(i + turn) % len(colors)]
        roundel(p, names[(first + i) % 12], (x, y), small / 2, disc, papers, flip=y > ring.center().y())
    _hero(p, hero, spots[0], large / 2, papers, art)


def _spots(ring: QRectF, small: float, large: float) -> list[Point]:
    """The hero's place at the ring's foot, then eleven at even distances, clockwise."""
    a = np.linspace(0, math.tau, 721)
    x = ring.center().x() - ring.width() / 2 * np.sin(a)
    y = ring.center().y() + ring.height() / 2 * np.cos(a)
    way = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])
    free = min((small + large) * 0.53, way[-1] * 0.2)
    at = [0.0, *np.linspace(free, way[-1] - free, 11)]
    return list(zip(np.interp(at, way, x).tolist(), np.interp(at, way, y).tolist(), strict=True))


def _cord(p: QPainter, ring: QRectF, spots: list[Point], small: float, papers: Papers, art: Art) -> None:
    """A thin ring that carries the roundels, a small blossom in each gap."""
    path = QPainterPath()
    path.addEllipse(ring)
    stroke(p, path, pen(rgba(papers.gold, 0.9), max(1.6, small * 0.018)))
    rng = art.rng(72)
    for (x0, y0), (x1, y1) in pairwise(spots[1:]):
        gap = math.hypot(x1 - x0, y1 - y0) - small
        if gap > small * 0.10:
            x, y = (x0 + x1) / 2 - ring.center().x(), (y0 + y1) / 2 - ring.center().y()
            out = 1 / math.hypot(x / (ring.width() / 2), y / (ring.height() / 2))
            at = (ring.center().x() + x * out, ring.center().y() + y * out)
            _blossom(p, at, min(gap * 0.42, small * 0.15), rng.uniform(0, 72), papers)


def _hero(p: QPainter, name: str, at: Point, r: float, papers: Papers, art: Art) -> None:
    x, y = at
    draw_disc(p, _rosette(x, y, r, 20), papers.gold, papers, r / 190)
    for i in range(20):
        a = math.tau * (i + 0.5) / 20
        root, tip = ((x + math.cos(a) * r * f, y + math.sin(a) * r * f) for f in (0.86, 0.965))
        p.fillPath(drop(root, tip, r * 0.09), mix(papers.gold, papers.shade, 0.42))
    draw_disc(p, ellipse(x, y, r * 0.86), papers.discs[0], papers, r / 220)
    stroke(p, ellipse(x, y, r * 0.80), pen(rgba(papers.far, 0.85), r * 0.012))
    for i in range(60):
        a = math.tau * i / 60
        fill_ellipse(p, x + math.cos(a) * r * 0.755, y + math.sin(a) * r * 0.755, r * 0.0085, r * 0.0085, papers.far)
    animal(p, name, (x, y + r * 0.015), r * 0.8 / ROOM * 1.03, papers)
    rng = art.rng(73)
    for dx, dy, size in BLOOMS:
        spot, turn = (x + dx * r * 0.84, y + dy * r * 0.84), rng.uniform(0, 72)
        for a in (turn, turn + 130):
            c, s = math.cos(math.radians(a)), math.sin(math.radians(a))
            tip = (spot[0] + c * size * r * 1.5, spot[1] + s * size * r * 1.5)
            draw_disc(p, drop(spot, tip, size * r * 0.62, 0.12), papers.leaf, papers, r / 420)
        _blossom(p, spot, size * r * 0.84, turn, papers)


def _rosette(x: float, y: float, r: float, petals: int) -> QPainterPath:
    """A disc with a scalloped edge."""
    path, reach = ellipse(x, y, r * 0.93), r * math.pi / petals * 0.96
    path.setFillRule(path.fillRule().WindingFill)
    for i in range(petals):
        a = math.tau * (i + 0.5) / petals
        path.addEllipse(QPointF(x + math.cos(a) * (r - reach), y + math.sin(a) * (r - reach)), reach, reach)
    return path.simplified()


def _blossom(p: QPainter, at: Point, r: float, turn: float, papers: Papers) -> None:
    path = QPainterPath()
    path.setFillRule(path.fillRule().WindingFill)
    for i in range(5):
        a = math.radians(turn + 72 * i)
        path.addEllipse(QPointF(at[0] + math.cos(a) * r * 0.55, at[1] + math.sin(a) * r * 0.55), r * 0.42, r * 0.42)
    draw_disc(p, path.simplified(), papers.petal, papers, r / 90)
    for i in range(5):
        a = math.radians(turn + 72 * i)
        root, tip = ((at[0] + math.cos(a) * r * f, at[1] + math.sin(a) * r * f) for f in (0.28, 0.66))
        p.fillPath(drop(root, tip, r * 0.13), mix(papers.petal, papers.discs[0], 0.55))
    fill_ellipse(p, *at, r * 0.2, r * 0.2, papers.gold)


KINDS = {"zodiac": draw}
