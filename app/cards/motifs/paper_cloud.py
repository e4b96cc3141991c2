"""Scroll clouds of stacked paper discs, and the jade rabbit (thỏ ngọc) that may sit on one."""

import random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, lin, mix, pen, rad, rgba, shadow, smooth, stroke
from app.cards.papercut import figure

DISCS = 7


def draw_cloud(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@cloud",
    shade: str = "@shade",
    rabbit: str = "",
    flip: bool = False,
    salt: int = 1,
) -> None:
    """A cloud 1000 by 420 on the rectangle's foot; with the rabbit's tones (body, light, line) it sits on its crest."""
    size = min(rect.width() / 1060, rect.height() / (900 if rabbit else 460))
    p.setClipRect(rect)
    p.translate(rect.center().x(), rect.bottom() - 34 * size)
    p.scale(-size if flip else size, size)
    p.translate(-500, -400)
    discs = _discs(art.rng(salt + 200))
    if rabbit:
        x, y, r = max(discs, key=lambda d: d[2])
        p.save()
        p.translate(x - 190, y - r * 0.86 - 455)
        p.scale(3.2, 3.2)
        _rabbit(p, art, rabbit, shade)
        p.restore()
    _cloud(p, discs, art, tones, shade)


def _discs(rng: random.Random) -> list[tuple[float, float, float]]:
    peak, out = rng.uniform(0.40, 0.60), []
    for i in range(DISCS):
        x = 120 + 760 * i / (DISCS - 1)
        t = abs(x / 1000 - peak) / 0.5
        r = (205 - 140 * min(1, t) ** 0.9) * rng.uniform(0.9, 1.06)
        y = 392 - r * rng.uniform(0.62, 0.86) - (0 if t > 0.5 else 36 * (0.5 - t))
        out.append((x + rng.uniform(-16, 16), y, r))
    return sorted(out, key=lambda disc: disc[2])


def _cloud(p: QPainter, discs: list[tuple[float, float, float]], art: Art, tones: str, shade: str) -> None:
    body, rim, line = (art.color(tones, i) for i in range(3))
    dark = art.color(shade)
    foot, top = QPainterPath(), QPainterPath()
    foot.addRoundedRect(QRectF(0, 352, 1000, 48), 24, 24)
    top.addRect(QRectF(-100, -400, 1200, 776))
    whole = foot
    for x, y, r in discs:
        whole = whole.united(ellipse(x, y, r).intersected(top))
    shadow(p, whole, 0, 16, 16, rgba(dark, 0.5))
    p.save()
    p.setClipPath(top, Qt.ClipOperation.IntersectClip)
    p.setClipPath(whole, Qt.ClipOperation.IntersectClip)
    for x, y, r in discs:
        edge = [(0, rgba(dark, 0.3)), (0.88, rgba(dark, 0.3)), (1, rgba(dark, 0))]
        fill_ellipse(p, x, y, r * 1.1, r * 1.1, rad(x, y, r * 1.1, *edge))
        blend = lin(0, y - r, 0, y + r, (0, mix(body, rim, 0.55)), (0.55, body), (1, mix(body, line, 0.3)))
        fill_ellipse(p, x, y, r, r, blend)
        stroke(p, ellipse(x, y, r - 2), pen(rgba(rim, 0.9), 4))
        for k in (0.74, 0.5, 0.27):
            stroke(p, ellipse(x, y, r * k), pen(rgba(line, 0.42), max(3.5, r * 0.035)))
            stroke(p, ellipse(x, y + 4, r * k), pen(rgba(rim, 0.4), 3))
    p.restore()
    p.fillPath(foot, lin(0, 352, 0, 400, (0, mix(body, rim, 0.5)), (1, body)))
    stroke(p, foot, pen(rgba(rim, 0.7), 3))


def _rabbit(p: QPainter, art: Art, tones: str, shade: str) -> None:
    """Sitting, facing left, in a box of 120 by 150."""
    body, light, line = (art.color(tones, i) for i in range(3))

    def oval(x: float, y: float, rx: float, ry: float, turn: float) -> QPainterPath:
        return QTransform().translate(x, y).rotate(turn).map(ellipse(0, 0, rx, ry))

    trunk = smooth(
        [(50, 76), (70, 78), (92, 94), (104, 122), (98, 146), (70, 150), (40, 150), (34, 142), (42, 118), (40, 96)]
    )
    paw = smooth([(44, 100), (38, 116), (30, 126), (36, 131), (46, 124), (54, 108)])
    parts = (
        oval(52, 30, 7.5, 27, -8), oval(66, 32, 7, 26, 16), oval(105, 138, 10, 10, 0), trunk, oval(52, 145, 20, 6, 0),
        oval(48, 66, 23, 19, 10), paw,
    )  # fmt: skip

    def paint(q: QPainter) -> None:
        for part in parts:
            q.fillPath(part, lin(0, 0, 0, 150, (0, light), (1, body)))

    figure(p, QRectF(0, -8, 124, 164), paint, light, art.color(shade), depth=0.5, lit=(0.6, 0.9))
    fold = QPainterPath(QPointF(62, 148))
    fold.cubicTo(58, 124, 74, 106, 92, 114)
    for crease in (
        fold,
        smooth([(45, 101), (40, 114), (33, 124)], False),
        smooth([(33, 74), (37, 78), (42, 76)], False),
    ):
        stroke(p, crease, pen(rgba(line, 0.55), 2.2))
    for ear in (oval(52, 31, 3.2, 17, -8), oval(66, 33, 3, 16, 16), ellipse(46, 73, 5, 3.6)):
        p.fillPath(ear, rgba("#f09a8a", 0.65))
    fill_ellipse(p, 38, 63, 2.9, 3.3, mix(line, "#101830", 0.7))
    fill_ellipse(p, 37.2, 62, 1, 1, "#ffffff")
    fill_ellipse(p, 26.5, 68, 2.4, 1.9, "#e2766a")


KINDS = {"paper_cloud": draw_cloud}
