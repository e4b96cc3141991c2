"""A string of paper flags, dotted, striped and plain, that sags across the rectangle."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from app.cards.art import Art
from app.cards.kit import catmull, lin, mix, pen, poly, rgba, shadow, stroke


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    flags: int = 11,
    tones: str = "@party",
    cord: str = "@string",
    shade: str = "@shade",
    slack: float = 0.5,
) -> None:
    """The cord hangs from the rectangle's upper corners; slack: its sag, in fractions of the height."""
    p.setClipRect(rect)
    w, dip = rect.width(), rect.height() * slack
    line = catmull(
        [(rect.left() + w * t, rect.top() + 8 + dip * (1 - (2 * t - 1) ** 2)) for t in np.linspace(-0.02, 1.02, 7)], 30
    )
    run = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    cuts = run[-1] * (np.arange(flags)[:, None] + [0.10, 0.90]) / flags
    for i, (a, b) in enumerate(np.stack([np.interp(cuts, run, line[:, axis]) for axis in (0, 1)], -1)):
        _flag(p, a, b, i, art.color(tones, (i * 3 + 1) % len(art.ramp(tones))), rgba(art.color(shade), 0.28))
    path = poly(line, close=False)
    stroke(p, path.translated(0, 1), pen("#fff8f0", 5))
    stroke(p, path, pen(art.color(cord), 2.4))


def _flag(p: QPainter, a: np.ndarray, b: np.ndarray, i: int, color: QColor, dark: QColor) -> None:
    middle, along = (a + b) / 2, b - a
    tip = middle + np.array([-along[1], along[0]]) * 1.02
    flag = poly([tuple(a), tuple(b), tuple(tip)])
    shadow(p, flag, 2, 6, 6, dark)
    p.fillPath(flag, lin(*a, *tip, (0, mix(color, "#ffffff", 0.18)), (1, mix(color, "#ffffff", 0.02))))
    p.save()
    p.setClipPath(flag, Qt.ClipOperation.IntersectClip)
    if i % 3 == 0:
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(rgba("#ffffff", 0.55))
        for u in range(6):
            for v in range(6):
                p.drawEllipse(QPointF(a[0] + u * 17 + (8 if v % 2 else 0), a[1] + v * 15 + 8), 3.6, 3.6)
    elif i % 3 == 1:
        p.setPen(pen(rgba("#ffffff", 0.5), 5))
        for u in range(-4, 12):
            p.drawLine(QPointF(a[0] + u * 17, a[1] - 20), QPointF(a[0] + u * 17 - 70, a[1] + 110))
    p.fillPath(flag, lin(*a, *b, (0, rgba("#ffffff", 0.22)), (0.5, rgba("#ffffff", 0)), (1, rgba("#602050", 0.12))))
    p.restore()


KINDS = {"bunting": draw}
