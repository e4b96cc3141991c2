"""Small lively things of a lacquer landscape: a sampan with its rower, egrets on the wing."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath

from app.cards.kit import fill_ellipse, lin, mix, pen, poly, rgba, smooth, stroke
from app.cards.motifs.lacquer_shore import Shore


def sampan(p: QPainter, x: float, y: float, width: float, shore: Shore, flip: bool) -> None:
    """A boat with a woven roof and its rower, water line at y; x is its middle."""
    k = width / 100
    p.save()
    p.translate(x, y)
    p.scale(-k if flip else k, k)
    p.translate(-50, -54)
    gold, light = shore.gold[0], shore.gold[-1]
    stroke(p, poly([(66, 10), (97, 57)], False), pen(gold, 0.7))
    hull, rim = QPainterPath(QPointF(1, 42)), QPainterPath(QPointF(1, 42))
    for path in (hull, rim):
        path.cubicTo(20, 50, 66, 51, 99, 39)
    hull.cubicTo(92, 52, 80, 56.5, 66, 57)
    hull.lineTo(30, 57)
    hull.cubicTo(16, 56, 8, 51, 1, 42)
    p.fillPath(hull, lin(0, 42, 0, 58, (0, shore.wood[0]), (0.5, shore.wood[-1]), (1, shore.dark)))
    stroke(p, rim, pen(light, 0.9))
    stroke(p, rim.translated(0, 3.2), pen(rgba(gold, 0.5), 0.4))
    roof = QPainterPath(QPointF(20, 47.5))
    roof.cubicTo(21, 31, 27, 29, 36, 29)
    roof.cubicTo(46, 29, 51, 32, 52, 48.5)
    roof.closeSubpath()
    p.fillPath(roof, lin(20, 30, 52, 48, (0, gold), (0.4, shore.wood[0]), (1, shore.wood[-1])))
    p.save()
    p.setClipPath(roof, Qt.ClipOperation.IntersectClip)
    for i in range(-6, 18):
        stroke(p, poly([(18 + i * 3, 28), (10 + i * 3, 50)], False), pen(rgba(light, 0.5), 0.35))
        stroke(p, poly([(14 + i * 3, 28), (22 + i * 3, 50)], False), pen(rgba(light, 0.5), 0.35))
    p.restore()
    stroke(p, roof, pen(light, 0.7))
    _rower(p, k, shore)
    p.restore()


def _rower(p: QPainter, k: float, shore: Shore) -> None:
    shell = QBrush(shore.shell)
    shell.setTransform(shore.shell.transform().scale(1 / k, 1 / k))
    dress = [(69, 22), (73.5, 20.5), (77.5, 23), (79, 33), (80.5, 46), (76, 47.6), (68.5, 47.4), (67, 46), (67.6, 33)]
    arm = [(70, 24), (66, 28), (67.5, 33), (72, 38), (79.5, 34.5), (79.3, 32.6), (73, 34), (71, 29.5)]
    for path in (smooth(dress), smooth(arm)):
        p.fillPath(path, mix(shore.wood[0], shore.gold[0], 0.2))
        p.fillPath(path, shell)
    stroke(p, smooth(arm), pen(shore.wood[-1], 0.35))
    stroke(p, poly([(74, 36), (74.5, 47)], False), pen(shore.wood[-1], 0.35))
    fill_ellipse(p, 73.6, 18.2, 2.6, 3, mix(shore.wood[0], shore.gold[0], 0.4))
    hat = QPainterPath(QPointF(63.6, 17.8))
    hat.quadTo(72, 11.5, 73.4, 9.4)
    hat.quadTo(75.2, 11.6, 83.4, 17.2)
    hat.quadTo(73, 20.6, 63.6, 17.8)
    p.fillPath(hat, lin(64, 10, 83, 19, (0, shore.gold[-1]), (0.5, shore.gold[0]), (1, shore.wood[0])))


def egret(p: QPainter, x: float, y: float, width: float, shore: Shore, up: bool) -> None:
    """Flying to the left, its wings raised or lowered; (x, y) is its breast."""
    k = width / 100
    p.save()
    p.translate(x, y)
    p.scale(k, k)
    p.translate(-45, -36)
    s, m = (1, 36) if up else (-0.8, 36)
    near = [(38, m), (40, m - 10 * s), (50, m - 24 * s), (66, m - 34 * s), (78, m - 35 * s), (70, m - 27 * s)]
    near += [(67, m - 22 * s), (60, m - 10 * s), (55, m)]
    far = [(40, m), (36, m - 12 * s), (34, m - 24 * s), (24, m - 33 * s), (30, m - 34 * s), (42, m - 26 * s)]
    far += [(48, m - 12 * s), (52, m)]
    body = [(20, 36), (26, 33.2), (36, 32.5), (52, 34), (66, 37.5), (54, 40), (40, 41), (28, 40)]
    neck = [(27, 38), (20, 41.5), (14, 40), (12, 35.5), (8, 34.8), (9, 33), (14.5, 33), (17, 37), (21, 37), (26, 33.5)]
    shell = QBrush(shore.shell)
    shell.setTransform(shore.shell.transform().scale(1 / k, 1 / k))
    for points, shade in ((far, 0.22), (neck, 0.0), (body, 0.0), (near, 0.0)):
        path = smooth(points)
        p.fillPath(path, mix(shore.gold[0], shore.dark, 0.35))
        p.fillPath(path, shell)
        p.fillPath(path, rgba(shore.dark, shade))
    for a, b in (((9, 34), (1, 36)), ((62, 37.6), (86, 42)), ((62, 38.4), (84, 44))):
        stroke(p, poly([a, b], False), pen(shore.gold[0], 1.1))
    p.restore()
