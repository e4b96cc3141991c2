"""Words edited where they stand on the card: a field over the item, in its face and about its size."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

SMALLEST, LARGEST = 15, 64  # pixels of letters while they are edited
LEAST = 220, 56  # pixels of the field
MOST = 4000  # letters that an item takes
PAD = 10


class InlineText(QPlainTextEdit):
    """Hidden until begin(); what is typed shows on the card at once, and is one undo step when it ends."""

    typed = Signal(object, str)  # the item's key, what it says so far
    ended = Signal(object)  # the item's key

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self.setProperty("role", "inline")
        self.setAccessibleName(self.tr("Sửa chữ trên thiệp (Esc: xong)"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self._key: Any = None
        self.textChanged.connect(self._say)
        self.hide()

    @property
    def key(self) -> Any:
        """The item that is being edited, or None."""
        return self._key

    def begin(self, key: Any, text: str, box: QRectF, font: Callable[[int], QFont], px: float) -> None:
        """box: the item in pixels; font: its face at a size; px: its letters' size on the screen."""
        if self._key is not None:
            self.finish()
        self.setFont(font(round(min(LARGEST, max(SMALLEST, px)))))
        self.setPlainText(text)
        self._key = key
        room = self.parentWidget().rect()
        width = max(LEAST[0], box.width() + 4 * PAD)
        lines = sum(self.fontMetrics().horizontalAdvance(line) // max(1, int(width) - 6 * PAD) + 1 for line in text.split("\n"))
        height = max(LEAST[1], box.height() + 2 * PAD, (lines + 1) * self.fontMetrics().lineSpacing() + 3 * PAD)
        width, height = min(width, room.width()), min(height, room.height())
        left = min(max(0.0, box.center().x() - width / 2), room.width() - width)
        top = min(max(0.0, box.center().y() - height / 2), room.height() - height)
        self.setGeometry(round(left), round(top), round(width), round(height))
        self.show()
        self.raise_()
        self.selectAll()
        self.verticalScrollBar().setValue(0)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """The editing ends; what was typed stays (and can be undone)."""
        if self._key is None:
            return
        key, self._key = self._key, None
        self.hide()
        self.ended.emit(key)
        self.parentWidget().setFocus()

    def _say(self) -> None:
        if self._key is None:
            return
        if len(self.toPlainText()) > MOST:
            self.setPlainText(self.toPlainText()[:MOST])
            return
        self.typed.emit(self._key, self.toPlainText())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Escape and Ctrl+Enter are done; Enter begins a line."""
        over = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape or over:
            self.finish()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Going elsewhere is done too; a menu or another window is not elsewhere."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.finish()
