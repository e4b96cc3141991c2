"""What is said of a text follows the form as it stands, not the request that the text was once written for."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from app.ui.main import Program
from app.ui.recipient import Recipient
from app.viet.kinship import Pair
from tests.app.ui.conftest import write

Open = Callable[[], Program]


def said(program: Program, slot: int) -> str:
    """The remarks under a candidate."""
    return program.window.cards.room.candidates.view(slot).remarks.accessibleName()


def test_another_recipient_is_checked_without_an_edit_and_back_again(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    parts = write(qtbot, program)
    slot = parts.room.candidates.chosen_slot
    assert "bà" not in said(program, slot)
    parts.room.form.input("to").line.setText("bạn Hùng")
    qtbot.waitUntil(lambda: "“bà”" in said(program, slot))
    parts.room.form.input("to").line.setText("bà ngoại")
    qtbot.waitUntil(lambda: "“bà”" not in said(program, slot))


def test_another_pair_is_checked_without_an_edit(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    parts = write(qtbot, program)
    slot = parts.room.candidates.chosen_slot
    parts.room.form.input("to").set_value(Recipient("bà ngoại", Pair("bà", "con")))
    parts.room.form.input("to").changed.emit()
    qtbot.waitUntil(lambda: "cháu" in said(program, slot).lower())


def test_an_edit_is_checked_against_the_form_as_it_stands(
    qtbot: QtBot, open_program: Open, ime: Callable[..., None]
) -> None:
    program = open_program()
    parts = write(qtbot, program)
    slot = parts.room.candidates.chosen_slot
    parts.room.form.input("details").set_value(("mới lên chức tổ trưởng",))
    assert "tổ trưởng" not in said(program, slot)
    ime(parts.room.candidates.view(slot).text, " Thương bà!")
    qtbot.waitUntil(lambda: "tổ trưởng" in said(program, slot))


def test_a_shorter_text_stays_short_in_the_eyes_of_the_checker(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    parts = write(qtbot, program)
    slot = parts.room.candidates.slots()[0]
    parts.room.candidates.view(slot).varied.emit("ngan_hon")
    qtbot.waitUntil(lambda: not parts.room.writing)
    assert (parts.room._brief_now(slot).length, parts.room._brief_now(slot + 1).length) == ("ngan", "vua")


def test_where_the_model_was_unsure_is_still_marked_after_an_edit_and_a_restart(
    qtbot: QtBot, open_program: Open, ime: Callable[..., None]
) -> None:
    program = open_program()
    room = write(qtbot, program).room
    slot = room.candidates.chosen_slot
    stretch = room.chosen_text()[5:15]
    room._unsure[slot] = [(stretch, "Mầm không chắc ở đoạn này.")]
    ime(room.candidates.view(slot).text, " Thương bà!")
    qtbot.waitUntil(lambda: "không chắc" in said(program, slot))
    program.window.save()
    again = open_program()
    assert "không chắc" in said(again, slot)
    view = again.window.cards.room.candidates.view(slot)
    assert stretch in [mark.cursor.selectedText() for mark in view.text.extraSelections()]
    view.text.setPlainText("Cháu chúc bà khỏe.")
    qtbot.waitUntil(lambda: "không chắc" not in said(again, slot))
