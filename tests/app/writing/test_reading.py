"""Whatever shape a model gives its answer, the same text is read, however the stream is cut."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.writing.reading import Reader

TEXT = 'Cháu chúc bà "khỏe" 🌸\n\nCháu ạ.'
SHAPES = {
    "plain": TEXT,
    "json": json.dumps({"loi_chuc": TEXT}, ensure_ascii=False),
    "escaped json": json.dumps({"loi_chuc": TEXT}, indent=2) + "\nXong.",
    "a list": json.dumps({"loi_chuc": [TEXT, "Bài khác."]}, ensure_ascii=False),
    "fenced json": f"```json\n{json.dumps({'loi_chuc': TEXT})}\n```",
    "thinking before json": "<think>\nBà là ai?\n</think>\n\n" + json.dumps({"thu": TEXT}),
    "thinking whose beginning never came": '{"loi_chuc": "thử"} hay là?</think>' + json.dumps({"thu": TEXT}),
}


def read(chunks: list[str]) -> str:
    reader, said = Reader(), ""
    for chunk in chunks:
        text, again = reader.feed(chunk)
        said = text if again else said + text
    return said + reader.end()


@pytest.mark.parametrize("answer", SHAPES.values(), ids=SHAPES)
def test_the_text_is_read_at_every_split(answer: str) -> None:
    assert {read([answer[:at], answer[at:]]) for at in range(len(answer) + 1)} == {TEXT}
    assert read(list(answer)) == TEXT


@given(st.sampled_from(list(SHAPES.values())), st.data())
def test_splits_never_matter(answer: str, data: st.DataObject) -> None:
    cuts = data.draw(st.sets(st.integers(0, len(answer))))
    places = sorted({0, len(answer), *cuts})
    assert read([answer[start:end] for start, end in pairwise(places)]) == TEXT


def test_the_string_streams_as_it_comes() -> None:
    reader = Reader()
    assert reader.feed('{"loi_chuc": "Chúc').text == "Chúc"
    assert reader.feed(" bà\\").text == " bà"
    assert reader.feed('nkhỏe"}').text == "\nkhỏe"


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ('{"loi_chuc": "Chúc bà', "Chúc bà"),
        ("{", ""),
        ('{"loi_chuc"', ""),
        ("{ngoặc} thường", "{ngoặc} thường"),
        ("`Chúc` bà", "`Chúc` bà"),
        ('{"a": "\\ud83c"}', ""),
        ('{"a": "\\uzzzz rồi"}', "\\uzzzz rồi"),
        ("", ""),
    ],
)
def test_what_is_cut_or_broken_is_read_as_far_as_it_goes(answer: str, text: str) -> None:
    assert read([answer]) == read(list(answer)) == text
