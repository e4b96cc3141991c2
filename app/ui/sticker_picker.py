"""Stickers to put on a card: found by Vietnamese words, by group; pressed or dragged onto the card."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

SIDE = 52  # pixels of a sticker in the grid
MIME = "application/x-loihay-sticker"
TYPED_MS = 120


class StickerPicker(QWidget):
    """chosen is emitted with a sticker's id."""

    chosen = Signal(str)

    def __init__(self, stickers: Any, parent: QWidget | None = None) -> None:
        """stickers: a StickerSet."""
        super().__init__(parent)
        self._stickers = stickers
        self._query = QLineEdit(placeholderText=self.tr("Tìm hình: hoa mai, banh chung, tim…"), clearButtonEnabled=True)
        self._query.setAccessibleName(self.tr("Tìm hình dán"))
        self._group = QComboBox()
        self._group.setAccessibleName(self.tr("Nhóm hình dán"))
        self._group.addItem(self.tr("Tất cả"), "")
        for id, label in stickers.groups.items():
            self._group.addItem(self.tr(label), id)
        self._model = _Grid(stickers, self)
        self.view = QListView()
        self.view.setProperty("role", "grid")
        self.view.setAccessibleName(self.tr("Hình dán (Enter: dán lên thiệp)"))
        self.view.setModel(self._model)
        self.view.setViewMode(QListView.ViewMode.IconMode)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self.view.setUniformItemSizes(True)
        self.view.setIconSize(QSize(SIDE, SIDE))
        self.view.setGridSize(QSize(SIDE + 12, SIDE + 12))
        self.view.setDragEnabled(True)
        self.view.setMovement(QListView.Movement.Static)
        self.view.clicked.connect(self._pressed)
        self.view.activated.connect(self._pressed)
        self._none = QLabel(self.tr("Không có hình nào như vậy: thử một từ khác, hoặc chọn “Tất cả”."), wordWrap=True)
        self._none.setProperty("role", "muted")
        self._pause = QTimer(self, interval=TYPED_MS, singleShot=True)
        self._pause.timeout.connect(self._search)
        self._query.textChanged.connect(lambda _text: self._pause.start())
        self._group.activated.connect(lambda _row: self._search())
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._query, 3)
        row.addWidget(self._group, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        column.addWidget(self._none)
        self._search()

    def _search(self) -> None:
        found = self._stickers.search(self._query.text(), self._group.currentData())
        self._model.show(found)
        self._none.setVisible(not found)
        self.view.setVisible(bool(found))

    def _pressed(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(Qt.ItemDataRole.UserRole))


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
        return self._icons[id]
