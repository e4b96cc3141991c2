"""The frame of the main window: the rooms side by side in a stack, the notice bar over them, the status line under them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

COMFORTABLE, BORDER = QSize(1320, 720), QSize(4, 36)  # BORDER: what the system puts around a window
SAVE_MS = 400
USUAL = 1256  # pixels that the panes of a room share in a window of the usual width


@dataclass(frozen=True)
class Place:
    """One room as the window shows it: its panes from left to right and their shares of the width."""

    id: str
    label: str
    icon: str
    panes: Sequence[QWidget]
    widths: Sequence[int]


class Frame(QMainWindow):
    """save is emitted a moment after the last change and on closing; nothing else leaves the window."""

    save = Signal()
    closed = Signal()
    settings_asked = Signal()
    room_changed = Signal(str)
    dropped = Signal(object)  # Path of a model's file

    def __init__(self, places: Sequence[Place], notice: QWidget, status: QWidget, icons: Any) -> None:
        super().__init__()
        self.setWindowTitle("Lời Hay")
        self.notice, self.status = notice, status
        self._places = places
        self._stack = QStackedWidget()
        self._buttons = QButtonGroup(self)
        for place in places:
            self._stack.addWidget(self._split(place))
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(8)
        column.addLayout(self._top(icons))
        column.addWidget(notice)
        column.addWidget(self._stack, 1)
        column.addWidget(status)
        self.setCentralWidget(body)
        self.setAcceptDrops(True)
        self._timer = QTimer(self, interval=SAVE_MS, singleShot=True)
        self._timer.timeout.connect(self.save)
        self._chosen(0)
        self.resize(first_size(self.screen().availableGeometry().size()))

    def _top(self, icons: Any) -> QHBoxLayout:
        brand = QLabel("Lời Hay")
        brand.setProperty("role", "brand")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(brand)
        row.addSpacing(16)
        for number, place in enumerate(self._places):
            button = QPushButton(icons.get(place.icon), f" {place.label}", checkable=True, checked=number == 0)
            button.setProperty("role", "room")
            name = place.label.replace("&&", "&")
            button.setAccessibleName(name)
            button.setToolTip(f"{name} (Ctrl+{number + 1})")
            self._buttons.addButton(button, number)
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number + 1}"), self)
            shortcut.activated.connect(button.click)
            row.addWidget(button)
        self._buttons.idClicked.connect(self._chosen)
        settings = QToolButton()
        settings.setProperty("role", "quiet")
        settings.setIcon(icons.get("gear"))
        settings.setAccessibleName(self.tr("Cài đặt"))
        settings.setToolTip(self.tr("Cài đặt") + " (Ctrl+,)")
        settings.setShortcut("Ctrl+,")
        settings.clicked.connect(self.settings_asked)
        row.addStretch(1)
        row.addWidget(settings)
        return row

    @staticmethod
    def _split(place: Place) -> QSplitter:
        splitter = QSplitter()
        splitter.setHandleWidth(16)
        splitter.setChildrenCollapsible(False)
        for index, (pane, width) in enumerate(zip(place.panes, place.widths, strict=True)):
            splitter.addWidget(pane)
            splitter.setStretchFactor(index, width if index else 0)  # the form keeps its width while the rest has any
        splitter.setSizes([width * USUAL // sum(place.widths) for width in place.widths])
        return splitter

    def show_room(self, id: str) -> None:
        """Open a room by id; an unknown id changes nothing."""
        for number, place in enumerate(self._places):
            if place.id == id:
                self._buttons.button(number).setChecked(True)
                self._chosen(number)

    @property
    def room(self) -> str:
        """The id of the room that is open."""
        return self._places[self._stack.currentIndex()].id

    def _chosen(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        self.room_changed.emit(self.room)

    def save_soon(self) -> None:
        """Something changed: save once the person pauses."""
        self._timer.start()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 (Qt's name)
        """A model may be dropped anywhere on the window."""
        if _model_in(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 (Qt's name)
        if path := _model_in(event):
            event.acceptProposedAction()
            self.dropped.emit(path)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 (Qt's name)
        """Save what is not saved yet, then say that the window is gone."""
        self._timer.stop()
        self.save.emit()
        self.closed.emit()
        super().closeEvent(event)


def first_size(screen: QSize) -> QSize:
    """How large a window opens: 1366 by 768 pixels at 125 % are 1093 by 614, and nothing may lie outside them."""
    return COMFORTABLE.boundedTo(screen - BORDER)


def _model_in(event: QDropEvent) -> Path | None:
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return next((file for file in files if file.suffix.lower() == ".gguf"), None)
