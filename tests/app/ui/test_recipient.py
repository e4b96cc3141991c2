"""The recipient input says what it understood, offers other pairs, and keeps the person's own."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.knowledge import Knowledge
from app.ui.chips import FlowLayout
from app.ui.icons import Icons
from app.ui.recipient import Recipient, RecipientInput, role_of
from app.viet.kinship import Pair, relate


@pytest.fixture
def box(qtbot: QtBot, knowledge: Knowledge, icons: Icons) -> RecipientInput:
    sayings = {"ong_ba": ("ông bà", "bà ngoại"), "ban_be": ("bạn thân",)}
    made = RecipientInput(lambda to: relate(to, table=knowledge.kinship), sayings, FlowLayout, icons)
    qtbot.addWidget(made)
    made.resize(380, 160)
    made.show()
    return made


def chip(box: RecipientInput) -> QToolButton:
    return box.findChild(QToolButton)


def menu(box: RecipientInput) -> list[QAction]:
    chip(box).menu().aboutToShow.emit()
    return chip(box).menu().actions()


def test_typing_shows_the_pair(box: RecipientInput, ime: Callable[..., None]) -> None:
    ime(box.line, "bà ngoại")
    assert chip(box).text() == "bà – cháu"
    assert box.pair() == Pair("bà", "cháu")
    assert box.value() == Recipient("bà ngoại", None)


def test_an_unknown_relation_is_said_kindly(box: RecipientInput) -> None:
    box.line.setText("xyzzy")
    assert any("Chưa rõ quan hệ" in label.text() for label in box.findChildren(QLabel))


def test_another_pair_is_chosen_from_the_menu(qtbot: QtBot, box: RecipientInput) -> None:
    box.line.setText("chị Hà")
    other = next(action for action in menu(box) if action.text() and not action.isChecked())
    with qtbot.waitSignal(box.changed):
        other.trigger()
    assert chip(box).text() == other.text()
    assert box.value().pair == box.pair()


def test_a_pair_of_ones_own_stays_until_the_recipient_changes(qtbot: QtBot, box: RecipientInput) -> None:
    box.line.setText("bạn Lan")
    menu(box)[-1].trigger()
    for name, word in (("Gọi", "cậu"), ("Xưng", "tớ")):
        line = next(each for each in box.findChildren(QLineEdit) if each.accessibleName() == name)
        line.selectAll()
        line.insert(word)
        line.textEdited.emit(word)
    assert box.pair() == Pair("cậu", "tớ")
    box.line.setText("bạn Lan ")
    assert box.pair() == Pair("cậu", "tớ")
    box.line.setText("bà ngoại")
    assert box.pair() == Pair("bà", "cháu")


def test_the_offers_follow_the_occasion_and_the_typing(qtbot: QtBot, box: RecipientInput) -> None:
    def offers() -> list[str]:
        return [button.text() for button in box.findChildren(QPushButton) if button.isVisible() and button.text() != "Xong"]

    box.set_groups(("ban_be", "ong_ba"))
    qtbot.waitUntil(lambda: offers() == ["bạn thân", "ông bà", "bà ngoại"])
    box.line.setText("ngoai")
    qtbot.waitUntil(lambda: offers() == ["bà ngoại", "bạn thân", "ông bà"])
    button = next(each for each in box.findChildren(QPushButton) if each.text() == "bà ngoại" and each.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert box.value().to == "bà ngoại"
    assert offers() == ["bạn thân", "ông bà"]


def test_typing_moves_nothing(qtbot: QtBot, box: RecipientInput) -> None:
    height = box.heightForWidth(380)
    for words in ("b", "bà ngoại", "xyzzy", ""):
        box.line.setText(words)
        assert box.heightForWidth(380) == height


def test_what_was_saved_comes_back(box: RecipientInput) -> None:
    box.set_value(Recipient("chị Hà", Pair("bà chị", "thằng em")))
    assert box.value() == Recipient("chị Hà", Pair("bà chị", "thằng em"))
    assert chip(box).text() == "bà chị – thằng em"


@pytest.mark.parametrize(
    ("signed", "role"),
    [
        ("Cháu Nam", "cháu"), ("Con gái Lan", "con gái"), ("Phụ huynh bé Bin", "phụ huynh bé"), ("Vợ", "vợ"), ("anh", "anh"),
        ("Nam", ""), ("Mai Anh", ""), ("Anh Thư", ""), ("Lớp 12A1", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_signature_may_tell_the_sender(knowledge: Knowledge, signed: str, role: str) -> None:
    assert role_of(signed, knowledge.kinship) == role


@pytest.mark.parametrize(("sender", "said"), [("con", "Gọi “bà”, xưng “con”."), ("em", "Chữ ký chưa hợp với “bà”: tạm xưng “cháu”.")])
def test_what_is_assumed_is_said_where_the_sender_does_not_fit(
    qtbot: QtBot, knowledge: Knowledge, icons: Icons, sender: str, said: str
) -> None:
    made = RecipientInput(lambda to: relate(to, sender, table=knowledge.kinship), {}, FlowLayout, icons)
    qtbot.addWidget(made)
    made.line.setText("bà ngoại")
    assert said in [label.text() for label in made.findChildren(QLabel)]
