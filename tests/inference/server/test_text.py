"""Characters over token borders, and stop strings."""

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from inference.server.text import TextStream


def cut(data: bytes, places: list[int]) -> list[bytes]:
    borders = sorted({0, len(data), *(place % (len(data) + 1) for place in places)})
    return [data[a:b] for a, b in pairwise(borders)]


@given(st.text(), st.lists(st.integers(0, 10_000)))
def test_cutting_bytes_anywhere_changes_nothing(text: str, places: list[int]) -> None:
    stream = TextStream(())
    assert "".join(map(stream.feed, cut(text.encode(), places))) + stream.end() == text


@given(st.binary(max_size=60), st.lists(st.integers(0, 60)))
@example(b"\xed\xa0", [])  # half a surrogate: both bytes wait, and neither is a letter
def test_invalid_bytes_neither_stall_nor_raise(data: bytes, places: list[int]) -> None:
    stream = TextStream(())
    shown = "".join(map(stream.feed, cut(data, places)))
    assert len(stream.end()) <= 2
    assert len(data.decode("utf-8", "replace")) - len(shown) <= 2


@given(st.text("abc"), st.text("abc", min_size=1, max_size=3), st.lists(st.integers(0, 100)))
def test_a_stop_string_ends_the_text_wherever_it_is_cut(text: str, stop: str, places: list[int]) -> None:
    stream = TextStream([stop])
    shown = ""
    for part in cut(text.encode(), places):
        shown += stream.feed(part)
        if stream.stopped:
            break
    shown += stream.end()
    assert stream.stopped == (stop in text)
    assert shown == text.split(stop)[0]


def test_only_what_could_begin_a_stop_string_is_held_back() -> None:
    stream = TextStream(["\n\n"])
    assert stream.feed("chào\n".encode()) == "chào"
    assert stream.feed("bà".encode()) == "\nbà"
