"""A page in layers that move: what stands still is painted once, each frame puts the layers together anew.

From the back: the art with its swaying motifs and their lights, what is in the air, the words and the person's own items.
"""

import math
from collections.abc import Callable, Iterator
from functools import partial

import msgspec
import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath

from app.cards.airborne import Air
from app.cards.frames import frame_of, placing
from app.cards.inks import ink_of
from app.cards.kit import blank, rad, rgba, soften
from app.cards.light import Cut, Glint, cut_out, glint_of, glow_of
from app.cards.motion import Effect, Lights, Motion, Plan, chance
from app.cards.moving import Bending, Layer, Live, Still, Turning
from app.cards.render import Renderer, draw_motif, placed_motifs
from app.cards.scene import Scene
from app.cards.schema import Motif
from app.cards.title import joined

SPARE = 40  # units round the page that are painted too: what moves in from there must not end at its edge
GLINT = {"foil": 0.48, "fine_foil": 0.26}  # on letters by their finish: those on pale paper must stay readable
NEAR = 10.0  # units from the page's edge at which a motif counts as touching it
BREATH = 0.055  # how much light comes and goes over the middle of a quiet page


class Stage:
    """One page. Building it paints every layer; frame() only puts them together."""

    def __init__(self, scene: Scene, renderer: Renderer, motion: Motion, plan: Plan, density: float) -> None:
        self._scene, self._renderer, self._motion, self._plan = scene, renderer, motion, plan
        self.density = density
        self.width, self.height = round(scene.shape.width * density), round(scene.shape.height * density)
        self._art = scene.art(density, renderer.fonts)
        self._layers: list[Layer] = [*self._art_layers()]
        self._air = self._make_air()
        self._front = [*self._word_layers()]

    def paint(self, p: QPainter, t: float, strength: float = 1.0) -> None:
        """The page at t on a painter in device pixels; strength 0: nothing is moved, lit or in the air."""
        p.save()
        soften(p)
        p.setClipRect(0, 0, self.width, self.height)
        for layer in self._layers:
            layer.paint(p, t, strength)
        if self._plan.quiet and strength:
            self._breathe(p, t, strength)
        if self._air and strength:
            self._air.paint(p, t, self.density)
        for layer in self._front:
            layer.paint(p, t, strength)
        p.restore()

    def _breathe(self, p: QPainter, t: float, strength: float) -> None:
        box = QRectF(0, 0, self.width, self.height)
        lit = BREATH * strength * (0.5 - 0.5 * math.cos(2 * math.pi * t))
        white = "#ffffff"
        p.fillRect(box, rad(box.center().x(), box.height() * 0.62, box.height() * 0.6, (0, rgba(white, lit)), (1, rgba(white, 0))))

    def _make_air(self) -> Air | None:
        if not self._plan.fall:
            return None
        scene = self._scene
        words = [run.rect for run in scene.placed.runs if run.field not in scene.own]
        if "title" not in scene.own and scene.placed.title.lines:
            words.append(scene.placed.title.rect)
        for item in scene.items:
            own, frame = self._renderer.own_text(scene, item), frame_of(scene, item)
            if own and frame:
                words.append(placing(frame).mapRect(QRectF(QPointF(), QSizeF(frame.width, frame.height))))
        canvas = QRectF(0, 0, scene.shape.width, scene.shape.height)
        return Air(self._plan.fall, canvas, words, scene.seed + scene.number, self.density)

    # Art

    def _art_layers(self) -> Iterator[Layer]:
        """Runs of still motifs as one picture each, with what moves, mixes or shines between them; then still lights."""
        pile, lit = _Pile(self.width, self.height), []
        for motif, rect, params in placed_motifs(self._scene):
            if motif.kind in self._motion.gone and self._plan.fall:
                continue
            draw = self._drawer(motif, rect, params)
            effect = self._motion.motif.get(motif.kind, Effect())
            if self._plan.quiet:
                effect = Effect(lights=effect.lights)
            if effect.lights and not effect.how:
                lit.append((motif, effect.lights, self._alone(draw)))
            if effect.how:
                yield from (*pile.taken(), *self._moving(motif, rect, effect, self._alone(draw)))
            elif motif.kind in self._motion.live and not pile.lowest:
                yield from (*pile.taken(), Live(draw))
            else:
                pile.add(draw)
                if effect.glint and (glint := glint_of((self.width, self.height), draw, effect.glint)):
                    yield from (*pile.taken(), glint)
        yield from (*pile.taken(), *self._still_lights(lit))

    def _still_lights(self, lit: list[tuple[Motif, Lights, Cut]]) -> Iterator[Layer]:
        if not lit:
            return
        page = self._renderer.art_picture(self._scene, self.density)
        for motif, lights, alone in lit:
            slow = msgspec.structs.replace(lights, cycles=(1, 1)) if self._plan.quiet else lights
            if glow := glow_of(page, self._cropped(alone), slow, self.density, motif.name):
                yield glow

    def _page(self) -> QImage:
        return blank(self.width, self.height)

    def _drawer(self, motif: Motif, rect: QRectF, params: dict) -> Callable[[QPainter], None]:
        """Draws a motif on a painter in device pixels."""

        def draw(p: QPainter) -> None:
            p.save()
            p.scale(self.density, self.density)
            draw_motif(p, motif.kind, rect, self._art, params)
            p.restore()

        return draw

    def _alone(self, draw: Callable[[QPainter], None]) -> Cut:
        """A motif on nothing, with what it has beyond the page's edges."""
        spare = round(SPARE * self.density)
        image = blank(self.width + 2 * spare, self.height + 2 * spare)
        with QPainter(image) as p:
            soften(p)
            p.translate(spare, spare)
            draw(p)
        return Cut(image, QPoint(-spare, -spare))

    def _cropped(self, whole: Cut) -> QImage:
        return whole.image.copy(-whole.at.x(), -whole.at.y(), self.width, self.height)

    def _moving(self, motif: Motif, rect: QRectF, effect: Effect, whole: Cut) -> Iterator[Layer]:
        density, phase = self.density, chance(motif.name)
        margin = math.ceil((effect.amount + 2) * density)
        cut = cut_out(whole.image, margin)
        if cut is None:
            return
        seen = self._cropped(whole)
        glow = glow_of(seen, seen, effect.lights, density, motif.name) if effect.lights else None
        cut = Cut(cut.image, cut.at + whole.at)
        if effect.how in ("swing", "bob"):
            pivot = QPointF(rect.left() + rect.width() * effect.pivot[0], rect.top() + rect.height() * effect.pivot[1])
            yield Turning(cut, effect, pivot * density, effect.amount * density, phase, glow)
        else:
            weight = self._weight((cut.image.height(), cut.image.width()), rect, effect)
            yield Bending(cut, effect, weight, effect.amount * density, effect.length * density, phase, glow)

    def _weight(self, shape: tuple[int, int], rect: QRectF, effect: Effect) -> np.ndarray:
        """How far each pixel follows a bend: 0 where the motif is held, 1 at its free end. (H, W)"""
        y, x = np.linspace(0, 1, shape[0])[:, None], np.linspace(0, 1, shape[1])[None, :]
        if effect.how == "ripple":
            return np.minimum(1, 4 * np.minimum(y, 1 - y) + 0.2) * np.minimum(1, 8 * np.minimum(x, 1 - x))
        if effect.anchor != "edges":
            return np.broadcast_to((y if effect.anchor == "top" else 1 - y) ** 1.4, shape)
        canvas, weight = self._art.canvas, np.ones(shape)
        gaps = (
            (x, rect.left() - canvas.left()), (1 - x, canvas.right() - rect.right()),
            (y, rect.top() - canvas.top()), (1 - y, canvas.bottom() - rect.bottom()),
        )  # fmt: skip
        for distance in [distance for distance, gap in gaps if gap < NEAR] or [1 - y]:
            share = np.clip(distance / 0.75, 0, 1)
            weight = weight * (share * share * (3 - 2 * share))
        return weight

    # Words

    def _word_layers(self) -> Iterator[Layer]:
        """The design's words, the light on their foil, then the person's items; a title among these has its light there."""
        scene, image = self._scene, self._page()
        with QPainter(image) as p:
            soften(p)
            self._renderer.words(p, scene, self.density)
        yield from _still(image)
        if not self._plan.quiet:
            yield from self._letters_glints()
        image = self._page()
        with QPainter(image) as p:
            soften(p)
            for item in scene.items:
                self._renderer.item(p, scene, item, self.density)
        yield from _still(image)

    def _letters_glints(self) -> Iterator[Glint]:
        """Light on letters of foil that are where the design puts them."""
        scene, styles = self._scene, self._scene.template.styles
        paths: dict[str, list[QPainterPath]] = {finish: [] for finish in GLINT}
        if styles.title.finish in GLINT and "title" not in scene.own:
            paths[styles.title.finish] += [line.path for line in scene.placed.title.lines if not line.first]
        for run in scene.placed.runs:
            ink = ink_of(styles, run.field)
            if ink.finish in GLINT and run.field not in scene.own:
                paths[ink.finish].append(self._renderer.letters(run, ink.role))
        for finish, letters in paths.items():
            if glint := glint_of((self.width, self.height), partial(self._fill, joined(letters)), GLINT[finish]):
                yield glint

    def _fill(self, path: QPainterPath, p: QPainter) -> None:
        p.scale(self.density, self.density)
        p.fillPath(path, Qt.GlobalColor.white)


class _Pile:
    """Still motifs painted on one another."""

    def __init__(self, width: int, height: int) -> None:
        self._size, self.lowest = (width, height), True  # of all the piles of a page
        self._image = blank(width, height)

    def add(self, draw: Callable[[QPainter], None]) -> None:
        with QPainter(self._image) as p:
            soften(p)
            draw(p)

    def taken(self) -> Iterator[Layer]:
        """The pile as a layer, if there is something in it; a new one begins."""
        yield from _still(self._image)
        self._image, self.lowest = blank(*self._size), False


def _still(image: QImage) -> Iterator[Layer]:
    if cut := cut_out(image):
        yield Still(cut)
