"""A server elsewhere, through the window: its form, the mark while words leave, the model here when it fails, the switch."""

from collections.abc import Callable
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from app.keys import Keys
from app.settings import Server, load_settings
from app.ui.main import Program
from app.ui.settings_dialog import SettingsDialog
from inference.errors import InferenceError
from inference.network import Connection
from inference.remote import Answered
from tests.app.ui.conftest import TEXTS, FakeClient, click, write

Open = Callable[[], Program]
SERVER, NETWORK = 4, 5


class Broken(FakeClient):
    """A server that takes the request and breaks off."""

    def chat(self, messages: Any, *, n: int = 1, **_: Any) -> Any:
        self.asked.append(messages)
        raise InferenceError("Máy chủ ngắt kết nối giữa chừng.", "Hãy thử viết lại.")

    def close(self) -> None:
        """Nothing is open."""


class Far(FakeClient):
    def models(self) -> list[str]:
        return ["lon-14b"]

    def close(self) -> None:
        """Nothing is open."""


def dialog_of(program: Program, page: int) -> SettingsDialog:
    program.window.ask_settings(page)
    return program.window.frame.findChild(SettingsDialog)


def line(parent: Any, name: str) -> QLineEdit:
    return next(each for each in parent.findChildren(QLineEdit) if each.accessibleName() == name)


def press(qtbot: QtBot, parent: Any, text: str) -> None:
    qtbot.mouseClick(next(b for b in parent.findChildren(QPushButton) if b.text() == text), Qt.MouseButton.LeftButton)


def use_server(program: Program, client: Any) -> None:
    program.outside.keys = Keys(None)
    program.change_settings(program.settings.with_(server=Server("https://may-chu.vn", "", "", True)))
    program.outside.writer = lambda: lambda: client  # what inference.remote makes has its own tests


def away(program: Program) -> QLabel:
    return program.window.status._away


def test_a_connection_is_tried_and_its_models_are_offered(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    asked: list[tuple[str, str, str]] = []

    def attempt(*given: str) -> Answered:
        asked.append(given)
        return Answered("may-chu.vn", ("lon-14b", "nho-4b"), 0.042, True)

    program.outside.attempt = attempt
    dialog = dialog_of(program, SERVER)
    line(dialog, "Địa chỉ máy chủ").setText("https://may-chu.vn")
    line(dialog, "Khóa truy cập").setText("bi-mat")
    press(qtbot, dialog, "Thử kết nối")
    qtbot.waitUntil(lambda: any("2 mô hình, 42 ms" in label.text() for label in dialog.findChildren(QLabel)))
    assert asked == [("https://may-chu.vn", "bi-mat", "")]
    models = next(each for each in dialog.findChildren(QComboBox) if each.accessibleName() == "Mô hình trên máy chủ")
    assert [models.itemText(row) for row in range(models.count())] == ["lon-14b", "nho-4b"]
    dialog.reject()


def test_a_try_that_fails_says_why(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()

    def attempt(*_: str) -> Answered:
        raise InferenceError("Không nối được tới may-chu.vn.", "Hãy kiểm tra mạng.")

    program.outside.attempt = attempt
    dialog = dialog_of(program, SERVER)
    line(dialog, "Địa chỉ máy chủ").setText("may-chu.vn")
    press(qtbot, dialog, "Thử kết nối")
    qtbot.waitUntil(lambda: any("Không nối được" in label.text() for label in dialog.findChildren(QLabel)))
    dialog.reject()


def test_the_server_is_kept_but_its_key_never_in_the_settings(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    program.outside.keys = Keys(None)
    program.outside.keys._asked = True  # no desktop keyring
    dialog = dialog_of(program, SERVER)
    line(dialog, "Địa chỉ máy chủ").setText("https://may-chu.vn")
    line(dialog, "Khóa truy cập").setText("rat-bi-mat")
    next(b for b in dialog.findChildren(QCheckBox) if "máy chủ này" in b.text()).setChecked(True)
    press(qtbot, dialog, "Lưu")
    path = program.home / "settings.toml"
    assert load_settings(path).settings.server == Server("https://may-chu.vn", "", "", True)
    assert "rat-bi-mat" not in path.read_text("utf-8")
    assert program.outside.keys.get("https://may-chu.vn") == "rat-bi-mat"
    assert "chỉ được giữ đến khi bạn đóng" in program.window.notice.text
    assert away(program).isVisible() and "may-chu.vn" in away(program).text()


def test_the_server_writes_and_the_mark_says_that_words_leave(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    far = Far(("Con chúc mẹ một năm bình an.",) * 3)
    use_server(program, far)
    assert away(program).isVisible()
    write(qtbot, program)
    assert far.asked and not program.engine.client.asked


def test_a_server_that_breaks_off_is_replaced_by_the_model_here_and_that_is_said(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    broken = Broken()
    use_server(program, broken)
    parts = write(qtbot, program)
    assert broken.asked and program.engine.client.asked
    assert parts.room.chosen_text() in TEXTS
    assert "viết thay" in program.window.notice.text


def test_without_the_network_nothing_is_asked_of_the_server(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    program.change_settings(program.settings.with_(server=Server("https://may-chu.vn", "", "", True), offline=True))
    assert not away(program).isVisible() and program.outside.writer() is None
    write(qtbot, program)
    assert program.engine.client.asked


def test_the_log_of_connections_is_shown(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    program.outside.connections.add(Connection("2026-11-26T05:00:00+07:00", "may-chu.vn", "thử kết nối", 10, 2_500_000, "200"))
    dialog = dialog_of(program, NETWORK)
    table = dialog.findChild(QTableWidget)
    assert table.isVisible()
    assert [table.item(0, column).text() for column in range(1, 5)] == ["may-chu.vn", "thử kết nối", "10 B / 2,5 MB", "được"]
    next(b for b in dialog.findChildren(QCheckBox) if b.text() == "Không dùng mạng").setChecked(True)
    press(qtbot, dialog, "Lưu")
    assert load_settings(program.home / "settings.toml").settings.offline
    click(qtbot, program.window.frame, "Cài đặt")
    program.window.frame.findChildren(SettingsDialog)[-1].reject()


def test_a_server_without_a_right_address_is_not_kept_as_the_one_that_writes(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    dialog = dialog_of(program, 0)
    line(dialog, "Địa chỉ máy chủ").setText("máy của anh Ba")
    next(b for b in dialog.findChildren(QCheckBox) if "máy chủ này" in b.text()).setChecked(True)
    press(qtbot, dialog, "Lưu")
    assert dialog.isVisible() and dialog._tabs.currentIndex() == SERVER
    assert any("không hợp lệ" in label.text() for label in dialog.findChildren(QLabel))
    dialog.reject()
    assert program.settings.server == Server()


def test_the_key_is_kept_under_the_whole_address(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    program.outside.keys = Keys(None)
    program.outside.keys._asked = True  # no desktop keyring
    dialog = dialog_of(program, SERVER)
    line(dialog, "Địa chỉ máy chủ").setText("192.168.1.5:8080/")
    line(dialog, "Khóa truy cập").setText("k")
    press(qtbot, dialog, "Lưu")
    assert program.settings.server.url == "http://192.168.1.5:8080"
    assert program.outside.keys.get("http://192.168.1.5:8080") == "k"


def test_a_try_that_ends_after_the_settings_are_closed_is_heard_by_nobody(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    go, over = Event(), Event()

    def attempt(*_: str) -> Answered:
        go.wait(20)
        over.set()
        return Answered("may-chu.vn", ("lon-14b",), 0.042, True)

    program.outside.attempt = attempt
    dialog = dialog_of(program, SERVER)
    line(dialog, "Địa chỉ máy chủ").setText("may-chu.vn")
    press(qtbot, dialog, "Thử kết nối")
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    go.set()
    qtbot.waitUntil(lambda: over.is_set() and not program.bridge._jobs)


def test_the_log_says_in_words_how_it_went(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    for outcome in ("200", "302", "401", "ConnectError", "ReadTimeout", "ReadError"):
        program.outside.connections.add(Connection("2026-11-26T05:00:00+00:00", "may-chu.vn", "thử", 0, 0, outcome))
    dialog = dialog_of(program, NETWORK)
    table = dialog.findChild(QTableWidget)
    said = [table.item(row, 4).text() for row in range(table.rowCount())]
    assert said == ["đứt quãng", "quá giờ", "không nối được", "từ chối (401)", "chuyển tiếp", "được"]
    dialog.reject()


def test_a_hub_without_a_protocol_is_reached_and_one_that_is_none_is_told(open_program: Open) -> None:
    program = open_program()
    program.change_settings(program.settings.with_(hub="hf-mirror.com"))
    assert program.outside.hub().endpoint == "https://hf-mirror.com"
    program.change_settings(program.settings.with_(hub="không có"))
    with pytest.raises(InferenceError, match="không hợp lệ"):
        program.outside.hub()
