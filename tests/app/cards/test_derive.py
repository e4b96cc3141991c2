"""Taller formats out of the portrait one: art at its edges and in proportion, frames apart, words with room."""

import itertools

import pytest
from PySide6.QtCore import QRectF

from app.cards.card import Card
from app.cards.derive import derived, with_own
from app.cards.formats import DERIVED
from app.cards.schema import Format, Layout, Motif, Placement

MOTIFS = tuple(
    Motif(name, "cloud", fill=name == "nen") for name in ("nen", "khung", "giay", "den", "dat", "hoa", "sen")
)
HEAD, TEXT = QRectF(200, 200, 680, 300), QRectF(240, 600, 600, 400)


def made(id: str, **rects: tuple[float, float, float, float] | Placement) -> tuple[Format, Layout]:
    """The format derived from one layout with these things in it."""
    place = {name: at if isinstance(at, Placement) else Placement(QRectF(*at)) for name, at in rects.items()}
    place["nen"] = Placement(QRectF(0, 0, 1080, 1350))
    layout = Layout("thoang", HEAD, TEXT, (HEAD, TEXT), place)
    shape = derived(Format("doc", "", 1080, 1350, (layout,)), id, MOTIFS)
    return shape, shape.layouts[0]


@pytest.mark.parametrize("id", DERIVED)
def test_things_keep_to_their_edges_and_their_size(id: str) -> None:
    shape, layout = made(id, den=(40, 0, 200, 240), dat=(0, 1150, 1080, 200), hoa=(700, 1060, 300, 240))
    extra = shape.height - 1350
    at = {name: placement.rect.getRect() for name, placement in layout.place.items()}
    assert at["den"] == (40, 0, 200, 240)
    assert at["dat"] == (0, 1150 + extra, 1080, 200)
    assert at["hoa"] == (700, 1060 + extra, 300, 240)
    assert at["nen"] == (0, 0, 1080, shape.height)


@pytest.mark.parametrize("id", DERIVED)
def test_what_covers_the_card_or_holds_the_words_stretches(id: str) -> None:
    shape, layout = made(id, khung=(48, 48, 984, 1254), giay=(200, 570, 680, 460))
    frame, paper = layout.place["khung"].rect, layout.place["giay"].rect
    assert (frame.top(), shape.height - frame.bottom()) == (48, 48)
    assert paper.contains(layout.text)
    assert paper.height() > 460


@pytest.mark.parametrize("id", DERIVED)
def test_words_get_room_and_frames_stay_apart(id: str) -> None:
    shape, layout = made(id)
    assert layout.text.height() > TEXT.height() + 0.4 * (shape.height - 1350)
    assert HEAD.height() < layout.head.height() < HEAD.height() + 0.2 * (shape.height - 1350)
    assert 0 < layout.head.bottom() < layout.text.top()
    assert layout.text.bottom() < shape.height


def test_what_was_apart_stays_apart() -> None:
    _, layout = made("story", hoa=(0, 1010, 300, 160), sen=(400, 510, 280, 80))
    for name, frame in itertools.product(("hoa", "sen"), (layout.head, layout.text)):
        assert not layout.place[name].rect.intersects(frame)


def test_art_that_holds_the_title_keeps_it() -> None:
    for tall in ("", "middle"):
        _, layout = made("story", sen=Placement(QRectF(150, 0, 780, 560), tall=tall))
        offset = layout.head.top() - layout.place["sen"].rect.top()
        assert offset == HEAD.top()


def test_a_design_may_say_what_becomes_of_a_thing() -> None:
    _, layout = made(
        "story",
        hoa=Placement(QRectF(0, 100, 200, 900), tall="stretch"),
        sen=Placement(QRectF(500, 700, 100, 100), tall="top"),
    )
    assert layout.place["hoa"].rect.height() > 900
    assert layout.place["sen"].rect.top() == 700


@pytest.mark.parametrize("id", DERIVED)
def test_a_round_thing_keeps_both_frames_in_place(id: str) -> None:
    ring = Placement(QRectF(140, 160, 800, 880), tall="middle")
    _, layout = made(id, khung=ring)
    offsets = {
        round(now.top() - before.top(), 3)
        for now, before in ((layout.head, HEAD), (layout.text, TEXT), (layout.place["khung"].rect, ring.rect))
    }
    assert len(offsets) == 1
    assert layout.place["khung"].rect.size() == ring.rect.size()


def test_paper_that_holds_title_and_words_keeps_its_margins() -> None:
    shape, layout = made("story", giay=(120, 190, 840, 900))
    paper = layout.place["giay"].rect
    assert (paper.top(), shape.height - paper.bottom()) == (190, 1350 - 1090)
    assert paper.contains(layout.head)
    assert paper.contains(layout.text)


def bare(id: str, **rects: tuple[float, float, float, float]) -> tuple[Layout, dict[str, QRectF]]:
    """The layout that shows the title alone, and where its things came to lie."""
    shape, _ = made(id, **rects)
    layout = next(each for each in shape.layouts if each.bare)
    return layout, {name: placement.rect for name, placement in layout.place.items()}


@pytest.mark.parametrize("id", ["gap_a5", "bao_li_xi"])
def test_a_title_alone_grows_and_keeps_off_the_art(id: str) -> None:
    free, _ = bare(id)
    assert free.head.height() > 1.3 * HEAD.height()
    layout, at = bare(id, hoa=(200, 520, 400, 830))
    assert not at["hoa"].intersects(layout.head)
    assert layout.head.height() >= HEAD.height()


def test_a_title_alone_takes_the_room_of_the_words_in_what_held_both() -> None:
    layout, at = bare("bao_li_xi", khung=(140, 40, 800, 1100))
    assert layout.head.height() > 1.5 * HEAD.height()
    assert at["khung"].contains(layout.head)


def test_a_design_draws_some_layouts_of_a_derived_format_itself() -> None:
    shape, _ = made("gap_a5")
    head, text = QRectF(100, 100, 800, 500), QRectF(100, 900, 800, 300)
    own = with_own(shape, Format("gap_a5", "", 1080, 1532, (Layout("bia", head, text, (head, text), {}),)))
    assert [each.name for each in own.layouts] == ["thoang", "bia"]
    assert own.layouts[1].bare
    assert own.layouts[1].head == head
    assert own.inside == shape.inside


def test_a_page_of_words_alone_has_them_in_its_middle() -> None:
    shape, _ = made("gap_a5", hoa=(700, 500, 300, 600))
    text = shape.inside.layouts[0].text
    assert (text.center().x(), text.width()) == (540, pytest.approx(0.72 * 1080))


def test_an_envelope_has_few_words_or_none(renderer) -> None:
    short, long = (
        Card("tet", "bao_li_xi", "", "Tết", "", "Bà ơi,", body, "Lan") for body in ("Chúc bà vui.", "dài " * 30)
    )
    fields = [{run.field for run in renderer.scene(each).placed.runs} for each in (short, long)]
    assert fields == [{"opening", "body", "signature"}, set()]
    assert renderer.scene(long).placed.layout.bare


def test_a_folded_card_has_a_cover_and_a_page_of_words(renderer) -> None:
    cover, inside = renderer.scenes(Card("tet", "gap_a5", "", "Tết", "Xuân", "Bà ơi,", "Chúc bà vui.", "Lan"))
    assert ({run.field for run in cover.placed.runs}, bool(cover.placed.title.lines)) == ({"kicker"}, True)
    assert {run.field for run in inside.placed.runs} == {"opening", "body", "signature"}
    assert not inside.placed.title.lines


def test_a_design_without_the_format_falls_back_to_portrait(renderer) -> None:
    lacking = next((t for t in renderer.templates.values() if "ngang" not in t.formats), None)
    if lacking:
        assert renderer.scene(Card(lacking.id, "ngang")).shape.id == "doc"
