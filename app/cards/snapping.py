"""Where a dragged frame catches: the page's margins and middle, and the edges and middles of what else stands there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from app.cards.frames import bounds, moved
from app.cards.items import Frame

MARGIN = 60.0  # units that well-set cards leave free at their edges


@dataclass(frozen=True)
class Guide:
    """A line that something caught on, from one end to the other: across: it is vertical, at x; else at y."""

    across: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True)
class _Line:
    at: float
    start: float
    end: float


def snapped(frame: Frame, page: tuple[float, float], others: Sequence[Frame], reach: float) -> tuple[Frame, tuple[Guide, ...]]:
    """The frame moved onto the nearest lines within `reach` units, and the lines to show for it."""
    box, boxes = bounds(frame), [bounds(other) for other in others]
    dx, xs = _catch(_stops(box, across=True), _lines(page, boxes, across=True), reach)
    dy, ys = _catch(_stops(box, across=False), _lines(page, boxes, across=False), reach)
    box = box.translated(dx, dy)
    guides = [Guide(True, line.at, min(line.start, box.top()), max(line.end, box.bottom())) for line in xs]
    guides += [Guide(False, line.at, min(line.start, box.left()), max(line.end, box.right())) for line in ys]
    return moved(frame, dx, dy), tuple(guides)


def _stops(box: QRectF, *, across: bool) -> tuple[float, float, float]:
    """Beginning, middle and end."""
    if across:
        return box.left(), box.center().x(), box.right()
    return box.top(), box.center().y(), box.bottom()


def _lines(page: tuple[float, float], boxes: Iterable[QRectF], *, across: bool) -> list[_Line]:
    length, other = page if across else page[::-1]
    lines = [_Line(at, 0.0, other) for at in (0.0, MARGIN, length / 2, length - MARGIN, length)]
    for box in boxes:
        start, end = (box.top(), box.bottom()) if across else (box.left(), box.right())
        lines += [_Line(at, start, end) for at in _stops(box, across=across)]
    return lines


def _catch(stops: Sequence[float], lines: Iterable[_Line], reach: float) -> tuple[float, list[_Line]]:
    """The least move that brings a stop onto a line, and every line that something then lies on."""
    lines = list(lines)
    nearest = min(((line.at - stop for line in lines for stop in stops)), key=abs, default=reach + 1)
    if abs(nearest) > reach:
        return 0.0, []
    return nearest, [line for line in lines if any(abs(stop + nearest - line.at) < 0.01 for stop in stops)]
