"""A granulating sky at dusk in watercolour, ragged where the paper begins."""

import math

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from app.cards.art import Art
from app.cards.kit import to_image
from app.cards.materials import noise

QUALITY = 0.5  # pixels of the sky per device pixel: it is soft


def draw_sky(p: QPainter, rect: QRectF, art: Art, *, tones: str = "@dusk", edge: str = "bottom", salt: int = 1) -> None:
    """A wash from dusk to lamp light that ends in a ragged wet edge ('bottom' or 'right'), where the paper begins."""
    k = art.scale * QUALITY
    w, h = max(8, math.ceil(rect.width() * k)), max(8, math.ceil(rect.height() * k))
    size, units = max(w, h), max(rect.width(), rect.height())
    seed = art.seed * 13 + salt

    def field(pitch: float, n: int, octaves: int) -> np.ndarray:
        tile = noise(size, max(3, round(units / pitch)), seed + n, octaves)[:h, :w]
        return (tile - tile.min()) / max(1e-3, float(np.ptp(tile)))

    broad, cloud, fine = field(420, 0, 3), field(120, 1, 3), field(6, 2, 2)
    y, x = np.linspace(0, 1, h)[:, None], np.linspace(0, 1, w)[None, :]
    t = np.clip(y + (broad - 0.5) * 0.34 + 0 * x, 0, 1)
    ramp = [QColor(tone).getRgbF()[:3] for tone in art.ramp(tones)]
    stops = np.linspace(0, 1, len(ramp))
    rgb = np.stack([np.interp(t, stops, [c[i] for c in ramp]) for i in range(3)], -1)
    along = y + 0 * x if edge == "bottom" else x + 0 * y
    reach = (
        (1 - along) * (rect.height() if edge == "bottom" else rect.width()) / 130
        + (cloud - 0.5) * 1.5
        + (fine - 0.5) * 0.22
    )
    body = np.clip(reach * 1.2 - 0.35, 0, 1)
    body = body * body * (3 - 2 * body)
    rim = np.exp(-((reach - 0.42) ** 2) / 0.010) * 0.16
    alpha = np.clip(body * (0.66 + 0.34 * broad + 0.20 * (cloud - 0.5)) * (0.88 + 0.20 * fine) + rim * body, 0, 1)
    pixels = np.empty((h, w, 4), np.uint8)
    pixels[..., :3] = np.clip(rgb[..., ::-1] * alpha[..., None] * 255, 0, 255)
    pixels[..., 3] = alpha * 255
    p.drawImage(rect, to_image(pixels))


KINDS = {"dusk_wash": draw_sky}
