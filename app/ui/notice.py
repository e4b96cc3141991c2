"""The calm bar that says what went wrong, what helps, and offers one action; never a modal dialog."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

KINDS = ("error", "warn", "info")
FLASH_MS = 3000


@dataclass(frozen=True)
class Notice:
    """What the bar says; `about` names its subject, so that it can be taken back when it no longer holds."""

    what: str
    hint: str = ""
    kind: str = "error"
    action: str = ""
    act: Callable[[], None] | None = None
    about: str = ""


class NoticeBar(QFrame):
    """Hidden until show_notice(); a newer notice takes the place of an older one, a flash only for a moment."""

    def __init__(self, icons: object, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._icons = icons
        self._shown: Notice | None = None
        self._under: Notice | None = None  # what a flash covers
        self._what = QLabel(wordWrap=True)
        self._what.setProperty("role", "what")
        self._hint = QLabel(wordWrap=True)
        for label in (self._what, self._hint):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setTextFormat(Qt.TextFormat.PlainText)  # a file may be called "<b>"
        self._button = QPushButton()
        self._button.clicked.connect(self._act)
        close = QToolButton()
        close.setProperty("role", "quiet")
        close.setIcon(icons.get("x"))
        close.setAccessibleName(self.tr("Đóng thông báo"))
        close.setToolTip(close.accessibleName())
        close.clicked.connect(self._put_away)
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
        self._fade.timeout.connect(self._uncover)
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
        about: str = "",
    ) -> None:
        """Show one sentence, an optional hint, and a button `action` that calls act(); about: see take_back()."""
        assert kind in KINDS
        self._fade.stop()
        self._under = None
        self._show(Notice(what, hint, kind, action, act, about))

    def flash(self, what: str) -> None:
        """Say that something worked; what stood here before comes back by itself."""
        if not self._fade.isActive():
            self._under = self._shown
        self._show(Notice(what, kind="info"))
        self._fade.start()

    def retell(self, about: str, what: str) -> None:
        """Change the sentence of the notice about something, if it is shown or covered by a flash."""
        if self._under and self._under.about == about:
            self._under = replace(self._under, what=what)
        if self._shown and self._shown.about == about:
            self._shown = replace(self._shown, what=what)
            self._what.setText(what)

    def take_back(self, about: str) -> None:
        """Hide the notice about something that no longer holds, if it is shown."""
        if self._under and self._under.about == about:
            self._under = None
        if self._shown and self._shown.about == about:
            self._put_away()

    def _show(self, notice: Notice) -> None:
        self._shown = notice
        self.setProperty("kind", notice.kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self._what.setText(notice.what)
        self._hint.setText(notice.hint)
        self._hint.setVisible(bool(notice.hint))
        self._button.setText(notice.action)
        self._button.setVisible(bool(notice.action))
        self.setAccessibleName(f"{notice.what} {notice.hint}".strip())
        self.show()

    def _put_away(self) -> None:
        self._fade.stop()
        self._shown = self._under = None
        self.hide()

    def _uncover(self) -> None:
        under = self._under
        self._put_away()
        if under:
            self._show(under)

    def _act(self) -> None:
        act = self._shown.act if self._shown else None
        self._put_away()
        if act:
            act()
