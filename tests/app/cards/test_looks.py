"""Every design in every format: in its size, readable in every palette, each word in its frame."""

import itertools
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF

from app.cards.card import Card
from app.cards.formats import AUTHORED, INSIDE, SHAPES
from app.cards.reference import painted, sample
from app.cards.render import Renderer, Scene
from app.cards.sheet import LONG, MIDDLE, SAMPLES, SHORT, VERSE
from app.cards.typeset import Typesetter
from tests.app.cards.conftest import IDS, LOOKS, contrast, ink, luminance, pixels

SCALE = 0.125
ENDLESS = ("Ẵ" * 400, "Một câu dài lê thê. " * 60)


def card(template: str, format: str = "doc", palette: str = "", body: str = SHORT, **more: str) -> Card:
    words = ("Chúc Mừng\nNăm Mới", "Xuân Đinh Mùi 2027", "Bà ngoại kính yêu,", body, "Cháu Lan")
    return replace(Card(template, format, palette, *words), **more)


def test_every_design_comes_in_every_format(renderer: Renderer) -> None:
    assert [(name, format) for name in IDS for format in renderer.templates[name].formats] == LOOKS


def pages(renderer: Renderer, chosen: Card) -> Iterator[Scene]:
    """Every layout of the card's format as a scene of its own."""
    for scene in renderer.scenes(chosen):
        for layout in scene.shape.layouts:
            yield replace(scene, placed=replace(scene.placed, layout=layout))


def art(renderer: Renderer, scene: Scene) -> np.ndarray:
    """What stands behind the words, as luminance."""
    return luminance(pixels(renderer.art_picture(scene, SCALE)))


def part(picture: np.ndarray, rect: QRectF) -> np.ndarray:
    x0, y0, x1, y1 = (round(v * SCALE) for v in rect.getCoords())
    return picture[max(0, y0) : y1, max(0, x0) : x1]


@pytest.mark.parametrize(("template", "format"), [look for look in LOOKS if look[1] != "a6"])
def test_words_stand_out_wherever_they_may_fall(renderer, template, format) -> None:
    """The whole text column of every layout, on what the art put there: ≥ 4.5 : 1 on 99 % of it.

    The portrait format in every palette, the others in a palette each by turns; A6 is A5 but for ten units.
    """
    look = renderer.templates[template]
    for palette in look.palettes if format == "doc" else [sample(look, format).palette]:
        for scene in pages(renderer, card(template, format, palette)):
            layout = scene.placed.layout
            if layout.bare:
                continue
            ground = part(art(renderer, scene), layout.text)
            for style in (look.styles.body, look.styles.opening, look.styles.signature):
                if getattr(style, "finish", "ink") != "pill":
                    letters = np.median(ink(renderer, template, palette, style.color))
                    found = np.percentile(contrast(letters, ground), 1)
                    assert found >= 4.5, (palette, scene.shape.id, layout.name, style.color, round(float(found), 2))


@pytest.mark.parametrize(("template", "format"), LOOKS)
def test_a_picture_has_its_size_and_something_on_it(renderer, template, format) -> None:
    picture, shape = painted(renderer, renderer.templates[template], format), SHAPES[format]
    width = shape.width + (INSIDE.width + 36 if format == "gap_a5" else 0)
    assert picture.shape == (round(shape.height * SCALE), round(width * SCALE), 3)
    assert picture.std() > 6


@pytest.mark.parametrize("template", IDS)
def test_palettes_are_not_the_same(renderer, template) -> None:
    means = [art_mean(renderer, template, palette) for palette in renderer.templates[template].palettes]
    for one, other in itertools.combinations(means, 2):
        assert np.abs(one - other).max() > 3


def art_mean(renderer: Renderer, template: str, palette: str) -> np.ndarray:
    return pixels(renderer.image(Card(template, "doc", palette), SCALE)).mean((0, 1))


def title_contrast(renderer: Renderer, template: str, palette: str) -> float:
    """The title's colour against what is behind its lines (or its own pale outline)."""
    style, scene = renderer.templates[template].styles.title, renderer.scene(card(template, "doc", palette))
    letters = ink(renderer, template, palette, style.color)
    if style.finish == "sticker":
        return float(contrast(letters, ink(renderer, template, palette, style.edge)[0]).min())
    ground = part(art(renderer, scene), scene.placed.title.rect)
    return float(contrast(np.median(letters), np.median(ground)))


@pytest.mark.parametrize("template", IDS)
def test_the_title_stands_out_in_every_palette(renderer, template) -> None:
    for palette in renderer.templates[template].palettes:
        assert title_contrast(renderer, template, palette) >= 3.0, palette


@pytest.mark.parametrize("template", IDS)
def test_letters_on_a_pill_stand_out(renderer, template) -> None:
    look = renderer.templates[template]
    for style in (look.styles.opening, look.styles.signature):
        for palette in look.palettes if style.finish == "pill" else ():
            metal, letters = (ink(renderer, template, palette, key) for key in ("pill", style.color))
            assert contrast(metal, letters[0]).min() >= 4.5, palette


@pytest.mark.parametrize(("template", "format"), LOOKS)
def test_every_word_is_inside_its_frame(renderer, template, format) -> None:
    for body in (SHORT, MIDDLE, LONG, VERSE, *(ENDLESS if format in AUTHORED else ())):
        for scene in renderer.scenes(card(template, format, body=body)):
            placed, layout = scene.placed, scene.placed.layout
            assert layout.head.adjusted(-1, -1, 1, 1).contains(placed.title.rect) or not placed.title.lines
            for run in placed.runs:
                frame = (layout.head if run.field == "kicker" else layout.text).adjusted(-1, -1, 1, 1)
                assert frame.contains(run.rect), (run.field, body[:20])
                for line in run.block.lines:
                    assert line.x >= -0.5
                    assert line.x + line.width <= run.rect.width() + 0.5


@pytest.mark.parametrize(("template", "format"), LOOKS)
def test_frames_lie_on_the_card_and_apart(renderer, template, format) -> None:
    for shape in renderer.templates[template].formats[format].pages:
        for layout in shape.layouts:
            for frame in (layout.head, layout.text):
                assert QRectF(-1, -1, shape.width + 2, shape.height + 2).contains(frame)
            assert not layout.head.intersects(layout.text)


@pytest.mark.parametrize(("template", "format"), LOOKS)
def test_a_hundred_and_thirty_words_stay_readable(renderer, template, format) -> None:
    assert 125 <= len(LONG.split()) <= 150
    assert not renderer.too_small(card(template, format, body=LONG))


@pytest.mark.parametrize("template", IDS)
def test_any_occasions_title_fits(renderer, template) -> None:
    setter = Typesetter(renderer.fonts, renderer.typesetter.compounds)
    look = renderer.templates[template]
    for (title, kicker, opening, body, signature), format in itertools.product(SAMPLES, AUTHORED):
        if format in look.formats:
            chosen = Card(template, format, "", title, kicker, opening, body, signature)
            placed = setter.place(chosen, look.formats[format], look.styles)
            assert "".join("".join(line.text.split()) for line in placed.title.lines) == "".join(title.split())
            assert placed.title.px >= 40, (format, title)


@pytest.mark.parametrize("template", IDS)
@pytest.mark.parametrize("empty", ["title", "kicker", "opening", "body", "signature"])
def test_any_field_may_be_empty(renderer, template, empty) -> None:
    chosen = card(template, **{empty: ""})
    assert empty not in {run.field for run in renderer.scene(chosen).placed.runs}
    renderer.image(chosen, SCALE)
