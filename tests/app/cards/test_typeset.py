"""What a typesetter makes of a card's words before it sets them."""

import pytest

from app.cards.card import Card
from app.cards.render import Renderer
from app.cards.typeset import cased


@pytest.mark.parametrize(
    ("said", "set"),
    [
        ("CHÚC MỪNG\nNĂM MỚI", "Chúc Mừng\nNăm Mới"),
        ("“ĐOÀN VIÊN” LỚP 12A1!", "“Đoàn Viên” Lớp 12A1!"),
        ("Chúc mừng TẾT", "Chúc mừng TẾT"),
        ("VNPT", "VNPT"),
        ("8/3", "8/3"),
    ],
)
def test_a_row_of_swashed_capitals_is_not_set(renderer: Renderer, said: str, set: str) -> None:
    assert cased(Card("cuoi_nhan", title=said), renderer.templates["cuoi_nhan"].styles).title == set


def test_plain_capitals_stay(renderer: Renderer) -> None:
    card = Card("chia_buon", title="THÀNH KÍNH CHIA BUỒN", body="XIN CHIA BUỒN CÙNG GIA ĐÌNH")
    assert cased(card, renderer.templates["chia_buon"].styles) == card


def test_the_card_shows_it(renderer: Renderer) -> None:
    title = renderer.scene(Card("cuoi_nhan", title="TRĂM NĂM HẠNH PHÚC")).placed.title
    assert " ".join(line.text for line in title.lines).replace("\xa0", " ") == "Trăm Năm Hạnh Phúc"
