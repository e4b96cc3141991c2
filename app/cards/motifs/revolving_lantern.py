"""Đèn kéo quân: a hexagonal lantern whose paper panes show the shadows of riders turning."""

import math
import random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPolygonF, QTransform

from app.cards.art import Art
from app.cards.kit import (
    ellipse,
    fill_ellipse,
    lin,
    mix,
    pen,
    poly,
    rad,
    rgba,
    smooth,
    stroke,
)
from app.cards.motifs.moon_lady import band
from app.cards.motifs.shadow_riders import rider
from app.cards.papercut import figure

WIDE, HIGH = 540.0, 800.0  # origin at the top of its cord
TOP, FOOT, HALF, OUTER, BEND = 246.0, 566.0, 112.0, 206.0, 13.0  # the body: its front and side faces


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
        _tassel(p, x, y, drop, size, art, silk, foil, rng)
    _panes(p, art, pane, shadow_tone, rng)
    figure(
        p,
        QRectF(-230, TOP - 20, 460, FOOT - TOP + 60),
        lambda q: _frame(q, lit, body, deep, foil),
        rim,
        dark,
        depth=0.55,
        strength=0.5,
    )
    _fringe(p, art, silk, rng)
    figure(p, QRectF(-240, FOOT - 8, 480, 50), lambda q: _base(q, lit, body, deep, foil), rim, dark, depth=0.55)
    for x, y, drop, size in ((-HALF - 2, FOOT + 34, 46, 0.8), (HALF + 2, FOOT + 34, 46, 0.8), (0, FOOT + 34, 58, 1.25)):
        _tassel(p, x, y, drop, size, art, silk, foil, rng)
    for side in (-1, 1):
        _tassel(p, side * 247, 199, 44, 0.62, art, silk, foil, rng)
    figure(p, QRectF(-266, 60, 532, 210), lambda q: _roof(q, lit, body, deep, foil), rim, dark, depth=0.7)


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


def _panes(p: QPainter, art: Art, pane: str, tone: str, rng: random.Random) -> None:
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


def _frame(p: QPainter, lit: QColor, body: QColor, deep: QColor, foil: QBrush) -> None:
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


def _base(p: QPainter, lit: QColor, body: QColor, deep: QColor, foil: QBrush) -> None:
    rows = ((FOOT - 4, FOOT + 10, 5, 8), (FOOT + 10, FOOT + 34, 14, 20))
    for y0, y1, grow0, grow1 in rows:
        for side in (-1, 0, 1):
            a0, a1 = HALF + grow0 * 0.5, HALF + grow1 * 0.5
            o0, o1 = OUTER + grow0, OUTER + grow1
            if side:
                points = [(a0, y0), (o0, y0 - BEND), (o1, y1 - BEND), (a1, y1)]
                points = [(x * side, y) for x, y in points]
            else:
                points = [(-a0, y0), (a0, y0), (a1, y1), (-a1, y1)]
            face = poly(points)
            p.fillPath(face, lin(-o1, 0, o1, 0, (0, deep), (0.3, body), (0.5, lit), (0.7, body), (1, deep)))
            stroke(p, face, pen(foil, 1.4))
    for i in range(9):
        _petal(p, (i - 4) * 24.5, FOOT + 30, 9.5, 14, foil)
    for side in (-1, 1):
        for i in range(4):
            x = HALF + 19 + i * 23
            _petal(p, side * x, FOOT + 29 - (i + 0.6) * 3.1, 8.2, 13, foil)


def _petal(p: QPainter, x: float, y: float, half: float, high: float, foil: QBrush) -> None:
    path = QPainterPath(QPointF(x - half, y))
    path.cubicTo(x - half, y - high * 0.6, x - half * 0.4, y - high * 0.8, x, y - high)
    path.cubicTo(x + half * 0.4, y - high * 0.8, x + half, y - high * 0.6, x + half, y)
    stroke(p, path, pen(foil, 1.3))


def _fringe(p: QPainter, art: Art, silk: str, rng: random.Random) -> None:
    """A skirt of silk threads under the base."""
    light, dark = art.color(silk), art.color(silk, 1)
    x = -OUTER - 14.0
    while x < OUTER + 14:
        off = max(0.0, (abs(x) - HALF) / (OUTER - HALF))
        y0, y1 = FOOT + 28 - BEND * off, FOOT + 66 - BEND * off + 4 * math.cos(x / 18) + rng.uniform(-2, 2)
        tone = mix(light, dark, min(1, 0.15 + 0.55 * abs(x) / OUTER + rng.uniform(-0.15, 0.25)))
        stroke(p, poly([(x, y0), (x + rng.uniform(-1, 1), y1)], False), pen(tone, 1.9))
        x += 2.6


def _tassel(
    p: QPainter, x: float, y: float, drop: float, size: float, art: Art, silk: str, foil: QBrush, rng: random.Random
) -> None:
    light, dark = art.color(silk), art.color(silk, 1)
    stroke(p, poly([(x, y), (x, y + drop)], False), pen(foil, 1.7))
    bead = y + drop * 0.45
    fill_ellipse(p, x, bead, 5.4 * size, 6.2 * size, foil)
    fill_ellipse(p, x - 1.4 * size, bead - 1.8 * size, 1.5 * size, 1.5 * size, rgba("#fffbe6", 0.9))
    y += drop
    long = 74 * size
    for i in range(15):
        t = (i - 7) / 7
        end = (x + t * 13 * size + rng.uniform(-1, 1), y + long * (1 - 0.06 * t * t) + rng.uniform(-3, 3) * size)
        strand = QPainterPath(QPointF(x + t * 5 * size, y + 6 * size))
        strand.cubicTo(x + t * 11 * size, y + long * 0.3, x + t * 9 * size, y + long * 0.7, *end)
        stroke(
            p, strand, pen(mix(light, dark, min(1.0, max(0.0, 0.35 + 0.45 * t + rng.uniform(-0.2, 0.2)))), 2.3 * size)
        )
    head = smooth(
        [
            (x - 7 * size, y + 12 * size),
            (x - 8 * size, y + 4 * size),
            (x, y - 4 * size),
            (x + 8 * size, y + 4 * size),
            (x + 7 * size, y + 12 * size),
        ]
    )
    p.fillPath(head, lin(x - 8 * size, 0, x + 8 * size, 0, (0, mix(light, "#ffffff", 0.15)), (1, dark)))
    stroke(p, poly([(x - 7 * size, y + 11 * size), (x + 7 * size, y + 11 * size)], False), pen(foil, 2.6 * size))


def _roof(p: QPainter, lit: QColor, body: QColor, deep: QColor, foil: QBrush) -> None:
    """Three faces sweeping out to upturned corners, ridges that end in curls, a gourd on the top."""
    tip, edge = (252.0, 186.0), (126.0, 226.0)
    for side in (-1, 1):
        face = QPainterPath(QPointF(side * 26, 128))
        face.cubicTo(side * 62, 166, side * 90, 204, side * edge[0], edge[1])
        face.cubicTo(side * 178, 224, side * 222, 214, side * tip[0], tip[1])
        face.cubicTo(side * 170, 190, side * 96, 158, side * 44, 120)
        face.closeSubpath()
        p.fillPath(face, lin(0, 120, side * 250, 210, (0, body), (1, deep)))
        for t in (0.28, 0.52, 0.76):
            rib = QPainterPath(QPointF(side * (28 + 14 * t), 127 - 6 * t))
            end = (side * (edge[0] + (tip[0] - edge[0]) * t), edge[1] - 40 * t**2.2)
            rib.cubicTo(side * (62 + 36 * t), 166 - 12 * t, side * (88 + 62 * t), 200 - 20 * t, *end)
            stroke(p, rib, pen(foil, 0.9))
        stroke(p, face, pen(foil, 1.6))
    front = QPainterPath(QPointF(-26, 128))
    front.cubicTo(-62, 166, -90, 204, -edge[0], edge[1])
    front.quadTo(0, 236, edge[0], edge[1])
    front.cubicTo(90, 204, 62, 166, 26, 128)
    front.closeSubpath()
    p.fillPath(front, lin(0, 120, 0, 236, (0, body), (0.6, lit), (1, body)))
    for i in range(-4, 5):
        rib = QPainterPath(QPointF(i * 5.4, 128))
        rib.cubicTo(i * 13, 166, i * 19, 200, i * 26.4, 231 - abs(i) * 1.0)
        stroke(p, rib, pen(foil, 0.9))
    stroke(p, front, pen(foil, 2.2))
    for side in (-1, 1):
        eave = QPainterPath(QPointF(0, 241))
        eave.quadTo(side * 70, 240, side * edge[0], 234)
        eave.cubicTo(side * 182, 231, side * 226, 220, side * 256, 188)
        stroke(p, eave, pen(body, 9))
        stroke(p, eave, pen(foil, 2.0))
        stroke(p, eave.translated(0, 4.4), pen(foil, 0.9))
        for x, y, size in ((252, 186, 1.0), (edge[0], edge[1] + 2, 0.8)):
            curl = [
                (x - 14 * size, y + 6 * size),
                (x + 2 * size, y - 2 * size),
                (x + 11 * size, y - 16 * size),
                (x + 4 * size, y - 26 * size),
                (x - 5 * size, y - 20 * size),
                (x - 1 * size, y - 13 * size),
            ]
            path = band([(side * a, b) for a, b in curl], 9 * size, 8 * size, 5 * size, 2 * size)
            p.fillPath(path, lit)
            stroke(p, path, pen(foil, 1.3))
    for y, rx, ry in ((124, 50, 7), (112, 30, 12), (92, 17, 11), (78, 9, 7)):
        knob = ellipse(0, y, rx, ry)
        p.fillPath(knob, lin(-rx, 0, rx, 0, (0, deep), (0.4, lit), (1, deep)))
        stroke(p, knob, pen(foil, 1.6))


KINDS = {"revolving_lantern": draw}
