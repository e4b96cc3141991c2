"""The preview shows what export writes, and says when the words do not fit."""

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.cards.card import Card
from app.cards.render import Renderer, make_renderer
from app.paths import assets_dir
from app.ui.bridge import Bridge
from app.ui.design import Design
from app.ui.preview import Preview


@pytest.fixture(scope="module")
def renderer(qapp: object) -> Renderer:
    return make_renderer(assets_dir())


def make(qtbot: QtBot, renderer: Renderer, bridge: Bridge) -> tuple[Design, Preview]:
    design = Design(Card(template="tet", title="Chúc Mừng\nNăm Mới", body="Chúc bà mạnh khỏe."))
    preview = Preview(design, renderer, bridge, "#888888")
    qtbot.addWidget(preview)
    preview.resize(340, 420)
    with qtbot.waitSignal(preview.fitted, timeout=20_000):
        preview.show()
    return design, preview


def pixels(image: QImage) -> bytes:
    """The colours inside the frame line, in rows without padding."""
    inner = image.convertToFormat(QImage.Format.Format_RGB32).copy(image.rect().adjusted(2, 2, -2, -2))
    return bytes(inner.constBits())


def test_the_preview_is_the_exported_picture(qtbot: QtBot, renderer: Renderer, bridge: Bridge) -> None:
    design, preview = make(qtbot, renderer, bridge)
    rect = preview.card_rect()
    shown = preview.grab(rect).toImage()
    assert pixels(shown) == pixels(renderer.image(design.card, rect.width() / 1080))


def test_words_are_painted_at_once_and_art_behind_them_later(qtbot: QtBot, renderer: Renderer, bridge: Bridge) -> None:
    design, preview = make(qtbot, renderer, bridge)
    before = preview.grab().toImage()
    design.set_words(body="Chúc ông an khang.")
    assert preview.grab().toImage() != before
    with qtbot.waitSignal(preview.painted, timeout=20_000):
        design.change("khổ", format="vuong")
        preview.grab()
    assert preview.card_rect().width() == preview.card_rect().height()


def test_too_many_words_are_noticed(qtbot: QtBot, renderer: Renderer, bridge: Bridge) -> None:
    design, preview = make(qtbot, renderer, bridge)
    with qtbot.waitSignal(preview.fitted, timeout=20_000, check_params_cb=lambda fits: not fits):
        design.set_words(body="Chúc bà mạnh khỏe, sống lâu trăm tuổi. " * 60)


def test_a_reader_hears_what_stands_on_the_card(qtbot: QtBot, renderer: Renderer, bridge: Bridge) -> None:
    design, preview = make(qtbot, renderer, bridge)
    design.set_words(body="Chúc bà khỏe.", signature="Nam")
    assert preview.accessibleDescription() == "Chúc Mừng\nNăm Mới\nChúc bà khỏe.\nNam"
