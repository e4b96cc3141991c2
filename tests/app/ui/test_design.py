"""The card in hand: choices are undone one by one, words follow the text and have their own undo."""

from PySide6.QtWidgets import QApplication

from app.cards.card import Card
from app.ui.design import Design


def make(qapp: QApplication) -> Design:
    return Design(Card(template="tet", title="Chúc Mừng"))


def test_choices_are_undone_and_done_again(qapp: QApplication) -> None:
    design = make(qapp)
    design.change("Đổi màu", palette="xanh")
    design.change("Đổi khổ", format="vuong")
    design.undo_stack.undo()
    assert (design.card.palette, design.card.format) == ("xanh", "doc")
    design.undo_stack.undo()
    assert design.card.palette == ""
    design.undo_stack.redo()
    assert design.card.palette == "xanh"


def test_letters_typed_in_a_row_are_one_step(qapp: QApplication) -> None:
    design = make(qapp)
    for title in ("C", "Ch", "Chú"):
        design.change("Sửa tiêu đề", title=title)
    design.undo_stack.undo()
    assert design.card.title == "Chúc Mừng"


def test_choosing_what_is_chosen_is_no_step(qapp: QApplication) -> None:
    design = make(qapp)
    design.change("Đổi mẫu", template="tet")
    assert not design.undo_stack.canUndo()


def test_words_are_no_step_and_survive_undo(qapp: QApplication) -> None:
    design = make(qapp)
    design.change("Đổi màu", palette="xanh")
    design.set_words(body="Chúc bà khỏe.")
    design.undo_stack.undo()
    assert (design.card.palette, design.card.body) == ("", "Chúc bà khỏe.")


def test_a_card_comes_back_from_its_values(qapp: QApplication) -> None:
    design = make(qapp)
    design.change("Đổi màu", palette="xanh")
    other = make(qapp)
    other.restore({**design.as_dict(), "of_another_version": 1})
    assert other.card == design.card
