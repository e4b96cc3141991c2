"""Painting: letters in place, the same pixels everywhere, layers that are kept."""

import itertools
import threading
import tomllib
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from app.cards.card import Card
from app.cards.kit import coverage
from app.cards.layout import fit
from app.cards.render import Renderer
from app.cards.sheet import LONG, SHORT
from app.cards.sprites import sprite
from app.errors import UserError
from app.paths import assets_dir
from tests.app.cards.conftest import pixels

FACES = tomllib.loads((assets_dir() / "fonts" / "fonts.toml").read_text("utf-8"))["face"]
ROLES = [face["roles"][0] for face in FACES if face["roles"] != ["emoji"]]


def card(template: str = "tet", format: str = "doc", palette: str = "", body: str = SHORT, **more: str) -> Card:
    base = Card(
        template, format, palette, "Chúc Mừng\nNăm Mới", "Xuân Đinh Mùi 2027", "Bà ngoại kính yêu,", body, "Cháu Lan"
    )
    return replace(base, **more)


# Letters in place


def test_far_too_much_text_is_flagged_and_still_whole(renderer) -> None:
    placed = renderer.scene(card(body="Chúc cả nhà luôn vui. " * 120)).placed
    assert placed.too_small
    body = next(run for run in placed.runs if run.field == "body")
    assert sum(line.text.count("vui.") for line in body.block.lines) == 120


def test_long_text_takes_the_roomier_layout(renderer) -> None:
    names = [renderer.scene(card(body=body)).placed.layout.name for body in (SHORT, LONG)]
    assert names == ["thoang", "day"]


def test_an_empty_card_is_just_art(renderer) -> None:
    assert renderer.scene(Card("tet")).placed.runs == ()
    assert pixels(renderer.image(Card("tet"), 0.25)).std() > 10


def test_the_words_are_really_painted(renderer) -> None:
    region = next(r for r in renderer.scene(card()).placed.runs if r.field == "body").rect.toRect()
    full, bare = (pixels(renderer.image(c, 1.0)).astype(int) for c in (card(), card(body="\u200b")))
    change = np.abs(full - bare).max(-1)
    assert (change[region.top() : region.bottom(), region.left() : region.right()] > 80).mean() > 0.01


@pytest.mark.parametrize("role", ROLES)
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
    for format, palette in itertools.product(("doc", "vuong"), renderer.templates["tet"].palettes):
        small.image(card("tet", format, palette), 0.375)
    assert small._layers.size <= 3_000_000


def test_a_thumbnail_has_the_width_asked_for(renderer) -> None:
    assert renderer.thumbnail(card(), 216).size().toTuple() == (216, 270)


@pytest.mark.parametrize(
    ("field", "says"), [("template", "mẫu thiệp"), ("palette", "bảng màu"), ("format", "khổ thiệp")]
)
def test_an_unknown_choice_is_named(renderer, field, says) -> None:
    with pytest.raises(UserError, match=says):
        renderer.scene(card(**{field: "lạ"}))


@pytest.mark.parametrize(
    "paint_on", [lambda paint: coverage(8, 8, paint), lambda paint: sprite(8, 8, (0, 0), 1, paint)]
)
def test_a_fault_while_painting_is_only_an_exception(paint_on: Callable[[Callable[[QPainter], None]], object]) -> None:
    def fault(p: QPainter) -> None:
        raise ZeroDivisionError

    for _ in range(20):
        with pytest.raises(ZeroDivisionError):
            paint_on(fault)
