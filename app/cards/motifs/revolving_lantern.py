"""Đèn kéo quân: a hexagonal lantern whose paper panes show the shadows of riders turning."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.cards.art import Art
from app.cards.kit import mix, pen, poly, stroke
from app.cards.motifs.lantern_frame import FOOT, HALF, OUTER, TOP, frame, panes
from app.cards.motifs.lantern_trim import base, fringe, roof, tassel
from app.cards.papercut import figure

WIDE, HIGH = 540.0, 800.0  # origin at the top of its cord


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@lacquer",
    pane: str = "@pane",
    shadow_tone: str = "@figure",
    metal: str = "@foil",
    silk: str = "@tassel",
    shade: str = "@shade",
) -> None:
    """Hangs from the top of its rectangle. tones: lit, body, dark; pane: core, paper, rim, corner; silk: lit, dark.

    The front pane lies at 0.29…0.71 of WIDE and 0.31…0.70 of HIGH, for a figure of its own.
    """
    k = min(rect.width() / WIDE, rect.height() / HIGH)
    foil, rng = art.foil(metal), art.rng(421)
    lit, body, deep = (art.color(tones, i) for i in range(3))
    p.setClipRect(rect)
    p.translate(rect.center().x(), rect.top())
    p.scale(k, k)
    rim, dark = mix(lit, "#ffd890", 0.35), art.color(shade)
    stroke(p, poly([(0, 0), (0, 74)], False), pen(foil, 2.6))
    for x, y, drop, size in ((-OUTER - 4, FOOT + 24, 60, 0.72), (OUTER + 4, FOOT + 24, 60, 0.72)):
        tassel(p, x, y, drop, size, art, silk, foil, rng)
    panes(p, art, pane, shadow_tone, rng)
    figure(
        p,
        QRectF(-230, TOP - 20, 460, FOOT - TOP + 60),
        lambda q: frame(q, lit, body, deep, foil),
        rim,
        dark,
        depth=0.55,
        strength=0.5,
    )
    fringe(p, art, silk, rng)
    figure(p, QRectF(-240, FOOT - 8, 480, 50), lambda q: base(q, lit, body, deep, foil), rim, dark, depth=0.55)
    for x, y, drop, size in ((-HALF - 2, FOOT + 34, 46, 0.8), (HALF + 2, FOOT + 34, 46, 0.8), (0, FOOT + 34, 58, 1.25)):
        tassel(p, x, y, drop, size, art, silk, foil, rng)
    for side in (-1, 1):
        tassel(p, side * 247, 199, 44, 0.62, art, silk, foil, rng)
    figure(p, QRectF(-266, 60, 532, 210), lambda q: roof(q, lit, body, deep, foil), rim, dark, depth=0.7)


KINDS = {"revolving_lantern": draw}
