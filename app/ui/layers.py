"""The layers of a card: a list of what lies on it, topmost first, to choose, drag into another order, lock, hide, show again."""

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.cards.items import AnyItem, Code, Photo, Sticker, Text, Words

KEY = Qt.ItemDataRole.UserRole
ITEM = Qt.ItemDataRole.UserRole + 1
PAGE = Qt.ItemDataRole.UserRole + 2
ICON = 24  # pixels
MARK = 22  # pixels of the lock and the eye
ROW = 36
SHOWN_LETTERS = 40


class Layers(QWidget):
    """Shows editing.everything(); every change goes through the Editing."""

    edit = Signal(object)  # the key of an item whose inside is to be edited

    def __init__(self, editing: Any, icons: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editing, self._icons, self._showing = editing, icons, False
        self.list = _List(icons)
        self.list.setAccessibleName(self.tr("Các lớp của thiệp, trên cùng đứng đầu"))
        self.list.reordered.connect(self._reordered)
        self.list.lock_struck.connect(self._lock)
        self.list.eye_struck.connect(self._hide)
        self.list.itemSelectionChanged.connect(self._picked)
        self.list.edit_struck.connect(lambda row: self.edit.emit(row.data(KEY)))
        name = QLabel(self.tr("Lớp"))
        name.setProperty("role", "field")
        self._tools = {
            "front": self._tool("arrow-line-up", self.tr("Lên trên cùng")),
            "forward": self._tool("caret-up", self.tr("Lên một lớp")),
            "backward": self._tool("caret-down", self.tr("Xuống một lớp")),
            "back": self._tool("arrow-line-down", self.tr("Xuống dưới cùng")),
        }
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(name, 1)
        for where, tool in self._tools.items():
            tool.clicked.connect(lambda _on=False, where=where: self._editing.reorder(where))
            head.addWidget(tool)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        editing.chosen_changed.connect(self._mark)

    def show_card(self) -> None:
        """The list as the card is now."""
        items = [item for item, _frame in self._editing.everything()]
        keys = [self._editing.key(item) for item in items]
        self._showing = True
        if keys != [key for key, _ in self.list.rows()]:
            reached = self.list.verticalScrollBar().value()
            self.list.clear()
            for key in keys:
                row = QListWidgetItem()
                row.setData(KEY, key)
                self.list.addItem(row)
            self.list.verticalScrollBar().setValue(reached)
        for place, item in enumerate(items):
            self._show(self.list.item(place), item)
        self._showing = False
        self._mark()

    def _show(self, row: QListWidgetItem, item: AnyItem) -> None:
        pages = len(self._editing.scenes())
        page = (self.tr("Bìa"), self.tr("Trong"))[self._editing.page_of(item)] if pages > 1 else ""
        said = self._called(item)
        if (row.data(ITEM), row.text(), row.data(PAGE)) != (item, said, page):
            row.setIcon(self._picture(item))
            row.setText(said)
            row.setData(ITEM, item)
            row.setData(PAGE, page)
            row.setToolTip(said)

    def _picture(self, item: AnyItem) -> QIcon:
        """A photo and a sticker show themselves."""
        image = self._editing.small_picture(item, ICON * self.devicePixelRatioF())
        if not image:
            return self._icons.get(_icon(item))
        icon = QIcon(QPixmap.fromImage(image))
        icon.addPixmap(QPixmap.fromImage(image), QIcon.Mode.Selected)  # else it would be tinted
        return icon

    def _called(self, item: AnyItem) -> str:
        if isinstance(item, Words | Text):
            said = " ".join(self._editing.text(self._editing.key(item)).split())
            return said[:SHOWN_LETTERS] + ("…" if len(said) > SHOWN_LETTERS else "") or self.tr("(chữ trống)")
        if isinstance(item, Code):
            return self.tr("Mã QR") + f": {item.content[:SHOWN_LETTERS]}"
        return self.tr("Ảnh") if isinstance(item, Photo) else self._editing.sticker_label(item.sticker)

    def _mark(self) -> None:
        """The chosen ones are marked."""
        self._showing = True
        for place in range(self.list.count()):
            row = self.list.item(place)
            row.setSelected(row.data(KEY) in self._editing.chosen)
        if marked := self.list.selectedItems():
            self.list.scrollToItem(marked[0])
        for tool in self._tools.values():
            tool.setEnabled(bool(self._editing.chosen))
        self._showing = False

    def _picked(self) -> None:
        if not self._showing:
            self._editing.choose(*(row.data(KEY) for row in self.list.selectedItems()))

    def _reordered(self, keys: list[Any]) -> None:
        self._editing.put_order(keys[::-1])

    def _lock(self, row: QListWidgetItem) -> None:
        item = row.data(ITEM)
        self._editing.set_flag(self.tr("Mở khóa") if item.locked else self.tr("Khóa"), [row.data(KEY)], locked=not item.locked)

    def _hide(self, row: QListWidgetItem) -> None:
        item = row.data(ITEM)
        self._editing.set_flag(self.tr("Hiện") if item.hidden else self.tr("Ẩn"), [row.data(KEY)], hidden=not item.hidden)

    def _tool(self, icon: str, label: str) -> QToolButton:
        tool = QToolButton()
        tool.setProperty("role", "quiet")
        tool.setIcon(self._icons.get(icon))
        tool.setAccessibleName(label)
        tool.setToolTip(label)
        return tool


class _List(QListWidget):
    """Rows with a lock and an eye at their right end; L and H strike them too."""

    reordered = Signal(list)  # keys from the top
    lock_struck = Signal(QListWidgetItem)
    eye_struck = Signal(QListWidgetItem)
    edit_struck = Signal(QListWidgetItem)  # twice, or Enter

    def __init__(self, icons: Any) -> None:
        super().__init__()
        self.setProperty("role", "layers")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setMinimumHeight(ROW * 3)
        self.setIconSize(QSize(ICON, ICON))
        self.setItemDelegate(_Row(icons, self))

    def rows(self) -> list[tuple[Any, AnyItem]]:
        return [(self.item(i).data(KEY), self.item(i).data(ITEM)) for i in range(self.count())]

    def dropEvent(self, event: Any) -> None:  # noqa: N802 (Qt's name)
        before = [key for key, _ in self.rows()]
        super().dropEvent(event)
        after = [key for key, _ in self.rows()]
        if after != before and sorted(map(str, after)) == sorted(map(str, before)):
            self.reordered.emit(after)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """A press on the lock or the eye chooses nothing."""
        row = self.itemAt(event.position().toPoint())
        marks = marks_of(self.visualItemRect(row)) if row else ()
        for rect, signal in zip(marks, (self.lock_struck, self.eye_struck), strict=False):
            if row and rect.contains(event.position().toPoint()):
                signal.emit(row)
                return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        if row := self.itemAt(event.position().toPoint()):
            self.edit_struck.emit(row)

    def keyPressEvent(self, event: Any) -> None:  # noqa: N802 (Qt's name)
        row = self.currentItem()
        if row and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_struck.emit(row)
            return
        if row and event.key() in (Qt.Key.Key_L, Qt.Key.Key_H):
            (self.lock_struck if event.key() == Qt.Key.Key_L else self.eye_struck).emit(row)
            return
        super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """What the marks do, as a tooltip."""
        if event.type() == QEvent.Type.ToolTip:
            row = self.itemAt(event.pos())  # type: ignore[attr-defined]
            if row:
                lock, eye = marks_of(self.visualItemRect(row))
                item, point = row.data(ITEM), event.pos()  # type: ignore[attr-defined]
                says = ""
                if lock.contains(point):
                    says = self.tr("Mở khóa (L)") if item.locked else self.tr("Khóa (L)")
                elif eye.contains(point):
                    says = self.tr("Hiện lại (H)") if item.hidden else self.tr("Ẩn (H)")
                self.viewport().setToolTip(says or row.text())
        return super().viewportEvent(event)


def marks_of(row: QRect) -> tuple[QRect, QRect]:
    """Where a row's lock and eye are."""
    top = row.center().y() - MARK // 2
    eye = QRect(row.right() - MARK - 4, top, MARK, MARK)
    return eye.translated(-MARK - 4, 0), eye


class _Row(QStyledItemDelegate):
    """Paints the marks: they are plain where something is locked or hidden, else faint while the mouse is there."""

    def __init__(self, icons: Any, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons = icons

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        return QSize(super().sizeHint(option, index).width(), max(ROW, option.fontMetrics.height() + 14))

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        item = index.data(ITEM)
        if item.hidden:
            p.setOpacity(0.5)
        near = bool(option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected))
        marks = 2 * MARK + 10 if near or item.locked or item.hidden else 0
        inner = QStyleOptionViewItem(option)
        page = index.data(PAGE) or ""
        wide = option.fontMetrics.horizontalAdvance(page) + 8 if page else 0
        inner.rect = option.rect.adjusted(0, 0, -marks - wide, 0)
        super().paint(p, inner, index)
        p.setOpacity(0.6)
        p.setPen(option.palette.text().color())
        p.drawText(QRect(inner.rect.right() + 4, option.rect.y(), wide, option.rect.height()), Qt.AlignmentFlag.AlignVCenter, page)
        p.setOpacity(1)
        lock, eye = marks_of(option.rect)
        for rect, on, names in ((lock, item.locked, ("lock-simple", "lock-simple-open")), (eye, item.hidden, ("eye-slash", "eye"))):
            if on or near:
                p.setOpacity(1 if on else 0.55)
                icon: QIcon = self._icons.get(names[0] if on else names[1])
                icon.paint(p, rect.adjusted(2, 2, -2, -2))
        p.setOpacity(1)


def _icon(item: AnyItem) -> str:
    return {Words: "text-aa", Text: "textbox", Photo: "image", Sticker: "smiley", Code: "qr-code"}[type(item)]
