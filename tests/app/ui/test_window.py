"""The whole window over a model that says prepared texts: from a click to a card, through a restart, past faults."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.settings import load_settings
from app.ui.design_strip import DesignStrip
from app.ui.main import Program
from app.ui.recipient import Recipient
from app.ui.settings_dialog import SettingsDialog
from app.ui.welcome import Welcome
from app.viet.kinship import Pair
from inference.errors import InferenceError
from tests.app.ui.conftest import button, click, write

Open = Callable[[], Program]


def test_a_click_writes_candidates_and_the_best_is_on_the_card(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    parts = write(qtbot, program)
    texts = [row["text"] for row in parts.room.state() if row["source"] == "model"]
    assert len(texts) == 3 and all(texts)
    card = parts.design.card
    assert card.body == parts.room.chosen_text() != ""
    assert (card.template, card.opening, card.signature) == ("tet", "Kính gửi bà ngoại,", "Nam")
    assert "1234" in program.window.status._speed.text() or "1235" in program.window.status._speed.text()


def test_editing_the_chosen_text_changes_the_card_at_once(
    qtbot: QtBot, open_program: Open, ime: Callable[..., None]
) -> None:
    program = open_program()
    parts = write(qtbot, program)
    view = parts.room.candidates.view(parts.room.candidates.chosen_slot)
    ime(view.text, " Thương bà!")
    assert parts.design.card.body.endswith("Thương bà!")
    view.text.undo()
    assert not parts.design.card.body.endswith("Thương bà!")


def test_another_candidate_goes_onto_the_card_by_click(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    parts = write(qtbot, program)
    other = parts.room.candidates.slots()[1]
    qtbot.mouseClick(parts.room.candidates.view(other).text.viewport(), Qt.MouseButton.LeftButton)
    assert parts.design.card.body == parts.room.candidates.view(other).value()


def test_a_quick_action_rewrites_only_its_candidate(qtbot: QtBot, open_program: Open, client: Any) -> None:
    program = open_program()
    parts = write(qtbot, program)
    before = {row["slot"]: row["text"] for row in parts.room.state()}
    slot = parts.room.candidates.slots()[0]
    client.texts = ("Cháu chúc bà năm mới mạnh khỏe, bình an.",)
    client.asked.clear()
    parts.room.candidates.view(slot).varied.emit("ngan_hon")
    qtbot.waitUntil(lambda: not parts.room.writing)
    after = {row["slot"]: row["text"] for row in parts.room.state()}
    assert after == {**before, slot: "Cháu chúc bà năm mới mạnh khỏe, bình an."}
    assert "ngắn" in str(client.asked[0])
    parts.room.candidates.view(slot).text.undo()
    assert parts.room.candidates.view(slot).value() == before[slot]


def test_the_work_is_there_again_after_a_crash(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    parts = write(qtbot, program)
    parts.room.form.input("details").set_value(("thích trồng lan",))
    parts.design.change("màu", format="vuong")
    program.window.frame.show_room("viet")
    program.window.letters.room.form.input("note").set_value("nghỉ thứ Sáu")
    qtbot.waitUntil(lambda: (program.store.draft("viet") or {}).get("values", {}).get("note") == "nghỉ thứ Sáu")
    texts, card = parts.room.state(), parts.design.card
    again = open_program()  # the first was never closed
    assert again.window.cards.room.state() == texts
    assert again.window.cards.design.card == card
    assert again.window.cards.room.form.value("details") == ("thích trồng lan",)
    assert again.window.cards.room.form.value("to").to == "bà ngoại"
    assert again.window.letters.room.form.value("note") == "nghỉ thứ Sáu"
    assert again.window.frame.room == "viet"


def test_a_fault_of_the_model_is_a_calm_bar_with_a_way_on(qtbot: QtBot, open_program: Open, client: Any) -> None:
    program = open_program()
    client.fault = InferenceError("Mô hình đã dừng đột ngột.", "Chương trình đang khởi động lại nó.")
    click(qtbot, program.window.frame, "Viết lời chúc")
    notice = program.window.notice
    qtbot.waitUntil(lambda: "dừng đột ngột" in notice.text)
    client.fault = None
    qtbot.mouseClick(next(b for b in notice.findChildren(QPushButton) if b.isVisible()), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.window.cards.room.candidates.chosen_slot >= 0, timeout=15_000)
    assert "dừng đột ngột" not in notice.text


def test_an_unexpected_fault_is_one_sentence_and_the_rest_is_in_the_log(
    qtbot: QtBot, open_program: Open, caplog: pytest.LogCaptureFixture
) -> None:
    program = open_program()
    program.window.sayings.fault(ZeroDivisionError("boom"))
    assert "Có lỗi ngoài dự tính" in program.window.notice.text
    assert "boom" not in program.window.notice.text and "boom" in caplog.text


def test_stop_keeps_what_came(qtbot: QtBot, open_program: Open, client: Any) -> None:
    program = open_program()
    program.window.cards.room.form.input("to").line.setText("bà ngoại")
    client.stuck_after = 10
    click(qtbot, program.window.frame, "Viết lời chúc")
    room = program.window.cards.room
    qtbot.waitUntil(lambda: any(len(row["text"]) > 20 for row in room.state() if row["source"] == "model"))
    click(qtbot, program.window.frame, "Dừng")
    assert not room.writing
    assert any(len(row["text"]) > 20 for row in room.state())
    assert button(program.window.frame, "Viết lại").isEnabled()


def test_what_is_beyond_the_model_is_said_and_a_larger_one_offered(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    program.window.frame.show_room("viet")
    form = program.window.letters.room.form
    form.input("note").set_value("xin nghỉ vì rất nhiều việc nhà " * 10)
    click(qtbot, program.window.frame, "Viết giúp tôi")
    assert "mô hình lớn hơn" in program.window.notice.text
    assert any("GGUF" in b.text() for b in program.window.notice.findChildren(QPushButton))
    qtbot.waitUntil(lambda: not program.window.letters.room.writing, timeout=15_000)


def test_a_tone_that_is_not_followed_is_said_until_it_is(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    form, notice = program.window.cards.room.form, program.window.notice
    form.input("occasion").set_value("chia_buon")
    form.input("tone").set_value("hai_huoc")
    click(qtbot, program.window.frame, "Viết lời chúc")
    assert "không hợp giọng hài hước" in notice.text
    qtbot.waitUntil(lambda: not program.window.cards.room.writing, timeout=15_000)
    program.window.frame.show_room("viet")
    assert notice.text == ""
    program.window.frame.show_room("thiep")
    form.input("tone").set_value("lang_man")
    click(qtbot, program.window.frame, "Viết lời chúc")
    assert "không hợp giọng lãng mạn" in notice.text
    qtbot.waitUntil(lambda: not program.window.cards.room.writing, timeout=15_000)
    form.input("tone").set_value("trang_trong")
    click(qtbot, program.window.frame, "Viết lời chúc")
    assert notice.text == ""
    qtbot.waitUntil(lambda: not program.window.cards.room.writing, timeout=15_000)


def say_to(qtbot: QtBot, program: Program, to: str) -> None:
    """Type a recipient and press Enter."""
    line = program.window.cards.room.form.input("to").line
    line.setText(to)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_details_of_another_person_are_put_away_and_come_back(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    form, notice = program.window.cards.room.form, program.window.notice
    say_to(qtbot, program, "bà ngoại")
    form.input("details").set_value(("mới mổ mắt",))
    say_to(qtbot, program, "sếp")
    assert form.value("details") == ()
    assert "bà ngoại" in notice.text
    qtbot.mouseClick(next(b for b in notice.findChildren(QPushButton) if b.isVisible()), Qt.MouseButton.LeftButton)
    assert form.value("details") == ("mới mổ mắt",)
    assert notice.text == ""


def test_naming_the_former_person_again_brings_their_details_back(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    form, notice = program.window.cards.room.form, program.window.notice
    say_to(qtbot, program, "bà ngoại")
    form.set_values({"details": ("mới mổ mắt",), "name": "Tư"})
    say_to(qtbot, program, "sếp Dũng")
    form.set_values({"details": ("mới lên chức",)})
    say_to(qtbot, program, "ba ngoai")
    assert (form.value("details"), form.value("name")) == (("mới mổ mắt",), "Tư")
    assert notice.text == ""
    say_to(qtbot, program, "sếp Dũng")
    assert (form.value("details"), form.value("name")) == (("mới lên chức",), "")


@pytest.mark.parametrize(("to", "example"), [("", "bà mới mổ"), ("mẹ", "mẹ mới mổ"), ("chị Hà", "chị mới chuyển"), ("con gái", "con mới thi")])
def test_the_example_of_a_detail_is_of_the_recipient(open_program: Open, to: str, example: str) -> None:
    form = open_program().window.cards.room.form
    form.input("to").line.setText(to)
    assert form.input("details").line.placeholderText().startswith(example)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_window_fits_a_small_screen_whatever_it_says(qtbot: QtBot, open_program: Open, language: str) -> None:
    program = open_program()
    program.change_settings(program.settings.with_(language=language))
    frame, room = program.window.frame, program.window.cards.room
    room.form.input("to").line.setText("bà ngoại")
    room.write()
    qtbot.waitUntil(lambda: not room.writing and room.candidates.chosen_slot >= 0, timeout=15_000)
    least = frame.minimumSizeHint().width()
    assert least <= 1180
    long = Pair("bà ngoại kính yêu của cả nhà mình", "đứa cháu gái bé bỏng của bà ngoại")
    room.form.set_values({"to": Recipient("bà ngoại", long), "sender": "Em " + "Lan " * 40})
    for strip in frame.findChildren(DesignStrip):
        strip.widget().setMinimumWidth(20_000)  # as of hundreds of templates
    qtbot.waitUntil(lambda: room.form.input("to").value().pair == long)
    assert frame.minimumSizeHint().width() == least


@pytest.mark.parametrize(("first", "then", "kept"), [("bà", "bà ngoại", True), ("ba ngoai", "bà ngoại", True), ("mẹ", "mẹ vợ", False)])
def test_the_same_person_said_better_keeps_the_details(
    qtbot: QtBot, open_program: Open, first: str, then: str, kept: bool
) -> None:
    program = open_program()
    form = program.window.cards.room.form
    say_to(qtbot, program, first)
    form.input("details").set_value(("mới mổ mắt",))
    say_to(qtbot, program, then)
    assert (form.value("details") == ("mới mổ mắt",)) is kept


def test_writing_for_another_person_does_not_use_the_former_details(
    qtbot: QtBot, open_program: Open, client: Any
) -> None:
    program = open_program()
    parts = write(qtbot, program)
    parts.room.form.input("details").set_value(("mới mổ mắt",))
    client.asked.clear()
    write(qtbot, program, "bạn Nam")
    assert client.asked and "mổ mắt" not in str(client.asked)


def test_restored_details_belong_to_the_restored_recipient(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    say_to(qtbot, program, "bà ngoại")
    program.window.cards.room.form.input("details").set_value(("mới mổ mắt",))
    program.window.save()
    again = open_program()
    say_to(qtbot, again, "bạn Nam")
    assert again.window.cards.room.form.value("details") == ()


def test_the_pair_of_a_letter_follows_its_type(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    program.window.frame.show_room("viet")
    form, logic = program.window.letters.room.form, program.window.letters.logic
    form.input("to").line.setText("cô Hương")
    form.input("type").set_value("phu_huynh_gui_co_giao")
    form.input("note").set_value("bé Bin nghỉ t2, ko đi học dc")
    assert str(form.input("to").pair()) == "cô – tôi"
    assert (str(logic.brief().pair), logic.brief().note) == ("cô – tôi", "bé Bin nghỉ thứ Hai, không đi học được")
    form.input("type").set_value("sinh_vien_gui_thay")
    assert str(logic.brief().pair) == "cô – em"


def test_the_keyboard_changes_rooms_and_writes(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    frame = program.window.frame
    with qtbot.waitActive(frame):
        frame.activateWindow()
    for key, room in ((Qt.Key.Key_2, "chinh"), (Qt.Key.Key_3, "cua_toi"), (Qt.Key.Key_4, "kho"), (Qt.Key.Key_5, "viet")):
        qtbot.keyClick(frame, key, Qt.KeyboardModifier.ControlModifier)
        assert frame.room == room
    qtbot.keyClick(frame, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert frame.room == "thiep"
    qtbot.keyClick(frame, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: program.window.cards.room.candidates.chosen_slot >= 0, timeout=15_000)


@pytest.mark.parametrize(("kind", "suffix", "width"), [("png", ".png", 1080), ("png2", ".png", 2160), ("jpg", ".jpg", 1080)])
def test_a_card_is_exported(
    qtbot: QtBot, open_program: Open, tmp_path: Path, kind: str, suffix: str, width: int
) -> None:
    program = open_program()
    write(qtbot, program)
    program.window.exports._ask = lambda *_: str(tmp_path / "thiep")
    with qtbot.waitSignal(program.window.exports.done, timeout=20_000) as done:
        program.window.cards.panel.export.emit(kind)
    assert done.args == [tmp_path / f"thiep{suffix}"]
    assert QImage(str(done.args[0])).width() == width
    assert "Đã lưu thiệp" in program.window.notice.text
    assert load_settings(program.home / "settings.toml").settings.export_folder == str(tmp_path)
    assert [card.recipient for card in program.my_cards.find()] == ["bà ngoại"]


def test_picture_and_words_are_copied(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    parts = write(qtbot, program)
    click(qtbot, program.window.frame, "Chép lời trên thiệp")
    words = QGuiApplication.clipboard().text()
    assert words.startswith("Kính gửi bà ngoại,") and parts.design.card.body in words
    click(qtbot, program.window.frame, "Chép ảnh thiệp")
    assert QGuiApplication.clipboard().mimeData().hasImage()


def test_a_new_occasion_begins_a_new_card(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    parts = program.window.cards
    parts.room.form.input("occasion").set_value("dam_cuoi")
    assert parts.design.card.title == "Trăm Năm\nHạnh Phúc"
    parts.room.form.input("occasion").set_value("sinh_nhat")
    assert parts.design.card.title == "Chúc Mừng\nSinh Nhật"
    assert parts.design.card.template == program.knowledge.occasions["sinh_nhat"].template


def test_the_first_start_asks_once(qtbot: QtBot, open_program: Open, loihay_home: Path) -> None:
    loihay_home.mkdir()
    (loihay_home / "settings.toml").write_text("", "utf-8")
    program = open_program()
    welcome = program.window.frame.findChild(Welcome)
    assert welcome.isVisible()
    welcome.findChild(QLineEdit).setText("Lan")
    qtbot.mouseClick(next(b for b in welcome.findChildren(QPushButton) if b.text() == "Bắt đầu"), Qt.MouseButton.LeftButton)
    assert program.settings.profile.name == "Lan"
    assert program.window.cards.room.form.value("sender") == "Lan"
    again = open_program()
    assert again.window.frame.findChild(Welcome) is None


def test_language_and_look_change_at_once_and_lose_nothing(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    parts = write(qtbot, program)
    texts = parts.room.state()
    program.change_settings(program.settings.with_(language="en", theme="toi", text_size=125))
    assert button(program.window.frame, "Write greetings").isVisible()
    assert program.window.cards.room.state() == texts
    program.change_settings(program.settings.with_(language="vi"))
    assert button(program.window.frame, "Viết lời chúc").isVisible()


def test_everything_is_deleted_only_when_asked_in_words(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    write(qtbot, program)
    (program.home / "models").mkdir()
    (program.home / "of-someone-else.txt").write_text("x")
    program.window.save()
    click(qtbot, program.window.frame, "Cài đặt")
    dialog = program.window.frame.findChild(SettingsDialog)
    dialog.open_tab(3)
    erase = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Xóa tất cả")
    assert not erase.isEnabled()
    confirm = next(line for line in dialog.findChildren(QLineEdit) if line.accessibleName().startswith("Gõ"))
    confirm.setText("XÓA HẾT")
    qtbot.mouseClick(erase, Qt.MouseButton.LeftButton)
    assert not (program.home / "models").exists() and not (program.home / "settings.toml").exists()
    assert (program.home / "of-someone-else.txt").exists()
    assert program.store.draft("thiep") is None and program.my_cards.find() == []
    assert program.window.cards.room.state() == []


def test_broken_files_are_set_aside_and_told(qtbot: QtBot, open_program: Open, loihay_home: Path) -> None:
    loihay_home.mkdir()
    (loihay_home / "loihay.db").write_bytes(b"no database " * 500)
    program = open_program()
    assert "bị hỏng" in program.window.notice.text
    assert list(loihay_home.glob("loihay.hong-*.db"))


def test_a_newer_database_is_not_touched_and_the_window_still_works(
    qtbot: QtBot, open_program: Open, loihay_home: Path
) -> None:
    import sqlite3

    loihay_home.mkdir()
    db = sqlite3.connect(loihay_home / "loihay.db")
    db.execute("PRAGMA user_version = 99")
    db.close()
    program = open_program()
    assert "mới hơn" in program.window.notice.text
    write(qtbot, program)


def seen(frame: QWidget) -> Iterator[QWidget]:
    """Where Tab leads, once around."""
    first = here = frame.focusWidget() or frame
    while True:
        frame.focusNextChild()
        here = frame.focusWidget()
        if here is first or here is None:
            return
        yield here


def test_tab_goes_from_the_brief_to_the_card(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    frame = program.window.frame
    with qtbot.waitActive(frame):
        frame.activateWindow()
    program.window.cards.room.form.input("to").line.setFocus()
    names = [widget.accessibleName() for widget in seen(frame)]
    wanted = ["Tên người nhận", "Tên bạn (ký)", "Chi tiết", "Giọng", "Viết lời chúc", "Tiêu đề thiệp", "Xuất thiệp ra tệp"]
    places = [names.index(name) for name in wanted]
    assert places == sorted(places)
