"""A column of labelled inputs with one primary button at its foot; both rooms are such a form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget


@dataclass(frozen=True)
class Field:
    """One input: anything with value(), set_value() and the signal `changed`."""

    key: str
    label: str
    input: QWidget
    beside: bool = False  # stands to the right of the field before it


class Form(QFrame):
    """Emits changed(key) when any input changes and submitted() for the primary button or Ctrl+Enter."""

    changed = Signal(str)
    submitted = Signal()
    undo_asked = Signal()  # by Ctrl+Z where no text can be undone
    redo_asked = Signal()

    def __init__(self, fields: Sequence[Field], button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._inputs: dict[str, Any] = {field.key: field.input for field in fields}
        self._labels: dict[str, QLabel] = {}
        body = self._body = QWidget()
        body.setProperty("role", "clear")
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 16, 16, 8)
        column.setSpacing(16)
        row = QHBoxLayout()
        for field in fields:
            if not field.beside:
                row = QHBoxLayout()
                row.setSpacing(8)
                column.addLayout(row)
            row.addLayout(self._labelled(field), 1)
            field.input.changed.connect(lambda key=field.key: self.changed.emit(key))
        column.addStretch(1)
        scroll = self._scroll = QScrollArea(widgetResizable=True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        self.button = QPushButton(button)
        self.button.setProperty("role", "primary")
        self.button.setAccessibleName(button)
        self.button.setToolTip(f"{button} (Ctrl+Enter)")
        self.button.clicked.connect(self.submitted)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 16)
        foot.addWidget(self.button)
        bar = scroll.verticalScrollBar()
        bar.rangeChanged.connect(
            lambda _low, high: foot.setContentsMargins(16, 8, 16 + (bar.sizeHint().width() if high else 0), 16)
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        outer.addWidget(scroll, 1)
        outer.addLayout(foot)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda: self.button.isEnabled() and self.submitted.emit())

    def _labelled(self, field: Field) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        label = QLabel(field.label)
        label.setProperty("role", "field")
        label.setBuddy(field.input)
        self._labels[field.key] = label
        column.addWidget(label)
        column.addWidget(field.input)
        column.addStretch(1)
        return column

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """What the inputs leave of undo and redo is meant for the choices in them."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo_asked.emit()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Wide enough that nothing is cut off, as it scrolls only up and down."""
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        return QSize(self._body.minimumSizeHint().width() + bar + 2, 240)

    def value(self, key: str) -> Any:
        """The value of one input."""
        return self._inputs[key].value()

    def input(self, key: str) -> Any:
        """One input itself."""
        return self._inputs[key]

    def values(self) -> dict[str, Any]:
        """Every value, by key."""
        return {key: each.value() for key, each in self._inputs.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Put values back; keys that are not here are passed over."""
        for key, value in values.items():
            if key in self._inputs:
                self._inputs[key].set_value(value)

    def show_field(self, key: str, shown: bool) -> None:
        """Hide or show an input with its label."""
        self._labels[key].setVisible(shown)
        self._inputs[key].setVisible(shown)
