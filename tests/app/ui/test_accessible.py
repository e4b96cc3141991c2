"""A screen reader finds a name on everything that can be worked, in every room and dialog."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QApplication, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from app.ui.main import Program
from app.ui.measures_page import MeasuresDialog
from app.ui.printing import PrintDialog
from app.ui.settings_dialog import SettingsDialog
from app.ui.window import CARDS, EDITOR, LETTERS, LIBRARY, MINE, MODELS
from inference.models.fit import Measure

WORKED = {
    QAccessible.Role.Button, QAccessible.Role.PushButton, QAccessible.Role.CheckBox, QAccessible.Role.RadioButton, QAccessible.Role.ButtonMenu,
    QAccessible.Role.EditableText, QAccessible.Role.ComboBox, QAccessible.Role.List, QAccessible.Role.ListItem,
    QAccessible.Role.Slider, QAccessible.Role.SpinBox, QAccessible.Role.PageTab, QAccessible.Role.PageTabList,
}  # fmt: skip
PAGES = 6
Open = Callable[[], Program]
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


@pytest.fixture(autouse=True)
def measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """The models room has its speed at once."""
    monkeypatch.setattr("inference.models.fit.measure", lambda _model, _log: Measure(900.0, 4000.0, 9_800_000, 20e9, 3))


def opened_at(open_program: Open, room: str) -> Program:
    program = open_program()
    program.window.frame.show_room(room)
    QApplication.processEvents()
    return program


def described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName() or getattr(widget, 'text', str)()} in {type(widget.parent()).__name__}"


def focusable(top: QWidget) -> list[QWidget]:
    """What Tab must reach: of buttons that exclude each other, and of one list's parts, one is enough."""
    found = []
    for widget in top.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
            alternative = isinstance(widget, QAbstractButton) and widget.group() and widget.group().exclusive() and not widget.isChecked()
            if not alternative and not widget.focusProxy():
                found.append(widget)
    return found


def tabbed(qtbot: QtBot, top: QWidget) -> list[QWidget]:
    """Where Tab goes, from what has the focus on, until it comes to something for the second time (the canvas keeps it a while)."""
    top.activateWindow()
    qtbot.waitUntil(top.isActiveWindow)
    been: list[QWidget] = []
    for _ in range(400):
        now = QApplication.focusWidget() or top
        if not been or now is not been[-1]:
            been.append(now)
        if now in been[:-1] and now is not top:
            break
        qtbot.keyClick(now, Qt.Key.Key_Tab)
    return been


def test_the_walk_finds_a_button_without_a_name(qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QPushButton, QVBoxLayout

    top = QWidget()
    QVBoxLayout(top).addWidget(QPushButton())
    qtbot.addWidget(top)
    top.show()
    assert len(unnamed(top)) == 1


@pytest.mark.parametrize("room", ["thiep", "viet"])
def test_every_control_of_a_room_has_a_name(qtbot: QtBot, open_program: Open, room: str) -> None:
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


@pytest.mark.parametrize("room", [EDITOR, MINE, LIBRARY, MODELS])
def test_every_control_of_the_other_rooms_has_a_name(qtbot: QtBot, open_program: Open, room: str) -> None:
    window = opened_at(open_program, room).window
    if room == EDITOR:
        for key in ("title", window.editor.editing.add_code("https://loihay.vn")):
            window.editor.editing.choose(key)
            assert unnamed(window.frame) == []
    assert unnamed(window.frame) == []


@pytest.mark.parametrize("room", [CARDS, EDITOR, MINE, LIBRARY, LETTERS, MODELS])
def test_tab_leaves_every_control_of_a_room_and_comes_round(qtbot: QtBot, open_program: Open, room: str) -> None:
    window = opened_at(open_program, room).window
    been = tabbed(qtbot, window.frame)
    assert been[0] in been[1:], "Tab never comes back"
    missed = {widget for widget in focusable(window.frame) if widget not in been}
    assert [described(widget) for widget in missed] == []


@pytest.mark.parametrize("page", range(PAGES))
def test_every_control_of_the_settings_has_a_name_and_is_reached(
    qtbot: QtBot, open_program: Open, page: int
) -> None:
    program = open_program()
    program.window.ask_settings(page)
    dialog = program.window.frame.findChild(SettingsDialog)
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.findChild(QTabWidget).count() == PAGES
    assert unnamed(dialog) == []
    been = tabbed(qtbot, dialog)
    assert been[0] in been[1:]
    assert [described(widget) for widget in focusable(dialog) if widget not in been] == []
    dialog.reject()
    QApplication.processEvents()


def test_every_control_of_the_print_dialog_has_a_name_and_is_reached(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    program.window.cards.design.change("Gấp", format="gap_a5")
    program.window.ask_print()
    dialog = program.window.frame.findChild(PrintDialog)
    qtbot.waitUntil(dialog.isVisible)
    assert unnamed(dialog) == []
    been = tabbed(qtbot, dialog)
    assert [described(widget) for widget in focusable(dialog) if widget not in been] == []
    dialog.reject()
    QApplication.processEvents()


def test_every_control_of_the_measures_has_a_name_and_is_reached(qtbot: QtBot, open_program: Open) -> None:
    window = open_program().window
    window.ask_measure("", "Mầm")
    dialog = window.frame.findChild(MeasuresDialog)
    qtbot.waitUntil(dialog.isVisible)
    assert unnamed(dialog) == []
    been = tabbed(qtbot, dialog)
    assert [described(widget) for widget in focusable(dialog) if widget not in been] == []
    dialog.reject()
    QApplication.processEvents()
