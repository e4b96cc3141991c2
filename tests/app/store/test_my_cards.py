"""Cards are kept once, found by a few letters, renamed, copied, thrown away and taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store import Store, open_store
from app.store.my_cards import MyCards

BODY = {"card": {"template": "tet_dao_mai", "body": "một"}, "values": {}}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "loihay.db")
    yield opened
    opened.close()


@pytest.fixture
def cards(store: Store) -> MyCards:
    return MyCards(store)


def keep(cards: MyCards, recipient: str, words: str = "", *, id: int = 0, occasion: str = "tet") -> int:
    return cards.keep(id, f"Tết {recipient}", occasion, recipient, words, BODY)


def test_the_newest_comes_first_and_a_kept_card_is_kept_once(cards: MyCards) -> None:
    first, second = keep(cards, "bà ngoại"), keep(cards, "Lan")
    assert keep(cards, "bà nội", id=first) == first
    assert sorted(card.recipient for card in cards.find()) == ["Lan", "bà nội"]
    assert cards.body(second) == BODY


@pytest.mark.parametrize(
    ("query", "found"),
    [("ba ngoai", True), ("Bà Ngo", True), ("manh khoe", True), ("khoe tet", True), ("hanh phuc", False), ("", True)],
)
def test_cards_are_found_without_diacritics(cards: MyCards, query: str, found: bool) -> None:
    keep(cards, "bà ngoại", "Chúc bà mạnh khỏe")
    assert bool(cards.find(query)) is found


def test_occasion_and_person_narrow_what_is_found(cards: MyCards) -> None:
    keep(cards, "Lan", occasion="sinh_nhat")
    keep(cards, "lan", occasion="tet")
    keep(cards, "Hùng", occasion="tet")
    assert [card.occasion for card in cards.find(recipient="Lan", occasion="tet")] == ["tet"]
    assert len(cards.find(recipient="LAN")) == 2
    assert sorted(cards.people()) in (["Hùng", "Lan"], ["Hùng", "lan"])


def test_a_new_name_is_found_and_the_words_still_are(cards: MyCards) -> None:
    id = keep(cards, "Lan", "Chúc Lan vui")
    cards.rename(id, "Thiệp hoa đào")
    assert cards.find("hoa dao") and cards.find("vui") and cards.find("lan")
    assert keep(cards, "Lan", "Chúc Lan vui", id=id) == id
    assert cards.find()[0].name == "Thiệp hoa đào"


def test_a_thrown_away_card_is_taken_back(cards: MyCards) -> None:
    id = keep(cards, "Lan")
    cards.throw_away(id)
    assert cards.find() == [] and cards.people() == []
    cards.take_back(id)
    assert [card.id for card in cards.find()] == [id]


def test_what_was_thrown_away_long_ago_goes_for_good(cards: MyCards, store: Store) -> None:
    old, fresh = keep(cards, "Lan"), keep(cards, "Hùng")
    cards.throw_away(old)
    cards.throw_away(fresh)
    store.write("UPDATE cards SET gone_at = '2020-01-01' WHERE id = ?", (old,))
    cards.clear_out()
    assert cards.body(old) is None and cards.body(fresh) == BODY


def test_the_number_of_a_card_is_never_given_to_another(cards: MyCards, store: Store) -> None:
    keep(cards, "bà")
    newest = keep(cards, "Lan")
    store.write("UPDATE cards SET gone_at = '2020-01-01'", ())
    cards.clear_out()
    assert cards.duplicate(newest, "Bản sao") != newest and keep(cards, "mẹ") > newest


def test_a_copy_is_another_card(cards: MyCards) -> None:
    id = keep(cards, "Lan")
    cards.set_picture(id, b"jpeg")
    copy = cards.duplicate(id, "Bản sao")
    assert copy != id and cards.picture(copy) == cards.picture(id)
    cards.throw_away(id)
    assert [card.name for card in cards.find()] == ["Bản sao"]


def test_another_card_needs_another_picture(cards: MyCards) -> None:
    id = keep(cards, "Lan")
    cards.set_picture(id, b"x")
    keep(cards, "Lan", id=id)
    assert cards.without_picture() == []
    cards.keep(id, "", "tet", "Lan", "", {**BODY, "card": {"template": "khac"}})
    assert cards.without_picture() == [id]


def test_a_card_of_an_older_version_opens(cards: MyCards, store: Store) -> None:
    id = store.write(
        "INSERT INTO cards (occasion, recipient, body, saved_at) VALUES (?, ?, ?, ?)",
        ("tet", "bà", '{"template": "tet_dao_mai"}', "2026-01-01"),
    )
    assert cards.body(id) == {"card": {"template": "tet_dao_mai"}, "values": {}}
    assert [card.id for card in cards.find("ba")] == [id]
