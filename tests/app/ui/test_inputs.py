"""The inputs hold what is typed, by keyboard and by input method, and never meddle with text being composed."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.knowledge import Knowledge
from app.ui.chips import ChipsInput
from app.ui.icons import Icons
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


def test_enter_adds_a_detail_and_a_click_takes_it_away(qtbot: QtBot, icons: Icons) -> None:
    chips = ChipsInput("Chi tiết", "", icons)
    qtbot.addWidget(chips)
    chips.show()
    chips.line.setText("bà mới mổ mắt xong; thích trồng lan")
    qtbot.keyClick(chips.line, Qt.Key.Key_Return)
    assert chips.value() == ("bà mới mổ mắt xong", "thích trồng lan")
    assert chips.line.text() == ""
    chip = next(each for each in chips.findChildren(type(chips._chips[0])) if each.property("detail") == "thích trồng lan")
    with qtbot.waitSignal(chips.changed):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert chips.value() == ("bà mới mổ mắt xong",)


def test_a_detail_counts_even_before_enter(qtbot: QtBot, ime: Callable[..., None], icons: Icons) -> None:
    chips = ChipsInput("Chi tiết", "", icons)
    qtbot.addWidget(chips)
    ime(chips.line, "mới sinh em bé")
    assert chips.value() == ("mới sinh em bé",)


def test_putting_the_same_details_back_leaves_the_typing_alone(qtbot: QtBot, icons: Icons) -> None:
    chips = ChipsInput("Chi tiết", "", icons)
    qtbot.addWidget(chips)
    chips.line.setText("đang gõ")
    chips.set_value(("đang gõ",))
    assert chips.line.text() == "đang gõ"


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


def test_a_detail_is_shown_as_it_is_and_never_wider_than_its_place(qtbot: QtBot, icons: Icons) -> None:
    chips = ChipsInput("Chi tiết", "", icons)
    qtbot.addWidget(chips)
    chips.resize(300, 200)
    chips.show()
    chips.set_value(("thích lan", "<b>R&D</b> " + "rất dài " * 60))
    short, chip = chips._chips
    qtbot.waitUntil(lambda: chip.width() <= 300)
    assert short.shown() == "thích lan"
    assert chip.shown().endswith("…") and chip.text().startswith("<b>R&&D</b>")
    assert "&lt;b&gt;R&amp;D" in chip.toolTip()


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
