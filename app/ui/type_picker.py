"""Choosing one of many types by typing a few letters of it, with or without diacritics."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.viet.text import fold

ROWS = 4


class TypePicker(QWidget):
    """A search line over a short list; arrows in the line move through the list."""

    changed = Signal()

    def __init__(self, name: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = ""
        self._search = QLineEdit(clearButtonEnabled=True)
        self._search.setPlaceholderText(placeholder)
        self._search.setAccessibleName(placeholder)
        self._search.textChanged.connect(self._filter)
        self._search.installEventFilter(self)
        self._list = QListWidget()
        self._list.setProperty("role", "occasions")
        self._list.setAccessibleName(name)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._row = self._list.fontMetrics().height() + 14
        self._list.setFixedHeight(self._row * ROWS + 6)
        self._list.currentItemChanged.connect(self._moved)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._search)
        column.addWidget(self._list)
        self.setFocusProxy(self._search)

    def set_choices(self, choices: Mapping[str, str]) -> None:
        """Offer other types; the first is chosen."""
        self._list.blockSignals(True)
        self._list.clear()
        for id, label in choices.items():
            item = QListWidgetItem(label)
            item.setData(Qt.ItemDataRole.UserRole, id)
            item.setSizeHint(QSize(0, self._row))
            item.setToolTip(label)
            self._list.addItem(item)
        self._search.clear()
        self._list.blockSignals(False)
        self._value = ""
        self._list.setCurrentRow(0)

    def value(self) -> str:
        """The id of the type."""
        return self._value

    def set_value(self, value: str) -> None:
        """Choose by id; an unknown id changes nothing."""
        for row in range(self._list.count()):
            if self._list.item(row).data(Qt.ItemDataRole.UserRole) == value:
                self._list.setCurrentRow(row)
                self._list.scrollToItem(self._list.item(row))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Up and down in the search line move through what it found."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(event.key())
            if step:
                self._step(step)
                return True
        return super().eventFilter(watched, event)

    def _step(self, step: int) -> None:
        row = self._list.currentRow() + step
        while 0 <= row < self._list.count():
            if not self._list.item(row).isHidden():
                self._list.setCurrentRow(row)
                return
            row += step

    def _filter(self, typed: str) -> None:
        wanted = fold(typed).split()
        for row in range(self._list.count()):
            item = self._list.item(row)
            item.setHidden(not all(word in fold(item.text()) for word in wanted))

    def _moved(self, item: QListWidgetItem | None) -> None:
        if item and item.data(Qt.ItemDataRole.UserRole) != self._value:
            self._value = item.data(Qt.ItemDataRole.UserRole)
            self.changed.emit()
