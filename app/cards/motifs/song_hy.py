"""Double happiness (song hỷ), drawn from bars: pressed into a medallion, laid in foil, or cut from paper."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QTransform

from app.cards.art import Art
from app.cards.goldline import line
from app.cards.kit import ellipse, pen, poly, rad, rgba, shadow, stroke
from app.cards.papercut import emboss

WIDE, HIGH = 200.0, 176.0


def outline(width: float = 13.0) -> QPainterPath:
    """The sign in a box of 200 by 176 about the origin: two columns that share one long bar."""
    strokes = []
    for c in (50, 150):
        strokes += [[(c - 32, 22), (c + 32, 22)], [(c, 4), (c, 40)], [(c - 25, 40), (c + 25, 40)]]
        strokes += [[(c - 23, 56), (c + 23, 56), (c + 23, 82), (c - 23, 82), (c - 23, 56)]]
        strokes += [[(c - 17, 92), (c - 11, 108)], [(c + 17, 92), (c + 11, 108)]]
        strokes += [[(c - 27, 131), (c + 27, 131), (c + 27, 170), (c - 27, 170), (c - 27, 131)]]
    strokes.append([(6, 115), (194, 115)])
    bars = QPainterPath()
    for points in strokes:
        bars.addPath(poly(points, points[0] == points[-1]))
    pencil = QPainterPathStroker()
    pencil.setWidth(width)
    pencil.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    pencil.setCapStyle(Qt.PenCapStyle.FlatCap)
    path = pencil.createStroke(bars)
    path.setFillRule(Qt.FillRule.WindingFill)
    return path.translated(-WIDE / 2, -HIGH / 2)


def placed(x: float, y: float, width: float, bar: float = 13.0) -> QPainterPath:
    k = width / WIDE
    return QTransform().translate(x, y).scale(k, k).map(outline(bar))


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@medal",
    metal: str = "@foil",
    light: str = "@lit",
    dark: str = "@shade",
    gilt: bool = True,
) -> None:
    """A round seal: scalloped rim pressed into the paper, a tinted disc, the sign raised on it, in foil if `gilt`."""
    c, r = rect.center(), min(rect.width(), rect.height()) / 2
    sign, disc = placed(c.x(), c.y(), r * 0.98), ellipse(c.x(), c.y(), r * 0.78)
    p.fillPath(disc, rad(c.x(), c.y() - r * 0.2, r, (0, art.color(tones)), (1, art.color(tones, 1))))
    p.save()
    p.setClipPath(disc, Qt.ClipOperation.IntersectClip)
    for width, alpha in ((r * 0.1, 0.08), (r * 0.06, 0.10), (r * 0.025, 0.16)):
        stroke(p, disc.translated(0, -r * 0.008), pen(rgba(art.color(dark), alpha), width))
    p.restore()

    def height(q: QPainter) -> None:
        q.setPen(pen(QColor(170, 170, 170), r * 0.035))
        q.drawEllipse(c, r * 0.955, r * 0.955)
        q.setPen(pen(QColor(190, 190, 190), r * 0.028))
        for i in range(48):
            a = math.tau * i / 48
            q.drawEllipse(
                QPointF(c.x() + math.cos(a) * r * 0.868, c.y() + math.sin(a) * r * 0.868), r * 0.036, r * 0.036
            )
        q.fillPath(sign, QColor("white"))

    emboss(p, rect, height, art.color(light), art.color(dark), soft=1.2, strength=0.95)
    foil = art.foil(metal, 2)
    line(p, disc, foil, 2.0, press=art.color(dark), light=art.color(light))
    if gilt:
        shadow(p, sign, 0, 1.4, 1.6, rgba(art.color(dark), 0.4))
        p.fillPath(sign, foil)


KINDS = {"song_hy": draw}
