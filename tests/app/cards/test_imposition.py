"""Sheets: everything on the paper, nothing on anything else, both sides in register for either way of turning over."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from app.cards.imposition import (
    BLEED,
    LEAST,
    MARGIN,
    OWN_SIZE,
    PAPERS,
    Page,
    Piece,
    Placed,
    Setup,
    Sheet,
    Side,
    flat,
    folded,
    grids,
    impose,
)

NEAR = 1e-4  # mm
widths = st.floats(40, 320)
setups = st.builds(
    Setup,
    paper=st.sampled_from([*PAPERS, OWN_SIZE]),
    copies=st.integers(1, 9),
    per_sheet=st.integers(0, 12),
    bleed=st.booleans(),
    cut_marks=st.booleans(),
    fold_marks=st.booleans(),
    binding=st.sampled_from(["long", "short"]),
    margin=st.sampled_from([0.0, MARGIN]),
)
pieces = st.builds(lambda make, w, h: make(0, w, h), st.sampled_from([flat, folded]), widths, widths)


def sides(sheet: Sheet) -> list[Side]:
    return [side for side in (sheet.front, sheet.back) if side]


def inside(sheet: Sheet, margin: float, what: QRectF | QPointF) -> bool:
    room = QRectF(0, 0, sheet.width, sheet.height).adjusted(margin, margin, -margin, -margin)
    return room.adjusted(-NEAR, -NEAR, NEAR, NEAR).contains(what)


def over(point: QPointF, sheet: Sheet, binding: str) -> QPointF:
    """Where a point of the front is seen once the sheet is turned over about its long or short edge."""
    long_is_upright = sheet.height >= sheet.width
    if (binding == "long") == long_is_upright:
        return QPointF(sheet.width - point.x(), point.y())
    return QPointF(point.x(), sheet.height - point.y())


def centre_and_top(placed: Placed) -> tuple[QPointF, QPointF]:
    """The middle of a page, and the middle of its own upper edge."""
    trim = placed.trim
    y = trim.bottom() if placed.turn else trim.top()
    return trim.center(), QPointF(trim.center().x(), y)


@given(pieces, setups)
def test_nothing_is_printed_outside_what_the_printer_reaches(piece: Piece, setup: Setup) -> None:
    for sheet in impose([piece], setup):
        for side in sides(sheet):
            assert all(inside(sheet, setup.margin, placed.bleed) for placed in side.placed)
            ends = [end for mark in side.marks for end in (mark.line.p1(), mark.line.p2())]
            assert all(inside(sheet, setup.margin, end) for end in ends)


@given(pieces, setups)
def test_nothing_overlaps(piece: Piece, setup: Setup) -> None:
    for sheet in impose([piece], setup):
        for side in sides(sheet):
            for a, b in combinations(side.placed, 2):
                shared = a.bleed.intersected(b.bleed)
                assert min(shared.width(), shared.height()) < NEAR
            for placed in side.placed:
                touched = placed.bleed.adjusted(-NEAR, -NEAR, NEAR, NEAR)
                assert not any(touched.contains(end) for mark in side.marks for end in (mark.line.p1(), mark.line.p2()))


@given(pieces, setups)
def test_every_copy_is_printed_once_in_one_size(piece: Piece, setup: Setup) -> None:
    sheets = impose([piece], setup)
    placed = [each for sheet in sheets for each in sheet.front.placed]
    assert len(placed) == setup.copies
    assert len({round(each.trim.width(), 3) for each in placed}) == 1
    wide = piece.width / len(piece.front) * sheets[0].scale
    assert placed[0].trim.width() == pytest.approx(wide)
    assert placed[0].trim.height() == pytest.approx(piece.height * sheets[0].scale)


@given(pieces, setups)
def test_what_is_cut_lies_within_what_is_printed(piece: Piece, setup: Setup) -> None:
    for sheet in impose([piece], setup):
        for placed in (each for side in sides(sheet) for each in side.placed):
            assert placed.bleed.adjusted(-NEAR, -NEAR, NEAR, NEAR).contains(placed.trim)
            assert all(spread == pytest.approx(BLEED if setup.bleed else 0) or spread == 0 for spread in placed.spread)


@given(widths, widths, setups)
def test_inside_and_outside_register(width: float, height: float, setup: Setup) -> None:
    """Looked through, the words stand behind the back cover, the same way up, whichever edge is turned about."""
    for sheet in impose([folded(0, width, height)], setup):
        assert sheet.back and len(sheet.front.placed) == len(sheet.back.placed)
        for cover, words in zip(sheet.front.placed, sheet.back.placed, strict=True):
            middle, top = centre_and_top(words)
            back_cover = cover.trim.translated(-cover.trim.width(), 0)
            seen = over(back_cover.center(), sheet, setup.binding)
            assert (seen.x(), seen.y()) == (pytest.approx(middle.x(), abs=NEAR), pytest.approx(middle.y(), abs=NEAR))
            seen = over(QPointF(back_cover.center().x(), back_cover.top()), sheet, setup.binding)
            assert seen.y() == pytest.approx(top.y(), abs=NEAR)


@given(widths, widths, setups)
def test_the_fold_is_in_the_middle_and_nothing_bleeds_over_it(width: float, height: float, setup: Setup) -> None:
    for sheet in impose([folded(0, width, height)], setup):
        assert sheet.back
        for cover, words in zip(sheet.front.placed, sheet.back.placed, strict=True):
            fold = cover.trim.left()
            assert cover.bleed.left() == pytest.approx(fold)
            ends = (
                (words.trim.left(), words.bleed.left())
                if words.turn == 0
                else (words.trim.right(), words.bleed.right())
            )
            assert ends[0] == pytest.approx(ends[1])
            if setup.fold_marks:
                folds = [mark.line.x1() for mark in sheet.front.marks if mark.fold]
                assert any(x == pytest.approx(fold, abs=NEAR) for x in folds)


def test_an_a5_card_to_fold_is_folded_in_the_middle_of_an_a4_sheet() -> None:
    (sheet,) = impose([folded(0, 148, 210)], Setup(fold_marks=True))
    (cover,) = sheet.front.placed
    assert (sheet.width, sheet.height) == (297, 210)
    assert cover.trim.left() == pytest.approx(148.5)
    assert [mark.line.x1() for mark in sheet.front.marks] == pytest.approx([148.5, 148.5])


@pytest.mark.parametrize(("binding", "turn", "left"), [("long", 180, True), ("short", 0, False)])
def test_the_inside_is_turned_as_the_sheet_is_turned_over(binding: str, turn: int, left: bool) -> None:
    (sheet,) = impose([folded(0, 148, 210)], Setup(binding=binding))
    (words,) = sheet.back.placed
    assert words.page == Page(0, 1)
    assert words.turn == turn
    assert (words.trim.center().x() < sheet.width / 2) is left


def test_four_a6_cards_share_a_borderless_a4_sheet_at_full_size() -> None:
    (sheet,) = impose([flat(0, 105, 148)], Setup(copies=4, margin=0))
    assert sheet.scale == 1
    corners = {(round(placed.trim.left()), round(placed.trim.top())) for placed in sheet.front.placed}
    assert len(corners) == 4


def test_what_does_not_fit_between_the_printers_margins_is_made_smaller() -> None:
    (sheet,) = impose([flat(0, 105, 148)], Setup(copies=4))
    assert sheet.scale == pytest.approx((210 - 2 * MARGIN) / 2 / 105, abs=1e-5)


def test_one_card_alone_keeps_its_size() -> None:
    (sheet,) = impose([flat(0, 105, 148)], Setup(bleed=True, cut_marks=True))
    assert sheet.scale == 1


def test_a_card_larger_than_the_paper_is_made_to_fit() -> None:
    (sheet,) = impose([flat(0, 148, 210)], Setup(paper="a6"))
    assert sheet.scale == pytest.approx(97 / 148, abs=1e-5)


def test_a_print_shops_sheet_is_as_large_as_card_bleed_and_marks() -> None:
    (sheet,) = impose([flat(0, 120, 150)], Setup(paper=OWN_SIZE, bleed=True, cut_marks=True, margin=0))
    assert (sheet.width, sheet.height, sheet.scale) == (138, 168, 1)


@given(pieces, setups, st.integers(1, 30))
def test_saving_paper_does_not_cost_much_of_the_size(piece: Piece, setup: Setup, copies: int) -> None:
    (sheet, *_) = impose([piece], Setup(paper=setup.paper, copies=copies, bleed=setup.bleed, margin=setup.margin))
    alone = grids(piece, Setup(paper=setup.paper, bleed=setup.bleed, margin=setup.margin))[1].scale
    assert sheet.scale >= min(LEAST, alone)


def test_cards_of_a_batch_follow_each_other_and_sizes_do_not_mix() -> None:
    sheets = impose([flat(0, 105, 148), flat(1, 105, 148), flat(2, 80, 160)], Setup(margin=0))
    assert [[placed.page.card for placed in sheet.front.placed] for sheet in sheets] == [[0, 1], [2]]


@pytest.mark.parametrize("binding", ["long", "short"])
def test_a_page_that_is_turned_bleeds_over_its_own_outer_edges(binding: str) -> None:
    """The words stand right of the fold, however their sheet is turned."""
    (sheet,) = impose([folded(0, 148, 210)], Setup(bleed=True, binding=binding))
    assert sheet.back.placed[0].spread == pytest.approx((0, BLEED, BLEED, BLEED))


def test_marks_of_a_sheet_that_is_not_full_stay_on_the_paper_too() -> None:
    *_, last = impose([flat(0, 105, 148)], Setup(copies=5, per_sheet=4, cut_marks=True))
    assert len(last.front.placed) == 1
    assert min(min(mark.line.y1(), mark.line.y2()) for mark in last.front.marks) >= MARGIN - NEAR
