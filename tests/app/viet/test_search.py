"""A few hurried letters find what is meant, at the beginnings of words, and a slip is answered with what is nearest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.viet.search import best, finds, nearest, spelled


@pytest.mark.parametrize("said", ["8/3", "8-3", "08.03", "8 tháng 3", "8 thang 3", "8 / 3"])
def test_a_day_is_the_same_in_any_spelling(said: str) -> None:
    assert spelled(f"mùng {said}") == ["mung", "8/3"]


@pytest.mark.parametrize(
    ("query", "phrase", "there"),
    [
        ("nha moi", "về nhà mới", True), ("nha moi", "Thương Nhau Mỗi Ngày", False), ("nha mo", "nhà mới", True),
        ("moi nha", "nhà mới", True), ("uoi", "đám cưới", False), ("", "đám cưới", True), ("8-3", "8/3", True), ("3", "8/3", False),
    ],
)  # fmt: skip
def test_words_are_found_at_their_beginnings(query: str, phrase: str, there: bool) -> None:
    assert finds(query, [phrase]) is there


WORDS = st.text(st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạ"), min_size=1, max_size=6)


@given(st.lists(WORDS, min_size=1, max_size=5), st.integers(1, 6))
def test_every_beginning_of_a_phrase_finds_it(words: list[str], letters: int) -> None:
    *whole, last = words
    assert finds(" ".join([*whole, last[:letters]]), [" ".join(words)])


def test_what_begins_with_the_query_comes_first() -> None:
    found = {"trung_thu": ["Trung thu", "tết trung thu"], "tet": ["Tết Nguyên đán"], "tay": ["Năm mới", "xem", "tết tây"]}
    assert best("tet", found) == "tet"
    assert best("zz", found) == "trung_thu" and best("tet", {}) == ""


def test_a_slip_is_answered_with_the_nearest() -> None:
    phrases = {"sinh_nhat": ["sinh nhật"], "tan_gia": ["tân gia", "nhà mới"]}
    assert (nearest("snh nhatt", phrases), nearest("nhaf mowis", phrases), nearest("xyz", phrases)) == ("sinh_nhat", "tan_gia", "")
