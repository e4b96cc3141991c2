"""A screen reader finds a name on everything that can be worked, in every room and dialog."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.main import Program
from app.ui.settings_dialog import SettingsDialog

WORKED = {
    QAccessible.Role.Button, QAccessible.Role.PushButton, QAccessible.Role.CheckBox, QAccessible.Role.RadioButton, QAccessible.Role.ButtonMenu,
    QAccessible.Role.EditableText, QAccessible.Role.ComboBox, QAccessible.Role.List, QAccessible.Role.ListItem,
    QAccessible.Role.Slider, QAccessible.Role.SpinBox, QAccessible.Role.PageTab, QAccessible.Role.PageTabList,
}  # fmt: skip
QT_OWN = ("qt_spinbox_lineedit", "ScrollLeftButton", "ScrollRightButton")


def walk(node: QAccessibleInterface | None) -> Iterator[QAccessibleInterface]:
    if node is None or not node.isValid():
        return
    yield node
    for index in range(node.childCount()):
        yield from walk(node.child(index))


def unnamed(top: QWidget) -> list[str]:
    """What can be worked but has no name, described for the reader of a failure."""
    found = []
    for node in walk(QAccessible.queryAccessibleInterface(top)):
        widget = node.object()
        if node.role() in WORKED and not node.text(QAccessible.Text.Name).strip():
            if node.state().invisible or (widget and (widget.objectName() in QT_OWN or not widget.isVisible())):
                continue
            found.append(f"{node.role().name} {type(widget).__name__} in {type(widget.parent()).__name__ if widget else ''}")
    return found


def test_the_walk_finds_a_button_without_a_name(qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QPushButton, QVBoxLayout

    top = QWidget()
    QVBoxLayout(top).addWidget(QPushButton())
    qtbot.addWidget(top)
    top.show()
    assert len(unnamed(top)) == 1


@pytest.mark.parametrize("room", ["thiep", "viet"])
def test_every_control_of_a_room_has_a_name(qtbot: QtBot, open_program: Callable[[], Program], room: str) -> None:
    program = open_program()
    program.window.frame.show_room(room)
    parts = program.window.cards if room == "thiep" else program.window.letters
    parts.room.form.input("to").line.setText("bà ngoại")
    if room == "thiep":
        parts.room.form.input("details").set_value(("mổ mắt",))
    else:
        parts.room.form.set_values({"note": "nghỉ thứ Sáu vì đưa con đi khám"})
    parts.room.write()
    qtbot.waitUntil(lambda: not parts.room.writing and parts.room.candidates.chosen_slot >= 0, timeout=15_000)
    assert unnamed(program.window.frame) == []


@pytest.mark.parametrize("page", range(4))
def test_every_control_of_the_settings_has_a_name(qtbot: QtBot, open_program: Callable[[], Program], page: int) -> None:
    program = open_program()
    program.window.ask_settings(page)
    dialog = program.window.frame.findChild(SettingsDialog)
    qtbot.waitUntil(dialog.isVisible)
    assert unnamed(dialog) == []
    dialog.reject()
    QApplication.processEvents()
