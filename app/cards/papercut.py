"""Cut paper: sheets with a lit edge over soft shadows, figures cut from paper, and blind embossing."""

import math
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath

from app.cards.kit import Tint, blank, coverage, device_scale, gaussian, rgba, shadow, soften, tinted, to_pixels

Paint = Callable[[QPainter], None]


def sheet(
    p: QPainter,
    path: QPainterPath,
    fill: QBrush,
    rim: QColor,
    shade: QColor,
    *,
    depth: float = 1.0,
    strength: float = 0.6,
) -> None:
    """One layer of paper: a wide shadow, a contact shadow, and the cut edge that catches the light from above."""
    shadow(p, path, 0, 9 * depth, 15 * depth, rgba(shade, strength))
    shadow(p, path, 0, 2.2 * depth, 3 * depth, rgba(shade, strength * 0.62))
    p.fillPath(path, rim)
    p.save()
    p.setClipPath(path, Qt.ClipOperation.IntersectClip)
    p.fillPath(path.translated(0.5, 1.7), fill)
    p.restore()


def figure(
    p: QPainter,
    box: QRectF,
    paint: Paint,
    rim: QColor,
    shade: QColor,
    *,
    depth: float = 0.6,
    lit: tuple[float, float] = (-0.8, 1.4),
    strength: float = 0.65,
) -> None:
    """What `paint` draws inside `box`, as one piece of paper: overlapping shapes make one outline and one shadow.

    lit: how far the body is moved against its rim, so that the rim shows on the other side.
    """
    k, pad = device_scale(p), 28 * depth
    box = box.adjusted(-pad, -pad, pad, pad)  # room for the shadow
    picture = blank(box.width() * k, box.height() * k)
    with QPainter(picture) as q:
        soften(q)
        q.scale(k, k)
        q.translate(-box.topLeft())
        paint(q)
    alpha = to_pixels(picture)[..., 3]
    at = QRectF(box.left(), box.top(), picture.width() / k, picture.height() / k)
    for radius, drop, part in ((9 * depth, 7 * depth, 1.0), (2.2 * depth, 2 * depth, 0.6)):
        small = max(1, int(radius * k / 3))
        mask = gaussian(np.ascontiguousarray(alpha[::small, ::small]), radius * k / small)
        p.drawImage(at.translated(0, drop), tinted(mask, rgba(shade, strength * part)))
    edged = tinted(alpha, rim)
    with QPainter(edged) as q:
        q.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceAtop)
        q.drawImage(QPointF(lit[0] * k, lit[1] * k), picture)
    p.drawImage(at, edged)


def emboss(
    p: QPainter, box: QRectF, paint: Paint, light: Tint, dark: Tint, *, soft: float = 1.3, strength: float = 0.9
) -> None:
    """Blind embossing: `paint` draws heights in white on black; slopes towards the upper left catch the light."""
    k = device_scale(p)

    def height(q: QPainter) -> None:
        q.scale(k, k)
        q.translate(-box.topLeft())
        paint(q)

    mask = coverage(math.ceil(box.width() * k), math.ceil(box.height() * k), height)
    raised, step = gaussian(mask, soft * k).astype(np.int16), max(1, round(1.2 * k))
    slope = (np.roll(raised, (-step, -step), (0, 1)) - np.roll(raised, (step, step), (0, 1))) * strength
    slope[:step], slope[-step:], slope[:, :step], slope[:, -step:] = 0, 0, 0, 0  # the roll wraps there
    at = QRectF(box.left(), box.top(), mask.shape[1] / k, mask.shape[0] / k)
    p.drawImage(at, tinted(np.clip(slope * 1.1, 0, 255).astype(np.uint8), rgba(light, 0.95)))
    p.drawImage(at, tinted(np.clip(-slope * 0.85, 0, 255).astype(np.uint8), rgba(dark, 0.55)))
