"""Where pages come to lie on sheets of paper: copies in a grid, both sides in register, marks to cut and fold by; in mm.

A sheet is turned (portrait or landscape) to suit what lies on it, so fronts always stand upright. The back is what one
sees after turning the sheet over: about its long edge or its short one, as the printer does. Seen from behind, a piece
lies mirrored; turned over about a horizontal axis it would stand on its head, so its back is printed turned by 180°.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, product
from math import floor
from typing import Literal

from PySide6.QtCore import QLineF, QRectF

PAPERS = {"a4": (210.0, 297.0), "a5": (148.0, 210.0), "a6": (105.0, 148.0), "letter": (215.9, 279.4)}
OWN_SIZE = "thiep"  # a sheet as large as one piece needs, for a print shop
# Cards for screens have no size of their own: these are the envelope-friendly ones of the same proportions.
SIZES = {"doc": (120.0, 150.0), "vuong": (140.0, 140.0), "ngang": (160.0, 90.0), "story": (90.0, 160.0)}
BLEED = 3.0  # what is printed beyond the cut, so that a cut a little off shows no white
MARGIN = 4.0  # that most printers leave blank
GAP, SHORTEST, LONGEST = 1.0, 2.0, 5.0  # from what is printed to a mark; a mark's length
LEAST, LEAST_OFFERED = 0.9, 0.75  # of its size: smaller is not chosen, or not even offered, to save sheets
MOST = 6  # pieces in a row or a column
Binding = Literal["long", "short"]


@dataclass(frozen=True)
class Page:
    """A page of one of several cards, by their numbers."""

    card: int
    page: int = 0


@dataclass(frozen=True)
class Piece:
    """What is cut out of a sheet; the pages of each side from left to right, of equal width, None where it stays blank.

    The back is as one sees it after turning the piece over like the page of a book.
    """

    width: float
    height: float
    front: tuple[Page | None, ...]
    back: tuple[Page | None, ...] = ()


def flat(card: int, width: float, height: float) -> Piece:
    """A card printed on one side."""
    return Piece(width, height, (Page(card),))


def folded(card: int, width: float, height: float) -> Piece:
    """A card of two pages (each so wide) to be folded in the middle: back cover and cover; inside, the words on the right."""
    return Piece(2 * width, height, (None, Page(card)), (None, Page(card, 1)))


@dataclass(frozen=True)
class Setup:
    """How to print. per_sheet: pieces on a sheet, 0 for what needs fewest sheets; margin: what the printer leaves blank."""

    paper: str = "a4"
    copies: int = 1
    per_sheet: int = 0
    bleed: bool = False
    cut_marks: bool = False
    fold_marks: bool = False
    binding: Binding = "long"
    margin: float = MARGIN


@dataclass(frozen=True)
class Placed:
    """A page on a sheet: where it is cut (trim), how far it is printed (bleed), turned by 0° or 180°."""

    page: Page
    trim: QRectF
    bleed: QRectF
    turn: int = 0

    @property
    def spread(self) -> tuple[float, float, float, float]:
        """How far it goes beyond the cut on its own left, top, right and bottom, before it is turned."""
        t, b = self.trim, self.bleed
        sides = (t.left() - b.left(), t.top() - b.top(), b.right() - t.right(), b.bottom() - t.bottom())
        return (*sides[2:], *sides[:2]) if self.turn else sides


@dataclass(frozen=True)
class Mark:
    """A line to cut or to fold along."""

    line: QLineF
    fold: bool = False


@dataclass(frozen=True)
class Side:
    """What is printed on one side of a sheet."""

    placed: tuple[Placed, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A sheet of paper; back is None where only one side is printed. scale: of the pieces, under 1 to fit the paper."""

    width: float
    height: float
    front: Side
    back: Side | None = None
    scale: float = 1.0


@dataclass(frozen=True)
class Grid:
    """So many columns and rows of pieces on a sheet of this size."""

    columns: int
    rows: int
    width: float
    height: float
    scale: float

    @property
    def count(self) -> int:
        return self.columns * self.rows


def impose(pieces: Iterable[Piece], setup: Setup) -> tuple[Sheet, ...]:
    """All copies of all pieces; those of one size that follow each other share sheets."""
    copies = [piece for piece in pieces for _ in range(setup.copies)]
    sheets: list[Sheet] = []
    for _size, group in groupby(copies, lambda piece: (piece.width, piece.height, len(piece.front))):
        alike = list(group)
        grid = chosen(grids(alike[0], setup), len(alike), setup.per_sheet)
        sheets += [_sheet(alike[i : i + grid.count], grid, setup) for i in range(0, len(alike), grid.count)]
    return tuple(sheets)


def grids(piece: Piece, setup: Setup) -> dict[int, Grid]:
    """The way that shrinks pieces least for each number of them on a sheet; one always fits."""
    short, long = paper_size(piece, setup)
    upright = piece.height >= piece.width
    papers = ((short, long), (long, short)) if upright else ((long, short), (short, long))
    ways: dict[int, Grid] = {}
    for (width, height), columns, rows in product(papers, range(1, MOST + 1), range(1, MOST + 1)):
        across = _fits(width, columns, piece.width, piece, setup)
        down = _fits(height, rows, piece.height, piece, setup)
        grid = Grid(columns, rows, width, height, min(1.0, floor(min(across, down) * 1e6) / 1e6))
        best = ways.get(grid.count)
        if (grid.scale >= LEAST_OFFERED or grid.count == 1) and (best is None or grid.scale > best.scale):
            ways[grid.count] = grid
    return dict(sorted(ways.items()))


def paper_size(piece: Piece, setup: Setup) -> tuple[float, float]:
    """The paper's short and long side."""
    if setup.paper != OWN_SIZE:
        return PAPERS[setup.paper]
    around = 2 * (_bleed(setup) + _room_for_marks(piece, setup, LONGEST) + setup.margin)
    short, long = sorted((piece.width + around, piece.height + around))
    return short, long


def _fits(room: float, count: int, length: float, piece: Piece, setup: Setup) -> float:
    """By what factor so many pieces side by side must be scaled."""
    inner = room - 2 * (setup.margin + _room_for_marks(piece, setup, SHORTEST))
    return (inner / count - 2 * _bleed(setup)) / length + 1e-9


def _bleed(setup: Setup) -> float:
    return BLEED if setup.bleed else 0.0


def _room_for_marks(piece: Piece, setup: Setup, length: float) -> float:
    return GAP + length if setup.cut_marks or (setup.fold_marks and len(piece.front) > 1) else 0.0


def chosen(ways: dict[int, Grid], pieces: int, per_sheet: int) -> Grid:
    """The wanted number on a sheet if it can be had; else the fewest sheets that take nothing much from the size."""
    if per_sheet in ways:
        return ways[per_sheet]
    fit = [grid for grid in ways.values() if grid.scale >= LEAST] or [ways[1]]
    return min(fit, key=lambda grid: (-(-pieces // grid.count), -grid.scale, grid.count))


def _sheet(pieces: Sequence[Piece], grid: Grid, setup: Setup) -> Sheet:
    cells = [_cell(number, pieces[0], grid, setup) for number in range(len(pieces))]
    fronts = [
        each for piece, cell in zip(pieces, cells, strict=True) for each in _parts(piece, piece.front, cell, 0, setup)
    ]
    front = Side(tuple(fronts), _marks(pieces[0], cells, grid, setup))
    back = None
    if any(piece.back for piece in pieces):
        sideways = (setup.binding == "long") == (grid.width <= grid.height)  # turned over about a vertical axis
        turned = [_turned_over(cell, grid, sideways=sideways) for cell in cells]
        backs = [
            each
            for piece, cell in zip(pieces, turned, strict=True)
            for each in _parts(piece, piece.back, cell, 0 if sideways else 180, setup)
        ]
        back = Side(tuple(backs))
    return Sheet(grid.width, grid.height, front, back, grid.scale)


def _cell(number: int, piece: Piece, grid: Grid, setup: Setup) -> QRectF:
    """Where a piece is cut: the grid stands in the middle of the sheet and is filled row by row."""
    width, height = piece.width * grid.scale, piece.height * grid.scale
    step_x, step_y = width + 2 * _bleed(setup), height + 2 * _bleed(setup)
    column, row = number % grid.columns, number // grid.columns
    x = grid.width / 2 + (column - grid.columns / 2) * step_x + _bleed(setup)
    y = grid.height / 2 + (row - grid.rows / 2) * step_y + _bleed(setup)
    return QRectF(x, y, width, height)


def _turned_over(cell: QRectF, grid: Grid, *, sideways: bool) -> QRectF:
    x = grid.width - cell.right() if sideways else cell.left()
    y = cell.top() if sideways else grid.height - cell.bottom()
    return QRectF(x, y, cell.width(), cell.height())


def _parts(piece: Piece, pages: tuple[Page | None, ...], cell: QRectF, turn: int, setup: Setup) -> list[Placed]:
    """The pages of one side; they bleed over the edges of the piece, not over the fold."""
    spread, width = _bleed(setup), cell.width() / max(1, len(pages))
    placed = []
    for number, page in enumerate(pages):
        if page is None:
            continue
        trim = QRectF(cell.left() + number * width, cell.top(), width, cell.height())
        first, last = number == 0, number == len(pages) - 1
        bleed = trim.adjusted(-spread if first else 0, -spread, spread if last else 0, spread)
        placed.append(Placed(page, _turned(trim, cell, turn), _turned(bleed, cell, turn), turn))
    return placed


def _turned(rect: QRectF, cell: QRectF, turn: int) -> QRectF:
    """Where a part comes to lie when its piece is turned about its middle by 0° or 180°."""
    if not turn:
        return rect
    middle = cell.center() * 2
    return QRectF(middle.x() - rect.right(), middle.y() - rect.bottom(), rect.width(), rect.height())


def _marks(piece: Piece, cells: list[QRectF], grid: Grid, setup: Setup) -> tuple[Mark, ...]:
    """On all four sides of the whole block, in line with each cut; over and under it in line with each fold."""
    spread = _bleed(setup)
    block = QRectF(cells[0])
    for cell in cells:
        block = block.united(cell)
    block = block.adjusted(-spread - GAP, -spread - GAP, spread + GAP, spread + GAP)
    down = min(LONGEST, block.top() - setup.margin, grid.height - setup.margin - block.bottom())
    across = min(LONGEST, block.left() - setup.margin, grid.width - setup.margin - block.right())
    marks: list[Mark] = []

    def upright(x: float, *, fold: bool = False) -> None:
        for y, end in ((block.top(), block.top() - down), (block.bottom(), block.bottom() + down)):
            marks.append(Mark(QLineF(x, y, x, end), fold))

    if setup.cut_marks:
        for x in sorted({round(x, 6) for cell in cells for x in (cell.left(), cell.right())}):
            upright(x)
        for y in sorted({round(y, 6) for cell in cells for y in (cell.top(), cell.bottom())}):
            for x, end in ((block.left(), block.left() - across), (block.right(), block.right() + across)):
                marks.append(Mark(QLineF(x, y, end, y)))
    if setup.fold_marks:
        for left in sorted({round(cell.left(), 6) for cell in cells}):
            for number in range(1, len(piece.front)):
                upright(left + number * cells[0].width() / len(piece.front), fold=True)
    return tuple(marks)
