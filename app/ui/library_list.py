"""The right side of the library: a line to search in, what was found, and what can be done with the text chosen there."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

LONGEST = 120  # letters; more is a slip of the clipboard


class LibraryList(QWidget):
    """Enter or a double click takes a text, Ctrl+C copies it; Down leads from the search into what was found."""

    searched = Signal(str)
    taken = Signal(object)
    copied = Signal(object)
    widened = Signal()  # search and filters are to go
    forget_asked = Signal(bool)  # what everybody was given; False: only this recipient

    def __init__(self, rows: Any, painter: Any, icons: Any, parent: QWidget | None = None) -> None:
        """rows: a TextRows; painter: its delegate."""
        super().__init__(parent)
        self._rows = rows
        self.line = _Line(maxLength=LONGEST, clearButtonEnabled=True)
        self.line.setAccessibleName(self.tr("Tìm trong kho lời"))
        self.line.setPlaceholderText(self.tr("Tìm, không cần gõ dấu: suc khoe, que nha, hoa mai…"))
        glass = QAction(icons.get("magnifying-glass"), self.line.accessibleName(), self.line)
        self.line.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.line.textChanged.connect(self.searched)
        self.line.left.connect(lambda: self.list.setFocus() if rows.rowCount() else None)
        self.list = _List()
        self.list.setAccessibleName(self.tr("Những lời tìm thấy"))
        self.list.setModel(rows)
        self.list.setItemDelegate(painter)
        self.list.taken.connect(self._take)
        self.list.copied.connect(self._copy)
        self.list.left.connect(self.line.setFocus)
        self._count = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._count.setProperty("role", "muted")
        self._count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._widen = self._button(self.tr("Bỏ mọi bộ lọc"), icons.get("x"), self.widened.emit)
        self._use = self._button(self.tr("Dùng lời này"), icons.get(""), self._take)
        self._use.setProperty("role", "primary")
        self._use.setToolTip(self.tr("Đặt lời này lên thiệp") + " (Enter)")
        self._copying = self._button(self.tr("Chép"), icons.get("copy"), self._copy)
        self._copying.setToolTip(self.tr("Chép") + " (Ctrl+C)")
        self._forget = self._button(self.tr("Quên những lời đã dùng"), icons.get("arrows-clockwise"), lambda: None)
        self._forget.setProperty("menu", "true")
        self._forget.setMenu(QMenu(self._forget))
        self._empty = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter, textFormat=Qt.TextFormat.PlainText)
        self._empty.setProperty("role", "muted")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._nothing(icons))
        self._lay_out()
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.begin)
        self.show_forgettable("", False, False)
        self.show_found((), "", "")

    def _button(self, label: str, icon: Any, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(icon, label if icon.isNull() else f" {label}")
        button.setProperty("role", "quiet")
        button.setAccessibleName(label)
        button.clicked.connect(lambda _on=False: act())
        return button

    def _nothing(self, icons: Any) -> QFrame:
        page, picture = QFrame(), QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        picture.setPixmap(icons.get("books").pixmap(48, 48))
        column = QVBoxLayout(page)
        column.setContentsMargins(32, 32, 32, 32)
        column.setSpacing(16)
        column.addStretch(1)
        column.addWidget(picture)
        column.addWidget(self._empty)
        column.addStretch(2)
        return page

    def _lay_out(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        for row in (head, foot):
            row.setContentsMargins(4, 0, 4, 0)
            row.setSpacing(8)
        head.addWidget(self._count, 1)
        head.addWidget(self._widen)
        head.addStrut(36)
        for button in (self._use, self._copying):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self._forget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.line)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        column.addLayout(foot)

    def begin(self) -> None:
        """Ready to type another search over the former one."""
        self.line.setFocus()
        self.line.selectAll()

    def show_found(self, found: Sequence[Any], said: str, empty: str, *, narrowed: bool = False) -> None:
        """What was found, the best chosen; said: how many; empty: what to do when nothing was; narrowed: filters are on."""
        chosen = self.chosen
        self._rows.show(found)
        self._pages.setCurrentIndex(0 if found else 1)
        self._empty.setText(empty)
        self._widen.setVisible(narrowed)
        self.say(said)
        row = next((place for place, each in enumerate(found[: self._rows.rowCount()]) if each == chosen), 0)
        self.list.setCurrentIndex(self._rows.index(row, 0))
        for button in (self._use, self._copying):
            button.setEnabled(bool(found))

    def say(self, said: str) -> None:
        """A few words over the list."""
        self._count.setText(said)
        self._count.setAccessibleName(said)
        self._count.setToolTip(said)

    def show_forgettable(self, to: str, these: bool, any: bool) -> None:
        """What can be forgotten: of the recipient called `to`, or of anybody."""
        menu = self._forget.menu()
        menu.clear()
        said = self.tr("Những lời đã dùng cho {ai}").format(ai=to or "…").replace("&", "&&")
        menu.addAction(said, lambda: self.forget_asked.emit(False)).setEnabled(these)
        menu.addAction(self.tr("Những lời đã dùng cho mọi người"), lambda: self.forget_asked.emit(True))
        self._forget.setEnabled(any)

    @property
    def chosen(self) -> Any:
        """The text chosen in the list, or None."""
        return self._rows.at(self.list.currentIndex())

    def _take(self) -> None:
        if self.chosen:
            self.taken.emit(self.chosen)

    def _copy(self) -> None:
        if self.chosen:
            self.copied.emit(self.chosen)


class _Line(QLineEdit):
    """Down and Enter lead to what was found, Escape begins anew."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class _List(QListView):
    """Rows as high as their texts; Up in the first leads back to the search."""

    taken = Signal()
    copied = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "library")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # coming and going, it would move every line
        self.verticalScrollBar().setSingleStep(24)
        self.setMouseTracking(True)
        self.doubleClicked.connect(lambda _index: self.taken.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif plain and event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left.emit()
        else:
            super().keyPressEvent(event)
