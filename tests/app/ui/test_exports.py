"""Moving pictures and e-mails leave the window: with their progress, one at a time, stopped by a click."""

import email
from collections.abc import Callable
from email.policy import default
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.cards import animate
from app.cards.animate import Rung
from app.ui.building import export_kinds
from app.ui.exports import KINDS
from app.ui.main import Program

Open = Callable[[], Program]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loops of forty small frames."""
    monkeypatch.setattr(animate, "LADDERS", {kind: (Rung(216, 100, 64),) for kind in animate.LADDERS})


def stop_button(program: Program) -> QPushButton:
    found = program.window.notice.findChildren(QPushButton)
    return next(each for each in found if each.text() == "Dừng" and each.isVisible())


def test_the_menu_offers_what_can_be_exported(open_program: Open) -> None:
    offered = [kind for kind, label in export_kinds().items() if label]
    assert {*KINDS, "mail", "folder"} == {*offered}


@pytest.mark.parametrize(
    ("kind", "typed", "written", "format"),
    [("gif", "thiep", "thiep.gif", "GIF"), ("webp_dong", "thiep.webp", "thiep.webp", "WEBP"), ("png", "thiep.gif", "thiep.gif", "GIF")],
)
def test_a_moving_picture_is_exported(
    qtbot: QtBot, open_program: Open, tmp_path: Path, small: None, kind: str, typed: str, written: str, format: str
) -> None:
    program = open_program()
    exports, told = program.window.exports, []
    exports._ask = lambda *_: str(tmp_path / typed)
    exports.moving.connect(told.append)
    with qtbot.waitSignal(exports.done, timeout=60_000) as done:
        program.window.cards.panel.export.emit(kind)
        assert "Đang làm ảnh động… 0 %" in program.window.notice.text
    assert done.args == [tmp_path / written]
    with Image.open(tmp_path / written) as image:
        assert (image.format, image.n_frames) == (format, 40)
    assert told == sorted(told) and told[0] == 0
    assert f"Đã lưu thiệp: {written}" in program.window.notice.text


def test_a_moving_picture_is_stopped_by_a_click(qtbot: QtBot, open_program: Open, tmp_path: Path, small: None) -> None:
    program = open_program()
    exports = program.window.exports
    exports._ask = lambda *_: str(tmp_path / "thiep.gif")
    with qtbot.waitSignal(exports.moving, timeout=60_000, check_params_cb=lambda percent: percent > 0):
        exports.export("gif", program.window.frame, "thiep")
    with qtbot.waitSignal(exports.failed, timeout=5_000) as failed:  # one at a time
        exports.export("apng", program.window.frame, "thiep")
    assert "đang được làm" in failed.args[0].what
    exports.moving.emit(0)  # the notice again
    with qtbot.waitSignal(exports.stopped, timeout=5_000):
        qtbot.mouseClick(stop_button(program), Qt.MouseButton.LeftButton)
    assert "Đã dừng" in program.window.notice.text
    with qtbot.waitSignal(exports.done, timeout=60_000):  # and another one may begin
        exports.export("png", program.window.frame, "thiep")
    assert [file.name for file in tmp_path.iterdir() if file.suffix == ".part"] == []


def test_a_window_that_closes_stops_its_moving_picture(qtbot: QtBot, open_program: Open, tmp_path: Path, small: None) -> None:
    program = open_program()
    exports = program.window.exports
    exports._ask = lambda *_: str(tmp_path / "thiep.gif")
    with qtbot.waitSignal(exports.moving, timeout=60_000, check_params_cb=lambda percent: percent > 0):
        exports.export("gif", program.window.frame, "thiep")
    program.window.drop()
    program.bridge.close()
    assert not list(tmp_path.glob("*.gif"))
    program.open()  # for the fixture, which closes it once more


def test_a_card_opens_in_the_mail_program(qtbot: QtBot, open_program: Open) -> None:
    program, opened = open_program(), []
    program.window.exports._open = lambda url: not opened.append(url)
    program.window.cards.design.change("lời", body="Chúc bà mạnh khỏe.")
    with qtbot.waitSignal(program.window.exports.mailed, timeout=20_000):
        program.window.cards.panel.export.emit("mail")
    (url,) = opened
    path = Path(QUrl(url).toLocalFile())
    assert path.is_relative_to(program.home) and path.suffix == ".eml"
    assert "Chúc bà mạnh khỏe." in email.message_from_bytes(path.read_bytes(), policy=default).get_body(("plain",)).get_content()
    assert "đang mở" in program.window.notice.text


def test_without_a_mail_program_another_way_is_told(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    program.window.exports._open = lambda _url: False
    with qtbot.waitSignal(program.window.exports.failed, timeout=20_000):
        program.window.cards.panel.export.emit("mail")
    assert "đính kèm" in program.window.notice.text


def test_a_message_is_saved_and_the_folder_opens(qtbot: QtBot, open_program: Open, tmp_path: Path) -> None:
    program, opened = open_program(), []
    exports = program.window.exports
    exports._ask, exports._open = lambda *_: str(tmp_path / "thu"), opened.append
    with qtbot.waitSignal(exports.done, timeout=20_000) as done:
        program.window.cards.panel.export.emit("eml")
    assert done.args == [tmp_path / "thu.eml"]
    program.window.cards.panel.export.emit("folder")
    assert opened == [QUrl.fromLocalFile(str(tmp_path))]
