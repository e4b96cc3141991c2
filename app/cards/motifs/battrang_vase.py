"""A Bát Tràng vase in watercolour: white glaze, and brushed ornament that wraps round the solid."""

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import Point, ellipse, poly, smooth
from app.cards.motifs.battrang_solid import TILT, Vase
from app.cards.pigment import Sheet, dab, pencil


def paint(
    p: QPainter, rect: QRectF, vase: Vase, art: Art, glaze: tuple[str, ...], cobalt: tuple[str, ...], line: str
) -> None:
    """glaze: four greys; cobalt: pale, middle, deep; line: the pencil's colour. Paint stays in the rectangle."""
    sheet = Sheet(rect, art.scale, art.seed + 4)
    _body(sheet, vase, glaze)
    pale, deep = _ornament(vase, art)
    span = ((vase.cx - vase.width * 0.4, vase.top), (vase.cx + vase.width * 0.45, vase.top + vase.height))
    sheet.paint(pale, cobalt[:2], span, alpha=0.60, edge=0.5, rough=0.22, drift=1.2, grain=0.3)
    sheet.paint(deep, cobalt[1:], span, alpha=1.0, edge=0, rough=0.16, drift=1.1)
    r = vase.r(0)
    mouth = ellipse(vase.cx, vase.top, r * 0.97, r * TILT * 0.97)
    sheet.paint(mouth, (cobalt[2], "#2f4a44"), ((vase.cx - r, 0), (vase.cx + r, 0)), alpha=0.75, knock=0.6, rough=0.1)
    shine = smooth(
        [
            (vase.cx - vase.r(v) * a, vase.top + v * vase.height)
            for v, a in ((0.34, 0.62), (0.42, 0.70), (0.54, 0.70), (0.62, 0.66), (0.54, 0.58), (0.42, 0.56))
        ]
    )
    sheet.lift(shine, 0.75, 3.5 * vase.unit)
    sheet.commit(p)
    p.setClipRect(rect)
    pencil(p, vase.outline(), art.color(line), 1.3 * vase.unit, art.rng(9), 0.42)


def _body(sheet: Sheet, vase: Vase, glaze: tuple[str, ...]) -> None:
    left, right, y = vase.cx - vase.width / 2, vase.cx + vase.width / 2, vase.top + vase.height * 0.3
    sheet.paint(
        vase.outline(), (glaze[0], "#ffffff", glaze[1]), ((left, y), (right, y + vase.height * 0.25)),
        alpha=0.95, knock=0.98, edge=0.3, rough=0.1, drift=0.25, grain=0.12,
    )  # fmt: skip
    sheet.keep_inside()
    dark = ((0.42, glaze[2], 0.55, 16), (0.78, glaze[3], 0.50, 8))
    for part, tone, alpha, soft in dark:
        half = poly([*vase.side(part), *vase.side(1)[::-1]])
        sheet.paint(half, (tone,), alpha=alpha, edge=0, soft=soft * vase.unit)
    rim = poly([*vase.side(-0.80), *vase.side(-1)[::-1]])
    sheet.paint(rim, (glaze[2],), alpha=0.35, edge=0, soft=7 * vase.unit)


def _ornament(vase: Vase, art: Art) -> tuple[QPainterPath, QPainterPath]:
    """Two tones of brushwork, each as one path."""
    pale, deep = QPainterPath(), QPainterPath()
    for path in (pale, deep):
        path.setFillRule(Qt.FillRule.WindingFill)
    around = np.linspace(-1.52, 1.52, 9)
    bands = ((0.035, 5), (0.06, 2), (0.205, 2.2), (0.222, 4.2), (0.385, 2.2), (0.735, 2.2), (0.93, 4.5), (0.955, 2))
    for v, width in bands:
        deep.addPath(vase.stroke([(u, v) for u in around], width, 0.5, 0.75))
    for u in np.linspace(-1.45, 1.45, 11):  # plantain leaves standing on the neck
        pale.addPath(
            poly(
                [vase.at(u + a, v) for a, v in ((-0.10, 0.195), (-0.07, 0.13), (0, 0.08), (0.07, 0.13), (0.10, 0.195))]
            )
        )
        deep.addPath(vase.stroke([(u, 0.195), (u, 0.14), (u, 0.09)], 2.4))
    for u in np.linspace(-1.5, 1.5, 9):  # a collar of lotus petals on the shoulder
        _petal(vase, pale, deep, u, 0.155, (0.235, 0.31, 0.355, 0.378), 3.4)
        deep.addPath(vase.stroke([(u, 0.25), (u, 0.29), (u, 0.325)], 2.6))
    for u in np.linspace(-1.5, 1.5, 10):  # and upright ones round the foot
        _petal(vase, pale, deep, u, 0.15, (0.92, 0.85, 0.79, 0.755), 3.2)
    for side in (-1, 1):
        _vine(vase, pale, deep, side)
    for u, v, size in ((0, 0.555, 0.36), (-1.02, 0.60, 0.27), (1.02, 0.60, 0.27)):
        _chrysanthemum(vase, pale, deep, u, v, size, art)
    return pale, deep


def _petal(
    vase: Vase, pale: QPainterPath, deep: QPainterPath, u: float, d: float, v: tuple[float, ...], width: float
) -> None:
    shape = ((-1, v[0]), (-0.95, v[1]), (-0.4, v[2]), (0, v[3]), (0.4, v[2]), (0.95, v[1]), (1, v[0]))
    deep.addPath(vase.stroke([(u + a * d, y) for a, y in shape], width, 0.5, 0.5))
    tip, root = v[3] + (v[0] - v[3]) * 0.24, v[0] + (v[3] - v[0]) * 0.07
    inside = ((-0.5, root), (-0.5, (root + tip) / 2), (0, tip), (0.5, (root + tip) / 2), (0.5, root))
    pale.addPath(poly([vase.at(u + a * d, y) for a, y in inside]))


def _vine(vase: Vase, pale: QPainterPath, deep: QPainterPath, side: int) -> None:
    """A scroll with paired leaves between the flowers."""
    skin = [(0.10, 0.70), (0.40, 0.695), (0.62, 0.62), (0.52, 0.52), (0.66, 0.43), (1.0, 0.42), (1.30, 0.47)]
    deep.addPath(vase.stroke([(side * u, v) for u, v in skin], 4.6, 0.4, 0.35))
    for (u, v), a in zip(skin[1:], (0.9, -0.2, 3.4, -1.4, 0.8, 1.2), strict=True):
        for turn, size in ((0.0, 0.17), (2.4, 0.13)):
            _leaf(vase, pale, deep, side * u, v, a + turn if side > 0 else math.pi - a - turn, size)
    for curl in ([(0.62, 0.62), (0.78, 0.66), (0.86, 0.61), (0.76, 0.585)], [(0.4, 0.695), (0.5, 0.72), (0.62, 0.71)]):
        deep.addPath(vase.stroke([(side * u, v) for u, v in curl], 2.6))


def _leaf(vase: Vase, pale: QPainterPath, deep: QPainterPath, u: float, v: float, a: float, size: float) -> None:
    root, tip = vase.at(u, v), vase.at(u + math.cos(a) * size, v + math.sin(a) * size * 0.62)
    sides = [vase.at(u + math.cos(a + b) * size / 2, v + math.sin(a + b) * size * 0.32) for b in (-0.5, 0.5)]
    pale.addPath(smooth([root, sides[0], tip, sides[1]]))
    middle = ((root[0] + tip[0]) / 2, (root[1] + tip[1]) / 2)
    deep.addPath(dab([root, middle, tip], 2.4 * vase.unit, 6))
    deep.addPath(dab([root, sides[0], tip], 2.6 * vase.unit, 6, 0.6))


def _chrysanthemum(
    vase: Vase, pale: QPainterPath, deep: QPainterPath, u: float, v: float, size: float, art: Art
) -> None:
    """Two rings of comma strokes round an eye."""
    rng, flat = art.rng(int(100 + u * 50)), 0.5 * vase.width / vase.height
    for ring, count, near, far, width in ((0, 13, 0.50, 1.0, 0.30), (1, 9, 0.20, 0.52, 0.22)):
        for i in range(count):
            a = i * math.tau / count + ring * 0.3 + rng.uniform(-0.05, 0.05)

            def spot(k: float, b: float = 0.0, a: float = a) -> Point:
                return vase.at(u + math.cos(a + b) * size * k, v + math.sin(a + b) * size * k * flat)

            comma = [spot(near), spot((near + far) / 2, 0.08), spot(far)]
            (deep if ring else pale).addPath(dab(comma, size * width * vase.width / 2, 6, 0.7, 0.3))
            if not ring:
                hook = [spot(near * 0.95, -0.17), spot((near + far) / 2, -0.20), spot(far * 1.02, -0.05)]
                hook += [spot(far, 0.10), spot(far * 0.8, 0.20)]
                deep.addPath(dab(hook, 2.6 * vase.unit, 5, 0.5, 0.4))
    deep.addEllipse(QPointF(*vase.at(u, v)), size * 0.065 * vase.width, size * 0.06 * vase.width)
