"""Old coins with a square hole, lying about, a few blossoms among them."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import pen, rgba
from app.cards.motifs import flowers
from app.cards.sprites import shaded, sprite, stamp

SIDE = 34.0  # radius of a coin


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    count: int = 3,
    blooms: int = 2,
    metal: str = "@foil",
    tones: str = "@mai",
    shade: str = "@shade",
    salt: int = 1,
) -> None:
    """Coins spread along the rectangle's length, blossoms in the gaps."""
    rng, dark, foil = art.rng(60 + salt), rgba(art.color(shade), 0.66), art.foil(metal)
    coin = shaded(
        sprite(SIDE * 2.2, SIDE * 2.2, (SIDE * 1.1, SIDE * 1.1), art.scale, lambda q: _coin(q, SIDE, foil)), 6, dark
    )
    flower = shaded(flowers.blossom(flowers.bloom("mai", art.ramp(tones)), 40, salt, art.scale), 6, dark)
    room = rect.adjusted(60, 62, -60, -66)
    for i in range(count + blooms):
        x = room.left() + room.width() * (i + rng.uniform(0.3, 0.7)) / (count + blooms)
        y = rng.uniform(room.top(), max(room.top(), room.bottom()))
        if i % 2 and i // 2 < blooms:
            stamp(p, flower, x, y, rng.uniform(0.7, 0.95), rng.uniform(0, 72), drop=(2, 6))
        else:
            stamp(p, coin, x, y, rng.uniform(0.76, 1.0), rng.uniform(-12, 12), rng.uniform(0.52, 0.68), drop=(2, 7))


def _coin(p: QPainter, r: float, foil: QBrush) -> None:
    face = QPainterPath()
    face.setFillRule(Qt.FillRule.OddEvenFill)
    face.addEllipse(QPointF(0, 0), r, r)
    face.addRect(QRectF(-r * 0.24, -r * 0.24, r * 0.48, r * 0.48))
    p.fillPath(face.translated(1, 1.8), QColor("#5a330a"))
    p.fillPath(face, foil)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(pen(rgba("#6b3d08", 0.7), 1.6))
    p.drawEllipse(QPointF(0, 0), r * 0.84, r * 0.84)
    p.drawRect(QRectF(-r * 0.31, -r * 0.31, r * 0.62, r * 0.62))
    p.setPen(pen(rgba("#fff7d0", 0.9), 1.3))
    p.drawArc(QRectF(-r * 0.95, -r * 0.95, r * 1.9, r * 1.9), 60 * 16, 110 * 16)


KINDS = {"coins": draw}
