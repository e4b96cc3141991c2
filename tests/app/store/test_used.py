"""What a person was given is remembered by relation, name and pair, through a restart, until it is to be forgotten."""

from pathlib import Path

import pytest

from app.store import open_store
from app.store.used import Used
from app.viet.kinship import Pair
from app.writing.brief import Brief
from app.writing.used import mark, person

LAN = Brief(to="chị Lan", name="Lan", pair=Pair("chị", "em"), occasion="tet")
HOA = LAN.with_(to="chị Hoa", name="Hoa")
TEXT, OTHER = "Em chúc chị năm mới an vui.", "Năm mới chị thật nhiều sức khỏe nhé."


def test_a_name_typed_with_the_relation_or_beside_it_is_one_person() -> None:
    assert person(LAN) == person(LAN.with_(to="CHỊ", name="lan")) == person(LAN.with_(to="Chi Lan"))


@pytest.mark.parametrize("other", [HOA, LAN.with_(pair=Pair("cô", "cháu")), LAN.with_(to="cô Lan")])
def test_another_name_relation_or_pair_is_another_person(other: Brief) -> None:
    assert person(other) != person(LAN)


def test_case_space_and_punctuation_make_no_other_text() -> None:
    assert mark("Chúc chị  an vui!") == mark("chúc chị\nan vui") != mark("Chúc chị an khang")


def test_what_was_given_is_known_again_after_a_restart(tmp_path: Path) -> None:
    store = open_store(tmp_path / "loihay.db")
    Used(store).remember(LAN, [TEXT], sent=True)
    store.close()
    again = open_store(tmp_path / "loihay.db")
    used = Used(again)
    assert used.of(LAN) == {mark(TEXT)}
    assert used.of(HOA) == frozenset()
    again.close()


def test_while_nobody_is_named_nothing_is_remembered() -> None:
    used = Used(None)
    used.remember(Brief(), [TEXT], sent=True)
    assert not used.any()


def test_a_choice_gives_way_to_the_next_for_the_same_day_but_not_what_was_sent() -> None:
    used = Used(None)
    used.remember(LAN, [TEXT], sent=False)
    used.remember(LAN, [OTHER], sent=False)
    assert used.of(LAN) == {mark(OTHER)}
    used.remember(LAN, [OTHER], sent=True)
    used.remember(LAN, [TEXT], sent=False)
    used.remember(LAN.with_(occasion="sinh_nhat"), ["Mừng sinh nhật chị."], sent=False)
    assert used.of(LAN) == {mark(OTHER), mark(TEXT), mark("Mừng sinh nhật chị.")}


def test_sent_once_it_stays_sent_when_it_is_chosen_again() -> None:
    used = Used(None)
    used.remember(LAN, [TEXT], sent=True)
    used.remember(LAN, [TEXT], sent=False)
    used.remember(LAN, [OTHER], sent=False)
    assert mark(TEXT) in used.of(LAN)


def test_one_person_is_forgotten_or_everybody_and_that_can_be_taken_back(tmp_path: Path) -> None:
    store = open_store(tmp_path / "loihay.db")
    used = Used(store)
    for each in (LAN, HOA):
        used.remember(each, [TEXT], sent=True)
    gone = used.forget(LAN)
    assert not used.of(LAN) and used.of(HOA)
    used.restore(gone)
    assert Used(store).of(LAN) == {mark(TEXT)}
    used.forget()
    assert not used.any() and not Used(store).any()
    store.close()


def test_forgetting_nobody_in_particular_forgets_nobody() -> None:
    used = Used(None)
    used.remember(LAN, [TEXT], sent=True)
    assert used.forget(Brief()) == []
    assert used.of(LAN)
