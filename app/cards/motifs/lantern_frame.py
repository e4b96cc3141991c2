"""The body of a hexagonal lantern: its frame and the paper panes with riders' shadows."""

import random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPolygonF, QTransform

from app.cards.art import Art
from app.cards.kit import lin, pen, poly, rad, rgba, smooth, stroke
from app.cards.motifs.shadow_riders import rider

TOP, FOOT, HALF, OUTER, BEND = 246.0, 566.0, 112.0, 206.0, 13.0  # the body: its front and side faces


def _face(side: int, inset: float = 0.0) -> QPolygonF:
    """The four corners of a face: -1 left, 0 front, 1 right."""
    if side == 0:
        a = HALF - inset
        points = [(-a, TOP + inset), (a, TOP + inset), (a, FOOT - inset), (-a, FOOT - inset)]
    else:
        near, far = HALF + inset * 0.55, OUTER - inset * 0.75
        points = [
            (near, TOP + 1 + inset),
            (far, TOP + BEND + inset),
            (far, FOOT - BEND - inset),
            (near, FOOT - 1 - inset),
        ]
        points = [(x * side, y) for x, y in points]
        points = points if side > 0 else [points[1], points[0], points[3], points[2]]
    return QPolygonF([QPointF(*point) for point in points])


def _path(polygon: QPolygonF) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(polygon)
    path.closeSubpath()
    return path


def panes(p: QPainter, art: Art, pane: str, tone: str, rng: random.Random) -> None:
    core, paper, rim, corner = (art.color(pane, i) for i in range(4))
    shade = art.color(tone)
    for side in (-1, 0, 1):
        path = _path(_face(side))
        cx, reach = (0, 205) if side == 0 else (side * 96, 200)
        p.fillPath(path, rad(cx, 416, reach, (0, core), (0.34, paper), (0.72, rim), (1, corner)))
        p.save()
        p.setClipPath(path, Qt.ClipOperation.IntersectClip)
        if side:
            turned = QTransform()
            nominal = QPolygonF([QPointF(0, 0), QPointF(140, 0), QPointF(140, 310), QPointF(0, 310)])
            QTransform.quadToQuad(nominal, _face(side), turned)
            p.save()
            p.setTransform(turned, True)
            for row, (y, size) in enumerate(((116, 0.5), (222, 0.52))):
                p.save()
                p.translate(70 + rng.uniform(-5, 5), y)
                p.scale(size, size)
                rider(p, rgba(shade, 0.88), (row + (side > 0)) % 3)
                p.restore()
                ground = smooth([(8, y + 44), (50, y + 41), (95, y + 45), (132, y + 42)], False)
                stroke(p, ground, pen(rgba(shade, 0.5), 1.6))
            p.restore()
            across = lin(side * HALF, 0, side * OUTER, 0, (0, rgba(corner, 0.0)), (1, rgba(corner, 0.6)))
            p.fillPath(path, across)
        for i in range(26):  # the paper's long fibres
            x, y = rng.uniform(-OUTER, OUTER), rng.uniform(TOP, FOOT)
            hair = smooth([(x, y), (x + rng.uniform(-14, 14), y + 12), (x + rng.uniform(-20, 20), y + 28)], False)
            stroke(p, hair, pen(rgba(core if i % 2 else corner, 0.22), 0.7))
        p.restore()


def frame(p: QPainter, lit: QColor, body: QColor, deep: QColor, foil: QBrush) -> None:
    """Posts and rails with a fret cut in the corners, as one piece."""
    for side in (-1, 0, 1):
        outer, inner = _path(_face(side)), _path(_face(side, 11))
        p.fillPath(outer - inner, lin(-OUTER, 0, OUTER, 0, (0, deep), (0.3, body), (0.5, lit), (0.7, body), (1, deep)))
        turned, quad = QTransform(), QPolygonF([QPointF(0, 0), QPointF(200, 0), QPointF(200, 310), QPointF(0, 310)])
        QTransform.quadToQuad(quad, _face(side, 11), turned)
        p.save()
        p.setTransform(turned, True)
        for fx, fy in ((1, 1), (-1, 1), (1, -1), (-1, -1)):
            p.save()
            p.translate(0 if fx > 0 else 200, 0 if fy > 0 else 310)
            p.scale(fx, fy)
            fret = poly([(0, 40), (14, 40), (14, 26), (26, 26), (26, 14), (40, 14), (40, 0)], False)
            hook = poly([(0, 54), (26, 54), (26, 40)], False)
            other = poly([(54, 0), (54, 26), (40, 26)], False)
            for path in (fret, hook, other):
                stroke(p, path, pen(body, 3.6))
                stroke(p, path, pen(foil, 1.1))
            p.restore()
        p.restore()
        stroke(p, inner, pen(foil, 1.6))
        stroke(p, _path(_face(side, 4.5)), pen(foil, 0.8))
    for side in (-1, 1):
        for x, bend in ((HALF, 0.0), (OUTER, BEND)):
            post = QRectF(side * x - 6, TOP - 6 + bend, 12, FOOT - TOP + 12 - 2 * bend)
            p.fillRect(post, lin(post.left(), 0, post.right(), 0, (0, deep), (0.4, lit), (1, deep)))
            stroke(p, poly([(side * x - 2, post.top()), (side * x - 2, post.bottom())], False), pen(foil, 1.2))
            for t in (0.14, 0.5, 0.86):
                y = post.top() + post.height() * t
                for dy in (-5, 5):
                    stroke(p, poly([(post.left(), y + dy), (post.right(), y + dy)], False), pen(foil, 1.4))
