"""The bands of a great drum of Đông Sơn that fills a corner: star, dots, teeth, zigzags, birds."""

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.goldline import line
from app.cards.kit import ellipse, pen, poly, rad, rgba, shadow, stroke
from app.cards.motifs.lac_birds import bird


def draw_quarter(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@bronze",
    metal: str = "@foil",
    birds: str = "@bird",
    shade: str = "@shade",
) -> None:
    """The lower right quarter of a drum's face whose star lies at the rectangle's top left. tones: core, middle, rim."""
    side = min(rect.width(), rect.height())
    center, r = QPointF(rect.left() + side * 0.02, rect.top() + side * 0.02), side * 0.93
    foil, dark = art.foil(metal), art.color(shade)
    core, middle, rim = (art.color(tones, i) for i in range(3))
    p.setClipRect(rect)
    p.translate(center)
    disc = ellipse(0, 0, r)
    shadow(p, disc, r * 0.008, r * 0.016, r * 0.022, rgba(dark, 0.75))
    p.fillPath(disc, rad(r * 0.34, r * 0.34, r * 0.95, (0, core), (0.55, middle), (1, rim)))
    for a, b in ((0.285, 0.34), (0.40, 0.545), (0.60, 0.815), (0.93, 1.0)):  # sunken bands between raised ones
        ring = ellipse(0, 0, r * b) - ellipse(0, 0, r * a)
        p.fillPath(ring, rgba(dark, 0.26))
        stroke(p, ellipse(0, 0, r * b), pen(rgba("#ffffff", 0.10), r * 0.004))
    edge = ellipse(0, 0, r) - ellipse(0, 0, r * 0.984)
    p.fillPath(edge, foil)
    turn = art.rng(812).uniform(-3, 3)
    fine, bold = QPainterPath(), QPainterPath()
    for k in (0.262, 0.285, 0.34, 0.40, 0.545, 0.60, 0.815, 0.87, 0.93, 0.965):
        bold.addPath(ellipse(0, 0, r * k))
    for k in (0.273, 0.351, 0.389, 0.556, 0.589, 0.826, 0.859, 0.94):
        fine.addPath(ellipse(0, 0, r * k))
    _star(bold, fine, r, turn)
    _dotted(fine, r, 0.3125, 0.017, 46)
    _dotted(fine, r, 0.5725, 0.009, 150)
    _dotted(fine, r, 0.8425, 0.0105, 160)
    _teeth(fine, r, 0.354, 0.386, 90)
    _zigzag(fine, r, 0.874, 0.926, 132)
    _teeth(fine, r, 0.944, 0.962, 260)
    line(p, fine, foil, max(0.8, r * 0.0016), opacity=0.72)
    line(p, bold, foil, max(1.2, r * 0.0028), press=dark, light=rgba("#ffffff", 0.15))
    for ring, high, count, phase in ((0.7125, 0.195, 14, turn), (0.474, 0.128, 14, turn + 12)):
        size = r * high / 238
        for i in range(count):
            a = 360 / count * i + phase
            if not -30 < (a + 180) % 360 - 180 < 120:
                continue
            spot = QTransform()
            spot.rotate(a)
            spot.translate(r * ring, 0)
            spot.rotate(-90)
            spot.scale(size, size)
            spot.translate(0, 20)
            body, marks = (spot.map(path) for path in bird())
            p.fillPath(body.translated(size * 3, size * 7), rgba(dark, 0.5))
            p.fillPath(body, rad(r * 0.34, r * 0.34, r * 0.8, (0, art.color(birds)), (1, art.color(birds, 1))))
            line(p, marks, foil, max(0.7, 1.8 * size), opacity=0.85)
            line(p, body, foil, max(1.0, 3.2 * size), press=dark, light=rgba("#ffffff", 0.15))


def _polar(r: float, degrees: float) -> tuple[float, float]:
    return r * math.cos(math.radians(degrees)), r * math.sin(math.radians(degrees))


def _star(bold: QPainterPath, fine: QPainterPath, r: float, turn: float) -> None:
    """Fourteen rays, and nested chevrons between them."""
    points = [_polar(r * (0.245 if i % 2 == 0 else 0.095), turn + 180 / 14 * i) for i in range(28)]
    bold.addPath(poly(points))
    for i in range(14):
        a = turn + 360 / 14 * (i + 0.5)
        for k, half in ((0.225, 7.5), (0.195, 6.0), (0.168, 4.4), (0.145, 2.8)):
            fine.addPath(poly([_polar(r * k, a - half), _polar(r * (k - 0.045), a), _polar(r * k, a + half)], False))
        ray = turn + 360 / 14 * i
        fine.addPath(poly([_polar(r * 0.05, ray), _polar(r * 0.235, ray)], False))
    for k in (0.03, 0.045):
        fine.addPath(ellipse(0, 0, r * k))


def _dotted(path: QPainterPath, r: float, at: float, size: float, count: int) -> None:
    """Circles with a dot, each tied to the next by a tangent."""
    for i in range(count):
        a = 360 / count * i
        x, y = _polar(r * at, a)
        path.addPath(ellipse(x, y, r * size))
        path.addPath(ellipse(x, y, r * size * 0.3))
        path.addPath(poly([_polar(r * (at + size), a), _polar(r * (at - size), a + 360 / count)], False))


def _teeth(path: QPainterPath, r: float, a: float, b: float, count: int) -> None:
    for i in range(count):
        path.addPath(poly([_polar(r * a, 360 / count * i), _polar(r * b, 360 / count * i)], False))


def _zigzag(path: QPainterPath, r: float, a: float, b: float, count: int) -> None:
    path.addPath(poly([_polar(r * (b if i % 2 else a), 180 / count * i) for i in range(2 * count + 1)], False))
    for i in range(count):
        tip = 360 / count * i
        path.addPath(poly([_polar(r * a, tip), _polar(r * (a + (b - a) * 0.45), tip)], False))


KINDS = {"drum_quarter": draw_quarter}
