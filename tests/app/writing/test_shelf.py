"""Leafing through the library: only what can be said to this person, found without diacritics, facts and used texts marked."""

from functools import cache

import pytest

from app.knowledge import load_knowledge
from app.paths import assets_dir
from app.writing.brief import Brief, brief_to
from app.writing.library import Library
from app.writing.shelf import Offer, Shelf, Wish, find
from app.writing.used import mark

KNOWLEDGE = load_knowledge(assets_dir())
SHELF = Shelf(Library.load(assets_dir() / "library"), KNOWLEDGE)


@cache
def offers(to: str, **fields: object) -> list[Offer]:
    return list(SHELF.offers(brief_to(KNOWLEDGE, to, **fields)[0]))


def test_nearly_every_text_is_there_while_nobody_is_named() -> None:
    shown = list(SHELF.offers(Brief()))
    assert len(shown) >= 2500
    assert all("{" not in offer.text and offer.to for offer in shown)


def test_texts_say_the_pair_of_the_recipient() -> None:
    found = find(offers("bà ngoại"), Wish("", occasion="tet", group="ong_ba"))
    assert len(found) >= 40
    assert not any("{" in offer.text for offer in found)
    assert all("bà" in offer.text.lower() for offer in found if "{goi}" in offer.item.text.lower())


def test_a_text_whose_slots_do_not_take_the_pair_is_not_offered() -> None:
    for offer in offers("bà ngoại"):
        assert not offer.item.goi or "bà" in offer.item.goi
        assert offer.item.group not in ("vo_chong", "con_chau", "ban_be")


def test_a_text_for_ones_own_mother_is_not_offered_for_a_mother_in_law() -> None:
    assert {side for offer in offers("mẹ vợ") for side in offer.item.side} <= {"vợ"}


def test_a_name_opens_the_texts_that_need_one() -> None:
    assert any("{ten}" in offer.item.text for offer in offers("chị Lan"))
    assert not any("{ten}" in offer.item.text for offer in offers("bà ngoại"))


@pytest.mark.parametrize(("typed", "there"), [("banh chung", "bánh chưng"), ("BÁNH CHƯ", "bánh chưng"), ("suc khoe", "sức khỏe")])
def test_words_are_found_without_diacritics_and_half_typed(typed: str, there: str) -> None:
    found = find(list(SHELF.offers(Brief())), Wish(typed))
    assert there in found[0].text.lower()


def test_what_stands_in_a_row_comes_before_words_here_and_there() -> None:
    found = find(list(SHELF.offers(Brief())), Wish("năm mới bình an"))
    together = ["năm mới bình an" in offer.text.lower() for offer in found]
    assert together == sorted(together, reverse=True) and together[0]


def test_an_occasion_is_found_by_other_words_for_it() -> None:
    found = find(list(SHELF.offers(Brief())), Wish("8/3"))
    assert any(offer.item.occasion == "quoc_te_phu_nu" for offer in found)


def test_filters_narrow_together() -> None:
    wish = Wish("", occasion="tet", group="cha_me", tone="am_ap", form="luc_bat")
    found = find(offers("mẹ"), wish)
    assert found
    for offer in found:
        item = offer.item
        assert (item.occasion, item.group, item.tone, item.form) == ("tet", "cha_me", "am_ap", "luc_bat")
        assert "\n" in offer.text


def test_a_fact_that_nobody_gave_is_marked_and_one_that_was_given_is_not() -> None:
    plain = next(offer for offer in offers("mẹ") if "mẹ hay đi lễ chùa đầu năm" in offer.item.details)
    given = next(o for o in offers("mẹ", details=("mẹ hay đi lễ chùa đầu năm",)) if o.item is plain.item)
    assert "mẹ hay đi lễ chùa đầu năm" in plain.facts
    assert "mẹ hay đi lễ chùa đầu năm" not in given.facts


def test_texts_without_facts_come_first() -> None:
    told = [bool(offer.facts) for offer in find(offers("mẹ"), Wish("", occasion="tet"))]
    assert told == sorted(told)


def test_used_texts_come_last() -> None:
    first = find(offers("mẹ"), Wish("", occasion="tet"))[0]
    again = find(offers("mẹ"), Wish("", occasion="tet"), {mark(first.item.text)})
    assert again[-1] == first and len(again) > 1


def test_the_library_never_matches_a_used_text() -> None:
    brief, _ = brief_to(KNOWLEDGE, "mẹ", occasion="tet")
    used: set[str] = set()
    for _ in range(8):
        (item, text), *_ = SHELF.library.matches(brief, KNOWLEDGE, used=used)
        assert mark(item.text) not in used and mark(text) not in used
        used |= {mark(item.text)}
