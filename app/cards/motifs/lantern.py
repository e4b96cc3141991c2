"""A silk lantern, lit from inside, hanging from the rectangle's top by a foil cord, with a tassel."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, lin, mix, pen, rad, rgba, stroke
from app.cards.sprites import shaded, sprite, stamp

PARTS = 2.5, 4.4  # width and height of the lantern below its cord, in radii


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@lantern",
    metal: str = "@foil",
    shade: str = "@shade",
    glow: float = 0.5,
) -> None:
    """The body's radius follows the rectangle's width; the cord takes up the height that is left."""
    r = min(rect.width() / 4.4, rect.height() / (PARTS[1] + 0.4))
    cx, top = rect.center().x(), rect.bottom() - r * PARTS[1] - 18
    light = art.color(tones, 1)
    p.setClipRect(rect)
    fill_ellipse(
        p,
        cx,
        top + r,
        r * 2.2,
        r * 2.2,
        rad(cx, top + r, r * 2.2, (0, rgba(light, glow)), (0.5, rgba(light, glow * 0.35)), (1, rgba(light, 0))),
    )
    foil = art.foil(metal)
    p.setPen(pen(foil, 2.2))
    p.drawLine(QPointF(cx, rect.top()), QPointF(cx, top + r * 0.1))
    body = sprite(
        r * PARTS[0],
        r * PARTS[1],
        (r * PARTS[0] / 2, r),
        art.scale,
        lambda q: _lantern(q, r, art, art.ramp(tones), foil),
    )
    stamp(p, shaded(body, 9, rgba(art.color(shade), 0.5)), cx, top + r, drop=(4, 8))


def _lantern(p: QPainter, r: float, art: Art, tones: tuple[str, ...], foil: QBrush) -> None:
    body = ellipse(0, 0, r * 1.06, r * 0.86)
    p.fillPath(body, rad(0, r * 0.1, r * 1.15, (0, tones[0]), (0.25, tones[1]), (0.6, tones[2]), (1, tones[3])))
    p.save()
    p.setClipPath(body)
    p.setPen(pen(rgba(mix(tones[3], "#000000", 0.3), 0.5), 1.5))
    p.setBrush(Qt.BrushStyle.NoBrush)
    for part in (0.22, 0.50, 0.78):
        p.drawEllipse(QPointF(0, 0), r * 1.06 * part, r * 0.86)
    p.drawLine(QPointF(0, -r), QPointF(0, r))
    p.fillPath(
        body,
        lin(
            0,
            -r,
            0,
            r,
            (0, rgba("#ffffff", 0.28)),
            (0.4, rgba("#ffffff", 0)),
            (1, rgba(mix(tones[3], "#000000", 0.5), 0.35)),
        ),
    )
    p.restore()
    for y in (-r * 0.98, r * 0.80):
        cap = QPainterPath()
        cap.addRoundedRect(QRectF(-r * 0.31, y, r * 0.62, r * 0.18), 4, 4)
        p.fillPath(cap.translated(0, 1.5), QColor("#5a330a"))
        p.fillPath(cap, foil)
    _tassel(p, r, art, tones)
    p.fillPath(ellipse(0, r * 1.16, r * 0.13, r * 0.15), foil)


def _tassel(p: QPainter, r: float, art: Art, tones: tuple[str, ...]) -> None:
    rng = art.rng(round(r))
    for i in range(22):
        k = (i - 10.5) * r * 0.012
        thread = QPainterPath(QPointF(k, r * 1.25))
        thread.quadTo(2 * k, r * 1.7, 3 * k, r * (2.45 + rng.uniform(-0.06, 0.06)))
        stroke(p, thread, pen(mix(tones[3], tones[1], 0.15 + rng.random() * 0.7), 2.1))


KINDS = {"lantern": draw}
