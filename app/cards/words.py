"""Paints words: decorated letters from a cached image of themselves, plain ink at once.

Coordinates of the painter are device pixels; paths and rectangles come in design units, `density` pixels each.
"""

import math
from collections.abc import Callable, Hashable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter, QPainterPath, QTransform

from app.cards import lettering
from app.cards.cache import Layers
from app.cards.fonts import Fonts
from app.cards.inks import Ink, reference
from app.cards.kit import blank, rgba, soften
from app.cards.layout import Line
from app.cards.scene import Scene
from app.cards.schema import TitleStyle
from app.cards.title import EM, SetTitle, joined, outline
from app.cards.typeset import PILL, Run

MOST_PIXELS = 16_000_000  # of a layer of letters: a page at 300 dpi has 8
HALO = 40  # units around letters that their shadows may need
ORNAMENT = 172.0, 12.0  # half its width, and its height


class WordPainter:
    """Holds the faces and the cache of a renderer."""

    def __init__(self, fonts: Fonts, layers: Layers) -> None:
        self.fonts, self._layers = fonts, layers

    def title(
        self,
        p: QPainter,
        scene: Scene,
        title: SetTitle,
        style: TitleStyle,
        density: float,
        ornament: QPointF | None = None,
    ) -> None:
        """A set title in its finish. ornament: the middle of the rule under it."""
        if not title.lines:
            return

        def paint(q: QPainter) -> None:
            art = scene.art(density, self.fonts)
            first = joined([line.path for line in title.lines if line.first])
            rest = joined([line.path for line in title.lines if not line.first])
            lettering.draw_title(
                q,
                first,
                rest,
                title.px,
                art,
                finish=style.finish,
                color=reference(style.color),
                edge=reference(style.edge),
                first_color=reference(style.first_color),
            )
            if ornament is not None:
                lettering.ornament(q, ornament.x(), ornament.y(), art.foil("@ornament"))

        box, words = title.rect, tuple(line.text for line in title.lines)
        if ornament is not None:
            box = box.united(QRectF(ornament.x() - ORNAMENT[0], ornament.y(), 2 * ORNAMENT[0], ORNAMENT[1]))
        key = ("title", words, style, round(title.px, 2), *(round(v, 2) for v in title.rect.getRect()))
        self._layer(p, scene, key, box, density, paint)

    def run(self, p: QPainter, scene: Scene, run: Run, ink: Ink, density: float) -> None:
        """A text of one face."""
        if not run.block.lines:
            return
        if ink.finish == "ink":
            self._plain(p, scene, run, ink, density)
            return

        def paint(q: QPainter) -> None:
            art = scene.art(density, self.fonts)
            letters = self.letters(run, ink.role)
            if ink.finish == "pill":
                lettering.pill(q, _pill(run), art.foil("@pill", 3, 0.7), art.color("@shade"))
                q.fillPath(letters, art.color(ink.color))
            else:
                lettering.draw_letters(q, letters, run.block.px, art, finish=ink.finish, color=ink.color, edge=ink.edge)

        box = _pill(run) if ink.finish == "pill" else self.letters(run, ink.role).boundingRect()
        key = (run.field, run.block, run.spacing, ink, round(run.rect.left(), 2), round(run.rect.top(), 2))
        self._layer(p, scene, key, box, density, paint)

    def letters(self, run: Run, role: str) -> QPainterPath:
        """A run's outline in design units."""
        paths = []
        for line in run.block.lines:
            at = QTransform.fromTranslate(run.rect.left() + line.x, run.rect.top() + line.baseline)
            path = outline(line.text, self.fonts, role, spacing=run.spacing)
            spare = (line.width - path.boundingRect().width() * run.block.px / EM) / 2
            paths.append(at.translate(spare, 0).scale(run.block.px / EM, run.block.px / EM).map(path))
        return joined(paths)

    def _layer(
        self, p: QPainter, scene: Scene, key: Hashable, box: QRectF, density: float, paint: Callable[[QPainter], None]
    ) -> None:
        """Decorated letters as a cached image that holds just them; where they are absurdly large it is a coarser one."""
        coarse = max(1.0, math.sqrt((box.width() + 2 * HALO) * (box.height() + 2 * HALO) / MOST_PIXELS) * density)
        density /= coarse
        x0, y0 = math.floor((box.left() - HALO) * density), math.floor((box.top() - HALO) * density)
        width = math.ceil((box.width() + 2 * HALO) * density) + 1
        height = math.ceil((box.height() + 2 * HALO) * density) + 1

        def make() -> QImage:
            image = blank(width, height)
            with QPainter(image) as q:
                soften(q)
                q.translate(-x0, -y0)
                q.scale(density, density)
                paint(q)
            return image

        image = self._layers.get((key, scene.look, round(density, 5)), make)
        if coarse > 1:
            p.drawImage(QRectF(x0 * coarse, y0 * coarse, width * coarse, height * coarse), image)
        else:
            p.drawImage(x0, y0, image)

    def _plain(self, p: QPainter, scene: Scene, run: Run, ink: Ink, density: float) -> None:
        """Plain ink, with the design's soft shadow."""
        art = scene.art(density, self.fonts)
        spacing = run.spacing * run.block.px
        p.save()
        p.scale(density, density)
        p.setClipRect(run.rect.adjusted(-HALO, -HALO, HALO, HALO))
        p.setFont(self.fonts.font(ink.role, run.block.px, spacing))
        for line in run.block.lines:
            at = _baseline(run, line, spacing)
            if ink.shadow:
                p.setPen(rgba(art.color(ink.shadow), 0.6))
                p.drawText(at + QPointF(0, run.block.px * 0.045), line.text)
            p.setPen(art.color(ink.color))
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
