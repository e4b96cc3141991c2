"""What a photo or a sticker shows, as a small picture that stands for it in a list."""

from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from app.cards.items import AnyItem, Photo, Sticker


def small_picture(item: AnyItem, side: float, pictures: Any, stickers: Any) -> QImage | None:
    """At most `side` pixels wide and tall; None of what says in words what it is. pictures, stickers: the renderer's."""
    if isinstance(item, Photo):
        image = pictures.image(item.picture, side)
        size = QSize(round(side), round(side))
        mode = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        return image.scaled(size, *mode) if image else None
    return _sticker(item, round(side), stickers) if isinstance(item, Sticker) else None


def _sticker(item: Sticker, side: int, stickers: Any) -> QImage:
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    with QPainter(image) as p:
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        stickers.paint(p, QRectF(image.rect()), item.sticker, flip=item.flip)
    return image
