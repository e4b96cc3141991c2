"""Sheets of paper painted for a printer or into a PDF: pages at 300 dpi, mirrored over the cut, marks as lines."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Literal

import numpy as np
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from app.cards.card import Card
from app.cards.export import MAKER, MM_PER_INCH
from app.cards.formats import PRINT_DPI
from app.cards.imposition import PAPERS, SIZES, Mark, Piece, Placed, Setup, Sheet, Side, flat, folded, impose
from app.cards.kit import to_pixels
from app.cards.render import Renderer
from app.errors import UserError

LINE = 0.1  # mm: as thin as a laser printer draws cleanly
DASHES = [18.0, 12.0]  # of a fold mark, in widths of its line
KEPT = 8  # pictures of pages that may be needed again
PAPER_IDS = {
    "a4": QPageSize.PageSizeId.A4, "a5": QPageSize.PageSizeId.A5, "a6": QPageSize.PageSizeId.A6,
    "letter": QPageSize.PageSizeId.Letter,
}  # fmt: skip
REFUSED = "Máy in không nhận bản in này.", "Hãy xem máy in đã bật và còn giấy chưa, hoặc lưu PDF rồi in sau."
EVERY = slice(None)
PictureOf = Callable[[Placed], QImage]
Sides = Literal["both", "front", "back"]


def piece_of(number: int, card: Card, renderer: Renderer) -> Piece:
    """The card, by its number among those that are printed, as a piece of paper."""
    scenes = renderer.scenes(card)
    width, height = scenes[0].shape.mm or SIZES[scenes[0].shape.id]
    return folded(number, width, height) if len(scenes) > 1 else flat(number, width, height)


def sheets_for(cards: Sequence[Card], renderer: Renderer, setup: Setup) -> tuple[Sheet, ...]:
    """The sheets that all copies of the cards take."""
    return impose((piece_of(number, card, renderer) for number, card in enumerate(cards)), setup)


class Pictures:
    """The cards' pages as pictures of so many dots an inch, with what goes beyond the cut; the last few are kept."""

    def __init__(self, cards: Sequence[Card], renderer: Renderer, dpi: float = PRINT_DPI) -> None:
        self._cards, self._renderer, self._dpi = cards, renderer, dpi
        self._made: dict[tuple[object, ...], QImage] = {}

    def __call__(self, placed: Placed) -> QImage:
        """The page as far as it is printed, upright."""
        per_mm = self._dpi / MM_PER_INCH
        width = placed.trim.width() * per_mm
        spread = tuple(round(side * per_mm) for side in placed.spread)
        key = placed.page, round(width, 2), spread
        if key not in self._made:
            while len(self._made) >= KEPT:
                del self._made[next(iter(self._made))]
            scene = self._renderer.scenes(self._cards[placed.page.card])[placed.page.page]
            self._made[key] = with_bleed(self._renderer.page(scene, width / scene.shape.width), *spread)
        return self._made[key]


def with_bleed(image: QImage, left: int, top: int, right: int, bottom: int) -> QImage:
    """The picture grown on each side by its own mirror image, so many pixels wide.

    Designs end at the cut. Mirroring, as prepress programs do it, goes on with whatever is there (a plain ground, a
    wash, paper grain, half a blossom), keeps every measure of the card, and needs nothing of any design.
    """
    if not any((left, top, right, bottom)):
        return image
    grown = np.pad(to_pixels(image), ((top, bottom), (left, right), (0, 0)), "symmetric")
    height, width = grown.shape[:2]
    grown = np.ascontiguousarray(grown)
    return QImage(grown.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()


def paint_side(p: QPainter, side: Side, picture: PictureOf, line: float = LINE) -> None:
    """One side of a sheet on a painter in millimetres; line: how wide marks are."""
    for placed in side.placed:
        size = placed.bleed.size()
        p.save()
        p.translate(placed.bleed.center())
        p.rotate(placed.turn)
        p.drawImage(QRectF(-size.width() / 2, -size.height() / 2, size.width(), size.height()), picture(placed))
        p.restore()
    for mark in side.marks:
        p.setPen(_pen(mark, line))
        p.drawLine(mark.line)


def _pen(mark: Mark, line: float) -> QPen:
    pen = QPen(QColor("black"), line)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if mark.fold:
        pen.setDashPattern(DASHES)
    return pen


def sides_of(sheets: Iterable[Sheet], sides: Sides = "both") -> list[tuple[Sheet, Side]]:
    """What is printed one after the other; with a blank back wherever other sheets have one."""
    kept = list(sheets)
    two = any(sheet.back for sheet in kept)
    printed: list[tuple[Sheet, Side]] = []
    for sheet in kept:
        if sides != "back":
            printed.append((sheet, sheet.front))
        if two and sides != "front":
            printed.append((sheet, sheet.back or Side()))
    return printed


def layout_of(sheet: Sheet, paper: str) -> QPageLayout:
    """The page a printer is told: all of the paper, our own margins being part of the sheet."""
    short, long = sorted((sheet.width, sheet.height))
    if paper in PAPERS:
        size = QPageSize(PAPER_IDS[paper])
    else:
        size = QPageSize(QSizeF(short, long), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch)
    way = QPageLayout.Orientation.Landscape if sheet.width > sheet.height else QPageLayout.Orientation.Portrait
    layout = QPageLayout(size, way, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


@contextmanager
def begun(device: QPagedPaintDevice) -> Iterator[QPainter]:
    """A painter on a printer or PDF; UserError when it takes none."""
    p = QPainter()
    if not p.begin(device):
        raise UserError(*REFUSED)
    try:
        yield p
    finally:
        p.end()


def print_sheets(
    device: QPagedPaintDevice,
    sheets: Sequence[Sheet],
    paper: str,
    picture: PictureOf,
    sides: Sides = "both",
    pages: slice = EVERY,
) -> None:
    """All of it, or some pages, onto a printer or into a PDF; a folded card's sheets front, back, front, back."""
    printed = sides_of(sheets, sides)[pages]
    if not printed:
        raise UserError("Không có trang nào trong những trang bạn chọn.", "Hãy chọn in tất cả.")
    device.setPageLayout(layout_of(printed[0][0], paper))
    with begun(device) as p:
        for number, (sheet, side) in enumerate(printed):
            if number:
                if sheet.width != printed[number - 1][0].width:
                    device.setPageLayout(layout_of(sheet, paper))
                device.newPage()
            p.save()
            p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            p.scale(device.logicalDpiX() / MM_PER_INCH, device.logicalDpiY() / MM_PER_INCH)
            paint_side(p, side, picture)
            p.restore()


def sheets_pdf(cards: Sequence[Card], renderer: Renderer, setup: Setup, title: str = "") -> bytes:
    """All copies of the cards, ready to print."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(PRINT_DPI)
    writer.setTitle(title or MAKER)
    writer.setCreator(MAKER)
    print_sheets(writer, sheets_for(cards, renderer, setup), setup.paper, Pictures(cards, renderer))
    return buffer.data().data()
