"""Sunflowers and daisies in a Bát Tràng vase, with its shadow on the table and a daisy fallen beside it."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QTransform

from app.cards.art import Art
from app.cards.kit import ellipse
from app.cards.motifs.battrang_solid import SHAPE, Vase
from app.cards.motifs.battrang_vase import paint
from app.cards.motifs.daisy_bouquet import AIR, MOUTH, paint_bouquet
from app.cards.motifs.wild_flowers import Tones, daisy, ray
from app.cards.pigment import Sheet
from app.cards.watercolour import cloud

ASPECT = 0.725  # width over height of the whole picture


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
    paint_bouquet(p, QRectF(box.left(), vase.top - width * (MOUTH[1] + AIR - 0.01), width, width * 0.85), art, tones)


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


KINDS = {"daisy_vase": draw}
