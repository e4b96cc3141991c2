"""Roundels of cut paper, each with an animal of the zodiac."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath

from app.cards.kit import Point, ellipse, lin, mix, pen, rgba, stroke
from app.cards.motifs.zodiac_cuts import Scissors
from app.cards.motifs.zodiac_first import FIRST
from app.cards.motifs.zodiac_last import LAST
from app.cards.papercut import figure, sheet

ANIMALS = FIRST | LAST
ROOM = 56.0  # of the animals' units: a roundel's radius
SHADOW = 0.14  # of a roundel's size: what its shadow, and a horn or a tail, may need beyond it


@dataclass(frozen=True)
class Papers:
    """The papers of one ring."""

    discs: tuple[QColor, ...]
    near: QColor
    far: QColor
    gold: QColor
    petal: QColor
    leaf: QColor
    shade: QColor


def middles(rect: QRectF, small: float, large: float) -> QRectF:
    """Where the roundels' middles lie."""
    edge = small * (0.5 + SHADOW)
    return rect.adjusted(edge, edge, -edge, -large * (0.5 + SHADOW))


def draw_disc(p: QPainter, path: QPainterPath, tint: QColor, papers: Papers, depth: float) -> None:
    box = path.boundingRect()
    fill = lin(
        box.left(),
        box.top(),
        box.right(),
        box.bottom(),
        (0, mix(tint, "#ffffff", 0.10)),
        (1, mix(tint, "#000000", 0.08)),
    )
    sheet(p, path, QBrush(fill), mix(tint, "#ffffff", 0.38), papers.shade, depth=depth, strength=0.42)


def roundel(p: QPainter, name: str, at: Point, r: float, tint: QColor, papers: Papers, *, flip: bool) -> None:
    draw_disc(p, ellipse(*at, r), tint, papers, r / 170)
    stroke(p, ellipse(*at, r * 0.925), pen(rgba(papers.far, 0.75), r * 0.016))
    animal(p, name, at, r / ROOM * 0.97, papers, flip=flip)


def animal(p: QPainter, name: str, at: Point, k: float, papers: Papers, *, flip: bool = False) -> None:
    p.save()
    p.translate(*at)
    p.scale(-k if flip else k, k)
    box = QRectF(-56, -58, 112, 108)
    lit = (0.3 if flip else -0.3, 0.5)
    paint = ANIMALS[name]
    shade = rgba(papers.shade)
    p.translate(0, 3)
    figure(p, box, lambda q: paint(Scissors(q, papers.near, papers.far)), QColor("#ffffff"), shade, depth=0.16, lit=lit)
    p.restore()
