"""A cat that sits with its back to us and warms itself, a rim of firelight along one side; its coat comes by chance."""

import random

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import catmull, ellipse, fill_ellipse, pen, poly, rgba, ribbon, smooth, stroke

BOX = (250.0, 270.0)


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    coat: str = "@cat",
    rim: str = "@flame",
    shade: str = "@shade",
    fire: float = 1.0,
) -> None:
    """coat: body, patches, markings. fire: 1 it burns at the right, −1 at the left."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    k = min(rect.width() / BOX[0], rect.height() / BOX[1])
    p.translate(rect.center().x(), rect.bottom())
    p.scale(k if fire > 0 else -k, k)
    p.translate(-BOX[0] / 2, -BOX[1])
    rng = art.rng(75)
    fill_ellipse(p, 118, 258, 100, 11, rgba(art.color(shade), 0.45))
    tail, body, head = _tail(rng), _body(), _head(rng)
    light = art.color(rim, 1)
    for path in (tail, body, head):
        p.fillPath(path, art.color(coat))
        p.save()
        p.setClipPath(path, Qt.ClipOperation.IntersectClip)
        if path is not tail:
            _coat(p, path is head, [QColor(t) for t in art.ramp(coat)], random.Random(art.seed * 7 + 3))
        p.restore()
        p.fillPath(path.subtracted(path.translated(-5.5, 2.5)), light)
    ears = art.color(coat, 2)
    for x, s in ((83, -1), (136, 1)):
        p.fillPath(smooth([(x, 66), (x + s * 9 - 2, 40), (x + s * 16, 68)]), rgba(ears, 0.4))
    for side in (-1, 1):
        for dy in (-3, 4):
            x = 112 + side * 52
            stroke(p, poly([(x, 102 + dy), (x + side * 26, 98 + dy * 2.4)], False), pen(rgba(light, 0.75), 1.5))


def _body() -> QPainterPath:
    right = [(146, 120), (168, 158), (182, 205), (178, 244), (160, 258)]
    return smooth([(112, 108), *right, (112, 262), (62, 258), (44, 244), (40, 205), (56, 158), (80, 120)])


def _head(rng: random.Random) -> QPainterPath:
    tilt = rng.uniform(-3, 3)
    head = ellipse(111, 92, 52, 42)
    for x, s in ((76, -1), (146, 1)):
        ear = poly([(x - 21, 76), (x + s * 9, 24 + s * tilt), (x + 21, 72)])
        head = head.united(ear)
    return head


def _tail(rng: random.Random) -> QPainterPath:
    up = rng.uniform(-10, 14)
    c = catmull([(150, 246), (196, 256), (226, 236), (226, 200 - up), (208, 182 - up)], 14)
    n = len(c)

    return ribbon(c, np.concatenate((np.full(n - 6, 11.0), np.array([10.8, 10.2, 9.2, 7.6, 5.2, 2.0]))))


def _coat(p: QPainter, head: bool, tones: list[QColor], rng: random.Random) -> None:
    """Tabby bars, or the patches of a mèo tam thể, or a plain coat."""
    kind = rng.choice(("tabby", "patches", "tabby", "plain"))
    if kind == "tabby":
        rows = (
            [(111, 60 + i * 11, 15 - i * 3) for i in range(3)]
            if head
            else [(111, 134 + i * 22, 30 + i * 4) for i in range(6)]
        )
        for x, y, w in rows:
            bar = QPainterPath(QPointF(x - w, y + 7))
            bar.quadTo(x, y - 7, x + w, y + 7)
            stroke(p, bar, pen(tones[2], 5.5 if head else 7))
    elif kind == "patches":
        spots = ((84, 66, 30, 24),) if head else ((140, 150, 34, 30), (74, 216, 36, 40), (150, 240, 26, 22))
        for i, (x, y, rx, ry) in enumerate(spots):
            wobble = [
                (x + rx * c, y + ry * s) for c, s in ((1, 0), (0.6, 0.8), (-0.3, 1), (-1, 0.3), (-0.7, -0.7), (0.2, -1))
            ]
            p.fillPath(smooth(wobble), tones[1 + i % 2])


KINDS = {"hearth_cat": draw}
