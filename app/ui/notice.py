"""The calm bar that says what went wrong, what helps, and offers one action; never a modal dialog."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

KINDS = ("error", "warn", "info")
FLASH_MS = 3000


class NoticeBar(QFrame):
    """Hidden until show_notice(); a newer notice takes the place of an older one."""

    def __init__(self, icons: object, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._icons = icons
        self._action: Callable[[], None] | None = None
        self._what = QLabel(wordWrap=True)
        self._what.setProperty("role", "what")
        self._hint = QLabel(wordWrap=True)
        for label in (self._what, self._hint):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = QPushButton()
        self._button.clicked.connect(self._act)
        close = QToolButton()
        close.setProperty("role", "quiet")
        close.setIcon(icons.get("x"))
        close.setAccessibleName(self.tr("Đóng thông báo"))
        close.setToolTip(close.accessibleName())
        close.clicked.connect(self.hide)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._what)
        words.addWidget(self._hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignVCenter)
        self._fade = QTimer(self, interval=FLASH_MS, singleShot=True)
        self._fade.timeout.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        """What is shown, "" when nothing is."""
        return f"{self._what.text()} {self._hint.text()}".strip() if not self.isHidden() else ""

    def show_notice(
        self,
        what: str,
        hint: str = "",
        *,
        kind: str = "error",
        action: str = "",
        act: Callable[[], None] | None = None,
    ) -> None:
        """Show one sentence, an optional hint, and a button `action` that calls act()."""
        assert kind in KINDS
        self._fade.stop()
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self._what.setText(what)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self._action = act
        self.setAccessibleName(f"{what} {hint}".strip())
        self.show()

    def flash(self, what: str) -> None:
        """Say that something worked, and go away by itself; never over something that matters."""
        if self.isHidden() or self._fade.isActive():
            self.show_notice(what, kind="info")
            self._fade.start()

    def take_back(self, what: str) -> None:
        """Hide a notice that no longer holds, if it is the one shown."""
        if what and self._what.text() == what:
            self.hide()

    def _act(self) -> None:
        self.hide()
        if self._action:
            self._action()
