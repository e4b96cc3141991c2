"""The inputs hold what is typed, by keyboard and by input method, and never meddle with text being composed."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.knowledge import Knowledge
from app.ui.inputs import ChoiceInput, NoteInput, SegmentInput, TextInput
from app.ui.profile_form import ProfileForm
from app.ui.type_picker import TypePicker

CHOICES = {"ngan": "Ngắn", "vua": "Vừa", "dai": "Dài"}


@pytest.mark.parametrize("make", [TextInput, NoteInput])
def test_committed_vietnamese_counts_and_preedit_does_not(
    qtbot: QtBot, ime: Callable[..., None], make: Callable[[str], TextInput | NoteInput]
) -> None:
    box = make("Tên")
    qtbot.addWidget(box)
    ime(box, "Chúc ")
    ime(box, "", preedit="mừn")
    assert box.value() == "Chúc"
    with qtbot.waitSignal(box.changed):
        ime(box, "mừng")
    assert box.value() == "Chúc mừng"


def test_a_segment_is_chosen_with_the_arrows(qtbot: QtBot) -> None:
    segments = SegmentInput("Độ dài", CHOICES)
    qtbot.addWidget(segments)
    with qtbot.waitActive(segments):
        segments.show()
        segments.activateWindow()
    segments.setFocus()
    with qtbot.waitSignal(segments.changed):
        qtbot.keyClick(segments.focusProxy(), Qt.Key.Key_Right)
    assert segments.value() == "vua"


def test_a_choice_keeps_its_value_when_the_choices_change(qtbot: QtBot) -> None:
    choice = ChoiceInput("Độ dài", CHOICES)
    qtbot.addWidget(choice)
    choice.set_value("dai")
    choice.set_choices({"dai": "Long", "ngan": "Short"})
    assert choice.value() == "dai"
    choice.set_value("no such")
    assert choice.value() == "dai"


def test_a_type_is_found_without_diacritics_and_chosen_with_arrows(qtbot: QtBot) -> None:
    picker = TypePicker("Loại", "Tìm loại")
    qtbot.addWidget(picker)
    picker.set_choices({"a": "Xin nghỉ phép", "b": "Mời họp", "c": "Dời lịch họp"})
    search = picker.focusProxy()
    search.setText("hop")
    qtbot.keyClick(search, Qt.Key.Key_Down)
    assert picker.value() == "b"
    qtbot.keyClick(search, Qt.Key.Key_Down)
    assert picker.value() == "c"


@pytest.mark.parametrize(("typed", "year", "said"), [("1990", 1990, False), ("", 0, False), ("90", 0, True), ("2999", 0, True)])
def test_the_year_of_birth_is_typed(qtbot: QtBot, knowledge: Knowledge, typed: str, year: int, said: bool) -> None:
    form = ProfileForm(knowledge.regions, date(2026, 11, 25))
    qtbot.addWidget(form)
    form.show()
    line = next(each for each in form.findChildren(QLineEdit) if each.accessibleName() == "Năm sinh")
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(line, typed)
    assert form.value().birth_year == year
    assert any("1900" in label.text() and label.isVisible() for label in form.findChildren(QLabel)) is said


def test_a_slip_of_the_clipboard_is_cut(qtbot: QtBot) -> None:
    note, line = NoteInput("Tiêu đề thiệp", most=160), TextInput("Tên")
    for box in (note, line):
        qtbot.addWidget(box)
    mime = QMimeData()
    mime.setText("Chúc Mừng\n" * 1000)
    note.insertFromMimeData(mime)
    line.insert("Lan " * 1000)
    assert len(note.toPlainText()) == 160 and len(line.text()) == 200
    note.undo()
    assert note.toPlainText() == ""


@pytest.mark.parametrize("scale", [100, 156])
def test_a_segment_is_as_wide_as_its_widest_label_in_the_letters_of_the_chosen_one(qtbot: QtBot, scale: int) -> None:
    segments = SegmentInput("Length", {"s": "Short", "m": "Medium", "l": "Long"})
    qtbot.addWidget(segments)
    segments.setStyleSheet(f"QPushButton {{ font-size: {13 * scale // 100}px; padding: 4px 6px; }} QPushButton:checked {{ font-weight: 600; }}")
    segments.set_value("m")
    segments.show()
    segments.resize(segments.minimumSizeHint())
    chosen = next(button for button in segments.findChildren(QPushButton) if button.isChecked())
    qtbot.waitUntil(lambda: chosen.width() >= chosen.fontMetrics().horizontalAdvance("Medium") + 2 * 6)
