"""The recipient input says what it understood, offers other pairs, and keeps the person's own."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.knowledge import Knowledge
from app.ui.chips import FlowLayout
from app.ui.icons import Icons
from app.ui.main import Program
from app.ui.recipient import LONGEST, Recipient, RecipientInput
from app.ui.signing import fitting_signature, role_of
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
    assert any("Chưa rõ quan hệ" in label.accessibleName() for label in box.findChildren(QLabel))


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
        ("Nam", ""), ("Mai Anh", ""), ("Anh Thư", ""), ("Lớp 12A1", "lớp"), ("", ""),
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
    assert said in [label.accessibleName() for label in made.findChildren(QLabel)]


@pytest.mark.parametrize(
    ("signed", "pair", "fitting"),
    [
        ("Em Lan", Pair("bà", "cháu"), "Cháu Lan"), ("em lan", Pair("mẹ", "con"), "Con lan"), ("Con Lan", Pair("mẹ", "con"), ""),
        ("Lan", Pair("bà", "cháu"), ""), ("Anh Thư", Pair("bà", "cháu"), ""), ("Cháu Nam", Pair("bà", "chúng cháu"), ""), ("Lớp 12A1", Pair("cô", "em"), ""),
        ("Em Lan", Pair("bạn", "mình"), "Lan"), ("Em", Pair("bà", "cháu"), "Cháu"),
    ],
)  # fmt: skip
def test_the_fitting_signature(knowledge: Knowledge, signed: str, pair: Pair, fitting: str) -> None:
    assert fitting_signature(signed, pair, knowledge.kinship) == fitting


def hint(box: RecipientInput) -> QLabel:
    return next(label for label in box.findChildren(QLabel) if label.isVisible() and label.accessibleName())


def test_a_pair_of_ones_own_is_given_back_by_its_menu(qtbot: QtBot, box: RecipientInput) -> None:
    box.line.setText("chị Hà")
    assert "Để Lời Hay tự chọn" not in [action.text() for action in menu(box)]
    next(action for action in menu(box) if action.text() and not action.isChecked()).trigger()
    assert box.value().pair
    next(action for action in menu(box) if action.text() == "Để Lời Hay tự chọn").trigger()
    assert box.value().pair is None and str(box.pair()) == chip(box).text()


def test_what_is_too_long_is_cut_with_a_word(qtbot: QtBot, box: RecipientInput) -> None:
    QGuiApplication.clipboard().setText("bà ngoại " * 40)
    box.line.paste()
    assert len(box.line.text()) == LONGEST
    assert hint(box).accessibleName() == "Dài quá: chỉ giữ 120 chữ cái đầu."
    box.line.setText("bà ngoại")
    assert "Dài quá" not in hint(box).accessibleName()


def test_a_long_pair_widens_and_heightens_nothing(qtbot: QtBot, box: RecipientInput) -> None:
    box.line.setText("bà ngoại")
    before = box.minimumSizeHint().width(), box.heightForWidth(380)
    box.set_value(Recipient("bà ngoại", Pair("bà ngoại kính yêu của cả nhà mình", "đứa cháu gái bé bỏng của bà")))
    assert (box.minimumSizeHint().width(), box.heightForWidth(380)) == before
    assert chip(box).text().endswith("…") and "bé bỏng" in chip(box).accessibleName() and "bé bỏng" in chip(box).toolTip()
    assert "bé bỏng" in hint(box).accessibleName()


Open = Callable[[], Program]


def test_undo_takes_a_chosen_pair_back_but_not_into_another_recipient(qtbot: QtBot, open_program: Open) -> None:
    frame = open_program()
    form = frame.window.cards.room.form
    box = form.input("to")
    with qtbot.waitActive(form):
        form.activateWindow()
    box.line.setText("chị Hà")
    understood = box.pair()
    next(action for action in menu(box) if action.text() and not action.isChecked()).trigger()
    chosen = box.value().pair
    assert chosen and chip(box).hasFocus()
    qtbot.keySequence(chip(box), QKeySequence(QKeySequence.StandardKey.Undo))
    assert box.value().pair is None and box.pair() == understood
    qtbot.keySequence(chip(box), QKeySequence(QKeySequence.StandardKey.Redo))
    assert box.value().pair == chosen
    box.line.setText("bà ngoại")
    frame.window.cards.history.undo()
    assert str(box.pair()) == "bà – cháu"


def test_one_click_signs_as_the_pair_asks_for(qtbot: QtBot, open_program: Open) -> None:
    form = open_program().window.cards.room.form
    box = form.input("to")
    box.line.setText("mẹ")
    form.input("sender").set_value("Em Lan")
    assert hint(box).accessibleName().startswith("Chữ ký chưa hợp với “mẹ”")
    box.set_value(Recipient("mẹ", Pair("mẹ", "cháu")))
    assert "chữ ký chưa hợp với “cháu”" in hint(box).accessibleName()
    box.set_value(Recipient("mẹ", None))
    sign = next(each for each in box.findChildren(QPushButton) if each.accessibleName() == "Ký là “Con Lan”")
    qtbot.mouseClick(sign, Qt.MouseButton.LeftButton)
    assert form.value("sender") == "Con Lan"
    assert not any(each.isVisible() for each in box.findChildren(QPushButton) if each.text().startswith("Ký là")) and hint(box).accessibleName() == "Gọi “mẹ”, xưng “con”."
