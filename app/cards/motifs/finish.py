"""The last touch over the art: paper grain and darkened corners."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.cards import materials
from app.cards.art import Art
from app.cards.kit import rad, rgba


def draw_grain(p: QPainter, rect: QRectF, art: Art, *, fibres: float = 1.0, strength: float = 0.8) -> None:
    """Handmade paper's tooth and hairs over everything in the rectangle."""
    p.setCompositionMode(QPainter.CompositionMode.CompositionMode_Overlay)  # SoftLight looks the same at 20× the cost
    p.fillRect(rect, materials.grain(art.scale, art.seed + 3, fibres, strength))


def draw_vignette(
    p: QPainter, rect: QRectF, art: Art, *, tone: str = "@vignette", strength: float = 0.42, clear: float = 0.68
) -> None:
    """Darkens towards the corners; `clear` is the untouched fraction of the half diagonal."""
    dark, center = art.color(tone), rect.center()
    reach = (rect.width() ** 2 + rect.height() ** 2) ** 0.5 / 2
    stops = ((0, 0.0), (clear, 0.0), ((1 + clear) / 2, 0.4), (1, 1.0))
    p.fillRect(rect, rad(center.x(), center.y(), reach, *((t, rgba(dark, strength * a)) for t, a in stops)))


KINDS = {"grain": draw_grain, "vignette": draw_vignette}
