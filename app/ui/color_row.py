"""A row of colours to choose from: the design's own, the palette's, a few usual ones, and any other by the dialog."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QColorDialog, QGridLayout, QToolButton, QWidget

DISC = 22
ACROSS = 4, 6  # discs in a row: in a narrow place, and at most
USUAL = ("#ffffff", "#1c1917", "#b3261e", "#c98a1b", "#1d6b57", "#23508e")


class ColorRow(QWidget):
    """Colours are '' (the design's), '@key' or '#rrggbb'."""

    changed = Signal()

    def __init__(
        self, name: str, *, designed: bool = True, usual: Sequence[str] = USUAL, parent: QWidget | None = None
    ) -> None:
        """designed: whether '' (as the design has it) can be chosen."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._name, self._designed, self._usual, self._value = name, designed, tuple(usual), ""
        self._shown: tuple[tuple[str, str], ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._grid.setColumnStretch(ACROSS[1], 1)
        self._across = ACROSS[1]
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        self._other = self._button(_disc(None), self.tr("Màu khác…"), checkable=False)
        self._other.clicked.connect(self._ask)
        self.set_choices(())

    def set_choices(self, colors: Sequence[tuple[str, str]]) -> None:
        """colors: value and '#rrggbb' to show, of the palette; the usual ones follow."""
        shown = (*((("", ""),) if self._designed else ()), *colors, *((each, each) for each in self._usual))
        if shown == self._shown:
            return
        self._shown = shown
        for button in self._buttons.values():
            self._group.removeButton(button)
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {}
        for value, color in shown:
            label = self.tr("Màu của mẫu") if not value else color
            button = self._button(_disc(color), label)
            button.clicked.connect(lambda _on=False, value=value: self._choose(value))
            self._buttons[value] = button
            self._group.addButton(button)
        self._lay_out()
        self.set_value(self._value)

    def _lay_out(self) -> None:
        for place, button in enumerate((*self._buttons.values(), self._other)):
            self._grid.addWidget(button, place // self._across, place % self._across)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """A few discs wide; the others go below."""
        return QSize(self._other.sizeHint().width() * ACROSS[0], super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """As many in a row as there is room for."""
        super().resizeEvent(event)
        across = max(ACROSS[0], min(ACROSS[1], self.width() // self._other.sizeHint().width()))
        if across != self._across:
            self._across = across
            self._lay_out()

    def value(self) -> str:
        return self._value

    def set_value(self, value: str) -> None:
        """Mark a colour; one that is not offered marks none."""
        self._value = value
        self._group.setExclusive(False)
        for each, button in self._buttons.items():
            button.setChecked(each == value)
        self._group.setExclusive(True)
        self._other.setIcon(_disc(value if value.startswith("#") and value not in self._buttons else None))

    def _choose(self, value: str) -> None:
        self.set_value(value)
        self.changed.emit()

    def _ask(self) -> None:
        start = QColor(self._value) if self._value.startswith("#") else QColor("#b3261e")
        color = QColorDialog.getColor(start, self, self._name)
        if color.isValid():
            self._choose(color.name())

    def _button(self, icon: QIcon, label: str, *, checkable: bool = True) -> QToolButton:
        button = QToolButton(checkable=checkable)
        button.setProperty("role", "swatch")
        button.setIconSize(QSize(DISC, DISC))
        button.setIcon(icon)
        button.setAccessibleName(f"{self._name}: {label}")
        button.setToolTip(label)
        return button


def _disc(color: str | None) -> QIcon:
    """A disc of the colour; '' is a disc cut across (the design's own), None all the colours there are."""
    pixmap = QPixmap(DISC * 2, DISC * 2)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    box = QRectF(1.5, 1.5, DISC - 3, DISC - 3)
    with QPainter(pixmap) as p:
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(Qt.PenStyle.NoPen)
        if color is None:
            for i in range(12):
                p.setBrush(QColor.fromHsv(i * 30, 170, 235))
                p.drawPie(box, i * 30 * 16, 30 * 16)
        elif color:
            p.setBrush(QColor(color))
            p.drawEllipse(box)
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.setPen(QPen(QColor(128, 120, 110, 150), 1))
        p.drawEllipse(box)
        if color == "":
            p.setPen(QPen(QColor(128, 120, 110), 1.6))
            p.drawLine(box.topRight() + (box.center() - box.topRight()) * 0.3, box.bottomLeft() + (box.center() - box.bottomLeft()) * 0.3)
    return QIcon(pixmap)
