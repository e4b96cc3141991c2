"""Whole cards: every template, palette and format; contrast on real pixels; letters in place."""

import threading
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from app.cards.card import Card
from app.cards.kit import coverage
from app.cards.layout import fit
from app.cards.render import Renderer, paint_art
from app.cards.sheet import LONG, MIDDLE, SAMPLES, SHORT, VERSE
from app.cards.sprites import sprite
from app.cards.template import load_templates
from app.errors import UserError
from app.paths import assets_dir
from tests.app.cards.conftest import pixels

TEMPLATES = load_templates(assets_dir())
LOOKS = [(t.id, f, p) for t in TEMPLATES.values() for f in t.formats for p in t.palettes]
TEXT_FIELDS = ("opening", "body", "signature")


def card(template: str = "tet", format: str = "doc", palette: str = "", body: str = SHORT, **more: str) -> Card:
    base = Card(
        template, format, palette, "Chúc Mừng\nNăm Mới", "Xuân Đinh Mùi 2027", "Bà ngoại kính yêu,", body, "Cháu Lan"
    )
    return replace(base, **more)


@pytest.mark.parametrize(("template", "format", "palette"), LOOKS)
def test_every_look_renders_in_its_format(renderer, template, format, palette) -> None:
    image = renderer.image(card(template, format, palette), 0.25)
    assert (image.width(), image.height()) == {"doc": (270, 338), "vuong": (270, 270)}[format]
    assert pixels(image).std() > 10


def test_palettes_and_templates_look_different(renderer) -> None:
    means = [pixels(renderer.image(card(t, f, p), 0.25)).mean((0, 1)).round(1).tolist() for t, f, p in LOOKS]
    assert len({tuple(mean) for mean in means}) == len(means)


# Contrast


def luminance(rgb: np.ndarray) -> np.ndarray:
    """WCAG relative luminance of 8-bit RGB in the last axis."""
    c = np.asarray(rgb, float) / 255
    linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def contrast(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return (np.maximum(a, b) + 0.05) / (np.minimum(a, b) + 0.05)


def ink(renderer: Renderer, template: str, palette: str, key: str) -> np.ndarray:
    tones = renderer.templates[template].palettes[palette].colors[key]
    return luminance(np.array([QColor(tone).getRgb()[:3] for tone in tones]))


@pytest.mark.parametrize(("template", "format", "palette"), LOOKS)
def test_text_stands_out_wherever_it_may_fall(renderer, template, format, palette) -> None:
    """Every layout's whole text column, against what the art really put there: ≥ 4.5 : 1 on 99 % of it."""
    styles = renderer.templates[template].styles
    for body in ("An", " ".join(["an lành"] * 150)):
        scene = renderer.scene(card(template, format, palette, body, opening="", signature=""))
        art = pixels(paint_art(scene, 0.25, renderer.fonts))
        box = scene.placed.layout.text
        ground = luminance(art[int(box.top() / 4) : int(box.bottom() / 4), int(box.left() / 4) : int(box.right() / 4)])
        for style in (styles.body, styles.opening, styles.signature):
            if getattr(style, "finish", "ink") != "pill":
                letters = np.median(ink(renderer, template, palette, style.color))
                assert np.percentile(contrast(letters, ground), 1) >= 4.5, (style.color, scene.placed.layout.name)


def letter_and_ground(renderer: Renderer, chosen: Card, region: QRectF, bare: Card) -> tuple[np.ndarray, np.ndarray]:
    """Luminances of letters and of what is left around them, where `chosen` differs from the card without them."""
    with_text, without = (luminance(pixels(renderer.image(c, 1.0))) for c in (chosen, bare))
    rows, columns = slice(int(region.top()), int(region.bottom())), slice(int(region.left()), int(region.right()))
    with_text, without = with_text[rows, columns], without[rows, columns]
    brighter = with_text.mean() > without.mean()
    change = with_text - without if brighter else without - with_text
    letters = change > 0.6 * np.percentile(change, 99.5)
    near = letters.copy()
    for dy in range(-6, 7, 2):
        for dx in range(-6, 7, 2):
            near |= np.roll(letters, (dy, dx), (0, 1))
    close = letters.copy()
    for dy in (-2, 0, 2):
        for dx in (-2, 0, 2):
            close |= np.roll(letters, (dy, dx), (0, 1))
    return with_text[letters], with_text[near & ~close]


@pytest.mark.parametrize(("template", "palette"), sorted({(t, p) for t, _, p in LOOKS if t != "sinh_nhat"}))
def test_the_title_stands_out_on_real_pixels(renderer, template, palette) -> None:
    chosen = card(template, "doc", palette, kicker="")
    region = renderer.scene(chosen).placed.title.rect
    letters, ground = letter_and_ground(renderer, chosen, region, replace(chosen, title=""))
    assert contrast(np.median(letters), np.median(ground)) >= 4.5


@pytest.mark.parametrize("palette", sorted(TEMPLATES["sinh_nhat"].palettes))
def test_sticker_letters_stand_out_on_their_outline(renderer, palette) -> None:
    edge = ink(renderer, "sinh_nhat", palette, "title_edge")[0]
    assert contrast(ink(renderer, "sinh_nhat", palette, "title"), edge).min() >= 4.5


@pytest.mark.parametrize("palette", sorted(TEMPLATES["sinh_nhat"].palettes))
def test_pill_letters_stand_out_on_their_foil(renderer, palette) -> None:
    assert (
        contrast(ink(renderer, "sinh_nhat", palette, "pill"), ink(renderer, "sinh_nhat", palette, "pill_ink")[0]).min()
        >= 4.5
    )


# Letters in place


@pytest.mark.parametrize("template", sorted(TEMPLATES))
@pytest.mark.parametrize("format", ["doc", "vuong"])
@pytest.mark.parametrize("body", [SHORT, MIDDLE, LONG, VERSE, "Ẵ" * 400, "Một câu dài lê thê. " * 80])
def test_every_word_is_inside_its_frame(renderer, template, format, body) -> None:
    placed = renderer.scene(card(template, format, body=body)).placed
    layout = placed.layout
    assert layout.head.adjusted(-1, -1, 1, 1).contains(placed.title.rect)
    for run in placed.runs:
        frame = (layout.head if run.field == "kicker" else layout.text).adjusted(-1, -1, 1, 1)
        assert frame.contains(run.rect), run.field
        for line in run.block.lines:
            assert line.x >= -0.5
            assert line.x + line.width <= run.rect.width() + 0.5


@pytest.mark.parametrize("template", sorted(TEMPLATES))
@pytest.mark.parametrize("sample", range(len(SAMPLES)))
def test_any_occasions_title_fits_every_template(renderer, template, sample) -> None:
    title, kicker, opening, body, signature = SAMPLES[sample]
    for format in ("doc", "vuong"):
        placed = renderer.scene(Card(template, format, "", title, kicker, opening, body, signature)).placed
        assert "".join("".join(line.text.split()) for line in placed.title.lines) == "".join(title.split())
        assert placed.title.px >= 40


def test_a_hundred_and_thirty_words_stay_readable(renderer) -> None:
    assert 125 <= len(LONG.split()) <= 150
    for template in renderer.templates:
        for format in ("doc", "vuong"):
            assert not renderer.scene(card(template, format, body=LONG)).placed.too_small


def test_far_too_much_text_is_flagged_and_still_whole(renderer) -> None:
    placed = renderer.scene(card(body="Chúc cả nhà luôn vui. " * 120)).placed
    assert placed.too_small
    body = next(run for run in placed.runs if run.field == "body")
    assert sum(line.text.count("vui.") for line in body.block.lines) == 120


def test_long_text_takes_the_roomier_layout(renderer) -> None:
    names = [renderer.scene(card(body=body)).placed.layout.name for body in (SHORT, LONG)]
    assert names == ["thoang", "day"]


@pytest.mark.parametrize("empty", ["title", "kicker", "opening", "body", "signature"])
def test_any_field_may_be_empty(renderer, empty) -> None:
    for template in renderer.templates:
        placed = renderer.scene(card(template, **{empty: ""})).placed
        assert empty not in {run.field for run in placed.runs}
        renderer.image(card(template, **{empty: ""}), 0.25)


def test_an_empty_card_is_just_art(renderer) -> None:
    assert renderer.scene(Card("tet")).placed.runs == ()
    assert pixels(renderer.image(Card("tet"), 0.25)).std() > 10


def test_the_words_are_really_painted(renderer) -> None:
    region = next(r for r in renderer.scene(card()).placed.runs if r.field == "body").rect.toRect()
    full, bare = (pixels(renderer.image(c, 1.0)).astype(int) for c in (card(), card(body="\u200b")))
    change = np.abs(full - bare).max(-1)
    assert (change[region.top() : region.bottom(), region.left() : region.right()] > 80).mean() > 0.01


@pytest.mark.parametrize("role", ["brush", "calligraphy", "lettering", "serif", "rounded", "handwriting", "ui"])
def test_stacked_marks_are_painted_whole(renderer, role) -> None:
    """Ink of ẤẬỄỖỮỰ set by fit() stays clear of the block's top and foot."""
    from app.cards.layout import Setting

    block = fit("ẤẬỄỖỮỰ gậy", 900, 200, Setting(renderer.typesetter.measure(role), 1.4, "center", 20, 60))
    image = QImage(940, round(block.height) + 40, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    p = QPainter(image)
    p.setFont(renderer.fonts.font(role, block.px))
    for line in block.lines:
        p.drawText(int(line.x) + 20, round(line.baseline) + 20, line.text)
    p.end()
    dark = pixels(image).min(-1) < 200
    assert dark.any()
    assert not dark[:18].any()
    assert not dark[-18:].any()


# The same pixels


def test_the_same_card_twice_is_the_same_picture(qapp) -> None:
    from app.cards.render import make_renderer

    first, second = (pixels(make_renderer(assets_dir()).image(card(), 0.5)) for _ in range(2))
    assert np.array_equal(first, second)


def test_a_worker_thread_paints_the_same(renderer) -> None:
    wanted, found = pixels(renderer.image(card("nha_giao"), 0.5)), []
    thread = threading.Thread(target=lambda: found.append(pixels(renderer.image(card("nha_giao"), 0.5))))
    thread.start()
    thread.join()
    assert np.array_equal(found[0], wanted)


def test_preview_and_file_are_the_same_painting(renderer) -> None:
    wanted = renderer.image(card(), 0.5)
    preview = QImage(600, 800, QImage.Format.Format_RGB32)
    preview.fill(QColor("white"))
    p = QPainter(preview)
    p.translate(30, 40)
    renderer.paint(p, card(), 0.5)
    p.end()
    assert np.array_equal(pixels(preview)[40 : 40 + 675, 30 : 30 + 540], pixels(wanted))


def test_a_dense_screen_gets_dense_pixels(renderer) -> None:
    screen = QImage(540, 675, QImage.Format.Format_RGB32)
    screen.setDevicePixelRatio(2)
    p = QPainter(screen)
    renderer.paint(p, card(), 0.25)
    p.end()
    assert np.array_equal(pixels(screen), pixels(renderer.image(card(), 0.5)))


def test_another_seed_is_another_arrangement(renderer) -> None:
    assert not np.array_equal(
        pixels(renderer.image(card(), 0.25)), pixels(renderer.image(replace(card(), seed=1), 0.25))
    )


def test_typing_does_not_repaint_the_art(renderer, monkeypatch) -> None:
    renderer.image(card(), 0.5)
    monkeypatch.setattr("app.cards.render.paint_art", lambda *_: pytest.fail("art painted again"))
    renderer.image(card(body=SHORT + " Thêm chữ."), 0.5)


def test_the_cache_stays_within_its_budget(renderer) -> None:
    small = Renderer(renderer.templates, renderer.fonts, budget=3_000_000)
    for _, format, palette in LOOKS[:8]:
        small.image(card("tet" if palette in TEMPLATES["tet"].palettes else "nha_giao", format, palette), 0.375)
    assert small._layers.size <= 3_000_000


def test_a_thumbnail_has_the_width_asked_for(renderer) -> None:
    assert renderer.thumbnail(card(), 216).size().toTuple() == (216, 270)


@pytest.mark.parametrize(
    ("field", "says"), [("template", "mẫu thiệp"), ("palette", "bảng màu"), ("format", "khổ thiệp")]
)
def test_an_unknown_choice_is_named(renderer, field, says) -> None:
    with pytest.raises(UserError, match=says):
        renderer.scene(card(**{field: "lạ"}))


@pytest.mark.parametrize("paint_on", [lambda paint: coverage(8, 8, paint), lambda paint: sprite(8, 8, (0, 0), 1, paint)])
def test_a_fault_while_painting_is_only_an_exception(paint_on: Callable[[Callable[[QPainter], None]], object]) -> None:
    def fault(p: QPainter) -> None:
        raise ZeroDivisionError

    for _ in range(20):
        with pytest.raises(ZeroDivisionError):
            paint_on(fault)
