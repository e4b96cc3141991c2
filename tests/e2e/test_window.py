"""The real window with the embedded model, offscreen: from the click to the picture, through a dead engine and a restart."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTextEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.settings import Profile, Settings, save_settings
from app.ui.main import Program

Open = Callable[[], Program]
WAIT_MS = 30_000


@pytest.fixture
def open_program(
    qtbot: QtBot, model: Path, loihay_home: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Open]:
    """Opens the program as a person does on the second day; waits for the model."""
    monkeypatch.setattr("sys.excepthook", None)  # the program sets its own
    opened: list[Program] = []

    def open_it() -> Program:
        loihay_home.mkdir(exist_ok=True)
        if not (loihay_home / "settings.toml").exists():
            profile = Profile(name="Cháu Nam", gender="nam", asked=True)
            save_settings(Settings(theme="sang", profile=profile), loihay_home / "settings.toml")
        program = Program(QApplication.instance(), loihay_home)
        program.open()
        opened.append(program)
        qtbot.waitUntil(lambda: program.engine.state == "ready", timeout=WAIT_MS)
        return program

    yield open_it
    for program in opened:
        program.close()
    QApplication.instance().setStyleSheet("")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def seen(program: Program, kind: type, name: str) -> QWidget:
    """The visible widget of this kind and accessible name."""
    found = [each for each in program.window.frame.findChildren(kind) if each.isVisible()]
    return next(each for each in found if each.accessibleName() == name)


def click(qtbot: QtBot, program: Program, name: str) -> None:
    buttons = [*program.window.frame.findChildren(QPushButton), *program.window.frame.findChildren(QToolButton)]
    target = next(each for each in buttons if each.isVisible() and each.accessibleName() == name)
    qtbot.mouseClick(target, Qt.MouseButton.LeftButton)


def type_words(widget: QWidget, text: str) -> None:
    """As an input method sends them."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(widget, event)


def ask(qtbot: QtBot, program: Program, to: str) -> None:
    """Say whom it is for and click; returns at once."""
    type_words(seen(program, QLineEdit, "Gửi cho ai?"), to)
    click(qtbot, program, "Viết lời chúc")


def texts(program: Program) -> list[str]:
    """The candidates as they are shown, from top to bottom."""
    candidates = program.window.cards.room.candidates
    return [candidates.view(slot).value() for slot in candidates.slots()]


def words(program: Program) -> str:
    """Everything that the window's labels say, also what a narrow row cuts off."""
    labels = [each for each in program.window.frame.findChildren(QLabel) if each.isVisible()]
    return "\n".join(words for each in labels for words in (each.text(), each.accessibleName()))


def finished(program: Program) -> bool:
    room = program.window.cards.room
    return not room.writing and room.candidates.chosen_slot >= 0


def test_from_the_click_to_the_picture(
    qtbot: QtBot, open_program: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = open_program()
    ask(qtbot, program, "bà ngoại")
    qtbot.waitUntil(lambda: finished(program), timeout=WAIT_MS)
    found = texts(program)
    assert len(found) == 4 and len(set(found)) == 4
    assert all("bà" in text.lower() for text in found)
    assert "từ kho" in words(program) and "token/giây" in words(program)
    card = program.window.cards.design.card
    assert card.body == found[0] and card.opening == "Kính gửi bà ngoại," and card.signature == "Cháu Nam"
    out = tmp_path / "thiep.png"
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: (str(out), ""))
    menu = seen(program, QPushButton, "Xuất thiệp ra tệp").menu()
    next(action for action in menu.actions() if "PNG" in action.text()).trigger()
    qtbot.waitUntil(lambda: "Đã lưu thiệp" in words(program), timeout=WAIT_MS)
    picture = Image.open(out)
    assert picture.size == (1080, 1350)
    assert len(picture.convert("RGB").getcolors(1 << 24)) > 10_000


def test_an_engine_killed_in_mid_sentence_loses_nothing(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    program.window.cards.room.form.input("length").set_value("dai")
    killed: list[int] = []

    def kill_at_the_first_word() -> None:
        writing = [each for each in program.window.frame.findChildren(QTextEdit) if each.isReadOnly() and each.toPlainText()]
        if writing and not killed:
            killed.append(engine_of(program))
            os.kill(killed[0], signal.SIGKILL)

    def watch_new_texts() -> bool:
        for each in program.window.frame.findChildren(QTextEdit):
            if not each.property("watched"):
                each.setProperty("watched", True)
                each.textChanged.connect(kill_at_the_first_word)
        kill_at_the_first_word()
        return bool(killed)

    ask(qtbot, program, "bà ngoại")
    qtbot.waitUntil(watch_new_texts, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: "dừng đột ngột" in words(program), timeout=WAIT_MS)
    assert not program.window.cards.room.writing
    assert program.window.cards.room.form.value("to").to == "bà ngoại"
    assert any(texts(program))  # what had come is still there
    qtbot.waitUntil(lambda: program.engine.state == "ready" and engine_of(program) not in (None, *killed), timeout=WAIT_MS)
    click(qtbot, program, "Viết lời chúc")
    qtbot.waitUntil(lambda: finished(program) and len(texts(program)) == 4, timeout=WAIT_MS)


def engine_of(program: Program) -> int | None:
    return program.engine._server.pid


def test_the_last_work_is_there_after_a_restart(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    ask(qtbot, program, "bà ngoại")
    qtbot.waitUntil(lambda: finished(program), timeout=WAIT_MS)
    chosen = next(each for each in program.window.frame.findChildren(QTextEdit) if each.toPlainText() == texts(program)[0])
    type_words(chosen, " Thương bà!")
    found, card = texts(program), program.window.cards.design.card
    assert any("Thương bà!" in text for text in found)
    qtbot.waitUntil(lambda: "Thương bà!" in str(program.store.draft("thiep")), timeout=WAIT_MS)
    again = open_program()  # the first was never closed, as after a crash
    assert texts(again) == found
    assert again.window.cards.design.card == card
    assert seen(again, QLineEdit, "Gửi cho ai?").text() == "bà ngoại"


def test_an_e_mail_in_the_second_room(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    program.window.frame.show_room("viet")
    letters = program.window.letters.room
    type_words(seen(program, QLineEdit, "Gửi cho ai?"), "chị Hà")
    letters.form.input("note").set_value("xin nghỉ thứ sáu đưa mẹ đi khám")
    click(qtbot, program, "Viết giúp tôi")
    qtbot.waitUntil(lambda: not letters.writing and letters.candidates.chosen_slot >= 0, timeout=WAIT_MS)
    written = [row["text"] for row in letters.state()]
    assert written and all(text.startswith("Tiêu đề:") for text in written)
