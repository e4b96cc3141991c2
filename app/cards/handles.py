"""Where the handles of a chosen thing stand on the screen, and which of them a point takes hold of. Lengths in pixels."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF

from app.cards.frames import bounds
from app.cards.items import Frame

NEAR = 13.0  # how near a handle a point must be
ARM = 26.0  # between a side and the turning handle
HANDLES = tuple((x, y) for y in (-1, 0, 1) for x in (-1, 0, 1) if (x, y) != (0, 0))
Handle = tuple[int, int]  # -1, 0 or 1 across and down


def grip(outline: QPolygonF, handle: Handle) -> QPointF:
    """Where a handle stands. outline: the frame's corners, clockwise from the top left one."""
    a, b, c, d = outline.toList()[:4]
    x, y = (handle[0] + 1) / 2, (handle[1] + 1) / 2
    return a * (1 - x) * (1 - y) + b * x * (1 - y) + c * x * y + d * (1 - x) * y


def knob(outline: QPolygonF, room: QRectF) -> tuple[QPointF, bool]:
    """The turning handle: over the top side, or (True) under the foot where the top is out of the room."""
    top, foot = grip(outline, (0, -1)), grip(outline, (0, 1))
    away = (top - foot) / max(1.0, distance(top, foot)) * ARM
    return (top + away, False) if room.contains(top + away) else (foot - away, True)


def taken(outline: QPolygonF, room: QRectF, point: QPointF) -> tuple[str, Handle] | None:
    """What a press takes hold of: ('turn', (0, ±1): from the top or the foot), ('size', handle), or nothing."""
    where, foot = knob(outline, room)
    if distance(where, point) <= NEAR:
        return "turn", (0, 1 if foot else -1)
    reach, handle = min((distance(grip(outline, each), point), each) for each in HANDLES)
    return ("size", handle) if reach <= NEAR * 0.8 else None


def distance(a: QPointF, b: QPointF) -> float:
    return ((a.x() - b.x()) ** 2 + (a.y() - b.y()) ** 2) ** 0.5


def common(frames: list[Frame]) -> Frame:
    """The upright frame round several."""
    box = bounds(frames[0])
    for frame in frames[1:]:
        box = box.united(bounds(frame))
    return Frame(box.x(), box.y(), max(4.0, box.width()), max(4.0, box.height()))
