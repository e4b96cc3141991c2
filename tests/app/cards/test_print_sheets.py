"""Sheets as pictures: the card where the plan puts it, its edge beyond the cut, the inside turned, marks outside."""

import io
from typing import Any

import numpy as np
import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from app.cards.card import Card
from app.cards.duplex_test import paint_test
from app.cards.export import MM_PER_INCH
from app.cards.imposition import SIZES, Placed, Setup, Sheet, Side
from app.cards.print_sheets import Pictures, paint_side, sheets_for, sheets_pdf, sides_of, with_bleed
from app.cards.render import Renderer
from tests.app.cards.conftest import pixels

DPI = 60.0
PER_MM = DPI / MM_PER_INCH
WORDS = {
    "title": "Chúc Mừng\nNăm Mới",
    "opening": "Bà kính yêu,",
    "body": "Chúc bà sống lâu trăm tuổi.",
    "signature": "Lan",
}


def card(format: str) -> Card:
    return Card("tet", format, **WORDS)


def painted(sheet: Sheet, side: Side, cards: list[Card], renderer: Renderer) -> np.ndarray:
    image = QImage(round(sheet.width * PER_MM), round(sheet.height * PER_MM), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    with QPainter(image) as p:
        p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        p.scale(PER_MM, PER_MM)
        paint_side(p, side, Pictures(cards, renderer, DPI))
    return pixels(image)


def cut_out(sheet: np.ndarray, placed: Placed) -> np.ndarray:
    """What is left after cutting."""
    t = placed.trim
    left, top, right, bottom = (round(mm * PER_MM) for mm in (t.left(), t.top(), t.right(), t.bottom()))
    return sheet[top:bottom, left:right]


def page(renderer: Renderer, of: Card, number: int, like: np.ndarray) -> np.ndarray:
    """The page as the preview shows it, as large as the picture."""
    image = renderer.page(renderer.scenes(of)[number], like.shape[1] / 1080)
    return pixels(image.scaled(like.shape[1], like.shape[0], Qt.AspectRatioMode.IgnoreAspectRatio))


def apart(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.abs(a.astype(int) - b.astype(int)).mean())


def test_each_copy_is_the_card_itself(renderer: Renderer) -> None:
    (sheet,) = sheets_for([card("a6")], renderer, Setup(copies=4, margin=0))
    seen = painted(sheet, sheet.front, [card("a6")], renderer)
    for placed in sheet.front.placed:
        found = cut_out(seen, placed)
        assert apart(found, page(renderer, card("a6"), 0, found)) < 6


@pytest.mark.parametrize("binding", ["long", "short"])
def test_the_inside_is_turned_with_the_paper(renderer: Renderer, binding: str) -> None:
    (sheet,) = sheets_for([card("gap_a5")], renderer, Setup(binding=binding))
    found = cut_out(painted(sheet, sheet.back, [card("gap_a5")], renderer), sheet.back.placed[0])
    upright = page(renderer, card("gap_a5"), 1, found)
    turned = upright[::-1, ::-1]
    right, wrong = (turned, upright) if binding == "long" else (upright, turned)
    assert apart(found, right) < 6 < apart(found, wrong)


def test_the_edge_goes_on_beyond_the_cut_and_ends_there(renderer: Renderer) -> None:
    (sheet,) = sheets_for([card("a5")], renderer, Setup(bleed=True))
    seen = painted(sheet, sheet.front, [card("a5")], renderer).astype(int)
    t = sheet.front.placed[0].trim
    for mm in (60, 105, 150):
        y, x = round(mm * PER_MM), round(t.left() * PER_MM)
        assert np.abs(seen[y, x - 4] - seen[y, x + 3]).max() < 30
        assert seen[y, round((t.left() - 2.5) * PER_MM)].min() < 120
        assert (seen[y, round((t.left() - 4) * PER_MM)] == 255).all()


def test_without_bleed_the_paper_is_white_at_the_cut(renderer: Renderer) -> None:
    (sheet,) = sheets_for([card("a5")], renderer, Setup())
    seen = painted(sheet, sheet.front, [card("a5")], renderer)
    t = sheet.front.placed[0].trim
    assert (seen[round(100 * PER_MM), round((t.left() - 1) * PER_MM)] == 255).all()


def test_marks_are_in_line_with_the_cuts(renderer: Renderer) -> None:
    (sheet,) = sheets_for([card("a6")], renderer, Setup(cut_marks=True))
    seen = painted(sheet, sheet.front, [card("a6")], renderer)
    t = sheet.front.placed[0].trim
    above = seen[round((t.top() - 3) * PER_MM)].min(axis=1)
    dark = np.flatnonzero(above < 250) / PER_MM
    assert dark.min() == pytest.approx(t.left(), abs=0.6)
    assert dark.max() == pytest.approx(t.right(), abs=0.6)


def test_bleed_mirrors_the_picture() -> None:
    image = QImage(3, 2, QImage.Format.Format_RGB32)
    for x, name in enumerate(("red", "green", "blue")):
        for y in range(2):
            image.setPixelColor(x, y, QColor(name))
    grown = with_bleed(image, 2, 1, 1, 0)
    assert (grown.width(), grown.height()) == (6, 3)
    assert [grown.pixelColor(x, 0).name() for x in range(6)] == [
        QColor(name).name() for name in ("green", "red", "red", "green", "blue", "blue")
    ]


@pytest.mark.parametrize(
    ("format", "setup", "size", "pages"),
    [
        ("a5", Setup(copies=2), (297, 210), 1),
        ("a6", Setup(copies=5, margin=0), (210, 297), 2),
        ("gap_a5", Setup(), (297, 210), 2),
        ("bao_li_xi", Setup(paper="letter"), (215.9, 279.4), 1),
        ("doc", Setup(paper="thiep", bleed=True, cut_marks=True, margin=0), (138, 168), 1),
        ("ngang", Setup(paper="a5"), (210, 148), 1),
    ],
)
def test_pages_of_the_pdf_are_sheets(
    renderer: Renderer, format: str, setup: Setup, size: tuple[float, float], pages: int
) -> None:
    reader = pypdf.PdfReader(io.BytesIO(sheets_pdf([card(format)], renderer, setup)))
    assert len(reader.pages) == pages
    for each in reader.pages:
        assert [float(side) * MM_PER_INCH / 72 for side in each.mediabox[2:]] == pytest.approx(size, abs=0.4)


def test_pictures_in_the_pdf_have_300_dots_an_inch(renderer: Renderer) -> None:
    reader = pypdf.PdfReader(io.BytesIO(sheets_pdf([card("a6")], renderer, Setup(copies=4, margin=0))))
    (picture,) = reader.pages[0].images  # once, however often it is printed
    assert picture.image.size == pytest.approx((105 / MM_PER_INCH * 300, 148 / MM_PER_INCH * 300), abs=2)


def test_a_batch_of_cards_comes_out_in_order(renderer: Renderer) -> None:
    names = [Card("sinh_nhat", "a6", title=f"Thiệp {number}") for number in range(5)]
    reader = pypdf.PdfReader(io.BytesIO(sheets_pdf(names, renderer, Setup(margin=0))))
    assert [len(each.images) for each in reader.pages] == [4, 1]


def test_by_hand_all_fronts_are_printed_before_the_backs(renderer: Renderer) -> None:
    sheets = sheets_for([card("gap_a5")], renderer, Setup(copies=2))
    assert [side for _sheet, side in sides_of(sheets, "front")] == [sheet.front for sheet in sheets]
    assert [side for _sheet, side in sides_of(sheets, "back")] == [sheet.back for sheet in sheets]
    assert len(sides_of(sheets)) == 4


@pytest.mark.parametrize("format", SIZES)
def test_sizes_on_paper_have_the_proportions_of_the_screen(renderer: Renderer, format: str) -> None:
    shape = renderer.scene(card(format)).shape
    width, height = SIZES[format]
    assert width / height == pytest.approx(shape.width / shape.height, abs=1e-3)


@pytest.mark.parametrize(("letter", "turn"), [("A", np.fliplr), ("B", np.flipud)])
def test_the_two_sided_test_shows_which_edge_paper_is_turned_about(renderer: Renderer, letter: str, turn: Any) -> None:
    """Seen through the paper from the front, the back is mirrored: sideways for the long edge, else upside down."""
    keys = ("front", "back", "top", "look", "long", "short", "shift")
    front, back = (side_of_test(renderer, front=front, words=dict.fromkeys(keys, "x")) for front in (True, False))
    ring = np.s_[round(96 * PER_MM) : round(118 * PER_MM), round(48 * PER_MM) : round(70 * PER_MM)]
    seen = turn(back)[ring]
    letters = {"A": np.fliplr(np.fliplr(back)[ring]), "B": np.flipud(np.flipud(back)[ring])}  # as they are printed
    assert min(letters, key=lambda each: apart(seen, letters[each])) == letter
    assert (seen[..., 0] < 120).any()
    cross = np.s_[round(10 * PER_MM) : round(26 * PER_MM), round(10 * PER_MM) : round(26 * PER_MM)]
    assert apart(np.sort(front[cross].min(axis=2)), np.sort(turn(back)[cross].min(axis=2))) < 20


def side_of_test(renderer: Renderer, *, front: bool, words: dict[str, str]) -> np.ndarray:
    image = QImage(round(210 * PER_MM), round(297 * PER_MM), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    with QPainter(image) as p:
        p.scale(PER_MM, PER_MM)
        paint_test(p, front, 210, 297, renderer.fonts, words)
    return pixels(image)
