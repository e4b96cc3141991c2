"""The palettes of the design in hand as discs to press, and plain grounds in place of its background."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

SWATCH = 26


class Discs(QWidget):
    """A row of discs of which one is chosen; each may be cut into several colours."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._shown = name, {}
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self._row.addStretch(1)

    def set_choices(self, choices: Mapping[str, tuple[str, Sequence[str]]]) -> None:
        """choices: label and colours by id."""
        shown = {id: (label, tuple(colours)) for id, (label, colours) in choices.items()}
        if shown == self._shown:
            return
        self._shown = shown
        for button in self._buttons.values():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {id: self._button(id, *each) for id, each in shown.items()}
        for place, button in enumerate(self._buttons.values()):
            self._row.insertWidget(place, button)

    def set_chosen(self, id: str) -> None:
        for each, button in self._buttons.items():
            button.setChecked(each == id)

    def buttons(self) -> list[Any]:
        """In the order of the row, for the order of Tab."""
        return list(self._buttons.values())

    def _button(self, id: str, label: str, colours: tuple[str, ...]) -> QToolButton:
        button = QToolButton(checkable=True)
        button.setProperty("role", "swatch")
        button.setIconSize(QSize(SWATCH, SWATCH))
        button.setIcon(disc(colours, SWATCH))
        button.setAccessibleName(f"{self._name} {label}")
        button.setToolTip(label)
        button.clicked.connect(lambda: self.chosen.emit(id))
        self._group.addButton(button)
        return button


def disc(colours: Sequence[str], size: int) -> QIcon:
    """A disc cut into the colours."""
    pixmap = QPixmap(size * 2, size * 2)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        part = round(360 * 16 / len(colours))
        for place, colour in enumerate(colours):
            painter.setBrush(QColor(colour))
            painter.drawPie(QRectF(1, 1, size - 2, size - 2), 90 * 16 - part * place, -part)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(128, 120, 110, 110))
        painter.drawEllipse(QRectF(1, 1, size - 2, size - 2))
    return QIcon(pixmap)
