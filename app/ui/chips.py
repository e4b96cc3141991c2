"""Details as chips: typed into one line, Enter adds one, each can be taken away again."""

from html import escape

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QLayout,
    QLayoutItem,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

GAP = 8
LONGEST = 1000  # letters of one detail


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

    def __init__(self, name: str, placeholder: str, icons: object, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._chips: list[QPushButton] = []
        self._line = _Line(maxLength=LONGEST)
        self._line.setAccessibleName(name)
        self._line.setPlaceholderText(placeholder)
        self._line.entered.connect(self._add_typed)
        self._line.textChanged.connect(self.changed)
        self._area = QWidget()
        self._flow = FlowLayout(self._area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self._line)
        column.addWidget(self._area)
        self._area.hide()
        self.setFocusProxy(self._line)

    @property
    def line(self) -> QLineEdit:
        """The line that is typed into."""
        return self._line

    def value(self) -> tuple[str, ...]:
        """The chips, and what is typed but not yet added: nobody should lose a detail for want of Enter."""
        typed = self._line.text().strip()
        return tuple(chip.property("detail") for chip in self._chips) + ((typed,) if typed else ())

    def set_value(self, value: tuple[str, ...]) -> None:
        """Replace the chips; what is being typed is left alone when it already counts."""
        if tuple(value) == self.value():
            return
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._chips.clear()
        self._line.clear()
        for detail in value:
            self._add(detail)
        self.changed.emit()

    def _add_typed(self) -> None:
        for detail in filter(None, (part.strip() for part in self._line.text().split(";"))):
            self._add(detail)
        self._line.clear()
        self.changed.emit()

    def _add(self, detail: str) -> None:
        chip = _Chip(self._icons.get("x"), detail)
        chip.setProperty("role", "chip")
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands after the words
        chip.setAccessibleName(self.tr("Bỏ chi tiết: {detail}").format(detail=detail))
        chip.setToolTip(f"<p>{escape(chip.accessibleName())}</p>")  # as it is, tags and all
        chip.clicked.connect(lambda _on=False, chip=chip: self._remove(chip))
        self._chips.append(chip)
        self._flow.addWidget(chip)
        self._area.show()

    def _remove(self, chip: QPushButton) -> None:
        self._chips.remove(chip)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self._area.setVisible(bool(self._chips))
        self._line.setFocus()
        self.changed.emit()


class _Chip(QPushButton):
    """A detail and a cross; words too long for it end in an ellipsis, so that the cross is always seen."""

    def __init__(self, icon: QIcon, detail: str) -> None:
        super().__init__(icon, _plain(detail))
        self.setProperty("detail", detail)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = _plain(self.shown())
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)


    def shown(self) -> str:
        """As much of the detail as there is room for."""
        detail, lacking = self.property("detail"), self.sizeHint().width() - self.width()
        metrics = self.fontMetrics()
        if lacking <= 0:
            return detail
        return metrics.elidedText(detail, Qt.TextElideMode.ElideRight, metrics.horizontalAdvance(detail) - lacking)


def _plain(text: str) -> str:
    """As a button's label, where & would underline the next letter."""
    return text.replace("&", "&&")


class _Line(QLineEdit):
    """Enter adds; Backspace in an empty line is left to itself (no chip vanishes by mistake)."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and self.text().strip():
            self.entered.emit()
        else:
            super().keyPressEvent(event)
