"""The answer without the thinking, however the stream is cut."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inference.thinking import MARKS, Thinking

ANSWER = "Cháu chúc bà <3 khỏe [ạ]."


def heard(chunks: list[str]) -> str:
    """What somebody who reads along holds in the end."""
    thinking, said = Thinking(), ""
    for chunk in chunks:
        text, again = thinking.feed(chunk)
        said = text if again else said + text
    return said + thinking.end()


def every_split(text: str) -> list[list[str]]:
    """Into two, and into single characters."""
    return [[text[:at], text[at:]] for at in range(len(text) + 1)] + [list(text)]


@pytest.mark.parametrize(("opened", "closed"), MARKS)
def test_a_block_is_cut_out_at_every_split(opened: str, closed: str) -> None:
    text = f"\n{opened}\nBà? <b> [x]\n{closed}\n\n{ANSWER}"
    assert {heard(chunks) for chunks in every_split(text)} == {ANSWER}


@pytest.mark.parametrize(("opened", "closed"), MARKS)
def test_a_block_whose_beginning_never_came_goes_too(opened: str, closed: str) -> None:
    text = f"Bà là ai nhỉ?\n{closed}\n{ANSWER}"
    assert {heard(chunks) for chunks in every_split(text)} == {ANSWER}


@pytest.mark.parametrize("text", [ANSWER, "", "a < b", "<", "<thin", "[THI", "<b>đậm</b>", "◁"])
def test_an_answer_without_thinking_is_left_alone(text: str) -> None:
    assert {heard(chunks) for chunks in every_split(text)} == {text}


def test_thinking_without_an_end_says_nothing() -> None:
    assert {heard(chunks) for chunks in every_split("<think>Bà là ai nhỉ? </thin")} == {""}


def test_words_come_at_once_where_nothing_can_be_a_mark() -> None:
    thinking = Thinking()
    assert thinking.feed("<think>x</think> Chúc").text == "Chúc"
    assert thinking.feed(" bà <").text == " bà "
    assert thinking.feed("3").text == "<3"


PIECES = st.sampled_from(
    ["<think>", "</think>", "[THINK]", "[/THINK]", "<thinking>", "</thinking>", "<", "a", " ", "\n", "[", "chúc"]
)


@given(st.lists(PIECES, max_size=8).map("".join), st.data())
def test_splits_never_matter(text: str, data: st.DataObject) -> None:
    cuts = data.draw(st.sets(st.integers(0, len(text))))
    places = sorted({0, len(text), *cuts})
    assert heard([text[start:end] for start, end in pairwise(places)]) == heard([text])
