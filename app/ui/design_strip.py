"""All designs in one row that scrolls: their pictures, the fittest for the occasion first."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap, QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QScrollArea, QToolButton, QWidget

THUMB = QSize(56, 70)


class DesignStrip(QScrollArea):
    """chosen(id) follows a click or an arrow key; Tab goes to the chosen one alone."""

    chosen = Signal(str)

    def __init__(self, headers: Mapping[str, Any], parent: QWidget | None = None) -> None:
        """headers: label and swatch of every design, by id."""
        super().__init__(parent, widgetResizable=True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Mẫu thiệp"))
        body = QWidget()
        body.setProperty("role", "clear")
        self._row = QHBoxLayout(body)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addStretch(1)
        self._group = QButtonGroup(self)
        self._group.buttonToggled.connect(lambda button, on: button.setFocusPolicy(_focus(on)))
        self._buttons = {id: self._button(id, header) for id, header in headers.items()}
        self.set_order(list(headers))
        self.setWidget(body)
        self.horizontalScrollBar().setSingleStep(THUMB.width() + 12)
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(body.sizeHint().height() + bar)

    def _button(self, id: str, header: Any) -> QToolButton:
        button = QToolButton(checkable=True)
        button.setProperty("role", "thumb")
        button.setFocusPolicy(_focus(False))
        button.setIconSize(THUMB)
        button.setIcon(_band(header.swatch, THUMB))
        button.setAccessibleName(self.tr("Mẫu thiệp {ten}").format(ten=self.tr(header.label)))
        button.setToolTip(self.tr(header.label))
        button.clicked.connect(lambda _on=False: self.chosen.emit(id))
        self._group.addButton(button)
        return button

    @property
    def order(self) -> list[str]:
        """Ids from left to right; those that are not offered come last."""
        places = {self._row.itemAt(place).widget(): place for place in range(self._row.count())}
        return sorted(self._buttons, key=lambda id: places[self._buttons[id]])

    def set_order(self, ids: Sequence[str]) -> None:
        """Offer these designs and no other, and show the first."""
        for id, button in self._buttons.items():
            button.setHidden(id not in ids)
        for place, id in enumerate(ids):
            self._row.removeWidget(self._buttons[id])
            self._row.insertWidget(place, self._buttons[id])
        self.horizontalScrollBar().setValue(0)

    def set_chosen(self, id: str) -> None:
        """Mark a design, and bring it into view."""
        button = self._buttons.get(id)
        if button and not button.isChecked():
            button.setChecked(True)
            self.ensureWidgetVisible(button, THUMB.width(), 0)

    def set_picture(self, id: str, image: QImage) -> None:
        """The picture of a design, once it is there."""
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap.fromImage(
            image.scaled(THUMB * ratio, mode=Qt.TransformationMode.SmoothTransformation)
        )
        pixmap.setDevicePixelRatio(ratio)
        self._buttons[id].setIcon(QIcon(pixmap))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 (Qt's name)
        """An ordinary wheel moves the row too."""
        turned = event.pixelDelta().y() or event.angleDelta().y() or event.angleDelta().x()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - turned)
        event.accept()


def _focus(chosen: bool) -> Qt.FocusPolicy:
    return Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus


def _band(colours: tuple[str, ...], size: QSize) -> QIcon:
    """The palette's colours one under another, until the real picture is there."""
    pixmap = QPixmap(size)
    with QPainter(pixmap) as painter:
        step = size.height() / len(colours)
        for place, colour in enumerate(colours):
            painter.fillRect(QRectF(0, place * step, size.width(), step + 1), QColor(colour))
    return QIcon(pixmap)
