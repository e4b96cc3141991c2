"""Items: their values survive JSON, hostile values are refused, and what stands in its own frame looks as the design had it."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.cards.card import Card, card_from, card_values
from app.cards.frames import designed
from app.cards.items import FIELDS, Code, Crop, Frame, Look, Photo, Sticker, Text, Words
from app.cards.render import Renderer
from app.errors import UserError
from tests.app.cards.conftest import pixels

CARD = Card(
    "tet", title="Chúc Mừng\nNăm Mới", kicker="Xuân Đinh Mùi", opening="Kính gửi bà,",
    body="Cháu chúc bà năm mới dồi dào sức khỏe, ăn ngon, ngủ yên.", signature="Cháu Nam",
)  # fmt: skip
units = st.floats(-3000, 3000, allow_nan=False, width=32)
lengths = st.floats(10, 2000, allow_nan=False, width=32)
frames = st.builds(Frame, units, units, lengths, lengths, st.floats(-180, 180, width=32))
looks = st.builds(
    Look, role=st.sampled_from(["", "serif", "brush"]), px=st.integers(0, 400), color=st.sampled_from(["", "@ink", "#12abEF"]),
    finish=st.sampled_from(["", "foil", "outline"]), align=st.sampled_from(["", "right"]), lead=st.floats(0, 3, width=32),
)  # fmt: skip
ids = st.integers(1, 999)
some_items = st.one_of(
    st.builds(Text, id=ids, frame=frames, text=st.text(max_size=40), look=looks),
    st.builds(Words, id=ids, field=st.sampled_from(FIELDS), frame=st.none() | frames, look=looks, hidden=st.booleans()),
    st.builds(Photo, id=ids, frame=frames, picture=st.just("a" * 64), crop=st.just(Crop(0.1, 0.2, 0.5, 0.5)), mask=st.just("heart")),
    st.builds(Sticker, id=ids, frame=frames, sticker=st.just("red-heart"), flip=st.booleans()),
    st.builds(Code, id=ids, frame=frames, content=st.text(min_size=1, max_size=40)),
)


@given(st.lists(some_items, max_size=6))
@settings(max_examples=80, deadline=None)
def test_a_card_survives_json(items: list[Any]) -> None:
    card = replace(CARD, items=tuple(items), ground="#faf5ea")
    assert card_from(card_values(card)) == card


@pytest.mark.parametrize(
    "item",
    [
        {"kind": "photo", "id": 1, "picture": "../../etc/passwd"},
        {"kind": "photo", "id": 1, "picture": "a" * 64, "crop": {"x": 0, "y": 0, "width": 0, "height": 1}},
        {"kind": "text", "id": 1, "text": "x" * 5000},
        {"kind": "text", "id": 1, "frame": {"x": 0, "y": 0, "width": 1e9, "height": 10}},
        {"kind": "text", "id": 1, "frame": {"x": 0, "y": 0, "width": -5, "height": 10}},
        {"kind": "text", "id": -1},
        {"kind": "text", "id": 1, "look": {"color": "red; }"}},
        {"kind": "words", "id": 1, "field": "__class__"},
        {"kind": "script", "id": 1},
        "text",
    ],
)
def test_values_that_are_no_item_are_refused(item: Any) -> None:
    with pytest.raises(UserError):
        card_from({**card_values(CARD), "items": [item]})


def test_more_items_than_anybody_needs_are_refused() -> None:
    with pytest.raises(UserError):
        card_from({**card_values(CARD), "items": [{"kind": "sticker", "id": i, "sticker": "x"} for i in range(1, 300)]})


def test_keys_of_another_version_are_passed_over() -> None:
    assert card_from({**card_values(CARD), "stars": 5}) == CARD


@pytest.mark.parametrize("template", ["tet", "sn_dia_than", "ng_bang_phan", "tinh_thu_giay", "pn_lua_sen"])
def test_words_in_frames_of_their_own_look_as_the_design_has_them(renderer: Renderer, template: str) -> None:
    card = replace(CARD, template=template)
    scene, title = renderer.scene(card), renderer.templates[template].styles.title
    fields = [field for field in FIELDS if designed(scene, field) and (field != "title" or title.finish == "ink")]
    own = tuple(Words(id=i + 1, field=field, frame=designed(scene, field)) for i, field in enumerate(fields))
    assert len(own) >= 4
    moved = pixels(renderer.image(replace(card, items=own))).astype(int)
    apart = np.abs(moved - pixels(renderer.image(card)).astype(int)).max(axis=2)
    assert (apart > 60).mean() < 0.002  # an edge may fall an eighth of a pixel further


def test_a_title_in_a_frame_of_its_own_keeps_its_size_and_lines(renderer: Renderer) -> None:
    scene = renderer.scene(CARD)
    item = Words(id=1, field="title", frame=designed(scene, "title"))
    own = renderer.own_text(renderer.scene(replace(CARD, items=(item,))), item)
    assert own and own.title and own.title.px == pytest.approx(scene.placed.title.px, abs=0.5)
    assert [line.text for line in own.title.lines] == [line.text for line in scene.placed.title.lines]


def test_a_hidden_text_is_not_painted(renderer: Renderer) -> None:
    hidden = replace(CARD, items=(Words(id=1, field="signature", hidden=True),))
    scene = renderer.scene(CARD)
    frame = designed(scene, "signature")
    assert frame
    box = slice(int(frame.y), int(frame.y + frame.height)), slice(int(frame.x), int(frame.x + frame.width))
    with_it, without = pixels(renderer.image(CARD))[box], pixels(renderer.image(hidden))[box]
    assert (np.abs(with_it.astype(int) - without).max(axis=2) > 60).any()
    assert np.array_equal(without, pixels(renderer.image(replace(CARD, items=(Words(id=1, field="signature", opacity=0.0),))))[box])


@given(text=st.text("aáằặấệỗữyj gq ẤẬỄỖỮỰ\n.", min_size=1, max_size=1200), size=st.tuples(st.integers(60, 900), st.integers(40, 900)))
@settings(max_examples=25, deadline=None)
def test_a_text_that_fits_itself_never_leaves_its_frame(renderer: Renderer, text: str, size: tuple[int, int]) -> None:
    item = Text(id=1, frame=Frame(0, 0, *size), text=text)
    own = renderer.own_text(renderer.scene(replace(CARD, items=(item,))), item)
    if own is None:
        assert not text.strip()
        return
    assert own.run and (own.run.block.height <= size[1] + 1 or own.tight)
    assert all(line.x >= -1 and line.x + line.width <= size[0] + 1 for line in own.run.block.lines)


def test_a_fixed_size_that_overflows_is_told(renderer: Renderer) -> None:
    small = Text(id=1, frame=Frame(0, 0, 300, 60), text="Chúc mừng sinh nhật mẹ yêu của con", look=Look(px=60))
    card = replace(CARD, items=(small,))
    assert renderer.too_small(card) and not renderer.too_small(CARD)
    fitted = replace(CARD, items=(Text(id=1, frame=Frame(0, 0, 300, 60), text="Chúc mừng"),))
    assert not renderer.too_small(fitted)


def test_items_are_painted_bottom_first_and_turned(renderer: Renderer) -> None:
    low = Code(id=1, frame=Frame(100, 100, 200, 200), content="a", color="#ff0000")
    high = Text(id=2, frame=Frame(100, 100, 200, 200), text="█", look=Look(color="#00ff00"))
    over, under = (pixels(renderer.image(replace(CARD, items=pair)))[100:300, 100:300] for pair in ((low, high), (high, low)))
    assert (over[..., 1] > 200).sum() > (under[..., 1] > 200).sum() or not np.array_equal(over, under)
    turned = Code(id=1, frame=Frame(100, 100, 200, 200, 45.0), content="a", color="#ff0000")
    corner = pixels(renderer.image(replace(CARD, items=(turned,))))[102:108, 102:108]
    assert np.array_equal(corner, pixels(renderer.image(CARD))[102:108, 102:108])
