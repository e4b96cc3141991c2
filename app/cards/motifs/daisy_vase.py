"""Sunflowers and daisies in a Bát Tràng vase, with its shadow on the table and a daisy fallen beside it."""

import random

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QTransform

from app.cards.art import Art
from app.cards.kit import Point, ellipse
from app.cards.motifs.battrang_vase import SHAPE, Vase, paint
from app.cards.motifs.sunflower import sunflower
from app.cards.motifs.wild_flowers import Tones, bud, cluster, daisy, ray
from app.cards.motifs.wild_leaves import leaf, sprig, stem
from app.cards.pigment import Sheet
from app.cards.watercolour import cloud

ASPECT = 0.725  # width over height of the whole picture
MOUTH = (0.5, 0.635)  # in widths: the bouquet's own space is one wide, y downwards
SPREAD, AIR = 0.92, 0.05  # how wide the bouquet is drawn, and its room above
# x, y, radius, tilt, turn
FAR = (
    (0.455, 0.165, 0.078, 0.86, 4), (0.640, 0.125, 0.070, 0.80, 12), (0.275, 0.215, 0.073, 0.84, -14),
    (0.815, 0.235, 0.072, 0.78, 24), (0.085, 0.415, 0.060, 0.48, -24), (0.945, 0.420, 0.058, 0.46, 28),
    (0.345, 0.065, 0.050, 0.45, -8), (0.120, 0.265, 0.056, 0.74, -30),
)  # fmt: skip
NEAR = (
    (0.375, 0.300, 0.090, 0.92, 6), (0.205, 0.385, 0.080, 0.84, -18), (0.525, 0.555, 0.092, 0.90, 4),
    (0.700, 0.600, 0.070, 0.76, 18), (0.140, 0.555, 0.074, 0.74, -24), (0.885, 0.340, 0.077, 0.80, 26),
    (0.305, 0.625, 0.070, 0.72, -16), (0.925, 0.555, 0.062, 0.66, 32), (0.735, 0.205, 0.062, 0.86, 8),
)  # fmt: skip
SUNS = ((0.815, 0.480, 0.098, 0.80, 28), (0.320, 0.475, 0.122, 0.88, -14), (0.590, 0.360, 0.152, 0.90, 12))
BUDS = ((0.175, 0.115, 0.034, -20), (0.525, 0.040, 0.034, 4), (0.800, 0.090, 0.034, 22), (0.045, 0.300, 0.030, -40))
LEAVES: tuple[tuple[Point, Point], ...] = (
    ((0.38, 0.55), (0.06, 0.47)), ((0.60, 0.50), (0.95, 0.28)), ((0.44, 0.58), (0.10, 0.66)), ((0.58, 0.59), (0.93, 0.66)),
    ((0.48, 0.40), (0.36, 0.13)), ((0.56, 0.38), (0.57, 0.07)), ((0.62, 0.38), (0.80, 0.14)), ((0.40, 0.44), (0.15, 0.26)),
    ((0.50, 0.66), (0.42, 0.48)), ((0.60, 0.66), (0.73, 0.50)), ((0.66, 0.52), (0.97, 0.46)), ((0.49, 0.63), (0.29, 0.72)),
    ((0.53, 0.63), (0.74, 0.71)), ((0.46, 0.50), (0.23, 0.42)), ((0.52, 0.52), (0.50, 0.33)),
)  # fmt: skip
SPRIGS: tuple[tuple[bool, tuple[Point, ...]], ...] = (
    (False, ((0.40, 0.55), (0.16, 0.32), (0.035, 0.165))), (False, ((0.52, 0.47), (0.49, 0.20), (0.46, 0.02))),
    (False, ((0.66, 0.55), (0.88, 0.37), (0.985, 0.33))), (True, ((0.60, 0.40), (0.72, 0.13), (0.87, 0.03))),
    (True, ((0.36, 0.64), (0.14, 0.61), (0.025, 0.70))), (True, ((0.68, 0.62), (0.90, 0.58), (0.985, 0.64))),
)  # fmt: skip
FILLS: tuple[tuple[Point, ...], ...] = (
    ((0.40, 0.46), (0.24, 0.22), (0.21, 0.05)), ((0.62, 0.38), (0.84, 0.17), (0.955, 0.15)), ((0.30, 0.58), (0.12, 0.46), (0.03, 0.51)),
)  # fmt: skip


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    ray_tones: str = "@ray",
    eye: str = "@eye",
    sun: str = "@sun",
    seeds: str = "@seeds",
    green: str = "@green",
    fill: str = "@fill",
    glaze: str = "@glaze",
    cobalt: str = "@cobalt",
    line: str = "@pencil",
    table: str = "@table",
    fallen: bool = True,
) -> None:
    """As large as fits, standing on the rectangle's foot. table: the tone of the ground and of the shadow on it."""
    width = min(rect.width(), rect.height() * ASPECT)
    box = QRectF(rect.center().x() - width / 2, rect.bottom() - width / ASPECT, width, width / ASPECT)
    tones = Tones(*(art.ramp(key) for key in (ray_tones, eye, sun, seeds, green, fill)))
    body = width * 0.47
    foot = box.bottom() - width * 0.05
    vase = Vase(box.left() + width * MOUTH[0], foot - body * SHAPE, body)
    p.setClipRect(rect)
    cloud(p, QRectF(box.left(), foot - width * 0.12, width, width * 0.17), art.color(table), 0.5, art.seed + 2)
    _shadow(p, box, vase, foot, art, table)
    if fallen:
        _fallen(p, box, foot, art, tones, art.color(table, 1).name())
    paint(p, box, vase, art, art.ramp(glaze), art.ramp(cobalt), line)
    _bouquet(p, QRectF(box.left(), vase.top - width * (MOUTH[1] + AIR - 0.01), width, width * 0.85), art, tones)


def _shadow(p: QPainter, box: QRectF, vase: Vase, foot: float, art: Art, table: str) -> None:
    sheet, r = Sheet(box, art.scale, art.seed + 8), vase.r(1)
    long = ellipse(vase.cx + vase.width * 0.34, foot - r * 0.07, vase.width * 0.52, r * 0.20)
    sheet.paint(
        long, (art.color(table, 1), art.color(table)), ((vase.cx, 0), (box.right(), 0)), alpha=0.55, edge=0, soft=9
    )
    sheet.paint(
        ellipse(vase.cx + r * 0.1, foot - r * 0.05, r * 1.04, r * 0.14),
        (art.color(table, 1),),
        alpha=0.85,
        edge=0,
        soft=3,
    )
    sheet.commit(p)


def _fallen(p: QPainter, box: QRectF, foot: float, art: Art, tones: Tones, shade: str) -> None:
    w, rng = box.width(), art.rng(21)
    sheet = Sheet(box, art.scale, art.seed + 5)
    x, y, r = box.left() + w * 0.14, foot - w * 0.025, w * 0.066
    sheet.paint(ellipse(x + r * 0.3, y + r * 0.42, r * 0.95, r * 0.22), (shade,), alpha=0.6, edge=0, soft=4)
    daisy(sheet, x, y, r, tones, rng, 0.52, -24)
    for dx, dy, turn in ((0.26, 0.012, 64), (0.80, -0.012, -58), (0.90, 0.02, 100)):
        at, length = _turned(box.left() + w * (dx + rng.uniform(-0.02, 0.02)), foot + w * dy, turn), w * 0.055
        petal = at.map(ray(length, length * 0.36, rng))
        sheet.paint(petal.translated(w * 0.004, w * 0.006), (shade,), alpha=0.5, edge=0, soft=2)
        sheet.paint(
            petal,
            (tones.ray[0], "#ffffff"),
            (petal.boundingRect().center().x(), foot + w * dy, 0, length),
            alpha=0.7,
            knock=0.97,
        )
    sheet.commit(p)


def _turned(x: float, y: float, turn: float) -> QTransform:
    return QTransform.fromTranslate(x, y).rotate(turn)


def _bouquet(p: QPainter, box: QRectF, art: Art, tones: Tones) -> None:
    w, rng, sheet = box.width(), art.rng(7), Sheet(box, art.scale, art.seed + 7)

    def at(x: float, y: float) -> Point:
        return box.left() + (0.5 + (x - 0.5) * SPREAD) * w, box.top() + (y + AIR) * w

    halo = ellipse(*at(0.5, 0.40), w * 0.36, w * 0.30)
    sheet.paint(
        halo,
        (tones.green[0], tones.green[1], tones.fill[0]),
        (at(0.1, 0.1), at(0.9, 0.7)),
        alpha=0.34,
        edge=0,
        rough=0.6,
        soft=26,
    )
    for points in FILLS:
        cluster(sheet, [at(*q) for q in points], w * 0.066, tones, rng)
    for slim, points in SPRIGS:
        sprig(sheet, [at(*q) for q in points], w * 0.085, tones.green, rng, slim)
    for x, y, *_ in (*FAR, *BUDS):
        middle = (MOUTH[0] + (x - MOUTH[0]) * 0.55, y + (MOUTH[1] - y) * 0.5)
        stem(sheet, [at(MOUTH[0] + (x - MOUTH[0]) * 0.1, MOUTH[1]), at(*middle), at(x, y)], w * 0.0085, tones.green)
    for x, y, r, turn in BUDS:
        bud(sheet, *at(x, y), r * w, tones, rng, turn)
    for root, tip in LEAVES:
        leaf(sheet, at(*root), at(*tip), tones.green, rng)
    deep = ellipse(*at(0.5, 0.47), w * 0.25, w * 0.20)
    sheet.paint(
        deep, (tones.green[3], tones.green[2]), (at(0.3, 0.3), at(0.7, 0.6)), alpha=0.55, edge=0, rough=0.7, soft=16
    )
    for flowers, kind in ((FAR, daisy), (SUNS, sunflower), (NEAR, daisy)):
        for x, y, r, tilt, turn in flowers:
            kind(sheet, *at(*_moved(x, y, rng)), r * w, tones, rng, tilt, turn + rng.uniform(-12, 12))
    sheet.commit(p)


def _moved(x: float, y: float, rng: random.Random) -> Point:
    """No two bouquets are bound alike."""
    return min(0.93, max(0.07, x + rng.uniform(-0.014, 0.014))), max(0.06, y + rng.uniform(-0.012, 0.012))


KINDS = {"daisy_vase": draw}
