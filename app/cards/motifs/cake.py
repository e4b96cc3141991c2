"""A two-tier drip cake on a stand, with strawberries and lit candles."""

import math
import random

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, lin, rad, rgba
from app.cards.motifs.drip_tier import Tier, draw_drip, draw_pearls, draw_tier
from app.cards.motifs.toppings import candle, strawberry

BOX = QRectF(-320, -560, 640, 620)  # the drawing's own space: origin at the middle of the stand
BOTTOM, TOP = Tier(-26, 214, 34, 170), Tier(-196, 142, 22, 140)
CANDLES = ((-72, 88), (-26, 100), (24, 100), (70, 88))


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    lower: str = "@cake",
    upper: str = "@cake_top",
    cream: str = "@cream",
    glaze: str = "@glaze",
    metal: str = "@foil",
    party: str = "@party",
    shade: str = "@shade",
) -> None:
    """Fitted to the rectangle, standing on its foot."""
    size = min(rect.width() / BOX.width(), rect.height() / BOX.height())
    p.translate(rect.center().x(), rect.bottom() - BOX.bottom() * size)
    p.scale(size, size)
    rng, dark = art.rng(9), art.color(shade)
    _stand(p, art, metal, dark)
    body = draw_tier(p, BOTTOM, art.ramp(lower))
    _stripes(p, body)
    draw_pearls(p, -24, 212, 33, 30, 8.5, art.ramp(cream))
    draw_drip(p, BOTTOM, art.ramp(cream), dark, (26, 44, 22, 52, 30, 40, 24, 56, 32, 46, 22, 38, 28))
    fill_ellipse(p, 0, -190, 150, 22, rgba(dark, 0.20))
    draw_tier(p, TOP, art.ramp(upper))
    _sprinkles(p, rng, art.ramp(party))
    draw_pearls(p, -196, 141, 22, 21, 8, art.ramp(cream))
    draw_drip(p, TOP, art.ramp(glaze), dark, (24, 40, 20, 46, 28, 36, 22, 44, 26))
    for (x, h), tone in zip(CANDLES, (4, 2, 5, 3), strict=True):
        candle(p, x, -338 - (4 if abs(x) < 50 else 0), h, art.color(party, tone))
    for x, y, r, turn in (
        (-108, -342, 21, -18),
        (-50, -332, 22, 10),
        (0, -328, 23, -6),
        (50, -332, 22, 14),
        (106, -342, 21, 22),
        (-190, -196, 20, -20),
        (196, -198, 19, 16),
        (176, -186, 17, -8),
    ):
        strawberry(p, x, y, r, turn)


def _stand(p: QPainter, art: Art, metal: str, dark: QColor) -> None:
    fill_ellipse(p, 0, 6, 290, 42, rad(0, 6, 290, (0, rgba(dark, 0.45)), (0.7, rgba(dark, 0.22)), (1, rgba(dark, 0))))
    plate = ellipse(0, -22, 268, 38)
    p.fillPath(plate.translated(0, 9), art.foil(metal))
    p.fillPath(plate, lin(-268, 0, 268, 0, (0, "#e9d9dd"), (0.3, "#ffffff"), (0.7, "#fff7f8"), (1, "#d9c2ca")))


def _stripes(p: QPainter, side: QPainterPath) -> None:
    p.save()
    p.setClipPath(side, Qt.ClipOperation.IntersectClip)
    for i in range(12):
        p.fillRect(QRectF(-214 + i * 39, -260, 13, 300), rgba("#ffffff", 0.16))
    p.restore()


def _sprinkles(p: QPainter, rng: random.Random, party: tuple[str, ...]) -> None:
    p.setPen(Qt.PenStyle.NoPen)
    for _ in range(46):
        a = rng.uniform(0.15, math.pi - 0.15)
        p.save()
        p.translate(142 * math.cos(a) * 0.98, -196 - rng.uniform(2, 70) + 22 * math.sin(a))
        p.rotate(rng.uniform(0, 180))
        p.setBrush(QColor(rng.choice([*party, "#ffffff"])))
        p.drawRoundedRect(QRectF(-6, -2.1, 12, 4.2), 2, 2)
        p.restore()


KINDS = {"cake": draw}
