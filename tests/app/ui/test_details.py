"""A detail says what it was understood as, follows the form, and is corrected by a label that stays in its words."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLabel, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from app.knowledge import Knowledge
from app.ui.bridge import Bridge
from app.ui.chips import ChipsInput
from app.ui.detail_chip import DetailChip
from app.ui.icons import Icons
from app.ui.main import Program
from app.ui.purposes import Purposes
from app.writing.brief import Brief, brief_to
from app.writing.note_table import note_table, split_purpose
from tests.app.ui.conftest import write

Open = Callable[[], Program]
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support (grabbing the keyboard|raise|propagateSizeHints)")  # menus offscreen


class Room(QObject):
    """A form of which only the recipient and the occasion count."""

    changed = Signal()

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__()
        self.knowledge, self.to, self.occasion = knowledge, "bà ngoại", "tet"

    def brief(self) -> Brief:
        return brief_to(self.knowledge, self.to, occasion=self.occasion)[0]


@pytest.fixture
def room(knowledge: Knowledge) -> Room:
    return Room(knowledge)


@pytest.fixture
def purposes(room: Room, bridge: Bridge) -> Purposes:
    return Purposes(room, room.knowledge.short, bridge)


@pytest.fixture
def chips(qtbot: QtBot, purposes: Purposes, icons: Icons) -> ChipsInput:
    made = ChipsInput("Chi tiết", "", partial(DetailChip, icons))
    made.set_purposes(purposes)
    qtbot.addWidget(made)
    made.resize(420, 200)
    made.show()
    return made


def shown(chips: ChipsInput) -> list[DetailChip]:
    return [chip for chip in chips.findChildren(DetailChip) if chip.isVisible()]


def read(qtbot: QtBot, chips: ChipsInput, *details: str) -> list[DetailChip]:
    """The chips of these details once they are read."""
    chips.set_value(details)
    qtbot.waitUntil(lambda: len(shown(chips)) == len(details) and all(chip.understood for chip in shown(chips)))
    return shown(chips)


def kinds(chip: DetailChip) -> dict[str, QAction]:
    """Every kind that the open menu offers, by heading and label; what stands under "Thêm…" under its heading."""
    found: dict[str, QAction] = {}

    def gather(heading: str, menu: QMenu) -> None:
        for action in menu.actions():
            if action.menu():
                gather(heading, action.menu())
            else:
                found[f"{heading} > {action.text()}"] = action

    for action in chip.menu_shown.actions():
        if action.menu():
            gather(action.menu().title(), action.menu())
    return found


def entry(menu: QMenu, text: str) -> QAction:
    return next(action for action in menu.actions() if action.text() == text)


def test_enter_adds_details_and_the_cross_takes_one_away(qtbot: QtBot, chips: ChipsInput) -> None:
    chips.line.setText("bà mới mổ mắt xong; thích trồng lan")
    qtbot.keyClick(chips.line, Qt.Key.Key_Return)
    assert chips.value() == ("bà mới mổ mắt xong", "thích trồng lan")
    assert chips.line.text() == ""
    qtbot.waitUntil(lambda: len(shown(chips)) == 2)
    chip = shown(chips)[1]
    with qtbot.waitSignal(chips.changed):
        qtbot.mouseClick(chip.findChild(QToolButton), Qt.MouseButton.LeftButton)
    assert chips.value() == ("bà mới mổ mắt xong",)


def test_a_detail_counts_even_before_enter(chips: ChipsInput, ime: Callable[..., None]) -> None:
    ime(chips.line, "mới sinh em bé")
    assert chips.value() == ("mới sinh em bé",)


def test_putting_the_same_details_back_leaves_the_typing_alone(chips: ChipsInput) -> None:
    chips.line.setText("đang gõ")
    chips.set_value(("đang gõ",))
    assert chips.line.text() == "đang gõ"


def test_a_detail_is_shown_as_it_is_and_never_wider_than_its_place(qtbot: QtBot, chips: ChipsInput) -> None:
    short, long = read(qtbot, chips, "thích lan", "<b>R&D</b> " + "rất dài " * 60)
    qtbot.waitUntil(lambda: long.width() <= 420)
    qtbot.waitUntil(lambda: short.shown() == "thích lan")
    assert long.shown().endswith("…") and long.text().startswith("<b>R&&D</b>")
    assert "&lt;b&gt;R&amp;D" in long.toolTip()


def test_nothing_is_loaded_before_the_first_detail(
    qtbot: QtBot, chips: ChipsInput, room: Room, purposes: Purposes, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr("app.ui.purposes.note_table", lambda: asked.append(True) or note_table())
    room.changed.emit()
    chips.set_value(())
    assert not purposes._soon.isActive() and asked == []
    read(qtbot, chips, "thích lan")
    assert asked == [True]


def test_a_chip_says_what_it_was_understood_as(qtbot: QtBot, chips: ChipsInput) -> None:
    (chip,) = read(qtbot, chips, "bà mới mổ mắt xong")
    qtbot.waitUntil(lambda: (chip.kind(), chip.shown()) == ("sức khỏe", "bà mới mổ mắt xong"))
    said = "Hiểu là: sức khỏe, nói về bà ngoại. Bấm để đổi."
    assert chip.accessibleName() == f"Chi tiết: bà mới mổ mắt xong. {said}"
    assert said in chip.toolTip()


@pytest.mark.parametrize(
    ("detail", "sentence"),
    [
        ("năm nay cháu không về được", "Hiểu là: vắng mặt, nói về mình. Bấm để đổi."),
        ("nhớ hồi bé bà kể chuyện", "Hiểu là: kỷ niệm. Bấm để đổi."),
        ("sức khỏe: bà mổ mắt", "Bạn đã chọn: sức khỏe, nói về bà ngoại. Bấm để đổi."),
    ],
)
def test_the_sentence_says_whom_it_is_about(qtbot: QtBot, chips: ChipsInput, detail: str, sentence: str) -> None:
    (chip,) = read(qtbot, chips, detail)
    assert chip.understood.sentence == sentence


def test_a_detail_that_says_two_things_says_so(qtbot: QtBot, chips: ChipsInput) -> None:
    (chip,) = read(qtbot, chips, "bà mới mổ mắt xong, cháu đang làm ở Nhật")
    assert chip.kind() == "sức khỏe +1"
    assert "sức khỏe, nói về bà ngoại; mình ở xa, nói về mình" in chip.understood.sentence


def test_a_click_opens_the_menu_with_a_tick_at_the_present_kind(qtbot: QtBot, chips: ChipsInput) -> None:
    (chip,) = read(qtbot, chips, "bà mới mổ mắt xong")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert chip.menu_shown.isVisible()
    assert chip.menu_shown.actions()[0].text() == "Ghi chú này là…"
    offered = kinds(chip)
    assert len(offered) == len(note_table().kinds)
    assert [name for name, action in offered.items() if action.isChecked()] == ["Về bà ngoại > Sức khỏe"]
    assert {"Về mình > Quà", "Về người thân > Tin vui người thân", "Về cả hai > Bên nhau", "Khác > Kỷ niệm"} <= set(offered)
    chip.menu_shown.close()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_menu_opens_by_keyboard(qtbot: QtBot, chips: ChipsInput, key: Qt.Key) -> None:
    (chip,) = read(qtbot, chips, "thích lan")
    qtbot.keyClick(chip, key)
    assert chip.menu_shown.isVisible()
    chip.menu_shown.close()


def test_delete_takes_a_detail_away_and_the_next_is_at_hand(qtbot: QtBot, chips: ChipsInput) -> None:
    first, second = read(qtbot, chips, "thích lan", "hay câu cá")
    with qtbot.waitActive(chips):
        chips.activateWindow()
    with qtbot.waitSignal(chips.changed):
        qtbot.keyClick(first, Qt.Key.Key_Delete)
    assert chips.value() == ("hay câu cá",) and second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Delete)
    assert chips.value() == () and chips.line.hasFocus()


def test_a_chosen_kind_is_kept_in_the_words_and_not_shown_twice(qtbot: QtBot, chips: ChipsInput) -> None:
    (chip,) = read(qtbot, chips, "lên chức")
    chip.open_menu()
    with qtbot.waitSignal(chips.changed):
        kinds(chip)["Về bà ngoại > Công việc"].trigger()
    assert chips.value() == ("công việc: lên chức",)
    qtbot.waitUntil(lambda: (chip.kind(), chip.shown(), chip.understood.chosen) == ("công việc", "lên chức", True))
    chip.open_menu()
    kinds(chip)["Về bà ngoại > Tin vui"].trigger()
    assert chips.value() == ("tin vui: lên chức",)


def test_a_chosen_kind_is_given_back_to_the_reader(qtbot: QtBot, chips: ChipsInput) -> None:
    (chip,) = read(qtbot, chips, "Cam on: bà mổ mắt xong")
    assert chip.understood.chosen and chip.shown() == "bà mổ mắt xong"
    chip.open_menu()
    entry(chip.menu_shown, "Để Lời Hay tự hiểu").trigger()
    assert chips.value() == ("bà mổ mắt xong",)
    assert chip.kind() == "sức khỏe" and not chip.understood.chosen
    chip.open_menu()
    assert "Để Lời Hay tự hiểu" not in [action.text() for action in chip.menu_shown.actions()]
    entry(chip.menu_shown, "Bỏ chi tiết này").trigger()
    assert chips.value() == ()


def test_another_recipient_or_occasion_is_read_again(qtbot: QtBot, chips: ChipsInput, room: Room) -> None:
    (chip,) = read(qtbot, chips, "hai đứa yêu nhau từ hồi đại học")
    before = chip.kind()
    room.to, room.occasion = "bạn Lan", "dam_cuoi"
    room.changed.emit()
    qtbot.waitUntil(lambda: chip.kind() == "đôi lứa" != before)

def test_every_label_is_understood_as_its_own_kind(purposes: Purposes) -> None:
    for kind in note_table().kinds:
        assert split_purpose(purposes.relabelled("tin vui: lên chức", kind)) == ("lên chức", kind)


def test_the_window_shows_the_kind_and_asks_for_what_was_chosen(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    form = program.window.cards.room.form
    form.input("to").line.setText("chị Lan")
    (chip,) = read(qtbot, form.input("details"), "lên chức")
    chip.open_menu()
    kinds(chip)["Khác > Lời nhắn"].trigger()
    write(qtbot, program, to="chị Lan")
    brief = program.window.cards.room._brief
    assert (brief.details, brief.purposes) == (("lên chức",), ("loi_nhan",))


def test_what_was_chosen_is_there_after_a_restart(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    details = program.window.cards.room.form.input("details")
    read(qtbot, details, "tin vui: lên chức")
    program.window.save()
    again = open_program().window.cards.room.form.input("details")
    qtbot.waitUntil(lambda: bool(again._chips) and again._chips[0].understood is not None)
    assert again._chips[0].kind() == "tin vui" and again._chips[0].understood.chosen


def test_the_window_reads_again_when_the_recipient_changes(qtbot: QtBot, open_program: Open) -> None:
    form = open_program().window.cards.room.form
    form.input("to").line.setText("bà ngoại")
    (chip,) = read(qtbot, form.input("details"), "mới mổ mắt xong")
    form.input("to").line.setText("bà ngoại yêu")
    qtbot.waitUntil(lambda: "nói về bà ngoại yêu" in chip.understood.sentence)


def test_the_kind_read_comes_first_and_no_menu_is_long(qtbot: QtBot, chips: ChipsInput) -> None:
    (chip,) = read(qtbot, chips, "năm nay cháu không về được")
    chip.open_menu()
    menus = [action.menu() for action in chip.menu_shown.actions() if action.menu()]
    assert [menu.title() for menu in menus][0] == "Về mình"
    first = menus[0].actions()[0]
    assert (first.text(), first.isChecked()) == ("Vắng mặt", True)
    assert max(len(menu.actions()) for menu in menus) == 12
    chip.menu_shown.close()


def test_likelier_kinds_come_before_others(qtbot: QtBot, chips: ChipsInput) -> None:
    (chip,) = read(qtbot, chips, "bà mới mổ mắt xong, còn đau")
    about = [id for id, _ in chips._purposes.choices(chip.detail)[0][1]]
    assert about[0] == "om" and about.index("kho") < about.index("nghe") and about[-1] == "khac"


def test_the_chips_are_worked_by_keyboard(qtbot: QtBot, chips: ChipsInput) -> None:
    first, second = read(qtbot, chips, "thích lan", "hay câu cá")
    with qtbot.waitActive(chips):
        chips.activateWindow()
    chips.line.setFocus()
    qtbot.keyClick(chips.line, Qt.Key.Key_Backspace)
    assert second.hasFocus() and chips.value() == ("thích lan", "hay câu cá")
    qtbot.keyClick(second, Qt.Key.Key_Left)
    assert first.hasFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    qtbot.keyClick(second, Qt.Key.Key_Right)
    assert second.hasFocus()
    chips.line.setFocus()
    chips.focusNextChild()
    assert first.hasFocus()
    chips.focusNextChild()
    assert second.hasFocus()
    chips.line.setText("a")
    chips.line.setFocus()
    qtbot.keyClick(chips.line, Qt.Key.Key_Backspace)
    assert chips.line.hasFocus() and chips.line.text() == ""


def test_undo_brings_back_details_and_their_kinds(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    form = program.window.cards.room.form
    chips = form.input("details")
    with qtbot.waitActive(form):
        form.activateWindow()
    undo, redo = QKeySequence(QKeySequence.StandardKey.Undo), QKeySequence(QKeySequence.StandardKey.Redo)
    chips.line.setFocus()
    chips.line.setText("lên chức")
    qtbot.keyClick(chips.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: chips._chips[0].understood is not None)
    chips._chips[0].corrected.emit("nghe")
    qtbot.keyClick(chips._chips[0], Qt.Key.Key_Delete)
    assert chips.value() == () and chips.line.hasFocus()
    steps = []
    for _ in range(3):
        qtbot.keySequence(form.window().focusWidget(), undo)
        steps.append(chips.value())
    assert steps == [("công việc: lên chức",), ("lên chức",), ()]
    qtbot.keySequence(chips.line, redo)
    assert chips.value() == ("lên chức",)


def test_more_than_four_details_are_answered_with_one_quiet_line(qtbot: QtBot, chips: ChipsInput) -> None:
    def said() -> list[str]:
        return [label.text() for label in chips.findChildren(QLabel) if label.isVisible()]

    chips.set_value(("một", "hai", "ba", "bốn"))
    assert said() == []
    chips.line.setText("năm")
    assert said() == ["Ba chi tiết là vừa: nhiều hơn, mô hình nhỏ dễ bỏ sót."]
