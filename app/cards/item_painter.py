"""Paints the items of a page: words in frames of their own, photos, stickers and QR codes, turned as they are."""

import math
from collections.abc import Callable
from dataclasses import replace

import msgspec
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPainter

from app.cards.cache import Layers
from app.cards.codes import paint_code
from app.cards.frames import designed, frame_of
from app.cards.items import AnyItem, Code, Frame, Photo, Sticker, Text, Words
from app.cards.kit import blank, soften
from app.cards.own_words import OwnSetter, OwnText
from app.cards.photos import MARGIN, dressed, longest_shown
from app.cards.pictures import Pictures
from app.cards.scene import Scene
from app.cards.sticker_set import StickerSet
from app.cards.words import WordPainter

MOST_PIXELS = 16_000_000  # of one item's picture: a frame far larger than its page is painted coarser
PARTS = 4  # of a pixel: how finely letters are set while they are moved; each is painted once


class ItemPainter:
    """Each picture is made once for a size and kept; moving and turning it only copies it."""

    def __init__(
        self, words: WordPainter, setter: OwnSetter, layers: Layers, pictures: Pictures, stickers: StickerSet
    ) -> None:
        self._words, self._setter, self._layers = words, setter, layers
        self._pictures, self._stickers = pictures, stickers

    def text(self, scene: Scene, item: Words | Text) -> OwnText | None:
        """How a text item is set on this page; None where it says nothing."""
        frame = frame_of(scene, item)
        said = dict(scene.texts).get(item.field, "") if isinstance(item, Words) else item.text
        if not frame or not said.strip():
            return None
        field = item.field if isinstance(item, Words) else ""
        return self._setter.set(field, said, item.look, (frame.width, frame.height), scene.template.styles)

    def paint(self, p: QPainter, scene: Scene, item: AnyItem, density: float) -> None:
        """One item on a painter in device pixels whose origin is the page's corner."""
        frame = frame_of(scene, item)
        if frame is None or item.hidden:
            return
        p.save()
        p.setOpacity(p.opacity() * item.opacity)
        rest = _place(p, frame, density)
        if isinstance(item, Words | Text):
            self._text(p, scene, item, density, rest)
        elif picture := self._picture(item, frame, density):
            image, coarse = picture
            margin = _margin(item, frame, density)
            size = QSizeF(image.width() * coarse, image.height() * coarse)
            p.drawImage(QRectF(QPointF(-margin, -margin), size), image)
        p.restore()

    def _text(self, p: QPainter, scene: Scene, item: Words | Text, density: float, rest: QPointF) -> None:
        own = self.text(scene, item)
        if own is None:
            return
        if own.title:
            assert own.title_style
            rule = _ornament(scene, item)
            self._words.title(p, scene, own.title.moved(rest), own.title_style, density, rule + rest if rule else None)
        elif own.run:
            assert own.ink
            run = replace(own.run, rect=own.run.rect.translated(rest))
            self._words.run(p, scene, run, own.ink, density)

    def _picture(self, item: AnyItem, frame: Frame, density: float) -> tuple[QImage, float] | None:
        """The item as an image, and how many device pixels each of its pixels covers: 1 but for absurd frames."""
        coarse = max(1.0, math.sqrt(frame.width * frame.height / MOST_PIXELS) * density)
        width, height = max(1, round(frame.width * density / coarse)), max(1, round(frame.height * density / coarse))
        margin = round(_margin(item, frame, density) / coarse)
        bare = msgspec.structs.replace(item, id=0, page=0, frame=None, opacity=1.0, locked=False)

        def make() -> QImage:
            return _drawn(width + 2 * margin, height + 2 * margin, lambda q: self._draw(q, item, width, height, margin))

        return self._layers.get(("item", bare, width, height, round(density, 5)), make), coarse

    def _draw(self, p: QPainter, item: AnyItem, width: int, height: int, margin: int) -> None:
        box = QRectF(margin, margin, width, height)
        if isinstance(item, Photo):
            size = self._pictures.size(item.picture)
            longest = longest_shown(item, size, width, height) if size else 0
            dressed(p, box, item, self._pictures.image(item.picture, longest) if size else None)
        elif isinstance(item, Sticker):
            self._stickers.paint(p, box, item.sticker, flip=item.flip)
        elif isinstance(item, Code):
            paint_code(p, box, item.content, item.color)


def _margin(item: AnyItem, frame: Frame, density: float) -> int:
    """By how many pixels an item reaches over its frame on each side."""
    return round(MARGIN * min(frame.width, frame.height) * density) if isinstance(item, Photo) else 0


def _place(p: QPainter, frame: Frame, density: float) -> QPointF:
    """The painter at the frame's corner; what is left of a pixel comes back, in units and in quarters of a pixel.

    Upright frames begin at whole pixels, so that pictures are copied, not resampled; letters are set by the rest.
    """
    if not frame.turn:
        x, y = frame.x * density, frame.y * density
        p.translate(math.floor(x), math.floor(y))
        return QPointF(round((x % 1) * PARTS) / PARTS / density, round((y % 1) * PARTS) / PARTS / density)
    p.translate((frame.x + frame.width / 2) * density, (frame.y + frame.height / 2) * density)
    p.rotate(frame.turn)
    p.translate(-frame.width / 2 * density, -frame.height / 2 * density)
    return QPointF()


def _ornament(scene: Scene, item: Words | Text) -> QPointF | None:
    """The rule under a title goes with it, at the distance that the design gave it."""
    frame, given = frame_of(scene, item), designed(scene, "title")
    if scene.placed.ornament_y is None or frame is None or given is None:
        return None
    return QPointF(frame.width / 2, frame.height + scene.placed.ornament_y - given.y - given.height)


def _drawn(width: int, height: int, paint: Callable[[QPainter], None]) -> QImage:
    image = blank(width, height)
    with QPainter(image) as q:
        soften(q)
        paint(q)
    return image
