"""The window in rough hands: dead models, files that are none, full disks, odd names, and requests in the middle of others."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.errors import UserError
from app.settings import Profile, Settings, save_settings
from app.ui.card_panel import CardPanel
from app.ui.main import Program
from app.ui.welcome import Welcome
from app.ui.window import CARDS, EDITOR, LETTERS, LIBRARY, MINE, MODELS
from inference.errors import InferenceError
from tests.app.ui.conftest import click, write

Open = Callable[[], Program]
ROOMS = (CARDS, EDITOR, MINE, LIBRARY, LETTERS, MODELS)


def test_an_empty_signature_and_the_region_follow_the_profile(qtbot: QtBot, open_program: Open, loihay_home: Path) -> None:
    loihay_home.mkdir()
    (loihay_home / "settings.toml").write_text("", "utf-8")
    program = open_program()
    program.change_settings(program.settings.with_(profile=Profile(name="Lan", region="nam", asked=True)))
    form = program.window.cards.room.form
    assert (form.value("sender"), form.value("region")) == ("Lan", "nam")
    assert program.window.cards.design.card.signature == "Lan"
    form.set_values({"sender": "Cháu Lan"})
    program.change_settings(program.settings.with_(profile=Profile(name="Hoa", region="trung", asked=True)))
    form = program.window.cards.room.form
    assert (form.value("sender"), form.value("region")) == ("Cháu Lan", "trung")


@pytest.mark.parametrize("signed", ["", "Cháu Nam"])
def test_a_signature_that_was_cleared_or_typed_outlives_other_settings_and_a_restart(open_program: Open, signed: str) -> None:
    program = open_program()
    for room in (program.window.cards.room, program.window.letters.room):
        room.form.input("sender").set_value(signed)
    program.change_settings(program.settings.with_(theme="toi", profile=Profile(name="Nam", region="nam", asked=True)))
    for window in (program.window, open_program().window):
        assert [room.form.value("sender") for room in (window.cards.room, window.letters.room)] == [signed, signed]


def test_asking_for_words_starts_a_model_that_has_stopped(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    program.engine._server.pid = None
    program.engine._server.on_exit(InferenceError("Mô hình đã dừng đột ngột.", ""))
    qtbot.waitUntil(lambda: program.engine.state == "failed")
    assert "dừng đột ngột" in program.window.notice.text
    write(qtbot, program)
    assert program.engine.state == "ready"
    assert "dừng đột ngột" not in program.window.notice.text


def test_a_file_that_is_no_model_is_answered_with_the_way_back(
    qtbot: QtBot, open_program: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = open_program()
    fake, bad = program.engine._make_server, tmp_path / "text.gguf"

    def make(model: Path, on_exit: Any) -> Any:
        server = fake(model, on_exit)
        if model == bad:
            server.start = lambda: (_ for _ in ()).throw(InferenceError("“text.gguf” không phải mô hình.", ""))
        return server

    monkeypatch.setattr(program.engine, "_make_server", make)
    program.change_settings(program.settings.with_(model=str(bad)))
    qtbot.waitUntil(lambda: program.engine.state == "failed")
    assert "text" in program.window.status._model.text()
    back = next(b for b in program.window.notice.findChildren(QPushButton) if b.isVisible())
    assert back.text() == "Dùng Mầm"
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.engine.state == "ready")
    assert program.settings.model == "" and program.window.notice.text == ""


def test_settings_that_cannot_be_kept_are_told_at_once(
    qtbot: QtBot, open_program: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = open_program()

    def full(*_: object) -> None:
        raise UserError("Chưa lưu được cài đặt: ổ đĩa đã đầy.", "")

    monkeypatch.setattr("app.ui.main.save_settings", full)
    program.keep_export_folder("somewhere")
    assert "Chưa lưu được cài đặt" in program.window.notice.text


def test_that_work_is_not_kept_is_said_until_it_is(
    qtbot: QtBot, open_program: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = open_program()

    def full(*_: object) -> None:
        raise UserError("Chưa lưu được bài đang làm: đĩa đã đầy.", "")

    with monkeypatch.context() as patched:
        patched.setattr(program.store, "save_draft", full)
        program.window.save()
        assert "đĩa đã đầy" in program.window.notice.text
    program.window.save()
    assert program.window.notice.text == ""


def test_a_copy_is_told_over_a_notice_that_then_comes_back(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    bar = program.window.notice
    bar.show_notice("Đã lưu thiệp: a.png", "thư mục", kind="info")
    click(qtbot, program.window.frame, "Chép lời trên thiệp")
    assert bar.text == "Đã chép lời trên thiệp."
    bar._fade.timeout.emit()
    assert bar.text == "Đã lưu thiệp: a.png thư mục"


def test_names_of_files_are_shown_as_they_are(qtbot: QtBot, open_program: Open) -> None:
    bar = open_program().window.notice
    bar.show_notice("Đã lưu thiệp: <b>a</b> & b.png")
    assert [label.textFormat() for label in bar.findChildren(QLabel)] == [Qt.TextFormat.PlainText] * 2


@pytest.mark.parametrize(("typed", "written"), [("a", "a.png"), ("a.jpeg", "a.jpeg"), ("a.PDF", "a.PDF"), ("v1.2", "v1.2.png")])
def test_a_suffix_typed_by_hand_counts(
    qtbot: QtBot, open_program: Open, tmp_path: Path, typed: str, written: str
) -> None:
    exports = open_program().window.exports
    exports._ask = lambda *_: str(tmp_path / typed)
    with qtbot.waitSignal(exports.done, timeout=20_000) as done:
        exports.export("png", None, "thiep")
    assert done.args == [tmp_path / written] and (tmp_path / written).exists()


def test_a_folder_that_could_not_be_written_is_not_remembered(
    qtbot: QtBot, open_program: Open, tmp_path: Path
) -> None:
    program = open_program()
    program.window.exports._ask = lambda *_: str(tmp_path / "no such" / "thiep.png")
    with qtbot.waitSignal(program.window.exports.failed, timeout=20_000):
        program.window.exports.export("png", None, "thiep")
    assert "Không có thư mục" in program.window.notice.text
    assert program.settings.export_folder == ""


def test_a_quick_action_in_the_middle_of_another_gives_the_first_text_back(
    qtbot: QtBot, open_program: Open, client: Any
) -> None:
    program = open_program()
    parts = write(qtbot, program)
    first, second = parts.room.candidates.slots()[:2]
    before = parts.room.candidates.view(first).value()
    client.stuck_after = 3
    parts.room.candidates.view(first).varied.emit("ngan_hon")
    qtbot.waitUntil(lambda: parts.room.candidates.view(first).value() not in ("", before))
    client.stuck_after = None
    parts.room.candidates.view(second).varied.emit("ngan_hon")
    assert parts.room.candidates.view(first).value() == before
    qtbot.waitUntil(lambda: not parts.room.writing)


def test_quick_actions_add_up_and_are_remembered(qtbot: QtBot, open_program: Open, client: Any) -> None:
    program = open_program()
    parts = write(qtbot, program)
    slot = parts.room.candidates.slots()[0]
    for how in ("ngan_hon", "trang_trong_hon"):
        client.asked.clear()
        parts.room.candidates.view(slot).varied.emit(how)
        qtbot.waitUntil(lambda: not parts.room.writing)
    assert "Giọng: trang trọng" in str(client.asked[0]) and "Dài: ngắn" in str(client.asked[0])
    program.window.save()
    again = open_program().window.cards.room
    assert (again._brief_of(slot).tone, again._brief_of(slot).length) == ("trang_trong", "ngan")


def test_texts_restored_beside_a_changed_form_are_known_to_be_of_another_request(
    qtbot: QtBot, open_program: Open
) -> None:
    program = open_program()
    parts = write(qtbot, program)
    parts.room.form.input("to").line.setText("sếp")
    said = "Bên trái đã đổi, hãy viết lại."
    assert parts.room.candidates._state.text() == said
    program.window.save()
    again = open_program().window.cards.room
    assert again.candidates._state.text() == said and again._brief.to == "bà ngoại"


@pytest.mark.parametrize(
    ("language", "text_size", "most"),
    [("vi", 100, (1020, 560)), ("en", 100, (1020, 560)), ("vi", 125, (1362, 690)), ("en", 125, (1362, 690))],
)  # 1024 by 640 and 1366 by 768 pixels, less the title bar and the task bar
def test_a_narrow_window_is_possible(
    qtbot: QtBot, open_program: Open, loihay_home: Path, language: str, text_size: int, most: tuple[int, int]
) -> None:
    loihay_home.mkdir()
    chosen = Settings(theme="sang", language=language, text_size=text_size, profile=Profile(name="Nam", asked=True))
    save_settings(chosen, loihay_home / "settings.toml")
    window = open_program().window
    window.cards.room.form.input("occasion").set_value("tet")
    window.cards.room.form.input("to").line.setText("bà ngoại")
    window.cards.room.write()
    qtbot.waitUntil(lambda: window.cards.room.candidates.chosen_slot >= 0 and not window.cards.room.writing, timeout=15_000)
    window.model_work.look = lambda: None
    least = {}
    for room in ROOMS:
        window.frame.show_room(room)
        if room == EDITOR:
            window.editor.editing.choose("title")
        QApplication.processEvents()
        least[room] = window.frame.minimumSizeHint().toTuple()
    assert {room: size for room, size in least.items() if size[0] > most[0] or size[1] > most[1]} == {}


def test_control_s_saves_the_card(qtbot: QtBot, open_program: Open) -> None:
    window = open_program().window
    window.exports._ask = lambda *_: ""
    frame = window.frame
    with qtbot.waitActive(frame):
        frame.activateWindow()
    panel = frame.findChild(CardPanel)
    with qtbot.waitSignal(panel.export) as asked:
        qtbot.keyClick(frame, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == ["png"]


def test_a_new_look_in_the_middle_of_writing_does_not_lose_it(
    qtbot: QtBot, open_program: Open, client: Any
) -> None:
    program = open_program()
    client.stuck_after = 3
    click(qtbot, program.window.frame, "Viết lời chúc")
    qtbot.waitUntil(lambda: any(row["text"] for row in program.window.cards.room.state()))
    client.stuck_after = None
    program.change_settings(program.settings.with_(theme="toi"))
    room = program.window.cards.room
    assert room.writing
    qtbot.waitUntil(lambda: not room.writing and room.candidates.chosen_slot >= 0, timeout=15_000)


def test_skipping_the_first_question_leaves_the_window_as_it_is(
    qtbot: QtBot, open_program: Open, loihay_home: Path
) -> None:
    loihay_home.mkdir()
    (loihay_home / "settings.toml").write_text("", "utf-8")
    program = open_program()
    window = program.window
    qtbot.mouseClick(
        next(b for b in window.frame.findChild(Welcome).findChildren(QPushButton) if b.text() == "Bỏ qua"),
        Qt.MouseButton.LeftButton,
    )
    assert program.window is window and program.settings.profile.asked
