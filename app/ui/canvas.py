"""The hand on the card: a transparent sheet over the preview that chooses, moves, resizes, turns and edits what lies there."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from app.cards.card import Card
from app.cards.frames import at, bounds, contains, corners, kept, moved, resized, shown, turned
from app.cards.handles import NEAR, Handle, common, cursor, distance, taken
from app.cards.items import AnyItem, Frame, Text, Words
from app.cards.marks import paint_band, paint_frame, paint_guide, paint_handles, paint_thirds
from app.cards.snapping import Guide, snapped

CATCH = 7.0  # pixels: how near a guide catches
LEVEL = 2.5  # degrees: how near upright and level catch
STEPS = ("move", "size", "turn", "crop")
NUDGES = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
STICKER = "application/x-loihay-sticker"


@dataclass
class _Drag:
    """A gesture under way. kind: 'move', 'size', 'turn', 'crop', 'band' or 'pan'."""

    kind: str
    start: QPointF  # in pixels
    former: Card
    frames: dict[int | str, Frame]
    handle: Handle = (0, 0)
    page: int = 0
    begun: bool = False


class Canvas(QWidget):
    """Lies over a Preview. Everything it does goes through an Editing; text is edited by whoever hears `edit`."""

    edit = Signal(object)  # the key of an item whose inside is to be edited: its text, its picture in the frame
    dropped = Signal(object, object)  # QMimeData, (x, y, page) in design units
    menu_asked = Signal(object)  # the point on the screen

    def __init__(self, preview: Any, editing: Any, renderer: Any, accent: str) -> None:
        """accent: the colour of frames and handles as "#rrggbb"."""
        super().__init__(preview)
        self._preview, self._editing, self._renderer = preview, editing, renderer
        self._accent = QColor(accent)
        self._drag: _Drag | None = None
        self._guides: tuple[tuple[Guide, int], ...] = ()
        self._band = QRectF()
        self._space = False  # held down: the mouse moves the card itself
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Thiệp đang chỉnh: Tab chọn từng thứ, phím mũi tên dời, Enter sửa chữ"))
        preview.installEventFilter(self)
        preview.view_changed.connect(self.update)
        editing.chosen_changed.connect(self._chosen_changed)
        self.setGeometry(preview.rect())

    def eventFilter(self, watched: Any, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """As large as the preview, always."""
        if watched is self._preview and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._preview.rect())
        return super().eventFilter(watched, event)

    # Between pixels and design units

    @property
    def _unit(self) -> float:
        """Pixels of a design unit."""
        return self._preview.card_rect().width() / self._renderer.size(self._editing.card)[0]

    def _origin(self, page: int) -> QPointF:
        rect = self._preview.card_rect()
        return QPointF(rect.x() + page * self._editing.step() * self._unit, rect.y())

    def page_at(self, point: QPointF) -> int:
        """The page under a point in pixels (the nearest one)."""
        place = (point.x() - self._origin(0).x()) / self._unit / self._editing.step()
        return min(len(self._editing.scenes()) - 1, max(0, math.floor(place)))

    def on_page(self, point: QPointF, page: int) -> QPointF:
        """A point in pixels, in the page's units."""
        return (point - self._origin(page)) / self._unit

    def outline(self, frame: Frame, page: int) -> QPolygonF:
        """A frame's four corners in pixels."""
        return QPolygonF([self._origin(page) + corner * self._unit for corner in corners(frame)])

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Frames of what is chosen, the handles of one thing, guides, the rubber band."""
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            chosen = [(item, self.outline(frame, self._editing.page_of(item))) for item, frame in self._editing.chosen_items()]
            for item, outline in chosen:
                paint_frame(p, outline, self._accent, locked=item.locked)
            if len(chosen) == 1 and self._editing.cropping:
                paint_thirds(p, chosen[0][1])
            elif len(chosen) == 1 and not chosen[0][0].locked and not (self._drag and self._drag.begun):
                paint_handles(p, chosen[0][1], QRectF(self.rect()), self._accent)
            for guide, page in self._guides:
                start = QPointF(guide.at, guide.start) if guide.across else QPointF(guide.start, guide.at)
                end = QPointF(guide.at, guide.end) if guide.across else QPointF(guide.end, guide.at)
                paint_guide(p, self._origin(page) + start * self._unit, self._origin(page) + end * self._unit)
            if not self._band.isNull():
                paint_band(p, self._band, self._accent)

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Take hold of a handle, a thing, the card itself (middle button), or begin a rubber band."""
        point, card = event.position(), self._editing.card
        if event.button() == Qt.MouseButton.MiddleButton or (self._space and event.button() == Qt.MouseButton.LeftButton):
            self._drag = _Drag("pan", point, card, {})
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._in_cropped(point):
            self._begin("crop", point)
            return
        adding = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if not adding and (taken := self._taken(point)):
            self._begin(taken[0], point, taken[1])
            return
        page = self._editing.here = self.page_at(point)
        item = self._under(point, page)
        if item is None:
            if not adding:
                self._editing.choose()
            self._drag = _Drag("band", point, card, {}, page=page)
            return
        key = self._editing.key(item)
        if adding:
            self._editing.toggle(key)
        elif key not in self._editing.chosen:
            self._editing.choose(key)
        self._begin("move", point)

    def _under(self, point: QPointF, page: int) -> AnyItem | None:
        """What a press takes hold of: a chosen thing before what lies over it, as it may be a large text under a small one."""
        where, scene = self.on_page(point, page), self._editing.scenes()[page]
        for item, frame in reversed(self._editing.chosen_items()):
            if self._editing.page_of(item) == page and not item.locked and contains(frame, where):
                top = at(scene, where)
                small = top is not None and self._smaller(scene, top, frame)
                return top if small else item
        return at(scene, where, NEAR / 2 / self._unit)

    @staticmethod
    def _smaller(scene: Any, item: AnyItem, frame: Frame) -> bool:
        mine = next((f for i, f in shown(scene) if i == item), frame)
        return mine.width * mine.height < frame.width * frame.height * 0.7

    def _taken(self, point: QPointF) -> tuple[str, Handle] | None:
        """The handle under the mouse, while one thing is chosen."""
        chosen = self._editing.chosen_items()
        if len(chosen) != 1 or chosen[0][0].locked:
            return None
        item, frame = chosen[0]
        return taken(self.outline(frame, self._editing.page_of(item)), QRectF(self.rect()), point)

    def _in_cropped(self, point: QPointF) -> bool:
        """Whether the point lies in the photo whose picture is being moved inside its frame."""
        cropped = [(i, frame) for i, frame in self._editing.chosen_items() if i.id and i.id == self._editing.cropping]
        return any(contains(frame, self.on_page(point, self._editing.page_of(i))) for i, frame in cropped)

    def _begin(self, kind: str, point: QPointF, handle: Handle = (0, 0)) -> None:
        chosen = self._editing.chosen_items()
        frames = {self._editing.key(item): frame for item, frame in chosen}
        page = self._editing.page_of(chosen[0][0]) if chosen else 0
        self._drag = _Drag(kind, point, self._editing.card, frames, handle, page)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Carry the gesture on, or show what a press would do."""
        point = event.position()
        if self._drag is None:
            self._show_cursor(point)
            return
        drag, modifiers = self._drag, event.modifiers()
        if drag.kind == "pan":
            self._preview.pan(point - drag.start)
            drag.start = point
            return
        if not drag.begun and distance(point, drag.start) < 4:
            return
        drag.begun = True
        if drag.kind == "band":
            self._band = QRectF(drag.start, point).normalized()
            self.update()
            return
        by = (point - drag.start) / self._unit
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if drag.kind == "move":
            self._move(drag, by, free=bool(modifiers & Qt.KeyboardModifier.AltModifier), straight=shift)
        elif drag.kind == "size":
            self._size(drag, by, shift)
        elif drag.kind == "crop":
            self._editing.crop_drag(by.x(), by.y(), drag.former)
        else:
            self._turn(drag, self.on_page(point, drag.page), 15.0 if shift else 0.0)
        self.update()

    def _move(self, drag: _Drag, by: QPointF, *, free: bool, straight: bool) -> None:
        """free: catch on nothing; straight: along one axis only."""
        if straight:
            by = QPointF(by.x(), 0) if abs(by.x()) > abs(by.y()) else QPointF(0, by.y())
        dx, dy, self._guides = by.x(), by.y(), ()
        if not drag.frames:
            return
        whole = common([moved(frame, dx, dy) for frame in drag.frames.values()])
        words = any(isinstance(key, str) for key in drag.frames)  # they stay on their page
        page = drag.page if words else self.page_at(self.outline(whole, drag.page).boundingRect().center())
        scene = self._editing.scenes()[page]
        size, over = (scene.shape.width, scene.shape.height), moved(whole, (drag.page - page) * self._editing.step(), 0)
        caught = over
        if not free:
            others = [f for item, f in shown(scene) if self._editing.key(item) not in drag.frames]
            caught, guides = snapped(over, size, others, CATCH / self._unit)
            self._guides = tuple((guide, page) for guide in guides)
        caught = kept(caught, size)
        dx, dy = dx + caught.x - over.x, dy + caught.y - over.y
        self._show(drag, lambda frame: moved(frame, dx, dy))

    def _size(self, drag: _Drag, by: QPointF, other: bool) -> None:
        """Pictures keep their proportion at the corners, texts do not; `other` turns that round."""
        (item, _frame), *_ = self._editing.chosen_items()
        keep = isinstance(item, Words | Text) == other
        self._show(drag, lambda frame: resized(frame, drag.handle, by.x(), by.y(), keep=keep))

    def _turn(self, drag: _Drag, where: QPointF, step: float) -> None:
        """step: to whole multiples of so many degrees; upright and level catch anyway."""
        frame = next(iter(drag.frames.values()))
        middle = QPointF(frame.x + frame.width / 2, frame.y + frame.height / 2)
        made = turned(frame, where if drag.handle[1] < 0 else middle * 2 - where, step=step)
        if not step and min(abs(made.turn) % 90, 90 - abs(made.turn) % 90) < LEVEL:
            made = msgspec.structs.replace(made, turn=round(made.turn / 90) * 90.0)
        self._show(drag, lambda _frame: made)

    def _show(self, drag: _Drag, change: Callable[[Frame], Frame]) -> None:
        frames, key = drag.frames, self._editing.key

        def framed(item: AnyItem, frame: Frame) -> AnyItem:
            made = change(frames.get(key(item), frame))
            return self._editing.placed(item, made) if drag.kind == "move" else msgspec.structs.replace(item, frame=made)

        self._editing.drag(framed, drag.former)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """What the gesture came to is one step."""
        drag, self._drag, self._guides = self._drag, None, ()
        if drag is None:
            return
        if drag.kind == "band":
            self._choose_in(self._band, drag.page)
            self._band = QRectF()
        elif drag.begun and drag.kind in STEPS:
            labels = {"move": self.tr("Dời"), "size": self.tr("Đổi cỡ"), "turn": self.tr("Xoay"), "crop": self.tr("Cắt ảnh")}
            self._editing.dragged(labels[drag.kind], drag.former)
        self.update()

    def _choose_in(self, band: QRectF, page: int) -> None:
        if band.width() < 4 and band.height() < 4:
            return
        box = QRectF(self.on_page(band.topLeft(), page), self.on_page(band.bottomRight(), page))
        scene = self._editing.scenes()[page]
        inside = [item for item, frame in shown(scene) if not item.locked and box.contains(bounds(frame))]
        self._editing.choose(*(self._editing.key(item) for item in inside))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Edit what was struck."""
        item, self._drag = self._under(event.position(), self.page_at(event.position())), None
        if item:
            self._editing.choose(self._editing.key(item))
            self.edit.emit(self._editing.key(item))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 (Qt's name)
        """Ctrl zooms, else the card moves while it is larger than the window."""
        if self._in_cropped(event.position()):
            self._editing.crop_zoom(1.0012 ** event.angleDelta().y())
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._preview.set_zoom(self._preview.zoom * 1.0015 ** event.angleDelta().y(), event.position())
        elif self._preview.zoom > 1:
            by = QPointF(event.angleDelta()) / 2
            self._preview.pan(QPointF(by.y(), by.x()) if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else by)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 (Qt's name)
        """Choose what lies under the mouse, then its menu."""
        item = self._under(QPointF(event.pos()), self.page_at(QPointF(event.pos())))
        if item and self._editing.key(item) not in self._editing.chosen:
            self._editing.choose(self._editing.key(item))
        self.menu_asked.emit(event.globalPos())

    def _show_cursor(self, point: QPointF) -> None:
        taken = self._taken(point)
        if taken:
            self.setCursor(cursor(*taken, self._editing.chosen_items()[0][1].turn))
        elif self._in_cropped(point):
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        elif self._under(point, self.page_at(point)):
            self.setCursor(Qt.CursorShape.SizeAllCursor)
        else:
            self.unsetCursor()

    # The keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Nudge, choose in turn, edit, delete, let go."""
        editing, key = self._editing, Qt.Key(event.key())
        far = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        if key in NUDGES and editing.chosen:
            editing.nudge(NUDGES[key][0] * far, NUDGES[key][1] * far)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            editing.delete()
        elif key == Qt.Key.Key_Escape and (editing.chosen or self._drag):
            self._let_go()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and len(editing.chosen) == 1:
            self.edit.emit(editing.chosen[0])
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            editing.choose_all()
        elif key == Qt.Key.Key_Space:
            self._space = True
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self.unsetCursor()
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        self._space = False
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab goes from thing to thing, and leaves after the last."""
        if event.type() == QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):  # type: ignore[attr-defined]
            if self._choose_next(-1 if event.key() == Qt.Key.Key_Backtab else 1):  # type: ignore[attr-defined]
                return True
        return super().event(event)

    def _choose_next(self, step: int) -> bool:
        keys = [self._editing.key(i) for i, frame in reversed(self._editing.everything()) if frame and not i.hidden]
        now = self._editing.chosen[-1] if self._editing.chosen else None
        place = keys.index(now) + step if now in keys else (0 if step > 0 else len(keys) - 1)
        if not 0 <= place < len(keys):
            return False
        self._editing.choose(keys[place])
        return True

    def _let_go(self) -> None:
        """A drag is given up, or nothing is chosen any more."""
        drag, self._drag, self._guides, self._band = self._drag, None, (), QRectF()
        if drag and drag.begun and drag.kind in STEPS:
            self._editing.give_up(drag.former)
        elif self._editing.cropping:
            self._editing.begin_crop()  # it is over
        else:
            self._editing.choose()
        self.update()

    def _chosen_changed(self) -> None:
        self.setAccessibleDescription(", ".join(self._editing.called(item) for item, _frame in self._editing.chosen_items()))
        self.update()

    # Things from outside

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 (Qt's name)
        mime = event.mimeData()
        if mime.hasUrls() or mime.hasImage() or mime.hasFormat(STICKER):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 (Qt's name)
        page = self.page_at(event.position())
        where = self.on_page(event.position(), page)
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData(), (where.x(), where.y(), page))
