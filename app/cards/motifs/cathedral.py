"""The cathedral of Hà Nội in watercolour: two towers, a lit rose and portals."""

import random

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import many, pen, poly, rgba, stroke
from app.cards.motifs.cathedral_openings import lancet, opening, openings, rose
from app.cards.motifs.ink_wash import wash

BOX = QRectF(0, 0, 620, 700)  # ground at y = 664


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    stone: str = "@stone",
    light: str = "@glow",
    paper: str = "@paper",
) -> None:
    """The façade, fitted to the rectangle's foot. stone: light, mid, dark, line; light: heart, middle, edge."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    size = min(rect.width() / BOX.width(), rect.height() / BOX.height())
    p.translate(rect.center().x() - BOX.center().x() * size, rect.bottom() - BOX.bottom() * size)
    p.scale(size, size)
    k, seed = art.scale * size, art.seed * 17
    pale, mid, dark, line = (art.color(stone, i) for i in range(4))
    glow = [art.color(light, i) for i in range(3)]
    gable = poly([(214, 664), (214, 312), (310, 208), (406, 312), (406, 664)])
    towers = [_tower(x) for x in (66, 404)]
    for path in (gable, *towers):
        p.fillPath(path, rgba(art.color(paper), 0.90))
    wash(p, gable, pale, k, seed, [0.95, 0.85, 0.60], 0.3)
    wash(p, gable, mid, k, seed + 3, [0.55, 0.30, 0.10], 0.2)
    for i, path in enumerate(towers):
        wash(p, path, pale, k, seed + 5 + i, [0.95, 0.90, 0.70], 0.4)
        wash(p, path, mid, k, seed + 9 + i, [0.80, 0.50, 0.16], 0.3)
    for x in (66, 404):  # the sides turned from the light, and the buttresses
        for x0, x1, depth in ((102, 150, 0.55), (128, 152, 0.5), (0, 20, 0.28)):
            side = poly([(x + x0, 96), (x + x1, 96), (x + x1 + 4, 664), (x + x0, 664)])
            wash(p, side, dark, k, seed + x + x0, [depth, depth * 0.7, depth * 0.25], 0.15)
        for y in (252, 402, 540):
            ledge = poly([(x - 8, y), (x + 160, y), (x + 157, y + 9), (x - 5, y + 9)])
            wash(p, ledge, dark, k, seed + y, [0.75, 0.75, 0.75], 0.2)
    wash(
        p,
        poly([(222, 322), (310, 226), (398, 322), (398, 336), (310, 244), (222, 336)]),
        dark,
        k,
        seed + 2,
        [0.6, 0.6, 0.6],
        0.2,
    )
    for path in (gable, *towers):
        warm = path.intersected(_below(430))
        wash(p, warm, glow[2], k, seed + 21, [0.0, 0.16, 0.46], 0.0)
    _stones(p, art.rng(811), line)
    for box, lit in openings():
        opening(p, box, lit, k, seed + round(box.left()), dark, glow)
    rose(p, 310, 352, 43, k, seed, dark, glow)
    _lines(p, art.rng(810), line, (gable, *towers))
    cross = many()
    cross.addRect(QRectF(305.5, 150, 9, 62))
    cross.addRect(QRectF(287, 166, 46, 9))
    wash(p, cross, dark, k, seed + 30, [1.0, 1.0, 1.0], 0.3)


def _below(y: float) -> QPainterPath:
    path = QPainterPath()
    path.addRect(QRectF(-50, y, 800, 400))
    return path


def _tower(x: float) -> QPainterPath:
    """A square tower with stepped buttresses, a notched parapet and four little spires, two of them seen."""
    left = [(x - 8, 664), (x - 8, 546), (x - 3, 540), (x - 3, 408), (x, 400), (x, 112)]
    right = [(x + 150, 112), (x + 150, 400), (x + 153, 408), (x + 153, 540), (x + 158, 546), (x + 158, 664)]
    top = [(x - 5, 112), (x - 5, 98), (x + 2, 92), (x + 8, 58), (x + 14, 92), (x + 22, 98)]
    teeth = []
    for i in range(5):
        a = x + 28 + i * 20
        teeth += [(a, 104), (a, 92), (a + 11, 92), (a + 11, 104)]
    end = [(x + 128, 98), (x + 136, 92), (x + 142, 58), (x + 148, 92), (x + 155, 98), (x + 155, 112)]
    return poly([*left, *top, *teeth, *end, *right])


def _lines(p: QPainter, rng: random.Random, line: QColor, paths: tuple[QPainterPath, ...]) -> None:
    """A loose pen drawing over the washes: outlines a little off."""
    for path in paths:
        stroke(p, path.translated(rng.uniform(-0.8, 0.8), rng.uniform(-0.8, 0.8)), pen(rgba(line, 0.62), 1.5))
    for box, _ in openings():
        stroke(p, lancet(box.adjusted(-6, -9, 6, 0)).translated(rng.uniform(-0.7, 0.7), 0), pen(rgba(line, 0.5), 1.3))
    p.setPen(Qt.PenStyle.NoPen)


def _stones(p: QPainter, rng: random.Random, line: QColor) -> None:
    """Courses of stone here and there, and the edges of the buttresses."""
    stones = QPainterPath()
    for x in (66, 404):
        for _ in range(46):
            sx, sy, long = x + rng.uniform(6, 124), rng.uniform(118, 650), rng.uniform(6, 20)
            stones.moveTo(sx, sy)
            stones.lineTo(sx + long, sy + rng.uniform(-0.6, 0.6))
        for dx in (20, 128):
            stones.moveTo(x + dx, 116)
            stones.lineTo(x + dx + rng.uniform(-1, 1), 660)
    stroke(p, stones, pen(rgba(line, 0.32), 1.2))
    p.setPen(Qt.PenStyle.NoPen)


KINDS = {"stone_cathedral": draw}
