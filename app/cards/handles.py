"""Where the handles of a chosen thing stand on the screen, and which of them a point takes hold of. Lengths in pixels."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPolygonF

from app.cards.frames import bounds
from app.cards.items import Frame

NEAR = 13.0  # how near a handle a point must be
ARM = 26.0  # between a side and the turning handle
ROOM = 44.0  # the least side that eight handles stand round without covering what is chosen
HANDLES = tuple((x, y) for y in (-1, 0, 1) for x in (-1, 0, 1) if (x, y) != (0, 0))
Handle = tuple[int, int]  # -1, 0 or 1 across and down
CURSORS = {
    (-1, -1): Qt.CursorShape.SizeFDiagCursor, (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor, (-1, 1): Qt.CursorShape.SizeBDiagCursor,
    (0, -1): Qt.CursorShape.SizeVerCursor, (0, 1): Qt.CursorShape.SizeVerCursor,
    (-1, 0): Qt.CursorShape.SizeHorCursor, (1, 0): Qt.CursorShape.SizeHorCursor,
}  # fmt: skip
ROUND = ((1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1))  # clockwise from the right


def cursor(kind: str, handle: Handle, turn: float) -> Qt.CursorShape:
    """What the mouse looks like over a handle of a frame that is turned by so many degrees."""
    if kind == "turn":
        return Qt.CursorShape.PointingHandCursor
    return CURSORS[ROUND[(ROUND.index(handle) + round(turn / 45)) % len(ROUND)]]


def roomy(outline: QPolygonF) -> QPolygonF:
    """The outline that handles stand on: a small thing's is larger than itself, so that it is seen and taken hold of."""
    a, b, c, d = outline.toList()[:4]
    wide, tall = distance(a, b), distance(a, d)
    across = (b - a) / max(wide, 1e-6) * max(0.0, ROOM - wide) / 2
    down = (d - a) / max(tall, 1e-6) * max(0.0, ROOM - tall) / 2
    return QPolygonF([a - across - down, b + across - down, c + across + down, d - across + down])


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
    outline = roomy(outline)
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
