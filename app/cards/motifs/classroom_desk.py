"""The desk before a blackboard: its top, its front edge, sticks of chalk on it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import fill_ellipse, lin, mix, pen, rgba, shadow


def draw_desk(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    wood: str = "@desk",
    chalk: str = "@chalk",
    shade: str = "@shade",
    sticks: float = 0.5,
    top: float = 0.62,
) -> None:
    """A desk's top and front edge. sticks: where the chalks lie, of the width; top: share of the height that is top."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    light, mid, deep = (QColor(tone) for tone in art.ramp(wood))
    dark = art.color(shade)
    plate = QRectF(rect.left(), rect.top() + 26, rect.width(), (rect.height() - 26) * top)
    p.fillRect(
        QRectF(rect.left(), rect.top(), rect.width(), 26),
        lin(0, rect.top(), 0, rect.top() + 26, (0, rgba(dark, 0)), (1, rgba(dark, 0.42))),
    )
    p.fillRect(plate, lin(0, plate.top(), 0, plate.bottom(), (0, mix(mid, deep, 0.35)), (0.5, mid), (1, light)))
    rng = art.rng(31)
    for _ in range(40):
        y = rng.uniform(plate.top(), plate.bottom())
        x, length = rng.uniform(-0.1, 1) * rect.width() + rect.left(), rng.uniform(120, 520)
        grain = QPainterPath(QPointF(x, y))
        grain.quadTo(x + length / 2, y + rng.uniform(-4, 4), x + length, y + rng.uniform(-2, 2))
        p.strokePath(
            grain, pen(rgba(deep if rng.random() < 0.7 else light, rng.uniform(0.08, 0.26)), rng.uniform(0.8, 2.2))
        )
    front = QRectF(rect.left(), plate.bottom(), rect.width(), rect.bottom() - plate.bottom())
    p.fillRect(
        front,
        lin(0, front.top(), 0, front.bottom(), (0, mix(mid, deep, 0.45)), (0.2, deep), (1, mix(deep, "#000000", 0.45))),
    )
    p.fillRect(QRectF(rect.left(), plate.bottom() - 3, rect.width(), 3), mix(light, "#ffffff", 0.35))
    x, y = rect.left() + rect.width() * sticks, plate.center().y() + 4
    for i, (dx, dy, turn, length) in enumerate(((0, 8, -7, 92), (78, 16, 12, 74), (-66, 18, 24, 58))):
        _stick(p, x + dx, y + dy, turn, length, art.color(chalk, (i * 2) % 4), dark)


def _stick(p: QPainter, x: float, y: float, turn: float, length: float, tone: QColor, dark: QColor) -> None:
    path = QPainterPath()
    path.addRoundedRect(QRectF(-length / 2, -8, length, 16), 5, 5)
    place = QTransform.fromTranslate(x, y).rotate(turn)
    shadow(p, place.map(path), 3, 8, 5, rgba(dark, 0.55))
    p.save()
    p.setTransform(place, True)
    p.fillPath(path, lin(0, -8, 0, 8, (0, mix(tone, "#ffffff", 0.55)), (0.5, tone), (1, mix(tone, dark, 0.38))))
    fill_ellipse(p, length / 2 - 3, 0, 4.6, 7.6, mix(tone, "#ffffff", 0.35))
    p.restore()


KINDS = {"desk": draw_desk}
