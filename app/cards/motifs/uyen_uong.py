"""A pair of mandarin ducks (uyên ương) in gold line, beak to beak on still water before a low sun."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.goldline import line
from app.cards.kit import fill_ellipse, lin, rgba
from app.cards.motifs.mandarin_duck import draw_duck

WIDE, HIGH = 530.0, 210.0  # the pair with room for ripples; the water line at 168


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@duck",
    sun: str = "@sun",
    metal: str = "@foil",
    dark: str = "@shade",
) -> None:
    """tones: pale, middle, deep, then the drake's crest, sail and breast."""
    k = min(rect.width() / WIDE, rect.height() / (HIGH + 40))
    foil, shade, colors = art.foil(metal), art.color(dark), [art.color(tones, i) for i in range(6)]
    p.setClipRect(rect)
    p.translate(rect.center().x(), rect.bottom() - HIGH * k)
    p.scale(k, k)
    _sun(p, art, sun, foil)
    _water(p, art, foil)
    for side, male in ((-1, True), (1, False)):
        p.save()
        p.translate(side * 8, 0)
        p.scale(-side, 0.94)
        p.translate(-246, 14)
        draw_duck(p, foil, shade, colors, male)
        p.restore()


def _sun(p: QPainter, art: Art, sun: str, foil: QBrush) -> None:
    r, y, a, b = 104, 78, art.color(sun), art.color(sun, 1)
    fill_ellipse(p, 0, y, r, r, lin(0, y - r, 0, y + r, (0, a), (0.6, b), (1, rgba(b, 0))))
    for radius, span, width in ((r, 196, 1.5), (r + 7, 150, 0.8)):
        box, arc = QRectF(-radius, y - radius, 2 * radius, 2 * radius), QPainterPath()
        arc.arcMoveTo(box, 90 - span / 2)
        arc.arcTo(box, 90 - span / 2, span)
        line(p, arc, foil, width)


def _water(p: QPainter, art: Art, foil: QBrush) -> None:
    rng = art.rng(71)
    for i in range(22):
        y = 160 + 44 * (i + rng.uniform(0.1, 0.9)) / 22
        long = rng.uniform(40, 130) * (1 - 0.4 * abs(y - 174) / 30)
        x = max(-255.0, min(255 - long, rng.gauss(0, 110) - long / 2))
        wave, turns, swing = QPainterPath(QPointF(x, y)), max(2, int(long / 30)), rng.uniform(1, 2.4)
        for j in range(turns):
            bend = swing if j % 2 else -swing
            wave.quadTo(x + long * (j + 0.5) / turns, y + bend, x + long * (j + 1) / turns, y)
        line(p, wave, foil, rng.uniform(0.8, 1.3), opacity=rng.uniform(0.35, 0.8))


KINDS = {"uyen_uong": draw}
