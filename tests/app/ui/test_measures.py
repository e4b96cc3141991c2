"""Measures through their dialog: a real run on the shipped model, its bars, stopping."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.ui.main import Program
from app.ui.measures_page import Bars, MeasuresDialog

Open = Callable[[], Program]


def dialog_of(program: Program) -> MeasuresDialog:
    program.window.ask_measure("", "Mầm")
    return program.window.frame.findChild(MeasuresDialog)


def press(qtbot: QtBot, dialog: MeasuresDialog, text: str) -> None:
    qtbot.mouseClick(next(b for b in dialog.findChildren(QPushButton) if b.text() == text), Qt.MouseButton.LeftButton)


def test_what_others_published_stands_there_before_anything_is_measured(qtbot: QtBot, open_program: Open) -> None:
    dialog = dialog_of(open_program())
    assert "Vistral" in dialog.findChild(Bars).accessibleDescription()
    assert "Chưa đo gì" in dialog._state.text()
    dialog.reject()


def test_the_speed_is_measured_kept_and_shown(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    dialog = dialog_of(program)
    with qtbot.waitSignal(dialog.measured, timeout=120_000):
        press(qtbot, dialog, "Đo tốc độ")
    assert "token mỗi giây" in dialog.findChild(Bars).accessibleDescription()
    assert list((program.home / "measures").glob("*.json"))
    dialog.reject()


def test_measuring_is_stopped(qtbot: QtBot, open_program: Open) -> None:
    dialog = dialog_of(open_program())
    press(qtbot, dialog, "Đo lời chúc")
    qtbot.waitUntil(lambda: dialog._process is not None and dialog._process.processId() > 0, timeout=20_000)
    press(qtbot, dialog, "Dừng")
    qtbot.waitUntil(lambda: dialog._process is None, timeout=30_000)
    assert next(b for b in dialog.findChildren(QPushButton) if b.text() == "Đo tốc độ").isEnabled()
    dialog.reject()
