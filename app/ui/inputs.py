"""The plain inputs of a form; each has value(), set_value() and the signal `changed`, and never touches text being composed."""

from collections.abc import Mapping

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QStyledItemDelegate,
    QWidget,
)


SEGMENT_PADDING = 16  # pixels of a segment that are not its letters
LINE, NOTE = 200, 10_000  # letters; more is a slip of the clipboard, and would hold the window up


class TextInput(QLineEdit):
    """One line of text."""

    changed = Signal()

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent, maxLength=LINE)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.textChanged.connect(self.changed)

    def value(self) -> str:
        """The text without the space around it."""
        return self.text().strip()

    def set_value(self, value: str) -> None:
        """Replace the text."""
        if value != self.value():
            self.setText(value)
            self.setCursorPosition(0)  # of a long name the beginning shows


class NoteInput(QPlainTextEdit):
    """Several lines of text; Tab moves on, Enter starts a new line."""

    changed = Signal()

    def __init__(
        self, name: str, placeholder: str = "", lines: int = 6, *, grows: bool = True, most: int = NOTE,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """most: letters that can be pasted."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # lines wrap
        self._most = most
        self.document().setDocumentMargin(2)
        height = self.fontMetrics().lineSpacing() * lines + 24
        self.setMinimumHeight(height)
        if not grows:
            self.setMaximumHeight(height)
        self.textChanged.connect(self.changed)

    def value(self) -> str:
        """The text without the space around it."""
        return self.toPlainText().strip()

    def set_value(self, value: str) -> None:
        """Replace the text."""
        if value != self.value():
            self.setPlainText(value)


    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 (Qt's name)
        """What is pasted has an end."""
        room = self._most + 1 - self.document().characterCount() + len(self.textCursor().selectedText())
        self.insertPlainText(source.text()[: max(0, room)])


class SegmentInput(QFrame):
    """One of a few choices, side by side; arrows move, Tab leaves."""

    changed = Signal()

    def __init__(
        self, name: str, choices: Mapping[str, str], columns: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "segments")
        self.setAccessibleName(name)
        self._buttons: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        row = QGridLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        self._columns = columns = columns or len(choices)
        for place, (id, label) in enumerate(choices.items()):
            button = QPushButton(label, checkable=True)
            button.setProperty("role", "segment")
            button.setAccessibleName(f"{name}: {label}")
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            group.addButton(button)
            row.addWidget(button, place // columns, place % columns)
            self._buttons[id] = button
        next(iter(self._buttons.values())).setChecked(True)
        group.buttonToggled.connect(lambda _button, on: on and self.changed.emit())
        self.setFocusProxy(next(iter(self._buttons.values())))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Wide enough for the widest label in the heavier letters of the chosen one."""
        font = QFont(next(iter(self._buttons.values())).font())
        font.setWeight(QFont.Weight.DemiBold)
        widest = max(QFontMetrics(font).horizontalAdvance(button.text()) for button in self._buttons.values())
        return QSize(self._columns * (widest + SEGMENT_PADDING + 2) + 4, super().minimumSizeHint().height())

    def value(self) -> str:
        """The id of the choice."""
        return next(id for id, button in self._buttons.items() if button.isChecked())

    def set_value(self, value: str) -> None:
        """Choose by id; an unknown id changes nothing."""
        if value in self._buttons:
            self._buttons[value].setChecked(True)


class ChoiceInput(QComboBox):
    """One of many choices in a drop-down list."""

    changed = Signal()

    def __init__(self, name: str, choices: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setMaxVisibleItems(14)
        self.setItemDelegate(QStyledItemDelegate(self))  # the list's own one knows no padding
        self.set_choices(choices)
        self.currentIndexChanged.connect(lambda _index: self.changed.emit())

    def set_choices(self, choices: Mapping[str, str]) -> None:
        """Offer other choices, keeping the present one if it is among them."""
        present = self.value()
        self.blockSignals(True)
        self.clear()
        for id, label in choices.items():
            self.addItem(label, id)
        self.setCurrentIndex(max(0, self.findData(present)))
        self.blockSignals(False)

    def value(self) -> str:
        """The id of the choice."""
        return self.currentData() or ""

    def set_value(self, value: str) -> None:
        """Choose by id; an unknown id changes nothing."""
        index = self.findData(value)
        if index >= 0:
            self.setCurrentIndex(index)

    def wheelEvent(self, event: object) -> None:  # noqa: N802 (Qt's name)
        """Scrolling the form must not change what was chosen."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Enter opens the list, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.showPopup()
        else:
            super().keyPressEvent(event)
