"""The occasion picker offers the nearest, finds the rest, and is worked by keyboard."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QPushButton
from pytestqt.qtbot import QtBot

from app.knowledge import Knowledge
from app.ui.icons import Icons
from app.ui.main import Program
from app.ui.occasions import SHOWN, OccasionPicker, day_and_wait, lunar_day, nearest_first
from app.viet.occasion_dates import Fixed, Lunar, Rule


def make(qtbot: QtBot, knowledge: Knowledge, icons: Icons, today: date = date(2026, 11, 25)) -> OccasionPicker:
    picker = OccasionPicker(knowledge.occasions.values(), icons, today)
    qtbot.addWidget(picker)
    return picker


def shown(picker: OccasionPicker) -> list[str]:
    listed = picker.findChild(QListWidget)
    items = [listed.item(row) for row in range(listed.count())]
    return [item.data(Qt.ItemDataRole.UserRole) for item in items if not item.isHidden()]


def test_the_nearest_come_first(knowledge: Knowledge) -> None:
    order = nearest_first(knowledge.occasions.values(), date(2026, 2, 28))
    assert order[0] == "quoc_te_phu_nu"
    assert {"sinh_nhat", "cam_on"} <= set(order[:SHOWN])
    assert sorted(order) == sorted(knowledge.occasions)


def test_lunar_feasts_come_by_their_real_day(knowledge: Knowledge) -> None:
    """Tết 2030 is on 2 February, before Valentine; that of 2034 on 19 February, after it."""
    for year, expected in ((2030, ["tet", "valentine"]), (2034, ["valentine", "tet"])):
        order = nearest_first(knowledge.occasions.values(), date(year, 1, 20))
        assert [id for id in order if id in expected] == expected


def test_eight_are_shown_at_first(qtbot: QtBot, knowledge: Knowledge, icons: Icons) -> None:
    assert len(shown(make(qtbot, knowledge, icons))) == SHOWN


def test_search_needs_no_diacritics_and_reads_titles(qtbot: QtBot, knowledge: Knowledge, icons: Icons) -> None:
    picker = make(qtbot, knowledge, icons)
    search = picker.findChild(QLineEdit)
    search.setText("khai truong")
    assert shown(picker) == ["khai_truong"]
    search.setText("phu nu viet nam")
    assert shown(picker) == ["phu_nu_viet_nam"]


def test_arrows_choose(qtbot: QtBot, knowledge: Knowledge, icons: Icons) -> None:
    picker = make(qtbot, knowledge, icons)
    picker.show()
    before = picker.value()
    with qtbot.waitSignal(picker.changed):
        qtbot.keyClick(picker.findChild(QListWidget), Qt.Key.Key_Left)
    assert picker.value() != before


def test_a_restored_occasion_is_visible(qtbot: QtBot, knowledge: Knowledge, icons: Icons) -> None:
    picker = make(qtbot, knowledge, icons)
    picker.set_value("tan_gia")
    assert picker.value() == "tan_gia"
    assert "tan_gia" in shown(picker)
    assert len(shown(picker)) == SHOWN


def test_every_occasion_has_its_icon(knowledge: Knowledge, icons: Icons) -> None:
    assert [each.icon for each in knowledge.occasions.values() if icons.get(each.icon).isNull()] == []


def test_letters_typed_in_the_list_search(qtbot: QtBot, knowledge: Knowledge, icons: Icons) -> None:
    picker = make(qtbot, knowledge, icons)
    picker.show()
    before = picker.value()
    qtbot.keyClicks(picker.findChild(QListWidget), "m")
    assert picker.value() == before  # nothing that is not shown was chosen
    assert picker.findChild(QLineEdit).text() == "m"


def test_enter_takes_the_first_found(qtbot: QtBot, knowledge: Knowledge, icons: Icons) -> None:
    picker = make(qtbot, knowledge, icons)
    search = picker.findChild(QLineEdit)
    search.setText("khai truong")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert picker.value() == "khai_truong"


def test_the_search_is_where_tab_comes_in(qtbot: QtBot, knowledge: Knowledge, icons: Icons) -> None:
    picker = make(qtbot, knowledge, icons)
    assert picker.focusProxy() is picker.findChild(QLineEdit)


def item(picker: OccasionPicker, id: str) -> QListWidgetItem:
    listed = picker.findChild(QListWidget)
    return next(each for each in map(listed.item, range(listed.count())) if each.data(Qt.ItemDataRole.UserRole) == id)


@pytest.mark.parametrize(
    ("id", "said"),
    [
        ("tet", "mùng 1 Tết · 6/2/2027 · còn 73 ngày"),
        ("valentine", "14/2/2027 · còn 81 ngày"),
        ("ngay_cua_me", "9/5/2027 · còn 165 ngày"),
    ],
)
def test_an_occasion_says_its_next_day(qtbot: QtBot, knowledge: Knowledge, icons: Icons, id: str, said: str) -> None:
    picker = make(qtbot, knowledge, icons)
    found = item(picker, id)
    assert found.data(Qt.ItemDataRole.AccessibleTextRole) == f"{found.text()}, {said}"
    assert found.toolTip().endswith(f"\n{said}")


def test_an_occasion_without_a_day_says_only_its_name(qtbot: QtBot, knowledge: Knowledge, icons: Icons) -> None:
    picker = make(qtbot, knowledge, icons)
    found = item(picker, "sinh_nhat")
    assert found.data(Qt.ItemDataRole.AccessibleTextRole) == "Sinh nhật"


@pytest.mark.parametrize(
    ("day", "wait"), [(date(2026, 11, 25), "hôm nay"), (date(2026, 11, 26), "ngày mai"), (date(2026, 11, 27), "còn 2 ngày")]
)
def test_the_wait_is_counted_in_days(day: date, wait: str) -> None:
    assert day_and_wait(day, date(2026, 11, 25), str)[1] == wait


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Lunar(1, 1), "mùng 1 Tết"), (Lunar(15, 8), "rằm tháng 8"), (Lunar(15, 1), "15/1 âm lịch"),
        (Lunar(23, 12), "23/12 âm lịch"), (Fixed(1, 1), ""), (None, ""),
    ],
)  # fmt: skip
def test_a_lunar_day_is_called_as_people_do(rule: Rule | None, said: str) -> None:
    assert lunar_day(rule, str) == said


def test_the_day_is_painted_under_the_name(qtbot: QtBot, knowledge: Knowledge, icons: Icons) -> None:
    picker = make(qtbot, knowledge, icons)
    picker.resize(372, 400)
    picker.show()
    listed = picker.findChild(QListWidget)
    found = item(picker, "valentine")
    with_day = listed.viewport().grab(listed.visualItemRect(found)).toImage()
    found.setData(Qt.ItemDataRole.UserRole + 2, None)
    assert listed.viewport().grab(listed.visualItemRect(found)).toImage() != with_day


@pytest.mark.parametrize(("width", "columns", "beside"), [(372, 2, False), (330, 1, True), (240, 1, False)])
def test_the_day_stands_beside_the_name_where_there_is_room(
    qtbot: QtBot, open_program: Callable[[], Program], knowledge: Knowledge, icons: Icons, width: int, columns: int, beside: bool
) -> None:
    open_program()  # it dresses the application: sizes are those of its letters
    picker = make(qtbot, knowledge, icons)
    picker.resize(width, 500)
    picker.show()
    listed = picker.findChild(QListWidget)
    qtbot.waitUntil(lambda: listed.width() == width)
    assert (listed.width() // listed.gridSize().width(), listed.itemDelegate().beside) == (columns, beside)


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("noel", {"giang_sinh"}), ("8-3", {"quoc_te_phu_nu"}), ("8/3", {"quoc_te_phu_nu"}), ("20-11", {"nha_giao"}),
        ("phu nu", {"quoc_te_phu_nu", "phu_nu_viet_nam"}), ("quốc tế phụ nữ", {"quoc_te_phu_nu"}), ("nha giao", {"nha_giao"}),
        ("ket hon", {"dam_cuoi"}), ("hôn lễ", {"dam_cuoi"}), ("bo doi", {"quan_doi"}), ("tet tay", {"nam_moi_duong"}),
        ("tinh nhan", {"valentine"}), ("om", {"khoi_benh"}), ("sn", {"sinh_nhat"}), ("hbd", {"sinh_nhat"}),
        ("nha moi", {"tan_gia"}), ("khanh thanh", {"tan_gia", "khai_truong"}), ("de", {"sinh_em_be", "thang_chuc"}),
        ("sinh con", {"sinh_em_be"}), ("thoi noi", {"day_thang_thoi_noi"}), ("ngay 8 thang 3", {"quoc_te_phu_nu"}),
    ],
)  # fmt: skip
def test_an_occasion_is_found_by_the_words_people_use(
    qtbot: QtBot, knowledge: Knowledge, icons: Icons, typed: str, ids: set[str]
) -> None:
    picker = make(qtbot, knowledge, icons)
    picker.findChild(QLineEdit).setText(typed)
    assert set(shown(picker)) == ids


def test_every_occasion_has_words_to_be_found_by(knowledge: Knowledge) -> None:
    assert [id for id, each in knowledge.occasions.items() if not 4 <= len(each.search) <= 12] == []


def test_enter_takes_what_is_called_so(qtbot: QtBot, knowledge: Knowledge, icons: Icons) -> None:
    picker = make(qtbot, knowledge, icons)
    picker.set_value("sinh_nhat")
    search = picker.findChild(QLineEdit)
    search.setText("tet")
    assert shown(picker)[0] != "tet"  # 1 January is nearer, and called "Tết tây" too
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert picker.value() == "tet"


@pytest.mark.parametrize(("typed", "offered", "id"), [("snh nhatt", "Sinh nhật", "sinh_nhat"), ("qwxz", "Tất cả", "tet")])
def test_where_nothing_is_found_something_is_offered(
    qtbot: QtBot, knowledge: Knowledge, icons: Icons, typed: str, offered: str, id: str
) -> None:
    picker = make(qtbot, knowledge, icons)
    picker.show()
    picker.findChild(QLineEdit).setText(typed)
    (said,) = [label.text() for label in picker.findChildren(QLabel) if label.isVisible()]
    assert said.startswith("Chưa có dịp này.") and not picker.findChild(QListWidget).isVisible()
    instead = next(b for b in picker.findChildren(QPushButton) if b.text() == offered and b.property("role") == "link")
    qtbot.mouseClick(instead, Qt.MouseButton.LeftButton)
    assert picker.value() == id and id in shown(picker) and not instead.isVisible()
