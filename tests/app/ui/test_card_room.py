"""What the card room makes of sender, ages and recipient together."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.settings import Profile
from app.ui.card_room import years_older
from app.ui.main import Program
from app.viet.kinship import Pair
from tests.app.ui.conftest import write

Open = Callable[[], Program]


def test_without_a_name_the_card_is_signed_with_the_self_word(qtbot: QtBot, open_program: Open) -> None:
    cards = open_program().window.cards
    form, sender = cards.room.form, cards.room.form.input("sender")
    form.set_values({"sender": ""})
    assert (sender.placeholderText(), cards.design.card.signature) == ("Cháu Nam", "")
    form.input("to").line.setText("chị Hà")
    assert (sender.placeholderText(), cards.design.card.signature) == ("Em Nam", "Em")
    sender.setText("Bống")
    assert cards.design.card.signature == "Bống"


def test_a_pair_of_ones_own_signs_too(qtbot: QtBot, open_program: Open) -> None:
    cards = open_program().window.cards
    cards.room.form.set_values({"sender": ""})
    to = cards.room.form.input("to")
    to.line.setText("bà ngoại")
    to._choose(Pair("bà", "con"))
    assert cards.design.card.signature == "Con"


def test_the_signature_chooses_the_pair(qtbot: QtBot, open_program: Open) -> None:
    cards = open_program().window.cards
    form = cards.room.form
    form.input("to").line.setText("bà ngoại")
    assert cards.logic.brief().pair == Pair("bà", "cháu")
    form.input("sender").setText("Con gái Lan")
    assert cards.logic.brief().pair == Pair("bà", "con")
    assert form.input("to")._chip.text() == "bà – con"


@pytest.mark.parametrize(
    ("details", "born", "years"),
    [
        (("mừng thọ 80 tuổi",), 1990, 43), (("lên 5 tuổi", "thích vẽ"), 1990, -32), (("70 tuổi",), 0, None),
        (("con trai 5 tuổi",), 1990, None), (("70 tuổi vẫn khỏe",), 1990, None), ((), 1990, None),
    ],
)  # fmt: skip
def test_an_age_counts_where_it_is_the_recipients(details: tuple[str, ...], born: int, years: int | None) -> None:
    assert years_older(details, born, 2027) == years


def test_ages_choose_the_pair_where_the_words_do_not(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    program.change_settings(program.settings.with_(profile=Profile(name="Nam", birth_year=1990, asked=True)))
    cards = program.window.cards
    cards.room.form.input("to").line.setText("đồng nghiệp")
    assert cards.logic.brief().pair == Pair("bạn", "mình")
    cards.room.form.input("details").set_value(("60 tuổi",))
    assert cards.logic.brief().pair == Pair("bác", "cháu")


def test_the_signature_of_a_letter_chooses_its_pair(qtbot: QtBot, open_program: Open) -> None:
    letters = open_program().window.letters
    letters.room.form.input("to").line.setText("cô Hạnh")
    letters.room.form.set_values({"sender": "Phụ huynh bé Bin"})
    assert letters.logic.brief().pair.xung == "tôi"


def test_festive_words_do_not_stay_on_a_card_of_mourning(qtbot: QtBot, open_program: Open) -> None:
    program = open_program()
    cards = write(qtbot, program)
    said, occasion = cards.design.card.body, cards.room.form.input("occasion")
    occasion.set_value("chia_buon")
    assert said and cards.design.card.body == "" and cards.room.chosen_text() == said
    occasion.set_value("tet")
    assert cards.design.card.body == said
