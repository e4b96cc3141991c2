"""The room "Thiệp của tôi" as a person sees it: the grid, its filters, what is chosen after something was thrown away."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.cards.card import Card, card_values
from app.ui.main import Program
from app.ui.my_cards import PICTURE, MyCardsRoom
from app.ui.window import MINE
from tests.app.ui.conftest import click

Open = Callable[[], Program]
NAMES = ("Sinh nhật chị Hà", "Tết Nguyên đán bà ngoại", "Sinh nhật Lan")


@pytest.fixture
def room(qtbot: QtBot, open_program: Open) -> MyCardsRoom:
    program = open_program()
    for name in NAMES:
        occasion, to = ("sinh_nhat", name[10:]) if name.startswith("Sinh") else ("tet", name[16:])
        program.my_cards.keep(0, name, occasion, to, "Chúc mừng", {"card": card_values(Card(program.window.cards.design.card.template, body="Chúc mừng"))})
    program.window.frame.show_room(MINE)
    return program.window.mine


def names(room: MyCardsRoom) -> list[str]:
    return [room._model.index(row).data(Qt.ItemDataRole.UserRole).name for row in range(room._model.rowCount())]


def test_a_few_letters_without_diacritics_find_a_card(qtbot: QtBot, room: MyCardsRoom) -> None:
    qtbot.keyClicks(room._query, "ba ngoai")
    qtbot.waitUntil(lambda: names(room) == [NAMES[1]])


def test_only_occasions_that_have_a_card_are_offered(room: MyCardsRoom) -> None:
    assert {room._occasion.itemData(row) for row in range(room._occasion.count())} == {"", "tet", "sinh_nhat"}


def test_the_next_card_is_chosen_when_one_is_thrown_away(qtbot: QtBot, room: MyCardsRoom) -> None:
    there = names(room)
    room.choose(room._model.index(1).data(Qt.ItemDataRole.UserRole).id)
    click(qtbot, room, "Xóa")
    assert names(room) == [there[0], there[2]]
    assert room._model.index(1).data(Qt.ItemDataRole.UserRole).id == room.current()
    back = next(each for each in room.window().findChildren(QPushButton) if each.text() == "Hoàn tác" and each.isVisible())
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert names(room) == there


def test_every_caption_is_two_lines_and_whole_in_the_tooltip(room: MyCardsRoom) -> None:
    card = room._model.index(0).data(Qt.ItemDataRole.UserRole)
    long = "Kỷ niệm ngày cưới của ông bà ngoại và các cô chú"
    room._cards.rename(card.id, long)
    room.refresh()
    index = room._model.index(room._model.row_of(card.id))
    assert index.data().count("\n") == 1 and "…" in index.data()
    assert index.data().endswith(datetime.now().strftime("/%Y"))  # the day is never cut
    assert long in index.data(Qt.ItemDataRole.ToolTipRole)


def test_pictures_of_every_shape_stand_in_equal_fields(room: MyCardsRoom) -> None:
    for size in ((200, 100), (100, 200)):
        assert room._model._mounted(QImage(*size, QImage.Format.Format_RGB32)).size() == PICTURE


def test_a_card_is_always_chosen_where_there_is_one(qtbot: QtBot, room: MyCardsRoom) -> None:
    assert room.current() == room._model.index(0).data(Qt.ItemDataRole.UserRole).id
    room._query.setText("lan")
    qtbot.waitUntil(lambda: names(room) == [NAMES[2]])
    assert room.current() == room._model.index(0).data(Qt.ItemDataRole.UserRole).id


def test_a_file_is_called_after_its_card(qtbot: QtBot, room: MyCardsRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    offered: list[str] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda _parent, _title, name, _kinds: (offered.append(name), ("", ""))[1])
    room.choose(next(room._model.index(row).data(Qt.ItemDataRole.UserRole).id for row in range(3) if names(room)[row] == NAMES[0]))
    click(qtbot, room, "Lưu tệp .thiep")
    assert Path(offered[0]).name == "thiep-sinh-nhat-chi-ha.thiep"
