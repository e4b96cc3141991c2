"""Where items stand: the frames the design gives, what lies under a point, and what becomes of frames in another shape."""

import math
from collections.abc import Iterator, Sequence

import msgspec
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

from app.cards.items import FIELDS, AnyItem, Frame, Words
from app.cards.scene import Scene
from app.cards.schema import Format

LEAST = 24.0  # units: smaller frames can not be taken hold of
SEEN = 40.0  # units of a frame that stay on the page, so that it can be found again


def designed(scene: Scene, field: str) -> Frame | None:
    """Where the design puts one of the card's texts on this page; None where it is not shown."""
    if field == "title":
        rect = scene.placed.title.rect if scene.placed.title.lines else None
    else:
        rect = next((run.rect for run in scene.placed.runs if run.field == field), None)
    return None if rect is None else Frame(rect.x(), rect.y(), max(4.0, rect.width()), max(4.0, rect.height()))


def frame_of(scene: Scene, item: AnyItem) -> Frame | None:
    """Where an item stands on this page: its own frame, or the design's."""
    return item.frame or (designed(scene, item.field) if isinstance(item, Words) else None)


def shown(scene: Scene) -> Iterator[tuple[AnyItem, Frame]]:
    """Everything on the page that can be chosen, bottom first; texts that are where the design put them are Words of id 0."""
    for field in FIELDS:
        if field not in scene.own and (frame := designed(scene, field)):
            yield Words(id=0, page=scene.number, field=field), frame
    for item in scene.items:
        if not item.hidden and (frame := frame_of(scene, item)):
            yield item, frame


def placing(frame: Frame) -> QTransform:
    """From the frame's own coordinates, its top left corner the origin, to the page's."""
    move = QTransform.fromTranslate(frame.x + frame.width / 2, frame.y + frame.height / 2)
    return move.rotate(frame.turn).translate(-frame.width / 2, -frame.height / 2)


def corners(frame: Frame) -> tuple[QPointF, ...]:
    """The four corners on the page, clockwise from the top left one."""
    place = placing(frame)
    return tuple(place.map(QPointF(x * frame.width, y * frame.height)) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1)))


def bounds(frame: Frame) -> QRectF:
    """The upright rectangle round a turned frame."""
    return placing(frame).mapRect(QRectF(0, 0, frame.width, frame.height))


def contains(frame: Frame, point: QPointF, slack: float = 0.0) -> bool:
    """Whether a point of the page lies in the frame, or within `slack` of it."""
    inner = placing(frame).inverted()[0].map(point)
    return QRectF(0, 0, frame.width, frame.height).adjusted(-slack, -slack, slack, slack).contains(inner)


def at(scene: Scene, point: QPointF, slack: float = 0.0) -> AnyItem | None:
    """The topmost item under a point that is not locked; small things win near their edge too."""
    stack = [(item, frame) for item, frame in shown(scene) if not item.locked]
    for near in (0.0, slack):
        for item, frame in reversed(stack):
            if contains(frame, point, near):
                return item
    return None


def moved(frame: Frame, dx: float, dy: float) -> Frame:
    return msgspec.structs.replace(frame, x=frame.x + dx, y=frame.y + dy)


def aligned(frame: Frame, side: str, within: QRectF) -> Frame:
    """The frame moved to one side (left center right top middle bottom) of a rectangle."""
    box = bounds(frame)
    to = {
        "left": (within.left() - box.left(), 0.0), "right": (within.right() - box.right(), 0.0),
        "center": (within.center().x() - box.center().x(), 0.0), "top": (0.0, within.top() - box.top()),
        "bottom": (0.0, within.bottom() - box.bottom()), "middle": (0.0, within.center().y() - box.center().y()),
    }  # fmt: skip
    return moved(frame, *to[side])


def kept(frame: Frame, page: tuple[float, float]) -> Frame:
    """The frame moved as little as it takes for some of it to lie on a page of this width and height."""
    box = bounds(frame)
    dx = max(0.0, SEEN - box.right()) - max(0.0, box.left() - (page[0] - SEEN))
    dy = max(0.0, SEEN - box.bottom()) - max(0.0, box.top() - (page[1] - SEEN))
    return moved(frame, dx, dy)


def paged(item: AnyItem, frame: Frame, pages: int, step: float) -> AnyItem:
    """The item in a frame, on the page that the frame's middle lies over. step: between the pages' corners.

    The card's own words stay on the page that says them.
    """
    if isinstance(item, Words):
        return msgspec.structs.replace(item, frame=frame)
    page = min(item.page, pages - 1)
    now = min(pages - 1, max(0, math.floor((page * step + frame.x + frame.width / 2) / step)))
    return msgspec.structs.replace(item, frame=moved(frame, (page - now) * step, 0), page=now)


def resized(frame: Frame, handle: tuple[int, int], dx: float, dy: float, *, keep: bool) -> Frame:
    """A handle (-1, 0 or 1 across and down) was dragged by (dx, dy) on the page; the opposite side stays where it is.

    keep: width and height keep their proportion (corners only).
    """
    back = QTransform().rotate(-frame.turn)
    inner = back.map(QPointF(dx, dy))
    hx, hy = handle
    width, height = max(LEAST, frame.width + hx * inner.x()), max(LEAST, frame.height + hy * inner.y())
    if keep and hx and hy:
        grow = max(width / frame.width, height / frame.height, LEAST / min(frame.width, frame.height))
        width, height = frame.width * grow, frame.height * grow
    shift = QTransform().rotate(frame.turn).map(
        QPointF(hx * (width - frame.width) / 2, hy * (height - frame.height) / 2)
    )
    cx, cy = frame.x + frame.width / 2 + shift.x(), frame.y + frame.height / 2 + shift.y()
    return Frame(cx - width / 2, cy - height / 2, width, height, frame.turn)


def turned(frame: Frame, point: QPointF, *, step: float = 0.0) -> Frame:
    """Turned so that its top faces a point of the page; step: to whole multiples of so many degrees."""
    cx, cy = frame.x + frame.width / 2, frame.y + frame.height / 2
    turn = math.degrees(math.atan2(point.x() - cx, cy - point.y()))
    if step:
        turn = round(turn / step) * step
    return msgspec.structs.replace(frame, turn=turn % 360 - (360 if turn % 360 > 180 else 0))


def refitted(items: Sequence[AnyItem], old: Format, new: Format) -> tuple[AnyItem, ...]:
    """The items in another shape of card: what was added keeps its place in proportion and its own proportions; the
    card's own words go back to where the design puts them there. The way there and back changes nothing."""
    return tuple(_refit(item, old, new) for item in items)


def _refit(item: AnyItem, old: Format, new: Format) -> AnyItem:
    frame, page = item.frame, item.page if new.inside else 0
    if frame is None or isinstance(item, Words):
        return msgspec.structs.replace(item, frame=None, page=page)
    grow = min(new.width, new.height) / min(old.width, old.height)
    for side, was, now in ((frame.width, old.width, new.width), (frame.height, old.height, new.height)):
        if side <= was:  # what lay within the page does so again
            grow = min(grow, now / side)
    width, height = frame.width * grow, frame.height * grow
    cx = (frame.x + frame.width / 2) / old.width * new.width
    cy = (frame.y + frame.height / 2) / old.height * new.height
    fitted = Frame(cx - width / 2, cy - height / 2, width, height, frame.turn)
    return msgspec.structs.replace(item, frame=fitted, page=page)
