"""Stickers to put on a card: found by Vietnamese words, by group; pressed or dragged onto the card."""

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent, QMouseEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QListView, QPushButton, QVBoxLayout, QWidget

SIDE = 52  # pixels of a sticker in the grid
GAP = 12
MIME = "application/x-loihay-sticker"
TYPED_MS = 120
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StickerPicker(QWidget):
    """chosen is emitted with a sticker's id."""

    chosen = Signal(str)

    def __init__(self, stickers: Any, parent: QWidget | None = None) -> None:
        """stickers: a StickerSet."""
        super().__init__(parent)
        self._stickers = stickers
        self._query = _Query(placeholderText=self.tr("Tìm hình dán…"), clearButtonEnabled=True)
        self._query.setAccessibleName(self.tr("Tìm hình dán"))
        self._query.setToolTip(self.tr("Gõ có dấu hay không dấu: banh chung, li xi, tim…"))
        self._group = self._groups()
        self._model = _Grid(stickers, self)
        self.view = _View()
        self.view.setAccessibleName(self.tr("Hình dán (Enter: dán lên thiệp)"))
        self.view.setModel(self._model)
        self._none = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self._none.setProperty("role", "muted")
        self._everywhere = QPushButton(self.tr("Tìm trong mọi nhóm"))
        self._pause = QTimer(self, interval=TYPED_MS, singleShot=True)
        self._connect()
        self._lay_out()
        self._search()

    def _groups(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.tr("Nhóm hình dán"))
        box.addItem(self.tr("Tất cả"), "")
        for id, label in self._stickers.groups.items():
            box.addItem(self.tr(label), id)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMaxVisibleItems(box.count())
        return box

    def _connect(self) -> None:
        self.view.chosen.connect(lambda index: self.chosen.emit(index.data(Qt.ItemDataRole.UserRole)))
        self._pause.timeout.connect(self._search)
        self._query.textChanged.connect(lambda _text: self._pause.start())
        self._query.left.connect(self._to_grid)
        self._group.activated.connect(lambda _row: self._search())
        self._everywhere.clicked.connect(self._all_groups)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._query, 1)
        row.addWidget(self._group, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        column.addSpacing(6)
        column.addWidget(self._none)
        column.addWidget(self._everywhere, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()

    def _search(self) -> None:
        self._pause.stop()
        group = self._group.currentData()
        found = self._stickers.search(self._query.text(), group)
        self._model.show(found)
        self.view.setVisible(bool(found))
        self._none.setText(
            self.tr("Nhóm này không có hình nào như vậy.") if group
            else self.tr("Không có hình nào như vậy. Thử một từ ngắn hơn: hoa, tim, bánh, mèo…")
        )  # fmt: skip
        self._none.setVisible(not found)
        self._everywhere.setVisible(not found and bool(group))

    def _all_groups(self) -> None:
        self._group.setCurrentIndex(0)
        self._query.setFocus()
        self._search()

    def _to_grid(self) -> None:
        """From the search to what it found, by keyboard."""
        self._search()
        if self._model.rowCount():
            self.view.setCurrentIndex(self._model.index(0))
            self.view.setFocus(Qt.FocusReason.TabFocusReason)

    def showEvent(self, event: Any) -> None:  # noqa: N802 (Qt's name)
        """The list of groups opens as wide as their labels, however narrow the box is."""
        self._group.view().setMinimumWidth(self._group.view().sizeHintForColumn(0) + 2 * GAP)
        super().showEvent(event)


class _Query(QLineEdit):
    """left is emitted on Enter and on the arrow down."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        if event.key() in (*ENTER, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _View(QListView):
    """A grid as wide as there is room for; chosen by a click, a double click, Enter or Space: once each."""

    chosen = Signal(QModelIndex)

    def __init__(self) -> None:
        super().__init__()
        self._twice = False
        self.setProperty("role", "grid")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setIconSize(QSize(SIDE, SIDE))
        self.setGridSize(QSize(SIDE + GAP, SIDE + GAP))
        self.setMovement(QListView.Movement.Static)
        self.setDragEnabled(True)  # after setMovement, which forbids it
        self.clicked.connect(self.chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """The columns share the width that is there with a scroll bar: Qt keeps room for one that is not shown."""
        room = self.maximumViewportSize().width() - self.verticalScrollBar().sizeHint().width() - 1
        self.setGridSize(QSize(max(SIDE, room // max(1, room // (SIDE + GAP))), SIDE + GAP))
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        if event.key() in (*ENTER, Qt.Key.Key_Space) and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Its first click has chosen already."""
        self._twice = True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        if not self._twice:
            super().mouseReleaseEvent(event)
        self._twice = False

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Whoever comes by keyboard sees where they are."""
        keyed = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if keyed and not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))
        super().focusInEvent(event)


class _Grid(QAbstractListModel):
    """Pictures are made when they come into sight, once each."""

    def __init__(self, stickers: Any, parent: QWidget) -> None:
        super().__init__(parent)
        self._stickers, self._ratio = stickers, parent.devicePixelRatioF()
        self._found: list[Any] = []
        self._icons: dict[str, QIcon] = {}

    def show(self, found: list[Any]) -> None:
        self.beginResetModel()
        self._found = found
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:  # noqa: N802 (Qt's name)
        return 0 if parent and parent.isValid() else len(self._found)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self._found[index.row()]
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icon(entry.id)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.label
        return entry.id if role == Qt.ItemDataRole.UserRole else None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:  # noqa: N802 (Qt's name)
        return [MIME]

    def mimeData(self, indexes: Any) -> QMimeData:  # noqa: N802 (Qt's name)
        mime = QMimeData()
        mime.setData(MIME, self._found[indexes[0].row()].id.encode())
        return mime

    def _icon(self, id: str) -> QIcon:
        if id not in self._icons:
            pixmap = QPixmap(round(SIDE * self._ratio), round(SIDE * self._ratio))
            pixmap.setDevicePixelRatio(self._ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            with QPainter(pixmap) as p:
                p.setRenderHint(QPainter.RenderHint.Antialiasing)
                self._stickers.paint(p, QRectF(0, 0, SIDE, SIDE), id)
            self._icons[id] = QIcon(pixmap)
            self._icons[id].addPixmap(pixmap, QIcon.Mode.Selected)  # else it is tinted
        return self._icons[id]
