"""Choosing a sticker: by words, by group, with the mouse and with keys alone."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.cards.sticker_set import StickerSet
from app.paths import assets_dir
from app.ui.sticker_picker import StickerPicker


class Hand:
    """A picker on the screen, and what was chosen in it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot, self.chosen = qtbot, list[str]()
        self.picker = StickerPicker(StickerSet(assets_dir() / "stickers"))
        self.picker.chosen.connect(self.chosen.append)
        qtbot.addWidget(self.picker)
        self.picker.resize(290, 400)
        with qtbot.waitExposed(self.picker):
            self.picker.show()

    def type(self, text: str) -> None:
        self.picker._query.clear()
        self.qtbot.keyClicks(self.picker._query, text)

    def place(self, row: int) -> QPoint:
        return self.picker.view.visualRect(self.picker._model.index(row)).center()


@pytest.fixture
def hand(qtbot: QtBot) -> Hand:
    return Hand(qtbot)


def test_keys_alone_find_and_choose(hand: Hand) -> None:
    hand.type("hoa dao")
    hand.qtbot.keyClick(hand.picker._query, Qt.Key.Key_Return)
    hand.qtbot.keyClick(hand.picker.view, Qt.Key.Key_Right)
    hand.qtbot.keyClick(hand.picker.view, Qt.Key.Key_Return)
    assert hand.chosen == ["canh-dao"]


def test_a_double_click_chooses_once(hand: Hand) -> None:
    viewport = hand.picker.view.viewport()
    hand.qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=hand.place(0))
    hand.qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=hand.place(0))
    assert hand.chosen == ["hoa-mai"]


def test_the_columns_fill_the_width(hand: Hand) -> None:
    view = hand.picker.view
    last = next(row for row in range(20) if hand.place(row + 1).y() > hand.place(row).y())
    assert view.viewport().width() - view.visualRect(hand.picker._model.index(last)).right() < 12


def test_a_group_without_it_offers_all_groups(hand: Hand) -> None:
    picker = hand.picker
    picker._group.setCurrentIndex(picker._group.findData("tet"))
    hand.type("meo")
    hand.qtbot.waitUntil(picker._everywhere.isVisible)
    hand.qtbot.mouseClick(picker._everywhere, Qt.MouseButton.LeftButton)
    assert picker._model.rowCount() > 3
    assert picker._group.currentData() == ""
    assert not picker._none.isVisible()


def test_nothing_found_says_so(hand: Hand) -> None:
    hand.type("qwxz")
    hand.qtbot.waitUntil(hand.picker._none.isVisible)
    assert not hand.picker._everywhere.isVisible()
    assert not hand.picker.view.isVisible()


def test_a_sticker_is_carried_by_its_id(hand: Hand) -> None:
    mime = hand.picker._model.mimeData([hand.picker._model.index(0)])
    assert mime.data("application/x-loihay-sticker").data() == b"hoa-mai"


def test_a_chosen_one_keeps_its_colours(hand: Hand) -> None:
    icon = hand.picker._model.index(0).data(Qt.ItemDataRole.DecorationRole)
    assert icon.pixmap(52, icon.Mode.Selected).toImage() == icon.pixmap(52).toImage()
