"""White glaze: a plate's field with a soft sheen, inside a border of enamel lappets and gold rules."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, lin, mix, pen, rad, rgba, shadow, stroke


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    glaze: str = "@glaze",
    border: str = "@border",
    lotus: str = "@lappet",
    metal: str = "@foil",
    shade: str = "@shade",
    band: float = 54.0,
    round: float = 40.0,
) -> None:
    """A rounded tray: enamel border with lotus lappets, gold rims, white field. border: ground, scroll."""
    foil, dark = art.foil(metal), art.color(shade)
    outer, inner = (
        _rounded(rect.adjusted(16, 12, -16, -22), round),
        _rounded(rect.adjusted(16 + band, 12 + band, -16 - band, -22 - band), round * 0.6),
    )
    p.setClipRect(rect)
    shadow(p, outer, 0, 5, 5, rgba(dark, 0.42))
    p.fillPath(
        outer,
        lin(
            rect.left(),
            rect.top(),
            rect.right(),
            rect.bottom(),
            (0, mix(art.color(border), "#ffffff", 0.16)),
            (1, art.color(border)),
        ),
    )
    p.save()
    p.setClipPath(outer.subtracted(inner), Qt.ClipOperation.IntersectClip)
    _scrolls(
        p,
        rect.adjusted(16, 12, -16, -22),
        band,
        art.color(border, 1),
        [art.color(lotus, i) for i in range(3)],
        foil,
        art.rng(1201).random(),
    )
    p.restore()
    c = rect.center()
    p.fillPath(
        inner,
        rad(
            c.x(),
            rect.top() + rect.height() * 0.35,
            max(rect.width(), rect.height()) * 0.75,
            (0, art.color(glaze)),
            (0.6, art.color(glaze, 1)),
            (1, art.color(glaze, 2)),
        ),
    )
    p.save()
    p.setClipPath(inner, Qt.ClipOperation.IntersectClip)
    for width, alpha in ((30, 0.05), (16, 0.07), (6, 0.12)):
        stroke(p, inner.translated(0, 3), pen(rgba(dark, alpha), width))
    p.restore()
    for path, width in (
        (outer, 5.0),
        (inner, 4.0),
        (_rounded(rect.adjusted(25 + band, 21 + band, -25 - band, -31 - band), round * 0.5), 1.4),
    ):
        stroke(p, path.translated(0, 1), pen(rgba(dark, 0.35), width))
        stroke(p, path, pen(foil, width))


def _rounded(box: QRectF, r: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(box, r, r)
    return path


def _scrolls(
    p: QPainter, box: QRectF, band: float, scroll: QColor, tones: list[QColor], foil: QBrush, phase: float
) -> None:
    """A lotus at each step along the border's middle line, waves of vine between them."""
    path = _rounded(box.adjusted(band / 2, band / 2, -band / 2, -band / 2), 24)
    count = max(8, int(path.length() / 118))
    for i in range(count):
        t = (i + phase) / count % 1
        a, b = path.pointAtPercent(t), path.pointAtPercent((t + 0.5 / count) % 1)
        turn = -path.angleAtPercent(t)
        _vine(p, a, turn, band, scroll)
        _lotus(p, a, turn, band * 0.36, tones, foil)
        fill_ellipse(p, b.x(), b.y(), band * 0.07, band * 0.07, foil)


def _vine(p: QPainter, at: QPointF, turn: float, band: float, tone: QColor) -> None:
    p.save()
    p.translate(at)
    p.rotate(turn)
    for side in (-1, 1):
        for way in (-1, 1):
            vine = QPainterPath(QPointF(side * band * 0.30, 0))
            vine.cubicTo(
                side * band * 0.6,
                way * band * 0.36,
                side * band * 0.98,
                way * band * 0.34,
                side * band * 0.92,
                way * band * 0.08,
            )
            vine.cubicTo(
                side * band * 0.86,
                way * -0.02 * band,
                side * band * 0.72,
                way * band * 0.06,
                side * band * 0.78,
                way * band * 0.18,
            )
            stroke(p, vine, pen(tone, band * 0.05))
            for part in (0.34, 0.6):
                spot = vine.pointAtPercent(part)
                p.fillPath(ellipse(spot.x(), spot.y() + way * band * 0.05, band * 0.055, band * 0.04), tone)
    p.restore()


def _lotus(p: QPainter, at: QPointF, turn: float, r: float, tones: list[QColor], foil: QBrush) -> None:
    p.save()
    p.translate(at)
    p.rotate(turn)
    for i in range(8):
        petal = QPainterPath(QPointF(0, 0))
        petal.cubicTo(-r * 0.45, -r * 0.4, -r * 0.34, -r * 0.86, 0, -r)
        petal.cubicTo(r * 0.34, -r * 0.86, r * 0.45, -r * 0.4, 0, 0)
        p.save()
        p.rotate(i * 45)
        p.fillPath(petal, rad(0, 0, r, (0, tones[2]), (0.5, tones[1]), (1, tones[0])))
        stroke(p, petal, pen(foil, max(0.9, r * 0.06)))
        p.restore()
    p.fillPath(ellipse(0, 0, r * 0.22), foil)
    p.restore()


KINDS = {"porcelain_tray": draw}
