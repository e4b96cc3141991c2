"""A plastered wall in daylight over a strip of floor."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from app.cards.art import Art
from app.cards.kit import lin, mix, rad, rgba


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@wall",
    light: str = "@daylight",
    floor: str = "@floor",
    shade: str = "@shade",
    strip: float = 140.0,
) -> None:
    """Light comes from the upper left; `strip`: the floor's height in units, at the rectangle's foot."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    x0, y0, x1, y1 = rect.left(), rect.top(), rect.right(), rect.bottom()
    bright, dim = art.color(tones, 0), art.color(tones, 1)
    p.fillRect(rect, lin(x0, y0, x0 + rect.width() * 0.6, y1, (0, bright), (1, dim)))
    reach, sun = max(rect.width(), rect.height()) * 0.85, art.color(light)
    p.fillRect(rect, rad(x0 + rect.width() * 0.1, y0, reach, (0, rgba(sun, 0.8)), (1, rgba(sun, 0))))
    ground = QRectF(x0, y1 - strip, rect.width(), strip)
    tone = art.color(floor)
    p.fillRect(ground, lin(0, ground.top(), 0, y1, (0, mix(tone, dim, 0.35)), (1, tone)))
    p.fillRect(
        QRectF(x0, ground.top() - 40, rect.width(), 40),
        lin(0, ground.top() - 40, 0, ground.top(), (0, rgba(art.color(shade), 0)), (1, rgba(art.color(shade), 0.07))),
    )
    p.setPen(Qt.PenStyle.NoPen)
    p.fillRect(QRectF(QPointF(x0, ground.top() - 1.5), QPointF(x1, ground.top() + 1.5)), rgba(art.color(shade), 0.18))


KINDS = {"wall": draw}
