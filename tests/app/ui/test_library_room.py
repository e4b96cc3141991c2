"""The library through its real widgets: found as one types, in the recipient's pair, onto the card, and never twice."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.ui.main import Program
from app.viet.text import fold
from inference.errors import InferenceError
from tests.app.ui.conftest import button, click, write
from tests.app.ui.test_accessible import unnamed

Open = Callable[[], Program]


def opened(qtbot: QtBot, program: Program, to: str = "bà ngoại") -> Any:
    """The library after one click, its offers made."""
    program.window.cards.room.form.input("to").line.setText(to)
    click(qtbot, program.window.frame, "Kho lời chúc")
    qtbot.waitUntil(lambda: settled(program), timeout=15_000)
    return program.window.library._list


def settled(program: Program) -> bool:
    library = program.window.library
    return library._for is not None and library._for.to == library.filters.value("to").to and library._stream is None


def shown(found: Any) -> list[str]:
    """The texts that are laid out."""
    rows = found.list.model()
    return [rows.index(row, 0).data() for row in range(rows.rowCount())]


def choose(found: Any, row: int) -> Any:
    found.list.setFocus()
    found.list.setCurrentIndex(found.list.model().index(row, 0))
    return found.chosen


def take(qtbot: QtBot, found: Any, row: int = 0) -> Any:
    offer = choose(found, row)
    qtbot.keyClick(found.list, Qt.Key.Key_Return)
    return offer


def mark_of(found: Any, offer: Any) -> str:
    """What a screen reader says of its row."""
    rows = found.list.model()
    while rows.canFetchMore(rows.index(-1, -1)):
        rows.fetchMore(rows.index(-1, -1))
    at = next(row for row in range(rows.rowCount()) if rows.at(rows.index(row, 0)).item == offer.item)
    return str(rows.index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole))


def test_one_click_opens_it_ready_to_search(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    found = opened(qtbot, program)
    assert program.window.frame.focusWidget() is found.line
    assert all("bà" in text.lower() and "cháu" in text.lower() for text in shown(found)[:5])


def test_it_is_searched_without_diacritics_as_one_types(qtbot: QtBot, open_program: Open) -> None:
    found = opened(qtbot, open_program())
    before = found._count.text()
    qtbot.keyClicks(found.line, "suc kh")
    assert "suc kh" in fold(shown(found)[0])
    assert found._count.text() != before


def test_few_rows_are_laid_out_and_none_is_a_widget(qtbot: QtBot, open_program: Open) -> None:
    found = opened(qtbot, open_program(), to="")
    found._widen.click()
    assert int(found._count.text().split()[0]) > 2000
    assert len(shown(found)) < 50
    assert len(found.list.viewport().children()) < 5
    before = len(shown(found))
    found.list.scrollToBottom()
    qtbot.waitUntil(lambda: len(shown(found)) > before)


def test_verse_keeps_its_lines(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    found = opened(qtbot, program, to="mẹ")
    program.window.library.filters.set_values({"form": "luc_bat"})
    text = choose(found, 0).text
    height = found.list.visualRect(found.list.currentIndex()).height()
    assert text.count("\n") >= 3
    assert height > found.list.fontMetrics().height() * (text.count("\n") + 2)


def test_filters_narrow_and_one_button_clears_them(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    found = opened(qtbot, program, to="mẹ")
    program.window.library.filters.set_values({"occasion": "sinh_nhat", "tone": "vui_tuoi", "length": "ngan"})
    assert choose(found, 0).item.tone == "vui_tuoi"
    few = int(found._count.text().split()[0])
    click(qtbot, found, "Bỏ mọi bộ lọc")
    assert int(found._count.text().split()[0]) > few


def test_finding_nothing_says_what_to_do(qtbot: QtBot, open_program: Open) -> None:
    found = opened(qtbot, open_program())
    qtbot.keyClicks(found.line, "khongcoloinao")
    assert found._empty.isVisible() and "thử ít từ hơn" in found._empty.text()
    assert not button(found, "Dùng lời này").isEnabled()
    qtbot.keyClick(found.line, Qt.Key.Key_Escape)
    assert shown(found)


def test_a_recipient_named_here_is_the_cards_too(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    found = opened(qtbot, program)
    program.window.library.filters.input("to").line.setText("mẹ")
    qtbot.waitUntil(lambda: settled(program))
    assert program.window.cards.room.form.value("to").to == "mẹ"
    assert all("mẹ" in text.lower() for text in shown(found)[:5])


def test_a_pair_chosen_here_is_the_cards_too(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    found = opened(qtbot, program)
    theirs = program.window.cards.room.form.input("to")
    other = next(pair for pair in theirs.relation.alternatives if pair != theirs.pair())
    program.window.library.filters.input("to").set_choice(other)
    assert theirs.pair() == other
    qtbot.waitUntil(lambda: program.window.library._for.pair == other, timeout=15_000)
    assert found.chosen is None or other.xung in found.chosen.text.lower()


def test_the_whole_way_by_keyboard(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    found = opened(qtbot, program)
    qtbot.keyClick(found.line, Qt.Key.Key_Down)
    assert found.list.hasFocus()
    qtbot.keyClick(found.list, Qt.Key.Key_Up)
    assert found.line.hasFocus()
    qtbot.keyClick(found.line, Qt.Key.Key_Down)
    qtbot.keyClick(found.list, Qt.Key.Key_Down)
    second = found.chosen
    qtbot.keyClick(found.list, Qt.Key.Key_Return)
    assert program.window.frame.room == "thiep"
    assert program.window.cards.design.card.body == second.text


def test_a_text_taken_is_edited_on_the_card_and_is_there_after_a_restart(
    qtbot: QtBot, open_program: Open, ime: Callable[..., None]
) -> None:
    program = open_program()
    offer = take(qtbot, opened(qtbot, program))
    room, design = program.window.cards.room, program.window.cards.design
    view = room.candidates.view(room.candidates.chosen_slot)
    assert view._badge.text() == "từ kho lời chúc"
    ime(view.text, " Cháu thương bà!")
    assert design.card.body == f"{offer.text} Cháu thương bà!"
    program.window.save()
    again = open_program()
    assert again.window.cards.design.card.body == f"{offer.text} Cháu thương bà!"
    assert again.window.cards.room.chosen_text() == f"{offer.text} Cháu thương bà!"


def test_undo_brings_back_the_text_taken_before(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    found = opened(qtbot, program)
    first = take(qtbot, found, 0)
    click(qtbot, program.window.frame, "Kho lời chúc")
    second = take(qtbot, found, 1)
    room = program.window.cards.room
    assert program.window.cards.design.card.body == second.text != first.text
    room.candidates.view(room.candidates.chosen_slot).text.undo()
    assert program.window.cards.design.card.body == first.text


def test_what_the_model_wrote_stays_beside_a_text_taken_and_both_stay_through_another_writing(
    qtbot: QtBot, open_program: Open
) -> None:
    program = open_program()
    parts = write(qtbot, program)
    offer = take(qtbot, opened(qtbot, program))
    assert sum(row["source"] == "model" for row in parts.room.state()) == 3
    parts.room.write()
    qtbot.waitUntil(lambda: not parts.room.writing, timeout=15_000)
    assert offer.text in [row["text"] for row in parts.room.state()]
    parts.room.form.input("to").line.setText("mẹ")
    parts.room.write()
    qtbot.waitUntil(lambda: not parts.room.writing, timeout=15_000)
    assert offer.text not in [row["text"] for row in parts.room.state()]


def test_a_text_for_another_day_takes_the_card_along_and_that_can_be_taken_back(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    parts = write(qtbot, program)
    card = parts.design.card
    found = opened(qtbot, program)
    program.window.library.filters.set_values({"occasion": "sinh_nhat"})
    offer = take(qtbot, found)
    assert parts.room.form.value("occasion") == offer.item.occasion == "sinh_nhat"
    assert parts.design.card.template != card.template
    notice = program.window.notice
    assert "Sinh nhật" in notice.text
    qtbot.mouseClick(next(b for b in notice.findChildren(QPushButton) if b.isVisible()), Qt.MouseButton.LeftButton)
    assert parts.room.form.value("occasion") == "tet"
    assert parts.design.card == card


def test_while_nobody_is_named_a_text_names_its_recipient(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    found = opened(qtbot, program, to="")
    offer = take(qtbot, found)
    form = program.window.cards.room.form
    assert form.value("to").to == offer.to != ""
    assert form.input("to").pair().goi in offer.text.lower()


def test_facts_that_nobody_gave_are_marked_until_the_text_is_edited(
    qtbot: QtBot, open_program: Open, ime: Callable[..., None]
) -> None:
    program = open_program()
    found = opened(qtbot, program, to="mẹ")
    row = next(row for row in range(found.list.model().rowCount()) if found.list.model().at(found.list.model().index(row, 0)).facts)
    offer = choose(found, row)
    assert offer.facts[0] in mark_of(found, offer)
    take(qtbot, found, row)
    room = program.window.cards.room
    view = room.candidates.view(room.candidates.chosen_slot)
    assert "kể riêng" in view.remarks.accessibleName()
    ime(view.text, " Con nhớ mẹ.")
    qtbot.waitUntil(lambda: "kể riêng" not in view.remarks.accessibleName())


def test_a_text_that_was_copied_is_marked_put_last_and_known_after_a_restart(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    found = opened(qtbot, program)
    offer = choose(found, 0)
    qtbot.keyClick(found.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == offer.text
    assert "Đã dùng" in mark_of(found, offer)
    assert shown(found)[0] != offer.text
    again = open_program()
    found = opened(qtbot, again)
    assert "Đã dùng" in mark_of(found, offer)
    other = opened(qtbot, again, to="mẹ")
    assert not any("Đã dùng" in mark_of(other, each) for each in again.window.library._offers[:20] if each.item.occasion == "tet")


def test_used_texts_can_be_forgotten_and_that_can_be_taken_back(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    found = opened(qtbot, program)
    offer = choose(found, 0)
    click(qtbot, found, "Chép")
    found._forget.menu().actions()[0].trigger()
    assert "Đã dùng" not in mark_of(found, offer)
    assert not found._forget.isEnabled()
    notice = program.window.notice
    qtbot.mouseClick(next(b for b in notice.findChildren(QPushButton) if b.isVisible()), Qt.MouseButton.LeftButton)
    assert "Đã dùng" in mark_of(found, offer)


def test_the_composer_passes_over_a_library_text_that_was_sent(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    parts = write(qtbot, program)
    sent = next(row for row in parts.room.state() if row["source"] == "library")
    parts.room.candidates.choose(sent["slot"])
    program.window.exports.copy_text()
    parts.room.write()
    qtbot.waitUntil(lambda: not parts.room.writing, timeout=15_000)
    offered = [row["text"] for row in parts.room.state() if row["source"] == "library"]
    assert offered and sent["text"] not in offered


def test_the_composer_passes_over_a_text_of_the_model_that_was_sent(qtbot: QtBot, open_program: Open, client: Any) -> None:
    program = open_program()
    parts = write(qtbot, program)
    sent = parts.room.chosen_text()
    program.window.exports.copy_text()
    client.texts = (*client.texts, "Năm mới, cháu kính chúc bà an khang, vui khỏe và gặp nhiều điều may mắn.")
    parts.room.write()
    qtbot.waitUntil(lambda: not parts.room.writing, timeout=15_000)
    written = [row["text"] for row in parts.room.state() if row["source"] == "model"]
    assert len(written) == 3 and sent not in written


def test_what_is_only_shown_is_not_taken_for_used(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    write(qtbot, program)
    assert not program.used.any()


@pytest.mark.parametrize("form", ["loi_chuc", "luc_bat"])
def test_the_library_is_offered_when_the_model_fails(qtbot: QtBot, open_program: Open, client: Any, form: str) -> None:
    program = open_program()
    client.fault = InferenceError("Mô hình đã dừng đột ngột.", "")
    parts = program.window.cards
    parts.room.form.set_values({"form": form})
    parts.room.form.input("to").line.setText("mẹ")
    parts.room.write()
    qtbot.waitUntil(lambda: not parts.room.writing, timeout=15_000)
    assert [row["source"] for row in parts.room.state()] == ["library"]
    assert parts.design.card.body == parts.room.chosen_text() != ""


def test_the_library_is_offered_when_no_model_comes_up(
    qtbot: QtBot, open_program: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = open_program()

    def broken() -> Any:
        raise InferenceError("Không mở được mô hình.", "")

    make = program.engine._make_server
    monkeypatch.setattr(program.engine, "_make_server", lambda *given: _Broken(make(*given), broken))
    program.engine.restart()
    qtbot.waitUntil(lambda: program.engine.state == "failed")
    parts = program.window.cards
    parts.room.form.input("to").line.setText("mẹ")
    click(qtbot, program.window.frame, "Viết lời chúc")
    qtbot.waitUntil(lambda: parts.room.candidates.chosen_slot >= 0 and not parts.room.writing, timeout=15_000)
    assert [row["source"] for row in parts.room.state()] == ["library"]
    assert "Không mở được mô hình" in program.window.notice.text


class _Broken:
    """A server that does not start."""

    def __init__(self, server: Any, start: Callable[..., Any]) -> None:
        self.start, self.stop, self.pid = start, server.stop, None


def test_every_control_of_the_library_has_a_name(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    opened(qtbot, program)
    assert unnamed(program.window.frame) == []


def test_a_text_taken_while_the_model_writes_stays_on_the_card(qtbot: QtBot, open_program: Open, client: Any) -> None:
    program = open_program()
    room = program.window.cards.room
    room.form.input("to").line.setText("bà ngoại")
    client.stuck_after = 10
    room.write()
    qtbot.waitUntil(lambda: any(row["source"] == "model" for row in room.state()))
    offer = take(qtbot, opened(qtbot, program))
    click(qtbot, program.window.frame, "Dừng")
    assert program.window.cards.design.card.body == offer.text
    assert room.chosen_text() == offer.text


def test_leaving_before_the_offers_are_made_costs_nothing(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    program.window.cards.room.form.input("to").line.setText("chị Lan")
    click(qtbot, program.window.frame, "Kho lời chúc")
    click(qtbot, program.window.frame, "Thiệp")
    assert program.window.library._stream is None
    assert shown(opened(qtbot, program, to="chị Lan"))


def test_it_is_the_room_that_opens_again_after_a_change_of_look(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    opened(qtbot, program)
    program.change_settings(program.settings.with_(theme="toi"))
    assert program.window.frame.room == "kho"
    qtbot.waitUntil(lambda: settled(program), timeout=15_000)
    assert shown(program.window.library._list)
