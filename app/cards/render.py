"""Paints cards: art from the layer cache, letters on top; the same code for the preview, files and thumbnails."""

import math
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QColorSpace, QImage, QPainter, QPainterPath, QTransform

from app.cards import lettering
from app.cards.art import Art
from app.cards.cache import Layers
from app.cards.card import Card
from app.cards.fonts import Fonts
from app.cards.formats import PRINT_DPI, SHAPES
from app.cards.kit import blank, device_scale, rgba, soften
from app.cards.layout import Line
from app.cards.motifs import MOTIFS
from app.cards.schema import AccentStyle, Format, Palette, Template
from app.cards.shelf import Shelf
from app.cards.title import EM, joined, outline
from app.cards.typeset import PILL, Placed, Run, Typesetter
from app.errors import UserError

# Art is painted at these scales and shrunk to any other, so that dragging a window does not repaint it.
EVEN_STEPS = (0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1.0, 1.3125, 1.5, 2.0, 2.5, 3.0, 4.0)
PRINT_STEPS = {shape.mm[0] / 25.4 * PRINT_DPI / shape.width for shape in SHAPES.values() if shape.mm}
STEPS = tuple(sorted(PRINT_STEPS | set(EVEN_STEPS)))
LAYER_BUDGET = 160 * 2**20
T = TypeVar("T")
BETWEEN_PAGES = 36  # units between two pages that lie side by side
DESK = QColor("#d9d4cc")  # what they lie on
HALO = 40  # units around letters that their shadows may need


@dataclass(frozen=True)
class Scene:
    """A card looked up and set: everything that painting needs."""

    template: Template
    palette: Palette
    shape: Format
    placed: Placed
    seed: int


class Renderer:
    """Paints any card of the given templates. One per process; may be used from several threads."""

    def __init__(
        self,
        templates: Shelf,
        fonts: Fonts,
        compounds: frozenset[str] = frozenset(),
        *,
        budget: int = LAYER_BUDGET,
    ) -> None:
        self.templates, self.fonts = templates, fonts
        self.typesetter = Typesetter(fonts, compounds)
        self._layers = Layers(budget)
        self.scenes: Callable[[Card], tuple[Scene, ...]] = lru_cache(maxsize=32)(self._scenes)

    def scene(self, card: Card) -> Scene:
        """The card's only page, or the first of two."""
        return self.scenes(card)[0]

    def size(self, card: Card) -> tuple[int, int]:
        """Width and height in design units; two pages lie side by side."""
        shapes = [scene.shape for scene in self.scenes(card)]
        return sum(shape.width for shape in shapes) + BETWEEN_PAGES * (len(shapes) - 1), shapes[0].height

    def too_small(self, card: Card) -> bool:
        """Whether a text is under its least readable size."""
        return any(scene.placed.too_small for scene in self.scenes(card))

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
        self._title(p, scene, density)
        for run in scene.placed.runs:
            if run.field in ("opening", "signature"):
                self._accent(p, scene, run, density)
            else:
                self._plain(p, scene, run, density)
        p.restore()

    def _scenes(self, card: Card) -> tuple[Scene, ...]:
        template = _find(self.templates, card.template, "mẫu thiệp")
        palette = _find(template.palettes, card.palette or next(iter(template.palettes)), "bảng màu")
        wanted = card.format
        if wanted not in template.formats and wanted in SHAPES:  # a design that has no such format (yet)
            wanted = next(iter(template.formats))
        first = _find(template.formats, wanted, "khổ thiệp")
        seed = template.seed + card.seed
        return tuple(
            Scene(template, palette, shape, self.typesetter.place(replace(card, seed=0), shape, template.styles), seed)
            for shape in first.pages
        )

    # Art

    def _art(self, scene: Scene, density: float) -> QImage:
        width, height = round(scene.shape.width * density), round(scene.shape.height * density)
        key = ("art", scene.template.id, scene.palette.id, scene.shape.id, scene.placed.layout.name, scene.seed)
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

    def art_of(self, scene: Scene, density: float) -> Art:
        return _art(scene, density, self.fonts)

    # Letters: coordinates are device pixels, paths and rectangles come in design units

    def _title(self, p: QPainter, scene: Scene, density: float) -> None:
        title, style = scene.placed.title, scene.template.styles.title
        if not title.lines:
            return

        def paint(q: QPainter) -> None:
            art = self.art_of(scene, density)
            first = joined([line.path for line in title.lines if line.first])
            rest = joined([line.path for line in title.lines if not line.first])
            lettering.draw_title(
                q,
                first,
                rest,
                title.px,
                art,
                finish=style.finish,
                color=f"@{style.color}",
                edge=f"@{style.edge}",
                first_color=f"@{style.first_color}",
            )
            if scene.placed.ornament_y is not None:
                lettering.ornament(
                    q, scene.placed.layout.head.center().x(), scene.placed.ornament_y, art.foil("@ornament")
                )

        box = title.rect.united(
            QRectF(scene.placed.layout.head.center().x() - 172, scene.placed.ornament_y or title.rect.top(), 344, 12)
        )
        words = tuple(line.text for line in title.lines)
        self._layer(p, scene, ("title", words, round(title.rect.top(), 2)), box, density, paint)

    def _accent(self, p: QPainter, scene: Scene, run: Run, density: float) -> None:
        style: AccentStyle = getattr(scene.template.styles, run.field)
        if style.finish not in ("foil", "fine_foil", "pill") or not run.block.lines:
            self._plain(p, scene, run, density)
            return

        def paint(q: QPainter) -> None:
            art = self.art_of(scene, density)
            if style.finish == "pill":
                lettering.pill(q, _pill(run), art.foil("@pill", 3, 0.7), art.color("@shade"))
                q.fillPath(self._letters(run, style.role), art.color(f"@{style.color}"))
            else:
                draw = lettering.foil_letters if style.finish == "foil" else lettering.fine_foil_letters
                draw(
                    q,
                    self._letters(run, style.role),
                    art.foil(f"@{style.color}", 5),
                    art.color(f"@{scene.template.styles.title.edge}"),
                    run.block.px,
                )

        box = _pill(run) if style.finish == "pill" else self._letters(run, style.role).boundingRect()
        self._layer(p, scene, (run.field, run.block, round(run.rect.top(), 2)), box, density, paint)

    def _letters(self, run: Run, role: str) -> QPainterPath:
        """A run's outline in design units."""
        paths = []
        for line in run.block.lines:
            at = QTransform.fromTranslate(run.rect.left() + line.x, run.rect.top() + line.baseline)
            path = outline(line.text, self.fonts, role)
            spare = (line.width - path.boundingRect().width() * run.block.px / EM) / 2
            paths.append(at.translate(spare, 0).scale(run.block.px / EM, run.block.px / EM).map(path))
        return joined(paths)

    def _layer(
        self, p: QPainter, scene: Scene, key: Hashable, box: QRectF, density: float, paint: Callable[[QPainter], None]
    ) -> None:
        """Decorated letters as a cached image that holds just them."""
        x0, y0 = math.floor((box.left() - HALO) * density), math.floor((box.top() - HALO) * density)
        width, height = (
            math.ceil((box.width() + 2 * HALO) * density) + 1,
            math.ceil((box.height() + 2 * HALO) * density) + 1,
        )

        def make() -> QImage:
            image = blank(width, height)
            with QPainter(image) as q:
                soften(q)
                q.translate(-x0, -y0)
                q.scale(density, density)
                paint(q)
            return image

        where = (scene.template.id, scene.palette.id, scene.shape.id, scene.seed, round(density, 5))
        p.drawImage(x0, y0, self._layers.get((key, where), make))

    def _plain(self, p: QPainter, scene: Scene, run: Run, density: float) -> None:
        """Kicker, body, or an accent in plain ink, with the style's shadow."""
        styles = scene.template.styles
        style = getattr(styles, run.field)
        art = self.art_of(scene, density)
        spacing = run.spacing * run.block.px
        p.save()
        p.scale(density, density)
        p.setClipRect(run.rect.adjusted(-HALO, -HALO, HALO, HALO))
        p.setFont(self.fonts.font(style.role, run.block.px, spacing))
        shade = getattr(style, "shadow", "")
        for line in run.block.lines:
            at = _baseline(run, line, spacing)
            if shade:
                p.setPen(rgba(art.color(f"@{shade}"), 0.6))
                p.drawText(at + QPointF(0, run.block.px * 0.045), line.text)
            p.setPen(art.color(f"@{style.color}"))
            p.drawText(at, line.text)
        p.restore()


def _baseline(run: Run, line: Line, spacing: float) -> QPointF:
    # Letter spacing also follows the last letter: half of it back, and the line is centred to the eye.
    return QPointF(run.rect.left() + line.x + spacing / 2, run.rect.top() + line.baseline)


def _pill(run: Run) -> QRectF:
    px, lines = run.block.px, run.block.lines
    left, right = min(line.x for line in lines), max(line.x + line.width for line in lines)
    text = QRectF(run.rect.left() + left, run.rect.top(), right - left, run.rect.height())
    return text.adjusted(-PILL[0] * px, -PILL[1] * px * 0.7, PILL[0] * px, PILL[1] * px * 0.7)


def _art(scene: Scene, scale: float, fonts: Fonts) -> Art:
    canvas = QRectF(0, 0, scene.shape.width, scene.shape.height)
    return Art(scene.palette.colors, scale, scene.seed, fonts, canvas, scene.placed.layout.calm)


def paint_art(scene: Scene, scale: float, fonts: Fonts) -> QImage:
    """Everything of a card that does not depend on its words."""
    shape, layout = scene.shape, scene.placed.layout
    image = QImage(
        math.ceil(shape.width * scale - 1e-6),
        math.ceil(shape.height * scale - 1e-6),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    image.fill(0)
    art = _art(scene, scale, fonts)
    with QPainter(image) as p:  # everywhere: an image that dies while it is painted on takes the process with it
        soften(p)
        p.scale(scale, scale)
        for motif in scene.template.motifs:
            if (placement := layout.place.get(motif.name)) is not None:
                draw_motif(p, motif.kind, placement.rect, art, {**motif.params, **placement.params})
    return image.convertToFormat(QImage.Format.Format_RGB32)


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


def make_renderer(assets: Path) -> Renderer:
    """A renderer of everything under assets/. Needs a QGuiApplication."""
    return Renderer(Shelf(assets), Fonts(assets / "fonts"), load_compounds(assets))


def _find(table: Mapping[str, T], key: str, what: str) -> T:
    if key not in table:
        raise UserError(f"Không có {what} “{key}”.", f"Hãy chọn một trong: {', '.join(table)}.")
    return table[key]
