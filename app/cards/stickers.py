"""Die-cut stickers: whatever is painted gets a white border all round and lies a little over the page."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from app.cards.kit import blank, device_scale, gaussian, rgba, soften, tinted, to_pixels

LEVEL = 24.0  # of 255: where a mask blurred by border / 1.32 has grown by the border


def sticker(
    p: QPainter,
    box: QRectF,
    paint: Callable[[QPainter], None],
    shade: QColor,
    *,
    border: float = 9.0,
    edge: str = "#ffffff",
) -> None:
    """`paint` draws inside `box`, in the painter's coordinates; border and shadow reach 2.4 borders out of it."""
    k, pad = device_scale(p), border * 2.4
    outer = box.adjusted(-pad, -pad, pad, pad)
    picture = blank(outer.width() * k, outer.height() * k)
    with QPainter(picture) as q:
        soften(q)
        q.scale(k, k)
        q.translate(-outer.topLeft())
        q.setClipRect(box)
        paint(q)
    alpha = np.ascontiguousarray(to_pixels(picture)[..., 3])
    grown = gaussian(alpha, border / 1.32 * k).astype(np.float32)
    slope = 255 * border / 1.32 * k / 70  # one pixel wide at the edge
    mask = np.maximum(np.clip((grown - LEVEL) / 255 * slope * 4 + 0.5, 0, 1) * 255, alpha).astype(np.uint8)
    mask = np.maximum(gaussian(mask, 0.9 * max(k, 0.5)), alpha)  # 8-bit steps would show at the edge
    at = QRectF(outer.left(), outer.top(), picture.width() / k, picture.height() / k)
    for radius, drop, strength in ((border * 0.62, border * 0.55, 0.30), (border * 0.14, border * 0.16, 0.30)):
        p.drawImage(at.translated(0, drop), tinted(gaussian(mask, radius * k), rgba(shade, strength)))
    p.drawImage(at, tinted(mask, QColor(edge)))
    p.drawImage(at, picture)
