"""Details as chips: typed into one line, Enter adds one, each says what it is for and can be taken away again."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QLayout, QLayoutItem, QLineEdit, QVBoxLayout, QWidget

GAP = 8
LONGEST = 1000  # letters of one detail
ENOUGH = 4  # details; of more, a small model leaves some out


class FlowLayout(QLayout):
    """Lays widgets out like words: left to right, then the next line."""

    gap = GAP

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 (Qt's names in this class)
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:  # noqa: N802
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802
        size = QSize(0, 0)
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(QSize(min(item.sizeHint().width(), 120), item.sizeHint().height()))
        return size

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(max(1, rect.width()), 10_000))
            if x > rect.x() and x + size.width() > rect.right() + 1:
                x, y, line = rect.x(), y + line + GAP, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x, line = x + size.width() + GAP, max(line, size.height())
        return y + line - rect.y()


class ChipsInput(QWidget):
    """A line to type in and the chips already added."""

    changed = Signal()

    def __init__(self, name: str, placeholder: str, make_chip: Callable[[str, Callable[[], Any]], Any], parent: QWidget | None = None) -> None:
        """make_chip: makes a button with `detail`, show_understood(), `corrected` and `removed` from a detail and choices()."""
        super().__init__(parent)
        self._make_chip, self._purposes = make_chip, None
        self._chips: list[Any] = []
        self._line = _Line(maxLength=LONGEST)
        self._line.setAccessibleName(name)
        self._line.setPlaceholderText(placeholder)
        self._line.entered.connect(self._add_typed)
        self._line.left.connect(self._go_to)
        self._line.textChanged.connect(self.changed)
        self._area = QWidget()
        self._flow = FlowLayout(self._area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self._line)
        column.addWidget(self._area)
        self._many = QLabel(self.tr("Ba chi tiết là vừa: nhiều hơn, mô hình nhỏ dễ bỏ sót."), wordWrap=True)
        self._many.setProperty("role", "muted")
        column.addWidget(self._many)
        self._many.hide()
        self._area.hide()
        self.changed.connect(lambda: self._many.setVisible(len(self.value()) > ENOUGH))
        self.setFocusProxy(self._line)

    @property
    def line(self) -> QLineEdit:
        """The line that is typed into."""
        return self._line

    def set_purposes(self, purposes: Any) -> None:
        """Who tells what a detail is for: read(), choices(), relabelled() and the signal `changed`."""
        self._purposes = purposes
        purposes.changed.connect(self._read)

    def value(self) -> tuple[str, ...]:
        """The chips, and what is typed but not yet added: nobody should lose a detail for want of Enter."""
        typed = self._line.text().strip()
        return tuple(chip.detail for chip in self._chips) + ((typed,) if typed else ())

    def set_value(self, value: tuple[str, ...]) -> None:
        """Replace the chips; what is being typed is left alone when it already counts."""
        if tuple(value) != self.value():
            self._line.setText("")
            self.set_choice(tuple(value))

    def choice(self) -> tuple[str, tuple[str, ...]]:
        """The chips alone: they belong to whoever the form is about."""
        return "", tuple(chip.detail for chip in self._chips)

    def set_choice(self, details: tuple[str, ...]) -> None:
        """Other chips; what is typed stays."""
        focused = any(chip.hasFocus() for chip in self._chips)
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips.clear()
        for detail in details:
            self._add(detail)
        self._area.setVisible(bool(self._chips))
        self._lead_tab()
        if focused:
            self._go_to(-1)
        self._read()
        self.changed.emit()

    def set_example(self, example: str) -> None:
        """What stands in the empty line."""
        self._line.setPlaceholderText(example)

    def _go_to(self, place: int) -> None:
        """Focus the chip at a place, -1 for the last; the line where there is none."""
        (self._chips[place] if self._chips else self._line).setFocus()

    def _step(self, chip: Any, by: int) -> None:
        place = self._chips.index(chip) + by
        if place < 0:
            self._line.setFocus()
        elif place < len(self._chips):
            self._go_to(place)

    def _lead_tab(self) -> None:
        """Tab goes from the line through the chips, as they are shown."""
        for before, after in pairwise([self._line, *self._chips]):
            self.setTabOrder(before, after)

    def _add_typed(self) -> None:
        for detail in filter(None, (part.strip() for part in self._line.text().split(";"))):
            self._add(detail)
        self._lead_tab()
        self._read()
        self._line.setText("")  # not clear(): undo is to take the chip away, not to bring its words here as well
        self.changed.emit()

    def _add(self, detail: str) -> None:
        chip = self._make_chip(detail, lambda: self._purposes.choices(chip.detail) if self._purposes else ())
        chip.removed.connect(lambda: self._remove(chip))
        chip.stepped.connect(lambda by: self._step(chip, by))
        chip.corrected.connect(lambda kind: self._correct(chip, kind))
        self._chips.append(chip)
        self._flow.addWidget(chip)
        self._area.show()

    def _read(self) -> None:
        """Show what each chip is understood as."""
        if self._purposes:
            for chip, understood in zip(self._chips, self._purposes.read([chip.detail for chip in self._chips]), strict=True):
                chip.show_understood(chip.detail, understood)

    def _correct(self, chip: Any, kind: str) -> None:
        detail = self._purposes.relabelled(chip.detail, kind)
        chip.show_understood(detail, self._purposes.read([detail])[0])
        self.changed.emit()

    def _remove(self, chip: Any) -> None:
        place = self._chips.index(chip)
        self._chips.remove(chip)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self._area.setVisible(bool(self._chips))
        self._go_to(min(place, len(self._chips) - 1))
        self.changed.emit()


class _Line(QLineEdit):
    """Enter adds; Backspace in the empty line goes to the last chip, which only a second one takes away."""

    entered = Signal()
    left = Signal(int)  # for the chip at this place

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        undo, redo = (event.matches(key) for key in (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo))
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.text().strip():
            self.entered.emit()
        elif plain and event.key() == Qt.Key.Key_Backspace and not self.text() and not event.isAutoRepeat():
            self.left.emit(-1)
        elif plain and event.key() == Qt.Key.Key_Down:
            self.left.emit(0)
        elif (undo and not self.isUndoAvailable()) or (redo and not self.isRedoAvailable()):
            event.ignore()  # the form's
        else:
            super().keyPressEvent(event)
