"""Paints cards: art from the layer cache, letters on top; the same code for the preview, files and thumbnails."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QColorSpace, QImage, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.cache import Layers
from app.cards.card import Card
from app.cards.fonts import Fonts
from app.cards.formats import PRINT_DPI, SHAPES
from app.cards.inks import ink_of
from app.cards.item_painter import ItemPainter
from app.cards.items import FIELDS, AnyItem, Text, Words
from app.cards.kit import device_scale, soften
from app.cards.motifs import MOTIFS
from app.cards.own_words import OwnSetter, OwnText
from app.cards.pictures import Pictures
from app.cards.scene import Scene
from app.cards.schema import Motif, Param
from app.cards.shelf import Shelf
from app.cards.sticker_set import StickerSet
from app.cards.typeset import Run, Typesetter, said
from app.cards.words import WordPainter
from app.errors import UserError

# Art is painted at these scales and shrunk to any other, so that dragging a window does not repaint it.
EVEN_STEPS = (0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1.0, 1.3125, 1.5, 2.0, 2.5, 3.0, 4.0)
PRINT_STEPS = {shape.mm[0] / 25.4 * PRINT_DPI / shape.width for shape in SHAPES.values() if shape.mm}
STEPS = tuple(sorted(PRINT_STEPS | set(EVEN_STEPS)))
LAYER_BUDGET = 160 * 2**20
T = TypeVar("T")
BETWEEN_PAGES = 36  # units between two pages that lie side by side
DESK = QColor("#d9d4cc")  # what they lie on
COVERS = 0.985  # of the page: a motif this large is its background


class Renderer:
    """Paints any card of the given templates. One per process; may be used from several threads."""

    def __init__(
        self,
        templates: Shelf,
        fonts: Fonts,
        compounds: frozenset[str] = frozenset(),
        *,
        pictures: Pictures | None = None,
        stickers: StickerSet | None = None,
        budget: int = LAYER_BUDGET,
    ) -> None:
        """pictures: where cards' photos are kept; without it they live in memory. stickers: for cards that have some."""
        self.templates, self.fonts = templates, fonts
        self.typesetter = Typesetter(fonts, compounds)
        self.pictures = pictures or Pictures()
        self.stickers = StickerSet(Path()) if stickers is None else stickers
        self._layers = Layers(budget)
        self._words = WordPainter(fonts, self._layers)
        self._items = ItemPainter(self._words, OwnSetter(self.typesetter), self._layers, self.pictures, self.stickers)
        self.scenes: Callable[[Card], tuple[Scene, ...]] = lru_cache(maxsize=32)(self._scenes)
        self._bare: Callable[[Card], tuple[Scene, ...]] = lru_cache(maxsize=32)(self._bare_scenes)

    def scene(self, card: Card) -> Scene:
        """The card's only page, or the first of two."""
        return self.scenes(card)[0]

    def size(self, card: Card) -> tuple[int, int]:
        """Width and height in design units; two pages lie side by side."""
        shapes = [scene.shape for scene in self.scenes(card)]
        return sum(shape.width for shape in shapes) + BETWEEN_PAGES * (len(shapes) - 1), shapes[0].height

    def too_small(self, card: Card) -> bool:
        """Whether a text is under its least readable size, or cut short by its frame."""
        scenes = self.scenes(card)
        return any(scene.placed.too_small and "body" not in scene.own for scene in scenes) or any(
            own.tight for scene in scenes for item in scene.items if (own := self.own_text(scene, item))
        )

    def own_text(self, scene: Scene, item: AnyItem) -> OwnText | None:
        """How a text that stands in a frame of its own is set; None for everything else."""
        return self._items.text(scene, item) if isinstance(item, Words | Text) and not item.hidden else None

    def image(self, card: Card, scale: float = 1.0) -> QImage:
        """The whole card, opaque, sRGB; scale 1 is a pixel for each design unit."""
        width, height = self.size(card)
        image = QImage(round(width * scale), round(height * scale), QImage.Format.Format_RGB32)
        with QPainter(image) as p:
            self.paint(p, card, scale)
        image.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
        return image

    def thumbnail(self, card: Card, width: int = 216) -> QImage:
        """The card, `width` pixels wide; art is painted at a small scale, so the first one is quick too."""
        return self.image(card, width / self.size(card)[0])

    def page(self, scene: Scene, scale: float = 1.0) -> QImage:
        """One page alone."""
        image = QImage(round(scene.shape.width * scale), round(scene.shape.height * scale), QImage.Format.Format_RGB32)
        with QPainter(image) as p:
            self._page(p, scene, scale)
        image.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
        return image

    def paint(self, p: QPainter, card: Card, scale: float = 1.0) -> None:
        """The card with its top left corner at the painter's origin. The painter may be scaled, not turned."""
        density = device_scale(p) * scale  # device pixels per design unit
        p.save()
        soften(p)
        p.scale(1 / device_scale(p), 1 / device_scale(p))  # now in device pixels: layers are copied, not resampled
        scenes = self.scenes(card)
        if len(scenes) > 1:
            width, height = self.size(card)
            p.fillRect(QRectF(0, 0, round(width * density), round(height * density)), DESK)
        for scene in scenes:
            self._page(p, scene, density)
            p.translate(round((scene.shape.width + BETWEEN_PAGES) * density), 0)
        p.restore()

    def _page(self, p: QPainter, scene: Scene, density: float) -> None:
        """One page on a painter in device pixels."""
        p.save()
        soften(p)
        p.drawImage(0, 0, self._art(scene, density))
        self.words(p, scene, density)
        for item in scene.items:
            self.item(p, scene, item, density)
        p.restore()

    def words(self, p: QPainter, scene: Scene, density: float) -> None:
        """The words that are where the design puts them, on a painter in device pixels."""
        placed, styles, own = scene.placed, scene.template.styles, scene.own
        if "title" not in own:
            middle = placed.layout.head.center().x()
            ornament = None if placed.ornament_y is None else QPointF(middle, placed.ornament_y)
            self._words.title(p, scene, placed.title, styles.title, density, ornament)
        for run in placed.runs:
            if run.field not in own:
                self._words.run(p, scene, run, ink_of(styles, run.field), density)

    def item(self, p: QPainter, scene: Scene, item: AnyItem, density: float) -> None:
        """Something of the person's own, on a painter in device pixels."""
        self._items.paint(p, scene, item, density)

    def letters(self, run: Run, role: str) -> QPainterPath:
        """The outline of a text of the page."""
        return self._words.letters(run, role)

    def item_picture(self, scene: Scene, item: AnyItem, density: float) -> QImage:
        """One item alone on a page with nothing else, for a list of layers."""
        image = QImage(
            round(scene.shape.width * density), round(scene.shape.height * density), QImage.Format.Format_ARGB32_Premultiplied
        )
        image.fill(0)
        with QPainter(image) as p:
            soften(p)
            self._items.paint(p, scene, item, density)
        return image

    def _scenes(self, card: Card) -> tuple[Scene, ...]:
        bare = replace(card, items=(), ground="")
        return tuple(replace(scene, ground=card.ground, items=_items_of(scene, card)) for scene in self._bare(bare))

    def _bare_scenes(self, card: Card) -> tuple[Scene, ...]:
        """The pages without the person's own items: moving those sets no words anew."""
        template = _find(self.templates, card.template, "mẫu thiệp")
        palette = _find(template.palettes, card.palette or next(iter(template.palettes)), "bảng màu")
        wanted = card.format
        if wanted not in template.formats and wanted in SHAPES:  # a design that has no such format (yet)
            wanted = next(iter(template.formats))
        first = _find(template.formats, wanted, "khổ thiệp")
        words, seed = replace(card, seed=0), template.seed + card.seed
        return tuple(
            Scene(
                template, palette, shape, self.typesetter.place(words, shape, template.styles), seed, number,
                texts=tuple((field, getattr(said(card, shape.says), field)) for field in FIELDS),
            )
            for number, shape in enumerate(first.pages)
        )  # fmt: skip

    # Art

    def _art(self, scene: Scene, density: float) -> QImage:
        width, height = round(scene.shape.width * density), round(scene.shape.height * density)
        key = ("art", *scene.look, scene.placed.layout.name, scene.ground)
        step = next((s for s in STEPS if s >= density - 1e-6), density)

        def full() -> QImage:
            return self._layers.get((*key, step), lambda: paint_art(scene, step, self.fonts))

        def fitted() -> QImage:
            mode = Qt.TransformationMode.SmoothTransformation
            return full().scaled(width, height, Qt.AspectRatioMode.IgnoreAspectRatio, mode)

        return full() if abs(step - density) < 1e-6 else self._layers.get((*key, width, height), fitted)

    def art_picture(self, scene: Scene, density: float) -> QImage:
        """Everything of a page but its words, from the cache if it is there."""
        return self._art(scene, density)


def paint_art(scene: Scene, scale: float, fonts: Fonts) -> QImage:
    """Everything of a card that does not depend on its words."""
    shape = scene.shape
    image = QImage(
        math.ceil(shape.width * scale - 1e-6),
        math.ceil(shape.height * scale - 1e-6),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    image.fill(0)
    art = scene.art(scale, fonts)
    with QPainter(image) as p:  # everywhere: an image that dies while it is painted on takes the process with it
        soften(p)
        p.scale(scale, scale)
        if scene.ground:
            p.fillRect(art.canvas, art.color(scene.ground))
        for motif, rect, params in placed_motifs(scene):
            draw_motif(p, motif.kind, rect, art, params)
    return image.convertToFormat(QImage.Format.Format_RGB32)


def placed_motifs(scene: Scene) -> Iterator[tuple[Motif, QRectF, dict[str, Param]]]:
    """The motifs of a page, bottom first, with their rectangles and parameters; a plain ground hides the background's."""
    canvas = QRectF(0, 0, scene.shape.width, scene.shape.height)
    for motif in scene.template.motifs:
        placement = scene.placed.layout.place.get(motif.name)
        if placement is not None and not (scene.ground and _covers(placement.rect, canvas, motif.kind)):
            yield motif, placement.rect, {**motif.params, **placement.params}


def _covers(rect: QRectF, canvas: QRectF, kind: str) -> bool:
    """Whether a motif is the page's background, which a plain ground takes the place of; paper's grain stays."""
    area = rect.intersected(canvas)
    return kind != "grain" and area.width() * area.height() >= COVERS * canvas.width() * canvas.height()


def _items_of(scene: Scene, card: Card) -> tuple[AnyItem, ...]:
    """The card's items on this page: the card's own words are where the page says them."""
    said_here = {field for field, text in scene.texts if text.strip()}
    return tuple(
        item
        for item in card.items
        if (item.field in said_here if isinstance(item, Words) else item.page == scene.number)
    )


def draw_motif(p: QPainter, kind: str, rect: QRectF, art: Art, params: Mapping[str, object]) -> None:
    """One motif on a painter of its own state, with a pen and brush that paint nothing until it sets them."""
    p.save()
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(Qt.BrushStyle.NoBrush)
    try:
        MOTIFS[kind](p, rect, art, **params)
    finally:
        p.restore()


def load_compounds(assets: Path) -> frozenset[str]:
    """Words of several syllables that lines never break: assets/cards/compounds.txt."""
    lines = (assets / "cards" / "compounds.txt").read_text("utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def make_renderer(assets: Path, pictures: Pictures | None = None) -> Renderer:
    """A renderer of everything under assets/, and of the person's own pictures. Needs a QGuiApplication."""
    fonts = Fonts(assets / "fonts")
    stickers = StickerSet(assets / "stickers")
    return Renderer(Shelf(assets), fonts, load_compounds(assets), pictures=pictures, stickers=stickers)


def _find(table: Mapping[str, T], key: str, what: str) -> T:
    if key not in table:
        raise UserError(f"Không có {what} “{key}”.", f"Hãy chọn một trong: {', '.join(table)}.")
    return table[key]
