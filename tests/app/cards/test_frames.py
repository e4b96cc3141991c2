"""Frames: what a handle drags, what turns, what catches, what lies under a point, what another shape makes of them."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF

from app.cards.card import Card
from app.cards.formats import SHAPES
from app.cards.frames import at, bounds, contains, corners, moved, refitted, resized, shown, turned
from app.cards.handles import HANDLES, knob, taken
from app.cards.items import Code, Frame, Sticker, Words
from app.cards.render import Renderer
from app.cards.snapping import MARGIN, snapped

frames = st.builds(
    Frame, st.floats(-500, 1500), st.floats(-500, 1500), st.floats(40, 900), st.floats(40, 900), st.floats(-180, 180)
)
shifts = st.floats(-400, 400)


@given(frames, st.sampled_from(HANDLES), shifts, shifts, st.booleans())
def test_the_side_across_from_the_handle_stays(frame: Frame, handle: tuple[int, int], dx: float, dy: float, keep: bool) -> None:
    made = resized(frame, handle, dx, dy, keep=keep)
    before, after = corners(frame), corners(made)
    for place, (x, y) in enumerate(((-1, -1), (1, -1), (1, 1), (-1, 1))):
        if x != handle[0] and y != handle[1] and (handle[0] and handle[1]):
            if (x, y) == (-handle[0], -handle[1]):
                assert math.dist(before[place].toTuple(), after[place].toTuple()) < 1e-6 * 2000
    assert made.turn == frame.turn and made.width >= 24 and made.height >= 24


@given(frames, st.sampled_from([h for h in HANDLES if all(h)]), shifts, shifts)
def test_a_kept_proportion_is_kept(frame: Frame, handle: tuple[int, int], dx: float, dy: float) -> None:
    made = resized(frame, handle, dx, dy, keep=True)
    assert made.width / made.height == pytest.approx(frame.width / frame.height, rel=1e-6)


@given(frames, st.floats(-2000, 3000), st.floats(-2000, 3000))
def test_turning_faces_the_point_and_moves_nothing(frame: Frame, x: float, y: float) -> None:
    made = turned(frame, QPointF(x, y))
    assert bounds(made).center().x() == pytest.approx(bounds(frame).center().x(), abs=1e-6)
    assert -180 <= made.turn <= 180
    stepped = turned(frame, QPointF(x, y), step=15)
    assert stepped.turn % 15 == pytest.approx(0, abs=1e-9) or stepped.turn % 15 == pytest.approx(15, abs=1e-9)


@given(frames, st.lists(frames, max_size=4), st.floats(1, 30))
@settings(max_examples=60)
def test_what_catches_lies_on_a_guide_and_moved_no_further_than_it_may(frame: Frame, others: list[Frame], reach: float) -> None:
    made, guides = snapped(frame, (1080, 1350), others, reach)
    assert abs(made.x - frame.x) <= reach + 1e-6 and abs(made.y - frame.y) <= reach + 1e-6
    box = bounds(made)
    for guide in guides:
        stops = (box.left(), box.center().x(), box.right()) if guide.across else (box.top(), box.center().y(), box.bottom())
        assert min(abs(stop - guide.at) for stop in stops) < 0.02


def test_the_middle_and_the_margin_catch() -> None:
    made, guides = snapped(Frame(436, 57, 200, 100), (1080, 1350), (), 8)
    assert (made.x, made.y) == (440, MARGIN)
    assert {(guide.across, guide.at) for guide in guides} == {(True, 540), (False, MARGIN)}


@given(frames, st.floats(0, 1), st.floats(0, 1))
def test_a_frame_holds_its_own_points(frame: Frame, u: float, v: float) -> None:
    a, b, _c, d = corners(frame)
    assert contains(frame, a + (b - a) * u + (d - a) * v, 1e-6 * 1000)


def test_the_topmost_thing_is_found_and_locked_or_hidden_ones_are_not(renderer: Renderer) -> None:
    low, high = Sticker(id=1, sticker="x", frame=Frame(100, 900, 200, 200)), Code(id=2, content="x", frame=Frame(150, 950, 200, 200))
    card = Card("tet", title="Chúc Mừng", items=(low, high))
    point = QPointF(200, 1000)
    assert at(renderer.scene(card), point) == high
    for change in ({"locked": True}, {"hidden": True}):
        other = Code(id=2, content="x", frame=high.frame, **change)
        assert at(renderer.scene(replace(card, items=(low, other))), point) == low


def test_words_that_the_design_places_can_be_chosen(renderer: Renderer) -> None:
    scene = renderer.scene(Card("tet", title="Chúc Mừng", body="Chúc bà vui."))
    words = {item.field: frame for item, frame in shown(scene) if isinstance(item, Words)}
    assert set(words) == {"title", "body"}
    found = at(scene, bounds(words["body"]).center())
    assert isinstance(found, Words) and found.field == "body"


@pytest.mark.parametrize("shape", [id for id in SHAPES if id != "doc"])
def test_in_another_shape_things_keep_their_place_and_proportion(renderer: Renderer, shape: str) -> None:
    formats = renderer.templates["tet"].formats
    frame = Frame(440, 575, 200, 200, 12)
    (made,) = refitted((Sticker(id=1, sticker="x", frame=frame),), formats["doc"], formats[shape])
    assert made.frame and made.frame.width == pytest.approx(made.frame.height) and made.frame.turn == 12
    middle = bounds(made.frame).center()
    assert middle.x() / formats[shape].width == pytest.approx(0.5, abs=1e-6)
    assert middle.y() / formats[shape].height == pytest.approx(0.5, abs=1e-6)
    (words,) = refitted((Words(id=1, field="title", frame=frame),), formats["doc"], formats[shape])
    assert words.frame is None


def test_handles_are_taken_hold_of_where_they_stand() -> None:
    frame, room = Frame(200, 200, 300, 200), QRectF(0, 0, 800, 800)
    outline = QPolygonF(list(corners(frame)))
    assert taken(outline, room, QPointF(500, 400)) == ("size", (1, 1))
    assert taken(outline, room, knob(outline, room)[0]) == ("turn", (0, -1))
    assert taken(outline, room, QPointF(350, 300)) is None
    high = QPolygonF(list(corners(moved(frame, 0, -200))))
    where, foot = knob(high, room)
    assert foot and taken(high, room, where) == ("turn", (0, 1))
