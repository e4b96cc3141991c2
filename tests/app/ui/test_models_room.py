"""The models room, with a hub on the loopback: what suits is offered, fetched, stopped, gone on with, used, thrown away."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLabel, QListWidget, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app.paths import embedded_model
from app.settings import load_settings
from app.ui.main import Program
from app.ui.models_room import ModelsRoom
from app.ui.window import MODELS
from inference.models.fit import Build, Machine, Measure
from tests.app.ui.conftest import button, click
from tests.inference.models.conftest import FakeHub, hub, lora, tiny  # noqa: F401 (fixtures)

Open = Callable[[], Program]
GIB = 1 << 30
MACHINE = Machine(16 * GIB, 8 * GIB, 100 * GIB, "Máy thử", 4, ("AVX2",), Build(("AVX2",), False))
MEASURE = Measure(900.0, 4000.0, 9_800_000, 20e9, 3)


def rows(list_: QListWidget) -> list[str]:
    return [list_.item(row).text() for row in range(list_.count())]


def opened(qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch) -> ModelsRoom:
    """The room, on a machine and a measurement that are the test's own."""
    monkeypatch.setattr("inference.models.fit.read_machine", lambda _folder: MACHINE)
    monkeypatch.setattr("inference.models.fit.measure", lambda _model, _log: MEASURE)
    program.window.frame.show_room(MODELS)
    room = program.window.models
    qtbot.waitUntil(lambda: room._there.count() > 5 and "chữ mỗi giây" in room._there.item(0).text(), timeout=60_000)
    return room


def mirror(program: Program, there: FakeHub) -> None:
    program.change_settings(program.settings.with_(hub=there.url))


def look_up(qtbot: QtBot, room: ModelsRoom, text: str = "chu/mam") -> None:
    room._link.setText(text)
    click(qtbot, room, "Xem kho")
    qtbot.waitUntil(lambda: "chu/mam" in room._whose.text(), timeout=10_000)
    room._there.setCurrentRow(0)


def fetch_and_use(hub: FakeHub, qtbot: QtBot, program: Program, room: ModelsRoom) -> None:  # noqa: F811
    mirror(program, hub)
    hub.files = {"mam-Q8_0.gguf": embedded_model().read_bytes()}
    look_up(qtbot, room)
    with qtbot.waitSignal(program.window.model_work.fetched, timeout=30_000):
        click(qtbot, room, "Tải về")
    click(qtbot, room, "Dùng mô hình này")
    qtbot.waitUntil(lambda: program.settings.model != "")


def test_the_catalogue_is_offered_with_what_it_needs_what_suits_first(
    qtbot: QtBot, open_program: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = opened(qtbot, open_program(), monkeypatch)
    offered = rows(room._there)
    assert len(offered) > 20 and all("GB" in text or "MB" in text for text in offered)
    kinds = [text[0] for text in offered]
    assert kinds == sorted(kinds, key="●◐○".index) and {"●", "○"} <= set(kinds)
    assert "chữ mỗi giây" in offered[0] and "Chạy tốt" in offered[0]


def test_a_model_is_fetched_checked_and_used(
    hub: FakeHub, qtbot: QtBot, open_program: Open, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:
    program = open_program()
    room = opened(qtbot, program, monkeypatch)
    mirror(program, hub)
    hub.files = {"mam-Q8_0.gguf": embedded_model().read_bytes()}
    look_up(qtbot, room)
    with qtbot.waitSignal(program.window.model_work.fetched, timeout=30_000):
        click(qtbot, room, "Tải về")
    assert len(rows(room._here)) == 2 and "Q8_0" in rows(room._here)[1]
    click(qtbot, room, "Dùng mô hình này")
    qtbot.waitUntil(lambda: program.settings.model.endswith("mam-Q8_0.gguf"))
    assert Path(program.settings.model).read_bytes() == embedded_model().read_bytes()
    assert load_settings(program.home / "settings.toml").settings.model == program.settings.model
    assert "đang viết" in rows(room._here)[1]
    assert {each.why for each in program.outside.connections.latest()} == {"hỏi kho mô hình", "tải mô hình"}


def test_a_download_is_stopped_and_gone_on_with(
    hub: FakeHub, qtbot: QtBot, open_program: Open, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:
    program = open_program()
    room = opened(qtbot, program, monkeypatch)
    mirror(program, hub)
    hub.files = {"mam-Q8_0.gguf": embedded_model().read_bytes()}
    look_up(qtbot, room)
    work = program.window.model_work
    work.progressed.connect(lambda progress: work.pause() if progress.done < 5_000_000 else None)
    with qtbot.waitSignal(work.stopped, timeout=30_000) as over:
        click(qtbot, room, "Tải về")
    assert over.args == [True] and button(room, "Tạm dừng").text().strip() == "Tải tiếp"
    parts = list((program.home / "models").rglob("*.part"))
    assert len(parts) == 1 and 0 < parts[0].stat().st_size < len(hub.files["mam-Q8_0.gguf"])
    work.progressed.disconnect()
    with qtbot.waitSignal(work.fetched, timeout=30_000):
        click(qtbot, room, "Tạm dừng")
    assert not list((program.home / "models").rglob("*.part"))


def test_a_download_that_is_given_up_leaves_nothing(
    hub: FakeHub, qtbot: QtBot, open_program: Open, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:
    program = open_program()
    room = opened(qtbot, program, monkeypatch)
    mirror(program, hub)
    hub.files = {"mam-Q8_0.gguf": embedded_model().read_bytes()}
    look_up(qtbot, room)
    work = program.window.model_work
    work.progressed.connect(lambda _progress: work.cancel())
    with qtbot.waitSignal(work.stopped, timeout=30_000):
        click(qtbot, room, "Tải về")
    assert not list((program.home / "models").rglob("*.part*")) and not room._on_way.isVisible()


def stopped_half_way(hub: FakeHub, qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch) -> ModelsRoom:  # noqa: F811
    room = opened(qtbot, program, monkeypatch)
    mirror(program, hub)
    hub.files = {"mam-Q8_0.gguf": embedded_model().read_bytes()}
    look_up(qtbot, room)
    work = program.window.model_work
    work.progressed.connect(lambda progress: work.pause() if progress.done < 5_000_000 else None)
    with qtbot.waitSignal(work.stopped, timeout=30_000):
        click(qtbot, room, "Tải về")
    work.progressed.disconnect()
    work.progressed.connect(room._progress)
    return room


def test_a_download_of_another_day_goes_on(
    hub: FakeHub, qtbot: QtBot, open_program: Open, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:
    program = open_program()
    stopped_half_way(hub, qtbot, program, monkeypatch)
    program.reopen()
    room = opened(qtbot, program, monkeypatch)
    assert room._on_way.isVisibleTo(room) and "mam Q8_0: " in room._state.text() and "đang dừng" in room._state.text()
    hub.asked = []
    with qtbot.waitSignal(program.window.model_work.fetched, timeout=30_000):
        click(qtbot, room, "Tạm dừng")
    assert "mam Q8_0" in rows(room._here)[1] and not room._on_way.isVisibleTo(room)
    assert [headers["Range"] for _, where, headers in hub.asked if where.startswith("/store/")]


def test_a_paused_download_that_is_given_up_leaves_nothing(
    hub: FakeHub, qtbot: QtBot, open_program: Open, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:
    program = open_program()
    room = stopped_half_way(hub, qtbot, program, monkeypatch)
    click(qtbot, room, "Hủy tải")
    assert not list((program.home / "models").rglob("*.part*")) and not room._on_way.isVisibleTo(room)


def test_the_catalogue_comes_back_after_another_repository(
    hub: FakeHub, qtbot: QtBot, open_program: Open, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:
    program = open_program()
    room = opened(qtbot, program, monkeypatch)
    mirror(program, hub)
    hub.files = {"mam-Q8_0.gguf": embedded_model().read_bytes()}
    look_up(qtbot, room)
    assert len(rows(room._there)) == 1
    program.window.model_work._have_measured(MEASURE)  # comes late: what is shown stays
    assert len(rows(room._there)) == 1
    click(qtbot, room, "Về danh mục")
    qtbot.waitUntil(lambda: room._there.count() > 5)
    assert "đứng đầu" in room._whose.text() and not room._back.isVisibleTo(room)


def test_while_one_is_on_its_way_another_is_refused_in_words(
    hub: FakeHub, qtbot: QtBot, open_program: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path  # noqa: F811
) -> None:
    program = open_program()
    opened(qtbot, program, monkeypatch)
    work = program.window.model_work
    work._download = True
    work.add(tmp_path / "x.gguf", link=True)
    assert "Đang tải" in program.window.notice.text
    work._download = None


def test_a_hub_that_refuses_is_told_and_nothing_is_lost(
    hub: FakeHub, qtbot: QtBot, open_program: Open, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:
    program = open_program()
    room = opened(qtbot, program, monkeypatch)
    mirror(program, hub)
    hub.token = "hf_x"
    room._link.setText("chu/mam")
    click(qtbot, room, "Xem kho")
    qtbot.waitUntil(lambda: "mã truy cập" in program.window.notice.text, timeout=10_000)
    assert room._there.count() > 5 and "Đang hỏi" not in room._whose.text()
    assert not program.window.notice._button.isVisibleTo(program.window.notice)


def test_what_is_no_repository_is_told(qtbot: QtBot, open_program: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    program = open_program()
    room = opened(qtbot, program, monkeypatch)
    room._link.setText("mô hình hay nhất")
    click(qtbot, room, "Xem kho")
    qtbot.waitUntil(lambda: "không phải tên kho" in program.window.notice.text)


def test_a_model_that_does_not_fit_is_asked_about(
    qtbot: QtBot, open_program: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = open_program()
    room = opened(qtbot, program, monkeypatch)
    asked: list[str] = []
    monkeypatch.setattr(QMessageBox, "question", lambda _parent, _title, text: asked.append(text) or QMessageBox.StandardButton.No)
    room._there.setCurrentRow(room._there.count() - 1)
    click(qtbot, room, "Tải về")
    assert asked and "không vừa máy này" in asked[0] and not program.window.model_work.busy


def test_a_file_of_ones_own_is_added_named_noted_thrown_away_and_taken_back(
    qtbot: QtBot, open_program: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = open_program()
    room = opened(qtbot, program, monkeypatch)
    own = tmp_path / "cua-toi.gguf"
    own.write_bytes(embedded_model().read_bytes())
    with qtbot.waitSignal(program.window.model_work.fetched, timeout=30_000):
        program.window.model_work.add(own, link=False)
    said: list[Any] = [("Mầm của tôi", True), ("chạy nhanh", True)]
    monkeypatch.setattr(QInputDialog, "getText", lambda *_given, **_more: said.pop(0))
    click(qtbot, room, "Đổi tên")
    qtbot.waitUntil(lambda: any(text.startswith("Mầm của tôi") for text in rows(room._here)))
    click(qtbot, room, "Ghi chú")
    qtbot.waitUntil(lambda: any("chạy nhanh" in text for text in rows(room._here)))
    click(qtbot, room, "Xóa")
    qtbot.waitUntil(lambda: len(rows(room._here)) == 1)
    assert own.exists()
    undo = next(b for b in program.window.frame.findChildren(QPushButton) if b.text() == "Hoàn tác" and b.isVisible())
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(rows(room._here)) == 2)


def test_a_file_that_is_no_model_is_refused(
    qtbot: QtBot, open_program: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = open_program()
    room = opened(qtbot, program, monkeypatch)
    broken = tmp_path / "hong.gguf"
    broken.write_bytes(b"GGUF" + b"\xff" * 200)
    program.window.model_work.add(broken, link=True)
    qtbot.waitUntil(lambda: "hong" in program.window.notice.text or "hỏng" in program.window.notice.text, timeout=30_000)
    assert len(rows(room._here)) == 1


def test_without_the_network_nothing_is_fetched(
    hub: FakeHub, qtbot: QtBot, open_program: Open, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:
    program = open_program()
    room = opened(qtbot, program, monkeypatch)
    program.change_settings(program.settings.with_(hub=hub.url, offline=True))
    room._link.setText("chu/mam")
    click(qtbot, room, "Xem kho")
    qtbot.waitUntil(lambda: "Không dùng mạng" in program.window.notice.text)
    assert hub.asked == []
    assert isinstance(room._state, QLabel)


def test_the_model_that_wrote_writes_again_when_its_deletion_is_undone(
    hub: FakeHub, qtbot: QtBot, open_program: Open, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:
    program = open_program()
    room = opened(qtbot, program, monkeypatch)
    fetch_and_use(hub, qtbot, program, room)
    used = program.settings.model
    click(qtbot, room, "Xóa")
    qtbot.waitUntil(lambda: program.settings.model == "")
    qtbot.mouseClick(program.window.notice._button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.settings.model == used and Path(used).exists())


def test_a_linked_model_says_where_it_lies(
    qtbot: QtBot, open_program: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = open_program()
    room = opened(qtbot, program, monkeypatch)
    file = tmp_path / "của Ba.gguf"
    file.write_bytes(embedded_model().read_bytes())
    with qtbot.waitSignal(program.window.model_work.fetched, timeout=30_000):
        program.window.model_work.add(file, link=True)
    assert str(file) in rows(room._here)[1]


def test_the_folder_moves_with_the_model_that_writes_and_that_is_said(
    hub: FakeHub, qtbot: QtBot, open_program: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path  # noqa: F811
) -> None:
    program = open_program()
    room = opened(qtbot, program, monkeypatch)
    fetch_and_use(hub, qtbot, program, room)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "ổ khác"))
    click(qtbot, room, "Chuyển thư mục…")
    qtbot.waitUntil(lambda: "Đã chuyển mọi mô hình" in program.window.notice.text)
    assert Path(program.settings.model).is_relative_to(tmp_path / "ổ khác") and Path(program.settings.model).exists()
    assert "đang viết" in rows(room._here)[1]


def test_a_file_that_is_no_model_is_shown_with_the_reason_so_that_it_can_be_deleted(
    hub: FakeHub, qtbot: QtBot, open_program: Open, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:
    program = open_program()
    room = opened(qtbot, program, monkeypatch)
    mirror(program, hub)
    hub.files = {"mam-Q8_0.gguf": b"GGUF" + b"\x99" * 5000}
    look_up(qtbot, room)
    with qtbot.waitSignal(program.window.model_work.failed, timeout=30_000):
        click(qtbot, room, "Tải về")
    assert "bị hỏng" in rows(room._here)[1] and not room._on_way.isVisibleTo(room)


def test_tab_goes_as_the_eye_does(qtbot: QtBot, open_program: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    program = open_program()
    room = opened(qtbot, program, monkeypatch)
    room._there.setCurrentRow(0)
    room._link.setFocus()
    seen = []
    for _ in range(3):
        qtbot.keyClick(program.window.frame.focusWidget(), Qt.Key.Key_Tab)
        seen.append(program.window.frame.focusWidget())
    assert seen == [room._see, room._there, room._fetch_button]


def test_an_adapter_is_laid_over_the_model_it_was_made_for(
    tiny: Path, lora: Path, qtbot: QtBot, open_program: Open, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:
    program = open_program()
    room = opened(qtbot, program, monkeypatch)
    work = program.window.model_work
    with qtbot.waitSignal(work.fetched, timeout=60_000):
        work.add(lora, link=True)
    click(qtbot, room, "Dùng mô hình này")
    qtbot.waitUntil(lambda: "Chưa rõ" in program.window.notice.text, timeout=20_000)  # nothing to lay it over yet
    with qtbot.waitSignal(work.fetched, timeout=60_000):
        work.add(tiny, link=True)
    row = next(row for row in range(room._here.count()) if "LoRA" in room._here.item(row).text())
    room._here.setCurrentRow(row)
    click(qtbot, room, "Dùng mô hình này")
    qtbot.waitUntil(lambda: program.settings.adapter == str(lora), timeout=20_000)
    assert program.settings.model == str(tiny)
    assert sum("đang viết" in text for text in rows(room._here)) == 2
